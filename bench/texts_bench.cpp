// SPDX-License-Identifier: GPL-3.0-or-later
// Texts drawn from the model of Wordfish with words as common as Zipf's law has them: of the size
// of the Irish budget debate (14 texts, about 49,000 words), of 300 texts, and of 1,210 texts by a
// vocabulary of 82,171.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/ingest/texts.hpp"
#include "entente/positions/wordfish.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

WordCounts made_counts(std::size_t texts, std::size_t vocabulary, double size) {
  PhiloxCursor dice = Philox(1).cursor();
  const auto normal = [&dice] { return stats::normal_quantile(dice.uniform01()); };
  std::vector<double> slope(vocabulary);
  for (double& b : slope) b = 0.5 * normal();
  std::vector<std::string> ids;
  std::vector<record::WordCell> cells;
  std::vector<double> sums(vocabulary);
  for (std::uint32_t i = 0; i < texts; ++i) {
    ids.push_back("T" + std::to_string(i));
    const double t = normal();
    double sum = 0;
    for (std::size_t j = 0; j < vocabulary; ++j) {
      sum += std::exp(slope[j] * t) / (static_cast<double>(j) + 2.7);
      sums[j] = sum;
    }
    std::map<std::uint32_t, std::uint32_t> counts;
    const auto words = static_cast<std::size_t>(size * std::exp(0.5 * normal()));
    for (std::size_t k = 0; k < words; ++k) {
      const auto met = std::lower_bound(sums.begin(), sums.end(), dice.uniform01() * sum);
      ++counts[static_cast<std::uint32_t>(met - sums.begin())];
    }
    for (const auto& [word, count] : counts) cells.push_back({i, word, count});
  }
  std::vector<std::string> words;
  for (std::size_t j = 0; j < vocabulary; ++j) words.push_back("w" + std::to_string(j));
  return WordCounts::make(std::move(ids), std::move(words), std::move(cells)).value();
}

void fit(benchmark::State& state, const WordCounts& counts) {
  WordfishOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    const auto fish = wordfish(counts, options).value();
    state.counters["gradient"] = fish.gradient;
    state.counters["starts"] = static_cast<double>(fish.climbs.size());
    state.counters["steps"] = fish.steps;
    state.counters["columns"] = static_cast<double>(fish.columns);
  }
}

void fit_a_debate(benchmark::State& state) {
  static const WordCounts counts = made_counts(14, 8000, 3500);
  fit(state, counts);
}
BENCHMARK(fit_a_debate)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void fit_300_texts(benchmark::State& state) {
  static const WordCounts counts = made_counts(300, 20'000, 2000);
  fit(state, counts);
}
BENCHMARK(fit_300_texts)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void fit_1210_texts(benchmark::State& state) {
  static const WordCounts counts = made_counts(1210, 82'171, 2500);
  fit(state, counts);
}
BENCHMARK(fit_1210_texts)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void count_a_text(benchmark::State& state) {
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += "The alliance met its partners in session " + std::to_string(i) +
            ", and they agreed that deterrence and dialogue go together. ";
  }
  const std::vector<ingest::NamedText> texts = {{"text", text}};
  for (auto _ : state) benchmark::DoNotOptimize(ingest::count_words(texts, {}).value());
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(count_a_text)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::positions

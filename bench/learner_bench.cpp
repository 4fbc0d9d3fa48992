// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from 18,000 coded sentences of three classes: reading them, learning anew after one more
// code, and the held-out figures. The text is made from a fixed vocabulary with word counts that
// fall off as in prose; a sixth of the words lean to one class.
#include <benchmark/benchmark.h>

#include <cctype>
#include <cmath>

#include "entente/base/random.hpp"
#include "entente/ingest/learner.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t sentences_made = 18'000;
constexpr std::uint32_t classes_made = 3;

std::string syllables(std::size_t rank) {
  static const std::vector<std::string> parts = {"con", "sul", "ter", "mar", "pol", "vi",  "stra",
                                                 "te",  "gy",  "nor", "de",  "fen", "sig", "lo"};
  std::string out = rank == 0 ? "the" : "";
  for (std::size_t rest = rank; rest > 0; rest /= parts.size()) out += parts[rest % parts.size()];
  return out;
}

CodedSet made_set(std::size_t rows) {
  CodedSet out;
  out.classes = {"against", "neither", "for"};
  for (std::size_t i = 0; i < rows; ++i) {
    PhiloxCursor dice = Philox(1).cursor(i);
    const auto label = static_cast<std::uint32_t>(dice.below(classes_made));
    const std::size_t length = 10 + dice.below(20);
    std::string text;
    for (std::size_t w = 0; w < length; ++w) {
      auto rank = static_cast<std::size_t>(std::exp(dice.uniform01() * std::log(20'000.0))) - 1;
      if (dice.below(6) == 0) rank = rank / classes_made * classes_made + label;
      text += (w == 0 ? "" : " ") + syllables(rank);
    }
    out.rows.push_back({text + ".", "", {}, {}, label, static_cast<std::uint32_t>(i / 100)});
  }
  return out;
}

const LearnerTask& large_task() {
  static const LearnerTask task = LearnerTask::read(made_set(sentences_made), {}).value();
  return task;
}

void read_sentences(benchmark::State& state) {
  const CodedSet set = made_set(sentences_made);
  for (auto _ : state) benchmark::DoNotOptimize(LearnerTask::read(set, {}).value());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sentences_made));
}
BENCHMARK(read_sentences)->Unit(benchmark::kMillisecond)->UseRealTime();

void learn_anew(benchmark::State& state) {
  static const TextLearner calibrated = large_task().fit().value();
  for (auto _ : state) benchmark::DoNotOptimize(large_task().refit(calibrated).value());
}
BENCHMARK(learn_anew)->Unit(benchmark::kMillisecond)->UseRealTime();

void learn_and_calibrate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(large_task().fit().value());
}
BENCHMARK(learn_and_calibrate)->Unit(benchmark::kMillisecond)->UseRealTime();

void figures_held_out(benchmark::State& state) {
  const auto predictions = large_task().cross_validated().value();
  const std::vector<Baseline> baselines{large_task().majority()};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        evaluate(large_task().set(), predictions, baselines, large_task().options()).value());
  }
  const auto evaluation =
      evaluate(large_task().set(), predictions, baselines, large_task().options()).value();
  state.counters["accuracy"] = evaluation.scores.accuracy.value;
}
BENCHMARK(figures_held_out)->Unit(benchmark::kMillisecond)->UseRealTime();

void predict_one(benchmark::State& state) {
  static const TextLearner learner = large_task().fit().value();
  const CodedText& row = large_task().set().rows.front();
  for (auto _ : state) benchmark::DoNotOptimize(learner.predict(row));
}
BENCHMARK(predict_one)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::ingest

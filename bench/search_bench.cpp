// SPDX-License-Identifier: GPL-3.0-or-later
// Searching 200,000 sentences: making the index, reading it back, and queries whose words stand in
// few or in many of them. The text is made from a fixed vocabulary with word counts that fall off
// as in prose.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "entente/ingest/sentences.hpp"
#include "ingest/search/made_library.hpp"

namespace entente::ingest {
namespace {

constexpr int documents = 1'000;
constexpr int sentences_each = 200;

/// Word of a rank; the first ranks are the words that queries below ask for.
std::string word_of_rank(std::size_t rank) {
  static const std::vector<std::string> known = {
      "the",         "of",         "alliance", "partners", "security",  "regional",
      "cooperation", "deterrence", "cyber",    "training", "diplomacy", "maritime"};
  if (rank < known.size()) return known[rank];
  static const std::vector<std::string> parts = {"con", "sul", "ter", "mar", "pol", "vi",  "stra",
                                                 "te",  "gy",  "nor", "de",  "fen", "sig", "lo"};
  std::string out;
  for (std::size_t rest = rank; rest > 0; rest /= parts.size()) out += parts[rest % parts.size()];
  return out;
}

/// Rank by Zipf's law over 20,000 words.
std::size_t zipf_rank(made::Dice& dice) {
  const double u = static_cast<double>(dice.next() >> 11U) * 0x1p-53;
  return static_cast<std::size_t>(std::exp(u * std::log(20'000.0))) - 1;
}

const record::Study& large_library() {
  static const record::Study study = [] {
    record::Study out;
    out.settings.name = "bench";
    made::Dice dice(1);
    for (int d = 0; d < documents; ++d) {
      std::string text;
      for (int s = 0; s < sentences_each; ++s) {
        const std::size_t length = 12 + dice.below(20);
        for (std::size_t w = 0; w < length; ++w) {
          std::string word = word_of_rank(zipf_rank(dice));
          if (w == 0)
            word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
          text += (w == 0 ? "" : " ") + word;
        }
        text += s % 5 == 4 ? ".\n\n" : ". ";
      }
      made::add_document(out, "D" + std::to_string(d), "Title " + std::to_string(d), "Publisher",
                         std::to_string(2000 + d % 25), "en", std::move(text));
    }
    return out;
  }();
  return study;
}

const SearchIndex& large_index() {
  static const SearchIndex index = SearchIndex::build(large_library()).value();
  return index;
}

void cut_sentences(benchmark::State& state) {
  const std::string& text = *large_library().document_text("D0");
  for (auto _ : state) benchmark::DoNotOptimize(sentences(text, "en"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(cut_sentences)->Unit(benchmark::kMillisecond);

void find_language(benchmark::State& state) {
  const std::string& text = *large_library().document_text("D0");
  for (auto _ : state) benchmark::DoNotOptimize(language_of(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(find_language)->Unit(benchmark::kMillisecond);

void build_index(benchmark::State& state) {
  for (auto _ : state) {
    auto index = SearchIndex::build(large_library());
    if (!index) state.SkipWithError("no index");
    benchmark::DoNotOptimize(index);
  }
  state.counters["text_bytes"] = static_cast<double>(indexed_bytes(large_library()));
}
BENCHMARK(build_index)->Unit(benchmark::kMillisecond)->Iterations(1);

void read_index(benchmark::State& state) {
  const std::string bytes = large_index().bytes().value();
  for (auto _ : state) {
    if (!SearchIndex::read(large_library(), bytes)) state.SkipWithError("not read");
  }
  state.counters["index_bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(read_index)->Unit(benchmark::kMillisecond);

/// The 95th percentile of many whole searches is told beside their mean, with the share of
/// sentences that match.
void search_for(benchmark::State& state, const char* query, bool stems) {
  const SearchRequest request{query, {}, "", "", "", stems, 20};
  std::vector<double> milliseconds;
  std::size_t total = 0;
  std::size_t entries = 1;
  large_index();
  for (auto _ : state) {
    const auto before = std::chrono::steady_clock::now();
    const auto result = large_index().search(large_library(), request);
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - before;
    if (!result) {
      state.SkipWithError("no result");
      break;
    }
    milliseconds.push_back(took.count());
    total = result->total;
    entries = result->entries;
  }
  if (milliseconds.empty()) return;
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["p95_ms"] = milliseconds[milliseconds.size() * 95 / 100];
  state.counters["share"] = static_cast<double>(total) / static_cast<double>(entries);
}
BENCHMARK_CAPTURE(search_for, rare_word, "vide", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, two_words, "cyber training", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, phrase, "\"cyber training\"", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, near, "NEAR(maritime diplomacy, 5)", false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, prefix, "consult*", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, short_prefix, "co*", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, one_document, "document:D7 security", false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, word_in_many, "cooperation", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, stem_in_many, "cooperating", true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, word_in_nearly_all, "the", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, either_of_many, "the OR security OR deterrence", false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_for, all_but, "alliance NOT the", false)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::ingest

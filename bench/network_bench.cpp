// SPDX-License-Identifier: GPL-3.0-or-later
// Discourse networks of made-up statements of the shape of DNA's own benchmarks: two qualifier
// levels, 200 organisations, and the flagship's bootstrap.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "entente/alignment/network.hpp"
#include "entente/alignment/network_series.hpp"
#include "entente/app/network.hpp"
#include "entente/base/random.hpp"
#include "entente/store/store.hpp"

namespace {

using namespace entente;
using alignment::CodedStatements;

/// DNA was measured in a warm JVM, whose heap is there already. So is this one: blocks of up to 32
/// MiB, the most that glibc allows, are kept and not given back to the system after every round.
const bool heap_is_warm = [] {
  constexpr int kept_block = 32 << 20;
  constexpr int kept_in_all = 1 << 30;
  return ::mallopt(M_MMAP_THRESHOLD, kept_block) == 1 &&
         ::mallopt(M_TRIM_THRESHOLD, kept_in_all) == 1 && ::mallopt(M_TOP_PAD, 2 * kept_block) == 1;
}();

alignment::CodedVariable labels_of(const char* name, std::size_t count) {
  alignment::CodedVariable out;
  out.name = name;
  for (std::size_t at = 0; at < count; ++at) {
    out.labels.push_back(std::string(name) + " " + std::to_string(10'000 + at));
  }
  return out;
}

/// Statements spread over `days`, ten to a document.
CodedStatements made_statements(std::size_t count, std::size_t actors, std::size_t concepts,
                                std::int64_t days) {
  constexpr std::int64_t a_day = 86400;
  constexpr std::size_t in_document = 10;
  CodedStatements out;
  auto actor = labels_of("organization", actors);
  auto concept_name = labels_of("concept", concepts);
  alignment::CodedVariable agreement;
  agreement.name = "agreement";
  agreement.type = alignment::VariableType::Boolean;
  PhiloxCursor dice = Philox(1).cursor(0);
  for (std::size_t s = 0; s < count; ++s) {
    out.ids.push_back(std::to_string(s));
    out.times.push_back(static_cast<std::int64_t>(s) * days * a_day /
                        static_cast<std::int64_t>(count));
    out.documents.push_back(static_cast<std::uint32_t>(s / in_document));
    if (s % in_document == 0) out.document_ids.push_back(std::to_string(s / in_document));
    actor.values.push_back(static_cast<std::int32_t>(dice.below(actors)));
    concept_name.values.push_back(static_cast<std::int32_t>(dice.below(concepts)));
    agreement.values.push_back(static_cast<std::int32_t>(dice.below(2)));
  }
  out.variables = {std::move(actor), std::move(concept_name), std::move(agreement)};
  return out;
}

alignment::NetworkOptions congruence(unsigned threads) {
  alignment::NetworkOptions out;
  out.rows = "organization";
  out.columns = "concept";
  out.qualifier = "agreement";
  out.threads = threads;
  return out;
}

void one_mode_of_100000(benchmark::State& state) {
  const CodedStatements statements = made_statements(100'000, 200, 100, 800);
  const auto options = congruence(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(alignment::build_network(statements, options).value());
  }
}
BENCHMARK(one_mode_of_100000)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void one_mode_of_a_million(benchmark::State& state) {
  const CodedStatements statements = made_statements(1'000'000, 1'000, 500, 800);
  const auto options = congruence(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(alignment::build_network(statements, options).value());
  }
}
BENCHMARK(one_mode_of_a_million)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// 249 windows of 30 days, each a day further.
void windows_of_100000(benchmark::State& state) {
  const CodedStatements statements = made_statements(100'000, 200, 100, 278);
  const auto options = congruence(static_cast<unsigned>(state.range(0)));
  alignment::NetworkSeriesOptions series;
  series.unit = alignment::WindowUnit::Days;
  series.size = 30;
  for (auto _ : state) {
    auto networks = alignment::build_network_series(statements, options, series).value();
    if (networks.size() != 249) state.SkipWithError("not 249 windows");
    benchmark::DoNotOptimize(networks);
  }
}
BENCHMARK(windows_of_100000)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A study file of 100,000 statements of 200 actors on 100 issues.
std::string large_network_study() {
  static const std::filesystem::path folder = [] {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "entente-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    return std::filesystem::path(pattern);
  }();
  static const std::string path = (folder / "large.entente").string();
  if (std::filesystem::exists(path)) return path;
  record::Study study;
  study.settings.title = "Benchmark";
  study.settings.as_of = Date::day(std::chrono::year(2024) / 12 / 31);
  study.table("source").append({"S", "Source", "Publisher"});
  for (int a = 0; a < 200; ++a) {
    study.table("actor").append({"A" + std::to_string(a), "Actor", "state"});
  }
  for (int i = 0; i < 100; ++i) {
    study.table("issue").append({"I" + std::to_string(i), "group", "", "goal", "Claim"});
  }
  for (int p = 0; p < 2000; ++p) {
    study.table("passage").append({"S#" + std::to_string(p), "S", "", "paragraph"});
  }
  PhiloxCursor dice = Philox(1).cursor(0);
  for (int s = 0; s < 100'000; ++s) {
    study.table("statement")
        .append({"P" + std::to_string(s), "A" + std::to_string(dice.below(200)),
                 "I" + std::to_string(dice.below(100)), "",
                 std::to_string(static_cast<int>(dice.below(5)) - 2), "position",
                 "2024-0" + std::to_string(s % 9 + 1), "", "", "", "", "",
                 "S#" + std::to_string(s % 2000), "", "", "", "Coder", "", "accepted"});
  }
  if (!store::create(path, store::Form::File, study,
                     {"Bench", "bench", "bench", "2024-12-31T12:00:00Z"})) {
    std::abort();
  }
  std::atexit([] {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  });
  return path;
}

void network_of(benchmark::State& state, const std::string& path, std::uint32_t draws) {
  for (auto _ : state) {
    app::NetworkRequest request;
    request.record = path;
    request.draws = draws;
    request.options.threads = 0;
    auto outcome = app::network_of(request, {});
    if (!outcome) state.SkipWithError(to_string(outcome.error()).c_str());
    benchmark::DoNotOptimize(outcome);
  }
}

void network_of_a_study_file(benchmark::State& state) {
  network_of(state, large_network_study(), 0);
}
BENCHMARK(network_of_a_study_file)->Unit(benchmark::kMillisecond)->UseRealTime();

/// `entente network studies/nato-ip4` without and with its 1,000 draws.
void network_of_the_flagship(benchmark::State& state) {
  network_of(state, std::string(ENTENTE_SOURCE_DIR) + "/studies/nato-ip4",
             static_cast<std::uint32_t>(state.range(0)));
}
BENCHMARK(network_of_the_flagship)->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

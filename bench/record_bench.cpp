// SPDX-License-Identifier: GPL-3.0-or-later
// What analysis waits for: checking a study and turning it into flat columns.
#include <benchmark/benchmark.h>

#include "entente/record/change.hpp"
#include "entente/record/check.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::record {
namespace {

/// A study with `count` statements of 40 actors on 50 issues, two passages each.
Study large_study(std::size_t count) {
  Study study;
  study.settings.title = "Benchmark";
  study.settings.as_of = *Date::parse("2024-12-31");
  const auto row_of = [](const TableSchema& schema,
                         std::initializer_list<std::pair<std::string_view, std::string>> cells) {
    std::vector<std::string> row(schema.columns.size());
    for (const auto& [name, cell] : cells) row[schema.column(name).value()] = cell;
    return row;
  };
  const auto add = [&](std::string_view table,
                       std::initializer_list<std::pair<std::string_view, std::string>> cells) {
    study.table(table).append(
        std::span<const std::string>(row_of(study.table(table).schema(), cells)));
  };
  add("source", {{"id", "S1"}, {"title", "Source"}});
  for (int i = 0; i < 40; ++i) add("actor", {{"id", "A" + std::to_string(i)}, {"name", "Actor"}});
  for (int i = 0; i < 50; ++i) add("issue", {{"id", "I" + std::to_string(i)}, {"claim", "Claim"}});
  for (int i = 0; i < 1000; ++i) {
    add("passage", {{"id", "S1#" + std::to_string(i)}, {"source", "S1"}});
  }
  for (std::size_t i = 0; i < count; ++i) {
    add("statement",
        {{"id", "P" + std::to_string(i)},
         {"actor", "A" + std::to_string(i % 40)},
         {"issue", "I" + std::to_string(i / 40 % 50)},
         {"stance", std::to_string(static_cast<int>(i % 5) - 2)},
         {"date", std::to_string(1990 + i % 35) + "-06"},
         {"passages", "S1#" + std::to_string(i % 1000) + ";S1#" + std::to_string((i + 1) % 1000)},
         {"coder", "generator"}});
  }
  return study;
}

void check_study(benchmark::State& state) {
  const Study study = large_study(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(check(study));
}
BENCHMARK(check_study)->Arg(200)->Arg(100000)->Unit(benchmark::kMillisecond);

void snapshot_study(benchmark::State& state) {
  const Study study = large_study(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(build_snapshot(study));
}
BENCHMARK(snapshot_study)->Arg(200)->Arg(100000)->Unit(benchmark::kMillisecond);

void difference_of_equals(benchmark::State& state) {
  const Study study = large_study(static_cast<std::size_t>(state.range(0)));
  const Study other = study;
  for (auto _ : state) benchmark::DoNotOptimize(difference(study, other));
}
BENCHMARK(difference_of_equals)->Arg(100000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::record

BENCHMARK_MAIN();

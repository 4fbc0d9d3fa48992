// SPDX-License-Identifier: GPL-3.0-or-later
// The brief of the flagship: at most 0.5 s. Measured 2026-11 on a busy 2-core machine, -O1: compose
// 15 ms, HTML 16 ms (0.9 MB).
#include <benchmark/benchmark.h>

#include "entente/brief/brief.hpp"
#include "positions/test_record.hpp"

namespace {

using entente::positions::testing::flagship;

void snapshot_of_flagship(benchmark::State& state) {
  const auto study = flagship(ENTENTE_SOURCE_DIR);
  if (!study) return state.SkipWithError("studies/nato-ip4 is not there");
  for (auto _ : state) benchmark::DoNotOptimize(entente::record::build_snapshot(*study));
}
BENCHMARK(snapshot_of_flagship)->Unit(benchmark::kMillisecond);

void compose_flagship(benchmark::State& state) {
  const auto study = flagship(ENTENTE_SOURCE_DIR);
  if (!study) return state.SkipWithError("studies/nato-ip4 is not there");
  const auto snapshot = entente::record::build_snapshot(*study);
  if (!snapshot) return state.SkipWithError("the flagship has faults");
  for (auto _ : state) benchmark::DoNotOptimize(entente::brief::compose(*study, *snapshot));
}
BENCHMARK(compose_flagship)->Unit(benchmark::kMillisecond);

void whole_brief_of_flagship(benchmark::State& state) {
  const auto study = flagship(ENTENTE_SOURCE_DIR);
  if (!study) return state.SkipWithError("studies/nato-ip4 is not there");
  for (auto _ : state) {
    const auto snapshot = entente::record::build_snapshot(*study);
    if (!snapshot) return state.SkipWithError("the flagship has faults");
    const auto brief = entente::brief::compose(*study, *snapshot);
    if (!brief) return state.SkipWithError("the flagship gives no brief");
    benchmark::DoNotOptimize(entente::brief::to_html(*brief));
  }
}
BENCHMARK(whole_brief_of_flagship)->Unit(benchmark::kMillisecond);

}  // namespace

// SPDX-License-Identifier: GPL-3.0-or-later
// What a draw, a bootstrap and a quantile cost.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/sum.hpp"
#include "entente/stats/agreement.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/quantile.hpp"

namespace {

using namespace entente;
using namespace entente::stats;

std::vector<double> stances(std::size_t n) {
  std::vector<double> out;
  PhiloxCursor cursor = Philox(1, stream_word("stances")).cursor();
  for (std::size_t i = 0; i < n; ++i) out.push_back(cursor.triangular(-2, 1, 2));
  return out;
}

void philox_uniforms_in_sequence(benchmark::State& state) {
  PhiloxCursor cursor = Philox(7).cursor();
  for (auto _ : state) benchmark::DoNotOptimize(cursor.uniform01());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(philox_uniforms_in_sequence);

void philox_uniforms_by_address(benchmark::State& state) {
  const Philox source(7);
  std::uint64_t draw = 0;
  for (auto _ : state) benchmark::DoNotOptimize(source.uniform01(0, ++draw));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(philox_uniforms_by_address);

void philox_integers_below(benchmark::State& state) {
  PhiloxCursor cursor = Philox(7).cursor();
  for (auto _ : state) benchmark::DoNotOptimize(cursor.below(200));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(philox_integers_below);

void philox_triangular(benchmark::State& state) {
  PhiloxCursor cursor = Philox(7).cursor();
  for (auto _ : state) benchmark::DoNotOptimize(cursor.triangular(-2, 1, 2));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(philox_triangular);

void normal_quantiles(benchmark::State& state) {
  PhiloxCursor cursor = Philox(7).cursor();
  for (auto _ : state) benchmark::DoNotOptimize(normal_quantile(cursor.uniform01()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(normal_quantiles);

/// 100,000 units, five coders, a fifth of the codes missing; arguments: draws, threads.
void coder_agreement_of_100000(benchmark::State& state) {
  constexpr std::uint32_t units = 100'000;
  std::vector<Coding> codings;
  PhiloxCursor cursor = Philox(1, stream_word("codings")).cursor();
  for (std::uint32_t u = 0; u < units; ++u) {
    const auto truth = static_cast<double>(cursor.below(5)) - 2;
    for (std::uint32_t c = 0; c < 5; ++c) {
      const double own =
          cursor.uniform01() < 0.3 ? static_cast<double>(cursor.below(5)) - 2 : truth;
      if (cursor.uniform01() < 0.8) codings.push_back({u, c, own});
    }
  }
  AgreementOptions options;
  options.replicates = static_cast<std::uint32_t>(state.range(0));
  options.threads = static_cast<unsigned>(state.range(1));
  for (auto _ : state) {
    const auto table = Codings::make(codings, units, 5).value();
    benchmark::DoNotOptimize(coding_agreement(table, options));
  }
}
BENCHMARK(coder_agreement_of_100000)
    ->Args({0, 1})
    ->Args({2000, 1})
    ->Args({2000, 2})
    ->Unit(benchmark::kMillisecond);

/// 1,000 replicates of the mean of 200 rows, percentile and BCa; argument: threads.
void bootstrap_mean_of_200(benchmark::State& state) {
  const std::vector<double> values = stances(200);
  const ResamplingUnits units = ResamplingUnits::each_row(200);
  const auto mean = [&](std::span<const std::uint32_t> rows) {
    CompensatedSum total;
    for (const std::uint32_t row : rows) total.add(values[row]);
    return total.value() / static_cast<double>(rows.size());
  };
  BootstrapOptions options;
  options.replicates = 1000;
  options.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    Result<Bootstrap> result = bootstrap(units, mean, options);
    if (!result || !result->bca.interval) state.SkipWithError("no interval");
    benchmark::DoNotOptimize(result);
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(bootstrap_mean_of_200)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Sort and read; argument: values.
void quantile_of_values(benchmark::State& state) {
  const std::vector<double> values = stances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(quantile(values, 0.975).value());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(quantile_of_values)->Arg(200)->Arg(10000);

void quantile_of_sorted_values(benchmark::State& state) {
  std::vector<double> values = stances(10000);
  std::sort(values.begin(), values.end());
  double p = 0;
  for (auto _ : state) {
    p = p >= 1 ? 0 : p + 0x1p-10;
    benchmark::DoNotOptimize(quantile_of_sorted(values, p));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(quantile_of_sorted_values);

/// A compensated sum over a million terms; argument: threads.
void parallel_sum_of_a_million(benchmark::State& state) {
  const std::vector<double> values = stances(1000000);
  const CancelToken never;
  for (auto _ : state) {
    benchmark::DoNotOptimize(parallel_sum(values.size(), static_cast<unsigned>(state.range(0)),
                                          never, ProgressStage{},
                                          [&](std::size_t i) { return values[i]; })
                                 .value());
  }
  state.SetItemsProcessed(state.iterations() * 1000000);
}
BENCHMARK(parallel_sum_of_a_million)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();

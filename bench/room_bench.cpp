// SPDX-License-Identifier: GPL-3.0-or-later
// What a forecast with uncertainty costs: ten actors, 10,000 draws, two threads, with quantiles,
// bands and gains.
#include <benchmark/benchmark.h>

#include <string>

#include "entente/base/random.hpp"
#include "entente/room/simulate.hpp"

namespace {

using namespace entente;
using namespace entente::room;

Problem ten_actors() {
  Problem out;
  Issue issue;
  issue.id = "I";
  issue.anchors = {{0, "none"}, {50, "half"}, {100, "all"}};
  const Basis basis{{}, "benchmark"};
  issue.reversion = Reversion{20, basis};
  PhiloxCursor random = Philox(1, stream_word("room bench")).cursor();
  for (std::size_t i = 0; i < 10; ++i) {
    out.actors.push_back({"A" + std::to_string(i), ""});
    const double low = 70 * random.uniform01();
    issue.stakes.push_back({i,
                            Role::Decides,
                            {low, low + 10, low + 25},
                            {20, 50, 90},
                            Spread::fixed(1 + 99 * random.uniform01()),
                            basis,
                            basis,
                            basis});
  }
  out.issues.push_back(std::move(issue));
  return out;
}

void forecast(benchmark::State& state, const std::string& models) {
  const Problem problem = ten_actors();
  for (auto _ : state) {
    for (const std::string& name : split_models(models)) {
      auto out = simulate(problem, 0, **make_model(name), {7, 10'000, 2, true});
      if (!out) state.SkipWithError(to_string(out.error()).c_str());
      benchmark::DoNotOptimize(out);
    }
  }
}
BENCHMARK_CAPTURE(forecast, compromise, "compromise")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(forecast, pce, "pce")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(forecast, pce_binary, "pce(vote=binary)")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(forecast, consensus, "consensus")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(forecast, compromise_and_pce, "compromise,pce")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

BENCHMARK_MAIN();

// SPDX-License-Identifier: GPL-3.0-or-later
// The common agenda finder on made-up groups: on most issues most partners lean one way, each is
// drawn about where it stands, saliences differ.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "entente/advise/package.hpp"
#include "entente/base/random.hpp"

namespace {

using namespace entente;

advise::PackageProblem large_group(std::size_t issues, std::size_t partners, std::size_t draws) {
  advise::PackageProblem out;
  out.partners = partners;
  out.draws = draws;
  const Philox source(1, stream_word("large group"));
  for (std::size_t i = 0; i < issues; ++i) {
    PhiloxCursor dice = source.cursor(i);
    out.issues.push_back({0, {-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2}});
    const double common = dice.uniform01() * 3 - 1;
    for (std::size_t p = 0; p < partners; ++p) {
      const double own = common + (dice.uniform01() - 0.5) * 2.5;
      const double salience = dice.uniform01() * 100;
      for (std::size_t d = 0; d < draws; ++d) {
        const double drawn = own + (dice.uniform01() + dice.uniform01() - 1) * 0.8;
        out.positions.push_back(static_cast<float>(std::clamp(drawn, -2.5, 2.5)));
        out.saliences.push_back(static_cast<float>(salience));
      }
    }
  }
  return out;
}

advise::PackageOptions options_of(const benchmark::State& state) {
  advise::PackageOptions out;
  out.objective = static_cast<advise::PackageObjective>(state.range(0));
  out.log_roll = state.range(1) != 0;
  out.least_share = 0;
  out.threads = 2;
  return out;
}

/// Objective, log-rolling.
void best_of_50_issues_of_32(benchmark::State& state) {
  const auto problem = large_group(50, 32, 1000);
  const auto options = options_of(state);
  for (auto _ : state) {
    const auto outcome = advise::best_package(problem, options).value();
    state.counters["proven"] = outcome.proven ? 1 : 0;
    state.counters["least"] = outcome.package ? outcome.package->least : -1;
    state.counters["mean"] = outcome.package ? outcome.package->mean : -1;
    state.counters["bound"] = outcome.bound;
  }
}
BENCHMARK(best_of_50_issues_of_32)
    ->Name("package/best_of_50_issues_of_32")
    ->ArgsProduct({{0, 1, 2}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void front_of_20_issues_of_4(benchmark::State& state) {
  const auto problem = large_group(20, 4, 1600);
  const auto options = options_of(state);
  for (auto _ : state) {
    const auto front = advise::package_front(problem, options).value();
    state.counters["packages"] = static_cast<double>(front.packages.size());
    state.counters["complete"] = front.complete ? 1 : 0;
  }
}
BENCHMARK(front_of_20_issues_of_4)
    ->Name("package/front_of_20_issues_of_4")
    ->ArgsProduct({{0}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

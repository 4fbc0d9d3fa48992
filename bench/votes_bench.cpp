// SPDX-License-Identifier: GPL-3.0-or-later
// Roll calls of the size of the General Assembly's: 195 voters, 76 sessions of 80 roll calls, a
// fifth of them asked again in the next session; votes drawn from the model, a third of them
// missing.
#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/positions/ideal_points.hpp"
#include "entente/positions/vote_similarity.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

using record::RollCallMatrix;
using record::Vote;

struct MadeRolls {
  RollCallMatrix matrix;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
};

MadeRolls made_rolls(std::size_t voters, std::size_t sessions, std::size_t each) {
  MadeRolls out;
  PhiloxCursor dice = Philox(1).cursor();
  const auto normal = [&dice] { return stats::normal_quantile(dice.uniform01()); };
  std::vector<double> point(voters);
  for (double& x : point) x = normal();
  std::vector<record::Voter> names;
  for (std::size_t v = 0; v < voters; ++v) names.push_back({"V" + std::to_string(v), ""});
  std::vector<record::RollCall> roll_calls;
  std::vector<Vote> cells;
  std::vector<double> slope(each);
  std::vector<double> low(each);
  for (std::size_t s = 0; s < sessions; ++s) {
    for (double& x : point) x += 0.1 * normal();
    for (std::size_t j = 0; j < each; ++j) {
      const auto here = static_cast<std::uint32_t>(roll_calls.size());
      if (s > 0 && j < each / 5) {
        out.links.emplace_back(here, here - static_cast<std::uint32_t>(each));
      } else {
        slope[j] = normal();
        low[j] = normal() + 0.7;
      }
      roll_calls.emplace_back().id = std::to_string(here);
      roll_calls.back().session = std::to_string(s + 1);
      for (std::size_t v = 0; v < voters; ++v) {
        const double z = slope[j] * point[v] + normal();
        const bool gone = dice.below(3) == 0;
        cells.push_back(gone             ? Vote::Absent
                        : z < low[j]     ? Vote::Yes
                        : z < low[j] + 1 ? Vote::Abstain
                                         : Vote::No);
      }
    }
  }
  out.matrix =
      RollCallMatrix::make(std::move(names), std::move(roll_calls), std::move(cells)).value();
  return out;
}

const MadeRolls& assembly() {
  static const MadeRolls made = made_rolls(195, 76, 80);
  return made;
}

void fit_with_intervals(benchmark::State& state) {
  IdealPointOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    const auto fit =
        ideal_points(assembly().matrix, assembly().links, record::PeriodBy::Session, options);
    state.counters["votes"] = static_cast<double>(fit->votes);
    state.counters["passes"] = fit->passes;
  }
}
BENCHMARK(fit_with_intervals)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void ten_refits(benchmark::State& state) {
  IdealPointOptions options;
  options.threads = 2;
  static const IdealPoints fit =
      ideal_points(assembly().matrix, assembly().links, record::PeriodBy::Session, options).value();
  PointBootstrapOptions drawn;
  drawn.replicates = 10;
  for (auto _ : state) {
    benchmark::DoNotOptimize(bootstrap_points(assembly().matrix, assembly().links,
                                              record::PeriodBy::Session, options, fit, {}, drawn)
                                 .value());
  }
}
BENCHMARK(ten_refits)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void pairs_of_a_session(benchmark::State& state) {
  static const MadeRolls session = made_rolls(12, 1, 87);
  std::vector<std::uint32_t> voters;
  for (std::uint32_t v = 0; v < 12; ++v) voters.push_back(v);
  const auto pairs = all_pairs(voters);
  SimilarityOptions options;
  options.replicates = static_cast<std::uint32_t>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(vote_similarity(session.matrix, pairs, options).value());
  }
}
BENCHMARK(pairs_of_a_session)->Arg(0)->Arg(2000)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace entente::positions

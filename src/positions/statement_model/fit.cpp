// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/statement_model/fit.hpp"

#include <algorithm>
#include <cmath>

#include "entente/base/parallel.hpp"
#include "entente/base/sum.hpp"
#include "entente/stats/quantile.hpp"
#include "positions/statement_model/chain.hpp"

namespace entente::positions {
namespace {

/// 128 MiB of draws.
constexpr std::size_t most_kept = std::size_t{1} << 25U;

/// Sweeps between kept draws, so that many cells do not need much memory.
std::uint32_t thinning(const ModelLayout& layout, const StatementModelOptions& options) {
  const std::size_t draws = std::size_t{options.chains} * options.draws;
  const std::size_t room = std::max<std::size_t>(1, layout.cells.size()) * draws;
  const std::size_t wanted = (room + most_kept - 1) / most_kept;
  // Below 25 a chain the outer quantiles mean nothing, whatever the memory.
  const std::size_t most = std::max<std::size_t>(1, options.draws / 25);
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(wanted, 1, most));
}

Result<void> run_chain(const ModelLayout& layout, const StatementModelOptions& options,
                       std::uint32_t chain, std::uint32_t thin, const CancelToken& cancel,
                       const ProgressStage& stage, PositionDraws& out,
                       std::vector<double>& pooled) {
  PositionChain state(layout, options, chain);
  const std::size_t first = chain * out.per_chain;
  for (std::uint32_t sweep = 0; sweep < options.warm_up; ++sweep) {
    if (cancel.cancelled()) return fail(cancelled_error());
    state.sweep(true);
    stage.add(1);
  }
  for (std::size_t draw = 0; draw < out.per_chain; ++draw) {
    for (std::uint32_t sweep = 0; sweep < thin; ++sweep) {
      if (cancel.cancelled()) return fail(cancelled_error());
      state.sweep(false);
      stage.add(1);
    }
    for (std::size_t c = 0; c < layout.cells.size(); ++c) {
      out.positions[c * out.draws() + first + draw] =
          static_cast<float>(state.position(layout.cells[c]));
      pooled[c] += state.pooled(layout.cells[c]);
    }
    for (std::size_t s = 0; s < position_scales; ++s) {
      out.scales[s][first + draw] = state.scale(static_cast<PositionScale>(s));
    }
    for (std::size_t k = 0; k < layout.severities; ++k) {
      out.severities[k][first + draw] = state.severity(k);
    }
  }
  return {};
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(std::span<const float> values) {
  CompensatedSum sum;
  for (const float x : values) sum.add(x);
  Moments out;
  out.mean = sum.value() / static_cast<double>(values.size());
  CompensatedSum squares;
  for (const float x : values) squares.add((x - out.mean) * (x - out.mean));
  out.variance = squares.value() / static_cast<double>(values.size() - 1);
  return out;
}

}  // namespace

Result<PositionDraws> position_draws(const ModelLayout& layout,
                                     const StatementModelOptions& options,
                                     const CancelToken& cancel, const Progress& progress) {
  const std::uint32_t thin = thinning(layout, options);
  PositionDraws out;
  out.chains = options.chains;
  out.per_chain = options.draws / thin;
  out.positions.assign(layout.cells.size() * out.draws(), 0.0F);
  out.scales.assign(position_scales, std::vector<double>(out.draws()));
  out.severities.assign(layout.severities, std::vector<double>(out.draws()));
  std::vector<std::vector<double>> pooled(options.chains,
                                          std::vector<double>(layout.cells.size(), 0.0));
  const std::uint64_t sweeps =
      std::uint64_t{options.chains} * (options.warm_up + out.per_chain * thin);
  const ProgressStage stage = progress.stage("estimating positions", sweeps);
  ENTENTE_CHECK(parallel_blocks(options.chains, 1, options.threads, cancel, ProgressStage(),
                                [&](std::size_t, std::size_t chain, std::size_t) -> Result<void> {
                                  return run_chain(layout, options,
                                                   static_cast<std::uint32_t>(chain), thin, cancel,
                                                   stage, out, pooled[chain]);
                                }));
  out.pooled.assign(layout.cells.size(), 0.0);
  for (const std::vector<double>& of_chain : pooled) {
    for (std::size_t c = 0; c < of_chain.size(); ++c) out.pooled[c] += of_chain[c];
  }
  for (double& share : out.pooled) share /= static_cast<double>(out.draws());
  return out;
}

DrawSummary summary_of(std::span<const float> draws, std::vector<double>& buffer) {
  const Moments of_draws = moments(draws);
  buffer.assign(draws.begin(), draws.end());
  const auto quantile = [&buffer](double p) { return stats::quantile_by_selection(buffer, p); };
  return {of_draws.mean,
          quantile(0.5),
          std::sqrt(of_draws.variance),
          {quantile(0.1), quantile(0.9)},
          {quantile(0.025), quantile(0.975)}};
}

double split_r_hat(std::span<const float> draws, std::size_t chains) {
  const std::size_t half = draws.size() / chains / 2;
  if (half < 2) return 1;
  const std::size_t parts = 2 * chains;
  std::vector<Moments> of_part;
  of_part.reserve(parts);
  for (std::size_t chain = 0; chain < chains; ++chain) {
    const auto of_chain = draws.subspan(chain * (draws.size() / chains), 2 * half);
    of_part.push_back(moments(of_chain.first(half)));
    of_part.push_back(moments(of_chain.last(half)));
  }
  double mean = 0;
  double within = 0;
  for (const Moments& part : of_part) {
    mean += part.mean / static_cast<double>(parts);
    within += part.variance / static_cast<double>(parts);
  }
  double between = 0;
  for (const Moments& part : of_part) {
    between += (part.mean - mean) * (part.mean - mean) / static_cast<double>(parts - 1);
  }
  if (!(within > 0)) return 1;
  const auto n = static_cast<double>(half);
  return std::sqrt((n - 1) / n + between / within);
}

}  // namespace entente::positions

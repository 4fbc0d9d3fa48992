// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/coalitions.hpp"

#include <algorithm>
#include <cmath>

#include "drawn_model.hpp"
#include "drawn_salience.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/latest.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::app {
namespace {

constexpr double no_value_at = 2;  ///< steps apart
/// Costs that are tried, up to where nobody would pay: hundredths, of many actors twentieths.
constexpr int fine_cost_steps = 100;
constexpr int coarse_cost_steps = 20;
constexpr int greatest_cost = 2;

/// Draws of position and salience of one actor on one issue; empty where unknown.
struct DrawnCell {
  std::span<const float> positions;
  std::vector<float> saliences;

  bool known() const noexcept { return !positions.empty(); }
};

/// Issues x actors.
struct DrawnCells {
  std::size_t actors = 0;
  std::size_t issues = 0;
  std::vector<DrawnCell> cells;

  const DrawnCell& of(std::size_t issue, std::size_t actor) const noexcept {
    return cells[issue * actors + actor];
  }
};

Result<DrawnCells> drawn_cells(const CoalitionsRequest& request,
                               const positions::StatementModel& model, CoalitionsOutcome& out) {
  const Analysis& analysis = out.analysis;
  ENTENTE_TRY(
      const positions::PositionMatrix matrix,
      positions::latest_positions(
          analysis.snapshot, {analysis.at, analysis.actors, analysis.issues, std::nullopt, {}}));
  DrawnCells drawn;
  drawn.actors = analysis.actors.size();
  drawn.issues = analysis.issues.size();
  drawn.cells.resize(drawn.actors * drawn.issues);
  const advise::InterestLedger ledger(analysis.opened.study, analysis.snapshot);
  SalienceCounts counts;
  for (std::size_t i = 0; i < drawn.issues; ++i) {
    for (std::size_t a = 0; a < drawn.actors; ++a) {
      const auto* estimate = model.at(analysis.actors[a], analysis.issues[i]);
      if (estimate == nullptr || (estimate->inferred && !request.guesses)) continue;
      DrawnCell& cell = drawn.cells[i * drawn.actors + a];
      cell.positions = model.draws_of(*estimate);
      const auto salience = matrix.cell(i, a).salience;
      ++out.cells;
      add_salience_draws(analysis.snapshot, ledger, analysis.actors[a], analysis.issues[i],
                         salience, out.seed, out.draws, cell.saliences, counts);
    }
  }
  out.saliences_unknown = counts.unknown;
  out.saliences_named = counts.named;
  return drawn;
}

/// values[draw x actors^2 + i x actors + j]. Errors: Missing.
Result<std::vector<double>> drawn_values(const DrawnCells& cells, CoalitionsOutcome& out) {
  const std::size_t n = cells.actors;
  std::vector<double> values(out.draws * n * n, 0);
  std::vector<double> weights(out.draws);
  std::vector<double> sums(out.draws);
  out.values.resize(n * n);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      if (a == b) continue;
      std::fill(weights.begin(), weights.end(), 0.0);
      std::fill(sums.begin(), sums.end(), 0.0);
      PartnerValue& value = out.values[a * n + b];
      for (std::size_t i = 0; i < cells.issues; ++i) {
        const DrawnCell& own = cells.of(i, a);
        const DrawnCell& other = cells.of(i, b);
        if (!own.known() || !other.known()) continue;
        ++value.issues;
        for (std::size_t d = 0; d < out.draws; ++d) {
          const auto apart = static_cast<double>(std::abs(own.positions[d] - other.positions[d]));
          const auto weight = static_cast<double>(own.saliences[d]);
          weights[d] += weight;
          sums[d] += weight * (1 - apart / no_value_at);
        }
      }
      if (value.issues == 0) {
        const auto& ids = out.analysis.snapshot.actors.id;
        return fail(
            {ErrorKind::Missing,
             "two actors that share no issue on which both are known",
             {"", 0, "--actors"},
             "statements of both on one issue or more",
             ids[out.analysis.actors[a].value()] + " and " + ids[out.analysis.actors[b].value()],
             "leave one of them out, take other issues or --guesses"});
      }
      for (std::size_t d = 0; d < out.draws; ++d) {
        // Nothing that both speak about matters to a: nothing is gained and nothing lost.
        values[d * n * n + a * n + b] = weights[d] > 0 ? sums[d] / weights[d] : 0;
      }
    }
  }
  return values;
}

double mean_over_draws(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

stats::Interval central_80_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return {stats::quantile_of_sorted(values, 0.1), stats::quantile_of_sorted(values, 0.9)};
}

void sum_up_values(const std::vector<double>& values, CoalitionsOutcome& out) {
  std::vector<double> of_cell(out.draws);
  const std::size_t cells = out.values.size();
  for (std::size_t c = 0; c < cells; ++c) {
    for (std::size_t d = 0; d < out.draws; ++d) of_cell[d] = values[d * cells + c];
    out.values[c].mean = mean_over_draws(of_cell);
    out.values[c].central_80 = central_80_of(of_cell);
  }
}

std::vector<double> costs_of(double a_partner, std::size_t players) {
  std::vector<double> out;
  out.reserve(players);
  for (std::size_t size = 0; size < players; ++size) {
    out.push_back(a_partner * static_cast<double>(size));
  }
  return out;
}

bool all_apart(const std::vector<std::uint32_t>& coalition) {
  return coalition.back() + std::size_t{1} == coalition.size();
}

/// What is best at which cost.
Result<void> climb_costs(alignment::HedonicGame game, CoalitionsOutcome& out,
                         const CancelToken& cancel) {
  if (game.players > alignment::most_enumerated_players) return {};
  const int steps =
      game.players <= alignment::most_drawn_players ? fine_cost_steps : coarse_cost_steps;
  for (int step = 0; step <= steps * greatest_cost; ++step) {
    const double cost = static_cast<double>(step) / steps;
    game.cost = costs_of(cost, game.players);
    ENTENTE_TRY(const alignment::CoalitionOutcome found,
                alignment::stable_coalitions(game, 200, out.seed, cancel));
    const alignment::CoalitionStructure& best = found.structures[found.best];
    const bool in_core = best.core == alignment::CoreState::Stable;
    const bool new_step = out.steps.empty() || out.steps.back().best != best.coalition ||
                          out.steps.back().in_core != in_core;
    if (new_step) out.steps.push_back({cost, best.coalition, in_core});
    if (all_apart(best.coalition)) break;
  }
  return {};
}

void find_bridges(const alignment::HedonicGame& game, const std::vector<double>& values,
                  CoalitionsOutcome& out) {
  out.bridge = alignment::bridging(game);
  const std::size_t n = game.players;
  std::vector<std::vector<double>> drawn(n, std::vector<double>(out.draws));
  alignment::HedonicGame one = game;
  for (std::size_t d = 0; d < out.draws; ++d) {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(d * n * n);
    one.value.assign(from, from + static_cast<std::ptrdiff_t>(n * n));
    const std::vector<double> bridge = alignment::bridging(one);
    for (std::size_t a = 0; a < n; ++a) drawn[a][d] = bridge[a];
  }
  out.bridge_80.reserve(n);
  for (auto& of_actor : drawn) out.bridge_80.push_back(central_80_of(of_actor));
}

}  // namespace

Result<CoalitionsOutcome> coalitions_of(const CoalitionsRequest& request, const Context& context) {
  ENTENTE_TRY(Analysis analysis, analyse(request.analysis, context));
  ENTENTE_TRY(const positions::StatementModel model,
              drawn_model(analysis, request.model, request.guesses, context));
  return coalitions_in(std::move(analysis), model, request, context);
}

Result<CoalitionsOutcome> coalitions_in(Analysis analysis, const positions::StatementModel& model,
                                        const CoalitionsRequest& request, const Context& context) {
  CoalitionsOutcome out;
  out.cost = request.cost;
  out.seed = request.model.seed;
  out.analysis = std::move(analysis);
  const std::size_t n = out.analysis.actors.size();
  if (n < 2) {
    return fail({ErrorKind::Range,
                 "too few actors for a coalition",
                 {"", 0, "--actors"},
                 "two or more",
                 std::to_string(n),
                 "name more actors"});
  }
  out.draws = model.draws;
  ENTENTE_TRY(const DrawnCells cells, drawn_cells(request, model, out));
  ENTENTE_TRY(const std::vector<double> values, drawn_values(cells, out));
  sum_up_values(values, out);
  alignment::HedonicGame game;
  game.players = n;
  for (const PartnerValue& value : out.values) game.value.push_back(value.mean);
  find_bridges(game, values, out);
  ENTENTE_CHECK(climb_costs(game, out, context.cancel));
  game.cost = costs_of(request.cost, n);
  ENTENTE_TRY(out.found, alignment::stable_coalitions(game, 200, out.seed, context.cancel));
  if (n <= alignment::most_drawn_players) {
    ENTENTE_TRY(out.shares, alignment::structure_shares(game, values, 0, context.cancel));
  }
  if (request.quota) {
    ENTENTE_TRY(out.winning, alignment::minimal_winning(std::vector<double>(n, 1), *request.quota));
  }
  return out;
}

}  // namespace entente::app

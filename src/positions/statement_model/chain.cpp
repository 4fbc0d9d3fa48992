// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/statement_model/chain.hpp"

#include <cmath>

#include "positions/statement_model/scale.hpp"

namespace entente::positions {
namespace {

/// Two a sweep; those that the codes say least of come most often.
constexpr std::array<PositionScale, 8> stretched_in_turn = {
    PositionScale::Actor, PositionScale::Lean, PositionScale::Issue, PositionScale::Lean,
    PositionScale::Actor, PositionScale::Walk, PositionScale::Lean,  PositionScale::Coder};

double square(double x) noexcept { return x * x; }

}  // namespace

PositionChain::PositionChain(const ModelLayout& layout, const StatementModelOptions& options,
                             std::uint32_t chain)
    : layout_(layout),
      options_(options),
      dice_(Philox(options.seed, stream_word("statement positions")).cursor(chain, 0)),
      answers_(Philox(options.seed, stream_word("statement positions")).cursor(chain, 1)),
      guesses_(Philox(options.seed, stream_word("statement positions")).cursor(chain, 2)),
      theta_(layout.nodes.size(), 0.0),
      readings_(layout.readings.size(), 0.0),
      fitted_(layout.readings.size(), 0.0),
      commons_(layout.commons.size(), 0.0),
      leans_(layout.leans, 0.0),
      pool_means_(layout.pools, 0.0),
      severities_(layout.severities, 0.0) {
  for (std::size_t s = 0; s < position_scales; ++s) {
    scales_[s] = options.priors[s].median * std::exp(options.priors[s].log_sd * dice_.normal());
    steps_[s] = options.priors[s].log_sd;
  }
  for (std::size_t n = 0; n < theta_.size(); ++n) {
    const auto readings = layout.readings_of(n);
    for (const std::uint32_t r : readings) theta_[n] += middle_of(layout.readings[r].code);
    theta_[n] = theta_[n] / static_cast<double>(readings.size()) + 0.3 * dice_.normal();
  }
  refit();
}

double PositionChain::expected(const ModelCell& cell) const noexcept {
  const double lean = cell.lean == no_place ? 0 : leans_[cell.lean];
  return commons_[cell.common] + cell.sign * lean;
}

double PositionChain::reading_sd(const ModelReading& reading) const noexcept {
  return scales_[place_of(PositionScale::Noise)] * reading.factor;
}

double PositionChain::severity_of(const ModelReading& reading) const noexcept {
  return reading.severity == no_place ? 0 : severities_[reading.severity];
}

void PositionChain::refit() {
  for (std::size_t r = 0; r < fitted_.size(); ++r) {
    double sum = 0;
    for (const std::uint32_t node : layout_.targets_of(layout_.readings[r])) sum += theta_[node];
    fitted_[r] = sum / layout_.readings[r].targets;
  }
}

void PositionChain::sweep(bool tuning) {
  double present = log_likelihood(fitted_, scale_of(PositionScale::Noise), severities_);
  present = move_noise(present, tuning);
  for (int moves = 0; moves < 2; ++moves) {
    const PositionScale scale = stretched_in_turn[turn_++ % stretched_in_turn.size()];
    present = move_scale(scale, present, tuning);
  }
  draw_readings();
  draw_nodes();
  draw_severities();
  draw_commons();
  draw_leans();
  draw_pool_means();
  shift_commons();
  shift_leans();
  shift_severities();
  draw_scales();
}

void PositionChain::draw_readings() {
  for (std::size_t r = 0; r < readings_.size(); ++r) {
    const ModelReading& reading = layout_.readings[r];
    const double mean = fitted_[r] + severity_of(reading);
    const double sd = reading_sd(reading);
    const CodeLimits limits = limits_of(reading.code);
    readings_[r] = mean + sd * dice_.between((limits.low - mean) / sd, (limits.high - mean) / sd);
  }
}

void PositionChain::draw_nodes() {
  for (std::size_t c = 0; c < layout_.known_cells; ++c) {
    const ModelCell& cell = layout_.cells[c];
    for (std::uint32_t n = 0; n < cell.nodes; ++n) draw_node(cell, cell.first_node + n);
  }
}

/// From its normal conditional: what comes before, what comes after, and its readings.
void PositionChain::draw_node(const ModelCell& cell, std::uint32_t node) {
  const double walk = square(scales_[place_of(PositionScale::Walk)]);
  const bool first = node == cell.first_node;
  const bool last = node + 1 == cell.first_node + cell.nodes;
  double precision = 1 / (first ? square(scales_[place_of(PositionScale::Actor)])
                                : walk * layout_.nodes[node].years_before);
  double sum = precision * (first ? expected(cell) : theta_[node - 1]);
  if (!last) {
    const double after = 1 / (walk * layout_.nodes[node + 1].years_before);
    precision += after;
    sum += after * theta_[node + 1];
  }
  for (const std::uint32_t r : layout_.readings_of(node)) {
    const ModelReading& reading = layout_.readings[r];
    const double weight = 1.0 / reading.targets;
    const double of_reading = weight / square(reading_sd(reading));
    precision += weight * of_reading;
    sum +=
        of_reading * (readings_[r] - severity_of(reading) - (fitted_[r] - weight * theta_[node]));
  }
  const double drawn = sum / precision + dice_.normal() / std::sqrt(precision);
  const double moved = drawn - theta_[node];
  theta_[node] = drawn;
  for (const std::uint32_t r : layout_.readings_of(node)) {
    fitted_[r] += moved / layout_.readings[r].targets;
  }
}

void PositionChain::draw_severities() {
  if (severities_.empty()) return;
  sums_.assign(severities_.size(), 0.0);
  precisions_.assign(severities_.size(), 1 / square(scales_[place_of(PositionScale::Coder)]));
  for (std::size_t r = 0; r < readings_.size(); ++r) {
    const ModelReading& reading = layout_.readings[r];
    if (reading.severity == no_place) continue;
    const double precision = 1 / square(reading_sd(reading));
    precisions_[reading.severity] += precision;
    sums_[reading.severity] += precision * (readings_[r] - fitted_[r]);
  }
  for (std::size_t k = 0; k < severities_.size(); ++k) {
    severities_[k] = dice_.normal(sums_[k] / precisions_[k], 1 / std::sqrt(precisions_[k]));
  }
}

void PositionChain::draw_commons() {
  const double prior = 1 / square(scales_[place_of(PositionScale::Issue)]);
  const double own = 1 / square(scales_[place_of(PositionScale::Actor)]);
  precisions_.assign(commons_.size(), prior);
  sums_.resize(commons_.size());
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    sums_[m] = prior * layout_.commons[m].sign * pool_means_[layout_.commons[m].pool];
  }
  for (std::size_t c = 0; c < layout_.known_cells; ++c) {
    const ModelCell& cell = layout_.cells[c];
    precisions_[cell.common] += own;
    sums_[cell.common] += own * (theta_[cell.first_node] - cell.sign * leans_[cell.lean]);
  }
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    commons_[m] = dice_.normal(sums_[m] / precisions_[m], 1 / std::sqrt(precisions_[m]));
  }
}

void PositionChain::draw_leans() {
  const double prior = 1 / square(scales_[place_of(PositionScale::Lean)]);
  const double own = 1 / square(scales_[place_of(PositionScale::Actor)]);
  precisions_.assign(leans_.size(), prior);
  sums_.assign(leans_.size(), 0.0);
  for (std::size_t c = 0; c < layout_.known_cells; ++c) {
    const ModelCell& cell = layout_.cells[c];
    precisions_[cell.lean] += own;
    sums_[cell.lean] += own * cell.sign * (theta_[cell.first_node] - commons_[cell.common]);
  }
  for (std::size_t u = 0; u < leans_.size(); ++u) {
    leans_[u] = dice_.normal(sums_[u] / precisions_[u], 1 / std::sqrt(precisions_[u]));
  }
}

void PositionChain::draw_pool_means() {
  const double own = 1 / square(scales_[place_of(PositionScale::Issue)]);
  precisions_.assign(pool_means_.size(), 1 / square(options_.pool_sd));
  sums_.assign(pool_means_.size(), 0.0);
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    const ModelCommon& common = layout_.commons[m];
    precisions_[common.pool] += own;
    sums_[common.pool] += own * common.sign * commons_[m];
  }
  for (std::size_t p = 0; p < pool_means_.size(); ++p) {
    pool_means_[p] = dice_.normal(sums_[p] / precisions_[p], 1 / std::sqrt(precisions_[p]));
  }
}

/// Draws how far a part and all that hangs on it move together: where each cell is held close to
/// its part, moving one at a time is slow. `sum` and `precision` are of the part's own prior.
double PositionChain::shift(const ShiftIndex& index, std::size_t part, double sum,
                            double precision) {
  for (const ShiftIndex::Share& of : index.shares_of(part)) {
    const ModelReading& reading = layout_.readings[of.reading];
    const double weight = of.share / square(reading_sd(reading));
    precision += of.share * weight;
    sum += weight * (readings_[of.reading] - severity_of(reading) - fitted_[of.reading]);
  }
  const double moved = dice_.normal(sum / precision, 1 / std::sqrt(precision));
  for (const ShiftIndex::Share& of : index.shares_of(part)) {
    fitted_[of.reading] += of.share * moved;
  }
  return moved;
}

void PositionChain::shift_commons() {
  const double prior = 1 / square(scales_[place_of(PositionScale::Issue)]);
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    const ModelCommon& common = layout_.commons[m];
    const double middle = common.sign * pool_means_[common.pool];
    const double moved = shift(layout_.by_common, m, prior * (middle - commons_[m]), prior);
    commons_[m] += moved;
    for (const std::uint32_t c : layout_.by_common.cells_of(m)) {
      const ModelCell& cell = layout_.cells[c];
      for (std::uint32_t n = 0; n < cell.nodes; ++n) theta_[cell.first_node + n] += moved;
    }
  }
}

void PositionChain::shift_leans() {
  const double prior = 1 / square(scales_[place_of(PositionScale::Lean)]);
  for (std::size_t u = 0; u < leans_.size(); ++u) {
    const double moved = shift(layout_.by_lean, u, -prior * leans_[u], prior);
    leans_[u] += moved;
    for (const std::uint32_t c : layout_.by_lean.cells_of(u)) {
      const ModelCell& cell = layout_.cells[c];
      for (std::uint32_t n = 0; n < cell.nodes; ++n) {
        theta_[cell.first_node + n] += cell.sign * moved;
      }
    }
  }
}

/// Draws how far all severities move one way and all positions the other. Coders of the same cells
/// tell how they differ and hardly where they stand together, so either alone moves slowly.
void PositionChain::shift_severities() {
  if (severities_.empty()) return;
  const double coder = 1 / square(scales_[place_of(PositionScale::Coder)]);
  const double issue = 1 / square(scales_[place_of(PositionScale::Issue)]);
  double precision = coder * static_cast<double>(severities_.size()) +
                     issue * static_cast<double>(commons_.size());
  double sum = 0;
  for (const double severity : severities_) sum -= coder * severity;
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    const ModelCommon& common = layout_.commons[m];
    sum += issue * (commons_[m] - common.sign * pool_means_[common.pool]);
  }
  for (std::size_t r = 0; r < readings_.size(); ++r) {
    const ModelReading& reading = layout_.readings[r];
    if (reading.severity != no_place) continue;
    const double weight = 1 / square(reading_sd(reading));
    precision += weight;
    sum -= weight * (readings_[r] - fitted_[r]);
  }
  const double moved = dice_.normal(sum / precision, 1 / std::sqrt(precision));
  for (double& severity : severities_) severity += moved;
  for (double& common : commons_) common -= moved;
  for (double& theta : theta_) theta -= moved;
  for (double& fitted : fitted_) fitted -= moved;
}

void PositionChain::draw_scales() {
  double actor = 0;
  double walk = 0;
  std::size_t steps = 0;
  for (std::size_t c = 0; c < layout_.known_cells; ++c) {
    const ModelCell& cell = layout_.cells[c];
    actor += square(theta_[cell.first_node] - expected(cell));
    for (std::uint32_t n = 1; n < cell.nodes; ++n) {
      const std::uint32_t node = cell.first_node + n;
      walk += square(theta_[node] - theta_[node - 1]) / layout_.nodes[node].years_before;
      ++steps;
    }
  }
  double issue = 0;
  for (std::size_t m = 0; m < commons_.size(); ++m) {
    const ModelCommon& common = layout_.commons[m];
    issue += square(commons_[m] - common.sign * pool_means_[common.pool]);
  }
  double lean = 0;
  for (const double u : leans_) lean += square(u);
  double coder = 0;
  for (const double c : severities_) coder += square(c);
  draw_scale(PositionScale::Actor, actor, layout_.known_cells);
  draw_scale(PositionScale::Walk, walk, steps);
  draw_scale(PositionScale::Issue, issue, commons_.size());
  draw_scale(PositionScale::Lean, lean, leans_.size());
  draw_scale(PositionScale::Coder, coder, severities_.size());
}

double PositionChain::position(const ModelCell& cell) {
  const double walked = scales_[place_of(PositionScale::Walk)] * std::sqrt(cell.years_to_at);
  if (cell.nodes > 0) {
    return anchored(answers_.normal(theta_[cell.first_node + cell.nodes - 1], walked));
  }
  double value = expected(cell);
  if (cell.lean == no_place) value += scales_[place_of(PositionScale::Lean)] * guesses_.normal();
  value += scales_[place_of(PositionScale::Actor)] * guesses_.normal();
  return anchored(guesses_.normal(value, walked));
}

double PositionChain::pooled(const ModelCell& cell) const noexcept {
  const double prior = 1 / square(scales_[place_of(PositionScale::Actor)]);
  double own = 0;
  for (std::uint32_t n = 0; n < cell.nodes; ++n) {
    for (const std::uint32_t r : layout_.readings_of(cell.first_node + n)) {
      const ModelReading& reading = layout_.readings[r];
      own += 1 / square(reading_sd(reading) * reading.targets);
    }
  }
  return prior / (prior + own);
}

}  // namespace entente::positions

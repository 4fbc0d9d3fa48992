// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/advise/format_ranking.hpp"
#include "entente/base/random.hpp"

namespace entente::advise {
namespace {

constexpr double scale_end = 2;  ///< of stances
constexpr double scale_length = 4;
constexpr double greatest_salience = 100;

Error unfit_matrices(std::string what) {
  return {ErrorKind::Range,
          "nothing to measure",
          {},
          "two actors, one draw and matrices that fit",
          std::move(what),
          "ask for two actors or more"};
}

std::size_t place_of(FormatCriterion criterion) { return static_cast<std::size_t>(criterion); }

/// Measures of one issue.
class IssueMeasurer {
 public:
  IssueMeasurer(const record::Snapshot& snapshot, const positions::StatementModel& model,
                const positions::PositionMatrix& group, std::size_t row,
                const FormatMeasureOptions& options)
      : snapshot_(snapshot), group_(group), row_(row), options_(options) {
    out_.issue = group.issues[row];
    for (std::size_t a = 0; a < group.actors.size(); ++a) draw_position(model, a);
  }

  FormatMeasures measure(const positions::PositionMatrix& outsiders) {
    measure_stake();
    measure_positions();
    measure_exposure(outsiders);
    const auto issue = out_.issue.value();
    set(FormatCriterion::Visibility, {snapshot_.issues.signalling[issue] ? 1.0F : 0.0F});
    set(FormatCriterion::DecisionPending, {snapshot_.issues.decision_pending[issue] ? 1.0F : 0.0F});
    return std::move(out_);
  }

 private:
  void set(FormatCriterion criterion, std::vector<float> values, bool unknown = false) {
    out_.values[place_of(criterion)] = std::move(values);
    out_.unknown[place_of(criterion)] = unknown;
  }

  /// In (0, 1), the same for a purpose and an issue whatever else is in the study.
  std::vector<float> even_draws(const std::string& purpose) const {
    const Philox source(options_.seed, stream_word(purpose),
                        stream_word(snapshot_.issues.id[out_.issue.value()]));
    std::vector<float> out;
    out.reserve(options_.draws);
    for (std::uint32_t d = 0; d < options_.draws; ++d) {
      out.push_back(static_cast<float>(source.uniform01(d)));
    }
    return out;
  }

  /// Shares of the greatest salience.
  std::vector<float> salience_draws(ActorCode actor) {
    const std::string purpose = "salience of " + snapshot_.actors.id[actor.value()];
    const NamedInterest* named =
        options_.ledger == nullptr ? nullptr : options_.ledger->on(actor, out_.issue);
    if (named == nullptr) {
      out_.salience_unknown.push_back(actor);
      return even_draws(purpose);
    }
    out_.salience_named.push_back(actor);
    std::vector<float> out = even_draws(purpose);
    for (float& draw : out) {
      draw = static_cast<float>(options_.ledger->salience(static_cast<double>(draw)) /
                                greatest_salience);
    }
    return out;
  }

  void draw_position(const positions::StatementModel& model, std::size_t column) {
    const ActorCode actor = group_.actors[column];
    const positions::PositionEstimate* estimate = model.at(actor, out_.issue);
    auto& draws = positions_.emplace_back();
    if (estimate == nullptr || estimate->inferred) {
      out_.stance_unknown.push_back(actor);
      draws = even_draws("position of " + snapshot_.actors.id[actor.value()]);
      for (float& draw : draws) draw = static_cast<float>(scale_length * draw - scale_end);
      return;
    }
    const auto kept = model.draws_of(*estimate);
    draws.reserve(options_.draws);
    for (std::uint32_t d = 0; d < options_.draws; ++d) draws.push_back(kept[d % kept.size()]);
    out_.statements.insert(out_.statements.end(), estimate->statements.begin(),
                           estimate->statements.end());
  }

  void measure_stake() {
    double least = 1;
    std::vector<float> draws;
    for (std::size_t a = 0; a < group_.actors.size(); ++a) {
      const auto salience = group_.cell(row_, a).salience;
      if (salience) {
        least = std::min(least, *salience / greatest_salience);
        continue;
      }
      const ActorCode actor = group_.actors[a];
      const std::vector<float> drawn = salience_draws(actor);
      if (draws.empty()) draws.assign(options_.draws, 1);
      for (std::size_t d = 0; d < drawn.size(); ++d) draws[d] = std::min(draws[d], drawn[d]);
    }
    const bool unknown = !draws.empty();
    if (!unknown) draws.assign(1, 1);
    for (float& draw : draws) draw = std::min(draw, static_cast<float>(least));
    set(FormatCriterion::Stake, std::move(draws), unknown);
  }

  void measure_positions() {
    const bool unknown = !out_.stance_unknown.empty();
    const std::vector<float> unshared = even_draws("what they do not know of one another");
    std::vector<float> similarity(options_.draws);
    std::vector<float> input(options_.draws);
    std::vector<float> leverage(options_.draws);
    means_.resize(options_.draws);
    const auto actors = static_cast<double>(positions_.size());
    for (std::size_t d = 0; d < options_.draws; ++d) {
      double low = HUGE_VAL;
      double high = -HUGE_VAL;
      double sum = 0;
      double above = 0;
      double below = 0;
      for (const auto& of_actor : positions_) {
        const double position = static_cast<double>(of_actor[d]);
        low = std::min(low, position);
        high = std::max(high, position);
        sum += position;
        above += position > 0 ? 1 : 0;
        below += position < 0 ? 1 : 0;
      }
      const double apart = std::min((high - low) / scale_length, 1.0);
      similarity[d] = static_cast<float>(1 - apart);
      input[d] = static_cast<float>(apart * static_cast<double>(unshared[d]));
      leverage[d] = static_cast<float>(std::max(2 * std::max(above, below) / actors - 1, 0.0));
      means_[d] = sum / actors;
    }
    set(FormatCriterion::Similarity, std::move(similarity), unknown);
    set(FormatCriterion::Input, std::move(input), true);
    set(FormatCriterion::Leverage, std::move(leverage), unknown);
  }

  void measure_exposure(const positions::PositionMatrix& outsiders) {
    double mean = 0;
    for (const double one : means_) mean += one / static_cast<double>(means_.size());
    double farthest = -1;
    const positions::Cell* opponent = nullptr;
    for (std::size_t a = 0; a < outsiders.actors.size(); ++a) {
      const positions::Cell& cell = outsiders.cell(row_, a);
      if (!cell.known()) continue;
      const double distance = std::abs(*cell.mean - mean);
      if (distance <= farthest) continue;
      farthest = distance;
      opponent = &cell;
      out_.outsider = outsiders.actors[a];
    }
    if (opponent == nullptr) {
      set(FormatCriterion::Exposure, even_draws("exposure to pressure"), true);
      return;
    }
    std::vector<float> draws;
    draws.reserve(means_.size());
    for (const double one : means_) {
      const double distance = std::abs(*opponent->mean - one) / scale_length;
      draws.push_back(static_cast<float>(std::min(distance, 1.0)));
    }
    set(FormatCriterion::Exposure, std::move(draws), !out_.stance_unknown.empty());
    out_.statements.insert(out_.statements.end(), opponent->statements.begin(),
                           opponent->statements.end());
  }

  const record::Snapshot& snapshot_;
  const positions::PositionMatrix& group_;
  std::size_t row_;
  const FormatMeasureOptions& options_;
  FormatMeasures out_;
  std::vector<std::vector<float>> positions_;  ///< by actor, then draw
  std::vector<double> means_;                  ///< of the group, by draw
};

}  // namespace

Result<std::vector<FormatMeasures>> format_measures(const record::Snapshot& snapshot,
                                                    const positions::StatementModel& model,
                                                    const positions::PositionMatrix& group,
                                                    const positions::PositionMatrix& outsiders,
                                                    const FormatMeasureOptions& options) {
  if (group.actors.size() < 2) return fail(unfit_matrices("fewer than two actors"));
  if (options.draws == 0) return fail(unfit_matrices("no draws"));
  if (group.issues != outsiders.issues) return fail(unfit_matrices("matrices of different issues"));
  std::vector<FormatMeasures> out;
  out.reserve(group.issues.size());
  for (std::size_t row = 0; row < group.issues.size(); ++row) {
    out.push_back(IssueMeasurer(snapshot, model, group, row, options).measure(outsiders));
  }
  return out;
}

}  // namespace entente::advise

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "entente/app/votes.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using positions::IdealPoint;

/// A point to be shown: its sd and interval by whichever method was asked for.
struct ShownPoint {
  const IdealPoint* point = nullptr;
  double sd = 0;
  stats::Interval interval;
  bool unlinked = false;
};

std::vector<ShownPoint> shown_points(const VotePointsOutcome& outcome) {
  const std::set<std::uint32_t> voters(outcome.loaded.voters.begin(), outcome.loaded.voters.end());
  const auto& unlinked = outcome.fit.unlinked_periods;
  const double z = stats::normal_quantile((1 + outcome.options.confidence) / 2);
  std::vector<ShownPoint> out;
  for (std::size_t n = 0; n < outcome.fit.points.size(); ++n) {
    const IdealPoint& point = outcome.fit.points[n];
    if (!voters.contains(point.voter)) continue;
    ShownPoint& shown = out.emplace_back();
    shown.point = &point;
    shown.sd = outcome.bootstrap ? outcome.bootstrap->sd[n] : point.sd;
    shown.interval = {point.value - z * shown.sd, point.value + z * shown.sd};
    shown.unlinked = std::binary_search(unlinked.begin(), unlinked.end(), point.period);
  }
  return out;
}

std::string points_flags(const ShownPoint& shown) {
  std::string out = shown.point->few_votes ? "few votes" : "";
  if (shown.unlinked) out += out.empty() ? "no links" : ", no links";
  return out;
}

std::string points_method(const VotePointsOutcome& outcome) {
  return outcome.bootstrap ? "parametric_bootstrap" : "laplace";
}

const std::string& period_label(const VotePointsOutcome& outcome, std::uint32_t period) {
  return outcome.fit.periods.label[period];
}

std::string fit_text(const VotePointsOutcome& outcome) {
  const positions::IdealPoints& fit = outcome.fit;
  std::string out = std::to_string(fit.votes) + " votes on " +
                    counted(fit.items.size(), "question") + " (" +
                    counted(std::size_t{fit.without_variation}, "roll call") +
                    " without variation left out), " + counted(outcome.links, "link");
  if (outcome.unknown_links > 0) {
    out += " (" + std::to_string(outcome.unknown_links) + " to roll calls that are not here)";
  }
  out += "\n" + std::string(fit.converged ? "Converged" : "NOT converged") + " after " +
         counted(std::size_t{fit.passes}, "pass") + "; " + fixed_text(100 * fit.predicted, 1) +
         " % of votes told right, " + fixed_text(100 * fit.predicted_by_mode, 1) +
         " % by each roll call's commonest vote\n";
  const std::size_t plural = out.find(" passs");
  if (plural != std::string::npos) out.replace(plural, 6, " passes");
  return out;
}

std::string points_conditions(const VotePointsOutcome& outcome) {
  std::string out = "Intervals: " + fixed_text(100 * outcome.options.confidence, 0) + " %, ";
  out += outcome.bootstrap ? std::to_string(outcome.bootstrap->replicates) +
                                 " refits of drawn votes, seed " + std::to_string(outcome.seed)
                           : std::string("Laplace, roll calls taken as known");
  out += ". Positive: ";
  out += outcome.positive_voter.empty() ? "voting no on balance"
                                        : "the side of " + printable(outcome.positive_voter);
  out += ".\n";
  if (!outcome.fit.unlinked_periods.empty()) {
    out += std::to_string(outcome.fit.unlinked_periods.size()) + " of " +
           counted(outcome.fit.periods.label.size(), "period") +
           " have no link to an earlier one: there the level hangs on smoothing alone.\n";
  }
  return out +
         "Levels over decades are weakly known: read ranks and distances within a period first.\n";
}

std::uint32_t first_period_shown(const VotePointsOutcome& outcome) {
  return outcome.every_period || outcome.fit.periods.label.empty()
             ? 0
             : static_cast<std::uint32_t>(outcome.fit.periods.label.size() - 1);
}

std::string points_text(const VotePointsOutcome& outcome) {
  const std::uint32_t first = first_period_shown(outcome);
  std::vector<ShownPoint> points = shown_points(outcome);
  points.erase(std::remove_if(points.begin(), points.end(),
                              [&](const ShownPoint& one) { return one.point->period < first; }),
               points.end());
  std::stable_sort(points.begin(), points.end(), [](const ShownPoint& a, const ShownPoint& b) {
    return std::pair(a.point->period, -a.point->value) <
           std::pair(b.point->period, -b.point->value);
  });
  Rows rows = {{"period", "voter", "votes", "point", "interval", "sd", ""}};
  for (const ShownPoint& shown : points) {
    rows.push_back(
        {printable(period_label(outcome, shown.point->period)),
         printable(outcome.loaded.matrix.voters()[shown.point->voter].id),
         std::to_string(shown.point->votes), fixed_text(shown.point->value, 2),
         "[" + fixed_text(shown.interval.low, 2) + ", " + fixed_text(shown.interval.high, 2) + "]",
         fixed_text(shown.sd, 2), points_flags(shown)});
  }
  std::string out = aligned(rows);
  rows = {{"period", "mean or distance", "points", "value", "interval"}};
  for (const NamedContrast& one : outcome.contrasts) {
    if (!one.estimate || one.contrast.period < first) continue;
    rows.push_back({printable(period_label(outcome, one.contrast.period)), printable(one.label),
                    std::to_string(one.estimate->points), fixed_text(one.estimate->value, 2),
                    "[" + fixed_text(one.estimate->interval.low, 2) + ", " +
                        fixed_text(one.estimate->interval.high, 2) + "]"});
  }
  if (rows.size() > 1) out += "\n" + aligned(rows);
  return out;
}

Json points_json(const VotePointsOutcome& outcome) {
  const positions::IdealPoints& fit = outcome.fit;
  Json out{{"method", "ideal-points"},
           {"motion", to_string(outcome.options.motion)},
           {"scale", to_string(outcome.options.scale)},
           {"smoothness", outcome.options.smoothness},
           {"positive", outcome.positive_voter},
           {"votes_used", fit.votes},
           {"questions", fit.items.size()},
           {"without_variation", fit.without_variation},
           {"links", outcome.links},
           {"links_unknown", outcome.unknown_links},
           {"passes", fit.passes},
           {"converged", fit.converged},
           {"log_likelihood", fit.log_likelihood},
           {"predicted", fit.predicted},
           {"predicted_by_mode", fit.predicted_by_mode},
           {"interval_method", points_method(outcome)},
           {"level", outcome.options.confidence}};
  out["refits"] = outcome.bootstrap ? Json{{"n", outcome.bootstrap->replicates},
                                           {"unconverged", outcome.bootstrap->unconverged},
                                           {"seed", outcome.seed}}
                                    : Json(nullptr);
  out["unlinked_periods"] = Json::array();
  for (const std::uint32_t p : fit.unlinked_periods) {
    out["unlinked_periods"].push_back(period_label(outcome, p));
  }
  out["points"] = Json::array();
  for (const ShownPoint& shown : shown_points(outcome)) {
    out["points"].push_back(Json{{"voter", outcome.loaded.matrix.voters()[shown.point->voter].id},
                                 {"period", period_label(outcome, shown.point->period)},
                                 {"votes", shown.point->votes},
                                 {"value", shown.point->value},
                                 {"sd", shown.sd},
                                 {"interval", {shown.interval.low, shown.interval.high}},
                                 {"few_votes", shown.point->few_votes},
                                 {"no_links", shown.unlinked}});
  }
  out["contrasts"] = Json::array();
  for (const NamedContrast& one : outcome.contrasts) {
    if (!one.estimate) continue;
    out["contrasts"].push_back(
        Json{{"of", one.label},
             {"period", period_label(outcome, one.contrast.period)},
             {"points", one.estimate->points},
             {"value", one.estimate->value},
             {"sd", one.estimate->sd},
             {"interval", {one.estimate->interval.low, one.estimate->interval.high}}});
  }
  out["roll_calls"] = Json::array();
  for (const positions::RollCallFit& item : fit.items) {
    Json ids = Json::array();
    for (const std::uint32_t r : item.roll_calls) {
      ids.push_back(outcome.loaded.matrix.roll_calls()[r].id);
    }
    out["roll_calls"].push_back(Json{{"ids", std::move(ids)},
                                     {"votes", item.votes},
                                     {"discrimination", item.discrimination},
                                     {"yes_below", item.yes_below},
                                     {"no_above", item.no_above}});
  }
  return out;
}

Rows points_rows(const VotePointsOutcome& outcome) {
  Rows rows = {{"period", "voter", "votes", "value", "sd", "low", "high", "interval_method",
                "few_votes", "no_links"}};
  for (const ShownPoint& shown : shown_points(outcome)) {
    rows.push_back({period_label(outcome, shown.point->period),
                    outcome.loaded.matrix.voters()[shown.point->voter].id,
                    std::to_string(shown.point->votes), number_text(shown.point->value),
                    number_text(shown.sd), number_text(shown.interval.low),
                    number_text(shown.interval.high), points_method(outcome),
                    shown.point->few_votes ? "1" : "0", shown.unlinked ? "1" : "0"});
  }
  return rows;
}

}  // namespace

Presentation present(const VotePointsOutcome& outcome, View view) {
  Presentation out;
  out.complaints = outcome.loaded.complaints;
  if (out.complaints.size() > shown_lines) out.complaints.resize(shown_lines);
  if (view == View::Text) {
    out.text = fit_text(outcome) + "\n" + points_text(outcome) + "\n" + points_conditions(outcome);
  }
  if (view == View::Table) out.rows = points_rows(outcome);
  if (view == View::Json) out.json = json_line(points_json(outcome));
  return out;
}

}  // namespace entente::app

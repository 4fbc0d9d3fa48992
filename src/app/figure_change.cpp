// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/figures.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/flow_lanes.hpp"
#include "entente/figure/rank_bars.hpp"
#include "entente/figure/slope_chart.hpp"
#include "period_words.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

constexpr double likely_moved = 0.5;
constexpr std::size_t most_figure_slopes = 25;
constexpr std::size_t most_figure_rankings = 8;

std::vector<std::string> statement_names(const record::Snapshot& snapshot,
                                         const std::vector<StatementCode>& statements) {
  std::vector<std::string> out;
  for (const std::string& id : statement_ids(snapshot, statements))
    out.push_back("statement/" + id);
  return out;
}

/// Statements of a period by the members that are in a camp.
std::vector<std::string> period_evidence(const CampsOutcome& outcome,
                                         const alignment::CampPeriod& period) {
  std::vector<std::string> out;
  for (const alignment::CampIssue& issue : period.division.issues) {
    for (const auto& of_camp : issue.statements) {
      for (const std::uint32_t s : of_camp) {
        out.push_back("statement/" + outcome.record.statements.ids[s]);
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.empty()) out.push_back("period/" + second_text(period.start));
  return out;
}

figure::FlowTime flow_time(const CampsOutcome& outcome, const alignment::CampPeriod& period) {
  figure::FlowTime out;
  out.label = stretch_text(period.start, period.stop);
  const alignment::CampDivision& division = period.division;
  out.words =
      division.camps < 2 ? "no two camps" : "polarisation " + fixed_text(division.polarisation, 2);
  if (division.camps > 1 && division.interval) {
    out.words += " " + interval_text(division.interval, 2);
  }
  out.evidence = period_evidence(outcome, period);
  return out;
}

}  // namespace

Result<figure::Figure> figure_of(const CampsOutcome& outcome) {
  if (!outcome.history) {
    return fail({ErrorKind::Usage,
                 "the figure shows camps period by period",
                 {"", 0, "--figure"},
                 "--window N --unit years",
                 "",
                 "say how long a period is"});
  }
  const alignment::CampHistory& history = *outcome.history;
  // Periods in which anybody shares a subject with another; of a longer history the last.
  std::vector<std::size_t> shown;
  for (std::size_t p = 0; p < history.periods.size(); ++p) {
    if (history.periods[p].division.camps > 0) shown.push_back(p);
  }
  if (shown.size() > figure::most_flow_times) {
    shown.erase(shown.begin(), shown.end() - static_cast<std::ptrdiff_t>(figure::most_flow_times));
  }
  figure::FlowLanesSpec spec;
  spec.id = "camps";
  spec.title = "Camps over time, and who changed over";
  spec.description = "Camps of each period, followed by the members they share.";
  spec.group_words = "Camp";
  spec.unknown_words = "nothing known";
  for (const std::size_t p : shown) {
    spec.times.push_back(flow_time(outcome, history.periods[p]));
  }
  for (std::size_t a = 0; a < history.actors.size(); ++a) {
    figure::FlowActor actor;
    actor.label = history.actors[a];
    bool ever = false;
    for (const std::size_t p : shown) {
      const std::uint32_t lane = history.lanes[a][p];
      actor.group.push_back(lane == alignment::no_camp ? figure::no_lane : lane);
      ever = ever || lane != alignment::no_camp;
    }
    if (ever) spec.actors.push_back(std::move(actor));
  }
  return figure::flow_lanes(spec);
}

Result<figure::Figure> figure_of(const ChangeOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  figure::SlopeChartSpec spec;
  spec.id = "change";
  spec.before_heading = Date::day(outcome.since).text();
  spec.after_heading = outcome.analysis.at_text;
  spec.title = "What moved from " + spec.before_heading + " to " + spec.after_heading;
  spec.description = "Estimated positions on both days of which something new was said between.";
  spec.high_words = "supports";
  spec.low_words = "opposes";
  spec.marked_words = "more likely moved than not";
  spec.unmarked_words = "as likely stayed";
  spec.interval_words = "80 % interval of the move";
  spec.empty_words = "Nothing new was said of what was known on both days.";
  spec.from = -2;
  spec.to = 2;
  for (const alignment::Drift& drift : outcome.drifts) {
    if (drift.statements.empty() || spec.slopes.size() == most_figure_slopes) continue;
    figure::Slope slope;
    slope.label = snapshot.actors.id[drift.actor.value()] + " on " +
                  snapshot.issues.code[drift.issue.value()];
    slope.before = drift.before;
    slope.after = drift.after;
    slope.marked = drift.chance >= likely_moved;
    if (slope.marked) {
      slope.after_interval = stats::Interval{drift.before + drift.central_80.low,
                                             drift.before + drift.central_80.high};
    }
    slope.evidence = statement_names(snapshot, drift.statements);
    spec.slopes.push_back(std::move(slope));
  }
  return figure::slope_chart(spec);
}

Result<figure::Figure> figure_of(const FormatRankingOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  figure::RankBarsSpec spec;
  spec.id = "formats";
  spec.title = "In which format to take up an issue";
  spec.description =
      "Share of all weights of criteria, and of all values that are possible, that "
      "puts a format at each rank.";
  spec.label_heading = "Format";
  for (std::size_t at = 0; at < outcome.rankings.size() && at < most_figure_rankings; ++at) {
    const advise::FormatMeasures& measures = outcome.measures[at];
    figure::RankGroup group;
    group.heading = snapshot.issues.claim[measures.issue.value()];
    for (const advise::MeetingFormat format : outcome.rankings[at].order) {
      group.bars.push_back({std::string(in_words(format)),
                            outcome.rankings[at].formats[static_cast<std::size_t>(format)].ranks});
    }
    group.evidence = statement_names(snapshot, measures.statements);
    if (group.evidence.empty()) {
      group.evidence = {"issue/" + snapshot.issues.id[measures.issue.value()]};
    }
    spec.groups.push_back(std::move(group));
  }
  if (outcome.rankings.size() > most_figure_rankings) {
    spec.description += " The first eight issues; name others with --issue.";
  }
  return figure::rank_bars(spec);
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/app/gauge.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/interval_bars.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::GroupUse;
using alignment::GroupUseDay;

std::string signed_value(double value) {
  const std::string text = fixed_text(value, 2);
  return value > 0 ? "+" + text : text;
}

std::string use_text(const std::optional<stats::Estimate>& estimate) {
  if (!estimate) return "not known";
  std::string out = signed_value(estimate->value);
  if (estimate->interval) {
    out += " [" + signed_value(estimate->interval->low) + ", " +
           signed_value(estimate->interval->high) + "]";
  }
  return out;
}

std::string claims_words(const GaugeOutcome& outcome, const std::vector<IssueCode>& claims) {
  std::vector<std::string> parts;
  parts.reserve(claims.size());
  for (const IssueCode issue : claims) {
    parts.push_back(outcome.analysis.snapshot.issues.id[issue.value()] + " " +
                    printable(outcome.analysis.snapshot.issues.claim[issue.value()]));
  }
  return joined(parts, "; ");
}

std::string verdict(const GroupUse& use) {
  if (!use.gauge) return "cannot be told: nobody is on record on both";
  const double value = use.gauge->value;
  const bool sure =
      use.gauge->interval && (use.gauge->interval->low > 0 || use.gauge->interval->high < 0);
  if (!sure) return "undecided";
  return value > 0 ? "strategic" : "tactical";
}

std::vector<std::string> use_cells(const GaugeOutcome& outcome, const GroupUse& use) {
  return {use_text(use.strategic),
          use_text(use.tactical),
          use_text(use.gauge),
          verdict(use),
          std::to_string(use.statements.size()),
          joined(statement_evidence(outcome.analysis.snapshot, use.statements), ";")};
}

/// What the actors are called together where they are the study's, else who they are.
std::string group_name(const GaugeOutcome& outcome) {
  const record::Settings& settings = outcome.analysis.opened.study.settings;
  const auto ids = actor_ids(outcome.analysis.snapshot, outcome.analysis.actors);
  const bool own = ids == settings.focus && !settings.focus_name.empty();
  return own ? settings.focus_name : "the group, as " + joined(ids, ", ") + " see it,";
}

std::string use_heading(const GaugeOutcome& outcome) {
  const GroupUseDay& now = outcome.days.back();
  std::string out = "How " + printable(group_name(outcome)) + " is used at " +
                    outcome.analysis.at_text + ": " + verdict(now.group) + "\n";
  out += "  strategic: " + claims_words(outcome, outcome.poles.strategic) + "\n";
  out += "  tactical:  " + claims_words(outcome, outcome.poles.tactical) + "\n";
  return out;
}

std::string days_text(const GaugeOutcome& outcome) {
  Rows rows = {{"at", "strategic", "tactical", "gauge", "use", "statements"}};
  for (const GroupUseDay& day : outcome.days) {
    auto cells = use_cells(outcome, day.group);
    cells.pop_back();
    cells.insert(cells.begin(), day_text(day.day));
    rows.push_back(std::move(cells));
  }
  return "\n" + aligned(rows);
}

std::string members_of_gauge_text(const GaugeOutcome& outcome) {
  Rows rows = {{"actor", "strategic", "tactical", "gauge", "use", "statements", "evidence"}};
  const GroupUseDay& now = outcome.days.back();
  for (std::size_t m = 0; m < now.actors.size(); ++m) {
    auto cells = use_cells(outcome, now.actors[m]);
    cells.insert(cells.begin(),
                 outcome.analysis.snapshot.actors.id[outcome.analysis.actors[m].value()]);
    rows.push_back(std::move(cells));
  }
  return "\nEach member at " + outcome.analysis.at_text + "\n" + aligned(rows);
}

/// Latest stances of an actor on the claims of the line: "I31 -1 (2023-06), I35 +1 (2023-05)".
std::string stances_text(const GaugeOutcome& outcome, const std::string& actor) {
  const positions::PositionMatrix& matrix = outcome.formality->positions;
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  std::vector<std::string> parts;
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    if (snapshot.actors.id[matrix.actors[a].value()] != actor) continue;
    for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
      const positions::Cell& cell = matrix.cell(i, a);
      const std::string id = snapshot.issues.id[matrix.issues[i].value()];
      if (!cell.known()) {
        parts.push_back(id + " not known");
        continue;
      }
      std::string said = id + (cell.low > 0 ? " +" : " ");
      said += std::to_string(cell.low);
      if (cell.low != cell.high) said.append(" to ").append(std::to_string(cell.high));
      if (cell.date) said.append(" (").append(cell.date->text()).append(")");
      parts.push_back(std::move(said));
    }
  }
  return joined(parts, ", ");
}

std::string formality_text(const GaugeOutcome& outcome) {
  if (!outcome.formality) return {};
  const room::Issue& line = outcome.formality->problem.issues.front();
  std::string out = "\nHow formal: " + printable(line.name) + ", judged from 0 to 100\n";
  for (const room::Anchor& anchor : line.anchors) {
    out += "  " + number_text(anchor.at) + "  " + printable(anchor.meaning) + "\n";
  }
  Rows rows = {{"actor", "judged", "range", "role", "judge", "last said"}};
  std::vector<const room::Stake*> stakes;
  stakes.reserve(line.stakes.size());
  for (const room::Stake& stake : line.stakes) stakes.push_back(&stake);
  std::stable_sort(stakes.begin(), stakes.end(), [](const room::Stake* a, const room::Stake* b) {
    return a->position.mode < b->position.mode;
  });
  for (const room::Stake* stake : stakes) {
    const std::string& id = outcome.formality->problem.actors[stake->actor].id;
    rows.push_back({id, number_text(stake->position.mode),
                    number_text(stake->position.low) + " to " + number_text(stake->position.high),
                    std::string(to_string(stake->role)), printable(stake->position_basis.judge),
                    stances_text(outcome, id)});
  }
  return out + "\n" + aligned(rows);
}

Json use_json(const GaugeOutcome& outcome, const GroupUse& use) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out;
  out["strategic"] = optional_estimate_json(use.strategic);
  out["tactical"] = optional_estimate_json(use.tactical);
  out["gauge"] = optional_estimate_json(use.gauge);
  out["chance_strategic"] = use.gauge ? Json(use.chance_strategic) : Json(nullptr);
  out["members"] = actor_ids(snapshot, use.members);
  out["statements"] = statement_ids(snapshot, use.statements);
  out["evidence"] = statement_evidence(snapshot, use.statements);
  return out;
}

Json formality_json(const GaugeOutcome& outcome) {
  const Formality& formality = *outcome.formality;
  const room::Issue& line = formality.problem.issues.front();
  Json out{{"id", line.id}, {"name", line.name}, {"actors", Json::array()}};
  for (const room::Stake& stake : line.stakes) {
    const std::string& id = formality.problem.actors[stake.actor].id;
    Json one{{"actor", id}};
    one["low"] = stake.position.low;
    one["best"] = stake.position.mode;
    one["high"] = stake.position.high;
    one["role"] = to_string(stake.role);
    one["judge"] = stake.position_basis.judge;
    one["evidence"] = stake.position_basis.evidence;
    one["last_said"] = stances_text(outcome, id);
    out["actors"].push_back(std::move(one));
  }
  return out;
}

Json gauge_json(const GaugeOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto ids = [&snapshot](const std::vector<IssueCode>& claims) {
    Json out = Json::array();
    for (const IssueCode issue : claims) out.push_back(snapshot.issues.id[issue.value()]);
    return out;
  };
  Json json{{"method", "group-use"}};
  json["at"] = outcome.analysis.at_text;
  json["actors"] = actor_ids(snapshot, outcome.analysis.actors);
  json["strategic_issues"] = ids(outcome.poles.strategic);
  json["tactical_issues"] = ids(outcome.poles.tactical);
  json["draws"] = outcome.draws;
  json["seed"] = outcome.seed;
  json["days"] = Json::array();
  for (const GroupUseDay& day : outcome.days) {
    Json one{{"at", day_text(day.day)}};
    one["group"] = use_json(outcome, day.group);
    one["members"] = Json::object();
    for (std::size_t m = 0; m < day.actors.size(); ++m) {
      one["members"][snapshot.actors.id[outcome.analysis.actors[m].value()]] =
          use_json(outcome, day.actors[m]);
    }
    json["days"].push_back(std::move(one));
  }
  json["formality"] = outcome.formality ? formality_json(outcome) : Json(nullptr);
  return json;
}

/// One row a day and member, the group first.
Rows gauge_rows(const GaugeOutcome& outcome) {
  Rows rows = {{"at", "actor", "strategic", "strategic_low", "strategic_high", "tactical",
                "tactical_low", "tactical_high", "gauge", "gauge_low", "gauge_high",
                "chance_strategic", "statements", "evidence"}};
  const auto add = [&](const GroupUseDay& day, const std::string& actor, const GroupUse& use) {
    auto& row = rows.emplace_back();
    row = {day_text(day.day), actor};
    for (const auto* estimate : {&use.strategic, &use.tactical, &use.gauge}) {
      const bool known = estimate->has_value() && (*estimate)->interval;
      row.push_back(known ? fixed_text((*estimate)->value, 4) : "");
      row.push_back(known ? fixed_text((*estimate)->interval->low, 4) : "");
      row.push_back(known ? fixed_text((*estimate)->interval->high, 4) : "");
    }
    row.push_back(use.gauge ? fixed_text(use.chance_strategic, 4) : "");
    row.push_back(joined(statement_ids(outcome.analysis.snapshot, use.statements), ";"));
    row.push_back(joined(statement_evidence(outcome.analysis.snapshot, use.statements), ";"));
  };
  for (const GroupUseDay& day : outcome.days) {
    add(day, "", day.group);
    for (std::size_t m = 0; m < day.actors.size(); ++m) {
      add(day, outcome.analysis.snapshot.actors.id[outcome.analysis.actors[m].value()],
          day.actors[m]);
    }
  }
  return rows;
}

std::string gauge_text(const GaugeOutcome& outcome) {
  return use_heading(outcome) + days_text(outcome) + members_of_gauge_text(outcome) +
         formality_text(outcome) +
         "\nPositions from -2 to 2, estimated from statements, mean of the members; gauge = "
         "(strategic - tactical) / 4, -1 wholly tactical, 1 wholly strategic; 80 % intervals, " +
         std::to_string(outcome.draws) + " draws, seed " + std::to_string(outcome.seed) + ".\n";
}

}  // namespace

Presentation present(const GaugeOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(gauge_json(outcome));
  if (view == View::Table) out.rows = gauge_rows(outcome);
  if (view == View::Text) out.text = gauge_text(outcome);
  return out;
}

Result<figure::Figure> figure_of(const GaugeOutcome& outcome) {
  figure::IntervalBarsSpec spec;
  spec.id = "gauge";
  spec.title = "How " + group_name(outcome) + " is used";
  spec.description = "Year by year, from wholly tactical (-1) to wholly strategic (1).";
  spec.label_heading = "At";
  spec.words_heading = "Statements";
  spec.axis_words = "-1 platform for information and coordination, 1 strategic asset";
  spec.firm_words = "80 % interval";
  spec.point_words = "estimate";
  spec.axis_from = -1;
  spec.axis_to = 1;
  for (const GroupUseDay& day : outcome.days) {
    if (!day.group.gauge || !day.group.gauge->interval) continue;
    figure::IntervalBar bar;
    bar.label = day_text(day.day);
    bar.low = day.group.gauge->interval->low;
    bar.high = day.group.gauge->interval->high;
    bar.point = day.group.gauge->value;
    bar.words = std::to_string(day.group.statements.size());
    for (const std::string& id : statement_ids(outcome.analysis.snapshot, day.group.statements)) {
      bar.evidence.push_back("statement/" + id);
    }
    spec.bars.push_back(std::move(bar));
  }
  return figure::interval_bars(spec);
}

}  // namespace entente::app

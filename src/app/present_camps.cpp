// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/camps.hpp"
#include "entente/base/text.hpp"
#include "network_record.hpp"
#include "period_words.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::CampDivision;
using alignment::CampIssue;
using alignment::CampMember;

constexpr std::size_t most_shown_issues = 12;
constexpr std::size_t most_named_members = 12;

std::string camp_name(std::uint32_t camp) { return std::to_string(camp + 1); }

std::string fixed_or_blank(double value, int digits) {
  return std::isnan(value) ? std::string() : fixed_text(value, digits);
}

Json known_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::string percent_or_blank(double share) {
  return std::isnan(share) ? std::string() : percent_text(share);
}

/// Members of one camp, or of none.
std::vector<std::string> members_of(const CampDivision& division, std::uint32_t camp) {
  std::vector<std::string> out;
  for (const CampMember& member : division.members) {
    if (member.camp == camp) out.push_back(member.actor);
  }
  return out;
}

std::string few_names(const std::vector<std::string>& names) {
  const std::vector<std::string> first(
      names.begin(),
      names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_named_members)));
  return printable(joined(first, ", ")) +
         (names.size() > first.size()
              ? " and " + std::to_string(names.size() - first.size()) + " more"
              : "");
}

std::vector<std::string> issue_evidence(const CampsOutcome& outcome, const CampIssue& issue) {
  std::vector<std::uint32_t> statements;
  for (const auto& of_camp : issue.statements) {
    statements.insert(statements.end(), of_camp.begin(), of_camp.end());
  }
  return evidence_behind(outcome.record, statements);
}

std::string chance_text(const CampDivision& division) {
  if (!division.chance) return {};
  std::string out = " As great by chance alone in " + fixed_text(100 * *division.chance, 1) +
                    " % of records in which the speakers on each subject swapped what they said";
  return out + (*division.chance > 0.1 ? ": no more than any record would show.\n" : ".\n");
}

std::string measure_text(const CampDivision& division) {
  std::string out = "Two of different camps contradict one another in " +
                    percent_text(division.across) + " of what both speak about, two of one camp ";
  out += std::isnan(division.within) ? "share no matter" : "in " + percent_text(division.within);
  out += ": polarisation " + fixed_text(division.polarisation, 2);
  if (division.interval) out += " " + interval_text(division.interval, 2);
  out += "." + (division.chance ? chance_text(division) : std::string("\n"));
  out += "Frustrated: " + percent_text(division.frustration) + " of all ties; " +
         (division.proven ? "no division has less" : "found by annealing, others may have less") +
         (division.only ? "" : "; somebody could as well be in another camp") + ". Modularity " +
         fixed_text(division.modularity, 2) + ", E-I index " +
         fixed_or_blank(division.external_internal, 2) +
         ", distance from perfect polarisation as DNA scores it " +
         fixed_or_blank(division.dna_distance, 3) + ".\n";
  return out;
}

std::string members_text(const CampDivision& division) {
  Rows rows = {
      {"actor", "camp", "sure", "contradicts its own", "contradicts others", "statements"}};
  for (std::uint32_t camp = 0; camp <= division.camps; ++camp) {
    for (const CampMember& member : division.members) {
      const bool here =
          camp == division.camps ? member.camp == alignment::no_camp : member.camp == camp;
      if (!here || rows.size() > shown_lines) continue;
      rows.push_back({printable(member.actor), camp == division.camps ? "none" : camp_name(camp),
                      percent_or_blank(member.sure), percent_or_blank(member.within),
                      percent_or_blank(member.across), std::to_string(member.statements)});
    }
  }
  std::string out = aligned(rows);
  if (rows.size() <= division.members.size()) {
    out += std::to_string(division.members.size() + 1 - rows.size()) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string issues_text(const CampsOutcome& outcome) {
  const CampDivision& division = outcome.division;
  if (division.issues.empty() || division.camps < 2) return {};
  Rows rows = {{printable(outcome.options.columns)}};
  for (std::uint32_t k = 0; k < division.camps; ++k) {
    rows.front().push_back("camp " + camp_name(k));
    rows.front().emplace_back("n");
  }
  rows.front().insert(rows.front().end(), {"gap", "agreement", "polarisation"});
  for (const CampIssue& issue : division.issues) {
    if (rows.size() > most_shown_issues) break;
    rows.push_back({printable(issue.name)});
    for (std::uint32_t k = 0; k < division.camps; ++k) {
      rows.back().push_back(fixed_or_blank(issue.means[k], 2));
      rows.back().push_back(std::to_string(issue.statements[k].size()));
    }
    for (const double value : {issue.gap, issue.agreement, issue.polarisation}) {
      rows.back().push_back(fixed_or_blank(value, 2));
    }
  }
  std::string out = "\nWhat divides them: means of " + printable(outcome.options.qualifier) +
                    ", the widest gap first\n" + aligned(rows);
  if (rows.size() <= division.issues.size()) {
    out += std::to_string(division.issues.size() + 1 - rows.size()) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string camps_text(const CampsOutcome& outcome) {
  const CampDivision& division = outcome.division;
  if (division.camps == 0) {
    return "No two actors speak about anything in common: nothing can be said of camps.\n";
  }
  std::string out;
  if (division.camps == 1) {
    out =
        "One camp: no division is less frustrated than keeping all together. Two contradict one "
        "another in " +
        percent_text(division.within) + " of what both speak about.\n";
  } else {
    out = std::to_string(division.camps) + " camps\n";
    for (std::uint32_t k = 0; k < division.camps; ++k) {
      out += "  " + camp_name(k) + "  " + few_names(members_of(division, k)) + "\n";
    }
    out += "\n" + measure_text(division);
  }
  out += "\n" + members_text(division) + issues_text(outcome);
  const auto outside = members_of(division, alignment::no_camp);
  if (!outside.empty()) {
    out += "\nPlaced nowhere, as they share no matter with the rest: " + few_names(outside) + ".\n";
  }
  if (outcome.asked.draws > 0) {
    out += "\nSure: share of " + std::to_string(outcome.asked.draws) +
           " draws of how much each document counts that place it with this camp, seed " +
           std::to_string(outcome.asked.seed) +
           ". Agreement is van der Eijk's A, from -1 (half at either end) to 1; polarisation of a "
           "subject is Esteban and Ray's.\n";
  }
  return out;
}

std::string lane_text(std::uint32_t lane) {
  return lane == alignment::no_camp ? std::string() : camp_name(lane);
}

/// How far camps are apart by period, then where each actor was.
std::string history_text(const alignment::CampHistory& history) {
  constexpr std::size_t most_periods_across = 8;
  Rows rows = {{"period", "camps", "polarisation", "by chance", "actors", "changed over"}};
  for (std::size_t p = 0; p < history.periods.size(); ++p) {
    const alignment::CampPeriod& period = history.periods[p];
    const CampDivision& division = period.division;
    std::string apart = division.camps < 2 ? "" : fixed_text(division.polarisation, 2);
    if (division.camps > 1 && division.interval) {
      apart += " " + interval_text(division.interval, 2);
    }
    rows.push_back(
        {stretch_text(period.start, period.stop), std::to_string(division.camps), apart,
         division.chance && division.camps > 1 ? fixed_text(100 * *division.chance, 1) + " %" : "",
         std::to_string(division.members.size()), std::to_string(history.changed[p])});
  }
  std::string out =
      "\nPeriod by period; a camp goes on as the one with which it shares most "
      "members\n" +
      aligned(rows);
  const std::size_t first = history.periods.size() > most_periods_across
                                ? history.periods.size() - most_periods_across
                                : 0;
  Rows lanes = {{"actor"}};
  for (std::size_t p = first; p < history.periods.size(); ++p) {
    lanes.front().push_back(stretch_text(history.periods[p].start, history.periods[p].stop));
  }
  for (std::size_t a = 0; a < history.actors.size() && lanes.size() <= shown_lines; ++a) {
    auto& row = lanes.emplace_back();
    row.push_back(printable(history.actors[a]));
    for (std::size_t p = first; p < history.periods.size(); ++p) {
      row.push_back(lane_text(history.lanes[a][p]));
    }
  }
  out += "\n" + aligned(lanes);
  if (history.actors.size() > shown_lines) {
    out += std::to_string(history.actors.size() - shown_lines) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

/// One row an actor and period.
Rows history_rows(const alignment::CampHistory& history) {
  Rows rows = {{"start", "stop", "actor", "camp", "sure", "statements", "polarisation", "chance"}};
  for (std::size_t p = 0; p < history.periods.size(); ++p) {
    const alignment::CampPeriod& period = history.periods[p];
    for (const CampMember& member : period.division.members) {
      const auto place = std::find(history.actors.begin(), history.actors.end(), member.actor);
      const auto a = static_cast<std::size_t>(place - history.actors.begin());
      rows.push_back({second_text(period.start), second_text(period.stop), member.actor,
                      lane_text(history.lanes[a][p]), fixed_or_blank(member.sure, 3),
                      std::to_string(member.statements),
                      fixed_or_blank(period.division.polarisation, 4),
                      period.division.chance ? fixed_text(*period.division.chance, 3) : ""});
    }
  }
  return rows;
}

Json history_json(const alignment::CampHistory& history) {
  Json out{{"periods", Json::array()}, {"actors", Json::array()}};
  for (std::size_t p = 0; p < history.periods.size(); ++p) {
    const alignment::CampPeriod& period = history.periods[p];
    Json one{{"start", second_text(period.start)}};
    one["stop"] = second_text(period.stop);
    one["camps"] = period.division.camps;
    one["polarisation"] = period.division.polarisation;
    one["interval"] = optional_estimate_json(period.division.interval);
    one["chance"] = period.division.chance ? Json(*period.division.chance) : Json(nullptr);
    one["n_actors"] = period.division.members.size();
    one["changed_over"] = history.changed[p];
    out["periods"].push_back(std::move(one));
  }
  for (std::size_t a = 0; a < history.actors.size(); ++a) {
    Json one{{"actor", history.actors[a]}, {"camps", Json::array()}};
    for (const std::uint32_t lane : history.lanes[a]) {
      one["camps"].push_back(lane == alignment::no_camp ? Json(nullptr) : Json(lane + 1));
    }
    out["actors"].push_back(std::move(one));
  }
  return out;
}

/// One row an actor, then one a column.
Rows camps_rows(const CampsOutcome& outcome) {
  const CampDivision& division = outcome.division;
  Rows rows = {{"what", "name", "camp", "sure", "within", "across", "statements"}};
  for (std::uint32_t k = 0; k < division.camps; ++k) {
    rows.front().push_back("mean_" + camp_name(k));
    rows.front().push_back("n_" + camp_name(k));
  }
  rows.front().insert(rows.front().end(), {"gap", "agreement", "polarisation", "evidence"});
  const std::size_t width = rows.front().size();
  for (const CampMember& member : division.members) {
    auto& row = rows.emplace_back(width);
    row[0] = "actor";
    row[1] = member.actor;
    row[2] = member.camp == alignment::no_camp ? "" : camp_name(member.camp);
    row[3] = fixed_or_blank(member.sure, 3);
    row[4] = fixed_or_blank(member.within, 4);
    row[5] = fixed_or_blank(member.across, 4);
    row[6] = std::to_string(member.statements);
  }
  for (const CampIssue& issue : division.issues) {
    auto& row = rows.emplace_back(width);
    row[0] = "subject";
    row[1] = issue.name;
    std::size_t all = 0;
    for (std::uint32_t k = 0; k < division.camps; ++k) {
      row[7 + 2 * k] = fixed_or_blank(issue.means[k], 4);
      row[8 + 2 * k] = std::to_string(issue.statements[k].size());
      all += issue.statements[k].size();
    }
    row[6] = std::to_string(all);
    row[width - 4] = fixed_or_blank(issue.gap, 4);
    row[width - 3] = fixed_or_blank(issue.agreement, 4);
    row[width - 2] = fixed_or_blank(issue.polarisation, 4);
    row[width - 1] = joined(issue_evidence(outcome, issue), ";");
  }
  return rows;
}

Json members_json(const CampDivision& division) {
  Json out = Json::array();
  for (const CampMember& member : division.members) {
    Json one{{"actor", member.actor}};
    one["camp"] = member.camp == alignment::no_camp ? Json(nullptr) : Json(member.camp + 1);
    one["sure"] = known_number(member.sure);
    one["within"] = known_number(member.within);
    one["across"] = known_number(member.across);
    one["n_statements"] = member.statements;
    out.push_back(std::move(one));
  }
  return out;
}

Json subjects_json(const CampsOutcome& outcome) {
  Json out = Json::array();
  for (const CampIssue& issue : outcome.division.issues) {
    Json one{{"name", issue.name}};
    for (std::size_t k = 0; k < issue.means.size(); ++k) {
      one["camps"].push_back(Json{{"mean", known_number(issue.means[k])},
                                  {"n_statements", issue.statements[k].size()}});
    }
    one["gap"] = known_number(issue.gap);
    one["agreement"] = known_number(issue.agreement);
    one["polarisation"] = known_number(issue.polarisation);
    one["evidence"] = issue_evidence(outcome, issue);
    out.push_back(std::move(one));
  }
  return out;
}

Json camps_json(const CampsOutcome& outcome) {
  const CampDivision& division = outcome.division;
  Json json{{"method", "camps"}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["rows"] = outcome.options.rows;
  json["columns"] = outcome.options.columns;
  json["qualifier"] = outcome.options.qualifier;
  json["at_most"] = outcome.asked.camps;
  json["seed"] = outcome.asked.seed;
  json["draws"] = outcome.asked.draws;
  json["shuffles"] = outcome.asked.shuffles;
  json["camps"] = division.camps;
  json["polarisation"] = division.polarisation;
  json["interval"] =
      division.interval && division.interval->interval
          ? Json::array({division.interval->interval->low, division.interval->interval->high})
          : Json(nullptr);
  json["chance"] = division.chance ? Json(*division.chance) : Json(nullptr);
  json["within"] = known_number(division.within);
  json["across"] = known_number(division.across);
  json["frustration"] = division.frustration;
  json["proven"] = division.proven;
  json["only"] = division.only;
  json["modularity"] = division.modularity;
  json["external_internal"] = known_number(division.external_internal);
  json["dna_distance"] = known_number(division.dna_distance);
  json["members"] = members_json(division);
  json["subjects"] = subjects_json(outcome);
  if (outcome.history) json["history"] = history_json(*outcome.history);
  return json;
}

}  // namespace

Presentation present(const CampsOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(camps_json(outcome));
  if (view == View::Table) {
    out.rows = outcome.history ? history_rows(*outcome.history) : camps_rows(outcome);
  }
  if (view == View::Text) {
    out.text = camps_text(outcome);
    if (outcome.history) out.text += history_text(*outcome.history);
  }
  return out;
}

}  // namespace entente::app

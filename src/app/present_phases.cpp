// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/app/phases.hpp"
#include "entente/base/text.hpp"
#include "period_words.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::NetworkPhases;
using alignment::PhaseChange;
using alignment::PhasePeriod;
using alignment::PhaseTie;

constexpr std::size_t most_ties_shown = 6;

std::string change_date(const NetworkPhases& found, const PhaseChange& change) {
  return second_text(found.periods[change.period].start);
}

std::string phases_list_text(const NetworkPhases& found) {
  Rows rows = {{"phase", "from", "to", "periods", "statements"}};
  for (std::size_t first = 0; first < found.periods.size();) {
    std::size_t end = first;
    std::uint64_t statements = 0;
    while (end < found.periods.size() && found.phase_of[end] == found.phase_of[first]) {
      statements += found.periods[end++].statements;
    }
    rows.push_back({std::to_string(found.phase_of[first] + 1),
                    second_text(found.periods[first].start),
                    second_text(found.periods[end - 1].stop), std::to_string(end - first),
                    std::to_string(statements)});
    first = end;
  }
  return aligned(rows);
}

std::string ties_text(const PhaseChange& change) {
  Rows rows;
  for (const PhaseTie& tie : change.ties) {
    if (rows.size() == most_ties_shown) break;
    rows.push_back({"  " + printable(tie.row), printable(tie.column),
                    fixed_text(tie.before, 3) + " to " + fixed_text(tie.after, 3)});
  }
  return rows.empty() ? std::string() : aligned(rows);
}

std::string changes_text(const PhasesOutcome& outcome) {
  const NetworkPhases& found = outcome.phases;
  std::string out;
  for (const PhaseChange& change : found.changes) {
    if (change.significant) {
      out += "\nChange in the period that begins on " + change_date(found, change) +
             ": as great in " + fixed_text(100 * change.chance, 1) +
             " % of other orders of the periods. Shares of all ties that changed most:\n" +
             ties_text(change);
    } else {
      out += "\nThe most marked other change, in the period that begins on " +
             change_date(found, change) + ", is no more than chance: as great in " +
             fixed_text(100 * change.chance, 1) + " % of other orders.\n";
    }
  }
  return out;
}

std::string phases_text(const PhasesOutcome& outcome) {
  const NetworkPhases& found = outcome.phases;
  if (found.periods.empty()) return "No period has a network: nothing can change.\n";
  const auto changes = std::count_if(found.changes.begin(), found.changes.end(),
                                     [](const PhaseChange& change) { return change.significant; });
  std::string out =
      changes == 0 ? "One phase: no change beyond chance" : std::to_string(changes + 1) + " phases";
  out += ", over " + counted(found.periods.size(), "period") + " of " +
         std::to_string(outcome.asked.size) + " " +
         std::string(alignment::to_string(outcome.asked.unit)) + " with a network\n";
  if (found.periods.size() < 2 * std::size_t{outcome.asked.least}) {
    return out + "Fewer than " + std::to_string(2 * outcome.asked.least) +
           " periods: too few to divide; take shorter ones.\n";
  }
  return out + phases_list_text(found) + changes_text(outcome) +
         "\nE-divisive on the shares of ties by period; " +
         std::to_string(outcome.asked.permutations) + " permutations, level " +
         number_text(outcome.asked.alpha) + ", seed " + std::to_string(outcome.asked.seed) +
         ". Periods are taken as independent of one another.\n";
}

Rows phases_rows(const NetworkPhases& found) {
  Rows rows = {{"start", "stop", "statements", "phase", "change_chance", "change_significant"}};
  for (std::size_t p = 0; p < found.periods.size(); ++p) {
    const PhasePeriod& period = found.periods[p];
    auto& row = rows.emplace_back();
    row = {second_text(period.start),
           second_text(period.stop),
           std::to_string(period.statements),
           std::to_string(found.phase_of[p] + 1),
           "",
           ""};
    for (const PhaseChange& change : found.changes) {
      if (change.period != p) continue;
      row[4] = number_text(change.chance);
      row[5] = change.significant ? "yes" : "no";
    }
  }
  return rows;
}

Json phase_changes_json(const NetworkPhases& found) {
  Json out = Json::array();
  for (const PhaseChange& change : found.changes) {
    Json one{{"from", change_date(found, change)}};
    one["statistic"] = change.statistic;
    one["chance"] = change.chance;
    one["significant"] = change.significant;
    one["ties"] = Json::array();
    for (const PhaseTie& tie : change.ties) {
      one["ties"].push_back(Json{
          {"row", tie.row}, {"column", tie.column}, {"before", tie.before}, {"after", tie.after}});
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json phases_json(const PhasesOutcome& outcome) {
  const NetworkPhases& found = outcome.phases;
  Json json{{"method", "phases"}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["mode"] = to_string(outcome.options.mode);
  json["rule"] = to_string(outcome.options.rule);
  json["unit"] = to_string(outcome.asked.unit);
  json["size"] = outcome.asked.size;
  json["alpha"] = outcome.asked.alpha;
  json["permutations"] = outcome.asked.permutations;
  json["seed"] = outcome.asked.seed;
  json["periods"] = Json::array();
  for (std::size_t p = 0; p < found.periods.size(); ++p) {
    Json one{{"start", second_text(found.periods[p].start)}};
    one["stop"] = second_text(found.periods[p].stop);
    one["n_statements"] = found.periods[p].statements;
    one["phase"] = found.phase_of[p] + 1;
    json["periods"].push_back(std::move(one));
  }
  json["changes"] = phase_changes_json(found);
  json["distances"] = found.distances;
  return json;
}

}  // namespace

Presentation present(const PhasesOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(phases_json(outcome));
  if (view == View::Table) out.rows = phases_rows(outcome.phases);
  if (view == View::Text) out.text = phases_text(outcome);
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/coalitions.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::CoalitionStructure;
using alignment::CoreState;
using alignment::StructureShares;

constexpr std::size_t most_structures_shown = 10;

std::vector<std::string> player_ids(const CoalitionsOutcome& outcome) {
  return actor_ids(outcome.analysis.snapshot, outcome.analysis.actors);
}

/// "AUS JPN | KOR | NZL".
std::string structure_text(const CoalitionsOutcome& outcome,
                           const std::vector<std::uint32_t>& coalition) {
  const auto players = player_ids(outcome);
  std::vector<std::string> groups;
  for (std::size_t i = 0; i < coalition.size(); ++i) {
    if (coalition[i] < groups.size()) {
      groups[coalition[i]] += " " + players[i];
    } else {
      groups.push_back(players[i]);
    }
  }
  return joined(groups, " | ");
}

const StructureShares* shares_of(const CoalitionsOutcome& outcome,
                                 const std::vector<std::uint32_t>& coalition) {
  for (const StructureShares& shares : outcome.shares) {
    if (shares.coalition == coalition) return &shares;
  }
  return nullptr;
}

std::string core_text(CoreState core) {
  if (core == CoreState::NotTold) return "not told";
  return core == CoreState::Stable ? "yes" : "no";
}

std::string share_text(const CoalitionsOutcome& outcome, const StructureShares* shares,
                       double StructureShares::*what) {
  if (outcome.shares.empty()) return {};
  return shares == nullptr ? "0.000" : fixed_text(shares->*what, 3);
}

/// Those stable at the means or the best, then those that are the best in some draws.
Rows structure_rows(const CoalitionsOutcome& outcome) {
  Rows rows = {{"structure", "welfare", "nash", "individual", "core", "draws_best", "draws_nash",
                "draws_individual", "draws_core"}};
  const auto add_shares = [&](const std::vector<std::uint32_t>& coalition) {
    const StructureShares* shares = shares_of(outcome, coalition);
    for (const auto what : {&StructureShares::best, &StructureShares::nash,
                            &StructureShares::individual, &StructureShares::core}) {
      rows.back().push_back(share_text(outcome, shares, what));
    }
  };
  for (const CoalitionStructure& one : outcome.found.structures) {
    rows.push_back({structure_text(outcome, one.coalition), fixed_text(one.welfare, 2),
                    one.nash ? "yes" : "no", one.individual ? "yes" : "no", core_text(one.core)});
    add_shares(one.coalition);
  }
  for (const StructureShares& shares : outcome.shares) {
    const bool listed = std::any_of(
        outcome.found.structures.begin(), outcome.found.structures.end(),
        [&shares](const CoalitionStructure& one) { return one.coalition == shares.coalition; });
    if (listed || shares.best == 0) continue;
    rows.push_back({structure_text(outcome, shares.coalition), "", "", "", ""});
    add_shares(shares.coalition);
  }
  return rows;
}

std::string values_text(const CoalitionsOutcome& outcome) {
  const auto players = player_ids(outcome);
  Rows rows = {{"to"}};
  rows.front().insert(rows.front().end(), players.begin(), players.end());
  const std::size_t n = players.size();
  for (std::size_t a = 0; a < n; ++a) {
    auto& row = rows.emplace_back();
    row.push_back(players[a]);
    for (std::size_t b = 0; b < n; ++b) {
      const PartnerValue& value = outcome.values[a * n + b];
      row.push_back(
          a == b ? ""
                 : fixed_text(value.mean, 2) + " [" + fixed_text(value.central_80.low, 1) + ", " +
                       fixed_text(value.central_80.high, 1) + "] " + std::to_string(value.issues));
    }
  }
  return "\nWhat being with the one above is worth, 80 % interval, issues on which both are "
         "known\n" +
         aligned(rows);
}

std::string steps_text(const CoalitionsOutcome& outcome) {
  if (outcome.steps.empty()) return {};
  Rows rows = {{"from a cost of", "best", "holds against every group"}};
  for (const CostStep& step : outcome.steps) {
    rows.push_back({fixed_text(step.cost, 2), structure_text(outcome, step.best),
                    step.in_core ? "yes" : "no"});
  }
  return "\nWhat is best once each further partner in a format costs each member so much of full "
         "agreement\n" +
         aligned(rows);
}

std::string bridge_text(const CoalitionsOutcome& outcome) {
  const auto players = player_ids(outcome);
  if (players.size() < 3) return {};
  std::vector<std::size_t> order(players.size());
  for (std::size_t a = 0; a < order.size(); ++a) order[a] = a;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return outcome.bridge[a] > outcome.bridge[b];
  });
  Rows rows = {{"bridge", "adds", "80 %"}};
  for (const std::size_t a : order) {
    rows.push_back({players[a], fixed_text(outcome.bridge[a], 3),
                    fixed_text(outcome.bridge_80[a].low, 3) + " to " +
                        fixed_text(outcome.bridge_80[a].high, 3)});
  }
  return "\nWho connects the others: what going through this actor adds to going straight\n" +
         aligned(rows);
}

std::string winning_text(const CoalitionsOutcome& outcome) {
  if (outcome.winning.empty()) return {};
  const auto players = player_ids(outcome);
  std::string out = "\nMinimal winning coalitions, one vote an actor\n";
  for (const auto& one : outcome.winning) {
    std::vector<std::string> names;
    names.reserve(one.size());
    for (const std::uint32_t player : one) names.push_back(players[player]);
    out += "  " + joined(names, ", ") + "\n";
  }
  return out;
}

std::string coalitions_text(const CoalitionsOutcome& outcome) {
  Rows rows = structure_rows(outcome);
  const std::size_t all = rows.size() - 1;
  if (all > most_structures_shown) rows.resize(most_structures_shown + 1);
  rows.front() = {"structure",   "welfare", "nash",       "individual", "core",
                  "draws: best", "nash",    "individual", "core"};
  std::string out =
      "Best at a cost of " + number_text(outcome.cost) + " a partner on " +
      outcome.analysis.at_text + ": " +
      structure_text(outcome, outcome.found.structures[outcome.found.best].coalition) + "\n\n" +
      aligned(rows);
  if (all > most_structures_shown) {
    out += std::to_string(all - most_structures_shown) + " more not shown; --csv has all.\n";
  }
  if (!outcome.found.complete) {
    out += "Found by moves of single actors; others may be stable too.\n";
  }
  out += steps_text(outcome) + values_text(outcome) + bridge_text(outcome) + winning_text(outcome);
  out +=
      "\nValue: mean of 1 - |distance| / 2 over the issues, weighed by the actor's salience: 1 "
      "alike, 0 two steps apart, -1 at opposite ends. nash: nobody is better off elsewhere; "
      "individual: nobody is welcome where it would be; core: no group is better off by "
      "itself. Over " +
      std::to_string(outcome.draws) + " draws of the positions.\n";
  if (outcome.saliences_named > 0) {
    out += "The salience of " + counted(outcome.saliences_named, "cell") +
           " is drawn from the interests that sources name (`entente stakes`).\n";
  }
  if (outcome.saliences_unknown > 0) {
    out += "Nobody stated the salience of " + std::to_string(outcome.saliences_unknown) + " of " +
           std::to_string(outcome.cells) + " cells: drawn evenly from 0 to 100.\n";
  }
  return out;
}

Json structures_json(const CoalitionsOutcome& outcome) {
  Json out = Json::array();
  for (const CoalitionStructure& one : outcome.found.structures) {
    Json row{{"structure", structure_text(outcome, one.coalition)},
             {"coalitions", one.coalition},
             {"welfare", one.welfare},
             {"nash", one.nash},
             {"individual", one.individual}};
    row["core"] =
        one.core == CoreState::NotTold ? Json(nullptr) : Json(one.core == CoreState::Stable);
    out.push_back(std::move(row));
  }
  return out;
}

Json coalitions_json(const CoalitionsOutcome& outcome) {
  const auto players = player_ids(outcome);
  Json json{{"method", "coalitions"}, {"at", outcome.analysis.at_text}};
  json["actors"] = players;
  json["cost"] = outcome.cost;
  json["draws"] = outcome.draws;
  json["seed"] = outcome.seed;
  json["saliences_unknown"] = outcome.saliences_unknown;
  json["saliences_named"] = outcome.saliences_named;
  json["complete"] = outcome.found.complete;
  json["best"] = outcome.found.best;
  json["structures"] = structures_json(outcome);
  json["shares"] = Json::array();
  for (const StructureShares& one : outcome.shares) {
    json["shares"].push_back(Json{{"structure", structure_text(outcome, one.coalition)},
                                  {"best", one.best},
                                  {"nash", one.nash},
                                  {"individual", one.individual},
                                  {"core", one.core}});
  }
  json["costs"] = Json::array();
  for (const CostStep& step : outcome.steps) {
    json["costs"].push_back(Json{
        {"from", step.cost}, {"best", structure_text(outcome, step.best)}, {"core", step.in_core}});
  }
  json["values"] = Json::array();
  for (std::size_t a = 0; a < players.size(); ++a) {
    for (std::size_t b = 0; b < players.size(); ++b) {
      if (a == b) continue;
      const PartnerValue& value = outcome.values[a * players.size() + b];
      json["values"].push_back(
          Json{{"of", players[b]},
               {"to", players[a]},
               {"value", value.mean},
               {"interval_80", Json::array({value.central_80.low, value.central_80.high})},
               {"n_issues", value.issues}});
    }
  }
  json["bridge"] = Json::array();
  for (std::size_t a = 0; a < players.size(); ++a) {
    json["bridge"].push_back(
        Json{{"actor", players[a]},
             {"adds", outcome.bridge[a]},
             {"interval_80", Json::array({outcome.bridge_80[a].low, outcome.bridge_80[a].high})}});
  }
  json["minimal_winning"] = Json::array();
  for (const auto& one : outcome.winning) {
    Json names = Json::array();
    for (const std::uint32_t player : one) names.push_back(players[player]);
    json["minimal_winning"].push_back(std::move(names));
  }
  return json;
}

}  // namespace

Presentation present(const CoalitionsOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(coalitions_json(outcome));
  if (view == View::Table) out.rows = structure_rows(outcome);
  if (view == View::Text) out.text = coalitions_text(outcome);
  return out;
}

}  // namespace entente::app

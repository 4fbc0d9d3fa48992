// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/structure.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::ClusterMerge;
using alignment::NetworkStructure;
using alignment::StructureActor;

constexpr std::size_t most_named_in_group = 12;

std::string named_actors(const NetworkStructure& all, const std::vector<std::size_t>& places) {
  std::vector<std::string> names;
  for (const std::size_t a : places) {
    if (names.size() == most_named_in_group) break;
    names.push_back(printable(all.actors[a].actor));
  }
  std::string out = joined(names, ", ");
  if (names.size() < places.size()) {
    out += " and " + std::to_string(places.size() - names.size()) + " more";
  }
  return out;
}

std::string communities_text(const NetworkStructure& all) {
  std::size_t alone = 0;
  std::string groups;
  for (const auto& places : community_members(all)) {
    if (places.size() == 1) {
      ++alone;
      continue;
    }
    groups += "  " + std::to_string(all.actors[places.front()].community + 1) + "  " +
              named_actors(all, places) + "\n";
  }
  const std::size_t shared = all.communities - alone;
  std::string out = std::to_string(shared) + (shared == 1 ? " community" : " communities");
  if (alone > 0)
    out += ", and " + std::to_string(alone) + (alone == 1 ? " actor alone" : " actors alone");
  return out + "\n" + groups;
}

std::string modularity_text(const StructureOutcome& outcome) {
  const NetworkStructure& all = outcome.structure;
  std::string out = "\nModularity " + fixed_text(all.modularity, 3);
  if (all.interval) out += " " + interval_text(all.interval, 3);
  out += ": ties within communities beyond what the actors' strengths alone would give.";
  if (all.chance) {
    out += " As great by chance alone in " + fixed_text(100 * *all.chance, 1) +
           " % of records in which the speakers on each subject swapped what they said";
    out += *all.chance > 0.1 ? ": no more than any record would show." : ".";
  }
  return out + "\n";
}

std::string value_with_interval(const stats::Estimate& estimate, int digits) {
  std::string out = fixed_text(estimate.value, digits);
  if (estimate.interval) {
    out += " [" + fixed_text(estimate.interval->low, digits) + ", " +
           fixed_text(estimate.interval->high, digits) + "]";
  }
  return out;
}

/// The strongest first, within communities.
std::vector<std::size_t> shown_order(const NetworkStructure& all) {
  std::vector<std::size_t> out;
  for (auto places : community_members(all)) {
    std::stable_sort(places.begin(), places.end(), [&all](std::size_t a, std::size_t b) {
      return all.actors[a].strength.value > all.actors[b].strength.value;
    });
    out.insert(out.end(), places.begin(), places.end());
  }
  return out;
}

std::string actors_text(const NetworkStructure& all) {
  Rows rows = {{"actor", "community", "sure", "core", "ties", "strength", "betweenness",
                "closeness", "eigenvector", "statements"}};
  for (const std::size_t a : shown_order(all)) {
    if (rows.size() > shown_lines) break;
    const StructureActor& actor = all.actors[a];
    rows.push_back(
        {printable(actor.actor), std::to_string(actor.community + 1),
         std::isnan(actor.sure) ? "" : percent_text(actor.sure), std::to_string(actor.core),
         std::to_string(actor.ties), value_with_interval(actor.strength, 2),
         value_with_interval(actor.betweenness, 2), value_with_interval(actor.closeness, 2),
         value_with_interval(actor.eigenvector, 2), std::to_string(actor.statements)});
  }
  std::string out = "\n" + aligned(rows);
  if (rows.size() <= all.actors.size()) {
    out += std::to_string(all.actors.size() + 1 - rows.size()) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string clusters_text(const NetworkStructure& all) {
  if (all.clusters == 0) return {};
  std::vector<std::vector<std::size_t>> places(all.clusters);
  for (std::size_t a = 0; a < all.cluster.size(); ++a) places[all.cluster[a]].push_back(a);
  std::string out = "\nBy how much of what both speak about two contradict one another: " +
                    counted(std::int64_t{all.clusters}, "cluster");
  if (!std::isnan(all.silhouette)) {
    out += ", mean silhouette " + fixed_text(all.silhouette, 2);
  }
  out += "\n";
  for (std::size_t c = 0; c < places.size(); ++c) {
    out += "  " + std::string(1, static_cast<char>(c < 26 ? 'A' + c : '*')) + "  " +
           named_actors(all, places[c]) + "\n";
  }
  return out;
}

std::string structure_text(const StructureOutcome& outcome) {
  const NetworkStructure& all = outcome.structure;
  if (all.actors.empty()) return "Nobody says anything here: there is no network.\n";
  std::string out =
      communities_text(all) + modularity_text(outcome) + actors_text(all) + clusters_text(all);
  if (outcome.asked.draws > 0) {
    out += "\nSure: share of " + std::to_string(outcome.asked.draws) +
           " draws of how much each document counts that place it in this community, seed " +
           std::to_string(outcome.asked.seed) + "; intervals are over the same draws. ";
  } else {
    out += "\n";
  }
  return out +
         "Core: it is among actors that have so many ties to one another. Betweenness: share of "
         "the pairs of others whose shortest way leads over it; a tie of weight w is 1/w long. "
         "Closeness: mean of 1/distance. Eigenvector: central by being tied to the central, the "
         "greatest 1.\n";
}

void add_estimate_cells(std::vector<std::string>& row, const stats::Estimate& estimate) {
  row.push_back(number_text(estimate.value));
  row.push_back(estimate.interval ? number_text(estimate.interval->low) : "");
  row.push_back(estimate.interval ? number_text(estimate.interval->high) : "");
}

Rows structure_rows(const NetworkStructure& all) {
  Rows rows = {{"actor", "community", "sure", "core", "ties"}};
  for (const char* what : {"strength", "betweenness", "closeness", "eigenvector"}) {
    const std::string name(what);
    rows.front().insert(rows.front().end(), {name, name + "_low", name + "_high"});
  }
  rows.front().insert(rows.front().end(), {"cluster", "statements"});
  for (std::size_t a = 0; a < all.actors.size(); ++a) {
    const StructureActor& actor = all.actors[a];
    auto& row = rows.emplace_back();
    row = {actor.actor, std::to_string(actor.community + 1),
           std::isnan(actor.sure) ? "" : fixed_text(actor.sure, 3), std::to_string(actor.core),
           std::to_string(actor.ties)};
    add_estimate_cells(row, actor.strength);
    add_estimate_cells(row, actor.betweenness);
    add_estimate_cells(row, actor.closeness);
    add_estimate_cells(row, actor.eigenvector);
    row.push_back(all.cluster.empty() ? "" : std::to_string(all.cluster[a] + 1));
    row.push_back(std::to_string(actor.statements));
  }
  return rows;
}

Json drawn_json(const stats::Estimate& estimate, bool drawn) {
  if (drawn) return optional_estimate_json(estimate);
  return Json{{"value", estimate.value}, {"interval", nullptr}};
}

Json structure_actors_json(const NetworkStructure& all, bool drawn) {
  Json out = Json::array();
  for (std::size_t a = 0; a < all.actors.size(); ++a) {
    const StructureActor& actor = all.actors[a];
    Json one{{"actor", actor.actor}};
    one["community"] = actor.community + 1;
    one["sure"] = std::isnan(actor.sure) ? Json(nullptr) : Json(actor.sure);
    one["core"] = actor.core;
    one["ties"] = actor.ties;
    one["strength"] = drawn_json(actor.strength, drawn);
    one["betweenness"] = drawn_json(actor.betweenness, drawn);
    one["closeness"] = drawn_json(actor.closeness, drawn);
    one["eigenvector"] = drawn_json(actor.eigenvector, drawn);
    one["cluster"] = all.cluster.empty() ? Json(nullptr) : Json(all.cluster[a] + 1);
    one["n_statements"] = actor.statements;
    out.push_back(std::move(one));
  }
  return out;
}

Json merges_json(const NetworkStructure& all) {
  Json out = Json::array();
  for (const ClusterMerge& merge : all.merges) {
    out.push_back(Json{{"first", merge.first}, {"second", merge.second}, {"height", merge.height}});
  }
  return out;
}

Json structure_json(const StructureOutcome& outcome) {
  const NetworkStructure& all = outcome.structure;
  Json json{{"method", "structure"}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["rows"] = outcome.options.rows;
  json["columns"] = outcome.options.columns;
  json["qualifier"] = outcome.options.qualifier;
  json["rule"] = to_string(outcome.options.rule);
  json["normalize"] = to_string(outcome.options.normalization);
  json["resolution"] = outcome.asked.resolution;
  json["seed"] = outcome.asked.seed;
  json["draws"] = outcome.asked.draws;
  json["shuffles"] = outcome.asked.shuffles;
  json["communities"] = all.communities;
  json["modularity"] = all.modularity;
  json["interval"] = optional_estimate_json(all.interval);
  json["chance"] = all.chance ? Json(*all.chance) : Json(nullptr);
  json["clusters"] = all.clusters;
  json["silhouette"] = std::isnan(all.silhouette) ? Json(nullptr) : Json(all.silhouette);
  json["actors"] = structure_actors_json(all, outcome.asked.draws > 0);
  json["merges"] = merges_json(all);
  json["order"] = all.order;
  return json;
}

}  // namespace

Presentation present(const StructureOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(structure_json(outcome));
  if (view == View::Table) out.rows = structure_rows(outcome.structure);
  if (view == View::Text) out.text = structure_text(outcome);
  return out;
}

}  // namespace entente::app

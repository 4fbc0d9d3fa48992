// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/concept_backbone.hpp"
#include "entente/base/text.hpp"
#include "network_record.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::ConceptBackbone;
using alignment::ConceptRemoval;
using alignment::ConceptSet;

std::string shown_loss(double loss) { return std::isnan(loss) ? "" : fixed_text(loss, 3); }

Json known_loss(double loss) { return std::isnan(loss) ? Json(nullptr) : Json(loss); }

std::vector<std::string> set_names(const std::vector<std::string>& concepts,
                                   const ConceptSet& set) {
  std::vector<std::string> out;
  out.reserve(set.concepts.size());
  for (const std::uint32_t k : set.concepts) out.push_back(concepts[k]);
  return out;
}

std::string chosen_text(const BackboneOutcome& outcome) {
  const ConceptBackbone& found = outcome.backbone;
  const ConceptSet& chosen = found.sizes[found.chosen];
  const std::size_t all = found.concepts.size();
  std::string out = std::to_string(chosen.concepts.size()) + " of " +
                    counted(all, printable(outcome.options.columns)) +
                    (chosen.concepts.size() == 1 ? " carries" : " carry") + " the network of " +
                    counted(found.actors.size(), printable(outcome.options.rows)) +
                    (chosen.concepts.size() == 1 ? ": it alone loses " : ": they alone lose ") +
                    shown_loss(chosen.loss);
  if (found.interval) out += " " + interval_text(found.interval, 3);
  out += " of its shape";
  if (!std::isnan(chosen.random)) {
    out += ", as many drawn at random " + shown_loss(chosen.random) + " on average";
  }
  out += "; the others alone " + shown_loss(chosen.redundant_loss) + ". ";
  if (!std::isnan(chosen.correlation)) {
    out += chosen.concepts.size() == 1 ? "Its" : "Their";
    out += " ties correlate " + fixed_text(chosen.correlation, 2) + " with those of all. ";
  }
  out += chosen.proven ? "No set of this size loses less.\n"
                       : "Found by additions, removals and swaps: others may lose less.\n";
  return out;
}

std::string carriers_text(const BackboneOutcome& outcome) {
  const ConceptBackbone& found = outcome.backbone;
  Rows rows = {{printable(outcome.options.columns), "statements", "loss without it"}};
  for (const auto& carrier : found.carriers) {
    if (rows.size() > shown_lines) break;
    rows.push_back({printable(found.concepts[carrier.concept_place]),
                    std::to_string(found.statements[carrier.concept_place]),
                    shown_loss(carrier.loss_without)});
  }
  std::string out = "\n" + aligned(rows);
  if (rows.size() <= found.carriers.size()) {
    out += std::to_string(found.carriers.size() + 1 - rows.size()) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string sizes_text(const BackboneOutcome& outcome) {
  const ConceptBackbone& found = outcome.backbone;
  Rows rows = {{"size", "loss", "at random", "correlation", "statements", "the best set"}};
  const std::size_t last = std::max<std::size_t>(shown_lines, found.chosen + 2);
  for (std::size_t at = 0; at < found.sizes.size() && at < last; ++at) {
    const ConceptSet& set = found.sizes[at];
    rows.push_back(
        {std::to_string(at + 1) + (at == found.chosen ? " *" : ""), shown_loss(set.loss),
         shown_loss(set.random), std::isnan(set.correlation) ? "" : fixed_text(set.correlation, 2),
         std::to_string(set.statements),
         set.concepts.size() > 12 ? counted(set.concepts.size(), printable(outcome.options.columns))
                                  : printable(joined(set_names(found.concepts, set), ", "))});
  }
  std::string out = "\nThe best of every size, * = chosen\n" + aligned(rows);
  if (found.sizes.size() > last) {
    out +=
        std::to_string(found.sizes.size() - last) + " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string meaning_text(const BackboneOutcome& outcome) {
  const bool dna = outcome.options.compatibility == alignment::Compatibility::Dna;
  std::string out = "\nLoss: sum of the differences between the ";
  out += dna ? "sorted row sums, over their total, as DNA takes them,"
             : "eigenvalues of the Laplacian, over their sum,";
  out +=
      " of the network of these alone and of all; 0 = the same shape, 2 at most. The same shape "
      "may tie others together: the correlation of ties tells.\n";
  if (outcome.backbone.interval) {
    out += "The interval is of this set over " + std::to_string(outcome.asked.draws) +
           " draws of how much each document counts, seed " + std::to_string(outcome.asked.seed) +
           "; it was chosen for losing least in the record as it is, so draws lose more.\n";
  }
  return out;
}

std::string backbone_text(const BackboneOutcome& outcome) {
  if (outcome.backbone.sizes.empty()) {
    return "No two actors are tied by what they say: there is no network to carry.\n";
  }
  return chosen_text(outcome) + carriers_text(outcome) + sizes_text(outcome) +
         meaning_text(outcome);
}

std::string nested_text(const BackboneOutcome& outcome) {
  Rows rows = {{"step", "taken away", "loss", "loss of those taken", "statements left"}};
  for (const ConceptRemoval& removal : outcome.nested->removals) {
    rows.push_back({std::to_string(rows.size()),
                    printable(outcome.nested->concepts[removal.concept_place]),
                    shown_loss(removal.left.loss), shown_loss(removal.left.redundant_loss),
                    std::to_string(removal.left.statements)});
  }
  return rows.size() == 1 ? "Nothing is said: there is nothing to take away.\n"
                          : aligned(rows) + meaning_text(outcome);
}

std::string kept_text(const BackboneOutcome& outcome) {
  const ConceptSet& kept = *outcome.kept;
  std::string out = printable(joined(outcome.keep, ", ")) + ": loss " + fixed_text(kept.loss, 6) +
                    ", of the others " + fixed_text(kept.redundant_loss, 6) + ", " +
                    counted(std::int64_t{kept.statements}, "statement");
  if (outcome.penalty != 0) {
    out += ", with a penalty of " + number_text(outcome.penalty) + " on sizes";
  }
  return out + ".\n" + meaning_text(outcome);
}

Rows backbone_rows(const BackboneOutcome& outcome) {
  if (outcome.nested) {
    Rows rows = {{"iteration", "entity", "backboneLoss", "redundantLoss", "statements"}};
    for (const ConceptRemoval& removal : outcome.nested->removals) {
      rows.push_back({std::to_string(rows.size()), outcome.nested->concepts[removal.concept_place],
                      number_text(removal.left.loss), number_text(removal.left.redundant_loss),
                      std::to_string(removal.left.statements)});
    }
    return rows;
  }
  if (outcome.kept) {
    return {{"backbone", "p", "backboneLoss", "redundantLoss"},
            {joined(outcome.keep, "|"), number_text(outcome.penalty),
             number_text(outcome.kept->loss), number_text(outcome.kept->redundant_loss)}};
  }
  Rows rows = {{"size", "chosen", "loss", "redundant_loss", "random_loss", "correlation",
                "statements", "proven", "subjects"}};
  const ConceptBackbone& found = outcome.backbone;
  for (std::size_t at = 0; at < found.sizes.size(); ++at) {
    const ConceptSet& set = found.sizes[at];
    rows.push_back({std::to_string(at + 1), at == found.chosen ? "yes" : "no",
                    number_text(set.loss), number_text(set.redundant_loss),
                    std::isnan(set.random) ? "" : number_text(set.random),
                    std::isnan(set.correlation) ? "" : number_text(set.correlation),
                    std::to_string(set.statements), set.proven ? "yes" : "no",
                    joined(set_names(found.concepts, set), ";")});
  }
  return rows;
}

Json set_json(const std::vector<std::string>& concepts, const ConceptSet& set) {
  Json out{{"loss", set.loss}};
  out["redundant_loss"] = set.redundant_loss;
  out["correlation"] = known_loss(set.correlation);
  out["n_statements"] = set.statements;
  if (!concepts.empty()) out["subjects"] = set_names(concepts, set);
  return out;
}

Json sizes_json(const ConceptBackbone& found) {
  Json out = Json::array();
  for (const ConceptSet& set : found.sizes) {
    Json one = set_json(found.concepts, set);
    one["random_loss"] = known_loss(set.random);
    one["proven"] = set.proven;
    out.push_back(std::move(one));
  }
  return out;
}

Json backbone_json(const BackboneOutcome& outcome) {
  Json json{{"method", "concept-backbone"}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["rows"] = outcome.options.rows;
  json["columns"] = outcome.options.columns;
  json["rule"] = to_string(outcome.options.rule);
  json["normalize"] = to_string(outcome.options.normalization);
  if (outcome.nested) {
    json["removals"] = Json::array();
    for (const ConceptRemoval& removal : outcome.nested->removals) {
      Json one{{"removed", outcome.nested->concepts[removal.concept_place]}};
      one.update(set_json({}, removal.left));
      json["removals"].push_back(std::move(one));
    }
    return json;
  }
  if (outcome.kept) {
    json["kept"] = outcome.keep;
    json["penalty"] = outcome.penalty;
    json.update(set_json({}, *outcome.kept));
    return json;
  }
  const ConceptBackbone& found = outcome.backbone;
  json["seed"] = outcome.asked.seed;
  json["draws"] = outcome.asked.draws;
  json["within"] = outcome.asked.within;
  json["n_actors"] = found.actors.size();
  json["n_subjects"] = found.concepts.size();
  json["chosen"] = found.sizes.empty() ? Json(nullptr) : Json(found.chosen + 1);
  json["loss"] = optional_estimate_json(found.interval);
  json["carriers"] = Json::array();
  for (const auto& carrier : found.carriers) {
    Json one{{"subject", found.concepts[carrier.concept_place]}};
    one["n_statements"] = found.statements[carrier.concept_place];
    one["loss_without"] = carrier.loss_without;
    one["evidence"] = evidence_behind(outcome.record, carrier.statements);
    json["carriers"].push_back(std::move(one));
  }
  json["sizes"] = sizes_json(found);
  return json;
}

}  // namespace

Presentation present(const BackboneOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(backbone_json(outcome));
  if (view == View::Table) out.rows = backbone_rows(outcome);
  if (view == View::Text) {
    out.text = outcome.nested ? nested_text(outcome)
               : outcome.kept ? kept_text(outcome)
                              : backbone_text(outcome);
  }
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/scale.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/interval_bars.hpp"
#include "network_record.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::ActorScale;
using alignment::ScaledActor;
using alignment::ScaledConcept;

constexpr std::size_t most_shown_concepts = 12;

std::string scale_heading(const ScaleOutcome& outcome) {
  const ActorScale& scale = outcome.scale;
  std::string out = std::to_string(scale.answers) + " answers of " +
                    counted(scale.actors.size(), printable(outcome.options.rows)) + " to " +
                    counted(scale.concepts.size(), printable(outcome.options.columns)) + " (" +
                    std::to_string(scale.left_out) +
                    " left out: too few answers, or of one mind)\n";
  out += std::string(scale.converged ? "Converged" : "NOT converged") + "; " +
         fixed_text(100 * scale.predicted, 1) + " % of answers told right, " +
         fixed_text(100 * scale.predicted_by_mode, 1) + " % by the commonest answer of each";
  out += scale.predicted - scale.predicted_by_mode < 0.02
             ? ": one dimension tells next to nothing here\n"
             : "\n";
  return out;
}

std::string scaled_actors_text(const ActorScale& scale) {
  Rows rows = {{"actor", "point", "95 %", "answers", ""}};
  for (const ScaledActor& actor : scale.actors) {
    if (rows.size() > shown_lines) break;
    rows.push_back({printable(actor.actor), fixed_text(actor.point.value, 2),
                    fixed_text(actor.point.interval->low, 2) + " to " +
                        fixed_text(actor.point.interval->high, 2),
                    std::to_string(actor.answers), actor.few ? "few answers" : ""});
  }
  std::string out = "\n" + aligned(rows);
  if (rows.size() <= scale.actors.size()) {
    out += std::to_string(scale.actors.size() + 1 - rows.size()) +
           " more not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string scaled_concepts_text(const ScaleOutcome& outcome) {
  Rows rows = {{printable(outcome.options.columns), "divides", "answers"}};
  for (const ScaledConcept& one : outcome.scale.concepts) {
    if (rows.size() > most_shown_concepts) break;
    rows.push_back(
        {printable(one.name), fixed_text(one.discrimination, 2), std::to_string(one.answers)});
  }
  return "\nWhat divides them most; above 0 those who are for it stand higher\n" + aligned(rows);
}

std::string scale_notes(const ScaleOutcome& outcome) {
  std::string out = "\nPoints have mean 0 and standard deviation 1; positive is the side of " +
                    printable(outcome.scale.positive_actor) + ". Intervals: ";
  out += outcome.asked.replicates > 0
             ? std::to_string(outcome.asked.replicates) + " refits of drawn answers, seed " +
                   std::to_string(outcome.asked.seed) + ", or Laplace where that is wider"
             : std::string("Laplace, what divides taken as known");
  return out + ". An actor that speaks both for and against is " +
         (outcome.asked.mixed_missing ? "left out there" : "between") +
         "; one that says nothing has no answer, and none is made up.\n";
}

Rows scale_rows(const ScaleOutcome& outcome) {
  Rows rows = {{"what", "name", "value", "low", "high", "answers", "evidence"}};
  for (const ScaledActor& actor : outcome.scale.actors) {
    rows.push_back({"actor", actor.actor, number_text(actor.point.value),
                    number_text(actor.point.interval->low), number_text(actor.point.interval->high),
                    std::to_string(actor.answers), ""});
  }
  for (const ScaledConcept& one : outcome.scale.concepts) {
    rows.push_back({"subject", one.name, number_text(one.discrimination), "", "",
                    std::to_string(one.answers),
                    joined(evidence_behind(outcome.record, one.statements), ";")});
  }
  return rows;
}

Json scale_json(const ScaleOutcome& outcome) {
  const ActorScale& scale = outcome.scale;
  Json json{{"method", "statement-scale"}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["rows"] = outcome.options.rows;
  json["columns"] = outcome.options.columns;
  json["qualifier"] = outcome.options.qualifier;
  json["positive"] = scale.positive_actor;
  json["replicates"] = outcome.asked.replicates;
  json["seed"] = outcome.asked.seed;
  json["n_answers"] = scale.answers;
  json["left_out"] = scale.left_out;
  json["converged"] = scale.converged;
  json["predicted"] = scale.predicted;
  json["predicted_by_mode"] = scale.predicted_by_mode;
  json["actors"] = Json::array();
  for (const ScaledActor& actor : scale.actors) {
    Json one{{"actor", actor.actor}};
    one["point"] = optional_estimate_json(actor.point);
    one["few_answers"] = actor.few;
    json["actors"].push_back(std::move(one));
  }
  json["subjects"] = Json::array();
  for (const ScaledConcept& concept_fit : scale.concepts) {
    Json one{{"name", concept_fit.name}};
    one["discrimination"] = concept_fit.discrimination;
    one["n_answers"] = concept_fit.answers;
    one["evidence"] = evidence_behind(outcome.record, concept_fit.statements);
    json["subjects"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

Presentation present(const ScaleOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(scale_json(outcome));
  if (view == View::Table) out.rows = scale_rows(outcome);
  if (view == View::Text) {
    out.text = scale_heading(outcome) + scaled_actors_text(outcome.scale) +
               scaled_concepts_text(outcome) + scale_notes(outcome);
  }
  return out;
}

Result<figure::Figure> figure_of(const ScaleOutcome& outcome) {
  figure::IntervalBarsSpec spec;
  spec.id = "scale";
  spec.title = "Where they stand on the dimension that best tells what they say";
  spec.description = "Points and 95 % intervals.";
  spec.label_heading = "Actor";
  spec.words_heading = "Answers";
  spec.axis_words = "positive: the side of " + outcome.scale.positive_actor;
  spec.firm_words = "95 % interval";
  spec.loose_words = "the same, few answers";
  spec.point_words = "point";
  spec.axis_from = -1;
  spec.axis_to = 1;
  for (const ScaledActor& actor : outcome.scale.actors) {
    figure::IntervalBar bar;
    bar.label = actor.actor;
    bar.low = actor.point.interval->low;
    bar.high = actor.point.interval->high;
    bar.point = actor.point.value;
    bar.firm = !actor.few;
    bar.words = std::to_string(actor.answers);
    bar.evidence = {outcome.options.rows + "/" + actor.actor};
    spec.bars.push_back(std::move(bar));
  }
  return figure::interval_bars(spec);
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "contested.hpp"
#include "entente/app/overlap.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::EvidenceUnit;
using alignment::Fragility;
using alignment::unit_id;

std::vector<std::string> unit_ids(const record::Snapshot& snapshot,
                                  const std::vector<EvidenceUnit>& units) {
  std::vector<std::string> out;
  out.reserve(units.size());
  for (const EvidenceUnit& unit : units) out.push_back(unit_id(snapshot, unit));
  return out;
}

std::string figure(const std::optional<double>& value, int digits) {
  return value ? fixed_text(*value, digits) : std::string();
}

std::string point(const std::optional<stats::Estimate>& estimate, int digits) {
  return estimate ? fixed_text(estimate->value, digits) : std::string();
}

/// What becomes of a figure without the sentence that matters most.
std::string fragility_text(const record::Snapshot& snapshot, const std::optional<Fragility>& f,
                           std::string_view things, int digits) {
  if (!f) return {};
  const std::string unit = unit_id(snapshot, f->worst);
  if (!f->change) return "nothing left without " + unit;
  if (*f->change == 0 && f->least_n == f->worst_n) {
    return "unmoved by any one; n at least " + std::to_string(f->least_n);
  }
  return fixed_text(f->value + *f->change, digits) + " over " + std::to_string(f->worst_n) + " " +
         std::string(things) + " without " + unit;
}

std::string pair_name(const OverlapOutcome& outcome, std::size_t first, std::size_t second) {
  const auto& ids = outcome.analysis.snapshot.actors.id;
  return ids[outcome.matrix.actors[first].value()] + "-" +
         ids[outcome.matrix.actors[second].value()];
}

Rows issue_rows(const OverlapOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"issue", "code", "n", "mean", "95 %", "range", "sd", "cohesion", "95 %", "passages",
                "sources", "moved most by leaving one out"}};
  for (const std::size_t i : outcome.shown) {
    const alignment::IssueOverlap& issue = outcome.issues[i];
    const alignment::IssueFragility& fragile = outcome.fragilities[i];
    const std::size_t row = issue.issue.value();
    rows.push_back({snapshot.issues.id[row] + (issue.reverse_keyed ? " (r)" : ""),
                    snapshot.issues.code[row], std::to_string(issue.n), point(issue.mean, 2),
                    interval_text(issue.mean, 2), figure(issue.range, 0), figure(issue.sd, 2),
                    point(issue.cohesion, 2), interval_text(issue.cohesion, 2),
                    std::to_string(fragile.passages), std::to_string(fragile.sources),
                    fragility_text(snapshot, fragile.mean, "actors", 2)});
  }
  return rows;
}

Rows pair_rows(const OverlapOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"pair", "agreement", "95 %", "issues", "passages", "sources",
                "moved most by leaving one out"}};
  for (std::size_t i = 0; i < outcome.pairs.size(); ++i) {
    const alignment::Agreement& pair = outcome.pairs[i];
    const alignment::AgreementFragility& fragile = outcome.pair_fragilities[i];
    rows.push_back({pair_name(outcome, pair.first, pair.second), point(pair.value, 3),
                    interval_text(pair.value, 3), std::to_string(pair.n()),
                    std::to_string(fragile.passages), std::to_string(fragile.sources),
                    fragility_text(snapshot, fragile.value, "issues", 3)});
  }
  return rows;
}

std::string low_text(const std::optional<stats::Estimate>& e) {
  return e && e->interval ? number_text(e->interval->low) : std::string();
}
std::string high_text(const std::optional<stats::Estimate>& e) {
  return e && e->interval ? number_text(e->interval->high) : std::string();
}
std::string value_text(const std::optional<stats::Estimate>& e) {
  return e ? number_text(e->value) : std::string();
}
std::string value_text(const std::optional<double>& value) {
  return value ? number_text(*value) : std::string();
}

/// One row an issue, then one a pair: `kind` tells them apart.
Rows table_rows(const OverlapOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"kind",
                "id",
                "code",
                "n",
                "mean",
                "mean_low",
                "mean_high",
                "range",
                "sd",
                "cohesion",
                "cohesion_low",
                "cohesion_high",
                "agreement",
                "agreement_low",
                "agreement_high",
                "units",
                "least",
                "greatest",
                "worst_unit",
                "worst_n",
                "reverse_keyed"}};
  const auto fragile_cells = [&snapshot](const std::optional<Fragility>& f) {
    if (!f) return std::vector<std::string>(4);
    return std::vector<std::string>{value_text(f->least), value_text(f->greatest),
                                    unit_id(snapshot, f->worst), std::to_string(f->worst_n)};
  };
  for (const std::size_t i : outcome.shown) {
    const alignment::IssueOverlap& issue = outcome.issues[i];
    const std::size_t row = issue.issue.value();
    rows.push_back({"issue", snapshot.issues.id[row], snapshot.issues.code[row],
                    std::to_string(issue.n), value_text(issue.mean), low_text(issue.mean),
                    high_text(issue.mean), value_text(issue.range), value_text(issue.sd),
                    value_text(issue.cohesion), low_text(issue.cohesion), high_text(issue.cohesion),
                    "", "", "", joined(unit_ids(snapshot, issue.units), ";")});
    const auto more = fragile_cells(outcome.fragilities[i].mean);
    rows.back().insert(rows.back().end(), more.begin(), more.end());
    rows.back().emplace_back(issue.reverse_keyed ? "yes" : "");
  }
  for (std::size_t i = 0; i < outcome.pairs.size(); ++i) {
    const alignment::Agreement& pair = outcome.pairs[i];
    rows.push_back({"pair", pair_name(outcome, pair.first, pair.second), "",
                    std::to_string(pair.n()), "", "", "", "", "", "", "", "",
                    value_text(pair.value), low_text(pair.value), high_text(pair.value),
                    joined(unit_ids(snapshot, pair.units), ";")});
    const auto more = fragile_cells(outcome.pair_fragilities[i].value);
    rows.back().insert(rows.back().end(), more.begin(), more.end());
    rows.back().emplace_back();
  }
  return rows;
}

Json fragility_json(const record::Snapshot& snapshot, const std::optional<Fragility>& f) {
  if (!f) return nullptr;
  const auto number = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
  };
  return Json{{"least", number(f->least)},
              {"greatest", number(f->greatest)},
              {"least_n", f->least_n},
              {"vanishing", f->vanishing},
              {"worst", unit_id(snapshot, f->worst)},
              {"worst_change", number(f->change)},
              {"worst_cells", f->worst_cells},
              {"worst_n", f->worst_n}};
}

Json whole_json(const OverlapOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json{{"method", "overlap"},
            {"at", outcome.analysis.at_text},
            {"seed", outcome.options.seed},
            {"draws", outcome.options.replicates}};
  json["actors"] = Json::array();
  for (const ActorCode a : outcome.matrix.actors) {
    json["actors"].push_back(snapshot.actors.id[a.value()]);
  }
  json["issues"] = Json::array();
  for (const std::size_t i : outcome.shown) {
    const alignment::IssueOverlap& issue = outcome.issues[i];
    const std::size_t row = issue.issue.value();
    Json item{{"issue", snapshot.issues.id[row]},
              {"code", snapshot.issues.code[row]},
              {"reverse_keyed", issue.reverse_keyed},
              {"n", issue.n},
              {"mean", optional_estimate_json(issue.mean)}};
    item["range"] = issue.range ? Json(*issue.range) : Json(nullptr);
    item["sd"] = issue.sd ? Json(*issue.sd) : Json(nullptr);
    item["cohesion"] = optional_estimate_json(issue.cohesion);
    item["few_units"] = issue.few_units;
    item["n_passages"] = outcome.fragilities[i].passages;
    item["n_sources"] = outcome.fragilities[i].sources;
    item["statements"] = statement_ids(snapshot, issue.statements);
    item["evidence"] = unit_ids(snapshot, issue.units);
    item["fragility"] =
        Json{{"mean", fragility_json(snapshot, outcome.fragilities[i].mean)},
             {"cohesion", fragility_json(snapshot, outcome.fragilities[i].cohesion)}};
    json["issues"].push_back(std::move(item));
  }
  json["pairs_left_out"] = outcome.pairs_left_out;
  json["pairs"] = Json::array();
  for (std::size_t i = 0; i < outcome.pairs.size(); ++i) {
    const alignment::Agreement& pair = outcome.pairs[i];
    Json item{
        {"actors", Json::array({snapshot.actors.id[outcome.matrix.actors[pair.first].value()],
                                snapshot.actors.id[outcome.matrix.actors[pair.second].value()]})},
        {"n", pair.n()},
        {"agreement", optional_estimate_json(pair.value)},
        {"few_units", pair.few_units}};
    item["n_passages"] = outcome.pair_fragilities[i].passages;
    item["n_sources"] = outcome.pair_fragilities[i].sources;
    item["statements"] = statement_ids(snapshot, pair.statements);
    item["fragility"] = fragility_json(snapshot, outcome.pair_fragilities[i].value);
    json["pairs"].push_back(std::move(item));
  }
  json["disputes"] = disputes_json(
      contested(outcome.analysis.opened.study, outcome.analysis.snapshot, outcome.matrix));
  return json_line(json);
}

}  // namespace

Presentation present(const OverlapOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = whole_json(outcome);
  if (view == View::Table) out.rows = table_rows(outcome);
  if (view == View::Text) {
    out.text =
        aligned(issue_rows(outcome)) + "\n" +
        (outcome.pairs_left_out
             ? "Too many actors to tell every pair unasked: --pairs, or --actors A,B.\n"
             : aligned(pair_rows(outcome))) +
        "\nOn " + outcome.analysis.at_text +
        ". Cohesion is 1 - sd/2, agreement 1 - mean|d|/4;"
        " unknown takes part in neither.\nIntervals: " +
        std::to_string(outcome.options.replicates) +
        " draws of how much each passage and source counts; below six of them, or of what is "
        "averaged, no interval keeps its level.\n"
        "(r) support of the claim is reserve. The last column: what the mean or agreement becomes "
        "without the one sentence or source that matters most.\n" +
        disputes_text(
            contested(outcome.analysis.opened.study, outcome.analysis.snapshot, outcome.matrix));
  }
  return out;
}

}  // namespace entente::app

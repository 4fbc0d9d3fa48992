// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/app/agreement.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using positions::CoderKind;
using positions::CodingUnit;
using stats::AgreementFigures;
using stats::CoderPairAgreement;
using stats::CodingAgreement;

using MaybeEstimate = std::optional<stats::Estimate>;

/// "0.87", or why there is none: "undefined" where there is data, else blank.
std::string coefficient(const MaybeEstimate& estimate, std::uint64_t units) {
  if (estimate) return fixed_text(estimate->value, 2);
  return units > 0 ? "undefined" : "-";
}

std::string percent(const MaybeEstimate& estimate) {
  return estimate ? fixed_text(100 * estimate->value, 0) + " %" : "-";
}

std::string coder_name(const AgreementOutcome& outcome, std::size_t place) {
  const CoderCode coder = outcome.agreement.units.coders[place];
  return outcome.analysis.snapshot.coders[coder.value()];
}

/// "between people", "person against machine", "between machines".
std::string_view pair_kind(const AgreementOutcome& outcome, const CoderPairAgreement& pair) {
  const bool a = positions::is_machine(outcome.agreement.kinds[pair.first]);
  const bool b = positions::is_machine(outcome.agreement.kinds[pair.second]);
  if (a && b) return "machines";
  return a || b ? "person and machine" : "people";
}

std::string gwet_name(const AgreementOutcome& outcome) {
  return outcome.options.level == stats::ScaleLevel::Nominal ? "AC1" : "AC2";
}

std::string confidence_head(const AgreementOutcome& outcome) {
  return fixed_text(100 * outcome.options.confidence, 0) + " %";
}

void add_group_row(Rows& rows, std::string name, const CodingAgreement& figures) {
  const AgreementFigures& f = figures.overall;
  rows.push_back({std::move(name), std::to_string(f.units), std::to_string(f.values),
                  coefficient(f.alpha, f.units), interval_text(f.alpha, 2), percent(f.percent),
                  coefficient(f.gwet, f.units), interval_text(f.gwet, 2),
                  std::to_string(figures.single_units)});
}

Rows group_table(const AgreementOutcome& outcome) {
  const std::string head = confidence_head(outcome);
  Rows rows = {
      {"", "units", "codes", "alpha", head, "alike", gwet_name(outcome), head, "coded once"}};
  add_group_row(rows, "all coders", outcome.agreement.all);
  if (outcome.agreement.people) add_group_row(rows, "people only", *outcome.agreement.people);
  for (const auto& issue : outcome.agreement.issues) {
    const auto& issues = outcome.analysis.snapshot.issues;
    const std::size_t row = issue.issue.value();
    add_group_row(rows, printable(issues.id[row] + " " + issues.code[row]), issue.figures);
  }
  return rows;
}

/// The weighted kappa that goes with the level.
const MaybeEstimate& kappa_of_level(const AgreementOutcome& outcome,
                                    const CoderPairAgreement& pair) {
  switch (outcome.options.level) {
    case stats::ScaleLevel::Ordinal:
      return pair.kappa_linear;
    case stats::ScaleLevel::Interval:
      return pair.kappa_quadratic;
    default:
      return pair.kappa;
  }
}

std::string kappa_head(const AgreementOutcome& outcome) {
  switch (outcome.options.level) {
    case stats::ScaleLevel::Ordinal:
      return "kappa (linear)";
    case stats::ScaleLevel::Interval:
      return "kappa (quadratic)";
    default:
      return "kappa";
  }
}

Rows pair_table(const AgreementOutcome& outcome) {
  const std::string head = confidence_head(outcome);
  Rows rows = {{"first", "second", "kind", "units", "alpha", head, "alike", kappa_head(outcome),
                head, "pi", gwet_name(outcome)}};
  for (const CoderPairAgreement& pair : outcome.agreement.all.pairs) {
    const std::uint64_t units = pair.figures.units;
    const MaybeEstimate& kappa = kappa_of_level(outcome, pair);
    rows.push_back(
        {printable(coder_name(outcome, pair.first)), printable(coder_name(outcome, pair.second)),
         std::string(pair_kind(outcome, pair)), std::to_string(units),
         coefficient(pair.figures.alpha, units), interval_text(pair.figures.alpha, 2),
         percent(pair.figures.percent), coefficient(kappa, units), interval_text(kappa, 2),
         coefficient(pair.scott_pi, units), coefficient(pair.figures.gwet, units)});
  }
  return rows;
}

std::string confusion_text(const AgreementOutcome& outcome, const CoderPairAgreement& pair) {
  const auto& categories = outcome.agreement.all.categories;
  Rows rows = {{""}};
  for (const double value : categories) rows.front().push_back(number_text(value));
  for (std::size_t c = 0; c < categories.size(); ++c) {
    rows.push_back({number_text(categories[c])});
    for (std::size_t k = 0; k < categories.size(); ++k) {
      const std::uint64_t count = pair.confusion[c * categories.size() + k];
      rows.back().push_back(count == 0 ? "." : std::to_string(count));
    }
  }
  return "Stances by " + printable(coder_name(outcome, pair.first)) + " (down) and " +
         printable(coder_name(outcome, pair.second)) + " (across)\n" + aligned(rows);
}

/// Per coder: codes in units coded twice, and those alone, where others coded nearby and where not.
struct CoderCounts {
  std::size_t shared = 0;
  std::vector<StatementCode> passed_over;
  std::vector<StatementCode> unseen;
};

std::vector<CoderCounts> coder_counts(const AgreementOutcome& outcome) {
  const auto& units = outcome.agreement.units;
  const auto& coder = outcome.analysis.snapshot.statements.coder;
  std::vector<CoderCounts> out(units.coders.size());
  for (const CodingUnit& unit : units.units) {
    for (const StatementCode s : unit.codes) {
      const auto place =
          std::lower_bound(units.coders.begin(), units.coders.end(), coder[s.value()]);
      CoderCounts& counts = out[static_cast<std::size_t>(place - units.coders.begin())];
      if (unit.codes.size() > 1) {
        ++counts.shared;
      } else {
        (unit.passed_over ? counts.passed_over : counts.unseen).push_back(s);
      }
    }
  }
  return out;
}

Rows coder_table(const AgreementOutcome& outcome) {
  Rows rows = {{"coder", "kind", "also coded by others", "by it alone, others coded these words",
                "by it alone, nobody else coded these words"}};
  const auto counts = coder_counts(outcome);
  for (std::size_t c = 0; c < counts.size(); ++c) {
    rows.push_back({printable(coder_name(outcome, c)),
                    std::string(positions::to_string(outcome.agreement.kinds[c])),
                    std::to_string(counts[c].shared), std::to_string(counts[c].passed_over.size()),
                    std::to_string(counts[c].unseen.size())});
  }
  return rows;
}

std::vector<const CodingUnit*> disputed_units(const AgreementOutcome& outcome) {
  std::vector<const CodingUnit*> out;
  for (const CodingUnit& unit : outcome.agreement.units.units) {
    if (positions::disputed(outcome.analysis.snapshot, unit)) out.push_back(&unit);
  }
  return out;
}

std::string status_word(record::StatementStatus status) {
  constexpr std::string_view words[] = {"proposed", "accepted", "edited", "rejected"};
  return std::string(words[static_cast<std::size_t>(status)]);
}

std::string code_words(const record::Snapshot& snapshot, StatementCode s) {
  const std::size_t row = s.value();
  return snapshot.statement_ids[row] + " " + std::to_string(snapshot.statements.stance[row]) +
         " by " + snapshot.coders[snapshot.statements.coder[row].value()] + " (" +
         status_word(snapshot.statements.status[row]) + ")";
}

std::string disputed_text(const AgreementOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto units = disputed_units(outcome);
  if (units.empty()) return {};
  std::string out = "\nCoders differ on " + counted(units.size(), "unit") + ", of which " +
                    std::to_string(outcome.agreement.settled) + " settled; both codes are kept:\n";
  const std::size_t shown =
      outcome.all_disputed ? units.size() : std::min(units.size(), shown_lines);
  for (std::size_t u = 0; u < shown; ++u) {
    std::string line = "  " + snapshot.actors.id[units[u]->actor.value()] + " " +
                       snapshot.issues.id[units[u]->issue.value()] + ": ";
    for (std::size_t i = 0; i < units[u]->codes.size(); ++i) {
      line += (i == 0 ? "" : ", ") + code_words(snapshot, units[u]->codes[i]);
    }
    if (const StatementCode s = units[u]->adjudication) {
      line += "; decided: " + code_words(snapshot, s);
    } else if (!positions::settled(snapshot, *units[u])) {
      line += "; open";
    }
    out += printable(line) + "\n";
  }
  if (shown < units.size()) {
    out += "  ... and " + std::to_string(units.size() - shown) + " more: --disputed\n";
  }
  return out;
}

std::string drawn_words(const AgreementOutcome& outcome) {
  const auto& agreement = outcome.agreement;
  const std::string words = counted(static_cast<std::size_t>(agreement.documents), "document");
  if (agreement.by_documents) return "whole documents (" + words + ")";
  std::string out = "units one by one (" + words;
  return out + (agreement.documents < 6 ? ", too few to draw those: too narrow where units of one "
                                          "document hang together)"
                                        : ")");
}

std::string conditions_text(const AgreementOutcome& outcome) {
  const auto& agreement = outcome.agreement;
  const auto& units = outcome.options.units;
  std::string out = "\nA unit: one actor, one issue, ";
  switch (units.match) {
    case positions::UnitMatch::Passage:
      out += "a passage or source in common";
      break;
    case positions::UnitMatch::Overlap:
      out += "at least " + fixed_text(100 * units.least_overlap, 0) + " % of the words in common";
      break;
    case positions::UnitMatch::Sentence:
      out += "a sentence in common";
      break;
  }
  out += ". Level: " + std::string(stats::to_string(outcome.options.level)) + ".";
  if (agreement.all.overall.units > 0) {
    out += " Intervals: " + std::to_string(outcome.options.replicates) + " draws of " +
           drawn_words(outcome) + ", seed " + std::to_string(outcome.options.seed) + ".";
  }
  out += "\n";
  if (outcome.of_two_codebooks > 0) {
    out += counted(outcome.of_two_codebooks, "unit") +
           " with codes by different versions of the codebook: entente codebook STUDY\n";
  }
  if (!agreement.units.edited.empty()) {
    out += counted(agreement.units.edited.size(), "edited statement") +
           " left out: no longer what the coder coded.\n";
  }
  if (!agreement.units.adjudications_alone.empty()) {
    out += counted(agreement.units.adjudications_alone.size(), "adjudication") +
           " of nothing on record.\n";
  }
  return out;
}

std::string agreement_text(const AgreementOutcome& outcome) {
  const auto& agreement = outcome.agreement;
  std::string out = positions::coder_agreement_sentence(agreement) + "\n";
  if (agreement.all.overall.units == 0) {
    if (!agreement.units.coders.empty()) out += "\n" + aligned(coder_table(outcome));
    return out + conditions_text(outcome) +
           "\nNext: draw a blind sheet, let somebody else code it, import it:\n"
           "  entente agreement STUDY --draw-recode 10% --seed 1 --output recode.csv\n"
           "  entente import STUDY recode.csv --table statement\n";
  }
  out += "\n" + aligned(group_table(outcome)) + "\n" + aligned(pair_table(outcome));
  std::size_t tables = 0;
  for (const CoderPairAgreement& pair : agreement.all.pairs) {
    if (++tables > 6) {
      out += "\nMore pairs: --coders A,B, or --json.\n";
      break;
    }
    out += "\n" + confusion_text(outcome, pair);
  }
  out += "\n" + aligned(coder_table(outcome)) + disputed_text(outcome) + conditions_text(outcome);
  out +=
      "alike: share of pairs of codes that are equal. " + gwet_name(outcome) +
      " of all reads how common a stance is from units coded once too.\nundefined: all codes alike "
      "in one category do not show whether coders tell categories apart; that is not full "
      "agreement.\nFigures on fewer than " +
      std::to_string(positions::enough_units) + " units are a sign, not a measure.\n";
  return out;
}

Json agreement_estimate(const MaybeEstimate& estimate) {
  if (!estimate) return nullptr;
  Json out{{"value", estimate->value}};
  out["interval"] = estimate->interval
                        ? Json::array({estimate->interval->low, estimate->interval->high})
                        : Json(nullptr);
  out["state"] = stats::to_string(estimate->state);
  out["level"] = estimate->level;
  out["n_drawn"] = estimate->n;
  return out;
}

Json square_json(const auto& cells, std::size_t size) {
  Json out = Json::array();
  for (std::size_t row = 0; row < size; ++row) {
    Json line = Json::array();
    for (std::size_t c = 0; c < size; ++c) line.push_back(cells[row * size + c]);
    out.push_back(std::move(line));
  }
  return out;
}

Json figures_json(const AgreementFigures& figures) {
  return Json{{"units", figures.units},
              {"values", figures.values},
              {"alpha", agreement_estimate(figures.alpha)},
              {"percent", agreement_estimate(figures.percent)},
              {"gwet", agreement_estimate(figures.gwet)}};
}

Json group_json(const CodingAgreement& group) {
  Json out = figures_json(group.overall);
  out["coded_once"] = group.single_units;
  out["few_units"] = group.few_units;
  out["coincidences"] = square_json(group.coincidences, group.categories.size());
  return out;
}

Json pairs_json(const AgreementOutcome& outcome, const CodingAgreement& group) {
  Json out = Json::array();
  for (const CoderPairAgreement& pair : group.pairs) {
    Json item{{"first", coder_name(outcome, pair.first)},
              {"second", coder_name(outcome, pair.second)},
              {"kind", pair_kind(outcome, pair)}};
    item.update(figures_json(pair.figures));
    item["kappa"] = agreement_estimate(pair.kappa);
    item["kappa_linear"] = agreement_estimate(pair.kappa_linear);
    item["kappa_quadratic"] = agreement_estimate(pair.kappa_quadratic);
    item["scott_pi"] = agreement_estimate(pair.scott_pi);
    item["confusion"] = square_json(pair.confusion, group.categories.size());
    out.push_back(std::move(item));
  }
  return out;
}

Json coders_json(const AgreementOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto counts = coder_counts(outcome);
  Json out = Json::array();
  for (std::size_t c = 0; c < counts.size(); ++c) {
    out.push_back(Json{{"coder", coder_name(outcome, c)},
                       {"kind", positions::to_string(outcome.agreement.kinds[c])},
                       {"coded_by_others_too", counts[c].shared},
                       {"alone_others_coded_there", statement_ids(snapshot, counts[c].passed_over)},
                       {"alone_nobody_else_there", statement_ids(snapshot, counts[c].unseen)}});
  }
  return out;
}

Json disputed_json(const AgreementOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out = Json::array();
  for (const CodingUnit* unit : disputed_units(outcome)) {
    Json item{{"actor", snapshot.actors.id[unit->actor.value()]},
              {"issue", snapshot.issues.id[unit->issue.value()]},
              {"codes", Json::array()}};
    for (const StatementCode s : unit->codes) {
      const std::size_t row = s.value();
      item["codes"].push_back(
          Json{{"statement", snapshot.statement_ids[row]},
               {"coder", snapshot.coders[snapshot.statements.coder[row].value()]},
               {"stance", snapshot.statements.stance[row]},
               {"status", status_word(snapshot.statements.status[row])}});
    }
    item["adjudication"] = unit->adjudication
                               ? Json(snapshot.statement_ids[unit->adjudication.value()])
                               : Json(nullptr);
    item["settled"] = positions::settled(snapshot, *unit);
    out.push_back(std::move(item));
  }
  return out;
}

std::string agreement_json(const AgreementOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto& agreement = outcome.agreement;
  Json json{{"method", "coder-agreement"},
            {"sentence", positions::coder_agreement_sentence(agreement)},
            {"level", stats::to_string(outcome.options.level)},
            {"match", positions::to_string(outcome.options.units.match)}};
  json["least_overlap"] = outcome.options.units.match == positions::UnitMatch::Overlap
                              ? Json(outcome.options.units.least_overlap)
                              : Json(nullptr);
  json["seed"] = outcome.options.seed;
  json["draws"] = outcome.options.replicates;
  json["drawn"] = agreement.by_documents ? "documents" : "units";
  json["documents"] = agreement.documents;
  json["categories"] = agreement.all.categories;
  json["all"] = group_json(agreement.all);
  json["people"] = agreement.people ? group_json(*agreement.people) : Json(nullptr);
  json["pairs"] = pairs_json(outcome, agreement.all);
  json["issues"] = Json::array();
  for (const auto& issue : agreement.issues) {
    Json item{{"issue", snapshot.issues.id[issue.issue.value()]},
              {"code", snapshot.issues.code[issue.issue.value()]}};
    item.update(group_json(issue.figures));
    item["disputed"] = issue.disputed;
    item["pairs"] = pairs_json(outcome, issue.figures);
    json["issues"].push_back(std::move(item));
  }
  json["coders"] = coders_json(outcome);
  json["disputed"] = disputed_json(outcome);
  json["edited_left_out"] = statement_ids(snapshot, agreement.units.edited);
  json["adjudications_alone"] = statement_ids(snapshot, agreement.units.adjudications_alone);
  return json_line(json);
}

void add_estimate(std::vector<std::string>& row, const MaybeEstimate& estimate) {
  row.push_back(estimate ? number_text(estimate->value) : "");
  const bool known = estimate && estimate->interval;
  row.push_back(known ? number_text(estimate->interval->low) : "");
  row.push_back(known ? number_text(estimate->interval->high) : "");
}

std::vector<std::string> figure_cells(std::string scope, std::string id, std::string second,
                                      const AgreementFigures& figures) {
  std::vector<std::string> out = {std::move(scope), std::move(id), std::move(second),
                                  std::to_string(figures.units), std::to_string(figures.values)};
  for (const MaybeEstimate* e : {&figures.alpha, &figures.percent, &figures.gwet}) {
    add_estimate(out, *e);
  }
  return out;
}

/// One row a group of units or pair of coders.
Rows agreement_rows(const AgreementOutcome& outcome) {
  Rows rows = {{"scope", "id", "second", "units", "codes"}};
  for (const std::string name :
       {"alpha", "percent", "gwet", "kappa", "kappa_linear", "kappa_quadratic", "scott_pi"}) {
    rows[0].insert(rows[0].end(), {name, name + "_low", name + "_high"});
  }
  rows[0].insert(rows[0].end(), {"coded_once", "disputed"});
  const std::size_t width = rows[0].size();
  const auto add = [&](std::vector<std::string> row, std::uint64_t once, std::string disputed) {
    row.resize(width - 2);
    row.push_back(std::to_string(once));
    row.push_back(std::move(disputed));
    rows.push_back(std::move(row));
  };
  const auto& agreement = outcome.agreement;
  add(figure_cells("all", "", "", agreement.all.overall), agreement.all.single_units,
      std::to_string(agreement.disputed));
  if (agreement.people) {
    add(figure_cells("people", "", "", agreement.people->overall), agreement.people->single_units,
        "");
  }
  for (const auto& issue : agreement.issues) {
    add(figure_cells("issue", outcome.analysis.snapshot.issues.id[issue.issue.value()], "",
                     issue.figures.overall),
        issue.figures.single_units, std::to_string(issue.disputed));
  }
  for (const CoderPairAgreement& pair : agreement.all.pairs) {
    auto row = figure_cells("pair", coder_name(outcome, pair.first),
                            coder_name(outcome, pair.second), pair.figures);
    for (const MaybeEstimate* e :
         {&pair.kappa, &pair.kappa_linear, &pair.kappa_quadratic, &pair.scott_pi}) {
      add_estimate(row, *e);
    }
    row.resize(width);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Presentation present(const AgreementOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = agreement_json(outcome);
  if (view == View::Table) out.rows = agreement_rows(outcome);
  if (view == View::Text) out.text = agreement_text(outcome);
  return out;
}

Presentation present(const RecodeOutcome& outcome) {
  Presentation out;
  out.text = "wrote " + printable(outcome.target) + ": " + counted(outcome.drawn, "statement") +
             " of " + std::to_string(outcome.of) + ", drawn with seed " +
             std::to_string(outcome.seed) + ", without their codes\n\nNext: let " +
             (outcome.coder.empty() ? std::string("another coder") : printable(outcome.coder)) +
             " fill in stance" + (outcome.coder.empty() ? " and coder" : "") +
             " without looking at the study, delete the rows that\nsay nothing on the claim, and "
             "bring the rest back; as proposed they move no position:\n  entente import STUDY " +
             printable(shell_word(outcome.target)) + " --table statement\n";
  out.json = json_line(Json{{"target", outcome.target},
                            {"coder", outcome.coder},
                            {"seed", outcome.seed},
                            {"drawn", outcome.drawn},
                            {"of", outcome.of}});
  out.rows = {{"target", "drawn", "of", "seed"},
              {outcome.target, std::to_string(outcome.drawn), std::to_string(outcome.of),
               std::to_string(outcome.seed)}};
  return out;
}

}  // namespace entente::app

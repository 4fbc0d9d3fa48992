// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/base/text.hpp"
#include "present_estimates.hpp"
#include "present_parts.hpp"
#include "present_sides.hpp"

namespace entente::app {
namespace {

using positions::Cell;

std::string signed_text(int stance) { return (stance > 0 ? "+" : "") + std::to_string(stance); }

std::string marks(const Cell& cell) {
  std::string out;
  if (cell.too_old) out += '*';
  if (cell.speaker_left) out += '~';
  if (cell.unverified) out += '?';
  return out;
}

/// "+2*", "-1..+1"; blank where unknown.
std::string cell_text(const Cell& cell) {
  if (!cell.known()) return {};
  std::string out = signed_text(cell.low);
  if (cell.low != cell.high) out += ".." + signed_text(cell.high);
  return out + marks(cell);
}

std::string_view state_word(const Cell& cell) {
  if (!cell.known()) return "unknown";
  return cell.state == positions::CellState::Known ? "known" : "contested";
}

std::string_view confidence_word(record::Confidence confidence) {
  switch (confidence) {
    case record::Confidence::Low:
      return "low";
    case record::Confidence::Moderate:
      return "moderate";
    case record::Confidence::High:
      return "high";
    case record::Confidence::Unknown:
      break;
  }
  return "";
}

std::string_view basis_word(record::Basis basis) {
  switch (basis) {
    case record::Basis::Inferred:
      return "inferred";
    case record::Basis::Implied:
      return "implied";
    case record::Basis::Explicit:
      return "explicit";
    case record::Basis::Unknown:
      break;
  }
  return "";
}

std::string stale_words(const Cell& cell) {
  std::string out = cell.too_old ? "too_old" : "";
  if (cell.speaker_left) out += out.empty() ? "speaker_left" : ";speaker_left";
  return out;
}

std::string hedges(const PositionsOutcome& outcome, const Cell& cell) {
  const record::Table& statements = outcome.analysis.opened.study.table("statement");
  std::vector<std::string> out;
  for (const StatementCode s : cell.statements) {
    const std::string_view hedge = statements.cell(s.value(), "hedge");
    if (!hedge.empty()) out.emplace_back(hedge);
  }
  return joined(out, "; ");
}

/// One row a cell, the unknown ones too: what is not known is part of the answer.
Rows cell_rows(const PositionsOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const positions::PositionMatrix& matrix = outcome.matrix;
  Rows out = {{"issue", "code", "actor", "state", "stance", "low", "high", "mean", "salience",
               "confidence", "basis", "hedge", "date", "age_months", "stale", "unverified",
               "statements", "n_passages", "n_sources"}};
  const std::size_t code_columns = out.front().size();
  add_estimate_names(outcome, out.front());
  for (std::size_t i = 0; i < matrix.cells.size(); ++i) {
    const Cell& cell = matrix.cells[i];
    const std::size_t issue = matrix.issues[i / matrix.actors.size()].value();
    std::vector<std::string> row = {
        snapshot.issues.id[issue], snapshot.issues.code[issue],
        snapshot.actors.id[matrix.actors[i % matrix.actors.size()].value()],
        std::string(state_word(cell))};
    if (cell.known()) {
      for (std::string& part : std::vector<std::string>{
               cell.stance ? std::to_string(*cell.stance) : "", std::to_string(cell.low),
               std::to_string(cell.high), number_text(*cell.mean),
               cell.salience ? std::to_string(*cell.salience) : "",
               std::string(confidence_word(cell.confidence)), std::string(basis_word(cell.basis)),
               hedges(outcome, cell), cell.date->text(), std::to_string(cell.age_months),
               stale_words(cell), cell.unverified ? "yes" : "",
               joined(statement_ids(outcome.analysis.snapshot, cell.statements), ";"),
               std::to_string(cell.passages), std::to_string(cell.sources)}) {
        row.push_back(std::move(part));
      }
    }
    row.resize(code_columns);
    add_estimate_cells(outcome, i, row);
    out.push_back(std::move(row));
  }
  return out;
}

Json cell_json(const PositionsOutcome& outcome, const Cell& cell) {
  Json out;
  out["state"] = state_word(cell);
  out["stance"] = cell.stance ? Json(*cell.stance) : Json(nullptr);
  if (!cell.known()) return out;
  out["range"] = Json::array({cell.low, cell.high});
  out["mean"] = *cell.mean;
  out["salience"] = cell.salience ? Json(*cell.salience) : Json(nullptr);
  out["confidence"] = confidence_word(cell.confidence);
  out["basis"] = basis_word(cell.basis);
  out["hedge"] = hedges(outcome, cell);
  out["date"] = cell.date->text();
  out["age_months"] = cell.age_months;
  out["stale"] = Json{{"too_old", cell.too_old}, {"speaker_left", cell.speaker_left}};
  out["unverified"] = cell.unverified;
  out["statements"] = statement_ids(outcome.analysis.snapshot, cell.statements);
  out["n"] = cell.statements.size();
  out["n_passages"] = cell.passages;
  out["n_sources"] = cell.sources;
  return out;
}

Json moves_json(const PositionsOutcome& outcome) {
  Json out = Json::array();
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  for (const positions::Move& move : outcome.moves) {
    Json item;
    item["kind"] = positions::to_string(move.kind);
    item["issue"] = snapshot.issues.id[outcome.matrix.issues[move.issue_row].value()];
    item["actor"] = snapshot.actors.id[outcome.matrix.actors[move.actor_column].value()];
    item["then"] = cell_json(outcome, outcome.then->cell(move.issue_row, move.actor_column));
    item["now"] = cell_json(outcome, outcome.matrix.cell(move.issue_row, move.actor_column));
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<record::Dispute> disputes_behind(const PositionsOutcome& outcome) {
  return contested(outcome.analysis.opened.study, outcome.analysis.snapshot, outcome.matrix);
}

std::string whole_json(const PositionsOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const positions::PositionMatrix& matrix = outcome.matrix;
  Json json;
  json["method"] = "latest-statement";
  json["at"] = outcome.analysis.at_text;
  json["stale_after_months"] = matrix.stale_after_months;
  json["actors"] = Json::array();
  for (const ActorCode a : matrix.actors) json["actors"].push_back(snapshot.actors.id[a.value()]);
  json["issues"] = Json::array();
  for (std::size_t row = 0; row < matrix.issues.size(); ++row) {
    const std::size_t issue = matrix.issues[row].value();
    Json item;
    item["issue"] = snapshot.issues.id[issue];
    item["code"] = snapshot.issues.code[issue];
    item["reverse_keyed"] = static_cast<bool>(snapshot.issues.reverse_keyed[issue]);
    item["cells"] = Json::object();
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
      item["cells"][snapshot.actors.id[matrix.actors[a].value()]] =
          cell_json(outcome, matrix.cell(row, a));
      if (const auto* estimate = estimate_of_cell(outcome, row * matrix.actors.size() + a)) {
        item["cells"][snapshot.actors.id[matrix.actors[a].value()]]["estimate"] =
            estimate_json(outcome, *estimate);
      }
    }
    json["issues"].push_back(std::move(item));
  }
  if (outcome.model) {
    json["estimator"] = estimator_json(outcome);
    json["by_evidence"] = sides_json(outcome);
  }
  if (outcome.then) {
    json["since"] = outcome.since_text;
    json["moves"] = moves_json(outcome);
  }
  json["disputes"] = disputes_json(disputes_behind(outcome));
  return json_line(json);
}

std::string matrix_text(const PositionsOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const positions::PositionMatrix& matrix = outcome.matrix;
  Rows rows = {{"issue", "code"}};
  for (const ActorCode a : matrix.actors) rows.front().push_back(snapshot.actors.id[a.value()]);
  rows.front().emplace_back("claim");
  std::size_t known = 0;
  for (std::size_t row = 0; row < matrix.issues.size(); ++row) {
    const std::size_t issue = matrix.issues[row].value();
    rows.push_back({snapshot.issues.id[issue], snapshot.issues.code[issue]});
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
      rows.back().push_back(cell_text(matrix.cell(row, a)));
      known += matrix.cell(row, a).known() ? 1 : 0;
    }
    rows.back().push_back((snapshot.issues.reverse_keyed[issue] ? "(reverse-keyed) " : "") +
                          snapshot.issues.claim[issue]);
  }
  return aligned(rows) + "\n" + std::to_string(known) + " of " +
         counted(matrix.cells.size(), "cell") + " known on " + outcome.analysis.at_text +
         "; blank is unknown, not neutral. * older than " +
         std::to_string(matrix.stale_after_months) +
         " months, ~ its speaker has left office, ? unverified.\n" +
         disputes_text(disputes_behind(outcome)) + estimates_text(outcome) + sides_text(outcome);
}

std::string sides_only_text(const PositionsOutcome& outcome) {
  const std::string table = sides_text(outcome);
  if (table.empty()) return "Nothing is on record on " + outcome.analysis.at_text + ".\n";
  return table.substr(1);
}

/// What is new or moved first: most of the rest only grew older.
/// For programs the stances stand as numbers of their own.
Rows move_rows(const PositionsOutcome& outcome, bool for_people) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"change", "issue", "code", "actor"}};
  const std::vector<std::string> more =
      for_people
          ? std::vector<std::string>{"then", "now", "statements"}
          : std::vector<std::string>{"then_low", "then_high", "now_low", "now_high", "statements"};
  rows.front().insert(rows.front().end(), more.begin(), more.end());
  std::vector<positions::Move> sorted = outcome.moves;
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const positions::Move& a, const positions::Move& b) { return a.kind < b.kind; });
  for (const positions::Move& move : sorted) {
    const std::size_t issue = outcome.matrix.issues[move.issue_row].value();
    const Cell& then = outcome.then->cell(move.issue_row, move.actor_column);
    const Cell& now = outcome.matrix.cell(move.issue_row, move.actor_column);
    rows.push_back({std::string(positions::to_string(move.kind)), snapshot.issues.id[issue],
                    snapshot.issues.code[issue],
                    snapshot.actors.id[outcome.matrix.actors[move.actor_column].value()]});
    for (const Cell* cell : {&then, &now}) {
      if (for_people) {
        rows.back().push_back(cell_text(*cell));
      } else {
        rows.back().push_back(cell->known() ? std::to_string(cell->low) : "");
        rows.back().push_back(cell->known() ? std::to_string(cell->high) : "");
      }
    }
    rows.back().push_back(joined(statement_ids(snapshot, now.statements), ";"));
  }
  return rows;
}

}  // namespace

Presentation present(const PositionsOutcome& outcome, View view) {
  Presentation out;
  switch (view) {
    case View::Json:
      out.json = whole_json(outcome);
      break;
    case View::Table:
      out.rows = outcome.then                        ? move_rows(outcome, false)
                 : outcome.sides_request.words_alone ? sides_rows(outcome)
                                                     : cell_rows(outcome);
      break;
    case View::Text:
      out.text = outcome.then
                     ? (outcome.moves.empty() ? "" : aligned(move_rows(outcome, true)) + "\n") +
                           counted(outcome.moves.size(), "change") + " between " +
                           outcome.since_text + " and " + outcome.analysis.at_text + "\n"
                 : outcome.sides_request.words_alone ? sides_only_text(outcome)
                                                     : matrix_text(outcome);
      break;
  }
  return out;
}

}  // namespace entente::app

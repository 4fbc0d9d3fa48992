// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/adjudicate.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "agreement_parts.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "option_values.hpp"
#include "present_parts.hpp"
#include "table_file.hpp"

namespace entente::app {
namespace {

constexpr std::string_view adjudicator_prefix = "adjudicator: ";

bool still_open(const record::Snapshot& snapshot, const positions::CodingUnit& unit) {
  return positions::disputed(snapshot, unit) && !positions::settled(snapshot, unit);
}

std::vector<std::string> sheet_row(const Analysis& analysis, const positions::CodingUnit& unit) {
  const record::Snapshot& snapshot = analysis.snapshot;
  const record::Table& statements = analysis.opened.study.table("statement");
  std::vector<std::string> ids;
  std::vector<std::string> codes;
  std::vector<std::string> words;
  for (const StatementCode s : unit.codes) {
    ids.emplace_back(statements.id(s.value()));
    std::string code = ids.back() + ": " + std::string(statements.cell(s.value(), "stance"));
    const std::string_view hedge = statements.cell(s.value(), "hedge");
    if (!hedge.empty()) code += " (" + std::string(hedge) + ")";
    codes.push_back(std::move(code));
    std::string said = statement_words(analysis.opened.study, snapshot, s);
    if (!said.empty() && std::find(words.begin(), words.end(), said) == words.end()) {
      words.push_back(std::move(said));
    }
  }
  return {joined(ids, ";"),
          snapshot.actors.id[unit.actor.value()],
          snapshot.issues.id[unit.issue.value()],
          snapshot.issues.claim[unit.issue.value()],
          std::string(statements.cell(unit.codes.front().value(), "date")),
          joined(words, " | "),
          joined(codes, "; "),
          "",
          ""};
}

struct DecisionRow {
  std::string place_file;
  std::int64_t line = 0;
  std::vector<std::size_t> rows;  ///< of table statement
  std::string stance;
  std::string note;

  Error error(ErrorKind kind, std::string message, const char* column, std::string expected,
              std::string found, std::string mend) const {
    return {kind,
            std::move(message),
            {place_file, line, column},
            std::move(expected),
            std::move(found),
            std::move(mend)};
  }
};

struct SheetColumns {
  std::size_t statements = 0;
  std::size_t stance = 0;
  std::optional<std::size_t> note;
};

Result<SheetColumns> decision_columns(const ingest::Sheet& sheet) {
  const auto find = [&sheet](std::string_view name) -> std::optional<std::size_t> {
    for (std::size_t c = 0; c < sheet.header.size(); ++c) {
      if (lowered(trimmed(sheet.header[c])) == name) return c;
    }
    return std::nullopt;
  };
  const auto statements = find("statements");
  const auto stance = find("stance");
  if (statements && stance) return SheetColumns{*statements, *stance, find("note")};
  return fail({ErrorKind::Missing,
               "not a sheet of decisions",
               {sheet.file, sheet.header_line, statements ? "stance" : "statements"},
               "the columns statements and stance",
               quotable(joined(sheet.header, ", ")),
               "draw one with entente adjudicate STUDY --output FILE"});
}

std::string cell_at(const ingest::SheetRow& row, std::size_t column) {
  return column < row.cells.size() ? std::string(trimmed(row.cells[column])) : std::string();
}

Result<void> find_codes(const record::Table& statements, const std::string& ids, DecisionRow& out) {
  for (const std::string_view id : list_items(ids)) {
    const auto row = statements.find(id);
    if (!row) {
      return fail(out.error(ErrorKind::NotFound, "there is no such statement", "statements", "",
                            quotable(id), "leave the row out, or draw the sheet again"));
    }
    out.rows.push_back(*row);
  }
  std::sort(out.rows.begin(), out.rows.end());
  if (out.rows.size() > 1 &&
      std::adjacent_find(out.rows.begin(), out.rows.end()) == out.rows.end()) {
    return {};
  }
  return fail(out.error(ErrorKind::Conflict, "a decision is between two codes or more",
                        "statements", "ids with ; between", quotable(ids),
                        "change a single statement with statement edit"));
}

bool is_adjudication(const record::Table& statements, std::size_t row) {
  return positions::coder_kind(statements.cell(row, "coder")) == positions::CoderKind::Adjudicator;
}

Result<void> check_unit(const record::Table& statements, const std::string& adjudicator,
                        const DecisionRow& decision) {
  const std::size_t first = decision.rows.front();
  for (const std::size_t row : decision.rows) {
    const std::string id(statements.id(row));
    for (const std::string_view column : {"actor", "issue"}) {
      if (statements.cell(row, column) == statements.cell(first, column)) continue;
      return fail(decision.error(ErrorKind::Conflict, "not codes of one and the same thing",
                                 "statements", "statements of one actor on one issue",
                                 std::string(statements.id(first)) + " and " + id,
                                 "draw the sheet again"));
    }
    if (is_adjudication(statements, row)) {
      return fail(decision.error(ErrorKind::Conflict, "a decision is not decided upon again",
                                 "statements", "codes", quotable(id),
                                 "change it with statement edit"));
    }
    if (statements.cell(row, "coder") == adjudicator) {
      return fail(decision.error(ErrorKind::Conflict, "who decides must be another than who coded",
                                 "statements", "another adjudicator", quotable(adjudicator),
                                 "name somebody else with --by"));
    }
  }
  return {};
}

Result<std::vector<DecisionRow>> decisions_of(const record::Table& statements,
                                              const ingest::Sheet& sheet,
                                              const std::string& adjudicator, std::size_t& blank) {
  if (!sheet.faults.empty()) return fail(sheet.faults.front());
  ENTENTE_TRY(const SheetColumns columns, decision_columns(sheet));
  std::vector<DecisionRow> out;
  std::map<std::size_t, std::int64_t> line_of_code;
  for (const ingest::SheetRow& row : sheet.rows) {
    DecisionRow decision{sheet.file,
                         row.line,
                         {},
                         cell_at(row, columns.stance),
                         columns.note ? cell_at(row, *columns.note) : std::string()};
    ENTENTE_CHECK(find_codes(statements, cell_at(row, columns.statements), decision));
    for (const std::size_t code : decision.rows) {
      const auto [at, fresh] = line_of_code.emplace(code, row.line);
      if (fresh) continue;
      return fail(decision.error(
          ErrorKind::Duplicate, "a statement stands in two rows", "statements",
          "each statement once",
          quotable(statements.id(code)) + ", also in line " + std::to_string(at->second),
          "keep one of the rows"));
    }
    if (decision.stance.empty()) {
      ++blank;
      continue;
    }
    ENTENTE_CHECK(check_unit(statements, adjudicator, decision));
    out.push_back(std::move(decision));
  }
  return out;
}

/// Decisions on record that count, by actor and issue.
using Decided = std::map<std::pair<std::string, std::string>, std::vector<std::size_t>>;

Decided decided_already(const record::Table& statements) {
  Decided out;
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    if (!is_adjudication(statements, row) || statements.cell(row, "status") == "rejected") continue;
    out[{std::string(statements.cell(row, "actor")), std::string(statements.cell(row, "issue"))}]
        .push_back(row);
  }
  return out;
}

bool rest_on_the_same(const record::Table& statements, std::size_t first, std::size_t second) {
  for (const std::string_view column : {"passages", "sources"}) {
    const auto held = list_items(statements.cell(first, column));
    for (const std::string_view item : list_items(statements.cell(second, column))) {
      if (std::find(held.begin(), held.end(), item) != held.end()) return true;
    }
  }
  return false;
}

Result<void> check_undecided(const record::Table& statements, const Decided& decided,
                             const DecisionRow& decision) {
  const std::size_t first = decision.rows.front();
  const auto found = decided.find(
      {std::string(statements.cell(first, "actor")), std::string(statements.cell(first, "issue"))});
  if (found == decided.end()) return {};
  for (const std::size_t row : found->second) {
    for (const std::size_t code : decision.rows) {
      if (!rest_on_the_same(statements, row, code)) continue;
      return fail(decision.error(ErrorKind::Conflict, "somebody decided on this already",
                                 "statements", "codes nobody decided between",
                                 quotable(statements.id(row)),
                                 "leave the row out, or change the decision with statement edit"));
    }
  }
  return {};
}

std::string union_of(const record::Table& statements, const DecisionRow& decision,
                     std::string_view column) {
  std::vector<std::string> out;
  for (const std::size_t row : decision.rows) {
    for (const std::string_view item : list_items(statements.cell(row, column))) {
      if (std::find(out.begin(), out.end(), item) == out.end()) out.emplace_back(item);
    }
  }
  return joined(out, ";");
}

std::string common_cell(const record::Table& statements, const DecisionRow& decision,
                        std::string_view column) {
  const std::string_view first = statements.cell(decision.rows.front(), column);
  const bool alike = std::all_of(decision.rows.begin(), decision.rows.end(), [&](std::size_t row) {
    return statements.cell(row, column) == first;
  });
  return alike ? std::string(first) : std::string();
}

/// A decision has a date even where the codes differ in it: that of the code on record first.
std::string decided_cell(const record::Table& statements, const DecisionRow& decision,
                         const std::string& adjudicator, std::string_view column) {
  if (column == "id") return {};
  if (column == "stance") return decision.stance;
  if (column == "note") return decision.note;
  if (column == "coder") return std::string(adjudicator_prefix) + adjudicator;
  if (column == "status") return "accepted";
  if (column == "passages" || column == "sources") return union_of(statements, decision, column);
  if (column == "date" || column == "date_end") {
    return std::string(statements.cell(decision.rows.front(), column));
  }
  return common_cell(statements, decision, column);
}

/// Two sheets for the import: the codes rejected, and the decisions.
std::vector<ingest::Sheet> incoming(const record::Table& statements,
                                    const std::vector<DecisionRow>& decisions,
                                    const std::string& adjudicator) {
  std::vector<ingest::Sheet> out(2);
  for (ingest::Sheet& sheet : out) {
    sheet.table = "statement";
    for (const record::Column& column : statements.schema().columns) {
      sheet.header.emplace_back(column.name);
    }
  }
  for (const DecisionRow& decision : decisions) {
    for (ingest::Sheet& sheet : out) sheet.file = decision.place_file;
    for (const std::size_t row : decision.rows) {
      ingest::SheetRow code{decision.line, {}};
      for (const record::Column& column : statements.schema().columns) {
        code.cells.emplace_back(column.name == "status" ? std::string_view("rejected")
                                                        : statements.cell(row, column.name));
      }
      out[0].rows.push_back(std::move(code));
    }
    ingest::SheetRow decided{decision.line, {}};
    for (const record::Column& column : statements.schema().columns) {
      decided.cells.push_back(decided_cell(statements, decision, adjudicator, column.name));
    }
    out[1].rows.push_back(std::move(decided));
  }
  return out;
}

Result<ingest::Sheet> decision_sheet(const std::string& file) {
  ENTENTE_TRY(const std::string bytes, read_file(file));
  ENTENTE_TRY(std::vector<ingest::Sheet> sheets, sheets_of(file, bytes));
  if (sheets.size() == 1) return std::move(sheets.front());
  return fail({ErrorKind::Malformed,
               "decisions stand in one sheet",
               {file, 0, ""},
               "a file with one sheet",
               counted(sheets.size(), "sheet"),
               "save the sheet alone"});
}

}  // namespace

Result<AdjudicationSheet> adjudication_sheet(const AdjudicationSheetRequest& request,
                                             const Context& context) {
  positions::CoderAgreementOptions options;
  ENTENTE_TRY(const Analysis analysis, coded_study(request.from, context, options));
  ENTENTE_TRY(const positions::CodingUnits units,
              positions::coding_units(analysis.snapshot, options.units, context.cancel));
  AdjudicationSheet out;
  out.target = request.target;
  Rows rows = {
      {"statements", "actor", "issue", "claim", "date", "words", "codes", "stance", "note"}};
  for (const positions::CodingUnit& unit : units.units) {
    if (positions::disputed(analysis.snapshot, unit)) ++out.disputed;
    if (still_open(analysis.snapshot, unit)) rows.push_back(sheet_row(analysis, unit));
  }
  out.open = rows.size() - 1;
  if (out.open == 0) {
    return fail({ErrorKind::Missing,
                 out.disputed == 0 ? "coders differ on nothing" : "all that was open is decided",
                 {},
                 "",
                 counted(units.units.size(), "unit"),
                 "entente agreement STUDY shows what was coded twice"});
  }
  out.bytes = csv_text(rows);
  if (request.target == "-") return out;
  ENTENTE_TRY([[maybe_unused]] const bool written,
              write_file(request.target, out.bytes,
                         request.force ? Overwrite::Different : Overwrite::Never));
  return out;
}

Result<RewritePreview> preview_adjudication(const AdjudicationRequest& request,
                                            const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  RewritePreview out;
  out.study = request.study;
  out.settings = opened.study.settings;
  out.command = "adjudicate";
  out.reason = "decided between codes that differ";
  out.edit.kind = "adjudicate";
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, out.settings, out.command, out.reason));
  const std::string adjudicator = request.adjudicator.empty() ? origin.author : request.adjudicator;
  const record::Table& statements = opened.study.table("statement");
  ENTENTE_TRY(const ingest::Sheet sheet, decision_sheet(request.file));
  std::size_t blank = 0;
  ENTENTE_TRY(const std::vector<DecisionRow> decisions,
              decisions_of(statements, sheet, adjudicator, blank));
  const Decided decided = decided_already(statements);
  for (const DecisionRow& decision : decisions) {
    ENTENTE_CHECK(check_undecided(statements, decided, decision));
  }
  ENTENTE_TRY(ingest::ImportPlan plan,
              ingest::plan_import(opened.study, incoming(statements, decisions, adjudicator), {},
                                  context.cancel));
  if (!plan.rejections.empty()) return fail(plan.rejections.front());
  out.edit.changes = std::move(plan.changes);
  out.chosen = decisions.size();
  out.remark = counted(decisions.size(), "decision") + " by " + adjudicator + ", " +
               counted(blank, "row") + " left open";
  return out;
}

}  // namespace entente::app

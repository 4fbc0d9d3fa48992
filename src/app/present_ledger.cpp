// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/ledger.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

constexpr std::size_t widest = 48;  ///< code points of a cell shown as text

/// The beginning of a long cell; CSV and JSON have all of it.
std::string clipped(const std::string& cell) {
  std::string clean = printable(cell);
  if (code_points(clean) <= widest) return clean;
  std::size_t at = 0;
  for (std::size_t n = 0; n + 3 < widest; ++n) {
    at += std::max<std::size_t>(1, utf8_sequence_length(clean, at));
  }
  return clean.substr(0, at) + "...";
}

std::string evidence_text(const LedgerRow& row) {
  std::vector<std::string> all = row.passages;
  all.insert(all.end(), row.sources.begin(), row.sources.end());
  std::string out = all.empty() ? "(none)" : joined(all, ";");
  if (row.disputed) out += " DISPUTED";
  return row.unverified ? out + " UNVERIFIED" : out;
}

Rows table_list(const LedgerOutcome& outcome) {
  Rows rows = {{"table", "rows"}};
  for (const auto& [name, count] : outcome.tables) rows.push_back({name, std::to_string(count)});
  return rows;
}

Json json_of(const LedgerOutcome& outcome) {
  Json json;
  if (outcome.table.empty()) {
    json["tables"] = Json::object();
    for (const auto& [name, count] : outcome.tables) json["tables"][name] = count;
    return json;
  }
  json["table"] = outcome.table;
  json["rows"] = Json::array();
  for (const LedgerRow& row : outcome.rows) {
    Json item;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      item[outcome.header[c]] = row.cells[c].empty() ? Json(nullptr) : Json(row.cells[c]);
    }
    item["evidence"] = Json{{"passages", row.passages}, {"sources", row.sources}};
    item["unverified"] = row.unverified;
    item["disputed"] = row.disputed;
    json["rows"].push_back(std::move(item));
  }
  json["disputes"] = disputes_json(outcome.disputes);
  return json;
}

Rows row_table(const LedgerOutcome& outcome, bool clip) {
  Rows rows = {outcome.header};
  rows.front().emplace_back("evidence");
  for (const LedgerRow& row : outcome.rows) {
    rows.emplace_back();
    for (const std::string& cell : row.cells) rows.back().push_back(clip ? clipped(cell) : cell);
    rows.back().push_back(evidence_text(row));
  }
  return rows;
}

}  // namespace

Presentation present(const LedgerOutcome& outcome, View view) {
  Presentation out;
  const bool list = outcome.table.empty();
  if (view == View::Json) out.json = json_line(json_of(outcome));
  if (view == View::Table) out.rows = list ? table_list(outcome) : row_table(outcome, false);
  if (view == View::Text) {
    out.text = list ? aligned(table_list(outcome))
                    : outcome.purpose + "\n\n" + aligned(row_table(outcome, true)) +
                          counted(outcome.rows.size(), "row") + "\n" +
                          disputes_text(outcome.disputes);
  }
  return out;
}

Presentation present(const SurveyOutcome& outcome) {
  Presentation out;
  out.text =
      "wrote " + printable(outcome.target) + ": " + counted(outcome.actors.size(), "actor") + ", " +
      counted(outcome.issues, "issue") +
      "\n\nNext: let those who know fill in assessor, low, best, high and reason, delete the "
      "rows nobody\nanswered, and bring the rest back as judgements:\n  entente import STUDY " +
      printable(outcome.target) + " --table assessment\n";
  out.json = json_line(
      Json{{"target", outcome.target}, {"actors", outcome.actors}, {"issues", outcome.issues}});
  out.rows = {{"actor"}};
  for (const std::string& actor : outcome.actors) out.rows.push_back({actor});
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::string_view form_word(store::Form form) {
  return form == store::Form::File ? "file" : "folder";
}

std::string_view export_word(ExportForm form) {
  static constexpr std::array<std::string_view, 8> words = {"folder", "file", "xlsx", "csv",
                                                            "jsonld", "dna",  "qdc",  "qdpx"};
  return words[static_cast<std::size_t>(form)];
}

std::string_view severity_word(record::Severity severity) {
  return severity == record::Severity::Error ? "error" : "warning";
}

std::string finding_line(const record::Finding& finding) {
  return std::string(severity_word(finding.severity)) + ": " + printable(to_string(finding.error)) +
         "\n";
}

std::string check_text(const CheckOutcome& outcome, bool all) {
  std::string out;
  for (const Error& error : outcome.unreadable) {
    out += "error: " + printable(to_string(error)) + "\n";
  }
  for (const record::Finding& finding : outcome.report.findings) {
    if (finding.severity == record::Severity::Error) out += finding_line(finding);
  }
  std::size_t warnings = 0;
  for (const record::Finding& finding : outcome.report.findings) {
    if (finding.severity != record::Severity::Warning) continue;
    if (all || warnings < shown_lines) out += finding_line(finding);
    ++warnings;
  }
  if (!all && warnings > shown_lines) {
    out += "... and " + counted(warnings - shown_lines, "more warning") + "; --all shows them\n";
  }
  for (const Orphans& orphans : outcome.orphans) {
    out += printable(orphans.missing) + " is gone; it carried " +
           std::to_string(orphans.data.size()) + (orphans.data.size() == 1 ? " datum" : " data") +
           ": " + printable(joined(orphans.data, ", ")) + "\n";
  }
  out += counted(outcome.errors(), "error") + ", " + counted(outcome.report.warnings(), "warning") +
         " in " + counted(outcome.report.rows, "row") + "\n";
  return out;
}

std::string check_json(const CheckOutcome& outcome) {
  Json json;
  json["study"] = outcome.path;
  json["rows"] = outcome.report.rows;
  json["errors"] = outcome.errors();
  json["warnings"] = outcome.report.warnings();
  json["findings"] = Json::array();
  const auto add = [&json](std::string_view severity, const std::string& datum,
                           const Error& error) {
    Json finding;
    finding["severity"] = severity;
    finding["datum"] = datum;
    finding.update(error_fields(error));
    json["findings"].push_back(std::move(finding));
  };
  for (const Error& error : outcome.unreadable) add("error", "", error);
  for (const record::Finding& finding : outcome.report.findings) {
    add(severity_word(finding.severity), finding.datum, finding.error);
  }
  json["gone"] = Json::array();
  for (const Orphans& orphans : outcome.orphans) {
    json["gone"].push_back(Json{{"missing", orphans.missing}, {"data", orphans.data}});
  }
  return json_line(json);
}

/// The error rows with severity and datum before them.
Rows check_rows(const CheckOutcome& outcome) {
  std::vector<Error> errors = outcome.unreadable;
  for (const record::Finding& finding : outcome.report.findings) errors.push_back(finding.error);
  Rows rows = error_rows(errors);
  rows[0].insert(rows[0].begin(), {"severity", "datum"});
  const std::size_t unreadable = outcome.unreadable.size();
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const bool read = i >= unreadable;
    const record::Finding* finding = read ? &outcome.report.findings[i - unreadable] : nullptr;
    rows[i + 1].insert(rows[i + 1].begin(),
                       {std::string(read ? severity_word(finding->severity) : "error"),
                        read ? finding->datum : std::string()});
  }
  return rows;
}

std::string entry_line(const store::AuditEntry& entry) {
  std::string out = "#" + std::to_string(entry.sequence) + "  " + printable(entry.origin.at) +
                    "  " + printable(entry.origin.author) + "  " + printable(entry.kind) + "  " +
                    counted(entry.changes, "change");
  if (!entry.origin.reason.empty()) out += "  " + printable(entry.origin.reason);
  return out + "\n";
}

Json entry_fields(const HistoryItem& item) {
  const store::AuditEntry& entry = item.entry;
  Json out;
  out["sequence"] = entry.sequence;
  out["at"] = entry.origin.at;
  out["author"] = entry.origin.author;
  out["reason"] = entry.origin.reason;
  out["command"] = entry.origin.command;
  out["kind"] = entry.kind;
  out["changes"] = entry.changes;
  out["engine_version"] = entry.engine_version;
  out["hash"] = entry.hash;
  if (!item.remark.empty()) out["remark"] = item.remark;
  out["rows"] = Json::array();
  for (const record::Change& change : item.changes) out["rows"].push_back(change_fields(change));
  return out;
}

}  // namespace

Presentation present(const NewOutcome& outcome) {
  Presentation out;
  const std::string path = shell_word(outcome.path);
  const bool folder = outcome.form == store::Form::Folder;
  out.text = "made the study " + std::string(form_word(outcome.form)) + " " + path + ": " +
             counted(outcome.tables, "table") + ", one worked example row in each\n";
  if (!outcome.added_actors.empty()) {
    out.text += "added actor rows for " + printable(joined(outcome.added_actors, ", ")) +
                ": fill in their names\n";
  }
  if (!outcome.workbook.empty()) {
    out.text += "made the empty workbook " + shell_word(outcome.workbook) + "\n";
  }
  out.text += "\nNext:\n";
  if (folder) {
    out.text += "  edit " + shell_word(outcome.path + "/study.toml") +
                " (title, question, as_of = " + outcome.as_of + ")\n";
    out.text += "  edit the tables, for example " + shell_word(outcome.path + "/statement.csv") +
                "; the first row shows how\n";
  } else {
    out.text +=
        "  entente export " + path + " NAME.xlsx      edit the tables in a spreadsheet, then\n";
    out.text += "  entente import " + path + " NAME.xlsx      bring them back\n";
  }
  out.text += "  entente check " + path + "\n  entente brief " + path + "\n";
  Json json;
  json["study"] = outcome.path;
  json["form"] = form_word(outcome.form);
  json["as_of"] = outcome.as_of;
  json["tables"] = outcome.tables;
  json["rows"] = outcome.rows;
  json["workbook"] = outcome.workbook.empty() ? Json(nullptr) : Json(outcome.workbook);
  json["added_actors"] = outcome.added_actors;
  out.json = json_line(json);
  out.rows = {{"study", "form", "as_of", "tables", "rows", "workbook"},
              {outcome.path, std::string(form_word(outcome.form)), outcome.as_of,
               std::to_string(outcome.tables), std::to_string(outcome.rows), outcome.workbook}};
  return out;
}

Presentation present(const ExportOutcome& outcome) {
  Presentation out;
  const bool exchange = outcome.form >= ExportForm::Annotations;
  const std::string size =
      outcome.form == ExportForm::Codebook ? counted(outcome.rows, "code")
      : exchange                           ? counted(outcome.rows, "statement")
                 : counted(outcome.tables, "table") + ", " + counted(outcome.rows, "row");
  out.text = outcome.target == "-" ? outcome.bytes
                                   : "wrote " + printable(outcome.target) + ": " + size + "\n";
  for (const std::string& remark : outcome.remarks) out.text += printable(remark) + "\n";
  Json json;
  json["target"] = outcome.target;
  json["form"] = export_word(outcome.form);
  json["tables"] = outcome.tables;
  json["rows"] = outcome.rows;
  if (exchange) json["remarks"] = outcome.remarks;
  out.json = json_line(json);
  out.rows = {{"target", "form", "tables", "rows"},
              {outcome.target, std::string(export_word(outcome.form)),
               std::to_string(outcome.tables), std::to_string(outcome.rows)}};
  return out;
}

Presentation present(const FormatOutcome& outcome) {
  Presentation out;
  const std::string_view verb = outcome.check_only ? "not canonical: " : "rewrote ";
  for (const std::string& file : outcome.files) {
    out.text += std::string(verb) + printable(file) + "\n";
  }
  if (outcome.files.empty()) out.text = "canonical already\n";
  Json json;
  json["study"] = outcome.path;
  json["canonical"] = outcome.files.empty() || !outcome.check_only;
  json["files"] = outcome.files;
  out.json = json_line(json);
  out.rows = {{"file"}};
  for (const std::string& file : outcome.files) out.rows.push_back({file});
  if (outcome.check_only && !outcome.files.empty()) out.exit = ExitCode::Findings;
  return out;
}

Presentation present(const CheckOutcome& outcome, bool all, View view) {
  Presentation out;
  if (outcome.errors() > 0) out.exit = ExitCode::Findings;
  if (view == View::Text) out.text = check_text(outcome, all);
  if (view == View::Json) out.json = check_json(outcome);
  if (view == View::Table) out.rows = check_rows(outcome);
  return out;
}

Presentation present(const VerifyOutcome& outcome) {
  Presentation out;
  const store::VerifyReport& report = outcome.report;
  if (report.audit_entries == 0 && !report.edited_by_hand.empty()) {
    out.text += "no history yet: the folder has only been edited by hand\n";
  } else {
    for (std::size_t i = 0; i < std::min(report.edited_by_hand.size(), shown_lines); ++i) {
      out.text +=
          "edited by hand since the last entry: " + printable(report.edited_by_hand[i]) + "\n";
    }
    if (report.edited_by_hand.size() > shown_lines) {
      out.text += "... and " + counted(report.edited_by_hand.size() - shown_lines, "more row") +
                  " edited by hand\n";
    }
  }
  out.text += report.damage.empty() ? "intact: "
                                    : "DAMAGED in " + counted(report.damage.size(), "place") + ": ";
  out.text += counted(report.rows, "row") + ", " + counted(report.documents, "document") + ", " +
              (report.originals > 0 ? counted(report.originals, "original") + ", " : "") +
              counted(report.audit_entries, "history entry") + "\n";
  Json json;
  json["study"] = outcome.path;
  json["intact"] = report.damage.empty();
  json["rows"] = report.rows;
  json["documents"] = report.documents;
  if (report.originals > 0) json["originals"] = report.originals;
  json["audit_entries"] = report.audit_entries;
  json["edited_by_hand"] = report.edited_by_hand;
  json["damage"] = Json::array();
  for (const Error& error : report.damage) json["damage"].push_back(error_fields(error));
  out.json = json_line(json);
  out.rows = error_rows(report.damage);
  out.complaints = report.damage;
  if (!report.damage.empty()) out.exit = ExitCode::Damaged;
  return out;
}

Presentation present(const HistoryOutcome& outcome) {
  Presentation out;
  Json json;
  json["study"] = outcome.path;
  json["row"] = outcome.row.empty() ? Json(nullptr) : Json(outcome.row);
  json["entries"] = Json::array();
  out.rows = {{"sequence", "at", "author", "kind", "changes", "reason", "command"}};
  for (const HistoryItem& item : outcome.items) {
    const store::AuditEntry& entry = item.entry;
    out.text += entry_line(entry);
    if (!item.remark.empty()) out.text += "    " + printable(item.remark) + "\n";
    const std::string lines = change_lines(item.changes, true);
    for (const std::string_view line : split(lines, '\n')) {
      if (!line.empty()) out.text += "    " + std::string(line) + "\n";
    }
    json["entries"].push_back(entry_fields(item));
    out.rows.push_back({std::to_string(entry.sequence), entry.origin.at, entry.origin.author,
                        entry.kind, std::to_string(entry.changes), entry.origin.reason,
                        entry.origin.command});
  }
  if (outcome.items.empty()) {
    out.text = outcome.row.empty()
                   ? "no entry yet: the folder has only been edited by hand\n"
                   : printable(outcome.row) +
                         " has only been edited by hand; no command has taken it up yet\n";
  }
  out.json = json_line(json);
  return out;
}

Presentation present(const BriefOutcome& outcome) {
  Presentation out;
  out.text = (outcome.unchanged ? "unchanged: " : "wrote ") + printable(outcome.path) + "\n";
  Json json;
  json["path"] = outcome.path;
  json["at"] = outcome.at;
  json["bytes"] = outcome.bytes;
  json["unchanged"] = outcome.unchanged;
  json["format"] = to_string(outcome.form);
  if (outcome.form == BriefForm::Pdf) json["pages"] = outcome.pages;
  if (!outcome.taken.empty()) {
    out.text += "Taken as: " + printable(outcome.taken) + ".\n";
    json["taken_as"] = outcome.taken;
    json["words_unused"] = outcome.unused;
  }
  if (!outcome.unused.empty()) {
    out.text += "Passed over, as nothing in the study has that name: " +
                printable(joined(outcome.unused, ", ")) + "\n";
  }
  if (outcome.one_page_of && outcome.pages > 1) {
    out.text += "It takes " + std::to_string(outcome.pages) +
                " pages: the claims and options of this study are long.\n";
  }
  out.json = json_line(json);
  out.rows = {{"path", "at", "bytes"}, {outcome.path, outcome.at, std::to_string(outcome.bytes)}};
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_parts.hpp"

#include <algorithm>
#include <array>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// A spreadsheet runs cells that start so, also behind apostrophes; numbers are harmless. The last
/// four are the full-width forms.
bool would_run(std::string_view cell) {
  static constexpr std::array<std::string_view, 11> starts = {"=",
                                                              "+",
                                                              "-",
                                                              "@",
                                                              "\t",
                                                              "\r",
                                                              "\n",
                                                              "\xEF\xBC\x9D",
                                                              "\xEF\xBC\x8B",
                                                              "\xEF\xBC\x8D",
                                                              "\xEF\xBC\xA0"};
  if (parse_number(cell)) return false;
  cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
  return std::any_of(starts.begin(), starts.end(),
                     [cell](std::string_view start) { return cell.starts_with(start); });
}

/// C1 controls are two bytes in UTF-8: C2 80 to C2 9F.
bool is_c1(std::string_view text, std::size_t at, std::size_t length) {
  return length == 2 && static_cast<unsigned char>(text[at]) == 0xC2 &&
         static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

void append_escaped(std::string& out, std::string_view bytes) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence_length(text, at);
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' || byte == '\r' || byte == '\t') {
      out += ' ';
    } else if (length == 0 || byte < 0x20 || byte == 0x7F || is_c1(text, at, length)) {
      append_escaped(out, text.substr(at, length == 0 ? 1 : length));
    } else {
      out.append(text.substr(at, length));
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string csv_text(const Rows& rows) {
  std::string out;
  for (const auto& row : rows) {
    std::vector<std::string> safe;
    safe.reserve(row.size());
    for (const std::string& cell : row) safe.push_back(would_run(cell) ? "'" + cell : cell);
    const std::vector<std::string_view> views(safe.begin(), safe.end());
    append_csv_line(out, views);
  }
  return out;
}

std::string json_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json error_fields(const Error& error) {
  Json out;
  out["kind"] = to_string(error.kind);
  out["message"] = error.message;
  if (!error.place.file.empty()) out["file"] = error.place.file;
  if (error.place.row > 0) out["row"] = error.place.row;
  if (!error.place.column.empty()) out["column"] = error.place.column;
  if (!error.expected.empty()) out["expected"] = error.expected;
  if (!error.found.empty()) out["found"] = error.found;
  if (!error.mend.empty()) out["mend"] = error.mend;
  return out;
}

std::string error_json(const Error& error) {
  Json out;
  out["error"] = error_fields(error);
  return json_line(out);
}

Json committed_fields(const Written& written) {
  if (!written.committed) return nullptr;
  Json out;
  out["entry"] = written.committed->audit_sequence;
  out["adopted"] = written.committed->adopted;
  out["author"] = written.author;
  return out;
}

std::string written_text(const Written& written) {
  if (!written.committed) return "nothing written: this was a dry run\n";
  if (written.committed->audit_sequence == 0) return "nothing to write\n";
  std::string out;
  if (written.committed->adopted > 0) {
    out = "taken up first: " + counted(written.committed->adopted, "row") + " edited by hand\n";
  }
  return out + "written as entry " + std::to_string(written.committed->audit_sequence) +
         " of the history, by " + printable(written.author) + "\n";
}

std::string counted(std::int64_t count, std::string_view noun) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3 + (count < 0 ? 1U : 0U);) {
    at -= 3;
    digits.insert(at, ",");
  }
  std::string out = digits + " " + std::string(noun);
  if (count != 1) {
    const bool y = noun.ends_with("ry");
    if (y) out.pop_back();
    out += y ? "ies" : "s";
  }
  return out;
}

std::string counted(std::size_t count, std::string_view noun) {
  return counted(static_cast<std::int64_t>(count), noun);
}

Json change_fields(const record::Change& change) {
  Json out;
  const record::TableSchema& schema = record::tables()[change.table];
  out["table"] = schema.name;
  out["id"] = change.id;
  out["kind"] = record::to_string(change.kind);
  out["cells"] = Json::object();
  for (std::size_t c = 0; c < schema.columns.size(); ++c) {
    const std::string before = c < change.before.size() ? change.before[c] : "";
    const std::string after = c < change.after.size() ? change.after[c] : "";
    if (before == after) continue;
    out["cells"][std::string(schema.columns[c].name)] = Json{{"before", before}, {"after", after}};
  }
  return out;
}

Rows change_rows(const std::vector<record::Change>& changes) {
  Rows out = {{"table", "id", "kind", "column", "before", "after"}};
  for (const record::Change& change : changes) {
    const record::TableSchema& schema = record::tables()[change.table];
    for (std::size_t c = 0; c < schema.columns.size(); ++c) {
      const std::string before = c < change.before.size() ? change.before[c] : "";
      const std::string after = c < change.after.size() ? change.after[c] : "";
      if (before == after) continue;
      out.push_back({std::string(schema.name), change.id,
                     std::string(record::to_string(change.kind)),
                     std::string(schema.columns[c].name), before, after});
    }
  }
  return out;
}

std::string change_lines(const std::vector<record::Change>& changes, bool all) {
  std::string out;
  std::size_t lines = 0;
  std::size_t told = 0;
  for (const record::Change& change : changes) {
    if (!all && lines >= shown_lines) break;
    const std::string text = record::describe(change);
    for (const std::string_view line : split(text, '\n')) {
      out += printable(line) + "\n";
      ++lines;
    }
    ++told;
  }
  if (told < changes.size()) {
    out += "... and " + counted(changes.size() - told, "more change") + "; --all shows them\n";
  }
  return out;
}

Rows error_rows(const std::vector<Error>& errors) {
  Rows out = {{"kind", "file", "row", "column", "message", "expected", "found", "mend"}};
  for (const Error& error : errors) {
    out.push_back({std::string(to_string(error.kind)), error.place.file,
                   error.place.row > 0 ? std::to_string(error.place.row) : "", error.place.column,
                   error.message, error.expected, error.found, error.mend});
  }
  return out;
}

std::string aligned(const Rows& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) {
      widths[c] = std::max(widths[c], code_points(printable(row[c])));
    }
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string cell = printable(row[c]);
      line += cell + std::string(widths[c] - code_points(cell) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string percent_text(double share) { return fixed_text(100 * share, 0) + " %"; }

std::vector<std::string> statement_evidence(const record::Snapshot& snapshot,
                                            const std::vector<StatementCode>& statements) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& id) {
    if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  };
  for (const StatementCode s : statements) {
    for (const PassageCode p : snapshot.statements.passages[s.value()]) {
      add(snapshot.passage_ids[p.value()]);
    }
    for (const SourceCode p : snapshot.statements.sources[s.value()]) {
      add(snapshot.source_ids[p.value()]);
    }
  }
  return out;
}

std::vector<std::string> actor_ids(const record::Snapshot& snapshot,
                                   const std::vector<ActorCode>& actors) {
  std::vector<std::string> out;
  out.reserve(actors.size());
  for (const ActorCode a : actors) out.push_back(snapshot.actors.id[a.value()]);
  return out;
}

std::vector<std::string> statement_ids(const record::Snapshot& snapshot,
                                       const std::vector<StatementCode>& statements) {
  std::vector<std::string> out;
  out.reserve(statements.size());
  for (const StatementCode s : statements) out.push_back(snapshot.statement_ids[s.value()]);
  return out;
}

std::string shell_word(const std::string& path) {
  const bool plain =
      !path.empty() && path.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+") ==
                           std::string::npos;
  if (plain) return path;
  std::string out = "'";
  for (const char c : printable(path)) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string folded(std::string_view text) {
  std::string out;
  const std::string clean = printable(text);
  for (const std::string_view word : split(clean, ' ')) {
    if (!word.empty()) out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

std::string interval_text(const std::optional<stats::Estimate>& estimate, int digits) {
  if (!estimate) return {};
  if (estimate->interval) {
    return "[" + fixed_text(estimate->interval->low, digits) + ", " +
           fixed_text(estimate->interval->high, digits) + "]";
  }
  switch (estimate->state) {
    case stats::IntervalState::TooFew:
      return "(one unit)";
    case stats::IntervalState::NoVariation:
      return "(no variation)";
    default:
      return "(undefined)";
  }
}

Json optional_estimate_json(const std::optional<stats::Estimate>& estimate) {
  if (!estimate) return nullptr;
  Json out{{"value", estimate->value}};
  out["interval"] = estimate->interval
                        ? Json::array({estimate->interval->low, estimate->interval->high})
                        : Json(nullptr);
  out["state"] = stats::to_string(estimate->state);
  out["method"] = stats::to_string(estimate->method);
  out["level"] = estimate->level;
  out["n_units"] = estimate->n;
  return out;
}

}  // namespace entente::app

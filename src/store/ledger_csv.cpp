// SPDX-License-Identifier: GPL-3.0-or-later
// audit.csv and history.csv of a study folder.
#include <array>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "ledger.hpp"

namespace entente::store {
namespace {

constexpr std::array<std::string_view, 10> audit_header = {
    "sequence", "kind",           "author",  "reason",       "command",
    "at",       "engine_version", "changes", "changes_hash", "hash"};
constexpr std::array<std::string_view, 6> history_header = {
    "audit_sequence", "kind", "table", "id", "row_hash", "before"};
/// `before` holds a whole row, which may have several cells of the largest size.
constexpr std::size_t before_limit = std::size_t{64} << 20U;

/// Reads a file of our own making: columns as we write them, anything else is damage.
template <std::size_t N, class Use>
void read_ledger_file(std::string_view bytes, const std::string& file,
                      const std::array<std::string_view, N>& header, std::vector<Error>& problems,
                      Use use) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto add = [&](std::int64_t line, std::string message) {
    problems.push_back({ErrorKind::Damaged,
                        std::move(message),
                        {file, line, {}},
                        "",
                        "",
                        "restore the file from a backup or from version control"});
  };
  CsvReader reader(bytes);
  reader.cell_limit = before_limit;
  CsvRecord record;
  Error fault;
  bool first = true;
  for (;;) {
    const CsvReader::Step step = reader.next(record, fault);
    if (step == CsvReader::Step::End) break;
    if (step == CsvReader::Step::Fault) {
      add(fault.place.row, fault.message);
    } else if (first) {
      if (!std::equal(record.cells.begin(), record.cells.end(), header.begin(), header.end())) {
        add(record.line, "the header of the history is not as written");
        return;
      }
    } else if (record.cells.size() != N || !use(record)) {
      add(record.line, "a line of the history cannot be read");
    }
    first = false;
  }
  if (first) add(1, "the history is empty");
}

std::optional<record::ChangeKind> change_kind(std::string_view word) {
  using record::ChangeKind;
  for (const ChangeKind kind : {ChangeKind::Insert, ChangeKind::Replace, ChangeKind::Withdraw}) {
    if (record::to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> audit_columns() { return {audit_header.begin(), audit_header.end()}; }
std::vector<std::string> history_columns() {
  return {history_header.begin(), history_header.end()};
}

std::string audit_csv_text(const Ledger& ledger) {
  std::string out;
  append_csv_line(out, audit_header);
  for (const AuditEntry& entry : ledger.audit) {
    const std::string sequence = std::to_string(entry.sequence);
    const std::string changes = std::to_string(entry.changes);
    const std::array<std::string_view, 10> cells = {sequence,
                                                    entry.kind,
                                                    entry.origin.author,
                                                    entry.origin.reason,
                                                    entry.origin.command,
                                                    entry.origin.at,
                                                    entry.engine_version,
                                                    changes,
                                                    entry.changes_hash,
                                                    entry.hash};
    append_csv_line(out, cells);
  }
  return out;
}

std::string history_csv_text(const Ledger& ledger) {
  std::string out;
  append_csv_line(out, history_header);
  for (const StoredVersion& version : ledger.rows) {
    const std::string sequence = std::to_string(version.sequence);
    const std::array<std::string_view, 6> cells = {
        sequence,      record::to_string(version.kind), version.table, version.id, version.row_hash,
        version.before};
    append_csv_line(out, cells);
  }
  return out;
}

Ledger parse_ledger_csv(std::string_view audit_bytes, std::string_view history_bytes,
                        const std::string& audit_file, const std::string& history_file,
                        std::vector<Error>& problems) {
  Ledger out;
  read_ledger_file(audit_bytes, audit_file, audit_header, problems, [&](CsvRecord& record) {
    auto& cells = record.cells;
    const auto sequence = parse_integer(cells[0]);
    const auto changes = parse_integer(cells[7]);
    if (!sequence || !changes) return false;
    AuditEntry entry;
    entry.sequence = *sequence;
    entry.kind = std::move(cells[1]);
    entry.origin = {std::move(cells[2]), std::move(cells[3]), std::move(cells[4]),
                    std::move(cells[5])};
    entry.engine_version = std::move(cells[6]);
    entry.changes = *changes;
    entry.changes_hash = std::move(cells[8]);
    if (!out.audit.empty()) entry.previous_hash = out.audit.back().hash;
    entry.hash = std::move(cells[9]);
    out.audit.push_back(std::move(entry));
    return true;
  });
  read_ledger_file(history_bytes, history_file, history_header, problems, [&](CsvRecord& record) {
    auto& cells = record.cells;
    const auto sequence = parse_integer(cells[0]);
    const auto kind = change_kind(cells[1]);
    if (!sequence || !kind) return false;
    out.rows.push_back({*sequence, *kind, std::move(cells[2]), std::move(cells[3]),
                        std::move(cells[4]), std::move(cells[5])});
    return true;
  });
  return out;
}

}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify.hpp"

#include "entente/base/text.hpp"
#include "file.hpp"
#include "folder.hpp"
#include "original.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

Error verify_damage(const std::string& path, std::string message) {
  return {ErrorKind::Damaged,
          std::move(message),
          {path, 0, {}},
          "",
          "",
          "restore the file from a backup"};
}

/// Lines of a PRAGMA that says "ok" or one fault a row.
Result<void> integrity_faults(Database& database, std::vector<Error>& damage) {
  ENTENTE_TRY(Query query, database.prepare("PRAGMA integrity_check(100)"));
  for (;;) {
    const auto more = query.step();
    if (!more) {
      damage.push_back(more.error());
      return {};
    }
    if (!*more) return {};
    if (query.text(0) != "ok") {
      damage.push_back(verify_damage(database.path(), "SQLite: " + quotable(query.text(0), 200)));
    }
  }
}

Result<void> foreign_key_faults(Database& database, std::vector<Error>& damage) {
  ENTENTE_TRY(
      Query query,
      database.prepare("SELECT \"table\", \"rowid\", \"parent\" FROM pragma_foreign_key_check"));
  for (;;) {
    const auto more = query.step();
    if (!more) {
      damage.push_back(more.error());
      return {};
    }
    if (!*more) return {};
    Error error = verify_damage(database.path(), "table " + quotable(query.text(0)) +
                                                     ": a reference leads to no row of table " +
                                                     quotable(query.text(2)));
    error.place.row = query.integer(1);
    damage.push_back(std::move(error));
  }
}

/// What the file says of itself: how the chain ends, how many texts there are, and settings in the
/// one form in which we write them.
Result<void> end_faults(Database& database, const Ledger& ledger, const record::Study& study,
                        std::vector<Error>& damage) {
  ENTENTE_TRY(const std::string head,
              database.text("SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'audit_head'"));
  ENTENTE_TRY(const std::string texts,
              database.text("SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'texts'"));
  ENTENTE_TRY(const std::string settings, database.text("SELECT \"settings\" FROM \"study\""));
  if (settings != settings_text(study.settings)) {
    damage.push_back(verify_damage(database.path(), "the settings are not in the form written"));
  }
  const std::string last = ledger.audit.empty() ? std::string() : ledger.audit.back().hash;
  if (head != last) {
    damage.push_back(
        verify_damage(database.path(), "the audit chain does not end where the file says it ends"));
  }
  if (texts != std::to_string(study.document_texts().size())) {
    damage.push_back(verify_damage(database.path(), "an attached text is missing or too many"));
  }
  ENTENTE_TRY(const std::int64_t originals,
              database.integer("SELECT count(*) FROM \"document_original\""));
  ENTENTE_TRY(const std::string said,
              database.text("SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'originals'"));
  if (said != std::to_string(originals)) {
    damage.push_back(verify_damage(database.path(), "an original is missing or too many"));
  }
  return {};
}

}  // namespace

std::vector<Departure> departures(const record::Study& study, const Ledger& ledger) {
  std::vector<Departure> out;
  for (const StoredVersion& version : hand_edits(study, LastState(ledger))) {
    const char* what = version.kind == record::ChangeKind::Insert    ? "not in history"
                       : version.kind == record::ChangeKind::Replace ? "changed"
                                                                     : "gone";
    out.push_back({version_name(version), what});
  }
  return out;
}

void check_text_hashes(const record::Study& study, const std::string& file,
                       std::vector<Error>& damage) {
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    const auto text = study.document_text(documents.id(row));
    const std::string_view expected = documents.cell(row, "sha256");
    if (!text || expected.empty()) continue;
    const std::string found = sha256_hex(*text);
    if (found == expected) continue;
    Error error = verify_damage(file, "document " + quotable(documents.id(row)) +
                                          ": the text is not the one its row names by hash");
    error.expected = "SHA-256 " + std::string(expected);
    error.found = found;
    damage.push_back(std::move(error));
  }
}

Result<VerifyReport> verify_folder(const std::string& path) {
  ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Shared));
  ENTENTE_TRY(FolderContent content, read_folder(folder, path, {.ledger = true}));
  VerifyReport out;
  out.rows = static_cast<std::int64_t>(content.study.row_count());
  out.audit_entries = static_cast<std::int64_t>(content.ledger.audit.size());
  out.documents = static_cast<std::int64_t>(content.study.document_texts().size());
  ENTENTE_TRY(out.originals, verify_originals(path, content.study, out.damage));
  for (auto* part : {&content.problems, &content.ledger_problems}) {
    std::move(part->begin(), part->end(), std::back_inserter(out.damage));
  }
  for (Error& error : ledger_damage(content.ledger, "audit.csv")) {
    out.damage.push_back(std::move(error));
  }
  for (const Departure& departure : departures(content.study, content.ledger)) {
    out.edited_by_hand.push_back(departure.datum + ": " + departure.what);
  }
  return out;
}

Result<VerifyReport> verify_file(const std::string& path) {
  ENTENTE_TRY(Reading reading, open_current_for_reading(path));
  Database& database = reading.database;
  VerifyReport out;
  ENTENTE_CHECK(integrity_faults(database, out.damage));
  ENTENTE_CHECK(foreign_key_faults(database, out.damage));
  auto study = read_study(reading, out.damage);
  if (!study) {
    out.damage.push_back(std::move(study).error());
    return out;
  }
  auto ledger = read_ledger(database);
  if (!ledger) {
    out.damage.push_back(std::move(ledger).error());
    return out;
  }
  out.rows = static_cast<std::int64_t>(study->row_count());
  out.audit_entries = static_cast<std::int64_t>(ledger->audit.size());
  out.documents = static_cast<std::int64_t>(study->document_texts().size());
  ENTENTE_TRY(out.originals, verify_originals(path, *study, out.damage));
  for (Error& error : ledger_damage(*ledger, path)) out.damage.push_back(std::move(error));
  for (const Departure& departure : departures(*study, *ledger)) {
    out.damage.push_back(verify_damage(
        path,
        departure.datum + ": " +
            (departure.what == "changed" ? "the row does not match its hash" : departure.what)));
  }
  check_text_hashes(*study, path, out.damage);
  ENTENTE_CHECK(end_faults(database, *ledger, *study, out.damage));
  return out;
}

}  // namespace entente::store

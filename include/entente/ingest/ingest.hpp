// SPDX-License-Identifier: GPL-3.0-or-later
// From foreign files to changes of a study, and back to files other programs open. Everything read
// here is hostile until proven otherwise; read = accepted + rejected + duplicate, always.
// Pure functions over bytes; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/record/change.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

/// What the program says of an importer; help, docs and tests derive from the cards.
struct ImporterCard {
  std::string_view name;                     ///< "csv"
  std::string_view long_name;                ///< "Comma-separated values, one table a file"
  std::vector<std::string_view> extensions;  ///< ".csv", ".tsv"
  std::string_view reads;                    ///< what it reads, one sentence
  std::string_view status;                   ///< status of docs/methods.md
  std::vector<std::string_view> warnings;    ///< known limits, one sentence each
};
const std::vector<ImporterCard>& importers();

/// One sheet or file of rows as read, before any meaning is given to them.
struct SheetRow {
  std::int64_t line = 0;  ///< line or sheet row in the user's file
  std::vector<std::string> cells;
};
struct Sheet {
  std::string file;   ///< for places: "statement.csv" or "book.xlsx, sheet statement"
  std::string table;  ///< table meant, from the file or sheet name; may be none of ours
  std::vector<std::string> header;
  std::int64_t header_line = 1;  ///< where the header stands
  std::vector<SheetRow> rows;
  std::vector<Error>
      faults;  ///< records that could not even be split into cells; counted as rejected
};

/// CSV in any usual dress: UTF-8 with or without BOM, UTF-16 with BOM (what Excel writes as Unicode
/// text), ',' ';' or tab (detected from the header), LF, CRLF or CR. Cells that spreadsheets
/// neutralise with a leading "'" are read without it. Errors: Malformed (no header, a binary file),
/// Limit.
Result<Sheet> read_csv(std::string_view bytes, const std::string& file_name);

/// Every sheet of an XLSX workbook. Formula cells are rejected with their place: a study keeps
/// values. Errors: Malformed (not XLSX, truncated), Limit (zip bomb, size).
Result<std::vector<Sheet>> read_xlsx(std::string_view bytes, const std::string& file_name);

/// What an import would do to one study.
struct ImportCounts {
  std::int64_t read = 0;
  std::int64_t inserted = 0;  ///< accepted, new id
  std::int64_t replaced = 0;  ///< accepted, supersedes a row
  std::int64_t rejected = 0;
  std::int64_t duplicate = 0;  ///< same as what is there (or as an earlier row of this import)
  std::int64_t accepted() const noexcept { return inserted + replaced; }
};
struct ImportPlan {
  std::vector<record::Change> changes;
  /// One a rejected row at least, with its place; where a whole sheet is rejected, its errors
  /// alone.
  std::vector<Error> rejections;
  /// By table, in schema order; then, under the names they had, sheets that are no table.
  std::vector<std::pair<std::string, ImportCounts>> tables;
  ImportCounts total;
};
struct ImportOptions {
  std::string table;  ///< overrides the table named by file or sheet
};

/// Plans an import of all sheets together (rows may refer to rows of other sheets). Columns are
/// matched by name in any order; a missing optional column keeps the old cells of rows that exist;
/// a missing required column or an unknown column rejects the sheet with a "did you mean". A blank
/// id gets the next free id of its table. Rows of the sheet only insert or replace: nothing is
/// withdrawn. A row whose references point nowhere is rejected (with "did you mean").
Result<ImportPlan> plan_import(const record::Study& study, const std::vector<Sheet>& sheets,
                               const ImportOptions& options, const CancelToken& cancel);

/// A document's text as it would be kept, and how its passages fare in it.
struct AttachPlan {
  std::string text;                     ///< UTF-8, NFC, LF, without BOM
  std::vector<record::Change> changes;  ///< the document's row; passages whose offsets moved
  std::int64_t anchors = 0;             ///< passages of this document
  std::int64_t found_in_place = 0;      ///< quote hash met at the recorded bytes
  std::int64_t relocated = 0;           ///< met elsewhere; offsets move
  std::int64_t reworded = 0;            ///< met in other words, and taken because that was asked
  std::vector<Error> lost;              ///< passages not met in this copy
  bool keeps_original = false;          ///< the row names an original; its bytes are to be kept
};

/// Whether a passage whose words changed moves to the span most like them. Never by itself: without
/// it such a passage is lost and its error tells where the nearest words stand.
enum class Reworded { Report, Take };

/// Checks the user's copy of a document, plain text, against every anchor. Errors: NotFound (no
/// such document row), Malformed, Limit (64 MiB).
Result<AttachPlan> plan_attach(const record::Study& study, std::string_view document_id,
                               std::string_view bytes, const std::string& file_name,
                               Reworded reworded = Reworded::Report);

/// The hash kept as passage.quote_hash: SHA-256 of the span with runs of white space folded to one
/// space and none at the ends.
std::string quote_hash(std::string_view span);

/// One table as canonical CSV with header (the bytes a study folder has). With `neutralise`, cells
/// that a spreadsheet would run as a formula (= + - @ and control starts) get a leading "'".
std::string table_csv(const record::Table& table, bool neutralise);

/// A workbook: one sheet a table, header with notes, drop-downs for vocabularies, flags and
/// references, frozen header, a "Read me" sheet. With `rows` false an empty template. Text cells
/// are written as text, never as formulas. Byte-identical for the same study.
Result<std::string> workbook_xlsx(const record::Study& study, bool rows);

}  // namespace entente::ingest

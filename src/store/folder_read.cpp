// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_set>

#include "csv_table.hpp"
#include "entente/base/text.hpp"
#include "folder.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

/// Texts are kept with LF and without a byte order mark; a checkout may have changed that.
std::string text_as_kept(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (bytes.find('\r') == std::string::npos) return bytes;
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    out += bytes[i];
  }
  return out;
}

class FolderReader {
 public:
  FolderReader(const Handle& folder, const std::string& path, FolderReading reading)
      : folder_(folder), path_(path), reading_(reading) {}

  Result<FolderContent> read() {
    ENTENTE_TRY(staged_, read_staging(folder_, path_));
    ENTENTE_TRY(const auto settings, member("study.toml", table_file_limit));
    if (!settings) {
      return fail({ErrorKind::Malformed,
                   "not a study folder: it has no study.toml",
                   {path_, 0, {}},
                   "a folder made by: entente new",
                   "",
                   "check the path"});
    }
    ENTENTE_TRY(out_.study.settings, parse_settings(*settings, "study.toml", out_.problems));
    for (std::size_t t = 0; t < record::tables().size(); ++t) read_table(t);
    ENTENTE_CHECK(refuse_unknown_tables());
    read_documents();
    if (reading_.ledger) ENTENTE_CHECK(read_ledger());
    return std::move(out_);
  }

 private:
  Result<std::optional<std::string>> member(const std::string& name, std::uint64_t limit) {
    auto bytes = read_member(folder_, staged_, name, path_, limit);
    if (bytes && *bytes && reading_.keep_bytes) out_.bytes[name] = **bytes;
    return bytes;
  }

  void read_table(std::size_t t) {
    const record::TableSchema& schema = record::tables()[t];
    const std::string file = std::string(schema.name) + ".csv";
    auto bytes = member(file, table_file_limit);
    if (!bytes) {
      Error error = std::move(bytes).error();
      error.place.file = file;
      out_.problems.push_back(std::move(error));
    } else if (*bytes) {
      out_.study.table(t) = parse_table_csv(**bytes, file, schema, out_.problems);
    }
  }

  /// A misspelt table would otherwise be a table that is silently empty.
  Result<void> refuse_unknown_tables() {
    ENTENTE_TRY(const std::vector<std::string> names, names_in(folder_, path_));
    for (const std::string& name : names) {
      if (!name.ends_with(".csv") || name.starts_with('.') || known_path(name)) continue;
      const std::string stem = name.substr(0, name.size() - 4);
      const std::string mend = did_you_mean_sentence(stem, record::table_names());
      out_.problems.push_back({ErrorKind::Vocabulary,
                               "unknown table",
                               {name, 0, {}},
                               "a table's name, as in docs/format.md",
                               quotable(stem),
                               mend.empty() ? "move the file out of the study folder" : mend});
    }
    return {};
  }

  void read_documents() {
    const record::Table& documents = out_.study.table("document");
    std::unordered_set<std::string_view> files;
    for (std::size_t row = 0; row < documents.rows(); ++row) {
      const std::string_view file = documents.cell(row, "file");
      if (file.empty()) continue;
      const Place place{"document.csv", documents.line(row), "file"};
      if (!plain_file_name(file)) {
        out_.problems.push_back({ErrorKind::Malformed, "not a plain file name", place,
                                 "a name without folders that does not begin with a dot",
                                 quotable(file), "rename the file"});
      } else if (!files.insert(file).second) {
        out_.problems.push_back({ErrorKind::Duplicate, "two documents share a file", place,
                                 "a file of its own for each document", quotable(file),
                                 "give one of them another file"});
      } else {
        read_document(row, "documents/" + std::string(file));
      }
    }
  }

  void read_document(std::size_t row, const std::string& file) {
    const record::Table& documents = out_.study.table("document");
    auto bytes = member(file, document_limit);
    if (!bytes) {
      Error error = std::move(bytes).error();
      error.place.file = file;
      out_.problems.push_back(std::move(error));
      return;
    }
    if (!*bytes) return;  // not attached here
    std::string text = text_as_kept(std::move(**bytes));
    const std::string_view expected = documents.cell(row, "sha256");
    const std::string found = sha256_hex(text);
    if (!expected.empty() && expected != found) {
      out_.problems.push_back({ErrorKind::Damaged,
                               "the text is not the one that was attached",
                               {file, 0, {}},
                               "SHA-256 " + std::string(expected),
                               found,
                               "attach it again: entente import STUDY --document " +
                                   quotable(documents.id(row)) + " FILE"});
      return;
    }
    if (const auto broken = first_broken_utf8(text)) {
      out_.problems.push_back({ErrorKind::Malformed,
                               "broken UTF-8",
                               {file, 0, {}},
                               "UTF-8 text",
                               quotable(std::string_view(text).substr(*broken, 12)),
                               "save the text as UTF-8"});
      return;
    }
    out_.study.attach_document_text(documents.id(row), std::move(text));
  }

  Result<void> read_ledger() {
    ENTENTE_TRY(const auto audit, member("audit.csv", table_file_limit));
    ENTENTE_TRY(const auto history, member("history.csv", table_file_limit));
    if (!audit && !history) return {};
    if (!audit || !history) {
      out_.ledger_problems.push_back({ErrorKind::Damaged,
                                      "half of the history is missing",
                                      {audit ? "history.csv" : "audit.csv", 0, {}},
                                      "both audit.csv and history.csv",
                                      "",
                                      "restore the file from a backup or from version control"});
    }
    if (!audit || !history) return {};
    out_.ledger =
        parse_ledger_csv(*audit, *history, "audit.csv", "history.csv", out_.ledger_problems);
    return {};
  }

  const Handle& folder_;
  const std::string& path_;
  FolderReading reading_;
  StagedFiles staged_;
  FolderContent out_;
};

}  // namespace

Result<FolderContent> read_folder(const Handle& folder, const std::string& path,
                                  FolderReading reading) {
  return FolderReader(folder, path, reading).read();
}

Result<Opened> open_folder(const std::string& path) {
  ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Shared));
  ENTENTE_TRY(FolderContent content, read_folder(folder, path, {}));
  return Opened{std::move(content.study), Form::Folder, path, std::move(content.problems)};
}

Result<History> folder_history(const std::string& path) {
  ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Shared));
  ENTENTE_TRY(const FolderContent content, read_folder(folder, path, {.ledger = true}));
  ENTENTE_CHECK(refuse_problems(content.ledger_problems));
  return to_history(content.ledger);
}

}  // namespace entente::store

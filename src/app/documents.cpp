// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/documents.hpp"

#include <algorithm>
#include <filesystem>

#include "entente/app/extract.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/document_rows.hpp"
#include "table_file.hpp"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 100'000;
constexpr std::size_t part_documents = 50;
constexpr std::size_t part_rows = 1000;  // a row is read at once: a cancel waits for the write only
constexpr std::size_t part_bytes = std::size_t{16} << 20U;

Error no_such_file(const std::string& path) {
  return {ErrorKind::NotFound, "there is no such file", {path, 0, ""}, "", "", "check the path"};
}

/// Regular files below a folder in the order of their paths. Hidden ones are not meant; links are
/// not followed.
Result<void> files_below(const std::string& folder, std::vector<std::string>& out) {
  std::error_code code;
  std::vector<std::string> found;
  fs::recursive_directory_iterator it(folder, code);
  if (code) {
    return fail({ErrorKind::Unreadable,
                 "the folder cannot be read (" + code.message() + ")",
                 {folder, 0, ""},
                 "",
                 "",
                 "check its permissions"});
  }
  for (const fs::recursive_directory_iterator end; it != end; it.increment(code)) {
    if (code) break;
    const bool hidden = it->path().filename().string().starts_with('.');
    if (hidden && it->is_directory(code)) it.disable_recursion_pending();
    if (hidden || it->is_symlink(code) || !it->is_regular_file(code)) continue;
    found.push_back(it->path().string());
    if (found.size() + out.size() > most_files) {
      return fail({ErrorKind::Limit,
                   "too many files in one import",
                   {folder, 0, ""},
                   "at most " + std::to_string(most_files),
                   "",
                   "import its folders one after the other"});
    }
  }
  std::sort(found.begin(), found.end());
  std::move(found.begin(), found.end(), std::back_inserter(out));
  return {};
}

Result<std::vector<std::string>> all_files(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code code;
    const auto status = fs::status(path, code);
    if (!fs::exists(status)) return fail(no_such_file(path));
    if (fs::is_directory(status)) {
      if (fs::exists(fs::path(path) / "study.toml", code)) {
        return fail({ErrorKind::Malformed,
                     "a study, not a folder of documents",
                     {path, 0, ""},
                     "",
                     "",
                     "to take over its tables, export it as XLSX and import that"});
      }
      ENTENTE_CHECK(files_below(path, out));
    } else {
      out.push_back(path);
    }
  }
  return out;
}

/// Documents that were read and are not yet written.
struct Part {
  store::Edit edit{"import", {}, std::nullopt, {}};
  std::size_t documents = 0;
  std::size_t bytes = 0;
};

class DocumentImport {
 public:
  DocumentImport(const DocumentsRequest& request, const Context& context,
                 const store::Opened& opened)
      : request_(request),
        context_(context),
        settings_(opened.study.settings),
        planner_(opened.study) {
    out_.study = request.study;
    out_.dry_run = request.dry_run;
  }

  Result<DocumentsOutcome> run() {
    ENTENTE_CHECK(prepare());
    const ProgressStage stage = context_.progress.stage("documents", files_.size());
    for (const std::string& file : files_) {
      if (context_.cancel.cancelled()) {
        out_.cancelled = true;
        break;
      }
      const bool rows = ingest::document_rows_name(file);
      if (auto taken = rows ? take_rows(file) : take(file); !taken) {
        if (taken.error().kind != ErrorKind::Cancelled) return fail(std::move(taken).error());
        out_.cancelled = true;
        break;
      }
      if (part_full(part_documents)) ENTENTE_CHECK(write());
      ++out_.files_read;
      stage.add();
    }
    // What was read before a cancel is sound and stays: the same command again goes on from here.
    ENTENTE_CHECK(write());
    return std::move(out_);
  }

 private:
  Result<void> prepare() {
    if (!request_.pattern.empty()) {
      ENTENTE_TRY(ingest::NamePattern pattern, ingest::NamePattern::parse(request_.pattern));
      pattern_ = std::move(pattern);
    }
    for (const std::string& path : request_.references) {
      ENTENTE_TRY(const std::string bytes, read_file(path, ingest::largest_document));
      ENTENTE_TRY(ingest::ReferenceList list, ingest::read_references(bytes, path));
      std::move(list.references.begin(), list.references.end(),
                std::back_inserter(references_.references));
      std::move(list.faults.begin(), list.faults.end(), std::back_inserter(out_.faults));
    }
    ENTENTE_TRY(files_, all_files(request_.paths));
    out_.files = static_cast<std::int64_t>(files_.size());
    return {};
  }

  bool part_full(std::size_t most) const noexcept {
    return part_.documents >= most || part_.bytes >= part_bytes;
  }

  void reject(const std::string& file, Error error) {
    if (error.place.file.empty()) error.place.file = file;
    out_.documents.push_back({file, DocumentFate::Rejected, "", "", 0, {}});
    out_.rejections.push_back(std::move(error));
    ++out_.rejected;
  }

  /// Each row's fate. Only a cancel, or what forbids to write, is an error here.
  Result<void> take_rows(const std::string& file) {
    auto bytes = read_file(file, ingest::largest_document);
    auto sheets = bytes ? sheets_of(file, *bytes) : fail(std::move(bytes).error());
    if (!sheets) {
      reject(file, std::move(sheets).error());
      return {};
    }
    for (ingest::Sheet& sheet : *sheets) {
      const auto columns = ingest::document_columns(sheet);
      if (!columns) {
        reject(file, columns.error());
        continue;
      }
      for (Error& fault : sheet.faults) reject(file, std::move(fault));
      const ProgressStage stage = context_.progress.stage("rows", sheet.rows.size());
      for (ingest::SheetRow& row : sheet.rows) {
        ENTENTE_CHECK(check_cancel(context_.cancel));
        take_row(sheet, *columns, row);
        row = {};
        if (part_full(part_rows)) ENTENTE_CHECK(write());
        stage.add();
      }
    }
    return {};
  }

  void take_row(const ingest::Sheet& sheet, const ingest::DocumentColumns& columns,
                const ingest::SheetRow& row) {
    auto made = ingest::row_document(sheet, columns, row);
    if (!made) {
      reject(row_place(sheet, row), std::move(made).error());
      return;
    }
    ingest::IncomingDocument& incoming = made->incoming;
    const std::string file = made->place;
    if (const std::string known = planner_.known(incoming.sha256); !known.empty()) {
      duplicate(file, known);
      return;
    }
    std::vector<std::string> warnings;
    if (!columns.left_out.empty()) {
      warnings.push_back("left out: " + joined(columns.left_out, ", "));
    }
    accept(file, std::move(made->original), std::move(incoming), std::move(warnings));
  }

  /// One file's fate. Only a cancel is an error here: all else rejects the file alone.
  Result<void> take(const std::string& file) {
    auto bytes = read_file(file, ingest::largest_document);
    if (!bytes) {
      reject(file, std::move(bytes).error());
      return {};
    }
    const std::string hash = sha256_hex(*bytes);
    if (const std::string known = planner_.known(hash); !known.empty()) {
      duplicate(file, known);
      return {};
    }
    auto extracted = extract_apart(file, context_);
    if (!extracted) {
      if (extracted.error().kind == ErrorKind::Cancelled) return fail(std::move(extracted).error());
      reject(file, std::move(extracted).error());
      return {};
    }
    if (extracted->sha256 != hash) {
      reject(file, {ErrorKind::Conflict,
                    "the file changed while it was read",
                    {file, 0, ""},
                    "",
                    "",
                    "import it again"});
      return {};
    }
    ingest::IncomingDocument incoming;
    incoming.file_name = fs::path(file).filename().string();
    incoming.sha256 = hash;
    incoming.document = std::move(extracted->document);
    accept(file, std::move(*bytes), std::move(incoming), {});
    return {};
  }

  void duplicate(const std::string& file, const std::string& id) {
    out_.documents.push_back({file, DocumentFate::Duplicate, id, "", 0, {}});
    ++out_.duplicate;
  }

  void accept(const std::string& file, std::string bytes, ingest::IncomingDocument incoming,
              std::vector<std::string> warnings) {
    if (pattern_) {
      if (auto found = pattern_->match(incoming.file_name)) {
        ingest::fill_blanks(incoming.known, found->about);
        if (incoming.actor.empty()) incoming.actor = std::move(found->actor);
      } else {
        warnings.emplace_back("its name does not fit the pattern");
      }
    }
    if (!references_.references.empty()) {
      ingest::DocumentMetadata about = incoming.known;
      ingest::fill_blanks(about, incoming.document.metadata);
      const auto* one = ingest::matching_reference(references_, incoming.file_name, about);
      if (one != nullptr) ingest::fill_blanks(incoming.known, one->about);
      if (one == nullptr) warnings.emplace_back("no entry of the references is about it");
    }
    if (const std::string same = planner_.known(sha256_hex(incoming.document.text));
        !same.empty() && !trimmed(incoming.document.text).empty()) {
      duplicate(file, same);
      return;
    }
    ingest::PlannedDocument planned = planner_.plan(incoming);
    std::move(planned.warnings.begin(), planned.warnings.end(), std::back_inserter(warnings));
    out_.documents.push_back({file, DocumentFate::Accepted, planned.id, planned.title,
                              incoming.document.text.size(), std::move(warnings)});
    ++out_.accepted;
    part_.documents += 1;
    part_.bytes += bytes.size() + incoming.document.text.size();
    std::move(planned.changes.begin(), planned.changes.end(),
              std::back_inserter(part_.edit.changes));
    part_.edit.document_texts[planned.id] = std::move(incoming.document.text);
    if (planned.keeps_original) part_.edit.document_originals[planned.id] = std::move(bytes);
  }

  Result<void> write() {
    const Part part = std::exchange(part_, Part());
    if (part.documents == 0 || request_.dry_run) return {};
    const std::string what = std::to_string(part.documents) + " documents";
    ENTENTE_TRY(const store::Origin origin,
                origin_of(context_, settings_, "import " + what, "import of " + what));
    ENTENTE_TRY(const store::Committed done, store::commit(request_.study, part.edit, origin, {}));
    out_.author = origin.author;
    out_.entries.push_back(done.audit_sequence);
    return {};
  }

  const DocumentsRequest& request_;
  const Context& context_;
  record::Settings settings_;
  ingest::DocumentPlanner planner_;
  std::optional<ingest::NamePattern> pattern_;
  ingest::ReferenceList references_;
  std::vector<std::string> files_;
  Part part_;
  DocumentsOutcome out_;
};

}  // namespace

Result<bool> means_documents(const std::vector<std::string>& paths, bool asked) {
  if (asked) return true;
  std::size_t documents = 0;
  const std::string* table = nullptr;
  for (const std::string& path : paths) {
    std::error_code code;
    // Plain text may be a table with tabs; its name does not tell.
    const bool text = lowered(fs::path(path).extension().string()) == ".txt";
    if (fs::is_directory(path, code) || (!text && ingest::document_name(path))) {
      ++documents;
    } else if (table == nullptr) {
      table = &path;
    }
  }
  if (documents > 0 && table != nullptr) {
    return fail({ErrorKind::Usage,
                 "documents and tables in one import",
                 {*table, 0, ""},
                 "documents alone or tables alone",
                 "",
                 "import the tables in a command of their own, or give --documents where each file "
                 "is a document"});
  }
  return documents > 0;
}

Result<DocumentsOutcome> import_documents(const DocumentsRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  if (!request.dry_run) {
    // Asked for at once: nobody should wait for a thousand documents to be told that.
    ENTENTE_TRY(const store::Origin origin,
                origin_of(context, opened.study.settings, "import", "import"));
    (void)origin;
  }
  return DocumentImport(request, context, opened).run();
}

}  // namespace entente::app

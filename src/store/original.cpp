// SPDX-License-Identifier: GPL-3.0-or-later
#include "original.hpp"

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "file.hpp"
#include "folder.hpp"

namespace entente::store {
namespace {

Error original_error(ErrorKind kind, std::string_view id, std::string message, std::string mend) {
  return {kind,
          "document " + quotable(id) + ": " + std::move(message),
          {"document.csv", 0, "original"},
          "",
          "",
          std::move(mend)};
}

/// Whether any other cell of the table names that file.
bool named_elsewhere(const record::Table& documents, std::size_t row, std::string_view name) {
  const std::string wanted = lowered(name);
  for (std::size_t other = 0; other < documents.rows(); ++other) {
    if (lowered(documents.cell(other, "file")) == wanted) return true;
    if (other != row && lowered(documents.cell(other, "original")) == wanted) return true;
  }
  return false;
}

}  // namespace

struct OriginalReader::State {
  std::string path;
  std::optional<Handle> folder;
  StagedFiles staged;
  std::optional<Reading> reading;
};

OriginalReader::OriginalReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
OriginalReader::OriginalReader(OriginalReader&&) noexcept = default;
OriginalReader& OriginalReader::operator=(OriginalReader&&) noexcept = default;
OriginalReader::~OriginalReader() = default;

Result<OriginalReader> OriginalReader::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  ENTENTE_TRY(const Form form, detect(path));
  if (form == Form::Folder) {
    ENTENTE_TRY(Handle folder, open_locked_folder(path, LockMode::Shared));
    ENTENTE_TRY(state->staged, read_staging(folder, path));
    state->folder.emplace(std::move(folder));
  } else {
    ENTENTE_TRY(Reading reading, open_current_for_reading(path));
    state->reading.emplace(std::move(reading));
  }
  return OriginalReader(std::move(state));
}

Result<std::optional<std::string>> OriginalReader::read(const record::Study& study,
                                                        std::string_view id) {
  std::optional<std::string> bytes;
  if (state_->folder) {
    ENTENTE_TRY(const std::string path, original_path(study, id));
    ENTENTE_TRY(bytes,
                read_member(*state_->folder, state_->staged, path, state_->path, document_limit));
  } else {
    ENTENTE_TRY(Query query,
                state_->reading->database.prepare(
                    "SELECT \"bytes\" FROM \"document_original\" WHERE \"document\" = ?"));
    ENTENTE_TRY(const bool there, query.bind(1, id).step());
    if (there) bytes = std::string(query.blob(0));
  }
  if (!bytes) return bytes;
  const record::Table& documents = study.table("document");
  const std::string_view expected =
      documents.cell(documents.find(id).value_or(0), "original_sha256");
  if (sha256_hex(*bytes) != expected) {
    Error error =
        original_error(ErrorKind::Damaged, id, "the original is not the one its row names by hash",
                       "restore it from a backup, or import it again");
    error.expected = "SHA-256 " + std::string(expected);
    error.found = sha256_hex(*bytes);
    return fail(std::move(error));
  }
  return bytes;
}

Result<std::string> original_path(const record::Study& study, std::string_view document_id) {
  const record::Table& documents = study.table("document");
  const auto row = documents.find(document_id);
  if (!row) {
    return fail(original_error(ErrorKind::Reference, document_id,
                               "an original belongs to a document that is not there",
                               "add the document's row first"));
  }
  const std::string_view name = documents.cell(*row, "original");
  if (name.empty()) {
    return fail(original_error(ErrorKind::Missing, document_id,
                               "its original has no file name to be kept under",
                               "fill in the column original"));
  }
  if (!plain_file_name(name)) {
    return fail(original_error(ErrorKind::Malformed, document_id, "not a plain file name",
                               "choose a name without folders that does not begin with a dot"));
  }
  return "documents/" + std::string(name);
}

Result<void> check_original(const record::Study& study, std::string_view document_id,
                            std::string_view bytes) {
  if (auto path = original_path(study, document_id); !path) return fail(std::move(path).error());
  const record::Table& documents = study.table("document");
  const std::size_t row = documents.find(document_id).value_or(0);
  if (bytes.size() > document_limit) {
    return fail(original_error(ErrorKind::Limit, document_id, "its original is larger than 64 MiB",
                               "keep it elsewhere"));
  }
  if (documents.cell(row, "original_sha256") != sha256_hex(bytes)) {
    return fail(original_error(ErrorKind::Conflict, document_id,
                               "its original is not the one its row names by hash",
                               "change the row together with the original"));
  }
  if (named_elsewhere(documents, row, documents.cell(row, "original"))) {
    return fail(original_error(ErrorKind::Duplicate, document_id, "another document has this file",
                               "choose another file name"));
  }
  return {};
}

std::vector<std::string> with_originals(const record::Study& study) {
  std::vector<std::string> out;
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    // A name that no file of ours can have names nothing that is at hand.
    const bool named = plain_file_name(documents.cell(row, "original"));
    if (named && !documents.cell(row, "original_sha256").empty()) {
      out.emplace_back(documents.id(row));
    }
  }
  return out;
}

Result<void> copy_originals(OriginalReader& from, const record::Study& study,
                            const std::string& folder) {
  std::optional<Handle> documents;
  for (const std::string& id : with_originals(study)) {
    ENTENTE_TRY(const auto bytes, from.read(study, id));
    if (!bytes) continue;
    ENTENTE_CHECK(check_original(study, id, *bytes));
    if (!documents) {
      ENTENTE_TRY(Handle made, documents_of_new_folder(folder));
      documents.emplace(std::move(made));
    }
    ENTENTE_TRY(const std::string path, original_path(study, id));
    const std::string name = path.substr(path.find('/') + 1);
    ENTENTE_CHECK(write_new_in(*documents, name, *bytes, path));
    ENTENTE_CHECK(sync_in(*documents, name, path));
  }
  return documents ? sync_folder(*documents, folder) : Result<void>();
}

Result<std::int64_t> verify_originals(const std::string& path, const record::Study& study,
                                      std::vector<Error>& damage) {
  const std::vector<std::string> ids = with_originals(study);
  if (ids.empty()) return 0;
  ENTENTE_TRY(OriginalReader reader, OriginalReader::open(path));
  std::int64_t count = 0;
  for (const std::string& id : ids) {
    auto bytes = reader.read(study, id);
    if (!bytes) {
      damage.push_back(std::move(bytes).error());
    } else if (*bytes) {
      ++count;
    }
  }
  return count;
}

Result<std::optional<std::string>> read_original(const std::string& path,
                                                 const record::Study& study,
                                                 std::string_view document_id) {
  ENTENTE_TRY(OriginalReader reader, OriginalReader::open(path));
  return reader.read(study, document_id);
}

}  // namespace entente::store

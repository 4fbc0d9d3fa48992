// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/import.hpp"

#include <filesystem>

#include "entente/app/extract.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/documents.hpp"
#include "entente/ingest/exchange.hpp"
#include "table_file.hpp"

namespace entente::app {
namespace {

std::string base_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

using CodingReader = Result<ingest::Exchange> (*)(std::string_view, const std::string&,
                                                  const record::Study&);

/// What reads a coding made with another program; null for a file of rows.
CodingReader coding_reader(const std::string& path) {
  const std::string suffix = lowered(std::filesystem::path(path).extension().string());
  if (suffix == ".dna") return ingest::read_dna;
  if (suffix == ".jsonld") return ingest::read_annotations;
  return suffix == ".qdpx" || suffix == ".qdc" ? ingest::read_refi : nullptr;
}

Result<void> check_coding_alone(const ImportRequest& request) {
  for (const std::string& file : request.files) {
    if (coding_reader(file) == nullptr || (request.files.size() == 1 && request.table.empty())) {
      continue;
    }
    return fail({ErrorKind::Usage,
                 "a coding made with another program is imported alone",
                 {file, 0, ""},
                 "one file, without --table",
                 "",
                 "import one after the other"});
  }
  return {};
}

/// Texts whose document is there once the plan is carried out and is the one that was hashed.
std::map<std::string, std::string> texts_to_keep(const record::Study& study,
                                                 const ingest::ImportPlan& plan,
                                                 std::map<std::string, std::string> texts) {
  const std::size_t documents = record::table_index("document").value();
  const std::size_t hash = record::tables()[documents].column("sha256").value();
  std::map<std::string, std::string, std::less<>> hashes;
  const record::Table& rows = study.table(documents);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    hashes.emplace(rows.id(row), rows.cell(row, hash));
  }
  for (const record::Change& change : plan.changes) {
    if (change.table == documents) hashes.insert_or_assign(change.id, change.after[hash]);
  }
  std::erase_if(texts, [&](const auto& text) {
    const auto it = hashes.find(text.first);
    return it == hashes.end() || it->second != sha256_hex(text.second);
  });
  return texts;
}

Result<void> preview_coding(const std::string& file, const record::Study& study,
                            const Context& context, ImportPreview& out) {
  ENTENTE_TRY(const std::string bytes, read_file(file));
  ENTENTE_TRY(ingest::Exchange coding, coding_reader(file)(bytes, base_name(file), study));
  ENTENTE_CHECK(check_cancel(context.cancel, "import"));
  ENTENTE_TRY(out.plan, ingest::plan_import(study, coding.sheets, {}, context.cancel));
  out.texts = texts_to_keep(study, out.plan, std::move(coding.texts));
  out.remarks = std::move(coding.remarks);
  out.files.push_back(base_name(file));
  return {};
}

Result<void> check_table_option(const std::string& table) {
  if (table.empty() || record::table_index(table)) return {};
  std::string mend = did_you_mean_sentence(table, record::table_names());
  if (mend.empty()) mend = "docs/format.md lists the tables";
  return fail({ErrorKind::Usage,
               "there is no such table",
               {"", 0, "--table"},
               "",
               quotable(table),
               std::move(mend)});
}

std::string files_text(const std::vector<std::string>& files) {
  std::string out = joined(files, ", ");
  return out.size() > 200 ? std::to_string(files.size()) + " files" : out;
}

}  // namespace

Result<ImportPreview> preview_import(const ImportRequest& request, const Context& context) {
  ENTENTE_CHECK(check_table_option(request.table));
  ENTENTE_CHECK(check_coding_alone(request));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ImportPreview out;
  out.study = request.study;
  out.settings = opened.study.settings;
  if (request.files.size() == 1 && coding_reader(request.files.front()) != nullptr) {
    ENTENTE_CHECK(preview_coding(request.files.front(), opened.study, context, out));
    return out;
  }
  std::vector<ingest::Sheet> sheets;
  {
    const ProgressStage stage = context.progress.stage("reading files", request.files.size());
    for (const std::string& file : request.files) {
      ENTENTE_CHECK(check_cancel(context.cancel, "import"));
      ENTENTE_TRY(const std::string bytes, read_file(file));
      ENTENTE_TRY(auto found, sheets_of(file, bytes));
      std::move(found.begin(), found.end(), std::back_inserter(sheets));
      out.files.push_back(base_name(file));
      stage.add();
    }
  }
  ENTENTE_TRY(out.plan, ingest::plan_import(opened.study, sheets, {request.table}, context.cancel));
  return out;
}

Result<AttachPreview> preview_attach(const AttachRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(std::string bytes, read_file(request.file));
  ENTENTE_CHECK(check_cancel(context.cancel, "import"));
  AttachPreview out{
      request.study, opened.study.settings, request.document, base_name(request.file), {}, {}, {}};
  const auto reworded = request.reworded ? ingest::Reworded::Take : ingest::Reworded::Report;
  const auto reader = ingest::reader_for(bytes, request.file);
  if (!reader || (*reader)->card.name == "text") {
    ENTENTE_TRY(out.plan,
                ingest::plan_attach(opened.study, request.document, bytes, request.file, reworded));
  } else {
    ENTENTE_TRY(ExtractOutcome read, extract_apart(request.file, context));
    ENTENTE_TRY(out.plan,
                ingest::plan_attach_document(opened.study, request.document, read.document,
                                             read.sha256, request.file, reworded));
    if (read.sha256 != sha256_hex(bytes)) {
      return fail({ErrorKind::Conflict,
                   "the file changed while it was read",
                   {request.file, 0, ""},
                   "",
                   "",
                   "import it again"});
    }
    if (out.plan.keeps_original) out.original = std::move(bytes);
    out.warnings = std::move(read.document.warnings);
  }
  const bool none_found =
      out.plan.anchors > 0 && out.plan.found_in_place + out.plan.relocated + out.plan.reworded == 0;
  if (none_found && !request.force) {
    return fail({ErrorKind::Malformed,
                 "none of the " + std::to_string(out.plan.anchors) + " passages of document " +
                     quotable(request.document) + " is in this file",
                 {request.file, 0, ""},
                 "a copy of that document",
                 "",
                 "check the file, or attach it all the same with --force"});
  }
  return out;
}

Result<store::Committed> carry_out(const ImportPreview& preview, const Context& context) {
  ENTENTE_CHECK(check_cancel(context.cancel, "import"));
  const std::string files = files_text(preview.files);
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, preview.settings, "import " + files, "import of " + files));
  return store::commit(preview.study, {"import", preview.plan.changes, std::nullopt, preview.texts},
                       origin, {context.cancel, context.progress});
}

Result<store::Committed> carry_out(const AttachPreview& preview, const Context& context) {
  ENTENTE_CHECK(check_cancel(context.cancel, "import"));
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, preview.settings,
                        "import --document " + preview.document + " " + preview.file,
                        "document " + preview.document + " attached"));
  store::Edit edit{"document", preview.plan.changes, std::nullopt, {}};
  edit.document_texts[preview.document] = preview.plan.text;
  if (preview.plan.keeps_original) edit.document_originals[preview.document] = preview.original;
  return store::commit(preview.study, edit, origin, {context.cancel, context.progress});
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// Where on the pages of its original a passage stands.
#include <filesystem>
#include <map>

#include "child.hpp"
#include "entente/app/extract.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/app/statement.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// The original read again, or why that gives no places.
struct ReadAgain {
  std::string text;
  std::vector<ingest::Block> blocks;
  std::string fault;
};

Result<ReadAgain> read_again(const store::Opened& opened, const std::string& document,
                             const Context& context) {
  if (document.empty()) return ReadAgain{{}, {}, "the passage lies in no document"};
  const record::Table& documents = opened.study.table("document");
  const auto row = documents.find(document);
  const auto text = opened.study.document_text(document);
  if (!row || !text) return ReadAgain{{}, {}, "the document is not attached"};
  const std::string name(documents.cell(*row, "original"));
  if (name.empty()) return ReadAgain{{}, {}, "its document is plain text, without pages"};
  ENTENTE_TRY(const std::optional<std::string> bytes,
              store::read_original(opened.path, opened.study, document));
  if (!bytes) return ReadAgain{{}, {}, "the original is not at hand"};
  ENTENTE_TRY(const PrivateFolder folder, PrivateFolder::make());
  const std::string file =
      folder.file("original" + std::filesystem::path(name).extension().string());
  ENTENTE_TRY([[maybe_unused]] const bool written, write_file(file, *bytes, Overwrite::Never));
  auto extracted = extract_apart(file, context, Layout::Take);
  if (!extracted) {
    if (extracted.error().kind == ErrorKind::Cancelled) return fail(std::move(extracted).error());
    return ReadAgain{{}, {}, "the original cannot be read again: " + extracted.error().message};
  }
  ReadAgain out{std::move(extracted->document.text), std::move(extracted->document.blocks), {}};
  if (out.text != *text) out.fault = "another text comes out of the original now";
  return out;
}

void fill_boxes(const record::Study& study, const ReadAgain& read, ShownPassage& passage) {
  passage.not_located = read.fault;
  if (!read.fault.empty()) return;
  const record::Table& passages = study.table("passage");
  const auto row = passages.find(passage.id);
  const auto begin = row ? parse_integer(passages.cell(*row, "byte_start")) : std::nullopt;
  const auto end = row ? parse_integer(passages.cell(*row, "byte_end")) : std::nullopt;
  if (!begin || !end || *begin < 0 || *end <= *begin) {
    passage.not_located = "the passage has no range";
    return;
  }
  for (const ingest::Block& block : read.blocks) {
    if (!block.box || block.end <= static_cast<std::size_t>(*begin) ||
        block.start >= static_cast<std::size_t>(*end)) {
      continue;
    }
    passage.boxes.push_back({ingest::page_at(read.text, block.start), block.box->left,
                             block.box->top, block.box->right, block.box->bottom});
  }
  if (passage.boxes.empty()) passage.not_located = "documents of this format have no boxes";
}

}  // namespace

Result<void> locate_in_originals(const std::string& study, ShownStatement& statement,
                                 const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  std::map<std::string, ReadAgain> documents;
  for (ShownPassage& passage : statement.passages) {
    const auto [found, fresh] = documents.try_emplace(passage.document);
    if (fresh) {
      ENTENTE_TRY(found->second, read_again(opened, passage.document, context));
    }
    fill_boxes(opened.study, found->second, passage);
  }
  return {};
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument texts (OASIS ODF 1.3, part 3): white space folds as its section 6.1.2 says.
#include "entente/base/text.hpp"
#include "ingest/extract/core_properties.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

class OdtText : public XmlHandler {
 public:
  OdtText(TextBuilder& out, const std::string& file_name)
      : out_(out), limit_(too_much_text(file_name)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (aside_ > 0) {
      if (name == aside_name_) ++aside_;
      return;
    }
    if (name == "text") in_body_ = true;
    if (!in_body_) return;
    if (name == "annotation" || name == "tracked-changes" || name == "object" ||
        name == "sequence-decls" || name == "variable-decls") {
      if (name == "annotation") commented = true;
      if (name == "tracked-changes") deleted = true;
      aside_name_ = name;
      aside_ = 1;
    } else if (name == "h" || name == "p") {
      paragraph(name == "h", attributes);
    } else if (name == "s") {
      const std::int64_t count = parse_integer(attributes["c"]).value_or(1);
      put(std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(count, 1, 1000)), ' '));
    } else if (name == "tab") {
      put("\t");
    } else if (name == "line-break") {
      put("\n");
    } else if (name == "list-item") {
      ++items_;
      item_begins_ = true;
    } else if (name == "table-row") {
      if (row_++ == 0) out_.begin(BlockKind::TableRow);
      first_cell_ = true;
    } else if (name == "table-cell") {
      if (!first_cell_) out_.tab();
      first_cell_ = false;
    } else if (name == "note-citation") {
      citation_.clear();
      in_citation_ = true;
    } else if (name == "note-body") {
      note_ = "[" + citation_ + "] ";
      in_note_ = true;
    }
  }

  void end(std::string_view name) override {
    if (aside_ > 0) {
      if (name == aside_name_) --aside_;
      return;
    }
    if ((name == "p" || name == "h") && in_note_) {
      note_ += ' ';
    } else if ((name == "p" || name == "h") && row_ == 0) {
      out_.end();
    }
    if (name == "table-row" && row_ > 0 && --row_ == 0) out_.end();
    if (name == "list-item" && items_ > 0) --items_;
    if (name == "note-citation") {
      in_citation_ = false;
      put("[" + citation_ + "]");
    }
    if (name == "note-body") {
      in_note_ = false;
      if (notes.size() < 100'000) notes.push_back(std::move(note_));
      note_.clear();
    }
  }

  void text(std::string_view piece) override {
    if (aside_ > 0 || !in_body_) return;
    if (in_citation_) {
      citation_.append(piece.substr(0, 20));
    } else if (in_note_) {
      note_bytes_ += piece.size();
      note_.append(piece);
    } else if (out_.block_open()) {
      out_.add_flowing(piece);
    }
  }
  const Error* trouble() const override {
    return out_.full() || note_bytes_ > (std::size_t{16} << 20U) ? &limit_ : nullptr;
  }

  std::vector<std::string> notes;
  bool commented = false;
  bool deleted = false;

 private:
  void paragraph(bool heading, const XmlAttributes& attributes) {
    if (in_note_) return;
    if (row_ > 0) {
      out_.add_flowing(" ");
      return;
    }
    if (heading) {
      const std::int64_t level = parse_integer(attributes["outline-level"]).value_or(1);
      out_.begin(BlockKind::Heading, static_cast<int>(std::clamp<std::int64_t>(level, 1, 10)));
    } else {
      out_.begin(items_ > 0 && item_begins_ ? BlockKind::ListItem : BlockKind::Paragraph);
      item_begins_ = false;
    }
  }
  void put(const std::string& text) {
    if (in_note_) {
      note_ += text;
    } else if (out_.block_open()) {
      out_.add(text);
    }
  }

  TextBuilder& out_;
  Error limit_;
  std::string aside_name_;
  std::string citation_;
  std::string note_;
  std::size_t note_bytes_ = 0;
  int aside_ = 0;
  int row_ = 0;
  int items_ = 0;
  bool first_cell_ = true;
  bool item_begins_ = false;
  bool in_body_ = false;
  bool in_citation_ = false;
  bool in_note_ = false;
};

class OdtManifest : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    encrypted = encrypted || name == "encryption-data";
  }
  void end(std::string_view) override {}
  bool encrypted = false;
};

bool is_odt(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return false;
  auto package = Package::open(bytes, {}, document_package());
  if (!package || !package->has("mimetype") || !package->has("content.xml")) return false;
  const auto type = package->read_part("mimetype", 200);
  return type && type->starts_with("application/vnd.oasis.opendocument.text");
}

Result<ExtractedDocument> read_odt(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(Package package, Package::open(bytes, file_name, document_package()));
  OdtManifest manifest;
  if (package.has("META-INF/manifest.xml")) {
    ENTENTE_CHECK(package.read_xml("META-INF/manifest.xml", manifest));
  }
  if (manifest.encrypted) {
    return fail(input_error(ErrorKind::Malformed, "the document is encrypted", {file_name, 0, {}},
                            "a document without password", "", "save it without a password"));
  }
  TextBuilder builder;
  OdtText body(builder, file_name);
  ENTENTE_CHECK(package.read_xml("content.xml", body));
  for (const std::string& note : body.notes) {
    builder.begin(BlockKind::Note);
    builder.add(folded_spaces(sound_utf8(note)));
  }
  if (builder.full()) return fail(too_much_text(file_name));
  ExtractedDocument out = builder.finish();
  ENTENTE_TRY(out.metadata, core_properties(package, "meta.xml"));
  if (body.deleted) out.warnings.emplace_back("tracked deletions were left out");
  if (body.commented) out.warnings.emplace_back("comments were left out");
  for (const std::string& name : package.names()) {
    if (name.starts_with("Basic/") || name.starts_with("Scripts/")) {
      out.warnings.emplace_back("it holds macros, which were not read");
      break;
    }
  }
  return out;
}

}  // namespace

DocumentReader odt_reader() {
  DocumentReader out;
  out.card = {"odt",
              "OpenDocument text",
              {".odt", ".ott"},
              "Paragraphs, headings, lists, tables and notes of an OpenDocument text.",
              "stable",
              {"Page headers, page footers, comments and drawings are left out.",
               "Notes stand at the end of the text, each with its number."}};
  out.media_type = "application/vnd.oasis.opendocument.text";
  out.recognises = &is_odt;
  out.read = &read_odt;
  return out;
}

}  // namespace entente::ingest

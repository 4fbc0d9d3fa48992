// SPDX-License-Identifier: GPL-3.0-or-later
// Word documents (ECMA-376, WordprocessingML): the text of the main part and its notes.
#include <map>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/extract/core_properties.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::string_view docx_main = "word/document.xml";

/// Style ids that are headings, with their levels.
using HeadingStyles = std::map<std::string, int, std::less<>>;

class DocxStyles : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style") style_ = attributes["styleId"];
    if (name == "name" && !style_.empty()) {
      const std::string called = lowered(attributes["val"]);
      if (called == "title") levels[style_] = 1;
      if (called.size() == 9 && called.starts_with("heading ") && called[8] >= '1' &&
          called[8] <= '9') {
        levels[style_] = called[8] - '0';
      }
    }
    if (name == "outlineLvl" && !style_.empty()) {
      const auto level = parse_integer(attributes["val"]);
      if (level && *level >= 0 && *level < 9) levels.emplace(style_, static_cast<int>(*level) + 1);
    }
  }
  void end(std::string_view name) override {
    if (name == "style") style_.clear();
  }

  HeadingStyles levels;

 private:
  std::string style_;
};

class DocxText : public XmlHandler {
 public:
  DocxText(TextBuilder& out, const HeadingStyles& headings, const std::string& file_name)
      : out_(out), headings_(headings), limit_(too_much_text(file_name)) {}

  /// Paragraphs of footnotes and endnotes are notes, each with its number in front.
  bool notes = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (aside_ > 0) {
      if (name == aside_name_) ++aside_;
      return;
    }
    if (name == "Fallback" || name == "moveFrom" || name == "del") {
      if (name != "Fallback") deleted = true;
      aside_name_ = name;
      aside_ = 1;
    } else if (name == "p") {
      if (row_ == 0) {
        out_.begin(notes ? BlockKind::Note : BlockKind::Paragraph);
        if (notes && !mark_.empty()) out_.add(mark_ + " ");
        mark_.clear();
      } else {
        out_.add_flowing(" ");
      }
    } else if (name == "pStyle" || name == "outlineLvl" || name == "numPr") {
      style(name, attributes);
    } else if (name == "t") {
      taking_ = true;
    } else if (name == "footnote" || name == "endnote") {
      const std::string_view type = attributes["type"];
      if (type == "separator" || type == "continuationSeparator") {
        aside_name_ = name;
        aside_ = 1;
      }
      mark_ = note_mark(name == "endnote", attributes["id"]);
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      out_.add(note_mark(name == "endnoteReference", attributes["id"]));
    } else {
      mark_or_table(name);
    }
  }

  void end(std::string_view name) override {
    if (aside_ > 0) {
      if (name == aside_name_) --aside_;
      return;
    }
    if (name == "t") taking_ = false;
    if (name == "p" && row_ == 0) out_.end();
    if (name == "tr" && row_ > 0 && --row_ == 0) out_.end();
  }

  void text(std::string_view piece) override {
    if (taking_ && aside_ == 0) out_.add(piece);
  }
  const Error* trouble() const override { return out_.full() ? &limit_ : nullptr; }

  bool deleted = false;
  bool commented = false;
  bool symbols = false;

 private:
  static std::string note_mark(bool endnote, std::string_view id) {
    return std::string(endnote ? "[e" : "[") + quotable(id, 8) + "]";
  }

  void style(std::string_view name, const XmlAttributes& attributes) {
    if (row_ > 0 || notes) return;
    if (name == "pStyle") {
      const auto level = headings_.find(attributes["val"]);
      if (level != headings_.end()) out_.begin(BlockKind::Heading, level->second);
    } else if (name == "outlineLvl") {
      const auto level = parse_integer(attributes["val"]);
      if (level && *level >= 0 && *level < 9) {
        out_.begin(BlockKind::Heading, static_cast<int>(*level) + 1);
      }
    } else {
      out_.begin(BlockKind::ListItem);
    }
  }

  void mark_or_table(std::string_view name) {
    if (name == "tab" && !tabs_) out_.tab();
    if (name == "tabs") tabs_ = true;
    if (name == "r") tabs_ = false;
    if (name == "br" || name == "cr") out_.line_break();
    if (name == "noBreakHyphen") out_.add("\xE2\x80\x91");
    if (name == "sym") {
      symbols = true;
      out_.add("\xEF\xBF\xBD");
    }
    if (name == "commentReference") commented = true;
    if (name == "tr" && row_++ == 0) {
      out_.begin(BlockKind::TableRow);
      first_cell_ = true;
    }
    if (name == "tc") {
      if (!first_cell_) out_.tab();
      first_cell_ = false;
    }
  }

  TextBuilder& out_;
  const HeadingStyles& headings_;
  Error limit_;
  std::string mark_;
  std::string aside_name_;
  int aside_ = 0;
  int row_ = 0;
  bool first_cell_ = true;
  bool taking_ = false;
  bool tabs_ = false;  ///< inside the tab stops of a paragraph's properties
};

bool is_docx(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return false;
  const auto package = Package::open(bytes, {}, document_package());
  return package && package->has(std::string(docx_main));
}

Result<ExtractedDocument> read_docx(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(Package package, Package::open(bytes, file_name, document_package()));
  DocxStyles styles;
  if (package.has("word/styles.xml")) ENTENTE_CHECK(package.read_xml("word/styles.xml", styles));
  TextBuilder builder;
  DocxText body(builder, styles.levels, file_name);
  ENTENTE_CHECK(package.read_xml(std::string(docx_main), body));
  for (const char* part : {"word/footnotes.xml", "word/endnotes.xml"}) {
    if (!package.has(part)) continue;
    DocxText notes(builder, styles.levels, file_name);
    notes.notes = true;
    ENTENTE_CHECK(package.read_xml(part, notes));
  }
  ExtractedDocument out = builder.finish();
  ENTENTE_TRY(out.metadata, core_properties(package, "docProps/core.xml"));
  if (body.deleted) out.warnings.emplace_back("tracked deletions were left out");
  if (body.commented) out.warnings.emplace_back("comments were left out");
  if (body.symbols) out.warnings.emplace_back("signs of symbol fonts became U+FFFD");
  std::size_t embedded = 0;
  for (const std::string& name : package.names()) {
    if (name.ends_with("vbaProject.bin")) {
      out.warnings.emplace_back("it holds macros, which were not read");
    }
    if (name.starts_with("word/embeddings/")) ++embedded;
  }
  if (embedded > 0) {
    out.warnings.push_back(std::to_string(embedded) + " embedded file(s) were not read");
  }
  return out;
}

}  // namespace

DocumentReader docx_reader() {
  DocumentReader out;
  out.card = {"docx",
              "Word document",
              {".docx", ".docm", ".dotx"},
              "Paragraphs, headings, lists, tables and notes of a Word document.",
              "stable",
              {"Page headers, page footers and comments are left out.",
               "Numbers that Word counts itself (of lists, headings, notes) are not in the text; "
               "a note is marked by its id.",
               "Tracked changes are read as accepted."}};
  out.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  out.recognises = &is_docx;
  out.read = &read_docx;
  return out;
}

}  // namespace entente::ingest

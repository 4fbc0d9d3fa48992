// SPDX-License-Identifier: GPL-3.0-or-later
// Entente's own reference document for pandoc: the few parts of an OOXML package (ECMA-376) that
// carry styles, page and running heads. What is left out pandoc fills from its own.
#include <zip.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "render_brief.hpp"

namespace entente::app {
namespace {

constexpr std::string_view xml_head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
)";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>)";

constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";

constexpr std::string_view document_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId10" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";

#define ENTENTE_WORD_SPACES                                                   \
  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

// A4 with 20 mm at the sides: 17 cm of text, which the figures are drawn for.
constexpr std::string_view page_margins =
    R"(<w:pgMar w:top="1134" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" w:footer="510" w:gutter="0"/>)";
// Of the page alone: 14 mm at the sides, as in print.
constexpr std::string_view narrow_margins =
    R"(<w:pgMar w:top="737" w:right="794" w:bottom="567" w:left="794" w:header="340" w:footer="283" w:gutter="0"/>)";

std::string document(std::string_view margins) {
  return std::string(
             "<w:document " ENTENTE_WORD_SPACES
             R"(><w:body><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId9"/><w:footerReference w:type="default" r:id="rId10"/><w:pgSz w:w="11906" w:h="16838"/>)") +
         std::string(margins) + "</w:sectPr></w:body></w:document>";
}

constexpr std::string_view footer =
    "<w:ftr " ENTENTE_WORD_SPACES
    R"(><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> / </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> NUMPAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>)";

std::string header(std::string_view marking, std::string_view title) {
  std::string out =
      "<w:hdr " ENTENTE_WORD_SPACES
      R"(><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:rPr><w:b/><w:caps/></w:rPr><w:t xml:space="preserve">)";
  out += figure::escaped(marking);
  out += R"(</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">)";
  out += figure::escaped(title);
  return out + "</w:t></w:r></w:p></w:hdr>";
}

// The tints of the other forms. A paragraph's shade fills its cell from side to side.
#define ENTENTE_SHADE(colour) R"(<w:shd w:val="clear" w:color="auto" w:fill=")" colour R"("/>)"
#define ENTENTE_WHITE R"(<w:color w:val="FFFFFF"/>)"

struct ParagraphStyle {
  const char* id;
  const char* name;
  const char* based_on;
  const char* paragraph;  ///< w:pPr content
  const char* run;        ///< w:rPr content
};

// Sizes in half points, spaces in twentieths of a point.
constexpr std::array<ParagraphStyle, 35> paragraph_styles = {{
    {"BodyText", "Body Text", "Normal", R"(<w:spacing w:before="40" w:after="60"/>)", ""},
    {"FirstParagraph", "First Paragraph", "BodyText", "", ""},
    {"Compact", "Compact", "BodyText", R"(<w:spacing w:before="10" w:after="10"/>)",
     R"(<w:sz w:val="16"/>)"},
    {"Title", "Title", "Normal", R"(<w:keepNext/><w:spacing w:before="0" w:after="40"/>)",
     R"(<w:b/><w:sz w:val="32"/>)"},
    {"Subtitle", "Subtitle", "Normal", R"(<w:keepNext/><w:spacing w:before="0" w:after="40"/>)",
     R"(<w:color w:val="333333"/><w:sz w:val="19"/>)"},
    {"Author", "Author", "Normal", "", ""},
    {"Date", "Date", "Normal", "", ""},
    {"Abstract", "Abstract", "Normal", "", ""},
    {"Heading1", "heading 1", "Normal",
     R"(<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="40"/><w:outlineLvl w:val="0"/>)",
     R"(<w:b/><w:caps/><w:color w:val="0B4F8A"/><w:spacing w:val="10"/><w:sz w:val="18"/>)"},
    {"Heading2", "heading 2", "Normal",
     R"(<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="40"/><w:outlineLvl w:val="1"/>)",
     R"(<w:b/><w:sz w:val="19"/>)"},
    {"Heading3", "heading 3", "Normal",
     R"(<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="2"/>)",
     R"(<w:b/><w:sz w:val="18"/>)"},
    {"BlockText", "Block Text", "BodyText", R"(<w:ind w:left="300"/>)", ""},
    {"FootnoteText", "footnote text", "Normal", R"(<w:spacing w:before="0" w:after="10"/>)",
     R"(<w:sz w:val="13"/>)"},
    {"FootnoteBlockText", "Footnote Block Text", "FootnoteText", "", ""},
    {"TableCaption", "Table Caption", "Normal",
     R"(<w:keepNext/><w:spacing w:before="60" w:after="40"/>)",
     R"(<w:color w:val="333333"/><w:sz w:val="16"/>)"},
    {"ImageCaption", "Image Caption", "Normal", R"(<w:spacing w:before="20" w:after="160"/>)",
     R"(<w:color w:val="333333"/><w:sz w:val="16"/>)"},
    {"Figure", "Figure", "Normal", R"(<w:keepNext/><w:spacing w:before="120" w:after="20"/>)", ""},
    {"CaptionedFigure", "Captioned Figure", "Figure", "", ""},
    {"Marking", "Marking", "Normal", R"(<w:keepNext/><w:spacing w:before="40" w:after="0"/>)",
     R"(<w:b/><w:caps/><w:sz w:val="15"/>)"},
    {"Lead", "Lead", "BodyText", "", R"(<w:sz w:val="20"/>)"},
    {"Caveat", "Caveat", "BodyText",
     R"(<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="777777"/></w:pBdr><w:ind w:left="140"/>)",
     R"(<w:color w:val="333333"/>)"},
    {"Counts", "Counts", "Normal",
     R"(<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="111111"/></w:pBdr><w:spacing w:before="0" w:after="60"/>)",
     R"(<w:color w:val="444444"/><w:sz w:val="16"/>)"},
    {"Part", "Part", "Normal", R"(<w:keepNext/><w:spacing w:before="0" w:after="80"/>)",
     R"(<w:b/><w:sz w:val="30"/>)"},
    {"Entry", "Entry", "Normal", R"(<w:keepLines/><w:spacing w:before="30" w:after="30"/>)",
     R"(<w:sz w:val="14"/>)"},
    {"Quote", "Quote", "Normal", R"(<w:spacing w:before="0" w:after="40"/><w:ind w:left="300"/>)",
     R"(<w:i/><w:sz w:val="14"/>)"},
    {"Stance", "Stance", "Compact", R"(<w:jc w:val="center"/>)", R"(<w:b/>)"},
    {"StanceSupports", "Stance Supports", "Stance", ENTENTE_SHADE("0B4F8A"), ENTENTE_WHITE},
    {"StanceLeansToSupport", "Stance Leans To Support", "Stance", ENTENTE_SHADE("7FB2E0"), ""},
    {"StanceNeutral", "Stance Neutral", "Stance", ENTENTE_SHADE("D9D9D9"), ""},
    {"StanceLeansAgainst", "Stance Leans Against", "Stance", ENTENTE_SHADE("F0A15A"), ""},
    {"StanceOpposes", "Stance Opposes", "Stance", ENTENTE_SHADE("A6430A"), ENTENTE_WHITE},
    {"StanceUnknown", "Stance Unknown", "Stance",
     R"(<w:shd w:val="thinDiagStripe" w:color="C4C4C4" w:fill="FFFFFF"/>)", ""},
    {"StanceDisputed", "Stance Disputed", "Stance", "", ""},
    {"Header", "header", "Normal", R"(<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>)",
     R"(<w:color w:val="444444"/><w:sz w:val="13"/>)"},
    {"Footer", "footer", "Normal", R"(<w:jc w:val="right"/>)",
     R"(<w:color w:val="444444"/><w:sz w:val="13"/>)"},
}};

constexpr std::string_view default_styles =
    R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="17"/><w:szCs w:val="17"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0B4F8A"/><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0B4F8A"/></w:rPr></w:style><w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/><w:basedOn w:val="DefaultParagraphFont"/></w:style>)";

// The row of headings is repeated by pandoc; the style keeps rows whole and rules them.
constexpr std::string_view table_style =
    R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="111111"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="111111"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/></w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="111111"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>)";

/// `text` with the number after each `mark` multiplied, at least `least`.
std::string scaled(std::string_view text, std::string_view mark, double factor, double least) {
  std::string out;
  for (;;) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return out += text;
    const std::size_t start = at + mark.size();
    const std::size_t end = std::min(text.find('"', start), text.size());
    out += text.substr(0, start);
    const double value = parse_number(text.substr(start, end - start)).value_or(0);
    out += std::to_string(std::lround(std::max(factor * value, std::min(least, value))));
    text.remove_prefix(end);
  }
}

/// The styles set more tightly.
std::string tightened(std::string text, const DocxSetting& setting) {
  constexpr double least_size = 9;  // half points
  for (const char* mark : {"<w:sz w:val=\"", "<w:szCs w:val=\""}) {
    text = scaled(text, mark, setting.size, least_size);
  }
  for (const char* mark : {"w:before=\"", "w:after=\""})
    text = scaled(text, mark, setting.space, 0);
  if (setting.narrow) text = scaled(text, "w:pos=\"", 10318.0 / 9638.0, 0);
  return scaled(text, "w:line=\"", setting.line, 0);
}

std::string styles() {
  std::string out = "<w:styles " ENTENTE_WORD_SPACES ">" + std::string(default_styles);
  for (const ParagraphStyle& style : paragraph_styles) {
    out += std::string(R"(<w:style w:type="paragraph" w:styleId=")") + style.id +
           R"("><w:name w:val=")" + style.name + R"("/><w:basedOn w:val=")" + style.based_on +
           R"("/><w:qFormat/><w:pPr>)" + style.paragraph + "</w:pPr><w:rPr>" + style.run +
           "</w:rPr></w:style>";
  }
  return out + std::string(table_style) + "</w:styles>";
}

Error unwritable_reference(const std::string& path) {
  return {ErrorKind::Unwritable,
          "the styles for the DOCX cannot be written",
          {path, 0, ""},
          "",
          "",
          "free some space, or set TMPDIR to another folder"};
}

}  // namespace

Result<void> write_docx_reference(const std::string& path, std::string_view marking,
                                  std::string_view title, const DocxSetting& setting) {
  const std::array<std::pair<const char*, std::string>, 7> parts = {{
      {"[Content_Types].xml", std::string(content_types)},
      {"_rels/.rels", std::string(package_relations)},
      {"word/document.xml", document(setting.narrow ? narrow_margins : page_margins)},
      {"word/_rels/document.xml.rels", std::string(document_relations)},
      {"word/styles.xml", tightened(styles(), setting)},
      {"word/header1.xml", header(marking, title)},
      {"word/footer1.xml", std::string(footer)},
  }};
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (archive == nullptr) return fail(unwritable_reference(path));
  std::vector<std::string> texts;  // libzip reads them when it closes the archive
  texts.reserve(parts.size());
  for (const auto& [name, text] : parts) {
    texts.push_back(std::string(xml_head) + text);
    zip_source_t* source = zip_source_buffer(archive, texts.back().data(), texts.back().size(), 0);
    const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    constexpr zip_uint16_t first_day = (1U << 5U) | 1U;  // 1 January 1980
    const bool kept = index >= 0 && zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index),
                                                         0, first_day, 0) == 0;
    if (!kept) {
      if (index < 0) zip_source_free(source);
      zip_discard(archive);
      return fail(unwritable_reference(path));
    }
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return fail(unwritable_reference(path));
  }
  return {};
}

#undef ENTENTE_WORD_SPACES
#undef ENTENTE_SHADE
#undef ENTENTE_WHITE

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "ingest/extract/sound_document.hpp"
#include "ingest/made_documents.hpp"

namespace entente::ingest {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ExtractedDocument extracted(std::string_view bytes, const std::string& name) {
  auto out = extract_document(bytes, name);
  EXPECT_TRUE(out) << name << ": " << (out ? std::string() : to_string(out.error()));
  if (!out) return {};
  EXPECT_EQ(unsound(*out), "") << name;
  return std::move(*out);
}

Error refused(std::string_view bytes, const std::string& name) {
  const auto out = extract_document(bytes, name);
  EXPECT_FALSE(out) << name;
  return out ? Error{} : out.error();
}

std::vector<std::string> words_of(const ExtractedDocument& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    out.push_back(std::string(to_string(block.kind)) +
                  (block.level > 0 ? std::to_string(block.level) : std::string()) + ": " +
                  document.text.substr(block.start, block.end - block.start));
  }
  return out;
}

TEST(Extract, PlainTextStaysAsItStands) {
  const std::string text =
      "One.\n  two\n\n\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE6\x9D\xB1\xE4\xBA\xAC\n";
  const ExtractedDocument out = extracted(text, "a.txt");
  EXPECT_EQ(out.text, text);
  EXPECT_EQ(out.extractor, "text/1");
  EXPECT_EQ(out.media_type, "text/plain");
  EXPECT_THAT(words_of(out), ElementsAre("paragraph: One.\n  two",
                                         "paragraph: \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
                                         "\xE6\x9D\xB1\xE4\xBA\xAC"));
  EXPECT_THAT(out.warnings, IsEmpty());
}

TEST(Extract, OldEncodingsAreReadAndTold) {
  // "Réunion à Genève, déjà évoquée" in Windows-1252.
  const std::string latin =
      "R\xE9union \xE0 Gen\xE8ve, d\xE9j\xE0 \xE9voqu\xE9"
      "e par les ministres.\r\n";
  const ExtractedDocument out = extracted(latin, "a.txt");
  EXPECT_EQ(out.text,
            "R\xC3\xA9union \xC3\xA0 Gen\xC3\xA8ve, d\xC3\xA9j\xC3\xA0 \xC3\xA9voqu\xC3\xA9"
            "e par les ministres.\n");
  ASSERT_EQ(out.warnings.size(), 1U);
  EXPECT_THAT(out.warnings[0], HasSubstr("guessed"));
  EXPECT_EQ(extracted(std::string("\xFF\xFE\x41\x00\x0A\x00", 6), "a.txt").text, "A\n");
  // A combining accent is composed: offsets are into the composed form.
  EXPECT_EQ(extracted("e\xCC\x81", "a.txt").text, "\xC3\xA9");
}

TEST(Extract, MarkdownTellsHeadingsAndFrontMatter) {
  const ExtractedDocument out = extracted(
      "---\ntitle: \"A plan\"\nauthor: B. C.\ndate: 2023-05-06\n---\n# Head #x\n\nText "
      "**bold**\nmore\n"
      "\n- one\n- two\n  still two\n\nUnder\n=====\n```\n# no heading\n```\n",
      "a.md");
  EXPECT_THAT(words_of(out),
              ElementsAre("heading1: # Head #x", "paragraph: Text **bold**\nmore",
                          "list-item: - one", "list-item: - two\n  still two",
                          "heading1: Under\n=====", "paragraph: ```\n# no heading\n```"));
  EXPECT_EQ(out.metadata.title, "A plan");
  EXPECT_THAT(out.metadata.authors, ElementsAre("B. C."));
  EXPECT_EQ(out.metadata.date, "2023-05-06");
}

TEST(Extract, HtmlIsTextOnly) {
  const ExtractedDocument out = extracted(
      "<!DOCTYPE html><html lang=fr><head><title>The  page</title><meta name=author content='A. "
      "B.'>"
      "<meta property='article:published_time' content='2024-02-03T01:02:03Z'><style>p{}</style>"
      "</head><body><h2>Head</h2><script>alert('x')</script><p>One &amp; <b>two</b>\n three<br>four"
      "<ul><li>a<li><p>b</p></ul><table><tr><td>1<td>2<tr><th>3<th>4</table>"
      "<pre>x\n  y</pre><div>last<div>inner</div></div></body></html>",
      "a.html");
  EXPECT_THAT(words_of(out),
              ElementsAre("heading2: Head", "paragraph: One & two three\nfour", "list-item: a",
                          "list-item: b", "table-row: 1\t2", "table-row: 3\t4", "paragraph: x\n  y",
                          "paragraph: last", "paragraph: inner"));
  EXPECT_EQ(out.metadata.title, "The page");
  EXPECT_THAT(out.metadata.authors, ElementsAre("A. B."));
  EXPECT_EQ(out.metadata.date, "2024-02-03");
  EXPECT_EQ(out.metadata.language, "fr");
}

TEST(Extract, HtmlEncodingIsTheOneNamed) {
  EXPECT_EQ(extracted("<html><meta charset=\"windows-1251\"><p>\xCC\xE8\xF0", "a.html").text,
            "\xD0\x9C\xD0\xB8\xD1\x80\n");
  EXPECT_EQ(extracted("<html><meta charset=Shift_JIS><p>\x93\x8C\x8B\x9E", "a.htm").text,
            "\xE6\x9D\xB1\xE4\xBA\xAC\n");
}

TEST(Extract, DocxHasHeadingsListsTablesNotes) {
  made::Parts parts = made::docx_parts(
      "<w:p><w:pPr><w:pStyle w:val=\"H2\"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t "
      "xml:space=\"preserve\">"
      "One </w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r><w:r><w:footnoteReference "
      "w:id=\"2\"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
      "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>item</w:t></w:r></w:p>"
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t>"
      "</w:r></w:p></w:tc></w:tr></w:tbl>"
      "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></"
      "mc:Choice><mc:Fallback><w:r>"
      "<w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>");
  parts["word/footnotes.xml"] =
      "<?xml version=\"1.0\"?><w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" "
      "w:id=\"-1\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote><w:footnote "
      "w:id=\"2\"><w:p><w:r>"
      "<w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
  parts["word/vbaProject.bin"] = "macro";
  const ExtractedDocument out = extracted(made::zip_of(parts), "a.docm");
  EXPECT_THAT(words_of(out),
              ElementsAre("heading2: Head", "paragraph: One \ttwo\nthree[2]", "list-item: item",
                          "table-row: 1\t2", "paragraph: once", "note: [2] A note."));
  EXPECT_EQ(out.metadata.title, "A note");
  EXPECT_THAT(out.metadata.authors, ElementsAre("B. Writer"));
  EXPECT_EQ(out.metadata.date, "2022-06-29");
  EXPECT_THAT(out.warnings, Contains(HasSubstr("macros")));
  EXPECT_THAT(out.warnings, Contains(HasSubstr("deletions")));
}

TEST(Extract, OdtFoldsSpacesAndKeepsNotes) {
  const ExtractedDocument out = extracted(
      made::odt_of("<text:h text:outline-level=\"3\">Head</text:h><text:p>One \n two<text:s "
                   "text:c=\"2\"/>three<text:tab/>four<text:note><text:note-citation>1"
                   "</text:note-citation><text:note-body><text:p>Aside.</text:p></text:note-body>"
                   "</text:note> five</text:p><text:list><text:list-item><text:p>item</text:p>"
                   "</text:list-item></text:list><table:table><table:table-row><table:table-cell>"
                   "<text:p>1</text:p></table:table-cell><table:table-cell><text:p>2</text:p>"
                   "</table:table-cell></table:table-row></table:table>"),
      "a.odt");
  EXPECT_THAT(words_of(out),
              ElementsAre("heading3: Head", "paragraph: One two  three\tfour[1] five",
                          "list-item: item", "table-row: 1\t2", "note: [1] Aside."));
  EXPECT_EQ(out.metadata.title, "An open text");
  EXPECT_THAT(out.metadata.authors, ElementsAre("First"));
  EXPECT_EQ(out.metadata.date, "2021-03-04");
}

TEST(Extract, EpubFollowsTheSpine) {
  const ExtractedDocument out =
      extracted(made::epub_of("<h1>First</h1><p>a</p>", "<p>b</p>"), "a.epub");
  EXPECT_THAT(words_of(out), ElementsAre("heading1: First", "paragraph: a", "paragraph: b"));
  EXPECT_EQ(out.metadata.title, "A book");
  EXPECT_THAT(out.metadata.authors, ElementsAre("One", "Two"));
  EXPECT_EQ(out.metadata.language, "de");
  EXPECT_EQ(out.metadata.date, "2019");
}

TEST(Extract, RtfReadsUnicodeCodePagesAndNotes) {
  const ExtractedDocument out = extracted(
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}{\\f1\\fcharset204 Arial Cyr;}"
      "{\\f2\\fcharset128 Mincho;}}{\\info{\\title A title}{\\author C. D.}{\\creatim\\yr2020\\mo7"
      "\\dy8}}{\\header unseen}\\pard R\\'e9union \\u8212? \\uc2\\u26481\\'93\\'8c\\u20140 "
      "??end\\par\n"
      "{\\f1 \\'cc\\'e8\\'f0}{\\f2  \\'93\\'8c\\'8b\\'9e}\\line x{\\*\\generator gone}{\\v hidden}"
      "{\\footnote A note.} y\\par\\pard\\intbl 1\\cell 2\\cell\\row\\pard\\outlinelevel0 Head\\par"
      " \\uc1\\u-10179?\\u-8704?\\par{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt "
      "link}}\\par}trailing",
      "a.rtf");
  EXPECT_THAT(words_of(out),
              ElementsAre("paragraph: R\xC3\xA9union \xE2\x80\x94 \xE6\x9D\xB1\xE4\xBA\xAC"
                          "end",
                          "paragraph: \xD0\x9C\xD0\xB8\xD1\x80 \xE6\x9D\xB1\xE4\xBA\xAC\nx[1] y",
                          "table-row: 1\t2", "heading1: Head", "heading1: \xF0\x9F\x98\x80",
                          "heading1: link", "note: [1] A note."));
  EXPECT_EQ(out.metadata.title, "A title");
  EXPECT_THAT(out.metadata.authors, ElementsAre("C. D."));
  EXPECT_EQ(out.metadata.date, "2020-07-08");
}

TEST(Extract, MailPrefersPlainTextAndNamesAttachments) {
  const ExtractedDocument out = extracted(
      "From: =?utf-8?q?Ren=C3=A9?= <r@example.org>\r\nTo: b@example.org\r\nDate: Wed, 29 Jun 2022 "
      "10:00:00 +0200\r\nSubject: =?iso-8859-1?q?R=E9union?=\r\nMIME-Version: 1.0\r\nContent-Type: "
      "multipart/mixed; boundary=X\r\n\r\n--X\r\nContent-Type: multipart/alternative; "
      "boundary=Y\r\n"
      "\r\n--Y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\nVoil=E0.\r\n\r\nFin.\r\n--Y\r\nContent-Type: text/html\r\n\r\n"
      "<p>rich</p>\r\n--Y--\r\n--X\r\nContent-Type: application/zip; name=\"a.zip\"\r\n"
      "Content-Disposition: attachment; filename=\"a.zip\"\r\n\r\nPK\r\n--X--\r\n",
      "a.eml");
  ASSERT_EQ(out.blocks.size(), 3U);
  EXPECT_THAT(words_of(out)[0], HasSubstr("Subject: R\xC3\xA9union"));
  EXPECT_EQ(words_of(out)[1], "paragraph: Voil\xC3\xA0.");
  EXPECT_EQ(words_of(out)[2], "paragraph: Fin.");
  EXPECT_EQ(out.metadata.title, "R\xC3\xA9union");
  EXPECT_THAT(out.metadata.authors, ElementsAre("Ren\xC3\xA9"));
  EXPECT_EQ(out.metadata.date, "2022-06-29");
  EXPECT_THAT(out.warnings, ElementsAre(HasSubstr("a.zip")));
}

TEST(Extract, PdfLayoutGivesPagesBoxesAndBlankPages) {
  const std::string layout =
      "<!DOCTYPE html PUBLIC \"x\" \"y\"><html xmlns=\"h\"><head><title>T</title><meta "
      "name=\"Author\" "
      "content=\"A\"/><meta name=\"CreationDate\" content=\"D:20220629\"/></head><body><doc>"
      "<page width=\"595.0\" height=\"842.0\"><flow><block xMin=\"1\" yMin=\"2\" xMax=\"3\" "
      "yMax=\"4\">"
      "<line><word>One</word><word>two</word></line><line><word>three\x01</word></line></block></"
      "flow>"
      "</page><page width=\"1\" height=\"1\"></page><page width=\"1\" "
      "height=\"1\"><flow><block><line>"
      "<word>&lt;end&gt;</word></line></block></flow></page></doc></body></html>";
  const DocumentReader* pdf = nullptr;
  for (const DocumentReader& reader : document_readers()) {
    if (reader.card.name == "pdf") pdf = &reader;
  }
  ASSERT_NE(pdf, nullptr);
  const auto out = extract_with(*pdf, layout, "a.pdf");
  ASSERT_TRUE(out) << to_string(out.error());
  EXPECT_EQ(unsound(*out), "");
  EXPECT_EQ(out->text, "One two\nthree\n\f\f<end>\n");
  ASSERT_EQ(out->pages.size(), 3U);
  EXPECT_EQ(out->pages[0].height, 842);
  ASSERT_EQ(out->blocks.size(), 2U);
  EXPECT_EQ(out->blocks[0].box, (Box{1, 2, 3, 4}));
  EXPECT_EQ(page_at(out->text, out->blocks[1].start), 3);
  EXPECT_EQ(out->metadata.title, "T");
  EXPECT_EQ(out->metadata.date, "2022-06-29");
  EXPECT_THAT(out->warnings, ElementsAre("page 2 holds no text: scanned or blank"));
  EXPECT_EQ(refused("%PDF-1.7", "a.pdf").kind, ErrorKind::Usage);
}

TEST(Extract, WhatIsNoDocumentIsRefusedWithAMend) {
  EXPECT_THAT(refused("", "a.txt").message, HasSubstr("empty"));
  EXPECT_THAT(refused(std::string("a\0b", 3), "a.txt").found, HasSubstr("NUL"));
  EXPECT_THAT(refused("plain", "a.docx").message, HasSubstr("not what the name says"));
  EXPECT_THAT(refused("plain", "a.xyz").mend, HasSubstr(".txt"));
  EXPECT_THAT(refused("\xD0\xCF\x11\xE0 old", "a.doc").mend, HasSubstr("DOCX"));
  EXPECT_THAT(refused("\x89PNG\r\n", "a.txt").found, HasSubstr("picture"));
  EXPECT_THAT(refused(made::zip_of({{"inner.zip", "PK\x03\x04"}}), "a.zip").found,
              HasSubstr("archive"));
  EXPECT_THAT(refused(made::zip_of({{"xl/workbook.xml", "<x/>"}}), "a.docx").found,
              HasSubstr("spreadsheet"));
  EXPECT_EQ(refused(std::string((std::size_t{64} << 20U) + 1, 'a'), "a.txt").kind,
            ErrorKind::Limit);
}

TEST(Extract, ContentDecidesWhereTheNameIsWrong) {
  const ExtractedDocument out =
      extracted(made::docx_of("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"), "a.txt");
  EXPECT_EQ(out.text, "Words.\n");
  EXPECT_THAT(out.warnings, Contains(HasSubstr("read as what it is: docx")));
}

TEST(Extract, BombsAndTraversalAreRefused) {
  // 300 MiB of spaces in a few hundred KiB.
  const std::string bomb = made::docx_of(
      "<w:p><w:r><w:t>" + std::string(std::size_t{300} << 20U, ' ') + "</w:t></w:r></w:p>");
  ASSERT_LT(bomb.size(), std::size_t{4} << 20U);
  EXPECT_THAT(refused(bomb, "a.docx").message, HasSubstr("unpacks to too much"));
  made::Parts entities = made::docx_parts("");
  entities["word/document.xml"] =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
      "<document><p><t>&b;</t></p></document>";
  EXPECT_THAT(refused(made::zip_of(entities), "a.docx").found, HasSubstr("document type"));
  made::Parts traversal = made::docx_parts("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
  traversal["../../etc/passwd"] = "x";
  EXPECT_THAT(refused(made::zip_of(traversal), "a.docx").message, HasSubstr("leads out"));
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "{";
  EXPECT_EQ(refused("{\\rtf1" + deep, "a.rtf").kind, ErrorKind::Limit);
  std::string mail = "MIME-Version: 1.0\r\n";
  for (int i = 0; i < 300; ++i) {
    mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
            std::to_string(i) + "\r\n";
  }
  EXPECT_EQ(refused(mail, "a.eml").kind, ErrorKind::Limit);
}

TEST(Extract, MillionsOfParagraphsStayWithinMemory) {
  std::string body;
  for (int i = 0; i < 1'100'000; ++i) body += "<p/><p><r><t>a</t></r></p>";
  EXPECT_EQ(refused(made::docx_of(body), "a.docx").kind, ErrorKind::Limit);
  std::string text;
  for (int i = 0; i < 1'100'000; ++i) text += "a\n\n";
  const auto plain = extract_document(text, "a.txt");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->blocks.size(), 1'000'000U);
  EXPECT_EQ(plain->blocks.back().end, text.size() - 2);
}

TEST(Extract, NamelessPartsAndSecondMarksAreNoTrouble) {
  made::Parts parts = made::docx_parts("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
  parts[""] = "nameless";
  (void)extract_document(made::zip_of(parts), "a.docx");
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(extracted(mark + mark + "a", "a.txt").text, "a");
  EXPECT_EQ(extracted("<html>&#xFEFF;<p>&#xFEFF; a", "a.html").text, "a\n");
}

TEST(Extract, DeepAndLongHtmlTakesLinearTime) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<div>a";
  const auto before = std::chrono::steady_clock::now();
  (void)extract_document(deep, "a.html");
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20));
}

TEST(Extract, EveryCutOfEveryFormatIsHandled) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {made::docx_of("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"), "a.docx"},
      {made::odt_of("<text:p>Words.</text:p>"), "a.odt"},
      {made::epub_of("<p>a</p>", "<p>b</p>"), "a.epub"},
      {"{\\rtf1{\\fonttbl{\\f0\\fcharset128 x;}}\\u20140?\\'93\\'8c\\par{\\footnote x}}", "a.rtf"},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
       "boundary=X\r\n\r\n--X\r\n\r\nhi\r\n--X--",
       "a.eml"},
      {"<html><table><tr><td>a<ul><li>b<pre>c&amp;</html>", "a.html"}};
  for (const auto& [bytes, name] : files) {
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
      const auto out = extract_document(std::string_view(bytes).substr(0, cut), name);
      if (out) {
        EXPECT_EQ(unsound(*out), "") << name << " cut at " << cut;
      } else {
        EXPECT_FALSE(out.error().message.empty());
      }
    }
  }
}

}  // namespace
}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Small DOCX, ODT and EPUB files made part by part, for tests and fuzz targets alone.
#pragma once

#include <map>
#include <string>

#include "ingest/made_workbook.hpp"

namespace entente::ingest::made {

using Parts = std::map<std::string, std::string>;

inline Parts docx_parts(const std::string& body) {
  const std::string word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  return {
      {"word/document.xml",
       "<?xml version=\"1.0\"?><w:document xmlns:w=\"" + word +
           "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
           body + "</w:body></w:document>"},
      {"word/styles.xml", "<?xml version=\"1.0\"?><w:styles xmlns:w=\"" + word +
                              "\"><w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>"
                              "</w:styles>"},
      {"docProps/core.xml",
       "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"c\" "
       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\">"
       "<dc:title>A note</dc:title><dc:creator>B. Writer</dc:creator>"
       "<dcterms:created>2022-06-29T10:00:00Z</dcterms:created></cp:coreProperties>"}};
}

inline std::string docx_of(const std::string& body) { return zip_of(docx_parts(body)); }

inline Parts odt_parts(const std::string& body) {
  return {{"mimetype", "application/vnd.oasis.opendocument.text"},
          {"content.xml",
           "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" "
           "xmlns:table=\"b\"><office:body><office:text>" +
               body + "</office:text></office:body></office:document-content>"},
          {"meta.xml",
           "<?xml version=\"1.0\"?><office:document-meta xmlns:office=\"o\" xmlns:meta=\"m\" "
           "xmlns:dc=\"d\"><office:meta><meta:initial-creator>First</meta:initial-creator>"
           "<dc:creator>Last</dc:creator><dc:title>An open text</dc:title>"
           "<meta:creation-date>2021-03-04T00:00:00</meta:creation-date>"
           "<dc:date>2023-01-01T00:00:00</dc:date></office:meta></office:document-meta>"}};
}

inline std::string odt_of(const std::string& body) { return zip_of(odt_parts(body)); }

inline Parts epub_parts(const std::string& first, const std::string& second) {
  const std::string head =
      "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>";
  return {{"META-INF/container.xml",
           "<?xml version=\"1.0\"?><container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/>"
           "</rootfiles></container>"},
          {"OEBPS/book.opf",
           "<?xml version=\"1.0\"?><package xmlns:dc=\"d\"><metadata><dc:title>A book</dc:title>"
           "<dc:creator>One</dc:creator><dc:creator>Two</dc:creator><dc:language>de</dc:language>"
           "<dc:date>2019</dc:date></metadata><manifest>"
           "<item id=\"b\" href=\"text/b.xhtml\" media-type=\"application/xhtml+xml\"/>"
           "<item id=\"a\" href=\"text/a%20a.xhtml\" media-type=\"application/xhtml+xml\"/>"
           "</manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>"},
          {"OEBPS/text/a a.xhtml", head + first + "</body></html>"},
          {"OEBPS/text/b.xhtml", head + second + "</body></html>"}};
}

inline std::string epub_of(const std::string& first, const std::string& second) {
  return zip_of(epub_parts(first, second));
}

}  // namespace entente::ingest::made

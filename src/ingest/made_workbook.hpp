// SPDX-License-Identifier: GPL-3.0-or-later
// Small XLSX files made part by part, for tests and seeds: what no well-behaved writer writes.
#pragma once

#include <zip.h>

#include <map>
#include <string>

namespace entente::ingest::made {

/// A ZIP file of these parts (stored in name order, dated alike). Empty on a libzip error.
inline std::string zip_of(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(buffer);
  zip_t* archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), part, ZIP_FL_OVERWRITE);
    if (index < 0) {
      zip_source_free(part);  // a name that libzip refuses
      continue;
    }
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1);
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 946'684'800, 0);
  }
  std::string out;
  if (zip_close(archive) != 0) {
    zip_discard(archive);
  } else if (zip_source_open(buffer) == 0) {
    zip_source_seek(buffer, 0, SEEK_END);
    out.resize(static_cast<std::size_t>(zip_source_tell(buffer)));
    zip_source_seek(buffer, 0, SEEK_SET);
    zip_source_read(buffer, out.data(), out.size());
    zip_source_close(buffer);
  }
  zip_source_free(buffer);
  zip_error_fini(&error);
  return out;
}

struct MadeWorkbook {
  std::string rows;     ///< inside <sheetData>
  std::string strings;  ///< inside <sst>
  std::string formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>";
  std::string cell_formats =
      "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"17\"/>";
  std::string properties;  ///< before <sheets>
  std::string sheet_name = "statement";
};

inline std::map<std::string, std::string> parts_of(const MadeWorkbook& book) {
  const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string relations =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  const auto relation = [&](const std::string& id, const std::string& type,
                            const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" +
           target + "\"/>";
  };
  return {
      {"_rels/.rels",
       head + relations + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
      {"xl/_rels/workbook.xml.rels",
       head + relations + relation("r1", "worksheet", "worksheets/sheet1.xml") +
           relation("r2", "sharedStrings", "sharedStrings.xml") +
           relation("r3", "styles", "styles.xml") + "</Relationships>"},
      {"xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + office + "\">" +
                              book.properties + "<sheets><sheet name=\"" + book.sheet_name +
                              "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/sharedStrings.xml", head + "<sst" + main + ">" + book.strings + "</sst>"},
      {"xl/styles.xml",
       head + "<styleSheet" + main + "><numFmts>" + book.formats +
           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" +
           book.cell_formats + "</cellXfs></styleSheet>"},
      {"xl/worksheets/sheet1.xml",
       head + "<worksheet" + main + "><sheetData>" + book.rows + "</sheetData></worksheet>"},
  };
}

}  // namespace entente::ingest::made

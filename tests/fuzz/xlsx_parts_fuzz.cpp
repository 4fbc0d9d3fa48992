// SPDX-License-Identifier: GPL-3.0-or-later
// read_xlsx over workbooks whose parts are the input's pieces ("@@ rows", "@@ strings", ...), in a
// sound container: what fuzzing the container alone never reaches, because of its checksums.
#include "ingest/made_workbook.hpp"
#include "sheets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::ingest::made::MadeWorkbook book;
  std::map<std::string, std::string> whole;
  entente::fuzz::each_piece(entente::fuzz::input(data, size),
                            [&](std::string_view name, std::string_view text) {
                              if (name == "rows") book.rows = text;
                              if (name == "strings") book.strings = text;
                              if (name == "formats") book.formats = text;
                              if (name == "cell_formats") book.cell_formats = text;
                              if (name == "properties") book.properties = text;
                              if (name == "xl/workbook.xml" ||
                                  name == "xl/_rels/workbook.xml.rels" || name == "_rels/.rels") {
                                whole[std::string(name)] = text;
                              }
                            });
  auto parts = entente::ingest::made::parts_of(book);
  for (const auto& [name, text] : whole) parts[name] = text;
  entente::fuzz::require_sound(
      entente::ingest::read_xlsx(entente::ingest::made::zip_of(parts), "book.xlsx"));
  return 0;
}

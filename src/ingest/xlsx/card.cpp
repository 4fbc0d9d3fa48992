// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard xlsx_card() {
  return {"xlsx",
          "Excel workbook, one table a sheet",
          {".xlsx"},
          "Every sheet of an XLSX workbook as Excel, LibreOffice or our own template write it.",
          "stable",
          {"Formula cells are rejected with their place: a study keeps values.",
           "A date cell is read as far as its number format shows it; a time of day is left out.",
           "In merged cells only the first holds the value; the others are blank.",
           "The old .xls format, ODS and encrypted workbooks are refused."}};
}

}  // namespace entente::ingest

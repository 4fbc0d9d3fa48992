// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard rows_card() {
  return {"rows",
          "Documents, one a row of a table",
          {".csv", ".tsv", ".xlsx"},
          "A document a row: the column text, and what other columns say of it.",
          "stable",
          {"Columns that are none of those named here are left out, and told.",
           "A spreadsheet cuts a cell off at 32,767 characters: longer texts need CSV."}};
}

}  // namespace entente::ingest

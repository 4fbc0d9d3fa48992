// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard csv_card() {
  return {"csv",
          "Comma-separated values, one table a file",
          {".csv", ".tsv", ".txt"},
          "One table a file: UTF-8 or UTF-16 with byte-order mark; comma, semicolon or tab; any "
          "line end.",
          "stable",
          {"UTF-16 without a byte-order mark is refused as a binary file.",
           "A row with fewer or more cells than the header is rejected, not guessed at.",
           "Numbers with a decimal comma are rejected with a hint, not converted."}};
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard document_card() {
  return {"document",
          "Text of a document, checked against every passage",
          {".txt"},
          "The user's copy of a document as plain text; every passage is looked for in it.",
          "stable",
          {"Plain text only: PDF and DOCX are refused.",
           "A passage moves with its words; words that differ in more than white space are lost.",
           "In texts over about 2 MB a moved passage is looked for near its expected place only."}};
}

}  // namespace entente::ingest

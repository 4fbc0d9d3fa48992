// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard document_card() {
  return {
      "document",
      "Text of a document, checked against every passage",
      {".txt"},
      "The user's copy of a document in any format; every passage is looked for in it.",
      "stable",
      {"A passage moves with its words; where they differ in more than white space it is lost, or "
       "with --reworded moves to the words most like it.",
       "In texts over about 2 MB a moved passage is looked for near its expected place only."}};
}

}  // namespace entente::ingest

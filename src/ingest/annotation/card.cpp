// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard annotation_card() {
  return {"annotation",
          "W3C Web Annotations as JSON-LD",
          {".jsonld"},
          "Annotations whose body names an actor, an issue and a stance, as entente export writes "
          "them.",
          "stable",
          {"An annotation without actor, issue and stance in its body is rejected.",
           "The texts do not travel with annotations: attach them with --document."}};
}

}  // namespace entente::ingest

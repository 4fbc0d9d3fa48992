// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard refi_card() {
  return {"refi",
          "REFI-QDA project or code book",
          {".qdpx", ".qdc"},
          "Text sources, codes and coded passages; codes under Actors, Issues and Stance make "
          "statements.",
          "stable",
          {"A passage without exactly one actor, one issue and one stance is rejected.",
           "PDF, picture, audio and video sources are left out and named.",
           "Places are read as code points, as the standard says; some programs write UTF-16."}};
}

}  // namespace entente::ingest

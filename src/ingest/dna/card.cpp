// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

ImporterCard dna_card() {
  return {"dna",
          "Discourse Network Analyzer, version 3",
          {".dna"},
          "Documents, persons, organisations, concepts and statements of a DNA 3 database.",
          "stable",
          {"Statement types without a concept and a person or organisation are rejected statement "
           "by statement.",
           "A statement without agreement or an integer is rejected: unknown is not neutral.",
           "Databases of DNA 2 and those on MySQL or PostgreSQL are refused."}};
}

}  // namespace entente::ingest

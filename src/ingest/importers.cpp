// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/cards.hpp"

namespace entente::ingest {

const std::vector<ImporterCard>& importers() {
  static const std::vector<ImporterCard> cards = {csv_card(), xlsx_card(), document_card()};
  return cards;
}

}  // namespace entente::ingest

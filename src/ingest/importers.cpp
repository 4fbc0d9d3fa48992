// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/extract.hpp"
#include "ingest/cards.hpp"

namespace entente::ingest {

const std::vector<ImporterCard>& importers() {
  static const std::vector<ImporterCard> cards = [] {
    std::vector<ImporterCard> out = {csv_card(),        xlsx_card(), document_card(), rows_card(),
                                     annotation_card(), dna_card(),  refi_card()};
    for (const DocumentReader& reader : document_readers()) out.push_back(reader.card);
    return out;
  }();
  return cards;
}

}  // namespace entente::ingest

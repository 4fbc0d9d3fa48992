// SPDX-License-Identifier: GPL-3.0-or-later
// One function an importer: its card. importers.cpp collects them.
#pragma once

#include "entente/ingest/ingest.hpp"

namespace entente::ingest {

ImporterCard csv_card();
ImporterCard xlsx_card();
ImporterCard document_card();
ImporterCard rows_card();
ImporterCard annotation_card();
ImporterCard dna_card();
ImporterCard refi_card();

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entente/app/network.hpp"
#include "entente/ingest/dna_codings.hpp"

namespace entente::app {

/// Variables by DNA's names, then author, source, section, type, id and title of the document.
NetworkRecord network_record(const ingest::DnaCodings& codings, bool with_events);

}  // namespace entente::app

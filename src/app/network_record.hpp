// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/app/network.hpp"
#include "entente/ingest/dna_codings.hpp"

namespace entente::app {

/// Variables by DNA's names, then author, source, section, type, id and title of the document.
NetworkRecord network_record(const ingest::DnaCodings& codings, bool with_events);

/// What these statements (places in the record) rest on, sorted, each once.
std::vector<std::string> evidence_behind(const NetworkRecord& record,
                                         const std::vector<std::uint32_t>& statements);

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// From what a request names to coded statements and whole settings.
#pragma once

#include "entente/app/network.hpp"

namespace entente::app {

/// Of a study or a .dna file. Errors: as network_of.
Result<NetworkRecord> read_network_record(const NetworkRequest& request);

/// Blank variables and rules become the usual ones of the record. Errors: Usage (a bad date).
Result<alignment::NetworkOptions> settled_network_options(
    const NetworkRequest& request, const alignment::CodedStatements& statements);

}  // namespace entente::app

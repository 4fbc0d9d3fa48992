// SPDX-License-Identifier: GPL-3.0-or-later
// Names of rows as URNs: "urn:entente:statement:P1". Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace entente::ingest {

/// All but letters, digits and "-._~" of the id is percent-encoded.
std::string row_urn(std::string_view table, std::string_view id);

/// The id in a URN of that table, or "".
std::string id_in_urn(std::string_view urn, std::string_view table);

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// What verification of both forms shares.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ledger.hpp"

namespace entente::store {

/// One row that is not as its newest version in history says: changed, not known there, or gone.
struct Departure {
  std::string datum;  ///< "statement/P014"
  std::string what;   ///< "changed", "not in history", "gone"
};

/// Compares all content with the newest versions.
std::vector<Departure> departures(const record::Study& study, const Ledger& ledger);

/// Attached texts against the hash in their document's row.
void check_text_hashes(const record::Study& study, const std::string& file,
                       std::vector<Error>& damage);

}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
// What a fit of Wordfish and its bootstrap share.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "positions/texts/wordfish/profile.hpp"

namespace entente::positions {

/// Documents that have words, ascending.
std::vector<std::uint32_t> texts_with_words(const record::WordCounts& counts);

struct Standardised {
  double mean = 0;
  double sd = 0;
  std::vector<double> values;  ///< of mean 0 and sd 1 (n - 1)
};
/// Nothing where the positions do not differ.
std::optional<Standardised> standardised_places(const WordfishPoint& point);

}  // namespace entente::positions

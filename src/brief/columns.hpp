// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of a table are, from the lengths of its texts: for forms whose renderer
// should not, or cannot, find that out by setting every cell several times.
#pragma once

#include <vector>

#include "entente/brief/document.hpp"

namespace entente::brief {

/// Shares of a measure that holds `characters` of the table's own size, by the rule of automatic
/// tables (CSS 2.1, 17.5.2.2): at least the longest word of each column, at most its longest text,
/// the room between in proportion; but short texts, such as dates, count as one word while there is
/// room for that. They add to 1. O(length of the texts).
std::vector<double> column_shares(const TableBlock& block, double characters);

}  // namespace entente::brief

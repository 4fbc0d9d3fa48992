// SPDX-License-Identifier: GPL-3.0-or-later
// Overlap drawn issue by issue, with intervals.
#pragma once

#include <vector>

#include "context.hpp"
#include "entente/alignment/overlap.hpp"

namespace entente::brief {

/// Adds the panels of the dot plot: common ground by consensus, then where they part by dissonance,
/// then what too few are on record on. Issues with nobody on record are left to "Not known".
void add_overlap_figures(const Context& context, const std::vector<alignment::IssueOverlap>& issues,
                         const std::vector<alignment::IssueFragility>& fragilities,
                         int& figure_number, Section& section);

}  // namespace entente::brief

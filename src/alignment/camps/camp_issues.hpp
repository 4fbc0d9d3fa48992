// SPDX-License-Identifier: GPL-3.0-or-later
// What divides the camps.
#pragma once

#include <cstdint>
#include <vector>

#include "alignment/networks/selection.hpp"
#include "entente/alignment/camps.hpp"

namespace entente::alignment {

/// Of each column on which a placed actor speaks, the widest gap first; `members` are places in the
/// network's rows, `place` their camps.
std::vector<CampIssue> camp_issues(const NetworkSelection& selection, const Network& network,
                                   const std::vector<std::uint32_t>& members,
                                   const std::vector<std::uint32_t>& place, std::uint32_t camps);

}  // namespace entente::alignment

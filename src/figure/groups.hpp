// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of numbered groups; the number is always written beside them.
#pragma once

#include <cstdint>
#include <string>

namespace entente::figure {

/// 1, 2, ...; from the ninth on they repeat. After M. Okabe and K. Ito: told apart under each
/// colour blindness.
const std::string& group_colour(std::uint32_t group);

}  // namespace entente::figure

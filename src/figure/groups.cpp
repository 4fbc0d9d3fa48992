// SPDX-License-Identifier: GPL-3.0-or-later
#include "groups.hpp"

#include <array>

namespace entente::figure {

const std::string& group_colour(std::uint32_t group) {
  static const std::array<std::string, 8> palette = {"#0072B2", "#E69F00", "#009E73", "#CC79A7",
                                                     "#56B4E9", "#D55E00", "#F0E442", "#7f7f7f"};
  return palette[(group + palette.size() - 1) % palette.size()];
}

}  // namespace entente::figure

// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a picture of the print form.
#pragma once

#include <string>
#include <string_view>

namespace entente::brief {

/// The drawing without what paper cannot use: links and tool tips. For Entente's own SVG, whose
/// texts and values hold no bare '<' or '>'. O(length).
std::string bare_drawing(std::string_view svg);

/// The drawing as a "data:" address (RFC 2397), sound inside a quoted attribute. O(length).
std::string drawing_address(std::string_view svg);

}  // namespace entente::brief

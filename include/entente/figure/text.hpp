// SPDX-License-Identifier: GPL-3.0-or-later
// How wide text is set in Inter, and where its lines break: labels wrap and are never cut.
// From one embedded table of advance widths, so every machine breaks lines alike. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::figure {

enum class Weight { Regular, Semibold };

/// Width in the unit of `size`, without kerning. Letters outside the table count 0.62 of the size,
/// East Asian wide ones 1; zero-width marks 0. O(length).
double text_width(std::string_view text, double size, Weight weight = Weight::Regular) noexcept;

/// Lines no wider than `width`, broken at spaces, else after '-' and '/', else between letters: the
/// lines hold every letter of the text. At least one line. O(length).
std::vector<std::string> wrapped(std::string_view text, double size, double width,
                                 Weight weight = Weight::Regular);

/// The widest piece of the text that `wrapped` would rather not break. O(length).
double widest_word(std::string_view text, double size, Weight weight = Weight::Regular);

}  // namespace entente::figure

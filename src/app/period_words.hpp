// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of time for people.
#pragma once

#include <cstdint>
#include <string>

namespace entente::app {

/// "2022-06-29" of a second since 1970.
std::string second_text(std::int64_t seconds);

/// "2022" of a whole year, "2022 to 2023" of whole years, "2022-06" of a whole month, else both
/// days; ends are included.
std::string stretch_text(std::int64_t start, std::int64_t stop);

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of time that lie end to end and hold every statement of a range.
#pragma once

#include <vector>

#include "selection.hpp"
#include "windows.hpp"

namespace entente::alignment {

/// From the first day of the unit in which the range begins (`anchored`: from the beginning itself)
/// until the range is covered; the last may reach beyond it. Seconds begin at a second. Errors:
/// Range (events, or a size outside 1 to 1,000), Limit (above `most`).
Result<std::vector<TimeWindow>> time_periods(std::int64_t from, std::int64_t to, bool anchored,
                                             WindowUnit unit, std::uint32_t size, std::size_t most);

}  // namespace entente::alignment

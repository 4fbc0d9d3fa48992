// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of windows that overlap, each made from the one before by the statements that leave and
// come.
#pragma once

#include <vector>

#include "selection.hpp"
#include "series_step.hpp"

namespace entente::alignment {

/// Whether that pays and is exact: one mode without compatibility, windows that go forward and
/// in which fewer statements come and go than there are to count, rows that meet often, sums within
/// 32 bits. Kernels are
/// for the caller to rule out.
bool windows_slide(const NetworkSelection& selection, const std::vector<SeriesStep>& steps);

/// The networks that assemble_network makes of each step, without their times. O(statements that
/// come and go x rows + rows^2 x windows). Errors: Cancelled.
Result<std::vector<Network>> slide_networks(const NetworkSelection& selection,
                                            const std::vector<SeriesStep>& steps, unsigned threads,
                                            const CancelToken& cancel);

}  // namespace entente::alignment

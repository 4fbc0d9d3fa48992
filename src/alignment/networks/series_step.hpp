// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "windows.hpp"

namespace entente::alignment {

/// One network of a series: places in the selection's `kept`, both ends of time, and the kernel's
/// middle.
struct SeriesStep {
  std::size_t begin = 0;
  std::size_t end = 0;
  TimeWindow window;
};

}  // namespace entente::alignment

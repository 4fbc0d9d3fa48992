// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the pages of the room and of the back-test.
#pragma once

#include <string>

#include "entente/room/score.hpp"
#include "present_parts.hpp"

namespace entente::app {

/// "23.3 [21.4, 25.1], n 242", or that it never was measured.
std::string measured_text(const room::MeasuredError* measured);

/// Every figure on record, or null.
Json measured_json(const room::MeasuredError* measured);

}  // namespace entente::app

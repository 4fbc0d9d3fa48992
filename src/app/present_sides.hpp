// SPDX-License-Identifier: GPL-3.0-or-later
// How positions by kind of evidence are shown.
#pragma once

#include <string>

#include "entente/app/positions.hpp"
#include "present_parts.hpp"

namespace entente::app {

/// The table of cells on which there is more than statements, with what to know about it; empty
/// where there is none.
std::string sides_text(const PositionsOutcome& outcome);

/// One row a cell and kind of evidence, what is fused last.
Rows sides_rows(const PositionsOutcome& outcome);

Json sides_json(const PositionsOutcome& outcome);

}  // namespace entente::app

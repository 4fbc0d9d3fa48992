// SPDX-License-Identifier: GPL-3.0-or-later
// Cells that a spreadsheet would run as a formula. The mark is a leading "'"; marking and unmarking
// undo one another for every cell. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace entente::ingest {

/// Whether a spreadsheet may take the cell for a formula: it begins (after any "'") with = + - @,
/// their full-width forms, a tab or a line break, and is no plain number.
bool needs_neutral_mark(std::string_view cell);

/// The cell with a "'" before it where it needs one.
std::string with_neutral_mark(std::string_view cell);

/// The cell without the "'" that with_neutral_mark or a spreadsheet's habit put before it.
std::string_view without_neutral_mark(std::string_view cell);

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo. History is appended, never cut: taking an entry back is an entry of its own, of
// kind "undo" or "redo", whose command names the entry it reverses. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "entente/store/store.hpp"

namespace entente::store {

enum class Reversal { Undo, Redo };

/// The sequence of the entry that is next to be reversed: of undo the newest change that holds, of
/// redo the newest undo after which nothing else was changed. Nothing where there is none. Edits by
/// hand are passed over, and the making of a study ends the way back. O(entries).
std::optional<std::int64_t> next_reversal(const History& history, Reversal which);

/// The edit that takes an entry back: its rows become what they were before it. Errors: NotFound
/// (no such entry), Conflict (a row is no longer what the entry made of it), Missing (history does
/// not keep what is needed: rows edited by hand, the words of documents). O(rows of the study).
Result<Edit> reversal_of(const Opened& opened, const History& history, std::int64_t sequence,
                         Reversal which);

/// What the command of an undo or redo entry is: "undo 12".
std::string reversal_command(Reversal which, std::int64_t sequence);

}  // namespace entente::store

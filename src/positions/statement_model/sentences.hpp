// SPDX-License-Identifier: GPL-3.0-or-later
// Which statements are one reading: an author who says one thing of several actors in one sentence
// has said it once.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/positions/statement_model.hpp"

namespace entente::positions {

struct JointReading {
  std::vector<StatementCode> statements;  ///< in the study's order
  std::uint32_t coders_there = 1;         ///< readings of the same words on the issue, itself too
};

/// Statements on one issue of one coder, with one stance and one date, of which each shares a
/// passage (or a source named as a whole) with another, are one reading. O(n log n).
std::vector<JointReading> joint_readings(const record::Snapshot& snapshot,
                                         const std::vector<StatementCode>& statements);

}  // namespace entente::positions

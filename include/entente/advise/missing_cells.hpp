// SPDX-License-Identifier: GPL-3.0-or-later
// What to find out next: unknown cells, those first that could change the advice.
// Pure functions over an immutable snapshot and its position matrix, any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "entente/advise/format_rules.hpp"

namespace entente::advise {

/// One thing that is not known, and what knowing it could change while all else stays as it is.
struct MissingCell {
  std::size_t issue_row = 0;  ///< in the matrix
  std::size_t actor_column = 0;
  Gap gap;
  std::size_t advices = 0;  ///< advices that some value would change: 0 or 1
  std::size_t rules = 0;    ///< rules whose answer some value would change or make tellable
  Advice now = Advice::CannotTell;
  std::vector<Advice> could_be;  ///< other advices that a value leads to, each once, in enum order
};

/// Every unknown stance and every unknown salience of the matrix. Tried are the stances -2 to 2, or
/// a salience just below the threshold and one at it, one cell at a time, all other unknown cells
/// staying unknown. Order: most advices, then most rules, then the study's order of issues, the
/// matrix's order of actors, stance before salience. Errors: as format_rules().
/// O(issues × actors × rules + cells log cells).
Result<std::vector<MissingCell>> missing_cells(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               const FormatOptions& options = {});

}  // namespace entente::advise

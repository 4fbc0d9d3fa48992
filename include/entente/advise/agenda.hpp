// SPDX-License-Identifier: GPL-3.0-or-later
// What a group could put on a common agenda: aims that all of its members are known to share.
// A member whose stance is unknown keeps an issue off the agenda; it is never taken for consent.
// Pure functions over an immutable snapshot and its position matrix, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/latest.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::advise {

struct AgendaOptions {
  std::string kind = "goal";  ///< only issues of this kind (issue.kind)
  double greatest_range = 1;  ///< greatest difference between the members' means
  double least_mean = 1;      ///< least mean of the members' means
};

/// One issue that the group could take up together.
struct AgendaEntry {
  std::size_t issue_row = 0;  ///< in the matrix
  IssueCode issue;
  double mean = 0;                          ///< of the members' means, each counting once
  double range = 0;                         ///< greatest less least of the members' means
  std::optional<int> least_salience;        ///< absent while any member's salience is unknown
  std::vector<ActorCode> salience_missing;  ///< whose salience is unknown, in matrix order
  std::vector<StatementCode> statements;    ///< of all members' cells, in the study's order

  bool complete() const noexcept { return salience_missing.empty(); }
};

/// Issues of the given kind on which every actor of the matrix is known, with range of means <=
/// greatest_range and mean of means >= least_mean (both to within 1e-9; a contested cell counts
/// with its mean). First those with every salience known, the largest least salience first, ties in
/// the study's order of issues; then the others in the study's order, without a rank by salience.
/// Errors: Range (fewer than two actors, or a matrix that is not of this snapshot).
/// O(issues × actors log actors + issues log issues).
Result<std::vector<AgendaEntry>> common_agenda(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               const AgendaOptions& options = {});

}  // namespace entente::advise

// SPDX-License-Identifier: GPL-3.0-or-later
// Overlap by issue: one row an issue, every actor on record as a named chip at its stance between
// -2 and +2, the group's mean with its interval above them, cohesion with its interval and what it
// all rests on at the right. Unknown actors are named and hatched, never placed. A finding that
// hangs on one passage carries a warning. Drawn in panels that a printed page takes: 720 wide, so
// 180 mm wide the text is 8 point. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"
#include "entente/stats/interval.hpp"

namespace entente::figure {

/// One actor's position on one issue.
struct OverlapPosition {
  std::string label;  ///< name as drawn: short names let two stand side by side
  double value = 0;   ///< -2 to 2, beyond the ends the end; not finite = unknown
  double low = 0;     ///< low < high: statements of the same date disagree, from low to high
  double high = 0;
  bool stale = false;
  bool unverified = false;
  std::string title;                  ///< the position in one sentence
  std::vector<std::string> evidence;  ///< "statement/P014"
  std::string href;                   ///< where a click leads; empty = the first datum
};

/// One issue with what is known of it. The actors on record are `positions`; n of all is
/// positions / (positions + uncoded).
struct OverlapIssue {
  std::string id;     ///< "I12"
  std::string claim;  ///< wraps in its column, is never cut: pass the short claim
  std::string href;   ///< where the claim leads; empty = its entry in the register
  std::vector<OverlapPosition> positions;
  std::vector<std::string> uncoded;  ///< names of the actors without a position
  std::string uncoded_href;          ///< e.g. "#not-known"; empty = the issue's entry
  /// Of the group, -2 to 2. Shown only where two actors or more are on record.
  std::optional<stats::Estimate> mean;
  std::optional<stats::Estimate> cohesion;  ///< 0 = split in halves at the ends, 1 = all alike
  bool few_units = false;  ///< so few units of evidence that no interval can keep its level
  std::size_t passages = 0;
  std::size_t sources = 0;
  std::string fragile;  ///< why one passage carries the finding, in a sentence; empty = it does not
  std::vector<std::string> evidence;  ///< statements behind mean and cohesion; empty = the issue
};

struct OverlapSection {
  std::string heading;  ///< "Common ground"; may be empty
  std::vector<OverlapIssue> issues;
};

struct OverlapDotsSpec {
  std::string id;  ///< prefix of ids, unique on the page; panels add "-1", "-2", ...
  std::string title;
  std::string description;
  std::string stale_words = "old";  ///< legend of the corner, e.g. "older than 24 months"
  std::vector<OverlapSection> sections;
  std::size_t panel_rows = 14;  ///< the most issues of a panel; 0 counts as 1
  double panel_height = 930;    ///< the most of a panel; a row that is higher stands alone
};

/// The panels in order, at least one: without an issue it says so. Rows in the given order, a
/// section that runs on says "continued". No text smaller than 11.5.
/// O(issues x actors^2) for the placing of chips.
std::vector<Figure> overlap_dots(const OverlapDotsSpec& spec);

}  // namespace entente::figure

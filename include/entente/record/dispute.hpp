// SPDX-License-Identifier: GPL-3.0-or-later
// Facts on which sources contradict one another: both claims, how the study handles them, and the
// rows that rest on either. Whoever shows such a row shows both claims. Plain values, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "entente/record/study.hpp"

namespace entente::record {

struct DisputedClaim {
  std::string words;
  std::vector<std::string> evidence;  ///< datum names of the passages and sources behind it
};

struct Dispute {
  std::string id;
  std::string topic;
  DisputedClaim one;
  DisputedClaim other;
  std::string handling;               ///< which is preferred, and why; may be empty
  std::vector<std::string> concerns;  ///< datum names of the rows that rest on either claim
};

/// All of them, in the study's order. O(cells of the table).
std::vector<Dispute> disputes(const Study& study);

/// Places in `all` of those that concern at least one of `data` (datum names), ascending.
/// O(data + sum of concerns).
std::vector<std::size_t> disputes_about(std::span<const Dispute> all,
                                        std::span<const std::string> data);

}  // namespace entente::record

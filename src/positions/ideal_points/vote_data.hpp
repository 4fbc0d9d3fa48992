// SPDX-License-Identifier: GPL-3.0-or-later
// Roll calls as the estimator reads them: nodes (a voter in a period) and items (a question), the
// votes listed once by node and once by item, each list with its yes votes first, then abstentions,
// then no. Immutable once made; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/positions/ideal_points.hpp"

namespace entente::positions {

/// Lists of places, each in three stretches: yes, abstain, no.
class VoteLists {
 public:
  struct Entry {
    std::uint32_t list = 0;
    std::uint32_t place = 0;
    std::uint8_t answer = 0;  ///< 0 yes, 1 abstain, 2 no
  };
  VoteLists() = default;
  /// Keeps the order of entries within a stretch. O(entries).
  VoteLists(std::size_t lists, std::span<const Entry> entries);

  std::size_t size() const noexcept { return begins_.empty() ? 0 : (begins_.size() - 1) / 3; }
  std::span<const std::uint32_t> answers(std::size_t list, std::size_t answer) const noexcept {
    const std::size_t at = 3 * list + answer;
    return std::span(places_).subspan(begins_[at], begins_[at + 1] - begins_[at]);
  }
  std::size_t count(std::size_t list) const noexcept {
    return begins_[3 * list + 3] - begins_[3 * list];
  }

 private:
  std::vector<std::uint32_t> places_;
  std::vector<std::size_t> begins_;
};

struct VoteNode {
  std::uint32_t voter = 0;
  std::uint32_t period = 0;
};

struct VoteData {
  record::Periods periods;
  std::vector<VoteNode> nodes;             ///< by voter, then period
  std::vector<std::uint32_t> path_begins;  ///< where each voter's nodes begin; one more at the end
  std::vector<std::vector<std::uint32_t>> item_roll_calls;
  std::vector<bool> one_cutpoint;  ///< items without abstentions
  VoteLists by_node;               ///< of items
  VoteLists by_item;               ///< of nodes
  std::uint64_t votes = 0;
  std::uint32_t without_variation = 0;
  std::vector<std::uint32_t> unlinked_periods;

  std::size_t paths() const noexcept { return path_begins.size() - 1; }
};

/// Errors: those of ideal_points() about the matrix.
Result<VoteData> vote_data(const record::RollCallMatrix& matrix,
                           std::span<const std::pair<std::uint32_t, std::uint32_t>> links,
                           record::PeriodBy by, const IdealPointOptions& options);

/// The same votes with other answers: `answers` by item, then node as in by_item's order.
VoteData with_answers(const VoteData& data, std::span<const VoteLists::Entry> by_item_entries);

}  // namespace entente::positions

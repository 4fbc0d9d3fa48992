// SPDX-License-Identifier: GPL-3.0-or-later
// What each actor wants, as sources name it, and how much the issues behind it matter to it: the
// ledger of priorities and benefits (table interest) as salience where no statement gives one.
// What a source names as a priority or benefit of the actor itself is taken for a stake, spread
// evenly from the study's salience_threshold to 100. The order in which a source lists and the
// benefits of groupings are shown and not reckoned with: docs/package.md has what they were worth
// where statements give a salience too. What is not named stays unknown. Immutable once made; any
// thread.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"
#include "entente/stats/interval.hpp"

namespace entente::advise {

/// A priority or benefit with its place among those of its holder and kind.
struct NamedInterest {
  std::size_t row = 0;  ///< of the table interest
  ActorCode holder;
  std::size_t rank = 1;
  std::size_t of = 1;
  std::vector<IssueCode> issues;  ///< that it is about
};

class InterestLedger {
 public:
  InterestLedger() = default;
  /// Rows without a rank come behind those with one, in the study's order. O(rows log rows).
  InterestLedger(const record::Study& study, const record::Snapshot& snapshot);

  /// Priorities and benefits, in the study's order.
  const std::vector<NamedInterest>& named() const noexcept { return named_; }
  /// The first of the actor's own that is about the issue; null where none is. O(log interests).
  const NamedInterest* on(ActorCode actor, IssueCode issue) const noexcept;
  /// Salience, 50 to 100 where the threshold is 50, at a share u of its distribution, 0 < u < 1.
  double salience(double u) const noexcept;
  /// Its median with a central interval. Precondition: 0 < level < 1.
  stats::Estimate salience_estimate(double level) const;

 private:
  double threshold_ = 0;
  std::vector<NamedInterest> named_;
  std::map<std::pair<ActorCode, IssueCode>, std::size_t> first_;
};

}  // namespace entente::advise

// SPDX-License-Identifier: GPL-3.0-or-later
// Draws of weights for observations that may share evidence: a Bayesian bootstrap in which nothing
// is ever lost. In each draw every unit of evidence u has an E(u) of the standard exponential
// distribution, and an observation that rests on the units U weighs
//   w = |U| min { E(u) : u in U }.
// Each w is a standard exponential again (mean 1, variance 1), never 0, and two of them correlate
// by the share of evidence they have in common, |U and V| / |U or V|: observations that share
// nothing are independent, those on the same units weigh the same. With no unit shared, weights
// over their sum are the Dirichlet(1, ..., 1) of the Bayesian bootstrap; evidence listed twice (a
// reprint beside each original) changes the distribution of nothing. References: D. B. Rubin, "The
// Bayesian bootstrap", Annals of Statistics 9 (1981); A. W. Marshall, I. Olkin, "A multivariate
// exponential distribution", JASA 62 (1967); J. Praestgaard, J. A. Wellner, "Exchangeably weighted
// bootstraps of the general empirical process", Annals of Probability 21 (1993). E(u) of draw r is
// a pure function of the seed, the unit's key and r: the same bytes for any number of threads, and
// whatever else is drawn beside it. + - * / only: the same bits on every CPU.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace entente::stats {

/// Draws are worked on so many at a time, side by side: loops over them become vector loops.
inline constexpr std::size_t weight_lanes = 8;
/// One number for each draw of a block.
using Lanes = std::array<double, weight_lanes>;

/// -ln(u) for u in (0, 1), to 2 units in the last place: the standard exponential at 1 - u.
/// Precondition: u is normal and positive, as of unit_interval.
double exponential_of(double u) noexcept;

/// What the draws of a unit hang on: a word of its id (stream_word), and its kind, so that equal
/// ids of two kinds are two units.
struct UnitKey {
  std::uint64_t word = 0;
  std::uint64_t kind = 0;
};

/// Sets of units, each kept once: many observations rest on the same few. A value; reading it is
/// free for any thread.
class UnitSets {
 public:
  /// The place of a set. Precondition: ascending, distinct, not empty. O(length) expected.
  std::uint32_t add(std::span<const std::uint32_t> units);

  std::size_t count() const noexcept { return begins_.size() - 1; }
  std::span<const std::uint32_t> units(std::size_t set) const noexcept {
    return std::span(units_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }
  /// How many units are in either of two sets. O(their lengths).
  std::size_t union_size(std::uint32_t a, std::uint32_t b) const noexcept;

 private:
  std::vector<std::uint32_t> units_;  ///< set after set
  std::vector<std::size_t> begins_ = {0};
  std::unordered_multimap<std::uint64_t, std::uint32_t> places_;  ///< by hash, for looking up only
};

/// The weights of one block of draws after another. Belongs to one thread; keys and sets must
/// outlive it.
class SharedWeights {
 public:
  SharedWeights(std::span<const UnitKey> keys, const UnitSets& sets, std::uint64_t seed);

  /// Draws `first` to first + weight_lanes - 1. Precondition: first is a multiple of weight_lanes.
  /// O(weight_lanes x (units + lengths of the sets)).
  void draw(std::uint64_t first);

  /// min E(u) over a set. The weight is this times the set's size; of a union of sets the least of
  /// theirs times union_size.
  const Lanes& least(std::uint32_t set) const noexcept { return least_[set]; }

 private:
  std::span<const UnitKey> keys_;
  const UnitSets& sets_;
  std::uint64_t seed_;
  std::vector<Lanes> units_;
  std::vector<Lanes> least_;
};

}  // namespace entente::stats

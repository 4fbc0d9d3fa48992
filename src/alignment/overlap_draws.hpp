// SPDX-License-Identifier: GPL-3.0-or-later
// The draws behind the intervals of overlap: what stands behind known cells as flat columns, and
// the figures of a block of draws from it. What is averaged - cells over an issue, issues over a
// pair, statements over a contested cell - is weighed by stats::SharedWeights, so that no draw
// loses a cell and one sentence is one weight wherever it speaks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "entente/alignment/overlap.hpp"
#include "entente/base/parallel.hpp"
#include "entente/stats/shared_weights.hpp"

namespace entente::alignment::detail {

using stats::Lanes;
using stats::weight_lanes;

inline constexpr std::uint32_t not_contested = std::numeric_limits<std::uint32_t>::max();

/// A statement of a contested cell and the set of its units.
struct WeighedStance {
  double stance = 0;
  std::uint32_t set = 0;
  double size = 1;  ///< of the set
};

/// A known cell: one value, or a place among the contested ones whose value each draw weighs anew.
struct EvidenceCell {
  double value = 0;
  std::uint32_t set = 0;  ///< all units behind its statements
  std::uint32_t contested = not_contested;
};

/// Evidence behind some cells of a matrix. Immutable once made, any thread.
class EvidenceTable {
 public:
  /// `places` of known cells in matrix.cells. O(statements log statements).
  EvidenceTable(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                std::span<const std::size_t> places);

  /// Precondition: the place was given.
  const EvidenceCell& cell(std::size_t place) const noexcept { return cells_[at_[place]]; }
  std::span<const WeighedStance> contested(std::size_t index) const noexcept {
    return contested_[index];
  }
  std::size_t contested_count() const noexcept { return contested_.size(); }
  const stats::UnitSets& sets() const noexcept { return sets_; }
  std::span<const stats::UnitKey> keys() const noexcept { return keys_; }
  /// An order of cells that hangs on what they say and rest on, not on whose they are: sums taken
  /// in it keep their bits when actors change names or places.
  bool before(const EvidenceCell& a, const EvidenceCell& b) const;

 private:
  /// Below, at or above 0 as the units of `a` come before, are or come after those of `b`.
  int compare_sets(std::uint32_t a, std::uint32_t b) const;

  std::vector<std::uint32_t> at_;  ///< by place in the matrix
  std::vector<EvidenceCell> cells_;
  std::vector<std::vector<WeighedStance>> contested_;
  stats::UnitSets sets_;
  std::vector<stats::UnitKey> keys_;
};

/// A block of draws over a table. Belongs to one thread.
class DrawnEvidence {
 public:
  DrawnEvidence(const EvidenceTable& table, std::uint64_t seed)
      : table_(table),
        weights_(table.keys(), table.sets(), seed),
        values_(table.contested_count()) {}

  /// As SharedWeights::draw; contested cells get their weighted means.
  void draw(std::uint64_t first);
  const Lanes& least(std::uint32_t set) const noexcept { return weights_.least(set); }
  /// Of a contested cell.
  const Lanes& value(std::uint32_t contested) const noexcept { return values_[contested]; }
  Lanes value(const EvidenceCell& cell) const noexcept;

 private:
  const EvidenceTable& table_;
  stats::SharedWeights weights_;
  std::vector<Lanes> values_;
};

/// An issue ready for drawing: its cells in groups of one value.
class IssuePlan {
 public:
  IssuePlan() = default;
  /// `places` of the issue's known cells, all in the table.
  IssuePlan(const EvidenceTable& table, std::span<const std::size_t> places);
  /// With w the cells' weights and W their sum: mean = sum w x / W, and cohesion = 1 - sd / 2 from
  /// sd^2 = (n - 1) / n sum_{a<b} w_a w_b (x_a - x_b)^2 / (2 sum_{a<b} w_a w_b), which is the
  /// population variance where all weigh the same, and on average over the draws close to it: plain
  /// weighted squares would come out small. Cohesion is meaningless below two cells.
  void figures(const DrawnEvidence& drawn, Lanes& mean, Lanes& cohesion) const;

 private:
  struct Member {
    std::uint32_t set;
    double size;
  };
  struct Group {
    double value;  ///< minus shift_
    std::uint32_t contested;
    std::size_t end;  ///< of its members
  };
  double shift_ = 0;
  std::vector<Member> members_;
  std::vector<Group> groups_;
};

/// A pair ready for drawing: its common issues in groups of one distance and one size of evidence.
class PairPlan {
 public:
  PairPlan() = default;
  /// `places` of first, second, first, second, ... on the common issues.
  PairPlan(const EvidenceTable& table, std::span<const std::size_t> places);
  /// 1 - (sum w d / sum w) / 4, an issue's weight w from the units behind either cell.
  Lanes agreement(const DrawnEvidence& drawn) const;

 private:
  struct Issue {
    std::uint32_t first_set;
    std::uint32_t second_set;
  };
  struct Group {
    double distance;
    double size;      ///< of the evidence of each of its issues
    std::size_t end;  ///< of its issues
  };
  struct Contested {
    EvidenceCell first;
    EvidenceCell second;
    double size;
  };
  std::vector<Issue> issues_;
  std::vector<Group> groups_;
  std::vector<Contested> contested_;
};

/// Draws of `columns` figures, column by column, each `replicates` long. `fill(drawn, put)` calls
/// put(column, lanes) for every column of a block of draws. Errors: Cancelled.
template <class Fill>
Result<std::vector<double>> draw_columns(const EvidenceTable& table, std::size_t columns,
                                         const OverlapOptions& options, const CancelToken& cancel,
                                         const Fill& fill) {
  constexpr std::size_t blocks_a_task = 16;  // buffers are made once a task
  const std::size_t draws = options.replicates;
  std::vector<double> values(columns * draws);
  const auto task = [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
    DrawnEvidence drawn(table, options.seed);
    for (std::size_t block = begin; block < end; ++block) {
      ENTENTE_CHECK(check_cancel(cancel, "overlap"));
      const std::size_t first = block * weight_lanes;
      const std::size_t lanes = std::min(weight_lanes, draws - first);
      drawn.draw(first);
      fill(drawn, [&](std::size_t column, const Lanes& figures) {
        std::copy_n(figures.begin(), lanes, values.data() + column * draws + first);
      });
    }
    return {};
  };
  ENTENTE_CHECK(parallel_blocks((draws + weight_lanes - 1) / weight_lanes, blocks_a_task,
                                options.threads, cancel, {}, task));
  return values;
}

}  // namespace entente::alignment::detail

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sliding_sums.hpp"

namespace entente::alignment {
namespace {

void change_count(bool more, std::uint32_t by, std::uint32_t& out) {
  if (more) {
    out += by;
  } else {
    out -= by;
  }
}

}  // namespace

SlidingSums::SlidingSums(std::uint32_t rows, std::uint32_t columns, const QualifierLevels& levels)
    : change_lanes_(change_lanes()),
      width_(padded_to_lanes(rows)),
      levels_(levels.count()),
      divisor_(levels.divisor),
      totals_(columns * width_),
      present_(columns * width_),
      near_cells_(columns * levels_ * width_),
      near_(rows * width_),
      products_(rows * width_),
      statements_(rows * width_),
      common_(rows * width_),
      near_selves_(rows),
      selves_(rows) {
  near_levels_.reserve(levels.near.size());
  for (const double near : levels.near) near_levels_.push_back(static_cast<Count>(near));
}

std::uint64_t SlidingSums::bytes(std::uint64_t rows, std::uint64_t columns, std::uint64_t levels) {
  constexpr std::uint64_t halves = 4;
  return sizeof(Count) * padded_to_lanes(rows) * (columns * (levels + 2) + halves * rows);
}

void SlidingSums::change(std::uint32_t row, std::uint32_t column, std::uint32_t level, bool more) {
  Count* totals = totals_.data() + column * width_;
  Count* present = present_.data() + column * width_;
  Count* near = near_cells_.data() + column * levels_ * width_;
  const std::size_t halves = row * width_;
  change_lanes_(more, totals, width_, products_.data() + halves);
  change_lanes_(more, near + level * width_, width_, near_.data() + halves);
  change_lanes_(more, present, width_, statements_.data() + halves);
  const Count before = totals[row];
  const Count near_before = near[level * width_ + row];
  if (before == (more ? 0U : 1U)) {  // its first statement on the column comes, or its last goes
    change_lanes_(more, totals, width_, statements_.data() + halves);
    change_lanes_(more, present, width_, common_.data() + halves);
    present[row] = more ? 1 : 0;
  }
  // (x + d)^2 - x^2 = 2 d x + d^2, and d^2 is 1.
  change_count(more, 2 * before, selves_[row]);
  selves_[row] += 1;
  change_count(more, 2 * near_before, near_selves_[row]);
  near_selves_[row] += near_levels_[level * levels_ + level];
  change_count(more, 1, totals[row]);
  for (std::size_t k = 0; k < levels_; ++k) {
    change_count(more, near_levels_[k * levels_ + level], near[k * width_ + row]);
  }
}

PairSums SlidingSums::self(std::uint32_t row) const noexcept {
  return sums_of(near_selves_[row], selves_[row]);
}

}  // namespace entente::alignment

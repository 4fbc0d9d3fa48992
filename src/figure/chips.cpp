// SPDX-License-Identifier: GPL-3.0-or-later
#include "chips.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::figure {
namespace {

constexpr double spread_gap = 8;
constexpr int most_steps = 400;
constexpr int most_heights = 8;

/// Centres into the rectangle that leaves room for each chip.
void scale_into(std::vector<Chip>& chips, double width, double height) {
  double left = HUGE_VAL;
  double right = -HUGE_VAL;
  double top = HUGE_VAL;
  double bottom = -HUGE_VAL;
  for (Chip& chip : chips) {
    if (!std::isfinite(chip.centre.x)) chip.centre.x = 0;
    if (!std::isfinite(chip.centre.y)) chip.centre.y = 0;
    left = std::min(left, chip.centre.x);
    right = std::max(right, chip.centre.x);
    top = std::min(top, chip.centre.y);
    bottom = std::max(bottom, chip.centre.y);
  }
  for (Chip& chip : chips) {
    const double across = right > left ? (chip.centre.x - left) / (right - left) : 0.5;
    const double down = bottom > top ? (chip.centre.y - top) / (bottom - top) : 0.5;
    chip.centre.x = chip.width / 2 + across * (width - chip.width);
    chip.centre.y = chip.height / 2 + down * (height - chip.height);
  }
}

/// How far two lie over one another, with the gap; not above 0 where they do not.
Point overlap_of(const Chip& a, const Chip& b) {
  return {(a.width + b.width) / 2 + spread_gap - std::fabs(a.centre.x - b.centre.x),
          (a.height + b.height) / 2 + spread_gap - std::fabs(a.centre.y - b.centre.y)};
}

void keep_inside(Chip& chip, double width, double height) {
  chip.centre.x = std::clamp(chip.centre.x, chip.width / 2, width - chip.width / 2);
  chip.centre.y = std::clamp(chip.centre.y, chip.height / 2, height - chip.height / 2);
}

/// One round of moving pairs apart along the shorter way; whether all are apart.
bool push_apart(std::vector<Chip>& chips, double width, double height) {
  bool apart = true;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    for (std::size_t j = i + 1; j < chips.size(); ++j) {
      Chip& a = chips[i];
      Chip& b = chips[j];
      const Point over = overlap_of(a, b);
      if (over.x <= 0 || over.y <= 0) continue;
      apart = false;
      if (over.x < over.y) {
        const double step = (a.centre.x <= b.centre.x ? 1 : -1) * (over.x / 2 + 0.1);
        a.centre.x -= step;
        b.centre.x += step;
      } else {
        const double step = (a.centre.y <= b.centre.y ? 1 : -1) * (over.y / 2 + 0.1);
        a.centre.y -= step;
        b.centre.y += step;
      }
      keep_inside(a, width, height);
      keep_inside(b, width, height);
    }
  }
  return apart;
}

double in_rows(std::vector<Chip>& chips, double width) {
  std::vector<std::size_t> order(chips.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&chips](std::size_t a, std::size_t b) {
    return chips[a].centre.y < chips[b].centre.y;
  });
  double x = 0;
  double y = 0;
  double row = 0;
  for (const std::size_t at : order) {
    Chip& chip = chips[at];
    if (x > 0 && x + chip.width > width) {
      x = 0;
      y += row + spread_gap;
      row = 0;
    }
    chip.centre = {x + chip.width / 2, y + chip.height / 2};
    x += chip.width + spread_gap;
    row = std::max(row, chip.height);
  }
  return y + row;
}

}  // namespace

double spread_chips(std::vector<Chip>& chips, double width) {
  if (chips.empty()) return 0;
  double area = 0;
  double tallest = 0;
  for (const Chip& chip : chips) {
    area += (chip.width + spread_gap) * (chip.height + spread_gap);
    tallest = std::max(tallest, chip.height);
  }
  double height = std::max({tallest, 120.0, std::min(520.0, 9 * area / width)});
  for (int attempt = 0; attempt < most_heights; ++attempt) {
    std::vector<Chip> tried = chips;
    scale_into(tried, width, height);
    for (int step = 0; step < most_steps; ++step) {
      if (!push_apart(tried, width, height)) continue;
      chips = std::move(tried);
      return height;
    }
    height *= 1.3;
  }
  return in_rows(chips, width);
}

}  // namespace entente::figure

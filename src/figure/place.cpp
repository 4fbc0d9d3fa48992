// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/place.hpp"

#include <algorithm>
#include <numeric>

namespace entente::figure {

std::vector<std::size_t> packed_rows(std::span<const Span> spans, double gap) {
  std::vector<std::vector<Span>> rows;
  std::vector<std::size_t> out;
  out.reserve(spans.size());
  for (const Span& span : spans) {
    const auto fits = [&span, gap](const std::vector<Span>& row) {
      return std::all_of(row.begin(), row.end(), [&span, gap](const Span& other) {
        return span.from >= other.to + gap || span.to + gap <= other.from;
      });
    };
    const auto row = std::find_if(rows.begin(), rows.end(), fits);
    out.push_back(static_cast<std::size_t>(row - rows.begin()));
    if (row == rows.end()) {
      rows.push_back({span});
    } else {
      row->push_back(span);
    }
  }
  return out;
}

std::vector<double> flag_offsets(std::span<const Flag> flags, double gap) {
  std::vector<std::size_t> order(flags.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&flags](std::size_t a, std::size_t b) { return flags[a].at > flags[b].at; });
  std::vector<double> out(flags.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Flag& flag = flags[order[i]];
    for (std::size_t k = 0; k < i; ++k) {
      const Flag& other = flags[order[k]];
      if (other.at > flag.at + flag.width + gap) continue;
      out[order[i]] = std::max(out[order[i]], out[order[k]] + other.height + gap);
    }
  }
  return out;
}

double flags_depth(std::span<const Flag> flags, std::span<const double> offsets) noexcept {
  double depth = 0;
  for (std::size_t i = 0; i < flags.size() && i < offsets.size(); ++i) {
    depth = std::max(depth, offsets[i] + flags[i].height);
  }
  return depth;
}

}  // namespace entente::figure

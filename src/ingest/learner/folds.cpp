// SPDX-License-Identifier: GPL-3.0-or-later
#include "folds.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "entente/base/random.hpp"

namespace entente::ingest::learner {

std::size_t group_count(std::span<const std::uint32_t> groups) {
  std::vector<std::uint32_t> all(groups.begin(), groups.end());
  std::sort(all.begin(), all.end());
  return static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin());
}

std::vector<std::uint32_t> folds_of(std::span<const std::uint32_t> groups,
                                    std::span<const std::uint32_t> labels, std::uint32_t folds,
                                    std::uint64_t seed) {
  const Philox draw(seed, stream_word("learner folds"));
  std::map<std::uint32_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(i);
  const bool alone = members.size() == groups.size();
  // Class first where rows stand alone, so that each fold gets its share of the rare ones.
  std::vector<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>> order;
  order.reserve(members.size());
  for (const auto& [group, rows] : members) {
    order.emplace_back(alone ? labels[rows.front()] : 0, draw.bits(0, group), group);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> filled(folds, 0);
  std::vector<std::uint32_t> out(groups.size(), 0);
  for (const auto& entry : order) {
    const auto least = std::min_element(filled.begin(), filled.end());
    const auto& rows = members[std::get<2>(entry)];
    for (const std::size_t row : rows) {
      out[row] = static_cast<std::uint32_t>(least - filled.begin());
    }
    *least += rows.size();
  }
  return out;
}

}  // namespace entente::ingest::learner

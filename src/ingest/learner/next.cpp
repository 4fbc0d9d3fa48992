// SPDX-License-Identifier: GPL-3.0-or-later
// What to code next: half at random, half where the learner is least sure.
#include <algorithm>
#include <numeric>

#include "entente/base/random.hpp"
#include "entente/ingest/learner.hpp"

namespace entente::ingest {
namespace {

/// Places in the order of a draw by key; equal keys in the order given.
std::vector<std::size_t> drawn_order(std::span<const std::string> keys, std::uint64_t seed,
                                     std::string_view purpose) {
  std::vector<std::pair<std::uint64_t, std::size_t>> keyed;
  keyed.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keyed.emplace_back(Philox(seed, stream_word(purpose), stream_word(keys[i])).bits(0), i);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> out;
  out.reserve(keyed.size());
  for (const auto& entry : keyed) out.push_back(entry.second);
  return out;
}

std::size_t tenth(std::size_t n) { return (n + 9) / 10; }

}  // namespace

std::string_view to_string(WhyNext why) noexcept {
  return why == WhyNext::Random ? "random" : "uncertain";
}

std::vector<NextText> choose_next(std::span<const double> uncertainty,
                                  std::span<const std::string> keys, std::size_t how_many,
                                  std::uint64_t seed) {
  const std::size_t all = std::min(how_many, keys.size());
  const std::vector<std::size_t> order = drawn_order(keys, seed, "learner next");
  std::vector<NextText> out;
  std::vector<bool> taken(keys.size(), false);
  const std::size_t random = (all + 1) / 2;
  for (std::size_t i = 0; i < random; ++i) {
    out.push_back({order[i], WhyNext::Random, i < tenth(random)});
    taken[order[i]] = true;
  }
  std::vector<std::size_t> left;
  for (const std::size_t i : order) {
    if (!taken[i]) left.push_back(i);
  }
  std::stable_sort(left.begin(), left.end(),
                   [&](std::size_t a, std::size_t b) { return uncertainty[a] > uncertainty[b]; });
  for (std::size_t i = 0; i < all - random; ++i) {
    out.push_back({left[i], WhyNext::Uncertain, false});
  }
  return out;
}

}  // namespace entente::ingest

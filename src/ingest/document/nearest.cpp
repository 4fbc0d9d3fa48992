// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/document/nearest.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_words = 4000;  ///< of a passage
constexpr std::size_t most_places = 64;   ///< a commoner word tells nothing
constexpr std::size_t most_candidates = 5;
constexpr std::size_t context_words = 5;
constexpr double least_likeness = 0.6;

bool word_of_its_own(std::int32_t point) {
  return point >= 0x2E80 && !(point >= 0xAC00 && point <= 0xD7A3);  // Hangul has spaces
}

}  // namespace

NearestFinder::Tokens NearestFinder::tokens_of(std::string_view text) {
  Tokens out;
  std::optional<Span> open;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    const std::int32_t point = next_code_point(text, i);
    const bool space = point >= 0 && u_isUWhiteSpace(point) != 0;
    const bool alone = !space && word_of_its_own(point);
    if ((space || alone) && open) {
      out.push_back(*open);
      open.reset();
    }
    if (space) continue;
    if (alone) {
      out.push_back({from, i});
    } else if (open) {
      open->end = i;
    } else {
      open = Span{from, i};
    }
  }
  if (open) out.push_back(*open);
  return out;
}

NearestFinder::NearestFinder(std::string_view text) : text_(text), tokens_(tokens_of(text)) {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    auto& places = places_[word(tokens_[i])];
    if (places.size() <= most_places) places.push_back(static_cast<std::uint32_t>(i));
  }
}

std::vector<std::ptrdiff_t> NearestFinder::candidates(std::string_view words,
                                                      const Tokens& tokens) const {
  const auto width = static_cast<std::ptrdiff_t>(tokens.size() / 8 + 4);
  std::map<std::ptrdiff_t, std::size_t> votes;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto it = places_.find(words.substr(tokens[i].start, tokens[i].end - tokens[i].start));
    if (it == places_.end() || it->second.size() > most_places) continue;
    for (const std::uint32_t place : it->second) {
      const auto diagonal = static_cast<std::ptrdiff_t>(place) - static_cast<std::ptrdiff_t>(i);
      ++votes[(diagonal + static_cast<std::ptrdiff_t>(tokens.size())) / width];
    }
  }
  std::vector<std::pair<std::size_t, std::ptrdiff_t>> ranked;
  ranked.reserve(votes.size());
  for (const auto& [bucket, count] : votes) ranked.emplace_back(count, bucket);
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::ptrdiff_t> out;
  for (const auto& [count, bucket] : ranked) {
    if (out.size() == most_candidates) break;
    out.push_back(bucket * width - static_cast<std::ptrdiff_t>(tokens.size()));
  }
  return out;
}

/// The spans around a diagonal that are most like the words; several where they are equally so.
std::vector<Nearest> NearestFinder::measured(std::string_view words, const Tokens& tokens,
                                             std::ptrdiff_t diagonal) {
  const std::size_t m = tokens.size();
  const auto slack = static_cast<std::ptrdiff_t>(m / 4 + 8);
  const auto count = static_cast<std::ptrdiff_t>(tokens_.size());
  const auto from =
      static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(diagonal - slack, 0, count));
  const auto to = static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(diagonal + static_cast<std::ptrdiff_t>(m) + 2 * slack, 0, count));
  const std::size_t n = to - from;
  if (n == 0 || (m + 1) * (n + 1) > budget_) return {};
  budget_ -= (m + 1) * (n + 1);
  // Row by row over the passage's words; the start in the text is free.
  std::vector<std::size_t> cost(n + 1, 0);
  std::vector<std::size_t> begin(n + 1);
  for (std::size_t j = 0; j <= n; ++j) begin[j] = j;
  for (std::size_t i = 1; i <= m; ++i) {
    const std::string_view wanted =
        words.substr(tokens[i - 1].start, tokens[i - 1].end - tokens[i - 1].start);
    std::size_t diagonal_cost = cost[0];
    std::size_t diagonal_begin = begin[0];
    cost[0] = i;
    for (std::size_t j = 1; j <= n; ++j) {
      const std::size_t above = cost[j];
      const std::size_t above_begin = begin[j];
      std::size_t best = diagonal_cost + (word(tokens_[from + j - 1]) == wanted ? 0 : 1);
      std::size_t start = diagonal_begin;
      if (above + 1 < best) {
        best = above + 1;
        start = above_begin;
      }
      if (cost[j - 1] + 1 < best) {
        best = cost[j - 1] + 1;
        start = begin[j - 1];
      }
      diagonal_cost = above;
      diagonal_begin = above_begin;
      cost[j] = best;
      begin[j] = start;
    }
  }
  const std::size_t least = *std::min_element(cost.begin(), cost.end());
  std::vector<Nearest> out;
  for (std::size_t end = 1; end <= n && out.size() < most_places; ++end) {
    if (cost[end] != least || begin[end] >= end) continue;
    Nearest one;
    one.span = {tokens_[from + begin[end]].start, tokens_[from + end - 1].end};
    one.likeness = 1.0 - static_cast<double>(least) / static_cast<double>(m);
    out.push_back(one);
  }
  return out;
}

std::size_t NearestFinder::context_alike(const Span& span, std::string_view before,
                                         std::string_view after) const {
  const Tokens left = tokens_of(before);
  const Tokens right = tokens_of(after);
  const auto place =
      std::lower_bound(tokens_.begin(), tokens_.end(), span.start,
                       [](const Span& token, std::size_t at) { return token.start < at; });
  const auto behind =
      std::lower_bound(tokens_.begin(), tokens_.end(), span.end,
                       [](const Span& token, std::size_t at) { return token.start < at; });
  std::size_t out = 0;
  const auto here = place - tokens_.begin();
  for (std::size_t k = 1; k <= std::min(context_words, left.size()); ++k) {
    if (static_cast<std::ptrdiff_t>(k) > here) break;
    const Span& token = left[left.size() - k];
    if (word(*(place - static_cast<std::ptrdiff_t>(k))) ==
        before.substr(token.start, token.end - token.start)) {
      ++out;
    }
  }
  for (std::size_t k = 0; k < std::min(context_words, right.size()); ++k) {
    if (tokens_.end() - behind <= static_cast<std::ptrdiff_t>(k)) break;
    const Span& token = right[k];
    if (word(*(behind + static_cast<std::ptrdiff_t>(k))) ==
        after.substr(token.start, token.end - token.start)) {
      ++out;
    }
  }
  return out;
}

std::optional<Nearest> NearestFinder::find(std::string_view words, std::string_view before,
                                           std::string_view after) {
  const Tokens tokens = tokens_of(words);
  if (tokens.size() < 3 || tokens.size() > most_words) return std::nullopt;
  std::optional<Nearest> best;
  std::size_t best_context = 0;
  for (const std::ptrdiff_t diagonal : candidates(words, tokens)) {
    for (const Nearest& found : measured(words, tokens, diagonal)) {
      if (found.likeness < least_likeness) continue;
      const std::size_t context = context_alike(found.span, before, after);
      const bool better = !best || found.likeness > best->likeness ||
                          (found.likeness >= best->likeness && context > best_context);
      if (!better) continue;
      best = found;
      best_context = context;
    }
  }
  return best;
}

}  // namespace entente::ingest

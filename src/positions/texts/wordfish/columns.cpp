// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/texts/wordfish/columns.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace entente::positions {
namespace {

using Cells = std::vector<record::WordCell>;

/// The cells of each word: [begins[w], begins[w + 1]).
std::vector<std::size_t> word_begins(const Cells& cells, std::size_t words) {
  std::vector<std::size_t> out(words + 1, 0);
  for (const record::WordCell& cell : cells) ++out[cell.word + 1];
  std::partial_sum(out.begin(), out.end(), out.begin());
  return out;
}

}  // namespace

WordfishColumns wordfish_columns(std::size_t texts, std::size_t words, Cells cells) {
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
    return a.word != b.word ? a.word < b.word : a.document < b.document;
  });
  const std::vector<std::size_t> begins = word_begins(cells, words);
  const auto pattern = [&](std::uint32_t word) {
    return std::pair(cells.begin() + static_cast<std::ptrdiff_t>(begins[word]),
                     cells.begin() + static_cast<std::ptrdiff_t>(begins[word + 1]));
  };
  const auto before = [](const record::WordCell& a, const record::WordCell& b) {
    return a.document != b.document ? a.document < b.document : a.count < b.count;
  };
  std::vector<std::uint32_t> order(words);
  std::iota(order.begin(), order.end(), 0U);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    const auto [begin_a, end_a] = pattern(a);
    const auto [begin_b, end_b] = pattern(b);
    return std::lexicographical_compare(begin_a, end_a, begin_b, end_b, before);
  };
  std::stable_sort(order.begin(), order.end(), less);
  WordfishColumns out;
  out.texts = texts;
  out.text_totals.assign(texts, 0);
  out.column_of_word.assign(words, WordfishColumns::no_column);
  for (std::size_t i = 0; i < words; ++i) {
    const auto [begin, end] = pattern(order[i]);
    if (begin == end) continue;
    const bool same = out.size() > 0 && !less(order[i - 1], order[i]);
    if (!same) {
      double total = 0;
      for (auto cell = begin; cell != end; ++cell) {
        out.text.push_back(cell->document);
        out.count.push_back(static_cast<double>(cell->count));
        total += static_cast<double>(cell->count);
      }
      out.begins.push_back(out.text.size());
      out.total.push_back(total);
      out.times.push_back(0);
    }
    ++out.times.back();
    out.column_of_word[order[i]] = static_cast<std::uint32_t>(out.size() - 1);
    for (auto cell = begin; cell != end; ++cell) {
      out.text_totals[cell->document] += static_cast<double>(cell->count);
    }
  }
  return out;
}

}  // namespace entente::positions

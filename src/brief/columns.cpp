// SPDX-License-Identifier: GPL-3.0-or-later
#include "columns.hpp"

#include <algorithm>
#include <numeric>

#include "entente/base/text.hpp"

namespace entente::brief {
namespace {

/// Widths in characters of the table's text.
struct ColumnNeed {
  double word = 0;   ///< for the longest word
  double whole = 0;  ///< for dates, amounts, names, which should not wrap
  double most = 0;   ///< for the longest text
};

// In mean widths of a letter. Short texts vary about that mean more than long ones.
constexpr double cell_padding = 2.2;
constexpr double tinted_cell = 11;  ///< as the style sheet has it
constexpr double spread = 1.1;
constexpr double bold = 1.1;
constexpr double note_mark = 2.2;
constexpr double short_text = 20;
constexpr double longest_kept = 24;  ///< a word of more, such as a formula, may be broken

double longest_word(std::string_view text) {
  double out = 0;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    out = std::max(out, static_cast<double>(code_points(text.substr(start, end - start))));
    start = end + 1;
  }
  return std::min(out, longest_kept);
}

void widen(ColumnNeed& need, double word, double all, double factor) {
  need.word = std::max(need.word, factor * spread * word + cell_padding);
  const double whole = all <= short_text ? all : word;
  need.whole = std::max(need.whole, factor * spread * whole + cell_padding);
  need.most = std::max({need.most, need.whole, factor * all + cell_padding});
}

ColumnNeed need_of(const TableBlock& block, std::size_t column) {
  ColumnNeed out;
  const std::string& heading = block.headings[column];
  widen(out, longest_word(heading), static_cast<double>(code_points(heading)), bold);
  for (const auto& row : block.rows) {
    if (column >= row.size()) continue;
    double word = row[column].tint == Tint::None ? 0 : tinted_cell;
    double all = word;
    for (const Run& run : row[column].runs) {
      const double mark = run.evidence.empty() ? 0 : note_mark;
      word = std::max(word, longest_word(run.text) + mark);
      all += static_cast<double>(code_points(run.text)) + mark;
    }
    widen(out, word, std::max(word, all), column == 0 ? bold : 1);
  }
  return out;
}

void scale_to_one(std::vector<double>& shares) {
  const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= all;
}

}  // namespace

std::vector<double> column_shares(const TableBlock& block, double characters) {
  std::vector<ColumnNeed> needs;
  ColumnNeed all;
  for (std::size_t c = 0; c < block.headings.size(); ++c) {
    needs.push_back(need_of(block, c));
    all.word += needs.back().word;
    all.whole += needs.back().whole;
    all.most += needs.back().most;
  }
  // Each column as wide as one need and so far towards the next as there is room; where even the
  // longest words are too many, each gives in proportion.
  const bool keep_whole = all.whole <= characters;
  const auto between = [keep_whole](const ColumnNeed& need, double share) {
    return keep_whole ? need.whole + share * (need.most - need.whole)
                      : need.word + share * (need.whole - need.word);
  };
  const double least = between(all, 0);
  const double most = between(all, 1);
  const double share =
      most > least ? std::clamp((characters - least) / (most - least), 0.0, 1.0) : 0;
  std::vector<double> out;
  out.reserve(needs.size());
  for (const ColumnNeed& need : needs) out.push_back(between(need, share));
  scale_to_one(out);
  return out;
}

}  // namespace entente::brief

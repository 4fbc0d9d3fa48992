// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "entente/base/text.hpp"

namespace entente::figure {
namespace {

#include "inter_widths.inc"

using CodeRange = std::pair<std::uint32_t, std::uint32_t>;
/// The ranges of inter_widths.inc, end to end.
constexpr std::array<CodeRange, 5> width_ranges = {
    {{0x20, 0x7E}, {0xA0, 0x17F}, {0x2010, 0x2026}, {0x2190, 0x2193}, {0x2212, 0x2212}}};
static_assert(std::size(inter_regular) == 95 + 224 + 23 + 4 + 1);
static_assert(std::size(inter_semibold) == std::size(inter_regular));

std::uint32_t code_point_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&text, at](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  if (length == 2) return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
  if (length == 3) {
    return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  }
  if (length == 4) {
    return ((byte(0) & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
           (byte(3) & 0x3FU);
  }
  return byte(0);
}

/// Thousandths of the size.
int letter_width(std::uint32_t code, Weight weight) {
  std::size_t start = 0;
  for (const auto& [first, last] : width_ranges) {
    if (code >= first && code <= last) {
      const std::size_t at = start + (code - first);
      const int width = weight == Weight::Regular ? inter_regular[at] : inter_semibold[at];
      return width == 0 ? 620 : width;
    }
    start += last - first + 1;
  }
  if (code >= 0x0300 && code <= 0x036F) return 0;  // combining marks
  const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFF00 && code <= 0xFF60) || code >= 0x1F000;
  return wide ? 1000 : 620;
}

/// Cuts a text into the pieces lines may be made of; a piece keeps the space, '-' or '/' after it.
std::vector<std::string_view> breakable_pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = i + 1 < text.size();
    if (inside && (text[i] == ' ' || text[i] == '-' || text[i] == '/') && text[i + 1] != ' ') {
      pieces.push_back(text.substr(start, i + 1 - start));
      start = i + 1;
    }
  }
  pieces.push_back(text.substr(start));
  return pieces;
}

std::string_view without_end_space(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Breaks between letters what is too wide for a line of its own.
void add_broken(std::string_view piece, double size, double width, Weight weight,
                std::vector<std::string>& lines, std::string& line) {
  for (std::size_t at = 0; at < piece.size();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_sequence_length(piece, at));
    const std::string_view letter = piece.substr(at, length);
    if (!line.empty() &&
        text_width(line, size, weight) + text_width(letter, size, weight) > width) {
      lines.push_back(std::exchange(line, {}));
    }
    line += letter;
    at += length;
  }
}

}  // namespace

double text_width(std::string_view text, double size, Weight weight) noexcept {
  std::int64_t thousandths = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_sequence_length(text, at));
    thousandths += letter_width(code_point_at(text, at, length), weight);
    at += length;
  }
  return static_cast<double>(thousandths) / 1000 * size;
}

std::vector<std::string> wrapped(std::string_view text, double size, double width, Weight weight) {
  std::vector<std::string> lines;
  std::string line;
  double line_width = 0;
  for (const std::string_view piece : breakable_pieces(text)) {
    const double bare = text_width(without_end_space(piece), size, weight);
    if (!line.empty() && line_width + bare > width) {
      lines.emplace_back(without_end_space(line));
      line.clear();
      line_width = 0;
    }
    if (bare > width) {
      add_broken(piece, size, width, weight, lines, line);
      line_width = text_width(line, size, weight);
    } else {
      line += piece;
      line_width += text_width(piece, size, weight);
    }
  }
  lines.emplace_back(without_end_space(line));
  return lines;
}

double widest_word(std::string_view text, double size, Weight weight) {
  double widest = 0;
  for (const std::string_view piece : breakable_pieces(text)) {
    widest = std::max(widest, text_width(without_end_space(piece), size, weight));
  }
  return widest;
}

}  // namespace entente::figure

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sentences/layout.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

#include "entente/base/text.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

// Lines of a paragraph that was set in lines are at least that wide, and at most that wide; a line
// beyond is a paragraph of its own. In columns, an ideograph takes two.
constexpr std::size_t narrowest_measure = 40;
constexpr std::size_t widest_measure = 130;
// No paragraph has as many lines; a text that does is looked at in parts.
constexpr std::size_t most_lines = 4096;

struct TextLine {
  std::size_t begin = 0;  ///< without white space around
  std::size_t end = 0;
  std::size_t stop = 0;  ///< where its line break stands
  std::size_t width = 0;
  std::size_t first_word = 0;  ///< width of it
  std::int32_t first = 0;      ///< code points
  std::int32_t last = 0;
  bool bullet = false;
  bool ordinal = false;  ///< begins with "1." or "(a)"
  bool apart = false;    ///< a marked heading, a row of a table or a rule
};

bool wide(std::int32_t point) {
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/// Length in bytes of "1." "12)" "(a)" "iv." with the space after it at the start; 0 for none.
std::size_t ordinal_length(std::string_view words) {
  std::size_t at = 0;
  const bool open = !words.empty() && words[0] == '(';
  if (open) ++at;
  const std::size_t start = at;
  const auto run = [&](std::string_view letters) {
    while (at < words.size() && letters.find(words[at]) != std::string_view::npos) ++at;
    return at - start;
  };
  std::size_t length = run("0123456789");
  if (length > 3) return 0;
  if (length == 0) length = run("ivxIVX");
  if (length == 0 || length > 5) {
    at = start;
    const bool letter = at < words.size() && ((words[at] >= 'a' && words[at] <= 'z') ||
                                              (words[at] >= 'A' && words[at] <= 'Z'));
    if (!letter) return 0;
    ++at;
  }
  if (at >= words.size() || (words[at] != '.' && words[at] != ')') || (open && words[at] != ')')) {
    return 0;
  }
  return at + 1;
}

bool begins_with_bullet(std::string_view words) {
  static constexpr std::array<std::string_view, 12> bullets = {"•", "‣", "◦", "▪", "▫", "■",
                                                               "●", "○", "·", "–", "—", "・"};
  const bool spaced = words.size() > 1 && (words[1] == ' ' || words[1] == '\t');
  if (spaced && (words[0] == '-' || words[0] == '*' || words[0] == '+')) return true;
  return std::any_of(bullets.begin(), bullets.end(), [&](std::string_view bullet) {
    return words.starts_with(bullet) && words.size() > bullet.size() &&
           (words[bullet.size()] == ' ' || words[bullet.size()] == '\t' || bullet == "・" ||
            bullet == "•");
  });
}

TextLine measured(std::string_view text, std::size_t begin, std::size_t stop) {
  const std::string_view words = trimmed(text.substr(begin, stop - begin));
  TextLine line;
  line.begin = words.empty() ? begin : static_cast<std::size_t>(words.data() - text.data());
  line.end = line.begin + words.size();
  line.stop = stop;
  bool letters = false;
  bool first_word = true;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t start = at;
    std::int32_t point = next_code_point(words, at);
    if (point < 0) point = 0xFFFD;
    if (start == 0) line.first = point;
    line.last = point;
    letters = letters || u_isalnum(point) != 0;
    const std::size_t columns = wide(point) ? 2 : 1;
    line.width += columns;
    // Between ideographs a line may be broken anywhere.
    if (u_isUWhiteSpace(point) != 0 || (columns == 2 && start > 0)) first_word = false;
    if (first_word) line.first_word += columns;
  }
  line.bullet = begins_with_bullet(words);
  const std::size_t mark = ordinal_length(words);
  line.ordinal = mark > 0 && mark < words.size() && words[mark] == ' ';
  const bool heading = words.starts_with('#') && words.find_first_not_of('#') <= 6;
  line.apart =
      heading || words.find('\t') != std::string_view::npos || (!words.empty() && !letters);
  return line;
}

/// Whether a point is one of the (ASCII or full-width) marks.
bool one_of(std::int32_t point, std::u32string_view marks) {
  return marks.find(static_cast<char32_t>(point)) != std::u32string_view::npos;
}

/// Lines that follow one another without a blank one between.
class LineBlock {
 public:
  explicit LineBlock(const std::vector<TextLine>& lines) : lines_(lines) {
    std::vector<std::size_t> widths;
    widths.reserve(lines.size());
    for (const TextLine& line : lines) widths.push_back(line.width);
    std::sort(widths.rbegin(), widths.rend());
    // One long address must not make all other lines look short.
    measure_ = widths.size() >= 5 ? widths[1] : widths.front();
    widest_ = widths.front();
    capitals_ = lines.size() >= 3 && std::all_of(lines.begin(), lines.end(), [](const auto& line) {
                  return u_isupper(line.first) != 0 || u_isdigit(line.first) != 0 || line.bullet;
                });
  }

  /// Whether the break after line `i` ends what stands before it.
  bool ends(std::size_t i) const {
    const TextLine& line = lines_[i];
    const TextLine& next = lines_[i + 1];
    if (line.apart || next.apart || next.bullet) return true;
    const bool filled = full(line, next);
    const bool clause = one_of(line.last, U".:;!?…。：；！？");
    if (next.ordinal && (lines_.front().ordinal || clause || !filled)) return true;
    if (one_of(line.last, U";:；：") && !filled) return true;
    if (measure_ > widest_measure || widest_ > 2 * widest_measure) return true;
    if (u_islower(next.first) != 0 || one_of(line.last, U",-&/(–、，")) return false;
    return measure_ < narrowest_measure || capitals_ || !filled;
  }

 private:
  /// Whether the first word of the next line would not have fitted. Type is not of one width, so a
  /// line of letters counts as filled somewhat before the measure.
  bool full(const TextLine& line, const TextLine& next) const {
    if (wide(next.first)) return line.width + 4 >= measure_;
    return 100 * (line.width + 1 + next.first_word) > 85 * measure_;
  }

  const std::vector<TextLine>& lines_;
  std::size_t measure_ = 0;
  std::size_t widest_ = 0;
  bool capitals_ = false;  ///< every line begins with a capital or a figure: items of a list
};

void settle_block(std::vector<TextLine>& lines, std::string& copy) {
  if (lines.size() > 1) {
    const LineBlock block(lines);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (!block.ends(i)) copy[lines[i].stop] = ' ';
    }
  }
  lines.clear();
}

}  // namespace

std::string with_sentence_lines(std::string_view text) {
  std::string copy(text);
  std::vector<TextLine> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : '\n';
    if (c != '\n' && c != '\f' && c != '\v' && c != '\r') continue;
    // The return of CRLF is white space before the break.
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') {
      copy[at] = ' ';
      continue;
    }
    const TextLine line = measured(text, begin, at);
    if (line.end > line.begin) lines.push_back(line);
    if (lines.size() == most_lines) {
      settle_block(lines, copy);
      lines.push_back(line);
    }
    if (line.end == line.begin || c == '\f' || at == text.size()) settle_block(lines, copy);
    if (at < text.size()) copy[at] = '\n';
    begin = at + 1;
  }
  return copy;
}

bool only_list_mark(std::string_view words) {
  const std::size_t length = ordinal_length(words);
  return length > 0 && length == words.size();
}

}  // namespace entente::ingest

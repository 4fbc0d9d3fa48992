// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/uchar.h>

#include <algorithm>

#include "ingest/document/anchors.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Scripts written without spaces: a passage may begin or end at any character.
bool spaceless_script(UChar32 point) {
  return point >= 0x2E80 || (point >= 0x0E00 && point <= 0x0EFF) ||
         (point >= 0x1000 && point <= 0x109F) || (point >= 0x1780 && point <= 0x17FF);
}

bool joins_words(UChar32 point) {
  return point >= 0 && !spaceless_script(point) &&
         (u_isalnum(point) != 0 || u_hasBinaryProperty(point, UCHAR_GRAPHEME_EXTEND) != 0);
}

}  // namespace

FoldedText::FoldedText(std::string_view text) {
  folded_.reserve(text.size());
  start_.reserve(text.size());
  end_.reserve(text.size());
  border_.reserve(text.size() + 1);
  std::optional<Span> gap;
  bool word_before = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    const std::int32_t point = next_code_point(text, i);
    if (point >= 0 && u_isUWhiteSpace(point) != 0) {
      gap = Span{gap ? gap->start : from, i};
      continue;
    }
    if (gap && !folded_.empty()) {
      folded_ += ' ';
      start_.push_back(gap->start);
      end_.push_back(gap->end);
      border_.push_back(true);
      word_before = false;
    }
    gap.reset();
    const bool word = joins_words(point);
    for (std::size_t b = from; b < i; ++b) {
      folded_ += text[b];
      start_.push_back(from);
      end_.push_back(i);
      border_.push_back(b == from && !(word_before && word));
    }
    word_before = word;
  }
  border_.push_back(true);
}

Span FoldedText::original(Span folded) const {
  return {start_[folded.start], end_[folded.end - 1]};
}

std::size_t FoldedText::folded_at(std::size_t original) const {
  const auto it = std::lower_bound(start_.begin(), start_.end(), original);
  return static_cast<std::size_t>(it - start_.begin());
}

}  // namespace entente::ingest

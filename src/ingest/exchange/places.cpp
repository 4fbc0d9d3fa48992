// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/exchange/places.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>

#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t mark_every = 1024;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool takes_a_pair(char c) { return static_cast<unsigned char>(c) >= 0xF0U; }

/// Whether a text may be cut in front of this byte without changing what NFC makes of it.
bool may_cut(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  if (text[at] == '\n' && text[at - 1] == '\r') return false;
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(code);
  if (U_FAILURE(code)) return true;
  std::size_t next = at;
  const std::int32_t point = next_code_point(text, next);
  return point < 0 || normalizer->hasBoundaryBefore(point) != 0;
}

std::string ended_with_line_feeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text) {
  std::size_t next_mark = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (continues(text[i])) continue;
    if (i >= next_mark) {
      marks_.push_back({i, points_, units_});
      next_mark = i + mark_every;
    }
    ++points_;
    units_ += takes_a_pair(text[i]) ? 2 : 1;
  }
}

std::optional<std::size_t> TextPlaces::byte_of_point(std::size_t point) const {
  if (point == points_) return text_.size();
  if (point > points_) return std::nullopt;
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), point,
                               [](std::size_t p, const Mark& m) { return p < m.point; });
  --mark;
  std::size_t at = mark->byte;
  for (std::size_t left = point - mark->point; left > 0; --left) {
    ++at;
    while (at < text_.size() && continues(text_[at])) ++at;
  }
  return at;
}

std::optional<std::size_t> TextPlaces::byte_of_unit(std::size_t unit) const {
  if (unit == units_) return text_.size();
  if (unit > units_) return std::nullopt;
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), unit,
                               [](std::size_t u, const Mark& m) { return u < m.unit; });
  --mark;
  std::size_t at = mark->byte;
  std::size_t left = unit - mark->unit;
  while (left > 0) {
    const std::size_t width = takes_a_pair(text_[at]) ? 2 : 1;
    if (width > left) return std::nullopt;
    left -= width;
    ++at;
    while (at < text_.size() && continues(text_[at])) ++at;
  }
  return at;
}

TextPlaces::Mark TextPlaces::at_byte(std::size_t byte) const {
  if (marks_.empty()) return {};
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), byte,
                               [](std::size_t b, const Mark& m) { return b < m.byte; });
  if (mark != marks_.begin()) --mark;
  Mark here = *mark;
  for (; here.byte < byte && here.byte < text_.size(); ++here.byte) {
    if (continues(text_[here.byte])) continue;
    ++here.point;
    here.unit += takes_a_pair(text_[here.byte]) ? 2 : 1;
  }
  return here;
}

std::size_t TextPlaces::point_of_byte(std::size_t byte) const { return at_byte(byte).point; }
std::size_t TextPlaces::unit_of_byte(std::size_t byte) const { return at_byte(byte).unit; }

KeptText kept_text_with_places(std::string_view text, const std::vector<std::size_t>& places) {
  const std::size_t skip = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::vector<std::size_t> cuts(places);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    std::size_t& at = cuts[i];
    at = std::clamp(at, skip, std::max(skip, text.size()));
    const bool end = i % 2 == 1;
    while (at > skip && at < text.size() && !may_cut(text, at)) {
      do {
        at = end ? at + 1 : at - 1;
      } while (at > skip && at < text.size() && continues(text[at]));
    }
  }
  std::vector<std::size_t> sorted(cuts);
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  KeptText out;
  std::vector<std::size_t> moved;
  std::size_t from = skip;
  for (const std::size_t cut : sorted) {
    out.text += nfc(ended_with_line_feeds(text.substr(from, cut - from)));
    moved.push_back(out.text.size());
    from = cut;
  }
  out.text += nfc(ended_with_line_feeds(text.substr(from)));
  for (const std::size_t cut : cuts) {
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), cut) - sorted.begin();
    out.places.push_back(moved[static_cast<std::size_t>(place)]);
  }
  return out;
}

}  // namespace entente::ingest

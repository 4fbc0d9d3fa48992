// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include "entente/base/hash.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/document/anchors.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Bytes that may be hashed to find what is not where it was: about half a second.
constexpr std::size_t hash_budget = std::size_t{192} << 20U;
/// Bytes for one passage in a text too large to be searched whole.
constexpr std::size_t near_budget = std::size_t{4} << 20U;
/// Extra white space that a recorded span may have held and that folding takes out.
constexpr std::size_t most_extra_spaces = 4;

std::optional<Sha256> hash_from_hex(std::string_view text) {
  Sha256 out{};
  if (text.size() != std::size_t{2} * out.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    out[i / 2] = static_cast<std::uint8_t>(std::size_t{out[i / 2]} * 16 + digit);
  }
  return out;
}

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

/// Anchors of the same words, while they are settled in order.
struct SameWords {
  std::size_t to_come = 0;           ///< places still to be found, this one included
  std::size_t first_free = 0;        ///< behind the starts already taken
  std::optional<std::size_t> start;  ///< recorded start of the last anchor settled
  std::optional<Span> span;          ///< and where it was found
};

class Locator {
 public:
  Locator(std::string_view text, const std::vector<Anchor>& anchors)
      : text_(text), folded_(text), finder_(folded_), anchors_(anchors), found_(anchors.size()) {}

  std::vector<std::optional<Span>> run() {
    bool all = true;
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      found_[i] = in_place(anchors_[i]);
      all = all && found_[i];
    }
    if (all) return std::move(found_);
    // Another edition: words that stand where they stood may be those of another sentence that says
    // the same, so places are settled anew in the anchors' order.
    count_places();
    std::ptrdiff_t shift = 0;
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      SameWords& same = groups_[anchors_[i].hash];
      const bool twin = same.start && same.start == anchors_[i].start;
      found_[i] = twin ? same.span : placed(anchors_[i], same, shift);
      if (!twin && same.to_come > 0) --same.to_come;
      if (found_[i]) same.first_free = std::max(same.first_free, found_[i]->start + 1);
      same.start = anchors_[i].start;
      same.span = found_[i];
      if (found_[i] && anchors_[i].start) {
        shift = static_cast<std::ptrdiff_t>(found_[i]->start) -
                static_cast<std::ptrdiff_t>(*anchors_[i].start);
      }
    }
    return std::move(found_);
  }

 private:
  void count_places() {
    for (const Anchor& anchor : anchors_) {
      SameWords& same = groups_[anchor.hash];
      if (same.to_come == 0 || same.start != anchor.start) ++same.to_come;
      same.start = anchor.start;
    }
    for (auto& [hash, same] : groups_) same.start.reset();
  }

  std::optional<Span> in_place(const Anchor& anchor) const {
    if (!anchor.start || !anchor.end) return std::nullopt;
    if (*anchor.end > text_.size() || *anchor.start >= *anchor.end) return std::nullopt;
    const Span span{*anchor.start, *anchor.end};
    const bool same = quote_hash(text_.substr(span.start, span.end - span.start)) == anchor.hash;
    return same ? std::optional(span) : std::nullopt;
  }

  std::vector<std::size_t> lengths(const Anchor& anchor) const {
    if (!anchor.words.empty()) return {folded_spaces(anchor.words).size()};
    std::vector<std::size_t> out;
    if (!anchor.start || !anchor.end || *anchor.end <= *anchor.start) return out;
    const std::size_t length = *anchor.end - *anchor.start;
    for (std::size_t less = 0; less <= most_extra_spaces && less < length; ++less) {
      out.push_back(length - less);
    }
    return out;
  }

  /// Most passages behind an insertion moved by as much as the one before them; else they stand
  /// where they stood; else they are looked for.
  std::optional<Span> placed(const Anchor& anchor, const SameWords& same, std::ptrdiff_t shift) {
    const auto hash = hash_from_hex(anchor.hash);
    if (!hash) return std::nullopt;
    const auto wanted =
        std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(anchor.start.value_or(0)) + shift, 0);
    const std::size_t expected = folded_.folded_at(static_cast<std::size_t>(wanted));
    const std::vector<std::size_t> guesses = lengths(anchor);
    for (const std::size_t length : guesses) {
      if (!is_at(*hash, expected, length)) continue;
      if (const auto span = chosen(same, {expected}, length, expected)) return span;
    }
    if (const auto span = in_place(anchor); span && span->start >= same.first_free) return span;
    for (const std::size_t length : guesses) {
      const auto starts = finder_.find(*hash, length, expected);
      if (const auto span = chosen(same, starts, length, expected)) return span;
    }
    return std::nullopt;
  }

  bool is_at(const Sha256& hash, std::size_t start, std::size_t length) const {
    const std::string& text = folded_.folded();
    if (length == 0 || start + length > text.size()) return false;
    return sha256(std::string_view(text).substr(start, length)) == hash;
  }

  /// The start nearest to the expected one that keeps the order among passages of the same words
  /// and leaves room for those still to come.
  std::optional<Span> chosen(const SameWords& same, const std::vector<std::size_t>& starts,
                             std::size_t length, std::size_t expected) const {
    std::vector<std::size_t> free;
    for (const std::size_t start : starts) {
      if (folded_.original({start, start + length}).start >= same.first_free) free.push_back(start);
    }
    if (free.empty()) return std::nullopt;
    if (starts.size() > 1) {
      const std::size_t others = same.to_come > 0 ? same.to_come - 1 : 0;
      free.resize(std::max<std::size_t>(free.size() - std::min(others, free.size()), 1));
    }
    const auto nearest =
        std::min_element(free.begin(), free.end(), [&](std::size_t a, std::size_t b) {
          return distance(a, expected) < distance(b, expected);
        });
    return folded_.original({*nearest, *nearest + length});
  }

  std::string_view text_;
  FoldedText folded_;
  SpanFinder finder_;
  const std::vector<Anchor>& anchors_;
  std::vector<std::optional<Span>> found_;
  std::unordered_map<std::string, SameWords> groups_;
};

}  // namespace

std::size_t SpanFinder::HashOf::operator()(
    const std::array<std::uint8_t, 32>& hash) const noexcept {
  std::size_t out = 0;
  std::memcpy(&out, hash.data(), sizeof out);
  return out;
}

std::vector<std::size_t> SpanFinder::find(const std::array<std::uint8_t, 32>& hash,
                                          std::size_t length, std::size_t expected) {
  const std::string& text = text_.folded();
  if (length == 0 || length > text.size()) return {};
  if (const auto known = by_length_.find(length); known != by_length_.end()) {
    const auto starts = known->second.find(hash);
    return starts == known->second.end() ? std::vector<std::size_t>() : starts->second;
  }
  const std::size_t places = text.size() - length + 1;
  // An estimate: every sixth byte is a word's start, and as many lengths end at one.
  const bool whole = places / 8 * length <= near_budget * 16;
  const std::size_t reach = near_budget / length * 8 + 64;
  const std::size_t from = whole || expected < reach ? 0 : std::min(expected - reach, places);
  const std::size_t until = whole ? places : std::min(places, from + 2 * reach);
  Starts found;
  for (std::size_t at = from; at < until && hashed_ < hash_budget; ++at) {
    if (!text_.border(at) || !text_.border(at + length)) continue;
    if (text[at] == ' ' || text[at + length - 1] == ' ') continue;
    found[sha256(std::string_view(text).substr(at, length))].push_back(at);
    hashed_ += length + 64;
  }
  const auto starts = found.find(hash);
  std::vector<std::size_t> out =
      starts == found.end() ? std::vector<std::size_t>() : starts->second;
  if (whole && hashed_ < hash_budget) by_length_.emplace(length, std::move(found));
  return out;
}

std::vector<std::optional<Span>> locate(std::string_view text, const std::vector<Anchor>& anchors) {
  return Locator(text, anchors).run();
}

std::string quote_hash(std::string_view span) { return sha256_hex(folded_spaces(span)); }

}  // namespace entente::ingest

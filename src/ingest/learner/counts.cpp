// SPDX-License-Identifier: GPL-3.0-or-later
#include "counts.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "entente/base/text.hpp"

namespace entente::ingest::learner {
namespace {

constexpr std::size_t longest_words = 3;
constexpr std::size_t shortest_characters = 2;
constexpr std::size_t longest_characters = 4;

/// FNV-1a, then a finaliser, since its upper bits alone mix badly on short words.
class SlotHash {
 public:
  void add(std::string_view bytes) noexcept {
    for (const char c : bytes) add(static_cast<unsigned char>(c));
  }
  void add(unsigned char byte) noexcept {
    state_ ^= byte;
    state_ *= 0x100000001B3ULL;
  }
  std::uint32_t slot(Block block) const noexcept {
    std::uint64_t h = state_;
    h ^= h >> 33U;
    h *= 0xFF51AFD7ED558CCDULL;
    h ^= h >> 33U;
    return (static_cast<std::uint32_t>(block) << slot_bits) |
           static_cast<std::uint32_t>(h >> (64U - slot_bits));
  }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

bool ascii_only(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & '\x80') != 0; });
}

/// Lower case in all scripts, curly apostrophes straightened.
std::string folded_case(std::string_view text) {
  if (ascii_only(text)) return lowered(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(piece);
  wide.foldCase();
  wide.findAndReplace(icu::UnicodeString(char16_t{0x2019}), icu::UnicodeString(char16_t{0x27}));
  std::string out;
  wide.toUTF8String(out);
  return out;
}

bool space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0 || c == '_';
}

/// Words of text that is lower case already.
std::vector<std::string_view> words_in(std::string_view text) {
  constexpr std::string_view passed_over = "()[]{}\"',;:.";
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (space(c) || passed_over.find(c) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    if (letter(c) || c == '#' || c == '@') {
      const auto inner = [&](std::size_t i) {
        return (text[i] == '\'' || text[i] == '-') && i + 1 < text.size() && letter(text[i + 1]);
      };
      while (end < text.size() && (letter(text[end]) || inner(end))) ++end;
    }
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

/// One space between words and one at each end, so that n-grams tell where words begin.
std::string spaced(std::string_view text) {
  std::string out = " ";
  for (const char c : text) {
    if (!space(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

/// Calls found(slot, name) for each run of one to three words; the name is made only when asked
/// for.
template <class Found>
void each_words(const std::vector<std::string_view>& words, std::string_view domain,
                const Found& found) {
  SlotHash within;
  within.add(domain);
  within.add(static_cast<unsigned char>(0));
  if (!domain.empty()) found(within.slot(Block::DomainWords), 0, 0);  // how common a class is there
  for (std::size_t first = 0; first < words.size(); ++first) {
    SlotHash hash;
    SlotHash crossed = within;
    for (std::size_t n = 0; n < longest_words && first + n < words.size(); ++n) {
      if (n > 0) hash.add(static_cast<unsigned char>(' '));
      if (n > 0) crossed.add(static_cast<unsigned char>(' '));
      hash.add(words[first + n]);
      crossed.add(words[first + n]);
      found(hash.slot(Block::Words), first, n + 1);
      if (!domain.empty()) found(crossed.slot(Block::DomainWords), first, n + 1);
    }
  }
}

/// Counts slots in the order in which they first occur. Sorting them would cost more than all else.
class SlotCounter {
 public:
  explicit SlotCounter(std::size_t most) {
    std::size_t size = 64;
    while (size < 2 * most) size *= 2;
    table_.assign(size, 0);
  }
  void add(std::uint32_t slot) {
    // The lower bits of a slot are as good a hash as any.
    for (std::size_t at = slot & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1)) {
      if (table_[at] == 0) {
        counts_.push_back({slot, 1});
        table_[at] = static_cast<std::uint32_t>(counts_.size());
        return;
      }
      if (counts_[table_[at] - 1].slot != slot) continue;
      ++counts_[table_[at] - 1].times;
      return;
    }
  }
  std::vector<Count> take() && { return std::move(counts_); }

 private:
  std::vector<std::uint32_t> table_;  ///< 1 + place in counts_; 0 = free
  std::vector<Count> counts_;
};

void add_characters(std::string_view text, SlotCounter& out) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & '\xC0') != '\x80') starts.push_back(i);
  }
  starts.push_back(text.size());
  for (std::size_t first = 0; first + 1 < starts.size(); ++first) {
    SlotHash hash;
    for (std::size_t n = 1; n <= longest_characters && first + n < starts.size(); ++n) {
      hash.add(text.substr(starts[first + n - 1], starts[first + n] - starts[first + n - 1]));
      if (n >= shortest_characters) out.add(hash.slot(Block::Characters));
    }
  }
}

std::uint32_t mark_slot(std::string_view mark) {
  SlotHash hash;
  hash.add(mark);
  return hash.slot(Block::Marks);
}

}  // namespace

std::vector<std::string> word_units(std::string_view text) {
  const std::string lower = folded_case(text);
  std::vector<std::string> out;
  for (const std::string_view word : words_in(lower)) out.emplace_back(word);
  return out;
}

std::vector<Count> counts_of(const Source& source) {
  const std::string lower = folded_case(source.text);
  const std::vector<std::string_view> words = words_in(lower);
  const std::size_t marks = source.marks == nullptr ? 0 : source.marks->size();
  SlotCounter counter(lower.size() * 4 + words.size() * 6 + marks + 16);
  const auto add = [&](Block block) {
    each_words(words, source.domain, [&](std::uint32_t slot, std::size_t, std::size_t) {
      if (block_of(slot) == static_cast<std::uint32_t>(block)) counter.add(slot);
    });
  };
  add(Block::Words);
  add_characters(spaced(lower), counter);
  for (std::size_t i = 0; i < marks; ++i) counter.add(mark_slot((*source.marks)[i]));
  if (!source.domain.empty()) add(Block::DomainWords);
  return std::move(counter).take();
}

std::string name_of_slot(const Source& source, std::uint32_t slot) {
  if (source.marks != nullptr && block_of(slot) == static_cast<std::uint32_t>(Block::Marks)) {
    for (const std::string& mark : *source.marks) {
      if (mark_slot(mark) == slot) return mark;
    }
  }
  const std::string lower = folded_case(source.text);
  const std::vector<std::string_view> words = words_in(lower);
  std::string out;
  each_words(words, source.domain, [&](std::uint32_t found, std::size_t first, std::size_t n) {
    if (found != slot || !out.empty()) return;
    for (std::size_t i = 0; i < n; ++i) {
      out.append(i == 0 ? "" : " ").append(words[first + i]);
    }
  });
  return out;
}

}  // namespace entente::ingest::learner

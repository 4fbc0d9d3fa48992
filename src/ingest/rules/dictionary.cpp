// SPDX-License-Identifier: GPL-3.0-or-later
#include "dictionary.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"
#include "inflect.hpp"
#include "rule_words.inc"

namespace entente::ingest::rules {
namespace {

Error malformed(const std::string& file, std::int64_t line, std::string expected,
                const std::string& found, std::string mend) {
  Error out;
  out.kind = ErrorKind::Malformed;
  out.message = "a line of the dictionary cannot be read";
  out.place.file = file;
  out.place.row = line;
  out.expected = std::move(expected);
  out.found = quotable(found, 80);
  out.mend = std::move(mend);
  return out;
}

struct Line {
  Kind kind;
  int sign;
  std::string_view entries;
};

}  // namespace

std::optional<Kind> kind_named(std::string_view name) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<Kind>(found - kind_names.begin());
}

Dictionary::Dictionary() { payload_of_.push_back(-1); }

std::uint32_t Dictionary::token_id(std::string_view lower) {
  const auto found = ids_.find(lower);
  if (found != ids_.end()) return found->second;
  const auto id = static_cast<std::uint32_t>(ids_.size());
  ids_.emplace(std::string(lower), id);
  return id;
}

Dictionary::Payload& Dictionary::payload(std::string_view words) {
  std::uint32_t node = 0;
  // What stands behind an apostrophe in a text has none before it in a list.
  std::vector<Token> parts = tokens(words);
  if (words.starts_with('\'') || words == "n't") {
    parts.resize(1);
    parts.front().kind = TokenKind::Word;
    parts.front().lower = words;
  }
  for (const Token& token : parts) {
    const std::string_view key =
        token.kind == TokenKind::Possessive ? "'s" : std::string_view(token.lower);
    const std::uint64_t edge = std::uint64_t{node} << 32U | token_id(key);
    const auto [found, fresh] =
        edges_.try_emplace(edge, static_cast<std::uint32_t>(payload_of_.size()));
    if (fresh) payload_of_.push_back(-1);
    node = found->second;
  }
  if (payload_of_[node] < 0) {
    payload_of_[node] = static_cast<std::int32_t>(payloads_.size());
    payloads_.emplace_back();
  }
  ++entries_;
  return payloads_[static_cast<std::size_t>(payload_of_[node])];
}

void Dictionary::add_word(Kind kind, int sign, std::string_view entry) {
  if (!is_verb_kind(kind)) {
    payload(entry).word.add(kind, sign);
    return;
  }
  for (const auto& [spelling, forms] : inflected(entry)) {
    Word& word = payload(spelling).word;
    word.add(kind, sign);
    word.forms |= forms;
  }
}

void Dictionary::add_name(std::string_view words, Name name) {
  const auto parts = tokens(words);
  if (parts.empty()) return;
  const auto named =
      std::find_if(parts.begin(), parts.end(), [](const Token& t) { return t.capital; });
  name.capital = named != parts.end();
  name.shouted = parts.size() == 1 && parts[0].shouted && words.size() <= 3;
  const auto place = static_cast<std::uint32_t>(names_.size());
  names_.push_back(std::move(name));
  payload(words).names.push_back(place);
}

Result<void> Dictionary::read_words(std::string_view table, const std::string& file) {
  std::vector<Line> lines;
  std::int64_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    if (cells.size() != 3) {
      return fail(malformed(file, number, "three cells: kind, sign, words with ; between",
                            std::string(line), "put a tab between kind, sign and words"));
    }
    const auto kind = kind_named(cells[0]);
    if (!kind) {
      return fail(malformed(file, number, "a kind such as attitude, noun or adjective",
                            std::string(cells[0]), "docs/rule-coder.md lists the kinds"));
    }
    const auto sign = parse_integer(cells[1]);
    if (!sign || *sign < -2 || *sign > 2) {
      return fail(malformed(file, number, "a sign from -2 to 2", std::string(cells[1]),
                            "write -2, -1, 0, 1 or 2 in the second cell"));
    }
    lines.push_back({*kind, static_cast<int>(*sign), cells[2]});
  }
  for (const Line& line : lines) {
    for (const std::string_view entry : list_items(line.entries)) {
      add_word(line.kind, line.sign, entry);
    }
  }
  return {};
}

Result<void> Dictionary::read_places(std::string_view table, const std::string& file) {
  ENTENTE_TRY(const std::vector<PlaceNames> places, parse_places(table, file));
  for (const PlaceNames& place : places) {
    for (const auto& [name, kind] : place.names) {
      add_name(name, {place.actor, kind, false, false});
    }
    if (!place.members.empty()) add_group(place.actor, undated_members(place.members));
  }
  return {};
}

std::vector<GroupMember> undated_members(const std::vector<std::string>& actors) {
  std::vector<GroupMember> out;
  out.reserve(actors.size());
  for (const std::string& actor : actors) out.push_back({actor});
  return out;
}

void Dictionary::add_group(std::string group, std::vector<GroupMember> members) {
  groups_[std::move(group)] = std::move(members);
}

const std::vector<GroupMember>* Dictionary::members(const std::string& actor) const {
  const auto found = groups_.find(actor);
  return found == groups_.end() ? nullptr : &found->second;
}

Match Dictionary::longest(std::span<const Token> text, std::size_t at) const {
  Match out;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    const Token& token = text[i];
    const bool possessive = token.kind == TokenKind::Possessive;
    if (!possessive && token.kind != TokenKind::Word && token.kind != TokenKind::Number) break;
    const auto id = ids_.find(possessive ? std::string_view("'s") : std::string_view(token.lower));
    if (id == ids_.end()) break;
    const auto edge = edges_.find(std::uint64_t{node} << 32U | id->second);
    if (edge == edges_.end()) break;
    node = edge->second;
    if (payload_of_[node] < 0) continue;
    const Payload& found = payloads_[static_cast<std::size_t>(payload_of_[node])];
    out = {i + 1 - at, &found.word, found.names};
  }
  return out;
}

const Word* Dictionary::word(std::string_view lower) const {
  const auto id = ids_.find(lower);
  if (id == ids_.end()) return nullptr;
  const auto edge = edges_.find(std::uint64_t{id->second});
  if (edge == edges_.end() || payload_of_[edge->second] < 0) return nullptr;
  return &payloads_[static_cast<std::size_t>(payload_of_[edge->second])].word;
}

std::string_view english_words() { return shipped_english; }
std::string_view place_names() { return shipped_places; }

Dictionary english_dictionary() {
  Dictionary out;
  (void)out.read_words(english_words(), "english.tsv");
  return out;
}

}  // namespace entente::ingest::rules

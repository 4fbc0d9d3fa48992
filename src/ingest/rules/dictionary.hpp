// SPDX-License-Identifier: GPL-3.0-or-later
// The words and names that the rule coder knows, in one trie of tokens.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/base/result.hpp"
#include "places.hpp"
#include "tokens.hpp"
#include "word.hpp"

namespace entente::ingest::rules {

/// One way in which a text names an actor.
struct Name {
  std::string actor;
  NameKind kind = NameKind::Name;
  bool shouted = false;  ///< counts in capitals only: "US"
  bool capital = false;  ///< counts with a capital only: "Turkey"
  Period when = {};      ///< it is so
};

/// One member of a group, and when it belongs to it.
struct GroupMember {
  std::string actor;
  Period when = {};
};

std::vector<GroupMember> undated_members(const std::vector<std::string>& actors);

/// The longest entry at some place.
struct Match {
  std::size_t length = 0;  ///< tokens; 0 = nothing
  const Word* word = nullptr;
  std::span<const std::uint32_t> names;  ///< places in names()
};

/// Const access from any thread.
class Dictionary {
 public:
  Dictionary();

  /// Lists as in english.tsv. Errors: Malformed with file and line; nothing is added then.
  Result<void> read_words(std::string_view table, const std::string& file);
  /// Names as in places.tsv. Errors: as read_words().
  Result<void> read_places(std::string_view table, const std::string& file);
  void add_word(Kind kind, int sign, std::string_view entry);
  void add_name(std::string_view words, Name name);
  /// A group whose name stands for its members.
  void add_group(std::string group, std::vector<GroupMember> members);
  /// Members of a group that stands for them; null for any other actor.
  const std::vector<GroupMember>* members(const std::string& actor) const;

  /// O(tokens of the longest entry that begins there).
  Match longest(std::span<const Token> text, std::size_t at) const;
  /// What is known of a word by itself. O(1).
  const Word* word(std::string_view lower) const;
  const std::vector<Name>& names() const noexcept { return names_; }
  std::size_t size() const noexcept { return entries_; }

 private:
  struct Payload {
    Word word;
    std::vector<std::uint32_t> names;
  };
  std::uint32_t token_id(std::string_view lower);
  Payload& payload(std::string_view words);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept {
      return std::hash<std::string_view>{}(s);
    }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  ///< node and token to node
  std::vector<std::int32_t> payload_of_;                    ///< by node, -1 for none
  std::vector<Payload> payloads_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::vector<GroupMember>> groups_;
  std::size_t entries_ = 0;
};

/// What english.tsv and places.tsv hold, as shipped.
std::string_view english_words();
std::string_view place_names();

/// The shipped words. Built anew at each call: tens of milliseconds.
Dictionary english_dictionary();

}  // namespace entente::ingest::rules

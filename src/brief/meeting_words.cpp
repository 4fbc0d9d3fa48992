// SPDX-License-Identifier: GPL-3.0-or-later
#include "meeting_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "entente/base/text.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

using NamedLevels = std::pair<std::string_view, std::string_view>;

/// Names of levels; two codes where the word leaves it open.
constexpr std::array<NamedLevels, 47> level_names = {{
    {"leader", "leader"},
    {"leaders", "leader"},
    {"summit", "leader"},
    {"summits", "leader"},
    {"heads of state", "leader"},
    {"heads of government", "leader"},
    {"heads of state and government", "leader"},
    {"heads of state or government", "leader"},
    {"prime minister", "leader"},
    {"prime ministers", "leader"},
    {"presidents", "leader"},
    {"foreign minister", "mfa"},
    {"foreign ministers", "mfa"},
    {"foreign ministerial", "mfa"},
    {"foreign ministry", "mfa"},
    {"ministers of foreign affairs", "mfa"},
    {"ministers for foreign affairs", "mfa"},
    {"defence minister", "mod"},
    {"defence ministers", "mod"},
    {"defense minister", "mod"},
    {"defense ministers", "mod"},
    {"defence ministerial", "mod"},
    {"defense ministerial", "mod"},
    {"ministers of defence", "mod"},
    {"ministers of defense", "mod"},
    {"minister", "mfa;mod"},
    {"ministers", "mfa;mod"},
    {"ministerial", "mfa;mod"},
    {"chiefs of defence", "chod"},
    {"chiefs of defense", "chod"},
    {"chiefs of staff", "chod"},
    {"chods", "chod"},
    {"ambassador", "ambassador"},
    {"ambassadors", "ambassador"},
    {"permanent representatives", "ambassador"},
    {"permanent representative", "ambassador"},
    {"senior official", "senior-official"},
    {"senior officials", "senior-official"},
    {"officials", "senior-official"},
    {"military", "military"},
    {"military representatives", "military"},
    {"members of parliament", "parliamentary"},
    {"parliamentarian", "parliamentary"},
    {"parliamentarians", "parliamentary"},
    {"expert", "expert"},
    {"experts", "expert"},
    {"secretary general or deputy", "sg-dsg"},
}};

constexpr std::array<std::string_view, 34> empty_words = {
    "a",     "all",      "an", "and",  "annual",   "as",      "at",       "between",  "by",
    "for",   "group",    "in", "its",  "level",    "levels",  "meeting",  "meetings", "next",
    "of",    "on",       "or", "our",  "s",        "session", "sessions", "talks",    "the",
    "their", "together", "to", "type", "upcoming", "with",    "&"};

constexpr std::size_t longest_name = 12;  ///< words

struct Token {
  std::string raw;
  std::string plain;
};

bool is_token_border(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';' || c == ':' ||
         c == '(' || c == ')' || c == '"' || c == '!' || c == '?';
}

/// Without a possessive or a full stop at the end.
std::string plain_token(std::string_view raw) {
  std::string out = lowered(raw);
  for (const std::string_view end : {"’s", "'s", "’", "'", "."}) {
    if (out.size() > end.size() && out.ends_with(end)) {
      out.resize(out.size() - end.size());
      break;
    }
  }
  return out;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back({word, plain_token(word)});
    word.clear();
  };
  for (const char c : text) {
    if (is_token_border(c)) {
      flush();
    } else {
      word += c;
    }
  }
  flush();
  return out;
}

std::string phrase_of(std::string_view text) {
  std::string out;
  for (const Token& token : tokens_of(text)) out += (out.empty() ? "" : " ") + token.plain;
  return out;
}

bool says_nothing(const std::string& plain) {
  return std::find(empty_words.begin(), empty_words.end(), plain) != empty_words.end();
}

/// Every name of the study and of the levels, by its plain words.
class Names {
 public:
  Names(const record::Study& study, const record::Snapshot& snapshot, std::size_t focus_size)
      : snapshot_(snapshot) {
    // The first to name a phrase keeps it: the focus, levels, actors, names of formats, types.
    const std::string number = number_word(focus_size);
    for (const std::string& phrase :
         {"the " + number, "all " + number, "all the " + number, "all of the " + number,
          "the " + number + " partners", lowered(snapshot.settings.focus_name)}) {
      add(phrase, {"", {}, "", {}, {}, true});
    }
    for (const auto& [phrase, levels] : level_names) add_levels(phrase, levels);
    for (const std::string& level : snapshot.engagements.level) add_levels(level, level);
    for (std::size_t a = 0; a < snapshot.actors.size(); ++a) {
      add(snapshot.actors.id[a], of_actor(ActorCode(a)));
      add(snapshot.actors.name[a], of_actor(ActorCode(a)));
    }
    const record::Table& aliases = study.table("alias");
    for (std::size_t r = 0; r < aliases.rows(); ++r) {
      const ActorCode actor = snapshot.actor(aliases.cell(r, "actor"));
      if (actor) add(aliases.cell(r, "text"), of_actor(actor));
    }
    for (std::size_t f = 0; f < snapshot.format_names.size(); ++f) {
      MeetingTerm term;
      term.format = FormatCode(f);
      add(snapshot.format_names[f], std::move(term));
    }
    for (const std::string& type : snapshot.engagements.type) {
      MeetingTerm term;
      term.type = type;
      if (type == "meeting") continue;
      add(type, term);
      add(type + "s", std::move(term));
    }
  }

  /// Fills `out` where the stretch names anything.
  bool find(const std::string& plain, const std::string& raw, MeetingTerm& out) const {
    // "in" is a word, "IN" may be an actor.
    if (raw == plain && says_nothing(plain)) return false;
    const auto it = terms_.find(plain);
    if (it != terms_.end()) {
      out = it->second;
      out.words = raw;
      return true;
    }
    const auto& ids = snapshot_.format_ids;
    const auto id = std::find(ids.begin(), ids.end(), raw);
    if (id == ids.end()) return false;
    out = {};
    out.format = FormatCode(static_cast<std::size_t>(id - ids.begin()));
    out.words = raw;
    return true;
  }

 private:
  static MeetingTerm of_actor(ActorCode actor) {
    MeetingTerm out;
    out.actor = actor;
    return out;
  }
  void add(std::string_view name, MeetingTerm term) {
    std::string phrase = phrase_of(name);
    if (!phrase.empty()) terms_.emplace(std::move(phrase), std::move(term));
  }
  void add_levels(std::string_view name, std::string_view codes) {
    MeetingTerm term;
    for (const std::string_view code : list_items(codes)) term.levels.emplace_back(code);
    if (!term.levels.empty()) add(name, std::move(term));
  }

  const record::Snapshot& snapshot_;
  std::map<std::string, MeetingTerm> terms_;
};

/// "NATO-IP4" as "NATO" and "IP4"; nothing where there is nothing to part.
std::vector<Token> parts_of(const Token& token) {
  std::vector<Token> out;
  std::string word;
  for (const char c : token.raw + "-") {
    if (c != '-' && c != '+' && c != '/' && c != '&') {
      word += c;
      continue;
    }
    if (!word.empty()) out.push_back({word, plain_token(word)});
    word.clear();
  }
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace

MeetingReading read_meeting_words(const record::Study& study, const record::Snapshot& snapshot,
                                  std::size_t focus_size, std::string_view text) {
  const Names names(study, snapshot, focus_size);
  std::vector<Token> tokens = tokens_of(text);
  MeetingReading out;
  std::size_t i = 0;
  while (i < tokens.size()) {
    std::size_t taken = 0;
    MeetingTerm term;
    for (std::size_t n = std::min(longest_name, tokens.size() - i); n > 0 && taken == 0; --n) {
      std::string plain;
      std::string raw;
      for (std::size_t k = i; k < i + n; ++k) {
        plain += (k > i ? " " : "") + tokens[k].plain;
        raw += (k > i ? " " : "") + tokens[k].raw;
      }
      if (names.find(plain, raw, term)) taken = n;
    }
    if (taken > 0) {
      out.terms.push_back(std::move(term));
      i += taken;
      continue;
    }
    const auto parts = parts_of(tokens[i]);
    const auto at = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    if (!parts.empty()) {
      tokens.insert(tokens.erase(at), parts.begin(), parts.end());
      continue;
    }
    if (!says_nothing(tokens[i].plain)) out.unused.push_back(tokens[i].raw);
    ++i;
  }
  return out;
}

FormatCode format_named(const record::Snapshot& snapshot, std::string_view text) {
  const std::string wanted = lowered(trimmed(text));
  for (const auto* names : {&snapshot.format_ids, &snapshot.format_names}) {
    for (std::size_t f = 0; f < names->size(); ++f) {
      if (!wanted.empty() && lowered((*names)[f]) == wanted) return FormatCode(f);
    }
  }
  return {};
}

std::vector<std::string> meeting_names(const record::Study& study,
                                       const record::Snapshot& snapshot) {
  std::vector<std::string> out = snapshot.format_ids;
  out.insert(out.end(), snapshot.format_names.begin(), snapshot.format_names.end());
  for (const auto& [phrase, level] : level_names) out.emplace_back(phrase);
  out.insert(out.end(), snapshot.actors.id.begin(), snapshot.actors.id.end());
  out.insert(out.end(), snapshot.actors.name.begin(), snapshot.actors.name.end());
  const record::Table& aliases = study.table("alias");
  for (std::size_t r = 0; r < aliases.rows(); ++r) out.emplace_back(aliases.cell(r, "text"));
  return out;
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// Which actors a phrase stands for.
#include <algorithm>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

bool quantifies(std::string_view word) {
  return is_one_of(word, {"all",  "both", "each", "neither", "none",  "either", "most",
                          "many", "some", "few",  "several", "one",   "two",    "three",
                          "four", "five", "six",  "seven",   "eight", "nine",   "ten"});
}

}  // namespace

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& actor : from) {
    if (std::find(to.begin(), to.end(), actor) == to.end()) to.push_back(actor);
  }
}

std::vector<std::string> SentenceReader::named(const Unit& unit) const {
  std::vector<std::string> out;
  for (const std::uint32_t place : unit.names) {
    const Name& name = dictionary_.names()[place];
    if (date_ && !name.when.meets(*date_)) continue;
    const std::vector<GroupMember>* members = dictionary_.members(name.actor);
    if (members == nullptr) add_all(out, {name.actor});
    if (members == nullptr) continue;
    for (const GroupMember& member : *members) {
      if (!date_ || member.when.meets(*date_)) add_all(out, {member.actor});
    }
  }
  return out;
}

/// "the Paris Agreement", "Tokyo Declaration": named after a place, not of it.
bool SentenceReader::treaty(std::uint32_t i, std::uint32_t end) const {
  const bool seat =
      std::all_of(units_[i].names.begin(), units_[i].names.end(),
                  [&](std::uint32_t n) { return dictionary_.names()[n].kind == NameKind::Seat; });
  return seat && i + 1 < end && units_[i + 1].part == Part::Noun &&
         tokens_[units_[i + 1].first].capital && !units_[i + 1].word.is(Kind::Agent);
}

Nominal SentenceReader::nominal(std::size_t p) const {
  Nominal out;
  const Phrase& phrase = phrases_[p];
  if (phrase.type != Type::Nominal) return out;
  const Unit& head_unit = units_[phrase.head];
  bool agent = false;
  bool speaking = false;
  bool relative = false;
  bool person = false;
  std::uint32_t last_name = phrase.first;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const Unit& unit = units_[i];
    if (unit.part == Part::Name && treaty(i, phrase.last)) continue;
    // "NATO's Indo-Pacific partners", where those have a name of their own
    if (unit.part == Part::Possessive && head_unit.part == Part::Name && i < phrase.head) {
      out.actors.clear();
    }
    if (unit.part == Part::Name) {
      add_all(out.actors, named(unit));
      last_name = i;
      person = person || std::any_of(unit.names.begin(), unit.names.end(), [&](std::uint32_t n) {
                 return dictionary_.names()[n].kind == NameKind::Person;
               });
    }
    const Word& w = unit.word;
    agent = agent || (w.is(Kind::Agent) && (unit.part == Part::Noun || unit.part == Part::Name));
    speaking = speaking || (w.is(Kind::Speaking) && i == phrase.head);
    relative = relative || (w.is(Kind::Relative) && unit.part == Part::Noun);
    const std::string& word = lower(i);
    out.negative = out.negative || is_one_of(word, {"neither", "none", "no", "nobody"});
    out.few = out.few || (w.is(Kind::Diminish) && w.sign_of(Kind::Diminish) < 0) || word == "few" ||
              word == "little";
  }
  const bool owner_head = head_unit.part == Part::Name && last_name == phrase.head;
  // "Indonesia's Retno": a person the lists do not know
  const bool stranger = phrase.head + 1 == phrase.last && phrase.head > phrase.first + 1 &&
                        units_[phrase.head - 1].part == Part::Possessive &&
                        head_unit.word.kinds == 0 && tokens_[head_unit.first].capital &&
                        !tokens_[head_unit.first].shouted && !out.actors.empty();
  // "Ms. Roe", who was introduced as somebody's minister
  if (out.actors.empty() && head_unit.word.kinds == 0 && tokens_[head_unit.first].capital) {
    const auto known = discourse_.titles.find(words(phrase.head));
    if (known != discourse_.titles.end()) {
      out.actors = known->second;
      out.role = Role::Agent;
      return out;
    }
  }
  if (head_unit.part == Part::Pronoun) {
    out.role = Role::Pronoun;
  } else if (owner_head || person || stranger) {
    out.role = out.actors.empty() ? Role::Thing : Role::Agent;
  } else if (head_unit.part == Part::Noun && head_unit.word.is(Kind::Noun)) {
    out.role = Role::Attitude;
    out.noun = phrase.head;
  } else if (relative && !agent && !stands_for_counterpart(phrase)) {
    out.role = Role::Thing;
    out.actors.clear();
  } else if ((agent || relative) && head_unit.part == Part::Noun && !out.actors.empty()) {
    out.role = Role::Agent;
  } else if (speaking) {
    out.role = Role::Speaking;
  } else if (stands_for_those_before(phrase) && out.actors.empty()) {
    out.role = Role::Quantifier;
  } else if (out.actors.empty() && stands_for_one_before(phrase)) {
    out.role = Role::Definite;
  }
  return out;
}

/// "his Japanese counterpart": somebody of Japan, where "Japan's partners" are others.
bool SentenceReader::stands_for_counterpart(const Phrase& phrase) const {
  const bool ours = is_one_of(lower(phrase.first), {"our", "my"});
  if (!ours &&
      !is_one_of(lower(phrase.head), {"counterpart", "counterparts", "colleague", "colleagues"}))
    return false;
  return phrase.head > phrase.first && units_[phrase.head - 1].people;
}

/// "the minister", "our government", "the Secretary": one who was named before.
bool SentenceReader::stands_for_one_before(const Phrase& phrase) const {
  const Unit& head_unit = units_[phrase.head];
  if (head_unit.part != Part::Noun || phrase.head + 1 != phrase.last || phrase.head == phrase.first)
    return false;
  // "Minister Cho", of whom the lists know nothing: in a statement of one's own one's own
  if (head_unit.word.kinds == 0 && tokens_[head_unit.first].capital &&
      !discourse_.speaker.empty() && units_[phrase.first].word.is(Kind::Agent))
    return true;
  if (!head_unit.word.is(Kind::Agent)) return false;
  if (!is_one_of(lower(phrase.first),
                 {"the", "our", "my", "this", "that", "its", "their", "his", "her"}))
    return false;
  for (std::uint32_t i = phrase.first + 1; i < phrase.head; ++i) {
    const bool plain = units_[i].word.is(Kind::Agent) || units_[i].part == Part::Adjective ||
                       is_one_of(lower(i), {"deputy", "vice", "prime", "foreign", "defence",
                                            "defense", "own", "new", "current", "outgoing"});
    if (!plain) return false;
  }
  return !is_one_of(lower(phrase.head), {"people", "public", "citizens", "voters", "party",
                                         "capital", "country", "nation", "head", "chief"}) ||
         is_one_of(lower(phrase.first), {"our", "my"});
}

/// Whom "the minister" stands for: "our" is the speaker's; a body or a person is the one spoken of.
Nominal SentenceReader::definite(const Phrase& phrase) const {
  Nominal out;
  out.role = Role::Pronoun;
  const bool own =
      is_one_of(lower(phrase.first), {"our", "my"}) || units_[phrase.head].word.kinds == 0;
  const bool person =
      is_one_of(lower(phrase.head),
                {"minister", "president", "secretary", "premier", "chancellor", "leader",
                 "ambassador", "envoy", "spokesperson", "spokesman", "spokeswoman",
                 "prime minister", "foreign minister", "deputy secretary", "vice minister",
                 "secretary of state", "secretary general", "secretary-general"});
  const std::uint32_t title = phrase.head;
  const auto introduced = discourse_.titles.find(words(title));
  const bool capital = tokens_[units_[title].first].capital;
  const bool speakers = capital && discourse_.speaker.size() == 1 &&
                        !is_one_of(words(title), {"prime minister", "minister", "ambassador",
                                                  "foreign minister", "king", "chancellor"});
  out.actors = own                                                ? discourse_.speaker
               : capital && introduced != discourse_.titles.end() ? introduced->second
               : speakers                                         ? discourse_.speaker
               : !local_.empty()                                  ? local_
               : person && !discourse_.person.empty()             ? discourse_.person
                                                                  : discourse_.subject;
  // "in Canberra, where the minister": who was named in this sentence
  if (!own && local_.empty() && !(capital && (speakers || introduced != discourse_.titles.end()))) {
    for (std::size_t p = 0; p < phrases_.size() && phrases_[p].first < phrase.first; ++p) {
      const Nominal before = nominal(p);
      if (before.actors.size() == 1 && before.role != Role::Pronoun) out.actors = before.actors;
    }
  }
  out.role = out.actors.empty() ? Role::Thing : Role::Agent;
  out.carried = true;
  return out;
}

/// The words of a unit, lowered.
std::string SentenceReader::words(std::uint32_t unit) const {
  std::string out;
  for (std::uint32_t t = units_[unit].first; t < units_[unit].last; ++t) {
    if (!out.empty()) out += ' ';
    out += tokens_[t].lower;
  }
  return out;
}

/// The two of a readout: who issues it and whom it names.
std::vector<std::string> SentenceReader::speaker_and_other() const {
  if (discourse_.speaker.size() != 1 || discourse_.other.empty()) return {};
  std::vector<std::string> out = discourse_.speaker;
  add_all(out, discourse_.other);
  return out;
}

/// The latest set of as many as the words say: two for "both", any for "the leaders". First of all
/// in the same sentence.
std::vector<std::string> SentenceReader::set_before(std::string_view word,
                                                    std::size_t phrase) const {
  const std::size_t count = is_one_of(word, {"both", "two", "either", "neither"}) ? 2
                            : word == "three"                                     ? 3
                            : word == "four"                                      ? 4
                            : word == "five"                                      ? 5
                            : word == "six"                                       ? 6
                            : word == "seven"                                     ? 7
                                                                                  : 0;
  if (count > 0 && discourse_.speaker.size() == count) return discourse_.speaker;
  if (count == 0) {
    return discourse_.several.empty() ? speaker_and_other() : discourse_.several;
  }
  for (std::size_t p = phrase; p-- > 0;) {
    if (!is(p, Type::Nominal)) continue;
    const Nominal one = extended(p);
    if (one.role == Role::Agent && !one.carried && one.actors.size() == count) return one.actors;
  }
  for (auto set = discourse_.sets.rbegin(); set != discourse_.sets.rend(); ++set) {
    if (set->size() == count) return *set;
  }
  std::vector<std::string> pair = speaker_and_other();
  return count == 2 && pair.size() == 2 ? pair : discourse_.several;
}

/// "the leaders", "both sides", "our three countries", "the two", "all": whoever was named before.
bool SentenceReader::stands_for_those_before(const Phrase& phrase) const {
  bool several = false;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    // of "foreign ministers" the last word
    const std::string& word = tokens_[units_[i].last - 1].lower;
    const bool last = i + 1 == phrase.last;
    if (quantifies(word)) several = true;
    if (is_one_of(word, {"the", "our", "their", "these", "those", "national", "security", "foreign",
                         "defence", "defense", "prime", "other"}) ||
        quantifies(word))
      continue;
    const bool plural = word.ends_with('s') &&
                        (units_[i].word.is(Kind::Agent) ||
                         is_one_of(word, {"countries", "sides", "nations", "governments", "parties",
                                          "states", "allies", "partners", "capitals"}));
    if (!(last && plural) && !(units_[i].word.is(Kind::Agent) && !last)) return false;
    several = several || plural;
  }
  return several && !is_one_of(lower(phrase.last - 1), {"citizens", "voters", "authorities"});
}

/// With what hangs on it: "the leaders of Japan and Korea", "none of the partners", "A, B and C".
Nominal SentenceReader::extended(std::size_t p, std::size_t* end) const {
  Nominal out = nominal(p);
  std::size_t at = p + 1;
  const bool agent_head =
      is(p, Type::Nominal) && units_[phrases_[p].head].word.is(Kind::Agent) && out.actors.empty();
  const bool quantifier =
      out.role == Role::Quantifier ||
      (is(p, Type::Nominal) && out.actors.empty() && quantifies(lower(phrases_[p].first)) &&
       units_[phrases_[p].head].word.is(Kind::Agent));
  bool numbered = false;  // "all four countries in NATO's plans": the four, not NATO
  for (std::uint32_t i = phrases_[p].first; i < phrases_[p].last; ++i) {
    numbered = numbered || is_one_of(lower(i), {"two", "three", "four", "both"});
  }
  if ((agent_head || quantifier) && is(at, Type::Preposition) && is(at + 1, Type::Nominal) &&
      (is_one_of(lower(phrases_[at].first), {"of", "from", "across"}) ||
       (agent_head && lower(phrases_[at].first) == "for") ||
       (!numbered && is_one_of(lower(phrases_[at].first), {"in", "at", "within"})))) {
    std::size_t inner_end = at + 2;
    const Nominal inner = extended(at + 1, &inner_end);
    if (inner.role == Role::Agent || inner.role == Role::Pronoun ||
        (quantifier && !inner.actors.empty())) {
      out.actors = inner.actors;
      out.role = out.actors.empty() ? Role::Pronoun : Role::Agent;
      at = inner_end;
    }
  }
  // Coordination: commas only count where a conjunction closes the list.
  std::size_t scan = at;
  std::size_t closed = at;
  std::vector<std::string> more;
  bool conjunction = false;
  bool together = false;
  while (out.role == Role::Agent || out.role == Role::Pronoun || out.role == Role::Definite) {
    std::size_t step = scan;
    std::size_t bracket = 0;
    bool here = false;
    if (is(step, Type::Comma)) ++step;
    if (is(step, Type::Conjunction) && lower(phrases_[step].first) != "but") {
      here = true;
      ++step;
    }
    if (is(step, Type::Preposition) &&
        is_one_of(lower(phrases_[step].first),
                  {"as well as", "together with", "along with", "alongside"})) {
      here = true;
      ++step;
    }
    if (step == scan || !is(step, Type::Nominal)) break;
    const Nominal other = nominal(step);
    // "the Republic of Korea (South Korea), and": the same by another name
    if (is(step + 1, Type::Open) && is(step + 2, Type::Nominal) && is(step + 3, Type::Close)) {
      bracket = 3;
    }
    // "the Deputy Secretary and the Vice Minister": those who met
    if (out.role == Role::Definite && here &&
        (other.role == Role::Definite || other.role == Role::Quantifier)) {
      together = true;
      at = step + 1;
      break;
    }
    // "Neither Berlin nor its chancellor": somebody of the first
    const bool its = is_one_of(lower(phrases_[step].first), {"its", "their", "his", "her"}) &&
                     units_[phrases_[step].head].word.is(Kind::Agent) && other.actors.empty();
    if (other.role != Role::Agent && !its) break;
    add_all(more, other.actors);
    scan = step + 1 + bracket;
    conjunction = conjunction || here;
    if (conjunction) closed = scan;
    if (here && !is(scan, Type::Comma) && !is(scan, Type::Conjunction)) break;
  }
  if (conjunction) {
    if (out.role == Role::Definite) add_all(out.actors, definite(phrases_[p]).actors);
    add_all(out.actors, more);
    out.role = Role::Agent;
    at = closed;
  }
  if (together) {
    out.role = Role::Agent;
    out.carried = true;
    const bool many = is(at - 1, Type::Nominal) && nominal(at - 1).role == Role::Quantifier;
    out.actors = set_before(many ? "all" : "both", p);
  }
  if (end != nullptr) *end = at;
  return out;
}

Nominal SentenceReader::pronoun(std::size_t place) const {
  const Phrase& phrase = phrases_[place];
  Nominal out;
  out.role = Role::Pronoun;
  const std::string& word = lower(phrase.head);
  const bool here = !local_.empty();
  const auto take = [&](const std::vector<std::string>& from) {
    out.actors = from;
    out.role = from.empty() ? Role::Thing : Role::Agent;
    out.carried = true;
  };
  if (is_one_of(word, {"it", "itself"})) take(here ? local_ : discourse_.subject);
  if (is_one_of(word, {"they", "themselves", "their", "each", "all", "none", "neither", "both",
                       "most", "some", "either", "two", "three", "four"}) ||
      phrase.last > phrase.first + 1) {
    std::uint32_t number = phrase.first;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
      if (is_one_of(lower(i), {"both", "two", "three", "four", "five", "six", "seven"})) number = i;
    }
    std::vector<std::string> before = set_before(lower(number), place);
    if (before.empty() && discourse_.speaker.size() > 1) before = discourse_.speaker;
    take(local_.size() > 1 || (local_plural_ && is_one_of(word, {"they", "their"})) ? local_
         : !before.empty()                                                          ? before
         : here                                                                     ? local_
                : discourse_.subject);
  }
  if (is_one_of(word, {"he", "she", "himself", "herself"}))
    take(here ? local_ : !discourse_.person.empty() ? discourse_.person : discourse_.subject);
  if (is_one_of(word, {"we", "i", "us", "me", "our"})) {
    const auto said = quoted_by(place);
    if (said && !resolving_[*said] && subjects_[*said].known) {
      take(subjects_[*said].nominal.actors);
    } else if (!in_quotes(place)) {
      take(discourse_.speaker);
    }
  }
  out.negative = word == "none" || word == "neither";
  return out;
}

/// Whether an odd number of quotation marks stands before.
bool SentenceReader::in_quotes(std::size_t p) const {
  bool inside = false;
  for (std::size_t at = 0; at < p; ++at) {
    if (is(at, Type::Quote)) inside = !inside;
  }
  return inside;
}

/// The verb of saying outside the quotation marks that this phrase stands in: "'We object,' Tokyo
/// said".
std::optional<std::size_t> SentenceReader::quoted_by(std::size_t p) const {
  if (!in_quotes(p)) return std::nullopt;
  for (std::size_t v = 0; v < phrases_.size(); ++v) {
    if (is(v, Type::Verbal) && phrases_[v].finite && head(v).is(Kind::Say) && !in_quotes(v))
      return v;
  }
  return std::nullopt;
}

}  // namespace entente::ingest::rules

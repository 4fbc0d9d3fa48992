// SPDX-License-Identifier: GPL-3.0-or-later
// Which actors a phrase stands for, and who is the subject of a verb.
#include <algorithm>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& actor : from) {
    if (std::find(to.begin(), to.end(), actor) == to.end()) to.push_back(actor);
  }
}

bool quantifies(std::string_view word) {
  return is_one_of(word, {"all", "both", "each", "neither", "none", "either", "most", "many",
                          "some", "few", "several", "one", "two", "three", "four"});
}

}  // namespace

std::vector<std::string> SentenceReader::named(const Unit& unit) const {
  std::vector<std::string> out;
  for (const std::uint32_t place : unit.names) {
    const Name& name = dictionary_.names()[place];
    if (date_ && ((name.from && name.from->first_day() > date_->last_day()) ||
                  (name.until && name.until->last_day() < date_->first_day()))) {
      continue;
    }
    const std::vector<std::string>* members = dictionary_.members(name.actor);
    add_all(out, members != nullptr ? *members : std::vector<std::string>{name.actor});
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
    agent = agent || (w.is(Kind::Agent) && unit.part == Part::Noun);
    speaking = speaking || (w.is(Kind::Speaking) && i == phrase.head);
    relative = relative || (w.is(Kind::Relative) && unit.part == Part::Noun);
    const std::string& word = lower(i);
    out.negative = out.negative || is_one_of(word, {"neither", "none", "no", "nobody"});
    out.few = out.few || (w.is(Kind::Diminish) && w.sign_of(Kind::Diminish) < 0) || word == "few" ||
              word == "little";
  }
  const bool owner_head = head_unit.part == Part::Name && last_name == phrase.head;
  if (head_unit.part == Part::Pronoun) {
    out.role = Role::Pronoun;
  } else if (owner_head || person) {
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
  if (!is_one_of(lower(phrase.head), {"counterpart", "counterparts", "colleague", "colleagues"}))
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
  if (!is_one_of(lower(phrase.first), {"the", "our", "my", "this", "that"})) return false;
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
  out.actors = own                                    ? discourse_.speaker
               : !local_.empty()                      ? local_
               : person && !discourse_.person.empty() ? discourse_.person
                                                      : discourse_.subject;
  out.role = out.actors.empty() ? Role::Thing : Role::Agent;
  out.carried = true;
  return out;
}

/// The latest set of as many as the words say: two for "both", any for "the leaders". First of all
/// in the same sentence.
std::vector<std::string> SentenceReader::set_before(std::string_view word,
                                                    std::size_t phrase) const {
  const std::size_t count = is_one_of(word, {"both", "two", "either", "neither"}) ? 2
                            : word == "three"                                     ? 3
                            : word == "four"                                      ? 4
                                                                                  : 0;
  if (count == 0) return discourse_.several;
  for (std::size_t p = phrase; p-- > 0;) {
    if (!is(p, Type::Nominal)) continue;
    const Nominal one = extended(p);
    if (one.role == Role::Agent && !one.carried && one.actors.size() == count) return one.actors;
  }
  for (auto set = discourse_.sets.rbegin(); set != discourse_.sets.rend(); ++set) {
    if (set->size() == count) return *set;
  }
  return discourse_.several;
}

/// "the leaders", "both sides", "our three countries", "the two", "all": whoever was named before.
bool SentenceReader::stands_for_those_before(const Phrase& phrase) const {
  bool several = false;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const std::string& word = lower(i);
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
    if (out.role == Role::Definite && other.role == Role::Definite && here) {
      together = true;
      at = step + 1;
      break;
    }
    if (other.role != Role::Agent) break;
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
    out.actors = set_before("both", p);
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
      if (is_one_of(lower(i), {"both", "two", "three", "four"})) number = i;
    }
    std::vector<std::string> before = set_before(lower(number), place);
    if (before.empty() && discourse_.speaker.size() > 1) before = discourse_.speaker;
    take(local_.size() > 1 ? local_
         : !before.empty() ? before
         : here            ? local_
                           : discourse_.subject);
  }
  if (is_one_of(word, {"he", "she", "himself", "herself"}))
    take(here ? local_ : !discourse_.person.empty() ? discourse_.person : discourse_.subject);
  if (is_one_of(word, {"we", "i", "us", "our"})) take(discourse_.speaker);
  out.negative = word == "none" || word == "neither";
  return out;
}

std::optional<std::size_t> SentenceReader::verbal_before(std::size_t p) const {
  while (p-- > 0) {
    if (is(p, Type::Verbal)) return p;
    if (is(p, Type::Stop)) return std::nullopt;
  }
  return std::nullopt;
}

/// The first nominal of the list that ends in this one: "A" of "A, B and C".
std::size_t SentenceReader::leftmost(std::size_t p) const {
  std::size_t at = p;
  bool conjunction = false;
  while (at >= 2) {
    std::size_t step = at - 1;
    bool here = false;
    if (is(step, Type::Conjunction)) {
      here = true;
      if (step > 0 && is(step - 1, Type::Comma)) --step;
    } else if (!(is(step, Type::Comma) && conjunction)) {
      break;
    }
    if (step == 0 || !is(step - 1, Type::Nominal)) break;
    conjunction = conjunction || here;
    at = step - 1;
  }
  return at;
}

/// From a closing comma, dash or bracket to the opening one, or `close` where there is none.
std::size_t SentenceReader::before_bracket(std::size_t close, Bracket& inside) const {
  const Type type = phrases_[close].type == Type::Close ? Type::Open : phrases_[close].type;
  for (std::size_t open = close; open-- > 0;) {
    if (phrases_[open].type == Type::Stop) break;
    if (phrases_[open].type != type) continue;
    if (is(open + 1, Type::Preposition) && is(open + 2, Type::Nominal) &&
        is_one_of(lower(phrases_[open + 1].first),
                  {"together with", "along with", "as well as", "alongside", "like"})) {
      const Nominal along = extended(open + 2);
      if (along.role == Role::Agent) add_all(inside.along, along.actors);
    } else if (type != Type::Comma && is(open + 1, Type::Nominal)) {
      const Nominal listed = extended(open + 1);
      if (listed.role == Role::Agent) inside.listed = listed.actors;
    }
    return open;
  }
  return close;
}

Nominal SentenceReader::subject_of(std::size_t v) {
  if (subjects_[v].known) return subjects_[v].nominal;
  if (resolving_[v]) return {};
  resolving_[v] = true;
  Nominal out = find_subject(v);
  resolving_[v] = false;
  subjects_[v] = {out, true};
  return out;
}

Nominal SentenceReader::find_subject(std::size_t v) {
  const Phrase& verbal = phrases_[v];
  if (verbal.infinitive) return subject_of_infinitive(v);
  if (verbal.gerund && v > 0 && is(v - 1, Type::Verbal)) return subject_of(v - 1);
  if (verbal.gerund || (!verbal.finite && verbal.passive)) return subject_of_participle(v);
  return subject_of_finite(v);
}

/// "moved to condemn": the verb before has the subject of both.
Nominal SentenceReader::subject_of_infinitive(std::size_t v) {
  if (v == 0) return {};
  if (is(v - 1, Type::Verbal)) return subject_of(v - 1);
  // "caused Tokyo to protest": who was caused to
  if (v > 1 && is(v - 1, Type::Nominal) && is(v - 2, Type::Verbal) &&
      is_one_of(lower(phrases_[v - 2].head),
                {"caused", "causes", "led", "leads", "prompted", "prompts", "drove", "drives",
                 "induced", "compelled", "persuaded", "convinced", "leading", "causing",
                 "prompting", "forced", "forcing", "pushed"})) {
    return extended(v - 1);
  }
  const auto before = verbal_before(v);
  if (!before) return {};
  const bool second = is(v - 1, Type::Conjunction) && phrases_[*before].infinitive;
  return is(v - 1, Type::Adjective) || second ? subject_of(*before) : Nominal{};
}

/// "Citing the launch, Japan ..."; "..., condemning the launch".
Nominal SentenceReader::subject_of_participle(std::size_t v) {
  if (v == 0 || (v == 1 && is(0, Type::Complementiser))) {
    for (std::size_t later = v + 1; later < phrases_.size(); ++later) {
      if (!is(later, Type::Verbal) || !phrases_[later].finite) continue;
      return resolving_[later] ? Nominal{} : subject_of(later);
    }
    return {};
  }
  const bool second = is(v - 1, Type::Conjunction);
  if (!second && !is(v - 1, Type::Comma) && !is(v - 1, Type::Complementiser)) return {};
  for (std::size_t before = v; before-- > 0;) {
    if (!is(before, Type::Verbal)) continue;
    if (phrases_[before].finite || (second && phrases_[before].gerund)) return subject_of(before);
  }
  return {};
}

/// Leftwards to the nearest nominal that is no object, past what is set between marks and past
/// relative clauses.
Nominal SentenceReader::subject_of_finite(std::size_t v) {
  Bracket inside;
  std::size_t at = v;
  while (at > 0) {
    --at;
    switch (phrases_[at].type) {
      case Type::Adverb:
      case Type::Quote:
      case Type::Adjective:
      case Type::Open:
        break;
      case Type::Comma:
      case Type::Dash:
      case Type::Close: {
        const std::size_t open = before_bracket(at, inside);
        if (open == at) {
          if (is(at, Type::Comma)) return {};
          break;
        }
        // Only what follows a nominal is set between commas; else the comma ends an opening.
        if (open == 0 || !(is(open - 1, Type::Nominal) || is(open - 1, Type::Adjective))) return {};
        at = open;
        break;
      }
      case Type::Conjunction:
        return subject_shared(at);
      case Type::Complementiser:
        return antecedent(at);
      case Type::Nominal: {
        const std::size_t first = first_of_subject(at);
        if (!is_object(first)) return subject_at(first, inside);
        // "Despite resistance, Bonn and Rome": the comma ends what opens the sentence
        if (is(first + 1, Type::Comma) && first + 2 <= at && is(first + 2, Type::Nominal)) {
          return subject_at(first + 2, inside);
        }
        at = first - 1;
        break;
      }
      case Type::Verbal: {
        if (!phrases_[at].finite) break;
        const auto relative = relative_before(at);
        if (!relative) return {};
        at = *relative;
        break;
      }
      default:
        return {};
    }
  }
  return {};
}

/// "condemned the launch and called for talks": the subject of the verb before the conjunction.
Nominal SentenceReader::subject_shared(std::size_t conjunction) {
  const auto before = verbal_before(conjunction);
  if (!before) return {};
  const bool own = !phrases_[*before].infinitive || *before == 0 || is(*before - 1, Type::Verbal);
  if (own) return subject_of(*before);
  const auto outer = verbal_before(*before);
  return outer ? subject_of(*outer) : Nominal{};
}

/// "Japan, which ...": what the relative pronoun stands for.
Nominal SentenceReader::antecedent(std::size_t complementiser) const {
  if (!is_one_of(lower(phrases_[complementiser].first), {"who", "which", "that"})) return {};
  std::size_t before = complementiser;
  if (before > 0 && is(before - 1, Type::Comma)) --before;
  if (before == 0 || !is(before - 1, Type::Nominal)) return {};
  return extended(leftmost(before - 1));
}

/// The first nominal of the list that ends at `last`, unless only the last is a subject: in ", and
/// China is against it" a new clause begins.
std::size_t SentenceReader::first_of_subject(std::size_t last) const {
  const std::size_t first = leftmost(last);
  const bool pair =
      last - first == 3 && is(last - 1, Type::Conjunction) && is(last - 2, Type::Comma);
  const bool opens =
      first == 0 || is(first - 1, Type::Comma) || is(first - 1, Type::Complementiser);
  return pair && !opens ? last : first;
}

bool SentenceReader::is_object(std::size_t nominal) const {
  return nominal > 0 && is(nominal - 1, Type::Preposition) &&
         !is_one_of(lower(phrases_[nominal - 1].first),
                    {"since", "before", "after", "until", "as"});
}

/// Who stands at a phrase that is no subject: "interest in all four countries".
Nominal SentenceReader::holder_at(std::size_t phrase) {
  Nominal out = extended(phrase);
  if (out.role == Role::Quantifier) return pronoun(phrase);
  if (out.role == Role::Definite) return definite(phrases_[phrase]);
  return out;
}

Nominal SentenceReader::subject_at(std::size_t first, const Bracket& inside) {
  Nominal out = extended(first);
  if (out.role == Role::Quantifier || (out.role == Role::Pronoun && out.actors.empty())) {
    const bool negative = out.negative;
    const bool several = out.role == Role::Quantifier;
    out = pronoun(first);
    out.negative = out.negative || negative;
    if (several && out.actors.size() < 2) out.role = Role::Thing;  // "the partners" are no one
  }
  if (out.role == Role::Definite) out = definite(phrases_[first]);
  // "the Alliance (NATO) members": who stands in the bracket
  if (out.actors.empty() && (out.role == Role::Thing || out.role == Role::Quantifier) &&
      first > 0 && is(first - 1, Type::Close)) {
    Bracket before;
    before_bracket(first - 1, before);
    if (!before.listed.empty()) {
      out.role = Role::Agent;
      out.actors = before.listed;
    }
  }
  if (out.role == Role::Thing && out.actors.empty() && !inside.listed.empty()) {
    out.role = Role::Agent;
    out.actors = inside.listed;
  }
  if (out.role == Role::Agent) add_all(out.actors, inside.along);
  if (out.role == Role::Speaking && out.actors.empty() &&
      is_one_of(lower(phrases_[first].first), {"the", "this"}) && local_.empty()) {
    out.actors = discourse_.subject;
    out.carried = true;
  }
  if (out.role == Role::Speaking && !out.actors.empty()) out.role = Role::Agent;
  if (out.role == Role::Agent) local_ = out.actors;
  return out;
}

/// "sanctions that Tokyo imposed hurt": the pronoun that opens the relative clause of this verb.
std::optional<std::size_t> SentenceReader::relative_before(std::size_t verbal) const {
  for (std::size_t at = verbal; at-- > 0;) {
    if (is(at, Type::Stop) || is(at, Type::Verbal)) return std::nullopt;
    if (is(at, Type::Complementiser) &&
        is_one_of(lower(phrases_[at].first), {"who", "which", "that", "where", "whose"})) {
      return at;
    }
  }
  return std::nullopt;
}

}  // namespace entente::ingest::rules

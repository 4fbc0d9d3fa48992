// SPDX-License-Identifier: GPL-3.0-or-later
// Who is the subject of a verb.
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

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
    } else if (is(open + 1, Type::Preposition) && is(open + 2, Type::Nominal) &&
               is_one_of(lower(phrases_[open + 1].first), {"such as", "including", "notably"})) {
      inside.listed = extended(open + 2).actors;
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
          // "We as a small state, have": a comma too many, unless a clause or list ends there
          if (is(at, Type::Comma) && at + 1 != v) return {};
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
  // "backed the text and the Soviet Union vetoed it": the list begins with an object
  if (first < last && first > 0 && is(first - 1, Type::Verbal) && phrases_[first - 1].finite)
    return last;
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
  // "In Berlin, a spokeswoman": of whom stands in front
  if (out.role == Role::Thing && out.actors.empty() && first == 3 && lower(0) == "in" &&
      is_seat(1) && is(2, Type::Comma) && units_[phrases_[first].head].word.is(Kind::Agent)) {
    out.role = Role::Agent;
    out.actors = nominal(1).actors;
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
  if (out.role == Role::Agent) {
    local_ = out.actors;
    const Unit& last = units_[phrases_[first].last - 1];
    local_plural_ =
        last.people || (last.part == Part::Noun && lower(phrases_[first].last - 1).ends_with('s'));
  }
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

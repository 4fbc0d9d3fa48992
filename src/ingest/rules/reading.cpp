// SPDX-License-Identifier: GPL-3.0-or-later
// The rules by which verbs ascribe positions to their subjects.
#include "reading.hpp"

#include <algorithm>
#include <array>

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

std::string_view rule_name(Rule rule) noexcept {
  static constexpr std::array<std::string_view, rule_count> names = {
      "subject", "view",        "adjective", "shown", "deed",  "wish", "said",
      "agent",   "experiencer", "owner",     "among", "frame", "acts", "own"};
  return names[static_cast<std::size_t>(rule)];
}

SentenceReader::SentenceReader(const Dictionary& dictionary, std::span<const Token> tokens,
                               const std::optional<Date>& date, Discourse& discourse)
    : dictionary_(dictionary),
      tokens_(tokens.first(std::min(tokens.size(), most_sentence_tokens))),
      date_(date),
      discourse_(discourse),
      units_(rules::units(dictionary, tokens_)),
      phrases_(phrases(units_, tokens_)),
      subjects_(phrases_.size()),
      resolving_(phrases_.size(), false) {
  // "Neither does the Kremlin relish", "nor will Moscow accept"
  for (std::size_t v = 3; v < phrases_.size(); ++v) {
    if (is(v, Type::Verbal) && is(v - 1, Type::Nominal) && is(v - 2, Type::Verbal) &&
        is_one_of(lower(phrases_[v - 3].first), {"neither", "nor"}) &&
        !units_[phrases_[v - 2].head].word.is_verb())
      phrases_[v].negated = true;
  }
  bind_obligations();
  // Who says what stands in quotation marks, before "we" inside them is read.
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (!is(p, Type::Quote)) continue;
    const auto said = quoted_by(p + 1);
    if (said) (void)subject_of(*said);
    break;
  }
}

/// "has to stop", "need to end": an obligation as "must" is.
void SentenceReader::bind_obligations() {
  for (std::size_t v = 0; v + 1 < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal) || !is(v + 1, Type::Verbal) || !phrases_[v + 1].infinitive) continue;
    if (!is_one_of(lower(phrases_[v].head), {"has", "have", "had"})) continue;
    phrases_[v].deontic = true;
    phrases_[v].head = phrases_[v + 1].head;
  }
}

std::vector<Found> SentenceReader::read() {
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (is(p, Type::Verbal)) read_verbal(p);
    if (is(p, Type::Nominal)) {
      read_noun(p);
      read_frame(p);
    }
  }
  read_according_to();
  read_own_voice();
  if (found_.empty()) read_acts();
  read_clauses_beside();
  remember();
  return std::move(found_);
}

std::size_t SentenceReader::next(std::size_t p) const {
  ++p;
  while (is(p, Type::Adverb) || is(p, Type::Quote)) ++p;
  return p;
}

/// The first phrase that no longer belongs to what the verb says.
std::size_t SentenceReader::clause_end(std::size_t p) const {
  std::size_t at = p + 1;
  while (at < phrases_.size() && !is(at, Type::Stop)) {
    if (is(at, Type::Verbal) && phrases_[at].finite && at > p + 1) return at;
    ++at;
  }
  return at;
}

std::size_t SentenceReader::clause_end_unit(std::size_t p) const {
  return phrases_[std::min(clause_end(p), phrases_.size()) - 1].last;
}

int SentenceReader::judged(std::size_t from, std::size_t to, int otherwise, bool plainly) const {
  for (std::size_t i = from; i < to && i < units_.size(); ++i) {
    const Word& w = units_[i].word;
    if (!w.is(Kind::Judge)) continue;
    if (plainly && (is_one_of(lower(i), {"limited", "challenge", "challenges", "risk", "risks"}) ||
                    tokens_[units_[i].first].capital))
      continue;
    int sign = w.sign_of(Kind::Judge);
    for (std::size_t back = i; back > from && back + 4 > i; --back) {
      const Word& before = units_[back - 1].word;
      if (before.is(Kind::Negative) || (before.is(Kind::Diminish) && sign > 0)) {
        sign = -sign;
        break;
      }
    }
    return sign;
  }
  return otherwise;
}

/// What is wished for, asked for or promised turns the sign: "refused to back", "urged X to stop".
int SentenceReader::complement_sign(std::size_t v, int matrix, bool asks) const {
  std::size_t at = next(v);
  for (int steps = 0; at < phrases_.size() && steps < 14; ++at, ++steps) {
    const Phrase& phrase = phrases_[at];
    if (phrase.type == Type::Nominal) {
      const Unit& unit = units_[phrase.head];
      if (asks && steps < 2 && unit.word.is(Kind::StopNoun)) return -1;
      continue;
    }
    if (phrase.type == Type::Preposition || phrase.type == Type::Conjunction ||
        phrase.type == Type::Adverb || phrase.type == Type::Comma)
      continue;
    // "demanded that Iran cease"
    if (phrase.type == Type::Complementiser && steps == 0 && lower(phrase.first) == "that")
      continue;
    if (phrase.type == Type::Verbal && phrase.finite && head(at).is(Kind::Stop))
      return phrase.negated ? matrix : -1;
    if (phrase.type == Type::Verbal && phrase.finite && phrase.negated && asserted(v)) return -1;
    if (phrase.type != Type::Verbal || phrase.finite) break;
    if (!phrase.infinitive && !phrase.gerund) break;
    const Word& w = units_[phrase.head].word;
    int sign = 1;
    if (w.is(Kind::Stop)) {
      sign = -1;
    } else if (w.is(Kind::Attitude) && w.sign_of(Kind::Attitude) < 0) {
      sign = -1;
    }
    if (phrase.negated) sign = -sign;
    return matrix < 0 ? -1 : sign;
  }
  return matrix;
}

void SentenceReader::emit(const Nominal& holder, int sign, Rule rule, std::size_t cue,
                          int strength) {
  if (holder.role != Role::Agent || holder.actors.empty()) return;
  Found found;
  found.actors = holder.actors;
  found.carried = holder.carried;
  found.negated = holder.negative || holder.few;
  if (rule != Rule::Owner && rule != Rule::Among && found.negated) sign = -sign;
  found.sign = sign;
  found.strength = strength;
  found.rule = rule;
  found.deontic = phrases_[cue].deontic;
  found.cue_first = phrases_[cue].first;
  found.cue_last = phrases_[cue].last;
  found.object = cue + 1 < phrases_.size() ? phrases_[cue + 1].first : phrases_[cue].last;
  found_.push_back(std::move(found));
}

/// "if Russia agrees", "whether Tokyo wants": nobody says that they do.
bool SentenceReader::conditional(std::size_t v) const {
  // "if Japan agrees to sign": the verb that the infinitive hangs on
  while (v > 0 && phrases_[v].infinitive && is(v - 1, Type::Verbal)) --v;
  // "should it decide to", "had Tokyo agreed"
  if (v > 1 && is(v - 1, Type::Nominal) && is(v - 2, Type::Verbal) &&
      is_one_of(lower(phrases_[v - 2].first), {"should", "had", "were"}) &&
      phrases_[v - 2].last == phrases_[v - 2].first + 1)
    return true;
  bool reported = false;  // "if Moscow believes that we accept": what is believed as well
  for (std::size_t at = v; at-- > 0;) {
    if (is(at, Type::Stop) || (is(at, Type::Verbal) && !reported)) return false;
    if (is(at, Type::Verbal)) reported = false;
    if (!is(at, Type::Complementiser)) continue;
    const std::string& word = lower(phrases_[at].first);
    if (is_one_of(word, {"if", "unless", "whether", "lest", "once"})) return true;
    reported = word == "that" && at > 0 && is(at - 1, Type::Verbal);
  }
  return false;
}

void SentenceReader::read_verbal(std::size_t v) {
  const Phrase& verbal = phrases_[v];
  if (verbal.passive && !verbal.gerund) {
    read_passive(v);
    return;
  }
  const Nominal subject = subject_of(v);
  if (read_experience(v, subject)) return;
  if (read_policy(v)) return;
  if (subject.role != Role::Agent) return;
  if (read_rather(v, subject)) return;
  if (verbal.deontic || (verbal.possible && !verbal.negated) || conditional(v)) return;
  // A wish with a wish inside is read once, at the outer verb.
  if (verbal.infinitive && v > 0) {
    const auto outer = verbal_before(v);
    if (outer && std::any_of(found_.begin(), found_.end(),
                             [&](const Found& f) { return f.cue_first == phrases_[*outer].first; }))
      return;
  }
  (void)(read_copular(v, subject) || read_view(v, subject) || read_deed(v, subject) ||
         read_attitude(v, subject) || read_intend(v, subject) || read_believe(v, subject) ||
         read_light(v, subject) || read_with(v, subject) || read_sees_in(v, subject) ||
         read_said(v, subject));
}

/// "China's response has been to denounce it": the verb is the owner's.
bool SentenceReader::read_policy(std::size_t v) {
  if (!phrases_[v].copular || v == 0 || !is(v - 1, Type::Nominal) || !is(v + 1, Type::Verbal) ||
      !phrases_[v + 1].infinitive)
    return false;
  Nominal owner = nominal(v - 1);
  if (owner.role != Role::Thing || owner.actors.empty() || is_object(v - 1)) return false;
  const Word& w = head(v + 1);
  int sign = w.is(Kind::Stop) ? -1 : direction(w.sign_of(Kind::Attitude));
  if (sign == 0) sign = 1;
  if (phrases_[v + 1].negated) sign = -sign;
  owner.role = Role::Agent;
  emit(owner, sign, Rule::Owner, v + 1);
  return true;
}

/// "would rather not choose", "would rather wait".
bool SentenceReader::read_rather(std::size_t v, const Nominal& subject) {
  const Phrase& verbal = phrases_[v];
  bool rather = false;
  bool would = false;
  for (std::uint32_t i = verbal.first; i < verbal.last; ++i) {
    rather = rather || lower(i) == "rather";
    would = would || is_one_of(lower(i), {"would", "'d"});
  }
  if (!rather || !would) return false;
  const Word& w = head(v);
  const bool against = w.is(Kind::Stop) || w.sign_of(Kind::Attitude) < 0;
  emit(subject, verbal.negated != against ? -1 : 1, Rule::Wish, v);
  return true;
}

bool SentenceReader::read_passive(std::size_t v) {
  const Word& w = head(v);
  // "are united in": a participle that is an attitude
  if (w.is(Kind::Adjective) && !w.is(Kind::Act) && !w.is(Kind::Experience)) {
    int sign = complement_sign(v, direction(w.sign_of(Kind::Adjective)));
    if (phrases_[v].negated) sign = -sign;
    emit(subject_of(v), sign, Rule::Adjective, v, std::abs(w.sign_of(Kind::Adjective)));
    return true;
  }
  const bool takes = w.is(Kind::Attitude) || w.is(Kind::View) || w.is(Kind::Act) ||
                     w.is(Kind::Believe) || w.is(Kind::Experience);
  if (!takes) return false;
  const bool only_deed = w.is(Kind::Act) && !w.is(Kind::Attitude) && !w.is(Kind::View) &&
                         !w.is(Kind::Believe) && !w.is(Kind::Experience);
  int deed = 1;
  if (only_deed) {
    deed = 0;
    const std::uint32_t from = v > 0 ? phrases_[v - 1].first : 0;
    for (std::uint32_t i = from; i < phrases_[v].first; ++i) {
      if (units_[i].word.is(Kind::Deed)) deed = units_[i].word.sign_of(Kind::Deed);
    }
    if (deed == 0) return true;  // "the crimes committed by"
  }
  int sign = w.is(Kind::Attitude) ? w.sign_of(Kind::Attitude) : deed;
  if (w.is(Kind::View) && !w.is(Kind::Attitude)) {
    sign = judged(phrases_[v].last, clause_end_unit(v), 1);
  }
  sign = sign < 0 ? -1 : 1;
  if (phrases_[v].negated) sign = -sign;
  for (std::size_t at = v + 1; at + 1 < phrases_.size() && at < v + 8; ++at) {
    if (is(at, Type::Stop) || (is(at, Type::Verbal) && phrases_[at].finite)) break;
    if (!is(at, Type::Preposition) || !is(at + 1, Type::Nominal)) continue;
    const std::string& word = lower(phrases_[at].first);
    if (word != "by" &&
        !(word == "in" && at == v + 1 && (w.is(Kind::View) || w.is(Kind::Attitude))))
      continue;
    const Nominal agent = holder_at(at + 1);
    if (agent.role != Role::Agent) continue;
    emit(agent, sign, Rule::Agent, v);
    return true;
  }
  // "Japan was alarmed by": the subject feels it.
  if (w.is(Kind::Experience)) {
    const Nominal subject = subject_of(v);
    emit(subject, phrases_[v].negated ? -w.sign_of(Kind::Experience) : w.sign_of(Kind::Experience),
         Rule::Adjective, v);
  }
  return true;
}

bool SentenceReader::read_copular(std::size_t v, const Nominal& subject) {
  if (!phrases_[v].copular) return false;
  const std::size_t at = next(v);
  if (at >= phrases_.size()) return true;
  const Phrase& phrase = phrases_[at];
  if (phrase.type == Type::Verbal) return false;
  // "we are for dialogue"
  if (phrase.type == Type::Preposition && is(at + 1, Type::Nominal) &&
      is_one_of(lower(phrase.first), {"for", "against", "behind"})) {
    const int sign = lower(phrase.first) == "against" ? -1 : 1;
    emit(subject, phrases_[v].negated ? -sign : sign, Rule::Adjective, v);
    return true;
  }
  // "was clear that": says so
  if (is_one_of(lower(phrase.last - 1), {"clear", "explicit", "unequivocal", "emphatic"})) {
    for (std::size_t that = at + 1; that < at + 4; ++that) {
      if (!is(that, Type::Complementiser) || lower(phrases_[that].first) != "that") continue;
      const int sign = judged(phrases_[that].last, units_.size(), 0);
      emit(subject, sign != 0 ? sign : tone(phrases_[that].last) < 0 ? -1 : 1, Rule::Said, at);
      return true;
    }
  }
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const Word& w = units_[i].word;
    // "a positive outlook" is no attitude; "a supporter" is.
    if (!w.is(Kind::Adjective) || (phrase.type == Type::Nominal && i != phrase.head)) continue;
    int sign = w.sign_of(Kind::Adjective);
    const int strength = std::abs(sign);
    sign = direction(sign);
    sign = complement_sign(at, sign);
    bool diminished = false;
    for (std::uint32_t back = phrases_[v].last; back < i; ++back) {
      diminished = diminished || units_[back].word.is(Kind::Diminish) ||
                   is_one_of(lower(back), {"not", "no"});
    }
    if (phrases_[v].negated != diminished) sign = -sign;
    emit(subject, sign, Rule::Adjective, at, strength);
    return true;
  }
  return !units_[phrases_[v].head].word.is(Kind::Light) &&
         !units_[phrases_[v].head].word.is(Kind::Attitude);
}

bool SentenceReader::read_experience(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Experience) || phrases_[v].passive) return false;
  const std::size_t at = next(v);
  if (!is(at, Type::Nominal)) return false;
  Nominal object = extended(at);
  if (object.role == Role::Pronoun && is_one_of(lower(phrases_[at].head), {"us", "me"}))
    object = pronoun(at);
  if (object.role != Role::Agent) return false;
  if (subject.role == Role::Agent && !subject.carried && w.is(Kind::Attitude)) return false;
  const int sign = w.sign_of(Kind::Experience);
  emit(object, phrases_[v].negated ? -sign : sign, Rule::Experiencer, v);
  return true;
}

/// "will welcome President Arévalo to the White House": a visit, no attitude.
bool SentenceReader::greets(std::size_t v) const {
  const std::size_t at = next(v);
  if (!lower(phrases_[v].head).starts_with("welcom") || !is(at, Type::Nominal)) return false;
  for (std::uint32_t i = phrases_[at].first; i < phrases_[at].last; ++i) {
    const Unit& unit = units_[i];
    const bool title = unit.word.is(Kind::Agent) && tokens_[unit.first].capital;
    const bool person = std::any_of(unit.names.begin(), unit.names.end(), [&](std::uint32_t n) {
      return dictionary_.names()[n].kind == NameKind::Person;
    });
    if (title || person) return true;
  }
  return false;
}

/// "declined to comment": no words, no position.
bool SentenceReader::keeps_silent(std::size_t v) const {
  const std::size_t at = next(v);
  return is(at, Type::Verbal) && phrases_[at].infinitive &&
         is_one_of(lower(phrases_[at].head), {"comment", "say", "elaborate", "speculate", "answer",
                                              "confirm", "specify", "discuss", "disclose"});
}

bool SentenceReader::read_attitude(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Attitude)) return false;
  if (w.sign_of(Kind::Attitude) < 0 && keeps_silent(v)) return true;
  const int value = w.sign_of(Kind::Attitude);
  int sign = direction(value);
  if (greets(v)) return true;
  if (sign > 0) sign = complement_sign(v, sign, value == 1);
  if (phrases_[v].negated) sign = -sign;
  // "stressed the threat": what is said is judged.
  if (sign > 0 && w.is(Kind::Say)) sign = judged(phrases_[v].last, clause_end_unit(v), 1);
  emit(subject, sign, Rule::Subject, v, std::abs(value));
  return true;
}

bool SentenceReader::read_intend(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Intend)) return false;
  std::size_t at = next(v);
  const bool infinitive = is(at, Type::Verbal) && phrases_[at].infinitive;
  // "agreed to meet in May": arrangements
  if (infinitive &&
      is_one_of(lower(phrases_[at].head), {"meet", "reconvene", "convene", "speak", "talk"}))
    return true;
  const std::string& word = lower(phrases_[v].head);
  const bool takes_noun =
      is_one_of(word, {"want",    "wants",     "wanted",   "expect",  "expects", "expected",
                       "need",    "needs",     "hopes",    "hope",    "hoped",   "commit",
                       "commits", "committed", "agreed",   "agree",   "agrees",  "pledged",
                       "pledge",  "pledges",   "promised", "decided", "decides", "decide"});
  if (!infinitive && !(takes_noun && at < phrases_.size() && !is(at, Type::Stop))) return false;
  const int matrix = w.sign_of(Kind::Intend);
  int sign = complement_sign(v, matrix);
  if (phrases_[v].negated) sign = matrix < 0 ? 1 : -1;
  emit(subject, sign, Rule::Wish, v);
  return true;
}

bool SentenceReader::read_light(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Light) && !w.is(Kind::Stop)) return false;
  if (w.is(Kind::Say) && is(next(v), Type::Complementiser)) return false;
  for (std::size_t at = v + 1; at < phrases_.size() && at < v + 6; ++at) {
    if (is(at, Type::Stop) || (is(at, Type::Verbal) && phrases_[at].finite)) break;
    if (!is(at, Type::Nominal)) continue;
    const Nominal noun = nominal(at);
    if (noun.role != Role::Attitude) continue;
    int sign = units_[noun.noun].word.sign_of(Kind::Noun);
    const int strength = std::max(1, std::abs(sign));
    if (sign == 0) {
      sign = judged(phrases_[v].last, clause_end_unit(at), 0);
      // "takes the view that": held, whatever it is
      if (sign == 0 && is(at + 1, Type::Complementiser))
        sign = tone(phrases_[at].last) < 0 ? -1 : 1;
    }
    sign = direction(sign);
    if (sign > 0) sign = complement_sign(at, sign);
    const bool little =
        at > 0 && is(at - 1, Type::Adverb) && units_[phrases_[at - 1].head].word.is(Kind::Diminish);
    if ((noun.negative || noun.few || little) != phrases_[v].negated) sign = -sign;
    if (w.is(Kind::Stop) && !w.is(Kind::Light)) sign = -sign;  // "dropped its objection"
    if (sign > 0 && lower(phrases_[v].head).starts_with("discuss")) return true;  // talk
    if (sign == 0 && w.sign_of(Kind::Light) == 0) return false;
    emit(subject, sign, Rule::Shown, v, strength);
    return true;
  }
  // "issued statements in support of Kyiv"
  for (std::uint32_t i = phrases_[v].last; i < units_.size() && i < phrases_[v].last + 6U; ++i) {
    if (units_[i].part == Part::Comma || units_[i].part == Part::Stop) break;
    if (units_[i].last < units_[i].first + 3 || !units_[i].word.is(Kind::Adjective)) continue;
    emit(subject, direction(units_[i].word.sign_of(Kind::Adjective)), Rule::Shown, v);
    return true;
  }
  if (w.sign_of(Kind::Light) == 0) return false;
  emit(subject, judged(phrases_[v].last, clause_end_unit(v), 1), Rule::Shown, v);
  return true;
}

/// "greeted it with dismay", "follows, with concern, the ..."
bool SentenceReader::read_with(std::size_t v, const Nominal& subject) {
  for (std::size_t at = v + 1; at + 1 < phrases_.size() && at < v + 7; ++at) {
    if (is(at, Type::Stop) || (is(at, Type::Verbal) && phrases_[at].finite)) break;
    if (!is(at, Type::Preposition) || lower(phrases_[at].first) != "with") continue;
    const Nominal noun = nominal(at + 1);
    if (noun.role != Role::Attitude || !noun.actors.empty()) continue;
    const int sign = units_[noun.noun].word.sign_of(Kind::Noun);
    const bool felt =
        sign < 0 ||
        is_one_of(lower(noun.noun), {"enthusiasm", "satisfaction", "appreciation", "approval",
                                     "delight", "optimism", "gratitude", "admiration", "joy"});
    if (!felt) continue;
    emit(subject, phrases_[v].negated ? -direction(sign) : direction(sign), Rule::Shown, at + 1);
    return true;
  }
  return false;
}

}  // namespace entente::ingest::rules

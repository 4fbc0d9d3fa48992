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
}

std::vector<Found> SentenceReader::read() {
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (is(p, Type::Verbal)) read_verbal(p);
    if (is(p, Type::Nominal)) {
      read_noun(p);
      read_frame(p);
    }
  }
  read_own_voice();
  if (found_.empty()) read_acts();
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
  for (std::size_t at = v; at-- > 0;) {
    if (is(at, Type::Verbal) || is(at, Type::Stop)) return false;
    if (is(at, Type::Complementiser) &&
        is_one_of(lower(phrases_[at].first), {"if", "unless", "whether", "lest", "once"}))
      return true;
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
  if (subject.role != Role::Agent) return;
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
         read_light(v, subject) || read_with(v, subject) || read_said(v, subject));
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
  int sign = w.is(Kind::Attitude) ? w.sign_of(Kind::Attitude) : 1;
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
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const Word& w = units_[i].word;
    // "a positive outlook" is no attitude; "a supporter" is.
    if (!w.is(Kind::Adjective) || (phrase.type == Type::Nominal && i != phrase.head)) continue;
    int sign = w.sign_of(Kind::Adjective);
    const int strength = std::abs(sign);
    sign = direction(sign);
    sign = complement_sign(at, sign);
    bool diminished = false;
    for (std::uint32_t back = phrase.first; back < i; ++back) {
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

bool SentenceReader::read_view(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::View)) return false;
  const std::size_t end = clause_end(v);
  for (std::size_t at = v + 1; at < end && at < v + 12; ++at) {
    if (is(at, Type::Stop)) break;
    const bool as = (is(at, Type::Complementiser) || is(at, Type::Preposition)) &&
                    lower(phrases_[at].first) == "as";
    const bool light = is(at, Type::Nominal) && lower(phrases_[at].head) == "light" && at > 0 &&
                       is(at - 1, Type::Preposition);
    if (!as && !light) continue;
    const std::size_t last = std::min(end, phrases_.size());
    const std::uint32_t from = phrases_[light ? at : at + (at + 1 < last ? 1 : 0)].first;
    int sign = judged(from, phrases_[last - 1].last, 1);
    // "denounced it as an attempt": the verb has said it already
    if (w.is(Kind::Attitude) && w.sign_of(Kind::Attitude) < 0) sign = -1;
    if (phrases_[v].negated) sign = -sign;
    emit(subject, sign, Rule::View, v);
    return true;
  }
  // "considers China a threat"
  if (w.is(Kind::Believe) || is_one_of(lower(phrases_[v].head),
                                       {"deems", "deemed", "deem", "called", "calls", "labels",
                                        "labelled", "labeled", "branded", "brands", "declared"})) {
    const int sign = judged(phrases_[v].last, phrases_[end - 1].last, 0);
    if (sign != 0) {
      emit(subject, phrases_[v].negated ? -sign : sign, Rule::View, v);
      return true;
    }
  }
  return false;
}

bool SentenceReader::read_experience(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Experience) || phrases_[v].passive) return false;
  const std::size_t at = next(v);
  if (!is(at, Type::Nominal)) return false;
  const Nominal object = extended(at);
  if (object.role != Role::Agent) return false;
  if (subject.role == Role::Agent && !subject.carried && w.is(Kind::Attitude)) return false;
  const int sign = w.sign_of(Kind::Experience);
  emit(object, phrases_[v].negated ? -sign : sign, Rule::Experiencer, v);
  return true;
}

bool SentenceReader::read_deed(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Act)) return false;
  const std::size_t end = std::min(clause_end(v), v + 7);
  for (std::size_t at = v + 1; at < end; ++at) {
    if (is(at, Type::Comma) && at > v + 3) break;
    if (is(at, Type::Complementiser) || is(at, Type::Stop)) break;
    if (!is(at, Type::Nominal)) continue;
    for (std::uint32_t i = phrases_[at].first; i < phrases_[at].last; ++i) {
      if (!units_[i].word.is(Kind::Deed)) continue;
      int sign = units_[i].word.sign_of(Kind::Deed);
      if (is_one_of(lower(phrases_[v].head),
                    {"lifted", "lift", "lifts", "eased", "ease", "eases", "lifting", "easing"}))
        sign = -sign;
      if (phrases_[v].negated) sign = -sign;
      emit(subject, sign, Rule::Deed, v);
      return true;
    }
  }
  return false;
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

bool SentenceReader::read_attitude(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Attitude)) return false;
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
    if (sign == 0) sign = judged(phrases_[v].last, clause_end_unit(at), 0);
    sign = direction(sign);
    if (sign > 0) sign = complement_sign(at, sign);
    const bool little =
        at > 0 && is(at - 1, Type::Adverb) && units_[phrases_[at - 1].head].word.is(Kind::Diminish);
    if ((noun.negative || noun.few || little) != phrases_[v].negated) sign = -sign;
    if (w.is(Kind::Stop) && !w.is(Kind::Light)) sign = -sign;  // "dropped its objection"
    if (sign == 0 && w.sign_of(Kind::Light) == 0) return false;
    emit(subject, sign, Rule::Shown, v, strength);
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

bool SentenceReader::read_believe(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Believe)) return false;
  const std::size_t at = next(v);
  if (!is(at, Type::Complementiser) && !is(at, Type::Nominal)) return false;
  std::size_t end = units_.size();
  const int sign = judged(phrases_[v].last, end, 0);
  if (sign == 0 && !is(at, Type::Complementiser)) return false;
  const int either = sign != 0 ? sign : tone(phrases_[v].last) < 0 ? -1 : 1;
  emit(subject, (phrases_[v].negated ? -1 : 1) * either, Rule::View, v);
  return true;
}

/// "said that X must stop", "said the launch was unacceptable": a position if what is said is one.
bool SentenceReader::read_said(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::Say)) return false;
  const std::size_t from = is(next(v), Type::Stop) || next(v) >= phrases_.size() ? 0 : v + 1;
  const std::size_t to = from == 0 ? v : phrases_.size();
  for (std::size_t at = from; at < to; ++at) {
    if (!is(at, Type::Verbal)) continue;
    const Phrase& inner = phrases_[at];
    const bool must = inner.deontic || is_one_of(lower(inner.head), {"need", "needs", "must"});
    if (!must) continue;
    int sign = inner.negated || units_[inner.head].word.is(Kind::Stop) ? -1 : 1;
    const std::size_t after = next(at);
    if (is(after, Type::Verbal) && units_[phrases_[after].head].word.is(Kind::Stop)) sign = -1;
    emit(subject, sign, Rule::Said, v);
    return true;
  }
  const std::size_t last = to == 0 ? 0 : phrases_[to - 1].last;
  int sign = judged(from == 0 ? 0 : phrases_[v].last, last, 0, true);
  // "reaffirms that its commitment ..." says that it holds
  if (sign == 0 && w.is(Kind::Light)) sign = w.sign_of(Kind::Light);
  if (sign != 0) emit(subject, sign, Rule::Said, v);
  return true;
}

/// The words of feeling and refusal from here on, summed: what a deed without a word of its own is
/// about.
int SentenceReader::tone(std::size_t from) const {
  int sum = 0;
  for (std::size_t i = from; i < units_.size(); ++i) {
    const Word& w = units_[i].word;
    if (w.is(Kind::Negative) || w.is(Kind::Stop)) --sum;
    for (const Kind kind : {Kind::Noun, Kind::Adjective, Kind::Attitude, Kind::Deed, Kind::Judge}) {
      if (!w.is(kind)) continue;
      sum += direction(w.sign_of(kind));
      break;
    }
  }
  return sum;
}

/// "argues that", "claims to": what is said is held, whatever it is; "said", "noted" need more.
bool SentenceReader::asserted(std::size_t v) const {
  for (const std::string_view stem :
       {"argu", "claim", "contend", "assert", "maintain", "insist", "declar", "stress", "emphasi",
        "affirm", "reaffirm", "proclaim", "alleg", "warn", "believ", "underlin", "underscor"}) {
    if (lower(phrases_[v].head).starts_with(stem)) return true;
  }
  return false;
}

/// What a state does without a word of attitude: the subject of the first verb that is no routine.
void SentenceReader::read_acts() {
  for (std::size_t v = 0; v < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal)) continue;
    const Phrase& verbal = phrases_[v];
    const Word& w = units_[verbal.head].word;
    if (verbal.passive || verbal.copular || verbal.deontic || verbal.possible || conditional(v))
      continue;
    const bool asserts = w.is(Kind::Say) && asserted(v);
    if ((w.is(Kind::Verb) || w.is(Kind::Say)) && !asserts) continue;
    if (w.is(Kind::Auxiliary) || w.is(Kind::Modal)) continue;
    if (tokens_[units_[verbal.head].first].capital) continue;  // part of a name: "Institute"
    const Nominal subject = subject_of(v);
    if (subject.role != Role::Agent) continue;
    int sign = judged(verbal.last, asserts ? units_.size() : clause_end_unit(v), 0, !asserts);
    if (w.is(Kind::Stop)) sign = -1;
    if (sign == 0) sign = tone(verbal.last) < 0 ? -1 : 1;
    emit(subject, verbal.negated ? -sign : sign, Rule::Acts, v);
    return;
  }
}

/// "This must be stopped", "it is a flagrant violation" in a statement of one's own: the speaker's.
void SentenceReader::read_own_voice() {
  if (discourse_.speaker.empty() || !found_.empty()) return;
  Nominal speaker;
  speaker.role = Role::Agent;
  speaker.carried = true;
  speaker.actors = discourse_.speaker;
  for (std::size_t v = 0; v < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal)) continue;
    const Phrase& verbal = phrases_[v];
    if (units_[verbal.head].word.is(Kind::Say) && !verbal.deontic) return;  // somebody else's words
    if (conditional(v)) continue;
    const bool must = verbal.deontic || (verbal.possible && verbal.negated);
    if (must) {
      int sign = verbal.negated ? -1 : 1;
      const Word& w = units_[verbal.head].word;
      if (w.is(Kind::Stop) || (!verbal.negated && tone(verbal.head) < 0)) sign = -sign;
      emit(speaker, sign, Rule::Own, v);
      return;
    }
  }
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    for (std::uint32_t i = phrases_[p].first; i < phrases_[p].last; ++i) {
      if (!units_[i].word.is(Kind::Judge) || units_[i].word.sign_of(Kind::Judge) >= 0) continue;
      if (judged(i, i + 1, 0, true) == 0) continue;
      if (is_one_of(lower(i), {"concern", "concerns"}) &&
          !(p > 0 && lower(phrases_[p - 1].first) == "of"))
        continue;
      emit(speaker, judged(phrases_[p].first, phrases_[p].last, -1), Rule::Own, p);
      return;
    }
    // "is vital": only where it is said of something
    if (!is(p, Type::Verbal) || !phrases_[p].copular) continue;
    const std::size_t after = next(p);
    if (after >= phrases_.size()) break;
    const int sign = judged(phrases_[after].first, phrases_[after].last, 0);
    if (sign == 0) continue;
    emit(speaker, phrases_[p].negated ? -sign : sign, Rule::Own, p);
    return;
  }
}

/// Of each size the latest set stays: "the four" may have been named pages ago.
void SentenceReader::forget_older_sets() {
  std::vector<std::vector<std::string>>& sets = discourse_.sets;
  for (std::size_t i = 0; i < sets.size();) {
    const bool later =
        std::any_of(sets.begin() + static_cast<std::ptrdiff_t>(i) + 1, sets.end(),
                    [&](const auto& other) { return other.size() == sets[i].size(); });
    if (later || sets[i].size() > 9) {
      sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

void SentenceReader::remember() {
  std::vector<std::string> subject;
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (subjects_[p].known && subjects_[p].nominal.role == Role::Agent) {
      subject = subjects_[p].nominal.actors;
      break;
    }
  }
  std::vector<std::string> all;
  bool first = true;
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (!is(p, Type::Nominal)) continue;
    const Nominal one = nominal(p);
    if (one.role != Role::Agent) continue;
    const bool framed = p == 1 && lower(phrases_[0].first) == "for";
    if (subject.empty() && first && (framed || !(p > 0 && is(p - 1, Type::Preposition))))
      subject = one.actors;
    first = false;
    for (std::uint32_t i = phrases_[p].first; i < phrases_[p].last; ++i) {
      const bool person = std::any_of(
          units_[i].names.begin(), units_[i].names.end(),
          [&](std::uint32_t n) { return dictionary_.names()[n].kind == NameKind::Person; });
      if (person || units_[i].word.is(Kind::Agent)) discourse_.person = one.actors;
    }
  }
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (!is(p, Type::Nominal)) continue;
    const Nominal one = extended(p);
    if (one.role != Role::Agent || one.carried) continue;
    if (one.actors.size() > 1) discourse_.sets.push_back(one.actors);
    // "met in Vienna": where, not who
    const auto seat = [&](std::uint32_t n) {
      return dictionary_.names()[n].kind == NameKind::Seat;
    };
    const Unit& head_unit = units_[phrases_[p].head];
    if (one.actors.size() == 1 && p > 0 && is(p - 1, Type::Preposition) &&
        is_one_of(lower(phrases_[p - 1].first), {"in", "at", "near", "outside"}) &&
        std::all_of(head_unit.names.begin(), head_unit.names.end(), seat))
      continue;
    for (const std::string& actor : one.actors) {
      if (std::find(all.begin(), all.end(), actor) == all.end()) all.push_back(actor);
    }
  }
  // Who met whom: what "the leaders" and "both sides" mean from here on.
  if (subject.size() > 1) {
    discourse_.several = subject;
  } else if (all.size() > 1 && discourse_.several.size() <= all.size()) {
    discourse_.several = all;
  }
  std::vector<std::string> subjects;
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (!subjects_[p].known || subjects_[p].nominal.role != Role::Agent || !phrases_[p].finite)
      continue;
    for (const std::string& actor : subjects_[p].nominal.actors) {
      if (std::find(subjects.begin(), subjects.end(), actor) == subjects.end())
        subjects.push_back(actor);
    }
  }
  if (subjects.size() == 2) discourse_.sets.push_back(subjects);
  forget_older_sets();
  if (!subject.empty()) discourse_.subject = subject;
}

}  // namespace entente::ingest::rules

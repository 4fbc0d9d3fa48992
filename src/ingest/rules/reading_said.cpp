// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of saying, seeing and believing: what is reported as somebody's word.
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

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
  if (w.is(Kind::Believe) ||
      is_one_of(lower(phrases_[v].head),
                {"deems", "deemed", "deem", "called", "calls", "labels", "labelled", "labeled",
                 "branded", "brands", "declared", "made", "makes", "make", "making"})) {
    const int sign = judged(phrases_[v].last, phrases_[end - 1].last, 0);
    if (sign != 0) {
      emit(subject, phrases_[v].negated ? -sign : sign, Rule::View, v);
      return true;
    }
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
    // "must work hard to avert"
    const std::size_t end = clause_end(at);
    for (std::size_t after = at + 1; after < end; ++after) {
      if (is(after, Type::Verbal) && head(after).is(Kind::Stop)) sign = -1;
    }
    emit(subject, sign, Rule::Said, v);
    return true;
  }
  const std::size_t last = to == 0 ? 0 : phrases_[to - 1].last;
  for (std::size_t at = from; at < to; ++at) {
    if (!is(at, Type::Verbal) || !(head(at).is(Kind::Attitude) || head(at).is(Kind::Intend)) ||
        phrases_[at].deontic || conditional(at))
      continue;
    if (subject_of(at).actors == subject.actors) return true;  // it is read there
  }
  const bool own = subject.actors == discourse_.speaker;
  // "said that inspectors would not be let back": refused
  for (std::size_t at = from; at < to && at < v + 5; ++at) {
    if (!is(at, Type::Verbal) || !phrases_[at].negated) continue;
    if (!is_one_of(lower(phrases_[at].first), {"will", "would", "'ll", "shall"})) continue;
    emit(subject, -1, Rule::Said, v);
    return true;
  }
  const std::uint32_t said = from == 0 ? 0 : phrases_[v].last;
  int sign = judged(said, last, 0, true);
  for (std::uint32_t i = said; !own && sign == 0 && i < last; ++i) {
    if (is_one_of(lower(i), {"challenge", "risk"})) sign = -1;  // "is a challenge to it"
  }
  // "reaffirms that its commitment ..." says that it holds
  if (sign == 0 && w.sign_of(Kind::Light) != 0) sign = tone(phrases_[v].last) < 0 ? -1 : 1;
  if (sign != 0) emit(subject, sign, Rule::Said, v);
  return true;
}

/// "sees value in", "saw in the plan an attempt to": the noun judges.
bool SentenceReader::read_sees_in(std::size_t v, const Nominal& subject) {
  const Word& w = head(v);
  if (!w.is(Kind::View) && !is_one_of(lower(phrases_[v].head), {"find", "finds", "found"}))
    return false;
  const std::size_t end = std::min(clause_end(v), v + 6);
  bool in = false;
  int sign = 0;
  for (std::size_t at = v + 1; at < end; ++at) {
    in = in || (is(at, Type::Preposition) && lower(phrases_[at].first) == "in");
    if (!is(at, Type::Nominal) || sign != 0) continue;
    sign = judged(phrases_[at].first, phrases_[at].last, 0);
    if (sign == 0) sign = direction(head(at).sign_of(Kind::Noun));
    if (is_one_of(lower(phrases_[at].head), {"attempt", "attempts", "effort", "ploy"})) sign = -1;
  }
  if (!in || sign == 0) return false;
  emit(subject, phrases_[v].negated ? -sign : sign, Rule::View, v);
  return true;
}

/// "According to Beijing, the sale must be cancelled": who stands there holds what is judged.
void SentenceReader::read_according_to() {
  for (std::size_t p = 0; p + 1 < phrases_.size(); ++p) {
    if (!is(p, Type::Preposition) || lower(phrases_[p].first) != "according") continue;
    const Nominal holder = holder_at(p + 1);
    if (holder.role != Role::Agent) return;
    int sign = judged(0, units_.size(), 0);
    for (std::size_t v = 0; v < phrases_.size() && sign == 0; ++v) {
      if (is(v, Type::Verbal) && phrases_[v].deontic) sign = tone(phrases_[v].first) < 0 ? -1 : 1;
    }
    if (sign != 0) emit(holder, sign, Rule::Said, p);
    return;
  }
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

}  // namespace entente::ingest::rules

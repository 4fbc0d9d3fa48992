// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a document's own voice: "this must be stopped", "there is no excuse for it".
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

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
    const bool inverted = verbal.last == verbal.first + 1 && verbal.deontic && v > 0 &&
                          is(v + 1, Type::Nominal) && is(v + 2, Type::Verbal);
    if (inverted || conditional(v)) continue;
    // "No country can be allowed to": as "cannot"
    const bool nobody =
        v > 0 && is(v - 1, Type::Nominal) &&
        is_one_of(lower(phrases_[v - 1].first), {"no", "nobody", "nothing", "none"});
    const bool nothing_justifies = nobody && lower(verbal.head).starts_with("justif");
    const bool must =
        nothing_justifies || verbal.deontic || (verbal.possible && (verbal.negated || nobody));
    if (must) {
      int sign = verbal.negated || nobody ? -1 : 1;
      const Word& w = units_[verbal.head].word;
      if (w.is(Kind::Stop) || (!verbal.negated && !nobody && tone(0) < 0)) sign = -sign;
      emit(speaker, sign, Rule::Own, v);
      return;
    }
  }
  // "Thank you for your hospitality"
  if (tokens_.size() > 1 && tokens_[0].lower == "thank" && tokens_[1].lower == "you") {
    emit(speaker, 1, Rule::Own, 0);
    return;
  }
  if (read_entitled(speaker) || read_absence(speaker)) return;
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
    int sign = judged(phrases_[after].first, phrases_[after].last, 0);
    if (sign == 0 && is(after, Type::Adjective)) {
      const Word& said = units_[phrases_[after].last - 1].word;
      sign = direction(said.sign_of(Kind::Adjective));
    }
    if (sign == 0) continue;
    emit(speaker, phrases_[p].negated ? -sign : sign, Rule::Own, p);
    return;
  }
}

/// "Only Ukraine has the right to decide", "every state has a duty to": what the speaker grants.
bool SentenceReader::read_entitled(const Nominal& speaker) {
  for (std::size_t v = 0; v < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal) || !is(v + 1, Type::Nominal)) continue;
    if (!is_one_of(lower(phrases_[v].head), {"has", "have"})) continue;
    if (!is_one_of(lower(phrases_[v + 1].head),
                   {"right", "rights", "duty", "obligation", "responsibility", "place"}))
      continue;
    const bool no = phrases_[v].negated || lower(phrases_[v + 1].first) == "no";
    emit(speaker, no ? -1 : 1, Rule::Own, v);
    return true;
  }
  return false;
}

/// "There is no justification for it", "there is no place for": against; "no alternative to": for.
bool SentenceReader::read_absence(const Nominal& speaker) {
  for (std::size_t v = 1; v < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal) || !phrases_[v].copular || lower(phrases_[v - 1].first) != "there")
      continue;
    const std::size_t at = next(v);
    if (!is(at, Type::Nominal)) return false;
    const bool no = lower(phrases_[at].first) == "no" || phrases_[v].negated;
    if (!no) return false;
    const std::string& what = lower(phrases_[at].head);
    if (is_one_of(what, {"alternative", "substitute", "doubt", "question", "solution"})) {
      emit(speaker, 1, Rule::Own, v);
      return true;
    }
    if (!is_one_of(what, {"justification", "place", "excuse", "room", "reason", "basis",
                          "legitimacy", "tolerance", "impunity", "grounds", "pretext"}))
      return false;
    emit(speaker, -1, Rule::Own, v);
    return true;
  }
  return false;
}

}  // namespace entente::ingest::rules

// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of deeds without a word of attitude, the weakest signs of a position.
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

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

/// What a state does without a word of attitude: the subject of the first verb that is no routine.
void SentenceReader::read_acts() {
  for (std::size_t v = 0; v < phrases_.size(); ++v) {
    if (acts(v, false)) return;
  }
}

bool SentenceReader::acts(std::size_t v, bool second) {
  if (!is(v, Type::Verbal)) return false;
  const Phrase& verbal = phrases_[v];
  const Word& w = units_[verbal.head].word;
  if (verbal.passive || verbal.copular || verbal.deontic || verbal.possible || conditional(v))
    return false;
  const bool asserts = w.is(Kind::Say) && asserted(v);
  const bool routine = (w.is(Kind::Verb) && !w.is(Kind::Purpose)) || w.is(Kind::Say);
  const int aim = asserts ? 0 : aim_of(v);
  if (routine && !asserts && (second || aim == 0)) return false;
  if (w.is(Kind::Auxiliary) || w.is(Kind::Modal)) return false;
  if (tokens_[units_[verbal.head].first].capital) return false;  // part of a name: "Institute"
  const Nominal subject = subject_of(v);
  if (subject.role != Role::Agent) return false;
  int sign = judged(verbal.last, asserts ? units_.size() : clause_end_unit(v), 0, !asserts);
  if (w.is(Kind::Stop)) sign = -1;
  if (sign == 0) sign = aim;
  if (sign == 0) sign = tone(verbal.last) < 0 ? -1 : 1;
  emit(subject, verbal.negated ? -sign : sign, Rule::Acts, v);
  return true;
}

/// "used the aid to press Seoul", "sent ships in an effort to": an act with an aim that is told.
int SentenceReader::aim_of(std::size_t v) const {
  for (const std::string_view stem : {"meet", "met", "host", "hold", "held", "discuss", "visit",
                                      "gather", "conven", "travel", "attend", "exchang"}) {
    if (lower(phrases_[v].head).starts_with(stem)) return 0;
  }
  const std::size_t end = std::min(clause_end(v), phrases_.size());
  for (std::size_t at = v + 2; at < end; ++at) {
    if (is(at, Type::Stop) || is(at, Type::Complementiser)) return 0;
    if (!is(at, Type::Verbal) || !phrases_[at].infinitive) continue;
    const Word& w = head(at);
    if (w.is(Kind::Stop) || w.sign_of(Kind::Attitude) < 0) return -1;
    if (w.is(Kind::Attitude) || w.is(Kind::Purpose)) return 1;
  }
  return 0;
}

/// "..., and Russia has echoed the charge": a clause beside one that was read, of another subject.
void SentenceReader::read_clauses_beside() {
  if (found_.empty()) return;
  for (std::size_t v = 2; v < phrases_.size(); ++v) {
    if (!is(v, Type::Verbal) || !phrases_[v].finite || !is(v - 1, Type::Nominal)) continue;
    const std::size_t first = leftmost(v - 1);
    const bool opens = (is(v - 2, Type::Conjunction) && v > 2 && is(v - 3, Type::Comma)) ||
                       (first > 0 && is(first - 1, Type::Stop));
    if (!opens) continue;
    const std::vector<std::string> actors = subject_of(v).actors;
    const bool spoken = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
      return std::any_of(actors.begin(), actors.end(), [&](const std::string& actor) {
        return std::find(f.actors.begin(), f.actors.end(), actor) != f.actors.end();
      });
    });
    if (!spoken) (void)acts(v, true);
  }
}

}  // namespace entente::ingest::rules

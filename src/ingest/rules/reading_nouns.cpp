// SPDX-License-Identifier: GPL-3.0-or-later
// The rules by which nouns and frames ascribe positions: "Tokyo's concern", "important to Seoul".
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

/// "their shared concern": the subject's before it, else whoever was spoken of. Nobody where the
/// subject has said so itself.
std::vector<std::string> SentenceReader::owners_by_pronoun(std::size_t n) {
  if (lower(phrases_[n].first) == "our") {
    const int sign = head(n).sign_of(Kind::Noun);  // "our objectives" alone says nothing
    return sign < 0 || sign > 1 ? discourse_.speaker : std::vector<std::string>();
  }
  for (std::size_t v = n; v-- > 0;) {
    if (!is(v, Type::Verbal)) continue;
    const Nominal subject = subject_of(v);
    if (subject.role != Role::Agent) continue;
    const bool said = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
      return std::find(f.actors.begin(), f.actors.end(), subject.actors.front()) != f.actors.end();
    });
    return said ? std::vector<std::string>() : subject.actors;
  }
  return {};
}

void SentenceReader::read_noun(std::size_t n) {
  Nominal noun = nominal(n);
  if (noun.role != Role::Attitude) return;
  const Word& w = units_[noun.noun].word;
  Rule rule = Rule::Owner;
  Nominal holder;
  holder.role = Role::Agent;
  holder.actors = noun.actors;
  const std::string& words = lower(noun.noun);
  const bool owned_by_pronoun =
      is_one_of(lower(phrases_[n].first), {"its", "their", "his", "her", "our"});
  // "the ASEAN Outlook": a title
  if (noun.noun > 0 && tokens_[units_[noun.noun].first].capital &&
      tokens_[units_[noun.noun - 1].first].capital && units_[noun.noun].first > 0)
    return;
  // "China's importance": to others
  if (!holder.actors.empty() &&
      is_one_of(words, {"importance", "benefit", "benefits", "advantages", "stake", "stakes"}))
    return;
  // "concern over China's support", "appreciation for Turkey's efforts": what another holds
  if (n > 0 && is(n - 1, Type::Preposition) && !found_.empty() && !holder.actors.empty() &&
      is_one_of(lower(phrases_[n - 1].first),
                {"over", "about", "for", "regarding", "against", "by"}))
    return;
  // "welcomed Türkiye's decision": the verb's subject was found, and the noun is what it is about
  if (n > 0 && is(n - 1, Type::Verbal) && !holder.actors.empty() && !owned_by_pronoun &&
      std::any_of(found_.begin(), found_.end(),
                  [&](const Found& f) { return f.cue_first == phrases_[n - 1].first; }) &&
      is_one_of(words, {"decision",  "offer",    "invitation",   "proposal",   "proposals",
                        "efforts",   "effort",   "attempt",      "attempts",   "commitment",
                        "support",   "campaign", "recognition",  "acceptance", "agreement",
                        "interests", "pledge",   "contribution", "promise",    "readiness",
                        "intention"}))
    return;
  if (owned_by_pronoun) {
    holder.actors = owners_by_pronoun(n);
    holder.carried = true;
  } else if (holder.actors.empty()) {
    rule = Rule::Among;
    for (std::size_t at = n + 1; at + 1 < phrases_.size() && at < n + 8; ++at) {
      // "criticism came from Canberra"
      const bool comes = is(at, Type::Verbal) && is(at + 1, Type::Preposition) &&
                         lower(phrases_[at + 1].first) == "from" &&
                         is_one_of(lower(phrases_[at].head), {"came", "come", "comes", "coming"});
      if (is(at, Type::Stop) || is(at, Type::Complementiser) ||
          (is(at, Type::Verbal) && phrases_[at].finite && !comes))
        break;
      if (!is(at, Type::Preposition) || !is(at + 1, Type::Nominal)) continue;
      const std::string& preposition = lower(phrases_[at].first);
      const bool close = at == n + 1;
      Nominal inside = holder_at(at + 1);
      // "the goal of the PLA's patrols", "an aim of U.S. diplomacy"
      const bool aim = preposition == "of" && close &&
                       is_one_of(words, {"goal", "goals", "aim", "aims", "objective", "objectives",
                                         "intent", "intention", "ambition", "ambitions"});
      if (aim && inside.role != Role::Pronoun && !inside.actors.empty()) inside.role = Role::Agent;
      if (inside.role != Role::Agent) continue;
      const bool place = is_one_of(preposition, {"in", "within", "across", "among", "amongst",
                                                 "from", "for", "on the part of"}) ||
                         (preposition == "by" && close);
      const bool of = preposition == "of" && close &&
                      (w.sign_of(Kind::Noun) == 0 || aim ||
                       is_one_of(words, {"concerns", "interests", "priorities", "intention",
                                         "desire", "willingness", "support", "hopes", "wish",
                                         "wishes", "commitment", "condemnation"}));
      if (!place && !of) continue;
      if (preposition == "for" &&
          !is_one_of(words, {"priority", "priorities", "importance", "concern", "benefit",
                             "benefits", "advantages", "interest"}))
        continue;
      if (preposition == "for" && close && w.sign_of(Kind::Noun) == 2) continue;
      if (preposition == "in" && !close && !is_one_of(words, {"interest", "appetite", "support"}))
        continue;
      if (preposition == "in" &&
          is_one_of(words, {"interest", "interests", "confidence", "trust", "stake", "stakes",
                            "efforts", "effort", "role", "belief", "pride"}) &&
          close) {
        // "interest in Japan" is towards it; "interest in all four countries in ..." is theirs.
        const bool seat = std::any_of(
            units_[phrases_[at + 1].head].names.begin(), units_[phrases_[at + 1].head].names.end(),
            [&](std::uint32_t i) { return dictionary_.names()[i].kind == NameKind::Seat; });
        const bool again = std::any_of(
            phrases_.begin() + static_cast<std::ptrdiff_t>(at) + 2, phrases_.end(),
            [&](const Phrase& p) { return p.type == Type::Preposition && lower(p.first) == "in"; });
        if (!seat && !again) continue;
      }
      holder.actors = inside.actors;
      break;
    }
  }
  // "In Washington, support for the plan is bipartisan"
  if (holder.actors.empty() && n >= 3 && n <= 4 && is(0, Type::Preposition) && is(2, Type::Comma) &&
      lower(0) == "in" && is_seat(1))
    holder.actors = nominal(1).actors;
  if (holder.actors.empty()) return;
  int sign = w.sign_of(Kind::Noun);
  const int strength = std::max(1, std::abs(sign));
  if (sign == 0) {
    sign = judged(phrases_[n].last, units_.size(), tone(phrases_[n].last) < 0 ? -1 : 1);
  } else {
    sign = direction(sign);
    if (sign > 0) sign = complement_sign(n, sign);
  }
  bool turned = noun.negative || noun.few;
  // "lack of interest in Seoul", "there is no appetite"
  if (n >= 2 && is(n - 1, Type::Preposition) && is(n - 2, Type::Nominal)) {
    for (std::uint32_t i = phrases_[n - 2].first; i < phrases_[n - 2].last; ++i) {
      turned = turned || units_[i].word.is(Kind::Diminish);
    }
  }
  if (n > 0 && is(n - 1, Type::Verbal) && phrases_[n - 1].negated) turned = !turned;
  emit(holder, turned ? -sign : sign, rule, n, strength);
}

/// "Washington", which stands for those who govern there.
bool SentenceReader::is_seat(std::size_t phrase) const {
  const std::span<const std::uint32_t> names = units_[phrases_[phrase].head].names;
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](std::uint32_t i) {
    return dictionary_.names()[i].kind == NameKind::Seat;
  });
}

/// "For Japan, NATO is vital"; "NATO matters to Seoul"; "important to Tokyo".
void SentenceReader::read_frame(std::size_t n) {
  if (n == 0 || !is(n - 1, Type::Preposition)) return;
  const std::string& preposition = lower(phrases_[n - 1].first);
  const Nominal holder = extended(n);
  if (holder.role != Role::Agent) return;
  if (preposition == "for" && n == 1) {
    std::size_t end = n;
    (void)extended(n, &end);
    while (is(end, Type::Adverb)) ++end;  // "for Moscow and Beijing alike"
    if (!is(end, Type::Comma) && !is(end, Type::Nominal)) return;
    const std::uint32_t from = is(end, Type::Comma) ? phrases_[end].last : phrases_[end].first;
    int sign = judged(from, units_.size(), 0);
    for (std::size_t i = from; sign == 0 && i < units_.size(); ++i) {
      const Unit& unit = units_[i];
      if (unit.part == Part::Noun) sign = direction(unit.word.sign_of(Kind::Noun));
    }
    // "For Tokyo, the lesson is that": what is told is how it looks from there
    const bool tells = is(end, Type::Comma);
    if (sign == 0 && tells) sign = tone(from) < 0 ? -1 : 1;
    if (sign != 0) emit(holder, sign, Rule::Frame, n - 1);
    return;
  }
  if ((preposition != "to" && preposition != "for") || n < 2) return;
  const Phrase& before = phrases_[n - 2];
  if (before.type != Type::Adjective && before.type != Type::Nominal) return;
  const std::uint32_t last = before.last - 1;
  const Word& w = units_[last].word;
  static constexpr std::array<std::string_view, 26> felt = {
      "important", "vital",         "essential", "crucial",    "valuable",     "invaluable",
      "central",   "key",           "relevant",  "attractive", "unacceptable", "acceptable",
      "critical",  "indispensable", "priority",  "useful",     "incidental",   "significant",
      "paramount", "importance",    "concern",   "irrelevant", "intolerable",  "appealing",
      "dear",      "anathema"};
  if (std::find(felt.begin(), felt.end(), lower(last)) == felt.end() ||
      !(w.is(Kind::Judge) || w.is(Kind::Noun)))
    return;
  int sign = judged(before.first, before.last, is_one_of(lower(last), {"concern"}) ? -1 : 1);
  if (n >= 3 && is(n - 3, Type::Verbal) && phrases_[n - 3].negated) sign = -sign;
  if (is_one_of(lower(last), {"incidental", "irrelevant"})) sign = -1;
  emit(holder, sign, Rule::Frame, n - 2);
}

}  // namespace entente::ingest::rules

// SPDX-License-Identifier: GPL-3.0-or-later
// What a sentence leaves for the next: who "they" and "the President" are.
#include <algorithm>
#include <array>

#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;
using Role = Nominal::Role;

}  // namespace

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

/// "Prime Minister Kishida", "the President of Korea": whom these titles mean from here on.
void SentenceReader::remember_titles() {
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    if (!is(p, Type::Nominal)) continue;
    Nominal one = nominal(p);
    if (one.actors.empty() && one.role == Role::Agent) one = extended(p);
    if (one.role == Role::Definite && units_[phrases_[p].head].word.kinds == 0) {
      one = definite(phrases_[p]);  // "National Security Advisor Roe"
    } else if (one.role != Role::Agent || one.carried) {
      continue;
    }
    if (one.actors.size() != 1) continue;
    for (std::uint32_t i = phrases_[p].first; i < phrases_[p].last; ++i) {
      if (!units_[i].word.is(Kind::Agent) || !tokens_[units_[i].first].capital) continue;
      auto [known, fresh] = discourse_.titles.try_emplace(words(i), one.actors);
      // Of two presidents the speaker's is "the President".
      if (!fresh && known->second != discourse_.speaker) known->second = one.actors;
    }
    const Unit& last = units_[phrases_[p].head];
    const bool stranger = last.word.kinds == 0 && last.names.empty() && tokens_[last.first].capital;
    if (stranger) discourse_.titles.insert_or_assign(words(phrases_[p].head), one.actors);
    const bool speaks = std::any_of(
        units_.begin() + phrases_[p].first, units_.begin() + phrases_[p].last, [&](const Unit& u) {
          return u.word.is(Kind::Agent) ||
                 std::any_of(u.names.begin(), u.names.end(), [&](std::uint32_t n) {
                   return dictionary_.names()[n].kind == NameKind::Person;
                 });
        });
    if (speaks && one.actors != discourse_.speaker) discourse_.other = one.actors;
  }
  const std::vector<std::string> pair = speaker_and_other();
  if (pair.size() == 2 && !discourse_.person.empty() && discourse_.person == discourse_.other)
    discourse_.sets.push_back(pair);
}

/// "met with", "spoke by phone with": those named take part.
bool SentenceReader::meeting() const {
  return std::any_of(phrases_.begin(), phrases_.end(), [&](const Phrase& p) {
    return p.type == Type::Verbal &&
           is_one_of(lower(p.head), {"met", "meet", "spoke", "speaks", "hosted", "convened",
                                     "gathered", "consulted", "held", "welcomed", "received"});
  });
}

void SentenceReader::remember() {
  remember_titles();
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
    Nominal one = extended(p);
    if (one.role == Role::Definite && tokens_[units_[phrases_[p].head].first].capital) {
      one = definite(phrases_[p]);
      one.carried = false;
    }
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
  if (meeting() && all.size() > 1 && all.size() < 8) {
    discourse_.sets.push_back(all);
    discourse_.several = all;
  }
  forget_older_sets();
  if (!subject.empty()) discourse_.subject = subject;
}

}  // namespace entente::ingest::rules

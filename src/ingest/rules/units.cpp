// SPDX-License-Identifier: GPL-3.0-or-later
#include "units.hpp"

#include <algorithm>

namespace entente::ingest::rules {
namespace {

/// What an unknown word looks like by its end.
Part guessed(const Token& token, std::uint8_t& forms) {
  const std::string& w = token.lower;
  if (token.capital && w.size() > 1) return Part::Noun;
  if (w.size() > 4 && w.ends_with("ed")) forms = PastForm | PartForm;
  if (w.size() > 5 && w.ends_with("ing")) forms = IngForm;
  if (forms != 0) return Part::Verb;
  if (w.size() > 4 && w.ends_with("ly")) return Part::Adverb;
  for (const std::string_view end : {"ous", "ful", "less", "able", "ible", "ive", "ical", "ional",
                                     "ial", "ary", "ic", "eral", "oral", "ental", "ural"}) {
    if (w.size() > end.size() + 2 && w.ends_with(end)) return Part::Adjective;
  }
  return Part::Noun;
}

class Tagger {
 public:
  Tagger(const Dictionary& dictionary, std::span<const Token> tokens)
      : dictionary_(dictionary), tokens_(tokens) {}

  std::vector<Unit> run() {
    std::size_t at = 0;
    while (at < tokens_.size()) at = read(at);
    mark_later_verbs();
    for (std::size_t i = 0; i < units_.size(); ++i) settle(i);
    return std::move(units_);
  }

 private:
  bool named(std::size_t at, const Match& match, const Name& name) const {
    if (name.shouted)
      return tokens_[at].shouted || tokens_[at].lower.find('.') != std::string::npos;
    if (!name.capital) return true;
    for (std::size_t i = at; i < at + match.length; ++i) {
      if (tokens_[i].capital) return true;
    }
    return false;
  }

  std::size_t read(std::size_t at) {
    const Token& token = tokens_[at];
    Unit unit;
    unit.first = static_cast<std::uint32_t>(at);
    unit.last = unit.first + 1;
    switch (token.kind) {
      case TokenKind::Possessive:
        unit.part = Part::Possessive;
        break;
      case TokenKind::Comma:
        unit.part = Part::Comma;
        break;
      case TokenKind::Dash:
        unit.part = Part::Dash;
        break;
      case TokenKind::Stop:
        unit.part = Part::Stop;
        break;
      case TokenKind::Open:
        unit.part = Part::Open;
        break;
      case TokenKind::Close:
        unit.part = Part::Close;
        break;
      case TokenKind::Quote:
        unit.part = Part::Quote;
        break;
      case TokenKind::Number:
        unit.part = Part::Number;
        break;
      case TokenKind::Word:
        read_word(at, unit);
        break;
    }
    units_.push_back(unit);
    candidates_.push_back(forms_);
    forms_ = 0;
    return unit.last;
  }

  void read_word(std::size_t at, Unit& unit) {
    const Match match = dictionary_.longest(tokens_, at);
    if (match.length > 0) {
      unit.word = *match.word;
      const bool any = std::any_of(match.names.begin(), match.names.end(), [&](std::uint32_t n) {
        return named(at, match, dictionary_.names()[n]);
      });
      if (any) {
        unit.names = match.names;
        unit.people = std::all_of(match.names.begin(), match.names.end(), [&](std::uint32_t n) {
          return dictionary_.names()[n].kind == NameKind::People;
        });
      }
      if (any || unit.word.kinds != 0) {
        unit.last = unit.first + static_cast<std::uint32_t>(match.length);
        // "calls for" is a verb, but "calls" may still be the noun.
        if (match.length > 1 && unit.word.is_verb()) {
          if (const Word* one = dictionary_.word(tokens_[at].lower); one != nullptr) {
            for (const Kind kind : {Kind::Noun, Kind::Adjective}) {
              if (one->is(kind)) unit.word.add(kind, one->sign_of(kind));
            }
          }
        }
      }
    }
    if (unit.names.empty() && unit.word.kinds == 0) unit.word = compared(tokens_[at].lower);
    if (!unit.names.empty()) {
      unit.part = Part::Name;
    } else if (unit.word.kinds == 0) {
      unit.part = guessed(tokens_[at], forms_);
    } else {
      unit.part = Part::Noun;  // settled later
    }
    if (tokens_[at].lower == "to") unit.part = Part::To;
    if (unit.word.is_verb()) forms_ = unit.word.forms;
  }

  /// "warier", "keenest": the adjective that is compared, or nothing.
  Word compared(const std::string& spelling) const {
    Word out;
    for (const std::string_view end : {"er", "est"}) {
      if (spelling.size() < end.size() + 3 || !spelling.ends_with(end)) continue;
      std::string stem = spelling.substr(0, spelling.size() - end.size());
      if (stem.back() == 'i') stem.back() = 'y';
      const Word* plain = dictionary_.word(stem);
      if (plain == nullptr) plain = dictionary_.word(stem + "e");
      if (plain == nullptr || !plain->is(Kind::Adjective) || plain->is_verb()) continue;
      out.add(Kind::Adjective, plain->sign_of(Kind::Adjective));
    }
    return out;
  }

  const std::string& lower(std::size_t i) const { return tokens_[units_[i].first].lower; }
  const Word& word(std::size_t i) const { return units_[i].word; }
  bool in_range(std::size_t i) const { return i < units_.size(); }

  bool plainly_finite(std::size_t i) const {
    const Word& w = word(i);
    if (w.is(Kind::Modal) ||
        (w.is(Kind::Auxiliary) && !is_one_of(lower(i), {"be", "been", "being", "having", "'s"})))
      return true;
    return units_[i].part != Part::Name && (candidates_[i] & (PresentForm | PastForm)) != 0 &&
           !noun_too(i);
  }

  /// For each unit whether a plainly finite verb stands after it before the clause ends.
  void mark_later_verbs() {
    later_.assign(units_.size() + 1, false);
    bool seen = false;
    for (std::size_t i = units_.size(); i-- > 0;) {
      later_[i] = seen;
      if (units_[i].part == Part::Stop || word(i).is(Kind::Complementiser)) seen = false;
      if (plainly_finite(i)) seen = true;
    }
  }

  /// Verbs that are as often nouns.
  bool noun_too(std::size_t i) const {
    const Word& w = word(i);
    return w.is(Kind::Noun) || w.is(Kind::Deed) || w.is(Kind::StopNoun) || w.is(Kind::Speaking) ||
           w.is(Kind::Agent) || w.is(Kind::Either);
  }

  Part previous(std::size_t i) const {
    std::size_t at = i;
    while (at > 0 && (units_[at - 1].part == Part::Adverb || units_[at - 1].part == Part::Quote))
      --at;
    return at == 0 ? Part::Stop : units_[at - 1].part;
  }
  bool opens_nominal(std::size_t i) const {
    if (!in_range(i)) return false;
    const Unit& u = units_[i];
    return !u.names.empty() || u.word.is(Kind::Determiner) || u.word.is(Kind::Pronoun) ||
           u.part == Part::Number || u.word.is(Kind::Complementiser) || u.part == Part::Quote ||
           u.part == Part::Adjective || u.part == Part::To;
  }

  /// An unknown word after "will not" or "does not".
  bool must_be_verb(std::size_t i) const {
    if (units_[i].part != Part::Noun || tokens_[units_[i].first].capital) return false;
    std::size_t at = i;
    while (at > 0 && (units_[at - 1].part == Part::Adverb || units_[at - 1].part == Part::Negative))
      --at;
    if (at == 0) return false;
    // "to coerce the North": an unknown word between "to" and what opens a nominal
    if (units_[at - 1].part == Part::To && in_range(i + 1) && opens_nominal(i + 1) &&
        units_[i + 1].part != Part::To && !word(i + 1).is(Kind::Complementiser) &&
        units_[i + 1].part != Part::Quote && !lower(i).ends_with('s'))
      return true;
    const bool does = is_one_of(lower(at - 1), {"do", "does", "did", "don't", "doesn't", "didn't"});
    return units_[at - 1].part == Part::Modal || (does && at < i) ||
           (does && !tokens_[units_[at - 1].first].lower.ends_with("o"));
  }

  void settle(std::size_t i) {
    Unit& u = units_[i];
    if (u.part == Part::Name || u.part == Part::To || u.part >= Part::Comma ||
        u.part == Part::Possessive || u.part == Part::Number) {
      return;
    }
    const Word& w = u.word;
    if (w.kinds == 0 && candidates_[i] == 0) {
      if (must_be_verb(i)) as_verb(i, BaseForm);
      return;
    }
    if (settle_closed(i)) return;
    if (candidates_[i] != 0) {
      settle_verb(i);
      return;
    }
    if (w.is(Kind::Noun) || w.is(Kind::Agent) || w.is(Kind::Deed) || w.is(Kind::Speaking) ||
        w.is(Kind::Relative) || w.is(Kind::StopNoun)) {
      u.part = Part::Noun;
    } else if (w.is(Kind::Adjective)) {
      u.part = names_a_holder(lower(i)) ? Part::Noun : Part::Adjective;
    } else if (w.is(Kind::Judge)) {
      std::uint8_t forms = 0;
      const Part looks = guessed(tokens_[u.first], forms);
      u.part = looks == Part::Verb || looks == Part::Adverb ? Part::Adjective : looks;
    } else if (w.is(Kind::Hedge) && lower(i).ends_with("ly") && lower(i) != "likely") {
      u.part = Part::Adverb;
    } else if (w.is(Kind::Diminish) || w.is(Kind::Hedge)) {
      u.part = Part::Adjective;
    }
  }

  /// "a supporter", "its fiercest critics": an attitude in a noun.
  static bool names_a_holder(std::string_view word) {
    if (word.ends_with('s')) word.remove_suffix(1);
    for (const std::string_view end : {"orter", "acker", "vocate", "ponent", "critic", "ampion"}) {
      if (word.ends_with(end)) return true;
    }
    return false;
  }

  /// Words of the grammar, which nothing else may be.
  bool settle_closed(std::size_t i) {
    Unit& u = units_[i];
    const Word& w = u.word;
    const Part before = previous(i);
    if (w.is(Kind::Auxiliary)) {
      const bool noun_after = before == Part::Determiner && !stands_alone(i - 1);
      if (!noun_after) {
        u.part = Part::Auxiliary;
        return true;
      }
    }
    const bool month = lower(i) == "may" && (i == 0 || tokens_[units_[i].first].capital);
    if (w.is(Kind::Modal) && !(before == Part::Determiner || month) &&
        !(tokens_[u.first].capital && i > 0)) {
      u.part = Part::Modal;
      return true;
    }
    if (w.is(Kind::Pronoun) && !(lower(i) == "who" && i > 0)) {
      u.part = Part::Pronoun;
      return true;
    }
    if (w.is(Kind::Negative) && !w.is(Kind::Determiner)) {
      u.part =
          is_one_of(lower(i), {"no", "neither", "none", "nor"}) ? Part::Determiner : Part::Negative;
      if (lower(i) == "nor") u.part = Part::Conjunction;
      if (lower(i) == "without") u.part = Part::Preposition;
      return true;
    }
    if (w.is(Kind::Complementiser)) return settle_complementiser(i);
    if (w.is(Kind::Adjective) && w.is(Kind::Preposition) && before != Part::Auxiliary) {
      u.part = Part::Preposition;
      return true;
    }
    if (w.is(Kind::Conjunction) && lower(i) != "yet") {
      u.part = Part::Conjunction;
      return true;
    }
    if ((before == Part::Auxiliary || before == Part::Verb) && i > 0 &&
        units_[i - 1].part != Part::Verb && is_one_of(lower(i), {"both", "all", "each"})) {
      u.part = Part::Adverb;
      return true;
    }
    // "Canberra and Tokyo both see"
    if ((before == Part::Name || before == Part::Pronoun) && in_range(i + 1) &&
        is_one_of(lower(i), {"both", "all", "each"}) &&
        (candidates_[i + 1] != 0 || word(i + 1).is(Kind::Auxiliary) ||
         word(i + 1).is(Kind::Modal) || units_[i + 1].part == Part::Adverb)) {
      u.part = Part::Adverb;
      return true;
    }
    if (w.is(Kind::Determiner) && candidates_[i] == 0) {
      u.part = Part::Determiner;
      return true;
    }
    if (is_one_of(lower(i), {"following", "concerning", "regarding", "including", "considering"}) &&
        before == Part::Auxiliary && candidates_[i] != 0)
      return false;
    if (lower(i) == "since" && before == Part::Auxiliary) {
      u.part = Part::Adverb;
      return true;
    }
    if (w.is(Kind::Preposition) && !(w.is(Kind::Adjective) && before == Part::Auxiliary)) {
      // "would like to": the one preposition that is a verb as often.
      const bool verb =
          lower(i) == "like" && candidates_[i] != 0 &&
          (((before == Part::Name || before == Part::Noun) && plural_before(i) && !later_[i]) ||
           before == Part::Auxiliary || before == Part::Modal || before == Part::To);
      if (verb) return false;
      u.part = Part::Preposition;
      return true;
    }
    if (w.is(Kind::Adverb) && candidates_[i] == 0) {
      u.part = Part::Adverb;
      return true;
    }
    return false;
  }

  bool settle_complementiser(std::size_t i) {
    Unit& u = units_[i];
    u.part = Part::Complementiser;
    if (lower(i) == "that" && u.last == u.first + 1) {
      // "that country": a determiner where no subject and verb can follow.
      const Part before = previous(i);
      if (before == Part::Preposition ||
          (before == Part::Stop && in_range(i + 1) && units_[i + 1].part == Part::Noun &&
           candidates_[i + 1] == 0)) {
        u.part = Part::Determiner;
      }
    }
    if (lower(i) == "so" && !(in_range(i + 1) && lower(i + 1) == "that")) u.part = Part::Adverb;
    return true;
  }

  std::uint8_t finite_of(std::uint8_t forms) const {
    if ((forms & PastForm) != 0) return PastForm;
    if ((forms & PresentForm) != 0) return PresentForm;
    return BaseForm;
  }

  void as_verb(std::size_t i, std::uint8_t form) {
    units_[i].part = Part::Verb;
    units_[i].form = form;
  }
  void as_other(std::size_t i) {
    const Word& w = word(i);
    const bool participle = (candidates_[i] & (PartForm | IngForm)) != 0 &&
                            (candidates_[i] & (BaseForm | PresentForm)) == 0;
    units_[i].part =
        (w.is(Kind::Adjective) && !names_a_holder(lower(i))) || (participle && !w.is(Kind::Noun))
            ? Part::Adjective
            : Part::Noun;
  }

  bool plural_before(std::size_t i) const {
    while (i > 0 && units_[i - 1].part == Part::Adverb) --i;
    if (i == 0) return false;
    const Unit& before = units_[i - 1];
    const std::string& last = tokens_[before.last - 1].lower;
    if (before.part == Part::Noun) return last.ends_with('s') && !last.ends_with("ss");
    if (before.part != Part::Name) return false;
    if (before.people || last.ends_with('s') || last == "four" ||
        is_one_of(last, {"allies", "partners", "g7"}))
      return true;
    // "Japan and President Yoon support"
    std::size_t at = i - 1;
    while (at > 0 && units_[at].part <= Part::Possessive) --at;
    return units_[at].part == Part::Conjunction;
  }

  /// "have always been ardent advocates"
  bool predicate(std::size_t i) const {
    for (std::size_t back = i; back > 0 && back + 5 > i; --back) {
      const Word& w = word(back - 1);
      if (w.is(Kind::Copula)) return true;
      if (w.is(Kind::Auxiliary) &&
          is_one_of(lower(back - 1), {"is", "are", "was", "were", "been", "be"}))
        return true;
    }
    return false;
  }

  void settle_verb(std::size_t i) {
    const std::uint8_t forms = candidates_[i];
    const Part before = previous(i);
    if (names_a_holder(lower(i)) && (before == Part::Noun || before == Part::Adjective) &&
        predicate(i))
      return as_other(i);
    const bool adjective = word(i).is(Kind::Adjective);
    switch (before) {
      case Part::To:
        if ((forms & BaseForm) != 0) return as_verb(i, BaseForm);
        if ((forms & IngForm) != 0 && !noun_too(i)) return as_verb(i, IngForm);
        return as_other(i);
      case Part::Modal:
        if ((forms & BaseForm) != 0) return as_verb(i, BaseForm);
        break;
      case Part::Auxiliary:
        return settle_after_auxiliary(i);
      case Part::Negative:
        // "never accepted": no auxiliary, so no participle
        if (!auxiliary_before_negative(i) && (forms & (PastForm | PresentForm)) != 0)
          return as_verb(i, finite_of(forms));
        if ((forms & BaseForm) != 0) return as_verb(i, BaseForm);
        return settle_after_auxiliary(i);
      case Part::Determiner:
      case Part::Possessive:
      case Part::Number:
      case Part::Adjective:
        // "each supports", "all condemned", "neither wants": the word stands for a holder.
        if (before == Part::Determiner && stands_alone(i - 1) &&
            (forms & (BaseForm | PresentForm | PastForm)) != 0 &&
            (opens_nominal(i + 1) || !noun_too(i)) &&
            !(forms & PartForm && in_range(i + 1) && units_[i + 1].part == Part::Noun &&
              candidates_[i + 1] == 0)) {
          const bool only_base = (forms & (PresentForm | PastForm)) == 0;
          if (only_base && is_one_of(lower(i - 1), {"this", "each", "either"})) return as_other(i);
          if (only_base) return as_verb(i, BaseForm);
          return as_verb(i, finite_of(static_cast<std::uint8_t>(forms & ~unsigned{BaseForm})));
        }
        return as_other(i);
      case Part::Preposition:
        if ((forms & IngForm) != 0 && !noun_too(i)) return as_verb(i, IngForm);
        return as_other(i);
      case Part::Pronoun:
        return as_verb(
            i, (forms & (PastForm | PresentForm | BaseForm)) != 0 ? finite_of(forms) : forms);
      case Part::Verb:
        if (word_before(i).is(Kind::Copula)) return settle_after_auxiliary(i);
        break;
      default:
        break;
    }
    if ((forms & IngForm) != 0 && (forms & (BaseForm | PresentForm)) == 0) {
      if (noun_too(i) && before != Part::Comma) return as_other(i);
      return as_verb(i, IngForm);
    }
    if ((forms & (PastForm | PartForm)) != 0 && (forms & (BaseForm | PresentForm)) == 0) {
      const bool reduced = in_range(i + 1) && lower(i + 1) == "by" && later_[i];
      const bool felt = (forms & PartForm) != 0 && before == Part::Noun && in_range(i + 2) &&
                        is_one_of(lower(i + 1), {"in", "by"}) && !units_[i + 2].names.empty() &&
                        i >= 3 && (units_[i - 2].part == Part::Determiner) &&
                        units_[i - 3].part == Part::Comma;
      if (reduced || felt || (forms & PastForm) == 0) return as_verb(i, PartForm);
      if (before == Part::Stop && adjective) return as_other(i);
      return as_verb(i, PastForm);
    }
    settle_present(i, before);
  }

  bool auxiliary_before_negative(std::size_t i) const {
    while (i > 0 && (units_[i - 1].part == Part::Adverb || units_[i - 1].part == Part::Negative ||
                     units_[i - 1].part == Part::Quote))
      --i;
    return i > 0 && (units_[i - 1].part == Part::Auxiliary || units_[i - 1].part == Part::Modal ||
                     units_[i - 1].part == Part::Verb || units_[i - 1].part == Part::To);
  }

  const Word& word_before(std::size_t i) const {
    while (i > 1 && (units_[i - 1].part == Part::Adverb || units_[i - 1].part == Part::Quote)) --i;
    return units_[i - 1].word;
  }

  /// Determiners and numbers that can be a subject by themselves.
  bool stands_alone(std::size_t i) const {
    return is_one_of(lower(i),
                     {"each", "all", "both", "neither", "none", "many", "most", "some", "few",
                      "several", "others", "this", "either", "four", "three", "two"});
  }

  void settle_after_auxiliary(std::size_t i) {
    const std::uint8_t forms = candidates_[i];
    std::size_t have = i;
    while (have > 0 &&
           (units_[have - 1].part == Part::Adverb || units_[have - 1].part == Part::Negative))
      --have;
    const bool perfect = have > 0 && (forms & PartForm) != 0 &&
                         is_one_of(lower(have - 1), {"has", "have", "had", "'ve", "having"});
    if (perfect) return as_verb(i, PartForm);
    if (word(i).is(Kind::Adjective) && (forms & IngForm) == 0 && in_range(i + 1) &&
        lower(i + 1) != "by") {
      units_[i].part = Part::Adjective;
      return;
    }
    if ((forms & PartForm) != 0) return as_verb(i, PartForm);
    if ((forms & IngForm) != 0) return as_verb(i, IngForm);
    if ((forms & BaseForm) != 0 && !noun_too(i)) return as_verb(i, BaseForm);
    as_other(i);
    // "does support", "did not want"
    std::size_t at = i;
    while (at > 0 && units_[at - 1].part != Part::Auxiliary) --at;
    if (at > 0 && (forms & BaseForm) != 0 &&
        is_one_of(lower(at - 1), {"do", "does", "did", "doesn't", "don't", "didn't"}))
      as_verb(i, BaseForm);
  }

  /// Present forms, which are nouns as often: "supports", "views", "support".
  void settle_present(std::size_t i, Part before) {
    const std::uint8_t forms = candidates_[i];
    const bool present_s = (forms & PresentForm) != 0;
    const bool subject = before == Part::Name || before == Part::Noun || before == Part::Close ||
                         before == Part::Dash;
    const bool past_too = (forms & PastForm) != 0;
    if (!noun_too(i)) {
      const bool noun = subject && !present_s && !past_too && !plural_before(i) && later_[i];
      return noun ? as_other(i) : as_verb(i, finite_of(forms));
    }
    if (subject) {
      // "the United States calls for": one state, though its name ends in s
      const bool state = i > 0 && units_[i - 1].part == Part::Name && !units_[i - 1].people;
      const bool number_fits =
          present_s ? state || !plural_before(i) : (plural_before(i) || past_too);
      const bool object_after = opens_nominal(i + 1) && units_[i + 1].part != Part::To;
      if (number_fits && (!later_[i] || object_after)) {
        return as_verb(i, present_s ? PresentForm : BaseForm);
      }
      return as_other(i);
    }
    if (before == Part::Complementiser) {
      return later_[i] ? as_other(i) : as_verb(i, finite_of(forms));
    }
    if (before == Part::Conjunction || before == Part::Comma || before == Part::Verb) {
      const bool object_after = opens_nominal(i + 1) && units_[i + 1].part != Part::To;
      return object_after && !later_[i] ? as_verb(i, finite_of(forms)) : as_other(i);
    }
    as_other(i);
  }

  const Dictionary& dictionary_;
  std::span<const Token> tokens_;
  std::vector<Unit> units_;
  std::vector<std::uint8_t> candidates_;  ///< verb forms each unit can be
  std::vector<bool> later_;
  std::uint8_t forms_ = 0;
};

}  // namespace

std::vector<Unit> units(const Dictionary& dictionary, std::span<const Token> tokens) {
  return Tagger(dictionary, tokens).run();
}

}  // namespace entente::ingest::rules

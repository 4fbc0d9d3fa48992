// SPDX-License-Identifier: GPL-3.0-or-later
#include "units.hpp"

namespace entente::ingest::rules {
namespace {

using Type = Phrase::Type;

class Chunker {
 public:
  Chunker(const std::vector<Unit>& units, std::span<const Token> tokens)
      : units_(units), tokens_(tokens) {}

  std::vector<Phrase> run() {
    while (at_ < units_.size()) step();
    return std::move(out_);
  }

 private:
  Part part(std::size_t i) const { return i < units_.size() ? units_[i].part : Part::Stop; }
  const std::string& lower(std::size_t i) const { return tokens_[units_[i].first].lower; }

  void single(Type type) {
    Phrase phrase;
    phrase.type = type;
    phrase.first = static_cast<std::uint32_t>(at_);
    phrase.last = phrase.first + 1;
    phrase.head = phrase.first;
    out_.push_back(phrase);
    ++at_;
  }

  void step() {
    switch (part(at_)) {
      case Part::Comma:
        return single(Type::Comma);
      case Part::Dash:
        return single(Type::Dash);
      case Part::Stop:
        return single(Type::Stop);
      case Part::Open:
        return single(Type::Open);
      case Part::Close:
        return single(Type::Close);
      case Part::Quote:
        return single(Type::Quote);
      case Part::Conjunction:
        return single(Type::Conjunction);
      case Part::Complementiser:
        return single(Type::Complementiser);
      case Part::Preposition:
        return single(Type::Preposition);
      case Part::To:
        return starts_verb(at_) ? verbal() : single(Type::Preposition);
      case Part::Adverb:
      case Part::Negative:
        return starts_verb(at_) ? verbal() : single(Type::Adverb);
      case Part::Verb:
      case Part::Auxiliary:
      case Part::Modal:
        return verbal();
      default:
        return nominal();
    }
  }

  /// Whether adverbs, "to" and negations from here on lead to a verb.
  bool starts_verb(std::size_t i) const {
    while (part(i) == Part::Adverb || part(i) == Part::Negative || part(i) == Part::To) ++i;
    return part(i) == Part::Verb || part(i) == Part::Auxiliary || part(i) == Part::Modal;
  }

  void verbal() {
    Phrase phrase;
    phrase.type = Type::Verbal;
    phrase.first = static_cast<std::uint32_t>(at_);
    phrase.infinitive = false;
    bool verb_seen = false;
    bool be = false;
    bool first_word = true;
    for (; at_ < units_.size(); ++at_) {
      const Part p = part(at_);
      if (p == Part::Adverb || p == Part::Negative) {
        if (verb_seen && !(p == Part::Negative)) break;
        if (p == Part::Negative) phrase.negated = true;
        continue;
      }
      if (p == Part::To) {
        if (verb_seen || !first_word) break;
        phrase.infinitive = true;
        first_word = false;
        continue;
      }
      if (verb_seen && p != Part::Negative) break;
      if (p == Part::Modal) {
        const std::string& w = lower(at_);
        phrase.finite = true;
        phrase.deontic =
            phrase.deontic || w == "should" || w == "must" || w == "ought" || w == "shall";
        phrase.possible = phrase.possible || w == "can" || w == "could" || w == "may" ||
                          w == "might" || w == "cannot" || w == "can't";
        if (w == "cannot" || w.ends_with("n't")) phrase.negated = true;
        phrase.head = static_cast<std::uint32_t>(at_);
      } else if (p == Part::Auxiliary) {
        const std::string& w = lower(at_);
        const bool nonfinite = w == "be" || w == "been" || w == "being" || w == "having";
        if (!nonfinite && !phrase.infinitive) phrase.finite = true;
        if (w == "being" || w == "having") phrase.gerund = first_word;
        be = be || is_be(w);
        if (w.ends_with("n't")) phrase.negated = true;
        if (!verb_seen) phrase.head = static_cast<std::uint32_t>(at_);
      } else if (p == Part::Verb) {
        verb_seen = true;
        phrase.head = static_cast<std::uint32_t>(at_);
        const std::uint8_t form = units_[at_].form;
        const bool plain = form != PartForm && form != IngForm && !phrase.infinitive;
        phrase.finite = phrase.finite || (first_word && plain);
        if (first_word && form == IngForm) phrase.gerund = true;
        phrase.passive = form == PartForm && (be || first_word);
      } else {
        break;
      }
      first_word = false;
    }
    while (at_ > phrase.first + 1 && part(at_ - 1) == Part::Adverb && at_ - 1 > phrase.head) --at_;
    phrase.last = static_cast<std::uint32_t>(at_);
    phrase.copular = verb_seen ? units_[phrase.head].word.is(Kind::Copula) && !phrase.passive : be;
    out_.push_back(phrase);
  }

  static bool is_be(const std::string& w) {
    return w == "be" || w == "is" || w == "are" || w == "was" || w == "were" || w == "been" ||
           w == "being" || w == "am" || w == "isn't" || w == "aren't" || w == "wasn't" ||
           w == "weren't" || w == "'re" || w == "'s" || w == "'m";
  }

  bool nominal_part(std::size_t i) const {
    const Part p = part(i);
    return p == Part::Noun || p == Part::Name || p == Part::Adjective || p == Part::Determiner ||
           p == Part::Possessive || p == Part::Number || p == Part::Pronoun;
  }

  bool ends_as_preposition(std::size_t i) const {
    const Unit& unit = units_[i];
    return unit.last > unit.first + 1 &&
           is_one_of(tokens_[unit.last - 1].lower,
                     {"in", "of", "to", "on", "at", "with", "by", "for"});
  }

  /// "In November | Japan", "In 2022 | the PRC"
  bool is_date(std::size_t i) const {
    const std::string& word = lower(i);
    if (part(i) == Part::Number) return word.size() == 4;
    return is_one_of(word, {"january", "february", "march", "april", "may", "june", "july",
                            "august", "september", "october", "november", "december"});
  }

  void nominal() {
    Phrase phrase;
    phrase.first = static_cast<std::uint32_t>(at_);
    bool head_seen = false;
    for (; at_ < units_.size(); ++at_) {
      const Part p = part(at_);
      if (p == Part::Pronoun && at_ > phrase.first) break;
      if ((p == Part::Determiner) && head_seen && part(at_ - 1) != Part::Possessive) break;
      if (p == Part::Name && at_ > phrase.first && is_date(at_ - 1)) break;
      const bool inner = at_ > phrase.first && part(at_ + 1) == Part::Adjective;
      if (p == Part::Adverb && inner) continue;
      if (!nominal_part(at_)) break;
      if (p == Part::Noun || p == Part::Name || p == Part::Pronoun) {
        head_seen = true;
        phrase.head = static_cast<std::uint32_t>(at_);
      }
      if (p == Part::Possessive) head_seen = false;
      if (p == Part::Noun && units_[at_].word.is(Kind::Noun) && ends_as_preposition(at_)) {
        ++at_;
        break;
      }
      // "united in": what follows is what it is about
      if (p == Part::Adjective &&
          (ends_as_preposition(at_) || units_[at_].word.is(Kind::Preposition))) {
        ++at_;
        break;
      }
      if (p == Part::Pronoun) {
        ++at_;
        break;
      }
    }
    if (at_ == phrase.first) ++at_;
    phrase.last = static_cast<std::uint32_t>(at_);
    if (phrase.head < phrase.first || phrase.head >= phrase.last || !head_seen) {
      bool only_adjectives = true;
      for (std::size_t i = phrase.first; i < phrase.last; ++i) {
        only_adjectives = only_adjectives && (!nominal_part(i) || part(i) == Part::Adjective ||
                                              part(i) == Part::Pronoun);
      }
      if (only_adjectives) phrase.type = Type::Adjective;
      phrase.head = phrase.last - 1;
    }
    out_.push_back(phrase);
  }

  const std::vector<Unit>& units_;
  std::span<const Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Phrase> out_;
};

}  // namespace

std::vector<Phrase> phrases(const std::vector<Unit>& units, std::span<const Token> tokens) {
  return Chunker(units, tokens).run();
}

}  // namespace entente::ingest::rules

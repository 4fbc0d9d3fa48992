// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds what in one sentence. Pure apart from the discourse it carries on; one thread a reader.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "units.hpp"

namespace entente::ingest::rules {

enum class Rule : std::uint8_t {
  Subject,      ///< subject of an attitude verb
  View,         ///< "sees X as Y"
  Adjective,    ///< "is wary of"
  Shown,        ///< "voiced concern"
  Deed,         ///< "imposed sanctions"
  Wish,         ///< "wants to"
  Said,         ///< "said that X must"
  Agent,        ///< "was condemned by"
  Experiencer,  ///< "alarmed Seoul"
  Owner,        ///< "Tokyo's concern"
  Among,        ///< "interest in all four countries"
  Frame,        ///< "For Japan, ...", "is important to Tokyo"
  Acts,         ///< does something that is neither talk nor routine: the weakest sign of a position
  Own,          ///< the document's own voice: "must be stopped", "is unacceptable"
};

/// Those of `from` that `to` does not have yet.
void add_all(std::vector<std::string>& to, const std::vector<std::string>& from);

/// "subject", "owner": the rule's name in answers, docs and coders of statements.
std::string_view rule_name(Rule rule) noexcept;
inline constexpr std::size_t rule_count = static_cast<std::size_t>(Rule::Own) + 1;

/// One position found. Units are places in the sentence.
struct Found {
  std::vector<std::string> actors;
  int sign = 0;  ///< towards the object of the words
  int strength = 1;
  Rule rule = Rule::Subject;
  std::uint32_t cue_first = 0;  ///< units of the words that carry the attitude
  std::uint32_t cue_last = 0;
  std::uint32_t object = 0;  ///< the first unit of what it is about
  bool negated = false;
  bool carried = false;  ///< the holder stands in an earlier sentence
  bool deontic = false;  ///< carried by "should" or "must"
};

/// Who was spoken of before: what "it" and "they" mean.
struct Discourse {
  std::vector<std::string> subject;
  std::vector<std::string> several;
  std::vector<std::vector<std::string>> sets;  ///< named together, the latest last
  std::vector<std::string> person;
  std::vector<std::string> speaker;  ///< who "we" are; empty where nobody said
  std::vector<std::string> other;    ///< the last who was named beside the speaker
  std::map<std::string, std::vector<std::string>, std::less<>>
      titles;  ///< who was introduced as "prime minister"
};

/// An actor of the sentence: whom a nominal phrase stands for, and whose it is.
struct Nominal {
  enum class Role : std::uint8_t {
    Thing,
    Agent,
    Attitude,
    Speaking,
    Pronoun,
    Quantifier,  ///< "both sides", "the leaders"
    Definite,    ///< "the minister", "the government"
  };
  Role role = Role::Thing;
  std::vector<std::string> actors;  ///< of an Agent; else the owners
  bool negative = false;            ///< "neither", "none of", "no"
  bool few = false;                 ///< "few", "little"
  bool carried = false;
  std::uint32_t noun = 0;  ///< the attitude noun's unit
};

/// Tokens of a sentence that are read; the rest of a longer one is passed over. Bounds the work,
/// which grows with the square, and the depth of references from verb to verb.
inline constexpr std::size_t most_sentence_tokens = 600;

class SentenceReader {
 public:
  SentenceReader(const Dictionary& dictionary, std::span<const Token> tokens,
                 const std::optional<Date>& date, Discourse& discourse);
  std::vector<Found> read();
  const std::vector<Unit>& units() const noexcept { return units_; }

 private:
  struct Subject {
    Nominal nominal;
    bool known = false;
  };
  /// What stands between commas, dashes or brackets after a nominal.
  struct Bracket {
    std::vector<std::string> along;   ///< "together with Korea"
    std::vector<std::string> listed;  ///< "the partners (Japan and Korea)"
  };
  // reading_actors.cpp
  std::vector<std::string> named(const Unit& unit) const;
  Nominal nominal(std::size_t phrase) const;
  bool treaty(std::uint32_t unit, std::uint32_t end) const;
  bool stands_for_those_before(const Phrase& phrase) const;
  bool stands_for_one_before(const Phrase& phrase) const;
  bool stands_for_counterpart(const Phrase& phrase) const;
  Nominal definite(const Phrase& phrase) const;
  std::vector<std::string> set_before(std::string_view word, std::size_t phrase) const;
  Nominal extended(std::size_t phrase, std::size_t* end = nullptr) const;
  Nominal holder_at(std::size_t phrase);
  Nominal subject_of(std::size_t verbal);
  Nominal find_subject(std::size_t verbal);
  Nominal subject_of_infinitive(std::size_t verbal);
  Nominal subject_of_participle(std::size_t verbal);
  Nominal subject_of_finite(std::size_t verbal);
  Nominal subject_shared(std::size_t conjunction);
  Nominal subject_at(std::size_t first, const Bracket& inside);
  Nominal antecedent(std::size_t complementiser) const;
  std::size_t first_of_subject(std::size_t last) const;
  bool is_object(std::size_t nominal) const;
  std::optional<std::size_t> relative_before(std::size_t verbal) const;
  Nominal pronoun(std::size_t place) const;
  std::size_t leftmost(std::size_t phrase) const;
  std::size_t before_bracket(std::size_t close, Bracket& inside) const;
  std::optional<std::size_t> verbal_before(std::size_t phrase) const;
  // reading.cpp
  void read_verbal(std::size_t v);
  bool conditional(std::size_t v) const;
  bool read_policy(std::size_t v);
  bool read_rather(std::size_t v, const Nominal& subject);
  bool read_passive(std::size_t v);
  bool read_copular(std::size_t v, const Nominal& subject);
  bool read_view(std::size_t v, const Nominal& subject);
  bool read_experience(std::size_t v, const Nominal& subject);
  bool read_deed(std::size_t v, const Nominal& subject);
  bool greets(std::size_t v) const;
  bool keeps_silent(std::size_t v) const;
  bool read_attitude(std::size_t v, const Nominal& subject);
  bool read_with(std::size_t v, const Nominal& subject);
  bool read_intend(std::size_t v, const Nominal& subject);
  bool read_light(std::size_t v, const Nominal& subject);
  bool read_said(std::size_t v, const Nominal& subject);
  bool read_believe(std::size_t v, const Nominal& subject);
  void read_noun(std::size_t n);
  void read_frame(std::size_t n);
  bool is_seat(std::size_t phrase) const;
  void read_own_voice();
  void read_acts();
  bool read_entitled(const Nominal& speaker);
  bool read_absence(const Nominal& speaker);
  int tone(std::size_t from_unit) const;
  bool asserted(std::size_t v) const;
  std::vector<std::string> owners_by_pronoun(std::size_t n);
  void emit(const Nominal& holder, int sign, Rule rule, std::size_t cue_phrase, int strength = 1);
  int complement_sign(std::size_t v, int matrix, bool asks = true) const;
  int judged(std::size_t from_unit, std::size_t to_unit, int otherwise, bool plainly = false) const;
  std::size_t clause_end(std::size_t phrase) const;
  std::size_t clause_end_unit(std::size_t phrase) const;
  std::size_t next(std::size_t phrase) const;
  bool is(std::size_t phrase, Phrase::Type type) const {
    return phrase < phrases_.size() && phrases_[phrase].type == type;
  }
  const std::string& lower(std::size_t unit) const { return tokens_[units_[unit].first].lower; }
  const Word& head(std::size_t phrase) const { return units_[phrases_[phrase].head].word; }
  void remember();
  void forget_older_sets();
  void remember_titles();
  bool meeting() const;
  std::optional<std::size_t> quoted_by(std::size_t phrase) const;
  bool in_quotes(std::size_t phrase) const;
  std::string words(std::uint32_t unit) const;
  std::vector<std::string> speaker_and_other() const;
  void bind_obligations();
  bool read_sees_in(std::size_t v, const Nominal& subject);
  int aim_of(std::size_t v) const;
  void read_according_to();
  void read_clauses_beside();
  bool acts(std::size_t v, bool second);

  const Dictionary& dictionary_;
  std::span<const Token> tokens_;
  std::optional<Date> date_;
  Discourse& discourse_;
  std::vector<Unit> units_;
  std::vector<Phrase> phrases_;
  std::vector<Subject> subjects_;
  std::vector<bool> resolving_;
  std::vector<std::string> local_;  ///< the last actors that were a subject in this sentence
  bool local_plural_ = false;       ///< "the Japanese said that they"
  std::vector<Found> found_;
};

}  // namespace entente::ingest::rules

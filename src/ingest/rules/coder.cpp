// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/ingest/rule_coder.hpp"
#include "issues.hpp"
#include "names.hpp"
#include "reading.hpp"

namespace entente::ingest {

struct RuleCoder::Parts {
  rules::Dictionary dictionary;
  rules::IssueFinder issues;
};

namespace {

using rules::Found;
using rules::Kind;
using rules::Rule;
using rules::SentenceReader;
using rules::Token;
using rules::Unit;

/// Bytes of units [first, last) in the whole text.
Sentence bytes_of(const std::vector<Unit>& units, std::span<const Token> tokens,
                  std::uint32_t first, std::uint32_t last, std::size_t offset) {
  if (first >= last || last > units.size()) return {offset, offset};
  return {offset + tokens[units[first].first].begin, offset + tokens[units[last - 1].last - 1].end};
}

std::string hedges_of(const std::vector<Unit>& units, std::span<const Token> tokens) {
  std::vector<std::string> out;
  for (const Unit& unit : units) {
    if (!unit.word.is(Kind::Hedge)) continue;
    std::string words;
    for (std::uint32_t t = unit.first; t < unit.last; ++t) {
      words += (words.empty() ? "" : " ") + tokens[t].lower;
    }
    if (words == "may" && tokens[unit.first].capital) continue;
    if (std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
  }
  return joined(out, ";");
}

std::string kind_of(Rule rule) {
  switch (rule) {
    case Rule::View:
    case Rule::Frame:
      return "perception";
    case Rule::Deed:
    case Rule::Acts:
      return "action";
    default:
      return "position";
  }
}

RuleProposal proposal_of(const Found& found, const SentenceReader& reader,
                         std::span<const Token> tokens, std::size_t offset,
                         const std::string& hedge) {
  const std::vector<Unit>& units = reader.units();
  RuleProposal out;
  out.holders = found.actors;
  out.stance = rules::direction(found.sign) * std::clamp(found.strength, 1, 2);
  out.rule = rules::rule_name(found.rule);
  out.kind = kind_of(found.rule);
  const bool own_should = found.rule == Rule::Own && found.deontic;
  if (own_should) out.kind = "recommendation";
  out.cue = bytes_of(units, tokens, found.cue_first, found.cue_last, offset);
  out.object =
      bytes_of(units, tokens, found.object, static_cast<std::uint32_t>(units.size()), offset);
  out.hedge = hedge;
  out.negated = found.negated;
  out.carried = found.carried;
  return out;
}

/// Words of another rule for the same holders on the same side add nothing.
bool repeats(const std::vector<RuleProposal>& before, const RuleProposal& proposal) {
  return std::any_of(before.begin(), before.end(), [&](const RuleProposal& one) {
    return rules::direction(one.stance) == rules::direction(proposal.stance) &&
           std::all_of(proposal.holders.begin(), proposal.holders.end(),
                       [&](const std::string& holder) {
                         return std::find(one.holders.begin(), one.holders.end(), holder) !=
                                one.holders.end();
                       });
  });
}

}  // namespace

RuleCoder::RuleCoder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
RuleCoder::RuleCoder(RuleCoder&&) noexcept = default;
RuleCoder& RuleCoder::operator=(RuleCoder&&) noexcept = default;
RuleCoder::~RuleCoder() = default;

Result<RuleCoder> RuleCoder::make(const record::Study& study, const RuleLists& lists) {
  rules::Dictionary dictionary = rules::english_dictionary();
  for (const WordList& list : lists.words) {
    ENTENTE_CHECK(dictionary.read_words(list.bytes, list.file));
  }
  ENTENTE_CHECK(rules::add_study_names(dictionary, study));
  for (const WordList& list : lists.names) {
    ENTENTE_CHECK(dictionary.read_places(list.bytes, list.file));
  }
  ENTENTE_TRY(rules::IssueFinder issues, rules::IssueFinder::make(study, lists.issues));
  return RuleCoder(std::make_unique<const Parts>(Parts{std::move(dictionary), std::move(issues)}));
}

std::vector<ReadSentence> RuleCoder::read(std::string_view text,
                                          std::span<const Sentence> sentences,
                                          const RuleReading& reading) const {
  std::vector<ReadSentence> out;
  out.reserve(sentences.size());
  rules::Discourse discourse;
  discourse.speaker = reading.speaker;
  for (const Sentence& sentence : sentences) {
    const std::string_view words = text.substr(sentence.begin, sentence.end - sentence.begin);
    const std::vector<Token> parts = rules::tokens(words);
    SentenceReader reader(parts_->dictionary, parts, reading.date, discourse);
    const std::vector<Found> found = reader.read();
    ReadSentence& read = out.emplace_back();
    read.span = sentence;
    if (found.empty()) continue;
    const std::string hedge = hedges_of(reader.units(), parts);
    for (const Found& one : found) {
      RuleProposal proposal = proposal_of(one, reader, parts, sentence.begin, hedge);
      if (!repeats(read.proposals, proposal)) read.proposals.push_back(std::move(proposal));
    }
    read.issues = parts_->issues.find(words, parts);
  }
  return out;
}

std::string RuleCoder::actor_named(std::string_view words) const {
  const std::vector<Token> parts = rules::tokens(words);
  const rules::Match match = parts_->dictionary.longest(parts, 0);
  if (match.length == parts.size() && !match.names.empty()) {
    return parts_->dictionary.names()[match.names.front()].actor;
  }
  return {};
}

std::string_view shipped_rule_words() { return rules::english_words(); }
std::string_view shipped_rule_names() { return rules::place_names(); }

std::vector<std::string> rule_names() {
  std::vector<std::string> out;
  out.reserve(rules::rule_count);
  for (std::size_t i = 0; i < rules::rule_count; ++i) {
    out.emplace_back(rules::rule_name(static_cast<Rule>(i)));
  }
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/rule_outputs.hpp"

#include <algorithm>

#include "ingest/rules/names.hpp"
#include "ingest/rules/reading.hpp"

namespace entente::ingest {

struct RuleReader::Parts {
  rules::Dictionary dictionary;
};

namespace {

void add_once(std::vector<std::string>& out, std::string value) {
  if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(std::move(value));
}

rules::Dictionary shipped_names() {
  rules::Dictionary out = rules::english_dictionary();
  // The shipped list is sound: a test of the rule coder reads it.
  static_cast<void>(out.read_places(rules::place_names(), "places.tsv"));
  return out;
}

}  // namespace

RuleReader::RuleReader() : parts_(std::make_shared<const Parts>(Parts{shipped_names()})) {}

RuleReader::RuleReader(const record::Study& study) {
  rules::Dictionary dictionary = rules::english_dictionary();
  // As above: sound, and nothing of the study can be unsound for it.
  static_cast<void>(rules::add_study_names(dictionary, study));
  parts_ = std::make_shared<const Parts>(Parts{std::move(dictionary)});
}

RuleOutput RuleReader::read(std::string_view sentence, const std::optional<Date>& date) const {
  const std::vector<rules::Token> words = rules::tokens(sentence);
  rules::Discourse discourse;
  RuleOutput out;
  int sum = 0;
  for (const rules::Found& found :
       rules::SentenceReader(parts_->dictionary, words, date, discourse).read()) {
    out.found = true;
    sum += found.sign;
    for (const std::string& actor : found.actors) add_once(out.actors, actor);
    add_once(out.marks, "rule " + std::string(rules::rule_name(found.rule)));
    add_once(out.marks, found.sign > 0   ? "rule sign +"
                        : found.sign < 0 ? "rule sign -"
                                         : "rule sign 0");
  }
  if (!out.found) out.marks.emplace_back("rule silent");
  out.sign = sum > 0 ? 1 : sum < 0 ? -1 : 0;
  return out;
}

}  // namespace entente::ingest

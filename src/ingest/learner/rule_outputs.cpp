// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/rule_outputs.hpp"

#include <algorithm>
#include <array>

#include "ingest/rules/reading.hpp"

namespace entente::ingest {

struct RuleReader::Parts {
  rules::Dictionary dictionary;
};

namespace {

std::string_view rule_name(rules::Rule rule) {
  static constexpr std::array<std::string_view, 12> names = {
      "Subject", "View",  "Adjective",   "Shown", "Deed",  "Wish",
      "Said",    "Agent", "Experiencer", "Owner", "Among", "Frame"};
  return names[static_cast<std::size_t>(rule)];
}

void add_once(std::vector<std::string>& out, std::string value) {
  if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(std::move(value));
}

rules::Dictionary shipped_names() {
  rules::Dictionary out = rules::english_dictionary();
  // The shipped list is sound: a test of the rule coder reads it.
  static_cast<void>(out.read_places(rules::place_names(), "places.tsv"));
  return out;
}

void add_study_names(const record::Study& study, rules::Dictionary& out) {
  const record::Table& actors = study.table("actor");
  for (std::size_t row = 0; row < actors.rows(); ++row) {
    rules::Name name;
    name.actor = std::string(actors.id(row));
    out.add_name(actors.cell(row, "name"), name);
  }
  const record::Table& aliases = study.table("alias");
  for (std::size_t row = 0; row < aliases.rows(); ++row) {
    rules::Name name;
    name.actor = std::string(aliases.cell(row, "actor"));
    if (const auto from = Date::parse(aliases.cell(row, "from"))) name.from = *from;
    if (const auto until = Date::parse(aliases.cell(row, "until"))) name.until = *until;
    out.add_name(aliases.cell(row, "text"), name);
  }
  const record::Table& terms = study.table("term");
  for (std::size_t row = 0; row < terms.rows(); ++row) {
    rules::Name name;
    name.actor = std::string(terms.cell(row, "actor"));
    name.kind = rules::NameKind::Person;
    if (const auto from = Date::parse(terms.cell(row, "from"))) name.from = *from;
    if (const auto until = Date::parse(terms.cell(row, "until"))) name.until = *until;
    out.add_name(terms.cell(row, "person"), name);
  }
}

}  // namespace

RuleReader::RuleReader() : parts_(std::make_shared<const Parts>(Parts{shipped_names()})) {}

RuleReader::RuleReader(const record::Study& study) {
  rules::Dictionary dictionary = shipped_names();
  add_study_names(study, dictionary);
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
    add_once(out.marks, "rule " + std::string(rule_name(found.rule)));
    add_once(out.marks, found.sign > 0   ? "rule sign +"
                        : found.sign < 0 ? "rule sign -"
                                         : "rule sign 0");
  }
  if (!out.found) out.marks.emplace_back("rule silent");
  out.sign = sum > 0 ? 1 : sum < 0 ? -1 : 0;
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/card.hpp"

#include <algorithm>

#include "card_parts.hpp"
#include "entente/base/text.hpp"
#include "entente/record/schema.hpp"

namespace entente::app {

const std::vector<CommandCard>& commands() {
  static const std::vector<CommandCard> all = [] {
    std::vector<CommandCard> out;
    for (auto part : {study_cards(), search_cards(), learn_cards(), analysis_cards(), room_cards(),
                      record_cards(), coding_cards(), vote_cards(), expert_cards(), text_cards(),
                      identity_cards(), help_cards()}) {
      std::move(part.begin(), part.end(), std::back_inserter(out));
    }
    for (CommandCard& card : out) std::sort(card.exits.begin(), card.exits.end());
    return out;
  }();
  return all;
}

const std::vector<OptionCard>& global_options() {
  static const std::vector<OptionCard> all = {
      {"--json", "", "print the result as JSON; errors as JSON lines on standard error"},
      {"--csv", "", "print the command's main table as CSV, safe to open in a spreadsheet"},
      {"--quiet", "", "print errors only; the exit code tells the rest"},
      {"--progress", "", "show progress on standard error even where it is not a terminal"},
      {"--author", "NAME", "who makes the change, for the history",
       "ENTENTE_AUTHOR, else the study's author, else your login name"},
      {"--reason", "TEXT", "why the change is made, for the history", "what the command does"},
      {"--help", "", "explain the command"},
  };
  return all;
}

const CommandCard* find_command(std::string_view name) noexcept {
  for (const CommandCard& card : commands()) {
    if (card.name == name) return &card;
  }
  return nullptr;
}

std::vector<std::string> command_words() {
  std::vector<std::string> out;
  for (const CommandCard& card : commands()) {
    std::string word = card.name.substr(0, card.name.find(' '));
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  }
  return out;
}

std::string option_of_column(std::string_view column) {
  std::string out = "--" + std::string(column);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::vector<std::pair<std::string, std::string>> cells_of_options(std::string_view table,
                                                                  const GivenOptions& options) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const record::Column& column : record::table_schema(table).columns) {
    const auto given = options.find(option_of_column(column.name));
    if (given != options.end()) out.emplace_back(column.name, joined(given->second, ";"));
  }
  return out;
}

std::string usage_line(const CommandCard& card) {
  std::string out = card.name;
  for (const ArgumentCard& argument : card.arguments) {
    std::string word = argument.name + (argument.repeated ? "..." : "");
    out += argument.required ? " " + word : " [" + word + "]";
  }
  for (const OptionCard& option : card.options) {
    if (option.required) out += " " + option.name + " " + option.value;
  }
  return out + " [options]";
}

Error unknown_command(std::string_view word) {
  std::vector<std::string> names = command_words();
  for (const CommandCard& card : commands()) {
    if (card.name.find(' ') != std::string::npos) names.push_back(card.name);
  }
  std::string mend = did_you_mean_sentence(word, names);
  if (mend.empty()) mend = "entente help lists the commands";
  return {ErrorKind::Usage, "there is no such command", {}, "", quotable(word), std::move(mend)};
}

}  // namespace entente::app

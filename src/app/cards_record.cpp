// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands about single rows, and of those that explain the program.
#include <algorithm>
#include <limits>

#include "card_parts.hpp"
#include "entente/base/text.hpp"
#include "entente/record/schema.hpp"

namespace entente::app {
namespace {

using record::Column;
using record::ColumnKind;

std::string value_name(const Column& column) {
  switch (column.kind) {
    case ColumnKind::Id:
    case ColumnKind::Reference:
      return "ID";
    case ColumnKind::References:
    case ColumnKind::Data:
      return "IDS";
    case ColumnKind::Integer:
      return "N";
    case ColumnKind::Number:
      return "X";
    case ColumnKind::Date:
      return "DATE";
    case ColumnKind::Word:
    case ColumnKind::Words:
      return "WORD";
    case ColumnKind::Flag:
      return "YES";
    case ColumnKind::Text:
    case ColumnKind::Hash:
      break;
  }
  return "TEXT";
}

/// One option a column of the statement table, so that a new column needs no change here.
std::vector<OptionCard> column_options() {
  std::vector<OptionCard> out;
  for (const Column& column : record::table_schema("statement").columns) {
    OptionCard option;
    option.name = option_of_column(column.name);
    option.value = value_name(column);
    option.help = std::string(column.note);
    option.required = column.required && column.name != "id" && column.name != "coder";
    option.repeated = column.kind == ColumnKind::References || column.kind == ColumnKind::Words ||
                      column.kind == ColumnKind::Data;
    option.choices.assign(column.vocabulary.begin(), column.vocabulary.end());
    if (column.name == "id") option.fallback = "the next free id";
    if (column.name == "coder") option.fallback = "the author";
    if (column.name == "codebook") option.fallback = "the version in use";
    out.push_back(std::move(option));
  }
  return out;
}

std::vector<OptionCard> adding_options() {
  std::vector<OptionCard> out = column_options();
  // What must be given comes first in help.
  std::stable_sort(out.begin(), out.end(), [](const OptionCard& a, const OptionCard& b) {
    return a.required && !b.required;
  });
  out.push_back({"--dry-run", "", "show the row and write nothing"});
  return out;
}

CommandCard add_card() {
  return {
      "statement add",
      "add one statement from the terminal",
      "One coded statement: who, on which issue, with which stance, when, and on which evidence. "
      "At least one of --passages and --sources must be given: a statement that rests on "
      "nothing is refused.",
      {study_argument()},
      adding_options(),
      {{"entente statement add pacific --actor JPN --issue I1 --stance 1 --date 2024-06 --sources "
        "S1",
        "a statement with its source"}},
      opening_exits({ExitCode::Findings, ExitCode::Unwritable, ExitCode::Conflict})};
}

std::vector<OptionCard> editing_options() {
  std::vector<OptionCard> out = column_options();
  out.erase(std::remove_if(out.begin(), out.end(),
                           [](const OptionCard& option) { return option.name == "--id"; }),
            out.end());
  for (OptionCard& option : out) {
    option.required = false;
    option.fallback.clear();
  }
  out.push_back({"--dry-run", "", "show what would change and write nothing"});
  return out;
}

CommandCard edit_card() {
  return {
      "statement edit",
      "change cells of one statement",
      "Cells that are not named stay as they are; an empty value makes a cell blank. A proposal "
      "whose code is changed becomes \"edited\": the person's code, no longer the machine's.",
      {study_argument(), {"ID", "the statement", Hint::Text}},
      editing_options(),
      {{"entente statement edit pacific P1 --stance 1 --reason \"weaker than it seemed\"",
        "one stance"}},
      opening_exits({ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard list_card() {
  return {
      "statement list",
      "list statements",
      "One line a statement: id, actor, issue, stance, date, coder and evidence. Filters narrow "
      "the list and add up.",
      {study_argument()},
      {{"--actor", "ID", "only this actor's"},
       {"--issue", "ID", "only on this issue"},
       {"--at", "DATE", "only those made by then"},
       {"--status",
        "WORD",
        "only of this status",
        {},
        {"proposed", "accepted", "edited", "rejected"}}},
      {{"entente statement list pacific --actor JPN", "what one actor said"},
       {"entente statement list pacific --csv", "all of them, as CSV"}},
      opening_exits({})};
}

CommandCard show_card() {
  return {"statement show",
          "show one statement and the words it rests on",
          "Every filled cell of the row, then its passages and sources. Where the document is "
          "attached the sentence itself is printed, with its page where the text has pages.",
          {study_argument(), {"ID", "the statement", Hint::Text}},
          {{"--boxes", "", "read PDF originals again and say where on the page the words stand"}},
          {{"entente statement show pacific P1", "one statement with its passage"}},
          opening_exits({})};
}

}  // namespace

std::vector<CommandCard> record_cards() {
  return {add_card(), list_card(), show_card(), edit_card()};
}

std::vector<CommandCard> help_cards() {
  CommandCard help{"help",
                   "explain the program or one command",
                   "Without COMMAND the overview. --markdown prints the reference of all commands, "
                   "which is docs/cli.md.",
                   {{"COMMAND", "the command, one or two words", Hint::Command, false, true}},
                   {{"--markdown", "", "all commands as Markdown"}},
                   {{"entente help statement add", "the help of one command"}}};
  CommandCard man{"man",
                  "print the manual page",
                  "The page is in roff, for man.",
                  {},
                  {},
                  {{"entente man > entente.1 && man ./entente.1", "read it"}}};
  CommandCard completion{"completion",
                         "print a shell completion script",
                         "Commands, options, choices and table names.",
                         {{"SHELL", "bash or zsh", Hint::Shell}},
                         {},
                         {{"source <(entente completion bash)", "for this bash session"}}};
  return {help, man, completion};
}

}  // namespace entente::app

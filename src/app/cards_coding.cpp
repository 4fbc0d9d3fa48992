// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands that change what is coded.
#include "card_parts.hpp"

namespace entente::app {
namespace {

const OptionCard dry_run{"--dry-run", "", "show what would change and write nothing"};
const OptionCard show_all{"--all", "", "show every difference, not only the first 20"};

std::vector<ExitCode> changing_exits() {
  return opening_exits({ExitCode::Unwritable, ExitCode::Conflict});
}

OptionCard where_option(std::string help) {
  return {"--where", "COLUMN=VALUE", std::move(help), {}, {}, Hint::Text, false, true};
}

OptionCard set_option(std::string help, bool required) {
  return {"--set", "COLUMN=VALUE", std::move(help), {}, {}, Hint::Text, required, true};
}

CommandCard verdict_card(bool accept) {
  const std::string word = accept ? "accept" : "reject";
  return {"statement " + word,
          word + " proposed statements",
          std::string("What a rule or a model coded is a proposal until somebody decides. ") +
              (accept ? "Accepted proposals count in positions and all that rests on them."
                      : "Rejected proposals stay in the study and count nowhere.") +
              " Statements that are no proposals are left alone by --where and refused by name.",
          {study_argument(), {"ID", "the proposals", Hint::Text, false, true}},
          {where_option("all proposals whose cell is so; several add up"), dry_run, show_all},
          {{"entente statement " + word + " pacific P7 --dry-run", "what would change"},
           {"entente statement " + word + " pacific --where actor=JPN --where confidence=high",
            "many at once"}},
          changing_exits()};
}

CommandCard recode_card() {
  return {"recode",
          "set cells of many rows at once",
          "All rows for which every --where holds get the cells of --set. In a list, --where asks "
          "whether it holds the value; a blank value asks for blank cells. Every difference is "
          "shown; --dry-run writes nothing. A change that would leave the study unsound is refused "
          "whole.",
          {study_argument()},
          {set_option("what the cell becomes; may be repeated", true),
           where_option("only rows whose cell is so; several add up"),
           {"--table", "TABLE", "in this table", "statement", {}, Hint::Table},
           dry_run,
           show_all},
          {{"entente recode pacific --where issue=I1 --where coder=\"B. Coder\" --set stance=1 "
            "--dry-run",
            "what would change"},
           {"entente recode pacific --table source --where kind= --set kind=report",
            "fill blank cells"}},
          changing_exits()};
}

CommandCard rename_card() {
  return {"rename",
          "give a row another id everywhere",
          "Every row, list and setting that names it follows. In its own table the row moves to "
          "the end.",
          {study_argument(),
           {"TABLE", "such as issue or actor", Hint::Table},
           {"ID", "the row as it is called", Hint::Text},
           {"NEW", "its new id", Hint::Text}},
          {dry_run, show_all},
          {{"entente rename pacific issue I1 CONSULT --dry-run", "what would change"}},
          changing_exits()};
}

CommandCard merge_card() {
  return {"merge",
          "make one row of several",
          "Whatever named one of the rows names the row of --into, and they are withdrawn. The "
          "names of merged actors become aliases. history knows how it was, and undo leads back.",
          {study_argument(),
           {"TABLE", "such as issue or actor", Hint::Table},
           {"ID", "the rows that go", Hint::Text, true, true}},
          {{"--into", "ID", "the row that stays", {}, {}, Hint::Text, true}, dry_run, show_all},
          {{"entente merge pacific issue I2 --into I1 --dry-run", "what would change"}},
          changing_exits()};
}

CommandCard split_card() {
  return {"split",
          "part a row and move some of the rows that name it",
          "A copy of the row with the id NEW and the cells of --set takes over the statements (or "
          "rows of another table) for which every --where holds.",
          {study_argument(),
           {"TABLE", "such as issue or actor", Hint::Table},
           {"ID", "the row that is parted", Hint::Text},
           {"NEW", "id of the new row", Hint::Text}},
          {where_option("the rows that move; several add up"),
           set_option("cells in which the new row differs", false),
           {"--moving", "TABLE", "whose rows move", "statement", {}, Hint::Table},
           dry_run,
           show_all},
          {{"entente split pacific issue I1 I1b --set claim=\"Hold talks each year\" --where "
            "actor=JPN --dry-run",
            "what would change"}},
          changing_exits()};
}

CommandCard adjudicate_card() {
  return {
      "adjudicate",
      "decide between codes that differ, in a sheet",
      "Without SHEET a CSV sheet of what coders differ on and nobody decided: one row a unit, its "
      "claim, its words and its codes without their coders. With the sheet, its stances become "
      "statements by \"adjudicator: NAME\", accepted, on the evidence of the codes they decide "
      "between; these stay on record as rejected, and still count in agreement. Rows left blank "
      "stay open. Somebody who coded a unit does not decide on it. One bad row and nothing is "
      "taken.",
      {study_argument(), {"SHEET", "CSV or XLSX with decisions", Hint::File, false}},
      {{"--by", "NAME", "who decided", "the author"},
       dry_run,
       show_all,
       {"--output", "FILE", "draw the sheet into FILE; - prints it", "", {}, Hint::File},
       {"--force", "", "replace what lies at FILE"},
       {"--issue",
        "ID",
        "only this issue, by id or code",
        "all issues",
        {},
        Hint::Text,
        false,
        true},
       {"--actors", "A,B", "only statements of these actors", "all"},
       {"--coders", "A,B", "only these coders, by name", "all"},
       {"--match",
        "HOW",
        "what makes two statements one unit",
        "passage",
        {"passage", "overlap", "sentence"}},
       {"--least-overlap", "X", "for --match overlap: common bytes by bytes of either", "0.5"}},
      {{"entente adjudicate pacific --output decide.csv", "what is open"},
       {"entente adjudicate pacific decide.csv --by \"C. Third\" --dry-run",
        "what the decisions would change"}},
      changing_exits()};
}

CommandCard codebook_card() {
  return {"codebook",
          "show by which rules statements were coded",
          "The versions of the codebook, oldest first, with how many statements name each; new "
          "statements name the one in use, the latest. Tells claims that were reworded after "
          "statements were coded on them: a stance is held on the claim as it was. --compare shows "
          "the sentences that only one of two versions has.",
          {study_argument()},
          {{"--compare", "ID,ID", "two versions, the older first"}},
          {{"entente codebook studies/nato-ip4", "the versions and what was coded by them"},
           {"entente codebook pacific --compare CB1,CB2", "what parts two versions"}},
          opening_exits({})};
}

CommandCard reversal_card(bool undo) {
  return {undo ? "undo" : "redo",
          undo ? "take back the last change" : "take back the last undo",
          undo ? "Any command's change: the rows become what they were. History is not cut, undo "
                 "is an entry of its own; said again it takes back the change before. What was "
                 "edited by hand since, and the words of attached documents, it leaves alone and "
                 "says so."
               : "Only while nothing else was changed since the undo.",
          {study_argument()},
          {dry_run, show_all},
          {{std::string("entente ") + (undo ? "undo" : "redo") + " pacific --dry-run",
            "what would change"}},
          changing_exits()};
}

}  // namespace

std::vector<CommandCard> coding_cards() {
  return {verdict_card(true),  verdict_card(false), recode_card(),     rename_card(),
          merge_card(),        split_card(),        adjudicate_card(), codebook_card(),
          reversal_card(true), reversal_card(false)};
}

}  // namespace entente::app

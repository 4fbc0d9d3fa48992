// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands of the room.
#include "card_parts.hpp"

namespace entente::app {
namespace {

CommandCard room_card() {
  return {
      "room",
      "forecast what the judgements of a study could settle on, by several models side by side",
      "Each line of the table continuum with the judgements of assessment: what every model "
      "expects, how far the judges' ranges let it move, which anchor it lies nearest to, what "
      "each actor gains, which inputs matter most, how wrong the model was where that could be "
      "measured, and which members of a group nobody has judged. Models: compromise, "
      "pce(vote=proportional|binary), consensus(quota=1,votes=one|power,setter=mean|median|ID). "
      "With --set the difference to the baseline on the same draws; the range moves along. The "
      "same seed gives the same bytes, whatever the threads.",
      {study_argument()},
      {{"--at", "DATE", "leave out judgements of a later day", "as_of of the study"},
       {"--issue",
        "ID",
        "only this line, by its id in continuum",
        "all lines",
        {},
        Hint::Text,
        false,
        true},
       {"--model",
        "A,B",
        "models with their parameters",
        "every model",
        {},
        Hint::Text,
        false,
        true},
       {"--draws", "N", "draws from the judges' ranges", "10000"},
       {"--seed", "N", "seed of the draws", "1"},
       {"--set",
        "ACTOR=X",
        "what if the actor stood at X (LINE:ACTOR=X: on that line)",
        "",
        {},
        Hint::Text,
        false,
        true},
       {"--reversion",
        "LINE=X",
        "what holds without an agreement (X: on every line)",
        "the line's least end, for consensus only",
        {},
        Hint::Text,
        false,
        true}},
      {{"entente room studies/nato-ip4 --issue M1 --seed 7", "one line, all models"},
       {"entente room studies/nato-ip4 --issue M1 --set FRA=60", "what if one moved"}},
      opening_exits({})};
}

CommandCard backtest_card() {
  return {"backtest",
          "show how wrong the models of the room were on decisions that are known",
          "SET is deu: decisions of the European Union. Without --data the figures on record; with "
          "it they are worked out from the data, which the program does not hold: issues.csv and "
          "positions.csv of \"Decision-making in the European Union\" (doi:10.34810/data53).",
          {{"SET", "the data set", Hint::Text}},
          {{"--data", "DIR", "folder with the data", "", {}, Hint::File},
           {"--model",
            "A,B",
            "models with their parameters",
            "those on record",
            {},
            Hint::Text,
            false,
            true},
           {"--seed", "N", "seed of the intervals", "1"}},
          {{"entente backtest deu", "the figures on record"}},
          {ExitCode::NotFound, ExitCode::Malformed}};
}

}  // namespace

std::vector<CommandCard> room_cards() { return {room_card(), backtest_card()}; }

}  // namespace entente::app

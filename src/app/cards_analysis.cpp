// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands that analyse a study and write nothing.
#include "card_parts.hpp"

namespace entente::app {
namespace {

std::vector<OptionCard> analysis_options(std::vector<OptionCard> more) {
  std::vector<OptionCard> out = {
      {"--at", "DATE", "the date for which answers are given", "as_of of the study"},
      {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"},
      {"--issue",
       "ID",
       "only this issue, by id or code",
       "all issues",
       {},
       Hint::Text,
       false,
       true},
  };
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

CommandCard positions_card() {
  return {"positions",
          "show who stands where: the latest statement of each actor on each issue",
          "A blank cell is unknown, never neutral. An asterisk marks a statement older than the "
          "study's stale_after_months, a tilde one whose speaker has left office since, a question "
          "mark one that is unverified; a range of two numbers shows statements of one day that "
          "disagree. --csv and --json give every cell with date, salience, confidence, basis, "
          "hedge, n and evidence.\n\n"
          "With --since the cells that are new, moved, went stale or whose speaker left between "
          "the two dates.",
          {study_argument()},
          analysis_options({{"--since", "DATE", "show what changed between this date and --at"}}),
          {{"entente positions studies/nato-ip4", "the four on all issues"},
           {"entente positions studies/nato-ip4 --since 2023-05-31 --at 2024-12-31",
            "what changed between two dates"},
           {"entente positions studies/nato-ip4 --actors all --issue SANCTIONS",
            "everyone on one issue"}},
          opening_exits({})};
}

}  // namespace

std::vector<CommandCard> analysis_cards() { return {positions_card()}; }

}  // namespace entente::app

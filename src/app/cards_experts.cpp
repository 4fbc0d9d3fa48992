// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands on answers of experts.
#include "card_parts.hpp"

namespace entente::app {
namespace {

ArgumentCard expert_file() {
  return {"FILE", "answers of experts: EXCALIBUR's .dtt, or a table as CSV or XLSX", Hint::File,
          true};
}

std::vector<OptionCard> expert_options(std::vector<OptionCard> own) {
  std::vector<OptionCard> out = {
      {"--realisations",
       "FILE",
       "EXCALIBUR's .rls with the answers that are known",
       "the one beside FILE, where there is one",
       {},
       Hint::File},
      {"--confidence", "PERCENT",
       "with what confidence low and high hold where a table does not say",
       "none: the table must say"}};
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

std::vector<ExitCode> expert_exits() { return {ExitCode::NotFound, ExitCode::Malformed}; }

CommandCard experts_weigh_card() {
  return {"experts weigh",
          "weigh experts by what they know that can be checked",
          "Cooke's classical model: each expert gives quantiles of quantities, some of which are "
          "known (seeds). Calibration tells how likely so bad a record is of somebody whose "
          "quantiles are right; information how narrow they are. Weights are their product, from "
          "the cut on at which the pooled answer scores best. docs/experts.md has the formulas.",
          {expert_file()},
          expert_options(
              {{"--weighting",
                "HOW",
                "one weight an expert, one an expert and item, or all alike",
                "global",
                {"global", "item", "equal"}},
               {"--alpha", "P", "the cut on calibration", "the best"},
               {"--overshoot", "SHARE",
                "by how much of itself the range of answers is widened on each side", "0.1"}}),
          {{"entente experts weigh answers.csv", "scores, weights and the pooled answers"},
           {"entente experts weigh case.dtt --weighting item --json", "of an EXCALIBUR case"}},
          expert_exits()};
}

CommandCard experts_pool_card() {
  return {
      "experts pool",
      "fit distributions to experts' answers and make one of several",
      "Each answer gets the distribution that fits it best: normal, t with 3 degrees of freedom, "
      "lognormal or gamma; beta where the scale has ends. Then the linear pool, the logarithmic "
      "pool and averaged quantiles stand side by side: they answer different questions.",
      {expert_file()},
      expert_options({{"--weights",
                       "HOW",
                       "all alike, or by the classical model",
                       "equal",
                       {"equal", "classical"}},
                      {"--ends", "LOW,HIGH", "the ends of the scale, as 0,100", "none"}}),
      {{"entente experts pool answers.csv --ends 0,100", "on a scale from 0 to 100"}},
      expert_exits()};
}

CommandCard experts_rounds_card() {
  return {
      "experts rounds",
      "feed back the rounds of a Delphi without names, and tell when to stop",
      "Per item and round how many answered, quartiles, median and range of their best answers, "
      "and the reasons of the last round in alphabetical order. No name is printed.",
      {expert_file()},
      expert_options({{"--tolerance", "SHARE",
                       "of the first round's range by which median and quartile distance may "
                       "still move",
                       "0.1"}}),
      {{"entente experts rounds answers.csv", "medians and quartiles of every round"}},
      expert_exits()};
}

}  // namespace

std::vector<CommandCard> expert_cards() {
  return {experts_weigh_card(), experts_pool_card(), experts_rounds_card()};
}

}  // namespace entente::app

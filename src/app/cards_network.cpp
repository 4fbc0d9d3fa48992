// SPDX-License-Identifier: GPL-3.0-or-later
// The card of the command that makes discourse networks.
#include "card_parts.hpp"

namespace entente::app {
namespace {

OptionCard figure_option(std::string what) {
  return {"--figure", "FILE", std::move(what), "", {}, Hint::File};
}

OptionCard force_option() { return {"--force", "", "replace what lies at FILE"}; }

/// What is read, and which of it counts.
std::vector<OptionCard> record_choices() {
  return {
      {"--rows", "VARIABLE", "variable 1: the actors", "actor; of a .dna file organization"},
      {"--columns", "VARIABLE", "variable 2: what they speak about",
       "issue; of a .dna file concept"},
      {"--qualifier", "VARIABLE", "variable that agrees or disagrees; none for none",
       "stance; of a .dna file agreement"},
      {"--duplicates",
       "WITHIN",
       "count the same said again once within this",
       "include",
       {"include", "document", "week", "month", "year", "acrossrange"}},
      {"--from", "DATE", "leave out what was said earlier", "the first document"},
      {"--to", "DATE", "leave out what was said later", "the last document"},
      {"--exclude",
       "VARIABLE=VALUE",
       "leave out statements with this value",
       "",
       {},
       Hint::Text,
       false,
       true},
      {"--only",
       "VARIABLE=VALUE",
       "only statements with this value; of one variable any of them",
       "",
       {},
       Hint::Text,
       false,
       true},
      {"--least", "N", "only rows and columns with so many statements", "1"},
      {"--statement-type", "NAME", "of a .dna file", "DNA Statement, else the first in use"},
      {"--at", "DATE", "of a study: what counts at this date", "as_of of the study"},
  };
}

/// How a network of actors with one another is made, for commands that look at its shape.
std::vector<OptionCard> one_mode_choices(std::string usual_normalization) {
  return {{"--rule",
           "RULE",
           "what the qualifier does",
           "congruence",
           {"ignore", "congruence", "conflict", "subtract"}},
          {"--normalize",
           "HOW",
           "what weights are divided by",
           std::move(usual_normalization),
           {"no", "average", "jaccard", "cosine"}}};
}

ArgumentCard record_argument() {
  return {"RECORD", "study folder, study file or .dna file; the current directory when left out",
          Hint::Study, false};
}

std::vector<OptionCard> network_choices() {
  return {
      {"--mode",
       "MODE",
       "actors with one another, actors with what they speak about, or the statements",
       "one-mode",
       {"one-mode", "two-mode", "events"}},
      {"--rule",
       "RULE",
       "what the qualifier does",
       "congruence; of two modes subtract",
       {"ignore", "combine", "congruence", "conflict", "subtract"}},
      {"--normalize",
       "HOW",
       "what weights are divided by",
       "no",
       {"no", "average", "jaccard", "cosine", "activity", "prominence"}},
      {"--isolates", "", "list also rows and columns that the filters of statements leave empty"},
  };
}

std::vector<OptionCard> network_time_and_output() {
  return {
      {"--window", "N", "a network for each window of so many units"},
      {"--unit",
       "UNIT",
       "of windows",
       "months",
       {"events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"}},
      {"--kernel",
       "KERNEL",
       "weigh statements by their distance from the middle of the window",
       "no",
       {"no", "uniform", "triangular", "epanechnikov", "gaussian"}},
      {"--no-indent", "", "kernels: begin and end with half windows"},
      {"--sum-to-one", "", "divide each network of a series by the sum of its cells"},
      {"--distance",
       "HOW",
       "how far the networks of the windows are apart",
       "",
       {"absolute", "degrees"}},
      {"--edge", "LABEL", "open one edge: name its two ends", "", {}, Hint::Text, false, true},
      {"--edges", "", "--csv: one row an edge with what it rests on, not a matrix"},
      {"--backbone", "ALPHA",
       "only edges that stand out: the disparity filter at this level, such as 0.05", "all edges"},
      {"--draws", "N", "draws of weights behind each interval; 0 = none", "1000"},
      {"--seed", "N", "seed of the draws", "1"},
      {"--compat", "PROGRAM", "compute as another program does, its defects included", "", {"dna"}},
      {"--output",
       "FILE",
       "write the network: .csv, .dl, .graphml, .gexf or .net",
       "",
       {},
       Hint::File},
      figure_option("draw it as SVG, every name on its node"),
      force_option(),
  };
}

}  // namespace

CommandCard network_card() {
  std::vector<OptionCard> options = network_choices();
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  for (OptionCard& option : network_time_and_output()) options.push_back(std::move(option));
  return {
      "network",
      "make a network of who says what, or of who agrees with whom",
      "Of a study, or straight from a file of Discourse Network Analyzer. One mode: two actors "
      "are tied by what both speak about, congruence where they say the same, conflict where "
      "they differ. Two modes: actors by issues. Every edge has its statements, its passages "
      "and an interval over documents; where two actors speak about nothing in common there is "
      "no edge, not a zero. docs/networks.md has every formula.\n\n"
      "--compat dna gives what Discourse Network Analyzer 3.1.2 gives; without it windows have "
      "the length asked for, weeks and months know their year, kernels are symmetric and scales "
      "do not hang on the window.",
      {record_argument()},
      options,
      {{"entente network studies/nato-ip4", "who agrees with whom in the flagship"},
       {"entente network studies/nato-ip4 --edge AUS --edge JPN", "what one edge rests on"},
       {"entente network studies/nato-ip4 --mode two-mode --output net.graphml",
        "actors by issues, for Gephi and visone"},
       {"entente network studies/nato-ip4 --rule subtract --figure net.svg", "as a figure"},
       {"entente network studies/nato-ip4 --window 12 --unit months --csv",
        "a network for each twelve months"}},
      opening_exits({ExitCode::Unwritable})};
}

CommandCard backbone_card() {
  std::vector<OptionCard> options = one_mode_choices("no");
  for (OptionCard& option : std::vector<OptionCard>{
           {"--size", "N", "look for the best set of so many subjects"},
           {"--within", "LOSS", "look for the fewest subjects that lose at most this, 0 to 2",
            "0.1"},
           {"--nested", "",
            "instead take one subject after the other away, the least missed first"},
           {"--keep", "SUBJECT", "instead say what these lose", "", {}, Hint::Text, false, true},
           {"--penalty", "P", "with --keep: times exp(-P share of subjects left out), as DNA does",
            "0"},
           {"--draws", "N", "draws of how much each document counts; 0 = none", "500"},
           {"--seed", "N", "seed of the draws", "1"},
           {"--isolates", "", "list also actors that the filters of statements leave empty"},
           {"--compat",
            "PROGRAM",
            "compute networks and losses as another program does, its defects included",
            "",
            {"dna"}}}) {
    options.push_back(std::move(option));
  }
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  return {"backbone",
          "find the few subjects that carry a network, and those that are redundant",
          "Of a study, or straight from a file of Discourse Network Analyzer. Which subjects, "
          "taken alone, give the network of actors nearly the shape it has with all of them? "
          "Shape is the spectrum of the network's Laplacian. Up to 20 subjects every set is "
          "tried; beyond, sets are improved by swaps. Beside the loss stands what as many drawn "
          "at random lose. docs/networks.md has the formulas. Edges that stand out are another "
          "thing: `entente network --backbone`.",
          {record_argument()},
          options,
          {{"entente backbone studies/nato-ip4", "what the flagship's agreement rests on"},
           {"entente backbone studies/nato-ip4 --size 5", "the best five subjects"},
           {"entente backbone debate.dna --nested --compat dna --csv",
            "the nested backbone as DNA 3.1.2 computes it"}},
          opening_exits({})};
}

CommandCard camps_card() {
  std::vector<OptionCard> options = {
      {"--camps", "N", "look for at most so many camps, 2 to 8", "2"},
      {"--draws", "N", "draws of how much each document counts; 0 = none", "500"},
      {"--shuffles", "N", "records with what was said swapped, for the chance; 0 = none", "199"},
      {"--seed", "N", "seed of draws and shuffles", "1"},
      {"--window", "N", "also period by period, each so many units, and who changes over"},
      {"--unit",
       "UNIT",
       "of periods",
       "years",
       {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}},
      figure_option("with --window: draw camps over time as SVG"),
      force_option()};
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  return {"camps",
          "find the camps of a debate, how far apart they are and over what",
          "Of a study, or straight from a file of Discourse Network Analyzer. The camps are the "
          "division of the actors with the fewest contradictions inside and the fewest agreements "
          "across; up to 20 actors it is proven that none has fewer. Polarisation is how much "
          "likelier two of different camps are to contradict one another than two of one camp, "
          "with an interval over documents and the chance that a record without camps would show "
          "as much. Then who is placed how surely, and what divides the camps. docs/networks.md "
          "has the formulas.",
          {record_argument()},
          options,
          {{"entente camps studies/nato-ip4", "who stands with whom in the flagship"},
           {"entente camps studies/nato-ip4 --camps 3 --from 2022-02-24", "three, since a date"},
           {"entente camps studies/nato-ip4 --window 2 --figure camps.svg",
            "every two years, as a figure"}},
          opening_exits({})};
}

CommandCard structure_card() {
  std::vector<OptionCard> options = one_mode_choices("average");
  for (OptionCard& option : std::vector<OptionCard>{
           {"--isolates", "", "list also actors that the filters of statements leave empty"},
           {"--resolution", "X", "of communities: above 1 more and smaller ones", "1"},
           {"--draws", "N", "draws of how much each document counts; 0 = none", "200"},
           {"--shuffles", "N", "records with what was said swapped, for the chance; 0 = none",
            "199"},
           {"--seed", "N", "seed of draws and shuffles", "1"},
           figure_option("draw how far every two agree, by clusters, as SVG"),
           force_option()}) {
    options.push_back(std::move(option));
  }
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  return {
      "structure",
      "find communities, cores, central actors and clusters of a network",
      "Of a study, or straight from a file of Discourse Network Analyzer. Communities are "
      "found by the Leiden algorithm, with their modularity, an interval over documents, and "
      "the chance that a record without communities would show as much; every actor has "
      "its core number, and centralities with intervals. Clusters join actors by how much of what "
      "both speak about they contradict one another in; what is unknown joins nobody. "
      "docs/networks.md has the formulas. Who is against whom: `entente camps`.",
      {record_argument()},
      options,
      {{"entente structure studies/nato-ip4", "who is close to whom in the flagship"},
       {"entente structure studies/nato-ip4 --figure agreement.svg", "who agrees how far"},
       {"entente structure studies/nato-ip4 --resolution 1.5 --csv",
        "smaller communities, as a table"}},
      opening_exits({})};
}

CommandCard phases_card() {
  std::vector<OptionCard> options = {
      {"--mode",
       "MODE",
       "actors with what they speak about, or actors with one another",
       "two-mode",
       {"one-mode", "two-mode"}},
      {"--rule",
       "RULE",
       "what the qualifier does",
       "subtract; of one mode congruence",
       {"ignore", "congruence", "conflict", "subtract"}},
      {"--normalize",
       "HOW",
       "what weights are divided by",
       "no",
       {"no", "average", "jaccard", "cosine", "activity", "prominence"}},
      {"--window", "N", "units a period holds", "3"},
      {"--unit",
       "UNIT",
       "of periods",
       "months",
       {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}},
      {"--shortest", "N", "periods a phase holds at least", "2"},
      {"--alpha", "P", "a change of a greater chance is none", "0.05"},
      {"--permutations", "N", "other orders of the periods, for the chance", "999"},
      {"--seed", "N", "seed of the permutations", "1"}};
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  return {"phases",
          "find when a debate changes for good, and what changes",
          "Of a study, or straight from a file of Discourse Network Analyzer. The network of each "
          "period, as shares of all ties, is compared with those of all others; where the record "
          "divides best is a change, with the chance of as great a one had the periods come in "
          "any other order. Then the parts are divided likewise. docs/networks.md has the "
          "formulas. Votes that change: `entente votes changes`.",
          {record_argument()},
          options,
          {{"entente phases studies/nato-ip4 --window 6", "half-years of the flagship"},
           {"entente phases debate.dna --mode one-mode --window 3", "who agrees with whom"}},
          opening_exits({})};
}

CommandCard scale_card() {
  std::vector<OptionCard> options = {
      {"--mixed", "SHARE", "up to this share the other way an answer still counts, 0 to 0.5", "0"},
      {"--mixed-missing", "", "mixed answers tell nothing, instead of lying between"},
      {"--least-actors", "N", "only subjects that so many answer", "2"},
      {"--positive", "ACTOR", "on whose side points are positive", "who most often speaks for"},
      {"--replicates", "N", "refits of drawn answers for the intervals, 0 or 10 and more", "100"},
      {"--seed", "N", "seed of the refits", "1"},
      figure_option("draw the points with their intervals as SVG"),
      force_option()};
  for (OptionCard& option : record_choices()) options.push_back(std::move(option));
  return {"scale",
          "place actors on the one dimension that best tells what they say",
          "Of a study, or straight from a file of Discourse Network Analyzer. What an actor says "
          "of a subject is an answer: for, against, or mixed; answers are scaled by the estimator "
          "of ideal points. Beside it stands how many answers the dimension tells right and how "
          "many each subject's commonest answer does: where the two are alike there is no "
          "dimension. Roll calls are scaled by `entente votes points`, positions issue by issue "
          "by `entente positions`. docs/networks.md.",
          {record_argument()},
          options,
          {{"entente scale studies/nato-ip4", "everybody in the flagship"},
           {"entente scale debate.dna --positive \"Org 0001\" --figure scale.svg",
            "of a .dna file, as a figure"}},
          opening_exits({})};
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands on roll calls.
#include "card_parts.hpp"

namespace entente::app {
namespace {

ArgumentCard vote_files() {
  return {"FILE", "files of votes, which together make one matrix, or one study", Hint::File, true,
          true};
}

/// The options of every command on votes, then its own.
std::vector<OptionCard> vote_options(std::vector<OptionCard> own) {
  std::vector<OptionCard> out = {
      {"--form",
       "FORM",
       "how the votes are written",
       "told from the first line",
       {"matrix", "unvotes", "undl", "marcxml", "long", "wide"}},
      {"--rollcalls",
       "FILE",
       "a table with session, date, title and tags of the roll calls",
       "none",
       {},
       Hint::File},
      {"--names", "FILE", "a table with codes and names of the voters", "none", {}, Hint::File},
      {"--voters", "A,B", "these voters", "all"},
      {"--sessions", "S", "only sessions such as 60-78, or ES-11,78", "all"},
      {"--tags", "A,B", "only roll calls that have one of these tags", "all"},
      {"--without", "A,B", "no roll calls that have one of these tags", "none"},
      {"--without-from", "DATE", "with --without: only from this date on", "always"}};
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

OptionCard confidence_option() { return {"--confidence", "P", "level of the intervals", "0.95"}; }

std::vector<ExitCode> vote_exits() { return {ExitCode::NotFound, ExitCode::Malformed}; }

CommandCard votes_show_card() {
  return {
      "votes show",
      "what is in a file of votes, and what is wrong with it",
      "Reads votes from the matrix form, Voeten's UNVotes.csv, CSV or MARCXML of the UN Digital "
      "Library, and long or wide tables. Every vote is accepted, rejected with its place, or a "
      "duplicate; of two votes of one voter on one roll call that contradict one another none "
      "is taken. Absent and not recorded are missing in every figure.",
      {vote_files()},
      vote_options({}),
      {{"entente votes show UNVotes.csv", "sessions, votes, faults"},
       {"entente votes show votes.tsv --rollcalls rollcalls.csv --csv", "one row a session"}},
      {ExitCode::Findings, ExitCode::NotFound, ExitCode::Malformed}};
}

CommandCard votes_study_card() {
  return {
      "votes study",
      "make a study of roll calls",
      "Actors, roll calls and votes become the tables of a new study, each row with the files it "
      "came from and their hashes. Every roll call needs a date: --rollcalls names a table that "
      "has them. --voters become its focus actors; all voters are taken. The other commands on "
      "votes read a study as they read a file.",
      {{"PATH", "folder to make, or a file that ends in .entente", Hint::Text, true}, vote_files()},
      vote_options({{"--title", "TEXT", "heading of the study", "its name"}}),
      {{"entente votes study unga.entente votes.tsv --rollcalls rollcalls.csv",
        "one file with all of it, which the other commands on votes read"}},
      {ExitCode::Findings, ExitCode::NotFound, ExitCode::Malformed, ExitCode::Unwritable}};
}

CommandCard votes_similarity_card() {
  return {"votes similarity",
          "how alike voters vote",
          "Of each pair: on how many roll calls both voted, and measures with intervals over draws "
          "of roll calls. kappa_squared corrects for how common each vote is; s_squared and "
          "agreement do not. What is undefined, or rests on fewer than --least common roll calls, "
          "is left blank.\n\nMeasures: agreement, exact, s_absolute, s_squared, kappa_nominal, "
          "kappa_absolute, kappa_squared, pi_nominal, pi_absolute, pi_squared, alpha_nominal, "
          "alpha_interval, alpha_ordinal, tau_b.",
          {vote_files()},
          vote_options(
              {{"--measures", "A,B", "these measures, or all", "agreement,s_squared,kappa_squared"},
               {"--by",
                "WHAT",
                "figures for everything, or for each session",
                "all",
                {"all", "session"}},
               {"--least", "N", "common roll calls below which there is no value", "10"},
               {"--weighted", "", "weigh roll calls by the column weight"},
               {"--draws", "N", "draws behind each interval; 0 for none", "2000"},
               {"--seed", "N", "seed of the draws", "1"},
               confidence_option()}),
          {{"entente votes similarity votes.csv --voters JPN,KOR,AUS,NZL,USA", "all pairs"}},
          vote_exits()};
}

CommandCard votes_cohesion_card() {
  return {"votes cohesion",
          "how a group of voters holds together",
          "Rice index, agreement index and share of unanimous roll calls of the voters named, over "
          "roll calls on which two of them or more voted, with intervals over draws of roll calls.",
          {vote_files()},
          vote_options({{"--by",
                         "WHAT",
                         "figures for everything, each session or each roll call",
                         "all",
                         {"all", "session", "rollcall"}},
                        {"--weighted", "", "weigh roll calls by the column weight"},
                        {"--draws", "N", "draws behind each interval; 0 for none", "2000"},
                        {"--seed", "N", "seed of the draws", "1"},
                        confidence_option()}),
          {{"entente votes cohesion votes.csv --voters JPN,KOR,AUS,NZL --by session",
            "a row for each session"}},
          vote_exits()};
}

CommandCard votes_points_card() {
  return {
      "votes points",
      "ideal points: where voters stand, session by session",
      "A dynamic ordinal model of all votes (yes, abstain, no) on one dimension of mean 0 and sd "
      "1; a voter's point walks from session to session, roll calls on one question (--links) "
      "hold the scale still. Intervals by Laplace, or by --refits drawn from the model and "
      "fitted anew. All voters take part; --voters says which are shown. The same bytes on any "
      "number of threads.\n\nPoints on fewer than 20 votes are marked, and so are sessions that "
      "no link joins to an earlier one. Levels over decades are weakly known: read ranks and "
      "distances within a session first.",
      {vote_files()},
      vote_options(
          {{"--links",
            "FILE",
            "a table of pairs of roll calls on one question",
            "none",
            {},
            Hint::File},
           {"--by", "WHAT", "periods", "session", {"session", "year"}},
           {"--motion", "HOW", "how points move", "walk", {"walk", "ar1", "static"}},
           {"--scale",
            "SCALE",
            "what an abstention is",
            "ordinal",
            {"ordinal", "yes-or-not", "abstention-missing"}},
           {"--smoothness", "S", "variance of a step of the walk, doubled", "0.5"},
           {"--autocorrelation", "R", "with --motion ar1", "0.9"},
           {"--positive", "VOTER", "whose points are positive", "voting no is positive"},
           {"--distances", "", "distances between the voters shown"},
           {"--group", "A,B", "the mean of these voters", "none", {}, Hint::Text, false, true},
           {"--every-period", "", "all periods as text, not the last alone"},
           {"--refits", "N", "intervals from so many refits, 10 or more", "0: Laplace"},
           {"--seed", "N", "seed of the refits", "1"},
           confidence_option()}),
      {{"entente votes points votes.tsv --rollcalls rollcalls.csv --links links.csv --names "
        "countries.csv --positive USA --voters USA,JPN,KOR,AUS,NZL --distances",
        "points and distances in the last session"},
       {"entente votes points UNVotes.csv --csv", "every voter in every session"}},
      vote_exits()};
}

CommandCard votes_changes_card() {
  return {
      "votes changes",
      "whether and when voters changed how they vote",
      "Of each voter, with which probability it changed at all, and between which two days most "
      "likely; with where it stood before and after, from -2, always no, to +2, always yes. All "
      "ways to place changes are summed exactly. Much of a probability comes from the time "
      "between two votes: the factor is what the votes add. Take roll calls on one subject "
      "(--sessions, --tags): a vote may depart because the motion does.",
      {vote_files()},
      vote_options(
          {{"--rate", "R", "changes a year expected beforehand", "0.05"},
           {"--noise", "S", "sd of a vote about the voter's position, on a scale of sd 1", "0.5"},
           {"--every-gap", "", "all gaps as text, not the likeliest alone"}}),
      {{"entente votes changes studies/nato-ip4 --sessions ES-11 --voters USA,AUS,JPN,KOR,NZL",
        "who turned on Ukraine, and when"}},
      vote_exits()};
}

}  // namespace

std::vector<CommandCard> vote_cards() {
  return {votes_show_card(),     votes_study_card(),  votes_similarity_card(),
          votes_cohesion_card(), votes_points_card(), votes_changes_card()};
}

}  // namespace entente::app

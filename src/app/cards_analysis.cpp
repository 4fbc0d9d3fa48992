// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands that analyse a study and write nothing.
#include "card_parts.hpp"
#include "entente/app/audit.hpp"

namespace entente::app {
namespace {

OptionCard issue_option() {
  return {"--issue", "ID", "only this issue, by id or code", "all issues", {}, Hint::Text,
          false,     true};
}

OptionCard texts_option() {
  return {"--texts",
          "ISSUE=FILE",
          "scores of texts on an issue, as texts scale --csv writes them; a text is the actor's "
          "whose id its name is or begins with",
          "none",
          {},
          Hint::Text,
          false,
          true};
}

std::vector<OptionCard> analysis_options(std::vector<OptionCard> more) {
  std::vector<OptionCard> out = {
      {"--at", "DATE", "the date for which answers are given", "as_of of the study"},
      {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"},
      issue_option(),
  };
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

CommandCard positions_card() {
  return {"positions",
          "show who stands where: the latest statement of each actor on each issue, and estimates",
          "First the codes. A blank cell is unknown, never neutral. An asterisk marks a statement "
          "older than the study's stale_after_months, a tilde one whose speaker has left office "
          "since, a question mark one that is unverified; a range of two numbers shows statements "
          "of one day that disagree. Then, for each cell on record, the position estimated from "
          "all its statements, with its 80 % interval (docs/positions.md). --csv and --json give "
          "every cell with date, salience, confidence, basis, hedge, n, evidence, and the 95 % "
          "interval too. Where roll calls, assessments of experts or scored texts bear on an "
          "issue, what each kind of evidence says stands side by side, and where they part; they "
          "are fused only with --weights. The same seed gives the same bytes, whatever the "
          "threads.\n\n"
          "With --since the cells that are new, moved, went stale or whose speaker left between "
          "the two dates.",
          {study_argument()},
          analysis_options({{"--since", "DATE", "show what changed between this date and --at"},
                            {"--codes-only", "", "show the codes, no estimates"},
                            {"--guesses", "",
                             "show what the others of its group suggest for a blank cell too, "
                             "marked as inferred"},
                            {"--by-evidence", "",
                             "show nothing but what each kind of evidence says, of every cell on "
                             "record; --csv gives a row a cell and kind"},
                            texts_option(),
                            {"--weights", "KIND=W,...",
                             "fuse the kinds (statements, votes, texts, experts) with these "
                             "weights; a kind not named counts 0",
                             "nothing is fused"},
                            {"--draws", "N", "draws behind each interval", "1600"},
                            {"--seed", "N", "seed of the draws", "1"}}),
          {{"entente positions studies/nato-ip4", "the four on all issues"},
           {"entente positions studies/nato-ip4 --since 2023-05-31 --at 2024-12-31",
            "what changed between two dates"},
           {"entente positions studies/nato-ip4 --actors all --issue SANCTIONS",
            "everyone on one issue"},
           {"entente positions studies/nato-ip4 --by-evidence --weights statements=2,votes=1",
            "each kind of evidence, and the mixture of two"}},
          opening_exits({})};
}

CommandCard overlap_card() {
  return {
      "overlap",
      "measure where actors agree and where they part, and how much hangs on one sentence",
      "Per issue the mean, range, standard deviation and cohesion of the known positions; per "
      "pair of actors their agreement; each with an interval over the passages and sources it "
      "rests on, and with what becomes of it without the one that matters most. The same seed "
      "gives the same bytes, whatever the threads.",
      {study_argument()},
      analysis_options(
          {{"--order", "KEY", "the order of issues", "study", {"study", "consensus", "dissonance"}},
           {"--pairs", "", "all pairs, also of more than 24 actors (200 actors: 19,900)"},
           {"--draws", "N", "draws of weights behind each interval", "2000"},
           {"--seed", "N", "seed of the draws", "1"}}),
      {{"entente overlap studies/nato-ip4", "all issues, then all pairs"},
       {"entente overlap studies/nato-ip4 --order dissonance", "where they part first"}},
      opening_exits({})};
}

CommandCard agenda_card() {
  return {
      "agenda",
      "list the goals that all the actors are known to share",
      "Issues of kind goal on which every actor is on record, stances at most 1 apart and their "
      "mean at least 1. Those that matter most to the actor to whom they matter least come "
      "first; where a salience is missing the issue comes last and says whose.",
      {study_argument()},
      {{"--at", "DATE", "the date for which answers are given", "as_of of the study"},
       {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"}},
      {{"entente agenda studies/nato-ip4", "what the four could push together"}},
      opening_exits({})};
}

CommandCard package_card() {
  return {
      "package",
      "choose issues and joint lines from which every actor gains",
      "What the group could push together, as a package: which issues, and on each which joint "
      "line between -2 and 2, so that all are better off than with what holds without a line, and "
      "the objective is as great as it can be (docs/package.md). Positions and, where nobody "
      "stated them, saliences are drawn; the answer tells in how many of the draws the package "
      "survives, whom it is weakest with, and which passages speak for and against. An issue on "
      "which somebody is unknown is left out and named: silence is no consent. --csv gives every "
      "issue with why it is not chosen, with --front the packages.",
      {study_argument()},
      analysis_options(
          {{"--kind", "KIND", "only issues of this kind; all = every kind",
            "goal; with --issue those named"},
           {"--size", "N", "at most so many issues", "5"},
           {"--objective",
            "WHAT",
            "what is made as great as it can be: the least satisfaction, the product (Nash) or the "
            "weighted sum",
            "least",
            {"least", "nash", "sum"}},
           {"--weights", "ACTOR=W,...", "weights of the actors for --objective sum; others 1", "1"},
           {"--log-roll", "", "an actor may lose on one issue what it gains on another"},
           {"--least-share", "P",
            "without --log-roll: share of the draws in which nobody may lose by a line", "0.5"},
           {"--red-line",
            "A:ISSUE=LOW..HIGH",
            "lines that an actor can sign; it signs no other",
            "all",
            {},
            Hint::Text,
            false,
            true},
           {"--reversion",
            "ISSUE=POINT",
            "what holds on an issue without a joint line",
            "0",
            {},
            Hint::Text,
            false,
            true},
           {"--guesses", "", "take what the others of its group suggest for a blank cell"},
           {"--front", "",
            "also the packages that none beats both in the mean and for the least satisfied"},
           {"--draws", "N", "draws of the positions", "1600"},
           {"--seed", "N", "seed of the draws", "1"}}),
      {{"entente package studies/nato-ip4", "the best five goals for the four"},
       {"entente package studies/nato-ip4 --size 3 --objective nash --front",
        "three issues, and what else none beats"},
       {"entente package studies/nato-ip4 --red-line KOR:AID_LETHAL=-2..0",
        "where Seoul would not go further"}},
      opening_exits({})};
}

CommandCard coalitions_card() {
  return {
      "coalitions",
      "tell which groups would hold: bilaterally, in a small group or all together",
      "What being with another is worth to an actor, from where both stand and what matters to it; "
      "then the ways to divide the actors that are stable (nobody better off elsewhere, nobody "
      "welcome elsewhere, no group better off by itself), in how many of the draws of the "
      "positions, and at which cost of a format each of them is the best. And who connects the "
      "others. docs/coalitions.md.",
      {study_argument()},
      analysis_options(
          {{"--cost", "C",
            "what each further partner in a format costs each member, in units of full agreement",
            "0"},
           {"--quota", "N", "also the minimal winning coalitions, one vote an actor"},
           {"--guesses", "", "take what the others of its group suggest for a blank cell"},
           {"--draws", "N", "draws of the positions", "1600"},
           {"--seed", "N", "seed of the draws", "1"}}),
      {{"entente coalitions studies/nato-ip4", "the four: together, or otherwise"},
       {"entente coalitions studies/nato-ip4 --cost 0.7 --issue CYBER --issue RESILIENCE",
        "on two issues, with a cost of format"}},
      opening_exits({})};
}

CommandCard change_card() {
  return {
      "change",
      "tell who drifts, who said the opposite before, and whether meeting goes with agreeing",
      "Positions estimated on two days: how far each actor moved on each issue, with an interval, "
      "how "
      "likely by half a step or more, and whether it moved away from the others. Statements that "
      "contradict what the same actor said last, and whether another government speaks by then. "
      "And "
      "year by year how often two and more of the actors met and how far they agreed, with the "
      "change "
      "on what was known a year before alone. --csv gives every cell known on both days.",
      {study_argument()},
      analysis_options({{"--since", "DATE", "the earlier day", "a year before --at"},
                        {"--draws", "N", "draws of the positions", "1600"},
                        {"--seed", "N", "seed of the draws", "1"},
                        {"--figure", "FILE", "draw what moved as SVG", "", {}, Hint::File},
                        {"--force", "", "replace what lies at FILE"}}),
      {{"entente change studies/nato-ip4 --since 2022-12-31", "who moved since the end of 2022"},
       {"entente change studies/nato-ip4 --actors JPN,KOR", "two of them"}},
      opening_exits({})};
}

CommandCard stakes_card() {
  return {
      "stakes",
      "list what each wants, on which issues, and how much they matter to it for that",
      "The ledger of priorities and benefits that sources name (table interest), for each actor "
      "with those of the groupings it belongs to, beside the saliences that its statements "
      "give. What is named in an order becomes a salience with an interval, which stands in "
      "where no statement gives one. docs/package.md.",
      {study_argument()},
      analysis_options({}),
      {{"entente stakes studies/nato-ip4", "the four"},
       {"entente stakes studies/nato-ip4 --actors JPN", "one of them"}},
      opening_exits({})};
}

CommandCard gauge_card() {
  return {
      "gauge",
      "tell how the group is used, strategically or tactically, and how formal it is to be",
      "Year by year how far the members stand nearer to the claims that their group is a "
      "strategic asset (rules.strategic_issues of the study) than to those that it is a "
      "platform for information and coordination (rules.tactical_issues), with intervals and "
      "the statements behind them. Then, where the study names a line for it "
      "(rules.formality), where each actor is judged to stand between no group at all and a "
      "formal framework, beside what it last said on the claims of that line. docs/positions.md.",
      {study_argument()},
      analysis_options({{"--since", "DATE", "leave out years that end before", "all years"},
                        {"--draws", "N", "draws of the positions", "1600"},
                        {"--seed", "N", "seed of the draws", "1"},
                        {"--figure", "FILE", "draw the gauge as SVG", "", {}, Hint::File},
                        {"--force", "", "replace what lies at FILE"}}),
      {{"entente gauge studies/nato-ip4", "how the four use their group"},
       {"entente gauge studies/nato-ip4 --figure gauge.svg", "as a figure"}},
      opening_exits({})};
}

CommandCard format_card() {
  return {"format",
          "advise in which format to take up an issue, by the study's rules",
          "Each rule of the study is met, not met or cannot be told, and then names the missing "
          "cell: what is unknown is never taken for a yes or a no. Without --issue an overview; "
          "with it the reasons in sentences with their data and passages. --missing ranks what is "
          "not known by how much it could change the advice. --rank ranks five formats over seven "
          "criteria without asking which weights are right: in how large a share of all weights, "
          "and of what could be, each comes first, and what would change that.",
          {study_argument()},
          analysis_options(
              {{"--missing", "", "show what to find out next"},
               {"--rank", "", "rank the formats over all weights of the criteria"},
               {"--weights", "A=2,B=0", "draw weights around these; 0 leaves a criterion out",
                "1 each, which is all weights alike"},
               {"--exact-weights", "", "these weights and no others"},
               {"--fits",
                "FILE",
                "CSV or XLSX of format, criterion, present, absent (-1 to 1), reason",
                "the engine's own",
                {},
                Hint::File},
               {"--fits-used", "", "show the fits instead, as a table to edit"},
               {"--fit-spread", "NUMBER", "fits are drawn so far either way", "0.25"},
               {"--pressure-from", "A,B", "ids of the outsiders who could press the group",
                "the study's rules.pressure_from"},
               {"--draws", "N", "draws, 100 to 100000", "10000"},
               {"--seed", "N", "another number gives other draws", "1"},
               {"--figure",
                "FILE",
                "with --rank: draw at which rank formats come, as SVG",
                "",
                {},
                Hint::File},
               {"--force", "", "replace what lies at FILE"}}),
          {{"entente format studies/nato-ip4", "all issues"},
           {"entente format studies/nato-ip4 --issue DPRK_THREAT", "one issue with its reasons"},
           {"entente format studies/nato-ip4 --missing", "what to find out next"},
           {"entente format studies/nato-ip4 --rank", "the formats, ranked without fixed weights"},
           {"entente format studies/nato-ip4 --rank --issue LIAISON --weights exposure=3",
            "one issue, exposure weighed higher"}},
          opening_exits({})};
}

CommandCard engagement_card() {
  return {
      "engagement",
      "count engagements by year and level, format or actor",
      "Dated meetings, visits, agreements and the rest in which at least one of the actors takes "
      "part. Those an engagement is addressed to are no participants. Beside any comparison "
      "of actors stands how evenly the record covers them. --csv and --json name every "
      "engagement counted.",
      {study_argument()},
      {{"--at", "DATE", "leave out what begins later", "as_of of the study"},
       {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"},
       {"--by", "KEY", "what the columns are", "level", {"level", "format", "actor"}},
       {"--group", "", "only the study's group formats"},
       {"--format", "ID", "only this format", "all formats", {}, Hint::Text, false, true}},
      {{"entente engagement studies/nato-ip4 --group", "the four as a group, by level"},
       {"entente engagement studies/nato-ip4 --by actor", "the four side by side"}},
      opening_exits({})};
}

CommandCard instruments_card() {
  return {
      "instruments",
      "compare what the programmes of the partners cover, and what is missing",
      "The latest instrument of each actor that names areas of cooperation, theme by theme. A "
      "theme is missing only where the list of areas is known to be complete; where it is not, "
      "that cannot be told.",
      {study_argument()},
      {{"--at", "DATE", "leave out what begins later", "as_of of the study"},
       {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"},
       {"--type", "TEXT", "only instruments of this type", "any"}},
      {{"entente instruments studies/nato-ip4", "the four programmes side by side"},
       {"entente instruments studies/nato-ip4 --type IPCP --at 2020-12-31", "the ones before"}},
      opening_exits({})};
}

CommandCard channels_card() {
  return {
      "channels",
      "show the standing contacts of the partners, and the gaps",
      "Contact points, missions, hotlines: what is known, what was looked for and not found, "
      "and what nobody looked for.",
      {study_argument()},
      {{"--at", "DATE", "leave out what begins later", "as_of of the study"},
       {"--actors", "A,B", "ids of the partners; all = every actor on record", "the focus actors"}},
      {{"entente channels studies/nato-ip4", "who keeps contact with whom"}},
      opening_exits({})};
}

CommandCard survey_card() {
  return {
      "survey",
      "write a blank sheet to ask about those nobody has coded yet",
      "One row an actor and issue, as CSV of the table assessment: the claim stands in the note; "
      "assessor, low, best, high, salience and reason are blank. What comes back filled in is "
      "imported as judgements of named experts, never as facts.",
      {study_argument(), {"TARGET", "a CSV file; - prints it", Hint::File}},
      {{"--at", "DATE", "the date for which answers are given", "as_of of the study"},
       {"--actors", "A,B", "ask about these", "every state nobody has coded"},
       {"--group", "ID", "only members of this actor, of whom nobody has coded anything"},
       issue_option(),
       {"--force", "", "replace what lies at TARGET"}},
      {{"entente survey studies/nato-ip4 allies.csv --group NATO",
        "a sheet on the allies that nobody has coded"}},
      opening_exits({ExitCode::Unwritable})};
}

CommandCard agreement_card() {
  return {
      "agreement",
      "measure how far coders agree, show where they differ, or draw a blind sheet to re-code",
      "Statements of different coders on the same words, actor and issue are codes of one unit. "
      "Krippendorff's alpha, percent agreement and Gwet's AC over all coders, per issue and per "
      "pair "
      "of coders, with Cohen's kappa and Scott's pi and with who coded what as what; each with an "
      "interval and n. What one coder alone coded is counted, not dropped. A coder named \"rule: "
      "NAME\" or \"model: NAME\" is a machine.\n\n"
      "Both codes of a unit are kept: adjudicate draws a sheet of what is open and brings "
      "decisions "
      "back. Rejected codes still count here, adjudications do not.\n\n"
      "With --draw-recode a random part of the accepted statements as a CSV sheet without their "
      "codes, to be filled in by another coder and imported. The same seed draws the same "
      "statements, and a larger part holds the smaller.",
      {study_argument()},
      {issue_option(),
       {"--actors", "A,B", "only statements of these actors", "all"},
       {"--coders", "A,B", "only these coders, by name", "all"},
       {"--machine", "A,B", "coders that are machines though their name does not say so"},
       {"--match",
        "HOW",
        "what makes two statements one unit",
        "passage",
        {"passage", "overlap", "sentence"}},
       {"--least-overlap", "X", "for --match overlap: common bytes by bytes of either", "0.5"},
       {"--level",
        "LEVEL",
        "what stances mean to one another",
        "ordinal",
        {"nominal", "ordinal", "interval", "ratio"}},
       {"--resample",
        "WHAT",
        "what is drawn for intervals",
        "documents from six on, else units",
        {"units", "documents"}},
       {"--draws", "N", "draws behind each interval", "2000"},
       {"--seed", "N", "seed of the draws", "1"},
       {"--disputed", "", "list every unit on which coders differ"},
       {"--draw-recode", "PART", "write a blind sheet of so many statements: 10%, or a number"},
       {"--output", "FILE", "where the sheet goes; - prints it", "", {}, Hint::File},
       {"--coder", "NAME", "who will fill the sheet in", "left blank in the sheet"},
       {"--force", "", "replace what lies at FILE"}},
      {{"entente agreement studies/nato-ip4", "all coders, issues and pairs"},
       {"entente agreement studies/nato-ip4 --level interval --match overlap",
        "stances as distances, units by common words"},
       {"entente agreement studies/nato-ip4 --draw-recode 10% --seed 7 --output recode.csv",
        "a tenth of the statements for a second coder"}},
      opening_exits({ExitCode::Unwritable})};
}

CommandCard ledger_card() {
  return {"ledger",
          "show a table of the study with what each row rests on",
          "Benefits (interest), frames, options, contributions, votes, instruments, channels, "
          "disputes and every other table. Without TABLE: which tables there are, with their rows. "
          "Long cells are cut on the screen only; --csv and --json have them whole.",
          {study_argument(), {"TABLE", "the table", Hint::Table, false}},
          {{"--actor", "ID", "only rows that name this actor"}},
          {{"entente ledger studies/nato-ip4 option", "the options with their evidence"},
           {"entente ledger studies/nato-ip4 contribution --actor NZL", "what one actor gave"}},
          opening_exits({})};
}

std::string audit_details() {
  std::string out =
      "What the figure is, its interval and n, the method's formula and warnings, every input with "
      "its passages and sources (and their words, where the document is attached), what the figure "
      "becomes without each of them, and the command that computes it again. NAME is one of:\n\n";
  for (const auto& [form, meaning] : audit_names()) {
    out.append(form).append(": ").append(meaning).append(".\n\n");
  }
  return out + "Issues go by id or code.";
}

CommandCard audit_card() {
  return {
      "audit",
      "explain one number on one page: formula, inputs, passages, how to recompute it",
      audit_details(),
      {study_argument(), {"NAME", "the figure, or a row as TABLE/ID"}},
      {{"--at", "DATE", "the date for which answers are given", "as_of of the study"},
       {"--actors", "A,B", "ids of the actors; all = every actor on record", "the focus actors"},
       {"--group", "", "of engagements, only those in the study's group formats"}},
      {{"entente audit studies/nato-ip4 overlap/I24", "a mean and a cohesion"},
       {"entente audit studies/nato-ip4 agreement/AUS/NZL", "how far two actors agree"},
       {"entente audit studies/nato-ip4 engagements/level/leader/2023", "a count"}},
      opening_exits({})};
}

}  // namespace

std::vector<CommandCard> analysis_cards() {
  return {positions_card(),   overlap_card(),   network_card(), backbone_card(),
          camps_card(),       structure_card(), phases_card(),  scale_card(),
          coalitions_card(),  change_card(),    gauge_card(),   agenda_card(),
          package_card(),     stakes_card(),    format_card(),  engagement_card(),
          instruments_card(), channels_card(),  survey_card(),  agreement_card(),
          ledger_card(),      audit_card()};
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// What was reckoned from draws of positions: which groups would hold, the best package, the formats
// where the study's rules stay silent.
#include <algorithm>

#include "context.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/interval_bars.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_rankings = 10;

std::string share_words(double share) { return fixed_text(100 * share, 0) + "\u00A0%"; }

Paragraph said(std::string words, std::vector<std::string> evidence = {}) {
  return Paragraph{{{std::move(words), std::move(evidence)}}};
}

FigureBlock numbered(figure::Figure drawn, int& figure_number, std::string caption) {
  return {std::move(drawn), ++figure_number, std::move(caption)};
}

/// "AUS, JPN, NZL together; KOR alone".
std::string division_words(const Context& context, const std::vector<std::uint32_t>& coalition) {
  std::vector<std::vector<std::string>> groups;
  for (std::size_t a = 0; a < coalition.size(); ++a) {
    if (coalition[a] >= groups.size()) groups.resize(coalition[a] + std::size_t{1});
    groups[coalition[a]].push_back(short_actor_name(context, context.focus[a]));
  }
  if (groups.size() == coalition.size()) return "each apart";
  std::vector<std::string> words;
  words.reserve(groups.size());
  for (const auto& group : groups) {
    words.push_back(group.size() == 1 ? group.front() + " apart"
                                      : joined(group, ", ") + " together");
  }
  return joined(words, "; ");
}

std::string stretch_words(const CoalitionStretch& stretch) {
  return stretch.to ? fixed_text(stretch.from, 2) + " to " + fixed_text(*stretch.to, 2)
                    : fixed_text(stretch.from, 2) + " and more";
}

figure::Figure coalition_figure(const Context& context, const CoalitionProspect& prospect) {
  figure::IntervalBarsSpec spec;
  spec.id = "coalition-costs";
  spec.title = "Which groups of " + context.group + " are best at which cost of a format";
  spec.description =
      "One row a division: the costs of each further partner at which it has the greatest sum of "
      "values less costs.";
  spec.label_heading = "Division";
  spec.words_heading = "Cost";
  spec.axis_words = "cost of each further partner to each member, as a share of full agreement";
  spec.firm_words = "holds: no group would be better off by itself";
  spec.loose_words = "best in sum, but some group would be better off by itself";
  const std::vector<std::string> evidence = matrix_evidence(context, context.positions);
  spec.axis_to = std::max(1.0, prospect.stretches.back().from);
  for (const CoalitionStretch& stretch : prospect.stretches) {
    spec.bars.push_back({division_words(context, stretch.coalition), stretch.from,
                         stretch.to.value_or(spec.axis_to), std::nullopt, stretch.in_core,
                         stretch_words(stretch), "", evidence, ""});
  }
  return figure::interval_bars(spec);
}

std::string line_number(double line) {
  return (line > 0 ? "+" : line < 0 ? "\u2212" : "") + number_text(line < 0 ? -line : line);
}

std::vector<std::string> line_evidence_of(const Context& context, const PackageLine& line) {
  std::vector<StatementCode> statements = line.for_it;
  statements.insert(statements.end(), line.against_it.begin(), line.against_it.end());
  return statement_evidence(context, statements);
}

TableBlock package_table(const Context& context, const PackageProspect& prospect) {
  TableBlock table{
      "The best package: each claim with its joint line, from \u22122 to +2; what was "
      "said for it and against it; in how many draws nobody loses by it.",
      {"Claim", "Joint line", "For", "Against", "Nobody loses"},
      {}};
  for (const PackageLine& line : prospect.lines) {
    table.rows.push_back(
        {said(context.snapshot.issues.claim[line.issue.value()], line_evidence_of(context, line)),
         said(line_number(line.line)), said(std::to_string(line.for_it.size())),
         said(std::to_string(line.against_it.size())), said(share_words(line.share))});
  }
  return table;
}

std::vector<std::string> package_evidence(const Context& context, const PackageProspect& prospect) {
  std::vector<std::string> out;
  for (const PackageLine& line : prospect.lines) {
    const auto part = line_evidence_of(context, line);
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

figure::Figure satisfaction_figure(const Context& context, const PackageProspect& prospect) {
  figure::IntervalBarsSpec spec;
  spec.id = "package-satisfaction";
  spec.title = "What each has from the best package";
  spec.description =
      "One row an actor: what it gains, as a share of the most that it could gain alone from as "
      "many claims; the bar holds 80 % of the draws.";
  spec.label_heading = "Actor";
  spec.words_heading = "Share, 80 %";
  spec.axis_words = "share of the most that it could gain from as many claims";
  spec.firm_words = "80 % of the draws";
  spec.point_words = "mean";
  const std::vector<std::string> evidence = package_evidence(context, prospect);
  const advise::AgendaPackage& package = prospect.package;
  for (std::size_t a = 0; a < package.satisfactions.size(); ++a) {
    const stats::Interval& interval = package.central_80[a];
    const double mean = package.satisfactions[a];
    spec.bars.push_back({actor_name(context, context.focus[a]), interval.low, interval.high, mean,
                         true,
                         fixed_text(mean, 2) + " (" + fixed_text(interval.low, 2) + " to " +
                             fixed_text(interval.high, 2) + ")",
                         "", evidence, ""});
  }
  return figure::interval_bars(spec);
}

std::string package_words(const Context& context, const FrontPackage& package) {
  std::vector<std::string> words;
  words.reserve(package.lines.size());
  for (const PackageLine& line : package.lines) {
    words.push_back(context.snapshot.issues.id[line.issue.value()] + " " + line_number(line.line));
  }
  return joined(words, ", ");
}

figure::Figure front_figure(const Context& context, const PackageProspect& prospect) {
  figure::IntervalBarsSpec spec;
  spec.id = "agenda-frontier";
  spec.title = "The packages between the most for all and the most for the least satisfied";
  spec.description =
      "One row a package that no other beats on both counts: the bar runs from the share of the "
      "least satisfied to the mean of all.";
  spec.label_heading = "Package: claims and joint lines";
  spec.words_heading = "Least, mean";
  spec.axis_words = "share of the most that each could gain from as many claims";
  spec.firm_words = "from the least satisfied to the mean";
  const std::vector<std::string> evidence = package_evidence(context, prospect);
  for (const FrontPackage& package : prospect.front) {
    spec.bars.push_back({package_words(context, package), package.least, package.mean, std::nullopt,
                         true, fixed_text(package.least, 3) + ", " + fixed_text(package.mean, 3),
                         "", evidence, ""});
  }
  return figure::interval_bars(spec);
}

std::string format_words(advise::MeetingFormat format) {
  return std::string(advise::in_words(format));
}

/// Places of the issues on which the rules say nothing, the clearest first.
std::vector<std::size_t> silent_issues(const Context& context,
                                       const std::vector<advise::FormatAdvice>& advice) {
  const Prospects& prospects = *context.prospects;
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < prospects.rankings.size(); ++at) {
    const auto found = std::find_if(advice.begin(), advice.end(), [&](const auto& one) {
      return one.issue == prospects.measures[at].issue;
    });
    if (found != advice.end() && found->advice == advise::Advice::CannotTell) out.push_back(at);
  }
  const auto share = [&prospects](std::size_t at) {
    const advise::FormatRanking& ranking = prospects.rankings[at];
    return ranking.formats[static_cast<std::size_t>(ranking.order.front())].ranks[0];
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](std::size_t a, std::size_t b) { return share(a) > share(b); });
  if (out.size() > most_rankings) out.resize(most_rankings);
  return out;
}

std::string turn_words(const advise::FormatRanking& ranking) {
  if (ranking.turns.empty()) return "nothing by itself";
  const advise::FormatTurn& turn = ranking.turns.front();
  return std::string(advise::to_string(turn.criterion)) + (turn.above ? " above " : " below ") +
         fixed_text(turn.bound, 2) + ": " + format_words(turn.leads);
}

std::string placed_words(const advise::FormatRanking& ranking, std::size_t place) {
  const advise::MeetingFormat format = ranking.order[place];
  return format_words(format) + ", " +
         share_words(ranking.formats[static_cast<std::size_t>(format)].ranks[0]);
}

}  // namespace

Section coalition_section(const Context& context, int& figure_number) {
  Section out{"coalitions", "Which of them would hold together", {}};
  if (context.prospects == nullptr || !context.prospects->coalitions) return out;
  const CoalitionProspect& prospect = *context.prospects->coalitions;
  if (prospect.stretches.empty()) return out;
  const CoalitionStretch& first = prospect.stretches.front();
  std::string words =
      "Nobody knows what a format costs its members. Where it costs nothing, best is " +
      division_words(context, first.coalition);
  words += first.to ? ", until each further partner costs " + fixed_text(*first.to, 2) +
                          " of full agreement."
                    : std::string(".");
  if (prospect.all_together > 0) {
    words += " Over " + counted(context.prospects->draws, "draw", "draws") +
             " of the positions, all together are best at no cost in " +
             share_words(prospect.all_together) + ".";
  }
  out.blocks.emplace_back(said(std::move(words), matrix_evidence(context, context.positions)));
  out.blocks.emplace_back(numbered(
      coalition_figure(context, prospect), figure_number,
      "Value: how near two stand on what both are known on, weighed by what matters to each; "
      "1 is full agreement, 0 two steps apart."));
  return out;
}

Section package_section(const Context& context, int& figure_number) {
  Section out{"package", "A common agenda as a package", {}};
  if (context.prospects == nullptr || !context.prospects->package) return out;
  const PackageProspect& prospect = *context.prospects->package;
  if (prospect.lines.empty()) return out;
  out.blocks.emplace_back(package_table(context, prospect));
  std::string words = "Of all packages of up to five goals from which every one of " +
                      context.group + " gains, this one gives the least satisfied most" +
                      (prospect.proven ? ", which is proven" : ", as far as the search went") +
                      ". ";
  words += "Every one gains from the whole in " + share_words(prospect.package.survives) + " of " +
           counted(context.prospects->draws, "draw", "draws") + ".";
  if (prospect.saliences_named > 0) {
    words += " " + counted(prospect.saliences_named, "salience", "saliences") +
             " behind it nobody stated: drawn from the interests that sources name.";
  }
  if (prospect.saliences_unknown > 0) {
    words += " Nobody stated " + counted(prospect.saliences_unknown, "salience", "saliences") +
             " behind it: drawn evenly.";
  }
  out.blocks.emplace_back(said(std::move(words), package_evidence(context, prospect)));
  out.blocks.emplace_back(
      numbered(satisfaction_figure(context, prospect), figure_number,
               "What each has from it, in the mean and in 80 % of the draws, some of which pass "
               "the mean of the most that it could gain."));
  if (prospect.front.size() > 1) {
    out.blocks.emplace_back(numbered(
        front_figure(context, prospect), figure_number,
        "Of these packages no other gives both the least satisfied and all together more."));
  }
  return out;
}

Section format_ranking_section(const Context& context) {
  Section out{"format-ranking", "In which format, where the rules cannot tell", {}};
  if (context.prospects == nullptr || context.prospects->rankings.empty()) return out;
  const auto options = advise::study_options(context.study, context.snapshot);
  if (!options || options->rules.empty()) return out;
  const auto rules = advise::format_rules(context.snapshot, context.positions, *options);
  if (!rules) return out;
  const auto advice = advise::formats_advice(context.snapshot, context.positions, *rules);
  if (!advice) return out;
  TableBlock table{
      "First and second of five formats, each with the share of all weights of seven "
      "criteria, of what is not known, and of fits, for which it comes first.",
      {"Claim", "First", "Second", "Would change it"},
      {}};
  for (const std::size_t at : silent_issues(context, *advice)) {
    const advise::FormatRanking& ranking = context.prospects->rankings[at];
    const advise::FormatMeasures& measures = context.prospects->measures[at];
    table.rows.push_back({said(context.snapshot.issues.claim[measures.issue.value()],
                               statement_evidence(context, measures.statements)),
                          said(placed_words(ranking, 0)), said(placed_words(ranking, 1)),
                          said(turn_words(ranking))});
  }
  if (table.rows.empty()) return out;
  out.blocks.emplace_back(std::move(table));
  out.blocks.emplace_back(
      Paragraph{{{"What a criterion says for a format is a judgement of the makers of Entente, not "
                  "of the record."}},
                Paragraph::Kind::Caveat});
  return out;
}

}  // namespace entente::brief

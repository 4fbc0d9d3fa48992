// SPDX-License-Identifier: GPL-3.0-or-later
// Overlap, common agenda, formats, and what to find out next.
#include <algorithm>

#include "context.hpp"
#include "entente/advise/agenda.hpp"
#include "entente/advise/missing_cells.hpp"
#include "entente/alignment/overlap.hpp"
#include "entente/base/text.hpp"
#include "overlap_figures.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_compared = 8;  ///< actors whose pairs fit a table
constexpr std::size_t most_gaps = 8;      ///< of what to find out next

std::string interval_words(const stats::Estimate& estimate) {
  if (!estimate.interval) return "none: too little evidence differs";
  return fixed_text(estimate.interval->low, 2) + " to " + fixed_text(estimate.interval->high, 2);
}

std::string pair_words(const Context& context, const alignment::Agreement& pair) {
  return actor_name(context, context.focus[pair.first]) + " and " +
         actor_name(context, context.focus[pair.second]);
}

std::string without_words(const Context& context, const alignment::Fragility& fragility,
                          const char* things) {
  const std::string unit = alignment::unit_id(context.snapshot, fragility.worst);
  if (!fragility.change) return "nothing is left without " + unit;
  return fixed_text(fragility.value + *fragility.change, 2) + " over " +
         std::to_string(fragility.worst_n) + " " + things + " without " + unit;
}

Paragraph plain(std::string text) { return Paragraph{{{std::move(text)}}}; }

TableBlock pair_table(const Context& context, const std::vector<alignment::Agreement>& pairs,
                      const std::vector<alignment::AgreementFragility>& fragilities) {
  TableBlock table{
      "Agreement of each pair, most first: 1 is the same stance on every claim, 0 the "
      "opposite ends on each. Intervals at 95 %, by reweighing passages and sources.",
      {"Pair", "Agreement", "Interval", "Claims", "Moved most by leaving one out"},
      {}};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].value) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&pairs](std::size_t a, std::size_t b) {
    return pairs[a].value->value > pairs[b].value->value;
  });
  for (const std::size_t i : order) {
    const alignment::Agreement& pair = pairs[i];
    const auto& fragility = fragilities[i].value;
    table.rows.push_back({plain(pair_words(context, pair)),
                          Paragraph{{{fixed_text(pair.value->value, 2),
                                      statement_evidence(context, pair.statements)}}},
                          plain(interval_words(*pair.value)), plain(std::to_string(pair.n())),
                          plain(fragility ? without_words(context, *fragility, "claims") : "")});
  }
  return table;
}

/// How many findings are gone without one sentence or source.
Paragraph fragility_sentence(const Context& context,
                             const std::vector<alignment::IssueOverlap>& issues,
                             const std::vector<alignment::IssueFragility>& fragilities) {
  std::size_t findings = 0;
  std::size_t gone = 0;
  std::vector<StatementCode> statements;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].n < 2 || !fragilities[i].mean) continue;
    ++findings;
    if (fragilities[i].mean->vanishing == 0) continue;
    ++gone;
    statements.insert(statements.end(), issues[i].statements.begin(), issues[i].statements.end());
  }
  if (findings == 0) return {};
  Paragraph out{{}, Paragraph::Kind::Caveat};
  out.runs.push_back({"Of " + counted(findings, "claim", "claims") + " on which at least two of " +
                          context.group + " are on record, " + std::to_string(gone) +
                          " would have nobody on record",
                      statement_evidence(context, statements)});
  out.runs.push_back({" if one sentence or source were left out."});
  return out;
}

std::string actor_ids(const Context& context, const std::vector<ActorCode>& actors) {
  std::vector<std::string> names;
  names.reserve(actors.size());
  for (const ActorCode a : actors) names.push_back(short_actor_name(context, a));
  return listed(names);
}

Block agenda_table(const Context& context, const std::vector<advise::AgendaEntry>& entries) {
  TableBlock table{
      "Goals that " + context.all_group +
          " are known to share: stances at most one step apart, mean at least 1. First "
          "what matters most to the one to whom it matters least.",
      {"Goal", "Mean stance", "Range", "Least salience"},
      {}};
  for (const advise::AgendaEntry& entry : entries) {
    table.rows.push_back(
        {Paragraph{{{context.snapshot.issues.claim[entry.issue.value()],
                     statement_evidence(context, entry.statements)}}},
         plain(fixed_text(entry.mean, 2)), plain(number_text(entry.range)),
         plain(entry.least_salience
                   ? std::to_string(*entry.least_salience)
                   : "not known of " + actor_ids(context, entry.salience_missing))});
  }
  return table;
}

TableBlock advice_table(const Context& context, const std::vector<advise::FormatAdvice>& list) {
  TableBlock table{
      "In which format, by the rules of the study. A rule that cannot be told counts "
      "neither way.",
      {"Claim", "Format", "Why"},
      {}};
  for (const advise::FormatAdvice& advice : list) {
    if (advice.advice == advise::Advice::NoCase || advice.advice == advise::Advice::CannotTell) {
      continue;
    }
    table.rows.push_back({Paragraph{{{context.snapshot.issues.claim[advice.issue.value()],
                                      statement_evidence(context, advice.statements)}}},
                          plain(std::string(advice_words(advice.advice))), plain(advice.reason)});
  }
  return table;
}

std::size_t with_advice(const std::vector<advise::FormatAdvice>& list, advise::Advice advice) {
  return static_cast<std::size_t>(std::count_if(
      list.begin(), list.end(), [advice](const auto& item) { return item.advice == advice; }));
}

}  // namespace

Section overlap_section(const Context& context, int& figure_number) {
  Section out{"overlap", "Where they overlap", {}};
  if (context.focus.size() < 2 || context.focus.size() > most_compared) return out;
  const alignment::OverlapOptions options;
  const auto pairs = alignment::agreements(context.snapshot, context.positions, options);
  const auto fragilities = alignment::agreement_fragilities(context.snapshot, context.positions);
  const auto issues = alignment::issue_overlaps(context.snapshot, context.positions, options);
  const auto issue_fragilities = alignment::issue_fragilities(context.snapshot, context.positions);
  if (!pairs || !fragilities || !issues || !issue_fragilities) return out;
  TableBlock table = pair_table(context, *pairs, *fragilities);
  if (table.rows.empty()) return out;
  out.blocks.emplace_back(std::move(table));
  Paragraph sentence = fragility_sentence(context, *issues, *issue_fragilities);
  if (!sentence.runs.empty()) out.blocks.emplace_back(std::move(sentence));
  add_overlap_figures(context, *issues, *issue_fragilities, figure_number, out);
  return out;
}

Section agenda_section(const Context& context) {
  Section out{"agenda", "What they could push together, and in which format", {}};
  if (context.focus.size() < 2) return out;
  const auto entries = advise::common_agenda(context.snapshot, context.positions);
  if (entries && !entries->empty()) out.blocks.push_back(agenda_table(context, *entries));
  const auto options = advise::study_options(context.study, context.snapshot);
  if (!options || options->rules.empty()) return out;
  const auto rules = advise::format_rules(context.snapshot, context.positions, *options);
  if (!rules) return out;
  const auto advice = advise::formats_advice(context.snapshot, context.positions, *rules);
  if (!advice) return out;
  TableBlock table = advice_table(context, *advice);
  if (!table.rows.empty()) out.blocks.emplace_back(std::move(table));
  out.blocks.emplace_back(plain("Of the other claims, " +
                                std::to_string(with_advice(*advice, advise::Advice::NoCase)) +
                                " make no case for a format of their own, and for " +
                                std::to_string(with_advice(*advice, advise::Advice::CannotTell)) +
                                " it cannot be told from what is known."));
  return out;
}

Section find_out_section(const Context& context) {
  Section out{"find-out", "What to find out next", {}};
  if (context.focus.size() < 2) return out;
  const auto options = advise::study_options(context.study, context.snapshot);
  if (!options || options->rules.empty()) return out;
  const auto missing = advise::missing_cells(context.snapshot, context.positions, *options);
  if (!missing) return out;
  BulletList list;
  for (const advise::MissingCell& cell : *missing) {
    if (list.items.size() == most_gaps || cell.advices == 0) break;
    std::vector<std::string> could;
    could.reserve(cell.could_be.size());
    for (const advise::Advice advice : cell.could_be) could.emplace_back(advice_words(advice));
    list.items.push_back(plain(sentence_case(advise::to_string(cell.gap.what)) + " of " +
                               actor_name(context, cell.gap.actor) + " on " +
                               claim_words(context, cell.gap.issue) + ": would decide between " +
                               quoted(advice_words(cell.now)) + " and " + quoted(listed(could)) +
                               "."));
  }
  if (list.items.empty()) return out;
  const auto open = static_cast<std::size_t>(std::count_if(
      missing->begin(), missing->end(), [](const auto& cell) { return cell.advices > 0; }));
  out.blocks.emplace_back(plain("Of " + counted(missing->size(), "thing", "things") +
                                " not known (a stance or how much "
                                "a claim matters), " +
                                std::to_string(open) +
                                " could change an advice by themselves. The first of them:"));
  out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace entente::brief

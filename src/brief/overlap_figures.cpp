// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlap_figures.hpp"

#include <algorithm>

#include "entente/figure/overlap_dots.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

using alignment::IssueFragility;
using alignment::IssueOverlap;

constexpr double divided_from = 2;  ///< two steps between the stances

/// Ids where all are short, as names of countries do not stand side by side on one stance.
bool by_id(const Context& context) {
  return std::all_of(context.focus.begin(), context.focus.end(), [&context](ActorCode actor) {
    return context.snapshot.actors.id[actor.value()].size() <= 4;
  });
}

std::string drawn_name(const Context& context, ActorCode actor) {
  return by_id(context) ? context.snapshot.actors.id[actor.value()]
                        : short_actor_name(context, actor);
}

/// "AUS Australia, JPN Japan": what the ids in the figure stand for; empty where names are drawn.
std::string names_key(const Context& context) {
  std::string out;
  if (!by_id(context)) return out;
  for (const ActorCode actor : context.focus) {
    out += (out.empty() ? " " : ", ") + context.snapshot.actors.id[actor.value()] + " " +
           actor_name(context, actor);
  }
  return out + ".";
}

figure::OverlapPosition drawn_position(const Context& context, ActorCode actor, IssueCode issue,
                                       const positions::Cell& cell) {
  figure::OverlapPosition out;
  out.label = drawn_name(context, actor);
  out.value = cell.mean.value_or(0);
  out.low = cell.low;
  out.high = cell.high;
  out.stale = cell.stale;
  out.unverified = cell.unverified;
  out.title = cell_title(context, actor, issue, cell);
  out.evidence = cell_evidence(context, cell);
  return out;
}

std::string fragile_words(const Context& context, const IssueFragility& fragility) {
  if (!fragility.mean || fragility.mean->vanishing == 0) return {};
  return "Without " + alignment::unit_id(context.snapshot, fragility.mean->worst) +
         " nobody is on record.";
}

figure::OverlapIssue drawn_issue(const Context& context, const IssueOverlap& issue,
                                 const IssueFragility& fragility) {
  figure::OverlapIssue out;
  const std::size_t code = issue.issue.value();
  out.id = context.snapshot.issues.id[code];
  out.claim = context.snapshot.issues.claim[code];
  if (issue.reverse_keyed) out.claim += " (support is reserve)";
  for (std::size_t a = 0; a < context.focus.size(); ++a) {
    const positions::Cell& cell = context.positions.cell(issue.issue_row, a);
    if (cell.known()) {
      out.positions.push_back(drawn_position(context, context.focus[a], issue.issue, cell));
    } else {
      out.uncoded.push_back(drawn_name(context, context.focus[a]));
    }
  }
  out.uncoded_href = "#not-known";
  out.mean = issue.mean;
  out.cohesion = issue.cohesion;
  out.few_units = issue.few_units;
  out.passages = fragility.passages;
  out.sources = fragility.sources;
  out.fragile = fragile_words(context, fragility);
  out.evidence = statement_evidence(context, issue.statements);
  return out;
}

}  // namespace

void add_overlap_figures(const Context& context, const std::vector<IssueOverlap>& issues,
                         const std::vector<IssueFragility>& fragilities, int& figure_number,
                         Section& section) {
  figure::OverlapSection common{"Common ground", {}};
  figure::OverlapSection divided{"Where they part", {}};
  figure::OverlapSection open{"Only one on record", {}};
  const auto add = [&](figure::OverlapSection& part, std::size_t i) {
    part.issues.push_back(drawn_issue(context, issues[i], fragilities[i]));
  };
  for (const std::size_t i : alignment::dissonance_order(issues)) {
    if (issues[i].range.value_or(0) >= divided_from) add(divided, i);
  }
  for (const std::size_t i : alignment::consensus_order(issues)) {
    if (issues[i].range.value_or(0) < divided_from) add(common, i);
  }
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].n == 1) add(open, i);
  }
  figure::OverlapDotsSpec spec;
  spec.id = "overlap-dots";
  spec.title = "Where " + context.group + " overlap and where they part";
  spec.description =
      "One row a claim: each actor by name at its stance on " + day_words(context.at) +
      ", above them the mean with its interval; at the right the cohesion with its interval and "
      "what it rests on.";
  spec.stale_words = "older than " + std::to_string(context.positions.stale_after_months) +
                     " months, or who said so has left office";
  for (figure::OverlapSection* part : {&divided, &common, &open}) {
    if (!part->issues.empty()) spec.sections.push_back(std::move(*part));
  }
  if (spec.sections.empty()) return;
  auto panels = figure::overlap_dots(spec);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    std::string caption = spec.title;
    if (panels.size() > 1) {
      caption += ", part " + std::to_string(i + 1) + " of " + std::to_string(panels.size());
    }
    section.blocks.emplace_back(FigureBlock{std::move(panels[i]), ++figure_number,
                                            caption + ". Intervals at 95 %." + names_key(context)});
  }
}

}  // namespace entente::brief

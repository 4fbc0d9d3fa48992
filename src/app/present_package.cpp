// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "contested.hpp"
#include "entente/app/package.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using advise::AgendaPackage;
using advise::PackageBar;
using advise::PackageItem;
using advise::PackageObjective;

/// Never 100 % of draws in words: nothing here is certain.
std::string share_of_draws(double share) {
  return share > 0.995 ? "over 99 %" : percent_text(share);
}

/// "+1.5": lines have a side.
std::string line_text(double line) { return (line > 0 ? "+" : "") + fixed_text(line, 1); }

const std::string& issue_code(const AgendaPackageOutcome& outcome, std::size_t issue) {
  return outcome.analysis.snapshot.issues.code[outcome.issues[issue].value()];
}

const std::string& issue_id(const AgendaPackageOutcome& outcome, std::size_t issue) {
  return outcome.analysis.snapshot.issues.id[outcome.issues[issue].value()];
}

double line_of(const AgendaPackageOutcome& outcome, const PackageItem& item) {
  return outcome.lines[item.issue][item.line];
}

std::vector<std::string> partner_ids(const AgendaPackageOutcome& outcome) {
  return actor_ids(outcome.analysis.snapshot, outcome.analysis.actors);
}

std::string best_for(PackageObjective objective) {
  switch (objective) {
    case PackageObjective::LeastSatisfied:
      return "best for the least satisfied";
    case PackageObjective::NashProduct:
      return "with the greatest product of satisfactions (Nash)";
    case PackageObjective::WeightedSum:
      break;
  }
  return "with the greatest mean satisfaction";
}

std::string items_text(const AgendaPackageOutcome& outcome, const AgendaPackage& package) {
  const auto partners = partner_ids(outcome);
  Rows rows = {{"issue", "code", "line"}};
  rows.front().insert(rows.front().end(), partners.begin(), partners.end());
  rows.front().insert(rows.front().end(), {"nobody loses", "weakest", "claim"});
  for (const PackageItem& item : package.items) {
    rows.push_back({issue_id(outcome, item.issue), issue_code(outcome, item.issue),
                    line_text(line_of(outcome, item))});
    for (const double gain : item.gains) rows.back().push_back(fixed_text(gain, 2));
    rows.back().push_back(share_of_draws(item.share));
    rows.back().push_back(item.weakest_loses > 0 ? partners[item.weakest] + " loses in " +
                                                       percent_text(item.weakest_loses)
                                                 : "");
    rows.back().push_back(
        outcome.analysis.snapshot.issues.claim[outcome.issues[item.issue].value()]);
  }
  rows.push_back({"all", "", ""});
  for (const double satisfaction : package.satisfactions) {
    rows.back().push_back(fixed_text(satisfaction, 2));
  }
  rows.back().push_back(share_of_draws(package.survives_each));
  rows.push_back({"80 %", "", ""});
  for (const stats::Interval& interval : package.central_80) {
    rows.back().push_back(fixed_text(interval.low, 1) + " to " + fixed_text(interval.high, 1));
  }
  return aligned(rows);
}

std::string evidence_text(const AgendaPackageOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  std::string out = "\nWhat was said, nearer to the line or to what holds without one:\n";
  const auto& items = outcome.found.package->items;
  for (std::size_t k = 0; k < items.size(); ++k) {
    const auto for_it = statement_evidence(snapshot, outcome.evidence[k].for_it);
    const auto against = statement_evidence(snapshot, outcome.evidence[k].against_it);
    out += "  " + issue_code(outcome, items[k].issue) + ": for " +
           (for_it.empty() ? "none" : joined(for_it, ", ")) + "; against " +
           (against.empty() ? "none" : joined(against, ", ")) + "\n";
  }
  return out;
}

std::vector<std::string> codes_with(const AgendaPackageOutcome& outcome, PackageBar bar) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < outcome.issues.size(); ++i) {
    if (outcome.found.bars[i] == bar) out.push_back(issue_code(outcome, i));
  }
  return out;
}

/// Why the other issues are not on it.
std::string left_out_text(const AgendaPackageOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  std::string out;
  const auto add = [&out](const std::string& why, const std::vector<std::string>& codes) {
    if (!codes.empty()) out += "  " + why + ": " + joined(codes, ", ") + "\n";
  };
  std::vector<std::string> in_reach = codes_with(outcome, PackageBar::None);
  if (outcome.found.package) {
    for (const PackageItem& item : outcome.found.package->items) {
      std::erase(in_reach, issue_code(outcome, item.issue));
    }
  }
  add("within reach, not chosen", in_reach);
  add("no line that all can sign", codes_with(outcome, PackageBar::RedLine));
  add("somebody loses on every line", codes_with(outcome, PackageBar::Loses));
  std::vector<std::string> unknown;
  unknown.reserve(outcome.left_out.size());
  for (std::size_t i = 0; i < outcome.left_out.size(); ++i) {
    unknown.push_back(snapshot.issues.code[outcome.left_out[i].value()] + " (" +
                      joined(actor_ids(snapshot, outcome.unknown[i]), ", ") + ")");
  }
  add("unknown where these stand", unknown);
  return out.empty() ? out : "\nNot on it:\n" + out;
}

std::string package_notes(const AgendaPackageOutcome& outcome) {
  std::string out =
      "\nEach number is what a line adds to a partner's satisfaction: 1 = all it could have alone "
      "from " +
      counted(outcome.options.size, "issue") +
      ", 0 = what holds without a line. Lines are on the scale of the codes, from -2 (rejects the "
      "claim) to 2 (supports it); shares are of " +
      std::to_string(outcome.draws) + " draws of the positions.\n";
  if (outcome.saliences_named > 0) {
    out += "The salience of " + counted(outcome.saliences_named, "cell") +
           " is drawn from the interests that sources name (`entente stakes`).\n";
  }
  if (outcome.saliences_unknown > 0) {
    out += "Nobody stated the salience of " + std::to_string(outcome.saliences_unknown) + " of " +
           std::to_string(outcome.issues.size() * outcome.analysis.actors.size()) +
           " cells: drawn evenly from 0 to 100.\n";
  }
  if (outcome.inferred > 0) {
    out += counted(outcome.inferred, "position") + " inferred from the others of a group.\n";
  }
  return out;
}

std::string none_text(const AgendaPackageOutcome& outcome) {
  std::vector<std::string> content;
  for (std::size_t p = 0; p < outcome.analysis.actors.size(); ++p) {
    if (outcome.found.nothing_to_gain[p]) content.push_back(partner_ids(outcome)[p]);
  }
  std::string out =
      "There is no package from which all of " + joined(partner_ids(outcome), ", ") + " gain";
  if (!outcome.found.proven) {
    return "No package was found from which all gain; the search was stopped before its end.\n";
  }
  if (!content.empty()) out += ": " + joined(content, ", ") + " could gain from no line at all";
  out += outcome.options.log_roll
             ? ".\n"
             : ". With --log-roll a partner may lose on one issue what it gains on another.\n";
  return out;
}

std::string proof_text(const AgendaPackageOutcome& outcome) {
  if (outcome.found.proven) return "no package is better";
  return "none is better than " + fixed_text(outcome.found.bound, 3) + " on what is looked for";
}

std::string package_text(const AgendaPackageOutcome& outcome) {
  if (!outcome.found.package) return none_text(outcome) + left_out_text(outcome);
  const AgendaPackage& package = *outcome.found.package;
  std::string out = counted(package.items.size(), "issue") + " from which all of " +
                    joined(partner_ids(outcome), ", ") + " gain on " + outcome.analysis.at_text +
                    ", " + best_for(outcome.options.objective) + ": " + proof_text(outcome) +
                    ".\n\n" + items_text(outcome, package) + "\nAll gain from the whole in " +
                    share_of_draws(package.survives) +
                    " of the draws, and nobody loses by any issue in " +
                    share_of_draws(package.survives_each) + ".\n";
  if (package.survives < 0.5) {
    out += "It rests on little: in most of the draws somebody is worse off with it.\n";
  }
  return out + evidence_text(outcome) + left_out_text(outcome) + package_notes(outcome);
}

std::string issues_and_lines(const AgendaPackageOutcome& outcome, const AgendaPackage& package) {
  std::vector<std::string> out;
  out.reserve(package.items.size());
  for (const PackageItem& item : package.items) {
    out.push_back(issue_code(outcome, item.issue) + " " + line_text(line_of(outcome, item)));
  }
  return joined(out, "; ");
}

Rows front_rows(const AgendaPackageOutcome& outcome) {
  Rows rows = {{"mean", "least", "survives"}};
  const auto partners = partner_ids(outcome);
  rows.front().insert(rows.front().end(), partners.begin(), partners.end());
  rows.front().emplace_back("package");
  for (const AgendaPackage& package : outcome.front->packages) {
    rows.push_back({fixed_text(package.mean, 3), fixed_text(package.least, 3),
                    fixed_text(package.survives, 2)});
    for (const double satisfaction : package.satisfactions) {
      rows.back().push_back(fixed_text(satisfaction, 3));
    }
    rows.back().push_back(issues_and_lines(outcome, package));
  }
  return rows;
}

std::string front_text(const AgendaPackageOutcome& outcome) {
  if (!outcome.front || outcome.front->packages.empty()) return {};
  return "\nPackages that none beats both in the mean and for the least satisfied" +
         std::string(outcome.front->complete ? "" : " (not all there are)") + ":\n" +
         aligned(front_rows(outcome));
}

/// One row an issue, then the package with its interval.
Rows package_rows(const AgendaPackageOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto partners = partner_ids(outcome);
  Rows rows = {{"what", "issue", "code", "line", "nobody_loses", "weakest", "weakest_loses"}};
  rows.front().insert(rows.front().end(), partners.begin(), partners.end());
  rows.front().insert(rows.front().end(), {"why_not", "unknown", "for", "against"});
  const auto row_of = [&](std::string what, const std::string& id, const std::string& code) {
    rows.emplace_back(rows.front().size());
    rows.back()[0] = std::move(what);
    rows.back()[1] = id;
    rows.back()[2] = code;
  };
  const std::size_t after = 7 + partners.size();
  const auto& package = outcome.found.package;
  std::size_t next = 0;
  for (std::size_t i = 0; i < outcome.issues.size(); ++i) {
    row_of("issue", issue_id(outcome, i), issue_code(outcome, i));
    auto& row = rows.back();
    const bool chosen = package && next < package->items.size() && package->items[next].issue == i;
    if (!chosen) {
      const PackageBar bar = outcome.found.bars[i];
      row[after] = bar == PackageBar::None ? "not_chosen" : std::string(to_string(bar));
      continue;
    }
    const PackageItem& item = package->items[next];
    row[3] = number_text(line_of(outcome, item));
    row[4] = fixed_text(item.share, 3);
    if (item.weakest_loses > 0) {
      row[5] = partners[item.weakest];
      row[6] = fixed_text(item.weakest_loses, 3);
    }
    for (std::size_t p = 0; p < partners.size(); ++p) row[7 + p] = fixed_text(item.gains[p], 3);
    row[after + 2] = joined(statement_evidence(snapshot, outcome.evidence[next].for_it), ";");
    row[after + 3] = joined(statement_evidence(snapshot, outcome.evidence[next].against_it), ";");
    ++next;
  }
  for (std::size_t i = 0; i < outcome.left_out.size(); ++i) {
    const std::size_t issue = outcome.left_out[i].value();
    row_of("issue", snapshot.issues.id[issue], snapshot.issues.code[issue]);
    rows.back()[after] = "unknown";
    rows.back()[after + 1] = joined(actor_ids(snapshot, outcome.unknown[i]), ";");
  }
  if (!package) return rows;
  row_of("package", "", "");
  rows.back()[4] = fixed_text(package->survives_each, 3);
  for (std::size_t p = 0; p < partners.size(); ++p) {
    rows.back()[7 + p] = fixed_text(package->satisfactions[p], 3);
  }
  for (const bool low : {true, false}) {
    row_of(low ? "low_80" : "high_80", "", "");
    for (std::size_t p = 0; p < partners.size(); ++p) {
      const stats::Interval& interval = package->central_80[p];
      rows.back()[7 + p] = fixed_text(low ? interval.low : interval.high, 3);
    }
  }
  return rows;
}

Json satisfactions_json(const AgendaPackageOutcome& outcome, const AgendaPackage& package) {
  Json out;
  const auto partners = partner_ids(outcome);
  for (std::size_t p = 0; p < partners.size(); ++p) {
    out[partners[p]] =
        Json{{"satisfaction", package.satisfactions[p]},
             {"interval_80", Json::array({package.central_80[p].low, package.central_80[p].high})}};
  }
  return out;
}

Json of_package(const AgendaPackageOutcome& outcome, const AgendaPackage& package) {
  const auto partners = partner_ids(outcome);
  Json out{{"least", package.least},
           {"mean", package.mean},
           {"survives", package.survives},
           {"survives_each", package.survives_each}};
  out["partners"] = satisfactions_json(outcome, package);
  out["issues"] = Json::array();
  for (const PackageItem& item : package.items) {
    Json one{{"issue", issue_id(outcome, item.issue)},
             {"code", issue_code(outcome, item.issue)},
             {"line", line_of(outcome, item)},
             {"nobody_loses", item.share}};
    for (std::size_t p = 0; p < partners.size(); ++p) one["gains"][partners[p]] = item.gains[p];
    one["weakest"] = item.weakest_loses > 0 ? Json(partners[item.weakest]) : Json(nullptr);
    one["weakest_loses"] = item.weakest_loses;
    out["issues"].push_back(std::move(one));
  }
  return out;
}

Json chosen_json(const AgendaPackageOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out = of_package(outcome, *outcome.found.package);
  for (std::size_t k = 0; k < outcome.evidence.size(); ++k) {
    out["issues"][k]["for"] = statement_evidence(snapshot, outcome.evidence[k].for_it);
    out["issues"][k]["against"] = statement_evidence(snapshot, outcome.evidence[k].against_it);
  }
  return out;
}

Json not_chosen_json(const AgendaPackageOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out;
  for (const PackageBar bar : {PackageBar::RedLine, PackageBar::Loses}) {
    out[std::string(to_string(bar))] = codes_with(outcome, bar);
  }
  out["unknown"] = Json::array();
  for (std::size_t i = 0; i < outcome.left_out.size(); ++i) {
    out["unknown"].push_back(Json{{"code", snapshot.issues.code[outcome.left_out[i].value()]},
                                  {"actors", actor_ids(snapshot, outcome.unknown[i])}});
  }
  return out;
}

std::vector<record::Dispute> package_disputes(const AgendaPackageOutcome& outcome) {
  std::vector<std::string> data;
  for (const LineEvidence& evidence : outcome.evidence) {
    for (const auto* side : {&evidence.for_it, &evidence.against_it}) {
      const auto part = statement_data(outcome.analysis.snapshot, *side);
      data.insert(data.end(), part.begin(), part.end());
    }
  }
  return contested(outcome.analysis.opened.study, data);
}

Json package_json(const AgendaPackageOutcome& outcome) {
  Json json{{"method", "agenda-package"}, {"at", outcome.analysis.at_text}};
  json["actors"] = partner_ids(outcome);
  json["objective"] = to_string(outcome.options.objective);
  json["size"] = outcome.options.size;
  json["log_roll"] = outcome.options.log_roll;
  if (!outcome.options.log_roll) json["least_share"] = outcome.options.least_share;
  if (!outcome.options.weights.empty()) json["weights"] = outcome.options.weights;
  json["draws"] = outcome.draws;
  json["seed"] = outcome.seed;
  json["saliences_unknown"] = outcome.saliences_unknown;
  json["saliences_named"] = outcome.saliences_named;
  json["inferred"] = outcome.inferred;
  json["proven"] = outcome.found.proven;
  json["package"] = outcome.found.package ? chosen_json(outcome) : Json(nullptr);
  json["not_on_it"] = not_chosen_json(outcome);
  if (outcome.front) {
    json["front"] = Json{{"complete", outcome.front->complete}, {"packages", Json::array()}};
    for (const AgendaPackage& package : outcome.front->packages) {
      json["front"]["packages"].push_back(of_package(outcome, package));
    }
  }
  json["disputes"] = disputes_json(package_disputes(outcome));
  return json;
}

}  // namespace

Presentation present(const AgendaPackageOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(package_json(outcome));
  if (view == View::Table) out.rows = outcome.front ? front_rows(outcome) : package_rows(outcome);
  if (view == View::Text) {
    out.text =
        package_text(outcome) + front_text(outcome) + disputes_text(package_disputes(outcome));
  }
  return out;
}

}  // namespace entente::app

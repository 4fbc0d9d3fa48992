// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

Rows version_rows(const CodebookOutcome& outcome, bool shown) {
  Rows rows = {{"id", "version", "date", "accepted", "proposed", "rejected", "coders", "in_use"}};
  if (shown)
    rows[0] = {"id", "version", "in use from", "accepted", "proposed", "rejected", "coders", ""};
  for (const CodebookUse& use : outcome.versions) {
    rows.push_back({shown && use.id.empty() ? "(none)"
                    : shown                 ? printable(use.id)
                                            : use.id,
                    shown ? printable(use.version) : use.version,
                    shown && use.date.empty() ? "-" : use.date, std::to_string(use.accepted),
                    std::to_string(use.proposed), std::to_string(use.rejected),
                    std::to_string(use.coders),
                    !use.in_use ? ""
                    : shown     ? "in use"
                                : "yes"});
  }
  return rows;
}

std::string difference_text(const RulesDifference& difference) {
  std::string out = "\nRules of " + printable(difference.first) + " (-) and " +
                    printable(difference.second) + " (+), " +
                    counted(difference.common, "sentence") + " in common\n";
  for (const std::string& one : difference.only_first) out += "- " + folded(one) + "\n";
  for (const std::string& one : difference.only_second) out += "+ " + folded(one) + "\n";
  return out;
}

std::string reworded_text(const CodebookOutcome& outcome) {
  std::string out;
  for (const RewordedIssue& issue : outcome.reworded) {
    out += "  " + printable(issue.issue) + ", entry " + std::to_string(issue.entry) + ": \"" +
           folded(issue.was) + "\" became \"" + folded(issue.is) +
           "\"; coded before: " + joined(issue.statements, ", ") + "\n";
  }
  if (out.empty()) return out;
  return "\nClaims reworded after they were coded: a stance is held on the claim as it was.\n" +
         out;
}

Json codebook_json(const CodebookOutcome& outcome) {
  Json json;
  json["study"] = outcome.study;
  json["versions"] = Json::array();
  for (const CodebookUse& use : outcome.versions) {
    json["versions"].push_back(Json{{"id", use.id},
                                    {"version", use.version},
                                    {"date", use.date},
                                    {"in_use", use.in_use},
                                    {"accepted", use.accepted},
                                    {"proposed", use.proposed},
                                    {"rejected", use.rejected},
                                    {"coders", use.coders}});
  }
  json["reworded"] = Json::array();
  for (const RewordedIssue& issue : outcome.reworded) {
    json["reworded"].push_back(Json{{"issue", issue.issue},
                                    {"was", issue.was},
                                    {"is", issue.is},
                                    {"entry", issue.entry},
                                    {"statements", issue.statements}});
  }
  if (outcome.difference) {
    json["difference"] = Json{{"first", outcome.difference->first},
                              {"second", outcome.difference->second},
                              {"only_first", outcome.difference->only_first},
                              {"only_second", outcome.difference->only_second},
                              {"common", outcome.difference->common}};
  }
  return json;
}

}  // namespace

Presentation present(const CodebookOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) {
    out.json = json_line(codebook_json(outcome));
    return out;
  }
  out.rows = version_rows(outcome, view == View::Text);
  if (view != View::Text) return out;
  if (outcome.versions.empty()) {
    out.text =
        "no codebook, and no statement\n\nNext: a row of table codebook, by entente import "
        "STUDY codebook.csv\n";
  } else {
    out.text = aligned(out.rows);
    out.text += reworded_text(outcome);
    if (outcome.difference) out.text += difference_text(*outcome.difference);
  }
  out.rows.clear();
  return out;
}

}  // namespace entente::app

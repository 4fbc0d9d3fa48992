// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/format_ranking.hpp"
#include "entente/base/text.hpp"
#include "present_advice.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using advise::Acceptability;
using advise::FormatCriterion;
using advise::FormatMeasures;
using advise::FormatRanking;
using advise::MeetingFormat;

constexpr std::size_t weights_named = 2;
constexpr double lead_shown = 0.005;

std::string format_words(MeetingFormat format) { return std::string(advise::in_words(format)); }

std::string criterion_words(std::size_t criterion) {
  std::string out(advise::to_string(static_cast<FormatCriterion>(criterion)));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

const Acceptability& of_format(const FormatRanking& ranking, MeetingFormat format) {
  return ranking.formats[static_cast<std::size_t>(format)];
}

std::size_t issue_of(const FormatRankingOutcome& outcome, std::size_t at) {
  return outcome.measures[at].issue.value();
}

std::string rules_words(const FormatRankingOutcome& outcome, std::size_t at) {
  for (const advise::FormatAdvice& advice : outcome.rules.advice) {
    if (advice.issue == outcome.measures[at].issue) return advice_sentence(outcome.rules, advice);
  }
  return {};
}

/// What the issue rests on that is not known, "stance of KOR, salience of NZL".
std::string unknown_words(const record::Snapshot& snapshot, const FormatMeasures& measures) {
  std::vector<std::string> parts;
  if (!measures.stance_unknown.empty()) {
    parts.push_back("stance of " + joined(actor_ids(snapshot, measures.stance_unknown), ", "));
  }
  if (!measures.salience_unknown.empty()) {
    parts.push_back("salience of " + joined(actor_ids(snapshot, measures.salience_unknown), ", "));
  }
  if (!measures.salience_named.empty()) {
    parts.push_back("salience of " + joined(actor_ids(snapshot, measures.salience_named), ", ") +
                    " (drawn from its named interests)");
  }
  if (!measures.outsider) parts.emplace_back("how those who could press stand");
  parts.emplace_back("what each knows of what the others know");
  return joined(parts, "; ");
}

std::vector<record::Dispute> ranking_disputes(const FormatRankingOutcome& outcome) {
  std::vector<std::string> data;
  for (const FormatMeasures& measures : outcome.measures) {
    const auto part = statement_data(outcome.rules.analysis.snapshot, measures.statements);
    data.insert(data.end(), part.begin(), part.end());
  }
  return contested(outcome.rules.analysis.opened.study, data);
}

Rows ranking_rows(const FormatRankingOutcome& outcome, bool for_people) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  Rows rows = {{"issue", "code", "first"}};
  for (std::size_t f = 0; f < advise::meeting_formats; ++f) {
    std::string name(advise::to_string(static_cast<MeetingFormat>(f)));
    if (for_people) std::replace(name.begin(), name.end(), '_', ' ');
    rows.front().push_back(std::move(name));
  }
  rows.front().emplace_back(for_people ? "by the rules" : "rules");
  if (!for_people) rows.front().emplace_back("statements");
  for (std::size_t at = 0; at < outcome.rankings.size(); ++at) {
    const FormatRanking& ranking = outcome.rankings[at];
    const MeetingFormat first = ranking.order.front();
    rows.push_back({snapshot.issues.id[issue_of(outcome, at)],
                    snapshot.issues.code[issue_of(outcome, at)],
                    for_people ? format_words(first) : std::string(advise::to_string(first))});
    for (const Acceptability& one : ranking.formats) {
      rows.back().push_back(for_people ? percent_text(one.ranks[0]) : fixed_text(one.ranks[0], 3));
    }
    rows.back().push_back(rules_words(outcome, at));
    if (!for_people) {
      rows.back().push_back(joined(statement_ids(snapshot, outcome.measures[at].statements), ";"));
    }
  }
  return rows;
}

Rows measure_rows(const FormatRankingOutcome& outcome, std::size_t at) {
  const FormatRanking& ranking = outcome.rankings[at];
  Rows rows = {{"criterion", "measure", "80 %", "speaks for the first over the second"}};
  for (std::size_t c = 0; c < advise::format_criteria; ++c) {
    const bool spread = outcome.measures[at].values[c].size() > 1;
    rows.push_back({criterion_words(c), fixed_text(ranking.means[c], 2),
                    spread ? fixed_text(ranking.low[c], 2) + " to " + fixed_text(ranking.high[c], 2)
                           : std::string(),
                    fixed_text(ranking.lead[c], 3)});
  }
  return rows;
}

/// Criteria that decide for or against the first, the weightiest first.
std::string lead_words(const FormatRanking& ranking, bool in_favour) {
  std::vector<std::size_t> order;
  for (std::size_t c = 0; c < advise::format_criteria; ++c) {
    const double lead = in_favour ? ranking.lead[c] : -ranking.lead[c];
    if (lead >= lead_shown) order.push_back(c);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return in_favour ? ranking.lead[a] > ranking.lead[b] : ranking.lead[a] < ranking.lead[b];
  });
  std::vector<std::string> words;
  words.reserve(order.size());
  for (const std::size_t c : order) words.push_back(criterion_words(c));
  return words.empty() ? "nothing" : joined(words, ", ");
}

/// The weights with which the runner-up is chosen.
std::string runner_up_text(const FormatRanking& ranking) {
  const MeetingFormat second = ranking.order[1];
  const Acceptability& one = of_format(ranking, second);
  if (one.central_weights.empty()) {
    return "  No weights put " + format_words(second) + " first.\n";
  }
  std::vector<std::size_t> order(advise::format_criteria);
  for (std::size_t c = 0; c < order.size(); ++c) order[c] = c;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return one.central_weights[a] > one.central_weights[b];
  });
  std::vector<std::string> words;
  words.reserve(weights_named);
  for (std::size_t at = 0; at < weights_named; ++at) {
    words.push_back(criterion_words(order[at]) + " (" +
                    fixed_text(one.central_weights[order[at]], 2) + ")");
  }
  return "  Who puts " + format_words(second) + " first gives most weight to " +
         joined(words, " and ") + "; with these weights it is first in " +
         percent_text(one.confidence) + " of what could be.\n";
}

std::string turns_text(const FormatRanking& ranking) {
  if (ranking.turns.empty()) {
    return "  What would change this: no one thing that is not known would by itself.\n";
  }
  std::vector<std::string> words;
  words.reserve(ranking.turns.size());
  for (const advise::FormatTurn& turn : ranking.turns) {
    words.push_back("were " + criterion_words(static_cast<std::size_t>(turn.criterion)) +
                    (turn.above ? " above " : " below ") + fixed_text(turn.bound, 2) + ", " +
                    format_words(turn.leads) + " would be first most often (" +
                    percent_text(turn.share) + ")");
  }
  return "  What would change this: " + joined(words, "; ") + ".\n";
}

std::string ranking_text(const FormatRankingOutcome& outcome, std::size_t at) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  const FormatRanking& ranking = outcome.rankings[at];
  const FormatMeasures& measures = outcome.measures[at];
  std::vector<std::string> shares;
  shares.reserve(ranking.order.size());
  for (const MeetingFormat format : ranking.order) {
    shares.push_back(format_words(format) + " " +
                     percent_text(of_format(ranking, format).ranks[0]));
  }
  const std::size_t issue = measures.issue.value();
  std::string out = snapshot.issues.id[issue] + " " + snapshot.issues.code[issue] + ": " +
                    format_words(ranking.order[0]) + " first, " + format_words(ranking.order[1]) +
                    " second.\n  Claim: " + snapshot.issues.claim[issue] +
                    ".\n  First in how many draws: " + joined(shares, ", ") +
                    ".\n  By the rules of the study: " + rules_words(outcome, at) + ".\n\n" +
                    aligned(measure_rows(outcome, at)) + "\n";
  out += "  For " + format_words(ranking.order[0]) + " over " + format_words(ranking.order[1]) +
         " speak: " + lead_words(ranking, true) + ". Against: " + lead_words(ranking, false) +
         ".\n";
  out += runner_up_text(ranking) + turns_text(ranking);
  out += "  Not known, and drawn evenly: " + unknown_words(snapshot, measures) + ".\n";
  if (!measures.statements.empty()) {
    out += "  [" + joined(statement_ids(snapshot, measures.statements), ", ") + "; " +
           joined(statement_evidence(snapshot, measures.statements), ", ") + "]\n";
  }
  return out;
}

std::string notes_text(const FormatRankingOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  std::string out = "SMAA-2 over ";
  const bool given = !outcome.options.weights.importance.empty();
  if (outcome.options.weights.exact) {
    out += given ? "the weights given" : "equal weights";
  } else {
    out += given ? "weights around those given" : "all weights of the criteria";
  }
  out += ", what is not known, and fits " + fixed_text(outcome.options.fit_spread, 2) +
         " either way; " + counted(std::size_t{outcome.options.draws}, "draw") +
         ". Fits are judgements: --fits-used shows them. ";
  out += outcome.pressure_from.empty()
             ? "Nobody is named who could press the group (rules.pressure_from, --pressure-from)."
             : "Pressure could come from " +
                   joined(actor_ids(snapshot, outcome.pressure_from), ", ") + ".";
  return out + "\n";
}

Json format_json(const FormatRanking& ranking, MeetingFormat format) {
  const Acceptability& one = of_format(ranking, format);
  Json out{{"format", advise::to_string(format)},
           {"ranks", one.ranks},
           {"holistic", one.holistic},
           {"confidence", one.confidence}};
  out["central_weights"] = Json::object();
  for (std::size_t c = 0; c < one.central_weights.size(); ++c) {
    out["central_weights"][std::string(advise::to_string(static_cast<FormatCriterion>(c)))] =
        one.central_weights[c];
  }
  return out;
}

Json issue_json(const FormatRankingOutcome& outcome, std::size_t at) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  const FormatRanking& ranking = outcome.rankings[at];
  const FormatMeasures& measures = outcome.measures[at];
  Json out{{"issue", snapshot.issues.id[measures.issue.value()]},
           {"code", snapshot.issues.code[measures.issue.value()]},
           {"first", advise::to_string(ranking.order.front())},
           {"rules", rules_words(outcome, at)}};
  out["formats"] = Json::array();
  for (const MeetingFormat format : ranking.order) {
    out["formats"].push_back(format_json(ranking, format));
  }
  out["criteria"] = Json::array();
  for (std::size_t c = 0; c < advise::format_criteria; ++c) {
    out["criteria"].push_back(
        Json{{"criterion", advise::to_string(static_cast<FormatCriterion>(c))},
             {"measure", ranking.means[c]},
             {"low_80", ranking.low[c]},
             {"high_80", ranking.high[c]},
             {"unknown", static_cast<bool>(measures.unknown[c])},
             {"lead", ranking.lead[c]}});
  }
  out["turns"] = Json::array();
  for (const advise::FormatTurn& turn : ranking.turns) {
    out["turns"].push_back(Json{{"criterion", advise::to_string(turn.criterion)},
                                {"above", turn.above},
                                {"bound", turn.bound},
                                {"leads", advise::to_string(turn.leads)},
                                {"share", turn.share}});
  }
  out["stance_unknown"] = actor_ids(snapshot, measures.stance_unknown);
  out["salience_unknown"] = actor_ids(snapshot, measures.salience_unknown);
  if (measures.outsider) {
    out["outsider"] = snapshot.actors.id[measures.outsider->value()];
  } else {
    out["outsider"] = nullptr;
  }
  out["statements"] = statement_ids(snapshot, measures.statements);
  out["evidence"] = statement_evidence(snapshot, measures.statements);
  return out;
}

Json ranking_json(const FormatRankingOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.rules.analysis.snapshot;
  Json json{{"method", "format-ranking"},
            {"at", outcome.rules.analysis.at_text},
            {"actors", actor_ids(snapshot, outcome.rules.analysis.actors)},
            {"pressure_from", actor_ids(snapshot, outcome.pressure_from)},
            {"draws", outcome.options.draws},
            {"seed", outcome.options.weights.seed},
            {"fit_spread", outcome.options.fit_spread}};
  json["issues"] = Json::array();
  for (std::size_t at = 0; at < outcome.rankings.size(); ++at) {
    json["issues"].push_back(issue_json(outcome, at));
  }
  json["disputes"] = disputes_json(ranking_disputes(outcome));
  return json;
}

}  // namespace

Presentation present(const FormatRankingOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(ranking_json(outcome));
  if (view == View::Table) out.rows = ranking_rows(outcome, false);
  if (view != View::Text) return out;
  if (outcome.rankings.size() == outcome.rules.matrix.issues.size()) {
    out.text = aligned(ranking_rows(outcome, true)) +
               "\nIn how many draws each format comes first; the first is the one that ranks best "
               "over all draws. --issue ID gives reasons.\n";
  } else {
    for (std::size_t at = 0; at < outcome.rankings.size(); ++at) {
      out.text += ranking_text(outcome, at) + "\n";
    }
  }
  out.text += notes_text(outcome) + disputes_text(ranking_disputes(outcome));
  return out;
}

Presentation present_fits(const advise::FormatFits& fits, View view) {
  Presentation out;
  if (view == View::Table) out.rows = fit_rows(fits);
  if (view == View::Text) out.text = aligned(fit_rows(fits));
  if (view != View::Json) return out;
  Json json = Json::array();
  const Rows rows = fit_rows(fits);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const std::size_t at = row - 1;
    const auto& fit = fits[at / advise::format_criteria][at % advise::format_criteria];
    json.push_back(Json{{"format", rows[row][0]},
                        {"criterion", rows[row][1]},
                        {"present", fit.present},
                        {"absent", fit.absent},
                        {"reason", fit.reason}});
  }
  out.json = json_line(Json{{"fits", std::move(json)}});
  return out;
}

}  // namespace entente::app

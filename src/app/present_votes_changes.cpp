// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "entente/app/analysis.hpp"
#include "entente/app/votes_changes.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"
#include "present_votes.hpp"

namespace entente::app {
namespace {

/// From always no (-2) to always yes (2).
double vote_position(double share) { return 4 * share - 2; }

std::string vote_position_text(double share) {
  const double value = std::round(vote_position(share) * 10) / 10 + 0.0;
  return (value > 0 ? "+" : "") + fixed_text(value, 1);
}

double thousandths(double value) { return std::round(value * 1000) / 1000 + 0.0; }

std::string chance_text(double probability) {
  if (probability < 0.005) return "<.01";
  if (probability > 0.995) return ">.99";
  return fixed_text(probability, 2).substr(1);
}

std::string factor_text(double factor) {
  if (factor >= 1000) return ">1000";
  return factor >= 10 ? fixed_text(factor, 0) : fixed_text(factor, 1);
}

const std::string& id_of_voter(const VotesChangesOutcome& outcome, const VoterChanges& one) {
  return outcome.loaded.matrix.voters()[one.voter].id;
}

/// "ES-11/6" or "ES-11/7 and 1 more".
std::string roll_calls_of_day(const std::vector<std::string>& ids) {
  return ids.front() +
         (ids.size() > 1 ? " and " + std::to_string(ids.size() - 1) + " more" : std::string());
}

void add_gap(const VotesChangesOutcome& outcome, const VoterChanges& one, std::size_t gap,
             Rows& rows) {
  rows.push_back({id_of_voter(outcome, one),
                  std::to_string(one.votes.yes) + "-" + std::to_string(one.votes.abstain) + "-" +
                      std::to_string(one.votes.no),
                  chance_text(one.found.any), day_text(one.found.days[gap]),
                  roll_calls_of_day(one.roll_calls[gap]), day_text(one.found.days[gap + 1]),
                  roll_calls_of_day(one.roll_calls[gap + 1]),
                  chance_text(one.found.probability[gap]), factor_text(one.found.factor(gap)),
                  vote_position_text(one.found.position[gap]) + " to " +
                      vote_position_text(one.found.position[gap + 1])});
}

std::string changes_text(const VotesChangesOutcome& outcome) {
  Rows rows = {{"voter", "Y-A-N", "changed", "between", "", "and", "", "p", "factor", "position"}};
  std::vector<std::string> too_few;
  for (const VoterChanges& one : outcome.voters) {
    if (one.found.probability.empty()) {
      too_few.push_back(id_of_voter(outcome, one));
      continue;
    }
    if (!outcome.every_gap) {
      add_gap(outcome, one, one.found.likeliest(), rows);
      continue;
    }
    for (std::size_t gap = 0; gap < one.found.probability.size(); ++gap) {
      add_gap(outcome, one, gap, rows);
    }
  }
  std::string out = rows.size() > 1 ? aligned(rows) + "\n" : "";
  out += "changed: probability that the voter changed at all; p: that it did in the gap shown" +
         std::string(outcome.every_gap ? "" : ", the likeliest of its gaps") +
         "; factor: how much the votes raise the odds of that over what was expected beforehand (" +
         number_text(outcome.options.rate) +
         " changes a year); position: from -2, always no, to +2, always yes.\n"
         "Motions differ: look at what was voted on before reading a vote that departs as a "
         "voter that changed.\n";
  if (!too_few.empty()) {
    out += "Fewer than two days with a vote: " + joined(too_few, ", ") + ".\n";
  }
  if (outcome.undated > 0) {
    out += counted(outcome.undated, "roll call") + " without a day left out.\n";
  }
  return out;
}

Rows gap_rows(const VotesChangesOutcome& outcome) {
  Rows rows = {{"voter", "last_before", "roll_calls_before", "first_after", "roll_calls_after",
                "prior", "probability", "factor", "position_before", "position_after"}};
  for (const VoterChanges& one : outcome.voters) {
    for (std::size_t gap = 0; gap < one.found.probability.size(); ++gap) {
      rows.push_back({id_of_voter(outcome, one), day_text(one.found.days[gap]),
                      joined(one.roll_calls[gap], ";"), day_text(one.found.days[gap + 1]),
                      joined(one.roll_calls[gap + 1], ";"), fixed_text(one.found.prior[gap], 4),
                      fixed_text(one.found.probability[gap], 4),
                      number_text(thousandths(one.found.factor(gap))),
                      fixed_text(vote_position(one.found.position[gap]), 2),
                      fixed_text(vote_position(one.found.position[gap + 1]), 2)});
    }
  }
  return rows;
}

Json voter_json(const VotesChangesOutcome& outcome, const VoterChanges& one) {
  Json out{{"voter", id_of_voter(outcome, one)}, {"yes", one.votes.yes},
           {"abstain", one.votes.abstain},       {"no", one.votes.no},
           {"absent", one.votes.absent},         {"prior_any", thousandths(one.found.prior_any)},
           {"any", thousandths(one.found.any)}};
  out["days"] = Json::array();
  for (std::size_t d = 0; d < one.found.days.size(); ++d) {
    Json day{{"day", day_text(one.found.days[d])},
             {"roll_calls", one.roll_calls[d]},
             {"position", thousandths(vote_position(one.found.position[d]))}};
    if (d < one.found.probability.size()) {
      day["changed_after"] = Json{{"prior", thousandths(one.found.prior[d])},
                                  {"probability", thousandths(one.found.probability[d])},
                                  {"factor", thousandths(one.found.factor(d))}};
    }
    out["days"].push_back(std::move(day));
  }
  return out;
}

std::string changes_json(const VotesChangesOutcome& outcome) {
  Json out{{"method", positions::change_points_card().name},
           {"rate", outcome.options.rate},
           {"noise", outcome.noise},
           {"roll_calls_without_a_day", outcome.undated}};
  out["voters"] = Json::array();
  for (const VoterChanges& one : outcome.voters) {
    out["voters"].push_back(voter_json(outcome, one));
  }
  return json_line(out);
}

}  // namespace

Presentation present(const VotesChangesOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = changes_json(outcome);
  if (view == View::Table) out.rows = gap_rows(outcome);
  if (view == View::Text) out.text = changes_text(outcome);
  out.complaints = shown_complaints(outcome.loaded);
  if (!outcome.loaded.complaints.empty()) out.exit = ExitCode::Findings;
  return out;
}

}  // namespace entente::app

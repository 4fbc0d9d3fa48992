// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_votes.hpp"

#include <algorithm>

#include "entente/app/votes.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using MaybeFigure = std::optional<stats::Estimate>;

const std::string& voter_id(const LoadedVotes& loaded, std::uint32_t voter) {
  return loaded.matrix.voters()[voter].id;
}

Json votes_read_json(const LoadedVotes& loaded) {
  Json out{{"forms", loaded.forms},
           {"voters", loaded.matrix.voters().size()},
           {"roll_calls", loaded.matrix.roll_calls().size()},
           {"roll_calls_left_out", loaded.left_out},
           {"votes_read", loaded.read},
           {"accepted", loaded.accepted},
           {"rejected", loaded.rejected},
           {"duplicate", loaded.duplicate}};
  if (loaded.described) {
    out["described"] = Json{{"roll_calls", loaded.described->described},
                            {"lacking", loaded.described->undescribed},
                            {"unknown", loaded.described->unknown},
                            {"tallies_differ", loaded.described->tallies_differ}};
  }
  out["complaints"] = Json::array();
  for (const Error& error : loaded.complaints) out["complaints"].push_back(error_fields(error));
  return out;
}

std::string votes_read_text(const LoadedVotes& loaded) {
  std::string out = counted(loaded.matrix.roll_calls().size(), "roll call") + ", " +
                    counted(loaded.matrix.voters().size(), "voter") + "; " +
                    counted(loaded.read, "vote") + " read: " + std::to_string(loaded.accepted) +
                    " accepted, " + std::to_string(loaded.rejected) + " rejected, " +
                    std::to_string(loaded.duplicate) + " duplicate";
  if (loaded.left_out > 0) {
    out += "; " + counted(loaded.left_out, "roll call") + " left out";
  }
  out += "\n";
  if (loaded.described) {
    out += std::to_string(loaded.described->described) + " roll calls described, " +
           std::to_string(loaded.described->undescribed) + " not; of " +
           std::to_string(loaded.described->tallies_differ) + " the tally differs\n";
  }
  return out;
}

std::string figure_text(const MaybeFigure& figure, const positions::SimilarityOptions& options) {
  if (!figure) return "undefined";
  const std::string interval = options.replicates > 0 ? interval_text(figure, 2) : "";
  return fixed_text(figure->value, 2) + (interval.empty() ? "" : " " + interval);
}

Json figure_json(const MaybeFigure& figure) {
  if (!figure) return nullptr;
  Json out{{"value", figure->value}};
  out["interval"] = figure->interval ? Json::array({figure->interval->low, figure->interval->high})
                                     : Json(nullptr);
  out["state"] = stats::to_string(figure->state);
  out["n"] = figure->n;
  return out;
}

void add_figure_cells(std::vector<std::string>& row, const MaybeFigure& figure) {
  row.push_back(figure ? number_text(figure->value) : "");
  row.push_back(figure && figure->interval ? number_text(figure->interval->low) : "");
  row.push_back(figure && figure->interval ? number_text(figure->interval->high) : "");
}

std::string tally_text(const record::Tally& tally) {
  return std::to_string(tally.yes) + "-" + std::to_string(tally.abstain) + "-" +
         std::to_string(tally.no);
}

Json tally_json(const record::Tally& tally) {
  return Json{
      {"yes", tally.yes}, {"abstain", tally.abstain}, {"no", tally.no}, {"absent", tally.absent}};
}

std::string draws_text(const positions::SimilarityOptions& options) {
  if (options.replicates == 0) return "No intervals were asked for.\n";
  return "Intervals: " + fixed_text(100 * options.confidence, 0) + " %, " +
         std::to_string(options.replicates) + " draws of roll calls, seed " +
         std::to_string(options.seed) + ".\n";
}

Rows session_rows(const VotesOutcome& outcome) {
  Rows rows = {
      {"session", "roll_calls", "without_variation", "voters", "yes", "abstain", "no", "absent"}};
  for (const VotesSession& session : outcome.sessions) {
    rows.push_back({session.label, std::to_string(session.roll_calls),
                    std::to_string(session.without_variation), std::to_string(session.voters),
                    std::to_string(session.votes.yes), std::to_string(session.votes.abstain),
                    std::to_string(session.votes.no), std::to_string(session.votes.absent)});
  }
  return rows;
}

std::string sessions_text(const VotesOutcome& outcome) {
  Rows rows = session_rows(outcome);
  rows[0] = {"session", "roll calls", "all alike", "voters", "yes", "abstain", "no", "absent"};
  std::string more;
  if (rows.size() > shown_lines + 1) {
    more = std::to_string(rows.size() - shown_lines - 1) + " earlier sessions: --csv\n";
    rows.erase(rows.begin() + 1, rows.end() - static_cast<std::ptrdiff_t>(shown_lines));
  }
  for (Rows::size_type r = 1; r < rows.size(); ++r) {
    rows[r][0] = rows[r][0].empty() ? "(none)" : printable(rows[r][0]);
  }
  return aligned(rows) + more;
}

/// A row a pair and part.
Rows similarity_rows(const VoteSimilarityOutcome& outcome) {
  Rows rows = {{"part", "first", "second", "common"}};
  for (const auto measure : outcome.measures) {
    const std::string name(to_string(measure));
    rows[0].insert(rows[0].end(), {name, name + "_low", name + "_high"});
  }
  for (const VoteSimilarityPart& part : outcome.parts) {
    for (const positions::PairSimilarity& pair : part.pairs) {
      std::vector<std::string> row = {
          part.label, voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.first]),
          voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.second]),
          std::to_string(pair.common)};
      for (const auto measure : outcome.measures) add_figure_cells(row, pair.of(measure));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string similarity_text(const VoteSimilarityOutcome& outcome) {
  Rows rows = {{"", "common"}};
  for (const auto measure : outcome.measures) rows[0].emplace_back(to_string(measure));
  for (const VoteSimilarityPart& part : outcome.parts) {
    const std::string label = part.label == "all" ? "" : printable(part.label) + " ";
    for (const positions::PairSimilarity& pair : part.pairs) {
      std::vector<std::string> row = {
          label + printable(voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.first])) +
              " - " + printable(voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.second])),
          std::to_string(pair.common)};
      for (const auto measure : outcome.measures)
        row.push_back(figure_text(pair.of(measure), outcome.options));
      rows.push_back(std::move(row));
    }
  }
  return votes_read_text(outcome.loaded) + "\n" + aligned(rows) + "\n" +
         draws_text(outcome.options) + "undefined: fewer than " +
         std::to_string(outcome.options.least_common) +
         " roll calls in common, or no variation to correct by.\n";
}

Json similarity_json(const VoteSimilarityOutcome& outcome) {
  Json parts = Json::array();
  for (const VoteSimilarityPart& part : outcome.parts) {
    Json pairs = Json::array();
    for (const positions::PairSimilarity& pair : part.pairs) {
      Json one{{"first", voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.first])},
               {"second", voter_id(outcome.loaded, outcome.loaded.voters[pair.pair.second])},
               {"common", pair.common},
               {"counts", pair.counts}};
      for (const auto measure : outcome.measures) {
        one[std::string(to_string(measure))] = figure_json(pair.of(measure));
      }
      pairs.push_back(std::move(one));
    }
    parts.push_back(
        Json{{"part", part.label}, {"roll_calls", part.roll_calls}, {"pairs", std::move(pairs)}});
  }
  return Json{{"votes", votes_read_json(outcome.loaded)},
              {"level", outcome.options.confidence},
              {"draws", outcome.options.replicates},
              {"seed", outcome.options.seed},
              {"weighted", outcome.options.weighted},
              {"least_common", outcome.options.least_common},
              {"parts", std::move(parts)}};
}

Rows cohesion_rows(const VotesCohesionOutcome& outcome) {
  Rows rows = {{"part", "roll_calls", "yes", "abstain", "no", "rice", "rice_low", "rice_high",
                "agreement_index", "agreement_index_low", "agreement_index_high", "unanimous",
                "unanimous_low", "unanimous_high"}};
  for (const CohesionPart& part : outcome.parts) {
    std::vector<std::string> row = {
        part.label, std::to_string(part.cohesion.roll_calls), std::to_string(part.votes.yes),
        std::to_string(part.votes.abstain), std::to_string(part.votes.no)};
    add_figure_cells(row, part.cohesion.rice);
    add_figure_cells(row, part.cohesion.agreement_index);
    add_figure_cells(row, part.cohesion.unanimous);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string cohesion_text(const VotesCohesionOutcome& outcome) {
  Rows rows = {{"", "roll calls", "yes-abstain-no", "Rice", "agreement index", "unanimous"}};
  for (const CohesionPart& part : outcome.parts) {
    rows.push_back({printable(part.label), std::to_string(part.cohesion.roll_calls),
                    tally_text(part.votes), figure_text(part.cohesion.rice, outcome.options),
                    figure_text(part.cohesion.agreement_index, outcome.options),
                    figure_text(part.cohesion.unanimous, outcome.options)});
  }
  return votes_read_text(outcome.loaded) + "\n" + aligned(rows) + "\n" +
         draws_text(outcome.options) + "Rice leaves abstentions out.\n";
}

Json cohesion_json(const VotesCohesionOutcome& outcome) {
  Json named = Json::array();
  for (const std::uint32_t voter : outcome.loaded.voters) {
    named.push_back(voter_id(outcome.loaded, voter));
  }
  Json parts = Json::array();
  for (const CohesionPart& part : outcome.parts) {
    parts.push_back(Json{{"part", part.label},
                         {"roll_calls", part.cohesion.roll_calls},
                         {"votes", tally_json(part.votes)},
                         {"rice", figure_json(part.cohesion.rice)},
                         {"agreement_index", figure_json(part.cohesion.agreement_index)},
                         {"unanimous", figure_json(part.cohesion.unanimous)}});
  }
  return Json{{"votes", votes_read_json(outcome.loaded)},
              {"members", std::move(named)},
              {"level", outcome.options.confidence},
              {"draws", outcome.options.replicates},
              {"seed", outcome.options.seed},
              {"parts", std::move(parts)}};
}

}  // namespace

std::vector<Error> shown_complaints(const LoadedVotes& loaded) {
  std::vector<Error> out(loaded.complaints.begin(),
                         loaded.complaints.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                         loaded.complaints.size(), shown_lines)));
  if (out.size() < loaded.complaints.size()) {
    out.push_back({ErrorKind::Malformed,
                   "and " + std::to_string(loaded.complaints.size() - out.size()) +
                       " more complaints: --json",
                   {},
                   "",
                   "",
                   ""});
  }
  return out;
}

Presentation present(const VotesStudyOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_complaints(outcome.loaded);
  if (!outcome.loaded.complaints.empty()) out.exit = ExitCode::Findings;
  Json json = votes_read_json(outcome.loaded);
  json.erase("voters");
  json.erase("roll_calls");
  json["path"] = outcome.path;
  json["as_of"] = outcome.as_of;
  json["actors"] = outcome.actors;
  json["roll_calls"] = outcome.roll_calls;
  json["votes"] = outcome.votes;
  out.json = json_line(json);
  if (view == View::Table) {
    out.rows = {{"path", "as_of", "actors", "roll_calls", "votes"},
                {outcome.path, outcome.as_of, std::to_string(outcome.actors),
                 std::to_string(outcome.roll_calls), std::to_string(outcome.votes)}};
  }
  if (view == View::Text) {
    out.text = "Made " + outcome.path + ": " + counted(outcome.actors, "actor") + ", " +
               counted(outcome.roll_calls, "roll call") + ", " + counted(outcome.votes, "vote") +
               ", as of " + outcome.as_of + "\n";
  }
  return out;
}

Presentation present(const VotesOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_complaints(outcome.loaded);
  if (!outcome.loaded.complaints.empty()) out.exit = ExitCode::Findings;
  if (view == View::Text) {
    out.text = votes_read_text(outcome.loaded) + "\n" + sessions_text(outcome);
  } else if (view == View::Table) {
    out.rows = session_rows(outcome);
  } else {
    Json json = votes_read_json(outcome.loaded);
    json["sessions"] = Json::array();
    for (const VotesSession& session : outcome.sessions) {
      json["sessions"].push_back(Json{{"session", session.label},
                                      {"roll_calls", session.roll_calls},
                                      {"without_variation", session.without_variation},
                                      {"voters", session.voters},
                                      {"votes", tally_json(session.votes)}});
    }
    json["voter_list"] = Json::array();
    for (std::size_t v = 0; v < outcome.loaded.matrix.voters().size(); ++v) {
      const record::Voter& voter = outcome.loaded.matrix.voters()[v];
      json["voter_list"].push_back(Json{
          {"id", voter.id}, {"name", voter.name}, {"votes", outcome.loaded.matrix.votes_cast(v)}});
    }
    out.json = json_line(json);
  }
  return out;
}

Presentation present(const VoteSimilarityOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_complaints(outcome.loaded);
  if (view == View::Text) out.text = similarity_text(outcome);
  if (view == View::Table) out.rows = similarity_rows(outcome);
  if (view == View::Json) out.json = json_line(similarity_json(outcome));
  return out;
}

Presentation present(const VotesCohesionOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_complaints(outcome.loaded);
  if (view == View::Text) out.text = cohesion_text(outcome);
  if (view == View::Table) out.rows = cohesion_rows(outcome);
  if (view == View::Json) out.json = json_line(cohesion_json(outcome));
  return out;
}

}  // namespace entente::app

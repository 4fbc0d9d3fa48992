// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/position_sides.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/text_scores.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

struct CellRecord {
  positions::CellEvidence evidence;
  std::vector<std::string> votes;
  std::vector<std::string> assessments;
  std::vector<std::string> texts;
  std::size_t recalled = 0;

  bool more_than_words() const noexcept {
    return evidence.votes.cast() > 0 || !evidence.texts.empty() || !evidence.experts.empty();
  }
};

/// What is gathered of the cells asked for, by actor and issue.
class CellRecords {
 public:
  explicit CellRecords(const Analysis& analysis) : analysis_(analysis) {
    for (const ActorCode actor : analysis.actors) asked_actors_.push_back(actor.value());
    for (const IssueCode issue : analysis.issues) asked_issues_.push_back(issue.value());
    for (std::size_t a = 0; a < analysis.snapshot.actors.size(); ++a) {
      actors_.emplace(analysis.snapshot.actors.id[a], ActorCode(a));
    }
    std::sort(asked_actors_.begin(), asked_actors_.end());
    std::sort(asked_issues_.begin(), asked_issues_.end());
  }

  /// Null where nobody asked.
  CellRecord* at(ActorCode actor, IssueCode issue) {
    if (!actor || !issue) return nullptr;
    if (!std::binary_search(asked_actors_.begin(), asked_actors_.end(), actor.value()) ||
        !std::binary_search(asked_issues_.begin(), asked_issues_.end(), issue.value())) {
      return nullptr;
    }
    return &cells_[{actor.value(), issue.value()}];
  }
  const Analysis& analysis() const noexcept { return analysis_; }
  /// None where there is no such actor.
  ActorCode actor(std::string_view id) const {
    const auto found = actors_.find(id);
    return found == actors_.end() ? ActorCode() : found->second;
  }

 private:
  const Analysis& analysis_;
  std::unordered_map<std::string_view, ActorCode> actors_;
  std::vector<std::size_t> asked_actors_;
  std::vector<std::size_t> asked_issues_;
  std::map<std::pair<std::size_t, std::size_t>, CellRecord> cells_;
};

bool is_past(std::string_view date, std::chrono::sys_days at) {
  if (date.empty()) return true;
  const auto parsed = Date::parse(date);
  return parsed && parsed->first_day() <= at;
}

void gather_votes(CellRecords& records) {
  const record::Study& study = records.analysis().opened.study;
  const record::Snapshot& snapshot = records.analysis().snapshot;
  const record::Table& calls = study.table("rollcall");
  std::unordered_map<std::string_view, IssueCode> issue_of;
  for (std::size_t r = 0; r < calls.rows(); ++r) {
    if (calls.cell(r, "issue").empty()) continue;
    if (!is_past(calls.cell(r, "date"), records.analysis().at)) continue;
    issue_of.emplace(calls.id(r), snapshot.issue(calls.cell(r, "issue")));
  }
  if (issue_of.empty()) return;
  const record::Table& votes = study.table("vote");
  for (std::size_t v = 0; v < votes.rows(); ++v) {
    const auto call = issue_of.find(votes.cell(v, "rollcall"));
    if (call == issue_of.end()) continue;
    const std::string_view vote = votes.cell(v, "vote");
    if (vote == "X") continue;
    CellRecord* cell = records.at(records.actor(votes.cell(v, "actor")), call->second);
    if (cell == nullptr) continue;
    positions::VoteEvidence& tally = cell->evidence.votes;
    (vote == "Y" ? tally.yes : vote == "N" ? tally.no : tally.abstain) += 1;
    cell->votes.emplace_back(votes.id(v));
    const bool recalled =
        votes.cell(v, "basis") == "recall" || votes.cell(v, "verification") == "unverified";
    cell->recalled += recalled ? 1 : 0;
  }
}

/// The latest of each assessor that has a best answer; of one day the last in the table.
void gather_assessments(CellRecords& records) {
  struct Answer {
    std::chrono::sys_days day;
    std::size_t row = 0;
  };
  const record::Snapshot& snapshot = records.analysis().snapshot;
  const record::Table& table = records.analysis().opened.study.table("assessment");
  std::map<std::array<std::string_view, 3>, Answer> latest;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (table.cell(r, "issue").empty() || table.cell(r, "best").empty()) continue;
    if (!is_past(table.cell(r, "date"), records.analysis().at)) continue;
    const auto date = Date::parse(table.cell(r, "date"));
    const Answer answer = {date ? date->first_day() : std::chrono::sys_days(), r};
    const auto [place, fresh] = latest.try_emplace(
        {table.cell(r, "issue"), table.cell(r, "actor"), table.cell(r, "assessor")}, answer);
    if (!fresh && place->second.day <= answer.day) place->second = answer;
  }
  const auto number = [&table](std::size_t row, std::string_view column, double otherwise) {
    return parse_number(table.cell(row, column)).value_or(otherwise);
  };
  for (const auto& [key, answer] : latest) {
    CellRecord* cell = records.at(records.actor(key[1]), snapshot.issue(key[0]));
    if (cell == nullptr) continue;
    const double best = number(answer.row, "best", 0);
    cell->evidence.experts.push_back(
        {number(answer.row, "low", best), best, number(answer.row, "high", best)});
    cell->assessments.emplace_back(table.id(answer.row));
  }
}

/// The actor that a text is named after: the whole name, or what stands before a mark.
ActorCode actor_of_text(const CellRecords& records, std::string_view text) {
  if (const ActorCode whole = records.actor(text)) return whole;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (std::string_view("._-/ ").find(text[i]) == std::string_view::npos) continue;
    if (const ActorCode actor = records.actor(text.substr(0, i))) return actor;
  }
  return {};
}

Result<IssueCode> issue_named(const Analysis& analysis, const std::string& word) {
  if (const IssueCode issue = analysis.snapshot.issue(word)) return issue;
  const auto& codes = analysis.snapshot.issues.code;
  const auto code = std::find(codes.begin(), codes.end(), word);
  if (code != codes.end()) return IssueCode(static_cast<std::size_t>(code - codes.begin()));
  ENTENTE_TRY(const std::size_t row,
              known_row(analysis.opened.study.table("issue"), word, "--texts"));
  return IssueCode(row);
}

Result<void> gather_texts(const TextScoresRequest& request, CellRecords& records,
                          std::vector<std::string>& of_nobody) {
  const Analysis& analysis = records.analysis();
  ENTENTE_TRY(const IssueCode issue, issue_named(analysis, request.issue));
  ENTENTE_TRY(const std::string bytes, read_file(request.file));
  ENTENTE_TRY(const auto scores, ingest::read_text_scores(bytes, request.file));
  for (const ingest::TextScore& score : scores) {
    if (std::abs(score.value) > 2.5) {
      return fail({ErrorKind::Range,
                   "a score off the scale of the codes",
                   {request.file, score.line, "value"},
                   "-2.5 to 2.5",
                   number_text(score.value),
                   "score the texts with wordscores, by --reference texts whose positions on the "
                   "issue are given as -2 to 2"});
    }
    const ActorCode actor = actor_of_text(records, score.text);
    if (!actor) {
      of_nobody.push_back(score.text);
      continue;
    }
    CellRecord* cell = records.at(actor, issue);
    if (cell == nullptr) continue;
    cell->evidence.texts.push_back({score.value, score.low, score.high});
    cell->texts.push_back(score.text);
  }
  return {};
}

}  // namespace

Result<PositionSidesOutcome> position_sides(const Analysis& analysis,
                                            const positions::StatementModel& model,
                                            const PositionSidesRequest& request) {
  PositionSidesOutcome out;
  CellRecords records(analysis);
  gather_votes(records);
  gather_assessments(records);
  for (const TextScoresRequest& texts : request.texts) {
    ENTENTE_CHECK(gather_texts(texts, records, out.texts_of_nobody));
  }
  for (const IssueCode issue : analysis.issues) {
    for (const ActorCode actor : analysis.actors) {
      CellRecord* cell = records.at(actor, issue);
      if (!request.words_alone && !cell->more_than_words()) continue;
      cell->evidence.statements = model.at(actor, issue);
      ENTENTE_TRY(auto sides, positions::side_by_side(cell->evidence, request.options));
      if (sides.kinds.empty()) continue;
      out.cells.push_back({actor, issue, std::move(sides), std::move(cell->votes),
                           std::move(cell->assessments), std::move(cell->texts), cell->recalled});
    }
  }
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/stakes.hpp"

#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/positions/latest.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

constexpr double stakes_level = 0.8;

const record::Table& interests(const StakesOutcome& outcome) {
  return outcome.analysis.opened.study.table("interest");
}

/// "2 of 4", or nothing.
std::string rank_words(const Stake& stake) {
  return stake.rank == 0 ? std::string()
                         : std::to_string(stake.rank) + " of " + std::to_string(stake.of);
}

std::string actor_of(const StakesOutcome& outcome, ActorCode actor) {
  return outcome.analysis.snapshot.actors.id[actor.value()];
}

std::string stated_words(const StakesOutcome& outcome, const Stake& stake) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < stake.issues.size(); ++at) {
    const std::string& id = outcome.analysis.snapshot.issues.id[stake.issues[at].value()];
    parts.push_back(id + " " + (stake.stated[at] ? std::to_string(*stake.stated[at]) : "-"));
  }
  return joined(parts, ", ");
}

std::string ledger_words(const Stake& stake) {
  if (!stake.salience || stake.issues.empty()) return {};
  return fixed_text(stake.salience->value, 0) + " [" +
         fixed_text(stake.salience->interval->low, 0) + ", " +
         fixed_text(stake.salience->interval->high, 0) + "]";
}

Rows stakes_rows(const StakesOutcome& outcome, bool for_people) {
  Rows rows = {{"actor", "named of", "kind", "rank", "what", "salience", "stated", "evidence"}};
  if (!for_people) {
    rows.front() = {"actor",  "holder", "kind",   "rank", "of",     "item",
                    "issues", "low",    "median", "high", "stated", "evidence"};
  }
  const record::Table& table = interests(outcome);
  for (const Stake& stake : outcome.stakes) {
    const auto cell = [&](std::string_view column) {
      return std::string(table.cell(stake.row, column));
    };
    std::string evidence = cell("passages");
    if (!cell("sources").empty()) evidence += (evidence.empty() ? "" : ";") + cell("sources");
    auto& row = rows.emplace_back();
    row = {actor_of(outcome, stake.actor), actor_of(outcome, stake.holder), cell("kind")};
    if (for_people) {
      row.insert(row.end(), {rank_words(stake), printable(cell("item")), ledger_words(stake),
                             stated_words(outcome, stake), evidence});
      continue;
    }
    const bool known = stake.salience && !stake.issues.empty();
    row.insert(row.end(),
               {stake.rank == 0 ? "" : std::to_string(stake.rank),
                stake.rank == 0 ? "" : std::to_string(stake.of), cell("item"), cell("issues"),
                known ? fixed_text(stake.salience->interval->low, 2) : "",
                known ? fixed_text(stake.salience->value, 2) : "",
                known ? fixed_text(stake.salience->interval->high, 2) : "",
                stated_words(outcome, stake), evidence});
  }
  return rows;
}

std::string stakes_text(const StakesOutcome& outcome) {
  if (outcome.stakes.empty()) {
    return "No source in the study names what they want (table interest).\n";
  }
  return aligned(stakes_rows(outcome, true)) +
         "\nSalience: median and 80 % interval for the issues that a priority or benefit is about, "
         "by the coder's judgement: what a source names of the actor itself is taken for a stake, "
         "spread evenly from " +
         std::to_string(outcome.threshold) +
         " (rules.salience_threshold) to 100, whatever its rank. It stands in where no statement "
         "gives a salience (stated: those that do, - for none) in `entente package`, `coalitions` "
         "and `format --rank`.\n";
}

Json stakes_json(const StakesOutcome& outcome) {
  const record::Table& table = interests(outcome);
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json{{"method", "stakes"}};
  json["at"] = outcome.analysis.at_text;
  json["salience_threshold"] = outcome.threshold;
  json["stakes"] = Json::array();
  for (const Stake& stake : outcome.stakes) {
    Json one{{"actor", actor_of(outcome, stake.actor)}};
    one["holder"] = actor_of(outcome, stake.holder);
    one["id"] = table.id(stake.row);
    one["kind"] = table.cell(stake.row, "kind");
    one["rank"] = stake.rank == 0 ? Json(nullptr) : Json(stake.rank);
    one["of"] = stake.rank == 0 ? Json(nullptr) : Json(stake.of);
    one["item"] = table.cell(stake.row, "item");
    one["salience"] = optional_estimate_json(stake.salience);
    one["issues"] = Json::array();
    for (std::size_t at = 0; at < stake.issues.size(); ++at) {
      Json issue{{"id", snapshot.issues.id[stake.issues[at].value()]}};
      issue["stated_salience"] = stake.stated[at] ? Json(*stake.stated[at]) : Json(nullptr);
      one["issues"].push_back(std::move(issue));
    }
    one["passages"] = list_items(table.cell(stake.row, "passages"));
    one["sources"] = list_items(table.cell(stake.row, "sources"));
    json["stakes"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

Result<StakesOutcome> stakes_of(const AnalysisRequest& request, const Context& context) {
  StakesOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request, context));
  const Analysis& analysis = out.analysis;
  const record::Study& study = analysis.opened.study;
  out.threshold = study.settings.salience_threshold;
  const advise::InterestLedger ledger(study, analysis.snapshot);
  ENTENTE_TRY(const positions::PositionMatrix matrix,
              positions::latest_positions(analysis.snapshot,
                                          {analysis.at, analysis.actors, {}, std::nullopt, {}}));
  const record::Table& table = study.table("interest");
  const Date day = Date::day(std::chrono::year_month_day(analysis.at));
  for (std::size_t a = 0; a < analysis.actors.size(); ++a) {
    const ActorCode actor = analysis.actors[a];
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const ActorCode holder = analysis.snapshot.actor(table.cell(row, "actor"));
      if (!holder || (holder != actor && !is_member(analysis.snapshot, actor, holder, day))) {
        continue;
      }
      Stake& stake = out.stakes.emplace_back();
      stake.actor = actor;
      stake.holder = holder;
      stake.row = row;
      const auto named =
          std::find_if(ledger.named().begin(), ledger.named().end(),
                       [row](const advise::NamedInterest& one) { return one.row == row; });
      if (named == ledger.named().end()) continue;
      stake.rank = named->rank;
      stake.of = named->of;
      stake.issues = named->issues;
      if (holder == actor) stake.salience = ledger.salience_estimate(stakes_level);
      for (const IssueCode issue : stake.issues) {
        stake.stated.push_back(matrix.cell(issue.value(), a).salience);
      }
    }
  }
  return out;
}

Presentation present(const StakesOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(stakes_json(outcome));
  if (view == View::Table) out.rows = stakes_rows(outcome, false);
  if (view == View::Text) out.text = stakes_text(outcome);
  return out;
}

}  // namespace entente::app

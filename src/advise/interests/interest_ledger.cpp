// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/interest_ledger.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/text.hpp"

namespace entente::advise {
namespace {

constexpr double top_salience = 100;

bool is_named_kind(std::string_view kind) { return kind == "priority" || kind == "benefit"; }

/// Rows of one holder and kind, by rank; of equals, and without a rank, the study's order.
std::map<std::pair<ActorCode, std::string>, std::vector<std::size_t>> ranked_rows(
    const record::Table& table, const record::Snapshot& snapshot) {
  std::map<std::pair<ActorCode, std::string>, std::vector<std::size_t>> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view kind = table.cell(row, "kind");
    const ActorCode holder = snapshot.actor(table.cell(row, "actor"));
    if (holder && is_named_kind(kind)) out[{holder, std::string(kind)}].push_back(row);
  }
  for (auto& [key, rows] : out) {
    const auto rank = [&table](std::size_t row) {
      return parse_integer(table.cell(row, "rank"))
          .value_or(std::numeric_limits<std::int64_t>::max());
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&rank](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  }
  return out;
}

}  // namespace

InterestLedger::InterestLedger(const record::Study& study, const record::Snapshot& snapshot)
    : threshold_(study.settings.salience_threshold) {
  const record::Table& table = study.table("interest");
  for (const auto& [key, rows] : ranked_rows(table, snapshot)) {
    for (std::size_t place = 0; place < rows.size(); ++place) {
      NamedInterest& interest = named_.emplace_back();
      interest.row = rows[place];
      interest.holder = key.first;
      interest.rank = place + 1;
      interest.of = rows.size();
      for (const std::string_view item : list_items(table.cell(rows[place], "issues"))) {
        if (const IssueCode issue = snapshot.issue(item)) interest.issues.push_back(issue);
      }
    }
  }
  std::sort(named_.begin(), named_.end(),
            [](const NamedInterest& a, const NamedInterest& b) { return a.row < b.row; });
  for (std::size_t place = 0; place < named_.size(); ++place) {
    for (const IssueCode issue : named_[place].issues) {
      first_.try_emplace({named_[place].holder, issue}, place);
    }
  }
}

const NamedInterest* InterestLedger::on(ActorCode actor, IssueCode issue) const noexcept {
  const auto it = first_.find({actor, issue});
  return it == first_.end() ? nullptr : &named_[it->second];
}

double InterestLedger::salience(double u) const noexcept {
  return threshold_ + (top_salience - threshold_) * u;
}

stats::Estimate InterestLedger::salience_estimate(double level) const {
  stats::Estimate out;
  out.value = salience(0.5);
  out.interval = stats::Interval{salience((1 - level) / 2), salience((1 + level) / 2)};
  out.state = stats::IntervalState::Known;
  out.method = stats::IntervalMethod::Percentile;
  out.level = level;
  out.n = 1;
  return out;
}

}  // namespace entente::advise

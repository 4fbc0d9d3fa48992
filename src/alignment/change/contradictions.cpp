// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>

#include "entente/alignment/change.hpp"
#include "entente/positions/latest.hpp"

namespace entente::alignment {
namespace {

bool is_among(ActorCode actor, const std::vector<ActorCode>& actors) {
  return std::find(actors.begin(), actors.end(), actor) != actors.end();
}

bool is_among(IssueCode issue, const std::vector<IssueCode>& issues) {
  return std::find(issues.begin(), issues.end(), issue) != issues.end();
}

/// Those that take a side, by actor, issue, first day, then the study's order.
std::vector<StatementCode> sides_taken(const record::Snapshot& snapshot, std::chrono::sys_days at,
                                       const std::vector<ActorCode>& actors,
                                       const std::vector<IssueCode>& issues) {
  const record::StatementColumns& all = snapshot.statements;
  std::vector<StatementCode> out;
  for (std::size_t s = 0; s < all.size(); ++s) {
    const StatementCode statement(s);
    if (all.stance[s] == 0 || !is_among(all.actor[s], actors) || !is_among(all.issue[s], issues)) {
      continue;
    }
    if (positions::counts(snapshot, statement, at)) out.push_back(statement);
  }
  std::stable_sort(out.begin(), out.end(), [&all](StatementCode a, StatementCode b) {
    const auto key = [&all](StatementCode s) {
      return std::tuple(all.actor[s.value()], all.issue[s.value()],
                        all.date[s.value()].first_day());
    };
    return key(a) < key(b);
  });
  return out;
}

int full_months(std::chrono::sys_days from, std::chrono::sys_days to) {
  if (to <= from) return 0;
  const std::chrono::year_month_day begin(from);
  const std::chrono::year_month_day end(to);
  const auto months = (end.year() / end.month() - begin.year() / begin.month()).count();
  return static_cast<int>(months) - (end.day() < begin.day() ? 1 : 0);
}

}  // namespace

std::vector<Contradiction> contradictions(const record::Snapshot& snapshot,
                                          std::chrono::sys_days at,
                                          const std::vector<ActorCode>& actors,
                                          const std::vector<IssueCode>& issues) {
  const record::StatementColumns& all = snapshot.statements;
  const std::vector<StatementCode> order = sides_taken(snapshot, at, actors, issues);
  std::vector<Contradiction> out;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const std::size_t earlier = order[i - 1].value();
    const std::size_t later = order[i].value();
    const bool same_cell =
        all.actor[earlier] == all.actor[later] && all.issue[earlier] == all.issue[later];
    if (!same_cell || (all.stance[earlier] > 0) == (all.stance[later] > 0)) continue;
    const auto said = all.until[earlier].last_day();
    const auto contradicted = all.date[later].first_day();
    out.push_back({all.actor[later], all.issue[later], order[i - 1], order[i],
                   full_months(said, contradicted),
                   positions::offices_ended(snapshot, all.actor[later], said, contradicted)});
  }
  return out;
}

}  // namespace entente::alignment

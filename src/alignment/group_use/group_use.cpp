// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/group_use.hpp"

#include <algorithm>
#include <numeric>

#include "entente/stats/quantile.hpp"

namespace entente::alignment {
namespace {

using positions::PositionEstimate;
using positions::StatementModel;

/// A member's draws at one pole: the mean over its claims.
struct PoleDraws {
  std::vector<double> draws;  ///< empty: nothing on record
  std::vector<StatementCode> statements;
};

PoleDraws pole_draws(const StatementModel& model, ActorCode actor,
                     const std::vector<IssueCode>& claims) {
  PoleDraws out;
  std::size_t known = 0;
  for (const IssueCode claim : claims) {
    const PositionEstimate* estimate = model.at(actor, claim);
    if (estimate == nullptr || estimate->inferred) continue;
    const auto draws = model.draws_of(*estimate);
    out.draws.resize(draws.size());
    for (std::size_t r = 0; r < draws.size(); ++r) out.draws[r] += static_cast<double>(draws[r]);
    out.statements.insert(out.statements.end(), estimate->statements.begin(),
                          estimate->statements.end());
    ++known;
  }
  for (double& draw : out.draws) draw /= static_cast<double>(known);
  return out;
}

std::vector<StatementCode> each_once(std::vector<StatementCode> statements) {
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  return statements;
}

/// The mean over members, draw by draw; empty without any.
std::vector<double> mean_of(const std::vector<const std::vector<double>*>& members) {
  if (members.empty()) return {};
  std::vector<double> out(members.front()->size());
  for (const std::vector<double>* draws : members) {
    for (std::size_t r = 0; r < out.size(); ++r) out[r] += (*draws)[r];
  }
  for (double& draw : out) draw /= static_cast<double>(members.size());
  return out;
}

std::optional<stats::Estimate> use_estimate(const std::vector<double>& draws, std::size_t n,
                                            double level) {
  if (draws.empty()) return std::nullopt;
  stats::Estimate out;
  out.value = std::accumulate(draws.begin(), draws.end(), 0.0) / static_cast<double>(draws.size());
  std::vector<double> sorted = draws;
  std::sort(sorted.begin(), sorted.end());
  const double tail = (1 - level) / 2;
  out.interval = stats::Interval{stats::quantile_of_sorted(sorted, tail),
                                 stats::quantile_of_sorted(sorted, 1 - tail)};
  out.state = stats::IntervalState::Known;
  out.method = stats::IntervalMethod::Percentile;
  out.level = level;
  out.n = n;
  return out;
}

/// A pole of several members.
struct PoleOfGroup {
  std::vector<const std::vector<double>*> draws;
  std::vector<StatementCode> statements;

  void add(const PoleDraws& member) {
    draws.push_back(&member.draws);
    statements.insert(statements.end(), member.statements.begin(), member.statements.end());
  }
};

/// Of the members at these places in the two lists.
GroupUse use_of(const std::vector<ActorCode>& members, const std::vector<PoleDraws>& strategic,
                const std::vector<PoleDraws>& tactical, const std::vector<std::size_t>& places,
                double level) {
  PoleOfGroup one;
  PoleOfGroup other;
  PoleOfGroup both_strategic;
  PoleOfGroup both_tactical;
  GroupUse out;
  for (const std::size_t m : places) {
    if (!strategic[m].draws.empty()) one.add(strategic[m]);
    if (!tactical[m].draws.empty()) other.add(tactical[m]);
    if (strategic[m].draws.empty() || tactical[m].draws.empty()) continue;
    both_strategic.add(strategic[m]);
    both_tactical.add(tactical[m]);
    out.members.push_back(members[m]);
  }
  const auto count = [](const PoleOfGroup& pole) { return each_once(pole.statements).size(); };
  out.strategic = use_estimate(mean_of(one.draws), count(one), level);
  out.tactical = use_estimate(mean_of(other.draws), count(other), level);
  std::vector<double> gauge = mean_of(both_strategic.draws);
  const std::vector<double> against = mean_of(both_tactical.draws);
  std::size_t above = 0;
  for (std::size_t r = 0; r < gauge.size(); ++r) {
    gauge[r] = (gauge[r] - against[r]) / 4;
    above += gauge[r] > 0 ? 1 : 0;
  }
  out.gauge = use_estimate(gauge, count(both_strategic) + count(both_tactical), level);
  if (!gauge.empty()) {
    out.chance_strategic = static_cast<double>(above) / static_cast<double>(gauge.size());
  }
  out.statements = one.statements;
  out.statements.insert(out.statements.end(), other.statements.begin(), other.statements.end());
  out.statements = each_once(std::move(out.statements));
  return out;
}

Error no_group_use(const char* what, const char* expected) {
  return {ErrorKind::Range, what, {}, expected, "", "name them"};
}

}  // namespace

Result<std::vector<GroupUseDay>> group_use(const record::Snapshot& snapshot,
                                           const std::vector<ActorCode>& members,
                                           const UsePoles& poles,
                                           const std::vector<std::chrono::sys_days>& days,
                                           const GroupUseOptions& options,
                                           const CancelToken& cancel, const Progress& progress) {
  if (members.empty()) return fail(no_group_use("a gauge without a member", "members of a group"));
  if (poles.strategic.empty() || poles.tactical.empty()) {
    return fail(no_group_use("a gauge without both poles", "claims for either pole"));
  }
  if (!(options.level > 0 && options.level < 1)) {
    return fail(no_group_use("no level of an interval", "between 0 and 1"));
  }
  std::vector<GroupUseDay> out;
  std::vector<std::size_t> everybody(members.size());
  std::iota(everybody.begin(), everybody.end(), std::size_t{0});
  for (const std::chrono::sys_days day : days) {
    positions::StatementModelOptions model_options = options.model;
    model_options.at = day;
    model_options.keep_draws = true;
    ENTENTE_TRY(const StatementModel model,
                positions::statement_positions(snapshot, model_options, false, cancel, progress));
    std::vector<PoleDraws> strategic;
    std::vector<PoleDraws> tactical;
    for (const ActorCode member : members) {
      strategic.push_back(pole_draws(model, member, poles.strategic));
      tactical.push_back(pole_draws(model, member, poles.tactical));
    }
    GroupUseDay& entry = out.emplace_back();
    entry.day = day;
    entry.group = use_of(members, strategic, tactical, everybody, options.level);
    for (std::size_t m = 0; m < members.size(); ++m) {
      entry.actors.push_back(use_of(members, strategic, tactical, {m}, options.level));
    }
  }
  return out;
}

}  // namespace entente::alignment

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/overlap.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "alignment/overlap_test_record.hpp"

namespace entente::alignment {
namespace {

using made_up::few_draws;
using made_up::matrix_of;
using made_up::overlaps_of;
using made_up::Said;
using made_up::snapshot_of;
using positions::PositionMatrix;

constexpr double close = 1e-9;

std::vector<Said> any_statements() {
  std::vector<Said> out(*rc::gen::inRange<std::size_t>(0, 25));
  for (Said& s : out) {
    s = {*rc::gen::inRange(0, 4), *rc::gen::inRange(0, 3), *rc::gen::inRange(-2, 3),
         std::to_string(*rc::gen::inRange(2018, 2023)),
         *rc::gen::element<std::string>("p0", "p1", "p2", "p3", "p0;p1", "p1;p2;p3", "", "")};
    if (s.passages.empty()) s.sources = *rc::gen::element<std::string>("S", "T", "S;T", "");
  }
  return out;
}

bool alike(std::optional<double> a, std::optional<double> b, double sign = 1) {
  return a.has_value() == b.has_value() && (!a || std::abs(sign * *a - *b) < close);
}

bool alike(const std::optional<stats::Estimate>& a, const std::optional<stats::Estimate>& b,
           bool intervals, double sign = 1) {
  if (a.has_value() != b.has_value()) return false;
  if (!a) return true;
  if (std::abs(sign * a->value - b->value) > close) return false;
  if (!intervals) return true;
  if (a->state != b->state || a->n != b->n) return false;
  if (!a->interval) return true;
  const double low = sign > 0 ? a->interval->low : -a->interval->high;
  const double high = sign > 0 ? a->interval->high : -a->interval->low;
  return std::abs(low - b->interval->low) < close && std::abs(high - b->interval->high) < close;
}

bool alike(const IssueOverlap& a, const IssueOverlap& b, bool intervals, double sign = 1) {
  return a.issue == b.issue && a.n == b.n && alike(a.mean, b.mean, intervals, sign) &&
         alike(a.range, b.range) && alike(a.sd, b.sd) && alike(a.cohesion, b.cohesion, intervals);
}

/// To the last bit.
bool same(const std::optional<stats::Estimate>& a, const std::optional<stats::Estimate>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || (a->state == b->state && a->n == b->n && a->interval == b->interval);
}

/// Agreements by the actors' ids, whichever comes first.
std::map<std::string, Agreement> by_name(const record::Snapshot& snapshot,
                                         const PositionMatrix& matrix) {
  std::map<std::string, Agreement> out;
  const auto pairs = agreements(snapshot, matrix, few_draws()).value();
  for (const Agreement& pair : pairs) {
    std::string a = snapshot.actors.id[matrix.actors[pair.first].value()];
    std::string b = snapshot.actors.id[matrix.actors[pair.second].value()];
    if (b < a) std::swap(a, b);
    out[a + "-" + b] = pair;
  }
  return out;
}

bool alike(const std::map<std::string, Agreement>& a, const std::map<std::string, Agreement>& b,
           bool intervals) {
  if (a.size() != b.size()) return false;
  for (const auto& [name, pair] : a) {
    const Agreement& other = b.at(name);
    if (pair.issue_rows != other.issue_rows) return false;
    if (!alike(pair.value, other.value, intervals)) return false;
  }
  return true;
}

TEST(Overlap, OfThreeKnownOneContestedAndOneUnknown) {
  // A is contested (mean 0), B and C known, D unknown: 0, 2, -1.
  const auto snapshot = snapshot_of({{0, 0, 2, "2020", "p0;p1"},
                                     {0, 0, -2, "2020", "p2"},
                                     {1, 0, 2, "2021", "", "S"},
                                     {2, 0, -1, "2021", "p0", "T"}});
  const PositionMatrix matrix = matrix_of(snapshot);
  const IssueOverlap issue = overlaps_of(snapshot, matrix)[0];
  EXPECT_EQ(issue.n, 3U);
  EXPECT_NEAR(issue.mean->value, 1.0 / 3, close);
  EXPECT_EQ(issue.range, 3);
  const double sd = std::sqrt((0 + 4 + 1) / 3.0 - 1.0 / 9);
  EXPECT_NEAR(*issue.sd, sd, close);
  EXPECT_NEAR(issue.cohesion->value, 1 - sd / 2, close);
  // T is a unit beside the passage p0: the statement that names both stands on either.
  const std::vector<EvidenceUnit> units = {{UnitKind::Passage, 0},
                                           {UnitKind::Passage, 1},
                                           {UnitKind::Passage, 2},
                                           {UnitKind::Source, 0},
                                           {UnitKind::Source, 1}};
  EXPECT_EQ(issue.units, units);
  EXPECT_EQ(issue.mean->n, 5U);
  EXPECT_TRUE(issue.few_units);
  EXPECT_EQ(issue.statements.size(), 4U);
  const IssueOverlap nothing = overlaps_of(snapshot, matrix)[1];
  EXPECT_EQ(nothing.n, 0U);
  EXPECT_FALSE(nothing.mean || nothing.range || nothing.sd || nothing.cohesion);
}

TEST(Overlap, SplitAtTheEndsHasNoCohesion) {
  const auto snapshot = snapshot_of({{0, 0, 2, "2020", "p0"}, {1, 0, -2, "2020", "p1"}});
  const IssueOverlap issue = overlaps_of(snapshot, matrix_of(snapshot))[0];
  EXPECT_EQ(issue.cohesion->value, 0);
  EXPECT_EQ(by_name(snapshot, matrix_of(snapshot)).at("A-B").value->value, 0);
}

TEST(Overlap, Ranks) {
  const auto snapshot = snapshot_of({{0, 0, 1, "2020", "p0"},
                                     {1, 0, 1, "2020", "p1"},
                                     {0, 1, -2, "2020", "p0"},
                                     {1, 1, -2, "2020", "p1"},
                                     {0, 2, 0, "2020", "p0"},
                                     {1, 2, 2, "2020", "p1"}});
  auto issues = overlaps_of(snapshot, matrix_of(snapshot));
  EXPECT_EQ(consensus_order(issues), (std::vector<std::size_t>{1, 0, 2}));
  EXPECT_EQ(dissonance_order(issues), (std::vector<std::size_t>{2, 0, 1}));
  std::swap(issues[0], issues[1]);  // ties go by the study, not by the place in the list
  EXPECT_EQ(dissonance_order(issues), (std::vector<std::size_t>{2, 1, 0}));
  const auto alone = snapshot_of({{0, 0, 1, "2020", "p0"}});
  EXPECT_TRUE(consensus_order(overlaps_of(alone, matrix_of(alone))).empty());
}

TEST(Overlap, RefusesWhatDoesNotFit) {
  const auto snapshot = snapshot_of({{0, 0, 1, "2020", "p0"}, {1, 0, 1, "2020", "p1"}});
  PositionMatrix matrix = matrix_of(snapshot);
  const auto kind_of_pair = [&](std::size_t a, std::size_t b) {
    return agreement(snapshot, matrix, a, b, {}).error().kind;
  };
  EXPECT_EQ(kind_of_pair(0, 0), ErrorKind::Range);
  EXPECT_EQ(kind_of_pair(0, 4), ErrorKind::Range);
  EXPECT_EQ(agreement_fragility(snapshot, matrix, 7, 1).error().kind, ErrorKind::Range);
  OverlapOptions options;
  options.level = 1;
  EXPECT_EQ(issue_overlaps(snapshot, matrix, options).error().kind, ErrorKind::Range);
  CancelSource cancel;
  cancel.cancel();
  EXPECT_EQ(issue_overlaps(snapshot, matrix, {}, cancel.token()).error().kind,
            ErrorKind::Cancelled);
  matrix.issues[0] = IssueCode(99);
  EXPECT_EQ(issue_overlaps(snapshot, matrix, {}).error().kind, ErrorKind::Range);
  EXPECT_EQ(issue_fragilities(snapshot, matrix).error().kind, ErrorKind::Range);
}

TEST(Fragility, AnEarlierStatementTakesThePlace) {
  // Without p0 A falls back to -1 and C becomes unknown; p1 alone carries B.
  const auto snapshot = snapshot_of({{0, 0, -1, "2019", "p2"},
                                     {0, 0, 2, "2021", "p0"},
                                     {1, 0, 2, "2021", "p1"},
                                     {2, 0, 2, "2021", "p0"},
                                     {3, 0, 2, "2021", "p0;p1"}});
  const auto issue = issue_fragilities(snapshot, matrix_of(snapshot)).value()[0];
  EXPECT_EQ(issue.n, 4U);
  EXPECT_EQ(issue.passages, 2U);
  EXPECT_EQ(issue.sources, 0U);
  EXPECT_EQ(issue.mean->least, 1);
  EXPECT_EQ(issue.mean->greatest, 2);
  EXPECT_EQ(issue.mean->worst, (EvidenceUnit{UnitKind::Passage, 0}));
  EXPECT_EQ(issue.mean->change, -1);
  EXPECT_EQ(issue.mean->worst_cells, 2U);
  EXPECT_EQ(issue.mean->worst_n, 3U);
  EXPECT_EQ(issue.mean->least_n, 3U);
  EXPECT_EQ(issue.mean->vanishing, 0U);
}

TEST(Fragility, LeavesOutWhatTheMatrixLeftOut) {
  const auto snapshot =
      snapshot_of({{0, 0, -1, "2018", "p1"}, {0, 0, 0, "2019", "p2"}, {0, 0, 2, "2021", "p0"}});
  const std::vector<bool> without = {false, true, false};
  const PositionMatrix matrix = matrix_of(snapshot, {"A", "B"}, without);
  EXPECT_EQ(issue_fragilities(snapshot, matrix, without).value()[0].mean->least, -1);
  EXPECT_EQ(issue_fragilities(snapshot, matrix).value()[0].mean->least, 0);
}

TEST(Fragility, WhatVanishesIsTheGreatestHarm) {
  const auto snapshot =
      snapshot_of({{0, 0, 2, "2020", "p1"}, {1, 0, -2, "2020", "p1"}, {2, 0, -2, "2020", "p2"}});
  const PositionMatrix matrix = matrix_of(snapshot);
  const auto issue = issue_fragilities(snapshot, matrix).value()[0];
  EXPECT_EQ(issue.cohesion->worst, (EvidenceUnit{UnitKind::Passage, 1}));
  EXPECT_FALSE(issue.cohesion->change);
  EXPECT_EQ(issue.cohesion->vanishing, 1U);
  EXPECT_EQ(issue.cohesion->worst_n, 1U);
  EXPECT_EQ(issue.cohesion->least, 0);
  const auto pair = agreement_fragility(snapshot, matrix, 0, 1).value();
  EXPECT_EQ(pair.value->vanishing, 1U);
  EXPECT_FALSE(pair.value->least || pair.value->greatest || pair.value->change);
  EXPECT_EQ(pair.value->worst_cells, 2U);
}

RC_GTEST_PROP(OverlapProperty, TheOrderOfActorsChangesNothing, ()) {
  const auto said = any_statements();
  const auto snapshot = snapshot_of(said);
  const PositionMatrix matrix = matrix_of(snapshot);
  const PositionMatrix turned = matrix_of(snapshot, {"C", "A", "D", "B"});
  const auto relabelled = snapshot_of(said, {"D", "B", "A", "C"});
  const PositionMatrix other = matrix_of(relabelled, {"D", "B", "A", "C"});
  const auto issues = overlaps_of(snapshot, matrix);
  const auto issues_turned = overlaps_of(snapshot, turned);
  const auto issues_relabelled = overlaps_of(relabelled, other);
  for (std::size_t i = 0; i < issues.size(); ++i) {
    RC_ASSERT(alike(issues[i], issues_turned[i], true));
    RC_ASSERT(alike(issues[i], issues_relabelled[i], true));
    for (const auto* others : {&issues_turned, &issues_relabelled}) {
      RC_ASSERT(same(issues[i].mean, (*others)[i].mean));
      RC_ASSERT(same(issues[i].cohesion, (*others)[i].cohesion));
    }
  }
  RC_ASSERT(alike(by_name(snapshot, matrix), by_name(snapshot, turned), true));
  RC_ASSERT(alike(by_name(snapshot, matrix), by_name(relabelled, other), true));
  const auto pairs = by_name(snapshot, matrix);
  for (const auto& [name, pair] : by_name(relabelled, other)) {
    RC_ASSERT(same(pair.value, pairs.at(name).value));
  }
  RC_ASSERT(consensus_order(issues) == consensus_order(issues_turned));
  RC_ASSERT(dissonance_order(issues) == dissonance_order(issues_turned));
}

RC_GTEST_PROP(OverlapProperty, MirroringMirrorsTheMeanAndKeepsTheSpread, ()) {
  auto said = any_statements();
  const auto snapshot = snapshot_of(said);
  for (Said& s : said) s.stance = -s.stance;
  const auto mirrored = snapshot_of(said);
  const auto issues = overlaps_of(snapshot, matrix_of(snapshot));
  const auto others = overlaps_of(mirrored, matrix_of(mirrored));
  for (std::size_t i = 0; i < issues.size(); ++i) {
    RC_ASSERT(alike(issues[i], others[i], true, -1));
  }
  RC_ASSERT(consensus_order(issues) == consensus_order(others));
  RC_ASSERT(dissonance_order(issues) == dissonance_order(others));
  RC_ASSERT(
      alike(by_name(snapshot, matrix_of(snapshot)), by_name(mirrored, matrix_of(mirrored)), true));
}

RC_GTEST_PROP(OverlapProperty, RepetitionIsNoEvidence, ()) {
  const auto said = any_statements();
  const auto snapshot = snapshot_of(said);
  auto twice = said;
  twice.insert(twice.end(), said.begin(), said.end());
  auto copied = said;  // each passage also in a second copy: p1 and q1
  for (Said& s : copied) {
    std::string copy = s.passages;
    for (char& c : copy) c = c == 'p' ? 'q' : c;
    if (!copy.empty()) s.passages += ";" + copy;
  }
  const auto repeated = snapshot_of(twice);
  const auto reprinted = snapshot_of(copied);
  const auto issues = overlaps_of(snapshot, matrix_of(snapshot));
  const auto issues_repeated = overlaps_of(repeated, matrix_of(repeated));
  const auto issues_reprinted = overlaps_of(reprinted, matrix_of(reprinted));
  for (std::size_t i = 0; i < issues.size(); ++i) {
    // A statement without evidence is its own unit, so that a second one is a second unit.
    const bool cited = std::none_of(issues[i].units.begin(), issues[i].units.end(),
                                    [](const auto& u) { return u.kind == UnitKind::Statement; });
    RC_ASSERT(alike(issues[i], issues_repeated[i], cited));
    RC_ASSERT(alike(issues[i], issues_reprinted[i], false));
  }
  const auto pairs = by_name(snapshot, matrix_of(snapshot));
  RC_ASSERT(alike(pairs, by_name(repeated, matrix_of(repeated)), false));
  RC_ASSERT(alike(pairs, by_name(reprinted, matrix_of(reprinted)), false));
}

RC_GTEST_PROP(OverlapProperty, AnActorWithoutStatementsChangesNothing, ()) {
  const auto said = any_statements();
  const auto snapshot = snapshot_of(said);
  const auto larger = snapshot_of(said, {"A", "B", "C", "D", "Z"});
  const PositionMatrix matrix = matrix_of(larger, {"Z", "A", "B", "C", "D"});
  const auto issues = overlaps_of(snapshot, matrix_of(snapshot));
  const auto others = overlaps_of(larger, matrix);
  for (std::size_t i = 0; i < issues.size(); ++i) RC_ASSERT(alike(issues[i], others[i], true));
  auto pairs = by_name(larger, matrix);
  for (const char* name : {"A-Z", "B-Z", "C-Z", "D-Z"}) {
    RC_ASSERT(!pairs.at(name).value && pairs.at(name).n() == 0U);
    pairs.erase(name);
  }
  RC_ASSERT(alike(by_name(snapshot, matrix_of(snapshot)), pairs, true));
}

/// A figure without one unit, read from a matrix without the statements that rest on it alone.
struct ByHand {
  std::optional<double> value;
  std::size_t n;
};

void check_fragility(const Fragility& found, const std::vector<EvidenceUnit>& units,
                     const std::vector<ByHand>& without) {
  std::optional<double> least;
  std::optional<double> greatest;
  std::size_t least_n = found.worst_n;
  std::size_t vanishing = 0;
  double most = 0;
  for (std::size_t u = 0; u < units.size(); ++u) {
    least_n = std::min(least_n, without[u].n);
    if (const auto& x = without[u].value) {
      least = std::min(least.value_or(*x), *x);
      greatest = std::max(greatest.value_or(*x), *x);
      most = std::max(most, std::abs(*x - found.value));
    } else {
      ++vanishing;
    }
  }
  RC_ASSERT(alike(found.least, least) && alike(found.greatest, greatest));
  RC_ASSERT(found.least_n == least_n);
  RC_ASSERT(found.vanishing == vanishing);
  const auto at = std::find(units.begin(), units.end(), found.worst);
  RC_ASSERT(at != units.end());
  const ByHand& worst = without[static_cast<std::size_t>(at - units.begin())];
  RC_ASSERT(worst.n == found.worst_n);
  RC_ASSERT(worst.value.has_value() == (vanishing == 0));
  RC_ASSERT(found.change.has_value() == (vanishing == 0));
  if (!worst.value) return;
  RC_ASSERT(std::abs(*found.change - (*worst.value - found.value)) < close);
  RC_ASSERT(std::abs(std::abs(*found.change) - most) < close);
}

PositionMatrix matrix_without(const record::Snapshot& snapshot, const EvidenceUnit& unit) {
  std::vector<bool> without(snapshot.statements.size());
  for (std::size_t s = 0; s < without.size(); ++s) {
    without[s] = evidence_units(snapshot, StatementCode(s)) == std::vector<EvidenceUnit>{unit};
  }
  return matrix_of(snapshot, {"A", "B", "C", "D"}, without);
}

RC_GTEST_PROP(FragilityProperty, EqualsLeavingASentenceOutByHand, ()) {
  const auto snapshot = snapshot_of(any_statements());
  const PositionMatrix matrix = matrix_of(snapshot);
  const auto issues = overlaps_of(snapshot, matrix);
  const auto fragile = issue_fragilities(snapshot, matrix).value();
  for (std::size_t i = 0; i < issues.size(); ++i) {
    std::vector<ByHand> means;
    std::vector<ByHand> cohesions;
    for (const EvidenceUnit& unit : issues[i].units) {
      const auto left = overlaps_of(snapshot, matrix_without(snapshot, unit))[i];
      const auto value = [](const auto& x) {
        return x ? std::optional<double>(x->value) : std::nullopt;
      };
      means.push_back({value(left.mean), left.n});
      cohesions.push_back({value(left.cohesion), left.n});
    }
    RC_ASSERT(fragile[i].mean.has_value() == (issues[i].n > 0));
    RC_ASSERT(fragile[i].cohesion.has_value() == (issues[i].n > 1));
    if (fragile[i].mean) check_fragility(*fragile[i].mean, issues[i].units, means);
    if (fragile[i].cohesion) check_fragility(*fragile[i].cohesion, issues[i].units, cohesions);
  }
  const auto pairs = agreements(snapshot, matrix, few_draws()).value();
  const auto fragile_pairs = agreement_fragilities(snapshot, matrix).value();
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    std::vector<ByHand> values;
    for (const EvidenceUnit& unit : pairs[p].units) {
      const auto left = agreement(snapshot, matrix_without(snapshot, unit), pairs[p].first,
                                  pairs[p].second, few_draws())
                            .value();
      values.push_back(
          {left.value ? std::optional<double>(left.value->value) : std::nullopt, left.n()});
    }
    RC_ASSERT(fragile_pairs[p].n == pairs[p].n());
    RC_ASSERT(fragile_pairs[p].value.has_value() == pairs[p].value.has_value());
    if (pairs[p].value) check_fragility(*fragile_pairs[p].value, pairs[p].units, values);
  }
}

}  // namespace
}  // namespace entente::alignment

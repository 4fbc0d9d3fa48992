// SPDX-License-Identifier: GPL-3.0-or-later
// Overlap of the four partners on the flagship: golden values at 2025-12-31, the draws against an
// independent reading of their rule, and the same bytes on any number of threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <sstream>

#include "entente/alignment/overlap.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"
#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

struct Flagship {
  record::Snapshot snapshot;
  positions::PositionMatrix matrix;  ///< AUS, JPN, KOR, NZL
};

std::optional<Flagship> flagship_case() {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) return std::nullopt;
  Flagship out{record::build_snapshot(*study).value(), {}};
  positions::MatrixOptions options{positions::testing::day("2025-12-31"), {}, {}, {}};
  for (const char* id : {"AUS", "JPN", "KOR", "NZL"}) {
    options.actors.push_back(out.snapshot.actor(id));
  }
  out.matrix = positions::latest_positions(out.snapshot, options).value();
  return out;
}

std::vector<std::vector<std::string>> tsv_rows(const std::string& bytes) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  return rows;
}

TEST(OverlapFlagship, GoldenCohesion) {
  const auto given = flagship_case();
  if (!given) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const char* named = std::getenv("ENTENTE_SHARED");
  const std::filesystem::path folder =
      named && *named ? std::filesystem::path(named)
                      : std::filesystem::path(ENTENTE_SOURCE_DIR).parent_path() / "shared";
  const auto bytes = positions::testing::file_bytes(folder / "case" / "derived_ip4_cohesion.tsv");
  if (!bytes) {
    GTEST_SKIP() << "no golden values: set ENTENTE_SHARED to the folder that has case/";
  }
  const auto issues = issue_overlaps(given->snapshot, given->matrix, {}).value();
  const auto rows = tsv_rows(*bytes);
  std::size_t checked = 0;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const std::vector<std::string>& row = rows[r];
    ASSERT_EQ(row.size(), rows[0].size()) << row[0];
    const IssueCode code = given->snapshot.issue(row[0]);
    ASSERT_TRUE(code) << row[0];
    const IssueOverlap& issue = issues[code.value()];
    EXPECT_EQ(std::to_string(issue.n), row[3]) << row[0];
    for (std::size_t a = 0; a < 4; ++a) {
      const positions::Cell& cell = given->matrix.cell(issue.issue_row, a);
      EXPECT_EQ(cell.stance ? std::to_string(*cell.stance) : "", row[4 + a]) << row[0];
    }
    EXPECT_NEAR(issue.mean->value, std::stod(row[8]), 0.005 + 1e-9) << row[0];
    EXPECT_NEAR(*issue.range, std::stod(row[9]), 1e-9) << row[0];
    EXPECT_NEAR(*issue.sd, std::stod(row[10]), 0.005 + 1e-9) << row[0];
    EXPECT_NEAR(issue.cohesion->value, 1 - *issue.sd / 2, 1e-12) << row[0];
    ++checked;
  }
  EXPECT_EQ(checked, 38U);
  EXPECT_EQ(consensus_order(issues).size(), checked);  // the table has those with n of 2 or more
  EXPECT_EQ(given->snapshot.issues.id[issues[dissonance_order(issues)[0]].issue.value()], "I27");
}

TEST(OverlapFlagship, GoldenAgreement) {
  const auto given = flagship_case();
  if (!given) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto pairs = agreements(given->snapshot, given->matrix, {}).value();
  ASSERT_EQ(pairs.size(), 6U);
  const double golden[] = {.939, .919, .960, .926, .922, .945};
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const stats::Estimate& value = *pairs[p].value;
    EXPECT_NEAR(value.value, golden[p], 0.0005) << p;
    ASSERT_EQ(value.state, stats::IntervalState::Known);
    EXPECT_LT(value.interval->low, value.value);
    EXPECT_GT(value.interval->high, value.value);
    EXPECT_EQ(value.n, pairs[p].units.size());
    EXPECT_FALSE(pairs[p].few_units);
    const auto turned =
        agreement(given->snapshot, given->matrix, pairs[p].second, pairs[p].first, {}).value();
    EXPECT_EQ(turned.value->value, value.value);
    EXPECT_EQ(turned.value->interval, value.interval);
  }
}

/// The weight in one draw of what rests on some units, straight from the rule.
double weight_of(const Flagship& given, const std::vector<EvidenceUnit>& units,
                 std::uint64_t draw) {
  double least = std::numeric_limits<double>::infinity();
  for (const EvidenceUnit& unit : units) {
    const record::Snapshot& s = given.snapshot;
    const std::string& id = unit.kind == UnitKind::Passage  ? s.passage_ids[unit.code]
                            : unit.kind == UnitKind::Source ? s.source_ids[unit.code]
                                                            : s.statement_ids[unit.code];
    const Philox source(1, stream_word("shared weights"), stream_word(id));
    least =
        std::min(least, -std::log(source.uniform01(draw, static_cast<std::uint64_t>(unit.kind))));
  }
  return least * static_cast<double>(units.size());
}

std::vector<EvidenceUnit> units_of(const Flagship& given, const positions::Cell& cell) {
  std::vector<EvidenceUnit> out;
  for (const StatementCode s : cell.statements) {
    const auto units = evidence_units(given.snapshot, s);
    out.insert(out.end(), units.begin(), units.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double value_of(const Flagship& given, const positions::Cell& cell, std::uint64_t draw) {
  double weights = 0;
  double sum = 0;
  for (const StatementCode s : cell.statements) {
    const double w = weight_of(given, evidence_units(given.snapshot, s), draw);
    weights += w;
    sum += w * given.snapshot.statements.stance[s.value()];
  }
  return sum / weights;
}

/// Mean and cohesion of one draw.
std::pair<double, double> drawn_figures(const Flagship& given, const IssueOverlap& issue,
                                        std::uint64_t draw) {
  std::vector<double> weights;
  std::vector<double> values;
  for (std::size_t a = 0; a < given.matrix.actors.size(); ++a) {
    const positions::Cell& cell = given.matrix.cell(issue.issue_row, a);
    if (!cell.known()) continue;
    weights.push_back(weight_of(given, units_of(given, cell), draw));
    values.push_back(value_of(given, cell, draw));
  }
  double sum = 0;
  double total = 0;
  double pairs = 0;
  double squares = 0;
  for (std::size_t a = 0; a < values.size(); ++a) {
    sum += weights[a] * values[a];
    total += weights[a];
    for (std::size_t b = 0; b < a; ++b) {
      pairs += weights[a] * weights[b];
      squares += weights[a] * weights[b] * std::pow(values[a] - values[b], 2);
    }
  }
  const auto n = static_cast<double>(values.size());
  const double sd = n < 2 ? 0 : std::sqrt((n - 1) / n * squares / pairs / 2);
  return {sum / total, std::clamp(1 - sd / 2, 0.0, 1.0)};
}

double drawn_agreement(const Flagship& given, const Agreement& pair, std::uint64_t draw) {
  double sum = 0;
  double total = 0;
  for (const std::size_t row : pair.issue_rows) {
    const positions::Cell& x = given.matrix.cell(row, pair.first);
    const positions::Cell& y = given.matrix.cell(row, pair.second);
    auto units = units_of(given, x);
    const auto others = units_of(given, y);
    units.insert(units.end(), others.begin(), others.end());
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    const double w = weight_of(given, units, draw);
    sum += w * std::abs(value_of(given, x, draw) - value_of(given, y, draw));
    total += w;
  }
  return 1 - sum / total / 4;
}

void expect_rule(const stats::Estimate& found, std::vector<double> draws, const std::string& of) {
  const auto rule = stats::percentile_estimate(found.value, draws, found.level, found.n);
  EXPECT_EQ(found.state, rule.state) << of;
  ASSERT_EQ(found.interval.has_value(), rule.interval.has_value()) << of;
  if (!rule.interval) return;
  EXPECT_NEAR(found.interval->low, rule.interval->low, 1e-9) << of;
  EXPECT_NEAR(found.interval->high, rule.interval->high, 1e-9) << of;
}

TEST(OverlapFlagship, IntervalsFollowTheRuleOfTheDraws) {
  const auto given = flagship_case();
  if (!given) GTEST_SKIP() << "studies/nato-ip4 is not there";
  OverlapOptions options;
  options.replicates = 199;
  const auto issues = issue_overlaps(given->snapshot, given->matrix, options).value();
  std::size_t intervals = 0;
  for (const IssueOverlap& issue : issues) {
    if (issue.n == 0) continue;
    std::vector<double> means;
    std::vector<double> cohesions;
    for (std::uint64_t draw = 0; draw < options.replicates; ++draw) {
      const auto [mean, cohesion] = drawn_figures(*given, issue, draw);
      means.push_back(mean);
      cohesions.push_back(cohesion);
    }
    const std::string& id = given->snapshot.issues.id[issue.issue.value()];
    expect_rule(*issue.mean, means, id);
    if (issue.cohesion) expect_rule(*issue.cohesion, cohesions, id);
    if (issue.mean->interval) ++intervals;
  }
  EXPECT_GT(intervals, 0U);
  const auto pairs = agreements(given->snapshot, given->matrix, options).value();
  for (const Agreement& pair : pairs) {
    std::vector<double> draws;
    for (std::uint64_t draw = 0; draw < options.replicates; ++draw) {
      draws.push_back(drawn_agreement(*given, pair, draw));
    }
    expect_rule(*pair.value, draws, std::to_string(pair.first) + std::to_string(pair.second));
  }
}

TEST(OverlapFlagship, SameBytesOnAnyNumberOfThreads) {
  const auto given = flagship_case();
  if (!given) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto bytes = [&](unsigned threads) {
    OverlapOptions options;
    options.threads = threads;
    std::ostringstream out;
    out << std::hexfloat;
    const auto put = [&out](const std::optional<stats::Estimate>& x) {
      if (!x) {
        out << "absent\n";
        return;
      }
      out << x->value << ' ' << to_string(x->state) << ' ' << x->n;
      if (x->interval) out << ' ' << x->interval->low << ' ' << x->interval->high;
      out << '\n';
    };
    const auto issues = issue_overlaps(given->snapshot, given->matrix, options).value();
    for (const IssueOverlap& issue : issues) {
      put(issue.mean);
      put(issue.cohesion);
    }
    const auto pairs = agreements(given->snapshot, given->matrix, options).value();
    for (const Agreement& pair : pairs) put(pair.value);
    const auto put_fragility = [&out](const std::optional<Fragility>& x) {
      if (x) out << x->value << ' ' << x->worst.code << ' ' << x->change.value_or(9) << '\n';
    };
    const auto fragile = issue_fragilities(given->snapshot, given->matrix, {}, {}, threads).value();
    for (const IssueFragility& issue : fragile) put_fragility(issue.cohesion);
    const auto fragile_pairs =
        agreement_fragilities(given->snapshot, given->matrix, {}, {}, threads).value();
    for (const AgreementFragility& pair : fragile_pairs) put_fragility(pair.value);
    return out.str();
  };
  const std::string one = bytes(1);
  EXPECT_GT(one.size(), 2000U);
  EXPECT_EQ(one, bytes(2));
  EXPECT_EQ(one, bytes(7));
}

TEST(OverlapFlagship, FragilitiesAgreeWithTheFindings) {
  const auto given = flagship_case();
  if (!given) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto issues = issue_overlaps(given->snapshot, given->matrix, {}).value();
  const auto fragile = issue_fragilities(given->snapshot, given->matrix).value();
  ASSERT_EQ(fragile.size(), issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    EXPECT_EQ(fragile[i].n, issues[i].n);
    EXPECT_EQ(fragile[i].passages + fragile[i].sources, issues[i].units.size());
    ASSERT_EQ(fragile[i].mean.has_value(), issues[i].mean.has_value());
    if (!issues[i].mean) continue;
    EXPECT_EQ(fragile[i].mean->value, issues[i].mean->value);
    if (issues[i].units.size() > 1) continue;
    EXPECT_EQ(fragile[i].mean->worst, issues[i].units[0]);
  }
  const auto pairs = agreements(given->snapshot, given->matrix, {}).value();
  const auto fragile_pairs = agreement_fragilities(given->snapshot, given->matrix).value();
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    EXPECT_NEAR(fragile_pairs[p].value->value, pairs[p].value->value, 1e-12);
    EXPECT_LE(*fragile_pairs[p].value->least, pairs[p].value->value);
    EXPECT_GE(*fragile_pairs[p].value->greatest, pairs[p].value->value);
    EXPECT_LE(fragile_pairs[p].value->least_n, pairs[p].n());
  }
}

}  // namespace
}  // namespace entente::alignment

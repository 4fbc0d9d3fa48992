// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the intervals of overlap keep their level and sit around their figure, on made-up studies
// of which the truth is known.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/alignment/overlap.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"
#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

/// A study that grows by statements of given evidence.
class MadeUp {
 public:
  explicit MadeUp(int actors) {
    for (int a = 0; a < actors; ++a) add("actor", {{"id", actor(a)}, {"name", actor(a)}});
    add("source", {{"id", "S"}, {"title", "S"}});
  }

  std::string passage() {
    const std::string id = "S#" + std::to_string(passages_++);
    add("passage", {{"id", id}, {"source", "S"}, {"locator", id}});
    return id;
  }
  std::string issue() {
    const std::string id = "I" + std::to_string(issues_++);
    add("issue", {{"id", id}, {"claim", id}});
    return id;
  }
  void say(int a, const std::string& issue, int stance, const std::string& passages) {
    add("statement", {{"id", "P" + std::to_string(statements_++)},
                      {"actor", actor(a)},
                      {"issue", issue},
                      {"stance", std::to_string(stance)},
                      {"date", "2020"},
                      {"passages", passages},
                      {"coder", "x"}});
  }
  record::Snapshot snapshot() const { return record::build_snapshot(study_).value(); }

 private:
  static std::string actor(int a) { return "A" + std::to_string(a); }
  void add(const char* table, const std::vector<std::pair<std::string_view, std::string>>& cells) {
    positions::testing::add_row(study_, table, cells);
  }
  record::Study study_;
  int passages_ = 0;
  int issues_ = 0;
  int statements_ = 0;
};

positions::PositionMatrix whole_matrix(const record::Snapshot& snapshot) {
  positions::MatrixOptions options{positions::testing::day("2025-12-31"), {}, {}, {}};
  for (std::size_t a = 0; a < snapshot.actors.size(); ++a) options.actors.emplace_back(a);
  return positions::latest_positions(snapshot, options).value();
}

/// How intervals fared over many studies.
struct Record {
  int studies = 0;
  int covered = 0;
  double off_centre = 0;  ///< sum of middle minus figure
  double half_widths = 0;
  double error = 0;  ///< sum of figure minus truth

  void add(double value, const stats::Interval& interval, double truth) {
    ++studies;
    if (interval.contains(truth)) ++covered;
    off_centre += interval.low + interval.width() / 2 - value;
    half_widths += interval.width() / 2;
    error += value - truth;
  }
  double coverage() const { return static_cast<double>(covered) / studies; }
  double tilt() const { return off_centre / half_widths; }
};

void two_say(MadeUp& study, PhiloxCursor& chance, int distance, const std::string& of_first,
             const std::string& of_second) {
  const std::string issue = study.issue();
  const int low = static_cast<int>(chance.below(static_cast<std::uint64_t>(5 - distance))) - 2;
  const bool first_high = chance.below(2) == 1;
  study.say(0, issue, first_high ? low + distance : low, of_first);
  study.say(1, issue, first_high ? low : low + distance, of_second);
}

/// Two actors. A third of the sentences (or pairs of sentences, one of each actor) are on one to
/// three issues, all the evidence these have; three in ten of them are disputes, 2 or 4 apart on
/// each issue. All else is one issue on which both are at most 1 apart, on three sentences each.
/// Thin issues are half of all and 0.9 apart on average, the others 0.25.
record::Snapshot pair_study(std::uint64_t seed) {
  PhiloxCursor chance = Philox(seed, stream_word("a pair")).cursor();
  MadeUp study(2);
  for (int cluster = 0; cluster < 90; ++cluster) {
    if (chance.below(3) == 0) {
      const std::string of_first = study.passage();
      const std::string of_second = chance.below(2) == 0 ? of_first : study.passage();
      const bool dispute = chance.below(10) < 3;
      for (std::uint64_t left = 1 + chance.below(3); left > 0; --left) {
        const int apart = dispute ? (chance.below(2) == 0 ? 2 : 4) : 0;
        two_say(study, chance, apart, of_first, of_second);
      }
      continue;
    }
    std::string evidence[2];
    for (std::string& ids : evidence) {
      for (int i = 0; i < 3; ++i) ids += (i == 0 ? "" : ";") + study.passage();
    }
    two_say(study, chance, chance.below(4) == 0 ? 1 : 0, evidence[0], evidence[1]);
  }
  return study.snapshot();
}
constexpr double pair_truth = 1 - (0.9 + 0.25) / 2 / 4;

/// What these intervals replaced: units drawn with replacement, an issue counts where both actors
/// keep one.
stats::Interval by_drawing_units(const record::Snapshot& snapshot,
                                 const positions::PositionMatrix& matrix, const Agreement& pair) {
  const auto left = [&](std::size_t row, std::size_t column, std::span<const std::uint32_t> drawn) {
    for (const StatementCode s : matrix.cell(row, column).statements) {
      for (const EvidenceUnit& unit : evidence_units(snapshot, s)) {
        for (const std::uint32_t u : drawn) {
          if (pair.units[u] == unit) return true;
        }
      }
    }
    return false;
  };
  stats::BootstrapOptions options;
  options.replicates = 99;
  const auto drawn_agreement = [&](std::span<const std::uint32_t> drawn) {
    double sum = 0;
    double n = 0;
    for (const std::size_t row : pair.issue_rows) {
      if (!left(row, 0, drawn) || !left(row, 1, drawn)) continue;
      sum += std::abs(*matrix.cell(row, 0).mean - *matrix.cell(row, 1).mean);
      ++n;
    }
    return n > 0 ? 1 - sum / n / 4 : std::numeric_limits<double>::quiet_NaN();
  };
  const auto units = static_cast<std::uint32_t>(pair.units.size());
  return *stats::bootstrap(stats::ResamplingUnits::each_row(units), drawn_agreement, options)
              .value()
              .percentile.interval;
}

TEST(OverlapCoverage, OfAgreementWhereDisputesAreThinlyEvidenced) {
  Record found;
  Record replaced;
  for (std::uint64_t seed = 0; seed < 240; ++seed) {
    const record::Snapshot snapshot = pair_study(seed);
    const auto matrix = whole_matrix(snapshot);
    OverlapOptions options;
    options.replicates = 400;
    options.seed = seed;
    const Agreement pair = agreement(snapshot, matrix, 0, 1, options).value();
    ASSERT_EQ(pair.value->state, stats::IntervalState::Known);
    found.add(pair.value->value, *pair.value->interval, pair_truth);
    if (seed % 8 != 0) continue;
    replaced.add(pair.value->value, by_drawing_units(snapshot, matrix, pair), pair_truth);
  }
  RecordProperty("coverage", std::to_string(found.coverage()));
  RecordProperty("tilt", std::to_string(found.tilt()));
  RecordProperty("tilt_replaced", std::to_string(replaced.tilt()));
  EXPECT_NEAR(found.error / found.studies, 0, 0.005);  // the truth is the truth
  EXPECT_GT(found.coverage(), 0.90);
  EXPECT_LT(found.coverage(), 0.98);
  EXPECT_LT(std::abs(found.tilt()), 0.2);  // disputes are rare: it leans to them
  EXPECT_GT(replaced.tilt(), 0.35);
}

TEST(OverlapCoverage, OfMeanAndCohesionWhereActorsShareSentences) {
  // Forty sentences, each on one actor or on two who then say the same; stances equally likely.
  Record mean;
  Record cohesion;
  for (std::uint64_t seed = 0; seed < 240; ++seed) {
    PhiloxCursor chance = Philox(seed, stream_word("an issue")).cursor();
    MadeUp study(60);
    const std::string issue = study.issue();
    int actor = 0;
    for (int sentence = 0; sentence < 40; ++sentence) {
      const std::string passage = study.passage();
      const int stance = static_cast<int>(chance.below(5)) - 2;
      study.say(actor++, issue, stance, passage);
      if (sentence % 2 == 0) study.say(actor++, issue, stance, passage);
    }
    const record::Snapshot snapshot = study.snapshot();
    OverlapOptions options;
    options.replicates = 400;
    options.seed = seed;
    const IssueOverlap found = issue_overlaps(snapshot, whole_matrix(snapshot), options).value()[0];
    mean.add(found.mean->value, *found.mean->interval, 0);
    cohesion.add(found.cohesion->value, *found.cohesion->interval, 1 - std::sqrt(2.0) / 2);
  }
  for (const Record* record : {&mean, &cohesion}) {
    RecordProperty(record == &mean ? "mean" : "cohesion", std::to_string(record->coverage()));
    EXPECT_GT(record->coverage(), 0.89);
    EXPECT_LT(record->coverage(), 0.98);
    EXPECT_LT(std::abs(record->tilt()), 0.15);
  }
}

}  // namespace
}  // namespace entente::alignment

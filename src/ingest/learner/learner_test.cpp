// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/learner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration.hpp"
#include "counts.hpp"
#include "entente/base/random.hpp"
#include "entente/ingest/rule_outputs.hpp"
#include "entente/ingest/word_vectors.hpp"
#include "folds.hpp"
#include "models.hpp"

namespace entente::ingest {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// Made sentences: `noise` of the rows hold words of another class than their own.
CodedSet made_texts(std::size_t rows, double noise, std::size_t rows_a_group = 4) {
  static const std::vector<std::vector<std::string>> leaning = {
      {"oppose", "reject", "condemn", "halt"},
      {"meeting", "agenda", "minutes", "session"},
      {"support", "welcome", "endorse", "expand"}};
  static const std::vector<std::string> plain = {
      "the", "ministers", "of", "partners", "in", "region", "talks", "cyber", "training", "this"};
  CodedSet out;
  out.classes = {"against", "neutral", "for"};
  for (std::size_t i = 0; i < rows; ++i) {
    PhiloxCursor dice = Philox(5).cursor(i);
    const auto label = static_cast<std::uint32_t>(std::min<std::uint64_t>(dice.below(4), 2));
    const bool noisy = dice.uniform01() < noise;
    const std::size_t from = noisy ? dice.below(3) : label;
    std::string text;
    for (int w = 0; w < 9; ++w) text += plain[dice.below(plain.size())] + " ";
    text += leaning[from][dice.below(4)] + " " + plain[dice.below(plain.size())] + ".";
    out.rows.push_back({text, "", {}, {}, label, static_cast<std::uint32_t>(i / rows_a_group)});
  }
  return out;
}

LearnerOptions quick(unsigned threads = 1) {
  LearnerOptions out;
  out.threads = threads;
  out.replicates = 199;
  return out;
}

Evaluation evaluated(const CodedSet& set, const LearnerOptions& options) {
  const LearnerTask task = LearnerTask::read(set, options).value();
  const std::vector<Prediction> predictions = task.cross_validated().value();
  const std::vector<Baseline> baselines = {task.majority()};
  return evaluate(task.set(), predictions, baselines, options).value();
}

TEST(LearnerCounts, CountsWordsAndCharactersOnce) {
  EXPECT_THAT(
      learner::word_units("NATO's plan -- U.S.-led, #Peace @user!"),
      ElementsAre("nato's", "plan", "-", "-", "u", "s", "-", "led", "#peace", "@user", "!"));
  const auto twice = learner::counts_of({"talk talk", "", nullptr});
  const auto once = learner::counts_of({"talk", "", nullptr});
  std::map<std::uint32_t, std::uint32_t> times;
  for (const auto& count : twice) EXPECT_TRUE(times.emplace(count.slot, count.times).second);
  for (const auto& count : once) EXPECT_EQ(times[count.slot], 2U);
  // "talk talk" as two words, and the characters across: "k t", ...
  EXPECT_GT(times.size(), once.size());
}

TEST(LearnerCounts, FoldsTheCaseOfEveryScript) {
  EXPECT_EQ(learner::word_units("ÉTAT ΕΛΛΑΣ"), learner::word_units("état ελλας"));
  EXPECT_THAT(learner::word_units("don\u2019t"), ElementsAre("don't"));
}

TEST(LearnerCounts, ADomainAddsFeaturesOfItsOwn) {
  const auto blank = learner::counts_of({"support", "", nullptr});
  const auto one = learner::counts_of({"support", "I1", nullptr});
  const auto two = learner::counts_of({"support", "I2", nullptr});
  ASSERT_EQ(one.size(), blank.size() + 2);
  EXPECT_NE(one.back().slot, two.back().slot);
  EXPECT_EQ(learner::name_of_slot({"They support it", "I1", nullptr}, one.back().slot), "support");
}

TEST(LearnerFolds, KeepGroupsWholeAndFoldsEven) {
  std::vector<std::uint32_t> groups;
  std::vector<std::uint32_t> labels;
  for (std::uint32_t i = 0; i < 100; ++i) {
    groups.push_back(i / 7);
    labels.push_back(i % 2);
  }
  const auto folds = learner::folds_of(groups, labels, 5, 1);
  std::map<std::uint32_t, std::set<std::uint32_t>> of_group;
  std::vector<int> n(5, 0);
  for (std::size_t i = 0; i < folds.size(); ++i) {
    of_group[groups[i]].insert(folds[i]);
    ++n[folds[i]];
  }
  for (const auto& entry : of_group) EXPECT_EQ(entry.second.size(), 1U);
  EXPECT_LE(*std::max_element(n.begin(), n.end()) - *std::min_element(n.begin(), n.end()), 7);
  EXPECT_NE(folds, learner::folds_of(groups, labels, 5, 2));
}

TEST(LearnerFolds, DealOutRareClassesWhereRowsStandAlone) {
  std::vector<std::uint32_t> groups;
  std::vector<std::uint32_t> labels;
  for (std::uint32_t i = 0; i < 100; ++i) {
    groups.push_back(i);
    labels.push_back(i < 5 ? 1 : 0);
  }
  const auto folds = learner::folds_of(groups, labels, 5, 3);
  std::set<std::uint32_t> of_rare(folds.begin(), folds.begin() + 5);
  EXPECT_EQ(of_rare.size(), 5U);
}

TEST(LearnerCalibration, FindsTheCurveThatMadeTheData) {
  std::vector<double> scores;
  std::vector<bool> in;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    PhiloxCursor dice = Philox(9).cursor(i);
    scores.push_back(6 * dice.uniform01() - 3);
    in.push_back(dice.uniform01() < learner::logistic(2 * scores.back() - 1));
  }
  const learner::Curve curve = learner::fit_curve(scores, in);
  EXPECT_NEAR(curve.slope, -2, 0.1);
  EXPECT_NEAR(curve.shift, 1, 0.1);
}

TEST(LearnerCalibration, StaysFiniteWhereClassesPartCleanly) {
  const std::vector<double> scores = {-2, -1, 1, 2};
  const std::vector<bool> in = {false, false, true, true};
  const learner::Curve curve = learner::fit_curve(scores, in);
  EXPECT_GT(learner::on_curve(curve, 2), 0.6);
  EXPECT_LT(learner::on_curve(curve, 2), 1);
  EXPECT_NEAR(learner::on_curve(curve, 0), 0.5, 1e-6);
}

TEST(Learner, BeatsTheMajorityWhereWordsTell) {
  const Evaluation found = evaluated(made_texts(400, 0.2), quick());
  ASSERT_EQ(found.baselines.size(), 1U);
  EXPECT_GT(found.scores.accuracy.value, 0.75);
  ASSERT_TRUE(found.baselines[0].f1_gain.interval);
  EXPECT_GT(found.baselines[0].f1_gain.interval->low, 0.2);
  EXPECT_GT(found.baselines[0].accuracy_gain.interval->low, 0.1);
  EXPECT_NEAR(found.scores.f1.value - found.baselines[0].scores.f1.value,
              found.baselines[0].f1_gain.value, 1e-12);
}

TEST(Learner, GainsNothingWhereWordsSayNothing) {
  const Evaluation found = evaluated(made_texts(400, 1.0), quick());
  // Half of the rows are "for": guessing by words that mean nothing cannot do better than that.
  EXPECT_LT(found.baselines[0].accuracy_gain.value, 0.02);
  EXPECT_LT(found.scores.accuracy.value, 0.55);
}

TEST(Learner, CalibrationBringsTheBrierScoreDown) {
  const Evaluation found = evaluated(made_texts(600, 0.4), quick());
  EXPECT_LT(found.brier.value, found.brier_raw.value);
  EXPECT_LT(found.calibration_error, 0.1);
  std::uint64_t n = 0;
  for (const ReliabilityBin& bin : found.reliability) n += bin.n;
  EXPECT_EQ(n, 600U);
}

TEST(Learner, SaysLessAndIsRightMoreOftenAboveAThreshold) {
  const Evaluation found = evaluated(made_texts(600, 0.4), quick());
  ASSERT_GE(found.abstention.size(), 3U);
  EXPECT_EQ(found.abstention.front().kept, 600U);
  EXPECT_DOUBLE_EQ(found.abstention.front().right.value, found.scores.accuracy.value);
  const Abstention& high = found.abstention[3];
  EXPECT_LT(high.kept, 600U);
  EXPECT_GT(high.kept, 0U);
  EXPECT_GT(high.right.value, found.scores.accuracy.value + 0.02);
}

TEST(Learner, CurveEndsAtAllRowsAndRises) {
  const LearnerTask task = LearnerTask::read(made_texts(400, 0.2), quick()).value();
  const std::vector<CurvePoint> curve = task.learning_curve().value();
  ASSERT_GE(curve.size(), 4U);
  EXPECT_EQ(curve.front().labels, 25U);
  EXPECT_EQ(curve.back().labels, 320U);
  EXPECT_GT(curve.back().scores.f1.value, curve.front().scores.f1.value + 0.1);
}

TEST(Learner, SameBytesForAnyNumberOfThreads) {
  CodedSet set = made_texts(300, 0.3);
  for (std::size_t i = 0; i < set.rows.size(); ++i) set.rows[i].domain = i % 3 == 0 ? "I1" : "I2";
  LearnerOptions one = quick(1);
  one.domain_rows = 150;
  std::vector<Prediction> first;
  std::vector<double> told;
  std::optional<stats::Interval> interval;
  for (const unsigned threads : {1U, 2U, 7U}) {
    LearnerOptions options = one;
    options.threads = threads;
    const LearnerTask task = LearnerTask::read(set, options).value();
    const auto predictions = task.cross_validated().value();
    if (first.empty()) first = predictions;
    for (std::size_t i = 0; i < first.size(); ++i) {
      ASSERT_EQ(predictions[i].raw, first[i].raw);
      ASSERT_EQ(predictions[i].probability, first[i].probability);
    }
    const TextLearner learner = task.fit().value();
    const auto now = learner.predict(set.rows[5]).probability;
    if (told.empty()) told = now;
    EXPECT_EQ(now, told);
    const Evaluation found = evaluate(set, predictions, {}, options).value();
    if (!interval) interval = found.scores.f1.interval;
    EXPECT_EQ(found.scores.f1.interval, interval);
  }
}

TEST(Learner, NamesTheWordsItGoesBy) {
  const CodedSet set = made_texts(120, 0.2);
  const TextLearner learner = LearnerTask::read(set, quick()).value().fit().value();
  for (const std::uint32_t label : {0U, 2U}) {
    EXPECT_THAT(learner.strongest(label, "", 6, set.rows),
                Contains(label == 0 ? "oppose" : "support"));
  }
}

TEST(Learner, RefitsWithTheCalibrationItWasGiven) {
  const LearnerTask task = LearnerTask::read(made_texts(200, 0.3), quick()).value();
  const TextLearner first = task.fit().value();
  const TextLearner again = task.refit(first).value();
  const CodedText asked{"Ministers welcome the talks.", "", {}, {}, 0, 0};
  EXPECT_EQ(first.predict(asked).probability, again.predict(asked).probability);
  EXPECT_EQ(first.predict(asked).label, 2U);
}

TEST(Learner, GivesLargeDomainsAFitOfTheirOwn) {
  CodedSet set = made_texts(300, 0.0);
  for (std::size_t i = 0; i < set.rows.size(); ++i) {
    set.rows[i].domain = i < 180 ? "turned" : i < 290 ? "plain" : "rare";
    // In one domain the same words stand for the opposite.
    if (i < 180) set.rows[i].label = 2 - set.rows[i].label;
  }
  const learner::Columns columns = learner::columns_of(set);
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < set.rows.size(); ++i) all.push_back(i);
  const learner::FitPlan plan = learner::plan_fits(columns, all, 100);
  ASSERT_EQ(plan.rows.size(), 3U);
  EXPECT_EQ(plan.rows[0].size(), 300U);
  EXPECT_EQ(plan.rows[1].size(), 180U);
  EXPECT_EQ(plan.rows[2].size(), 110U);
  EXPECT_THAT(plan.fit_of, ElementsAre(1, 2, 0));
  const TextLearner learner = LearnerTask::read(set, quick()).value().fit().value();
  EXPECT_EQ(learner.predict({"We support this", "turned", {}, {}, 0, 0}).label, 0U);
  EXPECT_EQ(learner.predict({"We support this", "plain", {}, {}, 0, 0}).label, 2U);
}

TEST(Learner, LearnsFromMarksAndNumbersAlone) {
  CodedSet set;
  set.classes = {"no", "yes"};
  for (std::uint32_t i = 0; i < 60; ++i) {
    CodedText row{"the same words", "", {}, {0.0F, 1.0F}, i % 2, i};
    if (i % 2 == 1) row.marks.emplace_back("rule subject");
    set.rows.push_back(row);
  }
  EXPECT_DOUBLE_EQ(evaluated(set, quick()).scores.accuracy.value, 1);
  for (std::uint32_t i = 0; i < 60; ++i) {
    set.rows[i].marks.clear();
    set.rows[i].vector = {i % 2 == 1 ? 1.0F : -1.0F, 0.0F};
  }
  EXPECT_DOUBLE_EQ(evaluated(set, quick()).scores.accuracy.value, 1);
}

TEST(Learner, RefusesWhatCannotBeHeldOut) {
  CodedSet set = made_texts(40, 0.0);
  for (CodedText& row : set.rows) row.label = 0;
  auto none = LearnerTask::read(set, quick());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::Missing);
  EXPECT_EQ(none.error().found, "against 40, neutral 0, for 0");
  set = made_texts(40, 0.0);
  for (CodedText& row : set.rows) row.group = 1;
  none = LearnerTask::read(set, quick());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().found, "1");
}

TEST(Learner, StopsWhenTold) {
  CancelSource stop;
  stop.cancel();
  const LearnerTask task = LearnerTask::read(made_texts(60, 0.0), quick()).value();
  const auto stopped = task.cross_validated(stop.token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}

TEST(LearnerNext, TakesHalfAtRandomAndHalfUncertain) {
  std::vector<double> uncertainty;
  std::vector<std::string> keys;
  for (int i = 0; i < 100; ++i) {
    uncertainty.push_back(i / 100.0);
    keys.push_back("D1@" + std::to_string(i));
  }
  const auto next = choose_next(uncertainty, keys, 20, 1);
  ASSERT_EQ(next.size(), 20U);
  std::set<std::size_t> seen;
  std::size_t second = 0;
  double least_uncertain = 1;
  for (const NextText& one : next) {
    EXPECT_TRUE(seen.insert(one.index).second);
    if (one.second_reader) {
      ++second;
      EXPECT_EQ(one.why, WhyNext::Random);
    }
    if (one.why == WhyNext::Uncertain) {
      least_uncertain = std::min(least_uncertain, uncertainty[one.index]);
    }
  }
  EXPECT_EQ(std::count_if(next.begin(), next.end(),
                          [](const NextText& n) { return n.why == WhyNext::Random; }),
            10);
  EXPECT_EQ(second, 1U);
  // Ten at random leave the others at the top: 20 deep at most.
  EXPECT_GE(least_uncertain, 0.8);
  // The random half does not hang on what is uncertain.
  std::vector<double> other(100, 0.5);
  const auto again = choose_next(other, keys, 20, 1);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(again[i].index, next[i].index);
  EXPECT_NE(choose_next(other, keys, 20, 2)[0].index, again[0].index);
  EXPECT_EQ(choose_next(uncertainty, keys, 500, 1).size(), 100U);
}

TEST(WordVectors, AreTheMeanOfTheWordsAtLengthOne) {
  const WordVectors vectors =
      WordVectors::read("3 2\ngood 1 0\nBad 0 -1\r\ngood 5 5\nodd 0.5 0.5\n", "v.txt").value();
  EXPECT_EQ(vectors.width(), 2U);
  EXPECT_EQ(vectors.words(), 3U);
  EXPECT_THAT(vectors.of_text("Good unknown"), ElementsAre(1.0F, 0.0F));
  const std::vector<float> both = vectors.of_text("good, bad");
  EXPECT_NEAR(both[0], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(both[1], -std::sqrt(0.5), 1e-6);
  EXPECT_THAT(vectors.of_text("unknown"), ElementsAre(0.0F, 0.0F));
}

TEST(WordVectors, TellWhichLineIsWrong) {
  const auto fault = [](const char* text) { return WordVectors::read(text, "v.txt").error(); };
  EXPECT_EQ(fault("a 1 2\nb 1\n").place.row, 2);
  EXPECT_EQ(fault("a 1 2\nb 1 x\n").found, "x");
  EXPECT_EQ(fault("a\n").kind, ErrorKind::Malformed);
  EXPECT_EQ(fault("").kind, ErrorKind::Malformed);
}

TEST(RuleOutputs, AreMarksOfASentence) {
  const RuleReader reader;
  const RuleOutput found = reader.read("Japan does not support the proposal.");
  EXPECT_TRUE(found.found);
  EXPECT_EQ(found.sign, -1);
  EXPECT_THAT(found.actors, ElementsAre("JPN"));
  EXPECT_THAT(found.marks, ElementsAre("rule subject", "rule sign -"));
  const RuleOutput silent = reader.read("The meeting took place on Monday.");
  EXPECT_FALSE(silent.found);
  EXPECT_THAT(silent.marks, ElementsAre("rule silent"));
}

TEST(RuleOutputs, KnowTheNamesOfAStudy) {
  record::Study study;
  record::Table& actors = study.table("actor");
  std::vector<std::string> cells(actors.columns());
  cells[0] = "ATL";
  cells[*actors.schema().column("name")] = "Atlantis";
  actors.append(std::span<const std::string>(cells));
  const RuleOutput found = RuleReader(study).read("Atlantis opposes the plan.");
  EXPECT_THAT(found.actors, ElementsAre("ATL"));
  EXPECT_EQ(found.sign, -1);
}

}  // namespace
}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// A classifier of short texts that learns from those that people coded: one-against-the-rest
// logistic regression on n-grams, with calibrated probabilities, honest held-out figures and a
// choice of what to code next. docs/learner.md has the method. What it says is a proposal.
// The same bytes for any number of threads; no clock, no rand(). Immutable values; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/stats/interval.hpp"

namespace entente::ingest {

namespace learner {
struct Curve;
}

/// A text somebody coded. Rows of one group (a document, or a stretch of one) are held out
/// together.
struct CodedText {
  std::string text;
  std::string domain;              ///< what the code is about: an issue, a target; may be blank
  std::vector<std::string> marks;  ///< further yes/no features: what the rule coder found
  std::vector<float> vector;       ///< further numbers, of one length in all rows; may be empty
  std::uint32_t label = 0;         ///< place in CodedSet::classes
  std::uint32_t group = 0;
};

struct CodedSet {
  std::vector<std::string> classes;
  std::vector<CodedText> rows;
};

struct LearnerOptions {
  double cost = 1;     ///< of errors on the training rows, against the length of the weights
  double balance = 1;  ///< a class weighs (rows outside / rows inside)^balance; 0 = all rows alike
  std::uint32_t folds = 5;
  std::uint64_t seed = 1;
  unsigned threads = 0;              ///< 0 = what the machine has; changes no result
  std::uint32_t domain_rows = 100;   ///< a domain with so many rows gets a fit of its own
  std::uint32_t replicates = 1000;   ///< draws of groups behind each interval
  std::vector<std::string> f1_over;  ///< classes over which F1 is averaged; empty = all
};

/// What is said of one text.
struct Prediction {
  std::uint32_t label = 0;          ///< the class of the greatest score
  std::vector<double> raw;          ///< by class: logistic of the score, over their sum
  std::vector<double> probability;  ///< by class, calibrated on held-out rows
  double confidence() const { return probability[label]; }
};

/// A learner that was taught; cheap to copy.
class TextLearner {
 public:
  Prediction predict(const CodedText& row) const;
  /// Words and marks that speak most for a class in a domain; looked up in the rows given, those
  /// that are in none of them left out. O(rows x most).
  std::vector<std::string> strongest(std::uint32_t label, const std::string& domain,
                                     std::size_t most, std::span<const CodedText> rows) const;

  /// How scores become probabilities, by class.
  const std::vector<learner::Curve>& curves() const;

  struct Parts;
  explicit TextLearner(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

 private:
  std::shared_ptr<const Parts> parts_;
};

/// Quality of predictions on held-out rows.
struct Scores {
  stats::Estimate accuracy;
  stats::Estimate f1;  ///< mean over the classes asked for that occur
};
struct BaselineScores {
  std::string name;
  Scores scores;
  stats::Estimate accuracy_gain;  ///< of the learner over it, on the same draws
  stats::Estimate f1_gain;
};
struct ClassScores {
  std::uint64_t n = 0;  ///< rows of the class
  std::uint64_t predicted = 0;
  std::uint64_t right = 0;
  double f1 = 0;
};
struct ReliabilityBin {
  double low = 0;  ///< of the confidence; the last bin includes its upper end
  double high = 0;
  std::uint64_t n = 0;
  double mean_confidence = 0;
  stats::Estimate right;  ///< Wilson
};
/// What remains if the learner keeps silent below a threshold.
struct Abstention {
  double threshold = 0;
  std::uint64_t kept = 0;
  std::uint64_t n = 0;
  stats::Estimate right;  ///< of those kept, Wilson; n = 0 where none is
};
struct Evaluation {
  std::uint64_t n = 0;
  std::uint64_t groups = 0;
  Scores scores;
  std::vector<BaselineScores> baselines;
  std::vector<ClassScores> classes;
  stats::Estimate brier;         ///< mean over rows of sum over classes of (probability - truth)^2
  stats::Estimate brier_raw;     ///< the same before calibration
  double calibration_error = 0;  ///< mean |confidence - share right| over the bins, by their n
  std::vector<ReliabilityBin> reliability;
  std::vector<Abstention> abstention;
};

/// Labels that something else gives to the same rows.
struct Baseline {
  std::string name;
  std::vector<std::uint32_t> labels;
};

struct CurvePoint {
  std::uint64_t labels = 0;  ///< rows learnt from
  Scores scores;
};

/// Rows read once, for fits, held-out figures and a learning curve.
class LearnerTask {
 public:
  /// Errors: Missing (fewer than two classes with at least `folds` rows each, or fewer groups than
  /// folds: nothing could be held out), Cancelled.
  static Result<LearnerTask> read(CodedSet set, const LearnerOptions& options,
                                  const CancelToken& cancel = {});

  /// Each row by a learner that saw no row of its group; calibrated on the other folds.
  Result<std::vector<Prediction>> cross_validated(const CancelToken& cancel = {},
                                                  const Progress& progress = {}) const;
  /// The class most frequent in the rows learnt from, by domain: fold by fold as above.
  Baseline majority() const;
  /// Learnt from more and more of the rows, in an order drawn at random, tested on held-out folds.
  Result<std::vector<CurvePoint>> learning_curve(const CancelToken& cancel = {},
                                                 const Progress& progress = {}) const;
  /// Learns from all rows; calibrated by cross-validation on them.
  Result<TextLearner> fit(const CancelToken& cancel = {}) const;
  /// Learns from all rows with the calibration of an earlier fit: what follows each accepted code.
  Result<TextLearner> refit(const TextLearner& calibrated, const CancelToken& cancel = {}) const;

  const CodedSet& set() const noexcept;
  const LearnerOptions& options() const noexcept;

  struct Parts;
  explicit LearnerTask(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

 private:
  std::shared_ptr<const Parts> parts_;
};

/// Majority by domain of one set, told of the rows of another.
Baseline majority_of(const CodedSet& learnt, std::span<const CodedText> rows);

/// Figures with intervals: percentiles over draws of whole groups. Errors: Cancelled.
Result<Evaluation> evaluate(const CodedSet& truth, std::span<const Prediction> predictions,
                            std::span<const Baseline> baselines, const LearnerOptions& options,
                            const CancelToken& cancel = {});

/// Accuracy and F1 alone. Errors: Cancelled.
Result<Scores> score(const CodedSet& truth, std::span<const std::uint32_t> labels,
                     const LearnerOptions& options, const CancelToken& cancel = {});

enum class WhyNext : std::uint8_t { Random, Uncertain };
std::string_view to_string(WhyNext why) noexcept;

/// A text to be coded next.
struct NextText {
  std::size_t index = 0;
  WhyNext why = WhyNext::Random;
  bool second_reader = false;  ///< to be coded blind by two people
};

/// Half at random (rounded up), half those of the greatest uncertainty; of the random ones a tenth,
/// one at least, is for two readers: only a random sample tells how far readers agree. The draw
/// hangs on the keys, so that a text keeps its place when others come and go. O(n log n).
std::vector<NextText> choose_next(std::span<const double> uncertainty,
                                  std::span<const std::string> keys, std::size_t how_many,
                                  std::uint64_t seed);

}  // namespace entente::ingest

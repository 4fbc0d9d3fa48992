// SPDX-License-Identifier: GPL-3.0-or-later
// How good predictions on held-out rows are, with intervals over draws of whole groups.
#include <algorithm>
#include <cmath>
#include <map>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/ingest/learner.hpp"
#include "entente/stats/bootstrap.hpp"

namespace entente::ingest {
namespace {

constexpr double interval_level = 0.95;
constexpr std::size_t bins = 10;

/// How often truth t was called p, row by row of the table; weighted by draws.
struct Confusion {
  std::size_t classes = 0;
  std::vector<double> cells;

  explicit Confusion(std::size_t k) : classes(k), cells(k * k, 0) {}
  double at(std::size_t truth, std::size_t label) const { return cells[truth * classes + label]; }
  double truths(std::size_t c) const {
    double out = 0;
    for (std::size_t p = 0; p < classes; ++p) out += at(c, p);
    return out;
  }
  double labels(std::size_t c) const {
    double out = 0;
    for (std::size_t t = 0; t < classes; ++t) out += at(t, c);
    return out;
  }
  double accuracy() const {
    double right = 0;
    double all = 0;
    for (std::size_t c = 0; c < classes; ++c) right += at(c, c);
    for (const double cell : cells) all += cell;
    return right / all;
  }
  double f1(std::size_t c) const {
    const double both = truths(c) + labels(c);
    return both > 0 ? 2 * at(c, c) / both : 0;
  }
  double mean_f1(std::span<const std::size_t> over) const {
    double out = 0;
    for (const std::size_t c : over) out += f1(c);
    return over.empty() ? std::nan("") : out / static_cast<double>(over.size());
  }
};

/// Rows of a truth, and what several predictors say of them.
struct Trial {
  std::size_t classes = 0;
  std::vector<std::uint32_t> truth;
  std::vector<std::vector<std::uint32_t>> labels;  ///< by predictor
  std::vector<std::vector<double>> losses;         ///< further means over rows, e.g. Brier
  std::vector<std::size_t> f1_over;
  std::vector<std::vector<std::uint32_t>> units;  ///< rows drawn together

  std::size_t statistics() const { return labels.size() * 2 + losses.size(); }
};

Confusion confusion_of(const Trial& trial, std::size_t predictor) {
  Confusion out(trial.classes);
  for (std::size_t i = 0; i < trial.truth.size(); ++i) {
    out.cells[trial.truth[i] * trial.classes + trial.labels[predictor][i]] += 1;
  }
  return out;
}

/// Accuracy and F1 of each predictor, then the mean of each loss, with rows weighted by how often
/// their unit was drawn.
std::vector<double> weighted_statistics(const Trial& trial, std::span<const std::uint32_t> times) {
  std::vector<Confusion> confusions(trial.labels.size(), Confusion(trial.classes));
  std::vector<double> sums(trial.losses.size(), 0);
  double rows = 0;
  for (std::size_t u = 0; u < trial.units.size(); ++u) {
    if (times[u] == 0) continue;
    for (const std::uint32_t row : trial.units[u]) {
      rows += times[u];
      for (std::size_t p = 0; p < confusions.size(); ++p) {
        confusions[p].cells[trial.truth[row] * trial.classes + trial.labels[p][row]] += times[u];
      }
      for (std::size_t l = 0; l < sums.size(); ++l) sums[l] += times[u] * trial.losses[l][row];
    }
  }
  std::vector<double> out;
  for (const Confusion& confusion : confusions) {
    out.push_back(confusion.accuracy());
    out.push_back(confusion.mean_f1(trial.f1_over));
  }
  for (const double sum : sums) out.push_back(sum / rows);
  return out;
}

/// The statistics on the data, and on each draw of as many units as there are.
struct Draws {
  std::vector<double> value;
  std::vector<std::vector<double>> drawn;  ///< by statistic
  std::size_t units = 0;

  stats::Estimate estimate(std::size_t statistic) const {
    std::vector<double> values = drawn[statistic];
    return stats::percentile_estimate(value[statistic], values, interval_level, units);
  }
  /// Of one statistic less another, draw by draw.
  stats::Estimate gain(std::size_t of, std::size_t over) const {
    std::vector<double> values = drawn[of];
    for (std::size_t r = 0; r < values.size(); ++r) values[r] -= drawn[over][r];
    return stats::percentile_estimate(value[of] - value[over], values, interval_level, units);
  }
};

Result<Draws> draw(const Trial& trial, const LearnerOptions& options, const CancelToken& cancel) {
  Draws out;
  out.units = trial.units.size();
  out.value = weighted_statistics(trial, std::vector<std::uint32_t>(out.units, 1));
  out.drawn.assign(trial.statistics(), std::vector<double>(options.replicates));
  const Philox source(options.seed, stream_word("learner figures"));
  ENTENTE_CHECK(parallel_for(options.replicates, options.threads, cancel, {}, [&](std::size_t r) {
    std::vector<std::uint32_t> times(out.units, 0);
    PhiloxCursor cursor = source.cursor(r);
    for (std::size_t i = 0; i < out.units; ++i) ++times[cursor.below(out.units)];
    const auto values = weighted_statistics(trial, times);
    for (std::size_t s = 0; s < values.size(); ++s) out.drawn[s][r] = values[s];
  }));
  return out;
}

Trial trial_of(const CodedSet& truth, const LearnerOptions& options) {
  Trial out;
  out.classes = truth.classes.size();
  std::vector<bool> occurs(out.classes, false);
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < truth.rows.size(); ++i) {
    out.truth.push_back(truth.rows[i].label);
    occurs[truth.rows[i].label] = true;
    groups[truth.rows[i].group].push_back(i);
  }
  for (std::size_t c = 0; c < out.classes; ++c) {
    const bool asked =
        options.f1_over.empty() || std::find(options.f1_over.begin(), options.f1_over.end(),
                                             truth.classes[c]) != options.f1_over.end();
    if (asked && occurs[c]) out.f1_over.push_back(c);
  }
  for (auto& entry : groups) out.units.push_back(std::move(entry.second));
  return out;
}

double squared_error(std::span<const double> probability, std::uint32_t truth) {
  double out = 0;
  for (std::size_t c = 0; c < probability.size(); ++c) {
    const double off = probability[c] - (c == truth ? 1.0 : 0.0);
    out += off * off;
  }
  return out;
}

stats::Estimate share(std::uint64_t right, std::uint64_t n) {
  return n == 0 ? stats::Estimate{} : stats::wilson(right, n, interval_level).value();
}

void tell_reliability(const Trial& trial, std::span<const Prediction> predictions,
                      Evaluation& out) {
  std::vector<double> sum(bins, 0);
  std::vector<std::uint64_t> right(bins, 0);
  std::vector<std::uint64_t> n(bins, 0);
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double confidence = predictions[i].confidence();
    const auto bin = std::min(bins - 1, static_cast<std::size_t>(confidence * bins));
    sum[bin] += confidence;
    ++n[bin];
    if (predictions[i].label == trial.truth[i]) ++right[bin];
  }
  for (std::size_t b = 0; b < bins; ++b) {
    if (n[b] == 0) continue;
    const auto count = static_cast<double>(n[b]);
    ReliabilityBin bin{static_cast<double>(b) / bins, static_cast<double>(b + 1) / bins, n[b],
                       sum[b] / count, share(right[b], n[b])};
    out.calibration_error += count / static_cast<double>(predictions.size()) *
                             std::abs(bin.mean_confidence - bin.right.value);
    out.reliability.push_back(bin);
  }
}

void tell_abstention(const Trial& trial, std::span<const Prediction> predictions, Evaluation& out) {
  for (const double threshold : {0.0, 0.5, 0.6, 0.7, 0.8, 0.9}) {
    Abstention at{threshold, 0, predictions.size(), {}};
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
      if (predictions[i].confidence() < threshold) continue;
      ++at.kept;
      if (predictions[i].label == trial.truth[i]) ++right;
    }
    at.right = share(right, at.kept);
    out.abstention.push_back(at);
  }
}

}  // namespace

Result<Scores> score(const CodedSet& truth, std::span<const std::uint32_t> labels,
                     const LearnerOptions& options, const CancelToken& cancel) {
  Trial trial = trial_of(truth, options);
  trial.labels.emplace_back(labels.begin(), labels.end());
  ENTENTE_TRY(const Draws draws, draw(trial, options, cancel));
  return Scores{draws.estimate(0), draws.estimate(1)};
}

Result<Evaluation> evaluate(const CodedSet& truth, std::span<const Prediction> predictions,
                            std::span<const Baseline> baselines, const LearnerOptions& options,
                            const CancelToken& cancel) {
  Trial trial = trial_of(truth, options);
  trial.labels.emplace_back();
  trial.losses.resize(2);
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    trial.labels[0].push_back(predictions[i].label);
    trial.losses[0].push_back(squared_error(predictions[i].probability, trial.truth[i]));
    trial.losses[1].push_back(squared_error(predictions[i].raw, trial.truth[i]));
  }
  for (const Baseline& baseline : baselines) trial.labels.push_back(baseline.labels);
  ENTENTE_TRY(const Draws draws, draw(trial, options, cancel));
  Evaluation out;
  out.n = trial.truth.size();
  out.groups = trial.units.size();
  out.scores = {draws.estimate(0), draws.estimate(1)};
  for (std::size_t b = 0; b < baselines.size(); ++b) {
    const std::size_t at = 2 + 2 * b;
    out.baselines.push_back({baselines[b].name,
                             {draws.estimate(at), draws.estimate(at + 1)},
                             draws.gain(0, at),
                             draws.gain(1, at + 1)});
  }
  out.brier = draws.estimate(trial.labels.size() * 2);
  out.brier_raw = draws.estimate(trial.labels.size() * 2 + 1);
  const Confusion confusion = confusion_of(trial, 0);
  for (std::size_t c = 0; c < trial.classes; ++c) {
    out.classes.push_back({static_cast<std::uint64_t>(confusion.truths(c)),
                           static_cast<std::uint64_t>(confusion.labels(c)),
                           static_cast<std::uint64_t>(confusion.at(c, c)), confusion.f1(c)});
  }
  tell_reliability(trial, predictions, out);
  tell_abstention(trial, predictions, out);
  return out;
}

}  // namespace entente::ingest

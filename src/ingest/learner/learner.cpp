// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/learner.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "calibration.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "folds.hpp"
#include "models.hpp"

namespace entente::ingest {

namespace lr = learner;

struct LearnerTask::Parts {
  CodedSet set;
  LearnerOptions options;
  std::shared_ptr<const lr::Corpus> corpus;
  lr::Columns columns;
  std::vector<std::uint32_t> fold;
};

struct TextLearner::Parts {
  std::shared_ptr<const lr::Corpus> corpus;
  lr::Models models;
  std::vector<lr::Curve> curves;
  std::vector<std::string> domains;
};

namespace {

std::vector<lr::Source> sources_of(const CodedSet& set) {
  std::vector<lr::Source> out;
  out.reserve(set.rows.size());
  for (const CodedText& row : set.rows) out.push_back({row.text, row.domain, &row.marks});
  return out;
}

/// Predicts by the scores as they are; the probabilities are for saying how sure that is.
Prediction predicted(std::span<const double> scores, std::span<const lr::Curve> curves) {
  Prediction out;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    out.raw.push_back(lr::logistic(scores[c]));
    out.probability.push_back(lr::on_curve(curves[c], scores[c]));
  }
  out.label =
      static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  lr::to_shares(out.raw);
  lr::to_shares(out.probability);
  return out;
}

/// One curve a class over the scores of some rows.
std::vector<lr::Curve> curves_over(const lr::Columns& columns, std::span<const double> scores,
                                   std::span<const std::uint32_t> rows) {
  std::vector<lr::Curve> out;
  for (std::size_t c = 0; c < columns.classes; ++c) {
    std::vector<double> of_class;
    std::vector<bool> in;
    for (const std::uint32_t row : rows) {
      of_class.push_back(scores[row * columns.classes + c]);
      in.push_back(columns.label[row] == c);
    }
    out.push_back(lr::fit_curve(of_class, in));
  }
  return out;
}

std::vector<std::uint32_t> rows_where(std::span<const std::uint32_t> fold, std::uint32_t which,
                                      bool equal) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t row = 0; row < fold.size(); ++row) {
    if ((fold[row] == which) == equal) out.push_back(row);
  }
  return out;
}

using RowsOfFold = std::vector<std::vector<std::uint32_t>>;

/// Scores of each row by models that learnt from `learnt[fold of the row]`.
Result<std::vector<double>> held_out_scores(const LearnerTask::Parts& parts,
                                            const RowsOfFold& learnt, const CancelToken& cancel,
                                            const ProgressStage& stage) {
  const std::size_t classes = parts.columns.classes;
  std::vector<double> out(parts.set.rows.size() * classes);
  for (std::uint32_t f = 0; f < parts.options.folds; ++f) {
    ENTENTE_TRY(const lr::Models models,
                lr::Models::fit(*parts.corpus, parts.columns, learnt[f], parts.options,
                                parts.options.threads, cancel));
    const auto held = rows_where(parts.fold, f, true);
    ENTENTE_CHECK(parallel_for(held.size(), parts.options.threads, cancel, {}, [&](std::size_t i) {
      const std::uint32_t row = held[i];
      models.scores(parts.corpus->items(row), parts.corpus->dense(row), parts.columns.domain[row],
                    std::span(out).subspan(row * classes, classes));
    }));
    stage.add();
  }
  return out;
}

RowsOfFold all_other_rows(const LearnerTask::Parts& parts) {
  RowsOfFold out;
  for (std::uint32_t f = 0; f < parts.options.folds; ++f) {
    out.push_back(rows_where(parts.fold, f, false));
  }
  return out;
}

Error too_few(std::string message, std::string expected, std::string found) {
  return {ErrorKind::Missing,
          std::move(message),
          {},
          std::move(expected),
          std::move(found),
          "code more texts first; entente learn STUDY --next says which"};
}

/// "Yes 12, no 3", the five most frequent.
std::string most_frequent(const std::vector<std::string>& classes,
                          const std::vector<std::size_t>& n) {
  constexpr std::size_t most = 5;
  std::vector<std::size_t> order(n.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return n[a] > n[b]; });
  std::string out;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    out += (i == 0 ? "" : ", ") + quotable(classes[order[i]]) + " " + std::to_string(n[order[i]]);
  }
  if (order.size() > most) out += ", " + std::to_string(order.size() - most) + " others";
  return out;
}

Result<void> check_enough(const CodedSet& set, const LearnerOptions& options) {
  std::vector<std::size_t> n(set.classes.size(), 0);
  std::vector<std::uint32_t> groups;
  for (const CodedText& row : set.rows) {
    ++n[row.label];
    groups.push_back(row.group);
  }
  const auto enough = std::count_if(n.begin(), n.end(), [&](auto k) { return k >= options.folds; });
  if (enough < 2) {
    const std::string found = most_frequent(set.classes, n);
    return fail(
        too_few("too few coded texts to learn from and to hold some out",
                "two classes with at least " + std::to_string(options.folds) + " texts each",
                found.empty() ? "none" : found));
  }
  if (lr::group_count(groups) >= options.folds) return {};
  return fail(too_few("the coded texts come from too few places to hold some out",
                      "texts of at least " + std::to_string(options.folds) + " groups",
                      std::to_string(lr::group_count(groups))));
}

/// The most frequent class in some rows, by domain; of two equal ones the first.
std::vector<std::uint32_t> majority_in(const lr::Columns& columns,
                                       std::span<const std::uint32_t> rows) {
  std::vector<std::vector<std::size_t>> n(columns.domains.size() + 1,
                                          std::vector<std::size_t>(columns.classes, 0));
  for (const std::uint32_t row : rows) {
    ++n[columns.domain[row]][columns.label[row]];
    ++n.back()[columns.label[row]];
  }
  std::vector<std::uint32_t> out;
  for (const auto& domain : n) {
    const bool known = std::any_of(domain.begin(), domain.end(), [](auto k) { return k > 0; });
    const auto& counts = known ? domain : n.back();
    out.push_back(static_cast<std::uint32_t>(std::max_element(counts.begin(), counts.end()) -
                                             counts.begin()));
  }
  return out;
}

/// Sizes of a learning curve: 25, 50, 100, ... and all.
std::vector<std::size_t> curve_sizes(std::size_t all) {
  std::vector<std::size_t> out;
  for (std::size_t size = 25; size < all; size *= 2) out.push_back(size);
  out.push_back(all);
  return out;
}

std::uint32_t domain_place(std::span<const std::string> domains, const std::string& domain) {
  return static_cast<std::uint32_t>(std::find(domains.begin(), domains.end(), domain) -
                                    domains.begin());
}

}  // namespace

Result<LearnerTask> LearnerTask::read(CodedSet set, const LearnerOptions& options,
                                      const CancelToken& cancel) {
  ENTENTE_CHECK(check_enough(set, options));
  auto parts = std::make_shared<Parts>();
  parts->set = std::move(set);
  parts->options = options;
  std::vector<float> dense;
  const std::size_t width = parts->set.rows.front().vector.size();
  for (const CodedText& row : parts->set.rows) {
    dense.insert(dense.end(), row.vector.begin(), row.vector.end());
  }
  ENTENTE_TRY(lr::Corpus corpus,
              lr::Corpus::read(sources_of(parts->set), dense, width, options.threads, cancel));
  parts->corpus = std::make_shared<const lr::Corpus>(std::move(corpus));
  parts->columns = lr::columns_of(parts->set);
  parts->fold =
      lr::folds_of(parts->columns.group, parts->columns.label, options.folds, options.seed);
  return LearnerTask(std::move(parts));
}

const CodedSet& LearnerTask::set() const noexcept { return parts_->set; }
const LearnerOptions& LearnerTask::options() const noexcept { return parts_->options; }

Result<std::vector<Prediction>> LearnerTask::cross_validated(const CancelToken& cancel,
                                                             const Progress& progress) const {
  const Parts& parts = *parts_;
  const std::size_t classes = parts.columns.classes;
  const ProgressStage stage = progress.stage("folds", parts.options.folds);
  ENTENTE_TRY(const std::vector<double> scores,
              held_out_scores(parts, all_other_rows(parts), cancel, stage));
  std::vector<Prediction> out(parts.set.rows.size());
  for (std::uint32_t f = 0; f < parts.options.folds; ++f) {
    const auto curves = curves_over(parts.columns, scores, rows_where(parts.fold, f, false));
    for (const std::uint32_t row : rows_where(parts.fold, f, true)) {
      out[row] = predicted(std::span(scores).subspan(row * classes, classes), curves);
    }
  }
  return out;
}

Baseline LearnerTask::majority() const {
  Baseline out{"majority", std::vector<std::uint32_t>(parts_->set.rows.size())};
  for (std::uint32_t f = 0; f < parts_->options.folds; ++f) {
    const auto most = majority_in(parts_->columns, rows_where(parts_->fold, f, false));
    for (const std::uint32_t row : rows_where(parts_->fold, f, true)) {
      out.labels[row] = most[parts_->columns.domain[row]];
    }
  }
  return out;
}

Baseline majority_of(const CodedSet& learnt, std::span<const CodedText> rows) {
  const lr::Columns columns = lr::columns_of(learnt);
  std::vector<std::uint32_t> all(learnt.rows.size());
  std::iota(all.begin(), all.end(), 0U);
  const auto most = majority_in(columns, all);
  Baseline out{"majority", {}};
  for (const CodedText& row : rows) {
    out.labels.push_back(most[domain_place(columns.domains, row.domain)]);
  }
  return out;
}

Result<std::vector<CurvePoint>> LearnerTask::learning_curve(const CancelToken& cancel,
                                                            const Progress& progress) const {
  const Parts& parts = *parts_;
  const Philox draw(parts.options.seed, stream_word("learner curve"));
  RowsOfFold order = all_other_rows(parts);
  std::size_t least = parts.set.rows.size();
  for (auto& rows : order) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) keyed.emplace_back(draw.bits(0, row), row);
    std::sort(keyed.begin(), keyed.end());
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](auto& k) { return k.second; });
    least = std::min(least, rows.size());
  }
  const auto sizes = curve_sizes(least);
  const ProgressStage stage = progress.stage("learning curve", sizes.size() * order.size());
  std::vector<CurvePoint> out;
  for (const std::size_t size : sizes) {
    RowsOfFold learnt;
    for (const auto& rows : order) {
      learnt.emplace_back(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(size));
      std::sort(learnt.back().begin(), learnt.back().end());
    }
    ENTENTE_TRY(const std::vector<double> scores, held_out_scores(parts, learnt, cancel, stage));
    std::vector<std::uint32_t> labels(parts.set.rows.size());
    for (std::size_t row = 0; row < labels.size(); ++row) {
      const auto of_row =
          std::span(scores).subspan(row * parts.columns.classes, parts.columns.classes);
      labels[row] = static_cast<std::uint32_t>(std::max_element(of_row.begin(), of_row.end()) -
                                               of_row.begin());
    }
    ENTENTE_TRY(const Scores scored, score(parts.set, labels, parts.options, cancel));
    out.push_back({size, scored});
  }
  return out;
}

namespace {

Result<TextLearner> fit_all(const LearnerTask::Parts& parts, std::vector<lr::Curve> curves,
                            const CancelToken& cancel) {
  std::vector<std::uint32_t> all(parts.set.rows.size());
  std::iota(all.begin(), all.end(), 0U);
  ENTENTE_TRY(lr::Models models, lr::Models::fit(*parts.corpus, parts.columns, all, parts.options,
                                                 parts.options.threads, cancel));
  auto out = std::make_shared<TextLearner::Parts>(TextLearner::Parts{
      parts.corpus, std::move(models), std::move(curves), parts.columns.domains});
  return TextLearner(std::move(out));
}

}  // namespace

Result<TextLearner> LearnerTask::fit(const CancelToken& cancel) const {
  ENTENTE_TRY(const std::vector<double> scores,
              held_out_scores(*parts_, all_other_rows(*parts_), cancel, {}));
  std::vector<std::uint32_t> all(parts_->set.rows.size());
  std::iota(all.begin(), all.end(), 0U);
  return fit_all(*parts_, curves_over(parts_->columns, scores, all), cancel);
}

Result<TextLearner> LearnerTask::refit(const TextLearner& calibrated,
                                       const CancelToken& cancel) const {
  return fit_all(*parts_, calibrated.curves(), cancel);
}

Prediction TextLearner::predict(const CodedText& row) const {
  std::vector<double> scores(parts_->curves.size());
  const lr::Source source{row.text, row.domain, &row.marks};
  parts_->models.scores(parts_->corpus->items_of(source), row.vector,
                        domain_place(parts_->domains, row.domain), scores);
  return predicted(scores, parts_->curves);
}

const std::vector<lr::Curve>& TextLearner::curves() const { return parts_->curves; }

std::vector<std::string> TextLearner::strongest(std::uint32_t label, const std::string& domain,
                                                std::size_t most,
                                                std::span<const CodedText> rows) const {
  const lr::OneVersusRest& fit = parts_->models.serving(domain_place(parts_->domains, domain));
  const std::vector<double>& weights = fit.weights[label];
  const auto slots = fit.weighting.slot_of();
  std::vector<std::pair<double, std::uint32_t>> best;
  for (std::size_t i = 0; i < slots.size() && !weights.empty(); ++i) {
    const std::uint32_t block = lr::block_of(slots[i]);
    if (block == static_cast<std::uint32_t>(lr::Block::Characters) || weights[i] <= 0) continue;
    best.emplace_back(-weights[i], slots[i]);
  }
  std::sort(best.begin(), best.end());
  std::vector<std::string> out;
  std::set<std::string> told;
  for (const auto& entry : best) {
    if (out.size() == most) break;
    std::string name;
    for (const CodedText& row : rows) {
      name = lr::name_of_slot({row.text, row.domain, &row.marks}, entry.second);
      if (!name.empty()) break;
    }
    if (!name.empty() && told.insert(name).second) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace entente::ingest

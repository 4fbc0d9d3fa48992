// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/classical_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/experts/quantile_curve.hpp"

namespace entente::positions {
namespace {

using record::ExpertAnswer;
using record::ExpertPanel;

Error classical_error(ErrorKind kind, std::string what, std::string where, std::string expected,
                      std::string mend) {
  return {kind, std::move(what), {"", 0, std::move(where)}, std::move(expected),
          "",   std::move(mend)};
}

/// The bin of a realisation: one equal to a quantile falls in the lower.
std::size_t bin_of(std::span<const double> quantiles, double realised) {
  return static_cast<std::size_t>(std::lower_bound(quantiles.begin(), quantiles.end(), realised) -
                                  quantiles.begin());
}

class ClassicalFit {
 public:
  ClassicalFit(const ExpertPanel& panel, const ClassicalOptions& options)
      : panel_(panel), options_(options) {}

  Result<ClassicalModel> fit() {
    ENTENTE_CHECK(prepare());
    score_experts();
    ENTENTE_CHECK(check_seeds());
    for (ExpertScore& score : out_.experts) score.calibration = calibration_of(score);
    if (options_.weighting == ExpertWeighting::Equal) {
      decide(0, out_);
      return std::move(out_);
    }
    if (options_.alpha) {
      ENTENTE_CHECK(check_alpha());
      decide(*options_.alpha, out_);
      return std::move(out_);
    }
    choose_alpha();
    return std::move(out_);
  }

 private:
  const ExpertAnswer* answer(std::size_t expert, std::size_t item) const {
    return panel_.answer(expert, item);
  }
  std::size_t place(std::size_t expert, std::size_t item) const {
    return item * panel_.experts().size() + expert;
  }

  Result<void> prepare() {
    if (panel_.answers().empty()) {
      return fail(classical_error(ErrorKind::Missing, "nobody answered anything", "answers",
                                  "at least one answer", "read another file"));
    }
    if (!(options_.overshoot >= 0 && options_.overshoot <= 10)) {
      return fail(classical_error(ErrorKind::Range, "the overshoot is out of range", "overshoot",
                                  "0 to 10", "leave it out for 0.1"));
    }
    curves_.resize(panel_.items().size() * panel_.experts().size());
    information_.assign(curves_.size(), 0.0);
    for (std::size_t i = 0; i < panel_.items().size(); ++i) {
      ranges_.push_back(item_range(panel_, i, options_.overshoot));
      ENTENTE_CHECK(prepare_item(i));
      if (panel_.items()[i].realised) ++out_.seeds;
    }
    return {};
  }

  Result<void> prepare_item(std::size_t i) {
    for (std::size_t e = 0; e < panel_.experts().size(); ++e) {
      const ExpertAnswer* given = answer(e, i);
      if (given == nullptr) continue;
      if (!(ranges_[i].width() > 0)) {
        return fail(classical_error(ErrorKind::Range, "all answers to an item are one value",
                                    panel_.items()[i].id, "answers with some width",
                                    "leave the item out"));
      }
      QuantileCurve& curve = curves_[place(e, i)];
      curve = quantile_curve(given->quantiles, panel_.levels(), ranges_[i]);
      out_.equal_quantiles += curve.spread ? 1 : 0;
      information_[place(e, i)] = information_of(curve, ranges_[i]);
    }
    return {};
  }

  void score_experts() {
    for (std::size_t e = 0; e < panel_.experts().size(); ++e) {
      ExpertScore score;
      score.bins.assign(panel_.levels().size() + 1, 0);
      for (std::size_t i = 0; i < panel_.items().size(); ++i) {
        const ExpertAnswer* given = answer(e, i);
        if (given == nullptr) continue;
        ++score.items;
        score.information += information_[place(e, i)];
        if (!panel_.items()[i].realised) continue;
        ++score.seeds;
        score.information_seeds += information_[place(e, i)];
        ++score.bins[bin_of(given->quantiles, *panel_.items()[i].realised)];
      }
      if (score.items > 0) score.information /= score.items;
      if (score.seeds > 0) score.information_seeds /= score.seeds;
      out_.experts.push_back(std::move(score));
    }
  }

  Result<void> check_seeds() {
    std::uint32_t fewest = out_.seeds;
    for (std::size_t e = 0; e < out_.experts.size(); ++e) {
      if (out_.experts[e].seeds == 0 && options_.weighting != ExpertWeighting::Equal) {
        return fail(classical_error(
            ErrorKind::Missing,
            out_.seeds == 0 ? "no item has a realisation" : "an expert answered no seed",
            out_.seeds == 0 ? "realised" : panel_.experts()[e],
            "items whose answer is known, answered by every expert",
            "give realisations, leave the expert out, or take --weighting equal"));
      }
      if (out_.experts[e].items > 0) fewest = std::min(fewest, out_.experts[e].seeds);
    }
    out_.power = fewest;
    return {};
  }

  Result<void> check_alpha() const {
    const double alpha = *options_.alpha;
    const bool reached =
        std::any_of(out_.experts.begin(), out_.experts.end(),
                    [alpha](const ExpertScore& s) { return s.calibration >= alpha; });
    if (alpha >= 0 && alpha <= 1 && reached) return {};
    return fail(classical_error(
        ErrorKind::Range, reached ? "the cut is out of range" : "no expert reaches the cut",
        "alpha", "0 to 1, and at most the best calibration", "leave it out for the best"));
  }

  double calibration_of(const ExpertScore& score) const {
    if (score.seeds == 0 || out_.power == 0) return 0;
    double information = 0;
    for (std::size_t b = 0; b < score.bins.size(); ++b) {
      if (score.bins[b] == 0) continue;
      const double upper = b < panel_.levels().size() ? panel_.levels()[b] : 1;
      const double promised = upper - (b > 0 ? panel_.levels()[b - 1] : 0);
      const double share = static_cast<double>(score.bins[b]) / score.seeds;
      information += share * std::log(share / promised);
    }
    return stats::chi_squared_upper(2 * out_.power * information,
                                    static_cast<double>(panel_.levels().size()));
  }

  /// Of an expert on an item, before they are made to sum to 1.
  double raw_weight(std::size_t e, std::size_t i, double alpha) const {
    if (options_.weighting == ExpertWeighting::Equal) return 1;
    const ExpertScore& score = out_.experts[e];
    if (score.calibration < alpha) return 0;
    return score.calibration * (options_.weighting == ExpertWeighting::Item
                                    ? information_[place(e, i)]
                                    : score.information_seeds);
  }

  PooledItem pooled(std::size_t i, double alpha) const {
    PooledItem out;
    out.weights.assign(panel_.experts().size(), 0.0);
    double sum = 0;
    for (std::size_t e = 0; e < out.weights.size(); ++e) {
      if (answer(e, i) == nullptr) continue;
      out.weights[e] = raw_weight(e, i, alpha);
      sum += out.weights[e];
    }
    if (!(sum > 0)) return out;
    std::vector<QuantileCurve> curves;
    std::vector<double> weights;
    for (std::size_t e = 0; e < out.weights.size(); ++e) {
      out.weights[e] /= sum;
      if (!(out.weights[e] > 0)) continue;
      ++out.experts;
      curves.push_back(curves_[place(e, i)]);
      weights.push_back(out.weights[e]);
    }
    out.quantiles = mixed_quantiles(curves, weights, panel_.levels(), ranges_[i]);
    return out;
  }

  /// The decision maker at a cut, scored as an expert is.
  void decide(double alpha, ClassicalModel& out) const {
    out.alpha = alpha;
    out.items.clear();
    ExpertScore& score = out.decision_maker;
    score = ExpertScore();
    score.bins.assign(panel_.levels().size() + 1, 0);
    for (std::size_t i = 0; i < panel_.items().size(); ++i) {
      out.items.push_back(pooled(i, alpha));
      const std::vector<double>& quantiles = out.items.back().quantiles;
      if (quantiles.empty()) continue;
      const double information =
          information_of(quantile_curve(quantiles, panel_.levels(), ranges_[i]), ranges_[i]);
      ++score.items;
      score.information += information;
      if (!panel_.items()[i].realised) continue;
      ++score.seeds;
      score.information_seeds += information;
      ++score.bins[bin_of(quantiles, *panel_.items()[i].realised)];
    }
    if (score.items > 0) score.information /= score.items;
    if (score.seeds > 0) score.information_seeds /= score.seeds;
    score.calibration = calibration_of(score);
    score.weight = score.calibration * score.information_seeds;
    for (std::size_t e = 0; e < out.experts.size(); ++e) {
      out.experts[e].weight = options_.weighting == ExpertWeighting::Equal ? 1
                              : out.experts[e].calibration >= alpha
                                  ? out.experts[e].calibration * out.experts[e].information_seeds
                                  : 0;
    }
  }

  /// Each expert's calibration is a cut; of equally good ones the least, which leaves most in.
  void choose_alpha() {
    std::vector<double> cuts;
    cuts.reserve(out_.experts.size());
    for (const ExpertScore& score : out_.experts) cuts.push_back(score.calibration);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::optional<double> best;
    double best_score = 0;
    for (const double cut : cuts) {
      ClassicalModel tried = out_;
      decide(cut, tried);
      if (!best || tried.decision_maker.weight > best_score) {
        best = cut;
        best_score = tried.decision_maker.weight;
      }
    }
    decide(*best, out_);
  }

  const ExpertPanel& panel_;
  const ClassicalOptions& options_;
  ClassicalModel out_;
  std::vector<ItemRange> ranges_;
  std::vector<QuantileCurve> curves_;  ///< by item, expert; empty where not answered
  std::vector<double> information_;
};

}  // namespace

std::string_view to_string(ExpertWeighting weighting) noexcept {
  switch (weighting) {
    case ExpertWeighting::Global:
      return "global";
    case ExpertWeighting::Item:
      return "item";
    case ExpertWeighting::Equal:
      break;
  }
  return "equal";
}

Result<ClassicalModel> classical_model(const record::ExpertPanel& panel,
                                       const ClassicalOptions& options) {
  return ClassicalFit(panel, options).fit();
}

const MethodCard& classical_model_card() {
  static const MethodCard card = {
      "classical-model",
      "Experts weighed by what they know (Cooke's classical model)",
      "calibration C = P(chi2 >= 2 N I(s, p)) on items whose answer is known; information = mean "
      "of "
      "ln(U - L) + sum p ln(p / width); weight = C x information where C reaches the cut at which "
      "the weighted mean of the experts' distributions scores best (Cooke, Experts in Uncertainty, "
      "1991)",
      {{"weighting", "global, item or equal", "global"},
       {"overshoot", "by how much the range of answers is widened on each side", "0.1"},
       {"alpha", "least calibration that gives weight", "the best"}},
      MethodStatus::Agrees,
      {"With few seeds a calibration says little: with ten, a good expert often scores below 0.1.",
       "The best cut often leaves one expert: then the pool is that expert's answer.",
       "Knowing dates and shares is not knowing minds: choose seeds near the question."}};
  return card;
}

}  // namespace entente::positions

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/base/sum.hpp"
#include "positions/texts/wordfish/fit.hpp"
#include "positions/texts/wordfish/standard.hpp"

namespace entente::positions {
namespace {

/// Texts up to which the matrix of the information is cheaper than its products.
constexpr std::size_t most_texts_of_matrix = 100;
/// Changes of J, relative to it, that rounding hides.
constexpr double hidden_change = 1e-12;
/// Far from the maximum the words need not be solved for to the last bit.
constexpr double far_gradient = 1;
constexpr double settled_far = 1e-6;

double dot(std::span<const double> a, std::span<const double> b) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum.add(a[i] * b[i]);
  return sum.value();
}

double largest_element(std::span<const double> x) {
  double out = 0;
  for (const double value : x) out = std::max(out, std::abs(value));
  return out;
}

/// The information with the words held, text by text: what steps are measured with.
struct Blocks {
  std::span<const double> parts;

  std::vector<double> times(std::span<const double> x) const {
    std::vector<double> out(x.size());
    for (std::size_t i = 0; i < x.size() / 2; ++i) {
      const double* block = parts.data() + 3 * i;
      out[2 * i] = block[0] * x[2 * i] + block[1] * x[2 * i + 1];
      out[2 * i + 1] = block[1] * x[2 * i] + block[2] * x[2 * i + 1];
    }
    return out;
  }
  std::vector<double> solved(std::span<const double> x) const {
    std::vector<double> out(x.size());
    for (std::size_t i = 0; i < x.size() / 2; ++i) {
      const double* block = parts.data() + 3 * i;
      const double determinant = block[0] * block[2] - block[1] * block[1];
      out[2 * i] = (block[2] * x[2 * i] - block[1] * x[2 * i + 1]) / determinant;
      out[2 * i + 1] = (block[0] * x[2 * i + 1] - block[1] * x[2 * i]) / determinant;
    }
    return out;
  }
};

class Information {
 public:
  Information(const WordfishColumns& columns, const WordfishSetting& setting,
              const WordfishPoint& point)
      : columns_(columns), setting_(setting), point_(point) {}

  Result<void> prepare(const CancelToken& cancel) {
    if (columns_.texts > most_texts_of_matrix) return {};
    ENTENTE_TRY(matrix_, information_matrix(columns_, setting_, point_, cancel));
    return {};
  }
  Result<std::vector<double>> times(std::span<const double> x, const CancelToken& cancel) const {
    if (matrix_.empty()) return information_times(columns_, setting_, point_, x, cancel);
    std::vector<double> out(x.size(), 0);
    for (std::size_t r = 0; r < x.size(); ++r) {
      const double* row = matrix_.data() + r * x.size();
      for (std::size_t c = 0; c < x.size(); ++c) out[r] += row[c] * x[c];
    }
    return out;
  }

 private:
  const WordfishColumns& columns_;
  const WordfishSetting& setting_;
  const WordfishPoint& point_;
  std::vector<double> matrix_;
};

struct TrustStep {
  std::vector<double> step;
  double promised = 0;  ///< rise of the quadratic model
  double length = 0;
};

/// How far along `d` from `p` the border of the region lies.
double to_border(const Blocks& blocks, std::span<const double> p, std::span<const double> d,
                 double radius) {
  const std::vector<double> measured = blocks.times(d);
  const double dd = dot(d, measured);
  const double pd = dot(p, measured);
  const double pp = dot(p, blocks.times(p));
  const double root = std::sqrt(std::max(0.0, pd * pd + dd * (radius * radius - pp)));
  return (root - pd) / dd;
}

/// Steihaug's conjugate gradients, preconditioned by the blocks.
Result<TrustStep> trust_step(const Information& information, const WordfishPoint& point,
                             double radius, const CancelToken& cancel) {
  const Blocks blocks{point.information};
  const std::size_t n = point.place.size();
  const std::size_t most_rounds = n <= 2 * most_texts_of_matrix ? 2 * n + 10 : 150;
  TrustStep out;
  out.step.assign(n, 0);
  std::vector<double> rest = point.gradient;
  std::vector<double> scaled = blocks.solved(rest);
  std::vector<double> along = scaled;
  double square = dot(rest, scaled);
  const double start = std::sqrt(square);
  const double enough = start * std::min(0.1, start);
  for (std::size_t round = 0; round < most_rounds && square > 0; ++round) {
    ENTENTE_TRY(const std::vector<double> curved, information.times(along, cancel));
    const double curvature = dot(along, curved);
    double far = curvature > 0 ? square / curvature : std::numeric_limits<double>::infinity();
    const double border = to_border(blocks, out.step, along, radius);
    const bool outside = !(far < border);
    if (outside) far = border;
    for (std::size_t i = 0; i < n; ++i) {
      out.step[i] += far * along[i];
      rest[i] -= far * curved[i];
    }
    if (outside) break;
    scaled = blocks.solved(rest);
    const double next = dot(rest, scaled);
    if (std::sqrt(next) <= enough) break;
    for (std::size_t i = 0; i < n; ++i) along[i] = scaled[i] + next / square * along[i];
    square = next;
  }
  out.promised = (dot(point.gradient, out.step) + dot(rest, out.step)) / 2;
  out.length = std::sqrt(dot(out.step, blocks.times(out.step)));
  return out;
}

double whole_gradient(const WordfishPoint& point) {
  return std::max(largest_element(point.gradient), point.word_gradient);
}

/// Every text a unit of t away.
double first_radius(const WordfishPoint& point) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < point.place.size() / 2; ++i) sum.add(point.information[3 * i + 2]);
  return std::sqrt(sum.value());
}

}  // namespace

Result<WordfishEnd> climb(const WordfishColumns& columns, const WordfishSetting& setting,
                          const WordfishSearch& search, WordfishPoint& point,
                          const CancelToken& cancel, const ProgressStage& stage) {
  WordfishEnd end;
  double radius = first_radius(point);
  WordfishSetting solving = setting;
  while (true) {
    end.gradient = whole_gradient(point);
    solving.settled_slope = end.gradient > far_gradient ? settled_far : setting.settled_slope;
    end.converged = end.gradient <= search.tolerance;
    if (end.converged || end.steps >= search.most_steps) return end;
    ++end.steps;
    stage.add();
    Information information(columns, setting, point);
    ENTENTE_CHECK(information.prepare(cancel));
    while (true) {  // shorter and shorter steps from one point
      ENTENTE_TRY(const TrustStep move, trust_step(information, point, radius, cancel));
      WordfishPoint trial;
      trial.place = point.place;
      trial.slope = point.slope;
      for (std::size_t i = 0; i < trial.place.size(); ++i) trial.place[i] += move.step[i];
      ENTENTE_CHECK(solve_words(columns, solving, trial, cancel));
      const double hidden = hidden_change * std::max(1.0, std::abs(point.objective));
      if (!(move.promised > hidden)) {
        // J no longer tells steps apart; the gradient does.
        if (!(whole_gradient(trial) < end.gradient)) return end;
        point = std::move(trial);
        break;
      }
      const double ratio = (trial.objective - point.objective) / move.promised;
      if (!(ratio >= 0.25)) radius = std::min(radius, move.length) / 4;
      if (ratio > 0.75 && move.length > 0.99 * radius) radius *= 3;
      if (!(ratio > 1e-4)) continue;
      point = std::move(trial);
      break;
    }
  }
}

namespace {

/// Of v = (t - mean) / sd by the delta method, dv_i / dt_k = ((i = k) - 1 / n - v_i v_k / (n - 1))
/// / sd, from the Cholesky factor of the information.
Result<std::vector<double>> variances_of_values(std::span<const double> l,
                                                const WordfishPoint& point,
                                                const CancelToken& cancel) {
  const auto standard = standardised_places(point);
  if (!standard) return std::vector<double>();
  const std::size_t texts = standard->values.size();
  const std::size_t n = 2 * texts;
  const auto count = static_cast<double>(texts);
  std::vector<double> out;
  out.reserve(texts);
  std::vector<double> solved(n);
  for (std::size_t i = 0; i < texts; ++i) {
    ENTENTE_CHECK(check_cancel(cancel, "standard errors"));
    double square = 0;
    for (std::size_t r = 0; r < n; ++r) {
      double value = 0;
      if (r % 2 == 1) {
        value = ((r / 2 == i ? 1 : 0) - 1 / count -
                 standard->values[i] * standard->values[r / 2] / (count - 1)) /
                standard->sd;
      }
      for (std::size_t k = 0; k < r; ++k) value -= l[r * n + k] * solved[k];
      solved[r] = value / l[r * n + r];
      square += solved[r] * solved[r];
    }
    out.push_back(square);
  }
  return out;
}

}  // namespace

Result<std::vector<double>> joint_variances(const WordfishColumns& columns,
                                            const WordfishSetting& setting,
                                            const WordfishPoint& point, const CancelToken& cancel) {
  ENTENTE_TRY(std::vector<double> l, information_matrix(columns, setting, point, cancel));
  const std::size_t n = 2 * columns.texts;
  // Adding one number to all a (and taking it from all p) changes nothing: that direction is given
  // information of its own, which leaves the variances of t as they are.
  CompensatedSum sum;
  for (std::size_t i = 0; i < columns.texts; ++i) sum.add(point.information[3 * i]);
  const auto texts = static_cast<double>(columns.texts);
  const double held = sum.value() / (texts * texts);
  for (std::size_t r = 0; r < n; r += 2) {
    for (std::size_t c = 0; c <= r; c += 2) l[r * n + c] += held;
  }
  for (std::size_t r = 0; r < n; ++r) {
    ENTENTE_CHECK(check_cancel(cancel, "standard errors"));
    for (std::size_t c = 0; c <= r; ++c) {
      double value = l[r * n + c];
      for (std::size_t k = 0; k < c; ++k) value -= l[r * n + k] * l[c * n + k];
      if (c < r) {
        l[r * n + c] = value / l[c * n + c];
      } else if (value > 1e-12 * point.information[3 * (r / 2) + (r % 2) * 2]) {
        l[r * n + r] = std::sqrt(value);
      } else {
        return std::vector<double>();
      }
    }
  }
  return variances_of_values(l, point, cancel);
}

}  // namespace entente::positions

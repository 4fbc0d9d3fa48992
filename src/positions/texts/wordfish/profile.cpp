// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/texts/wordfish/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/base/parallel.hpp"
#include "entente/base/sum.hpp"

namespace entente::positions {
namespace {

constexpr double nearly_settled = 1e-9;  ///< below it, a step that no longer shrinks is rounding
constexpr int most_slope_steps = 100;
constexpr double longest_slope_step = 2;
constexpr std::size_t sums_of_text = 4;  ///< expected counts x 1, b, b^2; counts x b

/// Few enough partial sums that they are small beside the counts; part of the result's bits.
std::size_t columns_per_block(std::size_t columns) {
  return std::max<std::size_t>(256, columns / 64 + 1);
}

/// One column at given a and t: the b that solves the concave
///   sum y (a + b t) - Y log sum exp(a + b t) - b^2 / (2 s^2), and p = log Y - log sum exp(a + b
///   t).
class ColumnSolver {
 public:
  ColumnSolver(const WordfishColumns& columns, const WordfishSetting& setting,
               std::span<const double> place)
      : columns_(columns), setting_(setting), place_(place), expected_(columns.texts) {}

  /// Leaves the expected counts of the column in expected().
  void solve(std::size_t column, double start) {
    total_ = columns_.total[column];
    counted_ = 0;
    for (std::size_t c = columns_.begins[column]; c < columns_.begins[column + 1]; ++c) {
      counted_ += columns_.count[c] * place_[2 * columns_.text[c] + 1];
    }
    slope_ = start;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    double before = high;
    for (int step = 0; step < most_slope_steps; ++step) {
      weigh();
      const double change =
          std::clamp(gradient_ / spread_, -longest_slope_step, longest_slope_step);
      const double size = std::abs(change) / (1 + std::abs(slope_));
      if (size <= setting_.settled_slope || (size < nearly_settled && size > before / 2)) break;
      before = size;
      (gradient_ > 0 ? low : high) = slope_;
      slope_ += change;
      if (slope_ <= low || slope_ >= high) slope_ = (low + high) / 2;
    }
    level_ = std::log(total_) - log_sum_;
    for (double& value : expected_) value *= total_ / sum_;
  }

  std::span<const double> expected() const { return expected_; }
  double slope() const { return slope_; }
  double level() const { return level_; }
  double mean() const { return mean_; }
  double spread() const { return spread_; }
  double gradient() const { return gradient_; }

 private:
  void weigh() {
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      expected_[i] = place_[2 * i] + slope_ * place_[2 * i + 1];
      most = std::max(most, expected_[i]);
    }
    sum_ = 0;
    double first = 0;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      expected_[i] = std::exp(expected_[i] - most);
      sum_ += expected_[i];
      first += expected_[i] * place_[2 * i + 1];
    }
    log_sum_ = most + std::log(sum_);
    mean_ = first / sum_;
    double second = 0;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      const double apart = place_[2 * i + 1] - mean_;
      second += expected_[i] * apart * apart;
    }
    gradient_ = counted_ - total_ * mean_ - slope_ * setting_.slope_precision;
    spread_ = total_ * second / sum_ + setting_.slope_precision;
  }

  const WordfishColumns& columns_;
  const WordfishSetting& setting_;
  std::span<const double> place_;
  std::vector<double> expected_;
  double total_ = 0;
  double counted_ = 0;  ///< sum y t
  double slope_ = 0;
  double level_ = 0;
  double sum_ = 0;
  double log_sum_ = 0;
  double mean_ = 0;
  double spread_ = 0;
  double gradient_ = 0;
};

/// What a block of columns adds.
struct BlockSums {
  CompensatedSum likelihood;
  CompensatedSum penalty;
  double word_gradient = 0;
  std::vector<double> texts;
};

BlockSums added(BlockSums sum, const BlockSums& next) {
  sum.likelihood.add(next.likelihood);
  sum.penalty.add(next.penalty);
  sum.word_gradient = std::max(sum.word_gradient, next.word_gradient);
  if (sum.texts.empty()) sum.texts.assign(next.texts.size(), 0);
  for (std::size_t i = 0; i < next.texts.size(); ++i) sum.texts[i] += next.texts[i];
  return sum;
}

void add_column(const WordfishColumns& columns, const WordfishSetting& setting,
                const ColumnSolver& solved, std::size_t column, std::span<const double> place,
                BlockSums& sums) {
  const double times = columns.times[column];
  const double b = solved.slope();
  double fitted = 0;
  for (std::size_t c = columns.begins[column]; c < columns.begins[column + 1]; ++c) {
    const std::size_t i = columns.text[c];
    fitted += columns.count[c] * (place[2 * i] + solved.level() + b * place[2 * i + 1]);
    sums.texts[sums_of_text * i + 3] += times * b * columns.count[c];
  }
  sums.likelihood.add(times * (fitted - columns.total[column]));
  sums.penalty.add(times * b * b * setting.slope_precision / 2);
  sums.word_gradient = std::max(sums.word_gradient, std::abs(solved.gradient()));
  const std::span<const double> expected = solved.expected();
  for (std::size_t i = 0; i < expected.size(); ++i) {
    double* text = sums.texts.data() + sums_of_text * i;
    const double weight = times * expected[i];
    text[0] += weight;
    text[1] += weight * b;
    text[2] += weight * b * b;
  }
}

void take_sums(const WordfishColumns& columns, const BlockSums& sums, WordfishPoint& point) {
  point.log_likelihood = sums.likelihood.value();
  point.word_gradient = sums.word_gradient;
  CompensatedSum objective = sums.likelihood;
  objective.add(-sums.penalty.value());
  point.gradient.resize(2 * columns.texts);
  point.information.resize(3 * columns.texts);
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double* text = sums.texts.data() + sums_of_text * i;
    const double t = point.place[2 * i + 1];
    objective.add(-t * t / 2);
    point.gradient[2 * i] = columns.text_totals[i] - text[0];
    point.gradient[2 * i + 1] = text[3] - text[1] - t;
    point.information[3 * i] = text[0];
    point.information[3 * i + 1] = text[1];
    point.information[3 * i + 2] = text[2] + 1;
  }
  point.objective = objective.value();
}

void expect(const WordfishColumns& columns, const WordfishPoint& point, std::size_t column,
            std::span<double> expected) {
  for (std::size_t i = 0; i < columns.texts; ++i) {
    expected[i] = std::exp(point.place[2 * i] + point.level[column] +
                           point.slope[column] * point.place[2 * i + 1]);
  }
}

void subtract_product(const WordfishColumns& columns, const WordfishPoint& point,
                      std::size_t column, std::span<const double> x, std::span<double> expected,
                      std::vector<double>& out) {
  expect(columns, point, column, expected);
  const double b = point.slope[column];
  double along_level = 0;
  double along_slope = 0;
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double moved = x[2 * i] + b * x[2 * i + 1];
    along_level += expected[i] * moved;
    along_slope +=
        expected[i] * ((point.place[2 * i + 1] - point.mean[column]) * moved + x[2 * i + 1]);
  }
  for (std::size_t c = columns.begins[column]; c < columns.begins[column + 1]; ++c) {
    along_slope -= columns.count[c] * x[2 * columns.text[c] + 1];
  }
  along_level *= columns.times[column] / columns.total[column];
  along_slope *= columns.times[column] / point.spread[column];
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double level =
        expected[i] * (along_level + (point.place[2 * i + 1] - point.mean[column]) * along_slope);
    out[2 * i] -= level;
    out[2 * i + 1] -= b * level + expected[i] * along_slope;
  }
  for (std::size_t c = columns.begins[column]; c < columns.begins[column + 1]; ++c) {
    out[2 * columns.text[c] + 1] += columns.count[c] * along_slope;
  }
}

/// The two directions along which a column's words give way when texts move (its b and p are solved
/// for), scaled so that their squares are what is subtracted.
void directions(const WordfishColumns& columns, const WordfishPoint& point, std::size_t column,
                std::span<double> expected, double* level, double* slope) {
  expect(columns, point, column, expected);
  const double b = point.slope[column];
  const double level_scale = std::sqrt(columns.times[column] / columns.total[column]);
  const double slope_scale = std::sqrt(columns.times[column] / point.spread[column]);
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double apart = point.place[2 * i + 1] - point.mean[column];
    level[2 * i] = level_scale * expected[i];
    level[2 * i + 1] = level_scale * expected[i] * b;
    slope[2 * i] = slope_scale * expected[i] * apart;
    slope[2 * i + 1] = slope_scale * expected[i] * (b * apart + 1);
  }
  for (std::size_t c = columns.begins[column]; c < columns.begins[column + 1]; ++c) {
    slope[2 * columns.text[c] + 1] -= slope_scale * columns.count[c];
  }
}

constexpr std::size_t tile = 64;
constexpr std::size_t lane = 8;   ///< columns worked on together
constexpr std::size_t depth = 4;  ///< directions worked on together

/// A multiple of `step`, at least n.
std::size_t padded(std::size_t n, std::size_t step) { return (n + step - 1) / step * step; }

/// Takes the squares of `rows` directions (a multiple of `depth`, of `width` elements each) from
/// one tile of the matrix, its lower half only.
void subtract_tile(std::span<const double> batch, std::size_t rows, std::size_t n,
                   std::size_t width, std::size_t row_tile, std::size_t column_tile,
                   std::vector<double>& matrix) {
  const std::size_t row_end = std::min(n, (row_tile + 1) * tile);
  const std::size_t column_begin = column_tile * tile;
  for (std::size_t k = 0; k < rows; k += depth) {
    const double* d0 = batch.data() + k * width;
    const double* d1 = d0 + width;
    const double* d2 = d1 + width;
    const double* d3 = d2 + width;
    for (std::size_t r = row_tile * tile; r < row_end; ++r) {
      double* row = matrix.data() + r * width;
      const std::size_t end = std::min(column_begin + tile, padded(r + 1, lane));
      for (std::size_t c = column_begin; c < end; c += lane) {
        for (std::size_t q = c; q < c + lane; ++q) {
          row[q] -= (d0[r] * d0[q] + d1[r] * d1[q]) + (d2[r] * d2[q] + d3[r] * d3[q]);
        }
      }
    }
  }
}

}  // namespace

Result<void> solve_words(const WordfishColumns& columns, const WordfishSetting& setting,
                         WordfishPoint& point, const CancelToken& cancel) {
  point.slope.resize(columns.size(), 0);
  for (auto* part : {&point.level, &point.mean, &point.spread}) part->resize(columns.size());
  const auto partial = [&](std::size_t begin, std::size_t end) {
    BlockSums sums;
    sums.texts.assign(sums_of_text * columns.texts, 0);
    ColumnSolver solver(columns, setting, point.place);
    for (std::size_t j = begin; j < end; ++j) {
      solver.solve(j, point.slope[j]);
      point.slope[j] = solver.slope();
      point.level[j] = solver.level();
      point.mean[j] = solver.mean();
      point.spread[j] = solver.spread();
      add_column(columns, setting, solver, j, point.place, sums);
    }
    return sums;
  };
  ENTENTE_TRY(const BlockSums sums,
              parallel_reduce(columns.size(), columns_per_block(columns.size()), setting.threads,
                              cancel, {}, BlockSums{}, partial, added));
  take_sums(columns, sums, point);
  return {};
}

Result<std::vector<double>> information_times(const WordfishColumns& columns,
                                              const WordfishSetting& setting,
                                              const WordfishPoint& point, std::span<const double> x,
                                              const CancelToken& cancel) {
  std::vector<double> start(2 * columns.texts);
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double* block = point.information.data() + 3 * i;
    start[2 * i] = block[0] * x[2 * i] + block[1] * x[2 * i + 1];
    start[2 * i + 1] = block[1] * x[2 * i] + block[2] * x[2 * i + 1];
  }
  const auto partial = [&](std::size_t begin, std::size_t end) {
    std::vector<double> out(2 * columns.texts, 0);
    std::vector<double> expected(columns.texts);
    for (std::size_t j = begin; j < end; ++j) {
      subtract_product(columns, point, j, x, expected, out);
    }
    return out;
  };
  const auto combine = [](std::vector<double> sum, const std::vector<double>& next) {
    if (sum.empty()) return next;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += next[i];
    return sum;
  };
  ENTENTE_TRY(std::vector<double> less,
              parallel_reduce(columns.size(), columns_per_block(columns.size()), setting.threads,
                              cancel, {}, std::vector<double>(), partial, combine));
  for (std::size_t i = 0; i < start.size(); ++i) start[i] += less[i];
  return start;
}

Result<std::vector<double>> information_matrix(const WordfishColumns& columns,
                                               const WordfishSetting& setting,
                                               const WordfishPoint& point,
                                               const CancelToken& cancel) {
  constexpr std::size_t batch_columns = 256;
  const std::size_t n = 2 * columns.texts;
  const std::size_t width = padded(n, lane);
  std::vector<double> matrix(n * width, 0);
  for (std::size_t i = 0; i < columns.texts; ++i) {
    const double* block = point.information.data() + 3 * i;
    matrix[2 * i * width + 2 * i] = block[0];
    matrix[(2 * i + 1) * width + 2 * i] = block[1];
    matrix[(2 * i + 1) * width + 2 * i + 1] = block[2];
  }
  const std::size_t tiles = padded(n, tile) / tile;
  std::vector<double> batch(2 * batch_columns * width);
  for (std::size_t begin = 0; begin < columns.size(); begin += batch_columns) {
    const std::size_t size = std::min(batch_columns, columns.size() - begin);
    std::fill(batch.begin(), batch.end(), 0.0);
    ENTENTE_CHECK(parallel_blocks(
        size, 32, setting.threads, cancel, {}, [&](std::size_t, std::size_t from, std::size_t to) {
          std::vector<double> expected(columns.texts);
          for (std::size_t k = from; k < to; ++k) {
            directions(columns, point, begin + k, expected, batch.data() + 2 * k * width,
                       batch.data() + (2 * k + 1) * width);
          }
        }));
    ENTENTE_CHECK(parallel_blocks(
        tiles, 1, setting.threads, cancel, {}, [&](std::size_t row, std::size_t, std::size_t) {
          for (std::size_t column = 0; column <= row; ++column) {
            subtract_tile(batch, padded(2 * size, depth), n, width, row, column, matrix);
          }
        }));
  }
  std::vector<double> out(n * n);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c <= r; ++c) out[c * n + r] = out[r * n + c] = matrix[r * width + c];
  }
  return out;
}

}  // namespace entente::positions

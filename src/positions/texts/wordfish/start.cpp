// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/base/random.hpp"
#include "entente/base/sum.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/texts/wordfish/fit.hpp"

namespace entente::positions {
namespace {

constexpr int most_axis_rounds = 300;
constexpr double settled_axis = 1e-6;

double along(std::span<const double> x, std::span<const double> axis) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < x.size(); ++i) sum.add(x[i] * axis[i]);
  return sum.value();
}

/// The counts as a matrix of residuals: a sparse part less one of rank one.
struct Residuals {
  const WordfishColumns& columns;
  std::vector<double> cells;
  std::vector<double> of_text;
  std::vector<double> of_column;

  /// R R' x.
  std::vector<double> twice(std::span<const double> x) const {
    std::vector<double> out(x.size(), 0);
    const double common = along(x, of_text);
    double taken = 0;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      double met = -of_column[j] * common;
      for (std::size_t c = columns.begins[j]; c < columns.begins[j + 1]; ++c) {
        met += cells[c] * x[columns.text[c]];
      }
      met *= columns.times[j];
      for (std::size_t c = columns.begins[j]; c < columns.begins[j + 1]; ++c) {
        out[columns.text[c]] += cells[c] * met;
      }
      taken += of_column[j] * met;
    }
    for (std::size_t i = 0; i < x.size(); ++i) out[i] -= of_text[i] * taken;
    return out;
  }
};

Residuals residuals_of(const WordfishColumns& columns, WordfishStartKind kind) {
  CompensatedSum all;
  for (const double total : columns.text_totals) all.add(total);
  Residuals out{columns, {}, {}, {}};
  out.cells.reserve(columns.count.size());
  for (const double total : columns.text_totals) out.of_text.push_back(std::sqrt(total));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const double root = std::sqrt(columns.total[j]);
    const bool pearson = kind == WordfishStartKind::Correspondence;
    for (std::size_t c = columns.begins[j]; c < columns.begins[j + 1]; ++c) {
      out.cells.push_back(pearson ? columns.count[c] / (root * out.of_text[columns.text[c]])
                                  : std::sqrt(columns.count[c]));
    }
    out.of_column.push_back(pearson ? root / all.value() : root / std::sqrt(all.value()));
  }
  return out;
}

double drawn(const std::string& id, std::uint32_t number) {
  return stats::normal_quantile(
      Philox(stream_word("wordfish"), stream_word(id)).uniform01(0, number));
}

/// Takes out what lies along the axes found, and gives the rest length 1. False where nothing is
/// left.
bool settle_axis(const std::vector<std::vector<double>>& found, std::vector<double>& x) {
  for (int round = 0; round < 2; ++round) {  // once more for what rounding left
    for (const auto& axis : found) {
      const double part = along(x, axis);
      for (std::size_t i = 0; i < x.size(); ++i) x[i] -= part * axis[i];
    }
    const double length = std::sqrt(along(x, x));
    if (!(length > 1e-14)) return false;
    for (double& value : x) value /= length;
  }
  return true;
}

/// A left singular vector of the residuals by iteration; it need not be exact for a start.
std::vector<double> residual_axis(const WordfishColumns& columns, const WordfishStart& start,
                                  std::span<const std::string> ids) {
  const Residuals residuals = residuals_of(columns, start.kind);
  std::vector<std::vector<double>> found;
  std::vector<double> x(columns.texts);
  std::vector<double> before;
  for (std::uint32_t axis = 0; axis <= start.number; ++axis) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = drawn(ids[i], axis);
    bool some = settle_axis(found, x);
    for (int round = 0; some && round < most_axis_rounds; ++round) {
      before = x;
      x = residuals.twice(before);
      some = settle_axis(found, x);
      double moved = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        moved = std::max(moved, std::abs(x[i] - before[i]));
      }
      if (moved < settled_axis) break;
    }
    if (!some) std::fill(x.begin(), x.end(), 0.0);
    found.push_back(x);
  }
  if (start.kind == WordfishStartKind::Correspondence) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] /= residuals.of_text[i];
  }
  return x;
}

/// Mean 0 and, where it can be, sd 1.
void settle_places(std::vector<double>& t) {
  CompensatedSum sum;
  for (const double value : t) sum.add(value);
  for (double& value : t) value -= sum.value() / static_cast<double>(t.size());
  const double sd = std::sqrt(along(t, t) / static_cast<double>(t.size()));
  if (!(sd > 0)) return;
  for (double& value : t) value /= sd;
}

}  // namespace

std::string_view to_string(WordfishStartKind kind) noexcept {
  switch (kind) {
    case WordfishStartKind::Correspondence:
      return "correspondence";
    case WordfishStartKind::Hellinger:
      return "hellinger";
    case WordfishStartKind::Drawn:
      break;
  }
  return "drawn";
}

std::vector<WordfishStart> wordfish_starts(std::uint32_t how_many) {
  std::vector<WordfishStart> out = {{WordfishStartKind::Correspondence, 0},
                                    {WordfishStartKind::Hellinger, 0},
                                    {WordfishStartKind::Correspondence, 1},
                                    {WordfishStartKind::Hellinger, 1}};
  out.resize(std::min<std::size_t>(out.size(), how_many));
  for (std::uint32_t number = 0; out.size() < how_many; ++number) {
    out.push_back({WordfishStartKind::Drawn, number});
  }
  return out;
}

Result<WordfishPoint> wordfish_start(const WordfishColumns& columns, const WordfishSetting& setting,
                                     const WordfishStart& start, std::span<const std::string> ids,
                                     const CancelToken& cancel) {
  std::vector<double> t(columns.texts);
  if (start.kind == WordfishStartKind::Drawn) {
    // The first numbers are where the search for the axes begins.
    for (std::size_t i = 0; i < t.size(); ++i) t[i] = drawn(ids[i], start.number + 2);
  } else {
    t = residual_axis(columns, start, ids);
  }
  settle_places(t);
  WordfishPoint out;
  for (std::size_t i = 0; i < columns.texts; ++i) {
    out.place.push_back(std::log(columns.text_totals[i]));
    out.place.push_back(t[i]);
  }
  ENTENTE_CHECK(solve_words(columns, setting, out, cancel));
  // b / r and r t fit as well as b and t: the r at which the priors are best.
  CompensatedSum slopes;
  CompensatedSum places;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    slopes.add(columns.times[j] * out.slope[j] * out.slope[j] * setting.slope_precision);
  }
  for (std::size_t i = 0; i < columns.texts; ++i) {
    places.add(out.place[2 * i + 1] * out.place[2 * i + 1]);
  }
  if (!(slopes.value() > 0) || !(places.value() > 0)) return out;
  const double ratio = std::sqrt(std::sqrt(slopes.value() / places.value()));
  for (std::size_t i = 0; i < columns.texts; ++i) out.place[2 * i + 1] *= ratio;
  for (double& slope : out.slope) slope /= ratio;
  ENTENTE_CHECK(solve_words(columns, setting, out, cancel));
  return out;
}

}  // namespace entente::positions

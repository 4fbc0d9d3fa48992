// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "agreement_tally.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"

namespace entente::stats {
namespace {

constexpr std::size_t draws_per_block = 8;
constexpr double most_drawn_figures = 2.5e7;  // 200 MB

Error coding_error(ErrorKind kind, std::string message, std::string expected, std::string found,
                   std::string mend) {
  return {kind, std::move(message), {}, std::move(expected), std::move(found), std::move(mend)};
}

Result<std::vector<double>> categories_of(std::span<const Coding> codings,
                                          std::vector<double> scale) {
  if (scale.empty()) {
    for (const Coding& coding : codings) scale.push_back(coding.value + 0.0);  // -0 is 0
    std::sort(scale.begin(), scale.end());
    scale.erase(std::unique(scale.begin(), scale.end()), scale.end());
  }
  for (std::size_t i = 0; i < scale.size(); ++i) {
    if (!std::isfinite(scale[i]) || (i > 0 && !(scale[i - 1] < scale[i]))) {
      return fail(coding_error(ErrorKind::Range, "a scale is ascending and finite",
                               "each value once, the least first", number_text(scale[i]),
                               "put the values of the scale in order"));
    }
  }
  if (scale.size() > most_categories) {
    return fail(coding_error(ErrorKind::Limit, "too many different values",
                             "at most " + std::to_string(most_categories) + " categories",
                             std::to_string(scale.size()), "round the values, or group them"));
  }
  return scale;
}

Result<void> check_coding(const Coding& coding, std::uint32_t units, std::uint32_t coders) {
  if (coding.unit >= units || coding.coder >= coders) {
    return fail(coding_error(
        ErrorKind::Range, "a code names no unit or coder of the table",
        "a unit below " + std::to_string(units) + " and a coder below " + std::to_string(coders),
        std::to_string(coding.unit) + ", " + std::to_string(coding.coder), ""));
  }
  if (!std::isfinite(coding.value)) {
    return fail(coding_error(ErrorKind::Range, "a code is no number", "a finite value",
                             number_text(coding.value), "leave a missing code out"));
  }
  return {};
}

/// Everything a draw reads.
struct AgreementPlan {
  const Codings& codings;
  ScaleWeights weights;
  UnitPatterns patterns;
  ResamplingUnits drawn;                                              ///< over units with a code
  std::vector<std::uint32_t> coded;                                   ///< these units
  std::vector<std::uint32_t> pattern_of_row;                          ///< of each of them
  std::vector<std::uint32_t> pattern_of_drawn;                        ///< of a cluster's first row
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;         ///< with a common unit
  std::vector<std::vector<std::array<std::uint32_t, 3>>> of_pattern;  ///< pair and two categories

  std::size_t figures() const { return group_figures + pairs.size() * pair_figures; }
};

/// The counts of one resample; belongs to one thread.
struct DrawnCounts {
  explicit DrawnCounts(const AgreementPlan& plan)
      : times(plan.patterns.patterns.size()),
        group(plan.codings.categories().size()),
        joint(plan.pairs.size(), CategorySquare(plan.codings.categories().size())),
        sums(plan.codings.categories().size()) {}

  /// A resample of as many drawn units as there are.
  void draw(const AgreementPlan& plan, PhiloxCursor cursor) {
    std::fill(times.begin(), times.end(), 0U);
    const std::size_t count = plan.drawn.count();
    if (plan.drawn.rows() == count) {  // clusters of one: their patterns lie side by side
      for (std::size_t i = 0; i < count; ++i) ++times[plan.pattern_of_drawn[cursor.below(count)]];
    } else {
      for (std::size_t i = 0; i < count; ++i) {
        for (const std::uint32_t row : plan.drawn.unit(cursor.below(count))) {
          ++times[plan.pattern_of_row[row]];
        }
      }
    }
    tally(plan);
  }

  /// Fills group and joint from `times`.
  void tally(const AgreementPlan& plan) {
    group.clear();
    for (CategorySquare& square : joint) square.clear();
    for (std::size_t p = 0; p < times.size(); ++p) {
      if (times[p] == 0) continue;
      group.add(plan.patterns.patterns[p], times[p]);
      for (const auto& [pair, c, k] : plan.of_pattern[p]) joint[pair].at(c, k) += times[p];
    }
  }

  void coefficients(const AgreementPlan& plan, std::span<double> out) {
    group_coefficients(group, plan.weights, out.first(group_figures));
    for (std::size_t i = 0; i < joint.size(); ++i) {
      pair_coefficients(joint[i], plan.weights, sums,
                        out.subspan(group_figures + i * pair_figures, pair_figures));
    }
  }

  std::vector<std::uint32_t> times;  ///< how often each pattern was drawn
  GroupTally group;
  std::vector<CategorySquare> joint;
  PairSums sums;
};

AgreementPlan plan_of(const Codings& codings, const AgreementOptions& options) {
  const ScaleWeights weights(codings.categories(), options.level);
  AgreementPlan plan{codings, weights, UnitPatterns(codings, weights), {}, {}, {}, {}, {}, {}};
  for (std::size_t u = 0; u < codings.units(); ++u) {
    if (codings.unit(u).empty()) continue;
    plan.coded.push_back(static_cast<std::uint32_t>(u));
    plan.pattern_of_row.push_back(plan.patterns.of_unit[u]);
  }
  if (options.cluster_of_unit.empty()) {
    plan.drawn = ResamplingUnits::each_row(static_cast<std::uint32_t>(plan.coded.size()));
  } else {
    std::vector<std::uint32_t> clusters;
    clusters.reserve(plan.coded.size());
    for (const std::uint32_t u : plan.coded) clusters.push_back(options.cluster_of_unit[u]);
    plan.drawn = ResamplingUnits::by_group(clusters);
  }
  for (std::size_t i = 0; i < plan.drawn.count(); ++i) {
    plan.pattern_of_drawn.push_back(plan.pattern_of_row[plan.drawn.unit(i).front()]);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> places;
  for (const UnitPattern& pattern : plan.patterns.patterns) {
    for (std::size_t a = 0; a < pattern.codes.size(); ++a) {
      for (std::size_t b = a + 1; b < pattern.codes.size(); ++b) {
        places.emplace(std::pair(pattern.codes[a].coder, pattern.codes[b].coder), 0);
      }
    }
  }
  for (auto& [pair, place] : places) {
    place = static_cast<std::uint32_t>(plan.pairs.size());
    plan.pairs.push_back(pair);
  }
  for (const UnitPattern& pattern : plan.patterns.patterns) {
    auto& list = plan.of_pattern.emplace_back();
    for (std::size_t a = 0; a < pattern.codes.size(); ++a) {
      for (std::size_t b = a + 1; b < pattern.codes.size(); ++b) {
        const auto place = places.at({pattern.codes[a].coder, pattern.codes[b].coder});
        list.push_back({place, pattern.codes[a].category, pattern.codes[b].category});
      }
    }
  }
  return plan;
}

Result<void> check_agreement_options(const Codings& codings, const AgreementOptions& options) {
  if (options.replicates > 0)
    ENTENTE_CHECK(check_replicates(options.replicates, options.confidence));
  if (options.replicates == 0) ENTENTE_CHECK(check_level(options.confidence));
  if (!options.cluster_of_unit.empty() && options.cluster_of_unit.size() != codings.units()) {
    return fail(coding_error(ErrorKind::Range, "each unit belongs to one cluster",
                             std::to_string(codings.units()) + " clusters",
                             std::to_string(options.cluster_of_unit.size()), ""));
  }
  const auto categories = codings.categories();
  if (options.level == ScaleLevel::Ratio && !categories.empty() && categories.front() < 0) {
    return fail(coding_error(ErrorKind::Range, "a ratio scale has no values below its zero",
                             "values from 0", number_text(categories.front()),
                             "take the interval or ordinal level"));
  }
  return {};
}

/// How many of the drawn clusters hold a unit that `wanted` accepts: what a figure rests on.
template <class Wanted>
std::uint64_t clusters_with(const AgreementPlan& plan, const Wanted& wanted) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < plan.drawn.count(); ++i) {
    const auto rows = plan.drawn.unit(i);
    count += std::any_of(rows.begin(), rows.end(),
                         [&](std::uint32_t row) { return wanted(plan.coded[row]); })
                 ? 1U
                 : 0U;
  }
  return count;
}

/// For each pair how many clusters it rests on. O(codes x coders).
std::vector<std::uint64_t> clusters_of_pairs(const AgreementPlan& plan) {
  std::vector<std::uint64_t> out(plan.pairs.size());
  std::vector<std::size_t> last(plan.pairs.size(), static_cast<std::size_t>(-1));
  for (std::size_t i = 0; i < plan.drawn.count(); ++i) {
    for (const std::uint32_t row : plan.drawn.unit(i)) {
      for (const auto& met : plan.of_pattern[plan.pattern_of_row[row]]) {
        if (last[met[0]] == i) continue;
        last[met[0]] = i;
        ++out[met[0]];
      }
    }
  }
  return out;
}

/// Figures of every draw, figure after figure.
Result<std::vector<double>> drawn_figures(const AgreementPlan& plan,
                                          const AgreementOptions& options,
                                          const CancelToken& cancel, const Progress& progress) {
  const std::size_t width = plan.figures();
  const std::size_t draws = options.replicates;
  if (static_cast<double>(width) * static_cast<double>(draws) > most_drawn_figures) {
    return fail(coding_error(ErrorKind::Limit, "too many pairs of coders for so many draws",
                             "at most " + number_text(most_drawn_figures) + " drawn figures",
                             number_text(static_cast<double>(width) * static_cast<double>(draws)),
                             "name fewer coders, or ask for fewer draws"));
  }
  std::vector<double> out(width * draws);
  const Philox source(options.seed, stream_word("agreement"), options.stream);
  const ProgressStage stage = progress.stage("agreement", draws);
  const auto draw_block = [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
    DrawnCounts counts(plan);
    std::vector<double> line(width);
    for (std::size_t draw = begin; draw < end; ++draw) {
      ENTENTE_CHECK(check_cancel(cancel, "agreement"));
      counts.draw(plan, source.cursor(draw));
      counts.coefficients(plan, line);
      for (std::size_t f = 0; f < width; ++f) out[f * draws + draw] = line[f];
    }
    return {};
  };
  ENTENTE_CHECK(
      parallel_blocks(draws, draws_per_block, options.threads, cancel, stage, draw_block));
  return out;
}

/// Puts a value and its draws together; absent where the value is undefined.
class EstimateMaker {
 public:
  EstimateMaker(const AgreementOptions& options, std::span<const double> values,
                std::vector<double>& drawn)
      : options_(options), values_(values), drawn_(drawn) {}

  std::optional<Estimate> operator()(std::size_t figure, std::uint64_t units) {
    if (std::isnan(values_[figure])) return std::nullopt;
    if (drawn_.empty()) {
      Estimate out;
      out.value = values_[figure];
      out.state = IntervalState::Undefined;
      out.method = IntervalMethod::Percentile;
      out.level = options_.confidence;
      out.n = units;
      return out;
    }
    const std::size_t draws = options_.replicates;
    return percentile_estimate(values_[figure], std::span(drawn_).subspan(figure * draws, draws),
                               options_.confidence, units);
  }

 private:
  const AgreementOptions& options_;
  std::span<const double> values_;
  std::vector<double>& drawn_;
};

AgreementFigures figures_of(EstimateMaker& make, std::size_t first, std::uint64_t clusters) {
  AgreementFigures out;
  out.alpha = make(first + Alpha, clusters);
  out.percent = make(first + Percent, clusters);
  out.gwet = make(first + Gwet, clusters);
  return out;
}

}  // namespace

std::string_view to_string(ScaleLevel level) noexcept {
  switch (level) {
    case ScaleLevel::Nominal:
      return "nominal";
    case ScaleLevel::Ordinal:
      return "ordinal";
    case ScaleLevel::Interval:
      return "interval";
    case ScaleLevel::Ratio:
      break;
  }
  return "ratio";
}

Result<Codings> Codings::make(std::span<const Coding> codings, std::uint32_t units,
                              std::uint32_t coders, std::vector<double> scale) {
  for (const Coding& coding : codings) ENTENTE_CHECK(check_coding(coding, units, coders));
  Codings out;
  out.coders_ = coders;
  ENTENTE_TRY(out.categories_, categories_of(codings, std::move(scale)));
  std::vector<Coding> sorted(codings.begin(), codings.end());
  std::sort(sorted.begin(), sorted.end(), [](const Coding& a, const Coding& b) {
    return std::pair(a.unit, a.coder) < std::pair(b.unit, b.coder);
  });
  out.codes_.reserve(sorted.size());
  out.begins_.assign(static_cast<std::size_t>(units) + 1, 0);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Coding& coding = sorted[i];
    if (i > 0 && sorted[i - 1].unit == coding.unit && sorted[i - 1].coder == coding.coder) {
      return fail(coding_error(
          ErrorKind::Duplicate, "one coder gives one unit two codes", "one code a coder and unit",
          "unit " + std::to_string(coding.unit) + ", coder " + std::to_string(coding.coder),
          "split the unit, or say which of the codes counts"));
    }
    const auto place =
        std::lower_bound(out.categories_.begin(), out.categories_.end(), coding.value);
    if (place == out.categories_.end() || *place != coding.value) {
      return fail(coding_error(ErrorKind::Range, "a code is not on the scale",
                               "one of its " + std::to_string(out.categories_.size()) + " values",
                               number_text(coding.value), "correct the code, or the scale"));
    }
    out.codes_.push_back(
        {coding.coder, static_cast<std::uint32_t>(place - out.categories_.begin())});
    out.begins_[coding.unit + std::size_t{1}] = i + 1;
  }
  for (std::size_t u = 1; u < out.begins_.size(); ++u) {
    out.begins_[u] = std::max(out.begins_[u], out.begins_[u - 1]);
  }
  return out;
}

Result<CodingAgreement> coding_agreement(const Codings& codings, const AgreementOptions& options,
                                         const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_agreement_options(codings, options));
  const AgreementPlan plan = plan_of(codings, options);
  CodingAgreement out;
  out.level = options.level;
  out.categories.assign(codings.categories().begin(), codings.categories().end());
  DrawnCounts counts(plan);
  for (const std::uint32_t p : plan.pattern_of_row) ++counts.times[p];
  counts.tally(plan);
  std::vector<double> values(plan.figures());
  counts.coefficients(plan, values);
  std::vector<double> drawn;
  if (options.replicates > 0 && counts.group.units > 0) {
    ENTENTE_TRY(drawn, drawn_figures(plan, options, cancel, progress));
  }
  EstimateMaker make(options, values, drawn);
  const std::uint64_t clusters =
      clusters_with(plan, [&](std::uint32_t u) { return codings.unit(u).size() > 1; });
  out.overall = figures_of(make, 0, clusters);
  out.overall.units = static_cast<std::uint64_t>(counts.group.units);
  for (const double n : counts.group.pairable) out.overall.values += static_cast<std::uint64_t>(n);
  out.single_units = plan.coded.size() - out.overall.units;
  out.coincidences = counts.group.coincidences.cells();
  out.few_units = coverage_ceiling(static_cast<std::size_t>(clusters)) < options.confidence;
  const std::vector<std::uint64_t> behind = clusters_of_pairs(plan);
  for (std::size_t i = 0; i < plan.pairs.size(); ++i) {
    const std::size_t first = group_figures + i * pair_figures;
    CoderPairAgreement pair;
    pair.first = plan.pairs[i].first;
    pair.second = plan.pairs[i].second;
    pair.figures = figures_of(make, first, behind[i]);
    pair.kappa = make(first + Kappa, behind[i]);
    pair.kappa_linear = make(first + KappaLinear, behind[i]);
    pair.kappa_quadratic = make(first + KappaQuadratic, behind[i]);
    pair.scott_pi = make(first + ScottPi, behind[i]);
    for (const double count : counts.joint[i].cells()) {
      pair.confusion.push_back(static_cast<std::uint64_t>(count));
      pair.figures.units += pair.confusion.back();
    }
    pair.figures.values = 2 * pair.figures.units;
    out.pairs.push_back(std::move(pair));
  }
  return out;
}

}  // namespace entente::stats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/change_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/ideal_points/probit.hpp"

namespace entente::positions {
namespace {

constexpr std::size_t grid_points = 160;
constexpr double days_a_year = 365.25;
/// Phi^-1(2/3): where a yes begins and, mirrored, a no ends.
constexpr double vote_limit = 0.43072729929545749;
/// Segmentations less likely than it add nothing to a mean.
constexpr double least_log_probability = -40;
/// Below it a running product is scaled up again.
constexpr double small_product = 1e-200;

using Grid = std::array<double, grid_points>;

/// Equally likely values of theta, and their share of the scale.
struct PositionGrid {
  Grid theta{};
  Grid share{};

  static const PositionGrid& table() {
    static const PositionGrid grid;
    return grid;
  }

 private:
  PositionGrid() {
    for (std::size_t g = 0; g < grid_points; ++g) {
      share[g] = (static_cast<double>(g) + 0.5) / grid_points;
      theta[g] = stats::normal_quantile(share[g]);
    }
  }
};

double log_reading(const DatedReading& reading, double theta) noexcept {
  const double low = (reading.low - theta) / reading.sd;
  const double high = (reading.high - theta) / reading.sd;
  if (low == -HUGE_VAL) return high == HUGE_VAL ? 0 : log_below(high);
  if (high == HUGE_VAL) return log_below(-low);
  return log_between(low, high);
}

/// What the readings of a day say of each value of theta: the greatest is 1.
struct DayEvidence {
  Grid likelihood{};
  double log_scale = 0;
};

DayEvidence evidence_of_day(std::span<const DatedReading> readings) {
  DayEvidence out;
  const PositionGrid& grid = PositionGrid::table();
  for (std::size_t g = 0; g < grid_points; ++g) {
    for (const DatedReading& reading : readings) {
      out.likelihood[g] += log_reading(reading, grid.theta[g]);
    }
  }
  out.log_scale = *std::max_element(out.likelihood.begin(), out.likelihood.end());
  for (double& value : out.likelihood) value = std::exp(value - out.log_scale);
  return out;
}

/// Grows one segment day by day.
class Segment {
 public:
  Segment() { weights_.fill(1.0 / grid_points); }

  void add(const DayEvidence& day) {
    double sum = 0;
    for (std::size_t g = 0; g < grid_points; ++g) {
      weights_[g] *= day.likelihood[g];
      sum += weights_[g];
    }
    log_scale_ += day.log_scale;
    if (sum <= 0) {  // no position explains all of it
      log_scale_ = -HUGE_VAL;
      sum = 1;
    } else if (sum < small_product) {
      for (double& weight : weights_) weight /= sum;
      log_scale_ += std::log(sum);
      sum = 1;
    }
    sum_ = sum;
  }
  /// log of the integral over theta.
  double log_evidence() const noexcept { return log_scale_ + std::log(sum_); }
  /// Mean share of the scale given the segment's readings.
  double share() const noexcept {
    const PositionGrid& grid = PositionGrid::table();
    double sum = 0;
    for (std::size_t g = 0; g < grid_points; ++g) sum += weights_[g] * grid.share[g];
    return sum / sum_;
  }

 private:
  Grid weights_{};
  double log_scale_ = 0;
  double sum_ = 1;
};

double log_sum(double a, double b) noexcept {
  if (a == -HUGE_VAL) return b;
  if (b == -HUGE_VAL) return a;
  return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
}

/// The recursions over all segmentations.
class Segmentation {
 public:
  Segmentation(std::vector<DayEvidence> days, std::vector<double> prior)
      : days_(std::move(days)), prior_(std::move(prior)) {}

  /// before_[j]: log of everything on days 0..j-1 with a change (or the beginning) before j; from_
  /// [i]: of days i..n-1 given that a segment begins at i.
  Result<void> sum_up(const CancelToken& cancel) {
    const std::size_t n = days_.size();
    before_.assign(n + 1, -HUGE_VAL);
    before_[0] = 0;
    for (std::size_t i = 0; i < n; ++i) {
      ENTENTE_CHECK(grow_from(i, cancel, [&](std::size_t j, const Segment&, double log_segment) {
        before_[j + 1] = log_sum(before_[j + 1], before_[i] + log_segment);
      }));
    }
    from_.assign(n + 1, -HUGE_VAL);
    from_[n] = 0;
    for (std::size_t i = n; i-- > 0;) {
      ENTENTE_CHECK(grow_from(i, cancel, [&](std::size_t j, const Segment&, double log_segment) {
        from_[i] = log_sum(from_[i], log_segment + from_[j + 1]);
      }));
    }
    return {};
  }

  double change_after(std::size_t day) const {
    return std::exp(before_[day + 1] + from_[day + 1] - from_[0]);
  }

  /// Mean share of the scale on each day, over all segmentations.
  Result<std::vector<double>> shares(const CancelToken& cancel) const {
    const std::size_t n = days_.size();
    std::vector<double> steps(n + 1, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto add = [&](std::size_t j, const Segment& segment, double log_segment) {
        const double log_probability = before_[i] + log_segment + from_[j + 1] - from_[0];
        if (log_probability < least_log_probability) return;
        const double part = std::exp(log_probability) * segment.share();
        steps[i] += part;
        steps[j + 1] -= part;
      };
      ENTENTE_CHECK(grow_from(i, cancel, add));
    }
    std::vector<double> out(n);
    std::partial_sum(steps.begin(), steps.end() - 1, out.begin());
    for (double& share : out) share = std::clamp(share, 0.0, 1.0);
    return out;
  }

  double no_change() const {
    Segment whole;
    double unbroken = 0;
    for (std::size_t j = 0; j < days_.size(); ++j) {
      whole.add(days_[j]);
      if (j + 1 < days_.size()) unbroken += log_stay(j);
    }
    return std::exp(unbroken + whole.log_evidence() - from_[0]);
  }

 private:
  /// visit(j, segment, log of its evidence and prior) for each segment of days i..j.
  template <class Visit>
  Result<void> grow_from(std::size_t i, const CancelToken& cancel, Visit visit) const {
    ENTENTE_CHECK(check_cancel(cancel));
    Segment segment;
    double unbroken = 0;
    for (std::size_t j = i; j < days_.size(); ++j) {
      segment.add(days_[j]);
      visit(j, segment, unbroken + segment.log_evidence() + log_end(j));
      unbroken += log_stay(j);
    }
    return {};
  }
  double log_stay(std::size_t day) const noexcept {
    return day < prior_.size() ? std::log1p(-prior_[day]) : 0;
  }
  /// Of a segment's end on the day: a change after it, or the end of the record.
  double log_end(std::size_t day) const noexcept {
    return day < prior_.size() ? std::log(prior_[day]) : 0;
  }

  std::vector<DayEvidence> days_;
  std::vector<double> prior_;
  std::vector<double> before_;
  std::vector<double> from_;
};

Result<void> check_readings(std::span<const DatedReading> readings,
                            const ChangePointOptions& options) {
  if (!(options.rate > 0 && options.rate <= 100)) {
    return fail({ErrorKind::Range,
                 "a rate of change that cannot be",
                 {"", 0, "rate"},
                 "changes a year, above 0, at most 100",
                 number_text(options.rate),
                 "0.05 is one change in twenty years"});
  }
  for (std::size_t r = 0; r < readings.size(); ++r) {
    const DatedReading& one = readings[r];
    if (one.low < one.high && one.sd > 0 && std::isfinite(one.sd)) continue;
    return fail(
        {ErrorKind::Range,
         "a reading that says nothing",
         {"", static_cast<std::int64_t>(r), "readings"},
         "low < high and sd > 0",
         number_text(one.low) + " to " + number_text(one.high) + ", sd " + number_text(one.sd),
         "leave it out"});
  }
  return {};
}

}  // namespace

DatedReading reading_of_vote(record::Vote vote, std::chrono::sys_days day, double sd) noexcept {
  if (vote == record::Vote::Yes) return {day, vote_limit, HUGE_VAL, sd};
  if (vote == record::Vote::No) return {day, -HUGE_VAL, -vote_limit, sd};
  return {day, -vote_limit, vote_limit, sd};
}

std::size_t ChangePoints::likeliest() const noexcept {
  return static_cast<std::size_t>(std::max_element(probability.begin(), probability.end()) -
                                  probability.begin());
}

double ChangePoints::factor(std::size_t gap) const noexcept {
  const double odds = probability[gap] / (1 - probability[gap]);
  return odds * (1 - prior[gap]) / prior[gap];
}

Result<ChangePoints> change_points(std::span<const DatedReading> readings,
                                   const ChangePointOptions& options, const CancelToken& cancel) {
  ENTENTE_CHECK(check_readings(readings, options));
  std::vector<DatedReading> sorted(readings.begin(), readings.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const DatedReading& a, const DatedReading& b) { return a.day < b.day; });
  ChangePoints out;
  std::vector<DayEvidence> days;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end].day == sorted[begin].day) ++end;
    out.days.push_back(sorted[begin].day);
    out.readings.push_back(static_cast<std::uint32_t>(end - begin));
    days.push_back(evidence_of_day(std::span(sorted).subspan(begin, end - begin)));
    begin = end;
  }
  if (days.empty()) return out;
  if (days.size() > most_change_days) {
    return fail({ErrorKind::Limit,
                 "too many days to look for changes on",
                 {"", 0, "readings"},
                 "at most " + std::to_string(most_change_days) + " days",
                 std::to_string(days.size()),
                 "take fewer years or one subject"});
  }
  double stays = 0;
  for (std::size_t d = 0; d + 1 < out.days.size(); ++d) {
    const double years = static_cast<double>((out.days[d + 1] - out.days[d]).count()) / days_a_year;
    out.prior.push_back(-std::expm1(-options.rate * years));
    stays -= options.rate * years;
  }
  out.prior_any = -std::expm1(stays);
  Segmentation segmentation(std::move(days), out.prior);
  ENTENTE_CHECK(segmentation.sum_up(cancel));
  ENTENTE_TRY(out.position, segmentation.shares(cancel));
  out.probability.reserve(out.prior.size());
  for (std::size_t d = 0; d < out.prior.size(); ++d) {
    out.probability.push_back(std::clamp(segmentation.change_after(d), 0.0, 1.0));
  }
  out.any = std::clamp(1 - segmentation.no_change(), 0.0, 1.0);
  return out;
}

const MethodCard& change_points_card() {
  static const MethodCard card = {
      "change-points",
      "Whether and when a position changed",
      "exact sum over all segmentations (Fearnhead, Statistics and Computing 16, 2006): between "
      "days d years apart a change with probability 1 - exp(-rate d); position ~ N(0, 1) on the "
      "probit scale in each segment, readings with noise known to lie between limits",
      {{"rate", "changes a year expected beforehand", "0.05"},
       {"noise", "sd of a reading about the position, on the probit scale", "0.5"}},
      MethodStatus::Definition,
      {"Motions differ in what they say: a vote that departs may be the motion's doing and not the "
       "voter's.",
       "Where days lie far apart, much of a probability is the prior's: read the factor.",
       "A change is a jump; what drifts slowly shows as several small ones or none."}};
  return card;
}

}  // namespace entente::positions

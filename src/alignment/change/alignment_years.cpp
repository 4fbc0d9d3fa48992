// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "entente/alignment/change.hpp"
#include "entente/alignment/engagement.hpp"
#include "entente/base/random.hpp"
#include "entente/positions/latest.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/shared_weights.hpp"

namespace entente::alignment {
namespace {

constexpr double scale_steps = 4;

/// Sums over the cells of one issue.
struct IssueSum {
  double sum = 0;
  std::size_t cells = 0;
};

/// Agreement of each pair on each issue; NaN where one of the two is unknown.
class YearMatrix {
 public:
  explicit YearMatrix(const positions::PositionMatrix& matrix)
      : actors_(matrix.actors.size()), issues_(matrix.issues.size()) {
    for (std::size_t i = 0; i < issues_; ++i) {
      for (std::size_t a = 0; a < actors_; ++a) {
        for (std::size_t b = a + 1; b < actors_; ++b) {
          const positions::Cell& one = matrix.cell(i, a);
          const positions::Cell& other = matrix.cell(i, b);
          const bool known = one.known() && other.known();
          agreement_.push_back(known ? 1 - std::abs(*one.mean - *other.mean) / scale_steps
                                     : std::nan(""));
        }
      }
    }
  }

  std::vector<IssueSum> sums() const {
    return summed([this](std::size_t cell) { return agreement_[cell]; });
  }
  /// Of cells known in both.
  std::vector<IssueSum> changes(const YearMatrix& before) const {
    return summed([&](std::size_t cell) { return agreement_[cell] - before.agreement_[cell]; });
  }

 private:
  template <class Value>
  std::vector<IssueSum> summed(const Value& value_of) const {
    const std::size_t pairs = actors_ * (actors_ - 1) / 2;
    std::vector<IssueSum> out(issues_);
    for (std::size_t cell = 0; cell < agreement_.size(); ++cell) {
      const double value = value_of(cell);
      if (std::isnan(value)) continue;
      out[cell / pairs].sum += value;
      ++out[cell / pairs].cells;
    }
    std::erase_if(out, [](const IssueSum& issue) { return issue.cells == 0; });
    return out;
  }

  std::size_t actors_;
  std::size_t issues_;
  std::vector<double> agreement_;  ///< by issue, then pair
};

std::size_t cells_in(const std::vector<IssueSum>& issues) {
  return std::accumulate(issues.begin(), issues.end(), std::size_t{0},
                         [](std::size_t sum, const IssueSum& issue) { return sum + issue.cells; });
}

bool all_alike(const std::vector<IssueSum>& issues) {
  const auto mean = [](const IssueSum& issue) {
    return issue.sum / static_cast<double>(issue.cells);
  };
  return std::all_of(issues.begin(), issues.end(), [&](const IssueSum& issue) {
    return std::abs(mean(issue) - mean(issues.front())) < 1e-12;
  });
}

/// Mean over cells, issues weighed anew in each draw.
std::optional<stats::Estimate> mean_over_issues(const std::vector<IssueSum>& issues,
                                                const AlignmentYearsOptions& options, int year) {
  if (issues.empty()) return std::nullopt;
  double sum = 0;
  for (const IssueSum& issue : issues) sum += issue.sum;
  stats::Estimate out;
  out.value = sum / static_cast<double>(cells_in(issues));
  out.method = stats::IntervalMethod::Reweighted;
  out.level = options.level;
  out.n = issues.size();
  if (issues.size() < 2) return out;
  if (all_alike(issues)) {
    out.state = stats::IntervalState::NoVariation;
    return out;
  }
  const Philox source(options.seed, stream_word("alignment of a year"),
                      static_cast<std::uint64_t>(year));
  std::vector<double> drawn;
  drawn.reserve(options.replicates);
  for (std::uint32_t r = 0; r < options.replicates; ++r) {
    PhiloxCursor cursor = source.cursor(r);
    double weighed = 0;
    double weights = 0;
    for (const IssueSum& issue : issues) {
      const double weight = stats::exponential_of(cursor.uniform01());
      weighed += weight * issue.sum;
      weights += weight * static_cast<double>(issue.cells);
    }
    drawn.push_back(weighed / weights);
  }
  std::sort(drawn.begin(), drawn.end());
  const double tail = (1 - options.level) / 2;
  out.state = stats::IntervalState::Known;
  out.interval = stats::Interval{stats::quantile_of_sorted(drawn, tail),
                                 stats::quantile_of_sorted(drawn, 1 - tail)};
  return out;
}

/// By year, in which two of the group or more take part.
Result<std::map<int, std::vector<EngagementCode>>> shared_engagements(
    const record::Snapshot& snapshot, const std::vector<ActorCode>& actors,
    std::chrono::sys_days at) {
  ENTENTE_TRY(const EngagementSeries series,
              engagement_series(snapshot, {at, SeriesKey::Participant, actors, {}}));
  std::map<int, std::vector<EngagementCode>> out;
  if (series.years() == 0) return out;
  for (int year = series.first_year; year <= series.last_year; ++year) {
    std::map<EngagementCode, std::size_t> times;
    for (std::size_t c = 0; c < series.categories.size(); ++c) {
      for (const EngagementCode code : series.count(year, c).engagements) ++times[code];
    }
    for (const auto& [code, count] : times) {
      if (count >= 2) out[year].push_back(code);
    }
  }
  return out;
}

int year_of(std::chrono::sys_days day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

/// The earliest year of a statement that counts.
std::optional<int> first_year_said(const record::Snapshot& snapshot, std::chrono::sys_days at) {
  std::optional<int> out;
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    if (!positions::counts(snapshot, StatementCode(s), at)) continue;
    const int year = year_of(snapshot.statements.date[s].first_day());
    if (!out || year < *out) out = year;
  }
  return out;
}

}  // namespace

Result<std::vector<AlignmentYear>> alignment_years(const record::Snapshot& snapshot,
                                                   const std::vector<ActorCode>& actors,
                                                   const std::vector<IssueCode>& issues,
                                                   const AlignmentYearsOptions& options) {
  if (actors.size() < 2) {
    return fail({ErrorKind::Range,
                 "one actor alone has no agreement",
                 {"", 0, "--actors"},
                 "two or more",
                 std::to_string(actors.size()),
                 "name more actors"});
  }
  std::vector<AlignmentYear> out;
  const std::optional<int> first = first_year_said(snapshot, options.at);
  if (!first) return out;
  ENTENTE_TRY(const auto engagements, shared_engagements(snapshot, actors, options.at));
  std::optional<YearMatrix> before;
  for (int year = *first; year <= year_of(options.at); ++year) {
    const std::chrono::sys_days end = std::min<std::chrono::sys_days>(
        options.at, std::chrono::sys_days(std::chrono::year(year) / 12 / 31));
    ENTENTE_TRY(const auto matrix,
                positions::latest_positions(snapshot, {end, actors, issues, std::nullopt, {}}));
    YearMatrix now(matrix);
    const std::vector<IssueSum> sums = now.sums();
    if (!sums.empty() || !out.empty()) {
      AlignmentYear& one = out.emplace_back();
      one.year = year;
      const auto met = engagements.find(year);
      if (met != engagements.end()) one.engagements = met->second;
      one.cells = cells_in(sums);
      one.agreement = mean_over_issues(sums, options, year);
      if (before) {
        const std::vector<IssueSum> changes = now.changes(*before);
        one.same_cells = cells_in(changes);
        one.change = mean_over_issues(changes, options, year);
      }
    }
    before = std::move(now);
  }
  return out;
}

}  // namespace entente::alignment

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "entente/advise/format_ranking.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::advise {
namespace {

constexpr std::size_t fit_cells = meeting_formats * format_criteria;
constexpr double low_share = 0.1;
constexpr double high_share = 0.9;
constexpr double third = 1.0 / 3;

Error bad_options(std::string what, std::string mend) {
  return {ErrorKind::Range, "formats cannot be ranked", {}, "", std::move(what), std::move(mend)};
}

Result<void> check_options(const FormatRankingOptions& options) {
  for (const auto& row : options.fits) {
    for (const FormatFit& one : row) {
      const auto fits = [](double fit) { return fit >= -1 && fit <= 1; };
      if (fits(one.present) && fits(one.absent)) continue;
      return fail(bad_options("a fit beyond -1 to 1", "give a fit from -1 to 1"));
    }
  }
  if (options.draws == 0) return fail(bad_options("no draws", "ask for one draw or more"));
  if (options.fit_spread >= 0 && std::isfinite(options.fit_spread)) return {};
  return fail(bad_options("a spread below 0", "give a spread of 0 or more"));
}

/// A fit of one draw.
struct DrawnFit {
  float present = 0;
  float absent = 0;
};

/// Draws x formats x criteria, the same for every issue.
std::vector<DrawnFit> draw_fits(const FormatRankingOptions& options) {
  const Philox source(options.weights.seed, stream_word("fits of formats"));
  std::vector<DrawnFit> out;
  out.reserve(options.draws * fit_cells);
  const auto drawn = [&](double fit, std::size_t at) {
    const double spread = options.fit_spread * (2 * source.uniform01(at) - 1);
    return static_cast<float>(std::clamp(fit + spread, -1.0, 1.0));
  };
  for (std::size_t at = 0; at < options.draws * fit_cells; ++at) {
    const std::size_t cell = at % fit_cells;
    const FormatFit& fit = options.fits[cell / format_criteria][cell % format_criteria];
    out.push_back({drawn(fit.present, 2 * at), drawn(fit.absent, 2 * at + 1)});
  }
  return out;
}

float measure_at(const FormatMeasures& issue, std::size_t criterion, std::size_t draw) {
  const auto& values = issue.values[criterion];
  return values.size() == 1 ? values.front() : values[draw];
}

/// Ranks one issue on given weights and fits.
class IssueRanker {
 public:
  IssueRanker(const std::vector<double>& weights, const std::vector<DrawnFit>& fits)
      : weights_(weights), fits_(fits), draws_(weights.size() / format_criteria) {
    values_.resize(fits.size());
  }

  Result<FormatRanking> rank(const FormatMeasures& issue, const CancelToken& cancel) {
    fill_values(issue);
    FormatRanking out;
    ENTENTE_TRY(out.formats,
                acceptability(values_, weights_, meeting_formats, format_criteria, cancel));
    order(out);
    summarise(issue, out);
    find_lead(out);
    find_turns(issue, out);
    return out;
  }

 private:
  void fill_values(const FormatMeasures& issue) {
    for (std::size_t d = 0; d < draws_; ++d) {
      for (std::size_t c = 0; c < format_criteria; ++c) {
        const float measure = measure_at(issue, c, d);
        for (std::size_t f = 0; f < meeting_formats; ++f) {
          const std::size_t at = d * fit_cells + f * format_criteria + c;
          values_[at] = (1 + fits_[at].present * measure + fits_[at].absent * (1 - measure)) / 2;
        }
      }
    }
  }

  static void order(FormatRanking& out) {
    for (std::size_t f = 0; f < meeting_formats; ++f) {
      out.order.push_back(static_cast<MeetingFormat>(f));
    }
    std::stable_sort(out.order.begin(), out.order.end(), [&](MeetingFormat a, MeetingFormat b) {
      return out.formats[static_cast<std::size_t>(a)].holistic >
             out.formats[static_cast<std::size_t>(b)].holistic;
    });
  }

  static void summarise(const FormatMeasures& issue, FormatRanking& out) {
    for (std::size_t c = 0; c < format_criteria; ++c) {
      std::vector<double> sorted(issue.values[c].begin(), issue.values[c].end());
      std::sort(sorted.begin(), sorted.end());
      out.means[c] =
          std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
      out.low[c] = stats::quantile_of_sorted(sorted, low_share);
      out.high[c] = stats::quantile_of_sorted(sorted, high_share);
    }
  }

  void find_lead(FormatRanking& out) const {
    const auto first = static_cast<std::size_t>(out.order[0]) * format_criteria;
    const auto second = static_cast<std::size_t>(out.order[1]) * format_criteria;
    for (std::size_t d = 0; d < draws_; ++d) {
      for (std::size_t c = 0; c < format_criteria; ++c) {
        const auto apart = static_cast<double>(values_[d * fit_cells + first + c] -
                                               values_[d * fit_cells + second + c]);
        out.lead[c] += weights_[d * format_criteria + c] * apart / static_cast<double>(draws_);
      }
    }
  }

  /// Of each draw the formats that are first, a bit each.
  std::vector<std::uint8_t> firsts_of_draws() const {
    std::vector<std::uint8_t> out(draws_);
    for (std::size_t d = 0; d < draws_; ++d) {
      double greatest = -1;
      for (std::size_t f = 0; f < meeting_formats; ++f) {
        double utility = 0;
        for (std::size_t c = 0; c < format_criteria; ++c) {
          utility += weights_[d * format_criteria + c] *
                     static_cast<double>(values_[d * fit_cells + f * format_criteria + c]);
        }
        if (utility < greatest) continue;
        const auto bit = static_cast<std::uint8_t>(1U << f);
        out[d] = utility > greatest ? bit : static_cast<std::uint8_t>(out[d] | bit);
        greatest = utility;
      }
    }
    return out;
  }

  /// The format that is first most often where a measure lies beyond a bound; ties share.
  FormatTurn leader_where(const FormatMeasures& issue, const std::vector<std::uint8_t>& first,
                          std::size_t criterion, bool above, double bound) const {
    std::array<double, meeting_formats> firsts{};
    double there = 0;
    for (std::size_t d = 0; d < draws_; ++d) {
      const auto measure = static_cast<double>(measure_at(issue, criterion, d));
      if (above ? measure <= bound : measure >= bound) continue;
      there += 1;
      for (std::size_t f = 0; f < meeting_formats; ++f) {
        if ((first[d] >> f & 1U) != 0) firsts[f] += 1.0 / std::popcount(first[d]);
      }
    }
    const auto most = std::max_element(firsts.begin(), firsts.end());
    return {static_cast<FormatCriterion>(criterion), above, bound,
            static_cast<MeetingFormat>(most - firsts.begin()), there == 0 ? 0 : *most / there};
  }

  /// Only of what is not known: what is cannot turn out otherwise.
  void find_turns(const FormatMeasures& issue, FormatRanking& out) const {
    const MeetingFormat leads = most_often_first(out);
    const std::vector<std::uint8_t> first = firsts_of_draws();
    for (std::size_t c = 0; c < format_criteria; ++c) {
      if (!issue.unknown[c]) continue;
      std::vector<double> sorted(issue.values[c].begin(), issue.values[c].end());
      std::sort(sorted.begin(), sorted.end());
      for (const bool above : {false, true}) {
        const double bound = stats::quantile_of_sorted(sorted, above ? 1 - third : third);
        const FormatTurn turn = leader_where(issue, first, c, above, bound);
        if (turn.leads != leads && turn.share > 0) out.turns.push_back(turn);
      }
    }
  }

  static MeetingFormat most_often_first(const FormatRanking& out) {
    const auto most = std::max_element(
        out.formats.begin(), out.formats.end(),
        [](const Acceptability& a, const Acceptability& b) { return a.ranks[0] < b.ranks[0]; });
    return static_cast<MeetingFormat>(most - out.formats.begin());
  }

  const std::vector<double>& weights_;
  const std::vector<DrawnFit>& fits_;
  std::size_t draws_;
  std::vector<float> values_;
};

}  // namespace

std::string_view to_string(MeetingFormat format) noexcept {
  static constexpr std::array<std::string_view, meeting_formats> words = {
      "bilateral", "group", "alliance_and_group", "wider", "track_1_5"};
  return words.at(static_cast<std::size_t>(format));
}

std::string_view in_words(MeetingFormat format) noexcept {
  static constexpr std::array<std::string_view, meeting_formats> words = {
      "one partner at a time", "the group alone", "the alliance with the group", "a wider circle",
      "Track 1.5"};
  return words.at(static_cast<std::size_t>(format));
}

std::string_view to_string(FormatCriterion criterion) noexcept {
  static constexpr std::array<std::string_view, format_criteria> words = {
      "stake", "similarity", "input", "leverage", "exposure", "visibility", "decision_pending"};
  return words.at(static_cast<std::size_t>(criterion));
}

Result<std::vector<FormatRanking>> rank_formats(const std::vector<FormatMeasures>& issues,
                                                const FormatRankingOptions& options,
                                                const CancelToken& cancel) {
  ENTENTE_CHECK(check_options(options));
  for (const FormatMeasures& issue : issues) {
    for (const auto& values : issue.values) {
      if (values.size() == 1 || values.size() == options.draws) continue;
      return fail(bad_options("measures of another number of draws", "please report this"));
    }
  }
  ENTENTE_TRY(const std::vector<double> weights,
              draw_weights(format_criteria, options.draws, options.weights));
  const std::vector<DrawnFit> fits = draw_fits(options);
  IssueRanker ranker(weights, fits);
  std::vector<FormatRanking> out;
  out.reserve(issues.size());
  for (const FormatMeasures& issue : issues) {
    ENTENTE_CHECK(check_cancel(cancel));
    ENTENTE_TRY(FormatRanking ranking, ranker.rank(issue, cancel));
    out.push_back(std::move(ranking));
  }
  return out;
}

}  // namespace entente::advise

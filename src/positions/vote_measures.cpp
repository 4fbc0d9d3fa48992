// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/positions/vote_similarity.hpp"

namespace entente::positions {
namespace {

constexpr double undefined_measure = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t vote_kinds = 3;

double absolute_distance(std::size_t a, std::size_t b) {
  return static_cast<double>(a > b ? a - b : b - a) / 2;
}

/// Distances of the nine cells, in [0, 1].
using Distances = VoteTable3;

template <class Distance>
constexpr Distances distances_by(Distance distance) {
  Distances out{};
  for (std::size_t a = 0; a < vote_kinds; ++a) {
    for (std::size_t b = 0; b < vote_kinds; ++b) out[vote_kinds * a + b] = distance(a, b);
  }
  return out;
}

const Distances& nominal_distances() {
  static const Distances out =
      distances_by([](std::size_t a, std::size_t b) { return a == b ? 0.0 : 1.0; });
  return out;
}
const Distances& absolute_distances() {
  static const Distances out = distances_by(absolute_distance);
  return out;
}
const Distances& squared_distances() {
  static const Distances out = distances_by([](std::size_t a, std::size_t b) {
    return absolute_distance(a, b) * absolute_distance(a, b);
  });
  return out;
}

struct Margins {
  std::array<double, vote_kinds> row{};
  std::array<double, vote_kinds> column{};
  double total = 0;
};

Margins margins_of(const VoteTable3& table) {
  Margins out;
  for (std::size_t a = 0; a < vote_kinds; ++a) {
    for (std::size_t b = 0; b < vote_kinds; ++b) {
      out.row[a] += table[vote_kinds * a + b];
      out.column[b] += table[vote_kinds * a + b];
      out.total += table[vote_kinds * a + b];
    }
  }
  return out;
}

double observed_distance(const VoteTable3& table, const Distances& d) {
  double out = 0;
  for (std::size_t i = 0; i < table.size(); ++i) out += table[i] * d[i];
  return out;
}

double expected_distance(const std::array<double, vote_kinds>& first,
                         const std::array<double, vote_kinds>& second, const Distances& d) {
  double out = 0;
  for (std::size_t a = 0; a < vote_kinds; ++a) {
    for (std::size_t b = 0; b < vote_kinds; ++b) {
      out += first[a] * second[b] * d[vote_kinds * a + b];
    }
  }
  return out;
}

/// 1 - D_o / D_e with both times the square of the total.
double chance_corrected(double observed, double expected, double total) {
  return expected > 0 ? 1 - observed * total / expected : undefined_measure;
}

double scott_pi(const VoteTable3& table, const Margins& margins, const Distances& d) {
  std::array<double, vote_kinds> mean{};
  for (std::size_t a = 0; a < vote_kinds; ++a) mean[a] = (margins.row[a] + margins.column[a]) / 2;
  return chance_corrected(observed_distance(table, d), expected_distance(mean, mean, d),
                          margins.total);
}

double krippendorff_alpha(const VoteTable3& table, const Margins& margins, const Distances& d) {
  std::array<double, vote_kinds> values{};
  for (std::size_t a = 0; a < vote_kinds; ++a) values[a] = margins.row[a] + margins.column[a];
  const double expected = expected_distance(values, values, d);
  if (!(expected > 0)) return undefined_measure;
  return 1 - (2 * margins.total - 1) * 2 * observed_distance(table, d) / expected;
}

Distances ordinal_distances(const Margins& margins) {
  return distances_by([&](std::size_t a, std::size_t b) {
    const auto [low, high] = std::minmax(a, b);
    double between = 0;
    for (std::size_t g = low; g <= high; ++g) between += margins.row[g] + margins.column[g];
    between -= (margins.row[a] + margins.column[a] + margins.row[b] + margins.column[b]) / 2;
    return a == b ? 0.0 : between * between;
  });
}

double kendall_tau_b(const VoteTable3& table, const Margins& margins) {
  double concordant = 0;
  double discordant = 0;
  double untied_first = 0;
  double untied_second = 0;
  for (std::size_t a = 0; a < vote_kinds; ++a) {
    for (std::size_t c = a + 1; c < vote_kinds; ++c) {
      untied_first += margins.row[a] * margins.row[c];
      untied_second += margins.column[a] * margins.column[c];
      for (std::size_t b = 0; b < vote_kinds; ++b) {
        for (std::size_t e = 0; e < vote_kinds; ++e) {
          const double pairs = table[vote_kinds * a + b] * table[vote_kinds * c + e];
          if (b < e) concordant += pairs;
          if (b > e) discordant += pairs;
        }
      }
    }
  }
  const double both = untied_first * untied_second;
  return both > 0 ? (concordant - discordant) / std::sqrt(both) : undefined_measure;
}

}  // namespace

std::string_view to_string(SimilarityMeasure measure) noexcept {
  constexpr std::string_view names[] = {
      "agreement",      "exact",          "s_absolute",    "s_squared",   "kappa_nominal",
      "kappa_absolute", "kappa_squared",  "pi_nominal",    "pi_absolute", "pi_squared",
      "alpha_nominal",  "alpha_interval", "alpha_ordinal", "tau_b"};
  return names[static_cast<std::size_t>(measure)];
}

SimilarityValues similarity_values(const VoteTable3& table) noexcept {
  SimilarityValues out;
  out.fill(undefined_measure);
  const Margins margins = margins_of(table);
  if (!(margins.total > 0)) return out;
  const auto set = [&out](SimilarityMeasure measure, double value) {
    out[static_cast<std::size_t>(measure)] = value;
  };
  const Distances& nominal = nominal_distances();
  const Distances& absolute = absolute_distances();
  const Distances& squared = squared_distances();
  const double mean_absolute = observed_distance(table, absolute) / margins.total;
  const double mean_squared = observed_distance(table, squared) / margins.total;
  set(SimilarityMeasure::Agreement, 1 - mean_absolute);
  set(SimilarityMeasure::ExactAgreement, (table[0] + table[4] + table[8]) / margins.total);
  set(SimilarityMeasure::SAbsolute, 1 - 2 * mean_absolute);
  set(SimilarityMeasure::SSquared, 1 - 2 * mean_squared);
  const auto kappa = [&](const Distances& d) {
    return chance_corrected(observed_distance(table, d),
                            expected_distance(margins.row, margins.column, d), margins.total);
  };
  set(SimilarityMeasure::KappaNominal, kappa(nominal));
  set(SimilarityMeasure::KappaAbsolute, kappa(absolute));
  set(SimilarityMeasure::KappaSquared, kappa(squared));
  set(SimilarityMeasure::PiNominal, scott_pi(table, margins, nominal));
  set(SimilarityMeasure::PiAbsolute, scott_pi(table, margins, absolute));
  set(SimilarityMeasure::PiSquared, scott_pi(table, margins, squared));
  set(SimilarityMeasure::AlphaNominal, krippendorff_alpha(table, margins, nominal));
  set(SimilarityMeasure::AlphaInterval, krippendorff_alpha(table, margins, squared));
  set(SimilarityMeasure::AlphaOrdinal,
      krippendorff_alpha(table, margins, ordinal_distances(margins)));
  set(SimilarityMeasure::TauB, kendall_tau_b(table, margins));
  return out;
}

std::vector<VoterPair> all_pairs(std::span<const std::uint32_t> voters) {
  std::vector<VoterPair> out;
  for (std::size_t a = 0; a < voters.size(); ++a) {
    for (std::size_t b = a + 1; b < voters.size(); ++b) out.push_back({voters[a], voters[b]});
  }
  return out;
}

std::optional<double> rice_index(const record::Tally& tally) noexcept {
  if (tally.yes + tally.no == 0) return std::nullopt;
  const double yes = tally.yes;
  const double no = tally.no;
  return std::abs(yes - no) / (yes + no);
}

std::optional<double> agreement_index(const record::Tally& tally) noexcept {
  if (tally.cast() == 0) return std::nullopt;
  const double most = std::max({tally.yes, tally.abstain, tally.no});
  const double total = tally.cast();
  return (most - (total - most) / 2) / total;
}

}  // namespace entente::positions

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/vote_similarity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"

namespace entente::positions {
namespace {

using record::RollCallMatrix;
using record::Vote;

constexpr double most_drawn_roll_calls = 2147483648.0;

/// How often each roll call was drawn, replicate after replicate.
class RollCallDraws {
 public:
  static Result<RollCallDraws> make(std::size_t roll_calls, const SimilarityOptions& options) {
    RollCallDraws out;
    out.roll_calls_ = roll_calls;
    if (options.replicates == 0) return out;
    ENTENTE_CHECK(stats::check_replicates(options.replicates, options.confidence));
    const double drawn = static_cast<double>(roll_calls) * options.replicates;
    if (drawn > most_drawn_roll_calls) {
      return fail({ErrorKind::Limit,
                   "too many draws of roll calls to hold",
                   {},
                   "at most " + number_text(most_drawn_roll_calls),
                   number_text(drawn),
                   "ask for fewer draws or fewer sessions"});
    }
    out.times_.assign(roll_calls * options.replicates, 0);
    const Philox source(options.seed, stream_word("votes"));
    for (std::uint32_t r = 0; r < options.replicates; ++r) {
      PhiloxCursor cursor = source.cursor(r);
      std::uint16_t* line = out.times_.data() + roll_calls * r;
      for (std::size_t i = 0; i < roll_calls; ++i) {
        ++line[static_cast<std::size_t>(cursor.below(roll_calls))];
      }
    }
    return out;
  }
  std::span<const std::uint16_t> replicate(std::size_t r) const {
    return std::span(times_).subspan(r * roll_calls_, roll_calls_);
  }

 private:
  std::size_t roll_calls_ = 0;
  std::vector<std::uint16_t> times_;
};

/// A roll call on which both of a pair voted.
struct CommonVote {
  std::uint32_t roll_call = 0;
  std::uint32_t cell = 0;
  double weight = 1;
};

std::vector<CommonVote> common_votes(const RollCallMatrix& matrix, const VoterPair& pair,
                                     bool weighted) {
  std::vector<CommonVote> out;
  for (std::uint32_t r = 0; r < matrix.roll_calls().size(); ++r) {
    const auto votes = matrix.votes(r);
    const Vote first = votes[pair.first];
    const Vote second = votes[pair.second];
    if (!record::is_cast(first) || !record::is_cast(second)) continue;
    const auto cell =
        3 * (static_cast<std::uint32_t>(first) - 1) + static_cast<std::uint32_t>(second) - 1;
    out.push_back({r, cell, weighted ? matrix.roll_calls()[r].weight : 1.0});
  }
  return out;
}

/// Scaled so that the weights sum to how many they are: alpha asks how many values there are.
void scale_to_count(VoteTable3& table, double count) {
  double total = 0;
  for (const double cell : table) total += cell;
  if (!(total > 0)) return;
  for (double& cell : table) cell *= count / total;
}

VoteTable3 drawn_table(const std::vector<CommonVote>& common, std::span<const std::uint16_t> times,
                       bool weighted) {
  VoteTable3 out{};
  double count = 0;
  for (const CommonVote& one : common) {
    const double drawn = times[one.roll_call];
    out[one.cell] += drawn * one.weight;
    count += drawn;
  }
  if (weighted) scale_to_count(out, count);
  return out;
}

PairSimilarity similarity_of_pair(const RollCallMatrix& matrix, const VoterPair& pair,
                                  const RollCallDraws& draws, const SimilarityOptions& options) {
  PairSimilarity out;
  out.pair = pair;
  const auto common = common_votes(matrix, pair, options.weighted);
  out.common = common.size();
  VoteTable3 table{};
  for (const CommonVote& one : common) {
    ++out.counts[one.cell];
    table[one.cell] += one.weight;
  }
  if (options.weighted) scale_to_count(table, static_cast<double>(common.size()));
  if (out.common < options.least_common) return out;
  const SimilarityValues values = similarity_values(table);
  std::vector<double> drawn(similarity_measures * options.replicates);
  for (std::uint32_t r = 0; r < options.replicates; ++r) {
    const SimilarityValues one =
        similarity_values(drawn_table(common, draws.replicate(r), options.weighted));
    for (std::size_t m = 0; m < similarity_measures; ++m) {
      drawn[m * options.replicates + r] = one[m];
    }
  }
  for (std::size_t m = 0; m < similarity_measures; ++m) {
    if (std::isnan(values[m])) continue;
    const auto of_measure = std::span(drawn).subspan(m * options.replicates, options.replicates);
    out.measures[m] =
        stats::percentile_estimate(values[m], of_measure, options.confidence, out.common);
  }
  return out;
}

/// One figure a roll call; NaN where the roll call says nothing of it.
struct RollCallFigures {
  std::vector<double> rice;
  std::vector<double> agreement;
  std::vector<double> unanimous;
  std::vector<double> weight;
};

double weighted_figure(const std::vector<double>& values, const std::vector<double>& weights,
                       std::span<const std::uint16_t> times) {
  double sum = 0;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const double weight = weights[i] * (times.empty() ? 1.0 : times[i]);
    sum += weight * values[i];
    total += weight;
  }
  return total > 0 ? sum / total : std::numeric_limits<double>::quiet_NaN();
}

std::optional<stats::Estimate> figure_estimate(const std::vector<double>& values,
                                               const std::vector<double>& weights,
                                               const RollCallDraws& draws,
                                               const SimilarityOptions& options) {
  const double value = weighted_figure(values, weights, {});
  if (std::isnan(value)) return std::nullopt;
  const auto known = static_cast<std::uint64_t>(
      std::count_if(values.begin(), values.end(), [](double one) { return !std::isnan(one); }));
  std::vector<double> drawn(options.replicates);
  for (std::uint32_t r = 0; r < options.replicates; ++r) {
    drawn[r] = weighted_figure(values, weights, draws.replicate(r));
  }
  return stats::percentile_estimate(value, drawn, options.confidence, known);
}

}  // namespace

Result<std::vector<PairSimilarity>> vote_similarity(const RollCallMatrix& matrix,
                                                    std::span<const VoterPair> pairs,
                                                    const SimilarityOptions& options,
                                                    const CancelToken& cancel,
                                                    const Progress& progress) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  ENTENTE_TRY(const RollCallDraws draws, RollCallDraws::make(matrix.roll_calls().size(), options));
  std::vector<PairSimilarity> out(pairs.size());
  const ProgressStage stage = progress.stage("similarity", pairs.size());
  ENTENTE_CHECK(parallel_for(pairs.size(), options.threads, cancel, stage, [&](std::size_t p) {
    out[p] = similarity_of_pair(matrix, pairs[p], draws, options);
  }));
  return out;
}

Result<Cohesion> cohesion(const RollCallMatrix& matrix, std::span<const std::uint32_t> members,
                          const SimilarityOptions& options, const CancelToken& cancel) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  RollCallFigures figures;
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t r = 0; r < matrix.roll_calls().size(); ++r) {
    record::Tally tally;
    for (const std::uint32_t member : members) {
      const Vote vote = matrix.vote(member, r);
      tally.yes += vote == Vote::Yes ? 1U : 0U;
      tally.abstain += vote == Vote::Abstain ? 1U : 0U;
      tally.no += vote == Vote::No ? 1U : 0U;
    }
    if (tally.cast() < 2) continue;
    figures.rice.push_back(rice_index(tally).value_or(nothing));
    figures.agreement.push_back(*agreement_index(tally));
    figures.unanimous.push_back(tally.without_variation() ? 1 : 0);
    figures.weight.push_back(options.weighted ? matrix.roll_calls()[r].weight : 1.0);
  }
  ENTENTE_CHECK(check_cancel(cancel, "cohesion"));
  ENTENTE_TRY(const RollCallDraws draws, RollCallDraws::make(figures.rice.size(), options));
  Cohesion out;
  out.roll_calls = figures.rice.size();
  out.rice = figure_estimate(figures.rice, figures.weight, draws, options);
  out.agreement_index = figure_estimate(figures.agreement, figures.weight, draws, options);
  out.unanimous = figure_estimate(figures.unanimous, figures.weight, draws, options);
  return out;
}

}  // namespace entente::positions

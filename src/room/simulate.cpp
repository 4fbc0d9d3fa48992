// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/simulate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::room {
namespace {

constexpr std::size_t histogram_bins = 20;
constexpr std::size_t draws_a_block = 128;
constexpr std::uint64_t most_numbers = 100'000'000;

/// Every draw of one issue: outcomes, agreement and who stood where.
struct Draws {
  std::vector<double> value;
  std::vector<unsigned char> agreed;
  std::vector<double> position;  ///< stake-major: stake s, draw d at s * draws + d
};

double drawn(std::uint64_t bits, const Spread& spread) noexcept {
  if (!spread.varies()) return spread.mode;
  return triangular_quantile(unit_interval(bits), spread.low, spread.mode, spread.high);
}

/// Nobody who decides and has weight would rather have the reversion point, which the outcome is
/// not.
bool acceptable_to_all(const Bargain& bargain, double value) noexcept {
  const double reversion = *bargain.reversion;
  if (value == reversion) return false;
  const double slack = 1e-9 * (bargain.greatest - bargain.least);
  for (std::size_t i = 0; i < bargain.size(); ++i) {
    if (bargain.role[i] != Role::Decides || !(bargain.weight(i) > 0)) continue;
    const double x = bargain.position[i];
    if (std::fabs(x - value) > std::fabs(x - reversion) + slack) return false;
  }
  return true;
}

/// One block of draws on one thread.
class Block {
 public:
  Block(const Problem& problem, std::size_t issue, const Model& model, Draws& draws)
      : issue_(problem.issues[issue]), model_(model), draws_(draws), bargain_(problem, issue) {}

  Result<void> run(const std::vector<Philox>& sources, std::size_t begin, std::size_t end,
                   const CancelToken& cancel) {
    const std::size_t total = draws_.value.size();
    for (std::size_t d = begin; d < end; ++d) {
      for (std::size_t s = 0; s < sources.size(); ++s) {
        const Stake& stake = issue_.stakes[s];
        const PhiloxBlock words = sources[s].block(0, d);
        bargain_.position[s] = drawn(words[0], stake.position);
        bargain_.salience[s] = drawn(words[1], stake.salience);
        bargain_.power[s] = drawn(words[2], stake.power);
        draws_.position[s * total + d] = bargain_.position[s];
      }
      ENTENTE_TRY(const Outcome outcome, model_.run(bargain_.view(), {}, cancel));
      draws_.value[d] = outcome.value;
      if (outcome.agreed) {
        draws_.agreed[d] = *outcome.agreed ? 1 : 0;
      } else if (issue_.reversion) {
        draws_.agreed[d] = acceptable_to_all(bargain_.view(), outcome.value) ? 1 : 0;
      }
    }
    return {};
  }

 private:
  const Issue& issue_;
  const Model& model_;
  Draws& draws_;
  ModeBargain bargain_;
};

Result<Draws> all_draws(const Problem& problem, std::size_t issue, const Model& model,
                        const SimulationOptions& options, const CancelToken& cancel,
                        const Progress& progress) {
  const Issue& place = problem.issues[issue];
  std::vector<Philox> sources;
  sources.reserve(place.stakes.size());
  for (const Stake& stake : place.stakes) {
    sources.emplace_back(options.seed, stream_word(place.id),
                         stream_word(problem.actors[stake.actor].id));
  }
  Draws out;
  out.value.resize(options.draws);
  out.agreed.resize(options.draws);
  out.position.resize(place.stakes.size() * options.draws);
  const ProgressStage stage = progress.stage("draws", options.draws);
  ENTENTE_CHECK(
      parallel_blocks(options.draws, draws_a_block, options.threads, cancel, stage,
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        return Block(problem, issue, model, out).run(sources, begin, end, cancel);
                      }));
  return out;
}

/// Type-7 quantiles by selection: the values are put in partial order.
class Quantiles {
 public:
  explicit Quantiles(std::vector<double> values) : values_(std::move(values)) {}
  /// Ascending levels only: each selection leaves everything below it in place.
  double at(double p) {
    const double h = static_cast<double>(values_.size() - 1) * p;
    const auto low = static_cast<std::size_t>(h);
    const double first = select(low);
    const double share = h - static_cast<double>(low);
    if (!(share > 0)) return first;
    const double second = *std::min_element(place(low + 1), values_.end());
    return first + share * (second - first);
  }

 private:
  std::vector<double>::iterator place(std::size_t k) {
    return values_.begin() + static_cast<std::ptrdiff_t>(k);
  }
  double select(std::size_t k) {
    if (k >= from_) std::nth_element(place(from_), place(k), values_.end());
    from_ = std::max(from_, k);
    return values_[k];
  }
  std::vector<double> values_;
  std::size_t from_ = 0;
};

double mean_of(const std::vector<double>& values) {
  CompensatedSum sum;
  for (const double value : values) sum.add(value);
  return sum.value() / static_cast<double>(values.size());
}

Distribution distribution_of(const Issue& issue, const std::vector<double>& values) {
  Distribution out;
  out.mean = mean_of(values);
  CompensatedSum squares;
  out.histogram.assign(histogram_bins, 0);
  for (const double value : values) {
    squares.add((value - out.mean) * (value - out.mean));
    const double bin = (value - issue.least) / (issue.greatest - issue.least) *
                       static_cast<double>(histogram_bins);
    const auto place = static_cast<std::size_t>(std::max(0.0, bin));
    ++out.histogram[std::min(place, histogram_bins - 1)];
  }
  out.sd = std::sqrt(squares.value() / static_cast<double>(values.size() - 1));
  Quantiles quantiles(values);
  out.p05 = quantiles.at(0.05);
  out.p10 = quantiles.at(0.10);
  out.p25 = quantiles.at(0.25);
  out.p50 = quantiles.at(0.50);
  out.p75 = quantiles.at(0.75);
  out.p90 = quantiles.at(0.90);
  out.p95 = quantiles.at(0.95);
  return out;
}

std::vector<Band> bands_of(const Issue& issue, const std::vector<double>& values) {
  std::vector<Band> out;
  for (std::size_t a = 0; a < issue.anchors.size(); ++a) {
    const double at = issue.anchors[a].at;
    const bool first = a == 0;
    const bool last = a + 1 == issue.anchors.size();
    const double from = first ? issue.least : out.back().to;
    const double to = last ? issue.greatest : at + (issue.anchors[a + 1].at - at) / 2;
    const auto inside = std::count_if(values.begin(), values.end(), [&](double v) {
      return (first || v > from) && (last || v <= to);
    });
    out.push_back({a, from, to, static_cast<double>(inside) / static_cast<double>(values.size())});
  }
  return out;
}

Gain gain_of(const std::vector<double>& values, std::span<const double> positions,
             std::optional<double> reversion) {
  std::vector<double> gains(values.size());
  std::size_t better = 0;
  for (std::size_t d = 0; d < values.size(); ++d) {
    const double distance = std::fabs(values[d] - positions[d]);
    gains[d] = reversion ? std::fabs(*reversion - positions[d]) - distance : distance;
    if (reversion && gains[d] > 0) ++better;
  }
  Gain out;
  out.mean = mean_of(gains);
  out.better = static_cast<double>(better) / static_cast<double>(values.size());
  Quantiles quantiles(std::move(gains));
  out.p05 = quantiles.at(0.05);
  out.p95 = quantiles.at(0.95);
  return out;
}

Result<void> check_options(const Problem& problem, std::size_t issue,
                           const SimulationOptions& options) {
  if (issue >= problem.issues.size()) {
    return fail({ErrorKind::Range,
                 "no such issue",
                 {"", 0, "issue"},
                 "an issue of the problem",
                 std::to_string(issue),
                 ""});
  }
  if (options.draws < 100 || options.draws > 10'000'000) {
    return fail({ErrorKind::Range,
                 "number of draws out of range",
                 {"", 0, "draws"},
                 "100 to 10000000",
                 std::to_string(options.draws),
                 "choose another number; 10000 is the default"});
  }
  const std::uint64_t numbers = problem.issues[issue].stakes.size() * std::uint64_t{options.draws};
  if (numbers <= most_numbers) return {};
  return fail({ErrorKind::Limit,
               "too many draws for so many actors",
               {"", 0, "draws"},
               "draws x actors at most " + std::to_string(most_numbers),
               std::to_string(numbers),
               "draw less often"});
}

Result<double> value_at(const Model& model, const ModeBargain& bargain, const CancelToken& cancel) {
  ENTENTE_TRY(const Outcome outcome, model.run(bargain.view(), {}, cancel));
  return outcome.value;
}

}  // namespace

std::string_view to_string(GainKind kind) noexcept {
  return kind == GainKind::SavedFromReversion ? "saved_from_reversion" : "distance_from_outcome";
}

std::string_view to_string(InputKind kind) noexcept {
  static constexpr std::array<std::string_view, 3> names = {"position", "salience", "power"};
  return names[static_cast<std::size_t>(kind)];
}

Result<Forecast> simulate(const Problem& problem, std::size_t issue, const Model& model,
                          const SimulationOptions& options, const CancelToken& cancel,
                          const Progress& progress) {
  ENTENTE_CHECK(check_options(problem, issue, options));
  const Issue& place = problem.issues[issue];
  Forecast out;
  out.model = model.print();
  out.issue = issue;
  out.draws = options.draws;
  ENTENTE_TRY(out.at_modes, run_at_modes(problem, issue, model, {true, false}, cancel));
  ENTENTE_TRY(Draws draws, all_draws(problem, issue, model, options, cancel, progress));
  out.distribution = distribution_of(place, draws.value);
  out.bands = bands_of(place, draws.value);
  if (place.reversion) {
    if (options.gains_from_reversion) out.gain_kind = GainKind::SavedFromReversion;
    const auto agreed = std::count(draws.agreed.begin(), draws.agreed.end(), 1);
    ENTENTE_TRY(out.agreement, stats::wilson(static_cast<std::uint64_t>(agreed), options.draws));
  }
  std::optional<double> reversion;
  if (out.gain_kind == GainKind::SavedFromReversion) reversion = place.reversion->at;
  out.gains.resize(place.stakes.size());
  ENTENTE_CHECK(parallel_for(place.stakes.size(), options.threads, cancel, {}, [&](std::size_t s) {
    const auto positions = std::span(draws.position).subspan(s * options.draws, options.draws);
    out.gains[s] = gain_of(draws.value, positions, reversion);
  }));
  out.values = std::move(draws.value);
  return out;
}

Result<Comparison> compare(const Forecast& baseline, const Forecast& changed) {
  if (baseline.model != changed.model || baseline.issue != changed.issue ||
      baseline.values.size() != changed.values.size() || baseline.values.empty() ||
      baseline.gains.size() != changed.gains.size() || baseline.gain_kind != changed.gain_kind) {
    return fail({ErrorKind::Usage,
                 "forecasts of different things cannot be compared",
                 {},
                 "",
                 "",
                 "compare one model on one issue, with the same draws"});
  }
  Comparison out;
  out.at_modes = changed.at_modes.value - baseline.at_modes.value;
  std::vector<double> differences(baseline.values.size());
  std::size_t up = 0;
  for (std::size_t d = 0; d < differences.size(); ++d) {
    differences[d] = changed.values[d] - baseline.values[d];
    if (differences[d] > 0) ++up;
  }
  out.mean = mean_of(differences);
  out.up = static_cast<double>(up) / static_cast<double>(differences.size());
  Quantiles quantiles(std::move(differences));
  out.p05 = quantiles.at(0.05);
  out.p95 = quantiles.at(0.95);
  for (std::size_t s = 0; s < baseline.gains.size(); ++s) {
    out.gains.push_back(changed.gains[s].mean - baseline.gains[s].mean);
  }
  return out;
}

Result<std::vector<Swing>> tornado(const Problem& problem, std::size_t issue, const Model& model,
                                   std::size_t most, const CancelToken& cancel) {
  ENTENTE_CHECK(check(problem));
  const Issue& place = problem.issues[issue];
  ModeBargain bargain(problem, issue);
  std::vector<Swing> out;
  for (std::size_t s = 0; s < place.stakes.size(); ++s) {
    const Stake& stake = place.stakes[s];
    if (stake.role == Role::Outside) continue;
    const auto swing = [&](InputKind kind, const Spread& spread, double& input) -> Result<void> {
      if (!spread.varies()) return {};
      Swing one{s, kind, spread.low, spread.high, 0, 0};
      input = spread.low;
      ENTENTE_TRY(one.at_low, value_at(model, bargain, cancel));
      input = spread.high;
      ENTENTE_TRY(one.at_high, value_at(model, bargain, cancel));
      input = spread.mode;
      if (one.size() > 0) out.push_back(one);
      return {};
    };
    ENTENTE_CHECK(swing(InputKind::Position, stake.position, bargain.position[s]));
    ENTENTE_CHECK(swing(InputKind::Salience, stake.salience, bargain.salience[s]));
    ENTENTE_CHECK(swing(InputKind::Power, stake.power, bargain.power[s]));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Swing& a, const Swing& b) { return a.size() > b.size(); });
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace entente::room

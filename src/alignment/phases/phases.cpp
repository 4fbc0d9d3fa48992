// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/phases.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "alignment/networks/assemble.hpp"
#include "alignment/networks/periods.hpp"
#include "alignment/networks/selection.hpp"
#include "divisions.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t permutations_a_block = 16;
constexpr std::size_t most_phase_ties = 20;

Error bad_phases(ErrorKind kind, const char* what, const char* column, const char* expected,
                 std::string found, const char* mend) {
  return {kind, what, {"", 0, column}, expected, std::move(found), mend};
}

Result<void> check_phases(const NetworkOptions& options, const PhaseOptions& phases) {
  if (options.mode == NetworkMode::EventList) {
    return fail(bad_phases(ErrorKind::Usage, "an event list has no network", "--mode",
                           "one-mode or two-mode", "events", "name one of them"));
  }
  if (!(phases.alpha > 0 && phases.alpha < 1)) {
    return fail(bad_phases(ErrorKind::Range, "no level", "--alpha", "between 0 and 1",
                           number_text(phases.alpha), "0.05 is usual"));
  }
  if (phases.permutations < 19 || phases.permutations > 100'000) {
    return fail(bad_phases(ErrorKind::Range, "no number of permutations", "--permutations",
                           "19 to 100,000", std::to_string(phases.permutations), "999 is usual"));
  }
  if (phases.least < 2) {
    return fail(bad_phases(ErrorKind::Range, "no length of a phase", "least", "at least 2 periods",
                           std::to_string(phases.least), "2 is the least"));
  }
  return {};
}

/// Shares of ties: place of the tie among all, and its weight over the sum of all absolute ones.
using TieShares = std::vector<std::pair<std::uint32_t, double>>;

/// Names of ties, each once.
class TieNames {
 public:
  std::uint32_t place(const std::string& row, const std::string& column) {
    const auto [it, added] =
        places_.try_emplace({row, column}, static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(&it->first);
    return it->second;
  }
  const std::pair<std::string, std::string>& name(std::size_t place) const {
    return *names_[place];
  }
  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::map<std::pair<std::string, std::string>, std::uint32_t> places_;
  std::vector<const std::pair<std::string, std::string>*> names_;
};

/// Empty where no tie has a weight.
TieShares shares_of(const Network& network, TieNames& names) {
  double total = 0;
  for (const NetworkEdge& edge : network.edges) {
    if (std::isfinite(edge.weight)) total += std::fabs(edge.weight);
  }
  TieShares out;
  if (total <= 0) return out;
  for (const NetworkEdge& edge : network.edges) {
    if (!std::isfinite(edge.weight) || edge.weight == 0) continue;
    out.emplace_back(names.place(network.rows[edge.row], network.columns()[edge.column]),
                     edge.weight / total);
  }
  std::sort(out.begin(), out.end());
  return out;
}

double share_distance(const TieShares& a, const TieShares& b) {
  double sum = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].first < b[j].first)) {
      sum += std::fabs(a[i++].second);
    } else if (i == a.size() || b[j].first < a[i].first) {
      sum += std::fabs(b[j++].second);
    } else {
      sum += std::fabs(a[i++].second - b[j++].second);
    }
  }
  return sum;
}

class PhaseFinder {
 public:
  PhaseFinder(const CodedStatements& statements, const NetworkOptions& options,
              const PhaseOptions& asked, const CancelToken& cancel, const Progress& progress)
      : statements_(statements),
        options_(options),
        asked_(asked),
        cancel_(cancel),
        progress_(progress) {}

  Result<NetworkPhases> run() {
    ENTENTE_CHECK(observe());
    const std::size_t n = out_.periods.size();
    out_.phase_of.assign(n, 0);
    if (n == 0) return std::move(out_);
    std::vector<Stretch> stretches = {{0, n}};
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    for (;;) {
      const BestSplit best = best_split(out_.distances, n, order, stretches, asked_.least);
      if (best.at == 0) break;
      PhaseChange& change = out_.changes.emplace_back();
      change.period = best.at;
      change.statistic = best.statistic;
      ENTENTE_TRY(change.chance, chance_of(best.statistic, stretches));
      change.significant = change.chance <= asked_.alpha;
      if (!change.significant) break;
      divide(stretches, best.at);
    }
    for (std::size_t phase = 0; phase < stretches.size(); ++phase) {
      for (std::size_t p = stretches[phase].begin; p < stretches[phase].end; ++p) {
        out_.phase_of[p] = phase;
      }
    }
    for (PhaseChange& change : out_.changes) change.ties = changed_ties(change, stretches);
    return std::move(out_);
  }

 private:
  Result<void> observe() {
    ENTENTE_TRY(const NetworkSelection selection,
                select_statements(statements_, options_, Kernel::None, cancel_));
    if (selection.kept.empty()) return {};
    ENTENTE_TRY(const std::vector<TimeWindow> windows,
                time_periods(selection.from, selection.to, options_.from.has_value(), asked_.unit,
                             asked_.size, most_phase_periods));
    const ProgressStage stage = progress_.stage("networks of periods", windows.size());
    std::size_t first = 0;
    for (const TimeWindow& window : windows) {
      std::size_t end = first;
      while (end < selection.kept.size() && statements_.times[selection.kept[end]] <= window.stop) {
        ++end;
      }
      NetworkPart part;
      part.statements = std::span(selection.kept).subspan(first, end - first);
      part.labels_from = part.statements;
      first = end;
      stage.add();
      if (part.statements.empty()) continue;
      ENTENTE_TRY(const Network network,
                  assemble_network(selection, part, options_.threads, cancel_));
      TieShares shares = shares_of(network, names_);
      if (shares.empty()) continue;
      out_.periods.push_back(
          {window.start, window.stop, static_cast<std::uint32_t>(part.statements.size())});
      shares_.push_back(std::move(shares));
    }
    const std::size_t n = shares_.size();
    out_.distances.resize(n * n);
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) {
        out_.distances[a * n + b] = out_.distances[b * n + a] =
            share_distance(shares_[a], shares_[b]);
      }
    }
    return {};
  }

  /// Periods permuted within the stretches found so far.
  Result<double> chance_of(double statistic, const std::vector<Stretch>& stretches) {
    const std::size_t n = out_.periods.size();
    const Philox source(asked_.seed, stream_word("phases"), out_.changes.size());
    const ProgressStage stage = progress_.stage("permuting periods", asked_.permutations);
    std::vector<char> as_great(asked_.permutations, 0);
    ENTENTE_CHECK(parallel_blocks(
        asked_.permutations, permutations_a_block, options_.threads, cancel_, stage,
        [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
          std::vector<std::uint32_t> order(n);
          for (std::size_t r = begin; r < end; ++r) {
            std::iota(order.begin(), order.end(), 0U);
            PhiloxCursor dice = source.cursor(r);
            for (const Stretch& stretch : stretches) {
              for (std::size_t left = stretch.end - stretch.begin; left > 1; --left) {
                const auto other = static_cast<std::size_t>(dice.below(left));
                std::swap(order[stretch.begin + left - 1], order[stretch.begin + other]);
              }
            }
            const BestSplit best = best_split(out_.distances, n, order, stretches, asked_.least);
            as_great[r] = best.statistic >= statistic - 1e-12 ? 1 : 0;
          }
          return {};
        }));
    const auto times = std::count(as_great.begin(), as_great.end(), 1);
    return (static_cast<double>(times) + 1) / (static_cast<double>(asked_.permutations) + 1);
  }

  static void divide(std::vector<Stretch>& stretches, std::size_t at) {
    for (std::size_t s = 0; s < stretches.size(); ++s) {
      if (at <= stretches[s].begin || at >= stretches[s].end) continue;
      const Stretch second{at, stretches[s].end};
      stretches[s].end = at;
      stretches.insert(stretches.begin() + static_cast<std::ptrdiff_t>(s) + 1, second);
      return;
    }
  }

  std::vector<double> mean_shares(std::size_t begin, std::size_t end) const {
    std::vector<double> out(names_.size());
    for (std::size_t p = begin; p < end; ++p) {
      for (const auto& [place, share] : shares_[p]) out[place] += share;
    }
    for (double& share : out) share /= static_cast<double>(end - begin);
    return out;
  }

  /// From the phase before a change to the one behind it; of one that is not significant, the parts
  /// of the phase it lies in.
  std::vector<PhaseTie> changed_ties(const PhaseChange& change,
                                     const std::vector<Stretch>& stretches) const {
    std::size_t begin = 0;
    std::size_t end = out_.periods.size();
    for (const Stretch& stretch : stretches) {
      if (stretch.begin < change.period) begin = std::max(begin, stretch.begin);
      if (stretch.end > change.period) end = std::min(end, stretch.end);
    }
    const std::vector<double> before = mean_shares(begin, change.period);
    const std::vector<double> after = mean_shares(change.period, end);
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place < before.size(); ++place) {
      if (std::fabs(after[place] - before[place]) > 1e-12) order.push_back(place);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::fabs(after[a] - before[a]) > std::fabs(after[b] - before[b]) + 1e-12;
    });
    order.resize(std::min(order.size(), most_phase_ties));
    std::vector<PhaseTie> out;
    out.reserve(order.size());
    for (const std::size_t place : order) {
      out.push_back(
          {names_.name(place).first, names_.name(place).second, before[place], after[place]});
    }
    return out;
  }

  const CodedStatements& statements_;
  const NetworkOptions& options_;
  const PhaseOptions& asked_;
  const CancelToken& cancel_;
  const Progress& progress_;
  TieNames names_;
  std::vector<TieShares> shares_;  ///< by period
  NetworkPhases out_;
};

}  // namespace

Result<NetworkPhases> network_phases(const CodedStatements& statements,
                                     const NetworkOptions& options, const PhaseOptions& phases,
                                     const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_phases(options, phases));
  return PhaseFinder(statements, options, phases, cancel, progress).run();
}

}  // namespace entente::alignment

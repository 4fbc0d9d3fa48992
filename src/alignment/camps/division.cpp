// SPDX-License-Identifier: GPL-3.0-or-later
#include "division.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::alignment {
namespace {

/// Costs that differ by less are equal.
constexpr double equal_costs = 1e-12;
/// How cold it is at the end of annealing, of the heat at its start.
constexpr double coldest = 1e-3;

/// A division that knows what every move would cost.
class MovingDivision {
 public:
  MovingDivision(const Dyads& dyads, std::vector<std::uint32_t> camps, std::uint32_t most)
      : dyads_(dyads), most_(most), camps_(std::move(camps)), cost_in_(dyads.actors * most) {
    for (std::size_t a = 0; a < dyads.actors; ++a) {
      for (std::size_t b = 0; b < dyads.actors; ++b) {
        if (a == b) continue;
        for (std::uint32_t k = 0; k < most; ++k) {
          cost_in_[a * most + k] += camps_[b] == k ? dyads.d(a, b) : dyads.c(a, b);
        }
      }
    }
  }

  std::uint32_t camp(std::size_t actor) const noexcept { return camps_[actor]; }
  const std::vector<std::uint32_t>& camps() const noexcept { return camps_; }
  /// What the cost would rise by.
  double rise(std::size_t actor, std::uint32_t to) const noexcept {
    return cost_in_[actor * most_ + to] - cost_in_[actor * most_ + camps_[actor]];
  }
  void move(std::size_t actor, std::uint32_t to) {
    const std::uint32_t from = camps_[actor];
    for (std::size_t b = 0; b < dyads_.actors; ++b) {
      const double swing = dyads_.d(actor, b) - dyads_.c(actor, b);
      cost_in_[b * most_ + from] -= swing;
      cost_in_[b * most_ + to] += swing;
    }
    camps_[actor] = to;
  }
  void descend() {
    for (;;) {
      double best = -equal_costs;
      std::size_t actor = 0;
      std::uint32_t to = 0;
      for (std::size_t a = 0; a < dyads_.actors; ++a) {
        for (std::uint32_t k = 0; k < most_; ++k) {
          if (k == camps_[a] || rise(a, k) >= best) continue;
          best = rise(a, k);
          actor = a;
          to = k;
        }
      }
      if (best == -equal_costs) return;
      move(actor, to);
    }
  }

 private:
  const Dyads& dyads_;
  std::uint32_t most_;
  std::vector<std::uint32_t> camps_;
  std::vector<double> cost_in_;  ///< by actor, then camp: of being there
};

Division named(const Dyads& dyads, const std::vector<std::uint32_t>& camps) {
  Division out;
  out.camps = in_order_of_members(camps);
  out.cost = division_cost(dyads, out.camps);
  return out;
}

double mean_tie(const Dyads& dyads) {
  double sum = 0;
  std::size_t ties = 0;
  for (std::size_t at = 0; at < dyads.congruence.size(); ++at) {
    const double tie = std::abs(dyads.congruence[at] - dyads.conflict[at]);
    sum += tie;
    ties += tie > 0 ? 1 : 0;
  }
  return ties == 0 ? 0 : sum / static_cast<double>(ties);
}

/// Places actors one by one, those with the heaviest ties first.
class ExactSearch {
 public:
  ExactSearch(const Dyads& dyads, std::uint32_t camps, Division known, std::uint64_t most,
              const CancelToken& cancel)
      : most_camps_(camps), left_(most), cancel_(cancel), best_(std::move(known)) {
    std::vector<double> ties(dyads.actors, 0);
    for (std::size_t a = 0; a < dyads.actors; ++a) {
      for (std::size_t b = 0; b < dyads.actors; ++b) ties[a] += dyads.c(a, b) + dyads.d(a, b);
    }
    order_.resize(dyads.actors);
    std::iota(order_.begin(), order_.end(), 0U);
    std::stable_sort(order_.begin(), order_.end(),
                     [&ties](std::uint32_t a, std::uint32_t b) { return ties[a] > ties[b]; });
    dyads_ = dyads_among(dyads, order_);
    placed_.resize(dyads.actors);
    cost_in_.assign((dyads.actors + 1) * dyads.actors * camps, 0);
  }

  Result<Division> run(const Dyads& dyads) {
    place(0, 0, 0);
    if (stopped_) return fail(cancelled_error());
    if (!found_.empty()) {
      std::vector<std::uint32_t> camps(order_.size());
      for (std::size_t at = 0; at < order_.size(); ++at) camps[order_[at]] = found_[at];
      best_ = named(dyads, camps);
    }
    best_.proven = left_ > 0;
    return std::move(best_);
  }

 private:
  double* costs(std::size_t depth) { return &cost_in_[depth * dyads_.actors * most_camps_]; }

  /// Least that the actors after `depth` cost against those placed, in the camps in use or a new
  /// one, whose costs are those of the first camp that is not in use.
  double still_to_come(std::size_t depth, std::uint32_t used) {
    const double* in = costs(depth);
    double sum = 0;
    for (std::size_t a = depth; a < dyads_.actors; ++a) {
      double least = in[a * most_camps_];
      for (std::uint32_t k = 1; k < std::min(used + 1, most_camps_); ++k) {
        least = std::min(least, in[a * most_camps_ + k]);
      }
      sum += least;
    }
    return sum;
  }

  void place(std::size_t depth, std::uint32_t used, double cost) {
    if (depth == dyads_.actors) {
      best_.cost = cost;
      found_ = placed_;
      return;
    }
    const double* in = costs(depth);
    std::vector<std::uint32_t> camps(std::min(used + 1, most_camps_));
    std::iota(camps.begin(), camps.end(), 0U);
    std::stable_sort(camps.begin(), camps.end(), [&](std::uint32_t a, std::uint32_t b) {
      return in[depth * most_camps_ + a] < in[depth * most_camps_ + b];
    });
    for (const std::uint32_t camp : camps) {
      if (left_ == 0 || stopped_) return;
      --left_;
      if (left_ % 65536 == 0 && cancel_.cancelled()) {
        stopped_ = true;
        return;
      }
      const double with = cost + in[depth * most_camps_ + camp];
      placed_[depth] = camp;
      double* next = costs(depth + 1);
      for (std::size_t a = depth + 1; a < dyads_.actors; ++a) {
        for (std::uint32_t k = 0; k < most_camps_; ++k) {
          next[a * most_camps_ + k] =
              in[a * most_camps_ + k] + (k == camp ? dyads_.d(depth, a) : dyads_.c(depth, a));
        }
      }
      const std::uint32_t in_use = std::max(used, camp + 1);
      if (with + still_to_come(depth + 1, in_use) >= best_.cost - equal_costs) continue;
      place(depth + 1, in_use, with);
    }
  }

  std::uint32_t most_camps_;
  std::uint64_t left_;
  const CancelToken& cancel_;
  Division best_;
  bool stopped_ = false;
  std::vector<std::uint32_t> order_;
  Dyads dyads_;  ///< in that order
  std::vector<std::uint32_t> placed_;
  std::vector<std::uint32_t> found_;
  std::vector<double> cost_in_;  ///< by depth, actor, camp
};

}  // namespace

double division_cost(const Dyads& dyads, const std::vector<std::uint32_t>& camps) {
  double cost = 0;
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::size_t b = a + 1; b < dyads.actors; ++b) {
      cost += camps[a] == camps[b] ? dyads.d(a, b) : dyads.c(a, b);
    }
  }
  return cost;
}

std::vector<std::uint32_t> in_order_of_members(const std::vector<std::uint32_t>& camps) {
  std::vector<std::uint32_t> seen;
  std::vector<std::uint32_t> out;
  out.reserve(camps.size());
  for (const std::uint32_t camp : camps) {
    const auto at = std::find(seen.begin(), seen.end(), camp);
    out.push_back(static_cast<std::uint32_t>(at - seen.begin()));
    if (at == seen.end()) seen.push_back(camp);
  }
  return out;
}

Division descended(const Dyads& dyads, std::vector<std::uint32_t> start, std::uint32_t camps) {
  MovingDivision moving(dyads, std::move(start), camps);
  moving.descend();
  return named(dyads, moving.camps());
}

Division annealed(const Dyads& dyads, std::uint32_t camps, const Philox& source,
                  std::uint32_t starts, std::uint32_t sweeps) {
  Division best = descended(dyads, std::vector<std::uint32_t>(dyads.actors, 0), camps);
  const double hottest = mean_tie(dyads);
  for (std::uint32_t start = 0; start < starts; ++start) {
    PhiloxCursor dice = source.cursor(start);
    std::vector<std::uint32_t> drawn(dyads.actors);
    for (std::uint32_t& camp : drawn) camp = static_cast<std::uint32_t>(dice.below(camps));
    MovingDivision moving(dyads, std::move(drawn), camps);
    for (std::uint32_t sweep = 0; sweep < sweeps; ++sweep) {
      const double heat = hottest * std::pow(coldest, static_cast<double>(sweep) / sweeps);
      for (std::size_t a = 0; a < dyads.actors; ++a) {
        const auto step = static_cast<std::uint32_t>(1 + dice.below(camps - 1));
        const std::uint32_t to = (moving.camp(a) + step) % camps;
        const double rise = moving.rise(a, to);
        if (rise <= 0 || dice.uniform01() < std::exp(-rise / heat)) moving.move(a, to);
      }
    }
    moving.descend();
    Division found = named(dyads, moving.camps());
    if (found.cost < best.cost - equal_costs) best = std::move(found);
  }
  return best;
}

Result<Division> exact_division(const Dyads& dyads, std::uint32_t camps, Division known,
                                std::uint64_t most, const CancelToken& cancel) {
  return ExactSearch(dyads, camps, std::move(known), most, cancel).run(dyads);
}

bool is_only(const Dyads& dyads, const Division& division, std::uint32_t camps) {
  const MovingDivision moving(dyads, division.camps, camps);
  const std::uint32_t used = 1 + *std::max_element(division.camps.begin(), division.camps.end());
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::uint32_t k = 0; k < std::min(used + 1, camps); ++k) {
      if (k != division.camps[a] && moving.rise(a, k) <= equal_costs) return false;
    }
  }
  return true;
}

}  // namespace entente::alignment

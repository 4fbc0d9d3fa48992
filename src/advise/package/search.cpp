// SPDX-License-Identifier: GPL-3.0-or-later
#include "advise/package/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "advise/package/candidates.hpp"

namespace entente::advise {
namespace {

constexpr int root_turns = 1000;
constexpr int node_turns = 16;
/// Turns without a lower bound after which steps are halved.
constexpr int root_patience = 32;
constexpr int node_patience = 4;
/// With so few issues still to choose, packages are looked at one by one ...
constexpr std::size_t enumerated_room = 3;
/// ... unless there are more than this.
constexpr std::uint64_t most_enumerated = 100'000;
/// How fast the share of a turn's picks forgets earlier turns.
constexpr double share_of_turn = 0.1;

/// Packages that hold the chosen lines and none of the closed issues.
struct Branch {
  double bound = HUGE_VAL;
  std::uint64_t id = 0;
  std::vector<std::size_t> chosen;
  std::vector<char> closed;  ///< by place in the search's issues: decided, in or out
  Tangent tangent;
};

struct WorseBound {
  bool operator()(const Branch& a, const Branch& b) const noexcept {
    return a.bound != b.bound ? a.bound < b.bound : a.id > b.id;
  }
};

/// The best package over a tangent.
struct Relaxed {
  double bound = 0;
  std::vector<std::size_t> lines;   ///< the branch's, then the picked ones, the best first
  std::vector<std::size_t> issues;  ///< of the picked ones, places in the search's issues
  std::vector<double> u;
};

class PackageSearch {
 public:
  PackageSearch(const PackageLines& lines, const PackageGoal& goal, std::size_t size)
      : goal_(goal), size_(size), best_(lines, goal) {
    for (std::size_t k = 0; k < lines.lines.size(); ++k) {
      if (k == 0 || lines.lines[k].issue != lines.lines[k - 1].issue) issues_.emplace_back();
      issues_.back().push_back(k);
    }
    open_root(lines.partners);
  }

  Result<FoundPackage> run(std::uint32_t steps, const CancelToken& cancel) {
    for (std::uint32_t step = 0; !branches_.empty(); ++step) {
      if (!best_.below(branches_.top().bound)) break;
      if (step == steps) return found(branches_.top().bound, false);
      if (cancel.cancelled()) return fail(cancelled_error());
      Branch branch = branches_.top();
      branches_.pop();
      divide(branch);
    }
    return found(best_.package().empty() ? 0 : best_.value(), true);
  }

 private:
  FoundPackage found(double bound, bool proven) const {
    FoundPackage out{best_.package(), best_.value(), bound, proven};
    std::sort(out.lines.begin(), out.lines.end());
    return out;
  }

  void open_root(std::size_t partners) {
    Branch root{HUGE_VAL, 0, {}, std::vector<char>(issues_.size(), 0), Tangent(goal_, partners)};
    const Relaxed relaxed = tighten(root, root_turns, root_patience);
    best_.climb(size_);
    if (!best_.below(root.bound)) return;
    leave_out_hopeless(root, relaxed);
    branches_.push(std::move(root));
  }

  void divide(Branch& branch) {
    tighten(branch, node_turns, node_patience);
    if (!best_.below(branch.bound)) return;
    if (size_ - branch.chosen.size() <= enumerated_room &&
        best_.enumerate(branch.tangent, branch.chosen, open_lines(branch), size_,
                        most_enumerated)) {
      return;
    }
    const std::size_t at = most_undecided(branch);
    if (at == issues_.size() || branch.chosen.size() == size_) return;
    branch.closed[at] = 1;
    for (const std::size_t line : issues_[at]) {
      Branch with = branch;
      with.chosen.push_back(line);
      with.id = ++made_;
      branches_.push(std::move(with));
    }
    branch.id = ++made_;
    branches_.push(std::move(branch));
  }

  std::vector<LinePick> open_lines(const Branch& branch) const {
    std::vector<LinePick> out;
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      if (branch.closed[i] != 0) continue;
      for (const std::size_t line : issues_[i]) {
        out.push_back({best_.worth_over(branch.tangent, line), line});
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The open issue that was picked nearest to half of the time; none: issues_.size().
  std::size_t most_undecided(const Branch& branch) const {
    std::size_t out = issues_.size();
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      if (branch.closed[i] != 0) continue;
      if (out == issues_.size() ||
          std::abs(picked_share_[i] - 0.5) < std::abs(picked_share_[out] - 0.5)) {
        out = i;
      }
    }
    return out;
  }

  /// Lowers the bound of a branch by turns of its tangent; each best package on the way is a
  /// candidate. What the least bound was found with.
  Relaxed tighten(Branch& branch, int turns, int patience) {
    Tangent tangent = branch.tangent;
    Relaxed least = relax(branch, tangent);
    Relaxed now = least;
    picked_share_.assign(issues_.size(), 0);
    double reach = 1;
    int idle = 0;
    for (int turn = 0; turn < turns && best_.below(std::min(branch.bound, least.bound)); ++turn) {
      tangent.turn(goal_, now.u, reach * std::max(now.bound - best_.value(), equal_values));
      now = relax(branch, tangent);
      for (double& share : picked_share_) share *= 1 - share_of_turn;
      for (const std::size_t issue : now.issues) picked_share_[issue] += share_of_turn;
      if (now.bound < least.bound) {
        idle = 0;
        least = now;
        branch.tangent = tangent;
      } else if (++idle == patience) {
        idle = 0;
        reach /= 2;
        tangent = branch.tangent;
        now = least;
      }
    }
    branch.bound = std::min(branch.bound, least.bound);
    return least;
  }

  Relaxed relax(const Branch& branch, const Tangent& tangent) {
    std::vector<std::pair<LinePick, std::size_t>> picks;
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      if (branch.closed[i] != 0) continue;
      LinePick best;
      for (const std::size_t line : issues_[i]) {
        const double worth = best_.worth_over(tangent, line);
        if (worth > best.worth) best = {worth, line};
      }
      if (best.worth > 0) picks.emplace_back(best, i);
    }
    const std::size_t room = std::min(size_ - branch.chosen.size(), picks.size());
    std::partial_sort(picks.begin(), picks.begin() + static_cast<std::ptrdiff_t>(room),
                      picks.end());
    Relaxed out;
    out.bound = tangent.offset();
    out.lines = branch.chosen;
    for (const std::size_t line : branch.chosen) out.bound += best_.worth_over(tangent, line);
    for (std::size_t i = 0; i < room; ++i) {
      out.bound += picks[i].first.worth;
      out.lines.push_back(picks[i].first.line);
      out.issues.push_back(picks[i].second);
    }
    out.u = best_.satisfactions(out.lines);
    best_.consider(out.lines, out.u);
    return out;
  }

  /// Takes out the lines with which, by the root's tangent, no package is better than the best.
  void leave_out_hopeless(Branch& root, const Relaxed& relaxed) {
    if (relaxed.lines.size() < size_) return;
    const double last = best_.worth_over(root.tangent, relaxed.lines.back());
    std::vector<std::vector<std::size_t>> kept;
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      double replaced = last;
      for (std::size_t p = 0; p < relaxed.issues.size(); ++p) {
        if (relaxed.issues[p] == i) replaced = best_.worth_over(root.tangent, relaxed.lines[p]);
      }
      std::vector<std::size_t> lines;
      for (const std::size_t line : issues_[i]) {
        const double with = relaxed.bound - replaced + best_.worth_over(root.tangent, line);
        if (best_.below(with)) lines.push_back(line);
      }
      if (!lines.empty()) kept.push_back(std::move(lines));
    }
    issues_ = std::move(kept);
    root.closed.assign(issues_.size(), 0);
  }

  const PackageGoal& goal_;
  std::size_t size_;
  BestPackage best_;
  std::vector<std::vector<std::size_t>> issues_;  ///< lines of each that are still looked at
  std::priority_queue<Branch, std::vector<Branch>, WorseBound> branches_;
  std::vector<double> picked_share_;  ///< by issue, of the turns of the last branch
  std::uint64_t made_ = 0;
};

}  // namespace

PackageGoal goal_of(const PackageOptions& options, std::size_t partners) {
  PackageGoal goal;
  goal.objective = options.objective;
  goal.weights = options.weights;
  if (goal.weights.empty()) goal.weights.assign(partners, 1);
  const double sum = std::accumulate(goal.weights.begin(), goal.weights.end(), 0.0);
  for (double& weight : goal.weights) weight /= sum;
  return goal;
}

Result<FoundPackage> search_package(const PackageLines& lines, const PackageGoal& goal,
                                    std::size_t size, std::uint32_t steps,
                                    const CancelToken& cancel) {
  return PackageSearch(lines, goal, size).run(steps, cancel);
}

}  // namespace entente::advise

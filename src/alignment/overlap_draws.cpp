// SPDX-License-Identifier: GPL-3.0-or-later
#include "alignment/overlap_draws.hpp"

#include <cmath>
#include <string>
#include <tuple>

#include "alignment/overlap_evidence.hpp"
#include "entente/base/random.hpp"

namespace entente::alignment::detail {
namespace {

stats::UnitKey key_of(const record::Snapshot& snapshot, const EvidenceUnit& unit) {
  const auto kind = static_cast<std::uint64_t>(unit.kind);
  switch (unit.kind) {
    case UnitKind::Passage:
      return {stream_word(snapshot.passage_ids[unit.code]), kind};
    case UnitKind::Source:
      return {stream_word(snapshot.source_ids[unit.code]), kind};
    case UnitKind::Statement:
      break;
  }
  return {stream_word(snapshot.statement_ids[unit.code]), kind};
}

/// The units of many statements, list after list.
struct UnitLists {
  std::vector<EvidenceUnit> units;
  std::vector<std::size_t> begins = {0};

  std::span<const EvidenceUnit> operator[](std::size_t list) const {
    return std::span(units).subspan(begins[list], begins[list + 1] - begins[list]);
  }
};

UnitLists units_behind(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                       std::span<const std::size_t> places) {
  UnitLists out;
  for (const std::size_t place : places) {
    for (const StatementCode s : matrix.cells[place].statements) {
      append_evidence_units(snapshot, s, out.units);
      out.begins.push_back(out.units.size());
    }
  }
  return out;
}

/// Adds the weight of an observation to sums of w and w x.
void add_weighted(Lanes& weights, Lanes& sums, const Lanes& weight, const Lanes& x) {
  for (std::size_t l = 0; l < weight_lanes; ++l) {
    weights[l] += weight[l];
    sums[l] += weight[l] * x[l];
  }
}

Lanes scaled(const Lanes& least, double size) {
  Lanes out;
  for (std::size_t l = 0; l < weight_lanes; ++l) out[l] = least[l] * size;
  return out;
}

Lanes all_of(double value) {
  Lanes out;
  out.fill(value);
  return out;
}

/// Sums over cells taken in one after the other; `pairs` and `squares` are those over a < b of
/// w_a w_b and of w_a w_b (x_a - x_b)^2, built up without a difference of large numbers.
struct SpreadSums {
  Lanes weight{};
  Lanes first{};
  Lanes second{};
  Lanes pairs{};
  Lanes squares{};

  /// Cells of one value x, with the sum of their weights and that over their own pairs.
  void add(const Lanes& w, const Lanes& own_pairs, const Lanes& x) {
    for (std::size_t l = 0; l < weight_lanes; ++l) {
      const double distance = x[l] * (x[l] * weight[l] - 2 * first[l]) + second[l];
      squares[l] += w[l] * distance;
      pairs[l] += own_pairs[l] + w[l] * weight[l];
      weight[l] += w[l];
      first[l] += w[l] * x[l];
      second[l] += w[l] * x[l] * x[l];
    }
  }
};

}  // namespace

EvidenceTable::EvidenceTable(const record::Snapshot& snapshot,
                             const positions::PositionMatrix& matrix,
                             std::span<const std::size_t> places)
    : at_(matrix.cells.size()) {
  const UnitLists lists = units_behind(snapshot, matrix, places);
  std::vector<EvidenceUnit> distinct = lists.units;
  sort_distinct(distinct);
  keys_.reserve(distinct.size());
  for (const EvidenceUnit& unit : distinct) keys_.push_back(key_of(snapshot, unit));
  cells_.reserve(places.size());
  std::vector<std::uint32_t> all;
  std::vector<std::uint32_t> own;
  std::size_t list = 0;
  for (const std::size_t place : places) {
    const positions::Cell& cell = matrix.cells[place];
    const bool contested = cell.state == positions::CellState::Contested;
    all.clear();
    if (contested) contested_.emplace_back();
    for (const StatementCode s : cell.statements) {
      own.clear();
      for (const EvidenceUnit& unit : lists[list]) {
        const auto at = std::lower_bound(distinct.begin(), distinct.end(), unit);
        own.push_back(static_cast<std::uint32_t>(at - distinct.begin()));
      }
      ++list;
      all.insert(all.end(), own.begin(), own.end());
      if (!contested) continue;
      contested_.back().push_back({static_cast<double>(snapshot.statements.stance[s.value()]),
                                   sets_.add(own), static_cast<double>(own.size())});
    }
    sort_distinct(all);
    at_[place] = static_cast<std::uint32_t>(cells_.size());
    cells_.push_back(
        {*cell.mean, sets_.add(all),
         contested ? static_cast<std::uint32_t>(contested_.size() - 1) : not_contested});
  }
  for (auto& stances : contested_) {
    std::sort(stances.begin(), stances.end(), [this](const auto& a, const auto& b) {
      return a.stance != b.stance ? a.stance < b.stance : compare_sets(a.set, b.set) < 0;
    });
  }
}

int EvidenceTable::compare_sets(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return 0;
  const auto left = sets_.units(a);
  const auto right = sets_.units(b);
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end()) ? -1
                                                                                            : 1;
}

bool EvidenceTable::before(const EvidenceCell& a, const EvidenceCell& b) const {
  const bool a_contested = a.contested != not_contested;
  const bool b_contested = b.contested != not_contested;
  if (a_contested != b_contested) return b_contested;
  if (a.value < b.value || b.value < a.value) return a.value < b.value;
  const int by_set = compare_sets(a.set, b.set);
  if (by_set != 0 || !a_contested) return by_set < 0;
  const auto left = contested(a.contested);
  const auto right = contested(b.contested);
  return std::lexicographical_compare(
      left.begin(), left.end(), right.begin(), right.end(), [this](const auto& x, const auto& y) {
        return x.stance != y.stance ? x.stance < y.stance : compare_sets(x.set, y.set) < 0;
      });
}

void DrawnEvidence::draw(std::uint64_t first) {
  weights_.draw(first);
  for (std::size_t c = 0; c < values_.size(); ++c) {
    Lanes weight{};
    Lanes sum{};
    for (const WeighedStance& said : table_.contested(c)) {
      add_weighted(weight, sum, scaled(least(said.set), said.size), all_of(said.stance));
    }
    for (std::size_t l = 0; l < weight_lanes; ++l) values_[c][l] = sum[l] / weight[l];
  }
}

Lanes DrawnEvidence::value(const EvidenceCell& cell) const noexcept {
  return cell.contested == not_contested ? all_of(cell.value) : values_[cell.contested];
}

IssuePlan::IssuePlan(const EvidenceTable& table, std::span<const std::size_t> places) {
  std::vector<EvidenceCell> cells;
  cells.reserve(places.size());
  for (const std::size_t place : places) cells.push_back(table.cell(place));
  std::sort(cells.begin(), cells.end(),
            [&table](const auto& a, const auto& b) { return table.before(a, b); });
  members_.reserve(cells.size());
  // From the first value, so that cells that are all alike, and two cells, meet no rounding.
  if (!cells.empty()) shift_ = cells.front().value;
  for (const EvidenceCell& cell : cells) {
    const double value = cell.value - shift_;
    const bool joins =
        cell.contested == not_contested && !groups_.empty() && groups_.back().value == value;
    if (!joins) groups_.push_back({value, cell.contested, 0});
    members_.push_back({cell.set, static_cast<double>(table.sets().units(cell.set).size())});
    groups_.back().end = members_.size();
  }
}

void IssuePlan::figures(const DrawnEvidence& drawn, Lanes& mean, Lanes& cohesion) const {
  SpreadSums sums;
  std::size_t at = 0;
  for (const Group& group : groups_) {
    Lanes weight{};
    Lanes pairs{};
    for (; at < group.end; ++at) {
      const Lanes& least = drawn.least(members_[at].set);
      for (std::size_t l = 0; l < weight_lanes; ++l) {
        const double w = least[l] * members_[at].size;
        pairs[l] += w * weight[l];
        weight[l] += w;
      }
    }
    Lanes x = all_of(group.value);
    if (group.contested != not_contested) {
      const Lanes& drawn_value = drawn.value(group.contested);
      for (std::size_t l = 0; l < weight_lanes; ++l) x[l] = drawn_value[l] - shift_;
    }
    sums.add(weight, pairs, x);
  }
  const auto n = static_cast<double>(members_.size());
  for (std::size_t l = 0; l < weight_lanes; ++l) {
    mean[l] = shift_ + sums.first[l] / sums.weight[l];
    const double variance = (n - 1) / n * sums.squares[l] / (2 * sums.pairs[l]);
    cohesion[l] = cohesion_of(std::sqrt(std::max(variance, 0.0)));
  }
}

PairPlan::PairPlan(const EvidenceTable& table, std::span<const std::size_t> places) {
  struct Entry {
    double distance;
    double size;
    Issue issue;
  };
  std::vector<Entry> entries;
  entries.reserve(places.size() / 2);
  for (std::size_t c = 0; c + 1 < places.size(); c += 2) {
    const EvidenceCell& x = table.cell(places[c]);
    const EvidenceCell& y = table.cell(places[c + 1]);
    const auto size = static_cast<double>(table.sets().union_size(x.set, y.set));
    if (x.contested == not_contested && y.contested == not_contested) {
      entries.push_back({std::abs(x.value - y.value), size, {x.set, y.set}});
    } else {
      contested_.push_back({x, y, size});
    }
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.distance, a.size) < std::tie(b.distance, b.size);
  });
  issues_.reserve(entries.size());
  for (const Entry& entry : entries) {
    if (groups_.empty() || groups_.back().distance != entry.distance ||
        groups_.back().size != entry.size) {
      groups_.push_back({entry.distance, entry.size, 0});
    }
    issues_.push_back(entry.issue);
    groups_.back().end = issues_.size();
  }
}

Lanes PairPlan::agreement(const DrawnEvidence& drawn) const {
  Lanes weights{};
  Lanes sums{};
  std::size_t at = 0;
  for (const Group& group : groups_) {
    Lanes least_sum{};
    for (; at < group.end; ++at) {
      const Lanes& a = drawn.least(issues_[at].first_set);
      const Lanes& b = drawn.least(issues_[at].second_set);
      for (std::size_t l = 0; l < weight_lanes; ++l) least_sum[l] += b[l] < a[l] ? b[l] : a[l];
    }
    add_weighted(weights, sums, scaled(least_sum, group.size), all_of(group.distance));
  }
  for (const Contested& issue : contested_) {
    const Lanes& a = drawn.least(issue.first.set);
    const Lanes& b = drawn.least(issue.second.set);
    const Lanes x = drawn.value(issue.first);
    const Lanes y = drawn.value(issue.second);
    Lanes least;
    Lanes distance;
    for (std::size_t l = 0; l < weight_lanes; ++l) {
      least[l] = b[l] < a[l] ? b[l] : a[l];
      distance[l] = std::abs(x[l] - y[l]);
    }
    add_weighted(weights, sums, scaled(least, issue.size), distance);
  }
  Lanes out;
  for (std::size_t l = 0; l < weight_lanes; ++l) out[l] = 1 - sums[l] / weights[l] / 4;
  return out;
}

}  // namespace entente::alignment::detail

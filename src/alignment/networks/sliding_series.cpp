// SPDX-License-Identifier: GPL-3.0-or-later
#include "sliding_series.hpp"

#include <algorithm>
#include <cmath>

#include "assemble.hpp"
#include "entente/base/parallel.hpp"
#include "sliding_sums.hpp"

namespace entente::alignment {
namespace {

/// Windows that one thread makes in a row; the first of them is counted from nothing.
constexpr std::size_t windows_a_block = 32;
constexpr std::uint64_t most_sliding_bytes = std::uint64_t{64} << 20U;
constexpr double widest_wrapping_sum = 4294967295.0;

/// A window over the statements kept, and everything its network is made from.
class SlidingWindow {
 public:
  SlidingWindow(const NetworkSelection& selection, const PlacedNetwork& whole)
      : selection_(selection),
        whole_(whole),
        weigher_(selection, whole, false),
        sums_(static_cast<std::uint32_t>(whole.network.rows.size()),
              static_cast<std::uint32_t>(whole.network.concepts.size()), whole.levels),
        of_row_(whole.network.rows.size()),
        of_column_(whole.network.concepts.size()) {}

  /// Not before where it stands.
  void move_to(std::size_t begin, std::size_t end) {
    if (begin >= end_) {
      while (begin_ < end_) change(begin_++, false);
      begin_ = end_ = begin;
    }
    while (begin_ < begin) change(begin_++, false);
    while (end_ < end) change(end_++, true);
  }

  Network network() {
    Network out;
    out.mode = NetworkMode::OneMode;
    out.remarks = selection_.remarks;
    list(whole_.network.rows, of_row_, row_places_, rows_, out.rows, out.row_statements);
    list(whole_.network.concepts, of_column_, column_places_, columns_, out.concepts,
         out.concept_statements);
    out.statements.reserve(end_ - begin_);
    for (std::size_t at = begin_; at < end_; ++at) {
      const NetworkStatement& s = whole_.network.statements[at];
      out.statements.push_back({s.statement, row_places_[s.row], column_places_[s.column]});
    }
    add_edges_to(out);
    return out;
  }

 private:
  using Places = std::vector<std::uint32_t>;

  void change(std::size_t at, bool more) {
    const NetworkStatement& s = whole_.network.statements[at];
    sums_.change(s.row, s.column, whole_.level_of[at], more);
    for (std::uint32_t* count : {&of_row_[s.row], &of_column_[s.column]}) {
      *count = more ? *count + 1 : *count - 1;
    }
  }

  /// What the window holds of the labels: `places` in the window's network by place in the whole,
  /// `there` the other way round.
  void list(const std::vector<std::string>& labels, const Places& counts, Places& places,
            Places& there, std::vector<std::string>& listed, Places& statements) const {
    places.assign(labels.size(), no_place);
    there.clear();
    for (std::uint32_t at = 0; at < labels.size(); ++at) {
      if (counts[at] == 0 && !selection_.options.isolates) continue;
      places[at] = static_cast<std::uint32_t>(there.size());
      there.push_back(at);
    }
    listed.reserve(there.size());
    statements.reserve(there.size());
    for (const std::uint32_t at : there) {
      listed.push_back(labels[at]);
      statements.push_back(counts[at]);
    }
  }

  void add_edges_to(Network& network) {
    weigher_.refresh({network.row_statements.begin(), network.row_statements.end()},
                     [this](std::uint32_t row) { return sums_.self(rows_[row]); });
    const auto rows = static_cast<std::uint32_t>(rows_.size());
    const std::size_t pairs = rows == 0 ? 0 : std::size_t{rows} * (rows - 1) / 2;
    network.edges.reserve(pairs);
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t other = row + 1; other < rows; ++other) {
        const PairSums sums = sums_.pair(rows_[row], rows_[other]);
        if (sums.common == 0) continue;
        const double weight = weigher_.weigh(row, other, sums);
        if (std::isnan(weight)) continue;
        network.edges.push_back({row, other, weight, sums.statements, sums.common});
      }
    }
    if (network.edges.size() < pairs / 2) network.edges.shrink_to_fit();
  }

  const NetworkSelection& selection_;
  const PlacedNetwork& whole_;
  EdgeWeigher weigher_;
  SlidingSums sums_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Places of_row_;  ///< statements in the window
  Places of_column_;
  Places row_places_;
  Places column_places_;
  Places rows_;
  Places columns_;
};

/// Whether every sum of a pair stays within 32 bits: two rows share at most what they say.
bool sums_fit(const QualifierLevels& levels, std::size_t longest) {
  const double half = static_cast<double>(longest) / 2;
  const double unit =
      levels.near.empty() ? 1 : *std::max_element(levels.near.begin(), levels.near.end());
  return half * half * std::max(unit, 1.0) <= widest_wrapping_sum / 2;
}

}  // namespace

bool windows_slide(const NetworkSelection& selection, const std::vector<SeriesStep>& steps) {
  if (selection.dna() || selection.options.mode != NetworkMode::OneMode || steps.size() < 2) {
    return false;
  }
  std::size_t counted = steps.front().end - steps.front().begin;
  std::size_t moved = counted;
  std::size_t longest = counted;
  for (std::size_t at = 1; at < steps.size(); ++at) {
    const SeriesStep& before = steps[at - 1];
    const SeriesStep& step = steps[at];
    if (step.begin < before.begin || step.end < before.end) return false;
    counted += step.end - step.begin;
    moved += (step.begin - before.begin) + (step.end - before.end);
    longest = std::max(longest, step.end - step.begin);
  }
  if (moved > counted) return false;
  const double rows = static_cast<double>(selection.rows.labels.size());
  const double columns = static_cast<double>(selection.columns.labels.size());
  // Pairs of statements on one column, were they spread evenly, against pairs of rows to read.
  const double meetings = static_cast<double>(longest) * static_cast<double>(longest) / columns;
  if (meetings < rows * rows / 2) return false;
  const QualifierLevels levels = qualifier_levels(selection, {});
  return sums_fit(levels, longest) &&
         SlidingSums::bytes(selection.rows.labels.size(), selection.columns.labels.size(),
                            levels.count()) <= most_sliding_bytes;
}

Result<std::vector<Network>> slide_networks(const NetworkSelection& selection,
                                            const std::vector<SeriesStep>& steps, unsigned threads,
                                            const CancelToken& cancel) {
  const PlacedNetwork whole = place_statements(selection, whole_part(selection));
  std::vector<Network> out(steps.size());
  ENTENTE_CHECK(parallel_blocks(steps.size(), windows_a_block, threads, cancel, {},
                                [&](std::size_t, std::size_t begin, std::size_t end) {
                                  SlidingWindow window(selection, whole);
                                  for (std::size_t at = begin; at < end; ++at) {
                                    window.move_to(steps[at].begin, steps[at].end);
                                    out[at] = window.network();
                                  }
                                }));
  return out;
}

}  // namespace entente::alignment

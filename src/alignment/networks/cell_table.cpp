// SPDX-License-Identifier: GPL-3.0-or-later
#include "cell_table.hpp"

#include <algorithm>

#include "entente/base/parallel.hpp"

namespace entente::alignment {
namespace {

/// Beside so many keys a statement, sorting is cheaper than a place for every key.
constexpr std::uint64_t keys_a_statement = 8;
constexpr std::uint64_t always_counted = 1U << 12U;
/// Statements from which counting is shared among threads, by so many at most.
constexpr std::size_t shared_counting = 500'000;
constexpr unsigned counting_blocks = 4;

struct KeyOrder {
  std::uint64_t rows;
  std::uint64_t levels;
  std::uint64_t key(const NetworkStatement& s, std::uint32_t level) const noexcept {
    return (s.column * rows + s.row) * levels + level;
  }
};

/// One cell after another, in the order of their keys.
class TableFiller {
 public:
  explicit TableFiller(CellTable& table) : table_(table) {}

  void add(std::uint32_t column, std::uint32_t row, std::uint32_t level, std::uint32_t statements,
           double weight) {
    auto& pairs = table_.pairs;
    if (pairs.empty() || pairs.back().row != row || pairs.back().column != column) {
      const auto cell = static_cast<std::uint32_t>(table_.cells.size());
      pairs.push_back({row, column, 0, cell, cell, 0});
    }
    table_.cells.push_back({level, weight});
    NetworkPair& last = pairs.back();
    ++last.end_cell;
    last.statements += statements;
    last.weight += weight;
  }

 private:
  CellTable& table_;
};

void index_rows(CellTable& table) {
  table.column_begins.assign(table.columns + std::size_t{1}, 0);
  table.row_begins.assign(table.rows + std::size_t{1}, 0);
  for (const NetworkPair& pair : table.pairs) {
    ++table.column_begins[pair.column + 1];
    ++table.row_begins[pair.row + 1];
  }
  for (std::size_t c = 0; c < table.columns; ++c) {
    table.column_begins[c + 1] += table.column_begins[c];
  }
  for (std::size_t r = 0; r < table.rows; ++r) table.row_begins[r + 1] += table.row_begins[r];
  table.row_pairs.resize(table.pairs.size());
  std::vector<std::uint32_t> next(table.row_begins.begin(), table.row_begins.end() - 1);
  for (std::uint32_t p = 0; p < table.pairs.size(); ++p) {
    table.row_pairs[next[table.pairs[p].row]++] = p;
  }
}

/// How often every key occurs. Whole numbers: the same however the statements are shared out.
std::vector<std::uint32_t> counted_keys(const KeyOrder& order, std::uint64_t keys,
                                        std::span<const NetworkStatement> statements,
                                        std::span<const std::uint32_t> levels, unsigned threads) {
  const unsigned shared = threads == 0 ? machine_threads() : threads;
  const std::size_t blocks =
      statements.size() < shared_counting ? 1 : std::min(counting_blocks, shared);
  const std::size_t size = statements.size() / blocks + 1;
  std::vector<std::vector<std::uint32_t>> parts(blocks);
  const auto counted =
      parallel_blocks(statements.size(), size, threads, {}, {},
                      [&](std::size_t block, std::size_t begin, std::size_t end) -> Result<void> {
                        std::vector<std::uint32_t>& counts = parts[block];
                        counts.resize(keys);
                        for (std::size_t s = begin; s < end; ++s)
                          ++counts[order.key(statements[s], levels[s])];
                        return {};
                      });
  static_cast<void>(counted);  // nothing can fail here
  std::vector<std::uint32_t> out = std::move(parts.front());
  out.resize(keys);
  for (std::size_t part = 1; part < blocks; ++part) {
    for (std::size_t key = 0; key < parts[part].size(); ++key) out[key] += parts[part][key];
  }
  return out;
}

void fill_by_counting(CellTable& table, const KeyOrder& order, std::uint64_t keys,
                      std::span<const NetworkStatement> statements,
                      std::span<const std::uint32_t> levels, std::span<const double> weights,
                      unsigned threads, std::vector<std::uint32_t>* cell_of) {
  std::vector<std::uint32_t> counts = counted_keys(order, keys, statements, levels, threads);
  std::vector<double> sums(weights.empty() ? 0 : keys);
  for (std::size_t s = 0; s < weights.size(); ++s) {
    sums[order.key(statements[s], levels[s])] += weights[s];
  }
  const auto cells = std::count_if(counts.begin(), counts.end(), [](auto n) { return n > 0; });
  table.cells.reserve(static_cast<std::size_t>(cells));
  table.pairs.reserve(static_cast<std::size_t>(cells));
  TableFiller filler(table);
  std::size_t key = 0;
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    for (std::uint32_t row = 0; row < table.rows; ++row) {
      for (std::uint32_t level = 0; level < table.levels; ++level, ++key) {
        if (counts[key] == 0) continue;
        filler.add(column, row, level, counts[key], weights.empty() ? counts[key] : sums[key]);
        counts[key] = static_cast<std::uint32_t>(table.cells.size() - 1);
      }
    }
  }
  if (cell_of == nullptr) return;
  for (std::size_t s = 0; s < statements.size(); ++s) {
    (*cell_of)[s] = counts[order.key(statements[s], levels[s])];
  }
}

void fill_by_sorting(CellTable& table, const KeyOrder& order,
                     std::span<const NetworkStatement> statements,
                     std::span<const std::uint32_t> levels, std::span<const double> weights,
                     std::vector<std::uint32_t>* cell_of) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed(statements.size());
  for (std::uint32_t s = 0; s < statements.size(); ++s) {
    keyed[s] = {order.key(statements[s], levels[s]), s};
  }
  std::sort(keyed.begin(), keyed.end());
  TableFiller filler(table);
  for (std::size_t at = 0; at < keyed.size();) {
    const std::size_t begin = at;
    double weight = 0;
    for (; at < keyed.size() && keyed[at].first == keyed[begin].first; ++at) {
      const std::uint32_t s = keyed[at].second;
      weight += weights.empty() ? 1 : weights[s];
      if (cell_of != nullptr) (*cell_of)[s] = static_cast<std::uint32_t>(table.cells.size());
    }
    const std::uint64_t pair = keyed[begin].first / order.levels;
    filler.add(static_cast<std::uint32_t>(pair / order.rows),
               static_cast<std::uint32_t>(pair % order.rows),
               static_cast<std::uint32_t>(keyed[begin].first % order.levels),
               static_cast<std::uint32_t>(at - begin), weight);
  }
}

}  // namespace

CellTable make_cell_table(std::span<const NetworkStatement> statements,
                          std::span<const std::uint32_t> levels, std::span<const double> weights,
                          std::uint32_t rows, std::uint32_t columns, std::uint32_t level_count,
                          std::vector<std::uint32_t>* cell_of, unsigned threads) {
  CellTable table;
  table.rows = rows;
  table.columns = columns;
  table.levels = level_count;
  if (cell_of != nullptr) cell_of->resize(statements.size());
  const KeyOrder order{std::max<std::uint64_t>(rows, 1), level_count};
  const std::uint64_t keys = std::uint64_t{columns} * rows * level_count;
  if (keys <= std::max(always_counted, keys_a_statement * statements.size())) {
    fill_by_counting(table, order, keys, statements, levels, weights, threads, cell_of);
  } else {
    fill_by_sorting(table, order, statements, levels, weights, cell_of);
  }
  index_rows(table);
  return table;
}

}  // namespace entente::alignment

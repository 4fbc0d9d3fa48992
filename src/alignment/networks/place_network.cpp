// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "assemble.hpp"

namespace entente::alignment {
namespace {

/// Scales up to this width are looked up in a table.
constexpr std::int64_t widest_looked_up = 1U << 16U;

/// Level of a raw value in one step.
class LevelLookup {
 public:
  explicit LevelLookup(const QualifierLevels& levels) : levels_(levels) {
    if (levels.values.empty()) return;
    const auto [low, high] = std::minmax_element(levels.values.begin(), levels.values.end());
    low_ = *low;
    if (std::int64_t{*high} - *low >= widest_looked_up) return;
    places_.assign(static_cast<std::size_t>(*high - *low) + 1, 0);
    for (std::uint32_t k = 0; k < levels.count(); ++k) {
      places_[static_cast<std::size_t>(levels.values[k] - low_)] = k;
    }
  }
  std::uint32_t of(std::int32_t value) const noexcept {
    if (places_.empty()) return levels_.place(value);
    const std::int64_t at = std::int64_t{value} - low_;
    return at >= 0 && at < static_cast<std::int64_t>(places_.size())
               ? places_[static_cast<std::size_t>(at)]
               : 0;
  }

 private:
  const QualifierLevels& levels_;
  std::int32_t low_ = 0;
  std::vector<std::uint32_t> places_;
};

/// Lists the labels that occur, in their order; gives the place of each code, or no_place.
std::vector<std::uint32_t> list_labels(const NodeVariable& variable,
                                       std::span<const std::uint32_t> statements,
                                       std::vector<std::string>& labels) {
  std::vector<std::uint32_t> places(variable.labels.size(), no_place);
  for (const std::uint32_t s : statements) {
    if (variable.coded(s)) places[static_cast<std::size_t>(variable.values[s])] = 0;
  }
  for (std::size_t code = 0; code < places.size(); ++code) {
    if (places[code] == no_place) continue;
    places[code] = static_cast<std::uint32_t>(labels.size());
    labels.push_back(variable.labels[code]);
  }
  return places;
}

}  // namespace

PlacedNetwork place_network(const NetworkSelection& selection, const NetworkPart& part,
                            std::vector<std::uint32_t>* cell_of) {
  PlacedNetwork out;
  Network& network = out.network;
  network.mode = selection.options.mode;
  network.remarks = selection.remarks;
  const auto rows = list_labels(selection.rows, part.labels_from, network.rows);
  const auto columns = list_labels(selection.columns, part.labels_from, network.concepts);
  out.levels =
      part.kernel ? dna_kernel_levels(selection) : qualifier_levels(selection, part.statements);
  const LevelLookup lookup(out.levels);
  const bool levelled = !out.levels.values.empty();
  network.row_statements.resize(network.rows.size());
  network.concept_statements.resize(network.concepts.size());
  network.statements.resize(part.statements.size());
  out.level_of.resize(part.statements.size());
  for (std::size_t at = 0; at < part.statements.size(); ++at) {
    const std::uint32_t s = part.statements[at];
    const NetworkStatement placed{s, rows[static_cast<std::size_t>(selection.rows.values[s])],
                                  columns[static_cast<std::size_t>(selection.columns.values[s])]};
    ++network.row_statements[placed.row];
    ++network.concept_statements[placed.column];
    network.statements[at] = placed;
    if (levelled) out.level_of[at] = lookup.of(selection.qualifier->values[s]);
  }
  out.table = make_cell_table(network.statements, out.level_of, part.weights,
                              static_cast<std::uint32_t>(network.rows.size()),
                              static_cast<std::uint32_t>(network.concepts.size()),
                              out.levels.count(), cell_of);
  return out;
}

}  // namespace entente::alignment

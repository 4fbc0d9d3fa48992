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

/// Statements by code, of those that have one.
std::vector<std::uint32_t> count_codes(const NodeVariable& variable,
                                       std::span<const std::uint32_t> statements) {
  std::vector<std::uint32_t> counts(variable.labels.size());
  for (const std::uint32_t s : statements) {
    if (variable.coded(s)) ++counts[static_cast<std::size_t>(variable.values[s])];
  }
  return counts;
}

/// What a network holds of a variable.
struct ListedLabels {
  std::vector<std::uint32_t> places;  ///< by code, or no_place
  std::vector<std::string> labels;
  std::vector<std::uint32_t> statements;  ///< by place
};

/// The labels that occur in `listed_from`, in their order, and how often they do in the statements.
ListedLabels list_labels(const NodeVariable& variable, const NetworkPart& part) {
  const std::vector<std::uint32_t> counts = count_codes(variable, part.statements);
  const bool same = part.labels_from.data() == part.statements.data() &&
                    part.labels_from.size() == part.statements.size();
  const std::vector<std::uint32_t> listed = same ? counts : count_codes(variable, part.labels_from);
  ListedLabels out;
  out.places.assign(variable.labels.size(), no_place);
  for (std::size_t code = 0; code < listed.size(); ++code) {
    if (listed[code] == 0) continue;
    out.places[code] = static_cast<std::uint32_t>(out.labels.size());
    out.labels.push_back(variable.labels[code]);
    out.statements.push_back(counts[code]);
  }
  return out;
}

std::vector<std::uint32_t> levels_of(const CodedVariable& qualifier, const QualifierLevels& levels,
                                     std::span<const std::uint32_t> statements) {
  const LevelLookup lookup(levels);
  const std::int32_t* values = qualifier.values.data();
  std::vector<std::uint32_t> out;
  out.reserve(statements.size());
  for (const std::uint32_t s : statements) out.push_back(lookup.of(values[s]));
  return out;
}

void place_each(const NetworkSelection& selection, const NetworkPart& part,
                const std::vector<std::uint32_t>& row_places,
                const std::vector<std::uint32_t>& column_places,
                std::vector<NetworkStatement>& out) {
  const std::int32_t* rows = selection.rows.values.data();
  const std::int32_t* columns = selection.columns.values.data();
  out.reserve(part.statements.size());
  for (const std::uint32_t s : part.statements) {
    out.push_back({s, row_places[static_cast<std::size_t>(rows[s])],
                   column_places[static_cast<std::size_t>(columns[s])]});
  }
}

}  // namespace

PlacedNetwork place_statements(const NetworkSelection& selection, const NetworkPart& part) {
  PlacedNetwork out;
  Network& network = out.network;
  network.mode = selection.options.mode;
  network.remarks = selection.remarks;
  ListedLabels rows = list_labels(selection.rows, part);
  ListedLabels columns = list_labels(selection.columns, part);
  out.levels =
      part.kernel ? dna_kernel_levels(selection) : qualifier_levels(selection, part.statements);
  network.rows = std::move(rows.labels);
  network.concepts = std::move(columns.labels);
  network.row_statements = std::move(rows.statements);
  network.concept_statements = std::move(columns.statements);
  place_each(selection, part, rows.places, columns.places, network.statements);
  if (out.levels.values.empty()) {
    out.level_of.assign(part.statements.size(), 0);
  } else {
    out.level_of = levels_of(*selection.qualifier, out.levels, part.statements);
  }
  return out;
}

PlacedNetwork place_network(const NetworkSelection& selection, const NetworkPart& part,
                            std::vector<std::uint32_t>* cell_of) {
  PlacedNetwork out = place_statements(selection, part);
  const Network& network = out.network;
  out.table = make_cell_table(network.statements, out.level_of, part.weights,
                              static_cast<std::uint32_t>(network.rows.size()),
                              static_cast<std::uint32_t>(network.concepts.size()),
                              out.levels.count(), cell_of, selection.options.threads);
  return out;
}

}  // namespace entente::alignment

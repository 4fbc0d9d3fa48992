// SPDX-License-Identifier: GPL-3.0-or-later
#include "concept_parts.hpp"

#include <algorithm>
#include <cmath>

#include "alignment/networks/degree_sequence.hpp"
#include "spectrum.hpp"

namespace entente::alignment {
namespace {

void add_sums(PairSums& to, const PairSums& part, int sign) {
  to.products += sign * part.products;
  to.near += sign * part.near;
  to.far += sign * part.far;
  to.nominal += sign * part.nominal;
  to.matched += sign * part.matched;
  to.matched_by += sign * part.matched_by;
  const auto by = static_cast<std::uint32_t>(sign);  // wraps round, and back again
  to.statements += by * part.statements;
  to.common += by * part.common;
}

}  // namespace

ConceptParts::ConceptParts(const NetworkSelection& selection)
    : selection_(selection), placed_(place_network(selection, whole_part(selection))) {
  const Network& network = placed_.network;
  const EdgeWeigher weigher(selection, placed_, false);
  std::vector<std::vector<NetworkStatement>> statements(network.concepts.size());
  std::vector<std::vector<std::uint32_t>> levels(network.concepts.size());
  for (std::size_t at = 0; at < network.statements.size(); ++at) {
    const NetworkStatement& s = network.statements[at];
    statements[s.column].push_back(s);
    levels[s.column].push_back(placed_.level_of[at]);
  }
  const auto rows = static_cast<std::uint32_t>(network.rows.size());
  parts_.resize(network.concepts.size());
  RowSums sums;
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    for (NetworkStatement& s : statements[k]) s.column = 0;
    const CellTable table =
        make_cell_table(statements[k], levels[k], {}, rows, 1, placed_.levels.count());
    const PairSummer summer(table, placed_.levels, weigher.wanted());
    for (const NetworkPair& of_row : table.pairs) {
      parts_[k].rows.push_back({of_row.row, of_row.weight, summer.self(of_row.row)});
      summer.sum(of_row.row, sums);
      for (const std::uint32_t other : sums.touched) {
        parts_[k].pairs.push_back({of_row.row, other, sums.by_row[other]});
      }
    }
  }
}

ConceptNetwork::ConceptNetwork(const ConceptParts& parts)
    : parts_(parts),
      weigher_(parts.selection(), parts.placed(), false),
      has_(parts.concepts()),
      pairs_(parts.actors() * parts.actors()),
      totals_(parts.actors()),
      selves_(parts.actors()),
      weights_(parts.actors() * parts.actors()) {}

void ConceptNetwork::change(std::size_t concept_place, int sign) {
  const ConceptParts::Part& part = parts_.part(concept_place);
  for (const auto& of : part.pairs) add_sums(pairs_[pair(of.row, of.other)], of.sums, sign);
  for (const auto& of : part.rows) {
    totals_[of.row] += sign * of.total;
    add_sums(selves_[of.row], of.self, sign);
  }
  has_[concept_place] = sign > 0 ? 1 : 0;
  size_ += static_cast<std::size_t>(sign);
}

std::vector<std::uint32_t> ConceptNetwork::members() const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t k = 0; k < has_.size(); ++k) {
    if (has_[k] != 0) out.push_back(k);
  }
  return out;
}

std::uint32_t ConceptNetwork::statements() const {
  std::uint32_t sum = 0;
  for (const std::uint32_t k : members()) sum += parts_.placed().network.concept_statements[k];
  return sum;
}

std::vector<double> ConceptNetwork::shape() {
  const auto n = static_cast<std::uint32_t>(parts_.actors());
  weigher_.refresh(totals_, [this](std::uint32_t row) { return selves_[row]; });
  for (std::uint32_t row = 0; row < n; ++row) {
    for (std::uint32_t other = row + 1; other < n; ++other) {
      const PairSums& sums = pairs_[pair(row, other)];
      const bool edge = sums.common > 0 || (weigher_.weighs_all() && size_ > 0);
      const double weight = edge ? weigher_.weigh(row, other, sums) : 0;
      const double shown = std::isnan(weight) ? 0 : std::max(weight, 0.0);
      weights_[pair(row, other)] = weights_[pair(other, row)] = shown;
    }
  }
  return parts_.selection().dna() ? degree_sequence(weights_, n) : laplacian_spectrum(weights_, n);
}

}  // namespace entente::alignment

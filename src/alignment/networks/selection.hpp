// SPDX-License-Identifier: GPL-3.0-or-later
// From coded statements to those a network is made of: settings checked, filters applied,
// repetitions dropped. One selection serves a network, its series and its intervals.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/alignment/network_series.hpp"

namespace entente::alignment {

inline constexpr std::uint32_t no_place = 0xFFFFFFFFU;

/// A variable as nodes: numbers become labels in ascending order.
struct NodeVariable {
  std::span<const std::int32_t> values;  ///< by statement: place in labels, or not_coded
  std::span<const std::string> labels;
  std::vector<bool> blank;  ///< by label: the empty one; empty where no label is
  std::vector<std::int32_t> own_values;
  std::vector<std::string> own_labels;

  bool coded(std::uint32_t statement) const {
    const std::int32_t value = values[statement];
    return value != not_coded && (blank.empty() || !blank[static_cast<std::size_t>(value)]);
  }
};

struct NetworkSelection {
  const CodedStatements* statements = nullptr;
  NetworkOptions options;  ///< as they hold, after what DNA would replace
  NodeVariable rows;
  NodeVariable columns;
  const CodedVariable* qualifier = nullptr;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::vector<std::uint32_t> in_range;  ///< in the range and past the filters of documents
  std::vector<std::uint32_t> kept;      ///< of them, what the network is made of
  std::vector<std::string> remarks;
  bool dna() const noexcept { return options.compatibility == Compatibility::Dna; }
};

/// `kernel` matters for what DNA replaces. Errors: as build_network.
Result<NetworkSelection> select_statements(const CodedStatements& statements,
                                           const NetworkOptions& options, Kernel kernel,
                                           const CancelToken& cancel);

/// The levels of the qualifier and how alike they are: near + far = divisor for any two on a scale.
struct QualifierLevels {
  std::vector<std::int32_t> values;  ///< raw values (codes, numbers) by level; empty: one level
  std::vector<double> near;          ///< levels x levels
  std::vector<double> far;
  double divisor = 1;
  std::vector<double> weight;  ///< by level: what one statement adds in two modes under subtract
  bool undefined = false;      ///< DNA divides by the width of a scale of one level
  bool nominal = true;         ///< near is 1 for equal levels, else 0

  std::uint32_t count() const noexcept {
    return values.empty() ? 1 : static_cast<std::uint32_t>(values.size());
  }
  /// 0 where it is not among them.
  std::uint32_t place(std::int32_t value) const noexcept;
};

/// Levels of a network without a kernel or, default reading, with one. `window`: the statements of
/// it, which only DNA's levels of a document's field depend on.
QualifierLevels qualifier_levels(const NetworkSelection& selection,
                                 std::span<const std::uint32_t> window);

/// The levels that DNA's kernels use: sorted as texts, distances between places.
QualifierLevels dna_kernel_levels(const NetworkSelection& selection);

}  // namespace entente::alignment

// SPDX-License-Identifier: GPL-3.0-or-later
// A study as the statement model sees it: readings of positions, in flat arrays.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/positions/statement_model.hpp"

namespace entente::positions {

inline constexpr std::uint32_t no_place = static_cast<std::uint32_t>(-1);

/// An actor's position on an issue over time, or (nodes = 0) one that is only guessed.
struct ModelCell {
  ActorCode actor;
  IssueCode issue;
  std::uint32_t common = 0;       ///< place in commons
  std::uint32_t lean = no_place;  ///< place in leans; none where no cell on record has it
  double sign = 1;                ///< -1 where the issue is reverse-keyed
  std::uint32_t first_node = 0;   ///< its nodes stand together, in time
  std::uint32_t nodes = 0;
  double years_to_at = 0;  ///< from the last node; of a guess, from the last node of its common
};

/// The position on one day.
struct ModelNode {
  std::uint32_t cell = 0;
  double years_before = 0;  ///< of walk since the node before; meaningless at the first
};

struct ModelReading {
  std::int8_t code = 0;
  std::uint32_t severity = no_place;  ///< place among the coders whose severity is estimated
  double factor = 1;                  ///< of the noise
  std::uint32_t first_target = 0;     ///< in targets
  std::uint32_t targets = 0;          ///< nodes it reads the mean of
};

/// What a pool of actors has in common on an issue.
struct ModelCommon {
  std::uint32_t pool = 0;
  double sign = 1;
};

/// What moves along when a part that several cells have in common is moved: the cells, and each
/// reading by its share.
struct ShiftIndex {
  struct Share {
    std::uint32_t reading = 0;
    double share = 0;  ///< of a shift by 1, with the sign of the cells
  };
  std::vector<std::uint32_t> cell_first;  ///< by part, in cells; one more than parts
  std::vector<std::uint32_t> cells;
  std::vector<std::uint32_t> share_first;  ///< by part, in shares; one more than parts
  std::vector<Share> shares;

  std::size_t parts() const noexcept { return cell_first.size() - 1; }
  std::span<const std::uint32_t> cells_of(std::size_t part) const noexcept {
    return std::span<const std::uint32_t>(cells).subspan(cell_first[part],
                                                         cell_first[part + 1] - cell_first[part]);
  }
  std::span<const Share> shares_of(std::size_t part) const noexcept {
    return std::span<const Share>(shares).subspan(share_first[part],
                                                  share_first[part + 1] - share_first[part]);
  }
};

struct ModelLayout {
  std::vector<ModelCell> cells;  ///< those on record, then the guesses
  std::size_t known_cells = 0;
  std::vector<ModelNode> nodes;
  std::vector<ModelReading> readings;
  std::vector<std::uint32_t> targets;
  std::vector<ModelCommon> commons;
  std::size_t pools = 0;
  std::size_t leans = 0;
  std::size_t severities = 0;
  std::vector<std::uint32_t> node_first;  ///< in node_readings; one more than nodes
  std::vector<std::uint32_t> node_readings;
  ShiftIndex by_common;
  ShiftIndex by_lean;

  std::vector<std::vector<StatementCode>> statements;  ///< by cell on record
  std::vector<std::size_t> readings_of_cell;           ///< by cell on record
  std::vector<std::vector<ActorCode>> pool_members;    ///< by pool
  std::vector<std::size_t> severity_coders;            ///< Snapshot::coders of each severity
  std::vector<std::size_t> severity_unknown;

  std::span<const std::uint32_t> targets_of(const ModelReading& reading) const noexcept {
    return std::span<const std::uint32_t>(targets).subspan(reading.first_target, reading.targets);
  }
  std::span<const std::uint32_t> readings_of(std::size_t node) const noexcept {
    return std::span<const std::uint32_t>(node_readings)
        .subspan(node_first[node], node_first[node + 1] - node_first[node]);
  }
};

/// O(statements log statements + cells).
ModelLayout model_layout(const record::Snapshot& snapshot, const StatementModelOptions& options,
                         bool guesses);

/// The lists by node, from readings and targets.
void index_readings(ModelLayout& layout);

}  // namespace entente::positions

// SPDX-License-Identifier: GPL-3.0-or-later
// Records in which the speakers on each column have swapped what they said.
#pragma once

#include <vector>

#include "alignment/networks/selection.hpp"
#include "entente/base/random.hpp"

namespace entente::alignment {

/// The statements of a selection alone, and settings under which all of them are kept.
class SwappedRecord {
 public:
  explicit SwappedRecord(const NetworkSelection& selection);

  /// Who speaks how much on which column stays, as does what is said there; who says it is drawn.
  /// Sequence `number` of the source. O(statements).
  const CodedStatements& swap(const Philox& source, std::uint64_t number);
  const NetworkOptions& options() const noexcept { return options_; }

 private:
  struct Column {
    std::vector<std::uint32_t> statements;  ///< places in the record
    std::vector<std::uint32_t> speakers;    ///< of each: place in `actors`
    std::vector<std::int32_t> actors;       ///< who speaks on it, each once
  };
  CodedStatements record_;
  NetworkOptions options_;
  std::vector<Column> columns_;
};

}  // namespace entente::alignment

// SPDX-License-Identifier: GPL-3.0-or-later
// canonical_cell of every column over any bytes: canonical cells are sound text and stay as they
// are when made canonical again.
#include "entente/record/schema.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw = entente::fuzz::input(data, size);
  for (const entente::record::TableSchema& table : entente::record::tables()) {
    for (const entente::record::Column& column : table.columns) {
      const auto cell = entente::record::canonical_cell(column, raw);
      if (!cell) {
        entente::fuzz::require_presentable(cell.error());
        require(cell.error().place.column == column.name, "an error names its column");
        continue;
      }
      require(!entente::first_broken_utf8(*cell), "cells are UTF-8");
      const auto again = entente::record::canonical_cell(column, *cell);
      require(again.has_value() && *again == *cell, "canonical cells stay as they are");
    }
  }
  return 0;
}

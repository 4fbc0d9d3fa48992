// SPDX-License-Identifier: GPL-3.0-or-later
// canonical_cell of every sort of column over any bytes: canonical cells are sound text and stay as
// they are when made canonical again.
#include <algorithm>
#include <vector>

#include "entente/record/schema.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

namespace {

/// One column of each sort: most differ in name alone.
std::vector<const entente::record::Column*> columns_of_each_sort() {
  std::vector<const entente::record::Column*> out;
  for (const entente::record::TableSchema& table : entente::record::tables()) {
    for (const entente::record::Column& column : table.columns) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const auto* other) {
        return other->kind == column.kind && other->required == column.required &&
               other->vocabulary == column.vocabulary && other->low == column.low &&
               other->high == column.high;
      });
      if (!known) out.push_back(&column);
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw = entente::fuzz::input(data, size);
  static const auto columns = columns_of_each_sort();
  for (const entente::record::Column* column : columns) {
    const auto cell = entente::record::canonical_cell(*column, raw);
    if (!cell) {
      entente::fuzz::require_presentable(cell.error());
      require(cell.error().place.column == column->name, "an error names its column");
      continue;
    }
    require(!entente::first_broken_utf8(*cell), "cells are UTF-8");
    const auto again = entente::record::canonical_cell(*column, *cell);
    require(again.has_value() && *again == *cell, "canonical cells stay as they are");
  }
  return 0;
}

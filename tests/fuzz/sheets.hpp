// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of every workbook that was read.
#pragma once

#include "entente/ingest/ingest.hpp"
#include "fuzzing.hpp"

namespace entente::fuzz {

inline void require_sound(const Result<std::vector<ingest::Sheet>>& sheets) {
  if (!sheets) {
    require_presentable(sheets.error());
    return;
  }
  for (const ingest::Sheet& sheet : *sheets) {
    for (const ingest::SheetRow& row : sheet.rows) {
      require(row.line > 0, "rows have their number");
      require(row.cells.size() == sheet.header.size(), "rows are as wide as the header");
      for (const std::string& cell : row.cells)
        require(!first_broken_utf8(cell), "cells are UTF-8");
    }
    for (const Error& fault : sheet.faults) require_presentable(fault);
  }
}

}  // namespace entente::fuzz

// SPDX-License-Identifier: GPL-3.0-or-later
// One worksheet's rows.
#pragma once

#include <cstdint>

#include "entente/ingest/ingest.hpp"
#include "ingest/xlsx/parts.hpp"

namespace entente::ingest {

/// Reads one worksheet: the first row that holds anything is the header, the others become rows or
/// faults (a formula, an error value, a cell beside the header, a cell too large). `text_bytes`
/// counts cell text over all sheets, because one shared string can stand in a million cells.
Result<Sheet> read_worksheet(Package& package, const WorkbookParts& parts,
                             const WorkbookSheet& sheet, const std::string& file_name,
                             std::uint64_t& text_bytes);

}  // namespace entente::ingest

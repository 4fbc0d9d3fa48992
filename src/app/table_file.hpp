// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/ingest.hpp"

namespace entente::app {

/// The sheets of a CSV or XLSX file: by content first (a workbook is a ZIP archive), then by name.
/// Errors: those of read_csv and read_xlsx; Malformed for well-known other formats, with a mend of
/// their own.
Result<std::vector<ingest::Sheet>> sheets_of(const std::string& path, std::string_view bytes);

}  // namespace entente::app

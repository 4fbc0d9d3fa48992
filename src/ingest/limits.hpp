// SPDX-License-Identifier: GPL-3.0-or-later
// How much one import may weigh, so that no input takes the machine with it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace entente::ingest {

inline constexpr std::size_t csv_limit = std::size_t{256} << 20U;      ///< bytes of a CSV file
inline constexpr std::size_t document_limit = std::size_t{64} << 20U;  ///< bytes of a document
inline constexpr std::size_t workbook_limit = std::size_t{64} << 20U;  ///< bytes of an XLSX file
inline constexpr std::uint64_t unpacked_limit = std::uint64_t{256}
                                                << 20U;                 ///< XML inside a workbook
inline constexpr std::uint64_t text_limit = std::uint64_t{256} << 20U;  ///< cell text of a workbook
inline constexpr std::size_t block_limit = 1'000'000;                   ///< blocks of a document
inline constexpr std::int64_t sheet_row_limit = 1'048'576;              ///< rows a spreadsheet has
inline constexpr std::size_t sheet_column_limit = 16'384;  ///< columns a spreadsheet has

}  // namespace entente::ingest

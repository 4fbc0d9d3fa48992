// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated values after RFC 4180, with places. No opinion about encodings, headers or types:
// those are the callers'. Any thread, one reader each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente {

/// One record; `line` is the 1-based physical line on which it starts.
struct CsvRecord {
  std::vector<std::string> cells;
  std::int64_t line = 0;
};

/// Reads records one by one. Accepts CRLF, LF or CR line ends and line breaks inside quotes.
/// Blank lines are skipped; a quote inside an unquoted cell stands for itself. A record with a
/// quoting fault is reported once, with its line, and reading goes on at the next physical line, so
/// that good rows land; a record with an oversized cell is skipped whole.
class CsvReader {
 public:
  explicit CsvReader(std::string_view bytes, char separator = ',')
      : bytes_(bytes), separator_(separator) {}

  enum class Step { Record, Fault, End };
  /// Fills `record` (Step::Record) or `fault` (Step::Fault: text after a closing quote, a quote
  /// that never closes, a cell over `cell_limit` bytes). Linear in the file's bytes over all calls.
  Step next(CsvRecord& record, Error& fault);

  /// Largest cell in bytes; larger ones are faults, never held in memory.
  std::size_t cell_limit = std::size_t{1} << 20U;

 private:
  std::string_view bytes_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::size_t doomed_ = 0;  ///< where a quoting fault seen so far lies; see csv.cpp
};

/// One canonical line with LF: a cell is quoted only when it holds a comma, a quote, CR, LF or has
/// white space at an end. Reads back as the same cells.
void append_csv_line(std::string& out, std::span<const std::string_view> cells);

}  // namespace entente

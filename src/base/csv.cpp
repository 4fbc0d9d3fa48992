// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/csv.hpp"

#include <algorithm>

namespace entente {
namespace {

constexpr bool csv_line_end(char c) { return c == '\n' || c == '\r'; }

/// Offset after the line end at `at` (CRLF counts as one).
std::size_t after_csv_line_end(std::string_view bytes, std::size_t at) {
  const bool crlf = bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
  return at + (crlf ? 2 : 1);
}

std::size_t find_csv_line_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && !csv_line_end(bytes[at])) ++at;
  return at;
}

enum class CsvTrouble { None, NeverCloses, TextAfterQuote };

/// One pass over one record. Cells go into `record` (its strings are reused), sizes are counted
/// even where an oversized cell is no longer stored.
class CsvScan {
 public:
  CsvScan(std::string_view bytes, char separator, std::size_t limit, std::size_t start,
          std::size_t doomed, CsvRecord& record)
      : bytes_(bytes),
        separator_(separator),
        limit_(limit),
        at_(start),
        doomed_(doomed),
        record_(record) {}

  void run() {
    while (trouble_ == CsvTrouble::None) {
      begin_cell();
      if (at_ < bytes_.size() && bytes_[at_] == '"') {
        quoted_cell();
      } else {
        plain_cell();
      }
      if (trouble_ != CsvTrouble::None) break;
      if (at_ < bytes_.size() && bytes_[at_] == separator_) {
        ++at_;
        continue;
      }
      if (at_ < bytes_.size()) {
        at_ = after_csv_line_end(bytes_, at_);
        ++lines_;
      }
      break;
    }
    record_.cells.resize(cells_);
  }

  CsvTrouble trouble() const { return trouble_; }
  std::size_t at() const { return at_; }
  std::size_t cells() const { return cells_; }
  std::int64_t lines() const { return lines_; }
  std::size_t largest() const { return largest_; }
  std::size_t largest_cell() const { return largest_cell_; }

 private:
  void begin_cell() {
    if (cells_ == record_.cells.size()) record_.cells.emplace_back();
    record_.cells[cells_].clear();
    ++cells_;
    size_ = 0;
  }

  void store(std::size_t from, std::size_t until) {
    size_ += until - from;
    std::string& cell = record_.cells[cells_ - 1];
    if (size_ <= limit_) {
      cell.append(bytes_.substr(from, until - from));
    } else {
      cell.clear();
    }
    if (size_ > largest_) {
      largest_ = size_;
      largest_cell_ = cells_;
    }
  }

  void plain_cell() {
    const std::size_t from = at_;
    while (at_ < bytes_.size() && bytes_[at_] != separator_ && !csv_line_end(bytes_[at_])) ++at_;
    store(from, at_);
  }

  void quoted_cell() {
    std::size_t from = ++at_;
    while (true) {
      while (at_ < bytes_.size() && bytes_[at_] != '"' && !csv_line_end(bytes_[at_])) ++at_;
      if (at_ == bytes_.size()) {
        trouble_ = CsvTrouble::NeverCloses;
        return;
      }
      if (bytes_[at_] != '"') {
        at_ = after_csv_line_end(bytes_, at_);
        ++lines_;
        // An earlier record was inside quotes here too and came to grief further on; so will this
        // one. Without this, hostile quotes would cost the square of the file's size.
        if (at_ < doomed_) {
          trouble_ = CsvTrouble::NeverCloses;
          return;
        }
        continue;
      }
      store(from, at_);
      ++at_;
      if (at_ == bytes_.size() || bytes_[at_] == separator_ || csv_line_end(bytes_[at_])) return;
      if (bytes_[at_] != '"') {
        trouble_ = CsvTrouble::TextAfterQuote;
        return;
      }
      from = at_;
      ++at_;
    }
  }

  std::string_view bytes_;
  char separator_;
  std::size_t limit_;
  std::size_t at_;
  std::size_t doomed_;
  CsvRecord& record_;
  CsvTrouble trouble_ = CsvTrouble::None;
  std::size_t cells_ = 0;
  std::size_t size_ = 0;
  std::size_t largest_ = 0;
  std::size_t largest_cell_ = 0;
  std::int64_t lines_ = 0;
};

Error csv_fault(ErrorKind kind, std::string message, std::int64_t line, std::string expected,
                std::string found, std::string mend) {
  return {kind,           std::move(message), {{}, line, {}}, std::move(expected), std::move(found),
          std::move(mend)};
}

bool needs_csv_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  const auto white = [](char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; };
  return cell.find_first_of(",\"\r\n") != std::string_view::npos || white(cell.front()) ||
         white(cell.back());
}

}  // namespace

CsvReader::Step CsvReader::next(CsvRecord& record, Error& fault) {
  while (at_ < bytes_.size() && csv_line_end(bytes_[at_])) {
    at_ = after_csv_line_end(bytes_, at_);
    ++line_;
  }
  if (at_ >= bytes_.size()) return Step::End;
  const std::size_t start = at_;
  const std::int64_t line = line_;
  CsvScan scan(bytes_, separator_, cell_limit, start, doomed_, record);
  scan.run();
  record.line = line;
  if (scan.trouble() != CsvTrouble::None) {
    doomed_ = std::max(doomed_, scan.at());
    at_ = find_csv_line_end(bytes_, start);
    if (at_ < bytes_.size()) at_ = after_csv_line_end(bytes_, at_);
    line_ = line + 1;
    const std::string cell = "cell " + std::to_string(scan.cells());
    fault = scan.trouble() == CsvTrouble::NeverCloses
                ? csv_fault(ErrorKind::Malformed, "a quote opens and does not close properly", line,
                            "a closing '\"'", cell,
                            "close the quote, or double it inside a quoted cell")
                : csv_fault(ErrorKind::Malformed, "text after a closing quote", line,
                            "a separator or the end of the line", cell,
                            "put the whole cell in quotes and double the quotes inside it");
    return Step::Fault;
  }
  at_ = scan.at();
  line_ = line + scan.lines();
  if (scan.largest() > cell_limit) {
    fault = csv_fault(
        ErrorKind::Limit, "cell too large", line,
        "at most " + std::to_string(cell_limit) + " bytes",
        std::to_string(scan.largest()) + " bytes in cell " + std::to_string(scan.largest_cell()),
        "keep long texts as documents");
    return Step::Fault;
  }
  return Step::Record;
}

void append_csv_line(std::string& out, std::span<const std::string_view> cells) {
  // A lone blank cell would read back as a blank line, which is no record.
  if (cells.size() == 1 && cells[0].empty()) out += "\"\"";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    if (!needs_csv_quotes(cells[i])) {
      out += cells[i];
      continue;
    }
    out += '"';
    for (const char c : cells[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace entente

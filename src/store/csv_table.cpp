// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_table.hpp"

#include <algorithm>
#include <unordered_set>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"

namespace entente::store {
namespace {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// The separator that splits the first line into more names than the others do.
char header_separator(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
  char best = ',';
  auto most = std::count(line.begin(), line.end(), ',');
  for (const char candidate : {';', '\t'}) {
    const auto count = std::count(line.begin(), line.end(), candidate);
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

class TableCsvReader {
 public:
  TableCsvReader(std::string_view bytes, const std::string& file, const record::TableSchema& schema,
                 std::vector<Error>& problems)
      : reader_(bytes, header_separator(bytes)),
        file_(file),
        schema_(schema),
        problems_(problems),
        table_(schema) {
    reader_.cell_limit = record::cell_limit;
  }

  record::Table read() {
    if (!read_header()) return std::move(table_);
    for (;;) {
      Error fault;
      const CsvReader::Step step = reader_.next(record_, fault);
      if (step == CsvReader::Step::End) break;
      if (step == CsvReader::Step::Fault) {
        fault.place.file = file_;
        problems_.push_back(std::move(fault));
      } else {
        read_row();
      }
    }
    return std::move(table_);
  }

 private:
  void add(ErrorKind kind, std::int64_t line, std::string_view column, std::string message,
           std::string expected, std::string found, std::string mend) {
    problems_.push_back({kind,
                         std::move(message),
                         {file_, line, std::string(column)},
                         std::move(expected),
                         std::move(found),
                         std::move(mend)});
  }

  bool read_header() {
    Error fault;
    const CsvReader::Step step = reader_.next(record_, fault);
    if (step != CsvReader::Step::Record) {
      const bool empty = step == CsvReader::Step::End;
      add(ErrorKind::Malformed, empty ? 1 : fault.place.row, {},
          empty ? "the file is empty" : "the header cannot be read: " + fault.message,
          "a header with the table's columns", "",
          empty ? "remove the file when the table is to be empty" : fault.mend);
      return false;
    }
    std::vector<std::string> names;
    names.reserve(schema_.columns.size());
    for (const record::Column& column : schema_.columns) names.emplace_back(column.name);
    source_.assign(names.size(), no_column);
    for (std::size_t cell = 0; cell < record_.cells.size(); ++cell) {
      const std::string_view name = trimmed(record_.cells[cell]);
      const auto column = schema_.column(name);
      if (!column) {
        // Spreadsheets leave blank columns at the right edge; rows are checked to be blank there.
        if (name.empty()) continue;
        const std::string mend = did_you_mean_sentence(name, names);
        add(ErrorKind::Vocabulary, record_.line, quotable(name), "unknown column",
            "one of " + joined(names, ", "), quotable(name),
            mend.empty() ? "remove the column or move it into note" : mend);
      } else if (source_[*column] != no_column) {
        add(ErrorKind::Duplicate, record_.line, name, "column named twice", "each column once",
            quotable(name), "remove one of the two");
      } else {
        source_[*column] = cell;
      }
    }
    width_ = record_.cells.size();
    bool complete = true;
    for (std::size_t c = 0; c < names.size(); ++c) {
      if (!schema_.columns[c].required || source_[c] != no_column) continue;
      add(ErrorKind::Missing, record_.line, names[c], "missing column",
          "a column " + names[c] + " (" + std::string(schema_.columns[c].note) + ")", "",
          "add the column; no row of this table was read");
      complete = false;
    }
    return complete;
  }

  bool blank_from(std::size_t cell) const {
    return std::all_of(record_.cells.begin() + static_cast<std::ptrdiff_t>(cell),
                       record_.cells.end(),
                       [](const std::string& text) { return trimmed(text).empty(); });
  }

  /// Blank cells without a column name are a spreadsheet's leavings; filled ones are lost data.
  bool right_width() {
    if (record_.cells.size() < width_ || (record_.cells.size() > width_ && !blank_from(width_))) {
      add(ErrorKind::Malformed, record_.line, {}, "wrong number of cells",
          std::to_string(width_) + " as in the header", std::to_string(record_.cells.size()),
          "put cells that hold a separator in double quotes");
      return false;
    }
    return true;
  }

  void read_row() {
    if (blank_from(0) || !right_width()) return;
    std::vector<std::string> cells(schema_.columns.size());
    bool good = true;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string_view raw = source_[c] == no_column
                                       ? std::string_view()
                                       : std::string_view(record_.cells[source_[c]]);
      auto cell = record::canonical_cell(schema_.columns[c], raw);
      if (cell) {
        cells[c] = std::move(*cell);
        continue;
      }
      good = false;
      Error error = std::move(cell).error();
      error.place.file = file_;
      error.place.row = record_.line;
      problems_.push_back(std::move(error));
    }
    if (!good) return;
    if (!ids_.insert(cells[0]).second) {
      add(ErrorKind::Duplicate, record_.line, "id", "the id is used twice",
          "an id no other row of the table has", quotable(cells[0]),
          "give one of the rows another id");
      return;
    }
    table_.append(std::span<const std::string>(cells), record_.line);
  }

  CsvReader reader_;
  const std::string& file_;
  const record::TableSchema& schema_;
  std::vector<Error>& problems_;
  record::Table table_;
  CsvRecord record_;
  std::vector<std::size_t> source_;
  std::size_t width_ = 0;
  std::unordered_set<std::string> ids_;
};

}  // namespace

record::Table parse_table_csv(std::string_view bytes, const std::string& file,
                              const record::TableSchema& schema, std::vector<Error>& problems) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return TableCsvReader(bytes, file, schema, problems).read();
}

std::string table_csv_text(const record::Table& table) {
  std::string out;
  std::vector<std::string_view> cells;
  for (const record::Column& column : table.schema().columns) cells.push_back(column.name);
  append_csv_line(out, cells);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.cell(row, c);
    append_csv_line(out, cells);
  }
  return out;
}

}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
// Rules between the cells of one row.
#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "entente/record/check.hpp"

namespace entente::record {
namespace {

/// A row's cells by column name; "" for columns the table has not.
class NamedCells {
 public:
  NamedCells(const TableSchema& schema, std::span<const std::string_view> cells)
      : schema_(&schema), cells_(cells) {}
  std::string_view operator[](std::string_view name) const {
    const auto column = schema_->column(name);
    return column && *column < cells_.size() ? cells_[*column] : std::string_view();
  }

 private:
  const TableSchema* schema_;
  std::span<const std::string_view> cells_;
};

Error breach(ErrorKind kind, std::string column, std::string message, std::string expected,
             std::string_view found, std::string mend) {
  return {kind,
          std::move(message),
          {{}, 0, std::move(column)},
          std::move(expected),
          quotable(found),
          std::move(mend)};
}

void check_dates(const NamedCells& row, std::string_view start, std::string_view end,
                 std::vector<Error>& out) {
  if (row[start].empty() || row[end].empty()) return;
  const auto from = Date::parse(row[start]);
  const auto until = Date::parse(row[end]);
  if (from && until && until->last_day() < from->first_day()) {
    out.push_back(breach(ErrorKind::Range, std::string(end), "ends before it begins",
                         "not before " + std::string(row[start]), row[end],
                         "swap or correct the dates"));
  }
}

void check_range(const NamedCells& row, std::vector<Error>& out) {
  const auto low = parse_number(row["low"]);
  const auto best = parse_number(row["best"]);
  const auto high = parse_number(row["high"]);
  const bool ordered = (!low || !best || *low <= *best) && (!best || !high || *best <= *high) &&
                       (!low || !high || *low <= *high);
  if (!ordered) {
    out.push_back(breach(
        ErrorKind::Range, "best", "low, best and high are out of order", "low <= best <= high",
        std::string(row["low"]) + ", " + std::string(row["best"]) + ", " + std::string(row["high"]),
        "put the three numbers in order"));
  }
  if (row["issue"].empty() == row["continuum"].empty()) {
    out.push_back(
        breach(ErrorKind::Missing, "continuum", "an assessment is about one issue or one continuum",
               "exactly one of issue and continuum", row["continuum"], "fill in one of the two"));
    return;
  }
  const double bottom = row["issue"].empty() ? 0 : -2;
  const double top = row["issue"].empty() ? 100 : 2;
  for (const auto& [name, value] :
       {std::pair{"low", low}, std::pair{"best", best}, std::pair{"high", high}}) {
    if (value && (*value < bottom || *value > top)) {
      out.push_back(breach(ErrorKind::Range, name, "number off its scale",
                           "a number from " + number_text(bottom) + " to " + number_text(top),
                           row[name],
                           "use the scale of the issue (-2 to 2) or continuum (0 to 100)"));
    }
  }
}

void check_passage(const NamedCells& row, std::vector<Error>& out) {
  const auto start = parse_integer(row["byte_start"]);
  const auto end = parse_integer(row["byte_end"]);
  if (start.has_value() != end.has_value() || (start && *end <= *start)) {
    out.push_back(breach(ErrorKind::Range, "byte_end", "not a byte range",
                         "byte_start < byte_end, both or neither",
                         std::string(row["byte_start"]) + " to " + std::string(row["byte_end"]),
                         "correct the offsets"));
  }
  if (start && row["document"].empty()) {
    out.push_back(breach(ErrorKind::Missing, "document", "offsets without a document",
                         "the document the bytes lie in", "",
                         "name the document or remove the offsets"));
  }
  if (!row["translation"].empty() && row["translator"].empty()) {
    out.push_back(breach(ErrorKind::Missing, "translator", "translation without a translator",
                         "the person or program that translated", "", "name the translator"));
  }
}

}  // namespace

std::vector<Error> row_breaches(const TableSchema& schema,
                                std::span<const std::string_view> cells) {
  std::vector<Error> out;
  const NamedCells row(schema, cells);
  check_dates(row, "date", "date_end", out);
  check_dates(row, "from", "until", out);
  if (schema.name == "assessment") check_range(row, out);
  if (schema.name == "passage") check_passage(row, out);
  if (schema.name == "document" && !row["file"].empty()) {
    const std::string_view file = row["file"];
    if (file.find_first_of("/\\:") != std::string_view::npos || file.starts_with('.')) {
      out.push_back(breach(ErrorKind::Malformed, "file", "not a plain file name",
                           "a name without folders that does not begin with a dot", file,
                           "rename the file"));
    }
  }
  return out;
}

}  // namespace entente::record

// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of one table as codes and values. Values, any thread; what they point at must outlive
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/text.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::record {

/// A column found once for all rows, and the rows of the table that its references name.
struct Field {
  std::string_view name;
  std::optional<std::size_t> column;
  std::string_view target;
  const RowIndex* rows = nullptr;
};

/// Reads one table's cells as codes and values; errors name the row.
class TypedRows {
 public:
  TypedRows(const Table& table, const std::vector<RowIndex>& indexes)
      : table_(table), indexes_(indexes) {}

  std::size_t rows() const { return table_.rows(); }

  Field field(std::string_view name, std::string_view target = {}) const {
    Field out{name, table_.schema().column(name), target, nullptr};
    if (!target.empty()) out.rows = &indexes_[table_index(target).value()];
    return out;
  }

  std::string_view text(std::size_t row, const Field& field) const {
    return field.column ? table_.cell(row, *field.column) : std::string_view();
  }

  template <class CodeType>
  Result<CodeType> code(std::size_t row, const Field& field) const {
    const std::string_view cell = text(row, field);
    if (cell.empty()) return CodeType();
    return look_up<CodeType>(row, field, cell);
  }

  template <class CodeType>
  Result<void> codes(std::size_t row, const Field& field, CodeLists<CodeType>& out) const {
    std::vector<CodeType> list;
    for (const std::string_view id : list_items(text(row, field))) {
      ENTENTE_TRY(const CodeType code, look_up<CodeType>(row, field, id));
      list.push_back(code);
    }
    out.push_back(list);
    return {};
  }

  Result<Date> date(std::size_t row, const Field& field) const {
    auto date = Date::parse(text(row, field));
    if (!date) return fail(placed(row, field, std::move(date).error()));
    return date;
  }

  Result<std::optional<Date>> optional_date(std::size_t row, const Field& field) const {
    if (text(row, field).empty()) return std::optional<Date>();
    ENTENTE_TRY(const Date value, date(row, field));
    return std::optional<Date>(value);
  }

  Result<std::int64_t> integer(std::size_t row, const Field& field, std::int64_t blank) const {
    const std::string_view cell = text(row, field);
    if (cell.empty()) return blank;
    const auto value = parse_integer(cell);
    if (value) return *value;
    return fail(placed(
        row, field,
        {ErrorKind::Malformed, "not a whole number", {}, "", quotable(cell), "run entente check"}));
  }

 private:
  template <class CodeType>
  Result<CodeType> look_up(std::size_t row, const Field& field, std::string_view id) const {
    const auto found = field.rows->find(id);
    if (found) return CodeType(*found);
    return fail(
        placed(row, field,
               {ErrorKind::Reference,
                "names " + std::string(field.target) + " " + quotable(id) + ", which is not there",
                {},
                "",
                quotable(id),
                "run entente check"}));
  }

  Error placed(std::size_t row, const Field& field, Error error) const {
    error.place = {std::string(table_.schema().name) + ".csv", table_.line(row),
                   std::string(field.name)};
    error.message = datum_name(table_, row) + ": " + error.message;
    return error;
  }

  const Table& table_;
  const std::vector<RowIndex>& indexes_;
};

}  // namespace entente::record

// SPDX-License-Identifier: GPL-3.0-or-later
// A SQLite database that lives in memory: a stranger's, read and nothing else, or one being made.
// One thread a database.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "entente/base/result.hpp"

namespace entente::ingest {

using DnaValue = std::variant<std::monostate, std::int64_t, std::string_view>;

/// The row a query stands on; views live until the next row.
class DnaRow {
 public:
  explicit DnaRow(void* statement) : statement_(statement) {}
  /// Nothing where the column holds no integer.
  std::optional<std::int64_t> integer(int column) const;
  std::string_view text(int column) const;

 private:
  void* statement_;
};

class DnaDatabase {
 public:
  /// Nothing in the file is ever run: no trigger, view, virtual table or function of its own; and
  /// what a query may cost is bounded by the size of the file. `bytes` outlives the database.
  /// Errors: Malformed, Limit.
  static Result<DnaDatabase> reading(std::string_view bytes, const std::string& file);
  static Result<DnaDatabase> making();
  DnaDatabase(DnaDatabase&&) noexcept;
  DnaDatabase& operator=(DnaDatabase&&) noexcept;
  ~DnaDatabase();

  bool has_table(std::string_view name) const;
  /// Calls for each row; false ends the reading. Errors: Malformed, Limit.
  Result<void> each(const std::string& sql, const std::function<bool(const DnaRow&)>& call);
  Result<void> run(const std::string& sql);
  /// "INSERT INTO table VALUES(?, ...)".
  Result<void> insert(const std::string& table, std::initializer_list<DnaValue> values);
  /// The whole database as a file has it.
  Result<std::string> bytes();

 private:
  struct State;
  explicit DnaDatabase(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace entente::ingest

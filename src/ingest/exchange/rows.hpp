// SPDX-License-Identifier: GPL-3.0-or-later
// Rows on their way into a study, gathered by table under their ids. One thread a gatherer.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/exchange/coded.hpp"
#include "ingest/plan.hpp"

namespace entente::ingest {

class IncomingRows {
 public:
  IncomingRows(const record::Study& study, std::string file);

  /// Keeps an id from being given to another row.
  void reserve(std::string_view table, std::string_view id);
  std::string next_id(std::string_view table);

  /// A row: what the study has under that id, with these cells over it. Without an id the plan
  /// gives one, or finds the row a duplicate.
  void add(std::string_view table, std::int64_t line, const Cells& cells);
  /// A row once more as it stands in the study or was added here.
  void add_again(std::string_view table, std::int64_t line, std::string_view id);
  void fault(std::string_view table, Error error);

  bool in_study(std::string_view table, std::string_view id);
  /// The study's filled cells of that row; nothing where there is none.
  Cells study_row(std::string_view table, std::string_view id);

  std::vector<Sheet> sheets() &&;

 private:
  Sheet& sheet(std::string_view table);
  std::optional<std::size_t> find(std::size_t table, std::string_view id);
  void put_row(std::string_view table, std::int64_t line, std::vector<std::string> row);

  const record::Study& study_;
  std::string file_;
  std::uint64_t bytes_ = 0;  ///< of all cells: one cell of a file may be repeated in many rows
  StudyIds ids_;
  std::map<std::size_t, Sheet> sheets_;
  std::map<std::size_t, FreeIds> free_;
  std::map<std::pair<std::size_t, std::string>, std::vector<std::string>> added_;
};

}  // namespace entente::ingest

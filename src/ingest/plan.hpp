// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of plan_import: sheets to tables and columns, rows to whole canonical rows, references
// to rows that will be there, blank ids to free ones. One thread a plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/ingest/ingest.hpp"

namespace entente::ingest {

enum class CandidateState { Live, Rejected, Duplicate };

/// An input row on its way: whole and canonical unless rejected.
struct Candidate {
  std::size_t sheet = 0;
  std::int64_t line = 0;
  std::string id;                   ///< blank until a free one is given
  std::vector<std::string> before;  ///< the study's row, where there is one
  std::vector<std::string> cells;
  CandidateState state = CandidateState::Live;
};

/// A sheet that is one of our tables, with the schema column of each header cell.
struct MatchedSheet {
  std::size_t sheet = 0;  ///< index into the input
  std::size_t table = 0;
  std::vector<std::size_t> columns;
};

/// The table a sheet means: by name, letter case aside.
std::optional<std::size_t> table_meant(std::string_view name);

/// The columns of a sheet, or all that is wrong with its header.
struct HeaderMatch {
  std::vector<std::size_t> columns;
  std::vector<Error> errors;
};
HeaderMatch match_header(const Sheet& sheet, const record::TableSchema& schema);

/// A cell's error with a mend for what spreadsheets do to cells (decimal commas, day numbers).
Error mended_cell_error(Error error, const record::Column& column, std::string_view raw);

/// Ids of the study by table, indexed when first asked for.
class StudyIds {
 public:
  explicit StudyIds(const record::Study& study)
      : study_(study), indexes_(record::tables().size()) {}
  std::optional<std::size_t> find(std::size_t table, std::string_view id);

 private:
  const record::Study& study_;
  std::vector<std::optional<record::RowIndex>> indexes_;
};

/// The next free ids of a table: its prefix and the number after the highest in use, padded with
/// zeros to the width in use where ids are padded.
class FreeIds {
 public:
  explicit FreeIds(std::string_view prefix) : prefix_(prefix) {}
  void take(std::string_view id);
  std::string next();

 private:
  std::string prefix_;
  std::int64_t highest_ = 0;
  std::size_t width_ = 0;
  bool padded_ = false;
};

/// Rejects candidates whose references point nowhere, and then those that rest on the rejected,
/// until none is left. `tables[t]` are the candidates of table t. O(references).
void reject_dangling(const record::Study& study, StudyIds& ids, const std::vector<Sheet>& sheets,
                     std::vector<std::vector<Candidate>>& tables,
                     std::vector<std::pair<std::size_t, Error>>& rejections);

}  // namespace entente::ingest

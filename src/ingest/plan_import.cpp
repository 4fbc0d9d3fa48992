// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <unordered_set>

#include "entente/base/text.hpp"
#include "entente/record/check.hpp"
#include "ingest/plan.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// All of a row but its id, for finding rows that say the same under no id.
std::string content_key(const std::vector<std::string>& cells) {
  std::string key;
  for (std::size_t c = 1; c < cells.size(); ++c)
    key.append(std::to_string(cells[c].size())).append(":").append(cells[c]);
  return key;
}

class ImportPlanner {
 public:
  ImportPlanner(const record::Study& study, const std::vector<Sheet>& sheets)
      : study_(study),
        sheets_(sheets),
        ids_(study),
        candidates_(record::tables().size()),
        counts_(record::tables().size()),
        met_(record::tables().size()),
        by_id_(record::tables().size()),
        contents_(record::tables().size()) {}

  Result<ImportPlan> run(const ImportOptions& options, const CancelToken& cancel) {
    ENTENTE_CHECK(match_sheets(options));
    for (const MatchedSheet& sheet : matched_) {
      for (const SheetRow& row : sheets_[sheet.sheet].rows) {
        ENTENTE_CHECK(check_cancel(cancel, "import"));
        take_row(sheet, row);
      }
    }
    reject_dangling(study_, ids_, sheets_, candidates_, rejections_);
    give_ids();
    return plan();
  }

 private:
  Result<void> match_sheets(const ImportOptions& options) {
    std::optional<std::size_t> only;
    if (!options.table.empty()) {
      only = table_meant(options.table);
      if (!only) return fail(no_such_table(options.table, {}));
    }
    for (std::size_t s = 0; s < sheets_.size(); ++s) {
      const Sheet& sheet = sheets_[s];
      const auto rows = static_cast<std::int64_t>(sheet.rows.size() + sheet.faults.size());
      const auto table = only ? only : table_meant(sheet.table);
      if (!table) {
        rejections_.emplace_back(s, no_such_table(sheet.table, sheet.file));
        ImportCounts& counts = other_[sheet.table];
        counts.read += rows;
        counts.rejected += rows;
        continue;
      }
      met_[*table] = true;
      counts_[*table].read += rows;
      HeaderMatch match = match_header(sheet, record::tables()[*table]);
      if (!match.errors.empty()) {
        for (Error& error : match.errors) rejections_.emplace_back(s, std::move(error));
        counts_[*table].rejected += rows;
        continue;
      }
      counts_[*table].rejected += static_cast<std::int64_t>(sheet.faults.size());
      for (const Error& fault : sheet.faults) rejections_.emplace_back(s, fault);
      matched_.push_back({s, *table, std::move(match.columns)});
    }
    return {};
  }

  static Error no_such_table(std::string_view name, const std::string& file) {
    const auto names = record::table_names();
    const std::string hint = did_you_mean_sentence(lowered(name), names);
    return input_error(
        ErrorKind::NotFound, "no such table", {file, 0, {}}, "one of " + joined(names, ", "),
        quotable(name),
        hint.empty() ? "name the file or sheet after its table, or give --table; where each row "
                       "holds a document, give --documents"
                     : hint);
  }

  void take_row(const MatchedSheet& match, const SheetRow& row) {
    const record::TableSchema& schema = record::tables()[match.table];
    Candidate candidate{match.sheet, row.line, {}, {}, {}, CandidateState::Live};
    const std::vector<Error> errors = fill(match, row, schema, candidate);
    for (const Error& error : errors) report(candidate, error);
    if (!errors.empty()) candidate.state = CandidateState::Rejected;
    if (candidate.state == CandidateState::Live) settle_duplicates(match.table, candidate);
    if (candidate.state != CandidateState::Rejected && !candidate.id.empty()) {
      by_id_[match.table].emplace(candidate.id, candidates_[match.table].size());
    }
    candidates_[match.table].push_back(std::move(candidate));
  }

  /// Canonical cells over the study's row (if any); returns what is wrong with them.
  std::vector<Error> fill(const MatchedSheet& match, const SheetRow& row,
                          const record::TableSchema& schema, Candidate& candidate) {
    std::vector<Error> errors;
    std::vector<std::optional<std::string>> given(schema.columns.size());
    for (std::size_t i = 0; i < match.columns.size() && i < row.cells.size(); ++i) {
      const std::size_t c = match.columns[i];
      if (c >= schema.columns.size()) continue;  // a blank column without a name
      if (c == 0 && trimmed(row.cells[i]).empty()) {
        given[c] = std::string();
        continue;
      }
      auto cell = record::canonical_cell(schema.columns[c], row.cells[i]);
      if (cell) {
        given[c] = std::move(*cell);
      } else {
        errors.push_back(
            mended_cell_error(std::move(cell).error(), schema.columns[c], row.cells[i]));
      }
    }
    candidate.cells.resize(schema.columns.size());
    if (given[0]) candidate.id = *given[0];
    if (!candidate.id.empty()) {
      if (const auto old = ids_.find(match.table, candidate.id)) {
        candidate.before = study_.table(match.table).row_cells(*old);
        candidate.cells = candidate.before;
      }
    }
    for (std::size_t c = 0; c < given.size(); ++c) {
      if (given[c]) candidate.cells[c] = std::move(*given[c]);
    }
    if (errors.empty()) {
      const std::vector<std::string_view> views(candidate.cells.begin(), candidate.cells.end());
      errors = record::row_breaches(schema, views);
    }
    return errors;
  }

  void settle_duplicates(std::size_t table, Candidate& candidate) {
    if (candidate.id.empty()) {
      if (!contents(table).insert(content_key(candidate.cells)).second) {
        candidate.state = CandidateState::Duplicate;
      }
      return;
    }
    const auto earlier = by_id_[table].find(candidate.id);
    if (earlier != by_id_[table].end()) {
      const Candidate& first = candidates_[table][earlier->second];
      if (first.cells == candidate.cells) {
        candidate.state = CandidateState::Duplicate;
        return;
      }
      candidate.state = CandidateState::Rejected;
      report(candidate,
             input_error(
                 ErrorKind::Duplicate, "the id stands twice in this import, with different cells",
                 {{}, 0, "id"}, "one row an id (the first is at " + place_of(first) + ")",
                 quotable(candidate.id), "give the second row an id of its own, or remove it"));
      return;
    }
    if (candidate.before == candidate.cells) candidate.state = CandidateState::Duplicate;
  }

  std::string place_of(const Candidate& candidate) const {
    return quotable(sheets_[candidate.sheet].file) + ":" + std::to_string(candidate.line);
  }

  /// What the table's rows say, made when the first row without id asks.
  std::unordered_set<std::string>& contents(std::size_t table) {
    auto& set = contents_[table];
    if (!set) {
      set.emplace();
      const record::Table& rows = study_.table(table);
      for (std::size_t row = 0; row < rows.rows(); ++row)
        set->insert(content_key(rows.row_cells(row)));
    }
    return *set;
  }

  void report(const Candidate& candidate, Error error) {
    error.place.file = sheets_[candidate.sheet].file;
    error.place.row = candidate.line;
    rejections_.emplace_back(candidate.sheet, std::move(error));
  }

  void give_ids() {
    for (std::size_t t = 0; t < candidates_.size(); ++t) {
      std::optional<FreeIds> free;
      for (Candidate& candidate : candidates_[t]) {
        if (candidate.state != CandidateState::Live || !candidate.id.empty()) continue;
        if (!free) free = free_ids(t);
        candidate.id = free->next();
        candidate.cells[0] = candidate.id;
      }
    }
  }

  FreeIds free_ids(std::size_t table) const {
    FreeIds free(record::tables()[table].id_prefix);
    const record::Table& rows = study_.table(table);
    for (std::size_t row = 0; row < rows.rows(); ++row) free.take(rows.id(row));
    for (const Candidate& candidate : candidates_[table]) free.take(candidate.id);
    return free;
  }

  ImportPlan plan() {
    ImportPlan out;
    for (std::size_t t = 0; t < candidates_.size(); ++t) {
      for (Candidate& candidate : candidates_[t]) count(t, candidate, out);
      if (met_[t]) out.tables.emplace_back(record::tables()[t].name, counts_[t]);
    }
    for (const auto& [name, counts] : other_) out.tables.emplace_back(name, counts);
    for (const auto& [name, counts] : out.tables) {
      out.total.read += counts.read;
      out.total.inserted += counts.inserted;
      out.total.replaced += counts.replaced;
      out.total.rejected += counts.rejected;
      out.total.duplicate += counts.duplicate;
    }
    std::stable_sort(rejections_.begin(), rejections_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second.place.row) < std::pair(b.first, b.second.place.row);
    });
    for (auto& [sheet, error] : rejections_) out.rejections.push_back(std::move(error));
    return out;
  }

  void count(std::size_t table, Candidate& candidate, ImportPlan& out) {
    ImportCounts& counts = counts_[table];
    if (candidate.state == CandidateState::Rejected) {
      ++counts.rejected;
      return;
    }
    if (candidate.state == CandidateState::Duplicate) {
      ++counts.duplicate;
      return;
    }
    const bool replaces = !candidate.before.empty();
    ++(replaces ? counts.replaced : counts.inserted);
    out.changes.push_back({replaces ? record::ChangeKind::Replace : record::ChangeKind::Insert,
                           table, candidate.id, std::move(candidate.before),
                           std::move(candidate.cells)});
  }

  const record::Study& study_;
  const std::vector<Sheet>& sheets_;
  StudyIds ids_;
  std::vector<MatchedSheet> matched_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<ImportCounts> counts_;
  std::vector<bool> met_;
  std::map<std::string, ImportCounts> other_;
  std::vector<std::unordered_map<std::string, std::size_t>> by_id_;
  std::vector<std::optional<std::unordered_set<std::string>>> contents_;
  std::vector<std::pair<std::size_t, Error>> rejections_;  ///< with the sheet's number
};

}  // namespace

Result<ImportPlan> plan_import(const record::Study& study, const std::vector<Sheet>& sheets,
                               const ImportOptions& options, const CancelToken& cancel) {
  return ImportPlanner(study, sheets).run(options, cancel);
}

}  // namespace entente::ingest

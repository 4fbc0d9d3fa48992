// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <deque>

#include "entente/base/text.hpp"
#include "ingest/plan.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct RowName {
  std::size_t table = 0;
  std::size_t row = 0;
};

/// "did you mean" for ids, within a budget: a sheet of nothing but unknown ids must stay fast.
class IdHints {
 public:
  IdHints(const record::Study& study, const std::vector<std::vector<Candidate>>& candidates)
      : study_(study), candidates_(candidates), ids_(record::tables().size()) {}

  std::string mend(std::size_t table, std::string_view id) {
    const std::string by_name = id_of_name(table, id);
    if (!by_name.empty()) return "did you mean \"" + quotable(by_name) + "\"?";
    const auto& ids = ids_of(table);
    std::string hint;
    if (compared_ + ids.size() <= comparisons_allowed) {
      compared_ += ids.size();
      hint = did_you_mean_sentence(id, ids);
    }
    if (!hint.empty()) return hint;
    return "add the row to table " + std::string(record::tables()[table].name) +
           ", or correct the id";
  }

 private:
  static constexpr std::size_t comparisons_allowed = 2'000'000;

  const std::vector<std::string>& ids_of(std::size_t table) {
    auto& ids = ids_[table];
    if (ids) return *ids;
    ids.emplace();
    const record::Table& rows = study_.table(table);
    for (std::size_t row = 0; row < rows.rows(); ++row) ids->emplace_back(rows.id(row));
    for (const Candidate& candidate : candidates_[table]) {
      if (candidate.state == CandidateState::Live && !candidate.id.empty())
        ids->push_back(candidate.id);
    }
    return *ids;
  }

  /// People write "Japan" where "JPN" is meant.
  std::string id_of_name(std::size_t table, std::string_view text) {
    const record::Table& rows = study_.table(table);
    const std::string wanted = lowered(text);
    for (const std::string_view name : {"name", "title", "code"}) {
      const auto column = rows.schema().column(name);
      if (!column || compared_ + rows.rows() > comparisons_allowed) continue;
      compared_ += rows.rows();
      for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (lowered(rows.cell(row, *column)) == wanted) return std::string(rows.id(row));
      }
    }
    return {};
  }

  const record::Study& study_;
  const std::vector<std::vector<Candidate>>& candidates_;
  std::vector<std::optional<std::vector<std::string>>> ids_;
  std::size_t compared_ = 0;
};

class DanglingCheck {
 public:
  DanglingCheck(const record::Study& study, StudyIds& ids, const std::vector<Sheet>& sheets,
                std::vector<std::vector<Candidate>>& tables,
                std::vector<std::pair<std::size_t, Error>>& rejections)
      : ids_(ids),
        sheets_(sheets),
        tables_(tables),
        rejections_(rejections),
        hints_(study, tables),
        by_id_(tables.size()),
        dependents_(tables.size()) {
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      dependents_[t].resize(tables_[t].size());
      for (std::size_t r = 0; r < tables_[t].size(); ++r) {
        const Candidate& candidate = tables_[t][r];
        if (candidate.state == CandidateState::Live && !candidate.id.empty()) {
          by_id_[t].emplace(candidate.id, r);
        }
      }
    }
  }

  void run() {
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      for (std::size_t r = 0; r < tables_[t].size(); ++r) {
        if (tables_[t][r].state == CandidateState::Live) check_row({t, r});
      }
    }
    while (!rejected_.empty()) {
      const RowName row = rejected_.front();
      rejected_.pop_front();
      for (const auto& [dependent, column] : dependents_[row.table][row.row]) {
        reject_dependent(dependent, column, row);
      }
    }
  }

 private:
  void check_row(RowName name) {
    const auto& columns = record::tables()[name.table].columns;
    bool dangling = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string& cell = tables_[name.table][name.row].cells[c];
      for (const record::RowName& named : record::named_rows(columns[c], cell)) {
        dangling = !resolve(name, c, named.table, named.id) || dangling;
      }
    }
    if (dangling) reject(name);
  }

  bool resolve(RowName name, std::size_t column, std::size_t target, std::string_view id) {
    if (ids_.find(target, id)) return true;
    const auto found = by_id_[target].find(id);
    if (found != by_id_[target].end()) {
      dependents_[target][found->second].emplace_back(name, column);
      return true;
    }
    report(
        name, column,
        input_error(ErrorKind::Reference,
                    "there is no " + std::string(record::tables()[target].name) + " with this id",
                    {}, "an id of table " + std::string(record::tables()[target].name),
                    quotable(id), hints_.mend(target, id)));
    return false;
  }

  void reject_dependent(RowName name, std::size_t column, RowName because) {
    if (tables_[name.table][name.row].state != CandidateState::Live) return;
    const std::string& id = tables_[because.table][because.row].id;
    report(name, column,
           input_error(ErrorKind::Reference, "names a row of this import that was rejected", {},
                       "an accepted " + std::string(record::tables()[because.table].name),
                       quotable(id), "mend that row first"));
    reject(name);
  }

  void report(RowName name, std::size_t column, Error error) {
    const Candidate& candidate = tables_[name.table][name.row];
    error.place = {sheets_[candidate.sheet].file, candidate.line,
                   std::string(record::tables()[name.table].columns[column].name)};
    rejections_.emplace_back(candidate.sheet, std::move(error));
  }

  void reject(RowName name) {
    tables_[name.table][name.row].state = CandidateState::Rejected;
    rejected_.push_back(name);
  }

  StudyIds& ids_;
  const std::vector<Sheet>& sheets_;
  std::vector<std::vector<Candidate>>& tables_;
  std::vector<std::pair<std::size_t, Error>>& rejections_;
  IdHints hints_;
  std::vector<std::unordered_map<std::string_view, std::size_t>> by_id_;
  std::vector<std::vector<std::vector<std::pair<RowName, std::size_t>>>> dependents_;
  std::deque<RowName> rejected_;
};

}  // namespace

void reject_dangling(const record::Study& study, StudyIds& ids, const std::vector<Sheet>& sheets,
                     std::vector<std::vector<Candidate>>& tables,
                     std::vector<std::pair<std::size_t, Error>>& rejections) {
  DanglingCheck(study, ids, sheets, tables, rejections).run();
}

}  // namespace entente::ingest

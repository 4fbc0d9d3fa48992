// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/check.hpp"

#include <algorithm>

#include "entente/base/text.hpp"

namespace entente::record {
namespace {

/// Tables whose rows claim something and so must rest on a passage or a source.
constexpr std::string_view evidence_due[] = {"statement", "engagement",   "instrument", "rollcall",
                                             "vote",      "contribution", "indicator",  "interest"};

class Checker {
 public:
  explicit Checker(const Study& study) : study_(study) {
    for (std::size_t t = 0; t < tables().size(); ++t) indexes_.emplace_back(study.table(t));
  }

  CheckReport run() {
    check_settings();
    for (std::size_t t = 0; t < tables().size(); ++t) {
      for (std::size_t row = 0; row < study_.table(t).rows(); ++row) check_row(t, row);
      report_.rows += study_.table(t).rows();
    }
    return std::move(report_);
  }

 private:
  void add(Severity severity, const Table& table, std::size_t row, Error error) {
    error.place.file = std::string(table.schema().name) + ".csv";
    error.place.row = table.line(row);
    const std::string id = quotable(table.id(row));
    error.message = std::string(table.schema().name) + " " + (id.empty() ? "(without id)" : id) +
                    ": " + error.message;
    report_.findings.push_back({severity, datum_name(table, row), std::move(error)});
  }

  void add_setting(std::string key, ErrorKind kind, std::string message, std::string expected,
                   std::string_view found) {
    report_.findings.push_back({Severity::Error,
                                "study/" + key,
                                {kind,
                                 std::move(message),
                                 {"study.toml", 0, key},
                                 std::move(expected),
                                 quotable(found),
                                 "edit study.toml"}});
  }

  void check_settings() {
    const Settings& settings = study_.settings;
    if (settings.title.empty())
      add_setting("title", ErrorKind::Missing, "the study has no title", "a title", "");
    if (!settings.as_of) {
      add_setting("as_of", ErrorKind::Missing, "the study has no as_of date",
                  "the date its answers are given for", "");
    }
    const auto check_ids = [this](const char* key, const std::vector<std::string>& ids,
                                  const std::string& table) {
      const RowIndex& rows = indexes_[table_index(table).value()];
      for (const std::string& id : ids) {
        if (rows.find(id)) continue;
        add_setting(key, ErrorKind::Reference, std::string(key) + " names an unknown " + table,
                    "ids of " + table + " rows", id);
      }
    };
    check_ids("focus", settings.focus, "actor");
    check_ids("formats.bilateral", settings.bilateral_formats, "format");
    check_ids("formats.group", settings.group_formats, "format");
    check_ids("rules.formalisation_issues", settings.formalisation_issues, "issue");
    check_ids("rules.pressure_from", settings.pressure_from, "actor");
    check_ids("rules.strategic_issues", settings.strategic_issues, "issue");
    check_ids("rules.tactical_issues", settings.tactical_issues, "issue");
    if (!settings.formality.empty()) {
      check_ids("rules.formality", {settings.formality}, "continuum");
    }
    if (!settings.informal_option.empty()) {
      check_ids("rules.informal_option", {settings.informal_option}, "option");
    }
  }

  void check_row(std::size_t t, std::size_t row) {
    const Table& table = study_.table(t);
    const auto& columns = table.schema().columns;
    std::vector<std::string_view> cells(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      cells[c] = table.cell(row, c);
      check_cell(table, row, c);
    }
    if (indexes_[t].find(cells[0]) != row && !cells[0].empty()) {
      add(Severity::Error, table, row,
          {ErrorKind::Duplicate,
           "the id is used twice",
           {{}, 0, "id"},
           "an id no other row has",
           quotable(cells[0]),
           "give one of the rows another id"});
    }
    for (Error& error : row_breaches(table.schema(), cells))
      add(Severity::Error, table, row, std::move(error));
    check_evidence(table, row);
    check_status(table, row);
  }

  void check_cell(const Table& table, std::size_t row, std::size_t c) {
    const Column& column = table.schema().columns[c];
    const std::string_view cell = table.cell(row, c);
    auto canonical = canonical_cell(column, cell);
    if (!canonical) {
      add(Severity::Error, table, row, std::move(canonical).error());
      return;
    }
    for (const RowName& named : named_rows(column, cell)) {
      check_reference(table, row, column, named);
    }
  }

  void check_reference(const Table& table, std::size_t row, const Column& column, RowName named) {
    const auto [target, id] = named;
    if (indexes_[target].find(id)) return;
    const std::string kind(tables()[target].name);
    const bool evidence = kind == "passage" || kind == "source" || kind == "document";
    std::string mend;
    if (!evidence || study_.table(target).rows() < 2000) {
      std::vector<std::string> ids;
      ids.reserve(study_.table(target).rows());
      for (std::size_t r = 0; r < study_.table(target).rows(); ++r) {
        ids.emplace_back(study_.table(target).id(r));
      }
      mend = did_you_mean_sentence(id, ids);
    }
    if (mend.empty()) mend = "add the " + kind + " or name another";
    add(Severity::Error, table, row,
        {ErrorKind::Reference,
         (evidence ? "rests on " : "names ") + kind + " " + quotable(id) + ", which is not there",
         {{}, 0, std::string(column.name)},
         "the id of a row of " + kind + ".csv",
         quotable(id),
         std::move(mend)});
  }

  void check_evidence(const Table& table, std::size_t row) {
    const bool due = std::find(std::begin(evidence_due), std::end(evidence_due),
                               table.schema().name) != std::end(evidence_due);
    if (!due || table.cell(row, "status") == "gap") return;
    const Evidence evidence = evidence_of(table, row);
    if (!evidence.passages.empty() || !evidence.sources.empty()) return;
    add(Severity::Error, table, row,
        {ErrorKind::Missing,
         "rests on nothing",
         {{}, 0, "sources"},
         "at least one passage or source",
         "",
         "name the passage, or the source as a whole"});
  }

  void check_status(const Table& table, std::size_t row) {
    if (table.cell(row, "verification") == "unverified") {
      add(Severity::Warning, table, row,
          {ErrorKind::Missing,
           "is unverified",
           {{}, 0, "verification"},
           "a source that was seen",
           "unverified",
           "find a source, then clear the mark"});
    }
  }

  const Study& study_;
  std::vector<RowIndex> indexes_;
  CheckReport report_;
};

}  // namespace

std::size_t CheckReport::errors() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::Error; }));
}

std::size_t CheckReport::warnings() const noexcept { return findings.size() - errors(); }

CheckReport check(const Study& study) { return Checker(study).run(); }

std::vector<std::string> dependents(const Study& study, std::string_view target,
                                    std::string_view id) {
  std::vector<std::string> out;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    const Table& table = study.table(t);
    const auto& columns = table.schema().columns;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const bool names_it = [&] {
        for (std::size_t c = 0; c < columns.size(); ++c) {
          for (const RowName& named : named_rows(columns[c], table.cell(row, c))) {
            if (tables()[named.table].name == target && named.id == id) return true;
          }
        }
        return false;
      }();
      if (names_it) out.push_back(datum_name(table, row));
    }
  }
  return out;
}

}  // namespace entente::record

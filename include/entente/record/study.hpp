// SPDX-License-Identifier: GPL-3.0-or-later
// A whole study in memory: settings, all tables, the texts of attached documents.
// A plain value: copy it freely; const access from any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/record/table.hpp"

namespace entente::record {

/// What study.toml holds.
struct Settings {
  int format = 1;             ///< version of the folder form
  std::string name;           ///< short name, also the file name of the study file
  std::string title;          ///< heading of the brief
  std::string question;       ///< the one question of the study
  std::optional<Date> as_of;  ///< default of --at; never the clock
  std::string language = "en";
  std::string author;              ///< default author of changes
  std::string focus_name;          ///< what the focus actors are called together, e.g. "IP4"
  std::vector<std::string> focus;  ///< actor ids whose positions the study compares, in this order
  std::vector<std::string> bilateral_formats;  ///< format ids that hold one focus actor at a time
  std::vector<std::string> group_formats;      ///< format ids that hold the focus actors as a group
  std::vector<std::string> formalisation_issues;  ///< rule B2: claims that the group become formal
  std::vector<std::string> pressure_from;  ///< actor ids: outsiders who could press a focus actor
  std::vector<std::string>
      strategic_issues;                      ///< claims that the group is used as a strategic asset
  std::vector<std::string> tactical_issues;  ///< claims that it is used as a platform
  std::string formality;                     ///< continuum id: how formal the group is to be
  std::string informal_option;  ///< option id: the way to take where stances oppose one another
  int salience_threshold = 50;  ///< rules G2, G3, B1: "has a stake" from here on (0 to 100)
  int stale_after_months = 24;  ///< a statement older than this is marked stale
  friend bool operator==(const Settings&, const Settings&) = default;
};

/// What one row of any table rests on.
struct Evidence {
  std::vector<std::string_view> passages;
  std::vector<std::string_view> sources;
};

class Study {
 public:
  Study();  ///< all tables, empty

  Settings settings;

  const Table& table(std::size_t index) const noexcept { return tables_[index]; }
  Table& table(std::size_t index) noexcept { return tables_[index]; }
  /// Programmer's constant; a name that is no table is a bug.
  const Table& table(std::string_view name) const { return tables_[table_index(name).value()]; }
  Table& table(std::string_view name) { return tables_[table_index(name).value()]; }
  std::size_t row_count() const noexcept;

  /// Text of a document as attached (UTF-8, LF), or null when the document is not attached.
  std::shared_ptr<const std::string> document_text(std::string_view document_id) const;
  void attach_document_text(std::string_view document_id, std::string text);
  const std::map<std::string, std::shared_ptr<const std::string>, std::less<>>& document_texts()
      const {
    return document_texts_;
  }

  /// The words of a passage: its `original` cell, else the span of its attached document, else
  /// nothing. A view that lives as long as the study is unchanged.
  std::optional<std::string_view> passage_text(std::size_t passage_row) const;

  /// Same settings, tables and document texts.
  friend bool operator==(const Study& a, const Study& b);

 private:
  std::vector<Table> tables_;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> document_texts_;
};

/// Items of the row's `passages` and `sources` columns (empty where the table has none).
Evidence evidence_of(const Table& table, std::size_t row);

/// "statement/P014": the name by which figures, briefs and messages point at a row.
std::string datum_name(const Table& table, std::size_t row);

}  // namespace entente::record

// SPDX-License-Identifier: GPL-3.0-or-later
// Studies made for tests: a small fixed one, and sound ones at random with cells that are hard to
// carry through spreadsheets. For tests, fuzz targets and benchmarks alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/text.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest::made {

inline void add_row(record::Study& study, std::string_view table,
                    const std::vector<std::pair<std::string_view, std::string>>& cells) {
  record::Table& to = study.table(table);
  std::vector<std::string> row(to.columns());
  for (const auto& [name, cell] : cells) row[to.schema().column(name).value()] = cell;
  to.append(std::span<const std::string>(row));
}

/// Three actors, two issues, two statements, one document with one passage.
inline record::Study small_study() {
  record::Study study;
  study.settings.name = "small";
  study.settings.title = "A small study";
  add_row(study, "source", {{"id", "S1"}, {"title", "Joint statement"}});
  add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  add_row(study, "passage", {{"id", "S1#p1"}, {"source", "S1"}, {"locator", "paragraph 1"}});
  add_row(study, "actor", {{"id", "AUS"}, {"name", "Australia"}, {"sources", "S1"}});
  add_row(study, "actor", {{"id", "JPN"}, {"name", "Japan"}, {"sources", "S1"}});
  add_row(study, "actor", {{"id", "NZL"}, {"name", "New Zealand"}, {"sources", "S1"}});
  add_row(study, "issue", {{"id", "I1"}, {"claim", "Consult yearly"}});
  add_row(study, "issue", {{"id", "I2"}, {"claim", "Share intelligence"}});
  add_row(study, "statement",
          {{"id", "P001"},
           {"actor", "AUS"},
           {"issue", "I1"},
           {"stance", "1"},
           {"date", "2022-06-29"},
           {"passages", "S1#p1"},
           {"coder", "A. Analyst"},
           {"note", "kept"}});
  add_row(study, "statement",
          {{"id", "P002"},
           {"actor", "JPN"},
           {"issue", "I1"},
           {"stance", "-2"},
           {"date", "2023"},
           {"passages", "S1#p1"},
           {"coder", "A. Analyst"}});
  return study;
}

/// splitmix64: enough to vary test data, the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool once_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

inline std::string hard_text(Dice& dice) {
  static const std::vector<std::string> pieces = {"=1+1",
                                                  "@SUM(A1)",
                                                  "+cmd|' /C calc'!A0",
                                                  "-2",
                                                  "-2+3",
                                                  "'",
                                                  "''=x",
                                                  "_x000D_",
                                                  "_x005F_x0041_",
                                                  "\xE6\x9D\xB1\xE4\xBA\xAC",
                                                  "caf\xC3\xA9",
                                                  "\xF0\x9F\x87\xAF\xF0\x9F\x87\xB5",
                                                  "a;b",
                                                  "say \"no\"",
                                                  "two\nlines",
                                                  "tab\there",
                                                  "1,5",
                                                  "0012",
                                                  "TRUE",
                                                  "1e5",
                                                  "#N/A",
                                                  "sep=;",
                                                  "<b>&amp;",
                                                  "2022-06",
                                                  "44741",
                                                  "0.1",
                                                  "plain words",
                                                  "\xEF\xBC\x9D"
                                                  "1+1",
                                                  ",",
                                                  "1.1000000000000001",
                                                  "100000",
                                                  "it's",
                                                  "NaN"};
  std::string out = pieces[dice.below(pieces.size())];
  if (dice.once_in(3)) out += " " + pieces[dice.below(pieces.size())];
  return out;
}

inline std::string made_id(Dice& dice, const record::TableSchema& schema, std::size_t row) {
  if (dice.once_in(12)) return "=" + std::string(schema.id_prefix) + std::to_string(row);
  if (dice.once_in(12)) return "00" + std::to_string(row);
  return std::string(schema.id_prefix) + std::to_string(row + 1) + (dice.once_in(6) ? "#p1.2" : "");
}

inline std::string made_reference(Dice& dice, const record::Study& study,
                                  const record::Column& column) {
  const record::Table& target = study.table(column.target);
  if (target.rows() == 0) return {};
  const std::string first(target.id(dice.below(target.rows())));
  const std::string second(target.id(dice.below(target.rows())));
  if (column.kind == record::ColumnKind::Reference || first == second) return first;
  return first + ";" + second;
}

inline std::string made_cell(Dice& dice, const record::Study& study, const record::Column& column) {
  static const std::vector<std::string> dates = {"2022-06-29", "2022-06", "2022-Q2",
                                                 "1999",       "199X",    "2004~"};
  if (!column.required && dice.once_in(2)) return {};
  const auto low = static_cast<std::int64_t>(std::max(column.low, -1000.0));
  const auto high = static_cast<std::int64_t>(std::min(column.high, 1000.0));
  const auto whole =
      low + static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(high - low + 1)));
  switch (column.kind) {
    case record::ColumnKind::Text:
      return hard_text(dice);
    case record::ColumnKind::Word:
    case record::ColumnKind::Words:
      if (!column.vocabulary.empty())
        return std::string(column.vocabulary[dice.below(column.vocabulary.size())]);
      return dice.once_in(2) ? "040" : "plain";
    case record::ColumnKind::Integer:
      return std::to_string(whole);
    case record::ColumnKind::Number:
      return whole < high ? number_text(static_cast<double>(whole) + 0.1) : std::to_string(whole);
    case record::ColumnKind::Date:
      return dates[dice.below(dates.size())];
    case record::ColumnKind::Flag:
      return dice.once_in(2) ? "yes" : "no";
    case record::ColumnKind::Reference:
    case record::ColumnKind::References:
      return made_reference(dice, study, column);
    case record::ColumnKind::Hash:
      return std::string(64, "0123456789abcdef"[dice.below(16)]);
    case record::ColumnKind::Data: {
      const record::Table& sources = study.table("source");
      return sources.rows() == 0 ? "" : record::datum_name(sources, dice.below(sources.rows()));
    }
    case record::ColumnKind::Id:
      break;
  }
  return {};
}

/// Puts right what single cells cannot know: the rules between the cells of a row.
inline void keep_row_rules(const record::Study& study, const record::TableSchema& schema,
                           std::vector<std::string>& row) {
  const auto set = [&](std::string_view column, const std::string& cell) {
    if (const auto c = schema.column(column)) row[*c] = cell;
  };
  set("date_end", "");
  set("until", "");
  const auto passages = schema.column("passages");
  if (passages && row[*passages].empty()) set("sources", std::string(study.table("source").id(0)));
  if (schema.name == "passage") {
    set("byte_start", "");
    set("byte_end", "");
    set("translator", "A. Translator");
  }
  if (schema.name == "document") set("file", "");
  if (schema.name == "assessment") {
    const bool issue = !row[schema.column("issue").value()].empty();
    if (issue) set("continuum", "");
    set("low", "0.5");
    set("best", "1");
    set("high", "1.25");
  }
}

/// A sound study: every cell canonical, every reference met.
inline record::Study random_study(std::uint64_t seed, std::size_t most_rows = 6) {
  Dice dice(seed);
  record::Study study;
  study.settings.title = hard_text(dice);
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::TableSchema& schema = record::tables()[t];
    const std::size_t rows = dice.below(most_rows + 1);
    if (schema.name == "source") add_row(study, "source", {{"id", "S0"}, {"title", "First"}});
    for (std::size_t r = 0; r < rows; ++r) {
      std::vector<std::string> row(schema.columns.size());
      bool sound = true;
      for (std::size_t c = 1; c < row.size(); ++c) {
        row[c] =
            record::canonical_cell(schema.columns[c], made_cell(dice, study, schema.columns[c]))
                .value_or("");
        sound = sound && (!row[c].empty() || !schema.columns[c].required);
      }
      row[0] = made_id(dice, schema, r);
      keep_row_rules(study, schema, row);
      const bool about_nothing = schema.name == "assessment" &&
                                 row[schema.column("issue").value()].empty() &&
                                 row[schema.column("continuum").value()].empty();
      if (sound && !about_nothing && !study.table(t).find(row[0])) {
        study.table(t).append(std::span<const std::string>(row));
      }
    }
  }
  return study;
}

}  // namespace entente::ingest::made

// SPDX-License-Identifier: GPL-3.0-or-later
// The judgement of what speaks for which format, as a table that people edit.
#include <algorithm>

#include "entente/app/files.hpp"
#include "entente/app/format_ranking.hpp"
#include "entente/base/text.hpp"
#include "table_file.hpp"

namespace entente::app {
namespace {

using advise::FormatCriterion;
using advise::FormatFits;
using advise::MeetingFormat;

/// Place of a word among those that to_string gives.
template <class Word>
std::optional<std::size_t> word_place(std::string_view word, std::size_t count) {
  for (std::size_t at = 0; at < count; ++at) {
    if (advise::to_string(static_cast<Word>(at)) == word) return at;
  }
  return std::nullopt;
}

template <class Word>
std::string word_list(std::size_t count) {
  std::vector<std::string> words;
  words.reserve(count);
  for (std::size_t at = 0; at < count; ++at) {
    words.emplace_back(advise::to_string(static_cast<Word>(at)));
  }
  return joined(words, ", ");
}

Error bad_row(const ingest::Sheet& sheet, std::int64_t line, const char* column,
              std::string expected, std::string_view found) {
  return {ErrorKind::Malformed,
          "a fit that cannot be read",
          {sheet.file, line, column},
          std::move(expected),
          quotable(found),
          "mend the cell; entente format --fits-used --csv prints a table to start from"};
}

Result<double> read_fit(const ingest::Sheet& sheet, std::int64_t line, const char* column,
                        std::string_view text) {
  const auto fit = parse_number(text);
  if (fit && *fit >= -1 && *fit <= 1) return *fit;
  return fail(bad_row(sheet, line, column, "a number from -1 to 1", text));
}

/// Fills one row in. Errors: Malformed, Duplicate.
Result<void> read_row(const ingest::Sheet& sheet, const ingest::SheetRow& row,
                      std::vector<bool>& met, FormatFits& fits) {
  const auto cell = [&row](std::size_t column) {
    return column < row.cells.size() ? trimmed(row.cells[column]) : std::string_view();
  };
  const auto format = word_place<MeetingFormat>(cell(0), advise::meeting_formats);
  if (!format) {
    return fail(bad_row(sheet, row.line, "format",
                        word_list<MeetingFormat>(advise::meeting_formats), cell(0)));
  }
  const auto criterion = word_place<FormatCriterion>(cell(1), advise::format_criteria);
  if (!criterion) {
    return fail(bad_row(sheet, row.line, "criterion",
                        word_list<FormatCriterion>(advise::format_criteria), cell(1)));
  }
  ENTENTE_TRY(const double present, read_fit(sheet, row.line, "present", cell(2)));
  ENTENTE_TRY(const double absent, read_fit(sheet, row.line, "absent", cell(3)));
  const std::size_t place = *format * advise::format_criteria + *criterion;
  if (met[place]) {
    return fail({ErrorKind::Duplicate,
                 "a fit given twice",
                 {sheet.file, row.line, "criterion"},
                 "each format and criterion once",
                 quotable(std::string(cell(0)) + ", " + std::string(cell(1))),
                 "leave one of the two rows out"});
  }
  met[place] = true;
  fits[*format][*criterion] = {present, absent, std::string(cell(4))};
  return {};
}

}  // namespace

Rows fit_rows(const FormatFits& fits) {
  Rows rows = {{"format", "criterion", "present", "absent", "reason"}};
  for (std::size_t f = 0; f < advise::meeting_formats; ++f) {
    for (std::size_t c = 0; c < advise::format_criteria; ++c) {
      rows.push_back({std::string(advise::to_string(static_cast<MeetingFormat>(f))),
                      std::string(advise::to_string(static_cast<FormatCriterion>(c))),
                      fixed_text(fits[f][c].present, 2), fixed_text(fits[f][c].absent, 2),
                      fits[f][c].reason});
    }
  }
  return rows;
}

Result<FormatFits> read_fits(const std::string& path) {
  ENTENTE_TRY(const std::string bytes, read_file(path));
  ENTENTE_TRY(const auto sheets, sheets_of(path, bytes));
  const std::vector<std::string> header = fit_rows({}).front();
  if (sheets.size() != 1 || sheets.front().header != header) {
    return fail({ErrorKind::Malformed,
                 "no table of fits",
                 {path, 1, ""},
                 "one sheet with the columns format, criterion, present, absent, reason",
                 sheets.empty() ? "" : quotable(joined(sheets.front().header, ",")),
                 "start from what entente format --fits-used --csv prints"});
  }
  const ingest::Sheet& sheet = sheets.front();
  if (!sheet.faults.empty()) return fail(sheet.faults.front());
  FormatFits fits = advise::default_format_fits();
  std::vector<bool> met(advise::meeting_formats * advise::format_criteria, false);
  for (const ingest::SheetRow& row : sheet.rows) ENTENTE_CHECK(read_row(sheet, row, met, fits));
  return fits;
}

}  // namespace entente::app

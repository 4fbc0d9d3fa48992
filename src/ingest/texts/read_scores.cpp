// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>
#include <set>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/text_scores.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct ScoreColumns {
  std::size_t text = 0;
  std::size_t value = 0;
  std::optional<std::size_t> low;
  std::optional<std::size_t> high;
  std::optional<std::size_t> reference;
};

std::optional<std::size_t> score_column(const CsvRecord& header, std::string_view name) {
  for (std::size_t c = 0; c < header.cells.size(); ++c) {
    if (lowered(trimmed(header.cells[c])) == name) return c;
  }
  return std::nullopt;
}

Result<ScoreColumns> score_columns(const CsvRecord& header, const std::string& file) {
  if (score_column(header, "se_words_held")) {
    return fail(input_error(ErrorKind::Usage, "values of wordfish, whose scale has no anchors",
                            {file, header.line, "value"}, "scores on a scale of given positions",
                            "mean 0, sd 1",
                            "score the texts with --method wordscores and --reference texts"));
  }
  const auto text = score_column(header, "text");
  const auto value = score_column(header, "value");
  const auto rescaled = score_column(header, "lbg");
  if (!text || (!value && !rescaled)) {
    return fail(input_error(ErrorKind::Missing, "a column is missing",
                            {file, header.line, text ? "value" : "text"},
                            "columns text and value, or text and LBG", "",
                            "take what entente texts scale --csv writes, or name the columns so"));
  }
  ScoreColumns out;
  out.text = *text;
  out.value = value ? *value : *rescaled;
  out.low = score_column(header, value ? "low" : "lbg_low");
  out.high = score_column(header, value ? "high" : "lbg_high");
  out.reference = score_column(header, "reference");
  if (out.low.has_value() != out.high.has_value()) {
    return fail(input_error(ErrorKind::Missing, "half an interval",
                            {file, header.line, out.low ? "high" : "low"},
                            "columns low and high, or neither", "", "give both ends, or none"));
  }
  return out;
}

Result<double> score_cell(const CsvRecord& record, std::size_t column, const char* name,
                          const std::string& file) {
  const auto value = parse_number(trimmed(record.cells[column]));
  if (value) return *value;
  return fail(input_error(ErrorKind::Malformed, "no number", {file, record.line, name}, "a number",
                          quotable(record.cells[column]), "correct the cell"));
}

Result<TextScore> score_row(const CsvRecord& record, const ScoreColumns& columns,
                            const std::string& file) {
  TextScore out;
  out.line = record.line;
  out.text = nfc(trimmed(record.cells[columns.text]));
  if (out.text.empty() || first_broken_utf8(out.text)) {
    return fail(input_error(ErrorKind::Missing, "a score of no text", {file, record.line, "text"},
                            "the text's name, in UTF-8", "", "name the text"));
  }
  ENTENTE_TRY(out.value, score_cell(record, columns.value, "value", file));
  out.low = out.value;
  out.high = out.value;
  if (!columns.low) return out;
  ENTENTE_TRY(out.low, score_cell(record, *columns.low, "low", file));
  ENTENTE_TRY(out.high, score_cell(record, *columns.high, "high", file));
  if (out.low <= out.value && out.value <= out.high) return out;
  return fail(input_error(ErrorKind::Range, "a value outside its interval",
                          {file, record.line, "value"}, "low <= value <= high",
                          quotable(record.cells[columns.value]), "correct the row"));
}

bool is_score(const CsvRecord& record, const ScoreColumns& columns) {
  if (trimmed(record.cells[columns.value]).empty()) return false;
  return !columns.reference || trimmed(record.cells[*columns.reference]).empty();
}

}  // namespace

Result<std::vector<TextScore>> read_text_scores(std::string_view bytes, const std::string& file) {
  auto decoded = without_encoding(bytes);
  if (!decoded) {
    decoded.error().place.file = file;
    return fail(std::move(decoded).error());
  }
  const std::string_view line =
      std::string_view(*decoded).substr(0, decoded->find_first_of("\r\n"));
  CsvReader reader(*decoded, line.find('\t') != std::string_view::npos ? '\t' : ',');
  CsvRecord record;
  Error fault;
  if (reader.next(record, fault) != CsvReader::Step::Record) {
    return fail(input_error(ErrorKind::Malformed, "no header", {file, 1, ""}, "text, value", "",
                            "name the columns in the first line"));
  }
  ENTENTE_TRY(const ScoreColumns columns, score_columns(record, file));
  const std::size_t width = record.cells.size();
  std::vector<TextScore> out;
  std::set<std::string> met;
  for (auto step = reader.next(record, fault); step != CsvReader::Step::End;
       step = reader.next(record, fault)) {
    if (step == CsvReader::Step::Fault) {
      fault.place.file = file;
      return fail(std::move(fault));
    }
    if (record.cells.size() != width) {
      return fail(input_error(ErrorKind::Malformed, "a row of another length",
                              {file, record.line, ""}, std::to_string(width) + " cells",
                              std::to_string(record.cells.size()), "correct the row"));
    }
    if (!is_score(record, columns)) continue;
    ENTENTE_TRY(TextScore score, score_row(record, columns, file));
    if (!met.insert(score.text).second) {
      return fail(input_error(ErrorKind::Duplicate, "a text with two scores",
                              {file, record.line, "text"}, "each text once", quotable(score.text),
                              "leave one of the rows out"));
    }
    out.push_back(std::move(score));
  }
  if (!out.empty()) return out;
  return fail(input_error(ErrorKind::Missing, "no score at all", {file, 0, ""},
                          "rows of text and value", "", "give a table that has scores"));
}

}  // namespace entente::ingest

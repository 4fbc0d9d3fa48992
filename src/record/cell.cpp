// SPDX-License-Identifier: GPL-3.0-or-later
// canonical_cell: one function a column kind.
#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "entente/record/schema.hpp"

namespace entente::record {
namespace {

Error cell_error(ErrorKind kind, const Column& column, std::string message, std::string expected,
                 std::string_view found, std::string mend) {
  return {kind,
          std::move(message),
          {{}, 0, std::string(column.name)},
          std::move(expected),
          quotable(found),
          std::move(mend)};
}

std::string range_words(const Column& column, std::string_view noun) {
  const bool low = column.low > -1e299;
  const bool high = column.high < 1e299;
  std::string out(noun);
  if (low && high)
    return out + " from " + number_text(column.low) + " to " + number_text(column.high);
  if (low) return out + " of at least " + number_text(column.low);
  if (high) return out + " of at most " + number_text(column.high);
  return out;
}

Result<std::string> canonical_integer(const Column& column, std::string_view text) {
  const auto value = parse_integer(text);
  if (!value) {
    const auto number = parse_number(text);
    const bool whole = number && std::floor(*number) == *number && std::fabs(*number) < 9e15;
    // Spreadsheets write 2 as 2.0; a half is a coding error, never rounded away.
    if (whole) return canonical_integer(column, std::to_string(static_cast<std::int64_t>(*number)));
    return fail(
        cell_error(number ? ErrorKind::Range : ErrorKind::Malformed, column, "not a whole number",
                   range_words(column, "a whole number"), text,
                   number ? "statements carry whole numbers; put ranges into an assessment"
                          : "write digits only, or leave the cell blank when it is not known"));
  }
  if (static_cast<double>(*value) < column.low || static_cast<double>(*value) > column.high) {
    return fail(cell_error(ErrorKind::Range, column, "number out of range",
                           range_words(column, "a whole number"), text, "correct the number"));
  }
  return std::to_string(*value);
}

Result<std::string> canonical_number(const Column& column, std::string_view text) {
  const auto value = parse_number(text);
  if (!value) {
    return fail(cell_error(ErrorKind::Malformed, column, "not a number",
                           range_words(column, "a number"), text,
                           "write it with a decimal point and without thousands separators"));
  }
  if (*value < column.low || *value > column.high) {
    return fail(cell_error(ErrorKind::Range, column, "number out of range",
                           range_words(column, "a number"), text, "correct the number"));
  }
  return number_text(*value);
}

Result<std::string> canonical_date(const Column& column, std::string_view text) {
  auto date = Date::parse(text);
  if (!date) {
    Error error = std::move(date).error();
    error.place.column = std::string(column.name);
    return fail(std::move(error));
  }
  return date->text();
}

Result<std::string> canonical_flag(const Column& column, std::string_view text) {
  const std::string word = lowered(text);
  if (word == "yes" || word == "true" || word == "1" || word == "x") return std::string("yes");
  if (word == "no" || word == "false" || word == "0") return std::string("no");
  return fail(cell_error(ErrorKind::Vocabulary, column, "not a flag",
                         "yes, no or blank (not known)", text, "write yes or no"));
}

Result<std::string> canonical_word(const Column& column, std::string_view text) {
  if (column.vocabulary.empty()) return std::string(text);
  std::vector<std::string> words;
  for (const std::string_view word : column.vocabulary) {
    if (word == text) return std::string(text);
    words.emplace_back(word);
  }
  for (const std::string& word : words) {
    if (lowered(word) == lowered(text)) return word;
  }
  std::string mend = did_you_mean_sentence(text, words);
  if (mend.empty()) mend = "use one of the listed words";
  return fail(cell_error(ErrorKind::Vocabulary, column, "word not in the list",
                         "one of " + joined(words, ", "), text, std::move(mend)));
}

Result<std::string> canonical_id(const Column& column, std::string_view text) {
  const bool bad = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || c == ';' || c == '"';
  });
  if (bad || text.size() > 200) {
    return fail(cell_error(ErrorKind::Malformed, column, "not an id",
                           "at most 200 bytes without ';', '\"' or line breaks", text,
                           "choose a plainer id"));
  }
  return std::string(text);
}

Result<std::string> canonical_datum(const Column& column, std::string_view text) {
  ENTENTE_TRY(std::string datum, canonical_id(column, text));
  if (parse_datum(datum)) return datum;
  const std::string_view table = text.substr(0, text.find('/'));
  std::string mend = did_you_mean_sentence(table, table_names());
  if (mend.empty()) mend = "write the table, a slash and the row's id";
  return fail(cell_error(ErrorKind::Malformed, column, "not the name of a row",
                         "TABLE/ID, such as statement/P1", text, std::move(mend)));
}

using CanonicalItem = Result<std::string> (*)(const Column&, std::string_view);

Result<std::string> canonical_list(const Column& column, std::string_view text,
                                   CanonicalItem canonical_item) {
  std::vector<std::string> items;
  for (const std::string_view item : list_items(text)) {
    ENTENTE_TRY(std::string word, canonical_item(column, item));
    if (std::find(items.begin(), items.end(), word) != items.end()) {
      return fail(cell_error(ErrorKind::Duplicate, column, "named twice in one list",
                             "each id once", item, "remove the second mention"));
    }
    items.push_back(std::move(word));
  }
  if (items.empty() && column.required) {
    return fail(cell_error(ErrorKind::Missing, column, "required list names nothing",
                           std::string(column.note), text,
                           "fill it in, or leave the whole row out"));
  }
  return joined(items, ";");
}

Result<std::string> canonical_hash(const Column& column, std::string_view text) {
  std::string hash = lowered(text);
  const bool ok =
      hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (ok) return hash;
  return fail(cell_error(ErrorKind::Malformed, column, "not a SHA-256 hash",
                         "64 hexadecimal digits", text,
                         "leave it blank: attaching the document fills it"));
}

/// Free text keeps its inner line breaks as LF; other control characters are refused.
Result<std::string> canonical_text(const Column& column, std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 >= text.size() || text[i + 1] != '\n') out += '\n';
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
      return fail(cell_error(ErrorKind::Malformed, column, "control character in text",
                             "printable text", text, "remove the character"));
    }
    out += c;
  }
  return out;
}

}  // namespace

Result<std::string> canonical_cell(const Column& column, std::string_view raw) {
  if (raw.size() > cell_limit) {
    return fail({ErrorKind::Limit,
                 "cell too large",
                 {{}, 0, std::string(column.name)},
                 "at most 1 MiB",
                 std::to_string(raw.size()) + " bytes",
                 "keep long texts as documents"});
  }
  if (const auto broken = first_broken_utf8(raw)) {
    return fail(cell_error(ErrorKind::Malformed, column, "broken UTF-8", "UTF-8 text",
                           raw.substr(*broken, 12),
                           "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"));
  }
  const std::string_view text = trimmed(raw);
  if (text.empty()) {
    if (!column.required) return std::string();
    return fail(cell_error(ErrorKind::Missing, column, "required cell is blank",
                           std::string(column.note), "", "fill it in, or leave the whole row out"));
  }
  if (column.kind != ColumnKind::Text) {
    const auto control = std::find_if(text.begin(), text.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte < 0x20 || byte == 0x7F;
    });
    if (control != text.end()) {
      return fail(cell_error(ErrorKind::Malformed, column,
                             "line break or control character in the cell", "one line", text,
                             "remove it"));
    }
  }
  switch (column.kind) {
    case ColumnKind::Id:
    case ColumnKind::Reference:
      return canonical_id(column, text);
    case ColumnKind::References:
      return canonical_list(column, text, canonical_id);
    case ColumnKind::Words:
      return canonical_list(column, text, canonical_word);
    case ColumnKind::Word:
      return canonical_word(column, text);
    case ColumnKind::Data:
      return canonical_list(column, text, canonical_datum);
    case ColumnKind::Integer:
      return canonical_integer(column, text);
    case ColumnKind::Number:
      return canonical_number(column, text);
    case ColumnKind::Date:
      return canonical_date(column, text);
    case ColumnKind::Flag:
      return canonical_flag(column, text);
    case ColumnKind::Hash:
      return canonical_hash(column, text);
    case ColumnKind::Text:
      break;
  }
  return canonical_text(column, text);
}

}  // namespace entente::record

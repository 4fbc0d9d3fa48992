// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/texts.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::array<std::string_view, 4> word_columns = {"word", "feature", "term", "token"};
constexpr std::array<std::string_view, 3> document_columns_of_counts = {"doc", "document", "text"};
constexpr std::array<std::string_view, 4> count_columns = {"count", "n", "freq", "frequency"};

struct CountColumns {
  std::optional<std::size_t> word;
  std::optional<std::size_t> document;
  std::optional<std::size_t> count;
  bool whole() const { return word && document && count; }
};

std::optional<std::size_t> column_named(const std::vector<std::string>& header,
                                        std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; c < header.size(); ++c) {
      if (lowered(trimmed(header[c])) == name) return c;
    }
  }
  return std::nullopt;
}

CountColumns columns_of_counts(const std::vector<std::string>& header) {
  return {column_named(header, word_columns), column_named(header, document_columns_of_counts),
          column_named(header, count_columns)};
}

char separator_of_counts(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
  return line.find('\t') != std::string_view::npos ? '\t' : ',';
}

struct CountRow {
  std::uint32_t document = 0;
  std::uint32_t word = 0;
  std::uint32_t count = 0;
  std::int64_t line = 0;
};

class CountTable {
 public:
  CountTable(std::string file, RepeatedCounts repeated)
      : file_(std::move(file)), repeated_(repeated) {}

  void take(const CsvRecord& record, const CountColumns& columns, std::size_t width) {
    ++out_.read;
    if (record.cells.size() != width) {
      return reject(ErrorKind::Malformed, record.line, "", "a row of another length",
                    std::to_string(width) + " cells", std::to_string(record.cells.size()));
    }
    const std::string word = nfc(trimmed(record.cells[*columns.word]));
    const std::string document = nfc(trimmed(record.cells[*columns.document]));
    if (word.empty() || document.empty() || first_broken_utf8(word) ||
        first_broken_utf8(document)) {
      return reject(ErrorKind::Missing, record.line, word.empty() ? "word" : "doc",
                    "a count without its word or document", "both, in UTF-8", "");
    }
    const auto count = parse_integer(trimmed(record.cells[*columns.count]));
    if (!count || *count < 0 || *count > std::numeric_limits<std::uint32_t>::max()) {
      return reject(ErrorKind::Malformed, record.line, "count", "no count", "a whole number from 0",
                    quotable(record.cells[*columns.count]));
    }
    rows_.push_back({place(document, document_places_, documents_),
                     place(word, word_places_, words_), static_cast<std::uint32_t>(*count),
                     record.line});
  }

  void fault(Error error) {
    ++out_.read;
    ++out_.rejected;
    error.place.file = file_;
    complain(std::move(error));
  }

  Result<ReadCounts> finish() {
    const auto key = [](const CountRow& row) { return std::pair(row.document, row.word); };
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](const CountRow& a, const CountRow& b) { return key(a) < key(b); });
    std::vector<record::WordCell> cells;
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin + 1;
      while (end < rows_.size() && key(rows_[end]) == key(rows_[begin])) ++end;
      ENTENTE_CHECK(settle(std::span(rows_).subspan(begin, end - begin), cells));
      begin = end;
    }
    if (out_.accepted == 0) {
      return fail(input_error(ErrorKind::Missing, "no count at all", {file_, 0, ""},
                              "rows of word, document and count", "",
                              "give a table that has counts"));
    }
    ENTENTE_TRY(out_.counts, record::WordCounts::make(std::move(documents_), std::move(words_),
                                                      std::move(cells)));
    return std::move(out_);
  }

 private:
  using Places = std::unordered_map<std::string, std::uint32_t>;

  static std::uint32_t place(const std::string& name, Places& places,
                             std::vector<std::string>& names) {
    const auto [at, fresh] = places.try_emplace(name, static_cast<std::uint32_t>(names.size()));
    if (fresh) names.push_back(name);
    return at->second;
  }

  void complain(Error error) {
    ++out_.faults;
    if (out_.complaints.size() < ReadCounts::most_complaints) {
      out_.complaints.push_back(std::move(error));
    }
  }

  void reject(ErrorKind kind, std::int64_t line, const char* column, const char* message,
              std::string expected, std::string found) {
    ++out_.rejected;
    complain(input_error(kind, message, {file_, line, column}, std::move(expected),
                         std::move(found), "correct the row, or leave it out"));
  }

  Result<void> settle(std::span<const CountRow> same, std::vector<record::WordCell>& cells) {
    const CountRow& first = same.front();
    const auto rows = static_cast<std::int64_t>(same.size());
    std::uint64_t sum = 0;
    for (const CountRow& row : same) sum += row.count;
    const auto differs = std::find_if(
        same.begin(), same.end(), [&](const CountRow& row) { return row.count != first.count; });
    if (repeated_ == RepeatedCounts::Add) {
      if (sum > std::numeric_limits<std::uint32_t>::max()) {
        return fail(input_error(ErrorKind::Limit, "a count that is too large",
                                {file_, same.back().line, "count"}, "at most 4294967295",
                                std::to_string(sum), "give smaller counts"));
      }
      out_.accepted += rows;
      cells.push_back({first.document, first.word, static_cast<std::uint32_t>(sum)});
      return {};
    }
    if (differs == same.end()) {
      ++out_.accepted;
      out_.duplicate += rows - 1;
      cells.push_back({first.document, first.word, first.count});
      return {};
    }
    out_.rejected += rows;
    complain(input_error(ErrorKind::Conflict,
                         "two different counts of " + quotable(words_[first.word]) + " in " +
                             quotable(documents_[first.document]) + "; none of them is taken",
                         {file_, differs->line, "count"},
                         std::to_string(first.count) + " as in line " + std::to_string(first.line),
                         std::to_string(differs->count),
                         "leave the wrong one out, or say --add-repeated"));
    return {};
  }

  std::string file_;
  RepeatedCounts repeated_;
  ReadCounts out_;
  Places document_places_;
  Places word_places_;
  std::vector<std::string> documents_;
  std::vector<std::string> words_;
  std::vector<CountRow> rows_;
};

}  // namespace

bool is_word_counts(std::string_view bytes) {
  const auto decoded = without_encoding(bytes.substr(0, std::size_t{1} << 16U));
  if (!decoded) return false;
  CsvReader reader(*decoded, separator_of_counts(*decoded));
  CsvRecord header;
  Error fault;
  return reader.next(header, fault) == CsvReader::Step::Record &&
         columns_of_counts(header.cells).whole();
}

Result<ReadCounts> read_word_counts(std::string_view bytes, const std::string& file,
                                    RepeatedCounts repeated, const CancelToken& cancel) {
  auto decoded = without_encoding(bytes);
  if (!decoded) {
    decoded.error().place.file = file;
    return fail(std::move(decoded).error());
  }
  CsvReader reader(*decoded, separator_of_counts(*decoded));
  CsvRecord record;
  Error fault;
  if (reader.next(record, fault) != CsvReader::Step::Record) {
    return fail(input_error(ErrorKind::Malformed, "no header", {file, 1, ""}, "word, doc, count",
                            "", "name the columns in the first line"));
  }
  const CountColumns columns = columns_of_counts(record.cells);
  const std::size_t width = record.cells.size();
  if (!columns.whole()) {
    const char* lacking = !columns.word ? "word" : !columns.document ? "doc" : "count";
    return fail(input_error(ErrorKind::Missing, "a column is missing", {file, 1, lacking},
                            std::string("a column ") + lacking, "",
                            "name the columns in the first line: word, doc, count"));
  }
  CountTable table(file, repeated);
  while (true) {
    ENTENTE_CHECK(check_cancel(cancel, "counts"));
    const auto step = reader.next(record, fault);
    if (step == CsvReader::Step::End) break;
    if (step == CsvReader::Step::Fault) {
      table.fault(fault);
    } else {
      table.take(record, columns, width);
    }
  }
  return table.finish();
}

}  // namespace entente::ingest

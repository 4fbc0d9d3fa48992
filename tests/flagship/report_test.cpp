// SPDX-License-Identifier: GPL-3.0-or-later
// The study against the report it anchors to: offsets, hashes, and that none of its text is here.
#include <unordered_set>

#include "case_files.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"

namespace entente::flagship {
namespace {

/// Byte offset of each code point, and the end.
std::vector<std::size_t> code_point_starts(std::string_view text) {
  std::vector<std::size_t> out;
  std::size_t at = 0;
  while (at < text.size()) {
    out.push_back(at);
    const std::size_t length = utf8_sequence_length(text, at);
    if (length == 0) break;
    at += length;
  }
  out.push_back(at);
  return out;
}

/// White space (with the no-break space, the only other one in the report) folded and trimmed.
std::string words_of_span(std::string_view span) {
  const std::string plain = replaced(std::string(span), "\u00A0", " ");
  std::string out;
  for (const char c : plain) {
    const bool white = c == ' ' || (c >= '\t' && c <= '\r');
    if (!white) out += c;
    if (white && !out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(trimmed(out));
}

void expect_anchor(const std::string& report, const std::vector<std::size_t>& starts,
                   const CaseRow& row, const std::string& id, const std::string& locator) {
  const record::Table& passages = flagship_study().table("passage");
  const auto first = parse_integer(row["char_start"]);
  const auto last = parse_integer(row["char_end"]);
  ASSERT_TRUE(first && last) << row.place();
  const std::size_t begin = starts.at(static_cast<std::size_t>(*first));
  const std::size_t end = starts.at(static_cast<std::size_t>(*last));
  const std::string span = report.substr(begin, end - begin);
  EXPECT_TRUE(span.starts_with(row["first_words"])) << row.place();
  expect_one_row(passages,
                 {{"id", "USIP2024#" + id},
                  {"source", "USIP2024"},
                  {"document", "USIP2024"},
                  {"locator", locator},
                  {"byte_start", std::to_string(begin)},
                  {"byte_end", std::to_string(end)},
                  {"quote_hash", sha256_hex(words_of_span(span))},
                  {"language", "en"}},
                 row.place());
}

TEST(Report, EverySentenceAndParagraphIsAnchored) {
  ENTENTE_NEEDS_SHARED();
  const auto report = report_text();
  ASSERT_TRUE(report);
  const std::vector<std::size_t> starts = code_point_starts(*report);
  ASSERT_EQ(starts.back(), report->size()) << "not UTF-8";
  for (const CaseRow& row : case_rows("report_sentences")) {
    expect_anchor(*report, starts, row, row["sent_id"],
                  "line " + row["line"] + ", sentence " + row["sent_no"]);
  }
  for (const CaseRow& row : case_rows("report_paragraphs")) {
    expect_anchor(*report, starts, row, row["para_id"], "line " + row["para_id"].substr(1));
    const std::size_t begin =
        starts.at(static_cast<std::size_t>(*parse_integer(row["char_start"])));
    const std::size_t end = starts.at(static_cast<std::size_t>(*parse_integer(row["char_end"])));
    EXPECT_EQ(sha256_hex(report->substr(begin, end - begin)).substr(0, 12), row["sha256_12"])
        << row.place();
  }
}

TEST(Report, TheDocumentRowKnowsTheText) {
  ENTENTE_NEEDS_SHARED();
  const auto report = report_text();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->find('\r'), std::string::npos);
  expect_one_row(flagship_study().table("document"),
                 {{"id", "USIP2024"},
                  {"source", "USIP2024"},
                  {"file", "USIP2024.txt"},
                  {"media_type", "text/plain"},
                  {"sha256", sha256_hex(*report)},
                  {"bytes", std::to_string(report->size())}},
                 "the report");
}

/// Lower-case words; hyphens and slashes part words, apostrophes do not.
std::vector<std::string> words_in(std::string_view text) {
  std::string plain = replaced(std::string(text), "\u2019", "'");
  for (const std::string_view mark : {"\u2014", "\u2013", "\u00A0"})
    plain = replaced(std::move(plain), mark, " ");
  std::vector<std::string> out;
  std::string word;
  for (const char c : lowered(plain) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80 || c == '\'';
    if (part) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

class ReportWords {
 public:
  static constexpr std::size_t run = 6;
  explicit ReportWords(std::string_view report) {
    for (std::string& sequence : sequences(report)) seen_.insert(std::move(sequence));
  }
  /// The first run of six words that stands so in the report, or "".
  std::string taken(std::string_view cell) const {
    for (std::string& sequence : sequences(cell)) {
      if (seen_.contains(sequence)) return sequence;
    }
    return {};
  }

 private:
  static std::vector<std::string> sequences(std::string_view text) {
    const std::vector<std::string> words = words_in(text);
    std::vector<std::string> out;
    for (std::size_t i = 0; i + run <= words.size(); ++i)
      out.push_back(joined(std::span(words).subspan(i, run), " "));
    return out;
  }
  std::unordered_set<std::string> seen_;
};

TEST(Report, NoSixWordsInARowOfItStandInTheStudy) {
  ENTENTE_NEEDS_SHARED();
  const auto report = report_text();
  ASSERT_TRUE(report);
  const ReportWords words(*report);
  // The measure itself must bite: the report's own middle, its marks changed, is caught.
  EXPECT_NE(words.taken(replaced(report->substr(11000, 200), ",", " -- ")), "");
  const record::Study& study = flagship_study();
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t c = 0; c < table.columns(); ++c) {
        const std::string_view column = table.schema().columns[c].name;
        // Titles and addresses of publications are names, not text.
        const bool name =
            table.schema().name == "source" && (column == "title" || column == "locator");
        if (name) continue;
        EXPECT_EQ(words.taken(table.cell(row, c)), "")
            << record::datum_name(table, row) << ", column " << column;
      }
    }
  }
  EXPECT_EQ(words.taken(study.settings.title), "");
  EXPECT_EQ(words.taken(study.settings.question), "");
}

}  // namespace
}  // namespace entente::flagship

// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown is kept as it stands, marks and all, so that offsets are those of the user's own file;
// headings, list items and paragraphs are told apart by their lines (CommonMark 0.30, the parts
// named on the card).
#include "entente/base/text.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/text/plain.hpp"

namespace entente::ingest {
namespace {

struct MarkdownLine {
  std::size_t start = 0;  ///< first byte that is not white space
  std::size_t end = 0;    ///< one past the last such
  std::size_t indent = 0;
  std::string_view words;
};

class MarkdownBlocks {
 public:
  explicit MarkdownBlocks(ExtractedDocument& out) : out_(out) {}

  void run() {
    std::size_t line = front_matter();
    const std::string_view text = out_.text;
    while (line < text.size()) {
      const std::size_t end = std::min(text.find('\n', line), text.size());
      const std::string_view whole = text.substr(line, end - line);
      const std::string_view words = trimmed(whole);
      const auto start =
          words.empty() ? line : static_cast<std::size_t>(words.data() - text.data());
      take({start, start + words.size(), start - line, words});
      line = end + 1;
    }
    close();
  }

 private:
  /// Keys that name what we ask for, one a line, between lines of three dashes.
  std::size_t front_matter() {
    const std::string_view text = out_.text;
    if (!text.starts_with("---\n")) return 0;
    const std::size_t end = text.find("\n---\n", 3);
    if (end == std::string_view::npos || end > 65'536) return 0;
    for (const std::string_view line : split(text.substr(4, end < 4 ? 0 : end - 4), '\n')) {
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      std::string_view value = trimmed(line.substr(colon + 1));
      if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
          value.back() == value.front()) {
        value = value.substr(1, value.size() - 2);
      }
      if (!value.empty()) said(lowered(trimmed(line.substr(0, colon))), value);
    }
    return end + 5;
  }

  void said(const std::string& key, std::string_view value) {
    DocumentMetadata& about = out_.metadata;
    if (key == "title") about.title = one_line(value);
    if (key == "author") about.authors.push_back(one_line(value));
    if (key == "date") about.date = plain_date(value);
    if (key == "lang" || key == "language") about.language = one_line(value);
    if (key == "publisher") about.publisher = one_line(value);
    if (key == "doi" || key == "url") about.locator = one_line(value);
  }

  void take(const MarkdownLine& line) {
    if (fence_ != '\0') {
      extend(line);
      if (fence_of(line) == fence_ &&
          line.words.find_first_not_of(fence_) == std::string_view::npos)
        fence_ = '\0';
      return;
    }
    if (line.words.empty()) {
      close();
      return;
    }
    if (const char fence = fence_of(line); fence != '\0') {
      close();
      fence_ = fence;
      extend(line);
      return;
    }
    if (line.indent < 4 && underlines(line)) {
      block_->kind = BlockKind::Heading;
      block_->level = line.words.front() == '=' ? 1 : 2;
      extend(line);
      close();
      return;
    }
    if (const int level = line.indent < 4 ? heading_level(line.words) : 0; level > 0) {
      close();
      block_ = Block{BlockKind::Heading, level, line.start, line.end, std::nullopt};
      close();
      return;
    }
    if (begins_item(line.words)) {
      close();
      block_ = Block{BlockKind::ListItem, 0, line.start, line.end, std::nullopt};
      return;
    }
    extend(line);
  }

  static char fence_of(const MarkdownLine& line) {
    if (line.indent > 3) return '\0';
    if (line.words.starts_with("```")) return '`';
    return line.words.starts_with("~~~") ? '~' : '\0';
  }
  bool underlines(const MarkdownLine& line) const {
    if (!block_ || block_->kind != BlockKind::Paragraph) return false;
    const char mark = line.words.front();
    return (mark == '=' || mark == '-') &&
           line.words.find_first_not_of(mark) == std::string_view::npos;
  }
  static int heading_level(std::string_view words) {
    const std::size_t marks = std::min(words.find_first_not_of('#'), words.size());
    if (marks == 0 || marks > 6) return 0;
    return marks == words.size() || words[marks] == ' ' || words[marks] == '\t'
               ? static_cast<int>(marks)
               : 0;
  }
  static bool begins_item(std::string_view words) {
    if (words.starts_with("- ") || words.starts_with("* ") || words.starts_with("+ ")) return true;
    const std::size_t digits = words.find_first_not_of("0123456789");
    return digits != std::string_view::npos && digits > 0 && digits < 10 &&
           (words[digits] == '.' || words[digits] == ')') && words.substr(digits + 1, 1) == " ";
  }

  void extend(const MarkdownLine& line) {
    if (!block_) block_ = Block{BlockKind::Paragraph, 0, line.start, line.end, std::nullopt};
    if (!line.words.empty()) block_->end = line.end;
  }
  void close() {
    // Text beyond the limit is kept like all of it, only not divided any more.
    const bool room = out_.blocks.size() < block_limit;
    if (room && block_ && block_->end > block_->start) out_.blocks.push_back(*block_);
    block_.reset();
  }

  ExtractedDocument& out_;
  std::optional<Block> block_;
  char fence_ = '\0';
};

Result<ExtractedDocument> read_markdown(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(ExtractedDocument out, text_as_it_stands(bytes, file_name));
  MarkdownBlocks(out).run();
  if (out.metadata.title.empty()) {
    for (const Block& block : out.blocks) {
      if (block.kind != BlockKind::Heading || block.level != 1) continue;
      std::string_view words =
          std::string_view(out.text).substr(block.start, block.end - block.start);
      words = words.substr(0, words.find('\n'));
      words.remove_prefix(std::min(words.find_first_not_of("# \t"), words.size()));
      out.metadata.title = one_line(words);
      break;
    }
  }
  return out;
}

}  // namespace

DocumentReader markdown_reader() {
  DocumentReader out;
  out.card = {"markdown",
              "Markdown",
              {".md", ".markdown"},
              "The text as it stands, marks and all; headings, list items and front matter are "
              "recognised.",
              "stable",
              {"Marks such as ** stay in the text: a quotation across them holds them.",
               "Of front matter only lines `key: value` are understood."}};
  out.media_type = "text/markdown";
  out.by_name = true;
  out.read = &read_markdown;
  return out;
}

}  // namespace entente::ingest

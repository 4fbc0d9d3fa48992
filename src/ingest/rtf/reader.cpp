// SPDX-License-Identifier: GPL-3.0-or-later
// Rich Text Format (Microsoft, specification 1.9.1): control words, groups, \uN with its \ucN
// fallback, \'hh in the code page of the font, destinations that are no text left out. Groups are a
// stack of our own, so depth costs no stack of the machine.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_rtf_groups = 10'000;

enum class RtfTarget { Text, Nothing, Fonts, Title, Author, Created };

struct RtfGroup {
  RtfTarget target = RtfTarget::Text;
  int fallback = 1;   ///< \ucN: characters that follow \uN for readers without Unicode
  int code_page = 0;  ///< of the font in use; 0 = that of the document
  bool hidden = false;
  bool note = false;
  bool starred = false;  ///< right after {\*
};

struct RtfWord {
  std::string_view name;
  bool has_value = false;
  std::int64_t value = 0;
};

int code_page_of_charset(std::int64_t charset) {
  static const std::map<std::int64_t, int> pages = {
      {0, 1252},   {77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
      {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
      {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850}};
  const auto it = pages.find(charset);
  return it == pages.end() ? 0 : it->second;
}

/// Control words that stand for a character.
std::string_view rtf_character(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> characters = {
      {"tab", "\t"},
      {"line", "\n"},
      {"emdash", "\xE2\x80\x94"},
      {"endash", "\xE2\x80\x93"},
      {"lquote", "\xE2\x80\x98"},
      {"rquote", "\xE2\x80\x99"},
      {"ldblquote", "\xE2\x80\x9C"},
      {"rdblquote", "\xE2\x80\x9D"},
      {"bullet", "\xE2\x80\xA2"},
      {"emspace", "\xE2\x80\x83"},
      {"enspace", "\xE2\x80\x82"},
      {"qmspace", "\xE2\x80\x85"},
      {"zwj", "\xE2\x80\x8D"},
      {"zwnj", "\xE2\x80\x8C"},
      {"ltrmark", "\xE2\x80\x8E"},
      {"rtlmark", "\xE2\x80\x8F"}};
  const auto it = characters.find(word);
  return it == characters.end() ? std::string_view() : it->second;
}

/// Destinations without text of the document, besides all that are marked with \*.
bool rtf_unread(std::string_view word) {
  static constexpr std::string_view names[] = {
      "colortbl", "stylesheet", "pict",     "object",    "header",     "headerl",
      "headerr",  "headerf",    "footer",   "footerl",   "footerr",    "footerf",
      "fldinst",  "listtable",  "revtbl",   "rsidtbl",   "filetbl",    "xe",
      "tc",       "annotation", "atnid",    "atnauthor", "nonshppict", "ftnsep",
      "ftnsepc",  "aftnsep",    "aftnsepc", "themedata", "listtext",   "pntext"};
  return std::find(std::begin(names), std::end(names), word) != std::end(names);
}

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80U) {
    out += static_cast<char>(point);
  } else if (point < 0x800U) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else if (point < 0x10000U) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

class RtfParser {
 public:
  RtfParser(std::string_view bytes, std::string file_name)
      : bytes_(bytes), file_name_(std::move(file_name)), groups_(1) {}

  Result<ExtractedDocument> run() {
    while (at_ < bytes_.size() && !builder_.full()) {
      const char c = bytes_[at_];
      if (c == '{') {
        ++at_;
        flush();
        skip_ = 0;
        if (groups_.size() >= most_rtf_groups) {
          return fail(input_error(ErrorKind::Limit, "groups too deep", {file_name_, 0, {}},
                                  "at most " + std::to_string(most_rtf_groups), "",
                                  "save the document again"));
        }
        groups_.push_back(groups_.back());
        groups_.back().starred = false;
      } else if (c == '}') {
        ++at_;
        close_group();
        if (groups_.empty()) break;  // the end; what follows is no part of it
      } else if (c == '\\') {
        control();
      } else {
        ++at_;
        if (c == '\r' || c == '\n' || c == '\0') continue;
        byte(c);
      }
    }
    flush();
    if (builder_.full()) return fail(too_much_text(file_name_));
    return finished();
  }

 private:
  RtfGroup& group() { return groups_.back(); }
  bool read_here() { return group().target == RtfTarget::Text && !group().hidden; }

  void control() {
    ++at_;
    if (at_ >= bytes_.size()) return;
    const char c = bytes_[at_];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      word(read_word());
      return;
    }
    ++at_;
    switch (c) {
      case '\'':
        escaped_byte();
        break;
      case '*':
        group().starred = true;
        break;
      case '~':
        put("\xC2\xA0");
        break;
      case '_':
        put("\xE2\x80\x91");
        break;
      case '\r':
      case '\n':
        paragraph();
        break;
      case '\\':
      case '{':
      case '}':
        byte(c);
        break;
      default:
        break;  // \- and \: show nothing
    }
  }

  RtfWord read_word() {
    const std::size_t from = at_;
    while (at_ < bytes_.size() && at_ - from < 32 &&
           ((bytes_[at_] >= 'a' && bytes_[at_] <= 'z') ||
            (bytes_[at_] >= 'A' && bytes_[at_] <= 'Z'))) {
      ++at_;
    }
    RtfWord out;
    out.name = bytes_.substr(from, at_ - from);
    const std::size_t number = at_;
    if (at_ < bytes_.size() && bytes_[at_] == '-') ++at_;
    const std::size_t digits = at_;
    while (at_ < bytes_.size() && at_ - digits < 10 && bytes_[at_] >= '0' && bytes_[at_] <= '9')
      ++at_;
    if (at_ > digits) {
      out.has_value = true;
      out.value = parse_integer(bytes_.substr(number, at_ - number)).value_or(0);
    } else {
      at_ = number;
    }
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    return out;
  }

  void word(const RtfWord& word) {
    if (word.name == "u" && word.has_value) {
      unicode(word.value);
      return;
    }
    if (word.name == "bin") {
      flush();
      const auto length = static_cast<std::size_t>(std::max<std::int64_t>(word.value, 0));
      at_ += std::min(length, bytes_.size() - at_);
      return;
    }
    if (skip_ > 0) {
      --skip_;  // a control word counts as one character of a fallback
      return;
    }
    if (const std::string_view character = rtf_character(word.name); !character.empty()) {
      put(character);
      return;
    }
    flush();
    if (destination(word.name)) return;
    if (font_or_state(word)) return;
    layout(word);
  }

  /// Words that begin a destination. True where this was one.
  bool destination(std::string_view name) {
    RtfGroup& here = group();
    const bool starred = std::exchange(here.starred, false);
    if (name == "ud") {
      // {\upr{ANSI}{\*\ud{Unicode}}}: the second form is the better one.
      here.target = RtfTarget::Text;
      return true;
    }
    if (info_ != 0 && groups_.size() == info_ + 1) {
      if (name == "title") here.target = RtfTarget::Title;
      if (name == "author") here.target = RtfTarget::Author;
      if (name == "creatim") here.target = RtfTarget::Created;
    }
    if (here.target == RtfTarget::Nothing) return true;
    if (name == "info") {
      info_ = groups_.size();
      here.target = RtfTarget::Nothing;
    } else if (name == "fonttbl") {
      here.target = RtfTarget::Fonts;
    } else if (name == "footnote") {
      begin_note();
    } else if (name == "upr" || rtf_unread(name) || (starred && here.target != RtfTarget::Fonts)) {
      here.target = RtfTarget::Nothing;
    } else {
      return false;
    }
    if (name == "header" || name == "footer") margins_ = true;
    if (name == "annotation") comments_ = true;
    if (name == "object" || name == "pict") objects_ = true;
    return true;
  }

  bool font_or_state(const RtfWord& word) {
    RtfGroup& here = group();
    if (here.target == RtfTarget::Created) {
      if (word.name == "yr") year_ = word.value;
      if (word.name == "mo") month_ = word.value;
      if (word.name == "dy") day_ = word.value;
      return true;
    }
    if (word.name == "uc") {
      here.fallback = static_cast<int>(std::clamp<std::int64_t>(word.value, 0, 100));
    } else if (word.name == "ansicpg") {
      page_ = static_cast<int>(std::clamp<std::int64_t>(word.value, 0, 100'000));
      if (page_ == 0) page_ = 1252;
    } else if (word.name == "mac") {
      page_ = 10000;
    } else if (word.name == "pc") {
      page_ = 437;
    } else if (word.name == "pca") {
      page_ = 850;
    } else if (word.name == "f" || word.name == "af") {
      if (here.target == RtfTarget::Fonts) {
        font_ = word.value;
      } else if (word.name == "f") {
        here.code_page = font_page(word.value);
      }
    } else if (word.name == "fcharset" && here.target == RtfTarget::Fonts) {
      if (fonts_.size() < 10'000) fonts_[font_] = code_page_of_charset(word.value);
    } else if (word.name == "deff") {
      default_font_ = word.value;
    } else if (word.name == "plain") {
      here.hidden = false;
      here.code_page = font_page(default_font_);
    } else if (word.name == "v") {
      here.hidden = !word.has_value || word.value != 0;
    } else if (word.name == "deleted") {
      here.hidden = !word.has_value || word.value != 0;
      deletions_ = deletions_ || here.hidden;
    } else {
      return false;
    }
    return true;
  }

  void layout(const RtfWord& word) {
    if (!read_here()) return;
    if (word.name == "par" || word.name == "sect" || word.name == "page") {
      paragraph();
    } else if (word.name == "row" || word.name == "nestrow") {
      if (group().note) return;
      builder_.end();
      kind_ = BlockKind::Paragraph;
    } else if (word.name == "cell" || word.name == "nestcell") {
      put("\t");
    } else if (word.name == "intbl") {
      kind_ = BlockKind::TableRow;
    } else if (word.name == "pard") {
      kind_ = BlockKind::Paragraph;
      level_ = 0;
    } else if (word.name == "ls" || word.name == "pn") {
      if (kind_ == BlockKind::Paragraph) kind_ = BlockKind::ListItem;
    } else if (word.name == "outlinelevel" && word.value >= 0 && word.value < 9) {
      kind_ = BlockKind::Heading;
      level_ = static_cast<int>(word.value) + 1;
    }
  }

  void begin_note() {
    if (!read_here()) return;
    put("[" + std::to_string(notes_.size() + 1) + "]");
    group().note = true;
    if (notes_.size() < 100'000) notes_.emplace_back();
  }

  void paragraph() {
    flush();
    if (!read_here()) return;
    if (group().note) {
      put(" ");
    } else if (kind_ == BlockKind::TableRow) {
      put(" ");  // a paragraph inside a cell
    } else {
      builder_.end();
    }
  }

  void unicode(std::int64_t value) {
    flush();
    auto unit = static_cast<std::uint32_t>(value < 0 ? value + 65'536 : value);
    skip_ = group().fallback;
    if (unit >= 0xD800U && unit <= 0xDBFFU) {
      high_ = unit;
      return;
    }
    if (unit >= 0xDC00U && unit <= 0xDFFFU) {
      unit = high_ == 0 ? 0xFFFDU : 0x10000U + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U);
    }
    high_ = 0;
    if (unit == 0 || unit > 0x10FFFFU) return;
    std::string text;
    append_utf8(text, unit);
    const int skip = std::exchange(skip_, 0);
    put(text);
    skip_ = skip;
  }

  void escaped_byte() {
    if (at_ + 2 > bytes_.size()) return;
    int value = 0;
    for (const char c : bytes_.substr(at_, 2)) {
      const auto digit =
          std::string_view("0123456789abcdef").find(lowered(std::string_view(&c, 1)));
      if (digit == std::string_view::npos) return;
      value = value * 16 + static_cast<int>(digit);
    }
    at_ += 2;
    byte(static_cast<char>(value));
  }

  void byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (pending_.size() > (std::size_t{1} << 20U)) flush();
    pending_ += c;
  }

  /// Bytes are turned into text as late as possible: characters of East Asian pages are two.
  void flush() {
    if (pending_.empty()) return;
    const int page = group().code_page != 0 ? group().code_page : page_;
    const bool ascii = std::none_of(pending_.begin(), pending_.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
    std::string text;
    if (ascii) {
      text = std::exchange(pending_, {});
    } else {
      const std::string bytes = std::exchange(pending_, {});
      auto decoded = utf8_from_code_page(bytes, page);
      if (!decoded) unknown_page_ = page;
      text = decoded ? std::move(*decoded) : utf8_from_code_page(bytes, 1252).value_or("");
    }
    deliver(text);
  }

  void put(std::string_view text) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    flush();
    deliver(text);
  }

  void deliver(std::string_view text) {
    RtfGroup& here = group();
    switch (here.target) {
      case RtfTarget::Title:
        title_.append(text.substr(0, 2000));
        return;
      case RtfTarget::Author:
        author_.append(text.substr(0, 2000));
        return;
      case RtfTarget::Text:
        break;
      default:
        return;
    }
    if (here.hidden) return;
    if (here.note && !notes_.empty()) {
      if (notes_.back().size() < (std::size_t{1} << 20U)) notes_.back().append(text);
      return;
    }
    if (!builder_.block_open()) {
      if (trimmed(text).empty() && text != "\t") return;
      builder_.begin(kind_, kind_ == BlockKind::Heading ? level_ : 0);
    }
    builder_.add(text);
  }

  void close_group() {
    flush();
    skip_ = 0;
    if (groups_.size() == info_) info_ = 0;
    groups_.pop_back();
    if (groups_.size() == 1) groups_.clear();
  }

  int font_page(std::int64_t font) const {
    const auto it = fonts_.find(font);
    return it == fonts_.end() ? 0 : it->second;
  }

  Result<ExtractedDocument> finished() {
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const std::string words = folded_spaces(notes_[i]);
      if (words.empty()) continue;
      builder_.begin(BlockKind::Note);
      builder_.add("[" + std::to_string(i + 1) + "] " + words);
    }
    if (builder_.full()) return fail(too_much_text(file_name_));
    ExtractedDocument out = builder_.finish();
    out.metadata.title = one_line(title_);
    if (const std::string author = one_line(author_); !author.empty()) {
      out.metadata.authors.push_back(author);
    }
    char day[40];
    std::snprintf(day, sizeof day, "%04d-%02d-%02d", static_cast<int>(std::abs(year_ % 10'000)),
                  static_cast<int>(std::abs(month_ % 100)), static_cast<int>(std::abs(day_ % 100)));
    out.metadata.date = plain_date(day);
    if (margins_) out.warnings.emplace_back("page headers and footers were left out");
    if (comments_) out.warnings.emplace_back("comments were left out");
    if (deletions_) out.warnings.emplace_back("tracked deletions were left out");
    if (objects_) out.warnings.emplace_back("pictures and embedded objects were not read");
    if (unknown_page_ != 0) {
      out.warnings.push_back("code page " + std::to_string(unknown_page_) +
                             " is not known: read as 1252");
    }
    if (!groups_.empty()) out.warnings.emplace_back("it ends in the middle: groups are open");
    return out;
  }

  std::string_view bytes_;
  std::string file_name_;
  std::size_t at_ = 0;
  std::vector<RtfGroup> groups_;
  TextBuilder builder_;
  std::string pending_;
  std::map<std::int64_t, int> fonts_;
  std::vector<std::string> notes_;
  std::string title_;
  std::string author_;
  std::int64_t year_ = 0;
  std::int64_t month_ = 0;
  std::int64_t day_ = 0;
  std::int64_t font_ = 0;
  std::int64_t default_font_ = 0;
  std::size_t info_ = 0;
  std::uint32_t high_ = 0;
  BlockKind kind_ = BlockKind::Paragraph;
  int level_ = 0;
  int page_ = 1252;
  int skip_ = 0;  ///< characters of a fallback still to be passed over
  int unknown_page_ = 0;
  bool margins_ = false;
  bool comments_ = false;
  bool deletions_ = false;
  bool objects_ = false;
};

bool is_rtf(std::string_view bytes) { return bytes.starts_with("{\\rtf"); }

Result<ExtractedDocument> read_rtf(std::string_view bytes, const std::string& file_name) {
  return RtfParser(bytes, file_name).run();
}

}  // namespace

DocumentReader rtf_reader() {
  DocumentReader out;
  out.card = {"rtf",
              "Rich Text Format",
              {".rtf"},
              "Paragraphs, tables and footnotes of a Rich Text document in any code page.",
              "stable",
              {"Headings are known by their outline level alone, not by the name of a style.",
               "Page headers, page footers, comments and pictures are left out."}};
  out.media_type = "application/rtf";
  out.recognises = &is_rtf;
  out.read = &read_rtf;
  return out;
}

}  // namespace entente::ingest

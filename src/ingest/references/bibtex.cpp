// SPDX-License-Identifier: GPL-3.0-or-later
// BibTeX as Zotero, JabRef and people write it. Broken entries are faults with their line; reading
// goes on at the next line that begins one.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/references/parsers.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

bool bib_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view combining_mark(char accent) {
  switch (accent) {
    case '\'':
      return "\xCC\x81";
    case '`':
      return "\xCC\x80";
    case '^':
      return "\xCC\x82";
    case '"':
      return "\xCC\x88";
    case '~':
      return "\xCC\x83";
    case '=':
      return "\xCC\x84";
    case '.':
      return "\xCC\x87";
    case 'c':
      return "\xCC\xA7";
    case 'v':
      return "\xCC\x8C";
    case 'u':
      return "\xCC\x86";
    case 'H':
      return "\xCC\x8B";
    case 'k':
      return "\xCC\xA8";
    case 'r':
      return "\xCC\x8A";
    default:
      return {};
  }
}

std::string_view latex_letter(std::string_view name) {
  static const std::unordered_map<std::string_view, std::string_view> letters = {
      {"ss", "\xC3\x9F"}, {"o", "\xC3\xB8"},  {"O", "\xC3\x98"},  {"ae", "\xC3\xA6"},
      {"AE", "\xC3\x86"}, {"oe", "\xC5\x93"}, {"OE", "\xC5\x92"}, {"aa", "\xC3\xA5"},
      {"AA", "\xC3\x85"}, {"l", "\xC5\x82"},  {"L", "\xC5\x81"},  {"i", "i"},
      {"j", "j"},         {"dh", "\xC3\xB0"}, {"th", "\xC3\xBE"}};
  const auto it = letters.find(name);
  return it == letters.end() ? std::string_view() : it->second;
}

/// Text without braces and with LaTeX's accents and dashes as characters.
class LatexText {
 public:
  explicit LatexText(std::string_view text) : text_(text) {}
  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        command();
      } else if (c == '{' || c == '}') {
        ++at_;
      } else if (c == '~') {
        ++at_;
        out_ += "\xC2\xA0";
      } else if (text_.substr(at_, 3) == "---") {
        at_ += 3;
        out_ += "\xE2\x80\x94";
      } else if (text_.substr(at_, 2) == "--") {
        at_ += 2;
        out_ += "\xE2\x80\x93";
      } else {
        ++at_;
        out_ += c;
      }
    }
    return one_line(out_);
  }

 private:
  static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  void command() {
    ++at_;
    if (at_ >= text_.size()) return;
    const std::size_t from = at_;
    if (!letter(text_[at_])) {
      const char accent = text_[at_++];
      if (const auto mark = combining_mark(accent); !mark.empty()) {
        accented(mark);
      } else {
        out_ += accent;
      }
      return;
    }
    while (at_ < text_.size() && letter(text_[at_])) ++at_;
    const std::string_view name = text_.substr(from, at_ - from);
    if (const auto mark = name.size() == 1 ? combining_mark(name[0]) : std::string_view();
        !mark.empty()) {
      accented(mark);
      return;
    }
    if (at_ < text_.size() && text_[at_] == ' ') ++at_;
    out_ += latex_letter(name);  // commands that set type have no text of their own
  }

  void accented(std::string_view mark) {
    while (at_ < text_.size() && (text_[at_] == '{' || text_[at_] == ' ')) ++at_;
    if (at_ < text_.size() && text_[at_] == '\\') {
      ++at_;  // \'{\i}
    }
    if (at_ >= text_.size()) return;
    const std::size_t length = std::max<std::size_t>(utf8_sequence_length(text_, at_), 1);
    out_.append(text_.substr(at_, length));
    at_ += length;
    out_ += mark;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string latex_text(std::string_view text) { return LatexText(text).run(); }

/// Names between " and " outside braces; "Writer, A." becomes "A. Writer".
std::vector<std::string> bib_names(std::string_view text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  int depth = 0;
  const auto take = [&](std::string_view name) {
    const std::size_t comma = name.find(',');
    std::string plain = comma == std::string_view::npos || name.find('{') < comma
                            ? latex_text(name)
                            : one_line(latex_text(name.substr(comma + 1)) + " " +
                                       latex_text(name.substr(0, comma)));
    if (!plain.empty() && out.size() < 100) out.push_back(std::move(plain));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}') --depth;
    if (depth == 0 && bib_space(text[i]) && text.substr(i + 1, 3) == "and" && i + 4 < text.size() &&
        bib_space(text[i + 4])) {
      take(text.substr(from, i - from));
      from = i + 5;
      i += 4;
    }
  }
  take(text.substr(std::min(from, text.size())));
  return out;
}

class BibtexParser {
 public:
  BibtexParser(std::string_view text, const std::string& file_name)
      : text_(text), file_name_(file_name) {
    static constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};
    for (std::size_t i = 0; i < 12; ++i) {
      strings_.emplace(months[i], (i < 9 ? "0" : "") + std::to_string(i + 1));
    }
  }

  ReferenceList run() {
    while (at_ < text_.size()) {
      const std::size_t sign = text_.find('@', at_);
      if (sign == std::string_view::npos) break;
      count_lines(sign);
      at_ = sign + 1;
      if (!entry()) {
        out_.faults.push_back(input_error(ErrorKind::Malformed, "an entry that cannot be read",
                                          {file_name_, line_, {}}, "@type{key, field = {value}}"));
        // Go on behind the sign: what looks like an entry there is tried.
      }
    }
    return std::move(out_);
  }

 private:
  void count_lines(std::size_t to) {
    line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                        text_.begin() + static_cast<std::ptrdiff_t>(to), '\n');
    counted_ = to;
  }
  void spaces() {
    while (at_ < text_.size() && bib_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string name() {
    spaces();
    const std::size_t from = at_;
    while (at_ < text_.size() && !bib_space(text_[at_]) &&
           std::string_view("{}(),=#\"@").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(text_.substr(from, at_ - from));
  }

  bool entry() {
    const std::size_t start = at_;
    const std::string type = lowered(name());
    if (type.empty()) return true;  // an address in free text, not an entry
    if (type == "comment") return true;
    spaces();
    const char open = at_ < text_.size() ? text_[at_] : '\0';
    if (open != '{' && open != '(') return true;
    ++at_;
    const char close = open == '{' ? '}' : ')';
    bool sound = true;
    if (type == "preamble") {
      std::string unused;
      sound = value(unused) && take(close);
    } else if (type == "string") {
      const std::string key = lowered(name());
      std::string text;
      sound = take('=') && value(text) && take(close);
      if (sound && strings_.size() < 10'000) strings_[key] = std::move(text);
    } else {
      sound = fields(close);
    }
    if (!sound) at_ = start;
    return sound;
  }

  bool fields(char close) {
    Reference one;
    one.key = one_line(name());
    std::map<std::string, std::string> found;
    while (true) {
      if (take(close)) break;
      if (!take(',')) return false;
      if (take(close)) break;
      const std::string key = lowered(name());
      std::string text;
      if (key.empty() || !take('=') || !value(text)) return false;
      if (found.size() < 1000) found.emplace(key, std::move(text));
    }
    describe(one, found);
    out_.references.push_back(std::move(one));
    return true;
  }

  /// Pieces joined by "#": {…}, "…", a number or the name of a @string.
  bool value(std::string& out) {
    do {
      spaces();
      if (at_ >= text_.size()) return false;
      const char c = text_[at_];
      if (c == '{' || c == '"') {
        if (!delimited(out)) return false;
      } else {
        const std::string word = name();
        if (word.empty()) return false;
        const auto known = strings_.find(lowered(word));
        out += known != strings_.end() ? known->second : word;
      }
      if (out.size() > (std::size_t{1} << 20U)) return false;
    } while (take('#'));
    return true;
  }

  bool delimited(std::string& out) {
    const bool quoted = text_[at_] == '"';
    int depth = quoted ? 0 : 1;
    const std::size_t from = ++at_;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        continue;
      }
      if (c == '{') ++depth;
      if (c == '}') --depth;
      const bool end = quoted ? c == '"' && depth == 0 : depth == 0;
      if (end) {
        out.append(text_.substr(from, at_ - from));
        ++at_;
        return true;
      }
      if (depth < 0) return false;
      if (at_ - from > (std::size_t{1} << 20U)) return false;
    }
    return false;
  }

  static void describe(Reference& one, const std::map<std::string, std::string>& found) {
    const auto text = [&](const char* key) {
      const auto it = found.find(key);
      return it == found.end() ? std::string() : latex_text(it->second);
    };
    const auto first = [&](std::initializer_list<const char*> keys) {
      for (const char* key : keys) {
        if (std::string out = text(key); !out.empty()) return out;
      }
      return std::string();
    };
    DocumentMetadata& about = one.about;
    about.title = text("title");
    const auto author = found.find("author");
    if (author != found.end()) about.authors = bib_names(author->second);
    about.publisher =
        first({"publisher", "institution", "organization", "journal", "journaltitle"});
    about.language = first({"langid", "language"});
    about.locator = first({"doi", "url"});
    about.date = plain_date(text("date"));
    if (about.date.empty()) {
      const std::string month = text("month");
      const bool digits =
          month.size() == 2 && month.find_first_not_of("0123456789") == std::string::npos;
      about.date = plain_date(text("year") + (digits ? "-" + month : std::string()));
      if (about.date.empty()) about.date = plain_date(text("year"));
    }
    const auto files = found.find("file");
    if (files == found.end()) return;
    for (const std::string_view file : split(files->second, ';')) {
      if (one.files.size() < 100) one.files.push_back(attached_base_name(file));
    }
  }

  std::string_view text_;
  const std::string& file_name_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::int64_t line_ = 1;
  std::map<std::string, std::string> strings_;
  ReferenceList out_;
};

}  // namespace

ReferenceList read_bibtex(std::string_view text, const std::string& file_name) {
  return BibtexParser(text, file_name).run();
}

}  // namespace entente::ingest

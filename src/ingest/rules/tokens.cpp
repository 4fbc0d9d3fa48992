// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens.hpp"

#include <algorithm>

#include "entente/base/text.hpp"
#include "word.hpp"

namespace entente::ingest::rules {
namespace {

bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/// One character of the text: how many bytes, and what it means to the tokeniser.
enum class Sort : std::uint8_t {
  Space,
  Letter,
  Digit,
  Apostrophe,
  Hyphen,
  Dot,
  Comma,
  Dash,
  Stop,
  Open,
  Close,
  Quote,
  Other
};
struct Character {
  Sort sort;
  std::size_t bytes;
};

Sort ascii_sort(unsigned char c) {
  if (is_upper(c) || is_lower(c)) return Sort::Letter;
  if (is_digit(c)) return Sort::Digit;
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return Sort::Space;
    case '\'':
      return Sort::Apostrophe;
    case '-':
      return Sort::Hyphen;
    case '.':
      return Sort::Dot;
    case ',':
      return Sort::Comma;
    case ';':
    case ':':
    case '!':
    case '?':
      return Sort::Stop;
    case '(':
    case '[':
    case '{':
      return Sort::Open;
    case ')':
    case ']':
    case '}':
      return Sort::Close;
    case '"':
      return Sort::Quote;
    default:
      return Sort::Other;
  }
}

Character character(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return {ascii_sort(c), 1};
  const std::size_t bytes = std::max<std::size_t>(1, utf8_sequence_length(text, at));
  const std::string_view mark = text.substr(at, bytes);
  if (mark == "’" || mark == "‘" || mark == "ʼ") return {Sort::Apostrophe, bytes};
  if (mark == "–" || mark == "—" || mark == "―") return {Sort::Dash, bytes};
  if (mark == "‐" || mark == "‑") return {Sort::Hyphen, bytes};
  if (mark == "“" || mark == "”" || mark == "«" || mark == "»") return {Sort::Quote, bytes};
  if (mark == "\u00a0" || mark == "\u202f" || mark == "\u2009" || mark == "\u200b") {
    return {Sort::Space, bytes};
  }
  return {Sort::Letter, bytes};
}

Token mark(TokenKind kind, std::size_t begin, std::size_t end) {
  Token out;
  out.kind = kind;
  out.begin = begin;
  out.end = end;
  return out;
}

/// "won't" is "will" and "n't".
std::string uncontracted(const std::string& verb) {
  if (verb == "wo") return "will";
  if (verb == "ca") return "can";
  return verb == "sha" ? "shall" : verb;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Token> read() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  Sort sort_at(std::size_t at) const {
    return at < text_.size() ? character(text_, at).sort : Sort::Space;
  }
  bool word_at(std::size_t at) const {
    const Sort sort = sort_at(at);
    return sort == Sort::Letter || sort == Sort::Digit;
  }

  void step() {
    const auto [sort, bytes] = character(text_, at_);
    const std::size_t end = at_ + bytes;
    switch (sort) {
      case Sort::Letter:
      case Sort::Digit:
        word();
        return;
      case Sort::Apostrophe:
        apostrophe(end);
        return;
      case Sort::Comma:
        out_.push_back(mark(TokenKind::Comma, at_, end));
        break;
      case Sort::Dash:
        out_.push_back(mark(TokenKind::Dash, at_, end));
        break;
      case Sort::Dot:
        if (!out_.empty() && out_.back().end == at_ && out_.back().capital &&
            is_one_of(out_.back().lower, {"mr", "ms", "mrs", "dr", "gen", "sen", "lt", "col", "adm",
                                          "prof", "rep", "gov", "jr", "sr", "st", "messrs", "sgt"}))
          break;  // "Ms. Roe"
        [[fallthrough]];
      case Sort::Stop:
        out_.push_back(mark(TokenKind::Stop, at_, end));
        break;
      case Sort::Open:
        out_.push_back(mark(TokenKind::Open, at_, end));
        break;
      case Sort::Close:
        out_.push_back(mark(TokenKind::Close, at_, end));
        break;
      case Sort::Quote:
        out_.push_back(mark(TokenKind::Quote, at_, end));
        break;
      case Sort::Hyphen:
        // " - " and "--" are dashes; a hyphen at the edge of a word is nothing.
        if (sort_at(end) == Sort::Space || sort_at(end) == Sort::Hyphen) {
          out_.push_back(mark(TokenKind::Dash, at_, end));
        }
        break;
      default:
        break;
    }
    at_ = end;
  }

  /// "Japan's", "allies'"; else a quotation mark.
  void apostrophe(std::size_t end) {
    const bool after_word =
        !out_.empty() && out_.back().end == at_ && out_.back().kind == TokenKind::Word;
    if (after_word && sort_at(end) == Sort::Letter) {
      std::size_t stop = end;
      while (word_at(stop)) stop += character(text_, stop).bytes;
      const std::string tail = lowered(text_.substr(end, stop - end));
      if (tail == "s" && !is_one_of(out_.back().lower, {"it", "that", "there", "he", "she", "what",
                                                        "who", "here", "where", "how", "this"})) {
        out_.push_back(mark(TokenKind::Possessive, at_, stop));
      } else {
        push_word(at_, stop);
        out_.back().lower = "'" + tail;
      }
      at_ = stop;
      return;
    }
    const bool plural = after_word && out_.back().lower.ends_with('s');
    out_.push_back(mark(plural ? TokenKind::Possessive : TokenKind::Quote, at_, end));
    at_ = end;
  }

  /// Whether the mark at `at` of that many bytes joins two halves of one word.
  bool joins(std::size_t at, std::size_t from) const {
    const auto [sort, bytes] = character(text_, at);
    if (!word_at(at + bytes)) {
      // The last full stop of "U.S." belongs to it.
      return sort == Sort::Dot &&
             text_.substr(from, at - from).find('.') != std::string_view::npos && at - from < 8;
    }
    const auto next = static_cast<unsigned char>(text_[at + bytes]);
    if (sort == Sort::Hyphen) return !is_upper(next);
    if (sort == Sort::Dot)
      return at - from < 6 && (is_upper(next) || is_digit(next) || at - from == 1);
    return sort == Sort::Comma && is_digit(next) && at > 0 &&
           is_digit(static_cast<unsigned char>(text_[at - 1]));
  }

  void word() {
    const std::size_t from = at_;
    std::size_t at = at_;
    while (at < text_.size()) {
      if (word_at(at)) {
        at += character(text_, at).bytes;
      } else if (joins(at, from)) {
        at += character(text_, at).bytes;
      } else {
        break;
      }
    }
    // "don't" is "do" and "n't".
    if (sort_at(at) == Sort::Apostrophe && at - from > 1 && text_[at - 1] == 'n') {
      const std::size_t after = at + character(text_, at).bytes;
      if (after < text_.size() && (text_[after] == 't' || text_[after] == 'T') &&
          !word_at(after + 1)) {
        if (at - 1 > from) push_word(from, at - 1);
        push_word(at - 1, after + 1);
        out_.back().lower = "n't";
        if (out_.size() > 1)
          out_[out_.size() - 2].lower = uncontracted(out_[out_.size() - 2].lower);
        at_ = after + 1;
        return;
      }
    }
    push_word(from, at);
    at_ = at;
  }

  void push_word(std::size_t begin, std::size_t end) {
    Token token = mark(TokenKind::Word, begin, end);
    const std::string_view words = text_.substr(begin, end - begin);
    const auto first = static_cast<unsigned char>(words.front());
    token.capital = is_upper(first) || (first >= 0xC3 && words.starts_with("É"));
    std::size_t upper = 0;
    std::size_t letters = 0;
    for (const char c : words) {
      upper += is_upper(static_cast<unsigned char>(c)) ? 1 : 0;
      letters += is_upper(static_cast<unsigned char>(c)) || is_lower(static_cast<unsigned char>(c))
                     ? 1
                     : 0;
    }
    token.shouted = upper > 1 && upper == letters;
    if (letters == 0 && is_digit(first)) token.kind = TokenKind::Number;
    token.lower = lowered(words);
    out_.push_back(std::move(token));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text) { return Reader(text).read(); }

}  // namespace entente::ingest::rules

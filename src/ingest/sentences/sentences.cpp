// SPDX-License-Identifier: GPL-3.0-or-later
// ICU says where sentences may end; what follows here takes back the ends it sees inside them. The
// locale is the plain language: with `ss=standard` ICU would also join what stands after "NATO.".
#include "entente/ingest/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "entente/base/text.hpp"
#include "ingest/sentences/abbreviations.hpp"
#include "ingest/sentences/layout.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::int32_t point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? next_code_point(text, at) : 0;
}

/// Start of the character that ends at `at`; `at` is above 0.
std::size_t character_before(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 &&
         (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  std::size_t end = start;
  next_code_point(text, end);
  return end == at ? start : at - 1;
}

bool white(std::int32_t point) { return point > 0 && u_isUWhiteSpace(point) != 0; }

/// White space that ends words. A no-break space is bound to what stands beside it.
bool loose_white(std::int32_t point) {
  return white(point) && point != 0xA0 && point != 0x2007 && point != 0x202F;
}

bool opening_mark(std::int32_t point) {
  const int type = u_charType(point);
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION || point == '"' ||
         point == '\'';
}

bool closing_mark(std::int32_t point) {
  const int type = u_charType(point);
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || point == '"' ||
         point == '\'' || point == 0x201C;  // also ends a German quotation
}

bool figure(char c) { return c >= '0' && c <= '9'; }

bool all_figures(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), figure);
}

/// "U.S", "R.O.K": single letters with full stops between.
bool dotted_letters(std::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool letter = (word[i] >= 'a' && word[i] <= 'z') || (word[i] >= 'A' && word[i] <= 'Z');
    if (i % 2 == 0 ? !letter : word[i] != '.') return false;
  }
  return true;
}

bool has_script(std::int32_t point, UScriptCode script) {
  return point > 0 && uscript_hasScript(point, script) != 0;
}

/// A place where ICU would end a sentence, seen from both sides.
struct Joint {
  std::size_t end = 0;        ///< of the words before, white space left out
  std::size_t next = 0;       ///< first byte after the white space
  std::size_t stop = 0;       ///< the mark that ends the sentence: its first byte
  std::string_view word;      ///< right before a full stop, without opening marks; else blank
  std::string_view before;    ///< the word before that one
  std::string_view follower;  ///< letters of the next word
  std::int32_t first = 0;     ///< first character after, opening marks passed over
  std::int32_t terminator = 0;
};

class SentenceBorders {
 public:
  SentenceBorders(std::string_view copy, std::string_view language)
      : text_(copy), language_(language.substr(0, language.find('-'))) {}

  std::vector<Sentence> all();

 private:
  void cut(std::size_t border);
  std::size_t past_closing_marks(std::size_t border) const;
  std::size_t before_opening_marks(std::size_t border) const;
  void add(std::size_t begin, std::size_t end);
  Joint joint_at(std::size_t border) const;
  std::string_view word_ending(std::size_t end) const;
  bool joins(const Joint& joint) const;
  bool joins_after_stop(const Joint& joint) const;
  bool joins_by_list(const Joint& joint, StopAfter stop) const;
  bool joins_in_east_asia(const Joint& joint) const;
  bool figure_date(const Joint& joint) const;

  std::string_view text_;
  std::string language_;
  std::size_t start_ = 0;  ///< of the sentence under way
  std::vector<Sentence> out_;
};

void SentenceBorders::add(std::size_t begin, std::size_t end) {
  while (begin < end && loose_white(point_at(text_, begin))) next_code_point(text_, begin);
  bool spaces = false;
  while (end > begin) {
    const std::size_t before = character_before(text_, end);
    const std::int32_t point = point_at(text_, before);
    // Beside an ordinary space a no-break one binds nothing.
    if (!loose_white(point) && !(spaces && white(point))) break;
    spaces = spaces || (point != '\n' && point != '\r');
    end = before;
  }
  std::size_t word = begin;
  while (word < end && white(point_at(text_, word))) next_code_point(text_, word);
  if (word < end) out_.push_back({begin, end});
}

/// Back from `end` to white space, then without opening marks.
std::string_view SentenceBorders::word_ending(std::size_t end) const {
  constexpr std::size_t longest = 24;
  std::size_t begin = end;
  while (begin > start_ && end - begin < longest) {
    const std::size_t before = character_before(text_, begin);
    if (white(point_at(text_, before))) break;
    begin = before;
  }
  while (begin < end && opening_mark(point_at(text_, begin))) next_code_point(text_, begin);
  return text_.substr(begin, end - begin);
}

Joint SentenceBorders::joint_at(std::size_t border) const {
  Joint out;
  out.next = border;
  out.end = border;
  while (out.end > start_) {
    const std::size_t before = character_before(text_, out.end);
    if (!white(point_at(text_, before))) break;
    out.end = before;
  }
  std::size_t stop = out.end;
  while (stop > start_) {
    const std::size_t before = character_before(text_, stop);
    const std::int32_t point = point_at(text_, before);
    stop = before;
    out.terminator = point;
    if (!closing_mark(point)) break;
  }
  out.stop = stop;
  if (out.terminator == '.') {
    out.word = word_ending(stop);
    auto gap = static_cast<std::size_t>(out.word.data() - text_.data());
    while (gap > start_ && white(point_at(text_, character_before(text_, gap)))) {
      gap = character_before(text_, gap);
    }
    if (gap < stop && gap > start_) out.before = word_ending(gap);
  }
  std::size_t at = border;
  while (at < text_.size() && (opening_mark(point_at(text_, at)) || white(point_at(text_, at)))) {
    next_code_point(text_, at);
  }
  out.first = point_at(text_, at);
  const std::size_t follower = at;
  while (at < text_.size() && at - follower < 32 && u_isalpha(point_at(text_, at)) != 0) {
    next_code_point(text_, at);
  }
  out.follower = text_.substr(follower, at - follower);
  return out;
}

bool SentenceBorders::joins_by_list(const Joint& joint, StopAfter stop) const {
  switch (stop) {
    case StopAfter::Never:
      return true;
    case StopAfter::UnlessFigure: {
      const bool roman = !joint.follower.empty() &&
                         joint.follower.find_first_not_of("IVX") == std::string_view::npos;
      return u_isdigit(joint.first) != 0 || roman;
    }
    case StopAfter::UnlessName:
      break;
  }
  return !begins_sentences(language_, joint.follower);
}

/// "2022. 6. 29." as Korean writes dates: the figure goes on with another one, or ended one.
bool SentenceBorders::figure_date(const Joint& joint) const {
  if (!all_figures(joint.word) || joint.word.size() > 4) return false;
  if (u_isdigit(joint.first) != 0) return true;
  const bool third = joint.before.size() > 1 && joint.before.back() == '.' &&
                     all_figures(joint.before.substr(0, joint.before.size() - 1));
  return third && joint.word.size() <= 2;
}

bool SentenceBorders::joins_in_east_asia(const Joint& joint) const {
  const bool quoted = joint.end > joint.stop + 1 &&
                      closing_mark(point_at(text_, character_before(text_, joint.end)));
  const bool close = joint.end == joint.next;
  if (language_ == "ja" && quoted && close && has_script(joint.first, USCRIPT_HIRAGANA)) {
    return true;  // 「…。」と述べた
  }
  if (language_ == "ko" && quoted && close && has_script(joint.first, USCRIPT_HANGUL)) {
    return true;  // "….”라고 말했다
  }
  return joint.terminator == '.' && figure_date(joint);
}

bool SentenceBorders::joins_after_stop(const Joint& joint) const {
  const std::string_view word = joint.word;
  if (word.empty()) return false;
  if (const auto stop = abbreviation(language_, word)) return joins_by_list(joint, *stop);
  std::size_t letter = 0;
  const std::int32_t first = next_code_point(word, letter);
  const bool single = letter == word.size() && u_isalpha(first) != 0;
  // "z. B.": the second letter of what is one abbreviation.
  if (single && joint.before.size() == 2 && joint.before.back() == '.' &&
      abbreviation(language_, joint.before.substr(0, 1)) == StopAfter::Never) {
    return true;
  }
  const bool initial = single && u_isupper(first) != 0;
  if (initial || dotted_letters(word)) return joins_by_list(joint, StopAfter::UnlessName);
  // "am 3. Oktober"
  if (language_ == "de" && all_figures(word) && word.size() <= 2) {
    return joins_by_list(joint, StopAfter::UnlessName);
  }
  return false;
}

bool SentenceBorders::joins(const Joint& joint) const {
  if (only_list_mark(text_.substr(start_, joint.end - start_))) return true;
  if (u_islower(joint.first) != 0) return true;
  const bool east_asia = language_ == "ja" || language_ == "ko" || language_ == "zh";
  if (east_asia && joins_in_east_asia(joint)) return true;
  return joint.terminator == '.' && joins_after_stop(joint);
}

/// Past closing marks that stand apart from what they close ("oui. »") and the spaces after them.
std::size_t SentenceBorders::past_closing_marks(std::size_t border) const {
  std::size_t after = border;
  while (after < text_.size() && closing_mark(point_at(text_, after)) &&
         !opening_mark(point_at(text_, after))) {
    next_code_point(text_, after);
  }
  if (after == border) return border;
  while (after < text_.size() && text_[after] != '\n' && white(point_at(text_, after))) {
    next_code_point(text_, after);
  }
  return after;
}

/// Before opening marks that ICU takes for closing ones, as no space stands before them ("。「").
std::size_t SentenceBorders::before_opening_marks(std::size_t border) const {
  const bool east_asia = language_ == "ja" || language_ == "ko" || language_ == "zh";
  while (border > start_) {
    const std::size_t before = character_before(text_, border);
    const int type = u_charType(point_at(text_, before));
    const bool opens = type == U_START_PUNCTUATION || (east_asia && type == U_INITIAL_PUNCTUATION);
    if (!opens) break;
    border = before;
  }
  return border;
}

/// Ends the sentence under way at a border, unless it goes on after it.
void SentenceBorders::cut(std::size_t border) {
  if (border <= start_) return;
  const std::string_view piece = text_.substr(start_, border - start_);
  const std::size_t white_tail = piece.find_last_not_of(" \t\n") + 1;
  const bool line_ends = piece.find('\n', white_tail) != std::string_view::npos;
  if (!line_ends && border < text_.size()) {
    border = past_closing_marks(before_opening_marks(border));
    if (border <= start_) return;
    if (border < text_.size() && joins(joint_at(border))) return;
  }
  add(start_, border);
  start_ = border;
}

struct CloseText {
  void operator()(UText* text) const noexcept { utext_close(text); }
};

std::vector<Sentence> SentenceBorders::all() {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale locale(language_.c_str());
  const std::unique_ptr<icu::BreakIterator> borders(
      icu::BreakIterator::createSentenceInstance(locale, code));
  const std::unique_ptr<UText, CloseText> view(
      utext_openUTF8(nullptr, text_.data(), static_cast<std::int64_t>(text_.size()), &code));
  if (U_SUCCESS(code)) borders->setText(view.get(), code);
  if (U_SUCCESS(code)) {
    for (std::int32_t at = borders->next(); at != icu::BreakIterator::DONE; at = borders->next()) {
      cut(static_cast<std::size_t>(at));
    }
  }
  // Whatever is left: where ICU could not work, the text is still not lost.
  add(start_, text_.size());
  return std::move(out_);
}

}  // namespace

std::vector<Sentence> sentences(std::string_view text, std::string_view language) {
  const std::string copy = with_sentence_lines(text);
  return SentenceBorders(copy, lowered(language)).all();
}

}  // namespace entente::ingest

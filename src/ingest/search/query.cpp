// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/query.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

#include "entente/base/text.hpp"
#include "entente/ingest/search.hpp"
#include "ingest/search/tokens.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

enum class Sign { Word, Phrase, Open, Close, Comma, And, Or, Not, Near, Field, End };

struct QueryWord {
  Sign sign = Sign::End;
  std::string text;     ///< of a word or phrase; of a field its name
  bool prefix = false;  ///< a star right after it
  std::size_t character = 1;
};

bool white_at(std::string_view query, std::size_t at) {
  const std::int32_t point = next_code_point(query, at);
  return point > 0 && u_isUWhiteSpace(point) != 0;
}

/// Quotation marks that a word processor or a keyboard of another language makes.
std::size_t quote_length(std::string_view query, std::size_t at) {
  if (query[at] == '"') return 1;
  for (const std::string_view mark : {"“", "”", "„", "«", "»", "「", "」", "『", "』"}) {
    if (query.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

class QueryReader {
 public:
  explicit QueryReader(std::string_view query) : query_(query) {}

  /// The words of the query, with End last.
  Result<std::vector<QueryWord>> all() {
    std::vector<QueryWord> out;
    for (;;) {
      ENTENTE_TRY(QueryWord word, next(out));
      const bool end = word.sign == Sign::End;
      out.push_back(std::move(word));
      if (end) return out;
    }
  }

 private:
  std::size_t character() const { return code_points(query_.substr(0, at_)) + 1; }

  Result<QueryWord> next(const std::vector<QueryWord>& before) {
    while (at_ < query_.size() && white_at(query_, at_)) next_code_point(query_, at_);
    QueryWord out;
    out.character = character();
    if (at_ >= query_.size()) return out;
    const char c = query_[at_];
    if (quote_length(query_, at_) > 0) return phrase(std::move(out));
    if (c == '(' || c == ')' || c == ',') {
      ++at_;
      out.sign = c == '(' ? Sign::Open : c == ')' ? Sign::Close : Sign::Comma;
      return out;
    }
    return word(std::move(out), before);
  }

  Result<QueryWord> phrase(QueryWord out) {
    at_ += quote_length(query_, at_);
    const std::size_t begin = at_;
    while (at_ < query_.size() && quote_length(query_, at_) == 0) next_code_point(query_, at_);
    if (at_ >= query_.size()) {
      return fail(query_error(ErrorKind::Malformed, out.character, "a quotation that does not end",
                              "a closing \"", query_.substr(begin),
                              "write a \" after the last word of the phrase"));
    }
    out.sign = Sign::Phrase;
    out.text = query_.substr(begin, at_ - begin);
    at_ += quote_length(query_, at_);
    if (at_ < query_.size() && query_[at_] == '*') {
      ++at_;
      out.prefix = true;
    }
    return out;
  }

  /// Everything up to white space, a bracket, a comma or a quotation mark; a colon ends the name of
  /// a field.
  Result<QueryWord> word(QueryWord out, const std::vector<QueryWord>& before) {
    const std::size_t begin = at_;
    const bool after_field = !before.empty() && before.back().sign == Sign::Field;
    while (at_ < query_.size() && !white_at(query_, at_)) {
      const char c = query_[at_];
      if (c == '(' || c == ')' || c == ',' || quote_length(query_, at_) > 0) break;
      if (c == ':' && !after_field && field_name(query_.substr(begin, at_ - begin))) {
        return field(std::move(out), begin);
      }
      next_code_point(query_, at_);
    }
    out.text = query_.substr(begin, at_ - begin);
    out.sign = Sign::Word;
    if (!after_field) {
      if (out.text == "AND") out.sign = Sign::And;
      if (out.text == "OR") out.sign = Sign::Or;
      if (out.text == "NOT") out.sign = Sign::Not;
      if (out.text == "NEAR" && at_ < query_.size() && query_[at_] == '(') out.sign = Sign::Near;
      if (out.text.size() > 1 && out.text[0] == '-') {
        return fail(query_error(ErrorKind::Malformed, out.character, "a minus leaves nothing out",
                                "NOT " + quotable(out.text.substr(1)), out.text,
                                "write NOT before the word"));
      }
    }
    const std::size_t star = out.text.find('*');
    if (star == std::string::npos) return out;
    if (star == 0 || star + 1 != out.text.size()) {
      return fail(query_error(
          ErrorKind::Malformed, out.character, "a star stands at the end of a word only",
          "the beginning of a word and then a star", out.text, "for example consult*"));
    }
    out.text.pop_back();
    out.prefix = true;
    return out;
  }

  /// Whether what stands before a colon is meant as a field: letters only, and more than one.
  static bool field_name(std::string_view name) {
    return name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
  }

  Result<QueryWord> field(QueryWord out, std::size_t begin) {
    out.text = lowered(query_.substr(begin, at_ - begin));
    ++at_;
    out.sign = Sign::Field;
    const auto& fields = query_fields();
    if (std::find(fields.begin(), fields.end(), out.text) != fields.end()) return out;
    std::string mend = did_you_mean_sentence(out.text, fields);
    if (mend.empty()) mend = "put it into quotes to look for it as words";
    return fail(query_error(ErrorKind::Malformed, out.character, "there is no such field",
                            "one of " + joined(fields, ", "), out.text, std::move(mend)));
  }

  std::string_view query_;
  std::size_t at_ = 0;
};

class QueryParser {
 public:
  explicit QueryParser(std::vector<QueryWord> words) : words_(std::move(words)) {}

  Result<QueryNode> whole() {
    if (words_.size() == 1) {
      return fail(query_error(ErrorKind::Malformed, 1, "the query is empty", "at least one word",
                              "", "for example: deterrence AND \"public diplomacy\""));
    }
    ENTENTE_TRY(QueryNode out, either(0));
    if (here().sign != Sign::End) return fail(unexpected());
    return out;
  }

 private:
  const QueryWord& here() const { return words_[at_]; }

  Error unexpected() const {
    const QueryWord& word = here();
    switch (word.sign) {
      case Sign::Close:
        return query_error(ErrorKind::Malformed, word.character,
                           "a closing bracket without an opening one", "", ")",
                           "take it out, or put ( where the group begins");
      case Sign::Comma:
        return query_error(ErrorKind::Malformed, word.character,
                           "a comma stands only before the distance of NEAR", "", ",",
                           "take it out, or put the words into quotes");
      case Sign::End:
        return query_error(ErrorKind::Malformed, word.character, "the query ends too early",
                           "a word, a phrase or a group", "",
                           "complete it, or quote the last word");
      default:
        return query_error(ErrorKind::Malformed, word.character,
                           "an operator without a word before or after it",
                           "a word, a phrase or a group", sign_text(word.sign),
                           "complete it; in small letters it is an ordinary word");
    }
  }

  static std::string_view sign_text(Sign sign) {
    switch (sign) {
      case Sign::And:
        return "AND";
      case Sign::Or:
        return "OR";
      case Sign::Not:
        return "NOT";
      default:
        return "NEAR";
    }
  }

  Result<void> enter(std::size_t depth) const {
    if (depth <= deepest_query) return {};
    return fail(query_error(ErrorKind::Limit, here().character, "too many brackets in one another",
                            "at most " + std::to_string(deepest_query), "",
                            "ask in several queries"));
  }

  static QueryNode several(QueryKind kind, std::vector<QueryNode> parts, std::size_t character) {
    if (parts.size() == 1) return std::move(parts.front());
    QueryNode out;
    out.kind = kind;
    out.parts = std::move(parts);
    out.character = character;
    return out;
  }

  Result<QueryNode> either(std::size_t depth) {
    ENTENTE_CHECK(enter(depth));
    const std::size_t character = here().character;
    std::vector<QueryNode> parts;
    for (;;) {
      ENTENTE_TRY(QueryNode part, all_of(depth));
      parts.push_back(std::move(part));
      if (here().sign != Sign::Or) break;
      ++at_;
    }
    return several(QueryKind::Or, std::move(parts), character);
  }

  /// Words side by side are all asked for, as with AND between them.
  Result<QueryNode> all_of(std::size_t depth) {
    const std::size_t character = here().character;
    std::vector<QueryNode> parts;
    for (;;) {
      ENTENTE_TRY(QueryNode part, one(depth));
      parts.push_back(std::move(part));
      const bool joined = here().sign == Sign::And;
      if (joined) ++at_;
      const Sign sign = here().sign;
      if (!joined &&
          (sign == Sign::End || sign == Sign::Or || sign == Sign::Close || sign == Sign::Comma)) {
        break;
      }
    }
    return several(QueryKind::And, std::move(parts), character);
  }

  Result<QueryNode> one(std::size_t depth) {
    ENTENTE_CHECK(enter(depth));
    const QueryWord word = here();
    switch (word.sign) {
      case Sign::Not: {
        ++at_;
        ENTENTE_TRY(QueryNode part, one(depth + 1));
        QueryNode out;
        out.kind = QueryKind::Not;
        out.character = word.character;
        out.parts.push_back(std::move(part));
        return out;
      }
      case Sign::Open:
        return group(depth);
      case Sign::Near:
        return near();
      case Sign::Field:
        return field();
      case Sign::Word:
      case Sign::Phrase:
        return words();
      default:
        return fail(unexpected());
    }
  }

  Result<QueryNode> group(std::size_t depth) {
    const std::size_t character = here().character;
    ++at_;
    ENTENTE_TRY(QueryNode out, either(depth + 1));
    if (here().sign != Sign::Close) return fail(not_closed(character));
    ++at_;
    return out;
  }

  Error not_closed(std::size_t character) const {
    if (here().sign == Sign::Comma) return unexpected();
    return query_error(ErrorKind::Malformed, character, "a bracket that is not closed", "a )", "",
                       "write a ) where the group ends");
  }

  Result<QueryNode> words() {
    const QueryWord& word = here();
    QueryNode out;
    out.text = word.text;
    out.prefix = word.prefix;
    out.character = word.character;
    const std::vector<SearchToken> tokens = search_tokens(word.text);
    if (tokens.empty()) {
      return fail(query_error(ErrorKind::Malformed, word.character, "there is no word in it",
                              "letters or figures", word.text,
                              "leave it out, or write it in words"));
    }
    // One letter and a star would be a large part of all words.
    if (word.prefix && !tokens.back().character && code_points(tokens.back().word) < 2) {
      return fail(query_error(ErrorKind::Malformed, word.character,
                              "too short a beginning of a word", "at least two letters", word.text,
                              "write more of the word"));
    }
    count_ += tokens.size();
    if (count_ > most_query_words) {
      return fail(query_error(ErrorKind::Limit, word.character, "too many words in one query",
                              "at most " + std::to_string(most_query_words), "",
                              "ask in several queries"));
    }
    ++at_;
    return out;
  }

  Result<QueryNode> field() {
    QueryNode out;
    out.kind = QueryKind::Field;
    out.field = here().text;
    out.character = here().character;
    ++at_;
    if (here().sign != Sign::Word && here().sign != Sign::Phrase) {
      return fail(query_error(ErrorKind::Malformed, here().character, "a field without a value",
                              out.field + ":VALUE", "", "write the value right after the colon"));
    }
    out.text = std::string(trimmed(here().text));
    out.prefix = here().prefix;
    if (out.text.empty()) {
      return fail(query_error(ErrorKind::Malformed, here().character, "a field without a value",
                              out.field + ":VALUE", "", "write the value between the quotes"));
    }
    ++at_;
    return out;
  }

  Result<QueryNode> near() {
    QueryNode out;
    out.kind = QueryKind::Near;
    out.character = here().character;
    at_ += 2;  // NEAR and its bracket
    while (here().sign == Sign::Word || here().sign == Sign::Phrase) {
      ENTENTE_TRY(QueryNode part, words());
      out.parts.push_back(std::move(part));
    }
    if (here().sign == Sign::Comma) {
      ++at_;
      const auto distance = parse_integer(here().text);
      if (here().sign != Sign::Word || !distance || *distance < 0 || *distance > 1000) {
        return fail(query_error(ErrorKind::Malformed, here().character, "not a distance in words",
                                "a whole number from 0 to 1000", here().text,
                                "for example NEAR(cyber training, 5)"));
      }
      out.distance = static_cast<std::size_t>(*distance);
      ++at_;
    }
    if (here().sign != Sign::Close) {
      if (here().sign == Sign::End) return fail(not_closed(out.character));
      return fail(query_error(ErrorKind::Malformed, here().character,
                              "NEAR takes words and phrases only", "NEAR(word \"a phrase\", 5)", "",
                              "put operators and fields outside its brackets"));
    }
    ++at_;
    if (out.parts.size() < 2) {
      return fail(query_error(ErrorKind::Malformed, out.character, "NEAR of less than two words",
                              "at least two words or phrases", "",
                              "add a word, or leave NEAR out"));
    }
    return out;
  }

  std::vector<QueryWord> words_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

const std::vector<std::string>& query_fields() {
  static const std::vector<std::string> fields = {"document", "source", "title",     "publisher",
                                                  "author",   "actor",  "language",  "date",
                                                  "since",    "until",  "translator"};
  return fields;
}

Error query_error(ErrorKind kind, std::size_t character, std::string message, std::string expected,
                  std::string_view found, std::string mend) {
  return {kind,
          std::move(message),
          {"", 0, "QUERY, character " + std::to_string(character)},
          std::move(expected),
          quotable(found),
          std::move(mend)};
}

Result<QueryNode> parse_query(std::string_view query) {
  if (query.size() > longest_query) {
    return fail(query_error(ErrorKind::Limit, 1, "the query is too long",
                            "at most " + std::to_string(longest_query) + " bytes", "",
                            "ask in several queries"));
  }
  if (const auto broken = first_broken_utf8(query)) {
    return fail(query_error(ErrorKind::Malformed, code_points(query.substr(0, *broken)) + 1,
                            "the query is not UTF-8", "text in UTF-8", query.substr(*broken, 4),
                            "set the terminal to UTF-8 and type it again"));
  }
  ENTENTE_TRY(std::vector<QueryWord> words, QueryReader(query).all());
  return QueryParser(std::move(words)).whole();
}

Result<void> check_query(std::string_view query) {
  auto parsed = parse_query(query);
  return parsed ? Result<void>() : fail(std::move(parsed).error());
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// What a language model answered: nothing is taken that the passage and the study do not bear out.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_set>

#include "entente/base/result.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/language_model.hpp"

namespace entente::ingest {
namespace {

using ReplyJson = nlohmann::json;

constexpr std::array<std::string_view, 4> statement_kinds = {"position", "perception", "action",
                                                             "recommendation"};

bool reply_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The quote with runs of white space folded to one space and none at its ends.
std::string folded_quote(std::string_view quote) {
  std::string out;
  for (const char c : quote) {
    if (!reply_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// One past the match that begins at `at`, or 0.
std::size_t end_of_match(std::string_view passage, std::size_t at, std::string_view folded) {
  for (const char c : folded) {
    if (c == ' ') {
      if (at >= passage.size() || !reply_space(passage[at])) return 0;
      while (at < passage.size() && reply_space(passage[at])) ++at;
    } else {
      if (at >= passage.size() || passage[at] != c) return 0;
      ++at;
    }
  }
  return at;
}

bool within_word(std::string_view text, std::size_t border) {
  return border > 0 && border < text.size() && word_character(text[border - 1]) &&
         word_character(text[border]);
}

/// The object inside one fence of Markdown, which many models put around any answer.
std::string_view unfenced(std::string_view text) {
  text = trimmed(text);
  const std::size_t line = text.find('\n');
  if (!text.starts_with("```") || !text.ends_with("```") || line == std::string_view::npos) {
    return text;
  }
  return line + 4 > text.size() ? text : text.substr(line + 1, text.size() - line - 4);
}

/// Whether brackets nest deeper than any answer needs; the library writes JSON by recursion.
bool nests_too_deep(std::string_view json) {
  constexpr std::size_t limit = 32;
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (quoted) {
      if (c == '\\') ++at;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limit) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

/// Discarded where it is no JSON fit to be looked at.
ReplyJson parsed_reply(std::string_view json) {
  if (nests_too_deep(json)) return ReplyJson(ReplyJson::value_t::discarded);
  return ReplyJson::parse(json, nullptr, false);
}

const ReplyJson* member(const ReplyJson& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string text_member(const ReplyJson& object, const char* name) {
  const ReplyJson* value = member(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::string shown(const ReplyJson& json) {
  return quotable(json.dump(-1, ' ', false, ReplyJson::error_handler_t::replace));
}

/// 18446744073709551614, read as a signed number, would be -2.
std::optional<int> stance_of(const ReplyJson& json) {
  if (!json.is_number_integer()) return std::nullopt;
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > 2) return std::nullopt;
  const auto value = json.get<std::int64_t>();
  if (value < -2 || value > 2) return std::nullopt;
  return static_cast<int>(value);
}

struct KnownIds {
  std::unordered_set<std::string_view> holders;
  std::unordered_set<std::string_view> issues;
};

KnownIds known_ids(const ModelVocabulary& vocabulary) {
  KnownIds out;
  for (const auto& row : vocabulary.actors) out.holders.insert(row.first);
  for (const auto& row : vocabulary.issues) out.issues.insert(row.first);
  return out;
}

/// One statement of the answer, taken or refused.
class AnswerReader {
 public:
  AnswerReader(std::string_view passage, const ModelVocabulary& vocabulary, ModelReply& out)
      : passage_(passage), known_(known_ids(vocabulary)), out_(out) {}

  void read(const ReplyJson& json) {
    ModelAnswer answer;
    const ReplyJson* stance = member(json, "stance");
    answer.holder = text_member(json, "holder");
    answer.issue = text_member(json, "issue");
    answer.kind = text_member(json, "kind");
    const std::string quote = text_member(json, "quote");
    if (answer.holder.empty() || answer.issue.empty() || answer.kind.empty() || quote.empty() ||
        stance == nullptr) {
      return refuse(AnswerFault::Form, shown(json));
    }
    const auto place = find_quote(passage_, quote);
    if (!place) return refuse(AnswerFault::Quote, quotable(quote));
    answer.quote = *place;
    if (!known_.holders.contains(answer.holder)) {
      return refuse(AnswerFault::Holder, quotable(answer.holder));
    }
    if (!known_.issues.contains(answer.issue)) {
      return refuse(AnswerFault::Issue, quotable(answer.issue));
    }
    const auto side = stance_of(*stance);
    if (!side) return refuse(AnswerFault::Stance, shown(*stance));
    answer.stance = *side;
    if (std::find(statement_kinds.begin(), statement_kinds.end(), answer.kind) ==
        statement_kinds.end()) {
      return refuse(AnswerFault::Kind, quotable(answer.kind));
    }
    const bool twice = std::any_of(out_.answers.begin(), out_.answers.end(), [&](const auto& one) {
      return std::tie(one.holder, one.issue) == std::tie(answer.holder, answer.issue) &&
             one.quote == answer.quote;
    });
    if (twice) return refuse(AnswerFault::Twice, quotable(quote));
    out_.answers.push_back(std::move(answer));
  }

 private:
  void refuse(AnswerFault why, std::string found) {
    out_.refused.push_back({why, std::move(found)});
  }

  std::string_view passage_;
  KnownIds known_;
  ModelReply& out_;
};

ModelReply faulty(ReplyFault fault) {
  ModelReply out;
  out.fault = fault;
  return out;
}

}  // namespace

std::string to_string(ReplyFault fault) {
  switch (fault) {
    case ReplyFault::NotUtf8:
      return "the answer is not UTF-8";
    case ReplyFault::NotJson:
      return "the answer is not JSON";
    case ReplyFault::NotChat:
      return "the answer is no chat completion";
    case ReplyFault::CutShort:
      return "the answer was cut short";
    case ReplyFault::NotStatements:
      return "the answer is not the list of statements that was asked for";
    case ReplyFault::TooMany:
      return "the answer holds too many statements";
  }
  return {};
}

std::string to_string(AnswerFault fault) {
  switch (fault) {
    case AnswerFault::Form:
      return "a part is missing or of the wrong sort";
    case AnswerFault::Quote:
      return "the quote is not in the passage";
    case AnswerFault::Holder:
      return "the holder is no actor of the study";
    case AnswerFault::Issue:
      return "the issue is none of the study";
    case AnswerFault::Stance:
      return "the stance is no whole number from -2 to 2";
    case AnswerFault::Kind:
      return "the kind is none of the four";
    case AnswerFault::Twice:
      return "said twice";
  }
  return {};
}

std::optional<Sentence> find_quote(std::string_view passage, std::string_view quote) {
  const std::string folded = folded_quote(quote);
  const bool words = std::any_of(folded.begin(), folded.end(), [](char c) {
    return word_character(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  if (!words || folded.size() > passage.size()) return std::nullopt;
  for (std::size_t at = passage.find(folded.front()); at != std::string_view::npos;
       at = passage.find(folded.front(), at + 1)) {
    const std::size_t end = end_of_match(passage, at, folded);
    if (end == 0 || within_word(passage, at) || within_word(passage, end)) continue;
    return Sentence{at, end};
  }
  return std::nullopt;
}

ModelReply read_model_reply(std::string_view body, std::string_view passage,
                            const ModelVocabulary& vocabulary) {
  if (first_broken_utf8(body)) return faulty(ReplyFault::NotUtf8);
  const ReplyJson chat = parsed_reply(body);
  if (chat.is_discarded()) return faulty(ReplyFault::NotJson);
  const ReplyJson* choices = member(chat, "choices");
  if (choices == nullptr || !choices->is_array() || choices->size() != 1) {
    return faulty(ReplyFault::NotChat);
  }
  const ReplyJson* message = member(choices->front(), "message");
  const ReplyJson* content = message == nullptr ? nullptr : member(*message, "content");
  if (content == nullptr || !content->is_string()) return faulty(ReplyFault::NotChat);
  if (text_member(choices->front(), "finish_reason") == "length") {
    return faulty(ReplyFault::CutShort);
  }
  // A JSON string may hold what is no character once it is taken apart: the text is read anew.
  const std::string text = content->get<std::string>();
  const ReplyJson said = parsed_reply(unfenced(text));
  const ReplyJson* statements = said.is_discarded() ? nullptr : member(said, "statements");
  if (statements == nullptr || !statements->is_array()) return faulty(ReplyFault::NotStatements);
  if (statements->size() > model_answer_limit) return faulty(ReplyFault::TooMany);
  ModelReply out;
  AnswerReader reader(passage, vocabulary, out);
  for (const ReplyJson& statement : *statements) reader.read(statement);
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Asking a language model who holds what in a stretch of a document: the question as the body of
// an OpenAI-compatible chat completion, and its answer, which is hostile until every part of it is
// proven. Nothing here opens a connection. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/ingest/sentences.hpp"

namespace entente::ingest {

/// What a model may choose from: ids with the words that explain them.
struct ModelVocabulary {
  std::vector<std::pair<std::string, std::string>> actors;  ///< id and name
  std::vector<std::pair<std::string, std::string>> issues;  ///< id and claim
};

struct ModelQuestion {
  std::string model;
  std::string publisher;  ///< who "we" is in the passage; blank = not known
  std::string_view passage;
};

/// Longest stretch of a document that is asked about at once, in bytes.
inline constexpr std::size_t model_passage_limit = 4096;
/// Largest answer that is read, in bytes.
inline constexpr std::size_t model_reply_limit = std::size_t{256} << 10U;
/// Most statements one answer may hold.
inline constexpr std::size_t model_answer_limit = 64;

/// The body of POST /chat/completions: temperature 0, seed 0, no streaming, and a JSON schema for
/// the answer. The same question gives the same bytes. Broken UTF-8 becomes U+FFFD.
std::string chat_request(const ModelVocabulary& vocabulary, const ModelQuestion& question);

/// Why nothing of an answer could be taken.
enum class ReplyFault : std::uint8_t {
  NotUtf8,
  NotJson,
  NotChat,        ///< JSON, but no chat completion with one text
  CutShort,       ///< the model ran into its length
  NotStatements,  ///< the text is not the object that was asked for
  TooMany,        ///< more than model_answer_limit statements
};
std::string to_string(ReplyFault fault);

/// Why one statement of an answer was refused.
enum class AnswerFault : std::uint8_t {
  Form,    ///< a part is missing or of the wrong sort
  Quote,   ///< the quote does not stand in the passage
  Holder,  ///< no actor of the study
  Issue,   ///< no issue of the study
  Stance,  ///< no whole number from -2 to 2
  Kind,    ///< no kind of statement
  Twice,   ///< the same again
};
std::string to_string(AnswerFault fault);

struct ModelAnswer {
  std::string holder;
  std::string issue;
  int stance = 0;
  std::string kind;
  Sentence quote;  ///< bytes of the passage
};

struct RefusedAnswer {
  AnswerFault why = AnswerFault::Form;
  std::string found;  ///< what was there, shortened and fit to be shown
};

struct ModelReply {
  std::optional<ReplyFault> fault;  ///< then there is nothing else
  std::vector<ModelAnswer> answers;
  std::vector<RefusedAnswer> refused;
};

/// Reads the body of an answer against the passage it was asked about. Holders and issues must be
/// ids of the vocabulary as they stand; a quote must stand in the passage (find_quote). An answer
/// in one ``` fence is read without it. Keys nobody asked for are left alone. O(body + statements ×
/// passage).
ModelReply read_model_reply(std::string_view body, std::string_view passage,
                            const ModelVocabulary& vocabulary);

/// Where a quote stands in a passage: the first place with the same characters, any run of ASCII
/// white space counting as one space, that neither begins nor ends within a word of ASCII letters
/// and digits. Nothing where it has no letter or digit. O(passage × quote) at worst.
std::optional<Sentence> find_quote(std::string_view passage, std::string_view quote);

/// Stretches of a text to ask about, in their order: whole sentences, as many as fit into
/// `target` bytes, one at least. Sentences longer than model_passage_limit are left out and
/// counted.
struct ModelPassages {
  std::vector<Sentence> spans;
  std::size_t too_long = 0;
};
ModelPassages model_passages(const std::vector<Sentence>& sentences, std::size_t target);

}  // namespace entente::ingest

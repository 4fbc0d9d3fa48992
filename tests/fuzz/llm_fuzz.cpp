// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of a language model over any bytes: the first line is the passage, the rest the body; and
// the body as what the model said in a sound envelope.
#include <nlohmann/json.hpp>

#include "entente/ingest/language_model.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

namespace {

void read_one(std::string_view body, std::string_view passage) {
  static const entente::ingest::ModelVocabulary vocabulary{{{"JPN", "Japan"}, {"AUS", "Australia"}},
                                                           {{"I1", "Hold yearly consultations"}}};
  const auto reply = entente::ingest::read_model_reply(body, passage, vocabulary);
  if (reply.fault) {
    require(reply.answers.empty() && reply.refused.empty(), "a fault leaves nothing");
    require(!to_string(*reply.fault).empty(), "a fault has words");
  }
  for (const auto& answer : reply.answers) {
    require(answer.stance >= -2 && answer.stance <= 2, "a stance is on its scale");
    require(answer.holder == "JPN" || answer.holder == "AUS", "a holder is known");
    require(answer.issue == "I1", "an issue is known");
    require(answer.quote.begin < answer.quote.end && answer.quote.end <= passage.size(),
            "a quote stands in the passage");
  }
  for (const auto& one : reply.refused) {
    require(!entente::first_broken_utf8(one.found), "what was found can be shown");
    require(one.found.find('\n') == std::string::npos, "and is one line");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = entente::fuzz::input(data, size);
  const std::size_t line = input.find('\n');
  const std::string_view passage = input.substr(0, line);
  const std::string_view body =
      line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
  read_one(body, passage);
  const nlohmann::json chat{
      {"choices", {{{"message", {{"role", "assistant"}, {"content", std::string(body)}}}}}}};
  read_one(chat.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), passage);
  const auto place = entente::ingest::find_quote(passage, body);
  if (place) require(place->end <= passage.size(), "a quote stands in the passage");
  return 0;
}

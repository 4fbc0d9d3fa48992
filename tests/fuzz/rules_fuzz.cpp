// SPDX-License-Identifier: GPL-3.0-or-later
// The rule coder over any bytes: tokens lie in order inside the text, every position found points
// into the sentence. A first byte of 0 reads the rest as word lists instead.
#include "fuzzing.hpp"
#include "ingest/rules/reading.hpp"

using entente::fuzz::require;
namespace rules = entente::ingest::rules;

namespace {

const rules::Dictionary& shipped() {
  static const rules::Dictionary dictionary = [] {
    rules::Dictionary out = rules::english_dictionary();
    (void)out.read_places(rules::place_names(), "places.tsv");
    return out;
  }();
  return dictionary;
}

void read_lists(std::string_view text) {
  rules::Dictionary dictionary;
  const auto words = dictionary.read_words(text, "words.tsv");
  require(words.has_value() || dictionary.size() == 0, "a bad list adds nothing");
  (void)dictionary.read_places(text, "places.tsv");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = entente::fuzz::input(data + 1, size - 1);
  if (data[0] == 0) {
    read_lists(text);
    return 0;
  }
  const auto tokens = rules::tokens(text);
  std::size_t at = 0;
  for (const rules::Token& token : tokens) {
    require(token.begin >= at && token.end > token.begin && token.end <= text.size(),
            "tokens are in order, apart and inside the text");
    at = token.end;
  }
  rules::Discourse discourse;
  for (int again = 0; again < 2; ++again) {
    rules::SentenceReader reader(shipped(), tokens, std::nullopt, discourse);
    for (const rules::Found& found : reader.read()) {
      require(!found.actors.empty() && found.sign >= -1 && found.sign <= 1,
              "somebody holds a sign");
      require(found.cue_first < found.cue_last && found.cue_last <= reader.units().size(),
              "the words that carry it stand in the sentence");
    }
  }
  return 0;
}

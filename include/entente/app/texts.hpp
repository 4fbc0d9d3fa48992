// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of their own files: their words counted by a recipe, texts placed on a scale, words that
// tell groups of texts apart, words in their context. No study takes part. Thread rule: as of
// files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/texts.hpp"
#include "entente/positions/keyness.hpp"
#include "entente/positions/lss.hpp"
#include "entente/positions/wordfish.hpp"
#include "entente/positions/wordscores.hpp"

namespace entente::app {

struct TextsRequest {
  std::vector<std::string> files;  ///< documents of any kind that is read, or one table of counts
  ingest::WordRecipe recipe;       ///< without its stop words
  std::string stop_words;          ///< "en", a file, or blank = none
  bool add_repeated = false;       ///< repeated rows of a table of counts are sums
  /// Options given that only texts can follow, for the error where counts come from a table.
  std::vector<std::string> of_texts_only;
};

/// Where a text came from.
struct TextSource {
  std::string id;
  std::string file;
  std::string sha256;  ///< of the file
  std::string extractor;
};

struct LoadedTexts {
  std::vector<TextSource> sources;  ///< files, in the order given
  ingest::WordRecipe recipe;
  record::WordCounts counts;
  std::optional<record::WordSegments> sentences;  ///< of texts; none from a table
  std::optional<ingest::CountedTexts> counted;    ///< of texts: what was left out (counts empty)
  std::optional<ingest::ReadCounts> table;        ///< of a table: rows (counts empty)
  std::string counts_sha256;                      ///< of documents, words and counts
  std::vector<Error> complaints;
};
/// A text's id is the name of its file without ending; where two agree, the path. Errors: those of
/// reading files and documents and of counting; Usage (a table of counts among other files).
Result<LoadedTexts> load_texts(const TextsRequest& request, const Context& context);

struct TextCountsOutcome {
  LoadedTexts loaded;
  std::size_t most = 20;  ///< words shown as text
};
Result<TextCountsOutcome> text_counts(const TextsRequest& request, const Context& context);

enum class TextScale : std::uint8_t { Wordfish, Wordscores, Lss };

struct TextScaleRequest {
  TextsRequest texts;
  TextScale method = TextScale::Wordfish;
  std::vector<std::pair<std::string, double>> references;  ///< of Wordscores
  std::string left;                                        ///< of Wordfish; both or neither
  std::string right;
  positions::WordscoreOptions wordscores;
  positions::WordfishOptions wordfish;
  positions::LssSeeds seeds;  ///< of Lss
  positions::LssOptions lss;
  bool by_text = false;      ///< Lss: units are texts, not sentences; always so of a table
  std::uint32_t refits = 0;  ///< of the bootstrap over sentences; 0 = errors of the model
  std::uint64_t seed = 1;
  std::uint32_t words = 10;  ///< shown at either end, as text
};
struct TextScaleOutcome {
  LoadedTexts loaded;
  TextScaleRequest request;
  std::optional<positions::Wordscores> wordscores;
  std::optional<positions::Wordfish> wordfish;
  std::optional<positions::WordfishBootstrap> bootstrap;
  std::optional<positions::Lss> lss;
};
/// Errors: as load_texts and the methods; NotFound (a text), Usage (a bootstrap of a table).
Result<TextScaleOutcome> text_scale(const TextScaleRequest& request, const Context& context);

struct TextKeynessRequest {
  TextsRequest texts;
  std::vector<std::string> target;
  std::vector<std::string> against;  ///< empty = all others
  positions::KeynessOptions options;
  std::uint32_t words = 20;  ///< shown at either end, as text
};
struct TextKeynessOutcome {
  LoadedTexts loaded;
  TextKeynessRequest request;
  std::vector<positions::Keyness> words;
};
/// Errors: as load_texts and positions::keyness; NotFound (a text).
Result<TextKeynessOutcome> text_keyness(const TextKeynessRequest& request, const Context& context);

struct KwicRequest {
  TextsRequest texts;
  std::string pattern;
  std::uint32_t window = 6;
};
struct KwicOutcome {
  std::vector<TextSource> sources;
  std::vector<ingest::NamedText> texts;
  std::vector<ingest::KeywordInContext> hits;
  std::string pattern;
  std::vector<Error> complaints;
};
/// Errors: as load_texts and ingest::keyword_in_context; Usage (a table of counts).
Result<KwicOutcome> text_kwic(const KwicRequest& request, const Context& context);

}  // namespace entente::app

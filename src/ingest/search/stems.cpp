// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/stems.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

/// Tags whose algorithm the library knows under the same name.
constexpr std::array<std::string_view, 24> stemmed_languages = {
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hu",
    "hy", "id", "it", "lt", "nl", "no", "pt", "ro", "ru", "sr", "sv", "tr"};

std::string algorithm_of(std::string_view language) {
  std::string primary = lowered(language.substr(0, language.find('-')));
  if (primary == "nb" || primary == "nn") primary = "no";
  const bool known = std::find(stemmed_languages.begin(), stemmed_languages.end(), primary) !=
                     stemmed_languages.end();
  return known ? primary : std::string();
}

}  // namespace

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }

Stemmer::Stemmer(std::string_view language) {
  const std::string algorithm = algorithm_of(language);
  if (!algorithm.empty()) stemmer_.reset(sb_stemmer_new(algorithm.c_str(), "UTF_8"));
}

std::string_view Stemmer::stem(std::string_view word) {
  constexpr std::size_t longest = 64;  // a longer one is no word
  if (!stemmer_ || word.size() > longest) return word;
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace entente::ingest

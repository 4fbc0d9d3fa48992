// SPDX-License-Identifier: GPL-3.0-or-later
// The detector's header needs FILE and does not say so.
// clang-format off
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on

#include <algorithm>
#include <array>
#include <utility>

#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_looked_at = std::size_t{64} << 10U;

/// The detector's codes are older than BCP 47 in places.
std::string bcp47(std::string_view code) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> renamed = {
      {{"iw", "he"},
       {"in", "id"},
       {"jw", "jv"},
       {"ji", "yi"},
       {"mo", "ro"},
       {"sh", "sr"},
       {"zh-TW", "zh-Hant"}}};
  for (const auto& [old_code, tag] : renamed) {
    if (old_code == code) return std::string(tag);
  }
  return std::string(code);
}

}  // namespace

LanguageGuess language_of(std::string_view text) {
  text = text.substr(0, most_looked_at);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percent{};
  std::array<double, 3> score{};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  // A cut inside a character would make the detector refuse the whole.
  const auto broken = first_broken_utf8(text);
  if (broken) text = text.substr(0, *broken);
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(text.size()), true, &no_hints, 0, languages.data(),
      percent.data(), score.data(), nullptr, &text_bytes, &reliable, &valid_bytes);
  const std::string code = CLD2::LanguageCode(language);
  // Codes of more than three letters ("xx-Latn") are scripts, not languages.
  const bool named = language != CLD2::UNKNOWN_LANGUAGE && code != "un" && !code.starts_with("xx");
  if (!reliable || !named) return {};
  const auto place = std::find(languages.begin(), languages.end(), language);
  if (place == languages.end()) return {};
  const int share = percent[static_cast<std::size_t>(place - languages.begin())];
  return {bcp47(code), std::clamp(share, 0, 100) / 100.0};
}

}  // namespace entente::ingest

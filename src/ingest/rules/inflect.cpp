// SPDX-License-Identifier: GPL-3.0-or-later
#include "inflect.hpp"

#include "entente/base/text.hpp"

namespace entente::ingest::rules {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_consonant_y(std::string_view verb) {
  return verb.size() > 1 && verb.back() == 'y' && !is_vowel(verb[verb.size() - 2]);
}

/// "stop", "refer" and the like double their last letter; longer ones only where the stress falls
/// on the end, which a short list knows.
bool doubles(std::string_view verb) {
  const std::size_t n = verb.size();
  if (n < 3 || is_vowel(verb[n - 1]) || !is_vowel(verb[n - 2]) || is_vowel(verb[n - 3])) {
    return false;
  }
  if (std::string_view("wxy").find(verb[n - 1]) != std::string_view::npos) return false;
  std::size_t vowels = 0;
  for (const char c : verb) vowels += is_vowel(c) ? 1 : 0;
  if (vowels == 1) return true;
  for (const std::string_view end :
       {"mit", "fer", "pel", "bel", "cur", "gret", "nel", "cel", "vel", "rol", "sor", "mur"}) {
    if (!verb.ends_with(end)) continue;
    return !is_one_of(verb, {"offer", "suffer", "differ", "sponsor", "censor"});
  }
  return false;
}

std::string third_person(std::string_view verb) {
  std::string out(verb);
  if (verb == "have") return "has";
  if (ends_consonant_y(verb)) return out.substr(0, out.size() - 1) + "ies";
  for (const std::string_view end : {"s", "x", "z", "ch", "sh", "o"}) {
    if (verb.ends_with(end)) return out + "es";
  }
  return out + "s";
}

std::string past(std::string_view verb) {
  std::string out(verb);
  if (verb.ends_with("e")) return out + "d";
  if (ends_consonant_y(verb)) return out.substr(0, out.size() - 1) + "ied";
  return (doubles(verb) ? out + out.back() : out) + "ed";
}

std::string gerund(std::string_view verb) {
  std::string out(verb);
  if (verb.ends_with("ie")) return out.substr(0, out.size() - 2) + "ying";
  if (verb.size() > 2 && verb.ends_with("e") && !verb.ends_with("ee")) out.pop_back();
  return (doubles(verb) ? out + out.back() : out) + "ing";
}

}  // namespace

std::vector<std::pair<std::string, std::uint8_t>> inflected(std::string_view entry) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(entry, '|')) parts.push_back(trimmed(part));
  if (parts.empty() || parts[0].empty()) return {};
  const std::size_t space = parts[0].find(' ');
  const std::string_view verb = parts[0].substr(0, space);
  const std::string rest(space == std::string_view::npos ? "" : parts[0].substr(space));
  std::vector<std::pair<std::string, std::uint8_t>> out = {{std::string(parts[0]), BaseForm},
                                                           {third_person(verb) + rest, PresentForm},
                                                           {gerund(verb) + rest, IngForm}};
  if (parts.size() == 1) {
    out.emplace_back(past(verb) + rest, PastForm | PartForm);
  } else if (parts.size() == 2) {
    out.emplace_back(parts[1], PastForm | PartForm);
  } else {
    out.emplace_back(parts[1], PastForm);
    out.emplace_back(parts[2], PartForm);
  }
  return out;
}

}  // namespace entente::ingest::rules

// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.hpp"

#include <array>
#include <utility>

namespace entente::brief {

std::string number_word(std::size_t number) {
  static constexpr std::array<std::string_view, 13> words = {
      "none",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return number < words.size() ? std::string(words[number]) : std::to_string(number);
}

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
  return std::to_string(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string listed(std::span<const std::string> items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string sentence_case(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string period_words(Date from, const std::optional<Date>& until) {
  if (!until || *until == from) return from.words();
  return from.words() + " to " + until->words();
}

std::string day_words(std::chrono::sys_days day) {
  return Date::day(std::chrono::year_month_day{day}).words();
}

std::string level_words(std::string_view level) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> words = {{
      {"leader", "Leaders"},
      {"mfa", "Foreign ministers"},
      {"mod", "Defence ministers"},
      {"chod", "Chiefs of defence"},
      {"sg-dsg", "Secretary General or deputy"},
      {"ambassador", "Ambassadors"},
      {"senior-official", "Senior officials"},
      {"military", "Military"},
      {"parliamentary", "Parliamentarians"},
      {"expert", "Experts"},
  }};
  for (const auto& [word, reading] : words) {
    if (word == level) return std::string(reading);
  }
  return level.empty() ? "Level not stated" : sentence_case(level);
}

std::string heading_words(std::string_view group) {
  std::string out(group);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '_') c = ' ';
  }
  return out;
}

std::string column_words(std::string_view column) {
  std::string out(column);
  for (char& c : out) {
    if (c == '_') c = ' ';
  }
  return out;
}

std::string_view advice_words(advise::Advice advice) {
  switch (advice) {
    case advise::Advice::Group:
      return "as a group";
    case advise::Advice::TrackOneFiveOrBilateral:
      return "Track 1.5 first, or bilaterally";
    case advise::Advice::Bilateral:
      return "bilaterally";
    case advise::Advice::NoCase:
      return "no case for a format of its own";
    case advise::Advice::CannotTell:
      break;
  }
  return "cannot be told";
}

}  // namespace entente::brief

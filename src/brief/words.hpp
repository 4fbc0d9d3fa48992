// SPDX-License-Identifier: GPL-3.0-or-later
// The brief's wording: numbers, lists, dates and stances in plain English. No likelihood words.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/advise/format_rules.hpp"
#include "entente/base/date.hpp"

namespace entente::brief {

/// "four" for 0 to 12, digits beyond.
std::string number_word(std::size_t number);

/// "1 claim", "3 claims".
std::string counted(std::size_t number, std::string_view singular, std::string_view plural);

/// "A", "A and B", "A, B and C".
std::string listed(std::span<const std::string> items);

/// The text in curly quotes.
std::string quoted(std::string_view text);

/// First letter as ASCII capital.
std::string sentence_case(std::string_view text);

/// "3 March 2021", or "January 2022 to May 2023".
std::string period_words(Date from, const std::optional<Date>& until);
std::string day_words(std::chrono::sys_days day);

/// Level of an engagement as readers know it: "mfa" gives "Foreign ministers"; a word of the
/// study's own stays as it is, "" gives "Level not stated".
std::string level_words(std::string_view level);

/// "as a group", "Track 1.5 first, or bilaterally" and so on.
std::string_view advice_words(advise::Advice advice);

/// A group heading of issues: ASCII letters in capitals.
std::string heading_words(std::string_view group);

/// "date_end" gives "date end".
std::string column_words(std::string_view column);

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/context.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

constexpr std::int64_t last_second = 253402300799;  // 9999-12-31T23:59:59Z

std::string environment_text(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string login_name() {
  for (const char* name : {"USER", "LOGNAME"}) {
    std::string value = environment_text(name);
    if (!value.empty()) return value;
  }
  const passwd* entry = getpwuid(geteuid());
  return entry == nullptr || entry->pw_name == nullptr ? std::string()
                                                       : std::string(entry->pw_name);
}

std::string user_cache() {
  std::string cache = environment_text("XDG_CACHE_HOME");
  if (cache.starts_with('/')) return cache;
  const std::string home = environment_text("HOME");
  return home.starts_with('/') ? home + "/.cache" : std::string();
}

/// What goes into history must be readable there: one line, UTF-8, not endless.
Result<void> check_line(std::string_view text, const char* option) {
  constexpr std::size_t limit = 500;
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (!control && !first_broken_utf8(text) && text.size() <= limit) return {};
  return fail({ErrorKind::Usage,
               "not a line of text",
               {"", 0, option},
               "one line of UTF-8, at most 500 bytes",
               quotable(text),
               "shorten or retype it"});
}

}  // namespace

std::string utc_text(std::int64_t seconds) {
  const std::chrono::sys_seconds at{std::chrono::seconds{seconds}};
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day ymd{day};
  const std::chrono::hh_mm_ss time{at - day};
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return out;
}

Result<Context> context_from_environment() {
  Context out;
  out.environment_author = environment_text("ENTENTE_AUTHOR");
  out.model_server = environment_text("ENTENTE_MODEL_SERVER");
  out.model_name = environment_text("ENTENTE_MODEL");
  out.login = login_name();
  out.cache_folder = user_cache();
  const std::string epoch = environment_text("SOURCE_DATE_EPOCH");
  if (epoch.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    out.now = utc_text(std::chrono::duration_cast<std::chrono::seconds>(now).count());
    return out;
  }
  const auto seconds = parse_integer(epoch);
  if (!seconds || *seconds < 0 || *seconds > last_second) {
    return fail({ErrorKind::Usage,
                 "not a time",
                 {"", 0, "SOURCE_DATE_EPOCH"},
                 "whole seconds since 1970",
                 quotable(epoch),
                 "unset the variable or correct it"});
  }
  out.now = utc_text(*seconds);
  return out;
}

Result<store::Origin> origin_of(const Context& context, const record::Settings& settings,
                                std::string command, std::string otherwise) {
  store::Origin out;
  for (const std::string* name :
       {&context.author, &context.environment_author, &settings.author, &context.login}) {
    out.author = std::string(trimmed(*name));
    if (!out.author.empty()) break;
  }
  if (out.author.empty()) {
    return fail({ErrorKind::Usage,
                 "nobody is named as the author of this change",
                 {"", 0, "--author"},
                 "a name",
                 "",
                 "give --author NAME or set ENTENTE_AUTHOR"});
  }
  ENTENTE_CHECK(check_line(out.author, "--author"));
  out.reason = std::string(trimmed(context.reason));
  if (out.reason.empty()) out.reason = std::move(otherwise);
  ENTENTE_CHECK(check_line(out.reason, "--reason"));
  out.command = std::move(command);
  out.at = context.now;
  return out;
}

}  // namespace entente::app

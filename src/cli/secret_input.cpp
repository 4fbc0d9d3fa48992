// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret_input.hpp"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t secret_limit = std::size_t{64} << 10U;

struct CloseTerminal {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using Terminal = std::unique_ptr<std::FILE, CloseTerminal>;

/// Turns the echo off and back on.
class QuietTerminal {
 public:
  QuietTerminal(int descriptor, bool quiet) : descriptor_(descriptor) {
    quiet_ = quiet && ::tcgetattr(descriptor, &before_) == 0;
    if (!quiet_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(descriptor, TCSAFLUSH, &silent);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (quiet_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
  }

 private:
  int descriptor_;
  bool quiet_ = false;
  termios before_{};
};

Result<std::string> typed_line(const char* option, const char* prompt, bool quiet) {
  const Terminal terminal(std::fopen("/dev/tty", "r+"));
  if (!terminal) {
    return fail({ErrorKind::Usage,
                 "there is no terminal to ask on",
                 {"", 0, option},
                 "a file",
                 "",
                 std::string("give ") + option + " FILE"});
  }
  const QuietTerminal silence(::fileno(terminal.get()), quiet);
  std::fputs(prompt, terminal.get());
  std::fflush(terminal.get());
  std::string out;
  for (int c = std::fgetc(terminal.get()); c != EOF && c != '\n'; c = std::fgetc(terminal.get())) {
    if (out.size() < secret_limit) out += static_cast<char>(c);
  }
  if (quiet) std::fputs("\n", terminal.get());
  return out;
}

Result<std::string> standard_input(const char* option) {
  std::string out;
  for (int c = std::fgetc(stdin); c != EOF; c = std::fgetc(stdin)) {
    out += static_cast<char>(c);
    if (out.size() <= secret_limit) continue;
    return fail({ErrorKind::Limit,
                 "standard input is too long",
                 {"", 0, option},
                 "at most 64 KiB",
                 "",
                 "shorten it"});
  }
  return out;
}

}  // namespace

Result<std::string> secret_of(const Parsed& parsed, const char* option, const char* prompt,
                              Asked asked) {
  if (parsed.has(option)) {
    ENTENTE_TRY(std::string bytes, app::read_file(parsed.value(option), secret_limit));
    bytes.resize(std::min(bytes.find('\n'), bytes.size()));
    if (bytes.ends_with('\r')) bytes.pop_back();
    return bytes;
  }
  ENTENTE_TRY(std::string first, typed_line(option, prompt, true));
  if (asked == Asked::Once) return first;
  ENTENTE_TRY(const std::string second, typed_line(option, "Once more: ", true));
  if (first == second) return first;
  return fail({ErrorKind::Usage, "the two are not the same", {"", 0, option}, "", "", "try again"});
}

Result<std::string> private_text_of(const Parsed& parsed, const char* option, const char* prompt) {
  if (!parsed.has(option)) return typed_line(option, prompt, false);
  if (parsed.value(option) == "-") return standard_input(option);
  return app::read_file(parsed.value(option), secret_limit);
}

}  // namespace entente::cli

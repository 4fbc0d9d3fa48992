// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.hpp"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "entente/base/text.hpp"

namespace entente::cli {

void Output::write(std::string_view bytes) {
  if (failed_ != 0 || bytes.empty()) return;
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
    failed_ = errno == 0 ? EIO : errno;
  }
}

void Output::say(std::string_view text) {
  if (style_ != app::View::Text || quiet_) return;
  write(text);
  if (failed_ == 0 && std::fflush(stdout) != 0) failed_ = errno;
}

void Output::result(const app::Presentation& presentation) {
  switch (style_) {
    case app::View::Json:
      write(presentation.json + "\n");
      return;  // holds the complaints
    case app::View::Table:
      write(app::csv_text(presentation.rows));
      break;
    case app::View::Text:
      if (!quiet_) write(presentation.text);
      break;
  }
  if (failed_ == 0 && std::fflush(stdout) != 0) failed_ = errno;
  for (const Error& complaint : presentation.complaints) error(complaint);
}

void Output::bytes(std::string_view bytes) { write(bytes); }

void Output::error(const Error& error) {
  const std::string line = style_ == app::View::Json ? app::error_json(error)
                                                     : "error: " + app::printable(to_string(error));
  std::fprintf(stderr, "%s\n", line.c_str());
}

Result<void> Output::finish() {
  if (failed_ == 0 && std::fflush(stdout) != 0) failed_ = errno;
  if (failed_ == 0 || failed_ == EPIPE) return {};
  return fail({ErrorKind::Unwritable,
               std::string("the result cannot be written (") + std::strerror(failed_) + ")",
               {"standard output", 0, ""},
               "",
               "",
               failed_ == ENOSPC ? "free some space" : ""});
}

Progress progress_on_stderr(bool always, bool quiet) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  if (quiet || (!always && !terminal)) return {};
  const ProgressClock clock = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  };
  return Progress(
      [terminal](const ProgressEvent& event) {
        std::string line = std::string(event.stage) + " " + std::to_string(event.done);
        if (event.total > 0) line += " of " + std::to_string(event.total);
        if (event.per_second && *event.per_second >= 1) {
          line += ", " + fixed_text(*event.per_second, 0) + " a second";
        } else if (event.per_second) {
          line += ", " + fixed_text(1 / *event.per_second, 1) + " s each";
        }
        if (event.remaining_seconds && !event.last) {
          line += ", " + fixed_text(*event.remaining_seconds, 0) + " s left";
        }
        // A terminal line is overwritten by the next one and cleared at the end.
        if (terminal) {
          std::fprintf(stderr, "\r\x1b[K%s", event.last ? "" : line.c_str());
        } else {
          std::fprintf(stderr, "%s\n", line.c_str());
        }
      },
      clock);
}

}  // namespace entente::cli

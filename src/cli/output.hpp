// SPDX-License-Identifier: GPL-3.0-or-later
// Where results and messages go: results to standard output, everything else to standard error.
// One owner thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/app/present.hpp"
#include "entente/base/progress.hpp"

namespace entente::cli {

class Output {
 public:
  Output(app::View style, bool quiet) noexcept : style_(style), quiet_(quiet) {}

  app::View style() const noexcept { return style_; }

  /// Text at once, in text style only: what must be on the screen before something is written.
  void say(std::string_view text);

  /// The result in the style asked for, then its complaints.
  void result(const app::Presentation& presentation);

  /// Bytes that are the result whatever the style (a document, a script, CSV asked for by name).
  void bytes(std::string_view bytes);

  void error(const Error& error);

  /// Flushes. Errors: Unwritable (disk full behind a redirection). A reader that went away is none.
  Result<void> finish();

 private:
  void write(std::string_view bytes);

  app::View style_;
  bool quiet_;
  int failed_ = 0;  ///< errno of the first failed write
};

/// Progress lines on standard error: where it is a terminal, or when `always`.
Progress progress_on_stderr(bool always, bool quiet);

}  // namespace entente::cli

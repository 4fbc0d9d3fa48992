// SPDX-License-Identifier: GPL-3.0-or-later
// Exit codes: one number for each thing a script may want to tell apart. Help, man page and
// docs/cli.md print this list. Immutable; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::app {

enum class ExitCode : int {
  Ok = 0,
  Findings = 1,
  Usage = 2,
  NotFound = 3,
  Malformed = 4,
  Unwritable = 5,
  Damaged = 6,
  TooNew = 7,
  Conflict = 8,
  Internal = 70,
  Cancelled = 130,
};

struct ExitCodeCard {
  ExitCode code = ExitCode::Ok;
  std::string_view meaning;  ///< one phrase for help and docs
};

/// All codes in ascending order.
const std::vector<ExitCodeCard>& exit_codes();

/// What a command that ended with such an error returns.
ExitCode exit_code(ErrorKind kind) noexcept;

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/exit_code.hpp"

namespace entente::app {

const std::vector<ExitCodeCard>& exit_codes() {
  static const std::vector<ExitCodeCard> all = {
      {ExitCode::Ok, "done, nothing to complain of"},
      {ExitCode::Findings,
       "done, with findings: check found errors, an import rejected rows or "
       "lost passages, fmt --check found work"},
      {ExitCode::Usage, "the command line is wrong; nothing was done"},
      {ExitCode::NotFound, "a file, study, row or document is not there or cannot be read"},
      {ExitCode::Malformed, "a study or a file is not well formed"},
      {ExitCode::Unwritable, "something cannot be written: no permission, disk full, file exists"},
      {ExitCode::Damaged, "content does not match its hash or the audit chain"},
      {ExitCode::TooNew, "the study was written by a newer version"},
      {ExitCode::Conflict, "someone else is writing to the study, or changed the row meanwhile"},
      {ExitCode::Internal, "a bug in entente: please report it"},
      {ExitCode::Cancelled, "cancelled by the user (Ctrl-C); nothing is left half done"},
  };
  return all;
}

ExitCode exit_code(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::Usage:
      return ExitCode::Usage;
    case ErrorKind::NotFound:
    case ErrorKind::Unreadable:
      return ExitCode::NotFound;
    case ErrorKind::Unwritable:
      return ExitCode::Unwritable;
    case ErrorKind::Malformed:
    case ErrorKind::Vocabulary:
    case ErrorKind::Range:
    case ErrorKind::Reference:
    case ErrorKind::Duplicate:
    case ErrorKind::Missing:
    case ErrorKind::Limit:
      return ExitCode::Malformed;
    case ErrorKind::Damaged:
      return ExitCode::Damaged;
    case ErrorKind::TooNew:
      return ExitCode::TooNew;
    case ErrorKind::Conflict:
      return ExitCode::Conflict;
    case ErrorKind::Cancelled:
      return ExitCode::Cancelled;
    case ErrorKind::Internal:
      break;
  }
  return ExitCode::Internal;
}

}  // namespace entente::app

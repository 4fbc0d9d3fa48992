// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as values: what went wrong, where, what was expected, what was found, how to mend it.
// Thread rule: plain values, safe to copy and move between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace entente {

/// What sort of thing went wrong; the CLI's exit codes derive from it (see app/exit_code.hpp).
enum class ErrorKind {
  Usage,       ///< the call itself is wrong: unknown command, option or value
  NotFound,    ///< a file, study, table, row or document that is not there
  Unreadable,  ///< it is there and cannot be read (permission, directory, I/O error)
  Unwritable,  ///< it cannot be written (read-only, disk full, locked)
  Malformed,   ///< bytes that are not the form they claim: encoding, quoting, date, number
  Vocabulary,  ///< a word outside the column's list
  Range,       ///< a number or date outside its range
  Reference,   ///< an id that no row has
  Duplicate,   ///< an id that another row already has
  Missing,     ///< a required column or cell that is blank
  Conflict,    ///< two things that cannot both hold; another process holds the study
  Damaged,     ///< content that does not match its hash or chain
  TooNew,      ///< written by a newer version
  Limit,       ///< larger than the stated limit
  Cancelled,   ///< the user cancelled
  Internal,    ///< a bug: please report
};

/// The kind's name as it appears in JSON: "usage", "not_found", ...
std::string_view to_string(ErrorKind kind) noexcept;

/// Where in the user's own material the error sits. Empty or zero parts are unknown.
struct Place {
  std::string file;      ///< path or sheet as the user knows it
  std::int64_t row = 0;  ///< 1-based line (text) or row (sheet); 0 = the whole file
  std::string column;    ///< column name or option name
};

/// An error with its place and mend. `message` is one plain sentence without a full stop.
struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string message;
  Place place;
  std::string expected;  ///< what would have been right; may be empty
  std::string found;     ///< what was there instead, shortened for display; may be empty
  std::string mend;      ///< what the user can do now; may be empty
};

/// "statement.csv:14, column stance: stance out of range: expected an integer from -2 to 2,
/// found "3". Mend: ..." - one line, control characters escaped.
std::string to_string(const Error& error);

/// Shortens untrusted text to `limit` code units at a UTF-8 border and escapes control
/// characters and broken bytes, so that a message can quote any input.
std::string quotable(std::string_view text, std::size_t limit = 60);

template <class T>
using Result = tl::expected<T, Error>;

/// Wraps an error for return from a Result function.
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace entente

#define ENTENTE_CONCAT_INNER(a, b) a##b
#define ENTENTE_CONCAT(a, b) ENTENTE_CONCAT_INNER(a, b)
#define ENTENTE_TRY_INNER(tmp, target, expression)          \
  auto tmp = (expression);                                  \
  if (!tmp) return ::entente::fail(std::move(tmp).error()); \
  target = std::move(*tmp)
/// ENTENTE_TRY(auto table, read(path)); returns the error to the caller or binds the value.
#define ENTENTE_TRY(target, expression) \
  ENTENTE_TRY_INNER(ENTENTE_CONCAT(entente_try_, __COUNTER__), target, expression)
/// ENTENTE_CHECK(write(path)); returns the error of a Result<void> to the caller.
#define ENTENTE_CHECK(expression)                                                 \
  do {                                                                            \
    auto entente_check = (expression);                                            \
    if (!entente_check) return ::entente::fail(std::move(entente_check).error()); \
  } while (false)

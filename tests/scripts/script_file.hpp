// SPDX-License-Identifier: GPL-3.0-or-later
// A script test as text: blocks of one command and the output it must give. docs/testing.md tells
// the form. Pure functions of text, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::etest {

/// One `$ command` with what must come of it.
struct Block {
  std::size_t line = 0;               ///< 1-based line of the `$`
  std::string command;                ///< with its `> ` lines, joined by line breaks
  std::vector<std::string> expected;  ///< lines as written: literal, `~ `, `= ` or `...`
  int exit_code = 0;                  ///< from `? N`
};

/// Text between the blocks (comments, blank lines), kept so that --update can write it back.
using Part = std::variant<std::string, Block>;

struct ScriptFile {
  bool require_shared = false;
  std::vector<Part> parts;
};

/// Why a text is no script test, and on which line.
struct SyntaxError {
  std::size_t line = 0;
  std::string message;
};

/// Reads a script test. O(n).
std::variant<ScriptFile, SyntaxError> parse(std::string_view text);

/// The file's text again: parse(write(f)) equals f, and write(parse(t)) differs from t in nothing
/// but the exit code's place.
std::string write(const ScriptFile& file);

/// Whether the lines fit the expectation. `...` takes any number of lines, `~ RE` one line that the
/// whole ECMAScript expression matches (`~` alone: an empty line), `= TEXT` the text as it stands.
/// O(lines x expected). Errors: nothing, or what is wrong with an expression.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& lines,
             std::string* problem);

/// An output line in the form that expects exactly it.
std::string literal(const std::string& line);

/// Splits at line breaks; a last line without one counts as well.
std::vector<std::string> split_lines(std::string_view text);

}  // namespace entente::etest

// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says of its commands, once: parser, --help, man page, shell completion and
// docs/cli.md derive from the cards. Immutable after start-up; any thread.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/app/exit_code.hpp"

namespace entente::app {

/// The values of options by name ("--date"), only those given.
using GivenOptions = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What a word on the command line stands for; shell completion asks.
enum class Hint {
  Text,
  Study,    ///< a study folder or study file
  File,     ///< any file
  Table,    ///< a table's name
  Command,  ///< a command's name
  Shell,    ///< bash or zsh
};

/// A positional argument.
struct ArgumentCard {
  std::string name;  ///< "STUDY"
  std::string help;
  Hint hint = Hint::Text;
  bool required = true;
  bool repeated = false;  ///< only the last argument of a command may be
};

struct OptionCard {
  std::string name;   ///< "--table"
  std::string value;  ///< name of its value in help; empty for a flag
  std::string help;
  std::string fallback = {};  ///< what holds when it is not given, for help; may be empty
  std::vector<std::string> choices = {};  ///< allowed values; empty for any
  Hint hint = Hint::Text;
  bool required = false;
  bool repeated = false;  ///< may be given more than once
};

struct ExampleCard {
  std::string command;  ///< a line that works
  std::string says;     ///< what it does
};

struct CommandCard {
  std::string name;     ///< "import", "statement add"
  std::string summary;  ///< one line without a full stop
  std::string details;  ///< paragraphs, blank line between them
  std::vector<ArgumentCard> arguments = {};
  std::vector<OptionCard> options = {};
  std::vector<ExampleCard> examples = {};
  std::vector<ExitCode> exits = {};  ///< codes it may return besides Ok, Usage, Internal, Cancelled
};

/// All commands, in the order in which a newcomer meets them.
const std::vector<CommandCard>& commands();

/// Options every command has.
const std::vector<OptionCard>& global_options();

/// By exact name, or null.
const CommandCard* find_command(std::string_view name) noexcept;

/// First words of all command names: "new", "import", ..., "statement".
std::vector<std::string> command_words();

/// "--date-end" for the column date_end: how options that stand for columns are called.
std::string option_of_column(std::string_view column);

/// The cells of a row of `table` that options give, in the table's order: column, and the values
/// with ";" between where the option is repeated.
std::vector<std::pair<std::string, std::string>> cells_of_options(std::string_view table,
                                                                  const GivenOptions& options);

/// "import STUDY FILE... [options]"
std::string usage_line(const CommandCard& card);

/// A Usage error with "did you mean" over all command names.
Error unknown_command(std::string_view word);

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/help.hpp"

#include <algorithm>

#include "entente/base/text.hpp"
#include "help_parts.hpp"

namespace entente::app {
namespace {

/// Greedy line filling; words are never broken. Lines after the first are indented.
std::string filled(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t line = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t length = code_points(word);
    if (line > 0 && line + 1 + length > width) {
      out += "\n" + std::string(indent, ' ');
      line = 0;
    }
    if (line > 0) {
      out += ' ';
      ++line;
    }
    out += word;
    line += length;
  }
  return out;
}

std::string paragraphs(std::string_view text, std::size_t width) {
  std::string out;
  for (const std::string_view paragraph : split(text, '\n')) {
    out += paragraph.empty() ? std::string("\n") : filled(paragraph, width, 0) + "\n";
  }
  return out;
}

/// Two columns: what one types, what it does. A long left side takes a line of its own.
std::string help_row(const std::string& left, const std::string& right) {
  constexpr std::size_t column = 24;
  std::string out = "  " + left;
  if (out.size() + 2 > column) {
    out += "\n" + std::string(column, ' ');
  } else {
    out.resize(column, ' ');
  }
  return out + filled(right, 98 - column, column) + "\n";
}

std::string option_left(const OptionCard& option) {
  return option.value.empty() ? option.name : option.name + " " + option.value;
}

}  // namespace

std::string option_explained(const OptionCard& option) {
  std::string out = option.help;
  if (!option.choices.empty()) out += " (" + joined(option.choices, ", ") + ")";
  if (option.required) out += " (required)";
  if (option.repeated) out += "; may be repeated";
  if (!option.fallback.empty()) out += "; otherwise " + option.fallback;
  return out;
}

std::string version_text() { return "entente " ENTENTE_VERSION; }

std::string overview_text() {
  std::string out = version_text() + ": who stands where, and on what evidence\n\n";
  out += "Start:  entente new my-study            a study with example rows to change\n";
  out += "        entente check my-study          is anything wrong with it?\n";
  out += "        entente brief my-study          one page, every figure leads to its source\n\n";
  out += "Commands:\n";
  for (const CommandCard& card : commands()) out += help_row(card.name, card.summary);
  out += "\nEvery command explains itself with --help and takes --json, --csv and --quiet.\n";
  out += "A study is a folder or a NAME.entente file; in a study folder it need not be named.\n";
  return out;
}

std::string help_text(const CommandCard& card) {
  std::string out = "entente " + usage_line(card) + "\n\n";
  out += "  " + card.summary + "\n\n" + paragraphs(card.details, 98);
  if (!card.arguments.empty()) {
    out += "\nArguments:\n";
    for (const ArgumentCard& argument : card.arguments) {
      out += help_row(argument.name, argument.help);
    }
  }
  if (!card.options.empty()) {
    out += "\nOptions:\n";
    for (const OptionCard& option : card.options) {
      out += help_row(option_left(option), option_explained(option));
    }
  }
  out += "\nOptions of every command:\n";
  for (const OptionCard& option : global_options()) {
    out += help_row(option_left(option), option_explained(option));
  }
  if (!card.examples.empty()) {
    out += "\nExamples:\n";
    for (const ExampleCard& example : card.examples) {
      out += "  " + example.command + "\n      " + example.says + "\n";
    }
  }
  out += "\nExit codes:\n";
  for (const ExitCodeCard& code : exit_codes()) {
    const bool common = code.code == ExitCode::Ok || code.code == ExitCode::Usage ||
                        code.code == ExitCode::Internal || code.code == ExitCode::Cancelled;
    const bool own = std::find(card.exits.begin(), card.exits.end(), code.code) != card.exits.end();
    if (common || own) {
      out += help_row(std::to_string(static_cast<int>(code.code)), std::string(code.meaning));
    }
  }
  return out;
}

}  // namespace entente::app

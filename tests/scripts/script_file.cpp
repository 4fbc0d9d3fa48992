// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_file.hpp"

#include <charconv>
#include <regex>

namespace entente::etest {
namespace {

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

bool special(std::string_view line) {
  return line.empty() || line == "..." || line == "~" || starts(line, "~ ") || starts(line, "= ") ||
         line == "=" || starts(line, "? ") || starts(line, "$ ") || starts(line, "> ") ||
         line == ">";
}

std::optional<int> exit_code_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 255) {
    return std::nullopt;
  }
  return value;
}

bool line_matches(const std::string& wanted, const std::string& line, std::string* problem) {
  if (wanted == "~" || wanted == "=") return line.empty();
  if (starts(wanted, "= ")) return wanted.compare(2, std::string::npos, line) == 0;
  if (!starts(wanted, "~ ")) return wanted == line;
  try {
    return std::regex_match(line, std::regex(wanted.substr(2), std::regex::ECMAScript));
  } catch (const std::regex_error& error) {
    if (problem != nullptr) *problem = "bad expression `" + wanted + "`: " + error.what();
    return false;
  }
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string literal(const std::string& line) {
  if (line.empty()) return "~";
  return special(line) ? "= " + line : line;
}

std::variant<ScriptFile, SyntaxError> parse(std::string_view text) {
  ScriptFile file;
  Block* block = nullptr;
  const auto lines = split_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (starts(line, "$ ")) {
      file.parts.emplace_back(Block{i + 1, line.substr(2), {}, 0});
      block = &std::get<Block>(file.parts.back());
      while (i + 1 < lines.size() && (starts(lines[i + 1], "> ") || lines[i + 1] == ">")) {
        ++i;
        block->command += "\n" + (lines[i].size() > 2 ? lines[i].substr(2) : std::string());
      }
    } else if (block != nullptr && !line.empty()) {
      if (starts(line, "? ")) {
        const auto code = exit_code_of(std::string_view(line).substr(2));
        if (!code) return SyntaxError{i + 1, "expected `? N` with an exit code of 0 to 255"};
        block->exit_code = *code;
      } else {
        block->expected.push_back(line);
      }
    } else {
      block = nullptr;
      if (line == "require-shared") {
        file.require_shared = true;
      } else if (!line.empty() && line[0] != '#') {
        return SyntaxError{i + 1, "expected a comment, `$ command` or a blank line"};
      }
      file.parts.emplace_back(line);
    }
  }
  return file;
}

std::string write(const ScriptFile& file) {
  std::string text;
  for (const Part& part : file.parts) {
    if (const auto* between = std::get_if<std::string>(&part)) {
      text += *between + "\n";
      continue;
    }
    const Block& block = std::get<Block>(part);
    const auto command = split_lines(block.command);
    for (std::size_t i = 0; i < command.size(); ++i) {
      text += (i == 0 ? "$ " : command[i].empty() ? ">" : "> ") + command[i] + "\n";
    }
    for (const std::string& line : block.expected) text += line + "\n";
    if (block.exit_code != 0) text += "? " + std::to_string(block.exit_code) + "\n";
  }
  return text;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& lines,
             std::string* problem) {
  // reach[j]: the expectation so far can end after j lines.
  std::vector<char> reach(lines.size() + 1, 0);
  reach[0] = 1;
  for (const std::string& wanted : expected) {
    if (wanted == "...") {
      for (std::size_t j = 1; j <= lines.size(); ++j)
        if (reach[j - 1] != 0) reach[j] = 1;
      continue;
    }
    for (std::size_t j = lines.size(); j > 0; --j) {
      reach[j] = reach[j - 1] && line_matches(wanted, lines[j - 1], problem) ? 1 : 0;
    }
    reach[0] = 0;
  }
  return reach[lines.size()] != 0;
}

}  // namespace entente::etest

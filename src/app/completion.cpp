// SPDX-License-Identifier: GPL-3.0-or-later
// Completion scripts for bash and zsh, from the cards.
#include "entente/app/help.hpp"
#include "entente/base/text.hpp"
#include "entente/record/schema.hpp"

namespace entente::app {
namespace {

/// Text inside single quotes for a shell.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Words that may stand as the option's value; empty for anything, "" with files for a path.
std::vector<std::string> value_words(const OptionCard& option) {
  if (!option.choices.empty()) return option.choices;
  if (option.hint == Hint::Table) return record::table_names();
  return {};
}

std::vector<OptionCard> all_options(const CommandCard& card) {
  std::vector<OptionCard> out = card.options;
  out.insert(out.end(), global_options().begin(), global_options().end());
  return out;
}

std::vector<std::string> argument_words(const CommandCard& card) {
  std::vector<std::string> out;
  for (const ArgumentCard& argument : card.arguments) {
    if (argument.hint == Hint::Command) out = command_words();
    if (argument.hint == Hint::Shell) out = {"bash", "zsh"};
  }
  return out;
}

/// "add list show" for "statement".
std::vector<std::string> second_words(std::string_view first) {
  std::vector<std::string> out;
  for (const CommandCard& card : commands()) {
    const std::size_t space = card.name.find(' ');
    if (space != std::string::npos && card.name.substr(0, space) == first) {
      out.push_back(card.name.substr(space + 1));
    }
  }
  return out;
}

/// The shell command that offers these words, or files where there are none.
std::string bash_offer(const std::vector<std::string>& words) {
  if (words.empty()) return "_entente_files";
  return "_entente_words " + shell_quoted(joined(words, " "));
}

std::string bash_command(const CommandCard& card) {
  std::vector<std::string> names;
  std::string values;
  for (const OptionCard& option : all_options(card)) {
    names.push_back(option.name);
    if (option.value.empty()) continue;
    values += "        " + option.name + ") " + bash_offer(value_words(option)) + "; return ;;\n";
  }
  return "    " + shell_quoted(card.name) + ")\n      case $prev in\n" + values +
         "      esac\n      if [[ $cur == -* ]]; then " + bash_offer(names) + "; else " +
         bash_offer(argument_words(card)) + "; fi ;;\n";
}

std::string bash_script() {
  std::vector<std::string> first = command_words();
  first.insert(first.end(), {"--help", "--version"});
  std::string out = R"(# bash completion for entente; made by: entente completion bash
_entente_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "${COMP_WORDS[COMP_CWORD]}"); }
_entente_files() { mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"); }
_entente() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
)";
  out +=
      "  if ((COMP_CWORD == 1)); then " + bash_offer(first) + "; return; fi\n  case $command in\n";
  for (const std::string& word : command_words()) {
    const auto second = second_words(word);
    if (second.empty()) continue;
    out += "    " + word + ")\n      if ((COMP_CWORD == 2)); then " + bash_offer(second) +
           "; return; fi\n      command+=\" ${COMP_WORDS[2]}\" ;;\n";
  }
  out += "  esac\n  case $command in\n";
  for (const CommandCard& card : commands()) out += bash_command(card);
  return out + "  esac\n}\ncomplete -o filenames -F _entente entente\n";
}

/// Text inside [..] of a zsh option specification.
std::string zsh_help(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_command(const CommandCard& card) {
  std::string out = "    " + shell_quoted(card.name) + ")\n      _arguments \\\n";
  for (const OptionCard& option : all_options(card)) {
    std::string spec =
        std::string(option.repeated ? "*" : "") + option.name + "[" + zsh_help(option.help) + "]";
    if (!option.value.empty()) {
      const auto words = value_words(option);
      spec += ":" + zsh_help(option.value) + ":" +
              (words.empty() ? "_files" : "(" + joined(words, " ") + ")");
    }
    out += "        " + shell_quoted(spec) + " \\\n";
  }
  const auto words = argument_words(card);
  return out + "        " +
         shell_quoted(words.empty() ? "*:file:_files" : "*:word:(" + joined(words, " ") + ")") +
         " ;;\n";
}

std::string zsh_script() {
  std::string out =
      "#compdef entente\n"
      "# zsh completion for entente; made by: entente completion zsh\n"
      "_entente() {\n"
      "  local -a entente_commands\n"
      "  if ((CURRENT == 2)); then\n    entente_commands=(\n";
  for (const std::string& word : command_words()) {
    const CommandCard* card = find_command(word);
    out += "      " +
           shell_quoted(word + ":" +
                        (card == nullptr ? joined(second_words(word), ", ") : card->summary)) +
           "\n";
  }
  out +=
      "    )\n    _describe command entente_commands\n    return\n  fi\n  local "
      "command=${words[2]}\n  case $command in\n";
  for (const std::string& word : command_words()) {
    const auto second = second_words(word);
    if (second.empty()) continue;
    out += "    " + word + ")\n      if ((CURRENT == 3)); then compadd " + joined(second, " ") +
           "; return; fi\n      command+=\" ${words[3]}\" ;;\n";
  }
  out += "  esac\n  case $command in\n";
  for (const CommandCard& card : commands()) out += zsh_command(card);
  return out + "  esac\n}\n_entente \"$@\"\n";
}

}  // namespace

Result<std::string> completion_script(const std::string& shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  const std::vector<std::string> known = {"bash", "zsh"};
  std::string mend = did_you_mean_sentence(shell, known);
  if (mend.empty()) mend = "entente completion bash";
  return fail({ErrorKind::Usage,
               "there is no completion for this shell",
               {"", 0, "SHELL"},
               "bash or zsh",
               quotable(shell),
               std::move(mend)});
}

}  // namespace entente::app

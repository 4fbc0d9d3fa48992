// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows CLI11.
#include "args.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <list>

#include "entente/base/text.hpp"

namespace entente::cli {
namespace {

using app::CommandCard;
using app::OptionCard;

Error usage_error(std::string message, std::string column, std::string expected,
                  std::string_view found, std::string mend) {
  return {ErrorKind::Usage,    std::move(message), {"", 0, std::move(column)},
          std::move(expected), quotable(found),    std::move(mend)};
}

bool takes_value(std::string_view argument) {
  for (const OptionCard& option : app::global_options()) {
    if (option.name == argument) return !option.value.empty();
  }
  return false;
}

/// Index of the next word that is neither an option nor a global option's value; size() if none.
std::size_t next_word(const std::vector<std::string>& arguments, std::size_t at) {
  for (; at < arguments.size(); ++at) {
    if (arguments[at].empty() || arguments[at][0] != '-') return at;
    if (takes_value(arguments[at])) ++at;
  }
  return arguments.size();
}

std::vector<std::string> group_of(std::string_view word) {
  std::vector<std::string> out;
  for (const CommandCard& card : app::commands()) {
    if (card.name.starts_with(std::string(word) + " ")) out.push_back(card.name);
  }
  return out;
}

bool asks_help(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& a) { return a == "--help" || a == "-h"; });
}

/// Takes the command's one or two words out of the arguments.
Result<void> take_command(std::vector<std::string>& arguments, Parsed& out) {
  const std::size_t first = next_word(arguments, 0);
  if (first >= arguments.size()) return {};
  const std::string word = arguments[first];
  const std::vector<std::string> group = group_of(word);
  out.card = app::find_command(word);
  if (out.card == nullptr && group.empty()) return fail(app::unknown_command(word));
  const auto erase = [&arguments](std::size_t at) {
    arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(at));
  };
  erase(first);
  if (group.empty()) return {};
  const std::size_t second = next_word(arguments, first);
  if (second < arguments.size()) {
    const std::string both = word + " " + arguments[second];
    out.card = app::find_command(both);
    if (out.card == nullptr) return fail(app::unknown_command(both));
    erase(second);
    return {};
  }
  if (!asks_help(arguments)) {
    return fail(usage_error("the command is incomplete", "", joined(group, ", "), word,
                            "entente " + group.front() + " --help"));
  }
  out.group = group;
  return {};
}

std::vector<OptionCard> known_options(const Parsed& parsed) {
  std::vector<OptionCard> out;
  if (parsed.card != nullptr) out = parsed.card->options;
  out.insert(out.end(), app::global_options().begin(), app::global_options().end());
  if (parsed.card == nullptr) out.push_back({"--version", "", "print the version"});
  return out;
}

Error unknown_option(const std::string& given, const std::vector<OptionCard>& options,
                     const Parsed& parsed) {
  const std::string name = given.substr(0, given.find('='));
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const OptionCard& option : options) names.push_back(option.name);
  std::string mend = did_you_mean_sentence(name, names);
  if (mend.empty()) {
    mend = parsed.card == nullptr ? "entente --help"
                                  : "entente " + parsed.card->name + " --help lists the options";
  }
  return usage_error("there is no such option", "", "", name, std::move(mend));
}

/// Values outside the choices are refused; the choice's own spelling is kept.
Result<void> check_values(const OptionCard& option, std::vector<std::string>& values) {
  if (!option.repeated && values.size() > 1) {
    return fail(usage_error("the option is given twice", option.name, "one value", values.back(),
                            "keep one of them"));
  }
  if (option.choices.empty() || option.repeated) return {};
  for (std::string& value : values) {
    const auto choice =
        std::find_if(option.choices.begin(), option.choices.end(),
                     [&](const std::string& c) { return lowered(c) == lowered(value); });
    if (choice == option.choices.end()) {
      std::string mend = did_you_mean_sentence(value, option.choices);
      if (mend.empty()) mend = "use one of the listed words";
      return fail(usage_error("word not in the list", option.name,
                              "one of " + joined(option.choices, ", "), value, std::move(mend)));
    }
    value = *choice;
  }
  return {};
}

Result<void> check_count(const Parsed& parsed) {
  if (parsed.card == nullptr) return {};
  const auto& arguments = parsed.card->arguments;
  const bool endless = !arguments.empty() && arguments.back().repeated;
  const auto least = static_cast<std::size_t>(
      std::count_if(arguments.begin(), arguments.end(), [](const auto& a) { return a.required; }));
  if (parsed.words.size() < least) {
    const auto missing =
        std::find_if(arguments.begin(), arguments.end(), [](const auto& a) { return a.required; });
    return fail(usage_error("something is missing on the command line", missing->name,
                            missing->help, "", "entente " + usage_line(*parsed.card)));
  }
  if (!endless && parsed.words.size() > arguments.size()) {
    return fail(usage_error("one word too many", "", "entente " + usage_line(*parsed.card),
                            parsed.words.back(), "quote words that belong together"));
  }
  return {};
}

/// CLI11 speaks of its own names; keep its first line.
Error from_parser(const CLI::ParseError& error) {
  std::string text = error.what();
  text = text.substr(0, text.find('\n'));
  const std::size_t colon = text.find(": ");
  if (text.starts_with("--") && colon != std::string::npos &&
      text.find("required") != std::string::npos) {
    return usage_error("the option needs a value", text.substr(0, colon), "a value", "",
                       "write " + text.substr(0, colon) + " VALUE");
  }
  return usage_error("the command line cannot be read", "", "", text, "entente --help");
}

Result<void> run_parser(std::vector<std::string> arguments, const std::vector<OptionCard>& options,
                        Parsed& out) {
  CLI::App parser;
  parser.set_help_flag();
  parser.allow_extras();
  std::list<std::vector<std::string>> values;
  std::list<bool> flags;
  std::vector<std::pair<const OptionCard*, CLI::Option*>> made;
  for (const OptionCard& option : options) {
    const std::string name = option.name == "--help" ? "-h,--help" : option.name;
    CLI::Option* handle =
        option.value.empty()
            ? parser.add_flag(name, flags.emplace_back(false))
            : parser.add_option(name, values.emplace_back())->allow_extra_args(false);
    made.emplace_back(&option, handle);
  }
  parser.add_option("words", out.words);
  try {
    std::reverse(arguments.begin(), arguments.end());
    parser.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return fail(from_parser(error));
  }
  for (const std::string& extra : parser.remaining()) {
    const bool word = !extra.starts_with("-") || extra == "-" || extra == "--";
    if (!word) return fail(unknown_option(extra, options, out));
  }
  for (const auto& [option, handle] : made) {
    if (handle->count() == 0) continue;
    auto& values_given = out.options[option->name];
    if (!option->value.empty()) values_given = handle->results();
  }
  return {};
}

}  // namespace

std::string Parsed::value(std::string_view name) const {
  const auto it = options.find(name);
  return it == options.end() || it->second.empty() ? std::string() : it->second.back();
}

Result<Parsed> parse(const std::vector<std::string>& given) {
  Parsed out;
  std::vector<std::string> arguments = given;
  ENTENTE_CHECK(take_command(arguments, out));
  const std::vector<OptionCard> options = known_options(out);
  ENTENTE_CHECK(run_parser(std::move(arguments), options, out));
  out.version = out.has("--version");
  if (out.has("--help")) return out;
  for (const OptionCard& option : options) {
    const auto it = out.options.find(option.name);
    if (it != out.options.end()) {
      ENTENTE_CHECK(check_values(option, it->second));
    } else if (option.required) {
      return fail(usage_error("the option is missing", option.name, option.help, "",
                              "entente " + usage_line(*out.card)));
    }
  }
  if (out.has("--json") && out.has("--csv")) {
    return fail(usage_error("--json and --csv exclude each other", "--csv", "one of them", "",
                            "leave one out"));
  }
  ENTENTE_CHECK(check_count(out));
  return out;
}

}  // namespace entente::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/card.hpp"

#include <gmock/gmock.h>

#include <set>

#include "entente/app/help.hpp"
#include "entente/record/schema.hpp"

namespace entente::app {
namespace {

using ::testing::HasSubstr;

TEST(Cards, NameEachCommandAndOptionOnce) {
  std::set<std::string> commands_seen;
  for (const CommandCard& card : commands()) {
    EXPECT_TRUE(commands_seen.insert(card.name).second) << card.name;
    std::set<std::string> options;
    for (const auto* list : {&card.options, &global_options()}) {
      for (const OptionCard& option : *list) {
        EXPECT_TRUE(options.insert(option.name).second) << card.name << " " << option.name;
        EXPECT_TRUE(option.name.starts_with("--"));
        EXPECT_FALSE(option.help.empty()) << card.name << " " << option.name;
        EXPECT_FALSE(option.required && option.value.empty());
      }
    }
  }
}

TEST(Cards, ExplainThemselves) {
  for (const CommandCard& card : commands()) {
    EXPECT_FALSE(card.summary.empty()) << card.name;
    EXPECT_FALSE(card.summary.ends_with('.')) << card.name;
    EXPECT_TRUE(card.details.ends_with('.')) << card.name;
    EXPECT_FALSE(card.examples.empty()) << card.name;
    for (const ExampleCard& example : card.examples) {
      EXPECT_THAT(example.command, HasSubstr("entente " + card.name));
    }
    for (std::size_t i = 0; i + 1 < card.arguments.size(); ++i) {
      EXPECT_FALSE(card.arguments[i].repeated) << card.name << ": only the last may repeat";
    }
  }
}

TEST(Cards, StatementAddHasAnOptionForEveryColumn) {
  const CommandCard* card = find_command("statement add");
  ASSERT_NE(card, nullptr);
  for (const record::Column& column : record::table_schema("statement").columns) {
    const std::string name = option_of_column(column.name);
    const bool there = std::any_of(card->options.begin(), card->options.end(),
                                   [&](const OptionCard& option) { return option.name == name; });
    EXPECT_TRUE(there) << name;
  }
  EXPECT_EQ(option_of_column("date_end"), "--date-end");
}

TEST(Cards, UnknownCommandSuggestsANearOne) {
  EXPECT_THAT(unknown_command("chekc").mend, HasSubstr("check"));
  EXPECT_EQ(unknown_command("xyzzyplugh").mend, "entente help lists the commands");
}

TEST(Help, OfEveryCommandNamesAllItsParts) {
  for (const CommandCard& card : commands()) {
    const std::string text = help_text(card);
    for (const OptionCard& option : card.options) EXPECT_THAT(text, HasSubstr(option.name));
    for (const ArgumentCard& argument : card.arguments) EXPECT_THAT(text, HasSubstr(argument.name));
    EXPECT_EQ(text.find('\t'), std::string::npos);
    EXPECT_THAT(overview_text(), HasSubstr("  " + card.name + " "));
    EXPECT_THAT(man_page(), HasSubstr("entente " + card.name));
    EXPECT_THAT(*completion_script("bash"), HasSubstr("'" + card.name + "')"));
    EXPECT_THAT(*completion_script("zsh"), HasSubstr("'" + card.name + "')"));
  }
}

TEST(Help, LinesFitATerminal) {
  for (const CommandCard& card : commands()) {
    const std::string text = help_text(card);
    std::size_t start = 0;
    while (start < text.size()) {
      const std::size_t end = text.find('\n', start);
      const std::string line = text.substr(start, end - start);
      const bool usage = line.starts_with("entente ") || line.starts_with("  entente ");
      EXPECT_TRUE(usage || line.size() <= 100U) << line;
      start = end + 1;
    }
  }
}

TEST(Completion, RefusesOtherShells) {
  const auto script = completion_script("fihs");
  ASSERT_FALSE(script.has_value());
  EXPECT_EQ(script.error().kind, ErrorKind::Usage);
}

TEST(ExitCodes, CoverEveryErrorKind) {
  std::set<ExitCode> listed;
  int last = -1;
  for (const ExitCodeCard& card : exit_codes()) {
    EXPECT_GT(static_cast<int>(card.code), last);
    last = static_cast<int>(card.code);
    listed.insert(card.code);
    EXPECT_FALSE(card.meaning.empty());
  }
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
    const ExitCode code = exit_code(static_cast<ErrorKind>(kind));
    EXPECT_TRUE(listed.contains(code));
    EXPECT_NE(code, ExitCode::Ok);
    EXPECT_EQ(code == ExitCode::Internal, static_cast<ErrorKind>(kind) == ErrorKind::Internal);
  }
}

}  // namespace
}  // namespace entente::app

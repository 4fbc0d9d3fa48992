// SPDX-License-Identifier: GPL-3.0-or-later
#include "args.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "run.hpp"

namespace entente::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string usage_fault(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  if (parsed) return "parsed";
  EXPECT_EQ(parsed.error().kind, ErrorKind::Usage);
  return to_string(parsed.error());
}

/// Words of a line as a shell would split it: double quotes only, comments and pipes cut off.
std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool quoted = false;
  bool open = false;
  for (const char c : line + " ") {
    if (c == '"') {
      quoted = !quoted;
      open = true;
    } else if (c == ' ' && !quoted) {
      if (open) out.push_back(std::exchange(word, ""));
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  return out;
}

TEST(Args, OptionsMayStandAnywhere) {
  for (const auto& line : std::vector<std::vector<std::string>>{
           {"--json", "check", "x"}, {"check", "--json", "x"}, {"check", "x", "--json"}}) {
    const auto parsed = parse(line);
    ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
    EXPECT_EQ(parsed->card->name, "check");
    EXPECT_TRUE(parsed->has("--json"));
    EXPECT_THAT(parsed->words, ElementsAre("x"));
  }
}

TEST(Args, ValuesMayLookLikeOptions) {
  const auto parsed =
      parse({"statement", "add", "s", "--actor", "A", "--issue=I", "--stance", "-2", "--date",
             "2024", "--note", "--x", "--sources", "S1", "--sources", "S2"});
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  EXPECT_EQ(parsed->value("--stance"), "-2");
  EXPECT_EQ(parsed->value("--note"), "--x");
  EXPECT_THAT(parsed->options.find("--sources")->second, ElementsAre("S1", "S2"));
}

TEST(Args, BracketsAndBracesAreText) {
  const auto parsed = parse({"new", "x", "--title", "[a,b]", "--question", "{}%%", "--focus", ""});
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  EXPECT_EQ(parsed->value("--title"), "[a,b]");
  EXPECT_EQ(parsed->value("--question"), "{}%%");
}

TEST(Args, TwoDashesEndTheOptions) {
  const auto parsed = parse({"import", "s", "--", "--odd.csv"});
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  EXPECT_THAT(parsed->words, ElementsAre("s", "--odd.csv"));
}

TEST(Args, FaultsSuggestWhatWasMeant) {
  EXPECT_THAT(usage_fault({"chekc"}), HasSubstr("\"check\""));
  EXPECT_THAT(usage_fault({"check", "--josn"}), HasSubstr("\"--json\""));
  EXPECT_THAT(usage_fault({"statement", "ad"}), HasSubstr("statement add"));
  EXPECT_THAT(usage_fault({"statement"}), HasSubstr("incomplete"));
  EXPECT_THAT(usage_fault({"export", "s", "t", "--to", "xlxs"}), HasSubstr("\"xlsx\""));
  EXPECT_THAT(usage_fault({"check", "a", "b"}), HasSubstr("one word too many"));
  EXPECT_THAT(usage_fault({"new"}), HasSubstr("PATH"));
  EXPECT_THAT(usage_fault({"check", "--author"}), HasSubstr("--author: the option needs a value"));
  EXPECT_THAT(usage_fault({"check", "--json", "--csv"}), HasSubstr("exclude"));
  EXPECT_THAT(usage_fault({"export", "s", "t", "--table", "a", "--table", "b"}),
              HasSubstr("twice"));
  EXPECT_THAT(usage_fault({"statement", "add", "--actor", "A", "--issue", "I", "--stance", "1"}),
              HasSubstr("--date"));
}

TEST(Args, HelpNeedsNothingElse) {
  for (const app::CommandCard& card : app::commands()) {
    std::vector<std::string> line = shell_words(card.name);
    line.emplace_back("--help");
    const auto parsed = parse(line);
    ASSERT_TRUE(parsed.has_value()) << card.name << ": " << to_string(parsed.error());
    EXPECT_EQ(parsed->card, &card);
  }
  EXPECT_TRUE(parse({"--version"})->version);
  EXPECT_EQ(parse({})->card, nullptr);
}

TEST(Args, EveryExampleOfEveryCardParses) {
  for (const app::CommandCard& card : app::commands()) {
    for (const app::ExampleCard& example : card.examples) {
      const std::size_t start = example.command.find("entente ");
      std::string line = example.command.substr(start + 8);
      line = line.substr(0, line.find_first_of(")>|"));
      const auto parsed = parse(shell_words(line));
      ASSERT_TRUE(parsed.has_value()) << example.command << ": " << to_string(parsed.error());
      EXPECT_EQ(parsed->card, &card);
    }
  }
}

TEST(Run, HandlesExactlyTheCommandsThatHaveCards) {
  std::vector<std::string> cards;
  for (const app::CommandCard& card : app::commands()) cards.push_back(card.name);
  EXPECT_EQ(handled_commands(), cards);
}

}  // namespace
}  // namespace entente::cli

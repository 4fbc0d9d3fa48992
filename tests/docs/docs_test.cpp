// SPDX-License-Identifier: GPL-3.0-or-later
// What is registered is documented: each command, importer, figure, method, table, column, preset
// and package has its place in docs/; and what README.md tells one to type exists.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "entente/advise/method.hpp"
#include "entente/alignment/engagement.hpp"
#include "entente/app/help.hpp"
#include "entente/figure/figure.hpp"
#include "entente/ingest/ingest.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/schema.hpp"
#include "entente/room/model.hpp"

namespace entente {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path source_folder = ENTENTE_SOURCE_DIR;

std::string page(const std::string& name) {
  std::ifstream file(source_folder / name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name << " is not there";
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// The text under a heading of the given level, up to the next heading of that level or above;
/// white space folded, so that line breaks of the page do not matter.
std::string section(const std::string& text, int level, const std::string& heading) {
  const std::string mark =
      "\n" + std::string(static_cast<std::size_t>(level), '#') + " " + heading + "\n";
  const std::size_t start = text.find(mark);
  if (start == std::string::npos) return "";
  std::size_t end = text.size();
  for (int above = 1; above <= level; ++above) {
    const std::string next = "\n" + std::string(static_cast<std::size_t>(above), '#') + " ";
    end = std::min(end, text.find(next, start + mark.size()));
  }
  const std::string body = text.substr(start + mark.size(), end - start - mark.size());
  return std::regex_replace(body, std::regex("[ \\n]+"), " ");
}

std::vector<std::string> matches(const std::string& text, const std::string& expression) {
  const std::regex regex(expression, std::regex::ECMAScript | std::regex::multiline);
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    out.push_back((*it)[1].str());
  }
  return out;
}

TEST(Docs, CommandsAreWhatTheCardsSay) {
  EXPECT_EQ(page("docs/cli.md"), app::commands_markdown())
      << "write it anew: entente help --markdown > docs/cli.md";
}

TEST(Docs, EveryImporterHasItsSection) {
  const std::string text = page("docs/importers.md");
  ASSERT_FALSE(ingest::importers().empty());
  for (const ingest::ImporterCard& card : ingest::importers()) {
    const std::string body = section(text, 2, std::string(card.name));
    ASSERT_FALSE(body.empty()) << "docs/importers.md has no section ## " << card.name;
    EXPECT_THAT(body, HasSubstr("Status: " + std::string(card.status))) << card.name;
    for (const std::string_view extension : card.extensions) {
      EXPECT_THAT(body, HasSubstr("`" + std::string(extension) + "`")) << card.name;
    }
    for (const std::string_view warning : card.warnings)
      EXPECT_THAT(body, HasSubstr(std::string(warning)));
  }
}

TEST(Docs, EveryFigureHasItsSection) {
  const std::string text = page("docs/figures.md");
  ASSERT_FALSE(figure::cards().empty());
  for (const figure::FigureCard& card : figure::cards()) {
    const std::string body = section(text, 2, std::string(card.name));
    ASSERT_FALSE(body.empty()) << "docs/figures.md has no section ## " << card.name;
    EXPECT_THAT(body, HasSubstr("Status: " + std::string(card.status))) << card.name;
  }
}

TEST(Docs, EveryMethodHasItsSectionAndStatus) {
  const std::string text = page("docs/methods.md");
  for (const auto stage : {positions::methods(), alignment::methods(), advise::methods()}) {
    ASSERT_FALSE(stage.empty());
    for (const positions::MethodCard& card : stage) {
      const std::string body = section(text, 2, std::string(card.name));
      ASSERT_FALSE(body.empty()) << "docs/methods.md has no section ## " << card.name;
      EXPECT_THAT(body, HasSubstr("Status: " + std::string(positions::to_string(card.status))))
          << card.name;
      for (const positions::MethodParameter& parameter : card.parameters) {
        EXPECT_THAT(body, HasSubstr("`" + std::string(parameter.name) + "`")) << card.name;
      }
    }
  }
}

TEST(Docs, EveryModelHasItsSectionStatusAndWarnings) {
  const std::string text = page("docs/methods.md");
  for (const room::ModelType* type : room::models()) {
    const room::ModelCard& card = type->card;
    const std::string body = section(text, 2, std::string(card.name));
    ASSERT_FALSE(body.empty()) << "docs/methods.md has no section ## " << card.name;
    EXPECT_THAT(body, HasSubstr(std::string(card.long_name)));
    EXPECT_THAT(body, HasSubstr("Status: " + std::string(positions::to_string(card.status))));
    EXPECT_THAT(body, HasSubstr("Warnings: ")) << card.name;
    for (const room::ParameterSpec& parameter : card.parameters) {
      EXPECT_THAT(body, HasSubstr("`" + std::string(parameter.name) + "`")) << card.name;
    }
  }
}

TEST(Docs, EveryTableAndColumnIsDescribed) {
  const std::string text = page("docs/format.md");
  for (const record::TableSchema& table : record::tables()) {
    const std::string body = section(text, 3, std::string(table.name));
    ASSERT_FALSE(body.empty()) << "docs/format.md has no section ### " << table.name;
    EXPECT_THAT(body, HasSubstr(std::string(table.purpose)));
    EXPECT_THAT(body, HasSubstr("Layer: " + std::string(record::to_string(table.layer))))
        << table.name;
    for (const record::Column& column : table.columns) {
      const std::string row =
          "| `" + std::string(column.name) + "` | " + std::string(record::to_string(column.kind));
      EXPECT_THAT(body, HasSubstr(row)) << table.name;
      EXPECT_THAT(body, HasSubstr(std::string(column.note))) << table.name << "." << column.name;
    }
  }
  const auto told = matches(text, "^### ([a-z_]+)$");
  for (const std::string& name : told) {
    EXPECT_TRUE(record::table_index(name))
        << "docs/format.md tells of a table " << name << " that is none";
  }
}

TEST(Docs, EveryPresetIsDescribed) {
  const std::string text = page("docs/build.md");
  const auto presets = nlohmann::json::parse(page("CMakePresets.json"));
  for (const auto& preset : presets.at("configurePresets")) {
    if (preset.value("hidden", false)) continue;
    EXPECT_THAT(text, HasSubstr("`" + preset.at("name").get<std::string>() + "`"));
  }
}

TEST(Docs, EveryPackageHasItsLicence) {
  const std::string text = page("THIRD_PARTY.md");
  for (const std::string list :
       {"packaging/apt-build.txt", "packaging/apt-test.txt", "packaging/apt-full.txt"}) {
    for (const std::string& package : matches(page(list), "^([a-z0-9][a-z0-9.+-]*)")) {
      EXPECT_THAT(text, HasSubstr(package)) << list;
    }
  }
}

TEST(Docs, ReadmeNamesOnlyWhatIsThere) {
  const std::string text = page("README.md");
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 45) << "README.md is one screen";
  const auto lines = matches(text, "^    entente ([a-z]+)");
  EXPECT_EQ(lines.size(), 5U);
  for (const std::string& command : lines)
    EXPECT_NE(app::find_command(command), nullptr) << command;
  const auto scripts = matches(text, "^    (scripts/[a-z]+)");
  EXPECT_EQ(scripts.size(), 2U);
  for (const std::string& script : scripts)
    EXPECT_TRUE(std::filesystem::exists(source_folder / script)) << script;
  for (const std::string name : {"README.md", "CONTRIBUTING.md"}) {
    for (const std::string& target : matches(page(name), "\\]\\(([^)#]+)")) {
      EXPECT_TRUE(std::filesystem::exists(source_folder / target)) << name << ": " << target;
    }
  }
}

TEST(Docs, LicenceIsWhole) {
  const std::string text = page("LICENSE");
  EXPECT_THAT(text, HasSubstr("GNU GENERAL PUBLIC LICENSE"));
  EXPECT_THAT(text, HasSubstr("END OF TERMS AND CONDITIONS"));
}

}  // namespace
}  // namespace entente

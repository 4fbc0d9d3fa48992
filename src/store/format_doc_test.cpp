// SPDX-License-Identifier: GPL-3.0-or-later
// docs/format.md names everything a study holds: a table, column or key without a word fails here.
#include <gtest/gtest.h>

#include "ledger.hpp"
#include "migrate.hpp"
#include "settings_toml.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing_tools::file_bytes;

/// The part of the page under a heading, up to the next heading of that depth.
std::string section_of(const std::string& page, const std::string& heading) {
  const std::size_t start = page.find("\n" + heading + "\n");
  if (start == std::string::npos) return {};
  const std::string depth = heading.substr(0, heading.find(' ') + 1);
  return page.substr(start, page.find("\n" + depth, start + 2 + heading.size()) - start);
}

class FormatPage : public testing::Test {
 protected:
  std::string page_ = file_bytes(std::string(ENTENTE_SOURCE_DIR) + "/docs/format.md");
};

TEST_F(FormatPage, NamesEveryTableAndColumn) {
  for (const record::TableSchema& schema : record::tables()) {
    const std::string section = section_of(page_, "### " + std::string(schema.name));
    ASSERT_FALSE(section.empty()) << schema.name;
    for (const record::Column& column : schema.columns) {
      const std::size_t at = section.find("| `" + std::string(column.name) + "` |");
      ASSERT_NE(at, std::string::npos) << schema.name << "." << column.name;
      const std::string line = section.substr(at, section.find('\n', at) - at);
      EXPECT_NE(line.find(record::to_string(column.kind)), std::string::npos) << line;
      EXPECT_EQ(line.find("required") != std::string::npos, column.required) << line;
      EXPECT_NE(line.find(column.target), std::string::npos) << line;
      for (const std::string_view word : column.vocabulary) {
        EXPECT_NE(line.find(word), std::string::npos) << line;
      }
    }
  }
}

TEST_F(FormatPage, NamesEverySettingAndHistoryColumn) {
  const std::string settings = section_of(page_, "## study.toml");
  for (const std::string& key : settings_keys()) {
    EXPECT_NE(settings.find("| `" + key + "` |"), std::string::npos) << key;
  }
  const std::string history = section_of(page_, "## History and audit");
  for (const auto& columns : {audit_columns(), history_columns()}) {
    for (const std::string& column : columns) {
      EXPECT_NE(history.find("| `" + column + "` |"), std::string::npos) << column;
    }
  }
}

TEST_F(FormatPage, NamesEveryMigration) {
  const std::string versions = section_of(page_, "## Versions and migrations");
  ASSERT_FALSE(versions.empty());
  for (const MigrationStep& step : migration_steps()) {
    EXPECT_NE(versions.find(step.what), std::string::npos) << step.what;
  }
}

}  // namespace
}  // namespace entente::store

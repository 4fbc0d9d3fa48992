// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "entente/ingest/ingest.hpp"

namespace entente::ingest {
namespace {

TEST(Importers, EachHasACardAndASectionInTheDocumentation) {
  std::ifstream in(std::string(ENTENTE_SOURCE_DIR) + "/docs/importers.md");
  const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::set<std::string_view> names;
  for (const ImporterCard& card : importers()) {
    EXPECT_TRUE(names.insert(card.name).second) << card.name;
    EXPECT_FALSE(card.long_name.empty());
    EXPECT_FALSE(card.extensions.empty());
    EXPECT_FALSE(card.reads.empty());
    const std::size_t section = page.find("\n## " + std::string(card.name) + "\n");
    ASSERT_NE(section, std::string::npos) << card.name << " has no section in docs/importers.md";
    const std::string text = page.substr(section, page.find("\n## ", section + 1) - section);
    EXPECT_NE(text.find("Status: " + std::string(card.status) + "."), std::string::npos)
        << card.name;
    for (const std::string_view warning : card.warnings) {
      EXPECT_NE(text.find(warning), std::string::npos) << card.name << ": " << warning;
    }
  }
}

}  // namespace
}  // namespace entente::ingest

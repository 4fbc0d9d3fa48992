// SPDX-License-Identifier: GPL-3.0-or-later
// The flagship study as it stands in the project; needs nothing outside the source tree.
#include <filesystem>
#include <set>

#include "case_files.hpp"
#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "entente/record/check.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/store/store.hpp"

namespace entente::flagship {
namespace {

TEST(Flagship, ChecksWithoutErrors) {
  const record::CheckReport report = record::check(flagship_study());
  std::map<std::string, int> warned;
  for (const record::Finding& finding : report.findings) {
    if (finding.severity == record::Severity::Error) ADD_FAILURE() << to_string(finding.error);
    ++warned[finding.datum.substr(0, finding.datum.find('/'))];
  }
  // What rests on recall alone stays marked until somebody finds a page.
  const std::map<std::string, int> unverified = {
      {"source", 1}, {"term", 18}, {"instrument", 1}, {"vote", 14}};
  EXPECT_EQ(warned, unverified);
}

TEST(Flagship, HoldsEveryRowOfTheCase) {
  const std::map<std::string, std::size_t> golden = {
      {"label", 0},       {"source", 216},    {"document", 1},     {"passage", 288},
      {"actor", 60},      {"alias", 50},      {"term", 18},        {"membership", 38},
      {"format", 25},     {"instrument", 36}, {"channel", 6},      {"instrument_area", 64},
      {"frame", 5},       {"codebook", 1},    {"issue", 43},       {"continuum", 3},
      {"statement", 190}, {"assessment", 27}, {"vote", 180},       {"engagement", 171},
      {"rollcall", 9},    {"event", 0},       {"indicator", 95},   {"contribution", 50},
      {"interest", 29},   {"rule", 6},        {"option", 11},      {"scenario", 0},
      {"dispute", 14},    {"method_step", 6}, {"saved_search", 0}, {"model_reply", 0},
      {"run", 0}};
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const std::string name(record::tables()[t].name);
    ASSERT_TRUE(golden.contains(name)) << "no golden count for the new table " << name;
    EXPECT_EQ(flagship_study().table(t).rows(), golden.at(name)) << name;
  }
  EXPECT_EQ(record::tables().size(), golden.size());
}

TEST(Flagship, AsksOneQuestionAboutTheFour) {
  const record::Settings& settings = flagship_study().settings;
  EXPECT_EQ(settings.name, "nato-ip4");
  EXPECT_TRUE(settings.question.ends_with('?'));
  ASSERT_TRUE(settings.as_of);
  EXPECT_EQ(settings.as_of->text(), "2025-12-31");
  EXPECT_EQ(settings.focus, (std::vector<std::string>{"AUS", "JPN", "KOR", "NZL"}));
  EXPECT_EQ(settings.focus_name, "IP4");
  EXPECT_EQ(settings.salience_threshold, 50);
  EXPECT_EQ(settings.stale_after_months, 18);
}

std::string canonical_csv(const record::Table& table) {
  std::string out;
  std::vector<std::string_view> cells;
  for (const record::Column& column : table.schema().columns) cells.push_back(column.name);
  append_csv_line(out, cells);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.cell(row, c);
    append_csv_line(out, cells);
  }
  return out;
}

TEST(Flagship, EveryTableFileIsCanonical) {
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = flagship_study().table(t);
    const std::string file = flagship_folder() + "/" + std::string(table.schema().name) + ".csv";
    const auto bytes = file_bytes(file);
    ASSERT_TRUE(bytes) << file;
    EXPECT_TRUE(*bytes == canonical_csv(table)) << "entente fmt would change " << file;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t c = 0; c < table.columns(); ++c) {
        const record::Column& column = table.schema().columns[c];
        const auto cell = record::canonical_cell(column, table.cell(row, c));
        ASSERT_TRUE(cell) << to_string(cell.error());
        EXPECT_EQ(*cell, table.cell(row, c)) << record::datum_name(table, row);
      }
    }
  }
}

/// A folder of this test's own that goes away with it.
class OwnFolder {
 public:
  OwnFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "flagship-XXXXXX").string();
    if (const char* made = ::mkdtemp(pattern.data())) path_ = made;
  }
  ~OwnFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(Flagship, FolderToFileToFolderKeepsEveryByte) {
  const OwnFolder own;
  ASSERT_FALSE(own.path().empty());
  const store::Origin origin = {"A. Tester", "round trip", "test", "2025-12-31T00:00:00Z"};
  const std::string file = own.path() + "/flagship.entente";
  const std::string folder = own.path() + "/flagship";
  const auto to_file = store::convert(flagship_folder(), file, store::Form::File, origin);
  ASSERT_TRUE(to_file) << to_string(to_file.error());
  const auto to_folder = store::convert(file, folder, store::Form::Folder, origin);
  ASSERT_TRUE(to_folder) << to_string(to_folder.error());
  std::vector<std::string> names = {"study.toml"};
  for (const std::string& table : record::table_names()) names.push_back(table + ".csv");
  for (const std::string& name : names) {
    const auto before = file_bytes(flagship_folder() + "/" + name);
    const auto after = file_bytes(folder + "/" + name);
    ASSERT_TRUE(before && after) << name;
    EXPECT_TRUE(*before == *after) << name;
  }
}

TEST(Flagship, GivesASnapshotToAnalysis) {
  const auto snapshot = record::build_snapshot(flagship_study());
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  EXPECT_EQ(snapshot->statements.size(), 190U);
  EXPECT_EQ(snapshot->engagements.size(), 171U);
}

TEST(Flagship, RecallIsNowhereWithoutAMark) {
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = flagship_study().table(t);
    if (!table.schema().column("verification") || !table.schema().column("sources")) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (const std::string_view source : list_items(table.cell(row, "sources"))) {
        if (source != "RECALL") continue;
        EXPECT_EQ(table.cell(row, "verification"), "unverified") << record::datum_name(table, row);
      }
    }
  }
}

TEST(Flagship, KeepsNoWordsOfTheReportAndANoteOnEverySentence) {
  const record::Study& study = flagship_study();
  const record::Table& passages = study.table("passage");
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    EXPECT_TRUE(passages.cell(row, "original").empty()) << passages.id(row);
    EXPECT_TRUE(passages.cell(row, "translation").empty()) << passages.id(row);
    EXPECT_FALSE(passages.cell(row, "quote_hash").empty()) << passages.id(row);
    const bool sentence = passages.id(row).find('.') != std::string_view::npos;
    EXPECT_TRUE(!sentence || !passages.cell(row, "note").empty()) << passages.id(row);
  }
}

TEST(Flagship, ThirtyTwoAlliesAndTheFourAreMembers) {
  const record::Table& memberships = flagship_study().table("membership");
  std::map<std::string, std::set<std::string>> members;
  for (std::size_t row = 0; row < memberships.rows(); ++row) {
    members[std::string(memberships.cell(row, "group"))].emplace(memberships.cell(row, "actor"));
  }
  EXPECT_EQ(members["NATO"].size(), 32U);
  EXPECT_EQ(members["IP4"], (std::set<std::string>{"AUS", "JPN", "KOR", "NZL"}));
  EXPECT_EQ(members["PIAG"], (std::set<std::string>{"AUS", "NZL"}));
}

/// Engagements of one partner with NATO or its bodies (formats BILAT, NAC+1, COE) that name it.
std::size_t bilateral_rows(std::string_view actor) {
  static const std::set<std::string_view> formats = {"BILAT", "NAC+1", "COE"};
  const record::Table& engagements = flagship_study().table("engagement");
  std::size_t out = 0;
  for (std::size_t row = 0; row < engagements.rows(); ++row) {
    if (!formats.contains(engagements.cell(row, "format"))) continue;
    for (const std::string_view id : list_items(engagements.cell(row, "participants")))
      out += id == actor ? 1U : 0U;
  }
  return out;
}

TEST(Flagship, CoverageOfThePartnersIsAsTheDocumentationSays) {
  EXPECT_EQ(bilateral_rows("JPN"), 36U);
  EXPECT_EQ(bilateral_rows("KOR"), 23U);
  EXPECT_EQ(bilateral_rows("AUS"), 16U);
  EXPECT_EQ(bilateral_rows("NZL"), 8U);
}

}  // namespace
}  // namespace entente::flagship

// SPDX-License-Identifier: GPL-3.0-or-later
// Study files: identity, migration, damage.
#include "file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "migrate.hpp"
#include "posix.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace testing_tools;

/// Runs SQL on a file behind the store's back.
void run_sql(const std::string& path, const std::string& sql) {
  auto database = Database::open(path, OpenMode::Write, path);
  ASSERT_TRUE(database) << to_string(database.error());
  const auto done = database->run("PRAGMA foreign_keys = OFF; " + sql);
  ASSERT_TRUE(done) << to_string(done.error());
}

class FileTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(create(path_, Form::File, study_, test_origin())); }
  record::Study study_ = generated_study(23, 5);
  TemporaryFolder folder_;
  std::string path_ = folder_ / "s.entente";
};

TEST(SqlSchema, NamesDoNotCollide) {
  std::set<std::string> names = {"meta", "study", "document_text", "audit", "history"};
  for (const record::TableSchema& schema : record::tables()) {
    EXPECT_TRUE(names.insert(std::string(schema.name)).second) << schema.name;
    for (const record::Column& column : schema.columns) {
      EXPECT_NE(column.name, "row");
      if (plain_column(column)) continue;
      EXPECT_TRUE(names.insert(link_table(schema, column)).second) << schema.name;
      EXPECT_FALSE(column.required && column.kind != record::ColumnKind::References);
    }
  }
}

TEST_F(FileTest, IsOneStrictSqliteFileAtRest) {
  record::Settings settings;
  settings.title = "New";
  ASSERT_TRUE(commit(path_, {"test", {}, settings, {}}, test_origin()));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
  auto database = Database::open(path_, OpenMode::Read, path_);
  ASSERT_TRUE(database);
  EXPECT_EQ(database->integer("PRAGMA application_id").value(), 0x454E5445);
  EXPECT_EQ(database->integer("PRAGMA user_version").value(), file_version);
  EXPECT_EQ(database
                ->integer("SELECT count(*) FROM pragma_table_list WHERE NOT strict AND "
                          "name NOT LIKE 'sqlite_%'")
                .value(),
            0);
}

TEST_F(FileTest, ValuesHaveTheirTypes) {
  auto database = Database::open(path_, OpenMode::Write, path_);
  ASSERT_TRUE(database);
  for (const char* bad :
       {"UPDATE statement SET stance = 3", "UPDATE statement SET stance = 'two'",
        "UPDATE statement SET basis = 'guessed'", "UPDATE actor SET name = NULL",
        "UPDATE document SET sha256 = 'short'", "UPDATE issue SET signalling = 'maybe'",
        "UPDATE audit SET author = 'x'", "DELETE FROM audit", "UPDATE history SET id = 'x'",
        "DELETE FROM history", "UPDATE actor SET note = ''"}) {
    EXPECT_FALSE(database->run(bad)) << bad;
  }
}

TEST_F(FileTest, TablesOfALaterVersionAreMadeInAnOlderFile) {
  run_sql(path_,
          "DROP TABLE saved_search_documents; DROP TABLE saved_search; PRAGMA user_version = 3");
  ASSERT_TRUE(open(path_));
  EXPECT_EQ(open(path_)->study.table("saved_search").rows(), 0U);
  const std::size_t table = record::table_index("saved_search").value();
  record::Change change{record::ChangeKind::Insert, table, "SS9", {}, {}};
  change.after.resize(record::tables()[table].columns.size());
  change.after[0] = "SS9";
  change.after[1] = "weekly";
  change.after[2] = "consult*";
  ASSERT_TRUE(commit(path_, {"search", {change}, {}, {}}, test_origin()));
  EXPECT_EQ(open(path_)->study.table("saved_search").id(0), "SS9");
  EXPECT_TRUE(std::filesystem::exists(path_ + ".bak-v3"));
}

TEST_F(FileTest, ForeignFilesAreRefusedInPlainWords) {
  run_sql(path_, "PRAGMA user_version = 7");
  const Error newer = open(path_).error();
  EXPECT_EQ(newer.kind, ErrorKind::TooNew);
  EXPECT_EQ(newer.message, "written by a newer Entente (format 7); this one reads up to 6");
  EXPECT_THAT(newer.mend, HasSubstr("install the newer version"));
  EXPECT_EQ(commit(path_, {}, test_origin()).error().kind, ErrorKind::TooNew);
  EXPECT_EQ(verify(path_).error().kind, ErrorKind::TooNew);
  run_sql(path_, "PRAGMA user_version = 0");
  EXPECT_EQ(open(path_).error().kind, ErrorKind::Malformed);
  run_sql(path_, "PRAGMA user_version = 6; CREATE TABLE extra (x) ");
  EXPECT_THAT(open(path_).error().message, HasSubstr("tables"));
  run_sql(path_, "DROP TABLE extra; PRAGMA application_id = 5");
  EXPECT_THAT(open(path_).error().message, HasSubstr("no Entente study"));
}

TEST_F(FileTest, TruncatedFilesAreDamaged) {
  const std::string bytes = file_bytes(path_);
  for (const std::size_t size : {bytes.size() / 2, bytes.size() - 4096, std::size_t{4096},
                                 std::size_t{100}, std::size_t{512}}) {
    write_bytes(path_, bytes.substr(0, size));
    const auto report = verify(path_);
    EXPECT_TRUE(!report || !report->damage.empty()) << size;
    const auto opened = open(path_);  // whatever it says, it must not crash
    if (!opened) {
      EXPECT_NE(opened.error().kind, ErrorKind::Internal) << to_string(opened.error());
    }
  }
}

bool same_history(const History& a, const History& b) {
  const auto row = [](const RowVersion& x) {
    return std::tie(x.audit_sequence, x.kind, x.table, x.id, x.row_hash, x.before);
  };
  const auto entry = [](const AuditEntry& x) {
    return std::tie(x.sequence, x.kind, x.origin.author, x.origin.reason, x.origin.command,
                    x.origin.at, x.engine_version, x.changes, x.changes_hash, x.previous_hash,
                    x.hash);
  };
  return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                    [&](const auto& x, const auto& y) { return row(x) == row(y); }) &&
         std::equal(a.audit.begin(), a.audit.end(), b.audit.begin(), b.audit.end(),
                    [&](const auto& x, const auto& y) { return entry(x) == entry(y); });
}

/// Damage of 1 to 64 bytes where the file is not zeros: whatever reads differently afterwards must
/// be reported, and nothing may crash. Damage of SQLite's own bookkeeping may pass where it changes
/// nothing that is read.
TEST(FileDamage, OfContentIsReported) {
  const TemporaryFolder folder;
  const std::string path = folder / "s.entente";
  const record::Study study = generated_study(22, 40);
  ASSERT_TRUE(create(path, Form::File, study, test_origin()));
  const std::string bytes = file_bytes(path);
  const History history = read_history(path).value();
  Random random(3);
  int told = 0;
  int unseen = 0;
  while (told + unseen < 300) {
    std::string damaged = bytes;
    const bool one_bit = (told + unseen) % 2 == 0;
    const std::size_t length = one_bit ? 1 : 1 + below(random, 64);
    const std::size_t at = below(random, bytes.size() - length);
    if (bytes[at] == 0) continue;
    for (std::size_t k = at; k < at + length; ++k) {
      damaged[k] =
          one_bit
              ? static_cast<char>(static_cast<unsigned char>(damaged[k]) ^ (1U << below(random, 8)))
              : static_cast<char>(random());
    }
    write_bytes(path, damaged);
    const auto opened = open(path);
    const auto read = read_history(path);
    const bool same = opened && opened->problems.empty() && opened->study == study && read &&
                      same_history(*read, history);
    const auto report = verify(path);
    const bool reported = !report || !report->damage.empty();
    EXPECT_TRUE(reported || same) << "byte " << at << ", length " << length;
    ++(reported ? told : unseen);
  }
  std::printf("300 damages: %d reported, %d without effect on content\n", told, unseen);
  EXPECT_GT(told, 250);
}

/// What SQLite itself would take for granted: values changed by a well-formed write.
TEST_F(FileTest, WellFormedTamperingIsReported) {
  const std::string kept = folder_ / "kept";
  std::filesystem::copy_file(path_, kept);
  for (const std::string& sql : std::vector<std::string>{
           "UPDATE source SET title = title || '!' WHERE row = 1",
           "UPDATE actor SET kind = 'body' WHERE row = 1", "DELETE FROM vote",
           "DELETE FROM alias WHERE row = 1",
           "UPDATE statement_passages SET target = (SELECT id FROM passage ORDER BY row DESC)",
           "DELETE FROM engagement_participants", "UPDATE study SET settings = settings || ' '",
           "UPDATE document_text SET bytes = CAST('other' AS BLOB)",
           "UPDATE document_text SET bytes = CAST('o' AS BLOB), sha256 = '" + sha256_hex("o") + "'",
           "DELETE FROM document_text", "DROP TRIGGER audit_no_delete; DELETE FROM audit",
           "UPDATE meta SET value = '' WHERE key = 'audit_head'",
           "DROP TRIGGER history_no_update; UPDATE history SET before = '{}' WHERE position = 0"}) {
    std::filesystem::copy_file(kept, path_, std::filesystem::copy_options::overwrite_existing);
    const std::string before = file_bytes(path_);
    run_sql(path_, sql);
    if (file_bytes(path_) == before) continue;
    const auto report = verify(path_);
    EXPECT_TRUE(!report || !report->damage.empty()) << sql;
  }
}

Result<void> rename_config(Database& database) {
  return database.run("ALTER TABLE \"study\" RENAME COLUMN \"config\" TO \"settings\"");
}
Result<void> failing_step(Database& database) {
  ENTENTE_CHECK(database.run("CREATE TABLE half (x)"));
  return database.run("no SQL at all");
}

constexpr std::int64_t older = file_version - 1;

/// Makes the file look like one of an older version that called the settings `config`.
void make_older(const std::string& path) {
  run_sql(path,
          "ALTER TABLE \"study\" RENAME COLUMN \"settings\" TO \"config\"; "
          "PRAGMA user_version = " +
              std::to_string(older));
}

TEST_F(FileTest, MigrationKeepsTheOldFileAndRunsItsSteps) {
  make_older(path_);
  const std::string old_bytes = file_bytes(path_);
  const std::vector<MigrationStep> steps = {{older, "settings renamed", rename_config}};
  {  // Reading an older file leaves it as it is.
    auto reading = open_for_reading(path_);
    ASSERT_TRUE(reading);
    auto copy = migrated_copy(reading->database, older, steps, file_version);
    ASSERT_TRUE(copy) << to_string(copy.error());
    Reading current{nullptr, std::move(*copy), {}};
    std::vector<Error> problems;
    EXPECT_TRUE(read_study(current, problems).value() == study_);
    EXPECT_EQ(file_bytes(path_), old_bytes);
  }
  const auto done = migrate_file(path_, steps, file_version);
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_TRUE(open(path_)->study == study_);
  EXPECT_THAT(verify(path_)->damage, IsEmpty());
  auto kept = Database::open(path_ + ".bak-v" + std::to_string(older), OpenMode::Read, path_);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->integer("PRAGMA user_version").value(), older);
  EXPECT_EQ(kept->integer("SELECT count(\"config\") FROM \"study\"").value(), 1);
  // A current file is left alone, without a copy.
  ASSERT_TRUE(migrate_file(path_, steps, file_version));
  EXPECT_FALSE(std::filesystem::exists(path_ + ".bak-v" + std::to_string(file_version)));
}

TEST_F(FileTest, AFailingMigrationChangesNothing) {
  make_older(path_);
  EXPECT_FALSE(migrate_file(path_, {{older, "fails", failing_step}}, file_version));
  auto database = Database::open(path_, OpenMode::Read, path_);
  EXPECT_EQ(database->integer("PRAGMA user_version").value(), older);
  EXPECT_EQ(database->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").value(), 0);
  // Without a step for its version the file is refused, not guessed at.
  EXPECT_EQ(migrate_file(path_, {}, file_version).error().kind, ErrorKind::Malformed);
}

/// tests/data/study-version-1.sql is a file that version 0.1.0 wrote.
TEST(Migration, BringsAFileOfVersionOneToToday) {
  TemporaryFolder folder;
  const std::string path = folder / "old.entente";
  {
    auto database = Database::open(path, OpenMode::Create, path);
    ASSERT_TRUE(database) << to_string(database.error());
  }
  run_sql(path, file_bytes(std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests" / "data" /
                           "study-version-1.sql"));
  const auto before = open(path);
  ASSERT_TRUE(before) << to_string(before.error());
  EXPECT_THAT(before->problems, IsEmpty());
  const record::Table& contributions = before->study.table("contribution");
  ASSERT_EQ(contributions.rows(), 3U);
  EXPECT_EQ(contributions.cell(0, "through_group"), "yes");
  EXPECT_EQ(contributions.cell(1, "through_group"), "part");
  EXPECT_EQ(contributions.cell(2, "through_group"), "");
  EXPECT_EQ(contributions.cell(2, "sources"), "S1");
  EXPECT_EQ(before->study.table("dispute").cell(0, "claim_b"), "3 May 2024");

  ASSERT_TRUE(migrate_file(path));
  EXPECT_TRUE(std::filesystem::exists(path + ".bak-v1"));
  EXPECT_TRUE(open(path)->study == before->study);
  const auto report = verify(path);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->damage, IsEmpty());
  const auto past = read_history(path);
  ASSERT_TRUE(past) << to_string(past.error());
  ASSERT_EQ(past->audit.size(), 3U);
  EXPECT_EQ(past->audit.back().kind, "migrated");
  EXPECT_EQ(past->audit.back().changes, 2);
}

TEST(NetworkShare, IsToldFromLocalDisks) {
  EXPECT_TRUE(network_share_type(0x6969));       // NFS
  EXPECT_TRUE(network_share_type(0xFF534D42));   // CIFS
  EXPECT_FALSE(network_share_type(0xEF53));      // ext4
  EXPECT_FALSE(network_share_type(0x01021994));  // tmpfs
  EXPECT_TRUE(refuse_network_share("/tmp"));
}

}  // namespace
}  // namespace entente::store

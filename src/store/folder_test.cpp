// SPDX-License-Identifier: GPL-3.0-or-later
// Study folders: what people do to them by hand, and what interruptions leave behind.
#include "folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csv_table.hpp"
#include "settings_toml.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace testing_tools;

/// A small study whose cells the tests know.
record::Study known_study() {
  record::Study study;
  study.settings.title = "Known";
  study.table("source").append({"S1", "Communique", "Ministry", "2024-05-02"});
  study.table("passage").append({"S1#1", "S1", "", "paragraph 1"});
  study.table("actor").append({"AAA", "Arcadia", "state"});
  study.table("actor").append({"BBB", "Borduria", "state"});
  study.table("issue").append({"I1", "security", "", "goal", "Meet yearly"});
  const auto statement = [&](std::string_view id, std::string_view actor, std::string_view stance) {
    study.table("statement")
        .append({id, actor, "I1", "", stance, "position", "2024-05-02", "", "", "", "", "", "S1#1",
                 "", "", "", "A. Coder"});
  };
  statement("P1", "AAA", "2");
  statement("P2", "BBB", "-1");
  return study;
}

class FolderTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(create(path_, Form::Folder, known_study(), test_origin())); }

  std::string file(const std::string& name) const { return path_ + "/" + name; }
  void replace_in(const std::string& name, const std::string& from, const std::string& to) const {
    std::string bytes = file_bytes(file(name));
    const std::size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_bytes(file(name), bytes.replace(at, from.size(), to));
  }
  std::vector<Error> problems() const {
    const auto opened = open(path_);
    return opened ? opened->problems : std::vector<Error>{opened.error()};
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "study";
};

record::Change new_codebook(const std::string& id) {
  return {record::ChangeKind::Insert,
          record::table_index("codebook").value(),
          id,
          {},
          {id, "1", "", "rules", ""}};
}

TEST_F(FolderTest, HandEditIsAdoptedByNameBeforeTheNextEntry) {
  replace_in("statement.csv", "P2,BBB,I1,,-1", "P2,BBB,I1,,1");
  replace_in("actor.csv", "BBB,Borduria", "BBB,Borduria the Great");
  const auto report = verify(path_);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->damage, IsEmpty());
  EXPECT_THAT(report->edited_by_hand, ElementsAre("actor/BBB: changed", "statement/P2: changed"));
  const auto done = commit(path_, {"test", {new_codebook("CB1")}, {}, {}}, test_origin());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->adopted, 2);
  EXPECT_EQ(done->audit_sequence, 3);
  const auto history = read_history(path_);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->audit[1].kind, "adopted");
  EXPECT_EQ(history->audit[1].changes, 2);
  EXPECT_EQ(history->audit[2].kind, "test");
  const auto clean = verify(path_);
  EXPECT_THAT(clean->damage, IsEmpty());
  EXPECT_THAT(clean->edited_by_hand, IsEmpty());
}

TEST_F(FolderTest, RowsAddedAndTakenOutByHandAreAdopted) {
  replace_in("statement.csv", "P1,AAA", "P9,AAA");
  replace_in("study.toml", "Known", "Better known");
  EXPECT_THAT(
      verify(path_)->edited_by_hand,
      ElementsAre("study/settings: changed", "statement/P9: not in history", "statement/P1: gone"));
  EXPECT_THAT(format_folder(path_, test_origin()).value(), ElementsAre("audit.csv", "history.csv"));
  EXPECT_THAT(verify(path_)->edited_by_hand, IsEmpty());
  EXPECT_EQ(read_history(path_)->audit.back().kind, "adopted");
  EXPECT_EQ(read_history(path_)->audit.back().changes, 3);
}

TEST_F(FolderTest, AHandMadeFolderIsAdoptedWhole) {
  std::filesystem::remove(file("audit.csv"));
  std::filesystem::remove(file("history.csv"));
  std::filesystem::remove(file("vote.csv"));
  ASSERT_THAT(problems(), IsEmpty());
  EXPECT_THAT(verify(path_)->damage, IsEmpty());
  const auto done = commit(path_, {"test", {new_codebook("CB1")}, {}, {}}, test_origin());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->adopted, 8);  // seven rows and the settings
  EXPECT_THAT(verify(path_)->edited_by_hand, IsEmpty());
}

TEST_F(FolderTest, FormatMakesCanonicalAndSaysWhatItChanged) {
  EXPECT_THAT(format_folder(path_, test_origin()).value(), IsEmpty());
  const auto before = tree_of(path_);
  std::string crlf = "\xEF\xBB\xBF" + file_bytes(file("actor.csv"));
  for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) {
    crlf.replace(at, 1, "\r\n");
  }
  write_bytes(file("actor.csv"), crlf);
  std::filesystem::remove(file("vote.csv"));
  write_bytes(file("issue.csv"), "claim;id;kind;group\nMeet yearly; I1 ;GOAL;security\n");
  ASSERT_THAT(problems(), IsEmpty());
  EXPECT_THAT(verify(path_)->edited_by_hand, IsEmpty());
  EXPECT_THAT(format_folder(path_, test_origin()).value(),
              ElementsAre("actor.csv", "issue.csv", "vote.csv"));
  EXPECT_EQ(tree_of(path_), before);
}

TEST_F(FolderTest, BadRowsAreLeftOutEachWithItsPlace) {
  const std::string bytes =
      "id,actor,issue,stance,date,coder\n"
      "P1,AAA,I1,3,2024,A\n"
      "P2,AAA,I1,1.5,2024,A\n"
      "P3,AAA,I1,1,2022-13,A\n"
      "P4,AAA,I1,1,2024,A\n"
      "P4,AAA,I1,2,2024,A\n"
      "P5,AAA,I1,1,2024\n"
      "P6,AAA,I1,1,2024,A,extra\n"
      "P7,AAA,I1,1,2024,\"A\" x\n"
      "P8,AAA,I1,1,2024,\xFF\xFE\n"
      "P9,AAA,I1,,2024,A\n"
      "\n,,,,,\n"
      "P10,AAA,I1,0,2024,A\n";
  write_bytes(file("statement.csv"), bytes);
  const auto opened = open(path_);
  ASSERT_TRUE(opened);
  const record::Table& rows = opened->study.table("statement");
  ASSERT_EQ(rows.rows(), 2U);
  EXPECT_EQ(rows.id(0), "P4");
  EXPECT_EQ(rows.id(1), "P10");
  EXPECT_EQ(rows.line(1), 14);
  std::vector<std::string> places;
  for (const Error& error : opened->problems) {
    EXPECT_EQ(error.place.file, "statement.csv");
    EXPECT_THAT(error.mend, testing::Not(IsEmpty())) << to_string(error);
    places.push_back(std::to_string(error.place.row) + error.place.column + " " +
                     std::string(to_string(error.kind)));
  }
  EXPECT_THAT(places, ElementsAre("2stance range", "3stance range", "4date range", "6id duplicate",
                                  "7 malformed", "8 malformed", "9 malformed", "10coder malformed",
                                  "11stance missing"));
  // Writing now would lose the rows that could not be read.
  const auto refused = commit(path_, {"test", {new_codebook("CB1")}, {}, {}}, test_origin());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("8 more"));
  EXPECT_FALSE(format_folder(path_, test_origin()));
  EXPECT_FALSE(convert(path_, folder_ / "x.entente", Form::File, test_origin()));
  EXPECT_EQ(file_bytes(file("statement.csv")), bytes);
}

TEST_F(FolderTest, HeadersAreCheckedWithDidYouMean) {
  replace_in("actor.csv", "id,name,kind", "id,nam,kind");
  auto found = problems();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].kind, ErrorKind::Vocabulary);
  EXPECT_THAT(found[0].mend, HasSubstr("\"name\""));
  EXPECT_EQ(found[1].kind, ErrorKind::Missing);
  EXPECT_EQ(found[1].place.column, "name");
  write_bytes(file("actor.csv"), "");
  EXPECT_THAT(problems()[0].message, HasSubstr("empty"));
  write_bytes(file("actor.csv"), "id,name,name\nA,b,c\n");
  EXPECT_EQ(problems()[0].kind, ErrorKind::Duplicate);
  std::filesystem::rename(file("actor.csv"), file("actors.csv"));
  EXPECT_THAT(problems()[0].mend, HasSubstr("\"actor\""));
}

TEST_F(FolderTest, SettingsFaultsHaveLineAndKey) {
  write_bytes(file("study.toml"),
              "titel = \"x\"\nas_of = 2024-12-31\nlanguage = 5\nfocus = [\"AAA\", 3]\n"
              "[formats]\ngroup = [\"G\", \"G\"]\n"
              "[rules]\nsalience_threshold = 101\n");
  const auto opened = open(path_);
  ASSERT_TRUE(opened);
  std::vector<std::string> found;
  for (const Error& error : opened->problems) {
    found.push_back(std::to_string(error.place.row) + error.place.column);
  }
  EXPECT_THAT(found, testing::UnorderedElementsAre("1titel", "3language", "4focus",
                                                   "6formats.group", "8rules.salience_threshold"));
  EXPECT_THAT(opened->problems[0].mend, HasSubstr("\"title\""));
  EXPECT_EQ(opened->study.settings.as_of->text(), "2024-12-31");
  write_bytes(file("study.toml"), "title = \"x");
  EXPECT_EQ(problems()[0].kind, ErrorKind::Malformed);
  EXPECT_EQ(problems()[0].place.row, 1);
  write_bytes(file("study.toml"), "format = 7\n");
  EXPECT_EQ(problems()[0].kind, ErrorKind::TooNew);
  EXPECT_THAT(problems()[0].message, HasSubstr("(folder format 7); this one reads up to 1"));
}

TEST(Settings, CanonicalTextReadsBack) {
  record::Settings settings;
  settings.title = "Quotes \" back \\ lines\n日本 \t tab";
  settings.focus = {"A", "ü,ö"};
  settings.as_of = *Date::parse("2024-Q2");
  settings.stale_after_months = 7;
  settings.formalisation_issues = {"I1"};
  settings.informal_option = "O1\ta";
  settings.pressure_from = {"X"};
  settings.strategic_issues = {"I2"};
  settings.tactical_issues = {"I3", "I4"};
  settings.formality = "M2";
  settings.bilateral_formats = {"B", "C+1"};
  std::vector<Error> problems;
  EXPECT_EQ(parse_settings(settings_text(settings), "study.toml", problems).value(), settings);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(Settings, AnyBytesAreReadOrRefused) {
  Random random(1);
  const std::string good = settings_text(record::Settings());
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good;
    for (std::size_t flips = 1 + below(random, 4); flips > 0; --flips) {
      bytes[below(random, bytes.size())] = static_cast<char>(random());
    }
    std::vector<Error> problems;
    const auto settings = parse_settings(bytes, "study.toml", problems);
    if (settings && problems.empty()) {
      EXPECT_TRUE(check_settings(*settings));
    }
  }
}

TEST_F(FolderTest, LargeCellsAndLinksAreRefused) {
  write_bytes(file("actor.csv"), "id,name\nA1," + std::string(10U << 20U, 'x') + "\nA2,fine\n");
  auto opened = open(path_);
  ASSERT_TRUE(opened);
  ASSERT_THAT(opened->problems, SizeIs(1));
  EXPECT_EQ(opened->problems[0].kind, ErrorKind::Limit);
  EXPECT_EQ(opened->study.table("actor").rows(), 1U);
  // A folder from a stranger must not lead elsewhere, nor hang on a pipe.
  std::filesystem::remove(file("actor.csv"));
  std::filesystem::create_symlink("/etc/passwd", file("actor.csv"));
  std::filesystem::remove(file("vote.csv"));
  ASSERT_EQ(::mkfifo(file("vote.csv").c_str(), 0600), 0);
  opened = open(path_);
  ASSERT_TRUE(opened);
  ASSERT_THAT(opened->problems, SizeIs(2));
  EXPECT_EQ(opened->problems[0].kind, ErrorKind::Unreadable);
  EXPECT_EQ(opened->problems[1].kind, ErrorKind::Unreadable);
}

TEST_F(FolderTest, DocumentsStayInTheirFolder) {
  for (const std::string name : {"../../secret", "/etc/passwd", ".hidden", "a/b"}) {
    write_bytes(file("document.csv"), "id,source,file\nD1,S1," + name + "\n");
    const auto found = problems();
    ASSERT_THAT(found, SizeIs(1)) << name;
    EXPECT_EQ(found[0].place.column, "file");
  }
  std::filesystem::create_directory(file("documents"));
  write_bytes(file("document.csv"), "id,source,file\nD1,S1,link.txt\n");
  std::filesystem::create_symlink("/etc/passwd", file("documents/link.txt"));
  ASSERT_THAT(problems(), SizeIs(1));
  EXPECT_EQ(problems()[0].kind, ErrorKind::Unreadable);
}

TEST_F(FolderTest, ADocumentThatIsNotTheOneAttachedIsDamage) {
  record::Change row{record::ChangeKind::Insert,
                     record::table_index("document").value(),
                     "D1",
                     {},
                     std::vector<std::string>(record::table_schema("document").columns.size())};
  row.after[0] = "D1";
  row.after[1] = "S1";
  row.after[2] = "d.txt";
  row.after[5] = sha256_hex("the text\nof it");
  ASSERT_TRUE(commit(path_, {"import", {row}, {}, {{"D1", "the text\nof it"}}}, test_origin()));
  // What a checkout on Windows does to line ends is not damage.
  write_bytes(file("documents/d.txt"), "the text\r\nof it");
  EXPECT_THAT(verify(path_)->damage, IsEmpty());
  write_bytes(file("documents/d.txt"), "the test\nof it");
  const auto report = verify(path_);
  ASSERT_THAT(report->damage, SizeIs(1));
  EXPECT_EQ(report->damage[0].kind, ErrorKind::Damaged);
  EXPECT_EQ(report->damage[0].place.file, "documents/d.txt");
  EXPECT_THAT(open(path_)->study.document_texts(), IsEmpty());
}

/// Leaves a folder as a writer leaves it that was killed after its change was decided.
void stage_by_hand(const std::string& path, const FolderChange& change, bool decided) {
  std::filesystem::create_directory(path + "/" + staging_folder);
  std::string commit = "entente-commit 1\n";
  std::size_t number = 0;
  for (const auto& [name, bytes] : change.put) {
    write_bytes(path + "/" + staging_folder + "/" + std::to_string(number), bytes);
    commit += "put " + std::to_string(number++) + " " + sha256_hex(bytes) + " " + name + "\n";
  }
  for (const std::string& name : change.removed) commit += "remove " + name + "\n";
  commit += "end " + sha256_hex(commit) + "\n";
  write_bytes(path + "/" + staging_folder + (decided ? "/COMMIT" : "/COMMIT.draft"), commit);
}

TEST_F(FolderTest, ADecidedChangeHoldsAndTheNextWriterFinishesIt) {
  const std::string other = folder_ / "other";
  std::filesystem::copy(path_, other, std::filesystem::copy_options::recursive);
  ASSERT_TRUE(commit(other, {"test", {new_codebook("CB1")}, {}, {}}, test_origin()));
  FolderChange change;
  for (const std::string name : {"codebook.csv", "audit.csv", "history.csv"}) {
    change.put[name] = file_bytes(other + "/" + name);
  }
  stage_by_hand(path_, change, true);
  // Interrupted between two moves: one file is in place already.
  std::filesystem::rename(file(".entente-staging/0"), file("audit.csv"));
  const auto before = tree_of(path_);
  EXPECT_EQ(open(path_)->study.table("codebook").rows(), 1U);
  EXPECT_THAT(verify(path_)->damage, IsEmpty());
  EXPECT_THAT(verify(path_)->edited_by_hand, IsEmpty());
  EXPECT_EQ(tree_of(path_), before) << "reading must not write";
  ASSERT_TRUE(commit(path_, {"test", {new_codebook("CB2")}, {}, {}}, test_origin()));
  EXPECT_FALSE(std::filesystem::exists(file(".entente-staging")));
  EXPECT_EQ(open(path_)->study.table("codebook").rows(), 2U);
  EXPECT_THAT(verify(path_)->edited_by_hand, IsEmpty());
}

TEST_F(FolderTest, AnUndecidedChangeNeverWas) {
  FolderChange change;
  change.put["codebook.csv"] = "id,version,rules\nCB1,1,r\n";
  stage_by_hand(path_, change, false);
  EXPECT_EQ(open(path_)->study.table("codebook").rows(), 0U);
  ASSERT_TRUE(commit(path_, {"test", {new_codebook("CB2")}, {}, {}}, test_origin()));
  EXPECT_FALSE(std::filesystem::exists(file(".entente-staging")));
  EXPECT_EQ(open(path_)->study.table("codebook").rows(), 1U);
}

TEST_F(FolderTest, AForgedChangeLeadsNowhere) {
  for (const std::string target : {"../outside.csv", "/tmp/outside.csv", "documents/../../x",
                                   "x.sh", "documents/.hidden", ".git/config"}) {
    FolderChange change;
    change.put[target] = "id\n";
    stage_by_hand(path_, change, true);
    EXPECT_EQ(open(path_).error().kind, ErrorKind::Damaged) << target;
    EXPECT_EQ(commit(path_, {"test", {new_codebook("C")}, {}, {}}, test_origin()).error().kind,
              ErrorKind::Damaged);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "outside.csv"));
    std::filesystem::remove_all(file(".entente-staging"));
  }
  // A staged file that is not what was decided.
  FolderChange change;
  change.put["codebook.csv"] = "id,version,rules\nCB1,1,r\n";
  stage_by_hand(path_, change, true);
  write_bytes(file(".entente-staging/0"), "id,version,rules\nCB1,2,r\n");
  EXPECT_EQ(problems()[0].kind, ErrorKind::Damaged);
  EXPECT_FALSE(commit(path_, {"test", {new_codebook("C")}, {}, {}}, test_origin()));
}

/// Every byte of content in turn: what opening shows differently, verify must tell.
TEST_F(FolderTest, FlippedBytesAreReported) {
  Random random(2);
  const record::Study study = open(path_)->study;
  const History history = read_history(path_).value();
  std::int64_t told = 0;
  std::int64_t harmless = 0;
  for (int i = 0; i < 1500; ++i) {
    const auto names = tree_of(path_);
    auto it = names.begin();
    std::advance(it, below(random, names.size()));
    std::string bytes = it->second;
    const std::size_t at = below(random, bytes.size());
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(random, 8)));
    write_bytes(file(it->first), bytes);
    const auto opened = open(path_);
    const auto read = read_history(path_);
    const bool same = opened && opened->problems.empty() && opened->study == study && read &&
                      audit_csv_text({read->audit, {}}) == audit_csv_text({history.audit, {}}) &&
                      read->rows.size() == history.rows.size();
    const auto report = verify(path_);
    const bool reported = !report || !report->damage.empty() || !report->edited_by_hand.empty();
    EXPECT_TRUE(reported || same) << it->first << " at " << at;
    (reported ? told : harmless) += 1;
    write_bytes(file(it->first), it->second);
  }
  EXPECT_GT(told, 1200);
  RecordProperty("told", static_cast<int>(told));
  RecordProperty("harmless", static_cast<int>(harmless));
}

TEST_F(FolderTest, HistoryThatWasTouchedIsDamage) {
  replace_in("audit.csv", "T. Ester", "S. Omeone");
  EXPECT_THAT(verify(path_)->damage[0].message, HasSubstr("does not match its hash"));
  replace_in("audit.csv", "S. Omeone", "T. Ester");
  replace_in("history.csv", "actor,AAA", "actor,AAB");
  EXPECT_THAT(verify(path_)->damage, testing::Not(IsEmpty()));
  std::filesystem::remove(file("history.csv"));
  EXPECT_THAT(verify(path_)->damage[0].message, HasSubstr("half of the history"));
  EXPECT_FALSE(commit(path_, {"test", {new_codebook("CB2")}, {}, {}}, test_origin()));
}

TEST(Detect, TellsWhatItFound) {
  const TemporaryFolder folder;
  EXPECT_EQ(detect(folder / "nothing").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(detect(folder.path().string()).error().kind, ErrorKind::Malformed);
  write_bytes(folder / "empty", "");
  EXPECT_THAT(detect(folder / "empty").error().found, HasSubstr("empty"));
  write_bytes(folder / "text", "hello\x01");
  EXPECT_THAT(detect(folder / "text").error().found, HasSubstr("hello\\x01"));
  EXPECT_EQ(detect("/dev/null").error().kind, ErrorKind::Malformed);
  EXPECT_EQ(open("").error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/store/undo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace testing_tools;

/// Rows of all tables without their order, which is presentation and has no history.
std::set<std::vector<std::string>> rows_of(const record::Study& study) {
  std::set<std::vector<std::string>> out;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    for (std::size_t row = 0; row < study.table(t).rows(); ++row) {
      std::vector<std::string> cells = study.table(t).row_cells(row);
      cells.insert(cells.begin(), std::string(record::tables()[t].name));
      out.insert(std::move(cells));
    }
  }
  return out;
}

/// A generated study without the texts of its documents.
record::Study textless(std::uint64_t seed) {
  const record::Study made = generated_study(seed, 6);
  record::Study out;
  out.settings = made.settings;
  for (std::size_t t = 0; t < record::tables().size(); ++t) out.table(t) = made.table(t);
  return out;
}

class UndoTest : public testing::TestWithParam<Form> {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(info->test_suite_name()) + info->name();
    std::replace(name.begin(), name.end(), '/', '_');
    folder_ = std::filesystem::temp_directory_path() / ("entente_" + name);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / (GetParam() == Form::Folder ? "s" : "s.entente")).string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  record::Study study() const { return open(path_).value().study; }
  std::optional<std::int64_t> next(Reversal which) const {
    return next_reversal(read_history(path_).value(), which);
  }
  Result<Committed> reverse(Reversal which) const {
    const auto sequence = next(which);
    if (!sequence) return fail({ErrorKind::NotFound, "nothing", {}, "", "", ""});
    const Opened opened = open(path_).value();
    auto edit = reversal_of(opened, read_history(path_).value(), *sequence, which);
    if (!edit) return fail(edit.error());
    Origin origin = test_origin();
    origin.command = reversal_command(which, *sequence);
    return commit(path_, *edit, origin);
  }
  void change_to(const record::Study& to) const {
    Edit edit{"test", record::difference(study(), to), to.settings, {}};
    ASSERT_TRUE(commit(path_, edit, test_origin()));
  }

  std::filesystem::path folder_;
  std::string path_;
};

TEST_P(UndoTest, LeadsBackStepByStepAndForthAgain) {
  std::vector<record::Study> states;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) states.push_back(textless(seed));
  ASSERT_TRUE(create(path_, GetParam(), states[0], test_origin()));
  EXPECT_FALSE(next(Reversal::Undo)) << "the making of a study is not undone";
  for (std::size_t s = 1; s < states.size(); ++s) change_to(states[s]);
  EXPECT_FALSE(next(Reversal::Redo));
  for (std::size_t s = states.size() - 1; s-- > 0;) {
    const auto done = reverse(Reversal::Undo);
    ASSERT_TRUE(done) << to_string(done.error());
    EXPECT_EQ(rows_of(study()), rows_of(states[s]));
    EXPECT_TRUE(study().settings == states[s].settings);
  }
  EXPECT_FALSE(next(Reversal::Undo));
  for (std::size_t s = 1; s < states.size(); ++s) {
    const auto done = reverse(Reversal::Redo);
    ASSERT_TRUE(done) << to_string(done.error());
    EXPECT_EQ(rows_of(study()), rows_of(states[s]));
    EXPECT_TRUE(study().settings == states[s].settings);
  }
  EXPECT_FALSE(next(Reversal::Redo));
  ASSERT_TRUE(reverse(Reversal::Undo));
  EXPECT_EQ(rows_of(study()), rows_of(states[2])) << "and back once more";
  const auto report = verify(path_);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->damage, IsEmpty());
}

TEST_P(UndoTest, AnythingElseDoneEndsRedo) {
  ASSERT_TRUE(create(path_, GetParam(), textless(1), test_origin()));
  change_to(textless(2));
  ASSERT_TRUE(reverse(Reversal::Undo));
  EXPECT_TRUE(next(Reversal::Redo));
  change_to(textless(3));
  EXPECT_FALSE(next(Reversal::Redo));
  EXPECT_EQ(next(Reversal::Undo), 4);
}

TEST_P(UndoTest, WordsOfDocumentsDoNotComeBack) {
  record::Study first = textless(1);
  std::vector<std::string> cells(first.table("document").columns());
  cells[0] = "DOC";
  cells[first.table("document").schema().column("source").value()] = first.table("source").id(0);
  cells[first.table("document").schema().column("file").value()] = "doc.txt";
  cells[first.table("document").schema().column("sha256").value()] = sha256_hex("words");
  ASSERT_TRUE(create(path_, GetParam(), first, test_origin()));
  const std::size_t documents = record::table_index("document").value();
  const Edit import{"import",
                    {{record::ChangeKind::Insert, documents, "DOC", {}, cells}},
                    std::nullopt,
                    {{"DOC", "words"}}};
  ASSERT_TRUE(commit(path_, import, test_origin()));
  ASSERT_TRUE(reverse(Reversal::Undo)) << "a new document goes with its text";
  EXPECT_FALSE(study().document_text("DOC"));
  const auto redone = reverse(Reversal::Redo);
  ASSERT_FALSE(redone);
  EXPECT_EQ(redone.error().kind, ErrorKind::Missing);
  EXPECT_THAT(redone.error().mend, HasSubstr("import"));
}

INSTANTIATE_TEST_SUITE_P(Forms, UndoTest, testing::Values(Form::Folder, Form::File),
                         [](const auto& form) {
                           return form.param == Form::Folder ? std::string("folder")
                                                             : std::string("file");
                         });

TEST(UndoByHand, IsRefusedWhereTheRowIsNoLongerWhatWasMade) {
  const auto folder = std::filesystem::temp_directory_path() / "entente_undo_by_hand";
  std::filesystem::remove_all(folder);
  const std::string path = (folder / "s").string();
  std::filesystem::create_directories(folder);
  record::Study first = textless(1);
  ASSERT_TRUE(create(path, Form::Folder, first, test_origin()));
  const std::size_t sources = record::table_index("source").value();
  std::vector<std::string> cells = first.table(sources).row_cells(0);
  const std::size_t title = record::tables()[sources].column("title").value();
  const auto set_title = [&](const char* text) {
    cells[title] = text;
    return cells;
  };
  const Edit edit{"test",
                  {{record::ChangeKind::Replace, sources, cells[0],
                    first.table(sources).row_cells(0), set_title("by commit")}},
                  std::nullopt,
                  {}};
  ASSERT_TRUE(commit(path, edit, test_origin()));
  const std::string file = path + "/source.csv";
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  std::string bytes = text.str();
  const std::size_t at = bytes.find("by commit");
  ASSERT_NE(at, std::string::npos);
  std::ofstream(file) << bytes.replace(at, 9, "by hand!!");
  const History history = read_history(path).value();
  const auto edit_back = reversal_of(
      open(path).value(), history, next_reversal(history, Reversal::Undo).value(), Reversal::Undo);
  ASSERT_FALSE(edit_back);
  EXPECT_EQ(edit_back.error().kind, ErrorKind::Conflict);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace entente::store

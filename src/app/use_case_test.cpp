// SPDX-License-Identifier: GPL-3.0-or-later
// The use cases against real studies on disk, in both forms.
#include <gmock/gmock.h>

#include "entente/app/brief.hpp"
#include "entente/app/files.hpp"
#include "entente/app/import.hpp"
#include "entente/app/open.hpp"
#include "entente/app/statement.hpp"
#include "entente/app/study.hpp"
#include "test_folder.hpp"

namespace entente::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::test_context;
using testing::TestFolder;

class UseCases : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    study_ = folder_ / (std::string("pacific") + GetParam());
    NewRequest request;
    request.path = study_;
    request.focus = {"AUS", "JPN"};
    const auto made = new_study(request, test_context());
    ASSERT_TRUE(made.has_value()) << to_string(made.error());
    EXPECT_EQ(made->added_actors, std::vector<std::string>{"AUS"});
    EXPECT_EQ(made->as_of, "2025-12-31");
  }
  TestFolder folder_;
  std::string study_;
};

TEST_P(UseCases, NewStudyPassesCheckAndVerify) {
  const auto checked = check_study(study_);
  ASSERT_TRUE(checked.has_value()) << to_string(checked.error());
  EXPECT_EQ(checked->errors(), 0U);
  EXPECT_EQ(checked->report.warnings(), 0U);
  EXPECT_EQ(checked->report.rows, record::tables().size() + 1);
  const auto verified = verify_study(study_);
  ASSERT_TRUE(verified.has_value()) << to_string(verified.error());
  EXPECT_THAT(verified->report.damage, IsEmpty());
}

TEST_P(UseCases, NewNeverTouchesWhatIsThere) {
  NewRequest request;
  request.path = study_;
  EXPECT_EQ(new_study(request, test_context()).error().kind, ErrorKind::Unwritable);
}

TEST_P(UseCases, OneEditedCellIsOneChangeWithAuthorAndReason) {
  ExportRequest out{study_, folder_ / "statement.csv", std::nullopt, "statement", false, false};
  ASSERT_TRUE(export_study(out, test_context()).has_value());
  std::string csv = read_file(out.target).value();
  const std::size_t at = csv.find(",2,position");
  ASSERT_NE(at, std::string::npos) << csv;
  csv.replace(at, 2, ",-1");
  ASSERT_TRUE(write_file(out.target, csv, Overwrite::Different).has_value());
  Context context = test_context();
  context.author = "A. Analyst";
  context.reason = "second reading";
  const auto preview = preview_import({study_, {out.target}, ""}, context);
  ASSERT_TRUE(preview.has_value()) << to_string(preview.error());
  ASSERT_THAT(preview->plan.changes, SizeIs(1));
  EXPECT_EQ(record::changed_columns(preview->plan.changes[0]), std::vector<std::string>{"stance"});
  EXPECT_THAT(list_statements({study_, "", "", ""})->rows[0], ::testing::Contains("2"))
      << "a preview writes nothing";
  const auto committed = carry_out(*preview, context);
  ASSERT_TRUE(committed.has_value()) << to_string(committed.error());
  const auto history = history_of(study_, "statement/P1");
  ASSERT_TRUE(history.has_value()) << to_string(history.error());
  const HistoryItem& last = history->items.back();
  EXPECT_EQ(last.entry.origin.author, "A. Analyst");
  EXPECT_EQ(last.entry.origin.reason, "second reading");
  EXPECT_EQ(last.entry.origin.at, "2025-12-31T00:00:00Z");
  ASSERT_THAT(last.changes, SizeIs(1));
  EXPECT_EQ(record::describe(last.changes[0]), "statement P1: stance 2 -> -1");
}

TEST_P(UseCases, EveryTableGoesOutAndComesBackUnchanged) {
  for (const record::TableSchema& schema : record::tables()) {
    const std::string file = folder_ / (std::string(schema.name) + ".csv");
    ASSERT_TRUE(export_study({study_, file, std::nullopt, std::string(schema.name), false, false},
                             test_context())
                    .has_value());
    const auto preview = preview_import({study_, {file}, ""}, test_context());
    ASSERT_TRUE(preview.has_value()) << to_string(preview.error());
    EXPECT_THAT(preview->plan.changes, IsEmpty()) << schema.name;
    EXPECT_THAT(preview->plan.rejections, IsEmpty()) << schema.name;
    EXPECT_EQ(preview->plan.total.duplicate, preview->plan.total.read);
    EXPECT_GT(preview->plan.total.read, 0);
  }
}

TEST_P(UseCases, WorkbookGoesOutAndComesBackUnchanged) {
  const std::string file = folder_ / "book.xlsx";
  ASSERT_TRUE(
      export_study({study_, file, std::nullopt, "", false, false}, test_context()).has_value());
  const auto preview = preview_import({study_, {file}, ""}, test_context());
  ASSERT_TRUE(preview.has_value()) << to_string(preview.error());
  for (const Error& error : preview->plan.rejections) ADD_FAILURE() << to_string(error);
  EXPECT_THAT(preview->plan.changes, IsEmpty());
  EXPECT_EQ(preview->plan.total.read, static_cast<std::int64_t>(record::tables().size()) + 1);
  EXPECT_EQ(preview->plan.total.duplicate, preview->plan.total.read);
}

TEST_P(UseCases, StatementNeedsEvidenceAndANewId) {
  StatementRequest request{study_,
                           {{"actor", "AUS"}, {"issue", "I1"}, {"stance", "-2"}, {"date", "2025"}}};
  const auto bare = preview_statement(request, test_context());
  ASSERT_TRUE(bare.has_value()) << to_string(bare.error());
  ASSERT_THAT(bare->plan.rejections, SizeIs(1));
  EXPECT_EQ(bare->plan.rejections[0].kind, ErrorKind::Missing);
  EXPECT_THAT(bare->plan.changes, IsEmpty());
  EXPECT_EQ(bare->plan.total.rejected, 1);
  request.cells.emplace_back("sources", "S1");
  const auto sound = preview_statement(request, test_context());
  ASSERT_TRUE(sound.has_value()) << to_string(sound.error());
  ASSERT_THAT(sound->plan.changes, SizeIs(1));
  ASSERT_TRUE(add_statement(*sound, test_context()).has_value());
  const auto shown = show_statement(study_, sound->plan.changes[0].id);
  ASSERT_TRUE(shown.has_value()) << to_string(shown.error());
  EXPECT_THAT(shown->cells, ::testing::Contains(::testing::Pair("coder", "Test Author")));
  request.cells.emplace_back("id", "P1");
  const auto taken = preview_statement(request, test_context());
  ASSERT_TRUE(taken.has_value()) << to_string(taken.error());
  ASSERT_THAT(taken->plan.rejections, SizeIs(1));
  EXPECT_EQ(taken->plan.rejections[0].kind, ErrorKind::Duplicate);
}

TEST_P(UseCases, StatementErrorsNameTheOption) {
  const StatementRequest request{study_,
                                 {{"actor", "AUX"},
                                  {"issue", "I1"},
                                  {"stance", "1.5"},
                                  {"date", "2022-13"},
                                  {"sources", "S1"}}};
  const auto preview = preview_statement(request, test_context());
  ASSERT_TRUE(preview.has_value()) << to_string(preview.error());
  std::vector<std::string> options;
  for (const Error& error : preview->plan.rejections) {
    options.push_back(error.place.column);
    EXPECT_EQ(error.place.file, "");
  }
  EXPECT_THAT(options, ::testing::IsSupersetOf({"--stance", "--date"}));
}

TEST_P(UseCases, FiltersNarrowTheListAndUnknownIdsAreNamed) {
  EXPECT_THAT(list_statements({study_, "JPN", "I1", "2025"})->rows, SizeIs(1));
  EXPECT_THAT(list_statements({study_, "AUS", "", ""})->rows, IsEmpty());
  EXPECT_THAT(list_statements({study_, "", "", "2024-04"})->rows, IsEmpty());
  const auto unknown = list_statements({study_, "JPM", "", ""});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(unknown.error().mend, HasSubstr("JPN"));
}

TEST_P(UseCases, CancelledMeansNothingWritten) {
  CancelSource source;
  Context context = test_context();
  context.cancel = source.token();
  const auto preview = preview_statement(
      {study_,
       {{"actor", "AUS"}, {"issue", "I1"}, {"stance", "1"}, {"date", "2025"}, {"sources", "S1"}}},
      context);
  ASSERT_TRUE(preview.has_value());
  source.cancel();
  EXPECT_EQ(add_statement(*preview, context).error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(carry_out(*preview, context).error().kind, ErrorKind::Cancelled);
  EXPECT_THAT(list_statements({study_, "AUS", "", ""})->rows, IsEmpty());
}

TEST_P(UseCases, BriefIsTheSameTwice) {
  const auto first = write_brief({study_, "", "", false}, test_context());
  ASSERT_TRUE(first.has_value()) << to_string(first.error());
  EXPECT_FALSE(first->unchanged);
  const std::string html = read_file(first->path).value();
  EXPECT_THAT(html, HasSubstr("<html"));
  EXPECT_TRUE(write_brief({study_, "", "", false}, test_context())->unchanged);
  EXPECT_EQ(read_file(first->path).value(), html);
  ASSERT_TRUE(write_file(folder_ / "mine.html", "mine", Overwrite::Never).has_value());
  EXPECT_EQ(write_brief({study_, "", folder_ / "mine.html", false}, test_context()).error().kind,
            ErrorKind::Unwritable);
  EXPECT_TRUE(write_brief({study_, "", folder_ / "mine.html", true}, test_context()).has_value());
}

INSTANTIATE_TEST_SUITE_P(BothForms, UseCases, ::testing::Values("", ".entente"),
                         [](const auto& param) {
                           return std::string(param.param).empty() ? "Folder" : "File";
                         });

TEST(StudyWords, UsesTheStudyThatIsNamed) {
  const TestFolder folder;
  NewRequest request;
  request.path = folder / "here";
  ASSERT_TRUE(new_study(request, test_context()).has_value());
  const auto words = study_and_rest({folder / "here", "a.csv"}, 1, 9);
  ASSERT_TRUE(words.has_value());
  EXPECT_EQ(words->study, folder / "here");
  EXPECT_EQ(words->rest, std::vector<std::string>{"a.csv"});
}

TEST(Check, NamesEachDatumThatRestedOnAPassageThatIsGone) {
  const TestFolder folder;
  NewRequest request;
  request.path = folder / "here";
  ASSERT_TRUE(new_study(request, test_context()).has_value());
  const std::string passages = folder / "here/passage.csv";
  const std::string csv = read_file(passages).value();
  ASSERT_TRUE(
      write_file(passages, csv.substr(0, csv.find('\n') + 1), Overwrite::Different).has_value());
  const auto checked = check_study(folder / "here");
  ASSERT_TRUE(checked.has_value()) << to_string(checked.error());
  ASSERT_THAT(checked->orphans, SizeIs(1));
  EXPECT_EQ(checked->orphans[0].missing, "passage/S1#p1");
  EXPECT_THAT(checked->orphans[0].data,
              ::testing::UnorderedElementsAre("statement/P1", "engagement/E1", "interest/IT1"));
}

}  // namespace
}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/present.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace entente::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Printable, KeepsTextAndEscapesWhatTalksToTerminals) {
  EXPECT_EQ(printable("Zürich 日本"), "Zürich 日本");
  EXPECT_EQ(printable("a\x1b[31mb"), "a\\x1B[31mb");
  EXPECT_EQ(printable("a\xC2\x9Bz"), "a\\xC2\\x9Bz");  // C1 control sequence introducer
  EXPECT_EQ(printable("one\ntwo\tthree"), "one two three");
  EXPECT_EQ(printable("\xFFz"), "\\xFFz");
}

TEST(Csv, NeutralisesFormulasButNotNumbers) {
  EXPECT_EQ(csv_text({{"a", "b"}, {"=1+1", "-2"}, {"-2 x", "''@x"}, {"plain, text", "1"}}),
            "a,b\n'=1+1,-2\n'-2 x,'''@x\n\"plain, text\",1\n");
}

TEST(ErrorJson, LeavesEmptyFieldsOutAndSurvivesBrokenText) {
  const Error error{ErrorKind::Range,
                    "number out of range",
                    {"statement.csv", 14, "stance"},
                    "a whole number from -2 to 2",
                    "3",
                    "correct the number"};
  EXPECT_EQ(
      error_json(error),
      R"({"error":{"kind":"range","message":"number out of range","file":"statement.csv","row":14,)"
      R"("column":"stance","expected":"a whole number from -2 to 2","found":"3","mend":"correct the number"}})");
  EXPECT_EQ(error_json({ErrorKind::Usage, "x\xFF", {}, "", "", ""}),
            "{\"error\":{\"kind\":\"usage\",\"message\":\"x\xEF\xBF\xBD\"}}");
}

ImportPreview one_change() {
  ImportPreview preview;
  preview.study = "pacific";
  const std::size_t table = record::table_index("statement").value();
  std::vector<std::string> before(record::tables()[table].columns.size());
  before[0] = "P1";
  std::vector<std::string> after = before;
  const std::size_t stance = record::tables()[table].column("stance").value();
  before[stance] = "1";
  after[stance] = "-2";
  preview.plan.changes.push_back({record::ChangeKind::Replace, table, "P1", before, after});
  preview.plan.rejections.push_back({ErrorKind::Range, "no", {"s.csv", 3, "stance"}, "", "", ""});
  preview.plan.total = {12, 7, 2, 2, 1};
  preview.plan.tables = {{"statement", preview.plan.total}};
  return preview;
}

TEST(ImportText, ShowsDifferencesAndCountsThatAddUp) {
  EXPECT_EQ(preview_text(one_change(), false),
            "statement P1: stance 1 -> -2\n"
            "read 12 = accepted 9 (7 new, 2 changed) + rejected 2 + duplicate 1\n");
}

TEST(ImportText, CapsLongListsUnlessAllIsAsked) {
  ImportPreview preview = one_change();
  preview.plan.changes.resize(50, preview.plan.changes.front());
  EXPECT_THAT(preview_text(preview, false),
              HasSubstr("... and 30 more changes; --all shows them\n"));
  EXPECT_THAT(preview_text(preview, true), Not(HasSubstr("more change")));
}

TEST(ImportResult, SaysWhatWasWrittenAndComplains) {
  const Presentation dry = present(one_change(), Written{std::nullopt, ""}, View::Json);
  EXPECT_EQ(dry.text, "nothing written: this was a dry run\n");
  EXPECT_EQ(dry.exit, ExitCode::Findings);
  EXPECT_EQ(dry.complaints.size(), 1U);
  EXPECT_TRUE(nlohmann::json::parse(dry.json)["written"].is_null());
  const Written written{store::Committed{3, 1}, "A. Analyst"};
  const Presentation done = present(one_change(), written, View::Json);
  EXPECT_EQ(
      done.text,
      "taken up first: 1 row edited by hand\nwritten as entry 3 of the history, by A. Analyst\n");
  const auto json = nlohmann::json::parse(done.json);
  EXPECT_EQ(json["written"]["entry"], 3);
  EXPECT_EQ(json["counts"]["accepted"], 9);
  EXPECT_EQ(json["changes"][0]["cells"]["stance"]["after"], "-2");
  EXPECT_EQ(present(one_change(), written, View::Table).rows[1],
            (std::vector<std::string>{"statement", "P1", "replace", "stance", "1", "-2"}));
}

TEST(CheckText, GroupsByWhatIsGoneAndSums) {
  CheckOutcome outcome;
  outcome.path = "pacific";
  outcome.report.rows = 1467;
  outcome.report.findings.push_back({record::Severity::Error,
                                     "statement/P1",
                                     {ErrorKind::Reference,
                                      "rests on passage S1#p1, which is not there",
                                      {"statement.csv", 2, "passages"},
                                      "",
                                      "S1#p1",
                                      ""}});
  outcome.report.findings.push_back(
      {record::Severity::Warning,
       "vote/V1",
       {ErrorKind::Missing, "is unverified", {"vote.csv", 2, ""}, "", "", ""}});
  outcome.orphans.push_back({"passage/S1#p1", {"statement/P1"}});
  const Presentation out = present(outcome, false, View::Text);
  EXPECT_THAT(out.text, HasSubstr("passage/S1#p1 is gone; it carried 1 datum: statement/P1\n"));
  EXPECT_THAT(out.text, HasSubstr("1 error, 1 warning in 1,467 rows\n"));
  EXPECT_EQ(out.exit, ExitCode::Findings);
}

TEST(StatementText, CellsCannotTalkToTheTerminal) {
  ShownStatement statement;
  statement.id = "P1";
  statement.cells = {{"id", "P1"}, {"note", "x\x1b]0;evil\x07"}};
  statement.passages.push_back({"S1#p1", "S1", "A title", "p. 3", "They  will\nconsult.", "D1"});
  const Presentation out = present(statement);
  EXPECT_EQ(out.text.find('\x1b'), std::string::npos);
  EXPECT_THAT(out.text, HasSubstr("passage S1#p1: A title, p. 3\n  \"They will consult.\"\n"));
}

}  // namespace
}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "entente/ingest/exchange.hpp"
#include "ingest/made_coding.hpp"
#include "ingest/made_workbook.hpp"
#include "ingest/refi/codes.hpp"
#include "ingest/refi/project.hpp"

namespace entente::ingest {
namespace {

const std::string refi_codes =
    "<Users><User guid=\"U1\" name=\"B. Coder\"/></Users><CodeBook><Codes>"
    "<Code guid=\"C0\" name=\"Actors\" isCodable=\"false\"><Code guid=\"C1\" name=\"Lemuria\" "
    "isCodable=\"true\"><Description>an island</Description></Code></Code>"
    "<Code guid=\"C2\" name=\"Summits\" isCodable=\"false\"><Code guid=\"C3\" name=\"Meet yearly\" "
    "isCodable=\"true\"/></Code>"
    "<Code guid=\"C4\" name=\"Stance\" isCodable=\"false\"><Code guid=\"C5\" name=\"+1 for\" "
    "isCodable=\"true\"/></Code></Codes></CodeBook>";

std::string selection(const std::string& start, const std::string& end,
                      const std::vector<std::string>& codes) {
  std::string out = "<PlainTextSelection guid=\"S" + start +
                    "\" creatingUser=\"U1\" startPosition=\"" + start + "\" endPosition=\"" + end +
                    "\">";
  for (const std::string& code : codes) {
    out += "<Coding guid=\"K\"><CodeRef targetGUID=\"" + code + "\"/></Coding>";
  }
  return out + "</PlainTextSelection>";
}

std::string made_project(const std::string& selections, const std::string& before = {}) {
  return made::zip_of(
      {{"project.qde", before + "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\">" +
                           refi_codes +
                           "<Sources><TextSource guid=\"T1\" name=\"Speech\" "
                           "plainTextPath=\"internal://t1.txt\">" +
                           selections +
                           "</TextSource><PDFSource guid=\"F1\" name=\"Scan\"><PDFSelection "
                           "guid=\"X\"/></PDFSource></Sources></Project>"},
       {"Sources/T1.txt", "\xEF\xBB\xBFWe \xF0\x9D\x94\xB8gree.\r\nThe end."}});
}

struct RefiLanded {
  ImportPlan plan;
  record::Study study;
  std::vector<std::string> remarks;
};
RefiLanded refi_landed(const std::string& bytes) {
  RefiLanded out;
  auto read = read_refi(bytes, "x.qdpx", {});
  EXPECT_TRUE(read.has_value()) << to_string(read.error());
  if (!read) return out;
  out.plan = *plan_import({}, read->sheets, {}, {});
  EXPECT_TRUE(record::apply(out.study, out.plan.changes).has_value());
  for (auto& [id, text] : read->texts) out.study.attach_document_text(id, std::move(text));
  out.remarks = std::move(read->remarks);
  return out;
}

TEST(Refi, AProjectOfAnotherProgramComesIn) {
  const RefiLanded got = refi_landed(made_project(selection("3", "9", {"C1", "c3", "C5"}) +
                                                  selection("12", "19", {"C1", "C3", "C5"})));
  const record::Table& statements = got.study.table("statement");
  EXPECT_EQ(got.plan.total.rejected, 3) << "a PDF; two statements without a date";
  EXPECT_EQ(statements.rows(), 0U);
  EXPECT_EQ(got.study.table("actor").cell(0, "name"), "Lemuria");
  EXPECT_EQ(got.study.table("actor").cell(0, "note"), "an island");
  EXPECT_EQ(got.study.table("issue").cell(0, "claim"), "Meet yearly");
  ASSERT_EQ(got.study.table("passage").rows(), 2U);
  EXPECT_EQ(got.study.passage_text(0), "\xF0\x9D\x94\xB8gree.");
  EXPECT_EQ(got.study.passage_text(1), "he end.");
  EXPECT_NE(got.study.table("passage").cell(1, "note"), "") << "UTF-16 would lie elsewhere";
}

TEST(Refi, PassagesNeedOneCodeOfEachSort) {
  const RefiLanded got = refi_landed(made_project(
      selection("0", "2", {"C3"}) + selection("1", "2", {"C1", "C1", "C3", "C5"}) +
      selection("1", "2", {"nowhere"}) + selection("5", "3", {"C1", "C3", "C5"}) +
      selection("1", "999999", {"C1", "C3", "C5"}) + selection("a", "b", {"C1", "C3", "C5"})));
  EXPECT_EQ(got.plan.total.rejected, 7) << "and the PDF";
  for (const Error& error : got.plan.rejections) EXPECT_FALSE(error.mend.empty());
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0], "1 coded place in sources that are no plain text left out");
}

TEST(Refi, HostileFilesAreRefused) {
  const std::string entities = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
  for (const std::string& bytes :
       {made_project("", entities), entities + "<CodeBook/>", std::string("<Other/>"),
        std::string("<CodeBook><Codes>"), std::string("PK\x03\x04 and no more"), std::string(),
        made::zip_of({{"else.xml", "<Project/>"}})}) {
    const auto read = read_refi(bytes, "x.qdpx", {});
    ASSERT_FALSE(read.has_value()) << bytes.substr(0, 40);
    EXPECT_FALSE(read.error().message.empty());
  }
  // A path that leads out of the container names nothing in it.
  const auto project = read_refi_project(
      made::zip_of(
          {{"project.qde",
            "<Project><Sources><TextSource guid=\"T\" name=\"n\" "
            "plainTextPath=\"internal://../../etc/passwd\"/><TextSource guid=\"V\" name=\"n\" "
            "plainTextPath=\"absolute:///etc/passwd\"/></Sources></Project>"}}),
      "x.qdpx");
  ASSERT_TRUE(project.has_value());
  for (const RefiSource& source : project->sources) EXPECT_EQ(source.text, "");
}

TEST(Refi, GuidsAreTheRowsOwn) {
  std::set<std::string> guids;
  for (const char* table : {"actor", "issue"}) {
    for (const char* id : {"A", "B", "A/B"}) {
      const std::string guid = refi_guid(table, id);
      EXPECT_EQ(guid, refi_guid(table, id));
      EXPECT_TRUE(guids.insert(guid).second);
      ASSERT_EQ(guid.size(), 36U);
      EXPECT_EQ(guid[8], '-');
      EXPECT_EQ(guid[13], '-');
      EXPECT_EQ(guid[14], '8');
      EXPECT_EQ(guid[18], '-');
      EXPECT_EQ(guid[23], '-');
      EXPECT_NE(std::string("89ab").find(guid[19]), std::string::npos);
    }
  }
}

TEST(Refi, DescriptionsComeBack) {
  const Cells cells{{"id", "A1"}, {"note", "one\n\n  two: three\nid: four"}, {"kind", "state"}};
  EXPECT_EQ(cells_of_description(described(cells, {}), "actor"), cells);
  EXPECT_TRUE(cells_of_description("plain words", "actor").empty());
}

}  // namespace
}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "entente/base/hash.hpp"
#include "entente/ingest/exchange.hpp"
#include "entente/record/check.hpp"
#include "ingest/dna/schema.hpp"
#include "ingest/dna/tables.hpp"
#include "ingest/made_coding.hpp"

namespace entente::ingest {
namespace {

std::optional<std::string> shared_dna(const std::string& name) {
  const char* named = std::getenv("ENTENTE_SHARED");
  const std::filesystem::path shared =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(ENTENTE_SOURCE_DIR).parent_path() / "shared";
  std::ifstream in(shared / name, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A database as a stranger's DNA writes it: ours, changed by SQL and without our own part.
std::string strange_dna(const record::Study& study, const std::string& sql) {
  const auto file = dna_file(study);
  EXPECT_TRUE(file.has_value());
  const auto tables = read_dna_tables(file->bytes, "x.dna");
  EXPECT_TRUE(tables.has_value());
  auto made = DnaDatabase::making();
  EXPECT_TRUE(made->run("BEGIN; " + dna_schema()).has_value());
  const auto reading = DnaDatabase::reading(file->bytes, "x.dna");
  EXPECT_TRUE(reading.has_value());
  const auto id = [](std::int64_t value) { return DnaValue(value); };
  for (const auto& [key, name] : tables->types) {
    made->insert("STATEMENTTYPES", {id(key), std::string_view(name), id(0), id(0), id(0)});
  }
  for (const DnaVariable& variable : tables->variables) {
    made->insert("VARIABLES", {id(variable.id), std::string_view(variable.name),
                               std::string_view(variable.data_type), id(variable.type)});
  }
  for (const DnaDocument& document : tables->documents) {
    made->insert("DOCUMENTS", {id(document.id), std::string_view(document.title),
                               std::string_view(document.text), id(1),
                               std::string_view(document.author), std::string_view(document.source),
                               std::string_view(document.section), std::string_view(document.notes),
                               std::string_view(document.type), id(document.date.value_or(0))});
  }
  for (const DnaEntity& entity : tables->entities) {
    made->insert("ENTITIES", {id(entity.id), id(entity.variable), std::string_view(entity.value),
                              id(0), id(0), id(0), DnaValue()});
  }
  std::int64_t row = 0;
  for (const DnaStatement& statement : tables->statements) {
    made->insert("STATEMENTS", {id(statement.id), id(*statement.type), id(*statement.document),
                                id(*statement.start), id(*statement.stop), id(*statement.coder)});
    for (const auto& [variable, entity] : statement.entities) {
      made->insert("DATASHORTTEXT", {id(++row), id(statement.id), id(variable), id(entity)});
    }
    for (const auto& [variable, value] : statement.numbers) {
      const bool side = variable == 4;
      made->insert(side ? "DATABOOLEAN" : "DATAINTEGER",
                   {id(++row), id(statement.id), id(variable), id(value)});
    }
  }
  made->insert("SETTINGS", {"version", "3.0.7"});
  EXPECT_TRUE(made->run("COMMIT").has_value());
  const auto changed = made->run(sql);
  EXPECT_TRUE(changed.has_value()) << to_string(changed.error());
  return *made->bytes();
}

/// SQL that puts our own part of a database into another.
std::string record_sql(const std::string& bytes) {
  const auto tables = read_dna_tables(bytes, "x.dna");
  EXPECT_TRUE(tables.has_value());
  std::string quoted;
  for (const char c : tables->record) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return "INSERT INTO SETTINGS VALUES('entente', '" + quoted + "');";
}

/// One text, with a character beyond U+FFFF in the middle, and two statements.
record::Study two_statements() {
  record::Study study;
  study.settings.name = "two";
  made::add_row(study, "source", {{"id", "S1"}, {"title", "Speech"}, {"date", "2024-05-01"}});
  made::attach(study, "D1", "S1", "We agree. \xF0\x9D\x94\xB8 They do not.");
  made::add_passage(study, "P1", "S1", "D1", 0, 9);
  made::add_passage(study, "P2", "S1", "D1", 15, 27);
  made::add_row(study, "actor", {{"id", "ATL"}, {"name", "Atlantis"}, {"kind", "state"}});
  made::add_row(study, "issue", {{"id", "I1"}, {"claim", "Consult yearly"}});
  for (int n = 1; n <= 2; ++n) {
    const std::string number = std::to_string(n);
    made::add_row(study, "statement",
                  {{"id", "X" + number},
                   {"actor", "ATL"},
                   {"issue", "I1"},
                   {"stance", n == 1 ? "2" : "-1"},
                   {"date", "2024-05-01"},
                   {"passages", "P" + number},
                   {"coder", "A. Analyst"}});
  }
  return study;
}

struct Landed {
  ImportPlan plan;
  record::Study study;
  std::vector<std::string> remarks;
};
Landed landed(const std::string& bytes, record::Study into = {}) {
  Landed out;
  auto exchange = read_dna(bytes, "x.dna", into);
  EXPECT_TRUE(exchange.has_value()) << to_string(exchange.error());
  if (!exchange) return out;
  auto plan = plan_import(into, exchange->sheets, {}, {});
  EXPECT_TRUE(plan.has_value());
  out.plan = std::move(*plan);
  EXPECT_EQ(out.plan.total.read,
            out.plan.total.accepted() + out.plan.total.rejected + out.plan.total.duplicate);
  EXPECT_TRUE(record::apply(into, out.plan.changes).has_value());
  for (auto& [id, text] : exchange->texts) into.attach_document_text(id, std::move(text));
  out.study = std::move(into);
  out.remarks = std::move(exchange->remarks);
  return out;
}

std::string words_of(const record::Study& study, std::string_view statement) {
  const record::Table& statements = study.table("statement");
  const auto row = statements.find(statement);
  if (!row) return "no such statement";
  const auto passage = study.table("passage").find(statements.cell(*row, "passages"));
  return passage ? std::string(study.passage_text(*passage).value_or("no words")) : "no passage";
}

TEST(Dna, AStrangersDatabaseKeepsSpansActorsIssuesAndSides) {
  const Landed got = landed(strange_dna(two_statements(), "SELECT 1"));
  const record::Table& statements = got.study.table("statement");
  ASSERT_EQ(statements.rows(), 2U);
  EXPECT_EQ(words_of(got.study, statements.id(0)), "We agree.");
  EXPECT_EQ(words_of(got.study, statements.id(1)), "They do not.");
  EXPECT_EQ(statements.cell(0, "stance"), "2");
  EXPECT_EQ(statements.cell(1, "stance"), "-1");
  EXPECT_EQ(got.study.table("actor").cell(0, "name"), "Atlantis");
  EXPECT_EQ(got.study.table("issue").cell(0, "claim"), "Consult yearly");
  for (const record::Finding& finding : record::check(got.study).findings) {
    EXPECT_TRUE(finding.error.place.file.starts_with("study.toml")) << to_string(finding.error);
  }
  // Behind the character beyond U+FFFF the two ways to count part.
  EXPECT_EQ(got.study.table("passage").cell(0, "note"), "");
  EXPECT_NE(got.study.table("passage").cell(1, "note"), "");
  const Landed again = landed(strange_dna(two_statements(), "SELECT 1"), got.study);
  EXPECT_TRUE(again.plan.changes.empty());
}

TEST(Dna, AgreementAloneIsASideAndNoStrength) {
  const Landed got = landed(strange_dna(two_statements(), "DELETE FROM DATAINTEGER"));
  EXPECT_EQ(got.study.table("statement").cell(0, "stance"), "1");
  EXPECT_EQ(got.study.table("statement").cell(1, "stance"), "-1");
}

TEST(Dna, UnknownIsNotNeutral) {
  const Landed got = landed(strange_dna(
      two_statements(), "DELETE FROM DATAINTEGER; DELETE FROM DATABOOLEAN WHERE Value=1"));
  EXPECT_EQ(got.study.table("statement").rows(), 1U);
  ASSERT_EQ(got.plan.rejections.size(), 1U);
  EXPECT_NE(got.plan.rejections[0].message.find("unknown is not neutral"), std::string::npos);
}

TEST(Dna, IntegersAreCutToTheScaleAndCounted) {
  const Landed got = landed(strange_dna(
      two_statements(), "UPDATE DATAINTEGER SET Value = Value * 9; DELETE FROM DATABOOLEAN"));
  EXPECT_EQ(got.study.table("statement").cell(0, "stance"), "2");
  EXPECT_EQ(got.study.table("statement").cell(1, "stance"), "-2");
  ASSERT_FALSE(got.remarks.empty());
  EXPECT_EQ(got.remarks[1], "2 stances outside -2 to 2 cut to the scale");
}

TEST(Dna, BadRowsLeaveGoodOnesAlone) {
  const Landed got = landed(strange_dna(
      two_statements(),
      "PRAGMA foreign_keys = OFF; UPDATE STATEMENTS SET Stop = 100000 WHERE ID = 1;"
      "INSERT INTO STATEMENTS VALUES(7, 1, 99, 0, 5, 1), (8, 3, 1, 0, 5, 1), (9, 1, 1, 0, 5, 1)"));
  EXPECT_EQ(got.study.table("statement").rows(), 1U);
  EXPECT_EQ(got.plan.rejections.size(), 4U);
  for (const Error& error : got.plan.rejections) EXPECT_GT(error.place.row, 0) << to_string(error);
}

TEST(Dna, AChangeMadeInDnaChangesThatRow) {
  const record::Study study = two_statements();
  const auto file = dna_file(study);
  ASSERT_TRUE(file.has_value());
  const Landed got = landed(
      strange_dna(study, record_sql(file->bytes) +
                             "UPDATE DATABOOLEAN SET Value = 0; DELETE FROM DATAINTEGER;"
                             "UPDATE ENTITIES SET Value = 'Atlantida' WHERE Value = 'Atlantis';"
                             "UPDATE STATEMENTS SET Start = 3 WHERE ID = 1"),
      study);
  const record::Table& statements = got.study.table("statement");
  ASSERT_EQ(statements.rows(), 2U);
  EXPECT_EQ(statements.cell(0, "stance"), "-1");
  EXPECT_EQ(statements.cell(1, "stance"), "-1");
  EXPECT_EQ(words_of(got.study, "X1"), "agree.");
  EXPECT_EQ(got.study.table("actor").cell(0, "name"), "Atlantida");
  EXPECT_EQ(got.study.table("actor").id(0), "ATL");
}

TEST(Dna, TheOtherPassagesStayWhereTheFirstMoved) {
  record::Study study = two_statements();
  record::Study both;
  for (std::size_t t = 0; t < record::tables().size(); ++t) both.table(t) = study.table(t);
  both.attach_document_text("D1", *study.document_text("D1"));
  const record::Table statements = both.table("statement");
  both.table("statement") = record::Table(record::table_schema("statement"));
  std::vector<std::string> cells = statements.row_cells(0);
  cells[statements.schema().column("passages").value()] = "P1;P2";
  both.table("statement").append(std::span<const std::string>(cells));
  const auto file = dna_file(both);
  ASSERT_TRUE(file.has_value());
  const Landed got =
      landed(strange_dna(both, record_sql(file->bytes) + "UPDATE STATEMENTS SET Start = 3"), both);
  EXPECT_EQ(got.study.table("statement").cell(0, "passages"), "P3;P2");
}

TEST(Dna, AnotherTextOfTheDocumentIsRejectedWithWhatRestsOnIt) {
  const record::Study study = two_statements();
  const auto file = dna_file(study);
  record::Study edited;
  for (std::size_t t = 0; t < record::tables().size(); ++t) edited.table(t) = study.table(t);
  edited.table("document") = record::Table(record::table_schema("document"));
  made::attach(edited, "D1", "S1", "Something else.");
  const Landed got = landed(file->bytes, edited);
  EXPECT_EQ(got.plan.total.accepted(), 0);
  EXPECT_EQ(got.plan.total.rejected, 5) << "document, two passages, two statements";
}

TEST(Dna, HostileDatabasesAreRefusedOrRead) {
  const record::Study study = two_statements();
  for (const char* sql : {"DROP TABLE ENTITIES; CREATE VIEW ENTITIES AS SELECT 1 AS ID, 1 AS "
                          "VariableId, 'x' AS Value",
                          "DROP TABLE REGEXES; DROP TABLE SETTINGS; CREATE VIRTUAL TABLE SETTINGS "
                          "USING fts5(Property, "
                          "Value)",
                          "UPDATE SETTINGS SET Value = '2.0'", "DROP TABLE STATEMENTS"}) {
    const auto read = read_dna(strange_dna(study, sql), "x.dna", {});
    ASSERT_FALSE(read.has_value()) << sql;
    EXPECT_EQ(read.error().kind, ErrorKind::Malformed);
    EXPECT_FALSE(read.error().mend.empty());
  }
  const std::string trigger = strange_dna(
      study,
      "CREATE TRIGGER boom AFTER INSERT ON STATEMENTS BEGIN SELECT abs(-9223372036854775808);"
      " END; CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
      "FROM n) SELECT i FROM n");
  EXPECT_TRUE(read_dna(trigger, "x.dna", {}).has_value());
  // One long name, repeated by every statement, would fill the memory.
  const auto names =
      read_dna(strange_dna(study,
                           "PRAGMA ignore_check_constraints = ON; UPDATE ENTITIES SET Value = "
                           "hex(zeroblob(100000)) WHERE ID = 2"),
               "x.dna", {});
  ASSERT_FALSE(names.has_value());
  EXPECT_EQ(names.error().kind, ErrorKind::Limit);
  EXPECT_FALSE(read_dna("", "x.dna", {}).has_value());
  EXPECT_FALSE(read_dna(std::string(5000, 'x'), "x.dna", {}).has_value());
  EXPECT_FALSE(read_dna(trigger.substr(0, 6000), "x.dna", {}).has_value());
}

TEST(Dna, FlippedBytesNeverCrash) {
  const std::string sound = strange_dna(two_statements(), "PRAGMA page_size = 512; VACUUM");
  made::Dice dice(5);
  for (int i = 0; i < 400; ++i) {
    std::string bytes = sound;
    for (int n = 0; n < 3; ++n) bytes[dice.below(bytes.size())] = static_cast<char>(dice.next());
    const auto read = read_dna(bytes, "x.dna", {});
    if (!read) {
      EXPECT_FALSE(read.error().message.empty());
      continue;
    }
    EXPECT_TRUE(plan_import({}, read->sheets, {}, {}).has_value());
  }
}

std::string base64_bytes(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    bits = bits << 6U | static_cast<unsigned>(digits.find(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
  }
  return out;
}

TEST(Dna, ThePasswordIsTheOneDocumented) {
  const std::string kept = base64_bytes(dna_password);
  ASSERT_EQ(kept.size(), 48U);
  Sha256 hash = sha256(kept.substr(0, 16) + "entente");
  for (int round = 1; round < 100'000; ++round) {
    hash = sha256(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
  }
  EXPECT_EQ(std::string(hash.begin(), hash.end()), kept.substr(16));
}

/// Names of columns in a CREATE TABLE: the first word of each part that is no constraint.
std::vector<std::string> column_names(std::string_view sql) {
  static const std::set<std::string> constraints = {"FOREIGN", "CHECK", "UNIQUE", "PRIMARY"};
  std::vector<std::string> out;
  int depth = 0;
  bool first = true;
  std::string word;
  for (const char c : sql) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (depth == 1 && first && letter) word += c;
    if (depth == 1 && first && !letter && !word.empty()) {
      first = false;
      if (!constraints.contains(word)) out.push_back(word);
    }
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth == 1 && (c == ',' || (c == '(' && out.empty()))) {
      first = true;
      word.clear();
    }
  }
  return out;
}

std::map<std::string, std::vector<std::string>> columns_in(const std::string& bytes) {
  std::map<std::string, std::vector<std::string>> out;
  auto database = DnaDatabase::reading(bytes, "x.dna");
  EXPECT_TRUE(database.has_value());
  const auto read =
      database->each("SELECT type, name, sql FROM sqlite_schema", [&](const DnaRow& row) {
        if (row.text(0) == "table") out.emplace(row.text(1), column_names(row.text(2)));
        return true;
      });
  EXPECT_TRUE(read.has_value());
  return out;
}

TEST(DnaGolden, OurTablesAreDnasTables) {
  const auto golden = shared_dna("data/dna/sample.dna");
  if (!golden)
    GTEST_SKIP() << "no golden values: set ENTENTE_SHARED to the folder that has data/dna/";
  const auto want = columns_in(*golden);
  EXPECT_EQ(want.size(), 16U);
  EXPECT_EQ(want, columns_in(dna_file(two_statements())->bytes));
}

TEST(DnaGolden, SamplesOfDnaComeInWholeAndGoBackOut) {
  const std::vector<std::pair<std::string, std::size_t>> files = {
      {"data/dna/sample.dna", 40},
      {"reference/dna/synth300.dna", 300},
      {"reference/dna/bipolar.dna", 32}};
  for (const auto& [name, statements] : files) {
    const auto golden = shared_dna(name);
    if (!golden)
      GTEST_SKIP() << "no golden values: set ENTENTE_SHARED to the folder that has " << name;
    const Landed got = landed(*golden);
    EXPECT_EQ(got.study.table("statement").rows(), statements) << name;
    const auto tables = read_dna_tables(*golden, name);
    std::size_t agree = 0;
    for (const DnaStatement& statement : tables->statements) {
      const auto side = statement.numbers.find(4);
      agree += side != statement.numbers.end() && side->second != 0 ? 1 : 0;
    }
    std::size_t positive = 0;
    const record::Table& rows = got.study.table("statement");
    for (std::size_t row = 0; row < rows.rows(); ++row) positive += rows.cell(row, "stance") == "1";
    EXPECT_EQ(positive, agree) << name;
    const auto file = dna_file(got.study);
    ASSERT_TRUE(file.has_value());
    const Landed back = landed(file->bytes);
    EXPECT_EQ(back.study.table("statement"), got.study.table("statement")) << name;
    EXPECT_EQ(back.study.document_texts().size(), got.study.document_texts().size());
    EXPECT_TRUE(landed(file->bytes, got.study).plan.changes.empty()) << name;
  }
}

}  // namespace
}  // namespace entente::ingest

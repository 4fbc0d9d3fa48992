// SPDX-License-Identifier: GPL-3.0-or-later
// Originals lie beside the texts that were taken out of them, in both forms, byte for byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/base/hash.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing_tools::file_bytes;
using testing_tools::TemporaryFolder;

const Origin original_origin{"A", "r", "c", "2026-01-01T00:00:00Z"};
const std::string original_bytes("%PDF-1.7\r\n\0\xFF original", 20);

record::Change document_change(const std::string& name, std::string_view bytes,
                               const std::vector<std::string>& before = {}) {
  const record::TableSchema& schema = record::table_schema("document");
  std::vector<std::string> cells(schema.columns.size());
  cells[schema.column("id").value()] = "D1";
  cells[schema.column("source").value()] = "S1";
  cells[schema.column("file").value()] = "D1.txt";
  cells[schema.column("original").value()] = name;
  cells[schema.column("original_sha256").value()] = sha256_hex(bytes);
  return {before.empty() ? record::ChangeKind::Insert : record::ChangeKind::Replace,
          record::table_index("document").value(), "D1", before, cells};
}

class Originals : public testing::TestWithParam<Form> {
 protected:
  Originals() {
    record::Study study;
    study.settings.name = "s";
    record::Table& sources = study.table("source");
    std::vector<std::string> row(sources.columns());
    row[0] = "S1";
    row[1] = "Report";
    sources.append(std::span<const std::string>(row));
    EXPECT_TRUE(create(path_, GetParam(), study, original_origin));
    Edit edit{"import", {document_change("D1.pdf", original_bytes)}, std::nullopt, {}};
    edit.document_texts["D1"] = "text\n";
    edit.document_originals["D1"] = original_bytes;
    const auto done = commit(path_, edit, original_origin);
    EXPECT_TRUE(done) << to_string(done.error());
  }
  std::string original_at(const std::string& path) const {
    const auto bytes = read_original(path, open(path)->study, "D1");
    EXPECT_TRUE(bytes) << to_string(bytes.error());
    return bytes && *bytes ? **bytes : std::string("(none)");
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / (GetParam() == Form::Folder ? "s" : "s.entente");
};

TEST_P(Originals, AreKeptByteForByteAndVerified) {
  EXPECT_EQ(original_at(path_), original_bytes);
  const auto report = verify(path_);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->damage, IsEmpty());
  EXPECT_EQ(report->originals, 1);
}

TEST_P(Originals, GoAlongToTheOtherFormAndBack) {
  const Form other = GetParam() == Form::Folder ? Form::File : Form::Folder;
  const std::string there = folder_ / (other == Form::Folder ? "t" : "t.entente");
  const std::string back = folder_ / (GetParam() == Form::Folder ? "u" : "u.entente");
  ASSERT_TRUE(convert(path_, there, other, original_origin));
  ASSERT_TRUE(convert(there, back, GetParam(), original_origin));
  for (const std::string& path : {there, back}) {
    EXPECT_EQ(original_at(path), original_bytes);
    EXPECT_THAT(verify(path)->damage, IsEmpty());
  }
}

TEST_P(Originals, GoWithTheirDocumentAndWithAnother) {
  const auto before = open(path_)->study.table("document").row_cells(0);
  Edit newer{"import", {document_change("D1.docx", "new", before)}, std::nullopt, {}};
  newer.document_originals["D1"] = "new";
  const auto done = commit(path_, newer, original_origin);
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(original_at(path_), "new");
  if (GetParam() == Form::Folder) {
    EXPECT_FALSE(std::filesystem::exists(path_ + "/documents/D1.pdf"));
  }
  const auto row = open(path_)->study.table("document").row_cells(0);
  Edit gone{
      "import",
      {{record::ChangeKind::Withdraw, record::table_index("document").value(), "D1", row, {}}},
      std::nullopt,
      {}};
  ASSERT_TRUE(commit(path_, gone, original_origin));
  EXPECT_THAT(verify(path_)->damage, IsEmpty());
  EXPECT_EQ(verify(path_)->originals, 0);
  if (GetParam() == Form::Folder) {
    EXPECT_FALSE(std::filesystem::exists(path_ + "/documents/D1.docx"));
  }
}

TEST_P(Originals, OtherBytesThanTheRowNamesAreRefused) {
  const auto before = open(path_)->study.table("document").row_cells(0);
  Edit wrong{"import", {document_change("D1.pdf", "one", before)}, std::nullopt, {}};
  wrong.document_originals["D1"] = "two";
  EXPECT_EQ(commit(path_, wrong, original_origin).error().kind, ErrorKind::Conflict);
  Edit shared{"import", {document_change("d1.TXT", "one", before)}, std::nullopt, {}};
  shared.document_originals["D1"] = "one";
  EXPECT_EQ(commit(path_, shared, original_origin).error().kind, ErrorKind::Duplicate);
  Edit outside{"import", {document_change("../x", "one", before)}, std::nullopt, {}};
  outside.document_originals["D1"] = "one";
  EXPECT_EQ(commit(path_, outside, original_origin).error().kind, ErrorKind::Malformed);
  EXPECT_EQ(original_at(path_), original_bytes);
}

INSTANTIATE_TEST_SUITE_P(BothForms, Originals, testing::Values(Form::Folder, Form::File));

TEST(OriginalDamage, AChangedFileIsReported) {
  TemporaryFolder folder;
  const std::string path = folder / "s";
  record::Study study;
  study.settings.name = "s";
  std::vector<std::string> row(study.table("source").columns());
  row[0] = "S1";
  row[1] = "Report";
  study.table("source").append(std::span<const std::string>(row));
  ASSERT_TRUE(create(path, Form::Folder, study, original_origin));
  Edit edit{"import", {document_change("D1.pdf", original_bytes)}, std::nullopt, {}};
  edit.document_originals["D1"] = original_bytes;
  ASSERT_TRUE(commit(path, edit, original_origin));
  std::ofstream(path + "/documents/D1.pdf") << "other";
  const auto report = verify(path);
  ASSERT_TRUE(report);
  ASSERT_EQ(report->damage.size(), 1U);
  EXPECT_THAT(report->damage[0].message, HasSubstr("original"));
  // Not at hand is no damage: folders travel without documents/.
  std::filesystem::remove(path + "/documents/D1.pdf");
  EXPECT_THAT(verify(path)->damage, IsEmpty());
}

}  // namespace
}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
// A study that leaves in another program's form and comes back is the same study.
#include "entente/ingest/exchange.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/record/check.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/made_coding.hpp"

namespace entente::ingest {
namespace {

struct ExchangeForm {
  const char* name;
  Result<ExchangeFile> (*write)(const record::Study&);
  Result<Exchange> (*read)(std::string_view, const std::string&, const record::Study&);
  bool texts;  ///< whether the texts go along
};
constexpr ExchangeForm exchange_forms[] = {
    {"coded.dna", dna_file, read_dna, true},
    {"coded.jsonld", annotations_jsonld, read_annotations, false},
    {"coded.qdpx", refi_project, read_refi, true}};

std::string exchange_errors(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors) out += to_string(error) + "\n";
  return out;
}

Result<ImportPlan> exchange_plan(const ExchangeForm& form, const std::string& bytes,
                                 const record::Study& into, Exchange* read = nullptr) {
  auto exchange = form.read(bytes, form.name, into);
  if (!exchange) return fail(exchange.error());
  if (read != nullptr) *read = *exchange;
  return plan_import(into, exchange->sheets, {}, {});
}

/// The row as an exchange file can give it back.
std::vector<std::string> carried(const record::Table& table, std::size_t row) {
  std::vector<std::string> cells = table.row_cells(row);
  for (const char* left : {"original", "translation", "translator", "original_sha256"}) {
    if (const auto column = table.schema().column(left)) cells[*column].clear();
  }
  return cells;
}

void expect_same(const record::Study& study, const record::Study& copy, const char* name,
                 bool all) {
  const record::Table& want = study.table(name);
  const record::Table& got = copy.table(name);
  if (all) RC_ASSERT(want.rows() == got.rows());
  for (std::size_t row = 0; row < got.rows(); ++row) {
    const auto at = want.find(got.id(row));
    RC_ASSERT(at.has_value());
    RC_ASSERT(carried(want, *at) == got.row_cells(row));
  }
}

RC_GTEST_PROP(ExchangeRoundTrip, BackIntoTheSameStudyChangesNothing, (std::uint64_t seed)) {
  const record::Study study = made::coded_study(seed);
  for (const ExchangeForm& form : exchange_forms) {
    const auto file = form.write(study);
    RC_ASSERT(file.has_value());
    RC_ASSERT(file->statements == study.table("statement").rows());
    RC_ASSERT(form.write(study)->bytes == file->bytes);
    const auto plan = exchange_plan(form, file->bytes, study);
    RC_ASSERT(plan.has_value());
    RC_ASSERT(exchange_errors(plan->rejections) == "");
    for (const record::Change& change : plan->changes) RC_FAIL(record::describe(change));
    RC_ASSERT(plan->total.read == plan->total.duplicate);
  }
}

RC_GTEST_PROP(ExchangeRoundTrip, IntoAnEmptyStudyEveryStatementIsThere, (std::uint64_t seed)) {
  const record::Study study = made::coded_study(seed);
  for (const ExchangeForm& form : exchange_forms) {
    const auto file = form.write(study);
    RC_ASSERT(file.has_value());
    Exchange read;
    const auto plan = exchange_plan(form, file->bytes, record::Study(), &read);
    RC_ASSERT(plan.has_value());
    RC_ASSERT(exchange_errors(plan->rejections) == "");
    record::Study copy;
    RC_ASSERT(record::apply(copy, plan->changes).has_value());
    for (const char* table : {"statement", "actor", "issue"}) expect_same(study, copy, table, true);
    for (const char* table : {"passage", "source", "document", "label", "frame", "codebook"}) {
      expect_same(study, copy, table, false);
    }
    RC_ASSERT(read.texts.size() == (form.texts ? study.document_texts().size() : 0));
    for (const auto& [id, text] : read.texts) RC_ASSERT(text == *study.document_text(id));
  }
}

RC_GTEST_PROP(ExchangeRoundTrip, ACodeBookKeepsActorsAndIssues, (std::uint64_t seed)) {
  const record::Study study = made::coded_study(seed);
  const auto file = refi_codebook(study);
  RC_ASSERT(file.has_value());
  const ExchangeForm form{"coded.qdc", refi_codebook, read_refi, false};
  const auto same = exchange_plan(form, file->bytes, study);
  RC_ASSERT(same.has_value());
  RC_ASSERT(same->changes.empty());
  const auto plan = exchange_plan(form, file->bytes, record::Study());
  RC_ASSERT(plan.has_value());
  RC_ASSERT(exchange_errors(plan->rejections) == "");
  record::Study copy;
  RC_ASSERT(record::apply(copy, plan->changes).has_value());
  for (const char* name : {"actor", "issue"}) {
    const record::Table& want = study.table(name);
    const record::Table& got = copy.table(name);
    RC_ASSERT(want.rows() == got.rows());
    for (std::size_t row = 0; row < want.rows(); ++row) {
      std::vector<std::string> cells = want.row_cells(row);
      for (const char* left : {"passages", "sources"}) {
        cells[want.schema().column(left).value()].clear();
      }
      RC_ASSERT(cells == got.row_cells(row));
    }
  }
}

TEST(TextPlaces, CountInBytesCodePointsAndUnits) {
  const std::string text = "a\xC3\xA9\xF0\x9D\x94\xB8z";
  const TextPlaces places(text);
  EXPECT_EQ(places.points(), 4U);
  EXPECT_EQ(places.units(), 5U);
  EXPECT_EQ(places.byte_of_point(3), 7U);
  EXPECT_EQ(places.byte_of_unit(4), 7U);
  EXPECT_FALSE(places.byte_of_unit(3)) << "the second half of a pair";
  EXPECT_EQ(places.byte_of_point(4), text.size());
  EXPECT_FALSE(places.byte_of_point(5));
  EXPECT_EQ(places.unit_of_byte(7), 4U);
  EXPECT_EQ(places.point_of_byte(7), 3U);
  EXPECT_EQ(TextPlaces("").byte_of_unit(0), 0U);
}

RC_GTEST_PROP(TextPlaces, ThereAndBack, (std::uint64_t seed)) {
  made::Dice dice(seed);
  std::string text;
  for (int i = 0; i < 90; ++i) text += made::made_text(dice);
  const TextPlaces places(text);
  for (int i = 0; i < 20; ++i) {
    const std::size_t byte = made::char_border(text, dice.below(text.size() + 1));
    RC_ASSERT(places.byte_of_point(places.point_of_byte(byte)) == byte);
    RC_ASSERT(places.byte_of_unit(places.unit_of_byte(byte)) == byte);
  }
}

TEST(KeptText, PlacesMoveAlong) {
  // CRLF, a byte-order mark and an accent of its own; places around "e + accent" and in CRLF.
  const std::string text =
      "\xEF\xBB\xBF"
      "a\r\ne\xCC\x81z";
  const KeptText kept = kept_text_with_places(text, {3, 4, 5, 7, 7, 9});
  EXPECT_EQ(kept.text, "a\n\xC3\xA9z");
  EXPECT_EQ(kept.places, (std::vector<std::size_t>{0, 1, 1, 4, 2, 4}));
}

}  // namespace
}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Readers of the case files the flagship study was made from, and comparisons with the study.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/record/study.hpp"

namespace entente::flagship {

/// The committed study, opened once through the store; every problem of opening it is a failure.
const record::Study& flagship_study();
std::string flagship_folder();

/// The whole file, or nothing when it cannot be read.
std::optional<std::string> file_bytes(const std::string& path);

/// $ENTENTE_SHARED, else ../shared beside the source tree, else nothing.
std::optional<std::string> shared_folder();

/// The report as plain text, where the shared folder is there.
std::optional<std::string> report_text();

/// One row of a case file by column name.
class CaseRow {
 public:
  CaseRow(std::string place, std::map<std::string, std::string, std::less<>> cells)
      : place_(std::move(place)), cells_(std::move(cells)) {}
  /// The cell; a column the file has not is a fault of the test.
  const std::string& operator[](std::string_view column) const;
  /// "positions.tsv:14", for messages.
  const std::string& place() const { return place_; }

 private:
  std::string place_;
  std::map<std::string, std::string, std::less<>> cells_;
};

/// Rows of shared/case/NAME.tsv. Ragged rows are failures.
std::vector<CaseRow> case_rows(const std::string& name);

/// Evidence of a case cell as the study keeps it: report anchors are passages, the rest sources.
struct CaseEvidence {
  std::string passages;
  std::string sources;
};
CaseEvidence case_evidence(std::string_view cell);

/// The study's wording of a case text: some were reworded because they stood too close to the
/// report's own words, or named places only the compiler could open (see reworded.cpp).
std::string in_study_words(const std::string& text);

using Cells = std::vector<std::pair<std::string_view, std::string>>;

/// Fails unless exactly one row of the table has all these cells; says what the likest row has.
void expect_one_row(const record::Table& table, const Cells& cells, const std::string& place);

/// Replaces every `from` in `text`.
std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace entente::flagship

/// At the head of a test that needs the shared folder.
#define ENTENTE_NEEDS_SHARED()                                                               \
  if (!entente::flagship::shared_folder())                                                   \
  GTEST_SKIP() << "the shared case files are not here: set ENTENTE_SHARED to their folder, " \
                  "or put it beside the source tree as ../shared"

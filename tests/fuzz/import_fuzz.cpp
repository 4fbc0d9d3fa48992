// SPDX-License-Identifier: GPL-3.0-or-later
// plan_import of the input's pieces ("@@ statement.csv") into a small study: the counts add up,
// what was accepted can be carried out, and no reference points nowhere afterwards.
#include "entente/ingest/ingest.hpp"
#include "entente/record/check.hpp"
#include "fuzzing.hpp"
#include "ingest/made_study.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const entente::record::Study study = entente::ingest::made::small_study();
  std::vector<entente::ingest::Sheet> sheets;
  std::int64_t rows = 0;
  entente::fuzz::each_piece(
      entente::fuzz::input(data, size), [&](std::string_view name, std::string_view text) {
        if (name.empty()) return;
        auto sheet = entente::ingest::read_csv(text, std::string(name));
        if (!sheet) return;
        rows += static_cast<std::int64_t>(sheet->rows.size() + sheet->faults.size());
        sheets.push_back(std::move(*sheet));
      });
  const auto plan = entente::ingest::plan_import(study, sheets, {}, {});
  require(plan.has_value(), "a plan is made of any sheets");
  const auto& total = plan->total;
  require(total.read == rows, "every row is counted");
  require(total.read == total.accepted() + total.rejected + total.duplicate, "the counts add up");
  require(total.accepted() == static_cast<std::int64_t>(plan->changes.size()),
          "each change is counted");
  require(total.rejected == 0 || !plan->rejections.empty(), "rejections have reasons");
  for (const entente::Error& error : plan->rejections) {
    entente::fuzz::require_presentable(error);
    require(!error.place.file.empty() && !error.mend.empty(), "a rejection has its place and mend");
  }
  entente::record::Study after = study;
  require(entente::record::apply(after, plan->changes).has_value(),
          "what was accepted can be carried out");
  for (const auto& finding : entente::record::check(after).findings) {
    require(finding.error.kind != entente::ErrorKind::Reference, "no reference points nowhere");
    require(finding.error.kind != entente::ErrorKind::Duplicate, "no id stands twice");
  }
  return 0;
}

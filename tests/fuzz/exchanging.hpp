// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every reader of another program's coding: it ends with rows whose plan adds up
// and can be carried out, or with an error that can be shown.
#pragma once

#include "entente/ingest/exchange.hpp"
#include "entente/record/check.hpp"
#include "fuzzing.hpp"
#include "ingest/made_coding.hpp"

namespace entente::fuzz {

template <class Read>
void read_coding(std::string_view bytes, Read read) {
  static const record::Study study = ingest::made::coded_study(7);
  const auto exchange = read(bytes, "coding", study);
  if (!exchange) {
    require_presentable(exchange.error());
    return;
  }
  std::int64_t rows = 0;
  for (const ingest::Sheet& sheet : exchange->sheets) {
    rows += static_cast<std::int64_t>(sheet.rows.size() + sheet.faults.size());
  }
  for (const std::string& remark : exchange->remarks) require(!remark.empty(), "a remark tells");
  for (const auto& [id, text] : exchange->texts) {
    require(!id.empty() && !first_broken_utf8(text), "texts are UTF-8 of a named document");
  }
  const auto plan = ingest::plan_import(study, exchange->sheets, {}, {});
  require(plan.has_value(), "a plan is made of what was read");
  const ingest::ImportCounts& total = plan->total;
  require(total.read == rows, "every row is counted");
  require(total.read == total.accepted() + total.rejected + total.duplicate, "the counts add up");
  require(total.rejected == 0 || !plan->rejections.empty(), "rejections have reasons");
  for (const Error& error : plan->rejections) {
    require_presentable(error);
    require(!error.place.file.empty() && !error.mend.empty(), "a rejection has its place and mend");
  }
  record::Study after = study;
  require(record::apply(after, plan->changes).has_value(), "what was accepted can be carried out");
  for (const auto& finding : record::check(after).findings) {
    require(finding.error.kind != ErrorKind::Reference, "no reference points nowhere");
    require(finding.error.kind != ErrorKind::Duplicate, "no id stands twice");
  }
}

}  // namespace entente::fuzz

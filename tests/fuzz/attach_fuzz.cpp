// SPDX-License-Identifier: GPL-3.0-or-later
// plan_attach of any bytes to a document with passages: each is in place, moved or lost, and where
// it was found its words stand.
#include "entente/ingest/ingest.hpp"
#include "fuzzing.hpp"
#include "ingest/made_study.hpp"

using entente::fuzz::require;

namespace {

entente::record::Study study_with_passages() {
  using entente::ingest::made::add_row;
  entente::record::Study study;
  add_row(study, "source", {{"id", "S1"}, {"title", "Report"}});
  add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  const std::string_view text =
      "They met. They agreed to meet again. They met. \xE6\x9D\xB1\xE4\xBA\xAC\xE3\x80\x82";
  const std::pair<std::size_t, std::size_t> spans[] = {
      {0, 9}, {10, 36}, {37, 46}, {0, 46}, {47, 53}};
  for (const auto& [start, end] : spans) {
    add_row(study, "passage",
            {{"id", "p" + std::to_string(start) + "-" + std::to_string(end)},
             {"source", "S1"},
             {"document", "D1"},
             {"byte_start", std::to_string(start)},
             {"byte_end", std::to_string(end)},
             {"quote_hash", entente::ingest::quote_hash(text.substr(start, end - start))}});
  }
  add_row(study, "passage",
          {{"id", "words"}, {"source", "S1"}, {"document", "D1"}, {"original", "They agreed"}});
  add_row(study, "passage",
          {{"id", "bytes"},
           {"source", "S1"},
           {"document", "D1"},
           {"byte_start", "2"},
           {"byte_end", "7"}});
  return study;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const entente::record::Study study = study_with_passages();
  const auto plan =
      entente::ingest::plan_attach(study, "D1", entente::fuzz::input(data, size), "copy.txt");
  if (!plan) {
    entente::fuzz::require_presentable(plan.error());
    return 0;
  }
  require(!entente::first_broken_utf8(plan->text), "the text is UTF-8");
  require(plan->anchors ==
              plan->found_in_place + plan->relocated + static_cast<std::int64_t>(plan->lost.size()),
          "every passage is told of");
  entente::record::Study after = study;
  require(entente::record::apply(after, plan->changes).has_value(),
          "the changes can be carried out");
  after.attach_document_text("D1", plan->text);
  for (const entente::record::Change& change : plan->changes) {
    if (entente::record::tables()[change.table].name != "passage") continue;
    const auto row = after.table("passage").find(change.id);
    const auto words = after.passage_text(*row);
    require(words && entente::ingest::quote_hash(*words) ==
                         after.table("passage").cell(*row, "quote_hash"),
            "its words stand there");
  }
  return 0;
}

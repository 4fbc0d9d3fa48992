// SPDX-License-Identifier: GPL-3.0-or-later
// What a user waits for at an import: reading, planning, finding passages, writing a workbook.
#include <benchmark/benchmark.h>

#include "entente/ingest/ingest.hpp"
#include "ingest/made_study.hpp"
#include "ingest/rules/reading.hpp"

namespace entente::ingest {
namespace {

/// The small study with `count` statements, as a CSV file.
std::string statements_csv(std::int64_t count) {
  std::string out = "id,actor,issue,stance,date,passages,coder,note\n";
  for (std::int64_t i = 0; i < count; ++i) {
    out += "Q" + std::to_string(i) + (i % 2 == 0 ? ",AUS,I1," : ",JPN,I2,") +
           std::to_string(i % 5 - 2) + ",2022-06,S1#p1,A. Analyst,\"said at caf\xC3\xA9, twice\"\n";
  }
  return out;
}

void read_a_csv_file(benchmark::State& state) {
  const std::string bytes = statements_csv(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(read_csv(bytes, "statement.csv"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(read_a_csv_file)->Arg(10'000)->Unit(benchmark::kMillisecond);

void plan_new_rows(benchmark::State& state) {
  const std::vector<Sheet> sheets = {
      read_csv(statements_csv(state.range(0)), "statement.csv").value()};
  const record::Study study = made::small_study();
  for (auto _ : state) {
    const auto plan = plan_import(study, sheets, {}, {});
    if (!plan || plan->total.inserted != state.range(0))
      state.SkipWithError("rows were not accepted");
    benchmark::DoNotOptimize(plan);
  }
}
BENCHMARK(plan_new_rows)->Arg(10'000)->Unit(benchmark::kMillisecond);

void plan_rows_that_name_nobody(benchmark::State& state) {
  std::string csv = "id,actor,issue,stance,date,coder\n";
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    csv += "Q" + std::to_string(i) + ",AUX" + std::to_string(i) + ",I1,1,2022,me\n";
  }
  const std::vector<Sheet> sheets = {read_csv(csv, "statement.csv").value()};
  const record::Study study = made::small_study();
  for (auto _ : state) benchmark::DoNotOptimize(plan_import(study, sheets, {}, {}));
}
BENCHMARK(plan_rows_that_name_nobody)->Arg(10'000)->Unit(benchmark::kMillisecond);

record::Study study_with_statements(std::int64_t count) {
  record::Study study = made::small_study();
  const auto plan =
      plan_import(study, {read_csv(statements_csv(count), "statement.csv").value()}, {}, {});
  if (!record::apply(study, plan->changes)) study = {};
  return study;
}

/// Eight sentences of the kind official and analytic texts have, again and again.
void read_who_holds_what(benchmark::State& state) {
  static const char* const sentences[] = {
      "Japan and South Korea condemned the launch and called on Pyongyang to return to talks.",
      "Tokyo's priorities include informing partners of what it sees as the gravest threat.",
      "The ministers met in Brussels on 3 April and exchanged views on regional security.",
      "None of the partners appears to expect the Alliance to become a direct actor there.",
      "There is growing interest in all four countries in more cooperation on cyber defence.",
      "Although Seoul is aware of the risks, these concerns have come second to others.",
      "The spokesperson said that any attempt to change the status quo is unacceptable.",
      "Canberra, together with Wellington, has provided financial aid since March 2022."};
  rules::Dictionary dictionary = rules::english_dictionary();
  (void)dictionary.read_places(rules::place_names(), "places.tsv");
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    dictionary.add_name("Minister Name" + std::to_string(i) + " of Place" + std::to_string(i % 700),
                        {"JPN", rules::NameKind::Person, false, false});
  }
  rules::Discourse discourse;
  std::size_t found = 0;
  for (auto _ : state) {
    for (const char* sentence : sentences) {
      const auto tokens = rules::tokens(sentence);
      found += rules::SentenceReader(dictionary, tokens, std::nullopt, discourse).read().size();
    }
  }
  if (found == 0) state.SkipWithError("nothing was read");
  state.SetItemsProcessed(state.iterations() * 8);
}
BENCHMARK(read_who_holds_what)->Arg(0)->Arg(20'000)->Unit(benchmark::kMicrosecond);

void write_a_workbook(benchmark::State& state) {
  const record::Study study = study_with_statements(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(workbook_xlsx(study, true));
}
BENCHMARK(write_a_workbook)->Arg(0)->Arg(10'000)->Unit(benchmark::kMillisecond);

void read_a_workbook(benchmark::State& state) {
  const std::string bytes = workbook_xlsx(study_with_statements(state.range(0)), true).value();
  for (auto _ : state) benchmark::DoNotOptimize(read_xlsx(bytes, "study.xlsx"));
}
BENCHMARK(read_a_workbook)->Arg(0)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// A text of 31 KB with 290 passages, as the flagship's report has; `moved` puts a page before it,
/// `other` is a text without any of them.
void attach_a_report(benchmark::State& state, bool moved, bool other) {
  made::Dice dice(1);
  std::string text;
  record::Study study;
  made::add_row(study, "source", {{"id", "S1"}, {"title", "Report"}});
  made::add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  for (int i = 0; i < 290; ++i) {
    std::string sentence = "Sentence " + std::to_string(i) + " says";
    for (std::size_t words = 10 + dice.below(10); words > 0; --words)
      sentence += " that" + std::to_string(dice.below(99));
    const std::size_t start = text.size();
    text += sentence + ". ";
    made::add_row(study, "passage",
                  {{"id", "p" + std::to_string(i)},
                   {"source", "S1"},
                   {"document", "D1"},
                   {"byte_start", std::to_string(start)},
                   {"byte_end", std::to_string(start + sentence.size())},
                   {"quote_hash", quote_hash(sentence)}});
  }
  if (moved) text = "A cover page. " + text;
  if (other) {
    for (std::size_t at = text.find("says"); at != std::string::npos; at = text.find("says", at))
      text[at] = 'S';
  }
  for (auto _ : state) benchmark::DoNotOptimize(plan_attach(study, "D1", text, "copy.txt"));
}
BENCHMARK_CAPTURE(attach_a_report, same_copy, false, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(attach_a_report, moved, true, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(attach_a_report, every_passage_lost, false, true)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// The store at the size the project promises: 100,000 statements on 100,000 passages in one file,
// and a folder of the flagship's size.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "entente/base/hash.hpp"
#include "entente/store/store.hpp"

namespace {

using namespace entente;

constexpr int large = 100'000;
constexpr int flagship = 2'000;

/// Statements as coders write them: a note, a passage or two, all usual columns filled.
record::Study study_of(int statements) {
  record::Study study;
  study.settings.title = "Benchmark";
  study.settings.as_of = Date::day(std::chrono::year(2024) / 12 / 31);
  study.table("codebook").append({"CB1", "1", "2024-01-01", "the usual scale"});
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    study.table("source").append({"S" + number, "Source number " + number, "Publisher"});
    study.table("actor").append({"A" + number, "Actor " + number, "state"});
    study.table("issue").append({"I" + number, "security", "", "goal", "Claim " + number});
  }
  std::vector<std::string> cells;
  for (int i = 0; i < statements; ++i) {
    const std::string number = std::to_string(i);
    const std::string source = "S" + std::to_string(i % 200);
    study.table("passage").append({source + "#p" + number, source, "", "paragraph " + number, "",
                                   "", sha256_hex(number), "", "en", "", "", "",
                                   "what the passage says, in the coder's words"});
  }
  for (int i = 0; i < statements; ++i) {
    const std::string number = std::to_string(i);
    const std::string passage = "S" + std::to_string(i % 200) + "#p" + number;
    const std::string month =
        i % 12 < 9 ? "0" + std::to_string(i % 12 + 1) : std::to_string(i % 12 + 1);
    study.table("statement")
        .append({"P" + number,
                 "A" + std::to_string(i % 199),
                 "I" + std::to_string(i % 197),
                 "",
                 std::to_string(i % 5 - 2),
                 "position",
                 std::to_string(2000 + i % 25) + "-" + month,
                 "",
                 std::to_string(i % 101),
                 "high",
                 "explicit",
                 "",
                 passage,
                 "",
                 "",
                 "",
                 "A. Analyst",
                 "CB1",
                 "accepted",
                 "",
                 "",
                 "a remark of some forty characters or so"});
  }
  return study;
}

store::Origin bench_origin() { return {"Bench", "bench", "bench", "2024-12-31T12:00:00Z"}; }

/// Studies made once a run, in a folder that goes at the end.
class Studies {
 public:
  static Studies& get() {
    static Studies studies;
    return studies;
  }
  std::string path(const std::string& name, store::Form form, int statements) {
    const std::string full = (folder_ / name).string();
    if (!std::filesystem::exists(full)) {
      const auto made = store::create(full, form, study_of(statements), bench_origin());
      if (!made) {
        std::fprintf(stderr, "%s\n", to_string(made.error()).c_str());
        std::abort();
      }
    }
    return full;
  }
  ~Studies() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

 private:
  Studies() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "entente-bench-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    folder_ = pattern;
  }
  std::filesystem::path folder_;
};

std::string large_file() { return Studies::get().path("large.entente", store::Form::File, large); }
std::string flagship_folder() {
  return Studies::get().path("flagship", store::Form::Folder, flagship);
}

void open_path(benchmark::State& state, const std::string& path) {
  for (auto _ : state) {
    auto opened = store::open(path);
    if (!opened || !opened->problems.empty()) state.SkipWithError("not opened");
    benchmark::DoNotOptimize(opened);
  }
}

void open_large_file(benchmark::State& state) { open_path(state, large_file()); }
BENCHMARK(open_large_file)->Unit(benchmark::kMillisecond);

void open_flagship_folder(benchmark::State& state) { open_path(state, flagship_folder()); }
BENCHMARK(open_flagship_folder)->Unit(benchmark::kMillisecond);

void commit_one(benchmark::State& state, const std::string& path, int statements) {
  const record::Study study = study_of(statements);
  const record::Table& table = study.table("statement");
  std::int64_t number = 0;
  for (auto _ : state) {
    record::Change change{record::ChangeKind::Replace,
                          record::table_index("statement").value(),
                          std::string(table.id(5)),
                          {},
                          table.row_cells(5)};
    change.after.back() = "remark " + std::to_string(++number);
    const auto done = store::commit(path, {"statement", {change}, {}, {}}, bench_origin());
    if (!done) state.SkipWithError(to_string(done.error()).c_str());
  }
}

void commit_to_large_file(benchmark::State& state) { commit_one(state, large_file(), 10); }
BENCHMARK(commit_to_large_file)->Unit(benchmark::kMillisecond);

void commit_to_flagship_folder(benchmark::State& state) {
  commit_one(state, flagship_folder(), 10);
}
BENCHMARK(commit_to_flagship_folder)->Unit(benchmark::kMillisecond);

/// One import of 100,000 statements, into a file that holds all they refer to.
void import_into_file(benchmark::State& state) {
  const record::Study study = study_of(large);
  record::Study before = study_of(large);
  before.table("statement") = record::Table(before.table("statement").schema());
  const std::size_t t = record::table_index("statement").value();
  store::Edit edit{"import", {}, {}, {}};
  for (std::size_t row = 0; row < study.table(t).rows(); ++row) {
    edit.changes.push_back({record::ChangeKind::Insert,
                            t,
                            std::string(study.table(t).id(row)),
                            {},
                            study.table(t).row_cells(row)});
  }
  const std::string path = large_file() + ".import";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(path);
    const auto made = store::create(path, store::Form::File, before, bench_origin());
    state.ResumeTiming();
    const auto done = made ? store::commit(path, edit, bench_origin())
                           : Result<store::Committed>(fail(made.error()));
    if (!done) state.SkipWithError(to_string(done.error()).c_str());
  }
  std::filesystem::remove(path);
}
BENCHMARK(import_into_file)->Unit(benchmark::kMillisecond)->Iterations(1);

void verify_large_file(benchmark::State& state) {
  const std::string path = large_file();
  for (auto _ : state) {
    const auto report = store::verify(path);
    if (!report || !report->damage.empty()) state.SkipWithError("damage");
  }
}
BENCHMARK(verify_large_file)->Unit(benchmark::kMillisecond);

void create_large_file(benchmark::State& state) {
  const record::Study study = study_of(large);
  const std::string path = large_file() + ".new";
  for (auto _ : state) {
    const auto made = store::create(path, store::Form::File, study, bench_origin());
    if (!made) state.SkipWithError(to_string(made.error()).c_str());
    std::filesystem::remove(path);
  }
}
BENCHMARK(create_large_file)->Unit(benchmark::kMillisecond)->Iterations(2);

}  // namespace

BENCHMARK_MAIN();

// SPDX-License-Identifier: GPL-3.0-or-later
// The analysing commands on the flagship and on a study of 200 actors, 500 issues and 100,000
// statements, each behind its own use case: opening the study is part of the answer.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "entente/app/advice.hpp"
#include "entente/app/engagement.hpp"
#include "entente/app/overlap.hpp"
#include "entente/app/positions.hpp"
#include "entente/store/store.hpp"

namespace {

using namespace entente;

constexpr int actors = 200;
constexpr int issues = 500;
constexpr int statements = 100'000;

/// Every cell once: with 100,000 statements all 200 × 500 are known, each on one of 2,000 passages.
record::Study large_study() {
  record::Study study;
  study.settings.title = "Benchmark";
  study.settings.as_of = Date::day(std::chrono::year(2024) / 12 / 31);
  study.table("source").append({"S", "Source", "Publisher"});
  study.table("rule").append({"G1", "unity must be shown"});
  study.table("rule").append({"G2", "all have a stake and hold similar views"});
  study.table("rule").append({"B1", "one alone has a stake"});
  for (int a = 0; a < actors; ++a) {
    const std::string id = "A" + std::to_string(a);
    study.table("actor").append({id, "Actor " + id, "state"});
    study.settings.focus.push_back(id);
  }
  for (int i = 0; i < issues; ++i) {
    const std::string id = "I" + std::to_string(i);
    study.table("issue").append({id, "group", "", "goal", "Claim " + id});
  }
  for (int p = 0; p < 2000; ++p) {
    study.table("passage").append({"S#" + std::to_string(p), "S", "", "paragraph"});
  }
  for (int s = 0; s < statements; ++s) {
    study.table("statement")
        .append({"P" + std::to_string(s), "A" + std::to_string(s % actors),
                 "I" + std::to_string(s / actors), "", std::to_string((s * 7 + s / 13) % 5 - 2),
                 "position", "2024-0" + std::to_string(s % 9 + 1), "", std::to_string(s % 101), "",
                 "", "", "S#" + std::to_string((s * 31) % 2000), "", "", "", "Coder", "",
                 "accepted"});
  }
  return study;
}

class LargeFile {
 public:
  static const std::string& path() {
    static LargeFile file;
    return file.path_;
  }

 private:
  LargeFile() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "entente-bench-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    folder_ = pattern;
    path_ = (folder_ / "large.entente").string();
    const auto made = store::create(path_, store::Form::File, large_study(),
                                    {"Bench", "bench", "bench", "2024-12-31T12:00:00Z"});
    if (!made) {
      std::fprintf(stderr, "%s\n", to_string(made.error()).c_str());
      std::abort();
    }
  }
  ~LargeFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::filesystem::path folder_;
  std::string path_;
};

std::string study_of(const benchmark::State& state) {
  return state.range(0) == 0 ? std::string(ENTENTE_SOURCE_DIR) + "/studies/nato-ip4"
                             : LargeFile::path();
}

template <class Answer>
void run(benchmark::State& state, const Answer& answer) {
  const std::string path = study_of(state);
  for (auto _ : state) {
    auto outcome = answer(path);
    if (!outcome) state.SkipWithError(to_string(outcome.error()).c_str());
    benchmark::DoNotOptimize(outcome);
  }
}

void positions_of(benchmark::State& state) {
  run(state, [](const std::string& path) {
    app::PositionsRequest request;
    request.analysis.study = path;
    request.codes_only = true;
    return app::positions_of(request, {});
  });
}
BENCHMARK(positions_of)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// With estimates, on two threads.
void positions_estimated(benchmark::State& state) {
  run(state, [](const std::string& path) {
    app::PositionsRequest request;
    request.analysis.study = path;
    request.model.threads = 2;
    return app::positions_of(request, {});
  });
}
BENCHMARK(positions_estimated)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

void overlap_of(benchmark::State& state) {
  run(state, [](const std::string& path) {
    app::OverlapRequest request;
    request.analysis.study = path;
    request.options.threads = 0;
    return app::overlap_of(request, {});
  });
}
BENCHMARK(overlap_of)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The large study with all its 19,900 pairs.
void overlap_of_all_pairs(benchmark::State& state) {
  const std::string path = LargeFile::path();
  for (auto _ : state) {
    app::OverlapRequest request;
    request.analysis.study = path;
    request.options.threads = 0;
    request.pairs = true;
    auto outcome = app::overlap_of(request, {});
    if (!outcome) state.SkipWithError(to_string(outcome.error()).c_str());
    benchmark::DoNotOptimize(outcome);
  }
}
BENCHMARK(overlap_of_all_pairs)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void agenda_of(benchmark::State& state) {
  run(state, [](const std::string& path) { return app::agenda_of({path, "", {}, {}}, {}); });
}
BENCHMARK(agenda_of)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void advice_of(benchmark::State& state) {
  run(state, [](const std::string& path) { return app::advice_of({path, "", {}, {}}, {}); });
}
BENCHMARK(advice_of)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void engagements_of(benchmark::State& state) {
  run(state, [](const std::string& path) {
    app::EngagementRequest request;
    request.analysis.study = path;
    return app::engagements_of(request, {});
  });
}
BENCHMARK(engagements_of)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

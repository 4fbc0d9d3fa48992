// SPDX-License-Identifier: GPL-3.0-or-later
// A small study from first row to brief, without files, threads, clock or exceptions. The native
// and the WebAssembly build must print the same bytes. What rests on exp or log is printed to eight
// digits, the rest in full.
#include <array>
#include <charconv>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/csv.hpp"
#include "entente/base/date.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/brief/brief.hpp"
#include "entente/positions/latest.hpp"
#include "entente/record/check.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"
#include "entente/room/simulate.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/interval.hpp"
#include "entente/stats/summary.hpp"

namespace {

using entente::Error;
using entente::Result;

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// All digits that tell the double from its neighbours.
std::string exact(double value) {
  std::array<char, 40> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string rounded(double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.8g", value);
  return buffer.data();
}

Result<void> show_dates() {
  for (const char* text : {"2022-06-29", "2022-Q2", "~199X", "199X~", "2022-13", "2023-02-30"}) {
    const auto date = entente::Date::parse(text);
    print(std::string(text) + " = " + (date ? date->words() : to_string(date.error())) + "\n");
  }
  ENTENTE_TRY(const auto period, entente::Period::parse("2022-01/.."));
  print("period " + period.text() + "\n");
  return {};
}

Result<void> show_random() {
  const entente::Philox philox(7, entente::stream_word("smoke"), 3);
  for (std::uint64_t i = 0; i < 6; ++i) {
    print(std::to_string(philox.bits(i, 2)) + " " + exact(philox.uniform01(i, 2)) + "\n");
  }
  auto cursor = philox.cursor(1);
  for (int i = 0; i < 6; ++i) {
    const auto whole = cursor.below(1000);
    print(std::to_string(whole) + " " + exact(cursor.triangular(-2, 0.5, 2)) + "\n");
  }
  ENTENTE_TRY(const double sum, entente::parallel_sum(5000, 4, {}, {}, [&](std::size_t i) {
                return philox.uniform01(i);
              }));
  print("sum of 5000 uniforms " + exact(sum) + "\n");
  return {};
}

Result<void> show_stats() {
  const std::vector<double> values{2, 2, 1, 0, -1, 2, 1.5};
  ENTENTE_TRY(const auto summary, entente::stats::summarize(values));
  print("mean " + exact(summary.mean) + " sd " + exact(summary.sd_population) + "\n");
  ENTENTE_TRY(const auto share, entente::stats::wilson(13, 40));
  ENTENTE_TRY(const auto wide, entente::stats::clopper_pearson(13, 40));
  ENTENTE_TRY(const auto mean, entente::stats::mean_t(values));
  for (const auto& estimate : {share, wide, mean}) {
    print(std::string(to_string(estimate.method)) + " " + rounded(estimate.value) + " [" +
          rounded(estimate.interval->low) + ", " + rounded(estimate.interval->high) +
          "] n = " + std::to_string(estimate.n) + "\n");
  }
  print("normal " + rounded(entente::stats::normal_quantile(0.975)) + "\n");
  return {};
}

using Cells = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Adds a row by column names, each cell through its canonical form.
Result<void> add_row(entente::record::Study* study, std::string_view table_name, Cells cells) {
  auto& table = study->table(table_name);
  std::vector<std::string> row(table.columns());
  for (const auto& [name, raw] : cells) {
    const auto column = table.schema().column(name);
    if (!column) {
      Error error;
      error.message = "no column " + std::string(name);
      return entente::fail(error);
    }
    ENTENTE_TRY(row[*column],
                entente::record::canonical_cell(table.schema().columns[*column], raw));
  }
  table.append(std::span<const std::string>(row));
  return {};
}

Result<entente::record::Study> small_study() {
  entente::record::Study study;
  study.settings.name = "smoke";
  study.settings.title = "Two partners & one question";
  study.settings.question = "Do <A> and B agree?";
  study.settings.focus_name = "partners";
  study.settings.focus = {"AAA", "BBB"};
  ENTENTE_TRY(study.settings.as_of, entente::Date::parse("2024-06-30"));
  const auto add = [&](std::string_view table, Cells cells) {
    return add_row(&study, table, cells);
  };
  ENTENTE_CHECK(add("source", {{"id", "S1"}, {"title", "A speech"}, {"date", "2024-05-02"}}));
  ENTENTE_CHECK(add("actor", {{"id", "AAA"}, {"name", "Aland"}, {"kind", "state"}}));
  ENTENTE_CHECK(add("actor", {{"id", "BBB"}, {"name", "Béland"}, {"kind", "state"}}));
  ENTENTE_CHECK(add("issue", {{"id", "I1"}, {"group", "security"}, {"claim", "Consult yearly"}}));
  ENTENTE_CHECK(add("issue", {{"id", "I2"}, {"group", "security"}, {"claim", "Open an office"}}));
  ENTENTE_CHECK(add("statement", {{"id", "P1"},
                                  {"actor", "AAA"},
                                  {"issue", "I1"},
                                  {"stance", "+2"},
                                  {"date", "2024-05-02"},
                                  {"coder", "A. Analyst"},
                                  {"sources", "S1"}}));
  ENTENTE_CHECK(add("statement", {{"id", "P2"},
                                  {"actor", "BBB"},
                                  {"issue", "I1"},
                                  {"stance", "-1"},
                                  {"date", "2021"},
                                  {"coder", "A. Analyst"},
                                  {"sources", "S1"}}));
  ENTENTE_CHECK(add("engagement", {{"id", "E1"},
                                   {"date", "2024-05-02"},
                                   {"type", "meeting"},
                                   {"level", "mfa"},
                                   {"participants", "AAA; BBB"},
                                   {"summary", "Ministers meet"},
                                   {"sources", "S1"}}));
  return study;
}

Result<void> show_study() {
  ENTENTE_TRY(const auto study, small_study());
  const auto report = entente::record::check(study);
  print(std::to_string(report.rows) + " rows, " + std::to_string(report.errors()) + " errors, " +
        std::to_string(report.warnings()) + " warnings\n");
  for (const auto& finding : report.findings) {
    print(finding.datum + ": " + to_string(finding.error) + "\n");
  }
  std::string csv;
  const auto& statements = study.table("statement");
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    const auto cells = statements.row_cells(row);
    entente::append_csv_line(csv, std::vector<std::string_view>(cells.begin(), cells.end()));
  }
  print(csv);
  ENTENTE_TRY(const auto snapshot, entente::record::build_snapshot(study));
  entente::positions::MatrixOptions options;
  options.at = study.settings.as_of->last_day();
  options.actors = {snapshot.actor("AAA"), snapshot.actor("BBB")};
  ENTENTE_TRY(const auto matrix, entente::positions::latest_positions(snapshot, options));
  for (const auto& cell : matrix.cells) {
    print(cell.known() ? std::to_string(cell.low) + (cell.stale ? " stale\n" : "\n") : "unknown\n");
  }
  ENTENTE_TRY(const auto brief, entente::brief::compose(study, snapshot));
  print(entente::brief::to_html(brief));
  return {};
}

/// Every model with ranges, through JSON and back: exact cards promise the same bytes everywhere.
Result<void> show_room() {
  namespace room = entente::room;
  room::Problem problem;
  room::Issue issue;
  issue.id = "I";
  issue.anchors = {{0, "none"}, {50, "half"}, {100, "all"}};
  const room::Basis basis{{}, "smoke"};
  issue.reversion = room::Reversion{5, basis};
  for (std::size_t i = 0; i < 5; ++i) {
    problem.actors.push_back({"A" + std::to_string(i), ""});
    const double low = 13.7 * static_cast<double>(i);
    issue.stakes.push_back({i,
                            i < 4 ? room::Role::Decides : room::Role::Influences,
                            {low, low + 7, low + 31},
                            {10, 40, 90},
                            room::Spread::fixed(static_cast<double>(i) + 1.1),
                            basis,
                            basis,
                            basis});
  }
  problem.issues.push_back(issue);
  ENTENTE_TRY(const room::Problem read, room::problem_from_json(room::to_json(problem)));
  print(room::to_json(read) + "\n");
  for (const room::ModelType* type : room::models()) {
    ENTENTE_TRY(const room::ModelPointer model, room::make_model(type->card.name));
    ENTENTE_TRY(const room::Forecast forecast, room::simulate(read, 0, *model, {7, 500, 2, true}));
    const room::Distribution& d = forecast.distribution;
    print(forecast.model + " " + room::to_json(forecast.at_modes) + "\n" + exact(d.mean) + " " +
          exact(d.sd) + " " + exact(d.p05) + " " + exact(d.p95) + " " +
          exact(forecast.gains[0].mean) + "\n");
  }
  return {};
}

}  // namespace

int main() {
  for (auto* show : {show_dates, show_random, show_stats, show_study, show_room}) {
    if (const auto done = show(); !done) {
      print("error: " + to_string(done.error()) + "\n");
      return 1;
    }
  }
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Ideal points against values from outside the project; skipped where they are not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/ideal_points.hpp"
#include "positions/ideal_points/chain.hpp"
#include "positions/ideal_points/probit.hpp"

namespace entente::positions {
namespace {

using record::RollCall;
using record::RollCallMatrix;
using record::Vote;

std::filesystem::path shared_of_points() {
  const char* named = std::getenv("ENTENTE_SHARED");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
}

using Columns = std::map<std::string, std::size_t>;
using Cells = std::vector<std::vector<std::string>>;

Cells rows_of(const std::filesystem::path& path, char separator, Columns& columns) {
  std::ifstream file(path);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Cells out;
  CsvReader reader(bytes, separator);
  CsvRecord record;
  Error fault;
  while (reader.next(record, fault) == CsvReader::Step::Record) {
    if (columns.empty()) {
      for (std::size_t c = 0; c < record.cells.size(); ++c) columns[record.cells[c]] = c;
    } else {
      out.push_back(record.cells);
    }
  }
  return out;
}

double number_of(const std::string& cell) { return parse_number(cell).value_or(NAN); }

double points_correlation(const std::vector<std::pair<double, double>>& pairs) {
  const auto n = static_cast<double>(pairs.size());
  double a = 0;
  double b = 0;
  for (const auto& [x, y] : pairs) {
    a += x / n;
    b += y / n;
  }
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (const auto& [x, y] : pairs) {
    ab += (x - a) * (y - b);
    aa += (x - a) * (x - a);
    bb += (y - b) * (y - b);
  }
  return ab / std::sqrt(aa * bb);
}

#define SKIP_WITHOUT(rows) \
  if (rows.empty()) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder"

TEST(IdealPointsGolden, KernelOfOneVote) {
  Columns c;
  const Cells rows = rows_of(shared_of_points() / "reference/votes/ordprobit_segment.csv", ',', c);
  SKIP_WITHOUT(rows);
  const InverseMills& h = InverseMills::table();
  for (const auto& row : rows) {
    const double eta = number_of(row[c["eta"]]);
    const double low = number_of(row[c["g1"]]) - eta;
    const double high = number_of(row[c["g2"]]) - eta;
    double log_p = log_between(low, high);
    const SegmentRatios p = segment_ratios(h, low, high);
    double first = p.low - p.high;
    double second = -(first * first - low * p.low + high * p.high);
    if (row[c["cat"]] == "1") {
      log_p = log_below(low);
      first = -h(low);
      second = -h(low) * (h(low) + low);
    } else if (row[c["cat"]] == "3") {
      log_p = log_below(-high);
      first = h(-high);
      second = -h(-high) * (h(-high) - high);
    }
    EXPECT_NEAR(log_p, number_of(row[c["logp"]]), 1e-9);
    EXPECT_NEAR(first, number_of(row[c["dlogp"]]), 1e-9);
    EXPECT_NEAR(second, number_of(row[c["d2logp"]]), 1e-8);
  }
}

TEST(IdealPointsGolden, GaussianChain) {
  Columns c;
  const Cells rows = rows_of(shared_of_points() / "reference/votes/chain_smoother.csv", ',', c);
  SKIP_WITHOUT(rows);
  ChainMatrix chain;
  chain.reset(rows.size());
  std::vector<double> information;
  std::vector<double> right;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    information.push_back(number_of(rows[i][c["prec"]]));
    right.push_back(number_of(rows[i][c["info"]]));
    if (i > 0) chain.add_step(i - 1, 1, number_of(rows[i][c["omega2"]]));
  }
  chain.add_first(4);
  right[0] += 0.5 / 4;  // the reference's first point is N(0.5, 4) before any evidence
  std::vector<double> variance(rows.size());
  std::vector<double> lag(rows.size());
  chain_covariance(chain, information, variance, lag);
  solve_chain(chain, information, right);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_NEAR(right[i], number_of(rows[i][c["mean"]]), 1e-12);
    EXPECT_NEAR(variance[i], number_of(rows[i][c["var"]]), 1e-12);
    if (i > 0) {
      EXPECT_NEAR(lag[i], number_of(rows[i][c["lag1cov"]]), 1e-12);
    }
  }
}

TEST(IdealPointsGolden, SimulatedTruth) {
  Columns c;
  const auto folder = shared_of_points() / "reference" / "votes";
  const Cells rows = rows_of(folder / "sim_votes.csv", ',', c);
  SKIP_WITHOUT(rows);
  std::map<std::string, std::size_t> items;
  std::map<std::string, std::size_t> actors;
  std::vector<RollCall> roll_calls;
  std::vector<record::Voter> voters;
  for (const auto& row : rows) {
    if (items.emplace(row[c["item"]], roll_calls.size()).second) {
      RollCall& roll_call = roll_calls.emplace_back();
      roll_call.id = row[c["item"]];
      roll_call.session = row[c["t"]];
    }
    if (actors.emplace(row[c["actor"]], voters.size()).second) {
      voters.push_back({row[c["actor"]], ""});
    }
  }
  std::vector<Vote> cells(voters.size() * roll_calls.size(), Vote::Unrecorded);
  for (const auto& row : rows) {
    const auto code = parse_integer(row[c["y"]]);
    if (!code || *code < 1 || *code > 3) continue;
    cells[items[row[c["item"]]] * voters.size() + actors[row[c["actor"]]]] =
        static_cast<Vote>(*code);
  }
  const auto matrix = RollCallMatrix::make(voters, roll_calls, cells).value();
  const IdealPoints fit = ideal_points(matrix, {}, record::PeriodBy::Session, {}).value();
  Columns t;
  std::vector<std::pair<double, double>> pairs;
  std::vector<double> sds;
  std::map<std::string, std::uint32_t> periods;
  for (std::uint32_t p = 0; p < fit.periods.label.size(); ++p) periods[fit.periods.label[p]] = p;
  for (const auto& row : rows_of(folder / "sim_x_true.csv", ',', t)) {
    const IdealPoint* point =
        fit.point(static_cast<std::uint32_t>(actors.at(row[t["actor"]])), periods.at(row[t["t"]]));
    ASSERT_NE(point, nullptr);
    pairs.emplace_back(point->value, number_of(row[t["x"]]));
    sds.push_back(point->sd);
  }
  ASSERT_EQ(pairs.size(), 180U);
  const double r = points_correlation(pairs);
  EXPECT_GE(std::abs(r), 0.98);
  double mean = 0;
  double square = 0;
  for (const auto& pair : pairs) mean += pair.second / 180;
  for (const auto& pair : pairs) square += (pair.second - mean) * (pair.second - mean) / 180;
  std::size_t inside = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double truth = (r < 0 ? -1 : 1) * (pairs[i].second - mean) / std::sqrt(square);
    inside += std::abs(pairs[i].first - truth) < 1.959964 * sds[i] ? 1U : 0U;
  }
  RecordProperty("coverage_of_180", static_cast<int>(inside));
  std::printf("simulated truth: r %.4f, 95 %% intervals hold %zu of 180\n", std::abs(r), inside);
  EXPECT_GE(inside, 160U);
}

/// The matrix form with the sessions of its descriptions.
RollCallMatrix general_assembly(const std::filesystem::path& folder) {
  Columns c;
  std::map<std::string, std::vector<std::string>> described;
  for (auto& row : rows_of(folder / "unga_rollcalls_s1_78.csv", ',', c)) described[row[0]] = row;
  std::ifstream file(folder / "unga_matrix_s1_78.tsv");
  std::string line;
  std::getline(file, line);
  std::vector<record::Voter> voters;
  const std::string header = line.substr(line.find('\t') + 1);
  const auto ids = split(header, ' ');
  voters.reserve(ids.size());
  for (const std::string_view id : ids) voters.push_back({std::string(id), ""});
  std::vector<RollCall> roll_calls;
  std::vector<Vote> cells;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    const auto& row = described.at(line.substr(0, tab));
    if (row[c["session"]] == "19") continue;  // one vote
    RollCall& roll_call = roll_calls.emplace_back();
    roll_call.id = line.substr(0, tab);
    roll_call.session = row[c["session"]];
    for (const char letter : line.substr(tab + 1)) {
      cells.push_back(letter == 'Y'   ? Vote::Yes
                      : letter == 'N' ? Vote::No
                      : letter == 'A' ? Vote::Abstain
                                      : Vote::Unrecorded);
    }
  }
  return RollCallMatrix::make(voters, roll_calls, cells).value();
}

TEST(IdealPointsGolden, PublishedPointsOfTheGeneralAssembly) {
  const auto folder = shared_of_points() / "data" / "unga";
  Columns c;
  const Cells published = rows_of(folder / "published_even_sessions.csv", ',', c);
  SKIP_WITHOUT(published);
  const RollCallMatrix matrix = general_assembly(folder);
  std::map<std::string, std::uint32_t> places;
  for (std::uint32_t r = 0; r < matrix.roll_calls().size(); ++r) {
    places[matrix.roll_calls()[r].id] = r;
  }
  Columns b;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
  for (const auto& row : rows_of(folder / "bridges_bsv.csv", ',', b)) {
    const auto first = places.find(row[b["resid1"]]);
    const auto second = places.find(row[b["resid2"]]);
    if (first != places.end() && second != places.end()) {
      links.emplace_back(first->second, second->second);
    }
  }
  IdealPointOptions options;
  options.positive_voter = "2";
  options.threads = 2;
  const auto made = ideal_points(matrix, links, record::PeriodBy::Session, options);
  ASSERT_TRUE(made) << to_string(made.error());
  const IdealPoints& fit = *made;
  EXPECT_TRUE(fit.converged);
  std::map<std::string, std::uint32_t> periods;
  for (std::uint32_t p = 0; p < fit.periods.label.size(); ++p) periods[fit.periods.label[p]] = p;
  std::vector<std::pair<double, double>> all;
  std::map<std::string, std::vector<std::pair<double, double>>> within;
  for (const auto& row : published) {
    const auto voter = matrix.voter(row[c["ccode"]]);
    const auto period = periods.find(row[c["session"]]);
    if (!voter || period == periods.end()) continue;
    const IdealPoint* point = fit.point(static_cast<std::uint32_t>(*voter), period->second);
    if (point == nullptr) continue;
    all.emplace_back(point->value, number_of(row[c["IdealPointAll"]]));
    within[row[c["session"]]].push_back(all.back());
  }
  ASSERT_GT(all.size(), 5600U);
  std::vector<double> sessions;
  sessions.reserve(within.size());
  for (const auto& [session, pairs] : within) sessions.push_back(points_correlation(pairs));
  std::sort(sessions.begin(), sessions.end());
  std::printf("published points: r %.4f over %zu, within sessions median %.4f, least %.4f\n",
              points_correlation(all), all.size(), sessions[sessions.size() / 2], sessions[0]);
  EXPECT_GE(points_correlation(all), 0.975);
  EXPECT_GE(sessions[sessions.size() / 2], 0.995);
}

}  // namespace
}  // namespace entente::positions

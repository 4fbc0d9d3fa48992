// SPDX-License-Identifier: GPL-3.0-or-later
// Golden values from outside the project; skipped where they are not.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "entente/base/text.hpp"
#include "entente/stats/agreement.hpp"

namespace entente::stats {
namespace {

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("ENTENTE_SHARED")) return named;
  return std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
}

AgreementOptions point_options(ScaleLevel level) {
  AgreementOptions out;
  out.level = level;
  out.replicates = 0;
  return out;
}

ScaleLevel level_named(const std::string& name) {
  for (const ScaleLevel level : {ScaleLevel::Nominal, ScaleLevel::Ordinal, ScaleLevel::Interval}) {
    if (to_string(level) == name) return level;
  }
  return ScaleLevel::Ratio;
}

TEST(CodingAgreementGolden, ReferenceCases) {
  std::ifstream file(shared_folder() / "reference" / "text" / "scaling" /
                     "krippendorff.expected.json");
  if (!file) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder";
  const auto cases = nlohmann::json::parse(file);
  std::size_t checked = 0;
  for (const auto& one : cases) {
    std::vector<Coding> codings;
    std::uint32_t coder = 0;
    std::uint32_t units = 0;
    for (const auto& row : one["data"]) {
      units = static_cast<std::uint32_t>(row.size());
      for (std::uint32_t u = 0; u < units; ++u) {
        if (!row[u].is_null()) codings.push_back({u, coder, row[u].get<double>()});
      }
      ++coder;
    }
    const Codings table = Codings::make(codings, units, coder).value();
    for (const auto& [name, value] : one["alpha"].items()) {
      const auto made = coding_agreement(table, point_options(level_named(name))).value();
      EXPECT_NEAR(made.overall.alpha->value, value.get<double>(), 1e-12) << one["name"] << name;
      ++checked;
    }
    if (!one.contains("two_coder")) continue;
    const auto pair = coding_agreement(table, point_options(ScaleLevel::Nominal))->pairs.at(0);
    const auto& expected = one["two_coder"];
    EXPECT_NEAR(pair.figures.percent->value, expected["percent"].get<double>(), 1e-12);
    EXPECT_NEAR(pair.kappa->value, expected["cohen_kappa"].get<double>(), 1e-12);
    EXPECT_NEAR(pair.scott_pi->value, expected["scott_pi"].get<double>(), 1e-12);
    EXPECT_NEAR(pair.figures.gwet->value, expected["gwet_ac1"].get<double>(), 1e-12);
    ++checked;
  }
  EXPECT_EQ(checked, 9U);
}

/// One column of the codings, unit by sentence. Some workers met a sentence twice and were paid
/// twice: the k-th code of a sentence is taken as that of a k-th coder, as in the figures expected.
std::vector<Coding> crowd_column(const std::string& path, std::size_t column) {
  std::vector<Coding> out;
  const std::string command = "gzip -dc '" + path + "'";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> sentences;  // unit, codes so far
  std::array<char, 4096> buffer{};
  bool header = true;
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
    std::string line(buffer.data());
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    const auto cells = split(line, '\t');
    const bool skip = std::exchange(header, false);
    if (skip || column >= cells.size()) continue;
    const auto value = parse_number(cells[column]);
    if (!value) continue;
    const auto unit = static_cast<std::uint32_t>(sentences.size());
    auto& [place, codes] = sentences.try_emplace(std::string(cells[1]), unit, 0U).first->second;
    out.push_back({place, codes++, *value});
  }
  pclose(pipe);
  return out;
}

TEST(CodingAgreementGolden, ImmigrationCodingsOf2010) {
  const auto path = shared_folder() / "data" / "text" / "manifestos" /
                    "uk2010_immigration_individual_codings.tsv.gz";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << "no codings: set ENTENTE_SHARED to the folder that has data/";
  }
  struct Expected {
    std::size_t column;
    ScaleLevel level;
    double alpha;
    std::uint64_t values;
  };
  for (const Expected& expected : {Expected{3, ScaleLevel::Nominal, 0.52450, 44'335},
                                   Expected{4, ScaleLevel::Interval, 0.45745, 1'580}}) {
    const auto codings = crowd_column(path.string(), expected.column);
    const Codings table = Codings::make(codings, 8000, 100).value();
    const auto made = coding_agreement(table, point_options(expected.level)).value();
    EXPECT_NEAR(made.overall.alpha->value, expected.alpha, 0.000005);
    EXPECT_EQ(made.overall.values, expected.values);
  }
}

}  // namespace
}  // namespace entente::stats

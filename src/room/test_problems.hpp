// SPDX-License-Identifier: GPL-3.0-or-later
// Problems for tests: random ones by address, and those of the catalogue.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/room/model.hpp"

namespace entente::room::testing {

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path catalogue() {
  return std::filesystem::path(ENTENTE_SOURCE_DIR) / "catalog" / "bargaining";
}

inline Problem catalogue_problem(const std::string& name) {
  auto problem = problem_from_json(file_text(catalogue() / name / "data" / "problem.json"));
  if (!problem) ADD_FAILURE() << to_string(problem.error());
  return problem ? *std::move(problem) : Problem();
}

/// The folder of shared reference values, where there is one.
inline std::optional<std::filesystem::path> shared_folder() {
  const char* named = std::getenv("ENTENTE_SHARED");
  const std::filesystem::path path =
      named != nullptr ? named : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
  if (std::filesystem::exists(path / "reference" / "decision")) return path;
  return std::nullopt;
}

/// Whole numbers, so that mirror images are exact; some share a point, some have no weight.
inline Problem random_problem(std::uint64_t number) {
  PhiloxCursor random = Philox(11, stream_word("room test")).cursor(number);
  Problem out;
  Issue issue;
  issue.id = "I";
  issue.reversion = Reversion{static_cast<double>(random.below(101)), {{}, "test"}};
  const std::size_t n = 2 + random.below(9);
  for (std::size_t i = 0; i < n; ++i) {
    out.actors.push_back({"A" + std::to_string(i), ""});
    Stake stake;
    stake.actor = i;
    stake.role = i < 2 ? Role::Decides : static_cast<Role>(random.below(3));
    const double low = static_cast<double>(random.below(61));
    const double mode = low + static_cast<double>(random.below(21));
    stake.position = {low, mode, mode + static_cast<double>(random.below(20))};
    stake.salience =
        Spread::fixed(static_cast<double>(i < 2 ? 1 + random.below(100) : random.below(4) * 30));
    stake.power =
        Spread::fixed(static_cast<double>(i < 2 ? 1 + random.below(50) : random.below(3) * 20));
    stake.position_basis = stake.salience_basis =
        stake.power_basis = {{"E" + std::to_string(i)}, ""};
    issue.stakes.push_back(stake);
  }
  out.issues.push_back(std::move(issue));
  return out;
}

/// Every model with its defaults, and once with each other choice of each word parameter.
inline std::vector<std::string> all_variants() {
  std::vector<std::string> out;
  for (const ModelType* type : models()) {
    const std::string name(type->card.name);
    out.push_back(name);
    for (const ParameterSpec& spec : type->card.parameters) {
      for (const std::string_view choice : spec.choices) {
        if (choice == spec.default_value) continue;
        out.push_back(name + "(" + std::string(spec.name) + "=" + std::string(choice) + ")");
      }
    }
  }
  return out;
}

}  // namespace entente::room::testing

// SPDX-License-Identifier: GPL-3.0-or-later
// Votes drawn from the model, for the tests.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/record/roll_calls.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {

struct SimulatedRolls {
  record::RollCallMatrix matrix;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
  std::vector<std::vector<double>> truth;  ///< by period, then voter
};

/// Voters that walk with sd 0.2 a period; of each period's roll calls the first fifth repeats those
/// of the period before. A share of the votes is missing.
inline SimulatedRolls simulated_rolls(std::size_t voters, std::size_t periods, std::size_t each,
                                      std::uint64_t seed, double missing = 0) {
  using record::Vote;
  SimulatedRolls out;
  PhiloxCursor dice = Philox(seed).cursor();
  const auto normal = [&dice] { return stats::normal_quantile(dice.uniform01()); };
  out.truth.assign(periods, std::vector<double>(voters));
  for (std::size_t v = 0; v < voters; ++v) out.truth[0][v] = normal();
  for (std::size_t p = 1; p < periods; ++p) {
    for (std::size_t v = 0; v < voters; ++v) {
      out.truth[p][v] = out.truth[p - 1][v] + 0.2 * normal();
    }
  }
  struct Question {
    double slope = 0;
    double low = 0;
    double high = 0;
  };
  std::vector<record::Voter> names;
  names.reserve(voters);
  for (std::size_t v = 0; v < voters; ++v) names.push_back({"V" + std::to_string(v), ""});
  std::vector<record::RollCall> roll_calls;
  std::vector<Vote> cells;
  std::vector<Question> asked(each);
  PhiloxCursor gaps = Philox(seed, stream_word("missing")).cursor();
  for (std::size_t p = 0; p < periods; ++p) {
    for (std::size_t j = 0; j < each; ++j) {
      const bool repeated = p > 0 && j < each / 5;
      if (repeated) {
        const auto here = static_cast<std::uint32_t>(roll_calls.size());
        out.links.emplace_back(here, here - static_cast<std::uint32_t>(each));
      } else {
        asked[j].slope = normal();
        asked[j].low = normal();
        asked[j].high = asked[j].low + 0.2 + dice.uniform01();
      }
      record::RollCall& roll_call = roll_calls.emplace_back();
      roll_call.id = std::to_string(roll_calls.size());
      roll_call.session = std::to_string(p + 1);
      for (std::size_t v = 0; v < voters; ++v) {
        const double z = asked[j].slope * out.truth[p][v] + normal();
        const bool gone = gaps.uniform01() < missing;
        cells.push_back(gone                ? Vote::Absent
                        : z < asked[j].low  ? Vote::Yes
                        : z < asked[j].high ? Vote::Abstain
                                            : Vote::No);
      }
    }
  }
  out.matrix = record::RollCallMatrix::make(names, roll_calls, cells).value();
  return out;
}

}  // namespace entente::positions

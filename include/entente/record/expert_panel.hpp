// SPDX-License-Identifier: GPL-3.0-or-later
// What experts answered: quantiles of uncertain quantities, some of which are known to the one who
// asks (seeds). Immutable after make(); any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::record {

struct ExpertItem {
  std::string id;
  std::string question;            ///< may be blank
  bool logarithmic = false;        ///< its answers are thought of on a logarithmic scale
  std::optional<double> realised;  ///< of a seed
};

/// One expert on one item.
struct ExpertAnswer {
  std::uint32_t expert = 0;
  std::uint32_t item = 0;
  std::uint32_t round = 1;        ///< of a Delphi; 1 where there is one round
  std::vector<double> quantiles;  ///< at the panel's levels, never falling
  std::string reason;             ///< may be blank
};

class ExpertPanel {
 public:
  ExpertPanel() = default;
  /// Errors: Missing (no level, a blank id), Duplicate (two experts or items of one id; two answers
  /// of one expert on one item in one round), Range (levels not ascending within (0, 1); quantiles
  /// not one a level, beyond 1e100 or falling; a logarithmic item with an answer or realisation
  /// that is not above 0; a realisation beyond 1e100). O(answers log answers).
  static Result<ExpertPanel> make(std::vector<double> levels, std::vector<std::string> experts,
                                  std::vector<ExpertItem> items, std::vector<ExpertAnswer> answers);

  std::span<const double> levels() const noexcept { return levels_; }
  std::span<const std::string> experts() const noexcept { return experts_; }
  std::span<const ExpertItem> items() const noexcept { return items_; }
  /// By item, then round, then expert.
  std::span<const ExpertAnswer> answers() const noexcept { return answers_; }
  std::uint32_t rounds() const noexcept { return rounds_; }

  /// The answer in the last round in which the expert answered the item, or null. O(log answers).
  const ExpertAnswer* answer(std::size_t expert, std::size_t item) const noexcept;
  /// The same in one round.
  const ExpertAnswer* answer(std::size_t expert, std::size_t item,
                             std::uint32_t round) const noexcept;

 private:
  std::vector<double> levels_;
  std::vector<std::string> experts_;
  std::vector<ExpertItem> items_;
  std::vector<ExpertAnswer> answers_;
  std::uint32_t rounds_ = 0;
};

}  // namespace entente::record

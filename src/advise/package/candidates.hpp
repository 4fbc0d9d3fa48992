// SPDX-License-Identifier: GPL-3.0-or-later
// The best package seen so far, and ways to look at many packages one by one.
#pragma once

#include <cstdint>
#include <vector>

#include "advise/package/search.hpp"
#include "advise/package/tangent.hpp"

namespace entente::advise {

/// Two packages whose values differ by less are equally good.
inline constexpr double equal_values = 1e-9;

/// A line, and what it is worth over a tangent.
struct LinePick {
  double worth = 0;
  std::size_t line = 0;
  /// The more worth first, of equals the earlier line.
  bool operator<(const LinePick& other) const noexcept {
    return worth != other.worth ? worth > other.worth : line < other.line;
  }
};

class BestPackage {
 public:
  BestPackage(const PackageLines& lines, const PackageGoal& goal);

  double value() const noexcept { return value_; }
  const std::vector<std::size_t>& package() const noexcept { return package_; }
  /// Whether a package of this value, or a bound, is above the best.
  bool below(double value) const noexcept { return value > value_ + equal_values; }

  /// Keeps the package if it is the best so far; u = its satisfactions.
  bool consider(const std::vector<std::size_t>& package, const std::vector<double>& u);
  std::vector<double> satisfactions(const std::vector<std::size_t>& package) const;
  double worth_over(const Tangent& tangent, std::size_t line) const noexcept;

  /// Betters the package by one line in, out or for another, until none does.
  void climb(std::size_t size);

  /// Looks at the packages of `chosen` and some of the picks, sorted, that the tangent does not
  /// rule out; false, with some not looked at, after `most` of them.
  bool enumerate(const Tangent& tangent, const std::vector<std::size_t>& chosen,
                 const std::vector<LinePick>& picks, std::size_t size, std::uint64_t most);

 private:
  struct Walk {
    const std::vector<LinePick>& picks;
    std::size_t size = 0;
    std::uint64_t left = 0;  ///< packages that may still be looked at
    std::vector<std::size_t> package;
  };
  bool extend(Walk& walk, const std::vector<double>& u, std::size_t from, double bound);
  bool holds_issue_of(const std::vector<std::size_t>& package, std::size_t line) const noexcept;

  const PackageLines& lines_;
  const PackageGoal& goal_;
  double value_ = 0;
  std::vector<std::size_t> package_;
};

}  // namespace entente::advise

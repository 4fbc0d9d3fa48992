// SPDX-License-Identifier: GPL-3.0-or-later
// Compensated summation. Values; one thread each.
#pragma once

namespace entente {

/// A running sum with Neumaier's correction (A. Neumaier, "Rundungsfehleranalyse einiger Verfahren
/// zur Summation endlicher Summen", ZAMM 54, 1974): the error does not grow with the number of
/// terms to first order. Depends on the order of the terms, so feed it in a fixed one. + and -
/// only.
class CompensatedSum {
 public:
  constexpr void add(double term) noexcept {
    const double next = sum_ + term;
    const double sum_size = sum_ < 0 ? -sum_ : sum_;
    const double term_size = term < 0 ? -term : term;
    lost_ += sum_size >= term_size ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }
  /// Adds what the other has summed.
  constexpr void add(const CompensatedSum& other) noexcept {
    add(other.sum_);
    add(other.lost_);
  }
  /// NaN after a term that is not finite or an overflow.
  constexpr double value() const noexcept { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace entente

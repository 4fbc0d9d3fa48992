// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement between coders over units with gaps: Krippendorff's alpha, and beside it percent
// agreement, Gwet's AC1/AC2, and of each pair of coders Cohen's kappa and Scott's pi.
// References: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011) and Content
// Analysis (4th ed. 2019), ch. 12; J. Cohen, EPM 20 (1960) and Psychological Bulletin 70 (1968);
// W. A. Scott, Public Opinion Quarterly 19 (1955); K. L. Gwet, British Journal of Mathematical and
// Statistical Psychology 61 (2008) and Handbook of Inter-Rater Reliability (4th ed. 2014), ch. 2-5.
//
// With r_uc of the m_u codes of unit u in category c, over units with m_u >= 2:
//   o_ck = sum_u r_uc (r_uk - [c=k]) / (m_u - 1),  n_c = sum_k o_ck,  n = sum_c n_c
//   alpha = 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck
//   d: nominal [c != k]; interval (c - k)^2; ratio ((c - k) / (c + k))^2;
//      ordinal (sum_{g=c..k} n_g - (n_c + n_k) / 2)^2
//   percent = mean over units of sum_c r_uc (r_uc - 1) / (m_u (m_u - 1))
//   AC = (p_a - p_e) / (1 - p_e), p_a = mean of sum_c r_uc (r*_uc - 1) / (m_u (m_u - 1)) with
//      r*_uc = sum_k w_ck r_uk, p_e = sum w_ck / (q (q - 1)) sum_c pi_c (1 - pi_c), pi_c the mean
//      of r_uc / m_u over all units with a code, q the number of categories; w by level: nominal [c
//      = k] (AC1), ordinal 1 - C(|i - j| + 1, 2) / C(q, 2) over places, interval 1 - ((c - k) /
//      (max - min))^2, ratio 1 - d_ck / ((max - min) / (max + min))^2 (AC2)
//   of two coders, p_ck the share of common units with c by one and k by the other:
//   kappa = 1 - sum p_ck d_ck / sum p_c. p_.k d_ck with d = [c != k], |c - k| (linear), (c - k)^2
//   (quadratic); pi = 1 - sum p_ck [c != k] / sum m_c m_k [c != k], m_c = (p_c. + p_.c) / 2
//
// No variation: where all pairable codes are of one category, alpha, kappa and pi are undefined
// (0 / 0), never 1: such data cannot show that coders tell categories apart. Percent agreement and,
// on a scale of two categories or more, AC are defined there.
//
// Intervals: percentiles of draws of whole units (or whole clusters of them, e.g. documents) with
// replacement, everything recomputed in each draw, expected disagreement too. (The bootstrap of
// A. F. Hayes, K. Krippendorff, Communication Methods and Measures 1 (2007), draws pairs of values
// as if they were independent and holds the expected disagreement fixed: too narrow where a unit
// has several pairs or units hang together.) Draw r reads sequence r of Philox(seed,
// stream_word("agreement"), stream): the same bytes for any number of threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/stats/interval.hpp"

namespace entente::stats {

/// What the values of a scale mean to one another.
enum class ScaleLevel : std::uint8_t { Nominal, Ordinal, Interval, Ratio };
/// "nominal", "ordinal", "interval", "ratio".
std::string_view to_string(ScaleLevel level) noexcept;

/// One coder's code of one unit.
struct Coding {
  std::uint32_t unit = 0;
  std::uint32_t coder = 0;
  double value = 0;
};

/// Most different values a set of codings may have: figures compare categories with one another.
inline constexpr std::size_t most_categories = 256;

/// Units x coders with gaps, each code as the place of its value on the scale. Immutable, any
/// thread.
class Codings {
 public:
  struct Code {
    std::uint32_t coder = 0;
    std::uint32_t category = 0;
    friend bool operator==(const Code&, const Code&) = default;
  };

  /// Units are 0 .. units-1, coders 0 .. coders-1; who has no code has a gap. `scale` lists the
  /// values that could have been chosen (AC depends on how many there are); empty = those that
  /// occur. Errors: Range (unit or coder out of bounds, a value that is not finite or not on the
  /// scale, a scale that is not ascending), Duplicate (one coder, one unit, two codes: these
  /// coefficients are of one code a coder and unit, see Krippendorff, Craggs, 2016, for others),
  /// Limit (most_categories). O(n log n).
  static Result<Codings> make(std::span<const Coding> codings, std::uint32_t units,
                              std::uint32_t coders, std::vector<double> scale = {});

  std::size_t units() const noexcept { return begins_.size() - 1; }
  std::uint32_t coders() const noexcept { return coders_; }
  /// The values of the categories, ascending.
  std::span<const double> categories() const noexcept { return categories_; }
  /// Codes of a unit, ascending by coder.
  std::span<const Code> unit(std::size_t index) const noexcept {
    return std::span(codes_).subspan(begins_[index], begins_[index + 1] - begins_[index]);
  }

 private:
  std::uint32_t coders_ = 0;
  std::vector<double> categories_;
  std::vector<Code> codes_;                ///< unit after unit
  std::vector<std::size_t> begins_ = {0};  ///< where each unit begins; one more at the end
};

struct AgreementOptions {
  ScaleLevel level = ScaleLevel::Ordinal;
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;         ///< keeps the draws of two uses of one seed apart
  std::uint32_t replicates = 2000;  ///< 0 = no intervals (their state is then Undefined)
  double confidence = 0.95;
  unsigned threads = 1;  ///< 0 = what the machine has; changes no result
  /// Code of the cluster each unit belongs to; empty = units are drawn by themselves.
  std::vector<std::uint32_t> cluster_of_unit = {};
};

/// Absent where undefined. Estimate::n counts the units (or clusters) with two codes or more.
struct AgreementFigures {
  std::uint64_t units = 0;   ///< with two codes or more
  std::uint64_t values = 0;  ///< codes in these units: the pairable values
  std::optional<Estimate> alpha;
  std::optional<Estimate> percent;
  std::optional<Estimate> gwet;  ///< AC1 at the nominal level, else AC2
};

/// Two coders over the units that both coded.
struct CoderPairAgreement {
  std::uint32_t first = 0;
  std::uint32_t second = 0;  ///< > first
  AgreementFigures figures;
  std::optional<Estimate> kappa;
  std::optional<Estimate> kappa_linear;     ///< absent at the nominal level too
  std::optional<Estimate> kappa_quadratic;  ///< absent at the nominal level too
  std::optional<Estimate> scott_pi;
  /// Units by category of the first (row) and of the second (column), q x q.
  std::vector<std::uint64_t> confusion;
};

struct CodingAgreement {
  ScaleLevel level = ScaleLevel::Ordinal;
  std::vector<double> categories;
  AgreementFigures overall;
  std::uint64_t single_units = 0;         ///< coded once: in nothing but AC's pi_c
  std::vector<double> coincidences;       ///< o_ck, q x q, symmetric; sum = overall.values
  std::vector<CoderPairAgreement> pairs;  ///< those with a common unit, ascending
  bool few_units = false;  ///< so few are drawn that no resampling interval can keep its level
};

/// All figures, on common draws. Nothing coded twice is no error: every figure is absent then.
/// Errors: Range (a negative value at the ratio level; confidence; replicates too few for it, see
/// bootstrap.hpp; clusters not one a unit), Limit (more than 2.5e7 drawn figures), Cancelled.
/// O(codes x coders + replicates x (units + patterns x coders^2)), patterns = different rows.
Result<CodingAgreement> coding_agreement(const Codings& codings, const AgreementOptions& options,
                                         const CancelToken& cancel = {},
                                         const Progress& progress = {});

}  // namespace entente::stats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/keyness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

/// A table's cells and margins as numbers.
struct TableNumbers {
  explicit TableNumbers(const WordTable& table)
      : a(static_cast<double>(table.a)),
        b(static_cast<double>(table.b)),
        c(static_cast<double>(table.c)),
        d(static_cast<double>(table.d)) {}
  double a, b, c, d;
  double n = a + b + c + d;
  double word = a + b;
  double others = c + d;
  double target = a + c;
  double reference = b + d;
};

double chi_squared(const TableNumbers& t, ChiCorrection correction) {
  const double apart = std::abs(t.a * t.d - t.b * t.c);
  const double least_expected = std::min(t.word, t.others) * std::min(t.target, t.reference) / t.n;
  double k = 0;
  if (correction == ChiCorrection::Yates) k = std::min(0.5, apart / t.n);
  if (correction == ChiCorrection::YatesSmall && least_expected < 5 && apart >= t.n / 2) k = 0.5;
  const double left = apart - t.n * k;
  // Margins are divided out one by one, since their product may pass beyond double's exact range.
  return t.n * (left / t.word) * (left / t.others) / (t.target * t.reference);
}

double likelihood_ratio(const TableNumbers& t, bool williams) {
  const std::array<std::array<double, 3>, 4> cells = {{{t.a, t.word, t.target},
                                                       {t.b, t.word, t.reference},
                                                       {t.c, t.others, t.target},
                                                       {t.d, t.others, t.reference}}};
  double out = 0;
  for (const auto& [observed, row, column] : cells) {
    if (observed > 0) out += 2 * observed * std::log(observed * t.n / (row * column));
  }
  out = std::max(out, 0.0);
  if (!williams) return out;
  return out / (1 + (t.n / t.word + t.n / t.others - 1) * (t.n / t.target + t.n / t.reference - 1) /
                        (6 * t.n));
}

double ordered_by(const Keyness& one, KeynessMeasure measure) {
  switch (measure) {
    case KeynessMeasure::Chi2:
      return one.chi2;
    case KeynessMeasure::Pmi:
      return one.pmi.value_or(-std::numeric_limits<double>::infinity());
    case KeynessMeasure::LogOdds:
      return one.log_odds;
    case KeynessMeasure::G2:
      break;
  }
  return one.g2;
}

Error no_sides(std::string message, std::string found) {
  return {ErrorKind::Usage,
          std::move(message),
          {"", 0, "--target, --against"},
          "each text on one side, and one in the target at least",
          std::move(found),
          "for example --target A,B --against C,D"};
}

/// 1 for the target, 2 for the reference, 0 for neither.
Result<std::vector<std::uint8_t>> sides(const WordCounts& counts,
                                        std::span<const std::uint32_t> target,
                                        std::span<const std::uint32_t> reference) {
  if (target.empty()) return fail(no_sides("no text in the target", ""));
  std::vector<std::uint8_t> out(counts.documents().size(), 0);
  for (const auto& [documents, side] : {std::pair(target, 1), std::pair(reference, 2)}) {
    for (const std::uint32_t document : documents) {
      if (document >= out.size()) {
        return fail({ErrorKind::Range, "no such text", {"", 0, "--target, --against"}, "", "", ""});
      }
      if (out[document] != 0) {
        return fail(no_sides("a text that is named twice", quotable(counts.documents()[document])));
      }
      out[document] = static_cast<std::uint8_t>(side);
    }
  }
  if (reference.empty()) {
    for (std::uint8_t& side : out) side = side == 0 ? 2 : side;
  }
  return out;
}

}  // namespace

std::string_view to_string(KeynessMeasure measure) noexcept {
  switch (measure) {
    case KeynessMeasure::Chi2:
      return "chi2";
    case KeynessMeasure::Pmi:
      return "pmi";
    case KeynessMeasure::LogOdds:
      return "log-odds";
    case KeynessMeasure::G2:
      break;
  }
  return "g2";
}

Result<Keyness> keyness_of(const WordTable& table, const KeynessOptions& options) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  const TableNumbers t(table);
  if (!(t.word > 0 && t.others > 0 && t.target > 0 && t.reference > 0)) {
    return fail({ErrorKind::Missing,
                 "nothing to compare",
                 {},
                 "the word, other words, and words on both sides",
                 "",
                 "give texts with more words"});
  }
  Keyness out;
  out.table = table;
  const bool more = t.a > t.word * t.target / t.n;
  const double chi = chi_squared(t, options.chi_correction);
  const double ratio = likelihood_ratio(t, options.williams);
  const double shown = options.by == KeynessMeasure::Chi2 ? chi : ratio;
  out.chi2 = more ? chi : -chi;
  out.g2 = more ? ratio : -ratio;
  out.p = 2 * stats::normal_cdf(-std::sqrt(shown));
  if (table.a > 0) out.pmi = std::log(t.a * t.n / (t.word * t.target));
  out.log_odds = std::log((t.a + 0.5) / (t.b + 0.5)) - std::log((t.c + 0.5) / (t.d + 0.5));
  const double se =
      std::sqrt(1 / (t.a + 0.5) + 1 / (t.b + 0.5) + 1 / (t.c + 0.5) + 1 / (t.d + 0.5));
  const double z = stats::normal_quantile((1 + options.confidence) / 2);
  out.log_odds_interval = {out.log_odds - z * se, out.log_odds + z * se};
  return out;
}

Result<std::vector<Keyness>> keyness(const WordCounts& counts,
                                     std::span<const std::uint32_t> target,
                                     std::span<const std::uint32_t> reference,
                                     const KeynessOptions& options) {
  ENTENTE_TRY(const std::vector<std::uint8_t> side, sides(counts, target, reference));
  std::array<std::uint64_t, 3> total{};
  for (std::size_t d = 0; d < side.size(); ++d) total[side[d]] += counts.document_total(d);
  std::vector<Keyness> out;
  for (std::uint32_t w = 0; w < counts.words().size(); ++w) {
    std::array<std::uint64_t, 3> here{};
    const record::WordColumn column = counts.of_word(w);
    for (std::size_t c = 0; c < column.size(); ++c) {
      here[side[column.places[c]]] += column.counts[c];
    }
    if (here[1] + here[2] == 0) continue;
    ENTENTE_TRY(Keyness one,
                keyness_of({here[1], here[2], total[1] - here[1], total[2] - here[2]}, options));
    one.word = w;
    out.push_back(one);
  }
  if (out.empty()) {
    return fail({ErrorKind::Missing,
                 "no word on either side",
                 {"", 0, "--target, --against"},
                 "texts that have words",
                 "",
                 "name other texts"});
  }
  std::sort(out.begin(), out.end(), [&](const Keyness& x, const Keyness& y) {
    const double left = ordered_by(x, options.by);
    const double right = ordered_by(y, options.by);
    return left != right ? left > right : counts.words()[x.word] < counts.words()[y.word];
  });
  return out;
}

const MethodCard& keyness_card() {
  static const MethodCard card = {
      "keyness",
      "Keyness",
      "chi2, G2 = 2 sum O ln(O/E) (Dunning 1993), ln(a/E) and log odds ratio of the table word by "
      "side",
      {{"target", "texts looked at", "none"},
       {"reference", "texts compared with", "all others"},
       {"by", "chi2, g2, pmi or log-odds", "g2"},
       {"confidence", "level of the interval of the log odds", "0.95"}},
      MethodStatus::Agrees,
      {"Words come in bunches: one long passage makes a word key. Look at the context.",
       "With thousands of words many are key by chance alone; p is of one word at a time.",
       "Chi2 and G2 grow with the size of the texts: rank words within one run only."}};
  return card;
}

}  // namespace entente::positions

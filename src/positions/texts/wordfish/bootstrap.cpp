// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/positions/wordfish.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/summary.hpp"
#include "positions/texts/wordfish/fit.hpp"
#include "positions/texts/wordfish/standard.hpp"

namespace entente::positions {
namespace {

using record::WordCell;
using record::WordCounts;
using record::WordSegments;

constexpr std::uint32_t least_refits = 10;
/// Of the gradient of a refit: far below what sentences tell.
constexpr double refit_tolerance = 1e-3;

/// Where each document's segments begin and end.
using SegmentRanges = std::vector<std::pair<std::size_t, std::size_t>>;

Result<SegmentRanges> segment_ranges(const WordCounts& counts, const WordSegments& segments) {
  const Error other{ErrorKind::Usage,
                    "these sentences are not those of the counts",
                    {},
                    "sentences of the same texts",
                    "",
                    "bootstrap over texts, not over a table of counts"};
  SegmentRanges out(counts.documents().size(), {0, 0});
  std::vector<std::uint64_t> tokens(counts.documents().size(), 0);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::uint32_t document = segments.document[s];
    const bool ascending = s == 0 || segments.document[s - 1] <= document;
    if (document >= out.size() || !ascending) return fail(other);
    if (out[document].second == 0) out[document].first = s;
    out[document].second = s + 1;
    for (std::size_t c = segments.begins[s]; c < segments.begins[s + 1]; ++c) {
      if (segments.words[c] >= counts.words().size()) return fail(other);
      tokens[document] += segments.counts[c];
    }
  }
  for (std::size_t d = 0; d < tokens.size(); ++d) {
    if (tokens[d] != counts.document_total(d)) return fail(other);
  }
  return out;
}

class SentenceDraws {
 public:
  SentenceDraws(const WordCounts& counts, const WordSegments& segments, const SegmentRanges& ranges,
                const Wordfish& fit, std::uint64_t seed)
      : counts_(counts), segments_(segments), ranges_(ranges), fit_(fit), seed_(seed) {}

  /// The counts of one draw, by text of the fit.
  std::vector<WordCell> draw(std::uint32_t replicate) const {
    std::vector<WordCell> cells;
    std::vector<std::uint32_t> sums(counts_.words().size(), 0);
    std::vector<std::uint32_t> met;
    for (std::uint32_t i = 0; i < fit_.texts.size(); ++i) {
      const std::uint32_t document = fit_.texts[i].document;
      const auto [first, last] = ranges_[document];
      PhiloxCursor dice = Philox(seed_, stream_word("wordfish sentences"),
                                 stream_word(counts_.documents()[document]))
                              .cursor(replicate);
      met.clear();
      for (std::size_t n = first; n < last; ++n) {
        const std::size_t s = first + static_cast<std::size_t>(dice.below(last - first));
        for (std::size_t c = segments_.begins[s]; c < segments_.begins[s + 1]; ++c) {
          const std::uint32_t word = segments_.words[c];
          if (sums[word] == 0) met.push_back(word);
          sums[word] += segments_.counts[c];
        }
      }
      for (const std::uint32_t word : met) cells.push_back({i, word, std::exchange(sums[word], 0)});
    }
    return cells;
  }

 private:
  const WordCounts& counts_;
  const WordSegments& segments_;
  const SegmentRanges& ranges_;
  const Wordfish& fit_;
  std::uint64_t seed_;
};

struct Refit {
  std::vector<double> values;  ///< empty where there was no dimension
  bool converged = false;
};

/// Begins where the fit ended.
Result<Refit> refit(std::vector<WordCell> cells, const WordCounts& counts, const Wordfish& fit,
                    const WordfishOptions& options, const CancelToken& cancel) {
  const WordfishColumns columns =
      wordfish_columns(fit.texts.size(), counts.words().size(), std::move(cells));
  const WordfishSetting setting{1 / (options.slope_sd * options.slope_sd), 1};
  WordfishPoint point;
  point.slope.assign(columns.size(), 0);
  for (const WordfishWord& word : fit.words) {
    const std::uint32_t column = columns.column_of_word[word.word];
    if (column != WordfishColumns::no_column) point.slope[column] = word.slope;
  }
  for (const WordfishText& text : fit.texts) {
    point.place.push_back(text.length);
    point.place.push_back(text.position);
  }
  ENTENTE_CHECK(solve_words(columns, setting, point, cancel));
  const WordfishSearch search{std::max(options.tolerance, refit_tolerance), options.most_steps};
  ENTENTE_TRY(const WordfishEnd end, climb(columns, setting, search, point, cancel, {}));
  Refit out;
  out.converged = end.converged;
  auto standard = standardised_places(point);
  if (!standard) return out;
  double along = 0;
  for (std::size_t i = 0; i < fit.texts.size(); ++i) {
    along += fit.texts[i].value * standard->values[i];
  }
  if (along < 0) {
    for (double& value : standard->values) value = -value;
  }
  out.values = std::move(standard->values);
  return out;
}

}  // namespace

Result<WordfishBootstrap> bootstrap_wordfish(const WordCounts& counts, const WordSegments& segments,
                                             const Wordfish& fit, const WordfishOptions& options,
                                             const WordfishBootstrapOptions& bootstrap,
                                             const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  if (bootstrap.replicates < least_refits) {
    return fail({ErrorKind::Range,
                 "too few refits",
                 {"", 0, "--refits"},
                 "10 or more",
                 std::to_string(bootstrap.replicates),
                 "for example --refits 100"});
  }
  ENTENTE_TRY(const SegmentRanges ranges, segment_ranges(counts, segments));
  const SentenceDraws draws(counts, segments, ranges, fit, bootstrap.seed);
  std::vector<Refit> refits(bootstrap.replicates);
  const ProgressStage stage = progress.stage("refits", bootstrap.replicates);
  ENTENTE_CHECK(parallel_blocks(bootstrap.replicates, 1, options.threads, cancel, stage,
                                [&](std::size_t r, std::size_t, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(refits[r],
                                              refit(draws.draw(static_cast<std::uint32_t>(r)),
                                                    counts, fit, options, cancel));
                                  return {};
                                }));
  WordfishBootstrap out;
  out.replicates = bootstrap.replicates;
  for (const Refit& one : refits) out.unconverged += one.converged ? 0U : 1U;
  const double z = stats::normal_quantile((1 + options.confidence) / 2);
  for (std::size_t i = 0; i < fit.texts.size(); ++i) {
    std::vector<double> values;
    values.reserve(refits.size());
    for (const Refit& one : refits) {
      if (!one.values.empty()) values.push_back(one.values[i]);
    }
    const auto summary = stats::summarize(values);
    const double sd = summary ? summary->sd_sample.value_or(0) : 0;
    const auto [first, last] = ranges[fit.texts[i].document];
    out.sd.push_back(sd);
    out.interval.push_back({fit.texts[i].value - z * sd, fit.texts[i].value + z * sd});
    out.sentences.push_back(static_cast<std::uint32_t>(last - first));
  }
  return out;
}

}  // namespace entente::positions

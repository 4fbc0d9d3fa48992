// SPDX-License-Identifier: GPL-3.0-or-later
#include "issues.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/search/stems.hpp"
#include "word.hpp"

namespace entente::ingest::rules {
namespace {

bool says_nothing(std::string_view word) {
  return word.size() < 3 ||
         is_one_of(
             word,
             {"the",   "and",     "for",     "that",   "with",    "from", "its",   "their", "which",
              "are",   "was",     "were",    "has",    "have",    "had",  "not",   "but",   "into",
              "than",  "this",    "these",   "those",  "such",    "more", "most",  "will",  "would",
              "can",   "should",  "may",     "each",   "all",     "any",  "other", "own",   "see",
              "about", "through", "towards", "toward", "between", "over", "under", "being"});
}

/// Stems of the words that say something, each once, in order.
std::vector<std::string> stems_of(Stemmer& stemmer, std::span<const Token> tokens) {
  std::vector<std::string> out;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::Word || says_nothing(token.lower)) continue;
    std::string stem(stemmer.stem(token.lower));
    if (std::find(out.begin(), out.end(), stem) == out.end()) out.push_back(std::move(stem));
  }
  return out;
}

Error list_error(ErrorKind kind, const std::string& file, std::int64_t line, std::string expected,
                 std::string_view found, std::string mend) {
  return {kind,
          "not a line of issue words",
          {file, line, ""},
          std::move(expected),
          quotable(found),
          std::move(mend)};
}

}  // namespace

void IssueFinder::add(Entry entry) {
  const auto place = static_cast<std::uint32_t>(entries_.size());
  for (const std::string& stem : entry.stems) entries_of_[stem].push_back(place);
  entries_.push_back(std::move(entry));
}

/// A word weighs the logarithm of the share of claims without it.
void IssueFinder::weigh() {
  std::unordered_map<std::string, double> claims_with;
  double claims = 0;
  for (const Entry& entry : entries_) {
    if (!entry.by_claim) continue;
    claims += 1;
    for (const std::string& stem : entry.stems) claims_with[stem] += 1;
  }
  for (const auto& [stem, count] : claims_with) weight_of_[stem] = std::log((claims + 1) / count);
  for (Entry& entry : entries_) {
    if (!entry.by_claim) continue;
    for (const std::string& stem : entry.stems) entry.weight += weight_of_[stem];
  }
}

Result<IssueFinder> IssueFinder::make(const record::Study& study, std::span<const WordList> lists) {
  IssueFinder out;
  Stemmer stemmer("en");
  const record::Table& issues = study.table("issue");
  for (const WordList& list : lists) {
    std::int64_t number = 0;
    for (std::string_view line : split(list.bytes, '\n')) {
      ++number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (trimmed(line).empty() || line.front() == '#') continue;
      const auto cells = split(line, '\t');
      const auto sign = cells.size() == 3 ? parse_integer(trimmed(cells[1])) : std::nullopt;
      if (!sign || (*sign != 1 && *sign != -1)) {
        return fail(list_error(ErrorKind::Malformed, list.file, number,
                               "an issue, 1 or -1, and words with ; between", line,
                               "put a tab between the three cells"));
      }
      if (!issues.find(trimmed(cells[0]))) {
        return fail(list_error(ErrorKind::Reference, list.file, number, "an issue of the study",
                               cells[0], "entente ledger STUDY issue lists them"));
      }
      for (const std::string_view words : list_items(cells[2])) {
        Entry entry{std::string(trimmed(cells[0])), static_cast<int>(*sign),          false,
                    std::string(trimmed(words)),    stems_of(stemmer, tokens(words)), 0};
        if (!entry.stems.empty()) out.add(std::move(entry));
      }
    }
  }
  for (std::size_t row = 0; row < issues.rows(); ++row) {
    const std::string_view claim = issues.cell(row, "claim");
    Entry entry{std::string(issues.id(row)), 1, true, {}, stems_of(stemmer, tokens(claim)), 0};
    if (!entry.stems.empty()) out.add(std::move(entry));
  }
  out.weigh();
  return out;
}

std::vector<IssueFound> IssueFinder::find(std::string_view, std::span<const Token> tokens) const {
  Stemmer stemmer("en");
  std::vector<std::uint32_t> met(entries_.size(), 0);
  std::vector<double> weight(entries_.size(), 0);
  std::vector<std::string> words(entries_.size());
  for (const std::string& stem : stems_of(stemmer, tokens)) {
    const auto found = entries_of_.find(stem);
    if (found == entries_of_.end()) continue;
    const auto known = weight_of_.find(stem);
    for (const std::uint32_t place : found->second) {
      ++met[place];
      if (!entries_[place].by_claim) continue;
      weight[place] += known->second;
      words[place] += (words[place].empty() ? "" : " ") + stem;
    }
  }
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (!entry.by_claim) {
      if (met[i] == entry.stems.size()) ranked.emplace_back(1.0 + met[i], i);
    } else if (met[i] > 1 && weight[i] >= least_share * entry.weight) {
      ranked.emplace_back(weight[i] / entry.weight, i);
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<IssueFound> out;
  std::set<std::string> seen;
  const bool listed = !ranked.empty() && ranked.front().first > 1.0;
  for (const auto& [score, place] : ranked) {
    const Entry& entry = entries_[place];
    if (out.size() == 3 || (listed && entry.by_claim)) break;
    if (!seen.insert(entry.issue).second) continue;
    out.push_back(
        {entry.issue, entry.sign, entry.by_claim, entry.by_claim ? words[place] : entry.words});
  }
  return out;
}

}  // namespace entente::ingest::rules

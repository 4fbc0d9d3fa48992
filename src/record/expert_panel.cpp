// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/expert_panel.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "entente/base/text.hpp"

namespace entente::record {
namespace {

auto key_of(const ExpertAnswer& answer) {
  return std::tuple(answer.item, answer.round, answer.expert);
}

Error panel_error(ErrorKind kind, std::string what, std::string where, std::string expected,
                  std::string found) {
  return {kind,
          std::move(what),
          {"", 0, std::move(where)},
          std::move(expected),
          std::move(found),
          "correct the table of answers"};
}

Result<void> check_levels(const std::vector<double>& levels) {
  if (levels.empty()) {
    return fail(panel_error(ErrorKind::Missing, "no quantile is asked for", "levels",
                            "at least one level", ""));
  }
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const bool ascending = l == 0 || levels[l] > levels[l - 1];
    if (levels[l] > 0 && levels[l] < 1 && ascending) continue;
    return fail(panel_error(ErrorKind::Range, "levels of quantiles do not ascend", "levels",
                            "ascending, between 0 and 1", number_text(levels[l])));
  }
  return {};
}

Result<void> check_ids(const std::vector<std::string>& ids, const char* what) {
  std::set<std::string> seen;
  for (const std::string& id : ids) {
    if (id.empty()) {
      return fail(panel_error(ErrorKind::Missing, std::string("an ") + what + " without a name",
                              what, "a name", ""));
    }
    if (!seen.insert(id).second) {
      return fail(panel_error(ErrorKind::Duplicate, std::string("two of one name"), what,
                              "each once", quotable(id)));
    }
  }
  return {};
}

/// Sums and widths of what is no larger stay finite.
constexpr double most_value = 1e100;

bool fits(const ExpertItem& item, double value) {
  return std::fabs(value) <= most_value && (!item.logarithmic || value > 0);
}

Result<void> check_answer(const ExpertAnswer& answer, const std::vector<double>& levels,
                          const std::vector<std::string>& experts,
                          const std::vector<ExpertItem>& items) {
  if (answer.expert >= experts.size() || answer.item >= items.size() || answer.round == 0 ||
      answer.quantiles.size() != levels.size()) {
    return fail(panel_error(ErrorKind::Range, "an answer does not fit the panel", "answers",
                            "an expert, an item and a quantile a level", ""));
  }
  const ExpertItem& item = items[answer.item];
  const std::string where = experts[answer.expert] + " on " + item.id;
  for (std::size_t q = 0; q < answer.quantiles.size(); ++q) {
    const double value = answer.quantiles[q];
    if (!fits(item, value)) {
      return fail(panel_error(
          ErrorKind::Range, "an answer is out of range", where,
          item.logarithmic ? "a number above 0, as the scale is logarithmic" : "a finite number",
          number_text(value)));
    }
    if (q > 0 && value < answer.quantiles[q - 1]) {
      return fail(panel_error(ErrorKind::Range, "quantiles fall", where,
                              "each at least the one before",
                              number_text(answer.quantiles[q - 1]) + ", " + number_text(value)));
    }
  }
  return {};
}

}  // namespace

Result<ExpertPanel> ExpertPanel::make(std::vector<double> levels, std::vector<std::string> experts,
                                      std::vector<ExpertItem> items,
                                      std::vector<ExpertAnswer> answers) {
  ENTENTE_CHECK(check_levels(levels));
  ENTENTE_CHECK(check_ids(experts, "expert"));
  std::vector<std::string> ids;
  ids.reserve(items.size());
  for (const ExpertItem& item : items) {
    ids.push_back(item.id);
    if (item.realised && !fits(item, *item.realised)) {
      return fail(panel_error(ErrorKind::Range, "a realisation is out of range", item.id,
                              item.logarithmic ? "a number above 0" : "a number of at most 1e100",
                              number_text(*item.realised)));
    }
  }
  ENTENTE_CHECK(check_ids(ids, "item"));
  ExpertPanel out;
  for (const ExpertAnswer& answer : answers) {
    ENTENTE_CHECK(check_answer(answer, levels, experts, items));
    out.rounds_ = std::max(out.rounds_, answer.round);
  }
  std::stable_sort(
      answers.begin(), answers.end(),
      [](const ExpertAnswer& a, const ExpertAnswer& b) { return key_of(a) < key_of(b); });
  const auto twice = std::adjacent_find(
      answers.begin(), answers.end(),
      [](const ExpertAnswer& a, const ExpertAnswer& b) { return key_of(a) == key_of(b); });
  if (twice != answers.end()) {
    return fail(panel_error(ErrorKind::Duplicate, "an expert answers an item twice in a round",
                            experts[twice->expert] + " on " + items[twice->item].id, "one answer",
                            ""));
  }
  out.levels_ = std::move(levels);
  out.experts_ = std::move(experts);
  out.items_ = std::move(items);
  out.answers_ = std::move(answers);
  return out;
}

const ExpertAnswer* ExpertPanel::answer(std::size_t expert, std::size_t item,
                                        std::uint32_t round) const noexcept {
  ExpertAnswer wanted;
  wanted.expert = static_cast<std::uint32_t>(expert);
  wanted.item = static_cast<std::uint32_t>(item);
  wanted.round = round;
  const auto found = std::lower_bound(
      answers_.begin(), answers_.end(), wanted,
      [](const ExpertAnswer& a, const ExpertAnswer& b) { return key_of(a) < key_of(b); });
  return found != answers_.end() && key_of(*found) == key_of(wanted) ? &*found : nullptr;
}

const ExpertAnswer* ExpertPanel::answer(std::size_t expert, std::size_t item) const noexcept {
  for (std::uint32_t round = rounds_; round > 0; --round) {
    if (const ExpertAnswer* found = answer(expert, item, round)) return found;
  }
  return nullptr;
}

}  // namespace entente::record

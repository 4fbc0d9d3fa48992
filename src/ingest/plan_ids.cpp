// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "ingest/plan.hpp"

namespace entente::ingest {

std::optional<std::size_t> StudyIds::find(std::size_t table, std::string_view id) {
  if (!indexes_[table]) indexes_[table].emplace(study_.table(table));
  return indexes_[table]->find(id);
}

void FreeIds::take(std::string_view id) {
  if (!id.starts_with(prefix_)) return;
  const std::string_view digits = id.substr(prefix_.size());
  // Numbers past 15 digits are names of another sort (bar codes, dates with times).
  if (digits.empty() || digits.size() > 15) return;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return;
  highest_ = std::max(highest_, parse_integer(digits).value_or(0));
  width_ = std::max(width_, digits.size());
  padded_ = padded_ || (digits.size() > 1 && digits.front() == '0');
}

std::string FreeIds::next() {
  std::string digits = std::to_string(++highest_);
  if (padded_ && digits.size() < width_) digits.insert(0, width_ - digits.size(), '0');
  return prefix_ + digits;
}

}  // namespace entente::ingest

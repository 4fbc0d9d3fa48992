// SPDX-License-Identifier: GPL-3.0-or-later
#include "datum.hpp"

#include <algorithm>

namespace entente::brief {
namespace {

constexpr std::size_t shortest_range = 4;

}  // namespace

std::string_view id_part(std::string_view datum) {
  const std::size_t slash = datum.find('/');
  return slash == std::string_view::npos ? datum : datum.substr(slash + 1);
}

std::string_view table_part(std::string_view datum) { return datum.substr(0, datum.find('/')); }

std::string table_words(std::string_view table, bool plural) {
  std::string word(table);
  for (char& c : word) c = c == '_' ? ' ' : c;
  if (word == "issue") word = "claim";
  if (!plural) return word;
  return word.ends_with('y') ? word.substr(0, word.size() - 1) + "ies" : word + "s";
}

RegisterIndex::RegisterIndex(const Brief& brief) {
  for (const EntryGroup& group : brief.evidence) {
    for (const Entry& entry : group.entries) {
      places_.emplace(entry.datum, Place{&entry, places_.size()});
    }
  }
}

const Entry* RegisterIndex::entry(std::string_view datum) const {
  const auto it = places_.find(datum);
  return it == places_.end() ? nullptr : it->second.entry;
}

std::size_t RegisterIndex::order(std::string_view datum) const {
  const auto it = places_.find(datum);
  return it == places_.end() ? places_.size() : it->second.order;
}

std::vector<std::string> RegisterIndex::sorted(std::vector<std::string> data) const {
  std::sort(data.begin(), data.end(), [this](const auto& a, const auto& b) {
    const std::size_t place_a = order(a);
    const std::size_t place_b = order(b);
    return place_a != place_b ? place_a < place_b : a < b;
  });
  data.erase(std::unique(data.begin(), data.end()), data.end());
  return data;
}

std::vector<DataRange> data_ranges(const RegisterIndex& index,
                                   const std::vector<std::string>& sorted) {
  std::vector<DataRange> out;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i + 1;
    while (end < sorted.size() && table_part(sorted[end]) == table_part(sorted[i]) &&
           index.order(sorted[end]) == index.order(sorted[end - 1]) + 1) {
      ++end;
    }
    if (end - i >= shortest_range) {
      out.push_back({sorted[i], sorted[end - 1], end - i});
      i = end;
    } else {
      out.push_back({sorted[i], sorted[i], 1});
      ++i;
    }
  }
  return out;
}

bool stop_moves_forward(const Run& run, const Run* next) {
  return next != nullptr && !run.evidence.empty() && !next->text.empty() &&
         std::string_view(".,;").find(next->text[0]) != std::string_view::npos &&
         next->evidence.empty() && next->href.empty();
}

}  // namespace entente::brief

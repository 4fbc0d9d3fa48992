// SPDX-License-Identifier: GPL-3.0-or-later
#include "footnotes.hpp"

#include <algorithm>

#include "entente/figure/markup.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t many_data = 12;  ///< a note of more is about a count, not about a claim

std::string field_words(const Entry& entry, std::string_view name) {
  for (const Field& field : entry.fields) {
    if (field.name != name) continue;
    std::string out;
    for (const Run& run : field.value) out += run.text;
    return out;
  }
  return "";
}

std::string field_link(const Entry& entry, std::string_view name) {
  for (const Field& field : entry.fields) {
    if (field.name == name && !field.value.empty()) return field.value.front().href;
  }
  return "";
}

/// Where in its source a passage stands: the end of its id where it begins with the source's
/// ("L34.7" of "USIP2024#L34.7"), else its locator in words.
std::string place_words(const Entry& passage, std::string_view source) {
  const std::string_view id = id_part(passage.datum);
  const std::string lead = std::string(id_part(source)) + "#";
  if (id.starts_with(lead) && id.size() > lead.size()) return std::string(id.substr(lead.size()));
  return passage.locator.empty() ? std::string(id) : passage.locator;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

std::vector<Footnotes::Behind> Footnotes::behind(const std::vector<std::string>& sorted) const {
  std::vector<Behind> out;
  const auto of_source = [&out](const Entry& source) -> Behind& {
    const auto it = std::find_if(out.begin(), out.end(),
                                 [&source](const Behind& b) { return b.source == &source; });
    if (it != out.end()) return *it;
    out.push_back({&source, {}});
    return out.back();
  };
  std::set<std::string_view> seen;
  // Depth first in the order of the data, so that the first claim's source is named first.
  for (const std::string& first : sorted) {
    std::vector<std::string_view> open{first};
    while (!open.empty()) {
      const std::string_view datum = open.back();
      open.pop_back();
      // A claim is what a statement is about; its own sources are not the statement's.
      if (table_part(datum) == "issue" && datum != first) continue;
      if (!seen.insert(datum).second) continue;
      const Entry* entry = index_.entry(datum);
      if (entry == nullptr) continue;
      if (table_part(datum) == "source") of_source(*entry);
      if (table_part(datum) == "passage") {
        for (const std::string& up : entry->rests_on) {
          const Entry* source = index_.entry(up);
          if (source != nullptr && table_part(up) == "source") {
            add_once(of_source(*source).locators, place_words(*entry, up));
          }
        }
      }
      open.insert(open.end(), entry->rests_on.rbegin(), entry->rests_on.rend());
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Behind& a, const Behind& b) {
    return a.locators.size() > b.locators.size();
  });
  return out;
}

Footnotes::Limits Footnotes::limits(std::size_t data) const {
  if (part_ == Part::Annex) return {};
  return data > many_data ? Limits{1, 1, 2} : Limits{2, 2, 3};
}

std::size_t Footnotes::cited(const std::vector<std::string>& evidence) const {
  const auto it = numbers_.find(index_.sorted(evidence));
  return it == numbers_.end() ? 0 : it->second;
}

void Footnotes::name_source(const Behind& behind, std::size_t most_locators,
                            std::vector<NotePiece>& out) {
  const Entry& source = *behind.source;
  const std::string id(id_part(source.datum));
  if (named_.insert(source.datum).second) {
    std::string words = source.heading;
    for (const char* field : {"publisher", "date"}) {
      const std::string value = field_words(source, field);
      if (!value.empty()) words += ", " + value;
    }
    out.push_back({words, field_link(source, "locator")});
    if (source.heading != id) out.push_back({" [" + id + "]"});
    if (source.unverified) out.push_back({", unverified"});
  } else {
    out.push_back({id, brief_.extent == Extent::Full ? "#" + figure::anchor_id(source.datum) : ""});
  }
  std::string places;
  for (std::size_t i = 0; i < behind.locators.size() && i < most_locators; ++i) {
    places += ", " + behind.locators[i];
  }
  if (behind.locators.size() > most_locators) {
    const std::size_t more = behind.locators.size() - most_locators;
    places += " and " + std::to_string(more) + (more == 1 ? " more place" : " more places");
  }
  if (!places.empty()) out.push_back({places});
}

/// "(P001 to P004, E12)"; sources and passages are named already.
void Footnotes::name_data(const std::vector<std::string>& sorted,
                          std::vector<NotePiece>& out) const {
  std::vector<std::string> rows;
  std::size_t unverified = 0;
  for (const std::string& datum : sorted) {
    if (table_part(datum) == "source" || table_part(datum) == "passage") continue;
    rows.push_back(datum);
    const Entry* entry = index_.entry(datum);
    unverified += entry != nullptr && entry->unverified ? 1 : 0;
  }
  if (rows.empty()) return;
  const auto piece = [this](const std::string& datum) {
    return NotePiece{std::string(id_part(datum)),
                     brief_.extent == Extent::Full ? "#" + figure::anchor_id(datum) : ""};
  };
  const bool after = !out.empty();
  if (after) out.push_back({" ("});
  const auto ranges = data_ranges(index_, rows);
  const std::size_t most_ranges = limits(rows.size()).ranges;
  std::size_t left = rows.size();
  for (std::size_t i = 0; i < ranges.size() && i < most_ranges; ++i) {
    if (i > 0) out.push_back({", "});
    out.push_back(piece(ranges[i].first));
    if (ranges[i].count > 1) {
      out.push_back({" to "});
      out.push_back(piece(ranges[i].last));
    }
    left -= ranges[i].count;
  }
  if (left > 0) out.push_back({" and " + std::to_string(left) + " more rows"});
  if (unverified > 0) {
    out.push_back({unverified == rows.size()
                       ? std::string("; unverified")
                       : "; " + std::to_string(unverified) + " of them unverified"});
  }
  if (after) out.push_back({")"});
}

std::vector<NotePiece> Footnotes::sources(const std::vector<std::string>& evidence) {
  const auto list = behind(index_.sorted(evidence));
  const Limits most = limits(evidence.size());
  std::vector<NotePiece> out;
  for (std::size_t i = 0; i < list.size() && i < most.sources; ++i) {
    if (i > 0) out.push_back({"; "});
    name_source(list[i], most.locators, out);
  }
  if (list.size() > most.sources) {
    const std::size_t more = list.size() - most.sources;
    out.push_back(
        {"; and " + std::to_string(more) + (more == 1 ? " more source" : " more sources")});
  }
  return out;
}

std::vector<NotePiece> Footnotes::next(const std::vector<std::string>& evidence) {
  const std::vector<std::string> sorted = index_.sorted(evidence);
  numbers_.emplace(sorted, numbers_.size() + 1);
  std::vector<NotePiece> out = sources(sorted);
  name_data(sorted, out);
  out.push_back({"."});
  return out;
}

std::set<std::string> anchors_of(const Brief& brief) {
  std::set<std::string> out;
  for (const Section& section : brief.sections) out.insert(figure::anchor_id(section.id));
  if (brief.extent != Extent::Full) return out;
  out.insert("register");
  for (const EntryGroup& group : brief.evidence) {
    out.insert(figure::anchor_id(group.id));
    for (const Entry& entry : group.entries) out.insert(figure::anchor_id(entry.datum));
  }
  return out;
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/word_counts.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace entente::record {
namespace {

Result<void> check_word_names(const std::vector<std::string>& names, const char* what) {
  if (names.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return fail({ErrorKind::Limit,
                 std::string("too many ") + what + "s",
                 {},
                 "fewer than 2^32",
                 std::to_string(names.size()),
                 "leave rare ones out"});
  }
  std::unordered_set<std::string_view> seen;
  for (const std::string& name : names) {
    if (name.empty()) {
      return fail({ErrorKind::Missing,
                   std::string("a blank ") + what,
                   {},
                   "a name",
                   "",
                   "give every one a name"});
    }
    if (!seen.insert(name).second) {
      return fail({ErrorKind::Duplicate,
                   std::string("two of one name among the ") + what + "s",
                   {},
                   "distinct names",
                   quotable(name),
                   "rename one of them"});
    }
  }
  return {};
}

bool by_place(const WordCell& a, const WordCell& b) {
  return a.document != b.document ? a.document < b.document : a.word < b.word;
}

}  // namespace

Result<WordCounts> WordCounts::make(std::vector<std::string> documents,
                                    std::vector<std::string> words, std::vector<WordCell> cells) {
  ENTENTE_CHECK(check_word_names(documents, "document"));
  ENTENTE_CHECK(check_word_names(words, "word"));
  for (const WordCell& cell : cells) {
    if (cell.document >= documents.size() || cell.word >= words.size()) {
      return fail({ErrorKind::Range,
                   "a count outside of the matrix",
                   {},
                   "a document and a word",
                   std::to_string(cell.document) + ", " + std::to_string(cell.word),
                   ""});
    }
  }
  cells.erase(std::remove_if(cells.begin(), cells.end(),
                             [](const WordCell& cell) { return cell.count == 0; }),
              cells.end());
  std::sort(cells.begin(), cells.end(), by_place);
  for (std::size_t i = 1; i < cells.size(); ++i) {
    if (by_place(cells[i - 1], cells[i])) continue;
    return fail({ErrorKind::Duplicate,
                 "two counts of one word in one document",
                 {},
                 "one count",
                 quotable(words[cells[i].word]) + " in " + quotable(documents[cells[i].document]),
                 "add them up, or leave one out"});
  }
  WordCounts out;
  out.documents_ = std::move(documents);
  out.words_ = std::move(words);
  out.fill(cells);
  return out;
}

void WordCounts::fill(const std::vector<WordCell>& cells) {
  by_document_.totals.assign(documents_.size(), 0);
  by_document_.begins.assign(documents_.size() + 1, 0);
  by_word_.totals.assign(words_.size(), 0);
  by_word_.begins.assign(words_.size() + 1, 0);
  for (const WordCell& cell : cells) {
    by_document_.totals[cell.document] += cell.count;
    by_word_.totals[cell.word] += cell.count;
    ++by_document_.begins[cell.document + 1];
    ++by_word_.begins[cell.word + 1];
    tokens_ += cell.count;
  }
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    by_document_.begins[i + 1] += by_document_.begins[i];
  }
  for (std::size_t j = 0; j < words_.size(); ++j) by_word_.begins[j + 1] += by_word_.begins[j];
  std::vector<std::size_t> next(by_word_.begins.begin(), by_word_.begins.end() - 1);
  by_word_.places.resize(cells.size());
  by_word_.counts.resize(cells.size());
  by_document_.places.reserve(cells.size());
  by_document_.counts.reserve(cells.size());
  for (const WordCell& cell : cells) {
    by_document_.places.push_back(cell.word);
    by_document_.counts.push_back(cell.count);
    const std::size_t at = next[cell.word]++;
    by_word_.places[at] = cell.document;
    by_word_.counts[at] = cell.count;
  }
}

std::optional<std::size_t> WordCounts::document(std::string_view id) const {
  const auto found = std::find(documents_.begin(), documents_.end(), id);
  if (found == documents_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - documents_.begin());
}

std::optional<std::size_t> WordCounts::word(std::string_view word) const {
  const auto found = std::find(words_.begin(), words_.end(), word);
  if (found == words_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words_.begin());
}

WordCounts WordCounts::part(std::span<const std::size_t> documents,
                            std::span<const std::size_t> words) const {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  WordCounts out;
  std::vector<std::uint32_t> new_word(words_.size(), none);
  out.words_.reserve(words.size());
  for (const std::size_t word : words) {
    new_word[word] = static_cast<std::uint32_t>(out.words_.size());
    out.words_.push_back(words_[word]);
  }
  std::vector<WordCell> cells;
  cells.reserve(this->cells());
  for (const std::size_t document : documents) {
    const auto place = static_cast<std::uint32_t>(out.documents_.size());
    out.documents_.push_back(documents_[document]);
    const WordColumn column = of_document(document);
    for (std::size_t c = 0; c < column.size(); ++c) {
      if (new_word[column.places[c]] == none) continue;
      cells.push_back({place, new_word[column.places[c]], column.counts[c]});
    }
  }
  std::sort(cells.begin(), cells.end(), by_place);
  out.fill(cells);
  return out;
}

}  // namespace entente::record

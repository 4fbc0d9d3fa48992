// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/hits.hpp"

#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/ingest/extract.hpp"
#include "ingest/search/tokens.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t longest_snippet = 400;
constexpr std::size_t snippet_before = 120;  ///< bytes shown before the first mark

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// "page 3, line 12" of a byte of a text; lines are counted from the top of the page.
std::string place_words(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t page_start = before.rfind('\f');
  const std::string_view on_page =
      page_start == std::string_view::npos ? before : before.substr(page_start + 1);
  const auto line = std::count(on_page.begin(), on_page.end(), '\n') + 1;
  std::string out = "line " + std::to_string(line);
  if (text.find('\f') == std::string_view::npos) return out;
  return "page " + std::to_string(page_at(text, offset)) + ", " + out;
}

void add_marking(const record::Study& study, std::string_view table,
                 const std::optional<std::size_t>& row, std::vector<std::string>& out) {
  if (!row) return;
  const std::string_view label = study.table(table).cell(*row, "label");
  if (label.empty()) return;
  const record::Table& labels = study.table("label");
  const auto at = labels.find(label);
  std::string marking(at ? labels.cell(*at, "marking") : label);
  if (std::find(out.begin(), out.end(), marking) == out.end()) out.push_back(std::move(marking));
}

}  // namespace

std::vector<TextSpan> marks_in(std::string_view row, const std::vector<MetPhrase>& met) {
  std::vector<TextSpan> marks;
  if (met.empty()) return marks;
  const std::vector<SearchToken> tokens = search_tokens(row);
  for (const auto& [form, place] : met) {
    const std::size_t last = place + form.tokens - (form.pair_last ? 0 : 1);
    if (form.tokens == 0 || last >= tokens.size()) continue;
    marks.push_back({tokens[place].begin, tokens[last].end});
  }
  std::sort(marks.begin(), marks.end(), [](const TextSpan& a, const TextSpan& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::vector<TextSpan> out;
  for (const TextSpan& mark : marks) {
    if (!out.empty() && mark.begin < out.back().end) {
      out.back().end = std::max(out.back().end, mark.end);
    } else {
      out.push_back(mark);
    }
  }
  return out;
}

TextSpan snippet_of(std::string_view row, const std::vector<TextSpan>& marks) {
  if (row.size() <= longest_snippet) return {0, row.size()};
  const std::size_t mark = marks.empty() ? 0 : marks.front().begin;
  std::size_t begin = mark > snippet_before ? mark - snippet_before : 0;
  if (begin > 0) {
    const std::size_t space = row.find_first_of(" \n\t", begin);
    if (space < mark) begin = space + 1;
    while (inside_character(row, begin)) ++begin;
  }
  std::size_t end = std::min(row.size(), begin + longest_snippet);
  if (!marks.empty()) end = std::min(row.size(), std::max(end, marks.front().end));
  if (end < row.size()) {
    const std::size_t least = std::max(marks.empty() ? begin : marks.front().end, begin);
    const std::size_t space = row.find_last_of(" \n\t", end);
    if (space != std::string_view::npos && space > least && end - space < 40) end = space;
    while (end > least && inside_character(row, end)) --end;
  }
  return {begin, end};
}

std::size_t HitMaker::unit_of(std::int64_t row) const {
  const auto after = std::upper_bound(
      content_.units.begin(), content_.units.end(), row,
      [](std::int64_t wanted, const SearchUnit& unit) { return wanted < unit.first; });
  return static_cast<std::size_t>(after - content_.units.begin()) - 1;
}

HitPassage HitMaker::passage_at(std::size_t row) const {
  const record::Table& passages = study_.table("passage");
  return {std::string(passages.id(row)), std::string(passages.cell(row, "locator")),
          std::string(passages.cell(row, "translation")),
          std::string(passages.cell(row, "translator"))};
}

void HitMaker::describe(const SearchUnit& unit, SearchHit& hit) const {
  hit.kind = unit.kind;
  hit.language = unit.language;
  if (unit.document) hit.document = study_.table("document").id(*unit.document);
  if (unit.source) {
    const record::Table& sources = study_.table("source");
    hit.source = sources.id(*unit.source);
    hit.title = sources.cell(*unit.source, "title");
    hit.publisher = sources.cell(*unit.source, "publisher");
    hit.date = sources.cell(*unit.source, "date");
  }
}

void HitMaker::add_passages(const SearchUnit& unit, SearchHit& hit) const {
  std::vector<std::string> markings;
  add_marking(study_, "source", unit.source, markings);
  add_marking(study_, "document", unit.document, markings);
  if (unit.passage) {
    add_marking(study_, "passage", unit.passage, markings);
    hit.passages.push_back(passage_at(*unit.passage));
  } else {
    const auto in = content_.passages.find(*unit.document);
    if (in != content_.passages.end()) {
      for (const RangedPassage& range : in->second) {
        if (range.begin >= hit.span.end) break;
        if (range.end <= hit.span.begin) continue;
        add_marking(study_, "passage", range.row, markings);
        hit.passages.push_back(passage_at(range.row));
        // The narrowest name for these very words.
        const bool same = range.begin == hit.span.begin && range.end == hit.span.end;
        if (same) hit.anchor = hit.passages.back().id;
      }
    }
  }
  hit.marking = joined(markings, "; ");
}

Result<SearchHit> HitMaker::sentence(const SearchUnit& unit, std::size_t number,
                                     std::size_t place) {
  if (unpacked_ != number) {
    spans_ = unpacked_spans(content_.spans[number]);
    unpacked_ = number;
  }
  SearchHit out;
  describe(unit, out);
  const auto text = study_.document_text(out.document);
  if (place < spans_.size()) out.span = spans_[place].span;
  if (text == nullptr || out.span.end > text->size() || out.span.begin >= out.span.end) {
    return fail({ErrorKind::Damaged,
                 "the search index does not fit its study",
                 {},
                 "",
                 "",
                 "it can be made again"});
  }
  out.text = text->substr(out.span.begin, out.span.end - out.span.begin);
  out.locator = place_words(*text, out.span.begin);
  out.anchor =
      out.document + "@" + std::to_string(out.span.begin) + "-" + std::to_string(out.span.end);
  add_passages(unit, out);
  return out;
}

SearchHit HitMaker::passage(const SearchUnit& unit) const {
  const record::Table& passages = study_.table("passage");
  SearchHit out;
  describe(unit, out);
  const bool words = unit.kind == HitKind::Words;
  out.text = passages.cell(*unit.passage, words ? "original" : "translation");
  out.span = {0, out.text.size()};
  out.locator = passages.cell(*unit.passage, "locator");
  out.anchor = passages.id(*unit.passage);
  if (!words) out.original = study_.passage_text(*unit.passage).value_or(std::string_view());
  add_passages(unit, out);
  return out;
}

Result<SearchHit> HitMaker::hit(std::int64_t row, double score, const std::vector<MetPhrase>& met) {
  const std::size_t number = unit_of(row);
  const SearchUnit& unit = content_.units[number];
  SearchHit out;
  if (unit.kind == HitKind::Sentence) {
    ENTENTE_TRY(out, sentence(unit, number, static_cast<std::size_t>(row - unit.first)));
  } else {
    out = passage(unit);
  }
  out.score = score;
  out.marks = marks_in(out.text, met);
  out.snippet = snippet_of(out.text, out.marks);
  const auto shift = [&](TextSpan& span) {
    span.begin += out.span.begin;
    span.end += out.span.begin;
  };
  shift(out.snippet);
  for (TextSpan& mark : out.marks) shift(mark);
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "coding_evidence.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

namespace entente::positions {
namespace {

std::optional<ByteSpan> span_of(const record::Snapshot& snapshot, PassageCode passage) {
  const std::size_t p = passage.value();
  const record::PassageColumns& columns = snapshot.passages;
  if (!columns.document[p]) return std::nullopt;
  return ByteSpan{static_cast<std::uint32_t>(columns.document[p].value()), columns.begin[p],
                  columns.end[p]};
}

ByteSpan widened_span(ByteSpan span, PassageCode passage,
                      std::span<const SentenceRange> sentences) {
  if (passage.value() >= sentences.size()) return span;
  const SentenceRange& range = sentences[passage.value()];
  if (range.begin < range.end) {
    span.begin = std::min(span.begin, range.begin);
    span.end = std::max(span.end, range.end);
  }
  return span;
}

/// Ascending and disjoint: what touches or overlaps becomes one.
std::vector<ByteSpan> merged_spans(std::vector<ByteSpan> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<ByteSpan> out;
  for (const ByteSpan& span : spans) {
    if (!out.empty() && out.back().document == span.document && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

std::vector<std::uint32_t> items_of(const record::Snapshot& snapshot,
                                    const std::vector<std::uint32_t>& passage_items,
                                    StatementCode statement) {
  std::vector<std::uint32_t> out;
  for (const PassageCode p : snapshot.statements.passages[statement.value()]) {
    out.push_back(passage_items[p.value()]);
  }
  for (const SourceCode s : snapshot.statements.sources[statement.value()]) {
    out.push_back(static_cast<std::uint32_t>(snapshot.passages.size() + s.value()));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::uint64_t bytes_of(const std::vector<ByteSpan>& spans) {
  std::uint64_t out = 0;
  for (const ByteSpan& span : spans) out += span.end - span.begin;
  return out;
}

std::uint64_t common_bytes(const std::vector<ByteSpan>& a, const std::vector<ByteSpan>& b) {
  std::uint64_t out = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].document == b[j].document) {
      const std::uint32_t begin = std::max(a[i].begin, b[j].begin);
      const std::uint32_t end = std::min(a[i].end, b[j].end);
      if (begin < end) out += end - begin;
    }
    const bool first_ends = std::tie(a[i].document, a[i].end) < std::tie(b[j].document, b[j].end);
    ++(first_ends ? i : j);
  }
  return out;
}

/// Whether a disjoint, ascending list has a byte of the span.
bool holds_byte_of(const std::vector<ByteSpan>& spans, const ByteSpan& span) {
  const auto after =
      std::lower_bound(spans.begin(), spans.end(), span, [](const ByteSpan& a, const ByteSpan& b) {
        return std::tie(a.document, a.end) <= std::tie(b.document, b.begin);
      });
  return after != spans.end() && after->document == span.document && after->begin < span.end;
}

using PlacePairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

void add_pair(PlacePairs& pairs, std::uint32_t a, std::uint32_t b) {
  pairs.emplace_back(std::min(a, b), std::max(a, b));
}

}  // namespace

std::vector<std::uint32_t> passage_items(const record::Snapshot& snapshot) {
  std::vector<std::uint32_t> out(snapshot.passages.size());
  std::iota(out.begin(), out.end(), 0U);
  std::map<ByteSpan, std::uint32_t> first;
  for (std::uint32_t p = 0; p < out.size(); ++p) {
    if (const auto span = span_of(snapshot, PassageCode(p))) {
      out[p] = first.try_emplace(*span, p).first->second;
    }
  }
  return out;
}

CodingEvidence::CodingEvidence(const record::Snapshot& snapshot,
                               const std::vector<StatementCode>& statements,
                               std::span<const SentenceRange> sentences) {
  const auto of_passage = passage_items(snapshot);
  for (const StatementCode statement : statements) {
    items_.push_back(items_of(snapshot, of_passage, statement));
    std::vector<ByteSpan> spans;
    bool only = snapshot.statements.sources[statement.value()].empty();
    for (const PassageCode p : snapshot.statements.passages[statement.value()]) {
      const auto span = span_of(snapshot, p);
      if (span) spans.push_back(widened_span(*span, p, sentences));
      only = only && span.has_value();
    }
    bytes_only_.push_back(only && !spans.empty());
    spans_.push_back(merged_spans(std::move(spans)));
  }
}

std::optional<PlacePairs> CodingEvidence::touching(std::span<const std::uint32_t> places,
                                                   bool bytes, std::size_t most) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> held;  // item, place
  std::vector<std::pair<ByteSpan, std::uint32_t>> laid;
  for (const std::uint32_t place : places) {
    for (const std::uint32_t item : items_[place]) held.emplace_back(item, place);
    if (!bytes) continue;
    for (const ByteSpan& span : spans_[place]) laid.emplace_back(span, place);
  }
  std::sort(held.begin(), held.end());
  std::sort(laid.begin(), laid.end());
  PlacePairs out;
  for (std::size_t i = 0; i < held.size(); ++i) {
    for (std::size_t j = i + 1; j < held.size() && held[j].first == held[i].first; ++j) {
      add_pair(out, held[i].second, held[j].second);
    }
    if (out.size() > most) return std::nullopt;
  }
  for (std::size_t i = 0; i < laid.size(); ++i) {
    const ByteSpan& span = laid[i].first;
    for (std::size_t j = i + 1; j < laid.size() && laid[j].first.document == span.document &&
                                laid[j].first.begin < span.end;
         ++j) {
      if (laid[i].second != laid[j].second) add_pair(out, laid[i].second, laid[j].second);
    }
    if (out.size() > most) return std::nullopt;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double CodingEvidence::items_shared(std::uint32_t a, std::uint32_t b) const {
  std::vector<std::uint32_t> common;
  std::set_intersection(items_[a].begin(), items_[a].end(), items_[b].begin(), items_[b].end(),
                        std::back_inserter(common));
  const std::size_t all = items_[a].size() + items_[b].size() - common.size();
  return all == 0 ? 0 : static_cast<double>(common.size()) / static_cast<double>(all);
}

double CodingEvidence::overlap(std::uint32_t a, std::uint32_t b) const {
  if (!bytes_only_[a] || !bytes_only_[b]) return items_shared(a, b);
  const std::uint64_t common = common_bytes(spans_[a], spans_[b]);
  const std::uint64_t all = bytes_of(spans_[a]) + bytes_of(spans_[b]) - common;
  return static_cast<double>(common) / static_cast<double>(all);
}

CodersOfWords::CodersOfWords(const record::Snapshot& snapshot,
                             const std::function<bool(std::size_t coder)>& wanted)
    : snapshot_(snapshot), passage_items_(passage_items(snapshot)) {
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    const std::size_t coder = snapshot.statements.coder[s].value();
    if (!wanted(coder)) continue;
    const auto code = static_cast<std::uint32_t>(coder);
    for (const std::uint32_t item : items_of(snapshot, passage_items_, StatementCode(s))) {
      coders_of_item_[item].push_back(code);
    }
    for (const PassageCode p : snapshot.statements.passages[s]) {
      if (const auto span = span_of(snapshot, p)) spans_of_coder_[code].push_back(*span);
    }
  }
  for (auto& [item, coders] : coders_of_item_) {
    std::sort(coders.begin(), coders.end());
    coders.erase(std::unique(coders.begin(), coders.end()), coders.end());
  }
  for (auto& [coder, spans] : spans_of_coder_) spans = merged_spans(std::move(spans));
}

bool CodersOfWords::others_coded_there(StatementCode statement) const {
  const auto own =
      static_cast<std::uint32_t>(snapshot_.statements.coder[statement.value()].value());
  for (const std::uint32_t item : items_of(snapshot_, passage_items_, statement)) {
    const auto found = coders_of_item_.find(item);
    if (found == coders_of_item_.end()) continue;
    if (found->second.size() > 1 || found->second.front() != own) return true;
  }
  for (const PassageCode p : snapshot_.statements.passages[statement.value()]) {
    const auto span = span_of(snapshot_, p);
    if (!span) continue;
    for (const auto& [coder, spans] : spans_of_coder_) {
      if (coder != own && holds_byte_of(spans, *span)) return true;
    }
  }
  return false;
}

}  // namespace entente::positions

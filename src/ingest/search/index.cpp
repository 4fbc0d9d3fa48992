// SPDX-License-Identifier: GPL-3.0-or-later
// Making an index, and an index as a file: a head of fixed size (name, key, checksum), then the
// pages of the table.
#include "ingest/search/index.hpp"

#include <sqlite3.h>
#include <unicode/uvernum.h>

#include <algorithm>

#include "entente/base/hash.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"
#include "ingest/search/stems.hpp"

namespace entente::ingest {
namespace {

constexpr std::string_view index_name = "Entente search index 1\n";
constexpr std::size_t index_head = 512;
constexpr std::size_t hash_digits = 64;
constexpr std::size_t most_text = std::size_t{1} << 30U;

Error index_damaged() {
  return {ErrorKind::Damaged, "the search index is damaged", {}, "", "", "it can be made again"};
}

/// A text to be indexed under one unit.
struct IndexedText {
  SearchUnit unit;
  std::string id;  ///< of the document or passage
  std::string_view text;
  std::vector<IndexedSpan> spans;
};

std::optional<std::size_t> row_of(const record::RowIndex& rows, std::string_view id) {
  return id.empty() ? std::nullopt : rows.find(id);
}

/// The texts of a study in the order of their rows: documents, then words and translations of
/// passages. Languages of documents are found out later.
std::vector<IndexedText> texts_of(const record::Study& study, std::size_t* without_text) {
  const record::Table& documents = study.table("document");
  const record::Table& passages = study.table("passage");
  const record::RowIndex document_rows(documents);
  const record::RowIndex source_rows(study.table("source"));
  std::vector<IndexedText> out;
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    const auto text = study.document_text(documents.id(row));
    if (text == nullptr) {
      ++*without_text;
      continue;
    }
    IndexedText one;
    one.unit.document = row;
    one.unit.source = row_of(source_rows, documents.cell(row, "source"));
    one.unit.language = documents.cell(row, "language");
    one.id = documents.id(row);
    one.text = *text;
    out.push_back(std::move(one));
  }
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    for (const HitKind kind : {HitKind::Words, HitKind::Translation}) {
      const bool words = kind == HitKind::Words;
      IndexedText one;
      one.text = passages.cell(row, words ? "original" : "translation");
      if (one.text.empty()) continue;
      one.unit.kind = kind;
      one.unit.passage = row;
      one.unit.document = row_of(document_rows, passages.cell(row, "document"));
      one.unit.source = row_of(source_rows, passages.cell(row, "source"));
      // Translations are into the study's language.
      one.unit.language =
          words ? std::string(passages.cell(row, "language")) : study.settings.language;
      one.id = passages.id(row);
      out.push_back(std::move(one));
    }
  }
  return out;
}

void find_sentences(IndexedText& one) {
  if (one.unit.language.empty()) one.unit.language = language_of(one.text).tag;
  if (one.unit.kind != HitKind::Sentence) {
    one.spans = {{{0, one.text.size()}, 0}};
    return;
  }
  for (const Sentence& sentence : sentences(one.text, one.unit.language)) {
    one.spans.push_back({{sentence.begin, sentence.end}, 0});
  }
}

Result<void> add_text(const FullTextTable& table, IndexedText& one, std::int64_t number) {
  ENTENTE_TRY(TableQuery row, table.prepare("INSERT INTO sentence(rowid, words) VALUES (?1, ?2)"));
  std::int64_t at = one.unit.first;
  for (IndexedSpan& one_span : one.spans) {
    const TextSpan span = one_span.span;
    ENTENTE_CHECK(
        row.bind(1, at++).bind(2, one.text.substr(span.begin, span.end - span.begin)).run());
    one_span.words = table.last_row_words();
  }
  const std::string spans = packed_spans(one.spans);
  ENTENTE_TRY(TableQuery unit, table.prepare("INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  return unit.bind(1, number)
      .bind(2, static_cast<std::int64_t>(one.unit.kind))
      .bind(3, one.id)
      .bind(4, one.unit.language)
      .bind(5, one.unit.count)
      .bind_bytes(6, spans)
      .run();
}

Result<void> fill_table(FullTextTable& table, std::vector<IndexedText>& texts,
                        const CancelToken& cancel, const Progress& progress) {
  const ProgressStage stage = progress.stage("search index", texts.size());
  ENTENTE_CHECK(table.run("BEGIN"));
  std::int64_t next = 1;
  std::int64_t number = 0;
  for (IndexedText& one : texts) {
    ENTENTE_CHECK(check_cancel(cancel, "the search index"));
    one.unit.first = next;
    one.unit.count = static_cast<std::int64_t>(one.spans.size());
    next += one.unit.count;
    Stemmer stemmer(one.unit.language);
    table.use_stemmer(&stemmer);
    const auto added = add_text(table, one, number++);
    table.use_stemmer(nullptr);
    ENTENTE_CHECK(added);
    stage.add();
  }
  ENTENTE_CHECK(table.run("COMMIT"));
  return {};
}

/// Lets the table know how long its rows are.
void measure_rows(IndexContent& content) {
  std::vector<std::uint32_t> words;
  words.reserve(static_cast<std::size_t>(content.rows));
  for (const std::string& packed : content.spans) {
    for (const IndexedSpan& one : unpacked_spans(packed)) words.push_back(one.words);
  }
  content.table.use_lengths(std::move(words));
}

/// The units as the table has them, beside what the study says of them.
Result<void> read_units(const record::Study& study, IndexContent& content) {
  std::vector<IndexedText> texts = texts_of(study, &content.without_text);
  ENTENTE_TRY(TableQuery query, content.table.prepare("SELECT kind, id, language, count, spans "
                                                      "FROM unit ORDER BY number"));
  for (IndexedText& one : texts) {
    ENTENTE_TRY(const bool there, query.step());
    if (!there || query.integer(0) != static_cast<std::int64_t>(one.unit.kind) ||
        query.bytes(1) != one.id || query.integer(3) < 0) {
      return fail(index_damaged());
    }
    one.unit.language = query.bytes(2);
    one.unit.first = content.rows + 1;
    one.unit.count = query.integer(3);
    content.rows += one.unit.count;
    content.spans.emplace_back(query.bytes(4));
    content.units.push_back(std::move(one.unit));
  }
  return {};
}

std::unordered_map<std::size_t, std::vector<RangedPassage>> ranged_passages(
    const record::Study& study) {
  const record::Table& passages = study.table("passage");
  const record::RowIndex documents(study.table("document"));
  const std::size_t document = *passages.schema().column("document");
  const std::size_t start = *passages.schema().column("byte_start");
  const std::size_t stop = *passages.schema().column("byte_end");
  std::unordered_map<std::size_t, std::vector<RangedPassage>> out;
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    const auto in = row_of(documents, passages.cell(row, document));
    const auto begin = parse_integer(passages.cell(row, start));
    const auto end = parse_integer(passages.cell(row, stop));
    if (!in || !begin || !end || *begin < 0 || *end <= *begin) continue;
    out[*in].push_back({static_cast<std::size_t>(*begin), static_cast<std::size_t>(*end), row});
  }
  for (auto& [in, ranges] : out) {
    std::stable_sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) {
      return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
  }
  return out;
}

}  // namespace

std::string_view to_string(HitKind kind) noexcept {
  switch (kind) {
    case HitKind::Sentence:
      return "sentence";
    case HitKind::Words:
      return "words";
    case HitKind::Translation:
      break;
  }
  return "translation";
}

std::string packed_spans(const std::vector<IndexedSpan>& spans) {
  std::string out;
  const auto put = [&out](std::size_t number) {
    while (number >= 0x80U) {
      out += static_cast<char>(0x80U | (number & 0x7FU));
      number >>= 7U;
    }
    out += static_cast<char>(number);
  };
  std::size_t at = 0;
  for (const auto& [span, words] : spans) {
    put(span.begin - at);
    put(span.end - span.begin);
    put(words);
    at = span.end;
  }
  return out;
}

std::vector<IndexedSpan> unpacked_spans(std::string_view packed) {
  std::vector<std::size_t> numbers;
  std::size_t number = 0;
  unsigned shift = 0;
  for (const char c : packed) {
    const auto byte = static_cast<unsigned char>(c);
    if (shift > 56) return {};
    number |= std::size_t{byte & 0x7FU} << shift;
    shift += 7;
    if ((byte & 0x80U) != 0) continue;
    numbers.push_back(number);
    number = 0;
    shift = 0;
  }
  std::vector<IndexedSpan> out;
  std::size_t at = 0;
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
    const std::size_t begin = at + numbers[i];
    at = begin + numbers[i + 1];
    out.push_back({{begin, at}, static_cast<std::uint32_t>(numbers[i + 2])});
  }
  return out;
}

std::size_t indexed_bytes(const record::Study& study) {
  std::size_t out = 0;
  for (const auto& [id, text] : study.document_texts()) out += text->size();
  return out;
}

std::string index_key(const record::Study& study) {
  PartsHasher hasher;
  // Other versions of these may cut or write otherwise.
  hasher.add(index_name).add(U_ICU_VERSION).add(sqlite3_libversion());
  hasher.add(study.settings.language);
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    hasher.add(documents.id(row)).add(documents.cell(row, "language"));
    const auto text = study.document_text(documents.id(row));
    // The store has compared the text with the hash in its row.
    const std::string_view hash = documents.cell(row, "sha256");
    hasher.add(text == nullptr ? "" : hash.empty() ? sha256_hex(*text) : std::string(hash));
  }
  const record::Table& passages = study.table("passage");
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    const std::string_view words = passages.cell(row, "original");
    const std::string_view translation = passages.cell(row, "translation");
    if (words.empty() && translation.empty()) continue;
    hasher.add(passages.id(row)).add(passages.cell(row, "language")).add(words).add(translation);
  }
  return hex(hasher.finish());
}

SearchIndex::SearchIndex(std::unique_ptr<IndexContent> content) : content_(std::move(content)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

Result<SearchIndex> SearchIndex::build(const record::Study& study, const CancelToken& cancel,
                                       const Progress& progress) {
  if (indexed_bytes(study) > most_text) {
    return fail({ErrorKind::Limit,
                 "too much text for one search index",
                 {},
                 "at most 1 GiB",
                 std::to_string(indexed_bytes(study) >> 20U) + " MiB",
                 "divide the study"});
  }
  ENTENTE_TRY(FullTextTable table, FullTextTable::make());
  auto content = std::make_unique<IndexContent>(std::move(table));
  std::vector<IndexedText> texts = texts_of(study, &content->without_text);
  const ProgressStage stage = progress.stage("sentences", texts.size());
  ENTENTE_CHECK(parallel_for(texts.size(), 0, cancel, stage,
                             [&](std::size_t i) { find_sentences(texts[i]); }));
  ENTENTE_CHECK(fill_table(content->table, texts, cancel, progress));
  for (IndexedText& one : texts) {
    content->rows += one.unit.count;
    content->spans.push_back(packed_spans(one.spans));
    content->units.push_back(std::move(one.unit));
  }
  measure_rows(*content);
  content->passages = ranged_passages(study);
  content->key = index_key(study);
  return SearchIndex(std::move(content));
}

Result<SearchIndex> SearchIndex::read(const record::Study& study, std::string bytes) {
  const std::string_view whole = bytes;
  if (whole.size() <= index_head || !whole.starts_with(index_name)) return fail(index_damaged());
  const std::string_view key = whole.substr(index_name.size(), hash_digits);
  const std::string_view checksum = whole.substr(index_name.size() + hash_digits, hash_digits);
  const std::string wanted = index_key(study);
  if (key != wanted) {
    return fail({ErrorKind::Conflict,
                 "the search index is of another state of the study",
                 {},
                 "",
                 "",
                 "it can be made again"});
  }
  if (checksum != sha256_hex(whole.substr(index_head))) return fail(index_damaged());
  ENTENTE_TRY(FullTextTable table, FullTextTable::over(std::move(bytes), index_head));
  auto content = std::make_unique<IndexContent>(std::move(table));
  content->key = wanted;
  ENTENTE_CHECK(read_units(study, *content));
  measure_rows(*content);
  content->passages = ranged_passages(study);
  return SearchIndex(std::move(content));
}

Result<std::string> SearchIndex::bytes() const {
  ENTENTE_TRY(const std::string pages, content_->table.serialized());
  std::string out(index_name);
  out += content_->key + sha256_hex(pages);
  out.resize(index_head, '\n');
  return out + pages;
}

}  // namespace entente::ingest

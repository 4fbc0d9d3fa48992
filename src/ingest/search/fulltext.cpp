// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/fulltext.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>

#include "entente/base/text.hpp"
#include "ingest/search/stems.hpp"
#include "ingest/search/tokens.hpp"

namespace entente::ingest {

/// What the tokenizer works with; its address stays while the database is open.
struct TokenSource {
  Stemmer* stemmer = nullptr;
  std::vector<SearchToken> tokens;  ///< used again for each row
  std::string word;
};

/// How long rows are: what relevance() measures them by.
struct RowLengths {
  std::vector<std::uint32_t> words;
  double mean = 1;
};

namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

/// The words of a row: each at its own place; at the same place its stem and, of two characters
/// side by side, the pair.
int give_row_tokens(TokenSource& source, std::string_view text, void* context, TakeToken take) {
  search_tokens(text, source.tokens);
  const auto give = [&](std::string_view word, const SearchToken& at, int flags) {
    return take(context, flags, word.data(), static_cast<int>(word.size()),
                static_cast<int>(at.begin), static_cast<int>(at.end));
  };
  for (std::size_t i = 0; i < source.tokens.size(); ++i) {
    const SearchToken& token = source.tokens[i];
    int code = give(token.word, token, 0);
    if (code == SQLITE_OK && token.joined) {
      source.word.assign(token.word).append(source.tokens[i + 1].word);
      code = give(source.word, token, FTS5_TOKEN_COLOCATED);
    }
    if (code == SQLITE_OK && !token.character && source.stemmer != nullptr) {
      source.word.assign(1, stem_mark).append(source.stemmer->stem(token.word));
      code = give(source.word, token, FTS5_TOKEN_COLOCATED);
    }
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

/// The words of an expression are cut and folded already: spaces part them.
int give_query_tokens(std::string_view text, void* context, TakeToken take) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      const int code = take(context, 0, text.data() + at, static_cast<int>(end - at),
                            static_cast<int>(at), static_cast<int>(end));
      if (code != SQLITE_OK) return code;
    }
    at = end + 1;
  }
  return SQLITE_OK;
}

int create_tokenizer(void* source, const char**, int, Fts5Tokenizer** out) {
  *out = static_cast<Fts5Tokenizer*>(source);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer*) {}

int cut_into_tokens(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size,
                    TakeToken take) {
  const std::string_view whole(text, static_cast<std::size_t>(size));
  // Nothing may be thrown through SQLite.
  try {
    if ((flags & FTS5_TOKENIZE_QUERY) != 0) return give_query_tokens(whole, context, take);
    return give_row_tokens(*reinterpret_cast<TokenSource*>(tokenizer), whole, context, take);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
}

/// Where the phrases of the expression stand in the row: pairs of 32-bit numbers, phrase and place.
void places_of_phrases(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* context, int,
                       sqlite3_value**) {
  int count = 0;
  int code = api->xInstCount(row, &count);
  std::string out;
  try {
    for (int i = 0; i < count && code == SQLITE_OK; ++i) {
      std::int32_t pair[2] = {0, 0};
      int column = 0;
      code = api->xInst(row, i, &pair[0], &column, &pair[1]);
      char bytes[sizeof pair];
      std::memcpy(bytes, pair, sizeof pair);
      out.append(bytes, sizeof pair);
    }
  } catch (const std::bad_alloc&) {
    code = SQLITE_NOMEM;
  }
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(context, code);
  } else {
    sqlite3_result_blob64(context, out.data(), out.size(), SQLITE_TRANSIENT);
  }
}

/// For one query: how much each of its phrases tells, by how few rows have it.
struct PhraseWeights {
  std::vector<double> weight;
  std::vector<double> count;  ///< in the row at hand
};

int count_row(const Fts5ExtensionApi*, Fts5Context*, void* count) {
  ++*static_cast<std::int64_t*>(count);
  return SQLITE_OK;
}

int weigh_phrases(const Fts5ExtensionApi* api, Fts5Context* row, double rows, PhraseWeights& out) {
  const int phrases = api->xPhraseCount(row);
  for (int phrase = 0; phrase < phrases; ++phrase) {
    std::int64_t having = 0;
    const int code = api->xQueryPhrase(row, phrase, &having, count_row);
    if (code != SQLITE_OK) return code;
    const auto n = static_cast<double>(having);
    // A phrase that half of the rows have tells next to nothing, but it never tells against one.
    out.weight.push_back(std::max(1e-6, std::log((rows - n + 0.5) / (n + 0.5))));
  }
  out.count.resize(out.weight.size());
  return SQLITE_OK;
}

/// Okapi BM25 with the parameters of FTS5's own function, over lengths that are at hand.
void relevance_of_row(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* context, int,
                      sqlite3_value**) {
  constexpr double k1 = 1.2;
  constexpr double b = 0.75;
  const auto& lengths = *static_cast<const RowLengths*>(api->xUserData(row));
  int code = SQLITE_OK;
  double score = 0;
  try {
    auto* weights = static_cast<PhraseWeights*>(api->xGetAuxdata(row, 0));
    if (weights == nullptr) {
      auto made = std::make_unique<PhraseWeights>();
      code = weigh_phrases(api, row, static_cast<double>(lengths.words.size()), *made);
      weights = made.release();
      // Takes it over, also where it fails.
      const int kept = api->xSetAuxdata(
          row, weights, [](void* gone) { delete static_cast<PhraseWeights*>(gone); });
      if (kept != SQLITE_OK) return sqlite3_result_error_code(context, kept);
    }
    int places = 0;
    if (code == SQLITE_OK) code = api->xInstCount(row, &places);
    std::fill(weights->count.begin(), weights->count.end(), 0.0);
    for (int i = 0; i < places && code == SQLITE_OK; ++i) {
      int phrase = 0;
      int column = 0;
      int offset = 0;
      code = api->xInst(row, i, &phrase, &column, &offset);
      if (code == SQLITE_OK) weights->count[static_cast<std::size_t>(phrase)] += 1;
    }
    const auto number = static_cast<std::size_t>(api->xRowid(row)) - 1;
    const double length = number < lengths.words.size() ? lengths.words[number] : lengths.mean;
    for (std::size_t p = 0; p < weights->count.size() && code == SQLITE_OK; ++p) {
      const double count = weights->count[p];
      score += weights->weight[p] * count * (k1 + 1) /
               (count + k1 * (1 - b + b * length / lengths.mean));
    }
  } catch (const std::bad_alloc&) {
    code = SQLITE_NOMEM;
  }
  if (code != SQLITE_OK) return sqlite3_result_error_code(context, code);
  sqlite3_result_double(context, score);
}

fts5_api* fulltext_api(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

Error table_error(sqlite3* database, int code) {
  const std::string reason =
      quotable(database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code), 200);
  switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorKind::Damaged, "the search index is damaged (" + reason + ")", {}, "", "", ""};
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
    case SQLITE_FULL:
      return {ErrorKind::Limit,
              "the search index asks for more memory than there is",
              {},
              "",
              "",
              "search in some of the documents at a time"};
    default:
      return {ErrorKind::Internal, "the search index cannot be used (" + reason + ")", {}, "", "",
              "please report this"};
  }
}

struct FreeSqlite {
  void operator()(unsigned char* bytes) const noexcept { sqlite3_free(bytes); }
};

}  // namespace

void TableQuery::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

TableQuery& TableQuery::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.empty() ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
TableQuery& TableQuery::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}
TableQuery& TableQuery::bind_bytes(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.empty() ? "" : bytes.data(), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

Result<bool> TableQuery::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(table_error(database_, sqlite3_extended_errcode(database_)));
}

Result<void> TableQuery::run() {
  ENTENTE_TRY([[maybe_unused]] const bool row, step());
  reset();
  return {};
}

void TableQuery::reset() { sqlite3_reset(statement_.get()); }

std::int64_t TableQuery::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double TableQuery::number(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}
std::string_view TableQuery::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

struct FullTextTable::State {
  struct Close {
    void operator()(sqlite3* open) const noexcept { sqlite3_close_v2(open); }
  };
  // Before the database, so that they go after it.
  TokenSource tokens;
  RowLengths lengths;
  std::string bytes;  ///< what the database lies in, where it was read
  std::unique_ptr<sqlite3, Close> database;
};

FullTextTable::FullTextTable(std::unique_ptr<State> state) : state_(std::move(state)) {}
FullTextTable::FullTextTable(FullTextTable&&) noexcept = default;
FullTextTable& FullTextTable::operator=(FullTextTable&&) noexcept = default;
FullTextTable::~FullTextTable() = default;

Result<FullTextTable> FullTextTable::opened() {
  auto state = std::make_unique<State>();
  sqlite3* raw = nullptr;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(":memory:", &raw, flags, nullptr);
  state->database.reset(raw);
  if (code != SQLITE_OK) return fail(table_error(raw, code));
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  fts5_api* api = fulltext_api(raw);
  if (api == nullptr) {
    return fail({ErrorKind::Internal,
                 "this SQLite has no full-text search (FTS5)",
                 {},
                 "",
                 "",
                 "install the SQLite library of Debian 12 or later"});
  }
  fts5_tokenizer tokenizer{create_tokenizer, delete_tokenizer, cut_into_tokens};
  int made = api->xCreateTokenizer(api, "entente", &state->tokens, &tokenizer, nullptr);
  if (made == SQLITE_OK) {
    made = api->xCreateFunction(api, "places", nullptr, places_of_phrases, nullptr);
  }
  if (made == SQLITE_OK) {
    made = api->xCreateFunction(api, "relevance", &state->lengths, relevance_of_row, nullptr);
  }
  if (made != SQLITE_OK) return fail(table_error(raw, made));
  return FullTextTable(std::move(state));
}

Result<FullTextTable> FullTextTable::make() {
  ENTENTE_TRY(FullTextTable out, opened());
  // Sentences are kept by the study; the table keeps where words stand (docs/search.md).
  ENTENTE_CHECK(out.run(
      "CREATE VIRTUAL TABLE sentence USING fts5(words, content='', columnsize=0, prefix='2 3', "
      "tokenize='entente');"
      "CREATE TABLE unit(number INTEGER PRIMARY KEY, kind INTEGER, id TEXT, language TEXT, "
      "count INTEGER, spans BLOB) STRICT;"
      // Larger parts before they are written out: less to merge.
      "INSERT INTO sentence(sentence, rank) VALUES('hashsize', 33554432)"));
  return out;
}

Result<FullTextTable> FullTextTable::over(std::string bytes, std::size_t offset) {
  ENTENTE_TRY(FullTextTable out, opened());
  out.state_->bytes = std::move(bytes);
  auto* data = reinterpret_cast<unsigned char*>(out.state_->bytes.data()) + offset;
  const auto size = static_cast<sqlite3_int64>(out.state_->bytes.size() - offset);
  sqlite3* raw = out.state_->database.get();
  const int code = sqlite3_deserialize(raw, "main", data, size, size, SQLITE_DESERIALIZE_READONLY);
  if (code != SQLITE_OK) return fail(table_error(raw, SQLITE_CORRUPT));
  ENTENTE_CHECK(out.run("PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824"));
  return out;
}

void FullTextTable::use_stemmer(Stemmer* stemmer) noexcept { state_->tokens.stemmer = stemmer; }

std::uint32_t FullTextTable::last_row_words() const noexcept {
  return static_cast<std::uint32_t>(state_->tokens.tokens.size());
}

void FullTextTable::use_lengths(std::vector<std::uint32_t> words) {
  double sum = 0;
  for (const std::uint32_t length : words) sum += length;
  state_->lengths.mean =
      std::max(1.0, words.empty() ? 1.0 : sum / static_cast<double>(words.size()));
  state_->lengths.words = std::move(words);
}

Result<TableQuery> FullTextTable::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  sqlite3* raw = state_->database.get();
  const int code =
      sqlite3_prepare_v2(raw, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return fail(table_error(raw, code));
  return TableQuery(raw, statement);
}

Result<void> FullTextTable::run(const char* sql) const {
  sqlite3* raw = state_->database.get();
  const int code = sqlite3_exec(raw, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(table_error(raw, code));
  return {};
}

Result<std::string> FullTextTable::serialized() const {
  sqlite3* raw = state_->database.get();
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, FreeSqlite> bytes(sqlite3_serialize(raw, "main", &size, 0));
  if (!bytes) return fail(table_error(raw, SQLITE_NOMEM));
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
}

}  // namespace entente::ingest

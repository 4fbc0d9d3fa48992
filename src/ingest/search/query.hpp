// SPDX-License-Identifier: GPL-3.0-or-later
// The language of queries as a tree. Its form alone; what words and fields mean is for compile.hpp.
// Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest {

enum class QueryKind {
  And,    ///< of `parts`, at least two
  Or,     ///< of `parts`, at least two
  Not,    ///< of one part
  Words,  ///< `text`, side by side where it is more than one word
  Near,   ///< `parts` (Words) with at most `distance` words between the first and the last
  Field,  ///< `field` has `text`
};

struct QueryNode {
  QueryKind kind = QueryKind::Words;
  std::vector<QueryNode> parts = {};
  std::string text = {};
  std::string field = {};
  bool prefix = false;        ///< Words, Field: a star after the last word
  std::size_t distance = 10;  ///< Near
  std::size_t character = 1;  ///< where it begins in the query, counted from 1
};

/// Fields that speak of documents, and `actor`, which stands for the names of one.
const std::vector<std::string>& query_fields();

/// Errors: as check_query (entente/ingest/search.hpp).
Result<QueryNode> parse_query(std::string_view query);

/// An error at a place of the query.
Error query_error(ErrorKind kind, std::size_t character, std::string message, std::string expected,
                  std::string_view found, std::string mend);

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Any query over a small library: an answer that points into its texts, or an error to be shown.
// The same bytes as an index file are refused.
#include "entente/ingest/search.hpp"
#include "fuzzing.hpp"
#include "ingest/search/made_library.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const entente::record::Study study = entente::ingest::made::library();
  static const entente::ingest::SearchIndex index =
      entente::ingest::SearchIndex::build(study).value();
  if (size == 0) return 0;
  const std::string_view query = entente::fuzz::input(data + 1, size - 1);
  entente::ingest::SearchRequest request;
  request.query = query;
  request.stems = data[0] % 2 == 1;
  const auto form = entente::ingest::check_query(query);
  const auto result = index.search(study, request);
  if (!form) {
    entente::fuzz::require_presentable(form.error());
    require(!form.error().mend.empty() && !result, "what cannot be read has a mend and no answer");
  }
  if (result) {
    require(result->hits.size() <= result->total, "hits are counted");
    for (const auto& hit : result->hits) {
      std::size_t at = hit.span.begin;
      for (const auto& mark : hit.marks) {
        require(mark.begin >= at && mark.end > mark.begin && mark.end <= hit.span.end,
                "marks lie in their sentence, in order and apart");
        at = mark.end;
      }
    }
  } else {
    entente::fuzz::require_presentable(result.error());
    const auto kind = result.error().kind;
    require(kind != entente::ErrorKind::Internal && kind != entente::ErrorKind::Damaged,
            "no query breaks the index");
  }
  require(!entente::ingest::SearchIndex::read(study, std::string(query)), "no index");
  return 0;
}

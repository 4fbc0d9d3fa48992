// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/search.hpp"

#include <algorithm>
#include <cstring>

#include "entente/base/text.hpp"
#include "ingest/search/fields.hpp"
#include "ingest/search/hits.hpp"
#include "ingest/search/index.hpp"
#include "ingest/search/query.hpp"
#include "ingest/search/stems.hpp"

namespace entente::ingest {
namespace {

struct FoundRow {
  double score = 0;
  std::int64_t row = 0;
};

/// Better first; among equals the order of the study.
bool better(const FoundRow& a, const FoundRow& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

/// One query over one index.
class SearchRun {
 public:
  SearchRun(const record::Study& study, const IndexContent& content, const SearchRequest& request,
            const CancelToken& cancel)
      : study_(study), content_(content), request_(request), cancel_(cancel) {}

  Result<SearchResult> run() {
    ENTENTE_TRY(const QueryNode query, parse_query(request_.query));
    ENTENTE_TRY(compiled_, compile_search(query, study_, content_.units, stem_languages()));
    ENTENTE_TRY(const UnitSet allowed, allowed_units());
    std::vector<FoundRow> found;
    for (SearchBranch& branch : compiled_.branches) {
      for (std::size_t u = 0; u < allowed.size(); ++u) {
        branch.units[u] = branch.units[u] && allowed[u];
      }
      ENTENTE_CHECK(branch.match.empty() ? take_all(branch, found) : take_matches(branch, found));
    }
    if (compiled_.branches.size() > 1) keep_best_of_each(found);
    return result(std::move(found));
  }

 private:
  StemLanguages stem_languages() const {
    StemLanguages out;
    out.stems = request_.stems;
    if (!out.stems) return out;
    std::vector<std::string> seen;
    for (const SearchUnit& unit : content_.units) {
      std::string language = lowered(unit.language.substr(0, unit.language.find('-')));
      if (std::find(seen.begin(), seen.end(), language) != seen.end()) continue;
      seen.push_back(language);
      if (!Stemmer(language).works()) language.clear();
      if (std::find(out.languages.begin(), out.languages.end(), language) == out.languages.end()) {
        out.languages.push_back(std::move(language));
      }
    }
    return out;
  }

  /// The units that the request's own filters leave; an error is placed at the filter.
  Result<UnitSet> allowed_units() {
    UnitSet out(content_.units.size(), true);
    const auto cut = [&](const std::vector<std::string>& values, const char* field,
                         const char* place) -> Result<void> {
      UnitSet any(out.size(), values.empty());
      for (const std::string& value : values) {
        if (value.empty()) {
          any.assign(out.size(), true);
          continue;
        }
        QueryNode node;
        node.kind = QueryKind::Field;
        node.field = field;
        node.text = value;
        auto units = units_with(node, study_, content_.units);
        if (!units) {
          Error error = std::move(units).error();
          error.place.column = place;
          return fail(std::move(error));
        }
        for (std::size_t u = 0; u < any.size(); ++u) any[u] = any[u] || (*units)[u];
      }
      for (std::size_t u = 0; u < out.size(); ++u) out[u] = out[u] && any[u];
      return {};
    };
    ENTENTE_CHECK(cut(request_.documents, "document", "document"));
    ENTENTE_CHECK(cut({request_.since}, "since", "since"));
    ENTENTE_CHECK(cut({request_.until}, "until", "until"));
    ENTENTE_CHECK(cut({request_.language}, "language", "language"));
    compiled_.dated = compiled_.dated || !request_.since.empty() || !request_.until.empty();
    return out;
  }

  /// First and last row that the branch may give, or an empty range.
  std::pair<std::int64_t, std::int64_t> bounds(const SearchBranch& branch) const {
    std::pair<std::int64_t, std::int64_t> out(1, 0);
    for (std::size_t u = 0; u < branch.units.size(); ++u) {
      if (!branch.units[u]) continue;
      const SearchUnit& unit = content_.units[u];
      if (out.second == 0) out.first = unit.first;
      out.second = std::max(out.second, unit.first + unit.count - 1);
    }
    return out;
  }

  /// Calls take(row, query) for every row of the expression inside the branch's units.
  template <class Take>
  Result<void> each_match(const SearchBranch& branch, const std::string& expression,
                          std::string_view sql, Take take) const {
    const auto [first, last] = bounds(branch);
    if (last < first) return {};
    ENTENTE_TRY(TableQuery query, content_.table.prepare(sql));
    query.bind(1, expression).bind(2, first).bind(3, last);
    std::size_t unit = 0;
    for (std::size_t count = 1;; ++count) {
      if (count % 4096 == 0) ENTENTE_CHECK(check_cancel(cancel_, "the search"));
      ENTENTE_TRY(const bool more, query.step());
      if (!more) return {};
      const std::int64_t row = query.integer(0);
      // Rows come in their order, so the unit only moves on.
      while (unit < content_.units.size() &&
             row >= content_.units[unit].first + content_.units[unit].count) {
        ++unit;
      }
      if (unit < content_.units.size() && branch.units[unit]) take(row, query);
    }
  }

  Result<void> take_matches(const SearchBranch& branch, std::vector<FoundRow>& found) const {
    return each_match(branch, branch.match,
                      "SELECT rowid, relevance(sentence) FROM sentence WHERE sentence MATCH ?1 AND "
                      "rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
                      [&found](std::int64_t row, const TableQuery& query) {
                        found.push_back({query.number(1), row});
                      });
  }

  /// Every row of the units but those of the expression to leave out.
  Result<void> take_all(const SearchBranch& branch, std::vector<FoundRow>& found) const {
    std::vector<bool> left_out(static_cast<std::size_t>(content_.rows) + 1);
    if (!branch.exclude.empty()) {
      ENTENTE_CHECK(each_match(branch, branch.exclude,
                               "SELECT rowid FROM sentence WHERE sentence MATCH ?1 AND rowid "
                               "BETWEEN ?2 AND ?3 ORDER BY rowid",
                               [&left_out](std::int64_t row, const TableQuery&) {
                                 left_out[static_cast<std::size_t>(row)] = true;
                               }));
    }
    for (std::size_t u = 0; u < branch.units.size(); ++u) {
      if (!branch.units[u]) continue;
      const SearchUnit& unit = content_.units[u];
      for (std::int64_t row = unit.first; row < unit.first + unit.count; ++row) {
        if (!left_out[static_cast<std::size_t>(row)]) found.push_back({0, row});
      }
    }
    return {};
  }

  static void keep_best_of_each(std::vector<FoundRow>& found) {
    std::sort(found.begin(), found.end(), [](const FoundRow& a, const FoundRow& b) {
      return a.row != b.row ? a.row < b.row : a.score > b.score;
    });
    const auto same = [](const FoundRow& a, const FoundRow& b) { return a.row == b.row; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
  }

  /// Where the phrases of all branches stand in a row.
  Result<std::vector<MetPhrase>> met_in(std::int64_t row) const {
    std::vector<MetPhrase> out;
    for (const SearchBranch& branch : compiled_.branches) {
      if (branch.match.empty()) continue;
      ENTENTE_TRY(TableQuery query,
                  content_.table.prepare("SELECT places(sentence) FROM sentence WHERE sentence "
                                         "MATCH ?1 AND rowid = ?2"));
      ENTENTE_TRY(const bool there, query.bind(1, branch.match).bind(2, row).step());
      if (!there) continue;
      const std::string_view bytes = query.bytes(0);
      for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        std::int32_t pair[2];
        std::memcpy(pair, bytes.data() + at, sizeof pair);
        const auto phrase = static_cast<std::size_t>(pair[0]);
        if (phrase >= branch.phrases.size() || pair[1] < 0) continue;
        out.emplace_back(branch.phrases[phrase], static_cast<std::size_t>(pair[1]));
      }
    }
    return out;
  }

  Result<SearchResult> result(std::vector<FoundRow> found) const {
    SearchResult out;
    out.total = found.size();
    out.entries = static_cast<std::size_t>(content_.rows);
    out.without_text = content_.without_text;
    for (const SearchUnit& unit : content_.units) {
      const bool document = unit.kind == HitKind::Sentence;
      if (document) ++out.documents;
      if (document && compiled_.dated && !dated_unit(study_, unit)) ++out.undated;
    }
    const std::size_t shown = std::min(request_.limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown),
                      found.end(), better);
    HitMaker maker(study_, content_);
    for (std::size_t i = 0; i < shown; ++i) {
      ENTENTE_CHECK(check_cancel(cancel_, "the search"));
      ENTENTE_TRY(const std::vector<MetPhrase> met, met_in(found[i].row));
      ENTENTE_TRY(SearchHit hit, maker.hit(found[i].row, found[i].score, met));
      out.hits.push_back(std::move(hit));
    }
    return out;
  }

  const record::Study& study_;
  const IndexContent& content_;
  const SearchRequest& request_;
  const CancelToken& cancel_;
  CompiledSearch compiled_;
};

}  // namespace

Result<SearchResult> SearchIndex::search(const record::Study& study, const SearchRequest& request,
                                         const CancelToken& cancel) const {
  return SearchRun(study, *content_, request, cancel).run();
}

}  // namespace entente::ingest

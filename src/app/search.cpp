// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/search.hpp"

#include <algorithm>

#include "entente/app/extract.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "option_values.hpp"
#include "search_cache.hpp"

namespace entente::app {
namespace {

constexpr std::string_view saved_table = "saved_search";

std::optional<std::size_t> saved_row(const record::Table& table, const std::string& name) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, "name") == name) return row;
  }
  return table.find(name);
}

/// A saved search as a request; the limit is that of the command.
Result<ingest::SearchRequest> saved_request(const record::Study& study, const std::string& name,
                                            std::size_t limit) {
  const record::Table& table = study.table(saved_table);
  const auto row = saved_row(table, name);
  if (!row) {
    std::vector<std::string> names;
    names.reserve(table.rows());
    for (std::size_t r = 0; r < table.rows(); ++r) names.emplace_back(table.cell(r, "name"));
    std::string mend = did_you_mean_sentence(name, names);
    if (mend.empty()) mend = "entente ledger STUDY saved_search lists them";
    return fail({ErrorKind::NotFound,
                 "no search is saved under this name",
                 {"", 0, "--saved"},
                 "",
                 quotable(name),
                 std::move(mend)});
  }
  ingest::SearchRequest out;
  out.query = table.cell(*row, "query");
  for (const std::string_view id : list_items(table.cell(*row, "documents"))) {
    out.documents.emplace_back(id);
  }
  out.since = table.cell(*row, "since");
  out.until = table.cell(*row, "until");
  out.language = table.cell(*row, "language");
  out.stems = table.cell(*row, "stems") == "yes";
  out.limit = limit;
  return out;
}

/// Errors of filters speak of options; of a saved search, of its cell.
Error placed(Error error, const StudySearchRequest& request) {
  for (const char* field : {"document", "since", "until", "language"}) {
    if (error.place.column == field) error.place.column = "--" + std::string(field);
  }
  if (!request.saved.empty()) {
    error.place.file = "saved search " + quotable(request.saved);
    if (error.place.column.starts_with("QUERY")) error.place.column.replace(0, 5, "query");
  } else if (error.kind == ErrorKind::Malformed) {
    error.kind = ErrorKind::Usage;  // typed on the command line, not read from anywhere
  }
  return error;
}

Result<ingest::SearchResult> searched(const store::Opened& opened,
                                      const ingest::SearchRequest& request,
                                      const Context& context) {
  ENTENTE_CHECK(ingest::check_query(request.query));
  ENTENTE_TRY(const ingest::SearchIndex index, index_of_study(opened, context));
  auto result = index.search(opened.study, request, context.cancel);
  if (result || result.error().kind != ErrorKind::Damaged) return result;
  ENTENTE_TRY(const ingest::SearchIndex anew,
              ingest::SearchIndex::build(opened.study, context.cancel, context.progress));
  return anew.search(opened.study, request, context.cancel);
}

/// The row that keeps a search.
Result<ingest::ImportPlan> plan_of_saving(const record::Study& study,
                                          const StudySearchRequest& request,
                                          const std::string& author, const Context& context) {
  const record::Table& table = study.table(saved_table);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, "name") != request.save) continue;
    return fail({ErrorKind::Duplicate,
                 "a search of this name is there already",
                 {"", 0, "--save"},
                 "a new name",
                 quotable(request.save),
                 "choose another name, or change row " + std::string(table.id(row)) +
                     " of saved_search by import"});
  }
  const ingest::SearchRequest& search = request.search;
  ingest::Sheet sheet;
  sheet.table = saved_table;
  sheet.header = {"id",    "name",     "query", "documents", "since",
                  "until", "language", "stems", "author"};
  sheet.rows.push_back(
      {0,
       {"", request.save, search.query, joined(search.documents, ";"), search.since, search.until,
        search.language, search.stems ? "yes" : "no", author}});
  ENTENTE_TRY(ingest::ImportPlan plan, ingest::plan_import(study, {sheet}, {}, context.cancel));
  if (plan.rejections.empty()) return plan;
  Error error = std::move(plan.rejections.front());
  error.place = {"", 0, error.place.column == "name" ? "--save" : "--" + error.place.column};
  return fail(std::move(error));
}

Result<void> save(const store::Opened& opened, const StudySearchRequest& request,
                  const Context& context, StudySearchOutcome& out) {
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, opened.study.settings, "search --save", "search saved"));
  ENTENTE_TRY(const ingest::ImportPlan plan,
              plan_of_saving(opened.study, request, origin.author, context));
  ENTENTE_CHECK(check_cancel(context.cancel, "search"));
  ENTENTE_TRY(out.committed,
              store::commit(request.study, {"search", plan.changes, std::nullopt, {}}, origin));
  out.saved_id = plan.changes.front().id;
  out.author = origin.author;
  return {};
}

Result<void> check_language_tag(const std::string& tag) {
  std::size_t length = 0;
  bool sound = true;
  for (const char c : tag + "-") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || length == 0 || length > 8)) sound = false;
    length = letter ? length + 1 : 0;
  }
  if (tag.empty() || sound) return {};
  return fail({ErrorKind::Usage,
               "not a language tag",
               {"", 0, "--language"},
               "a BCP 47 tag",
               quotable(tag),
               "for example en, fr, ja or zh-Hant"});
}

void cut_into_sentences(SentencesOutcome& out, const std::string& asked, const std::string& known) {
  out.language = asked.empty() ? known : asked;
  if (out.language.empty()) {
    const ingest::LanguageGuess guess = ingest::language_of(out.text);
    out.language = guess.tag;
    out.confidence = guess.confidence;
    out.detected = true;
  }
  out.sentences = ingest::sentences(out.text, out.language);
}

}  // namespace

Result<StudySearchOutcome> search_study(const StudySearchRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_CHECK(check_language_tag(request.search.language));
  StudySearchOutcome out;
  out.study = request.study;
  out.search = request.search;
  if (!request.saved.empty()) {
    ENTENTE_TRY(out.search, saved_request(opened.study, request.saved, request.search.limit));
  }
  auto result = searched(opened, out.search, context);
  if (!result) return fail(placed(std::move(result).error(), request));
  out.result = std::move(*result);
  if (!request.save.empty()) ENTENTE_CHECK(save(opened, request, context, out));
  return out;
}

Result<SentencesOutcome> sentences_of(const SentencesRequest& request, const Context& context) {
  ENTENTE_CHECK(check_language_tag(request.language));
  SentencesOutcome out;
  if (request.study.empty()) {
    ENTENTE_TRY(ExtractOutcome extracted, extract({request.file, "", false}, context));
    out.name = request.file;
    out.text = std::move(extracted.document.text);
    cut_into_sentences(out, request.language, extracted.document.metadata.language);
    return out;
  }
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  const record::Table& documents = opened.study.table("document");
  ENTENTE_TRY(const std::size_t row, known_row(documents, request.document, "DOC"));
  const auto text = opened.study.document_text(request.document);
  if (text == nullptr) {
    return fail({ErrorKind::Missing,
                 "the document has no text here",
                 {"", 0, "DOC"},
                 "a document that is attached",
                 quotable(request.document),
                 "entente import STUDY --document " + quotable(request.document) + " FILE"});
  }
  out.name = request.document;
  out.text = *text;
  cut_into_sentences(out, request.language, std::string(documents.cell(row, "language")));
  return out;
}

}  // namespace entente::app

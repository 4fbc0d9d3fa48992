// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/search.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using ingest::HitKind;
using ingest::SearchHit;
using ingest::TextSpan;

std::string span_text(const TextSpan& span) {
  return std::to_string(span.begin) + "-" + std::to_string(span.end);
}

/// The snippet on one line, what was met between >> and <<.
std::string marked_snippet(const SearchHit& hit) {
  const std::string_view words = hit.text;
  const auto piece = [&](std::size_t begin, std::size_t end) {
    return std::string(words.substr(begin - hit.span.begin, end - begin));
  };
  std::string out;
  std::size_t at = hit.snippet.begin;
  for (const TextSpan& mark : hit.marks) {
    if (mark.begin < at || mark.end > hit.snippet.end) continue;
    out += piece(at, mark.begin) + ">>" + piece(mark.begin, mark.end) + "<<";
    at = mark.end;
  }
  out = folded(out + piece(at, hit.snippet.end));
  while (out.ends_with("\u00A0")) out.resize(out.size() - 2);
  if (hit.snippet.begin > hit.span.begin) out = "... " + out;
  if (hit.snippet.end < hit.span.end) out += " ...";
  return out;
}

/// "Joint statement, Ministry, 2024-05-02, page 3, line 12, bytes 120-245 of D1"
std::string whence(const SearchHit& hit) {
  std::vector<std::string> parts;
  for (const std::string* part : {&hit.title, &hit.publisher, &hit.date, &hit.locator}) {
    if (!part->empty()) parts.push_back(printable(*part));
  }
  if (hit.kind == HitKind::Sentence) {
    parts.push_back("bytes " + span_text(hit.span) + " of " + printable(hit.document));
  }
  return joined(parts, ", ");
}

std::string translation_line(const std::string& words, const std::string& translator) {
  return "    translation by " +
         (translator.empty() ? std::string("somebody not named") : printable(translator)) + ": " +
         folded(words) + "\n";
}

std::string hit_text(const SearchHit& hit) {
  std::string out = printable(hit.anchor) + "  " + whence(hit) + "\n";
  if (!hit.marking.empty()) out += "    marked: " + printable(hit.marking) + "\n";
  if (hit.kind == HitKind::Translation) {
    if (!hit.original.empty()) out += "    \"" + folded(hit.original) + "\"\n";
    out += translation_line(marked_snippet(hit), hit.passages.front().translator);
    return out;
  }
  out += "    \"" + marked_snippet(hit) + "\"\n";
  std::vector<std::string> names;
  for (const auto& passage : hit.passages) {
    if (!passage.translation.empty()) {
      out += translation_line(passage.translation, passage.translator);
    }
    if (passage.id != hit.anchor) names.push_back(printable(passage.id));
  }
  if (!names.empty()) out += "    in passage " + joined(names, ", ") + "\n";
  return out;
}

std::string search_foot(const StudySearchOutcome& outcome) {
  const ingest::SearchResult& result = outcome.result;
  std::string out;
  if (result.hits.size() < result.total) {
    out += std::to_string(result.hits.size()) + " of " + counted(result.total, "hit") +
           " shown; --limit shows more\n";
  } else {
    out += counted(result.total, "hit") + "\n";
  }
  out += "searched " + counted(result.entries, "sentence") + " in " +
         counted(result.documents, "document");
  if (result.without_text > 0) {
    out += "; " + counted(result.without_text, "document") + " without a text here";
  }
  if (result.undated > 0) {
    out += "; " + counted(result.undated, "document") + " left out for want of a date";
  }
  return out + "\n";
}

Json hit_json(const SearchHit& hit, std::size_t rank) {
  const auto span = [](const TextSpan& one) {
    return Json{{"begin", one.begin}, {"end", one.end}};
  };
  const auto words = [](const std::string& cell) {
    return cell.empty() ? Json(nullptr) : Json(cell);
  };
  Json out;
  out["rank"] = rank;
  out["kind"] = to_string(hit.kind);
  out["anchor"] = hit.anchor;
  out["document"] = words(hit.document);
  out["source"] = words(hit.source);
  out["title"] = words(hit.title);
  out["publisher"] = words(hit.publisher);
  out["date"] = words(hit.date);
  out["language"] = words(hit.language);
  out["marking"] = words(hit.marking);
  out["locator"] = words(hit.locator);
  out["span"] = span(hit.span);
  out["snippet"] = span(hit.snippet);
  out["marks"] = Json::array();
  for (const TextSpan& mark : hit.marks) out["marks"].push_back(span(mark));
  out["score"] = std::round(hit.score * 1e4) / 1e4;
  out["text"] = hit.text;
  out["original"] = words(hit.original);
  out["passages"] = Json::array();
  for (const auto& passage : hit.passages) {
    out["passages"].push_back(Json{{"id", passage.id},
                                   {"locator", words(passage.locator)},
                                   {"translation", words(passage.translation)},
                                   {"translator", words(passage.translator)}});
  }
  return out;
}

Json search_json(const StudySearchOutcome& outcome) {
  const ingest::SearchRequest& search = outcome.search;
  const ingest::SearchResult& result = outcome.result;
  Json out;
  out["study"] = outcome.study;
  out["query"] = search.query;
  out["filters"] = Json{{"documents", search.documents},
                        {"since", search.since},
                        {"until", search.until},
                        {"language", search.language},
                        {"stems", search.stems}};
  out["total"] = result.total;
  out["sentences"] = result.entries;
  out["documents"] = result.documents;
  out["without_text"] = result.without_text;
  out["undated"] = result.undated;
  out["hits"] = Json::array();
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    out["hits"].push_back(hit_json(result.hits[i], i + 1));
  }
  if (!outcome.saved_id.empty()) {
    out["saved"] = Json{{"id", outcome.saved_id},
                        {"entry", outcome.committed.audit_sequence},
                        {"author", outcome.author}};
  }
  return out;
}

Rows search_rows(const StudySearchOutcome& outcome) {
  Rows rows = {{"rank",      "kind",          "anchor",      "document",  "source",  "title",
                "publisher", "date",          "language",    "marking",   "locator", "begin",
                "end",       "snippet_begin", "snippet_end", "marks",     "score",   "text",
                "original",  "passages",      "translation", "translator"}};
  std::size_t rank = 0;
  for (const SearchHit& hit : outcome.result.hits) {
    std::vector<std::string> marks;
    marks.reserve(hit.marks.size());
    for (const TextSpan& mark : hit.marks) marks.push_back(span_text(mark));
    std::vector<std::string> passages;
    std::string translation;
    std::string translator;
    for (const auto& passage : hit.passages) {
      passages.push_back(passage.id);
      if (!translation.empty() || passage.translation.empty()) continue;
      translation = passage.translation;
      translator = passage.translator;
    }
    rows.push_back({std::to_string(++rank),
                    std::string(to_string(hit.kind)),
                    hit.anchor,
                    hit.document,
                    hit.source,
                    hit.title,
                    hit.publisher,
                    hit.date,
                    hit.language,
                    hit.marking,
                    hit.locator,
                    std::to_string(hit.span.begin),
                    std::to_string(hit.span.end),
                    std::to_string(hit.snippet.begin),
                    std::to_string(hit.snippet.end),
                    joined(marks, ";"),
                    fixed_text(hit.score, 4),
                    hit.text,
                    hit.original,
                    joined(passages, ";"),
                    translation,
                    translator});
  }
  return rows;
}

/// 1-based line of each sentence.
std::vector<std::size_t> lines_of(const SentencesOutcome& outcome) {
  std::vector<std::size_t> out;
  std::size_t line = 1;
  std::size_t at = 0;
  for (const ingest::Sentence& sentence : outcome.sentences) {
    const std::string_view gap = std::string_view(outcome.text).substr(at, sentence.begin - at);
    line += static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
    out.push_back(line);
    at = sentence.begin;
  }
  return out;
}

}  // namespace

Presentation present(const StudySearchOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(search_json(outcome));
  if (view == View::Table) out.rows = search_rows(outcome);
  if (view == View::Text) {
    for (const SearchHit& hit : outcome.result.hits) out.text += hit_text(hit) + "\n";
    out.text += search_foot(outcome);
    if (!outcome.saved_id.empty()) {
      out.text += "saved as " + printable(outcome.saved_id) + "\n" +
                  written_text({outcome.committed, outcome.author});
    }
  }
  return out;
}

Presentation present(const SentencesOutcome& outcome, View view) {
  Presentation out;
  const std::vector<std::size_t> lines = lines_of(outcome);
  const auto words = [&](const ingest::Sentence& sentence) {
    return outcome.text.substr(sentence.begin, sentence.end - sentence.begin);
  };
  if (view == View::Json) {
    Json json;
    json["name"] = outcome.name;
    json["language"] = outcome.language;
    json["confidence"] = outcome.confidence;
    json["detected"] = outcome.detected;
    json["bytes"] = outcome.text.size();
    json["sentences"] = Json::array();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const ingest::Sentence& sentence = outcome.sentences[i];
      json["sentences"].push_back(Json{{"number", i + 1},
                                       {"begin", sentence.begin},
                                       {"end", sentence.end},
                                       {"line", lines[i]},
                                       {"text", words(sentence)}});
    }
    out.json = json_line(json);
    return out;
  }
  Rows rows = {{"number", "begin", "end", "line", "text"}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ingest::Sentence& sentence = outcome.sentences[i];
    rows.push_back({std::to_string(i + 1), std::to_string(sentence.begin),
                    std::to_string(sentence.end), std::to_string(lines[i]),
                    view == View::Text ? folded(words(sentence)) : words(sentence)});
  }
  if (view == View::Table) {
    out.rows = std::move(rows);
    return out;
  }
  out.text = aligned(rows) + counted(lines.size(), "sentence") + ", language " +
             printable(outcome.language);
  if (outcome.detected) {
    out.text += " (found out; share of the letters " + fixed_text(outcome.confidence, 2) + ")";
  }
  out.text += "\n";
  return out;
}

}  // namespace entente::app

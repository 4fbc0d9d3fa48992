// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/annotation/names.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

using InJson = nlohmann::json;

std::string_view string_in(const InJson& object, const char* key) {
  if (!object.is_object()) return {};
  const auto it = object.find(key);
  return it == object.end() || !it->is_string() ? std::string_view()
                                                : it->get_ref<const std::string&>();
}

/// The value itself, or each of its items where it is a list.
std::vector<const InJson*> one_or_many(const InJson& object, const char* key) {
  std::vector<const InJson*> out;
  if (!object.is_object()) return out;
  const auto it = object.find(key);
  if (it == object.end()) return out;
  if (!it->is_array()) return {&*it};
  for (const InJson& item : *it) out.push_back(&item);
  return out;
}

/// "urn:..." or {"id": "urn:..."}.
std::string_view iri_of(const InJson& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  return string_in(value, "id");
}

struct Words {
  std::string_view exact;
  std::string_view prefix;
  std::string_view suffix;
};

/// Where the quotation stands: at the one place, or the only one with the same surroundings.
std::optional<std::size_t> place_of(std::string_view text, const Words& words) {
  if (words.exact.empty()) return std::nullopt;
  std::optional<std::size_t> only;
  std::optional<std::size_t> best;
  std::size_t found = 0;
  std::size_t well_placed = 0;
  for (std::size_t at = text.find(words.exact); at != std::string_view::npos && found < 1000;
       at = text.find(words.exact, at + 1)) {
    ++found;
    only = at;
    if (text.substr(0, at).ends_with(words.prefix) &&
        text.substr(at + words.exact.size()).starts_with(words.suffix)) {
      ++well_placed;
      best = at;
    }
  }
  if (well_placed == 1) return best;
  return found == 1 ? only : std::nullopt;
}

class AnnotationReader {
 public:
  AnnotationReader(const record::Study& study, const std::string& file)
      : study_(study), file_(file) {
    coded_.file = file;
    const record::Table& documents = study.table("document");
    const record::RowIndex sources(study.table("source"));
    for (std::size_t row = 0; row < documents.rows(); ++row) {
      const auto source = sources.find(documents.cell(row, "source"));
      const std::string_view locator =
          source ? study.table("source").cell(*source, "locator") : std::string_view();
      if (!locator.empty()) located_.emplace(locator, documents.id(row));
    }
  }

  Result<Exchange> run(const InJson& whole) {
    if (whole.is_object() && whole.contains("record")) {
      ENTENTE_TRY(
          coded_.rest,
          parse_remainder(whole["record"].dump(-1, ' ', false, InJson::error_handler_t::replace),
                          file_));
    }
    for (const InJson* annotation : annotations_of(whole)) take(*annotation);
    if (taken_ == 0 && coded_.rest.rows.empty()) {
      return fail(broken_exchange(file_, "no annotation in it",
                                  "an annotation, a page, a collection or a list of annotations",
                                  "check that it is a W3C Web Annotation file"));
    }
    return assemble(study_, std::move(coded_));
  }

 private:
  static std::vector<const InJson*> annotations_of(const InJson& whole) {
    std::vector<const InJson*> out;
    if (whole.is_array()) {
      for (const InJson& item : whole) out.push_back(&item);
      return out;
    }
    if (whole.contains("target")) return {&whole};
    if (whole.contains("items")) return one_or_many(whole, "items");
    const auto first = whole.find("first");
    return first == whole.end() ? out : one_or_many(*first, "items");
  }

  void take(const InJson& annotation) {
    ++taken_;
    CodedStatement out;
    out.line = taken_;
    const InJson* body = body_of(annotation);
    if (body == nullptr) {
      reject("no body of the annotation names an actor and an issue");
      return;
    }
    const auto stance = body->find("stance");
    if (stance != body->end() && stance->is_number_integer()) {
      const auto told = stance->get<std::int64_t>();
      if (told < -2 || told > 2) {
        reject("the stance is not between -2 and 2");
        return;
      }
      out.stance = static_cast<int>(told);
    }
    out.key = keyed("statement", string_in(annotation, "id"));
    out.actor = actor_of((*body)["actor"]);
    out.issue = issue_of((*body)["issue"]);
    for (const char* column : {"kind", "confidence", "date"}) {
      const std::string_view cell = string_in(*body, column);
      if (!cell.empty()) out.cells.emplace(column, cell);
    }
    for (const InJson* creator : one_or_many(annotation, "creator")) {
      const std::string_view name =
          creator->is_string() ? iri_of(*creator) : string_in(*creator, "name");
      if (!name.empty()) out.cells.emplace("coder", name);
    }
    for (const InJson* target : one_or_many(annotation, "target")) {
      if (std::string why = place(*target, out); !why.empty()) {
        reject(std::move(why));
        return;
      }
    }
    coded_.statements.push_back(std::move(out));
  }

  static const InJson* body_of(const InJson& annotation) {
    for (const InJson* body : one_or_many(annotation, "body")) {
      if (body->is_object() && body->contains("actor") && body->contains("issue")) return body;
    }
    return nullptr;
  }

  /// The name as the rest knows it; a row that only the study has joins the rest.
  std::string keyed(std::string_view table, std::string_view urn) {
    std::string key(urn);
    const std::string id = id_in_urn(urn, table);
    if (id.empty()) return key;
    adopt(table, id);
    if (coded_.rest.row(table, id) != nullptr) {
      coded_.rest.keys[std::string(table)].insert_or_assign(key, id);
    }
    return key;
  }

  void adopt(std::string_view table, const std::string& id) {
    if (coded_.rest.row(table, id) != nullptr) return;
    const record::Table& rows = study_.table(table);
    const auto row = index(table).find(id);
    if (!row) return;
    Cells cells;
    for (std::size_t c = 0; c < rows.columns(); ++c) {
      const std::string_view cell = rows.cell(*row, c);
      if (!cell.empty()) cells.emplace(rows.schema().columns[c].name, cell);
    }
    coded_.rest.rows[std::string(table)].emplace(id, std::move(cells));
  }

  const record::RowIndex& index(std::string_view table) {
    const auto it = indexes_.find(table);
    if (it != indexes_.end()) return it->second;
    return indexes_.emplace(std::string(table), record::RowIndex(study_.table(table)))
        .first->second;
  }

  std::size_t actor_of(const InJson& value) {
    const std::string_view name = value.is_string() ? iri_of(value) : string_in(value, "name");
    const std::string key = value.is_string() ? std::string(name) : keyed("actor", iri_of(value));
    const auto [it, made] =
        actors_.try_emplace(key.empty() ? std::string(name) : key, coded_.actors.size());
    if (made) {
      CodedActor actor;
      actor.key = key;
      actor.line = taken_;
      actor.cells.emplace("name", name);
      coded_.actors.push_back(std::move(actor));
    }
    return it->second;
  }

  std::size_t issue_of(const InJson& value) {
    const std::string_view claim = value.is_string() ? iri_of(value) : string_in(value, "claim");
    const std::string key = value.is_string() ? std::string(claim) : keyed("issue", iri_of(value));
    const auto [it, made] =
        issues_.try_emplace(key.empty() ? std::string(claim) : key, coded_.issues.size());
    if (made) {
      CodedIssue issue;
      issue.key = key;
      issue.line = taken_;
      issue.cells.emplace("claim", claim);
      coded_.issues.push_back(std::move(issue));
    }
    return it->second;
  }

  /// Finds the target's place; returns why there is none.
  std::string place(const InJson& target, CodedStatement& out) {
    const InJson* source =
        target.is_object() && target.contains("source") ? &target["source"] : &target;
    const std::string passage = id_in_urn(string_in(target, "passage"), "passage");
    if (!passage.empty()) adopt("passage", passage);
    const Cells* kept = coded_.rest.row("passage", passage);
    std::string document = id_in_urn(iri_of(*source), "document");
    if (const auto it = located_.find(iri_of(*source)); document.empty() && it != located_.end()) {
      document = it->second;
    }
    const auto text = study_.document_text(document);
    if (!text) {
      if (kept != nullptr) {
        out.spans.push_back({nothing_coded, 0, 0, passage, {}});
        return {};
      }
      const bool named = !id_in_urn(iri_of(*source), "source").empty();
      if (named && coded_.rest.row("statement", id_in_urn(out.key, "statement")) != nullptr) {
        return {};
      }
      return "the text it targets is not attached in this study";
    }
    CodedSpan span;
    span.text = text_of(document);
    if (std::string why = find_words(target, *text, span); !why.empty()) return why;
    const bool same = kept != nullptr && cell_of(*kept, "document") == document &&
                      cell_of(*kept, "byte_start") == std::to_string(span.begin) &&
                      cell_of(*kept, "byte_end") == std::to_string(span.end);
    if (same) span.passage = passage;
    out.spans.push_back(std::move(span));
    return {};
  }

  std::size_t text_of(const std::string& document) {
    const auto [it, made] = texts_.try_emplace(document, coded_.texts.size());
    if (made) {
      CodedDocumentText text;
      text.id = document;
      text.key = "study/" + document;
      text.as_in_study = true;
      coded_.texts.push_back(std::move(text));
      places_.emplace_back(*study_.document_text(document));
    }
    return it->second;
  }

  std::string find_words(const InJson& target, std::string_view text, CodedSpan& span) {
    Words words;
    std::optional<std::size_t> begin;
    std::optional<std::size_t> end;
    const TextPlaces& places = places_[span.text];
    for (const InJson* selector : one_or_many(target, "selector")) {
      const std::string_view type = string_in(*selector, "type");
      if (type == "TextQuoteSelector") {
        words = {string_in(*selector, "exact"), string_in(*selector, "prefix"),
                 string_in(*selector, "suffix")};
      } else if (type == "TextPositionSelector") {
        begin = byte_at(*selector, "start", places);
        end = byte_at(*selector, "end", places);
      }
    }
    const bool sound = begin && end && *begin < *end;
    if (sound && (words.exact.empty() || text.substr(*begin, *end - *begin) == words.exact)) {
      span.begin = *begin;
      span.end = *end;
      return {};
    }
    if (words.exact.empty()) return "it tells no place in the text";
    const auto at = place_of(text, words);
    if (!at) return "its words are not in the text, or several times";
    span.begin = *at;
    span.end = *at + words.exact.size();
    return {};
  }

  static std::optional<std::size_t> byte_at(const InJson& selector, const char* key,
                                            const TextPlaces& places) {
    const auto it = selector.find(key);
    if (it == selector.end() || !it->is_number_unsigned()) return std::nullopt;
    const auto point = it->get<std::uint64_t>();
    return point > places.points() ? std::nullopt : places.byte_of_point(point);
  }

  void reject(std::string why) {
    coded_.faults["statement"].push_back(input_error(
        ErrorKind::Malformed, std::move(why), {file_, taken_, {}},
        "a body with actor, issue and stance, and a target in an attached text", {},
        "attach the document first (entente import --document), or mend the annotation"));
  }

  const record::Study& study_;
  std::string file_;  ///< the file, for places
  CodedStudy coded_;
  std::int64_t taken_ = 0;
  std::map<std::string, record::RowIndex, std::less<>> indexes_;
  std::map<std::string, std::string, std::less<>> located_;  ///< documents by their locator
  std::map<std::string, std::size_t, std::less<>> actors_;
  std::map<std::string, std::size_t, std::less<>> issues_;
  std::map<std::string, std::size_t, std::less<>> texts_;
  std::vector<TextPlaces> places_;
};

}  // namespace

Result<Exchange> read_annotations(std::string_view bytes, const std::string& file_name,
                                  const record::Study& study) {
  if (bytes.size() > document_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(document_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes", "import it in parts"));
  }
  ENTENTE_TRY(const std::string text, without_encoding(bytes));
  const InJson whole = nests_too_deep(text) ? InJson() : InJson::parse(text, nullptr, false);
  if (!whole.is_object() && !whole.is_array()) {
    return fail(broken_exchange(file_name, "not a JSON file", "Web Annotations as JSON-LD",
                                "check that it is whole"));
  }
  return AnnotationReader(study, file_name).run(whole);
}

}  // namespace entente::ingest

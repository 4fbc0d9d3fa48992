// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "entente/base/text.hpp"
#include "ingest/annotation/names.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/limits.hpp"

namespace entente::ingest {
namespace {

using OutJson = nlohmann::ordered_json;

std::string json_text(const OutJson& json) {
  return json.dump(-1, ' ', false, OutJson::error_handler_t::replace);
}

/// Words in front of and behind a quotation, in code points: enough to tell two of the same apart.
constexpr std::size_t words_around = 32;

OutJson context_json() {
  OutJson terms;
  terms["entente"] = "urn:entente:vocabulary:";
  for (const char* term : {"Statement", "actor", "issue", "claim", "stance", "kind", "confidence",
                           "date", "passage"}) {
    terms[term] = std::string("entente:") + term;
  }
  terms["record"] = {{"@id", "entente:record"}, {"@type", "@json"}};
  return OutJson::array({"http://www.w3.org/ns/anno.jsonld", terms});
}

std::string_view stance_words(int stance) {
  switch (stance) {
    case -2:
      return "opposes strongly (-2)";
    case -1:
      return "opposes (-1)";
    case 0:
      return "is neutral (0)";
    case 1:
      return "supports (+1)";
    default:
      return "supports strongly (+2)";
  }
}

class AnnotationWriter {
 public:
  explicit AnnotationWriter(const CodedStudy& coded) : coded_(coded) {
    for (const CodedDocumentText& text : coded.texts) places_.emplace_back(text.text);
  }

  OutJson annotation(const CodedStatement& statement) const {
    OutJson out;
    out["id"] = row_urn("statement", statement.key);
    out["type"] = "Annotation";
    out["motivation"] = "classifying";
    const std::string_view coder = cell_of(statement.cells, "coder");
    if (!coder.empty()) {
      const bool machine = coder.starts_with("rule:") || coder.starts_with("model:");
      out["creator"] = {{"type", machine ? "Software" : "Person"}, {"name", coder}};
    }
    out["body"] = OutJson::array({body(statement), tag(statement)});
    OutJson targets = OutJson::array();
    for (const CodedSpan& span : statement.spans) targets.push_back(target(span));
    out["target"] = std::move(targets);
    return out;
  }

 private:
  OutJson body(const CodedStatement& statement) const {
    OutJson out;
    out["type"] = "Statement";
    out["purpose"] = "classifying";
    const std::string_view actor = cell_of(statement.cells, "actor");
    const std::string_view issue = cell_of(statement.cells, "issue");
    out["actor"] = {{"id", row_urn("actor", actor)}, {"name", actor_name(statement)}};
    out["issue"] = {{"id", row_urn("issue", issue)}, {"claim", claim(statement)}};
    if (statement.stance) out["stance"] = *statement.stance;
    for (const char* column : {"kind", "confidence", "date"}) {
      const std::string_view cell = cell_of(statement.cells, column);
      if (!cell.empty()) out[column] = cell;
    }
    return out;
  }

  /// The statement in plain words, for programs that know tags alone.
  OutJson tag(const CodedStatement& statement) const {
    std::string words(actor_name(statement));
    words.append(" ").append(stance_words(statement.stance.value_or(0)));
    words.append(": ").append(claim(statement));
    return {{"type", "TextualBody"},
            {"purpose", "tagging"},
            {"format", "text/plain"},
            {"value", std::move(words)}};
  }

  std::string_view actor_name(const CodedStatement& statement) const {
    return statement.actor < coded_.actors.size()
               ? cell_of(coded_.actors[statement.actor].cells, "name")
               : cell_of(statement.cells, "actor");
  }
  std::string_view claim(const CodedStatement& statement) const {
    return statement.issue < coded_.issues.size()
               ? cell_of(coded_.issues[statement.issue].cells, "claim")
               : cell_of(statement.cells, "issue");
  }

  OutJson target(const CodedSpan& span) const {
    const CodedDocumentText& text = coded_.texts[span.text];
    OutJson source;
    source["id"] = text.stand_in ? row_urn("source", text.source_id) : row_urn("document", text.id);
    source["type"] = "Text";
    const std::string_view title = cell_of(text.source, "title");
    if (!title.empty()) source["label"] = title;
    const std::string_view locator = cell_of(text.source, "locator");
    if (locator.starts_with("https://") || locator.starts_with("http://")) source["via"] = locator;
    OutJson out;
    out["type"] = "SpecificResource";
    out["source"] = std::move(source);
    if (!text.stand_in) out["selector"] = selectors(span);
    if (!span.passage.empty()) out["passage"] = row_urn("passage", span.passage);
    return out;
  }

  OutJson selectors(const CodedSpan& span) const {
    const std::string_view text = coded_.texts[span.text].text;
    const TextPlaces& places = places_[span.text];
    const std::size_t start = places.point_of_byte(span.begin);
    const std::size_t end = places.point_of_byte(span.end);
    const std::size_t before = places.byte_of_point(start - std::min(start, words_around)).value();
    const std::size_t behind =
        places.byte_of_point(std::min(end + words_around, places.points())).value();
    return OutJson::array({{{"type", "TextPositionSelector"}, {"start", start}, {"end", end}},
                           {{"type", "TextQuoteSelector"},
                            {"exact", text.substr(span.begin, span.end - span.begin)},
                            {"prefix", text.substr(before, span.begin - before)},
                            {"suffix", text.substr(span.end, behind - span.end)}}});
  }

  const CodedStudy& coded_;
  std::vector<TextPlaces> places_;
};

}  // namespace

Result<ExchangeFile> annotations_jsonld(const record::Study& study) {
  const CodedStudy coded = flattened(study);
  const AnnotationWriter writer(coded);
  // Composed by hand, a line an annotation: whole, it would stand in memory several times over.
  std::string items;
  std::size_t placeless = 0;
  for (const CodedStatement& statement : coded.statements) {
    items += (items.empty() ? "\n" : ",\n") + json_text(writer.annotation(statement));
    placeless += coded.texts[statement.spans.front().text].stand_in ? 1 : 0;
  }
  const std::string id = row_urn("study", study.settings.name);
  ExchangeFile file;
  file.bytes = "{\"@context\":" + json_text(context_json()) + ",\n\"id\":" + json_text(id) +
               ",\"type\":\"AnnotationCollection\",\"label\":" + json_text(study.settings.title) +
               ",\"total\":" + std::to_string(coded.statements.size()) +
               ",\n\"first\":{\"id\":" + json_text(id + ":page:1") +
               ",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[" + items +
               "\n]},\n\"record\":" + remainder_json(coded.rest) + "}\n";
  file.statements = coded.statements.size();
  file.remarks = coded.remarks;
  if (placeless > 0) {
    file.remarks.push_back(counted_things(placeless, "statement has", "statements have") +
                           " no place in an attached text: the annotation names the source alone");
  }
  if (file.bytes.size() > document_limit) {
    file.remarks.push_back("the file is larger than the " + std::to_string(document_limit >> 20U) +
                           " MiB that Entente itself reads of annotations");
  }
  return file;
}

}  // namespace entente::ingest

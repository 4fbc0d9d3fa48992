// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"

namespace entente::ingest {
namespace {

Cells filled_cells(const record::Table& table, std::size_t row) {
  Cells out;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    const std::string_view cell = table.cell(row, c);
    if (!cell.empty()) out.emplace(table.schema().columns[c].name, cell);
  }
  return out;
}

bool border(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

class Flattener {
 public:
  explicit Flattener(const record::Study& study) : study_(study) {
    for (std::size_t t = 0; t < record::tables().size(); ++t) indexes_.emplace_back(study.table(t));
  }

  CodedStudy run() {
    take_things();
    take_attached_texts();
    const record::Table& statements = study_.table("statement");
    for (std::size_t row = 0; row < statements.rows(); ++row) take_statement(statements, row);
    take_aliases();
    follow();
    remark();
    return std::move(out_);
  }

 private:
  void take_things() {
    const record::Table& actors = study_.table("actor");
    for (std::size_t row = 0; row < actors.rows(); ++row) {
      actors_.emplace(actors.id(row), row);
      CodedActor actor;
      actor.key = actors.id(row);
      actor.cells = filled_cells(actors, row);
      out_.actors.push_back(std::move(actor));
      lean_on("actor", actors.id(row));
    }
    const record::Table& issues = study_.table("issue");
    for (std::size_t row = 0; row < issues.rows(); ++row) {
      issues_.emplace(issues.id(row), row);
      CodedIssue issue;
      issue.key = issues.id(row);
      issue.cells = filled_cells(issues, row);
      out_.issues.push_back(std::move(issue));
      lean_on("issue", issues.id(row));
    }
  }

  void take_aliases() {
    const record::Table& aliases = study_.table("alias");
    for (std::size_t row = 0; row < aliases.rows(); ++row) {
      const auto actor = actors_.find(aliases.cell(row, "actor"));
      if (actor == actors_.end()) continue;
      out_.actors[actor->second].aliases.emplace_back(aliases.cell(row, "text"));
      lean_on("alias", aliases.id(row));
    }
  }

  void take_attached_texts() {
    const record::Table& documents = study_.table("document");
    const record::Table& sources = study_.table("source");
    for (std::size_t row = 0; row < documents.rows(); ++row) {
      const auto text = study_.document_text(documents.id(row));
      if (!text) continue;
      CodedDocumentText out;
      out.id = documents.id(row);
      out.key = "document/" + out.id;
      out.source_id = documents.cell(row, "source");
      out.text = *text;
      out.document = filled_cells(documents, row);
      if (const auto source = find("source", out.source_id)) {
        out.source = filled_cells(sources, *source);
      }
      texts_.emplace(out.id, out_.texts.size());
      out_.texts.push_back(std::move(out));
      lean_on("document", documents.id(row));
    }
  }

  void take_statement(const record::Table& statements, std::size_t row) {
    CodedStatement out;
    out.key = statements.id(row);
    out.cells = filled_cells(statements, row);
    if (const auto it = actors_.find(statements.cell(row, "actor")); it != actors_.end()) {
      out.actor = it->second;
    }
    if (const auto it = issues_.find(statements.cell(row, "issue")); it != issues_.end()) {
      out.issue = it->second;
    }
    if (const auto stance = parse_integer(statements.cell(row, "stance"))) {
      out.stance = static_cast<int>(*stance);
    }
    const auto evidence = record::evidence_of(statements, row);
    for (const std::string_view passage : evidence.passages) {
      if (auto span = span_of(passage)) out.spans.push_back(std::move(*span));
    }
    if (out.spans.empty()) out.spans.push_back(stand_in_for(evidence, out.key));
    lean_on("statement", statements.id(row));
    out_.statements.push_back(std::move(out));
  }

  std::optional<CodedSpan> span_of(std::string_view passage) {
    const auto row = find("passage", passage);
    if (!row) return std::nullopt;
    const record::Table& passages = study_.table("passage");
    const auto text = texts_.find(passages.cell(*row, "document"));
    const auto begin = parse_integer(passages.cell(*row, "byte_start"));
    const auto end = parse_integer(passages.cell(*row, "byte_end"));
    if (text == texts_.end() || !begin || !end || *begin < 0 || *begin >= *end) return std::nullopt;
    const std::string& words = out_.texts[text->second].text;
    CodedSpan out{text->second,
                  static_cast<std::size_t>(*begin),
                  static_cast<std::size_t>(*end),
                  std::string(passage),
                  {}};
    if (out.end > words.size() || !border(words, out.begin) || !border(words, out.end)) {
      return std::nullopt;
    }
    return out;
  }

  /// A line in a text made up for the source: "[P12 L32.2]".
  CodedSpan stand_in_for(const record::Evidence& evidence, const std::string& statement) {
    std::string passage;
    std::string source;
    std::string words = "statement " + statement;
    if (!evidence.passages.empty()) {
      passage = evidence.passages.front();
      words = passage;
      if (const auto row = find("passage", passage)) {
        const record::Table& passages = study_.table("passage");
        source = passages.cell(*row, "source");
        const std::string_view locator = passages.cell(*row, "locator");
        if (!locator.empty()) words.append(" ").append(locator);
      }
    } else if (!evidence.sources.empty()) {
      source = evidence.sources.front();
    }
    CodedDocumentText& text = out_.texts[stand_in_of(source)];
    const auto [place, made] = lines_.try_emplace({source, words});
    if (made) {
      place->second.text = stand_ins_.find(source)->second;
      text.text += "[";
      place->second.begin = text.text.size() - 1;
      for (const char c : words) text.text += c == '\n' ? ' ' : c;
      text.text += "]";
      place->second.end = text.text.size();
      text.text += "\n";
    }
    CodedSpan out = place->second;
    out.passage = passage;
    return out;
  }

  std::size_t stand_in_of(const std::string& source) {
    const auto [it, made] = stand_ins_.try_emplace(source, out_.texts.size());
    if (!made) return it->second;
    CodedDocumentText out;
    out.key = "stand-in/" + source;
    out.source_id = source;
    out.stand_in = true;
    if (const auto row = find("source", source)) {
      out.source = filled_cells(study_.table("source"), *row);
    }
    const std::string_view title = cell_of(out.source, "title");
    out.text = "Text not attached: ";
    out.text.append(title.empty() ? "no source named" : title).append("\n\n");
    out_.texts.push_back(std::move(out));
    return it->second;
  }

  std::optional<std::size_t> find(std::string_view table, std::string_view id) const {
    return indexes_[record::table_index(table).value()].find(id);
  }

  void lean_on(std::string_view table, std::string_view id) {
    lean_on(record::table_index(table).value(), id);
  }
  void lean_on(std::size_t table, std::string_view id) {
    const auto row = indexes_[table].find(id);
    if (row && leant_on_.insert({table, *row}).second) open_.emplace_back(table, *row);
  }

  /// Every row that a row taken names is taken too.
  void follow() {
    while (!open_.empty()) {
      const auto [index, row] = open_.back();
      open_.pop_back();
      const record::Table& table = study_.table(index);
      for (std::size_t c = 0; c < table.columns(); ++c) {
        for (const record::RowName& name :
             record::named_rows(table.schema().columns[c], table.cell(row, c))) {
          lean_on(name.table, name.id);
        }
      }
      Cells cells = filled_cells(table, row);
      if (table.schema().name == "passage") {
        words_left_ += cells.erase("original") + cells.erase("translation") > 0 ? 1 : 0;
        cells.erase("translator");
      }
      if (table.schema().name == "document") {
        originals_left_ += cells.erase("original");
        cells.erase("original_sha256");
      }
      labels_ += cells.contains("label") ? 1 : 0;
      out_.rest.rows[std::string(table.schema().name)].emplace(table.id(row), std::move(cells));
    }
  }

  void remark() {
    if (words_left_ > 0) {
      out_.remarks.push_back("the words kept with " +
                             counted_things(words_left_, "passage", "passages") +
                             " (original, translation) stay behind");
    }
    if (originals_left_ > 0) {
      out_.remarks.push_back("the original of " +
                             counted_things(originals_left_, "document", "documents") +
                             " stays behind");
    }
    if (labels_ > 0) {
      out_.remarks.push_back(counted_things(labels_, "row carries", "rows carry") +
                             " a label: the file holds it, other programs do not heed it");
    }
  }

  const record::Study& study_;
  std::vector<record::RowIndex> indexes_;
  CodedStudy out_;
  std::map<std::string, std::size_t, std::less<>> actors_;
  std::map<std::string, std::size_t, std::less<>> issues_;
  std::map<std::string, std::size_t, std::less<>> texts_;      ///< by document
  std::map<std::string, std::size_t, std::less<>> stand_ins_;  ///< by source
  std::map<std::pair<std::string, std::string>, CodedSpan> lines_;
  std::set<std::pair<std::size_t, std::size_t>> leant_on_;
  std::vector<std::pair<std::size_t, std::size_t>> open_;
  std::size_t words_left_ = 0;
  std::size_t originals_left_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace

std::string texts_remark(const CodedStudy& coded) {
  std::size_t attached = 0;
  for (const CodedDocumentText& text : coded.texts) attached += text.stand_in ? 0 : 1;
  if (attached == 0) return {};
  return counted_things(attached, "attached text goes", "attached texts go") + " along whole";
}

CodedStudy flattened(const record::Study& study) { return Flattener(study).run(); }

}  // namespace entente::ingest

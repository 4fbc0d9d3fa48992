// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "entente/base/text.hpp"
#include "ingest/exchange/rows.hpp"
#include "ingest/exchange/texts.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::string plain_name(std::string_view name) { return lowered(nfc(trimmed(name))); }

/// Whether a name in the file is the kept one, as it stands or cut to what the format holds; a cut
/// one may end in " (ID)" where it would not have been the only one of its kind.
bool same_name(std::string_view in_file, std::string_view kept, const std::string& id) {
  const std::string mark = " (" + id + ")";
  if (in_file != kept && in_file.ends_with(mark)) in_file.remove_suffix(mark.size());
  return !in_file.empty() && kept.starts_with(in_file);
}

Cells joined_cells(const Cells& first, const Cells& rest) {
  Cells out = first;
  out.insert(rest.begin(), rest.end());
  return out;
}

/// Where a passage lies: document, first byte, end.
using PassagePlace = std::tuple<std::string, std::string, std::string>;

class Assembler {
 public:
  Assembler(const record::Study& study, CodedStudy& coded)
      : study_(study), coded_(coded), rows_(study, coded.file), texts_(study, coded, rows_) {}

  Exchange run() {
    for (const auto& [table, rows] : coded_.rest.rows) {
      for (const auto& [id, cells] : rows) rows_.reserve(table, id);
    }
    for (auto& [table, errors] : coded_.faults) {
      for (Error& error : errors) rows_.fault(table, std::move(error));
    }
    settle_texts();
    index_passages();
    settle_actors();
    settle_issues();
    add_rest();
    for (std::size_t i = 0; i < coded_.statements.size(); ++i) take_statement(i);
    out_.sheets = std::move(rows_).sheets();
    out_.remarks = std::move(coded_.remarks);
    return std::move(out_);
  }

 private:
  void settle_texts() {
    std::vector<std::vector<std::size_t>> places(coded_.texts.size());
    std::vector<std::vector<CodedSpan*>> spans(coded_.texts.size());
    for (CodedStatement& statement : coded_.statements) {
      for (CodedSpan& span : statement.spans) {
        if (span.text >= places.size()) continue;
        places[span.text].insert(places[span.text].end(), {span.begin, span.end});
        spans[span.text].push_back(&span);
      }
    }
    for (std::size_t i = 0; i < coded_.texts.size(); ++i) {
      settled_.push_back(texts_.settle(i, places[i], out_.texts));
      for (std::size_t s = 0; s < spans[i].size(); ++s) {
        spans[i][s]->begin = places[i][2 * s];
        spans[i][s]->end = places[i][2 * s + 1];
      }
      if (!settled_[i].refused.empty()) refused_.insert(refused_document(i));
    }
  }

  std::string refused_document(std::size_t text) const {
    const std::string known = coded_.rest.id("text", coded_.texts[text].key);
    return known.starts_with("document/") ? known.substr(9) : std::string();
  }

  void index_passages() {
    const record::Table& passages = study_.table("passage");
    for (std::size_t row = 0; row < passages.rows(); ++row) {
      places_[PassagePlace(passages.cell(row, "document"), passages.cell(row, "byte_start"),
                           passages.cell(row, "byte_end"))]
          .emplace_back(passages.id(row));
    }
    const auto rest = coded_.rest.rows.find("passage");
    if (rest == coded_.rest.rows.end()) return;
    for (const auto& [id, cells] : rest->second) {
      const PassagePlace place(cell_of(cells, "document"), cell_of(cells, "byte_start"),
                               cell_of(cells, "byte_end"));
      std::vector<std::string>& there = places_[place];
      if (!contains_all(there, {id})) there.insert(there.begin(), id);
    }
  }

  void settle_actors() {
    std::map<std::string, std::string, std::less<>> names;
    const record::Table& actors = study_.table("actor");
    for (std::size_t row = 0; row < actors.rows(); ++row) {
      names.emplace(plain_name(actors.cell(row, "name")), actors.id(row));
      names.emplace(plain_name(actors.id(row)), actors.id(row));
    }
    const record::Table& aliases = study_.table("alias");
    for (std::size_t row = 0; row < aliases.rows(); ++row) {
      names.emplace(plain_name(aliases.cell(row, "text")), aliases.cell(row, "actor"));
    }
    for (const CodedActor& actor : coded_.actors) {
      const std::string_view name = cell_of(actor.cells, "name");
      std::string id = coded_.rest.id("actor", actor.key);
      if (const Cells* kept = coded_.rest.row("actor", id)) {
        Cells cells = *kept;
        if (!same_name(name, cell_of(*kept, "name"), id)) put_cell(cells, "name", name);
        if (met_actors_.insert(id).second) {
          rows_.add("actor", actor.line, cells);
        } else {
          rows_.add_again("actor", actor.line, id);
        }
      } else if (const auto known = names.find(plain_name(name)); known != names.end()) {
        id = known->second;
        rows_.add_again("actor", actor.line, id);
      } else {
        id = new_actor(actor);
        names.emplace(plain_name(name), id);
      }
      actors_.push_back(std::move(id));
    }
  }

  std::string new_actor(const CodedActor& actor) {
    std::string id = rows_.next_id("actor");
    Cells cells = joined_cells(actor.cells, actor.fallback);
    put_cell(cells, "id", id);
    rows_.add("actor", actor.line, cells);
    for (const std::string& alias : actor.aliases) {
      rows_.add("alias", actor.line, {{"actor", id}, {"text", alias}});
    }
    return id;
  }

  void settle_issues() {
    std::map<std::string, std::string, std::less<>> claims;
    const record::Table& issues = study_.table("issue");
    for (std::size_t row = 0; row < issues.rows(); ++row) {
      claims.emplace(plain_name(issues.cell(row, "claim")), issues.id(row));
    }
    for (const CodedIssue& issue : coded_.issues) {
      const std::string_view claim = cell_of(issue.cells, "claim");
      std::string id = coded_.rest.id("issue", issue.key);
      if (const Cells* kept = coded_.rest.row("issue", id)) {
        Cells cells = *kept;
        if (!same_name(claim, cell_of(*kept, "claim"), id)) put_cell(cells, "claim", claim);
        if (met_issues_.insert(id).second) {
          rows_.add("issue", issue.line, cells);
        } else {
          rows_.add_again("issue", issue.line, id);
        }
      } else if (const auto known = claims.find(plain_name(claim)); known != claims.end()) {
        id = known->second;
        rows_.add_again("issue", issue.line, id);
      } else {
        id = rows_.next_id("issue");
        Cells cells = joined_cells(issue.cells, issue.fallback);
        put_cell(cells, "id", id);
        rows_.add("issue", issue.line, cells);
        claims.emplace(plain_name(claim), id);
      }
      issues_.push_back(std::move(id));
    }
  }

  /// Rows the format has no place for. Statements come from the file alone, so that one taken out
  /// there does not come back.
  void add_rest() {
    std::set<std::string, std::less<>> documents;
    std::set<std::string, std::less<>> sources;
    for (const SettledText& text : settled_) {
      if (text.document.empty()) continue;
      documents.insert(text.document);
      sources.insert(text.source);
    }
    for (const auto& [table, rows] : coded_.rest.rows) {
      if (table == "statement") continue;
      for (const auto& [id, cells] : rows) {
        if (table == "actor" && met_actors_.contains(id)) continue;
        if (table == "issue" && met_issues_.contains(id)) continue;
        if (table == "document" && (documents.contains(id) || refused_.contains(id))) continue;
        if (table == "source" && sources.contains(id)) continue;
        if (table == "passage" && refused_.contains(cell_of(cells, "document"))) {
          reject("passage", 0, "its document was refused", "mend the document first");
          continue;
        }
        rows_.add(table, 0, current(table, cells));
      }
    }
  }

  /// Where the study has another text of the document by now, its own hash and offsets stay.
  Cells current(std::string_view table, const Cells& cells) {
    Cells out = cells;
    const std::string_view id = cell_of(cells, table == "document" ? "id" : "document");
    if ((table != "document" && table != "passage") || !study_.document_text(id)) return out;
    const Cells* then = coded_.rest.row("document", id);
    const Cells now = rows_.study_row("document", id);
    if (table == "document") {
      for (const char* column : {"sha256", "bytes", "file", "media_type", "extractor"}) {
        out.erase(column);
      }
    } else if (then == nullptr || cell_of(*then, "sha256") != cell_of(now, "sha256")) {
      for (const char* column : {"byte_start", "byte_end", "quote_hash"}) out.erase(column);
    }
    return out;
  }

  void take_statement(std::size_t index) {
    const CodedStatement& coded = coded_.statements[index];
    if (std::string why = unfit(coded); !why.empty()) {
      reject("statement", coded.line, std::move(why),
             "code it whole in the program that made the file, or leave it out");
      return;
    }
    const std::string& actor = actors_[coded.actor];
    const std::string& issue = issues_[coded.issue];
    const std::string id = coded_.rest.id("statement", coded.key);
    const Cells* kept = coded_.rest.row("statement", id);
    if (kept != nullptr && !met_statements_.insert(id).second) kept = nullptr;
    const std::vector<std::string> kept_passages =
        kept == nullptr ? std::vector<std::string>() : items(cell_of(*kept, "passages"));
    std::vector<std::string> passages = passages_of(coded, kept_passages);
    const bool same_place =
        coded.spans.empty() || stands_in(coded) || contains_all(kept_passages, passages);
    // Some programs give the number of a deleted statement to the next new one.
    if (kept != nullptr && cell_of(*kept, "actor") != actor && cell_of(*kept, "issue") != issue &&
        !same_place) {
      kept = nullptr;
    }
    Cells cells = kept == nullptr ? coded.fallback : *kept;
    for (const auto& [column, cell] : coded.cells) put_cell(cells, column, cell);
    put_cell(cells, "actor", actor);
    put_cell(cells, "issue", issue);
    put_cell(cells, "stance", std::to_string(stance_of(coded, kept)));
    if (kept == nullptr) {
      cells.erase("id");
      if (cell_of(cells, "date").empty()) put_cell(cells, "date", date_of(coded));
      if (cell_of(cells, "sources").empty() && passages.empty()) {
        put_cell(cells, "sources", source_of(coded));
      }
    }
    if (kept != nullptr && coded_.first_place_only) {
      for (std::size_t p = 1; p < kept_passages.size(); ++p) {
        if (!contains_all(passages, {kept_passages[p]})) passages.push_back(kept_passages[p]);
      }
    }
    if (kept == nullptr || !same_place) put_cell(cells, "passages", joined(passages, ";"));
    rows_.add("statement", coded.line, cells);
  }

  std::string unfit(const CodedStatement& coded) const {
    if (coded.actor >= actors_.size()) return "the statement names no actor";
    if (coded.issue >= issues_.size()) return "the statement names no issue";
    if (!coded.stance) return "the statement tells no side, and unknown is not neutral";
    for (const CodedSpan& span : coded.spans) {
      if (span.text < settled_.size() && !settled_[span.text].refused.empty()) {
        return "the document of the statement was refused: " + settled_[span.text].refused;
      }
    }
    return {};
  }

  bool stands_in(const CodedStatement& coded) const {
    for (const CodedSpan& span : coded.spans) {
      if (!span.passage.empty()) return false;
      if (span.text < settled_.size() && !settled_[span.text].document.empty()) return false;
    }
    return true;
  }

  static int stance_of(const CodedStatement& coded, const Cells* kept) {
    const int told = coded.stance.value_or(0);
    const auto before = kept == nullptr ? std::nullopt : parse_integer(cell_of(*kept, "stance"));
    const bool same_side = before && (*before > 0) == (told > 0) && (*before < 0) == (told < 0);
    return coded.side_only && same_side ? static_cast<int>(*before) : told;
  }

  /// The passages where the statement stands; new places get rows. Of several passages at one place
  /// the one it had is meant.
  std::vector<std::string> passages_of(const CodedStatement& coded,
                                       const std::vector<std::string>& had) {
    std::vector<std::string> out;
    for (const CodedSpan& span : coded.spans) {
      std::string id = span.passage;
      if (id.empty() && span.text < settled_.size() && !settled_[span.text].document.empty()) {
        id = passage_at(span, coded.line, had);
      }
      if (!id.empty() && !contains_all(out, {id})) out.push_back(std::move(id));
    }
    return out;
  }

  std::string passage_at(const CodedSpan& span, std::int64_t line,
                         const std::vector<std::string>& had) {
    const SettledText& text = settled_[span.text];
    std::vector<std::string>& there =
        places_[PassagePlace(text.document, std::to_string(span.begin), std::to_string(span.end))];
    if (!there.empty()) {
      const auto known = std::find_first_of(there.begin(), there.end(), had.begin(), had.end());
      const std::string id = known == there.end() ? there.front() : *known;
      if (coded_.rest.row("passage", id) == nullptr) rows_.add_again("passage", line, id);
      return id;
    }
    const std::string id = rows_.next_id("passage");
    there.push_back(id);
    const auto own =
        coded_.texts[span.text].as_in_study ? study_.document_text(text.document) : nullptr;
    const std::string_view whole = own ? std::string_view(*own) : std::string_view(text.text);
    Cells cells{{"id", id},
                {"source", text.source},
                {"document", text.document},
                {"byte_start", std::to_string(span.begin)},
                {"byte_end", std::to_string(span.end)}};
    if (span.begin < span.end && span.end <= whole.size()) {
      put_cell(cells, "quote_hash", quote_hash(whole.substr(span.begin, span.end - span.begin)));
    }
    put_cell(cells, "note", span.doubt);
    rows_.add("passage", line, cells);
    return id;
  }

  std::string date_of(const CodedStatement& coded) const {
    for (const CodedSpan& span : coded.spans) {
      if (span.text < settled_.size() && !settled_[span.text].date.empty()) {
        return settled_[span.text].date;
      }
    }
    return {};
  }
  std::string source_of(const CodedStatement& coded) const {
    for (const CodedSpan& span : coded.spans) {
      if (span.text < settled_.size()) return settled_[span.text].source;
    }
    return {};
  }

  void reject(std::string_view table, std::int64_t line, std::string why, std::string mend) {
    rows_.fault(table, input_error(ErrorKind::Malformed, std::move(why), {coded_.file, line, {}},
                                   "actor, issue, side and a place", {}, std::move(mend)));
  }

  static std::vector<std::string> items(std::string_view cell) {
    std::vector<std::string> out;
    for (const std::string_view item : list_items(cell)) out.emplace_back(item);
    return out;
  }
  static bool contains_all(const std::vector<std::string>& in,
                           const std::vector<std::string>& these) {
    for (const std::string& one : these) {
      if (std::find(in.begin(), in.end(), one) == in.end()) return false;
    }
    return true;
  }

  const record::Study& study_;
  CodedStudy& coded_;
  IncomingRows rows_;
  TextSettler texts_;
  Exchange out_;
  std::vector<SettledText> settled_;
  std::set<std::string, std::less<>> refused_;  ///< documents whose text does not fit
  std::map<PassagePlace, std::vector<std::string>> places_;
  std::vector<std::string> actors_;
  std::vector<std::string> issues_;
  std::set<std::string, std::less<>> met_actors_;
  std::set<std::string, std::less<>> met_issues_;
  std::set<std::string, std::less<>> met_statements_;
};

}  // namespace

Exchange assemble(const record::Study& study, CodedStudy coded) {
  return Assembler(study, coded).run();
}

}  // namespace entente::ingest

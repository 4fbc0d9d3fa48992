// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/refi/codes.hpp"
#include "ingest/refi/project.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

enum class CodeSort { Group, Actor, Issue, Stance };

struct CodeMeaning {
  CodeSort sort = CodeSort::Group;
  std::size_t index = nothing_coded;  ///< of the actor or issue
  std::optional<int> stance;
};

class RefiReader {
 public:
  RefiReader(const record::Study& study, RefiProject project, const std::string& file)
      : study_(study), project_(std::move(project)) {
    coded_.file = file;
    coded_.first_place_only = true;
  }

  Result<Exchange> run() {
    if (!project_.record.empty()) {
      ENTENTE_TRY(coded_.rest, parse_remainder(project_.record, coded_.file));
      own_ = true;
    }
    for (std::size_t i = 0; i < project_.codes.size(); ++i) take_code(i);
    for (std::size_t i = 0; i < project_.sources.size(); ++i) take_source(i);
    for (const std::string& name : project_.other_sources) {
      coded_.faults["document"].push_back(input_error(
          ErrorKind::Malformed, "a source that is no plain text", {coded_.file, 0, {}},
          "a text source", quotable(name), "import that file as a document of its own"));
    }
    remark();
    return assemble(study_, std::move(coded_));
  }

 private:
  std::size_t top_of(std::size_t code) const {
    while (project_.codes[code].parent != no_code) code = project_.codes[code].parent;
    return code;
  }

  CodeSort sort_of(std::size_t code) const {
    const std::size_t top = top_of(code);
    const std::string name = lowered(trimmed(project_.codes[top].name));
    const bool inside = top != code;
    if (name == "actors") return inside ? CodeSort::Actor : CodeSort::Group;
    if (name == "stance") return inside ? CodeSort::Stance : CodeSort::Group;
    if (name == "issues" && !inside) return CodeSort::Group;
    return project_.codes[code].codable ? CodeSort::Issue : CodeSort::Group;
  }

  /// The row that the code was made of, where its description tells and GUID or name agree.
  void recognise(const RefiCode& code, std::string_view table, std::string_view name_column) {
    Cells cells = cells_of_description(code.description, table);
    const std::string id(cell_of(cells, "id"));
    if (id.empty() || !coded_.rest.id(table, code.guid).empty()) return;
    const Cells* kept = coded_.rest.row(table, id);
    const bool same_name = kept != nullptr && cell_of(*kept, name_column) == code.name;
    if (code.guid != refi_guid(table, id) && !same_name) return;
    coded_.rest.keys[std::string(table)].insert_or_assign(code.guid, id);
    if (kept != nullptr) return;
    put_cell(cells, name_column, code.name);
    // A code book comes without the rows that its own rows lean on.
    for (const char* column : {"passages", "sources"}) cells.erase(column);
    coded_.rest.rows[std::string(table)].emplace(id, std::move(cells));
  }

  void take_code(std::size_t i) {
    const RefiCode& code = project_.codes[i];
    CodeMeaning meaning;
    meaning.sort = sort_of(i);
    const bool described_by_us = code.description.starts_with("id: ");
    const auto line = static_cast<std::int64_t>(i + 1);
    if (meaning.sort == CodeSort::Actor) {
      recognise(code, "actor", "name");
      CodedActor actor;
      actor.key = code.guid;
      actor.line = line;
      put_cell(actor.cells, "name", code.name);
      if (!described_by_us) put_cell(actor.fallback, "note", code.description);
      meaning.index = coded_.actors.size();
      coded_.actors.push_back(std::move(actor));
    } else if (meaning.sort == CodeSort::Issue) {
      recognise(code, "issue", "claim");
      CodedIssue issue;
      issue.key = code.guid;
      issue.line = line;
      put_cell(issue.cells, "claim", code.name);
      std::string note = described_by_us ? std::string() : code.description;
      const bool nested = code.parent != no_code && code.parent != top_of(i);
      if (nested && project_.codes[code.parent].name.size() <= repeated_name_limit) {
        add_noted(note, "under", project_.codes[code.parent].name);
      }
      put_cell(issue.fallback, "note", note);
      meaning.index = coded_.issues.size();
      coded_.issues.push_back(std::move(issue));
    } else if (meaning.sort == CodeSort::Stance) {
      meaning.stance = refi_stance(code.name);
    }
    meanings_.emplace(code.guid, meaning);
  }

  void take_source(std::size_t i) {
    const RefiSource& source = project_.sources[i];
    CodedDocumentText text;
    text.key = source.guid;
    text.line = static_cast<std::int64_t>(i + 1);
    text.text = source.text;
    put_cell(text.source, "title", source.name);
    put_cell(text.document, "note", "imported from " + coded_.file);
    const bool broken = first_broken_utf8(source.text).has_value();
    const std::size_t mark = source.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const TextPlaces places(broken ? std::string_view()
                                   : std::string_view(source.text).substr(mark));
    coded_.texts.push_back(std::move(text));
    for (const RefiSelection& selection : source.selections) {
      ++selections_;
      CodedStatement out;
      out.line = selections_;
      CodedSpan span;
      span.text = i;
      std::string why = broken ? std::string() : find_place(selection, places, mark, span);
      if (why.empty()) why = take_codings(selection, out);
      if (!why.empty()) {
        reject(std::move(why));
        continue;
      }
      out.spans.push_back(std::move(span));
      take_words(selection, out);
      coded_.statements.push_back(std::move(out));
    }
  }

  std::string find_place(const RefiSelection& selection, const TextPlaces& places, std::size_t mark,
                         CodedSpan& span) {
    if (places.points() == 0) return "its source has no text";
    const auto start = selection.start.value_or(-1);
    const auto end = selection.end.value_or(-1);
    if (start < 0 || end <= start) return "its place begins behind its end";
    const auto from = places.byte_of_point(static_cast<std::size_t>(start));
    const auto to = places.byte_of_point(static_cast<std::size_t>(end));
    if (!from || !to) return "its place is not in the text of its source";
    span.begin = mark + *from;
    span.end = mark + *to;
    if (!own_ && places.unit_of_byte(*to) != static_cast<std::size_t>(end)) {
      ++ambiguous_;
      span.doubt =
          "place read as code points, as REFI-QDA says; counted in UTF-16 units it lies elsewhere";
    }
    return {};
  }

  /// One actor, one issue and one stance, or why not.
  std::string take_codings(const RefiSelection& selection, CodedStatement& out) {
    std::vector<std::size_t> actors;
    std::vector<std::size_t> issues;
    std::vector<int> stances;
    for (const std::string& guid : selection.codes) {
      const auto it = meanings_.find(guid);
      if (it == meanings_.end()) return "it is coded with a code that is not there";
      const CodeMeaning& meaning = it->second;
      if (meaning.sort == CodeSort::Actor) actors.push_back(meaning.index);
      if (meaning.sort == CodeSort::Issue) issues.push_back(meaning.index);
      if (meaning.stance) stances.push_back(*meaning.stance);
    }
    if (actors.size() != 1 || issues.size() != 1 || stances.size() != 1) {
      return "it has " + counted_things(actors.size(), "actor", "actors") + ", " +
             counted_things(issues.size(), "issue", "issues") + " and " +
             counted_things(stances.size(), "stance", "stances");
    }
    out.actor = actors[0];
    out.issue = issues[0];
    out.stance = stances[0];
    return {};
  }

  void take_words(const RefiSelection& selection, CodedStatement& out) {
    out.key = selection.guid;
    Cells cells = cells_of_description(selection.description, "statement");
    const std::string id(cell_of(cells, "id"));
    if (!id.empty() && coded_.rest.id("statement", out.key).empty() &&
        coded_.rest.row("statement", id) != nullptr) {
      coded_.rest.keys["statement"].insert_or_assign(out.key, id);
    }
    cells.erase("id");
    if (cells.empty()) put_cell(cells, "note", selection.description);
    const auto user = project_.users.find(selection.user);
    const bool named = user != project_.users.end() && !trimmed(user->second).empty();
    put_cell(cells, "coder", named ? std::string_view(user->second) : "unnamed QDA user");
    out.fallback = std::move(cells);
  }

  void reject(std::string why) {
    coded_.faults["statement"].push_back(input_error(
        ErrorKind::Malformed, std::move(why),
        {coded_.file + ", PlainTextSelection", selections_, {}},
        "one code under Actors, one under Issues and one under Stance (-2 to +2)", {},
        "add the codes in the program that made the project, or leave the passage out"));
  }

  void remark() {
    if (ambiguous_ > 0) {
      coded_.remarks.push_back(counted_things(ambiguous_, "passage stands", "passages stand") +
                               " behind characters beyond U+FFFF: read as code points, and marked");
    }
    if (project_.other_selections > 0) {
      coded_.remarks.push_back(
          counted_things(project_.other_selections, "coded place", "coded places") +
          " in sources that are no plain text left out");
    }
    if (project_.other_notes > 0) {
      coded_.remarks.push_back(counted_things(project_.other_notes, "note", "notes") + " left out");
    }
  }

  const record::Study& study_;
  RefiProject project_;
  CodedStudy coded_;
  bool own_ = false;
  std::map<std::string, CodeMeaning, std::less<>> meanings_;
  std::int64_t selections_ = 0;
  std::size_t ambiguous_ = 0;
};

}  // namespace

Result<Exchange> read_refi(std::string_view bytes, const std::string& file_name,
                           const record::Study& study) {
  ENTENTE_TRY(RefiProject project, read_refi_project(bytes, file_name));
  return RefiReader(study, std::move(project), file_name).run();
}

}  // namespace entente::ingest

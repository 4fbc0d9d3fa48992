// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <set>
#include <unordered_map>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "ingest/dna/tables.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Which of a statement type's variables say what.
struct DnaRoles {
  std::int64_t person = 0;
  std::int64_t organization = 0;
  std::int64_t concept_name = 0;
  std::int64_t agreement = 0;  ///< boolean
  std::int64_t stance = 0;     ///< integer
  bool usable() const { return concept_name != 0 && (person != 0 || organization != 0); }
};

std::string day_of(std::int64_t seconds) {
  // Years 1 to 9999, the dates a study can hold.
  if (seconds < -62'135'596'800 || seconds > 253'402'300'799) return {};
  const auto days = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  return Date::day(std::chrono::year_month_day(days)).text();
}

bool word_fits(std::string_view table, std::string_view column, std::string_view word) {
  const record::TableSchema& schema = record::table_schema(table);
  return record::canonical_cell(schema.columns[schema.column(column).value()], word).has_value();
}

class DnaReader {
 public:
  DnaReader(const record::Study& study, DnaTables tables, const std::string& file)
      : study_(study), tables_(std::move(tables)) {
    coded_.file = file;
    coded_.first_place_only = true;
  }

  Result<Exchange> run() {
    if (!tables_.record.empty()) {
      ENTENTE_TRY(coded_.rest, parse_remainder(tables_.record, coded_.file));
      own_ = true;
    }
    take_roles();
    take_documents();
    take_concepts();
    for (const DnaStatement& statement : tables_.statements) take(statement);
    take_idle_organizations();
    remark();
    return assemble(study_, std::move(coded_));
  }

 private:
  void take_roles() {
    std::map<std::int64_t, std::vector<std::int64_t>> booleans;
    std::map<std::int64_t, std::vector<std::int64_t>> integers;
    for (const DnaVariable& variable : tables_.variables) {
      const std::string name = lowered(trimmed(variable.name));
      DnaRoles& roles = roles_[variable.type];
      names_.emplace(variable.id, variable.name);
      if (variable.data_type == "short text") {
        if (name == "person") roles.person = variable.id;
        if (name == "organization" || name == "organisation") roles.organization = variable.id;
        if (name == "concept") roles.concept_name = variable.id;
      } else if (variable.data_type == "boolean") {
        booleans[variable.type].push_back(variable.id);
        if (name == "agreement") roles.agreement = variable.id;
      } else if (variable.data_type == "integer") {
        integers[variable.type].push_back(variable.id);
        if (name == "stance") roles.stance = variable.id;
      }
    }
    for (auto& [type, roles] : roles_) {
      if (roles.agreement == 0 && booleans[type].size() == 1) roles.agreement = booleans[type][0];
      const bool lacks_all = roles.agreement == 0 && roles.stance == 0;
      if (lacks_all && integers[type].size() == 1) roles.stance = integers[type][0];
    }
  }

  void take_documents() {
    for (const DnaDocument& document : tables_.documents) {
      CodedDocumentText text;
      text.key = std::to_string(document.id);
      text.line = document.id;
      text.text = document.text;
      put_cell(text.source, "title", document.title);
      put_cell(text.source, "publisher", document.source);
      if (document.date) put_cell(text.source, "date", day_of(*document.date));
      std::string note;
      if (word_fits("source", "kind", document.type)) {
        put_cell(text.source, "kind", document.type);
      } else {
        add_noted(note, "type", document.type);
      }
      add_noted(note, "section", document.section);
      if (!document.notes.empty()) note += (note.empty() ? "" : "\n") + document.notes;
      put_cell(text.source, "note", note);
      put_cell(text.document, "authors", document.author);
      put_cell(text.document, "note", "imported from " + coded_.file);
      documents_.emplace(document.id, coded_.texts.size());
      places_.emplace_back(first_broken_utf8(document.text) ? std::string_view()
                                                            : std::string_view(document.text));
      coded_.texts.push_back(std::move(text));
    }
  }

  void take_concepts() {
    std::set<std::int64_t> concepts;
    for (const auto& [type, roles] : roles_) {
      if (roles.usable()) concepts.insert(roles.concept_name);
    }
    for (std::size_t i = 0; i < tables_.entities.size(); ++i) {
      const DnaEntity& entity = tables_.entities[i];
      entities_.emplace(entity.id, i);
      if (!concepts.contains(entity.variable) || trimmed(entity.value).empty()) continue;
      CodedIssue issue;
      issue.key = std::to_string(entity.id);
      issue.line = entity.id;
      put_cell(issue.cells, "claim", entity.value);
      std::string note;
      for (const auto& [name, value] : entity.attributes) {
        if (name == "Notes") {
          note += (note.empty() ? "" : "\n") + value;
        } else {
          add_noted(note, name, value);
        }
      }
      put_cell(issue.fallback, "note", note);
      issues_.emplace(entity.id, coded_.issues.size());
      coded_.issues.push_back(std::move(issue));
    }
  }

  const DnaEntity* entity(const DnaStatement& statement, std::int64_t variable) const {
    const auto value = statement.entities.find(variable);
    if (variable == 0 || value == statement.entities.end()) return nullptr;
    const auto it = entities_.find(value->second);
    const bool filled =
        it != entities_.end() && !trimmed(tables_.entities[it->second].value).empty();
    return filled ? &tables_.entities[it->second] : nullptr;
  }

  std::size_t actor(const DnaEntity& entity, bool person) {
    const auto [it, made] = actors_.try_emplace(entity.id, coded_.actors.size());
    if (!made) return it->second;
    CodedActor out;
    out.key = std::to_string(entity.id);
    out.line = entity.id;
    put_cell(out.cells, "name", entity.value);
    std::string kind = person ? "person" : "org";
    std::string note;
    for (const auto& [name, value] : entity.attributes) {
      if (name == "Alias") {
        for (const std::string_view alias : list_items(value)) out.aliases.emplace_back(alias);
      } else if (name == "Type" && !person && word_fits("actor", "kind", value)) {
        kind = value;
      } else if (name == "Notes") {
        note += (note.empty() ? "" : "\n") + value;
      } else {
        add_noted(note, name, value);
      }
    }
    put_cell(out.fallback, "kind", kind);
    put_cell(out.fallback, "note", note);
    coded_.actors.push_back(std::move(out));
    return it->second;
  }

  void take(const DnaStatement& statement) {
    const auto roles = roles_.find(statement.type.value_or(0));
    if (roles == roles_.end() || !roles->second.usable()) {
      const auto type = tables_.types.find(statement.type.value_or(0));
      reject(statement, "its statement type " +
                            (type == tables_.types.end()
                                 ? "is not known"
                                 : quotable(type->second) + " has no concept with a person or "
                                                            "organisation"));
      return;
    }
    CodedStatement out;
    out.key = std::to_string(statement.id);
    out.line = statement.id;
    if (std::string why = place(statement, out); !why.empty()) {
      reject(statement, std::move(why));
      return;
    }
    const DnaEntity* organization = entity(statement, roles->second.organization);
    const DnaEntity* person = entity(statement, roles->second.person);
    if (organization != nullptr) {
      out.actor = actor(*organization, false);
    } else if (person != nullptr) {
      out.actor = actor(*person, true);
    }
    if (const DnaEntity* about = entity(statement, roles->second.concept_name)) {
      const auto issue = issues_.find(about->id);
      if (issue != issues_.end()) out.issue = issue->second;
    }
    take_side(statement, roles->second, out);
    take_fallback(statement, roles->second, organization == nullptr ? nullptr : person, out);
    coded_.statements.push_back(std::move(out));
  }

  /// Agreement tells the side and not how strongly: +1 or -1, never more than was coded. An integer
  /// called stance tells both, where the two do not contradict each other.
  void take_side(const DnaStatement& statement, const DnaRoles& roles, CodedStatement& out) {
    const auto agreement = statement.numbers.find(roles.agreement);
    const auto stance = statement.numbers.find(roles.stance);
    std::optional<int> strength;
    if (stance != statement.numbers.end()) {
      strength = static_cast<int>(std::clamp<std::int64_t>(stance->second, -2, 2));
      if (*strength != stance->second) ++clipped_;
    }
    if (agreement == statement.numbers.end()) {
      out.stance = strength;
      return;
    }
    const int side = agreement->second != 0 ? 1 : -1;
    if (strength && (*strength > 0) == (side > 0) && *strength != 0) {
      out.stance = strength;
      return;
    }
    if (strength) ++contradictions_;
    out.stance = side;
    out.side_only = !strength;
  }

  void take_fallback(const DnaStatement& statement, const DnaRoles& roles, const DnaEntity* person,
                     CodedStatement& out) {
    const auto coder = tables_.coders.find(statement.coder.value_or(0));
    const bool named = coder != tables_.coders.end() && !trimmed(coder->second).empty();
    put_cell(out.fallback, "coder",
             named ? coder->second : "DNA coder " + std::to_string(statement.coder.value_or(0)));
    std::string note;
    if (person != nullptr) {
      add_noted(note, "person", person->value);
      if (!person->attributes.empty()) speakers_.insert(person->id);
    }
    for (const auto& [variable, value] : statement.numbers) {
      if (variable == roles.agreement || variable == roles.stance) continue;
      add_noted(note, name_of(variable), std::to_string(value));
    }
    for (const auto& [variable, id] : statement.entities) {
      if (variable == roles.person || variable == roles.organization ||
          variable == roles.concept_name) {
        continue;
      }
      const DnaEntity* value = entity(statement, variable);
      if (value == nullptr) continue;
      const std::string name = name_of(variable);
      if (name == "status" && word_fits("statement", "status", value->value)) {
        put_cell(out.fallback, "status", value->value);
      } else {
        add_noted(note, name, value->value);
      }
    }
    for (const auto& [variable, text] : statement.long_texts) {
      add_noted(note, name_of(variable), text);
    }
    put_cell(out.fallback, "note", note);
  }

  std::string name_of(std::int64_t variable) const {
    const auto it = names_.find(variable);
    return it == names_.end() ? "variable " + std::to_string(variable) : it->second;
  }

  /// DNA's own window counts UTF-16 units; returns why there is no such place.
  std::string place(const DnaStatement& statement, CodedStatement& out) {
    const auto document = documents_.find(statement.document.value_or(0));
    if (!statement.document || document == documents_.end()) return "its document is not there";
    const CodedDocumentText& text = coded_.texts[document->second];
    CodedSpan span;
    span.text = document->second;
    const TextPlaces& places = places_[document->second];
    if (places.points() > 0) {
      const auto start = statement.start.value_or(-1);
      const auto stop = statement.stop.value_or(-1);
      if (start < 0 || stop <= start) return "its place begins behind its end";
      const auto begin = places.byte_of_unit(static_cast<std::size_t>(start));
      const auto end = places.byte_of_unit(static_cast<std::size_t>(stop));
      if (!begin || !end) return "its place is not in the text of its document";
      span.begin = *begin;
      span.end = *end;
      if (!own_ && places.point_of_byte(*end) != static_cast<std::size_t>(stop)) {
        ++ambiguous_;
        span.doubt =
            "place read as UTF-16 units, as DNA's window counts; counted in code points it lies "
            "elsewhere";
      }
    } else if (!first_broken_utf8(text.text)) {
      return "its document has no text";
    }
    out.spans.push_back(std::move(span));
    return {};
  }

  /// Organisations that no statement names are part of the record all the same.
  void take_idle_organizations() {
    std::set<std::int64_t> organizations;
    for (const auto& [type, roles] : roles_) {
      if (roles.usable()) organizations.insert(roles.organization);
    }
    for (const DnaEntity& entity : tables_.entities) {
      const bool meant = organizations.contains(entity.variable) ||
                         (own_ && coded_.rest.keys["actor"].contains(std::to_string(entity.id)));
      if (meant && !trimmed(entity.value).empty()) {
        actor(entity, !organizations.contains(entity.variable));
      }
    }
  }

  void reject(const DnaStatement& statement, std::string why) {
    coded_.faults["statement"].push_back(
        input_error(ErrorKind::Malformed, std::move(why),
                    {coded_.file + ", table STATEMENTS", statement.id, {}},
                    "a DNA Statement with a place, an actor, a concept and agreement", {},
                    "recode it in DNA, or leave it out"));
  }

  void remark() {
    const auto say = [&](std::size_t count, std::string_view one, std::string_view many,
                         const std::string& what) {
      if (count > 0) coded_.remarks.push_back(counted_things(count, one, many) + " " + what);
    };
    say(ambiguous_, "statement stands", "statements stand",
        "behind characters beyond U+FFFF: read as UTF-16 units, and the passages marked");
    say(clipped_, "stance", "stances", "outside -2 to 2 cut to the scale");
    say(contradictions_, "statement", "statements",
        "whose stance and agreement differ: agreement was taken");
    say(speakers_.size(), "person who speaks", "persons who speak",
        "for an organisation: name kept in the note, attributes left out");
    if (own_) return;
    say(static_cast<std::size_t>(tables_.regexes), "regular expression", "regular expressions",
        "for colouring left out");
    say(tables_.coders.size(), "coder:", "coders:",
        "names kept with the statements; passwords, rights and colours left out");
  }

  const record::Study& study_;
  DnaTables tables_;
  CodedStudy coded_;
  bool own_ = false;  ///< written by entente export
  std::map<std::int64_t, DnaRoles> roles_;
  std::map<std::int64_t, std::string> names_;  ///< of variables
  std::unordered_map<std::int64_t, std::size_t> documents_;
  std::vector<TextPlaces> places_;
  std::unordered_map<std::int64_t, std::size_t> entities_;
  std::unordered_map<std::int64_t, std::size_t> issues_;
  std::unordered_map<std::int64_t, std::size_t> actors_;
  std::set<std::int64_t> speakers_;
  std::size_t ambiguous_ = 0;
  std::size_t clipped_ = 0;
  std::size_t contradictions_ = 0;
};

}  // namespace

Result<Exchange> read_dna(std::string_view bytes, const std::string& file_name,
                          const record::Study& study) {
  ENTENTE_TRY(DnaTables tables, read_dna_tables(bytes, file_name));
  return DnaReader(study, std::move(tables), file_name).run();
}

}  // namespace entente::ingest

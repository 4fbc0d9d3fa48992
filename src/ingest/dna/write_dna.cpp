// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "ingest/dna/database.hpp"
#include "ingest/dna/schema.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_points = 190;  ///< DNA's short texts hold no more
constexpr std::int64_t seconds_a_day = 86'400;

std::string_view cut_to(std::string_view text, std::size_t points) {
  std::size_t at = 0;
  for (; points > 0 && at < text.size(); --points) {
    const std::size_t length = utf8_sequence_length(text, at);
    at += length == 0 ? 1 : length;
  }
  return text.substr(0, at);
}

std::optional<std::int64_t> first_second(std::string_view date) {
  const auto parsed = Date::parse(date);
  if (!parsed) return std::nullopt;
  return parsed->first_day().time_since_epoch().count() * seconds_a_day;
}

/// The variables of a statement type that we fill.
struct DnaSlots {
  std::int64_t type, person, organization, concept_name, stance;
};
constexpr DnaSlots main_slots{1, 1, 2, 3, 12};
constexpr DnaSlots other_slots{4, 13, 14, 15, 16};
constexpr std::int64_t agreement_variable = 4;
constexpr std::int64_t status_variable = 17;

class DnaWriter {
 public:
  DnaWriter(const record::Study& study, DnaDatabase database)
      : study_(study), coded_(flattened(study)), database_(std::move(database)) {}

  Result<ExchangeFile> run() {
    ENTENTE_CHECK(database_.run("BEGIN; " + dna_schema()));
    for (const CodedStatement& statement : coded_.statements) others_ += apart(statement) ? 1 : 0;
    ENTENTE_CHECK(write_frame());
    ENTENTE_CHECK(write_coders());
    ENTENTE_CHECK(write_documents());
    ENTENTE_CHECK(write_entities());
    for (const CodedStatement& statement : coded_.statements) {
      ENTENTE_CHECK(write_statement(statement));
    }
    ENTENTE_CHECK(database_.insert("SETTINGS", {"version", "3.0.7"}));
    const std::string day = study_.settings.as_of ? study_.settings.as_of->text() : "2000-01-01";
    ENTENTE_CHECK(database_.insert("SETTINGS", {"date", std::string_view(day)}));
    const std::string record = remainder_json(coded_.rest);
    ENTENTE_CHECK(database_.insert("SETTINGS", {"entente", std::string_view(record)}));
    ENTENTE_CHECK(database_.run("COMMIT"));
    ExchangeFile out;
    ENTENTE_TRY(out.bytes, database_.bytes());
    out.statements = coded_.statements.size();
    remark();
    out.remarks = std::move(coded_.remarks);
    return out;
  }

 private:
  /// What DNA's networks must not count: neutral is no side, and proposals are no facts.
  static bool apart(const CodedStatement& statement) {
    const std::string_view status = cell_of(statement.cells, "status");
    return statement.stance.value_or(0) == 0 || status == "proposed" || status == "rejected";
  }

  std::string_view fitting(std::string_view text) {
    const std::string_view out = cut_to(text, most_points);
    if (out.size() < text.size()) ++cut_;
    return out;
  }

  Result<void> write_frame() {
    for (const DnaDefaultType& type : dna_types) {
      if (type.id == other_slots.type && others_ == 0) continue;
      ENTENTE_CHECK(
          database_.insert("STATEMENTTYPES", {type.id, type.label, std::int64_t{type.red},
                                              std::int64_t{type.green}, std::int64_t{type.blue}}));
    }
    std::int64_t attribute = 0;
    for (const DnaDefaultVariable& variable : dna_variables) {
      if (variable.type == other_slots.type && others_ == 0) continue;
      ENTENTE_CHECK(database_.insert(
          "VARIABLES", {variable.id, variable.name, variable.data_type, variable.type}));
      if (variable.data_type != "short text" || variable.type == 2) continue;
      for (const char* name : {"Type", "Alias", "Notes"}) {
        attributes_[variable.id].push_back(++attribute);
        ENTENTE_CHECK(database_.insert("ATTRIBUTEVARIABLES",
                                       {attribute, variable.id, std::string_view(name)}));
      }
      ENTENTE_CHECK(entity(variable.id, "", {}, {}, {}));
    }
    return {};
  }

  Result<void> write_coders() {
    coders_.emplace("Admin", 1);
    for (const CodedStatement& statement : coded_.statements) {
      coders_.try_emplace(std::string(cut_to(cell_of(statement.cells, "coder"), most_points)), 0);
    }
    std::int64_t next = 1;
    for (auto& [name, id] : coders_) {
      if (id == 0) id = ++next;
    }
    std::map<std::int64_t, std::string> by_id;
    for (const auto& [name, id] : coders_) by_id.emplace(id, name);
    const std::int64_t yes = 1;
    const std::int64_t no = 0;
    for (const auto& [id, name] : by_id) {
      // Colours far apart on a wheel of our own: no two neighbours look alike.
      const std::int64_t hue = id * 97 % 200;
      ENTENTE_CHECK(database_.insert("CODERS", {id,
                                                std::string_view(name),
                                                hue,
                                                255 - hue,
                                                (hue * 3) % 256,
                                                no,
                                                std::int64_t{14},
                                                dna_password,
                                                std::int64_t{300},
                                                no,
                                                no,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes,
                                                yes}));
    }
    std::int64_t relation = 0;
    for (const auto& [coder, ignored] : by_id) {
      for (const auto& [other, also_ignored] : by_id) {
        if (coder == other) continue;
        ENTENTE_CHECK(
            database_.insert("CODERRELATIONS", {++relation, coder, other, yes, yes, yes, yes}));
      }
    }
    return {};
  }

  Result<void> write_documents() {
    for (std::size_t i = 0; i < coded_.texts.size(); ++i) {
      const CodedDocumentText& text = coded_.texts[i];
      const auto id = static_cast<std::int64_t>(i + 1);
      coded_.rest.keys["text"].emplace(std::to_string(id), text.key);
      places_.emplace_back(text.text);
      beyond_ += places_.back().units() > places_.back().points() ? 1 : 0;
      const std::string_view title = cell_of(text.source, "title");
      const std::string_view note = cell_of(text.source, "note");
      ENTENTE_CHECK(database_.insert(
          "DOCUMENTS",
          {id, fitting(title.empty() ? std::string_view("Untitled") : title),
           std::string_view(text.text), std::int64_t{1}, fitting(cell_of(text.document, "authors")),
           fitting(cell_of(text.source, "publisher")), fitting(noted(note, "section")), note,
           fitting(cell_of(text.source, "kind")), date_of(i)}));
    }
    return {};
  }

  /// DNA takes the document's date for that of its statements.
  std::int64_t date_of(std::size_t text) {
    auto out = first_second(cell_of(coded_.texts[text].source, "date"));
    if (out) return *out;
    ++undated_;
    for (const CodedStatement& statement : coded_.statements) {
      if (statement.spans.front().text != text) continue;
      const auto day = first_second(cell_of(statement.cells, "date"));
      if (day && (!out || *day < *out)) out = day;
    }
    if (!out && study_.settings.as_of) out = first_second(study_.settings.as_of->text());
    return out.value_or(0);
  }

  Result<std::int64_t> entity(std::int64_t variable, std::string_view value, std::string_view type,
                              std::string_view alias, std::string_view notes) {
    const auto [it, made] = entities_.try_emplace({variable, std::string(value)}, next_entity_);
    if (!made) return it->second;
    const std::int64_t id = next_entity_++;
    const std::int64_t none = 0;
    ENTENTE_CHECK(database_.insert("ENTITIES", {id, variable, value, none, none, none, {}}));
    const std::array<std::string_view, 3> values = {
        cut_to(type, most_points), cut_to(alias, most_points), cut_to(notes, most_points)};
    for (std::size_t i = 0; i < attributes_[variable].size(); ++i) {
      ENTENTE_CHECK(database_.insert("ATTRIBUTEVALUES",
                                     {next_value_++, id, attributes_[variable][i], values[i]}));
    }
    return id;
  }

  /// A value of its own for each row: cut, and with its id where another has the same.
  std::string own_value(std::int64_t variable, std::string_view name, const std::string& id) {
    std::string out(fitting(name));
    const std::string mark = " (" + id + ")";
    if (out.empty() || entities_.contains({variable, out})) {
      const std::size_t room = most_points - std::min(most_points, code_points(mark));
      out = std::string(cut_to(name, room)) + mark;
    }
    return out;
  }

  Result<std::int64_t> actor_entity(const CodedActor& actor, const DnaSlots& slots) {
    const auto known = actors_.find({slots.type, actor.key});
    if (known != actors_.end()) return known->second;
    const bool person = cell_of(actor.cells, "kind") == "person";
    const std::int64_t variable = person ? slots.person : slots.organization;
    const std::string value = own_value(variable, cell_of(actor.cells, "name"), actor.key);
    const std::string aliases = joined(actor.aliases, "; ");
    ENTENTE_TRY(const std::int64_t id, entity(variable, value, cell_of(actor.cells, "kind"),
                                              aliases, cell_of(actor.cells, "note")));
    actors_.emplace(std::pair(slots.type, actor.key), id);
    coded_.rest.keys["actor"].emplace(std::to_string(id), actor.key);
    return id;
  }

  Result<std::int64_t> concept_entity(const CodedIssue& issue, const DnaSlots& slots) {
    const auto known = issues_.find({slots.type, issue.key});
    if (known != issues_.end()) return known->second;
    const std::string value =
        own_value(slots.concept_name, cell_of(issue.cells, "claim"), issue.key);
    ENTENTE_TRY(const std::int64_t id,
                entity(slots.concept_name, value, cell_of(issue.cells, "group"),
                       cell_of(issue.cells, "code"), cell_of(issue.cells, "note")));
    issues_.emplace(std::pair(slots.type, issue.key), id);
    coded_.rest.keys["issue"].emplace(std::to_string(id), issue.key);
    return id;
  }

  Result<void> write_entities() {
    for (const CodedActor& actor : coded_.actors) {
      ENTENTE_CHECK(actor_entity(actor, main_slots));
    }
    for (const CodedIssue& issue : coded_.issues) {
      ENTENTE_CHECK(concept_entity(issue, main_slots));
    }
    for (const CodedActor& actor : coded_.actors) {
      const auto own = actors_.find({main_slots.type, actor.key});
      const auto parent =
          actors_.find({main_slots.type, std::string(cell_of(actor.cells, "parent"))});
      if (parent == actors_.end() || parent->second == own->second) continue;
      ENTENTE_CHECK(
          database_.run("UPDATE ENTITIES SET ChildOf = " + std::to_string(parent->second) +
                        " WHERE ID = " + std::to_string(own->second)));
    }
    return {};
  }

  Result<void> write_statement(const CodedStatement& statement) {
    const bool is_apart = apart(statement);
    const DnaSlots& slots = is_apart ? other_slots : main_slots;
    const CodedSpan& span = statement.spans.front();
    const std::int64_t id = next_statement_++;
    coded_.rest.keys["statement"].emplace(std::to_string(id), statement.key);
    const TextPlaces& places = places_[span.text];
    const auto coder =
        coders_.find(std::string(cut_to(cell_of(statement.cells, "coder"), most_points)));
    ENTENTE_CHECK(database_.insert(
        "STATEMENTS", {id, slots.type, static_cast<std::int64_t>(span.text + 1),
                       static_cast<std::int64_t>(places.unit_of_byte(span.begin)),
                       static_cast<std::int64_t>(places.unit_of_byte(span.end)), coder->second}));
    ENTENTE_CHECK(write_entity_values(statement, slots, id));
    const std::int64_t stance = statement.stance.value_or(0);
    ENTENTE_CHECK(database_.insert("DATAINTEGER", {next_integer_++, id, slots.stance, stance}));
    if (is_apart) {
      const std::string_view status = cell_of(statement.cells, "status");
      ENTENTE_TRY(const std::int64_t word, entity(status_variable, status, {}, {}, {}));
      ENTENTE_CHECK(short_text(id, status_variable, word));
    } else {
      ENTENTE_CHECK(database_.insert("DATABOOLEAN", {next_boolean_++, id, agreement_variable,
                                                     std::int64_t{stance > 0 ? 1 : 0}}));
    }
    elsewhere_ += statement.spans.size() > 1 ? 1 : 0;
    stand_ins_ += coded_.texts[span.text].stand_in ? 1 : 0;
    const std::string_view date = cell_of(statement.cells, "date");
    other_dates_ += date != cell_of(coded_.texts[span.text].source, "date") ? 1 : 0;
    return {};
  }

  Result<void> write_entity_values(const CodedStatement& statement, const DnaSlots& slots,
                                   std::int64_t id) {
    ENTENTE_TRY(std::int64_t person, entity(slots.person, "", {}, {}, {}));
    ENTENTE_TRY(std::int64_t organization, entity(slots.organization, "", {}, {}, {}));
    ENTENTE_TRY(std::int64_t about, entity(slots.concept_name, "", {}, {}, {}));
    if (statement.actor < coded_.actors.size()) {
      const CodedActor& actor = coded_.actors[statement.actor];
      const bool is_person = cell_of(actor.cells, "kind") == "person";
      ENTENTE_TRY((is_person ? person : organization), actor_entity(actor, slots));
      const std::string_view speaker = noted(cell_of(statement.cells, "note"), "person");
      if (!is_person && !speaker.empty()) {
        ENTENTE_TRY(person, entity(slots.person, cut_to(speaker, most_points), {}, {}, {}));
      }
    }
    if (statement.issue < coded_.issues.size()) {
      ENTENTE_TRY(about, concept_entity(coded_.issues[statement.issue], slots));
    }
    ENTENTE_CHECK(short_text(id, slots.person, person));
    ENTENTE_CHECK(short_text(id, slots.organization, organization));
    return short_text(id, slots.concept_name, about);
  }

  Result<void> short_text(std::int64_t statement, std::int64_t variable, std::int64_t entity_id) {
    return database_.insert("DATASHORTTEXT", {next_text_++, statement, variable, entity_id});
  }

  void remark() {
    const auto say = [&](std::size_t count, std::string_view one, std::string_view many,
                         const std::string& what) {
      if (count > 0) coded_.remarks.push_back(counted_things(count, one, many) + " " + what);
    };
    if (std::string texts = texts_remark(coded_); !texts.empty()) {
      coded_.remarks.push_back(std::move(texts));
    }
    say(stand_ins_, "statement stands", "statements stand",
        "in a made-up text, because no place in an attached one is known");
    say(others_, "statement is an", "statements are",
        "Other Statement: neutral, proposed or rejected, and left alone by DNA's networks");
    say(elsewhere_, "statement rests", "statements rest",
        "on several passages: DNA shows the first");
    say(other_dates_, "statement has", "statements have",
        "another date than the document: DNA knows the document's alone");
    say(undated_, "document has", "documents have",
        "no date: that of the first statement, else of the study, stands in");
    say(cut_, "text is", "texts are", "longer than the 190 characters DNA holds: cut there");
    say(beyond_, "document holds", "documents hold",
        "characters beyond U+FFFF: places count UTF-16 units as DNA's window does, rDNA cuts "
        "elsewhere");
  }

  const record::Study& study_;
  CodedStudy coded_;
  DnaDatabase database_;
  std::map<std::int64_t, std::vector<std::int64_t>> attributes_;  ///< of variables
  std::map<std::string, std::int64_t, std::less<>> coders_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> entities_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> actors_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> issues_;
  std::vector<TextPlaces> places_;
  std::int64_t next_entity_ = 1;
  std::int64_t next_value_ = 1;
  std::int64_t next_statement_ = 1;
  std::int64_t next_boolean_ = 1;
  std::int64_t next_integer_ = 1;
  std::int64_t next_text_ = 1;
  std::size_t others_ = 0;
  std::size_t elsewhere_ = 0;
  std::size_t stand_ins_ = 0;
  std::size_t other_dates_ = 0;
  std::size_t undated_ = 0;
  std::size_t cut_ = 0;
  std::size_t beyond_ = 0;
};

}  // namespace

Result<ExchangeFile> dna_file(const record::Study& study) {
  ENTENTE_TRY(DnaDatabase database, DnaDatabase::making());
  return DnaWriter(study, std::move(database)).run();
}

}  // namespace entente::ingest

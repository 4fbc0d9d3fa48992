// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/dna/tables.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::array<std::string_view, 11> needed_tables = {
    "SETTINGS",   "CODERS",      "DOCUMENTS",   "STATEMENTTYPES", "VARIABLES",   "ENTITIES",
    "STATEMENTS", "DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT",  "DATALONGTEXT"};

class DnaTableReader {
 public:
  DnaTableReader(DnaDatabase database, std::string file)
      : database_(std::move(database)), file_(std::move(file)) {}

  Result<DnaTables> run() {
    ENTENTE_CHECK(check_version());
    ENTENTE_CHECK(read_frame());
    ENTENTE_CHECK(read_documents());
    ENTENTE_CHECK(read_entities());
    ENTENTE_CHECK(read_statements());
    ENTENTE_CHECK(read_values());
    ENTENTE_CHECK(check_names());
    return std::move(out_);
  }

 private:
  Error other_version(const std::string& found) const {
    return input_error(ErrorKind::Malformed, "not a database of DNA 3", {file_, 0, {}},
                       "the tables and version 3 of Discourse Network Analyzer", quotable(found),
                       "open it in DNA 3 (it imports older databases), save it and import that");
  }

  Result<void> check_version() {
    for (const std::string_view table : needed_tables) {
      if (!database_.has_table(table)) {
        return fail(other_version("no table " + std::string(table)));
      }
    }
    std::string version;
    ENTENTE_CHECK(database_.each("SELECT Property, Value FROM SETTINGS", [&](const DnaRow& row) {
      if (row.text(0) == "version") version = row.text(1);
      if (row.text(0) == "entente") out_.record = row.text(1);
      return true;
    }));
    if (!version.starts_with("3")) return fail(other_version("version " + version));
    return {};
  }

  /// DNA holds names to 190 characters; longer ones, repeated in every row, would be a way to fill
  /// the memory.
  Result<void> check_names() const {
    std::size_t longest = 0;
    for (const auto& [id, name] : out_.coders) longest = std::max(longest, name.size());
    for (const auto& [id, label] : out_.types) longest = std::max(longest, label.size());
    for (const DnaVariable& variable : out_.variables) {
      longest = std::max(longest, variable.name.size());
    }
    for (const DnaEntity& entity : out_.entities) longest = std::max(longest, entity.value.size());
    if (longest <= repeated_name_limit) return {};
    return fail(input_error(ErrorKind::Limit, "a name longer than DNA allows", {file_, 0, {}},
                            "at most 190 characters", std::to_string(longest) + " bytes",
                            "shorten it in DNA"));
  }

  Result<void> read_frame() {
    ENTENTE_CHECK(database_.each("SELECT ID, Name FROM CODERS", [&](const DnaRow& row) {
      out_.coders.emplace(row.integer(0).value_or(0), row.text(1));
      return true;
    }));
    ENTENTE_CHECK(database_.each("SELECT ID, Label FROM STATEMENTTYPES", [&](const DnaRow& row) {
      out_.types.emplace(row.integer(0).value_or(0), row.text(1));
      return true;
    }));
    ENTENTE_CHECK(database_.each(
        "SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES ORDER BY ID",
        [&](const DnaRow& row) {
          out_.variables.push_back({row.integer(0).value_or(0), row.integer(3).value_or(0),
                                    std::string(row.text(1)), std::string(row.text(2))});
          return true;
        }));
    if (!database_.has_table("REGEXES")) return {};
    return database_.each("SELECT Label FROM REGEXES", [&](const DnaRow&) {
      ++out_.regexes;
      return true;
    });
  }

  Result<void> read_documents() {
    return database_.each(
        "SELECT ID, Title, Text, Author, Source, Section, Notes, Type, Date FROM DOCUMENTS "
        "ORDER BY ID",
        [&](const DnaRow& row) {
          DnaDocument document;
          document.id = row.integer(0).value_or(0);
          document.title = row.text(1);
          document.text = row.text(2);
          document.author = row.text(3);
          document.source = row.text(4);
          document.section = row.text(5);
          document.notes = row.text(6);
          document.type = row.text(7);
          document.date = row.integer(8);
          out_.documents.push_back(std::move(document));
          return true;
        });
  }

  Result<void> read_entities() {
    std::unordered_map<std::int64_t, std::size_t> places;
    ENTENTE_CHECK(database_.each("SELECT ID, VariableId, Value FROM ENTITIES ORDER BY ID",
                                 [&](const DnaRow& row) {
                                   places.emplace(row.integer(0).value_or(0), out_.entities.size());
                                   out_.entities.push_back({row.integer(0).value_or(0),
                                                            row.integer(1).value_or(0),
                                                            std::string(row.text(2)),
                                                            {}});
                                   return true;
                                 }));
    if (!database_.has_table("ATTRIBUTEVARIABLES") || !database_.has_table("ATTRIBUTEVALUES")) {
      return {};
    }
    std::unordered_map<std::int64_t, std::string> names;
    ENTENTE_CHECK(database_.each("SELECT ID, AttributeVariable FROM ATTRIBUTEVARIABLES",
                                 [&](const DnaRow& row) {
                                   names.emplace(row.integer(0).value_or(0), row.text(1));
                                   return true;
                                 }));
    return database_.each(
        "SELECT EntityId, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES ORDER BY ID",
        [&](const DnaRow& row) {
          const auto entity = places.find(row.integer(0).value_or(0));
          const auto name = names.find(row.integer(1).value_or(0));
          if (entity != places.end() && name != names.end() && !trimmed(row.text(2)).empty()) {
            out_.entities[entity->second].attributes.emplace_back(name->second, row.text(2));
          }
          return true;
        });
  }

  Result<void> read_statements() {
    return database_.each(
        "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID",
        [&](const DnaRow& row) {
          DnaStatement statement;
          statement.id = row.integer(0).value_or(0);
          statement.type = row.integer(1);
          statement.document = row.integer(2);
          statement.start = row.integer(3);
          statement.stop = row.integer(4);
          statement.coder = row.integer(5);
          places_.emplace(statement.id, out_.statements.size());
          out_.statements.push_back(std::move(statement));
          return true;
        });
  }

  DnaStatement* statement(const DnaRow& row) {
    const auto it = places_.find(row.integer(0).value_or(0));
    return it == places_.end() ? nullptr : &out_.statements[it->second];
  }

  Result<void> read_values() {
    for (const char* table : {"DATABOOLEAN", "DATAINTEGER"}) {
      ENTENTE_CHECK(
          database_.each(std::string("SELECT StatementId, VariableId, Value FROM ") + table,
                         [&](const DnaRow& row) {
                           auto* of = statement(row);
                           const auto value = row.integer(2);
                           if (of != nullptr && value)
                             of->numbers.emplace(row.integer(1).value_or(0), *value);
                           return true;
                         }));
    }
    ENTENTE_CHECK(database_.each(
        "SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT", [&](const DnaRow& row) {
          auto* of = statement(row);
          if (of != nullptr) {
            of->entities.emplace(row.integer(1).value_or(0), row.integer(2).value_or(0));
          }
          return true;
        }));
    return database_.each("SELECT StatementId, VariableId, Value FROM DATALONGTEXT",
                          [&](const DnaRow& row) {
                            auto* of = statement(row);
                            if (of != nullptr)
                              of->long_texts.emplace(row.integer(1).value_or(0), row.text(2));
                            return true;
                          });
  }

  DnaDatabase database_;
  std::string file_;
  DnaTables out_;
  std::unordered_map<std::int64_t, std::size_t> places_;
};

}  // namespace

Result<DnaTables> read_dna_tables(std::string_view bytes, const std::string& file) {
  ENTENTE_TRY(DnaDatabase database, DnaDatabase::reading(bytes, file));
  return DnaTableReader(std::move(database), file).run();
}

}  // namespace entente::ingest

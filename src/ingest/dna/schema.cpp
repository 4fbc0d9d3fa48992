// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/dna/schema.hpp"

namespace entente::ingest {
namespace {

std::string short_text(std::string_view column, std::string_view rest = "NOT NULL DEFAULT ''") {
  std::string name(column);
  return name + " TEXT " + std::string(rest) + " CHECK (LENGTH(" + name + ") < 191), ";
}

std::string ranged(std::string_view column, std::string_view low, std::string_view high,
                   std::string_view fallback) {
  std::string name(column);
  return name + " INTEGER NOT NULL DEFAULT " + std::string(fallback) + " CHECK (" + name +
         " BETWEEN " + std::string(low) + " AND " + std::string(high) + "), ";
}

std::string colours() {
  return ranged("Red", "0", "255", "0") + ranged("Green", "0", "255", "0") +
         ranged("Blue", "0", "255", "0");
}

std::string refers(std::string_view column, std::string_view table) {
  return "FOREIGN KEY(" + std::string(column) + ") REFERENCES " + std::string(table) +
         "(ID) ON DELETE CASCADE";
}

std::string table(std::string_view name, std::string columns) {
  while (columns.ends_with(' ') || columns.ends_with(',')) columns.pop_back();
  return "CREATE TABLE " + std::string(name) + "(" + columns + ");\n";
}

std::string coders() {
  std::string columns = "ID INTEGER NOT NULL PRIMARY KEY, " + short_text("Name", "NOT NULL") +
                        colours() + ranged("Refresh", "0", "9999", "0") +
                        ranged("FontSize", "1", "99", "14") + short_text("Password", "NOT NULL") +
                        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300, " +
                        ranged("ColorByCoder", "0", "1", "0") +
                        ranged("PopupDecoration", "0", "1", "0") +
                        ranged("PopupAutoComplete", "0", "1", "1");
  for (const char* right :
       {"AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements",
        "EditStatements", "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes",
        "EditCoders", "EditCoderRelations", "ViewOthersDocuments", "EditOthersDocuments",
        "ViewOthersStatements", "EditOthersStatements"}) {
    columns += ranged("Permission" + std::string(right), "0", "1", "1");
  }
  return table("CODERS", columns);
}

std::string data_table(std::string_view name, std::string_view value) {
  return table(name,
               "ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, "
               "VariableId INTEGER NOT NULL, " +
                   std::string(value) + ", " + refers("StatementId", "STATEMENTS") + ", " +
                   refers("VariableId", "VARIABLES") + ", UNIQUE (StatementId, VariableId)");
}

}  // namespace

std::string dna_schema() {
  const std::string id = "ID INTEGER NOT NULL PRIMARY KEY, ";
  std::string out = table("SETTINGS", "Property TEXT PRIMARY KEY, Value TEXT NOT NULL");
  out += coders();
  out += table("DOCUMENTS", id + short_text("Title", "NOT NULL") +
                                "Text TEXT NOT NULL, Coder INTEGER, " + short_text("Author") +
                                short_text("Source") + short_text("Section") +
                                "Notes TEXT NOT NULL DEFAULT '', " + short_text("Type") +
                                "Date INTEGER NOT NULL, " + refers("Coder", "CODERS"));
  out += table("STATEMENTTYPES", id + short_text("Label", "NOT NULL") + colours());
  out += table("VARIABLES",
               id + short_text("Variable", "NOT NULL") +
                   "DataType TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text', "
                   "'short text')) DEFAULT 'short text', StatementTypeId INTEGER, " +
                   refers("StatementTypeId", "STATEMENTTYPES") +
                   ", UNIQUE (Variable, StatementTypeId)");
  out += table("VARIABLELINKS", id +
                                    "SourceVariableId INTEGER, TargetVariableId INTEGER, "
                                    "CHECK (TargetVariableId != SourceVariableId), " +
                                    refers("SourceVariableId", "VARIABLES") + ", " +
                                    refers("TargetVariableId", "VARIABLES"));
  out += table("REGEXES", "Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), " + colours());
  out +=
      table("CODERRELATIONS",
            id + "Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0), " +
                ranged("viewStatements", "0", "1", "1") + ranged("editStatements", "0", "1", "1") +
                ranged("viewDocuments", "0", "1", "1") + ranged("editDocuments", "0", "1", "1") +
                "CHECK (Coder != OtherCoder), " + refers("Coder", "CODERS") + ", " +
                refers("OtherCoder", "CODERS"));
  out +=
      table("STATEMENTS", id +
                              "StatementTypeId INTEGER, DocumentId INTEGER, "
                              "Start INTEGER NOT NULL CHECK (Start >= 0), "
                              "Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, "
                              "CHECK (Start < Stop), " +
                              refers("StatementTypeId", "STATEMENTTYPES") + ", " +
                              refers("Coder", "CODERS") + ", " + refers("DocumentId", "DOCUMENTS"));
  out += data_table("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1");
  out += data_table("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0");
  std::string entity_colours;
  for (const std::string_view name : {"Red", "Green", "Blue"}) {
    entity_colours.append(name).append(" INTEGER CHECK (").append(name);
    entity_colours.append(" BETWEEN 0 AND 255), ");
  }
  out += table("ENTITIES", "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, " +
                               short_text("Value") + entity_colours +
                               "ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value), " +
                               refers("ChildOf", "ENTITIES") + ", " +
                               refers("VariableId", "VARIABLES"));
  out += data_table("DATASHORTTEXT", "Entity INTEGER NOT NULL, " + refers("Entity", "ENTITIES"));
  out += data_table("DATALONGTEXT", "Value TEXT DEFAULT ''");
  out += table("ATTRIBUTEVARIABLES",
               "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, " +
                   short_text("AttributeVariable", "NOT NULL") +
                   "UNIQUE (VariableId, AttributeVariable), " + refers("VariableId", "VARIABLES"));
  out += table("ATTRIBUTEVALUES",
               "ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, "
               "AttributeVariableId INTEGER NOT NULL, " +
                   short_text("AttributeValue") + "UNIQUE (EntityId, AttributeVariableId), " +
                   refers("EntityId", "ENTITIES") + ", " +
                   refers("AttributeVariableId", "ATTRIBUTEVARIABLES"));
  return out;
}

}  // namespace entente::ingest

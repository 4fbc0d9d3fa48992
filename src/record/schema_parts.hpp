// SPDX-License-Identifier: GPL-3.0-or-later
// Short constructors for the table declarations in schema_*.cpp.
#pragma once

#include "entente/record/schema.hpp"

namespace entente::record {

inline Column id_column(std::string_view example) {
  return {"id", ColumnKind::Id, "the row's own id, unique in its table", example, true};
}
inline Column text_column(std::string_view name, std::string_view note,
                          std::string_view example = "") {
  return {name, ColumnKind::Text, note, example};
}
inline Column word_column(std::string_view name, std::string_view note, std::string_view example,
                          std::vector<std::string_view> vocabulary = {}) {
  return {name, ColumnKind::Word, note, example, false, {}, std::move(vocabulary)};
}
inline Column words_column(std::string_view name, std::string_view note, std::string_view example,
                           std::vector<std::string_view> vocabulary = {}) {
  return {name, ColumnKind::Words, note, example, false, {}, std::move(vocabulary)};
}
inline Column integer_column(std::string_view name, std::string_view note, std::string_view example,
                             double low, double high) {
  return {name, ColumnKind::Integer, note, example, false, {}, {}, low, high};
}
inline Column number_column(std::string_view name, std::string_view note, std::string_view example,
                            double low = -1e300, double high = 1e300) {
  return {name, ColumnKind::Number, note, example, false, {}, {}, low, high};
}
inline Column date_column(std::string_view name, std::string_view note,
                          std::string_view example = "") {
  return {name, ColumnKind::Date, note, example};
}
inline Column flag_column(std::string_view name, std::string_view note,
                          std::string_view example = "") {
  return {name, ColumnKind::Flag, note, example};
}
inline Column reference_column(std::string_view name, std::string_view target,
                               std::string_view note, std::string_view example = "") {
  return {name, ColumnKind::Reference, note, example, false, target};
}
inline Column references_column(std::string_view name, std::string_view target,
                                std::string_view note, std::string_view example = "") {
  return {name, ColumnKind::References, note, example, false, target};
}
inline Column data_column(std::string_view name, std::string_view note,
                          std::string_view example = "") {
  return {name, ColumnKind::Data, note, example};
}
inline Column hash_column(std::string_view name, std::string_view note,
                          std::string_view example = "") {
  return {name, ColumnKind::Hash, note, example};
}
inline Column required(Column column) {
  column.required = true;
  return column;
}

inline Column passages_column(std::string_view example = "") {
  return references_column("passages", "passage", "passages it rests on", example);
}
inline Column sources_column(std::string_view example = "") {
  return references_column("sources", "source", "sources it rests on as a whole, no passage marked",
                           example);
}
inline Column label_column() {
  return reference_column("label", "label", "marking; blank = none", "");
}
inline Column note_column(std::string_view example = "") {
  return text_column("note", "remark in the coder's own words", example);
}
inline Column verification_column(std::string_view example = "") {
  return word_column("verification", "blank = as the source says; unverified = no source seen",
                     example, {"verified", "unverified"});
}

std::vector<TableSchema> evidence_tables();
std::vector<TableSchema> system_tables();
std::vector<TableSchema> claim_tables();
std::vector<TableSchema> fact_tables();
std::vector<TableSchema> advice_tables();

}  // namespace entente::record

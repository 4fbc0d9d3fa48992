// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

using RestJson = nlohmann::json;

void read_rows(const RestJson& rows, Remainder& out) {
  for (const auto& [table, by_id] : rows.items()) {
    const auto index = record::table_index(table);
    if (!index || !by_id.is_object()) continue;
    const record::TableSchema& schema = record::tables()[*index];
    for (const auto& [id, cells] : by_id.items()) {
      if (id.empty() || !cells.is_object()) continue;
      Cells row{{"id", id}};
      for (const auto& [column, cell] : cells.items()) {
        if (column == "id" || !schema.column(column) || !cell.is_string()) continue;
        row.emplace(column, cell.get<std::string>());
      }
      out.rows[table].emplace(id, std::move(row));
    }
  }
}

}  // namespace

bool nests_too_deep(std::string_view json) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > 100) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string_view cell_of(const Cells& cells, std::string_view column) {
  const auto it = cells.find(column);
  return it == cells.end() ? std::string_view() : std::string_view(it->second);
}

void put_cell(Cells& cells, std::string_view column, std::string_view value) {
  if (!value.empty()) cells.insert_or_assign(std::string(column), std::string(value));
}

const Cells* Remainder::row(std::string_view table, std::string_view id) const {
  const auto found = rows.find(table);
  if (found == rows.end()) return nullptr;
  const auto it = found->second.find(id);
  return it == found->second.end() ? nullptr : &it->second;
}

std::string Remainder::id(std::string_view kind, std::string_view key) const {
  const auto found = keys.find(kind);
  if (found == keys.end()) return {};
  const auto it = found->second.find(key);
  return it == found->second.end() ? std::string() : it->second;
}

std::string remainder_json(const Remainder& remainder) {
  RestJson json;
  json["version"] = 1;
  json["keys"] = RestJson::object();
  for (const auto& [kind, ids] : remainder.keys) json["keys"][kind] = ids;
  json["rows"] = RestJson::object();
  for (const auto& [table, rows] : remainder.rows) {
    RestJson by_id = RestJson::object();
    for (const auto& [id, cells] : rows) {
      RestJson row(cells);
      row.erase("id");
      by_id[id] = std::move(row);
    }
    json["rows"][table] = std::move(by_id);
  }
  return json.dump(-1, ' ', true, RestJson::error_handler_t::replace);
}

Result<Remainder> parse_remainder(std::string_view json, const std::string& file) {
  const RestJson whole = nests_too_deep(json) ? RestJson() : RestJson::parse(json, nullptr, false);
  const auto bad = [&] {
    return fail(broken_exchange(file, "Entente's own part of the file cannot be read",
                                "a JSON object with rows and keys", "export the study again"));
  };
  if (!whole.is_object()) return bad();
  const auto keys = whole.find("keys");
  const auto rows = whole.find("rows");
  if (keys == whole.end() || rows == whole.end() || !keys->is_object() || !rows->is_object()) {
    return bad();
  }
  Remainder out;
  read_rows(*rows, out);
  for (const auto& [kind, ids] : keys->items()) {
    if (!ids.is_object()) continue;
    for (const auto& [key, id] : ids.items()) {
      if (id.is_string()) out.keys[kind].emplace(key, id.get<std::string>());
    }
  }
  return out;
}

std::string_view noted(std::string_view note, std::string_view name) {
  for (const std::string_view line : split(note, '\n')) {
    if (!line.starts_with(name) || line.substr(name.size()).substr(0, 2) != ": ") continue;
    return trimmed(line.substr(name.size() + 2));
  }
  return {};
}

void add_noted(std::string& note, std::string_view name, std::string_view value) {
  value = trimmed(value);
  if (value.empty()) return;
  if (!note.empty()) note += '\n';
  note.append(name).append(": ");
  for (const char c : value) note += c == '\n' || c == '\r' ? ' ' : c;
}

std::string counted_things(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

Error broken_exchange(const std::string& file, std::string message, std::string expected,
                      std::string mend) {
  return input_error(ErrorKind::Malformed, std::move(message), {file, 0, {}}, std::move(expected),
                     {}, std::move(mend));
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// The steps themselves. A step carries rows over into the tables as they are declared today; the
// version numbers only say which columns went by another name before.
#include <algorithm>

#include "entente/base/text.hpp"
#include "file.hpp"
#include "migrate.hpp"

namespace entente::store {
namespace {

/// A column that had another name: found by its place among the table's columns ("row" is 0).
struct RenamedColumn {
  std::string_view table;
  std::size_t place = 0;
  std::string_view name;  ///< as it is now
};

Result<std::vector<std::string>> column_names(Database& database, std::string_view table) {
  ENTENTE_TRY(Query query,
              database.prepare("SELECT \"name\" FROM pragma_table_info(?) ORDER BY \"cid\""));
  query.bind(1, table);
  std::vector<std::string> out;
  for (;;) {
    ENTENTE_TRY(const bool more, query.step());
    if (!more) return out;
    out.emplace_back(query.text(0));
  }
}

/// Moves a table and its link tables, rows and all, into their declarations of today.
class TableCarrier {
 public:
  TableCarrier(Database& database, const record::TableSchema& schema)
      : database_(database), schema_(schema) {
    for (const record::Column& column : schema.columns) {
      if (!plain_column(column)) links_.push_back(link_table(schema, column));
    }
  }

  /// Columns of the old table and what each is called now; others are not carried over.
  Result<void> carry(const std::vector<std::pair<std::string, std::string>>& columns) {
    ENTENTE_CHECK(set_aside());
    for (const std::string& table : links_)
      ENTENTE_CHECK(database_.run("DROP TABLE " + sql_name(table)));
    ENTENTE_CHECK(database_.run("DROP TABLE " + sql_name(schema_.name)));
    ENTENTE_CHECK(database_.run(create_statement(schema_.name)));
    std::string from;
    std::string to;
    for (const auto& [old_name, name] : columns) {
      from += (from.empty() ? "" : ", ") + sql_name(old_name);
      to += (to.empty() ? "" : ", ") + sql_name(name);
    }
    ENTENTE_CHECK(database_.run("INSERT INTO " + sql_name(schema_.name) + " (" + to + ") SELECT " +
                                from + " FROM temp." + kept(schema_.name) + " ORDER BY \"row\""));
    for (const std::string& table : links_) {
      ENTENTE_CHECK(database_.run(create_statement(table)));
      ENTENTE_CHECK(
          database_.run("INSERT INTO " + sql_name(table) + " SELECT * FROM temp." + kept(table)));
      ENTENTE_CHECK(database_.run("DROP TABLE temp." + kept(table)));
    }
    return database_.run("DROP TABLE temp." + kept(schema_.name));
  }

 private:
  static std::string kept(std::string_view table) { return sql_name("kept_" + std::string(table)); }

  Result<void> set_aside() {
    std::vector<std::string> all = links_;
    all.emplace_back(schema_.name);
    for (const std::string& table : all) {
      ENTENTE_CHECK(database_.run("CREATE TEMP TABLE " + kept(table) + " AS SELECT * FROM main." +
                                  sql_name(table)));
    }
    return {};
  }

  Database& database_;
  const record::TableSchema& schema_;
  std::vector<std::string> links_;
};

/// History versions for rows whose hash changed because a filled column got another name.
std::vector<StoredVersion> renamed_versions(const record::Table& table, const std::string& old_name,
                                            std::string_view name) {
  std::vector<StoredVersion> out;
  RowHasher hasher(table.schema());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, name).empty()) continue;
    const std::vector<std::string> cells = table.row_cells(row);
    out.push_back({0, record::ChangeKind::Replace, std::string(table.schema().name),
                   std::string(table.id(row)), hasher.hash(cells),
                   before_json(table.schema(), cells, {{name, old_name}})});
  }
  return out;
}

Result<void> note_in_history(Database& database, std::vector<StoredVersion> versions,
                             std::int64_t version) {
  if (versions.empty()) return {};
  // No clock here: the entry stands at the time of the last change before it.
  ENTENTE_TRY(const std::string at,
              database.text("SELECT \"at\" FROM \"audit\" ORDER BY \"sequence\" DESC LIMIT 1"));
  const Origin origin{
      "Entente", "columns renamed in version " + std::to_string(version) + " of the study file", "",
      at};
  auto entry = append_to_file(database, "migrated", origin, std::move(versions));
  return entry ? Result<void>() : fail(std::move(entry).error());
}

/// A step carries tables over into today's declarations, so today's own tables must be there too.
Result<void> make_new_tables(Database& database) {
  std::vector<std::string> names = {"document_original"};
  for (const record::TableSchema& schema : record::tables()) {
    names.emplace_back(schema.name);
    for (const record::Column& column : schema.columns) {
      if (!plain_column(column)) names.push_back(link_table(schema, column));
    }
  }
  ENTENTE_TRY(Query query, database.prepare("SELECT 1 FROM \"sqlite_schema\" WHERE "
                                            "\"type\" = 'table' AND \"name\" = ?"));
  for (const std::string& name : names) {
    query.reset();
    ENTENTE_TRY(const bool there, query.bind(1, name).step());
    if (!there) ENTENTE_CHECK(database.run(create_statement(name)));
  }
  return {};
}

Result<void> carry_over(Database& database, std::int64_t version,
                        std::span<const RenamedColumn> renamed) {
  std::vector<StoredVersion> versions;
  ENTENTE_CHECK(make_new_tables(database));
  for (const record::TableSchema& schema : record::tables()) {
    ENTENTE_TRY(Query query, database.prepare("SELECT \"sql\" FROM \"sqlite_schema\" WHERE "
                                              "\"type\" = 'table' AND \"name\" = ?"));
    ENTENTE_TRY(const bool there, query.bind(1, schema.name).step());
    if (!there || query.text(0) == create_statement(schema.name)) continue;
    query.reset();
    ENTENTE_TRY(const auto old_names, column_names(database, schema.name));
    std::vector<std::pair<std::string, std::string>> columns;
    const RenamedColumn* rename = nullptr;
    for (std::size_t place = 0; place < old_names.size(); ++place) {
      const auto it = std::find_if(renamed.begin(), renamed.end(), [&](const RenamedColumn& r) {
        return r.table == schema.name && r.place == place;
      });
      if (it != renamed.end()) rename = &*it;
      const std::string name(it != renamed.end() ? it->name : std::string_view(old_names[place]));
      if (name == "row" || schema.column(name)) columns.emplace_back(old_names[place], name);
    }
    ENTENTE_CHECK(TableCarrier(database, schema).carry(columns));
    if (rename == nullptr) continue;
    record::Table table(schema);
    std::vector<Error> problems;
    ENTENTE_CHECK(load_table(database, table, problems));
    if (!problems.empty()) return fail(std::move(problems.front()));
    auto part = renamed_versions(table, old_names[rename->place], rename->name);
    std::move(part.begin(), part.end(), std::back_inserter(versions));
  }
  ENTENTE_CHECK(note_in_history(database, std::move(versions), version));
  ENTENTE_TRY(Query meta, database.prepare(
                              "UPDATE \"meta\" SET \"value\" = ? WHERE \"key\" = 'schema_sha256'"));
  ENTENTE_CHECK(meta.bind(1, schema_fingerprint()).run());
  return write_ends(database);
}

Result<void> one_to_two(Database& database) {
  static constexpr RenamedColumn renamed[] = {{"contribution", 12, "through_group"}};
  return carry_over(database, 2, renamed);
}

Result<void> two_to_three(Database& database) { return carry_over(database, 3, {}); }

Result<void> three_to_four(Database& database) { return carry_over(database, 4, {}); }

Result<void> four_to_five(Database& database) { return carry_over(database, 5, {}); }

Result<void> five_to_six(Database& database) { return carry_over(database, 6, {}); }

}  // namespace

const std::vector<MigrationStep>& migration_steps() {
  static const std::vector<MigrationStep> steps = {
      {1,
       "disputes name the rows they concern, areas of instruments have themes, and the column of "
       "contributions that said whether a body carried them is called `through_group`",
       one_to_two},
      {2, "documents have authors and keep the original beside the text that was taken out of it",
       two_to_three},
      {3, "searches can be saved under a name", three_to_four},
      {4, "answers of language models are kept as they came", four_to_five},
      {5, "interests name the issues they are about", five_to_six}};
  return steps;
}

}  // namespace entente::store

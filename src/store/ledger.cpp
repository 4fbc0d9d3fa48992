// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unordered_set>

#include "entente/base/text.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

constexpr std::string_view settings_column = "settings";
constexpr std::string_view text_column = "sha256";

std::string ledger_key(std::string_view table, std::string_view id) {
  std::string key(table);
  key += '\n';  // no id holds a line break
  key += id;
  return key;
}

std::string one_cell_hash(std::string_view table, std::string_view column, std::string_view cell) {
  PartsHasher hasher;
  hasher.add(table).add(column).add(cell);
  return hex(hasher.finish());
}

std::string dumped(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string versions_hash(const std::vector<StoredVersion>& versions) {
  PartsHasher hasher;
  for (const StoredVersion& version : versions) {
    hasher.add(record::to_string(version.kind)).add(version.table).add(version.id);
    hasher.add(version.row_hash).add(version.before);
  }
  return hex(hasher.finish());
}

std::string entry_hash(const AuditEntry& entry) {
  PartsHasher hasher;
  hasher.add(entry.previous_hash).add(std::to_string(entry.sequence)).add(entry.kind);
  hasher.add(entry.origin.author).add(entry.origin.reason).add(entry.origin.command);
  hasher.add(entry.origin.at).add(entry.engine_version).add(std::to_string(entry.changes));
  hasher.add(entry.changes_hash);
  return hex(hasher.finish());
}

/// One line of text: what a person or a command line gives may hold anything.
std::string plain_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence_length(text, at);
    const auto byte = static_cast<unsigned char>(text[at]);
    if (length == 0) {
      out += '?';
    } else if (byte < 0x20 || byte == 0x7F) {
      out += ' ';
    } else {
      out.append(text.substr(at, length));
    }
    at += std::max<std::size_t>(1, length);
  }
  return std::string(trimmed(out));
}

Error damage(const std::string& file, std::int64_t sequence, std::string message,
             std::string expected = "", std::string_view found = "") {
  return {
      ErrorKind::Damaged,  "audit entry " + std::to_string(sequence) + ": " + std::move(message),
      {file, 0, {}},       std::move(expected),
      quotable(found, 80), "restore the study from a backup or from version control"};
}

/// Replays the versions of one entry over what was there before it.
class Replay {
 public:
  Replay(const std::string& file, std::vector<Error>& out) : file_(file), out_(out) {}

  void apply(const AuditEntry& entry, const StoredVersion& version) {
    const std::string name = version_name(version);
    const auto it = hashes_.find(ledger_key(version.table, version.id));
    const bool there = it != hashes_.end();
    const bool insert = version.kind == record::ChangeKind::Insert;
    const bool withdraw = version.kind == record::ChangeKind::Withdraw;
    if (insert == there) {
      report(entry,
             name + (there ? ": inserted though it was there" : ": not there to be changed"));
    }
    if (withdraw != version.row_hash.empty())
      report(entry, name + ": hash missing or out of place");
    // A text may be replaced where it was not attached; all other rows are at hand when changed.
    if (!insert && version.before.empty() && entry.kind != "adopted" &&
        version.table != text_table) {
      report(entry, name + ": the row before is not kept");
    }
    if (insert && !version.before.empty()) report(entry, name + ": new and yet something before");
    if (there && !version.before.empty() &&
        before_hash(version.table, version.before) != it->second) {
      report(entry, name + ": the row before is not the row that was there");
    }
    if (withdraw) {
      hashes_.erase(ledger_key(version.table, version.id));
    } else {
      hashes_[ledger_key(version.table, version.id)] = version.row_hash;
    }
  }

 private:
  void report(const AuditEntry& entry, std::string message) {
    out_.push_back(damage(file_, entry.sequence, std::move(message)));
  }
  const std::string& file_;
  std::vector<Error>& out_;
  std::unordered_map<std::string, std::string> hashes_;
};

}  // namespace

RowHasher::RowHasher(const record::TableSchema& schema)
    : schema_(&schema), order_(schema.columns.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return schema.columns[a].name < schema.columns[b].name;
  });
}

template <class CellAt>
std::string RowHasher::hash_with(CellAt cell_at) {
  hasher_.add(schema_->name);
  for (const std::size_t c : order_) {
    const std::string_view cell = cell_at(c);
    if (!cell.empty()) hasher_.add(schema_->columns[c].name).add(cell);
  }
  return hex(hasher_.finish());
}

std::string RowHasher::hash(std::span<const std::string_view> cells) {
  return hash_with([&](std::size_t c) { return cells[c]; });
}
std::string RowHasher::hash(std::span<const std::string> cells) {
  return hash_with([&](std::size_t c) { return std::string_view(cells[c]); });
}
std::string RowHasher::hash(const record::Table& table, std::size_t row) {
  return hash_with([&](std::size_t c) { return table.cell(row, c); });
}

std::string settings_row_hash(std::string_view canonical_text) {
  return one_cell_hash(settings_table, settings_column, canonical_text);
}
std::string text_row_hash(std::string_view sha256) {
  return one_cell_hash(text_table, text_column, sha256);
}

std::string before_json(const record::TableSchema& schema, std::span<const std::string> cells,
                        const std::map<std::string_view, std::string>& renamed) {
  nlohmann::json object = nlohmann::json::object();
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].empty()) continue;
    const auto it = renamed.find(schema.columns[c].name);
    object[it != renamed.end() ? it->second : std::string(schema.columns[c].name)] = cells[c];
  }
  return dumped(object);
}
std::string before_settings_json(std::string_view canonical_text) {
  return dumped({{std::string(settings_column), std::string(canonical_text)}});
}
std::string before_text_json(std::string_view sha256) {
  return dumped({{std::string(text_column), std::string(sha256)}});
}

std::string before_hash(std::string_view table, std::string_view before) {
  const nlohmann::json object = nlohmann::json::parse(before, nullptr, false);
  if (!object.is_object()) return {};
  PartsHasher hasher;
  hasher.add(table);
  for (const auto& [column, cell] : object.items()) {  // std::map underneath: byte order
    const std::string* text = cell.get_ptr<const std::string*>();
    if (!text) return {};
    hasher.add(column).add(*text);
  }
  return hex(hasher.finish());
}

AuditEntry next_entry(std::int64_t last_sequence, std::string last_hash, std::string_view kind,
                      const Origin& origin, std::vector<StoredVersion>& versions) {
  AuditEntry entry;
  entry.sequence = last_sequence + 1;
  for (StoredVersion& version : versions) version.sequence = entry.sequence;
  entry.kind = plain_line(kind);
  entry.origin = origin;
  entry.engine_version = ENTENTE_VERSION;
  entry.changes = static_cast<std::int64_t>(versions.size());
  entry.changes_hash = versions_hash(versions);
  entry.previous_hash = std::move(last_hash);
  entry.hash = entry_hash(entry);
  return entry;
}

void append_entry(Ledger& ledger, std::string_view kind, const Origin& origin,
                  std::vector<StoredVersion> versions) {
  const bool first = ledger.audit.empty();
  ledger.audit.push_back(next_entry(first ? 0 : ledger.audit.back().sequence,
                                    first ? std::string() : ledger.audit.back().hash, kind, origin,
                                    versions));
  std::move(versions.begin(), versions.end(), std::back_inserter(ledger.rows));
}

LastState::LastState(const Ledger& ledger) : ledger_(&ledger) {
  last_.reserve(ledger.rows.size());
  for (const StoredVersion& version : ledger.rows) {
    last_[ledger_key(version.table, version.id)] = &version;
  }
}

const StoredVersion* LastState::find(std::string_view table, std::string_view id) const {
  const auto it = last_.find(ledger_key(table, id));
  if (it == last_.end() || it->second->kind == record::ChangeKind::Withdraw) return nullptr;
  return it->second;
}

std::vector<const StoredVersion*> LastState::present() const {
  std::vector<const StoredVersion*> out;
  for (const StoredVersion& version : ledger_->rows) {
    if (find(version.table, version.id) == &version) out.push_back(&version);
  }
  return out;
}

std::vector<Error> ledger_damage(const Ledger& ledger, const std::string& file) {
  std::vector<Error> out;
  Replay replay(file, out);
  std::string previous;
  std::size_t at = 0;
  std::int64_t expected = 0;
  for (const AuditEntry& entry : ledger.audit) {
    ++expected;
    if (entry.sequence != expected) {
      out.push_back(damage(file, entry.sequence, "out of sequence", std::to_string(expected),
                           std::to_string(entry.sequence)));
    }
    if (entry.previous_hash != previous) {
      out.push_back(damage(file, entry.sequence, "does not continue the entry before it", previous,
                           entry.previous_hash));
    }
    if (entry_hash(entry) != entry.hash) {
      out.push_back(damage(file, entry.sequence, "the entry does not match its hash",
                           entry_hash(entry), entry.hash));
    }
    previous = entry.hash;
    std::vector<StoredVersion> versions;
    while (at < ledger.rows.size() && ledger.rows[at].sequence == entry.sequence) {
      versions.push_back(ledger.rows[at++]);
    }
    if (static_cast<std::int64_t>(versions.size()) != entry.changes ||
        versions_hash(versions) != entry.changes_hash) {
      out.push_back(
          damage(file, entry.sequence, "its row versions do not match their hash",
                 std::to_string(entry.changes) + " versions with hash " + entry.changes_hash,
                 std::to_string(versions.size()) + " versions"));
    }
    for (const StoredVersion& version : versions) replay.apply(entry, version);
  }
  if (at != ledger.rows.size()) {
    out.push_back(damage(file, ledger.rows[at].sequence, "row versions that no entry answers for"));
  }
  return out;
}

History to_history(const Ledger& ledger) {
  History out;
  out.audit = ledger.audit;
  out.rows.reserve(ledger.rows.size());
  for (const StoredVersion& version : ledger.rows) {
    RowVersion row{version.sequence, version.kind, version.table, version.id, version.row_hash, {}};
    const nlohmann::json object = nlohmann::json::parse(version.before, nullptr, false);
    if (object.is_object()) {
      const auto cell = [&](std::string_view column) {
        const auto it = object.find(std::string(column));
        return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
      };
      if (const auto table = record::table_index(version.table)) {
        for (const record::Column& column : record::tables()[*table].columns) {
          row.before.push_back(cell(column.name));
        }
      } else {
        row.before.push_back(cell(version.table == settings_table ? settings_column : text_column));
      }
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::vector<StoredVersion> hand_edits(const record::Study& study, const LastState& last) {
  std::vector<StoredVersion> out;
  const auto compare = [&](std::string_view table, std::string_view id, std::string hash) {
    const StoredVersion* known = last.find(table, id);
    if (known && known->row_hash == hash) return;
    out.push_back({0,
                   known ? record::ChangeKind::Replace : record::ChangeKind::Insert,
                   std::string(table),
                   std::string(id),
                   std::move(hash),
                   {}});
  };
  compare(settings_table, settings_id, settings_row_hash(settings_text(study.settings)));
  std::vector<record::RowIndex> indexes;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    RowHasher hasher(table.schema());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      compare(table.schema().name, table.id(row), hasher.hash(table, row));
    }
    indexes.emplace_back(table);
  }
  for (const auto& [id, text] : study.document_texts()) {
    compare(text_table, id, text_row_hash(sha256_hex(*text)));
  }
  const std::size_t documents = record::table_index("document").value();
  for (const StoredVersion* known : last.present()) {
    if (known->table == settings_table) continue;
    // A text that is not attached here may be attached elsewhere: only its document's end ends it.
    const bool text = known->table == text_table;
    const auto t = text ? std::optional(documents) : record::table_index(known->table);
    if (t && indexes[*t].find(known->id)) continue;
    out.push_back({0, record::ChangeKind::Withdraw, known->table, known->id, {}, {}});
  }
  return out;
}

Result<Origin> checked_origin(const Origin& origin) {
  static constexpr std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
  bool good = origin.at.size() == form.size();
  for (std::size_t i = 0; good && i < form.size(); ++i) {
    const char c = origin.at[i];
    good = form[i] == 'd' ? c >= '0' && c <= '9' : c == form[i];
  }
  if (!good) {
    return fail({ErrorKind::Usage,
                 "the time of a change is not a UTC time",
                 {},
                 "YYYY-MM-DDThh:mm:ssZ",
                 quotable(origin.at),
                 ""});
  }
  return Origin{plain_line(origin.author), plain_line(origin.reason), plain_line(origin.command),
                origin.at};
}

std::string version_name(const StoredVersion& version) {
  return version.table + "/" + quotable(version.id);
}

}  // namespace entente::store

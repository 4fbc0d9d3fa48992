// SPDX-License-Identifier: GPL-3.0-or-later
// History as it is stored: the audit chain and one version a changed row. docs/format.md defines
// every hash; the functions here are that definition in code. Plain values, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/base/hash.hpp"
#include "entente/store/store.hpp"

namespace entente::store {

/// The settings and attached texts have a history too, under these names.
inline constexpr std::string_view settings_table = "study";
inline constexpr std::string_view settings_id = "settings";
inline constexpr std::string_view text_table = "document_text";

/// One version of one row; `before` is the JSON text that is hashed and stored.
struct StoredVersion {
  std::int64_t sequence = 0;
  record::ChangeKind kind = record::ChangeKind::Insert;
  std::string table;
  std::string id;
  std::string row_hash;  ///< empty for Withdraw
  std::string before;    ///< empty for Insert, and where a hand edit left nothing to keep
};

struct Ledger {
  std::vector<AuditEntry> audit;
  std::vector<StoredVersion> rows;
};

/// Hash of a row: SHA-256 over the table's name and the filled cells, each after its column's name,
/// columns in byte order of their names. Adding a column later changes no hash.
class RowHasher {
 public:
  explicit RowHasher(const record::TableSchema& schema);
  std::string hash(std::span<const std::string_view> cells);
  std::string hash(std::span<const std::string> cells);
  std::string hash(const record::Table& table, std::size_t row);

 private:
  template <class CellAt>
  std::string hash_with(CellAt cell_at);
  const record::TableSchema* schema_;
  std::vector<std::size_t> order_;
  PartsHasher hasher_;
};

/// The same for the settings (their canonical text) and an attached text (its SHA-256).
std::string settings_row_hash(std::string_view canonical_text);
std::string text_row_hash(std::string_view sha256);

/// Filled cells as a JSON object, keys in byte order: what a row was before.
/// `renamed` gives columns of today the names they had when the row was written.
std::string before_json(const record::TableSchema& schema, std::span<const std::string> cells,
                        const std::map<std::string_view, std::string>& renamed = {});
std::string before_settings_json(std::string_view canonical_text);
std::string before_text_json(std::string_view sha256);

/// Hash of the row that a `before` describes; empty where it is no such JSON object.
std::string before_hash(std::string_view table, std::string_view before);

/// Appends one entry of the chain with its row versions (whose `sequence` is filled in).
void append_entry(Ledger& ledger, std::string_view kind, const Origin& origin,
                  std::vector<StoredVersion> versions);
/// The entry alone, for a store that keeps the ledger elsewhere.
AuditEntry next_entry(std::int64_t last_sequence, std::string last_hash, std::string_view kind,
                      const Origin& origin, std::vector<StoredVersion>& versions);

/// The newest version of each row that history knows.
class LastState {
 public:
  explicit LastState(const Ledger& ledger);
  /// Null where history knows no such row, or knows it as withdrawn.
  const StoredVersion* find(std::string_view table, std::string_view id) const;
  /// All rows that history holds to be there, in order of their last version.
  std::vector<const StoredVersion*> present() const;

 private:
  std::unordered_map<std::string, const StoredVersion*> last_;
  const Ledger* ledger_;
};

/// Every place where chain, versions and hashes part. `file` names the history in messages.
std::vector<Error> ledger_damage(const Ledger& ledger, const std::string& file);

/// For callers: `before` as whole rows in schema order.
History to_history(const Ledger& ledger);

/// audit.csv and history.csv.
std::string audit_csv_text(const Ledger& ledger);
std::string history_csv_text(const Ledger& ledger);
/// Reads both; what cannot be read is a problem of kind Damaged.
Ledger parse_ledger_csv(std::string_view audit_bytes, std::string_view history_bytes,
                        const std::string& audit_file, const std::string& history_file,
                        std::vector<Error>& problems);
std::vector<std::string> audit_columns();
std::vector<std::string> history_columns();

/// What differs between the study and the newest versions: rows changed by hand since. Nothing is
/// known of how they were before.
std::vector<StoredVersion> hand_edits(const record::Study& study, const LastState& last);

/// Origin with control characters out of its texts. Errors: Usage (`at` is not a UTC time).
Result<Origin> checked_origin(const Origin& origin);

/// "statement/P014"
std::string version_name(const StoredVersion& version);

}  // namespace entente::store

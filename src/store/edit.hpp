// SPDX-License-Identifier: GPL-3.0-or-later
// An edit over a study in memory: what it changes, as row versions.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger.hpp"

namespace entente::store {

/// Changes of an edit in an order that both forms carry out alike. Errors: Conflict (a row named
/// twice other than withdrawn and inserted anew), and those of check_row.
Result<std::vector<record::Change>> checked_changes(const Edit& edit);

/// The version that a change makes. `before` is the whole row as it was.
StoredVersion version_of(const record::Change& change, std::span<const std::string> before,
                         RowHasher& hasher);

/// Hash of the newest version of a document's text in history; "" where it has none.
using TextHistory = std::function<std::string(std::string_view document_id)>;

/// The version that attaching a text makes; `old` is the text it replaces, if that is at hand.
StoredVersion text_version(const std::string& id, const std::string* old, std::string_view text,
                           std::string_view known_hash);

/// Applies an edit; returns its row versions, none where it changes nothing. On error the study may
/// be half changed. Errors: those of record::apply, checked_changes, check_text, check_settings.
Result<std::vector<StoredVersion>> apply_edit(record::Study& study, const Edit& edit,
                                              const TextHistory& known);

}  // namespace entente::store

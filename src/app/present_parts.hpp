// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the presenters.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/present.hpp"
#include "entente/stats/interval.hpp"

namespace entente::app {

using Json = nlohmann::ordered_json;

/// One line; broken UTF-8 becomes U+FFFD instead of an exception.
std::string json_line(const Json& json);

/// The fields of an error, empty ones left out.
Json error_fields(const Error& error);

/// {"sequence":..,"adopted":..} of a commit.
Json committed_fields(const Written& written);

/// Who wrote what as which entry; the last line of text of every writing command.
std::string written_text(const Written& written);

/// "1 row", "2 rows", "1,467 rows".
std::string counted(std::int64_t count, std::string_view noun);
std::string counted(std::size_t count, std::string_view noun);

/// {"table":..,"id":..,"kind":..,"cells":{column:{"before":..,"after":..}}}
Json change_fields(const record::Change& change);

/// table, id, kind, column, before, after: one row a changed cell.
Rows change_rows(const std::vector<record::Change>& changes);

/// describe() of each change, each line cleaned for the terminal; at most `shown_lines` unless
/// `all`.
std::string change_lines(const std::vector<record::Change>& changes, bool all);

/// Rows as text, columns as wide as their widest cell; the last one is not padded.
std::string aligned(const Rows& rows);

/// Ids of statements, in the order given.
std::vector<std::string> statement_ids(const record::Snapshot& snapshot,
                                       const std::vector<StatementCode>& statements);

/// "42 %", of a share from 0 to 1.
std::string percent_text(double share);

/// Passages, and sources named as a whole, that the statements rest on, each once.
std::vector<std::string> statement_evidence(const record::Snapshot& snapshot,
                                            const std::vector<StatementCode>& statements);

std::vector<std::string> actor_ids(const record::Snapshot& snapshot,
                                   const std::vector<ActorCode>& actors);

/// "3 not saved: WHY", a line each.
std::string not_saved_text(const std::map<NotSaved, std::size_t>& not_saved);

/// A path or word as a shell takes it: quoted where it needs to be.
std::string shell_word(const std::string& word);

/// Words of a document for one line: printable, white space folded, as its line breaks are those of
/// the page.
std::string folded(std::string_view text);

/// The rows of a complaint list.
Rows error_rows(const std::vector<Error>& errors);

/// value, interval, state, method, level, n_units; null without an estimate.
Json optional_estimate_json(const std::optional<stats::Estimate>& estimate);

/// "[1.20, 2.00]", or why there is none: "(one unit)"; "" without an estimate.
std::string interval_text(const std::optional<stats::Estimate>& estimate, int digits);

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
// What every exchange format says in its own dress: texts, actors, issues and statements anchored
// in the texts; and the rest, which the format has no place for and carries as one block. Readers
// fill a CodedStudy and assemble() makes rows of it; flattened() makes one for the writers.
// Plain values and pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/exchange.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

/// Filled cells of a row by column name.
using Cells = std::map<std::string, std::string, std::less<>>;
using RowsById = std::map<std::string, Cells, std::less<>>;

inline constexpr std::size_t nothing_coded = std::numeric_limits<std::size_t>::max();

/// "" where the row has no such cell.
std::string_view cell_of(const Cells& cells, std::string_view column);
/// Sets a cell; a blank value leaves it as it is.
void put_cell(Cells& cells, std::string_view column, std::string_view value);

/// A text that statements are anchored in.
struct CodedDocumentText {
  std::string key;           ///< its name in the file
  std::int64_t line = 0;     ///< its place in the file
  std::string id;            ///< the document's id; blank for a stand-in that has only a source
  std::string source_id;     ///< the source's id, when writing
  std::string text;          ///< UTF-8, as the file has it
  bool stand_in = false;     ///< made up because the text is not attached: nothing to keep
  bool as_in_study = false;  ///< the text stays the study's own; `id` names it
  Cells source;              ///< of a source that has to be made
  Cells document;            ///< of a document that has to be made
};

struct CodedActor {
  std::string key;
  std::int64_t line = 0;
  Cells cells;     ///< what the file certainly means: the name
  Cells fallback;  ///< taken where the actor is new
  std::vector<std::string> aliases;
};

struct CodedIssue {
  std::string key;
  std::int64_t line = 0;
  Cells cells;  ///< the claim
  Cells fallback;
};

struct CodedSpan {
  std::size_t text = nothing_coded;
  std::size_t begin = 0;  ///< bytes of the text as the file has it
  std::size_t end = 0;
  std::string passage;  ///< its id, where known
  std::string doubt;    ///< why the place may be another; goes into the passage's note
};

struct CodedStatement {
  std::string key;
  std::int64_t line = 0;
  std::size_t actor = nothing_coded;
  std::size_t issue = nothing_coded;
  std::optional<int> stance;
  bool side_only = false;  ///< the file tells for or against, not how strongly
  std::vector<CodedSpan> spans;
  Cells cells;     ///< columns the file holds exactly
  Cells fallback;  ///< taken where the statement is new
};

/// What a format has no place for: whole rows, and which of them the file's own names mean.
struct Remainder {
  std::map<std::string, RowsById, std::less<>> rows;  ///< by table
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>
      keys;  ///< by "text", "actor", "issue" or "statement": key to id

  const Cells* row(std::string_view table, std::string_view id) const;
  std::string id(std::string_view kind, std::string_view key) const;
};
std::string remainder_json(const Remainder& remainder);
/// Errors: Malformed. Unknown tables and columns are left out.
Result<Remainder> parse_remainder(std::string_view json, const std::string& file);

struct CodedStudy {
  std::string file;               ///< for places
  bool first_place_only = false;  ///< a statement's other passages are in the rest alone
  std::vector<CodedDocumentText> texts;
  std::vector<CodedActor> actors;
  std::vector<CodedIssue> issues;
  std::vector<CodedStatement> statements;
  Remainder rest;
  std::map<std::string, std::vector<Error>, std::less<>> faults;  ///< by table: rejected when read
  std::vector<std::string> remarks;
};

/// A study as the writers need it: all actors, issues, statements and attached texts, in the
/// study's order; a statement without a place in an attached text stands in a stand-in. The rest
/// holds every row these lean on; words of passages and names of originals stay behind (remarks
/// tell). O(cells).
CodedStudy flattened(const record::Study& study);

/// The rows of a file against a study: what is known by id, name or place becomes that row again.
Exchange assemble(const record::Study& study, CodedStudy coded);

/// The value of a line "NAME: VALUE" of a note, or "".
std::string_view noted(std::string_view note, std::string_view name);
/// A note with one more line "NAME: VALUE"; nothing is added for a blank value.
void add_noted(std::string& note, std::string_view name, std::string_view value);

/// "3 statements", "1 statement".
std::string counted_things(std::size_t count, std::string_view one, std::string_view many);

/// "2 attached texts go along whole", or "" where there is none.
std::string texts_remark(const CodedStudy& coded);

/// Whether JSON nests deeper than anything we read: what follows may take a stack frame a level.
bool nests_too_deep(std::string_view json);

/// Longest name that many rows may repeat (a coder, an entity, a user), in bytes.
inline constexpr std::size_t repeated_name_limit = 4096;

/// Malformed, with the whole file as its place.
Error broken_exchange(const std::string& file, std::string message, std::string expected,
                      std::string mend);

}  // namespace entente::ingest

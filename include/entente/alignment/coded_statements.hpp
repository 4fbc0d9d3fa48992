// SPDX-License-Identifier: GPL-3.0-or-later
// Coded statements in flat columns with dictionary codes: what discourse networks are made of,
// whether they come from a study or from another program's file. Plain values; any thread for
// reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::alignment {

enum class VariableType : std::uint8_t { Text, Boolean, Integer };
/// "text", "boolean", "integer".
std::string_view to_string(VariableType type) noexcept;

/// A number that nobody coded.
inline constexpr std::int32_t not_coded = std::numeric_limits<std::int32_t>::min();

/// One column: of each statement, or of the document it stands in.
struct CodedVariable {
  std::string name;
  VariableType type = VariableType::Text;
  bool of_document = false;
  /// Of a text: its values, each once, in the order in which networks list them. The empty one, if
  /// any, means "not coded".
  std::vector<std::string> labels;
  /// By statement: place in `labels`, or the number itself (a boolean is 0 or 1), or not_coded.
  std::vector<std::int32_t> values;
  /// Of an integer: the ends of its scale, where it has one whatever was coded.
  std::optional<std::pair<std::int32_t, std::int32_t>> scale;
};

/// Statements in the order of their time; of one time in any order that is kept.
struct CodedStatements {
  std::vector<std::string> ids;
  std::vector<std::int64_t> times;       ///< seconds since 1970-01-01 UTC, never falling
  std::vector<std::uint32_t> documents;  ///< place in document_ids
  std::vector<std::string> document_ids;
  std::optional<std::int64_t> first_document;  ///< times of the first and last document, also of
  std::optional<std::int64_t> last_document;   ///< those without a statement
  std::vector<CodedVariable> variables;

  std::size_t size() const noexcept { return times.size(); }
};

/// A statement's variable of that name, else a document's; "document:NAME" means the document's.
/// Null where there is none. O(variables).
const CodedVariable* find_variable(const CodedStatements& statements,
                                   std::string_view name) noexcept;

/// Whether the columns fit together. Errors: Internal (their lengths differ, a code without a
/// label, times that fall). O(cells).
Result<void> check_columns(const CodedStatements& statements);

}  // namespace entente::alignment

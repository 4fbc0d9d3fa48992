// SPDX-License-Identifier: GPL-3.0-or-later
// A REFI-QDA file as it is, before any meaning is given to it. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest {

inline constexpr std::size_t no_code = static_cast<std::size_t>(-1);

struct RefiCode {
  std::string guid, name, description;
  std::size_t parent = no_code;
  bool codable = true;
};
struct RefiSelection {
  std::string guid, user, description;
  std::optional<std::int64_t> start, end;
  std::vector<std::string> codes;  ///< GUIDs
};
struct RefiSource {
  std::string guid, name, path, text;
  std::vector<RefiSelection> selections;
};
struct RefiProject {
  std::vector<RefiCode> codes;
  std::map<std::string, std::string, std::less<>> users;
  std::vector<RefiSource> sources;
  std::vector<std::string> other_sources;  ///< names of those that are no text
  std::size_t other_selections = 0;        ///< coded places in them
  std::size_t other_notes = 0;
  std::string record;  ///< what entente export left in a note
};

/// A project (ZIP) with its texts, or a code book (XML). Errors: Malformed, Limit.
Result<RefiProject> read_refi_project(std::string_view bytes, const std::string& file);

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Many files of a study folder change at once or not at all. New files are written to
// `.entente-staging/`, then a COMMIT file that lists them with their hashes: from then on the
// change holds, and whoever comes next carries it out; before, it never was.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "posix.hpp"

namespace entente::store {

inline constexpr const char* staging_folder = ".entente-staging";
inline constexpr const char* documents_folder = "documents";

/// Files to be put and removed, by path inside the folder: "actor.csv", "documents/a.txt".
struct FolderChange {
  std::map<std::string, std::string> put;
  std::set<std::string> removed;
  bool empty() const noexcept { return put.empty() && removed.empty(); }
};

/// A name for a file under documents/ that stays there: no separators, no leading dot.
bool plain_file_name(std::string_view name) noexcept;

/// Paths that a change may touch: study.toml, tables, history, plain files in documents/.
bool known_path(std::string_view path);

/// What a decided but unfinished change says of each path; empty when there is none.
struct StagedFiles {
  struct Staged {
    std::string name;  ///< in the staging folder
    std::string sha256;
  };
  std::map<std::string, Staged> put;
  std::set<std::string> removed;
};

/// Looks for a decided change. Errors: Damaged (a COMMIT that cannot be one of ours), Unreadable.
Result<StagedFiles> read_staging(const Handle& folder, const std::string& shown);

/// Bytes of a file as the study has it: the staged file where a decided change holds one, checked
/// against its hash.
Result<std::optional<std::string>> read_member(const Handle& folder, const StagedFiles& staged,
                                               const std::string& path, const std::string& shown,
                                               std::uint64_t limit);

/// Carries out a decided change, or clears away an undecided one. Needs the exclusive lock.
Result<void> finish_staging(const Handle& folder, const std::string& shown);

/// Stages, decides and carries out a change. Needs the exclusive lock and a clear staging folder.
Result<void> write_change(const Handle& folder, const FolderChange& change,
                          const std::string& shown);

/// documents/ of a new folder that is not yet in its place, made where it is not there.
Result<Handle> documents_of_new_folder(const std::string& path);

/// Writes a whole new folder at `path` (not there yet) without staging: nobody can see it.
Result<void> write_new_folder(const std::string& path,
                              const std::map<std::string, std::string>& files);

}  // namespace entente::store

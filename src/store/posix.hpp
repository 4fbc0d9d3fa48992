// SPDX-License-Identifier: GPL-3.0-or-later
// Files and folders with errors as values. Names inside a study folder are opened relative to its
// handle and never through symbolic links: a folder from a stranger must not lead elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::store {

/// Largest table or history file that is read whole: 1 GiB.
inline constexpr std::uint64_t table_file_limit = std::uint64_t{1} << 30U;
/// Largest attached text: 64 MiB.
inline constexpr std::uint64_t document_limit = std::uint64_t{64} << 20U;

/// Owns a file descriptor.
class Handle {
 public:
  Handle() = default;
  explicit Handle(int descriptor) : descriptor_(descriptor) {}
  Handle(Handle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Handle();
  int get() const noexcept { return descriptor_; }
  bool valid() const noexcept { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

/// "cannot write" with the system's reason and a mend that fits it (disk full, read-only ...).
Error system_error(ErrorKind kind, std::string message, const std::string& file, int code);

/// Unwritable for the usual causes, said in plain words.
Error write_error(const std::string& file, int code);

enum class LockMode { Shared, Exclusive };

/// Opens a folder and takes its lock, waiting up to five seconds. The lock goes with the handle.
/// Errors: NotFound, Unreadable, Conflict (somebody else writes).
Result<Handle> open_locked_folder(const std::string& path, LockMode mode);

/// A sub-folder by name, not through a link; an invalid handle when there is none.
Result<Handle> open_subfolder(const Handle& folder, const std::string& name,
                              const std::string& shown);

/// Bytes of a regular file in the folder, or nothing when there is none. `shown` is its name in
/// messages. Errors: Unreadable (a link, a device, permission), Limit.
Result<std::optional<std::string>> read_in(const Handle& folder, const std::string& name,
                                           const std::string& shown, std::uint64_t limit);

/// Writes a new file; sync_in makes it lasting. Errors: Unwritable.
Result<void> write_new_in(const Handle& folder, const std::string& name, std::string_view bytes,
                          const std::string& shown);

/// Has a file's bytes on the disk when it returns. Many files are written first and synced after:
/// the first sync then carries most of the others.
Result<void> sync_in(const Handle& folder, const std::string& name, const std::string& shown);

/// Makes a folder's entries lasting.
Result<void> sync_folder(const Handle& folder, const std::string& shown);
Result<void> sync_path(const std::string& path);

/// Names in the folder but "." and "..", sorted.
Result<std::vector<std::string>> names_in(const Handle& folder, const std::string& shown);

/// Moves `from` to `to`, which must not exist, and makes the move lasting.
/// Errors: Conflict (it exists), Unwritable.
Result<void> move_to_new(const std::string& from, const std::string& to);

/// A name beside `path` that nothing has, on the same file system.
std::string free_sibling(const std::string& path, std::string_view purpose);

/// Removes what it names when it goes, unless kept: nothing is left behind on error.
class Scratch {
 public:
  explicit Scratch(std::string path) : path_(std::move(path)) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();
  const std::string& path() const noexcept { return path_; }
  void keep() noexcept { path_.clear(); }

 private:
  std::string path_;
};

/// Folder that holds `path`; "." where it has none.
std::string parent_of(const std::string& path);

/// Without slashes at the end.
std::string tidy_path(std::string path);

/// Errors: Unwritable where the place is a network share, on which SQLite's locks do not hold.
Result<void> refuse_network_share(const std::string& path);
/// Whether a statfs type number is that of a network share.
bool network_share_type(std::uint64_t type) noexcept;

}  // namespace entente::store

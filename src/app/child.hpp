// SPDX-License-Identifier: GPL-3.0-or-later
// Runs another program: no shell, a small fixed environment, limits on time and memory, and its
// whole group stopped when time is up, when the user cancels, or when this process dies.
// Any thread; not while another thread may fork without care for SIGCHLD.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"

namespace entente::app {

/// A folder of this process alone (mode 0700) below TMPDIR or /tmp, removed with all it holds.
class PrivateFolder {
 public:
  /// Errors: Unwritable.
  static Result<PrivateFolder> make();
  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  const std::string& path() const noexcept { return path_; }
  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  explicit PrivateFolder(std::string path) noexcept : path_(std::move(path)) {}
  void remove() noexcept;

  std::string path_;
};

struct ChildRequest {
  std::string program;                   ///< a path, as find_program() gives it
  std::vector<std::string> arguments;    ///< without the program itself
  std::string folder;                    ///< where it runs; also its HOME and TMPDIR
  std::vector<std::string> environment;  ///< "NAME=value" beside what every child gets
  std::int64_t date_epoch = 0;           ///< its SOURCE_DATE_EPOCH
  std::chrono::seconds time_limit{120};
  std::uint64_t memory_limit = std::uint64_t{2} << 30U;  ///< bytes of data
};

struct ChildOutcome {
  int exit_code = 0;  ///< 128 + N where signal N ended it
  std::string out;    ///< what it printed, at most 1 MiB; the rest is read and dropped
  std::string err;
};

/// The program of that name in PATH, or "" where there is none. O(folders of PATH).
std::string find_program(std::string_view name);

/// Standard input is empty. Errors: Cancelled; Limit (time is up); Internal (it cannot be started).
/// A program that fails is no error here: its exit code says so.
Result<ChildOutcome> run_child(const ChildRequest& request, const CancelToken& cancel);

}  // namespace entente::app

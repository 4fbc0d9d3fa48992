// SPDX-License-Identifier: GPL-3.0-or-later
#include "posix.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <thread>

#include "entente/base/text.hpp"

namespace entente::store {
namespace {

constexpr std::chrono::milliseconds lock_patience{5000};
constexpr std::chrono::milliseconds lock_pause{10};

std::string mend_for(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "free some space on the disk and try again; the study is as it was";
    case EROFS:
      return "copy the study to a place that can be written";
    case EACCES:
    case EPERM:
      return "ask for the right to use this place, or copy the study elsewhere";
    case ELOOP:
      return "replace the symbolic link by the file itself";
    default:
      return "";
  }
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& shown) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return fail(write_error(shown, errno));
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

struct CloseDirectory {
  void operator()(DIR* directory) const noexcept { ::closedir(directory); }
};

}  // namespace

Handle::~Handle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Error system_error(ErrorKind kind, std::string message, const std::string& file, int code) {
  return {
      kind,          std::move(message) + " (" + std::strerror(code) + ")", {file, 0, {}}, "", "",
      mend_for(code)};
}

Error write_error(const std::string& file, int code) {
  if (code == ENOSPC || code == EDQUOT) {
    return system_error(ErrorKind::Unwritable, "the disk is full", file, code);
  }
  if (code == EROFS) {
    return system_error(ErrorKind::Unwritable, "the place is read-only", file, code);
  }
  return system_error(ErrorKind::Unwritable, "cannot be written", file, code);
}

Result<Handle> open_locked_folder(const std::string& path, LockMode mode) {
  Handle folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) {
    if (errno == ENOENT) {
      return fail({ErrorKind::NotFound,
                   "there is no such study",
                   {path, 0, {}},
                   "",
                   "",
                   "check the path, or make one with: entente new"});
    }
    return fail(system_error(ErrorKind::Unreadable, "the folder cannot be opened", path, errno));
  }
  const auto deadline = std::chrono::steady_clock::now() + lock_patience;
  const int operation = (mode == LockMode::Exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
  while (::flock(folder.get(), operation) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) {
      // Some places know no locks; reading there is no worse than without the question.
      if (mode == LockMode::Shared) break;
      return fail(system_error(ErrorKind::Unwritable, "the folder cannot be locked", path, errno));
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return fail({ErrorKind::Conflict,
                   "another program is using the study",
                   {path, 0, {}},
                   "",
                   "",
                   "wait until it has finished and try again"});
    }
    std::this_thread::sleep_for(lock_pause);
  }
  return folder;
}

Result<Handle> open_subfolder(const Handle& folder, const std::string& name,
                              const std::string& shown) {
  const int descriptor =
      ::openat(folder.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0 && errno != ENOENT) {
    return fail(
        system_error(ErrorKind::Unreadable, "not a folder that can be opened", shown, errno));
  }
  return Handle(descriptor);
}

Result<std::optional<std::string>> read_in(const Handle& folder, const std::string& name,
                                           const std::string& shown, std::uint64_t limit) {
  // Not blocking: a pipe in place of a file must not hang the reader.
  const Handle file(
      ::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.valid()) {
    if (errno == ENOENT) return std::optional<std::string>();
    return fail(system_error(ErrorKind::Unreadable, "cannot be read", shown, errno));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    return fail(system_error(ErrorKind::Unreadable, "cannot be read", shown, errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail({ErrorKind::Unreadable,
                 "not a plain file",
                 {shown, 0, {}},
                 "a file",
                 "",
                 "replace it by a file"});
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) {
    return fail({ErrorKind::Limit,
                 "the file is too large",
                 {shown, 0, {}},
                 "at most " + std::to_string(limit >> 20U) + " MiB",
                 std::to_string(size >> 20U) + " MiB",
                 "split it"});
  }
  std::string bytes(size, '\0');
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t count = ::read(file.get(), bytes.data() + at, bytes.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return fail(system_error(ErrorKind::Unreadable, "cannot be read", shown, errno));
    }
    if (count == 0) break;
    at += static_cast<std::size_t>(count);
  }
  bytes.resize(at);
  return bytes;
}

Result<void> write_new_in(const Handle& folder, const std::string& name, std::string_view bytes,
                          const std::string& shown) {
  const Handle file(::openat(folder.get(), name.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file.valid()) return fail(write_error(shown, errno));
  return write_all(file.get(), bytes, shown);
}

Result<void> sync_in(const Handle& folder, const std::string& name, const std::string& shown) {
  const Handle file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file.valid() || ::fsync(file.get()) != 0) return fail(write_error(shown, errno));
  return {};
}

Result<void> sync_folder(const Handle& folder, const std::string& shown) {
  // Some file systems cannot sync a directory and say EINVAL; then there is nothing to wait for.
  if (::fsync(folder.get()) != 0 && errno != EINVAL) return fail(write_error(shown, errno));
  return {};
}

Result<void> sync_path(const std::string& path) {
  const Handle handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!handle.valid()) return fail(write_error(path, errno));
  return sync_folder(handle, path);
}

Result<std::vector<std::string>> names_in(const Handle& folder, const std::string& shown) {
  const int copy = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, CloseDirectory> directory(copy < 0 ? nullptr : ::fdopendir(copy));
  if (!directory) {
    return fail(system_error(ErrorKind::Unreadable, "the folder cannot be read", shown, errno));
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> move_to_new(const std::string& from, const std::string& to) {
  int code = 0;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0)
    code = errno;
  if (code == EINVAL || code == ENOSYS) {
    // This file system cannot refuse to replace; look first, which is all that is left.
    struct stat status {};
    code = ::lstat(to.c_str(), &status) == 0 ? EEXIST : 0;
    if (code == 0 && ::rename(from.c_str(), to.c_str()) != 0) code = errno;
  }
  if (code == EEXIST || code == ENOTEMPTY) {
    return fail({ErrorKind::Conflict,
                 "something with this name exists already",
                 {to, 0, {}},
                 "",
                 "",
                 "choose another name"});
  }
  if (code != 0) return fail(write_error(to, code));
  return sync_path(parent_of(to));
}

std::string free_sibling(const std::string& path, std::string_view purpose) {
  const std::filesystem::path full(tidy_path(path));
  const std::string stem = parent_of(path) + "/." + full.filename().string() + "." +
                           std::string(purpose) + "-" + std::to_string(::getpid()) + "-";
  struct stat status {};
  for (int number = 0;; ++number) {
    const std::string name = stem + std::to_string(number);
    if (::lstat(name.c_str(), &status) != 0) return name;
  }
}

Scratch::~Scratch() {
  if (path_.empty()) return;
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove_all(path_ + suffix, ignored);
  }
}

std::string parent_of(const std::string& path) {
  const std::string parent = std::filesystem::path(tidy_path(path)).parent_path().string();
  return parent.empty() ? "." : parent;
}

std::string tidy_path(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

bool network_share_type(std::uint64_t type) noexcept {
  // NFS, SMB, CIFS, SMB2, AFS, Coda, NCP, 9P, Ceph, FUSE over ssh is not told apart from others.
  static constexpr std::array<std::uint64_t, 9> types = {0x6969,     0x517B,     0xFF534D42,
                                                         0xFE534D42, 0x5346414F, 0x73757245,
                                                         0x564C,     0x01021997, 0x00C36400};
  return std::find(types.begin(), types.end(), type) != types.end();
}

Result<void> refuse_network_share(const std::string& path) {
  struct statfs status {};
  if (::statfs(path.c_str(), &status) != 0) return {};
  if (!network_share_type(static_cast<std::uint64_t>(status.f_type) & 0xFFFFFFFFU)) return {};
  return fail({ErrorKind::Unwritable,
               "the study file lies on a network share, where file locks do not hold",
               {path, 0, {}},
               "a local disk",
               "",
               "copy the file to a local disk to change it; reading it here is fine"});
}

}  // namespace entente::store

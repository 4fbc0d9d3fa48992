// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace entente::app {
namespace {

/// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const noexcept { return fd_; }
  /// Closes now and tells whether the system took the bytes.
  bool close() noexcept { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

Error system_error(ErrorKind kind, const std::string& path, std::string message, int code) {
  return {kind, std::move(message) + " (" + std::strerror(code) + ")", {path, 0, ""}, "", "", ""};
}

Error unwritable(const std::string& path, int code) {
  Error error = system_error(ErrorKind::Unwritable, path, "the file cannot be written", code);
  if (code == ENOSPC || code == EDQUOT) error.mend = "free some space";
  if (code == EACCES || code == EPERM || code == EROFS) {
    error.mend = "choose a place you may write to";
  }
  if (code == ENOENT || code == ENOTDIR) error.mend = "make the folder first";
  return error;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Makes an entry of the folder outlive a power cut; a file system that cannot is not an error.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor fd(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) (void)::fsync(fd.get());
}

Result<void> write_temporary(const std::string& path, std::string_view bytes, Readers readers,
                             std::string& temporary) {
  static std::atomic<unsigned> counter{0};
  temporary =
      path + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1));
  Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                       readers == Readers::Owner ? 0600 : 0666));
  if (fd.get() < 0) {
    temporary.clear();
    return fail(unwritable(path, errno));
  }
  if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0 || !fd.close()) {
    return fail(unwritable(path, errno));
  }
  return {};
}

/// Moves into place; without `replace` the system itself refuses to overwrite.
bool put_in_place(const std::string& temporary, const std::string& path, bool replace) {
  if (replace) return ::rename(temporary.c_str(), path.c_str()) == 0;
  if (::link(temporary.c_str(), path.c_str()) == 0) return ::unlink(temporary.c_str()) == 0;
  if (errno == EEXIST) return false;
  struct stat info {};
  if (::lstat(path.c_str(), &info) == 0) {
    errno = EEXIST;
    return false;
  }
  return ::rename(temporary.c_str(), path.c_str()) == 0;  // file systems without hard links
}

Error occupied(const std::string& path) {
  return {ErrorKind::Unwritable,
          "something lies there already",
          {path, 0, ""},
          "a new name",
          "",
          "choose another name, or replace it with --force"};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) {
    const int code = errno;
    if (code == ENOENT || code == ENOTDIR) {
      return fail(
          {ErrorKind::NotFound, "there is no such file", {path, 0, ""}, "", "", "check the path"});
    }
    return fail(system_error(ErrorKind::Unreadable, path, "the file cannot be read", code));
  }
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) {
    return fail(system_error(ErrorKind::Unreadable, path, "the file cannot be read", errno));
  }
  if (!S_ISREG(info.st_mode)) {
    return fail({ErrorKind::Unreadable,
                 "not a file",
                 {path, 0, ""},
                 "a file",
                 S_ISDIR(info.st_mode) ? "a folder" : "",
                 ""});
  }
  std::string out;
  out.resize(std::min(static_cast<std::size_t>(info.st_size), limit) + 1);
  std::size_t size = 0;
  for (;;) {
    if (size > limit) {
      return fail({ErrorKind::Limit,
                   "file too large",
                   {path, 0, ""},
                   "at most " + std::to_string(limit >> 20U) + " MiB",
                   "",
                   "split it"});
    }
    if (size == out.size()) out.resize(out.size() * 2);
    const ssize_t got = ::read(fd.get(), out.data() + size, out.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return fail(system_error(ErrorKind::Unreadable, path, "the file cannot be read", errno));
    }
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  out.resize(size);
  return out;
}

Result<bool> write_file(const std::string& path, std::string_view bytes, Overwrite overwrite,
                        Readers readers) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) {
      return fail({ErrorKind::Unwritable,
                   "a folder lies there",
                   {path, 0, ""},
                   "a file name",
                   "",
                   "choose another name"});
    }
    const bool same_size =
        S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) == bytes.size();
    if (same_size) {
      const auto there = read_file(path);
      if (there && *there == bytes) return false;
    }
    if (overwrite == Overwrite::Never) return fail(occupied(path));
  }
  std::string temporary;
  auto written = write_temporary(path, bytes, readers, temporary);
  if (written && !put_in_place(temporary, path, overwrite == Overwrite::Different)) {
    written = fail(errno == EEXIST ? occupied(path) : unwritable(path, errno));
  }
  if (!written) {
    if (!temporary.empty()) ::unlink(temporary.c_str());
    return fail(std::move(written).error());
  }
  sync_folder(std::filesystem::path(path).parent_path());
  return true;
}

}  // namespace entente::app

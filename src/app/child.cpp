// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_output = std::size_t{1} << 20U;
constexpr std::uint64_t most_file = std::uint64_t{1} << 30U;
constexpr int poll_milliseconds = 50;  ///< how soon a cancel is seen
constexpr int start_failed = 127;

struct OutputPipe {
  int read_end = -1;
  int write_end = -1;
  OutputPipe() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
      read_end = ends[0];
      write_end = ends[1];
    }
  }
  OutputPipe(const OutputPipe&) = delete;
  OutputPipe& operator=(const OutputPipe&) = delete;
  ~OutputPipe() {
    close_write();
    if (read_end >= 0) ::close(read_end);
  }
  void close_write() {
    if (write_end >= 0) ::close(std::exchange(write_end, -1));
  }
};

/// Pointers for execve, made before the fork: after it nothing may allocate.
class Words {
 public:
  explicit Words(std::vector<std::string> words) : words_(std::move(words)) {
    pointers_.reserve(words_.size() + 1);
    for (std::string& word : words_) pointers_.push_back(word.data());
    pointers_.push_back(nullptr);
  }
  char* const* data() const { return pointers_.data(); }

 private:
  std::vector<std::string> words_;
  std::vector<char*> pointers_;
};

Words argument_words(const ChildRequest& request) {
  std::vector<std::string> out{request.program};
  out.insert(out.end(), request.arguments.begin(), request.arguments.end());
  return Words(std::move(out));
}

/// Nothing of the user's own environment but PATH: it must not change the bytes.
Words environment_words(const ChildRequest& request) {
  const char* path = std::getenv("PATH");
  std::vector<std::string> out{std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path),
                               "HOME=" + request.folder,
                               "TMPDIR=" + request.folder,
                               "XDG_CACHE_HOME=" + request.folder,
                               "LC_ALL=C.UTF-8",
                               "TZ=UTC",
                               "PYTHONHASHSEED=0",
                               "SOURCE_DATE_EPOCH=" + std::to_string(request.date_epoch)};
  out.insert(out.end(), request.environment.begin(), request.environment.end());
  return Words(std::move(out));
}

void limit(int what, std::uint64_t value) {
  const rlimit both{value, value};
  (void)::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

/// The child's side. Only async-signal-safe calls.
[[noreturn]] void become(const ChildRequest& request, char* const* arguments,
                         char* const* environment, const OutputPipe& out, const OutputPipe& err,
                         pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(start_failed);  // it died before the line above
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, most_file);
  limit(RLIMIT_DATA, request.memory_limit);
  limit(RLIMIT_CPU, static_cast<std::uint64_t>(request.time_limit.count()) + 1);
  std::signal(SIGPIPE, SIG_DFL);
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 ||
      ::dup2(out.write_end, STDOUT_FILENO) < 0 || ::dup2(err.write_end, STDERR_FILENO) < 0 ||
      ::chdir(request.folder.c_str()) != 0) {
    ::_exit(start_failed);
  }
  ::execve(request.program.c_str(), arguments, environment);
  ::_exit(start_failed);
}

/// Stops the group and takes the child's status, on every way out.
class Group {
 public:
  explicit Group(pid_t leader) : leader_(leader) {}
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group() { stop(); }

  bool ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(leader_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid != 0;
  }
  int wait() {
    int status = 0;
    while (::waitpid(leader_, &status, 0) < 0 && errno == EINTR) {
    }
    // What it left running in its group must not outlive it.
    ::kill(-std::exchange(leader_, -1), SIGKILL);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void stop() {
    if (leader_ < 0) return;
    ::kill(-leader_, SIGKILL);
    ::kill(leader_, SIGKILL);  // before its setpgid() it is not in a group of its own
    (void)wait();
  }

 private:
  pid_t leader_;
};

void read_some(pollfd& wait, std::string& sink) {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(wait.fd, buffer.data(), buffer.size());
  if (count > 0 && sink.size() < most_output) {
    sink.append(buffer.data(),
                std::min(static_cast<std::size_t>(count), most_output - sink.size()));
  }
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) wait.fd = -1;
}

/// Reads both pipes to their ends.
Result<void> drain(const Group& group, const OutputPipe& out, const OutputPipe& err,
                   ChildOutcome& outcome, const ChildRequest& request, const CancelToken& cancel) {
  const auto deadline = Clock::now() + request.time_limit;
  const std::string name = fs::path(request.program).filename().string();
  std::array<pollfd, 2> waits{pollfd{out.read_end, POLLIN, 0}, pollfd{err.read_end, POLLIN, 0}};
  const std::array<std::string*, 2> sinks{&outcome.out, &outcome.err};
  // A child may close its output and go on; it counts as running until it has ended.
  while (waits[0].fd >= 0 || waits[1].fd >= 0 || !group.ended()) {
    ENTENTE_CHECK(check_cancel(cancel, name));
    if (Clock::now() >= deadline) {
      return fail(
          {ErrorKind::Limit,
           name + " was stopped after " + std::to_string(request.time_limit.count()) + " seconds",
           {},
           "",
           "",
           "try a shorter brief with --one-page, or --format html"});
    }
    const bool reading = waits[0].fd >= 0 || waits[1].fd >= 0;
    const int ready = ::poll(waits.data(), waits.size(), reading ? poll_milliseconds : 1);
    for (std::size_t i = 0; ready > 0 && i < waits.size(); ++i) {
      if (waits[i].fd >= 0 && waits[i].revents != 0) read_some(waits[i], *sinks[i]);
    }
  }
  return {};
}

}  // namespace

Result<PrivateFolder> PrivateFolder::make() {
  const char* base = std::getenv("TMPDIR");
  std::string name = std::string(base == nullptr || *base == '\0' ? "/tmp" : base);
  std::error_code code;
  const fs::path whole = fs::absolute(name, code);
  if (!code) name = whole.string();
  name += "/entente-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) {
    return fail(
        {ErrorKind::Unwritable,
         std::string("no folder for passing files can be made (") + std::strerror(errno) + ")",
         {name, 0, ""},
         "",
         "",
         "set TMPDIR to a folder you may write to"});
  }
  return PrivateFolder(std::move(name));
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept {
  if (this != &other) {
    remove();
    path_ = std::exchange(other.path_, {});
  }
  return *this;
}

PrivateFolder::~PrivateFolder() { remove(); }

void PrivateFolder::remove() noexcept {
  if (path_.empty()) return;
  std::error_code code;
  fs::remove_all(path_, code);
  path_.clear();
}

std::string find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  const std::string folders = path == nullptr ? "/usr/bin:/bin" : path;
  for (const std::string_view folder : split(folders, ':')) {
    if (folder.empty() || folder[0] != '/') continue;
    std::string candidate = std::string(folder) + "/" + std::string(name);
    std::error_code code;
    if (fs::is_regular_file(candidate, code) && ::access(candidate.c_str(), X_OK) == 0) {
      return candidate;
    }
  }
  return "";
}

Result<ChildOutcome> run_child(const ChildRequest& request, const CancelToken& cancel) {
  ENTENTE_CHECK(check_cancel(cancel));
  const Words arguments = argument_words(request);
  const Words environment = environment_words(request);
  OutputPipe out;
  OutputPipe err;
  const pid_t parent = ::getpid();
  const pid_t child = out.read_end < 0 || err.read_end < 0 ? -1 : ::fork();
  if (child < 0) {
    return fail({ErrorKind::Internal,
                 request.program + " cannot be started (" + std::strerror(errno) + ")",
                 {},
                 "",
                 "",
                 "try again when the machine is less busy"});
  }
  if (child == 0) become(request, arguments.data(), environment.data(), out, err, parent);
  Group group(child);
  out.close_write();
  err.close_write();
  ChildOutcome outcome;
  ENTENTE_CHECK(drain(group, out, err, outcome, request, cancel));
  outcome.exit_code = group.wait();
  return outcome;
}

}  // namespace entente::app

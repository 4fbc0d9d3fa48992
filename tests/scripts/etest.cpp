// SPDX-License-Identifier: GPL-3.0-or-later
// etest [OPTION...] PATH...: runs script tests (*.etest; folders are searched) through the public
// command line. docs/testing.md tells their form. Exit status: 0 all passed, 1 some failed,
// 2 wrong call.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "child.hpp"
#include "script_file.hpp"

namespace fs = std::filesystem;

namespace entente::etest {
namespace {

struct Settings {
  fs::path entente;
  fs::path source;
  std::string shared;
  std::vector<fs::path> files;
  int timeout_seconds = 60;
  unsigned threads = 1;
  bool update = false;
  bool keep = false;
};

struct Report {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  std::string text;
};

/// Replaces folders that differ from machine to machine by the names the tests know them under.
class Placeholders {
 public:
  void add(const std::string& path, const std::string& name) {
    if (!path.empty()) pairs_.emplace_back(path, name);
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
  std::string apply(std::string text) const {
    for (const auto& [path, name] : pairs_) {
      for (auto at = text.find(path); at != std::string::npos; at = text.find(path, at)) {
        text.replace(at, path.size(), name);
        at += name.size();
      }
    }
    return text;
  }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : value;
}

std::vector<std::string> environment_for(const Settings& settings, const fs::path& work) {
  std::vector<std::string> all{
      "PATH=" + settings.entente.parent_path().string() + ":" + variable("PATH", "/usr/bin:/bin"),
      "HOME=" + work.string(),
      "TMPDIR=" + work.string(),
      "WORK=" + work.string(),
      "LC_ALL=C",
      "TZ=UTC",
      "SOURCE_DATE_EPOCH=1767139200",
      "ENTENTE_AUTHOR=Test Author",
      "STUDIES=" + (settings.source / "studies").string(),
      "SOURCE=" + settings.source.string()};
  if (!settings.shared.empty()) all.push_back("SHARED=" + settings.shared);
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"}) {
    const std::string value = variable(name, "");
    if (!value.empty()) all.push_back(std::string(name) + "=" + value);
  }
  return all;
}

/// Standard output, then standard error with `! ` before each line.
std::vector<std::string> lines_of(const Outcome& outcome, const Placeholders& placeholders) {
  auto lines = split_lines(placeholders.apply(outcome.out));
  for (const std::string& line : split_lines(placeholders.apply(outcome.err))) {
    lines.push_back("! " + line);
  }
  return lines;
}

std::string listing(const char* title, const std::vector<std::string>& lines) {
  std::string text = std::string("  ") + title + "\n";
  for (const std::string& line : lines) text += "    | " + line + "\n";
  return text;
}

/// Runs one block. Where `update`, writes what came into the block instead of judging it.
bool run_block(const Settings& settings, const fs::path& work, const fs::path& path,
               const Placeholders& placeholders, Block* block, std::string* text) {
  const Outcome outcome = run_command(block->command, work.string(),
                                      environment_for(settings, work), settings.timeout_seconds);
  const auto lines = lines_of(outcome, placeholders);
  std::string problem;
  const bool fits = matches(block->expected, lines, &problem);
  const bool passed = !outcome.timed_out && fits && outcome.exit_code == block->exit_code;
  if (passed) return true;
  if (settings.update && !outcome.timed_out) {
    if (!fits) {
      block->expected.clear();
      for (const std::string& line : lines) block->expected.push_back(literal(line));
    }
    block->exit_code = outcome.exit_code;
    return true;
  }
  *text += path.string() + ":" + std::to_string(block->line) + ": FAILED: " + block->command + "\n";
  if (outcome.timed_out) {
    *text += "  stopped after " + std::to_string(settings.timeout_seconds) + " s\n";
  } else if (outcome.exit_code != block->exit_code) {
    *text += "  exit code " + std::to_string(outcome.exit_code) + ", expected " +
             std::to_string(block->exit_code) + "\n";
  }
  if (!problem.empty()) *text += "  " + problem + "\n";
  if (!fits) *text += listing("expected:", block->expected) + listing("got:", lines);
  return false;
}

Report run_blocks(const Settings& settings, const fs::path& path, const fs::path& work,
                  ScriptFile* file) {
  Placeholders placeholders;
  placeholders.add(work.string(), "$WORK");
  placeholders.add((settings.source / "studies").string(), "$STUDIES");
  placeholders.add(settings.source.string(), "$SOURCE");
  placeholders.add(settings.shared, "$SHARED");
  Report report;
  for (Part& part : file->parts) {
    if (auto* block = std::get_if<Block>(&part)) {
      const bool passed = run_block(settings, work, path, placeholders, block, &report.text);
      ++(passed ? report.passed : report.failed);
    }
  }
  return report;
}

/// Permissions that a test took away must not keep its folder from going.
void remove_folder(const fs::path& work) {
  std::error_code ignored;
  for (fs::recursive_directory_iterator
           at(work, fs::directory_options::skip_permission_denied, ignored),
       end;
       !ignored && at != end; at.increment(ignored)) {
    if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
      fs::permissions(at->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
  }
  fs::remove_all(work, ignored);
}

Report failure(const fs::path& path, std::size_t line, const std::string& message) {
  Report report;
  report.failed = 1;
  report.text = path.string() + ":" + std::to_string(line) + ": " + message + "\n";
  return report;
}

Report run_file(const Settings& settings, const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
  if (!input) return failure(path, 0, "cannot be read");
  auto parsed = parse(text);
  if (const auto* error = std::get_if<SyntaxError>(&parsed)) {
    return failure(path, error->line, error->message);
  }
  auto file = std::get<ScriptFile>(std::move(parsed));
  const auto blocks = std::count_if(file.parts.begin(), file.parts.end(), [](const Part& part) {
    return std::holds_alternative<Block>(part);
  });
  if (blocks == 0) return failure(path, 1, "holds no `$ command`, so it tests nothing");
  if (file.require_shared && settings.shared.empty()) {
    Report report;
    report.skipped = static_cast<int>(blocks);
    report.text = path.string() + ": skipped: needs the folder that ENTENTE_SHARED names\n";
    return report;
  }
  std::string folder = (fs::temp_directory_path() / "etest-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return failure(path, 0, "no temporary folder");
  const fs::path work = fs::canonical(folder);
  Report report = run_blocks(settings, path, work, &file);
  if (settings.keep) {
    report.text += path.string() + ": kept " + work.string() + "\n";
  } else {
    remove_folder(work);
  }
  if (settings.update) {
    const std::string updated = write(file);
    if (updated != text) {
      std::ofstream(path, std::ios::binary) << updated;
      report.text += path.string() + ": rewritten, for review\n";
    }
  }
  return report;
}

/// Files one by one on several threads; reports in the order of the files.
Report run_all(const Settings& settings) {
  std::vector<Report> reports(settings.files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < settings.files.size(); i = next++) {
      reports[i] = run_file(settings, settings.files[i]);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < settings.threads; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  Report total;
  for (const Report& report : reports) {
    total.passed += report.passed;
    total.failed += report.failed;
    total.skipped += report.skipped;
    total.text += report.text;
  }
  return total;
}

constexpr const char* kUsage =
    "etest --entente PROGRAM --source FOLDER [OPTION...] PATH...\n"
    "  --entente PROGRAM  the program under test; its folder goes first on PATH\n"
    "  --source FOLDER    the project: STUDIES is its studies/, SOURCE itself\n"
    "  --shared FOLDER    SHARED for files that say require-shared (else ENTENTE_SHARED,\n"
    "                     else FOLDER/../shared where it exists)\n"
    "  --timeout SECONDS  for each block (60)\n"
    "  --jobs N           files at once (1)\n"
    "  --update           write what came as what is expected, for review\n"
    "  --keep             leave the temporary folders\n"
    "PATH is an .etest file or a folder searched for them.\n";

[[noreturn]] void usage_error(const std::string& message) {
  std::cerr << "etest: " << message << "\n" << kUsage;
  std::exit(2);
}

int positive(const std::string& option, const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) {
    usage_error(option + " needs a whole number above 0, found " + text);
  }
  return value;
}

void add_path(const fs::path& path, std::vector<fs::path>* files) {
  if (!fs::exists(path)) usage_error("no such file or folder: " + path.string());
  if (!fs::is_directory(path)) {
    files->push_back(path);
    return;
  }
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() == ".etest") {
      files->push_back(entry.path());
    }
  }
}

Settings read_call(const std::vector<std::string>& arguments) {
  Settings settings;
  settings.shared = variable("ENTENTE_SHARED", "");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& option = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) usage_error(option + " needs a value");
      return arguments[++i];
    };
    if (option == "--entente") {
      settings.entente = fs::absolute(value());
    } else if (option == "--source") {
      settings.source = fs::canonical(value());
    } else if (option == "--shared") {
      settings.shared = value();
    } else if (option == "--timeout") {
      settings.timeout_seconds = positive(option, value());
    } else if (option == "--jobs") {
      settings.threads = static_cast<unsigned>(positive(option, value()));
    } else if (option == "--update") {
      settings.update = true;
    } else if (option == "--keep") {
      settings.keep = true;
    } else if (option.rfind("--", 0) == 0) {
      usage_error("unknown option " + option);
    } else {
      add_path(option, &settings.files);
    }
  }
  if (settings.entente.empty() || !fs::exists(settings.entente)) {
    usage_error("--entente must name the program under test");
  }
  if (settings.source.empty()) usage_error("--source must name the project's folder");
  if (settings.files.empty()) usage_error("no .etest file to run");
  if (settings.shared.empty() && fs::is_directory(settings.source.parent_path() / "shared")) {
    settings.shared = (settings.source.parent_path() / "shared").string();
  }
  if (!settings.shared.empty()) settings.shared = fs::canonical(settings.shared).string();
  std::sort(settings.files.begin(), settings.files.end());
  return settings;
}

}  // namespace
}  // namespace entente::etest

int main(int argc, char** argv) {
  using entente::etest::read_call;
  using entente::etest::run_all;
  try {
    const auto total = run_all(read_call({argv + 1, argv + argc}));
    std::cout << total.text << total.passed << " passed, " << total.failed << " failed";
    if (total.skipped > 0) std::cout << ", " << total.skipped << " skipped";
    std::cout << "\n";
    return total.failed > 0 ? 1 : 0;
  } catch (const std::exception& error) {
    std::cerr << "etest: " << error.what() << "\n";
    return 2;
  }
}

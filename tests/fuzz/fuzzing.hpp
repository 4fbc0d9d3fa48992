// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets share. A property that does not hold is a crash, which libFuzzer keeps.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"
#include "entente/base/text.hpp"

namespace entente::fuzz {

inline std::string_view input(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n", what);
  std::abort();
}

/// An error must be fit to be shown: a message, and one line of sound UTF-8.
inline void require_presentable(const Error& error) {
  require(!error.message.empty(), "an error says what is wrong");
  const std::string line = to_string(error);
  require(line.find('\n') == std::string::npos, "an error is one line");
  require(!first_broken_utf8(line), "an error is UTF-8");
}

/// A folder of this process, made once and emptied for each input.
inline const std::filesystem::path& scratch_folder() {
  static const std::filesystem::path folder = [] {
    const auto base = std::filesystem::is_directory("/dev/shm")
                          ? std::filesystem::path("/dev/shm")
                          : std::filesystem::temp_directory_path();
    const auto path = base / ("entente-fuzz-" + std::to_string(getpid()));
    std::filesystem::create_directories(path);
    std::atexit([] {
      std::error_code code;
      std::filesystem::remove_all(scratch_folder(), code);
    });
    return path;
  }();
  return folder;
}

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  require(out.good(), "the scratch folder can be written");
}

/// Pieces of the input after lines "@@ NAME": small container for targets that need several files.
template <class Call>
void each_piece(std::string_view bytes, Call call) {
  std::size_t at = bytes.starts_with("@@ ") ? 0 : bytes.find("\n@@ ");
  while (at != std::string_view::npos) {
    if (bytes[at] == '\n') ++at;
    const std::size_t line = bytes.find('\n', at);
    if (line == std::string_view::npos) return;
    const std::size_t next = bytes.find("\n@@ ", line);
    const std::size_t end = next == std::string_view::npos ? bytes.size() : next + 1;
    call(bytes.substr(at + 3, line - at - 3), bytes.substr(line + 1, end - line - 1));
    at = next;
  }
}

}  // namespace entente::fuzz

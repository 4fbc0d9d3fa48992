// SPDX-License-Identifier: GPL-3.0-or-later
// store::open, read_history and verify of a folder made of the input's pieces ("@@ study.toml").
#include "entente/store/store.hpp"
#include "fuzzing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto folder = entente::fuzz::scratch_folder() / "study";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "documents");
  entente::fuzz::each_piece(entente::fuzz::input(data, size), [&](std::string_view name,
                                                                  std::string_view text) {
    const std::size_t slash = name.find('/');
    const std::string_view base = slash == std::string_view::npos ? name : name.substr(slash + 1);
    const bool plain = !base.empty() && base.size() < 60 && base.front() != '.' &&
                       base.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
    if (!plain || (slash != std::string_view::npos && name.substr(0, slash) != "documents")) return;
    if (std::filesystem::is_directory(folder / name)) return;  // a piece named "documents"
    entente::fuzz::write_bytes(folder / name, text);
  });
  const auto opened = entente::store::open(folder.string());
  if (opened) {
    for (const entente::Error& problem : opened->problems)
      entente::fuzz::require_presentable(problem);
  } else {
    entente::fuzz::require_presentable(opened.error());
  }
  const auto history = entente::store::read_history(folder.string());
  if (!history) entente::fuzz::require_presentable(history.error());
  const auto verified = entente::store::verify(folder.string());
  if (verified) {
    for (const entente::Error& damage : verified->damage)
      entente::fuzz::require_presentable(damage);
  } else {
    entente::fuzz::require_presentable(verified.error());
  }
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// store::open, read_history and verify of a study file: any bytes, or, after "EDIT", a sound file
// in which bytes were changed (five bytes each: offset, how many, value), because no fuzzer builds
// one.
#include <algorithm>
#include <iterator>

#include "entente/store/store.hpp"
#include "fuzzing.hpp"
#include "ingest/made_study.hpp"

namespace {

std::string sound_file() {
  const std::string path = (entente::fuzz::scratch_folder() / "sound.entente").string();
  const entente::record::Study study = entente::ingest::made::small_study();
  const auto made = entente::store::create(path, entente::store::Form::File, study,
                                           {"A. Fuzzer", "a seed", "fuzz", "2024-01-01T00:00:00Z"});
  entente::fuzz::require(made.has_value(), "a sound study file can be made");
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string edited(std::string file, std::string_view edits) {
  for (; edits.size() >= 5; edits.remove_prefix(5)) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(edits[i]));
    };
    const std::size_t at = (byte(0) << 16U | byte(1) << 8U | byte(2)) % file.size();
    const std::size_t count = std::min(byte(3) % 16 + 1, file.size() - at);
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(at), count, edits[4]);
  }
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = (entente::fuzz::scratch_folder() / "study.entente").string();
  static const std::string sound = sound_file();
  const std::string_view bytes = entente::fuzz::input(data, size);
  if (bytes.starts_with("EDIT")) {
    entente::fuzz::write_bytes(path, edited(sound, bytes.substr(4)));
  } else {
    entente::fuzz::write_bytes(path, bytes);
  }
  const auto opened = entente::store::open(path);
  if (opened) {
    for (const entente::Error& problem : opened->problems)
      entente::fuzz::require_presentable(problem);
  } else {
    entente::fuzz::require_presentable(opened.error());
  }
  const auto history = entente::store::read_history(path);
  if (!history) entente::fuzz::require_presentable(history.error());
  const auto verified = entente::store::verify(path);
  if (verified) {
    for (const entente::Error& damage : verified->damage)
      entente::fuzz::require_presentable(damage);
  } else {
    entente::fuzz::require_presentable(verified.error());
  }
  return 0;
}

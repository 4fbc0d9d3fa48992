// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_cache.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/base/hash.hpp"

namespace entente::app {
namespace {

constexpr std::size_t largest_index = std::size_t{4} << 30U;

}  // namespace

bool private_folder(const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::is_directory(folder, code)) return true;
  if (!folder.has_parent_path() || folder == folder.root_path()) return false;
  if (!private_folder(folder.parent_path())) return false;
  return ::mkdir(folder.c_str(), 0700) == 0 || std::filesystem::is_directory(folder, code);
}

std::string index_path(const std::string& study, const Context& context) {
  if (context.cache_folder.empty()) return {};
  std::error_code code;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(study, code);
  if (code) return {};
  return context.cache_folder + "/entente/search-" + sha256_hex(whole.string()).substr(0, 32) +
         ".index";
}

Result<ingest::SearchIndex> index_of_study(const store::Opened& opened, const Context& context) {
  const record::Study& study = opened.study;
  const bool small = ingest::indexed_bytes(study) < ingest::small_index_text;
  const std::string path = small ? std::string() : index_path(opened.path, context);
  if (!path.empty()) {
    auto bytes = read_file(path, largest_index);
    if (bytes) {
      auto kept = ingest::SearchIndex::read(study, std::move(*bytes));
      if (kept) return kept;
    }
  }
  ENTENTE_TRY(ingest::SearchIndex made,
              ingest::SearchIndex::build(study, context.cancel, context.progress));
  if (!path.empty() && private_folder(std::filesystem::path(path).parent_path())) {
    // Words of confidential documents: for the user alone. What cannot be kept is made again.
    const auto bytes = made.bytes();
    if (bytes) (void)write_file(path, *bytes, Overwrite::Different, Readers::Owner);
  }
  return made;
}

}  // namespace entente::app

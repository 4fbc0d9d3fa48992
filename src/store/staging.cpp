// SPDX-License-Identifier: GPL-3.0-or-later
#include "staging.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/record/schema.hpp"

namespace entente::store {
namespace {

constexpr const char* commit_name = "COMMIT";
constexpr const char* commit_draft = "COMMIT.draft";
constexpr std::string_view commit_head = "entente-commit 1\n";
constexpr std::string_view documents_prefix = "documents/";

struct MemberPlace {
  bool in_documents = false;
  std::string name;
};

MemberPlace place_of(const std::string& path) {
  if (path.starts_with(documents_prefix)) {
    return {true, path.substr(documents_prefix.size())};
  }
  return {false, path};
}

/// A member's name in messages.
std::string shown_member(const std::string& folder, std::string_view path) {
  std::string out = folder;
  return out.append("/").append(path);
}

std::string commit_text(const FolderChange& change) {
  std::string out(commit_head);
  std::size_t number = 0;
  for (const auto& [path, bytes] : change.put) {
    out += "put " + std::to_string(number++) + " " + sha256_hex(bytes) + " " + path + "\n";
  }
  for (const std::string& path : change.removed) out += "remove " + path + "\n";
  out += "end " + sha256_hex(out) + "\n";
  return out;
}

/// One line of COMMIT without its line end; false where it is not one of ours.
bool take_commit_line(std::string_view line, StagedFiles& out) {
  if (line.starts_with("remove ")) {
    line.remove_prefix(7);
    out.removed.emplace(line);
    return known_path(line);
  }
  if (!line.starts_with("put ")) return false;
  line.remove_prefix(4);
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || line.size() < space + 66 || line[space + 65] != ' ') {
    return false;
  }
  const std::string_view number = line.substr(0, space);
  const std::string_view path = line.substr(space + 66);
  out.put.insert_or_assign(
      std::string(path),
      StagedFiles::Staged{std::string(number), std::string(line.substr(space + 1, 64))});
  return known_path(path) && !number.empty() &&
         number.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<StagedFiles> parse_commit(std::string_view text) {
  const std::size_t end = text.rfind("end ");
  if (!text.starts_with(commit_head) || end == std::string_view::npos) return std::nullopt;
  if (text.substr(end) != "end " + sha256_hex(text.substr(0, end)) + "\n") return std::nullopt;
  StagedFiles out;
  for (std::string_view line :
       split(text.substr(commit_head.size(), end - commit_head.size()), '\n')) {
    if (!line.empty() && !take_commit_line(line, out)) return std::nullopt;
  }
  return out;
}

Error staging_damage(const std::string& shown, std::string message) {
  return {ErrorKind::Damaged,
          std::move(message),
          {shown_member(shown, staging_folder), 0, {}},
          "",
          "",
          "restore the study from version control or a backup, or remove the folder " +
              std::string(staging_folder) + " to give up the unfinished change"};
}

Result<void> make_folder_in(const Handle& folder, const char* name, const std::string& shown) {
  if (::mkdirat(folder.get(), name, 0777) != 0 && errno != EEXIST) {
    return fail(write_error(shown_member(shown, name), errno));
  }
  return {};
}

/// Opens documents/, making it where asked. An invalid handle where there is none.
Result<Handle> open_documents(const Handle& folder, bool make, const std::string& shown) {
  if (make) ENTENTE_CHECK(make_folder_in(folder, documents_folder, shown));
  return open_subfolder(folder, documents_folder, shown_member(shown, documents_folder));
}

Result<void> clear_staging(const Handle& folder, const std::string& shown) {
  ENTENTE_TRY(const Handle staging,
              open_subfolder(folder, staging_folder, shown_member(shown, staging_folder)));
  if (!staging.valid()) return {};
  const auto gone = [&](const char* name) {
    return ::unlinkat(staging.get(), name, 0) == 0 || errno == ENOENT;
  };
  // COMMIT goes first: without it the rest means nothing, whenever the power fails.
  if (!gone(commit_name)) return fail(write_error(shown_member(shown, staging_folder), errno));
  ENTENTE_CHECK(sync_folder(staging, shown));
  ENTENTE_TRY(const std::vector<std::string> names, names_in(staging, shown));
  for (const std::string& name : names) {
    if (!gone(name.c_str())) return fail(write_error(shown_member(shown, staging_folder), errno));
  }
  if (::unlinkat(folder.get(), staging_folder, AT_REMOVEDIR) != 0 && errno != ENOENT) {
    return fail(write_error(shown_member(shown, staging_folder), errno));
  }
  return sync_folder(folder, shown);
}

Result<void> carry_out(const Handle& folder, const StagedFiles& change, const std::string& shown) {
  ENTENTE_TRY(const Handle staging,
              open_subfolder(folder, staging_folder, shown_member(shown, staging_folder)));
  bool documents_needed = false;
  for (const auto& [path, staged] : change.put) {
    documents_needed = documents_needed || place_of(path).in_documents;
    // A staged file that is no longer there was moved before the interruption.
    ENTENTE_TRY(const auto bytes, read_in(staging, staged.name, path, table_file_limit));
    if (bytes && sha256_hex(*bytes) != staged.sha256) {
      return fail(staging_damage(shown, "the staged " + path + " does not match its hash"));
    }
  }
  ENTENTE_TRY(const Handle documents, open_documents(folder, documents_needed, shown));
  for (const auto& [path, staged] : change.put) {
    const MemberPlace place = place_of(path);
    const Handle& target = place.in_documents ? documents : folder;
    if (::renameat(staging.get(), staged.name.c_str(), target.get(), place.name.c_str()) != 0 &&
        errno != ENOENT) {
      return fail(write_error(shown_member(shown, path), errno));
    }
  }
  for (const std::string& path : change.removed) {
    const MemberPlace place = place_of(path);
    if (place.in_documents && !documents.valid()) continue;
    const Handle& target = place.in_documents ? documents : folder;
    if (::unlinkat(target.get(), place.name.c_str(), 0) != 0 && errno != ENOENT) {
      return fail(write_error(shown_member(shown, path), errno));
    }
  }
  if (documents.valid()) ENTENTE_CHECK(sync_folder(documents, shown));
  ENTENTE_CHECK(sync_folder(folder, shown));
  return clear_staging(folder, shown);
}

Result<void> stage(const Handle& staging, const FolderChange& change, const std::string& shown) {
  std::size_t number = 0;
  for (const auto& [path, bytes] : change.put) {
    ENTENTE_CHECK(
        write_new_in(staging, std::to_string(number++), bytes, shown_member(shown, path)));
  }
  ENTENTE_CHECK(write_new_in(staging, commit_draft, commit_text(change), shown));
  number = 0;
  for (const auto& [path, bytes] : change.put) {
    ENTENTE_CHECK(sync_in(staging, std::to_string(number++), shown_member(shown, path)));
  }
  ENTENTE_CHECK(sync_in(staging, commit_draft, shown));
  ENTENTE_CHECK(sync_folder(staging, shown));
  if (::renameat(staging.get(), commit_draft, staging.get(), commit_name) != 0) {
    return fail(write_error(shown_member(shown, staging_folder), errno));
  }
  return sync_folder(staging, shown);
}

}  // namespace

bool plain_file_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > 255 || name.front() == '.') return false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\' || c == ':') return false;
  }
  return true;
}

bool known_path(std::string_view path) {
  if (path == "study.toml" || path == "audit.csv" || path == "history.csv") return true;
  if (path.starts_with(documents_prefix)) {
    return plain_file_name(path.substr(documents_prefix.size()));
  }
  return path.ends_with(".csv") && record::table_index(path.substr(0, path.size() - 4)).has_value();
}

Result<StagedFiles> read_staging(const Handle& folder, const std::string& shown) {
  ENTENTE_TRY(const Handle staging,
              open_subfolder(folder, staging_folder, shown_member(shown, staging_folder)));
  if (!staging.valid()) return StagedFiles();
  ENTENTE_TRY(const auto text,
              read_in(staging, commit_name, shown_member(shown, staging_folder), table_file_limit));
  if (!text) return StagedFiles();
  auto commit = parse_commit(*text);
  if (!commit) return fail(staging_damage(shown, "the record of an unfinished change is damaged"));
  return std::move(*commit);
}

Result<std::optional<std::string>> read_member(const Handle& folder, const StagedFiles& staged,
                                               const std::string& path, const std::string& shown,
                                               std::uint64_t limit) {
  const std::string full = shown_member(shown, path);
  const auto put = staged.put.find(path);
  if (put != staged.put.end()) {
    ENTENTE_TRY(const Handle staging, open_subfolder(folder, staging_folder, full));
    if (staging.valid()) {
      ENTENTE_TRY(auto bytes, read_in(staging, put->second.name, full, limit));
      if (bytes && sha256_hex(*bytes) != put->second.sha256) {
        return fail(staging_damage(shown, "the staged " + path + " does not match its hash"));
      }
      if (bytes) return bytes;
    }
  }
  if (staged.removed.contains(path)) return std::optional<std::string>();
  const MemberPlace place = place_of(path);
  if (!place.in_documents) return read_in(folder, place.name, full, limit);
  ENTENTE_TRY(const Handle documents, open_subfolder(folder, documents_folder, full));
  if (!documents.valid()) return std::optional<std::string>();
  return read_in(documents, place.name, full, limit);
}

Result<void> finish_staging(const Handle& folder, const std::string& shown) {
  ENTENTE_TRY(const StagedFiles decided, read_staging(folder, shown));
  if (decided.put.empty() && decided.removed.empty()) return clear_staging(folder, shown);
  return carry_out(folder, decided, shown);
}

Result<void> write_change(const Handle& folder, const FolderChange& change,
                          const std::string& shown) {
  if (change.empty()) return {};
  ENTENTE_CHECK(make_folder_in(folder, staging_folder, shown));
  Result<void> staged = [&]() -> Result<void> {
    ENTENTE_TRY(const Handle staging,
                open_subfolder(folder, staging_folder, shown_member(shown, staging_folder)));
    ENTENTE_CHECK(stage(staging, change, shown));
    return sync_folder(folder, shown);
  }();
  if (!staged) {
    // Not decided, or decided and not known to last: take it back either way.
    const Result<void> cleared = clear_staging(folder, shown);
    (void)cleared;  // the first error is the one to tell
    return staged;
  }
  ENTENTE_TRY(const StagedFiles decided, read_staging(folder, shown));
  return carry_out(folder, decided, shown);
}

Result<Handle> documents_of_new_folder(const std::string& path) {
  const Handle folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) return fail(write_error(path, errno));
  return open_documents(folder, true, path);
}

Result<void> write_new_folder(const std::string& path,
                              const std::map<std::string, std::string>& files) {
  if (::mkdir(path.c_str(), 0777) != 0) return fail(write_error(path, errno));
  const Handle folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) return fail(write_error(path, errno));
  const bool needed = std::any_of(files.begin(), files.end(), [](const auto& file) {
    return place_of(file.first).in_documents;
  });
  ENTENTE_TRY(const Handle documents, open_documents(folder, needed, path));
  const auto target = [&](const MemberPlace& place) -> const Handle& {
    return place.in_documents ? documents : folder;
  };
  for (const auto& [name, bytes] : files) {
    const MemberPlace place = place_of(name);
    ENTENTE_CHECK(write_new_in(target(place), place.name, bytes, name));
  }
  for (const auto& [name, bytes] : files) {
    const MemberPlace place = place_of(name);
    ENTENTE_CHECK(sync_in(target(place), place.name, name));
  }
  if (needed) ENTENTE_CHECK(sync_folder(documents, path));
  return sync_folder(folder, path);
}

}  // namespace entente::store

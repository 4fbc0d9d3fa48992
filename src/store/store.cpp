// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/store/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "entente/base/text.hpp"
#include "file.hpp"
#include "folder.hpp"
#include "migrate.hpp"
#include "original.hpp"

namespace entente::store {
namespace {

constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
constexpr std::size_t application_id_offset = 68;

Error no_study(const std::string& path, std::string message, std::string found = "") {
  return {ErrorKind::Malformed, std::move(message),
          {path, 0, {}},        "a study folder (with study.toml) or a study file (NAME.entente)",
          std::move(found),     "check the path, or make a study with: entente new"};
}

Result<Form> detect_file(const std::string& path) {
  const Handle file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!file.valid()) {
    return fail(
        system_error(ErrorKind::Unreadable, "the study file cannot be opened", path, errno));
  }
  std::array<char, 100> header{};
  const ssize_t count = ::read(file.get(), header.data(), header.size());
  if (count < 0) {
    return fail(system_error(ErrorKind::Unreadable, "the study file cannot be read", path, errno));
  }
  const std::string_view bytes(header.data(), static_cast<std::size_t>(count));
  if (!bytes.starts_with(sqlite_magic) || bytes.size() < header.size()) {
    return fail(no_study(path, "not an Entente study",
                         bytes.empty() ? "an empty file" : std::string(quotable(bytes, 24))));
  }
  const std::array<char, 4> ours = {'E', 'N', 'T', 'E'};
  if (bytes.substr(application_id_offset, 4) != std::string_view(ours.data(), ours.size())) {
    return fail(no_study(path, "a SQLite file, but no Entente study"));
  }
  return Form::File;
}

/// The target of a new study: nothing there yet, and a folder to lie in.
Result<void> check_free(const std::string& path) {
  struct stat status {};
  if (path.empty()) {
    return fail({ErrorKind::Usage, "the study needs a path", {}, "a path", "", ""});
  }
  if (::lstat(tidy_path(path).c_str(), &status) == 0) {
    return fail({ErrorKind::Conflict,
                 "something with this name exists already",
                 {path, 0, {}},
                 "",
                 "",
                 "choose another name"});
  }
  const std::string parent = parent_of(path);
  if (::stat(parent.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    return fail({ErrorKind::NotFound,
                 "the folder it is to lie in is not there",
                 {parent, 0, {}},
                 "",
                 "",
                 "make the folder first"});
  }
  return {};
}

Result<void> write_new(const std::string& path, Form form, const record::Study& study,
                       const Ledger& ledger, const Watch& watch, OriginalReader* originals) {
  ENTENTE_CHECK(check_writable(study));
  // Also a file must be able to become a folder: every text needs a file name of its own.
  ENTENTE_TRY(const auto texts, text_paths(study));
  (void)texts;
  return form == Form::Folder ? create_folder(tidy_path(path), study, ledger, originals)
                              : create_file(tidy_path(path), study, ledger, watch, originals);
}

struct WholeStudy {
  record::Study study;
  Ledger ledger;
};

Result<WholeStudy> read_whole(const std::string& path, const Origin& origin) {
  ENTENTE_TRY(const Form form, detect(path));
  if (form == Form::Folder) {
    ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Shared));
    ENTENTE_TRY(FolderContent content, read_folder(folder, path, {.ledger = true}));
    ENTENTE_CHECK(refuse_problems(content.problems));
    ENTENTE_CHECK(refuse_problems(content.ledger_problems));
    adopt_hand_edits(content.study, content.ledger, origin);
    return WholeStudy{std::move(content.study), std::move(content.ledger)};
  }
  ENTENTE_TRY(Reading reading, open_current_for_reading(path));
  std::vector<Error> problems;
  ENTENTE_TRY(record::Study study, read_study(reading, problems));
  ENTENTE_CHECK(refuse_problems(problems));
  ENTENTE_TRY(Ledger ledger, read_ledger(reading.database));
  return WholeStudy{std::move(study), std::move(ledger)};
}

}  // namespace

Result<Form> detect(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return fail({ErrorKind::NotFound,
                   "there is no such study",
                   {path, 0, {}},
                   "",
                   "",
                   "check the path, or make one with: entente new"});
    }
    return fail(system_error(ErrorKind::Unreadable, "the study cannot be looked at", path, errno));
  }
  if (S_ISREG(status.st_mode)) return detect_file(path);
  if (!S_ISDIR(status.st_mode)) return fail(no_study(path, "not an Entente study", "a device"));
  if (::lstat((tidy_path(path) + "/study.toml").c_str(), &status) != 0) {
    if (errno == ENOENT) return fail(no_study(path, "not a study folder: it has no study.toml"));
    return fail(system_error(ErrorKind::Unreadable, "the folder cannot be read", path, errno));
  }
  return Form::Folder;
}

Result<Opened> open(const std::string& path) {
  ENTENTE_TRY(const Form form, detect(path));
  return form == Form::Folder ? open_folder(path) : open_file(path);
}

Result<History> read_history(const std::string& path) {
  ENTENTE_TRY(const Form form, detect(path));
  return form == Form::Folder ? folder_history(path) : file_history(path);
}

Result<void> create(const std::string& path, Form form, const record::Study& study,
                    const Origin& origin) {
  ENTENTE_CHECK(check_free(path));
  ENTENTE_TRY(const Origin checked, checked_origin(origin));
  return write_new(path, form, study, first_ledger(study, checked), {}, nullptr);
}

Result<Committed> commit(const std::string& path, const Edit& edit, const Origin& origin,
                         const Watch& watch) {
  ENTENTE_TRY(const Origin checked, checked_origin(origin));
  ENTENTE_TRY(const Form form, detect(path));
  return form == Form::Folder ? commit_folder(path, edit, checked, watch.cancel)
                              : commit_file(path, edit, checked, watch);
}

Result<void> convert(const std::string& from, const std::string& to, Form form,
                     const Origin& origin, const Watch& watch) {
  ENTENTE_CHECK(check_free(to));
  ENTENTE_TRY(const Origin checked, checked_origin(origin));
  ENTENTE_TRY(OriginalReader originals, OriginalReader::open(from));
  ENTENTE_TRY(const WholeStudy whole, read_whole(from, checked));
  ENTENTE_CHECK(check_cancel(watch.cancel, "export"));
  return write_new(to, form, whole.study, whole.ledger, watch, &originals);
}

Result<VerifyReport> verify(const std::string& path) {
  ENTENTE_TRY(const Form form, detect(path));
  return form == Form::Folder ? verify_folder(path) : verify_file(path);
}

Result<void> backup(const std::string& from, const std::string& to) {
  ENTENTE_CHECK(check_free(to));
  ENTENTE_TRY(const Form form, detect(from));
  if (form != Form::File) {
    return fail({ErrorKind::Usage,
                 "only a study file is backed up this way",
                 {from, 0, {}},
                 "a study file",
                 "a study folder",
                 "copy the folder, or convert it to a file"});
  }
  Scratch part(free_sibling(to, "backup"));
  {
    ENTENTE_TRY(Reading reading, open_for_reading(from));
    std::int64_t version = 0;
    ENTENTE_CHECK(check_identity(reading.database, &version));
    ENTENTE_TRY(Database copy, Database::open(part.path(), OpenMode::Create, to));
    ENTENTE_CHECK(copy_pages(reading.database, copy));
    settle(copy);
  }
  ENTENTE_CHECK(sync_path(part.path()));
  // A backup that cannot be read back is none.
  ENTENTE_TRY(const VerifyReport report, verify_file(part.path()));
  ENTENTE_CHECK(refuse_problems(report.damage));
  ENTENTE_CHECK(move_to_new(part.path(), to));
  part.keep();
  return {};
}

}  // namespace entente::store

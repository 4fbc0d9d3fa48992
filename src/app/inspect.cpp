// SPDX-License-Identifier: GPL-3.0-or-later
// check, verify and fmt.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "entente/app/open.hpp"
#include "entente/app/study.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

/// Groups the findings about evidence that is gone by what is gone.
std::vector<Orphans> orphans_of(const record::CheckReport& report) {
  std::map<std::string, std::vector<std::string>> by_missing;
  for (const record::Finding& finding : report.findings) {
    if (finding.error.kind != ErrorKind::Reference) continue;
    const std::size_t slash = finding.datum.find('/');
    const auto table = record::table_index(std::string_view(finding.datum).substr(0, slash));
    if (!table) continue;
    const auto column = record::tables()[*table].column(finding.error.place.column);
    if (!column) continue;
    const std::string_view target = record::tables()[*table].columns[*column].target;
    if (target != "passage" && target != "source" && target != "document") continue;
    auto& data = by_missing[std::string(target) + "/" + finding.error.found];
    if (data.empty() || data.back() != finding.datum) data.push_back(finding.datum);
  }
  std::vector<Orphans> out;
  out.reserve(by_missing.size());
  for (auto& [missing, data] : by_missing) out.push_back({missing, std::move(data)});
  return out;
}

/// A private copy of a folder's own files (not of out/), removed on every way out.
class FolderCopy {
 public:
  static Result<std::unique_ptr<FolderCopy>> make(const fs::path& from) {
    std::error_code code;
    std::string name = (fs::temp_directory_path(code) / "entente-fmt-XXXXXX").string();
    if (code || ::mkdtemp(name.data()) == nullptr) {
      return fail({ErrorKind::Unwritable,
                   "no temporary folder can be made",
                   {name, 0, ""},
                   "",
                   "",
                   "set TMPDIR to a place you may write to"});
    }
    auto copy = std::unique_ptr<FolderCopy>(new FolderCopy(name));
    const fs::path target = fs::path(name) / "study";
    fs::create_directory(target, code);
    for (fs::directory_iterator it(from, code), end; !code && it != end; it.increment(code)) {
      if (it->path().filename() == "out") continue;
      fs::copy(it->path(), target / it->path().filename(), fs::copy_options::recursive, code);
      if (code) break;
    }
    if (code) {
      return fail({ErrorKind::Unwritable,
                   "the folder cannot be copied (" + code.message() + ")",
                   {from.string(), 0, ""},
                   "",
                   "",
                   ""});
    }
    return copy;
  }
  FolderCopy(const FolderCopy&) = delete;
  FolderCopy& operator=(const FolderCopy&) = delete;
  ~FolderCopy() {
    std::error_code ignored;
    fs::remove_all(base_, ignored);
  }
  std::string study() const { return (base_ / "study").string(); }

 private:
  explicit FolderCopy(fs::path base) : base_(std::move(base)) {}
  fs::path base_;
};

}  // namespace

Result<FormatOutcome> format_study(const std::string& path, bool check_only,
                                   const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(path));
  if (opened.form == store::Form::File) {
    return fail({ErrorKind::Usage,
                 "a study file has one form only",
                 {path, 0, ""},
                 "a study folder",
                 "",
                 "nothing needs to be done"});
  }
  ENTENTE_TRY(const store::Origin origin, origin_of(context, opened.study.settings, "fmt",
                                                    "edited by hand since the last entry"));
  ENTENTE_CHECK(check_cancel(context.cancel, "fmt"));
  FormatOutcome out{path, {}, check_only};
  if (!check_only) {
    ENTENTE_TRY(out.files, store::format_folder(path, origin));
    return out;
  }
  ENTENTE_TRY(const auto copy, FolderCopy::make(path));
  ENTENTE_TRY(out.files, store::format_folder(copy->study(), origin));
  // Edits made by hand that no command has taken up yet would add to the history: that is no fault
  // of form.
  std::erase_if(out.files, [](const std::string& file) {
    return fs::path(file).filename() == "audit.csv" || fs::path(file).filename() == "history.csv";
  });
  return out;
}

Result<CheckOutcome> check_study(const std::string& path) {
  ENTENTE_TRY(store::Opened opened, store::open(path));
  CheckOutcome out;
  out.path = path;
  out.report = record::check(opened.study);
  out.unreadable = std::move(opened.problems);
  out.orphans = orphans_of(out.report);
  return out;
}

Result<VerifyOutcome> verify_study(const std::string& path) {
  VerifyOutcome out;
  out.path = path;
  ENTENTE_TRY(out.report, store::verify(path));
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "entente/app/brief.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/brief/brief.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

Result<void> make_out_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code code;
  if (folder.empty() || fs::is_directory(folder, code)) return {};
  fs::create_directory(folder, code);
  if (!code) return {};
  return fail({ErrorKind::Unwritable,
               "the folder for the brief cannot be made (" + code.message() + ")",
               {folder.string(), 0, ""},
               "",
               "",
               "write it elsewhere with --output FILE"});
}

}  // namespace

std::string usual_brief_path(const std::string& study, bool folder) {
  const fs::path path = fs::path(study).lexically_normal();
  if (folder) return (path / "out" / "brief.html").lexically_normal().string();
  return (path.parent_path() / (path.stem().string() + "-brief.html")).string();
}

Result<BriefOutcome> write_brief(const BriefRequest& request, const Context& context) {
  ENTENTE_TRY(const std::optional<Date> at, date_option(request.at, "--at"));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const record::Snapshot snapshot, record::build_snapshot(opened.study));
  ENTENTE_CHECK(check_cancel(context.cancel, "brief"));
  brief::Options options;
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  if (since) options.since = since->last_day();
  if (at) options.at = at->last_day();
  ENTENTE_TRY(const brief::Brief brief, brief::compose(opened.study, snapshot, options));
  const std::string html = brief::to_html(brief);
  ENTENTE_CHECK(check_cancel(context.cancel, "brief"));
  BriefOutcome out;
  const bool usual = request.output.empty();
  out.path =
      usual ? usual_brief_path(request.study, opened.form == store::Form::Folder) : request.output;
  out.at = at                            ? at->text()
           : opened.study.settings.as_of ? opened.study.settings.as_of->text()
                                         : std::string();
  out.bytes = html.size();
  if (usual) ENTENTE_CHECK(make_out_folder(out.path));
  ENTENTE_TRY(
      const bool written,
      write_file(out.path, html, usual || request.force ? Overwrite::Different : Overwrite::Never));
  out.unchanged = !written;
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include "brief_prospects.hpp"
#include "entente/app/brief.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/brief/brief.hpp"
#include "entente/brief/meeting.hpp"
#include "option_values.hpp"
#include "render_brief.hpp"

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

/// Every option and every program is looked at before the study is opened.
struct Plan {
  BriefForm form = BriefForm::Html;
  brief::Extent extent = brief::Extent::Full;
  RenderTools tools;
  std::string reference;
};

Error usage(const char* option, std::string message, std::string mend) {
  return {ErrorKind::Usage, std::move(message), {"", 0, option}, "", "", std::move(mend)};
}

std::optional<BriefForm> form_named(std::string_view word) {
  if (word == "html" || word == "htm") return BriefForm::Html;
  if (word == "docx") return BriefForm::Docx;
  if (word == "pdf") return BriefForm::Pdf;
  return std::nullopt;
}

/// What --format says, else what the extension says: a file's name must not promise another form.
Result<BriefForm> form_of(const BriefRequest& request) {
  std::string end = lowered(fs::path(request.output).extension().string());
  if (!end.empty()) end.erase(0, 1);
  const std::optional<BriefForm> promised = form_named(end);
  const std::optional<BriefForm> asked = form_named(request.format);
  if (asked && promised && *asked != *promised) {
    return fail(usage("--format",
                      "the brief would be " + request.format + " under the name of another form, " +
                          quotable(fs::path(request.output).filename().string()),
                      "leave --format out, or end the name in ." + request.format));
  }
  if (asked) return *asked;
  if (promised) return *promised;
  if (end.empty()) return BriefForm::Html;
  Error error = usage("--output", "no form of the brief has this extension",
                      "end the name in one of them, or say the form with --format");
  error.expected = ".html, .docx or .pdf";
  error.found = quotable("." + end);
  return fail(std::move(error));
}

/// The bytes of a template: a ZIP file, which a DOCX is.
Result<std::string> read_reference(const std::string& path) {
  constexpr std::size_t most = std::size_t{64} << 20U;
  ENTENTE_TRY(std::string bytes, read_file(path, most));
  if (bytes.starts_with("PK")) return bytes;
  return fail({ErrorKind::Malformed,
               "the template is not a DOCX file",
               {path, 0, ""},
               "a document saved by a word processor as DOCX",
               "",
               "save it as DOCX, or leave --template out"});
}

/// A pack has its own length and its own day to tell changes from.
Result<void> check_meeting(const BriefRequest& request) {
  if (!request.meeting) return {};
  if (!request.since.empty()) {
    return fail(usage("--since", "a meeting pack tells changes from the last such meeting",
                      "leave --since out, or write the brief without --meeting"));
  }
  if (request.one_page) {
    return fail(usage("--one-page", "a meeting pack has a page and half a page a partner",
                      "leave --one-page out; the pack's first page can be read alone"));
  }
  return {};
}

Result<Plan> plan_of(const BriefRequest& request) {
  Plan out;
  ENTENTE_TRY(out.form, form_of(request));
  ENTENTE_CHECK(check_meeting(request));
  if (request.one_page && request.full) {
    return fail(usage("--one-page", "one page and the full brief exclude one another",
                      "leave --one-page or --full out"));
  }
  if (!request.reference.empty() && out.form != BriefForm::Docx) {
    return fail(usage("--template", "a template gives a DOCX its styles, and this is none",
                      "add --format docx, or leave --template out"));
  }
  // A page on a screen has no length; its figures open the register, so it has one.
  if (request.one_page) {
    out.extent = brief::Extent::OnePage;
  } else if (!request.full && out.form != BriefForm::Html) {
    out.extent = brief::Extent::Annex;
  }
  if (out.form == BriefForm::Pdf) {
    ENTENTE_TRY(out.tools, pdf_tools());
  }
  if (out.form == BriefForm::Docx) {
    ENTENTE_TRY(out.tools, docx_tools(out.extent != brief::Extent::OnePage && !request.meeting));
    if (!request.reference.empty()) {
      ENTENTE_TRY(out.reference, read_reference(request.reference));
    }
  }
  return out;
}

Result<std::string> render(const brief::Brief& brief, const Plan& plan, std::chrono::sys_days day,
                           const CancelToken& cancel, BriefOutcome& out) {
  switch (plan.form) {
    case BriefForm::Html:
      break;
    case BriefForm::Docx:
      return render_docx(brief, plan.tools, plan.reference, day, cancel);
    case BriefForm::Pdf: {
      ENTENTE_TRY(RenderedPdf pdf, render_pdf(brief, plan.tools, day, cancel));
      out.pages = pdf.pages;
      return std::move(pdf.bytes);
    }
  }
  return brief::to_html(brief);
}

/// Prospects of the study's focus actors; nothing where it names fewer than two, or no day.
Result<std::optional<brief::Prospects>> prospects_for(Analysis& analysis,
                                                      const std::optional<Date>& at,
                                                      const Context& context) {
  const auto& day = at ? at : analysis.opened.study.settings.as_of;
  if (!day) return std::nullopt;
  analysis.at = day->last_day();
  for (const std::string& id : analysis.snapshot.settings.focus) {
    const ActorCode actor = analysis.snapshot.actor(id);
    if (!actor) return std::nullopt;  // composing the brief says so
    const auto& in = analysis.actors;
    if (std::find(in.begin(), in.end(), actor) == in.end()) analysis.actors.push_back(actor);
  }
  if (analysis.actors.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < analysis.snapshot.issues.size(); ++i) analysis.issues.emplace_back(i);
  ENTENTE_TRY(brief::Prospects prospects, prospects_in(analysis, context));
  return prospects;
}

Result<brief::Brief> composed_for(const BriefRequest& request, const Analysis& analysis,
                                  const std::optional<Date>& at, const brief::Prospects* prospects,
                                  brief::Extent extent, BriefOutcome& out) {
  const record::Study& study = analysis.opened.study;
  const record::Snapshot& snapshot = analysis.snapshot;
  if (request.meeting) {
    brief::MeetingOptions options{*request.meeting, std::nullopt, {}, extent};
    if (at) options.at = at->last_day();
    ENTENTE_TRY(brief::MeetingPack pack, brief::compose_meeting(study, snapshot, options));
    out.taken = std::move(pack.taken);
    out.unused = std::move(pack.unused);
    return std::move(pack.brief);
  }
  brief::Options options;
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  if (since) options.since = since->last_day();
  if (at) options.at = at->last_day();
  options.extent = extent;
  options.prospects = prospects;
  return brief::compose(study, snapshot, options);
}

}  // namespace

std::string_view to_string(BriefForm form) noexcept {
  switch (form) {
    case BriefForm::Html:
      break;
    case BriefForm::Docx:
      return "docx";
    case BriefForm::Pdf:
      return "pdf";
  }
  return "html";
}

std::string usual_brief_path(const std::string& study, bool folder, BriefForm form,
                             std::string_view what) {
  const fs::path path = fs::path(study).lexically_normal();
  const std::string name = std::string(what) + "." + std::string(to_string(form));
  if (folder) return (path / "out" / name).lexically_normal().string();
  return (path.parent_path() / (path.stem().string() + "-" + name)).string();
}

Result<BriefOutcome> write_brief(const BriefRequest& request, const Context& context) {
  ENTENTE_TRY(const std::optional<Date> at, date_option(request.at, "--at"));
  ENTENTE_TRY(const Plan plan, plan_of(request));
  Analysis analysis;
  ENTENTE_TRY(analysis.opened, open_sound(request.study));
  ENTENTE_TRY(analysis.snapshot, record::build_snapshot(analysis.opened.study));
  ENTENTE_CHECK(check_cancel(context.cancel, "brief"));
  std::optional<brief::Prospects> prospects;
  if (plan.extent != brief::Extent::OnePage && !request.meeting) {
    ENTENTE_TRY(prospects, prospects_for(analysis, at, context));
  }
  BriefOutcome out;
  ENTENTE_TRY(
      const brief::Brief brief,
      composed_for(request, analysis, at, prospects ? &*prospects : nullptr, plan.extent, out));
  const store::Opened& opened = analysis.opened;
  const std::optional<Date> day = at ? at : opened.study.settings.as_of;
  out.form = plan.form;
  out.one_page_of = request.one_page;
  ENTENTE_TRY(
      const std::string bytes,
      render(brief, plan, day ? day->last_day() : std::chrono::sys_days(), context.cancel, out));
  ENTENTE_CHECK(check_cancel(context.cancel, "brief"));
  const bool usual = request.output.empty();
  const bool folder = opened.form == store::Form::Folder;
  out.path = usual ? usual_brief_path(request.study, folder, plan.form,
                                      request.meeting ? "meeting" : "brief")
                   : request.output;
  out.at = day ? day->text() : std::string();
  out.bytes = bytes.size();
  if (usual) ENTENTE_CHECK(make_out_folder(out.path));
  ENTENTE_TRY(const bool written,
              write_file(out.path, bytes,
                         usual || request.force ? Overwrite::Different : Overwrite::Never));
  out.unchanged = !written;
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_brief.hpp"

#include <nlohmann/json.hpp>

#include "child.hpp"
#include "entente/app/files.hpp"

namespace entente::app {
namespace {

constexpr std::chrono::seconds tool_limit{120};
constexpr int picture_width = 1480;  ///< pixels: 220 dots an inch over 17 cm

Error missing_tool(const char* program, const char* package, const char* form,
                   const char* otherwise) {
  return {ErrorKind::NotFound,
          std::string(form) + " is made with " + program + ", which is not installed here",
          {},
          "",
          "",
          std::string("install it (on Debian: apt-get install ") + package + "), or " + otherwise};
}

ChildRequest child_request(std::string program, std::vector<std::string> arguments,
                           const PrivateFolder& folder, std::chrono::sys_days day) {
  ChildRequest out;
  out.program = std::move(program);
  out.arguments = std::move(arguments);
  out.folder = folder.path();
  out.date_epoch = std::chrono::sys_seconds(day).time_since_epoch().count();
  out.time_limit = tool_limit;
  return out;
}

/// The last line with words in it: programs put their reason there.
std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const std::size_t start = text.rfind('\n');
  return quotable(start == std::string_view::npos ? text : text.substr(start + 1), 160);
}

/// Runs a tool that has to succeed; gives what it printed.
Result<std::string> run_tool(const char* name, const ChildRequest& request,
                             const CancelToken& cancel) {
  ENTENTE_TRY(ChildOutcome outcome, run_child(request, cancel));
  if (outcome.exit_code == 0) return std::move(outcome.out);
  return fail({ErrorKind::Internal,
               std::string(name) + " failed with exit code " + std::to_string(outcome.exit_code),
               {},
               "",
               last_line(outcome.err),
               "write the brief with --format html, which needs no other program"});
}

Result<void> put(const std::string& path, std::string_view bytes) {
  ENTENTE_CHECK(write_file(path, bytes, Overwrite::Different));
  return {};
}

Result<RenderedPdf> print(const std::string& html, const RenderTools& tools,
                          std::chrono::sys_days day, const CancelToken& cancel) {
  ENTENTE_TRY(const PrivateFolder folder, PrivateFolder::make());
  ENTENTE_CHECK(put(folder.file("brief.html"), html));
  // A short-lived process that builds one tree and ends has nothing to collect: 8 % of the time.
  ENTENTE_CHECK(put(folder.file("sitecustomize.py"), "import gc\ngc.disable()\n"));
  auto request = child_request(tools.weasyprint, {"--encoding", "utf-8", "brief.html", "brief.pdf"},
                               folder, day);
  request.environment = {"PYTHONPATH=" + folder.path()};
  ENTENTE_CHECK(run_tool("WeasyPrint", request, cancel));
  RenderedPdf out;
  ENTENTE_TRY(out.bytes, read_file(folder.file("brief.pdf")));
  out.pages = pdf_pages(out.bytes);
  return out;
}

/// "[1,22,2,1]": the version of the document form that this pandoc reads.
Result<std::string> pandoc_version(const RenderTools& tools, const PrivateFolder& folder,
                                   std::chrono::sys_days day, const CancelToken& cancel) {
  const auto request =
      child_request(tools.pandoc, {"--from", "markdown", "--to", "json"}, folder, day);
  ENTENTE_TRY(const std::string said, run_tool("pandoc", request, cancel));
  const auto json = nlohmann::json::parse(said, nullptr, false);
  if (!json.is_object() || !json.contains("pandoc-api-version")) return std::string();
  return json["pandoc-api-version"].dump();
}

Result<void> draw_pictures(const brief::Brief& brief, const RenderTools& tools,
                           const PrivateFolder& folder, std::chrono::sys_days day,
                           const CancelToken& cancel) {
  for (const brief::FigureBlock* block : brief::figures_of(brief)) {
    const std::string name = "figure-" + std::to_string(block->number);
    ENTENTE_CHECK(put(folder.file(name + ".svg"), block->figure.svg));
    const auto request = child_request(
        tools.rsvg_convert,
        {"--format", "png", "--keep-aspect-ratio", "--width", std::to_string(picture_width),
         "--background-color", "white", "--output", name + ".png", name + ".svg"},
        folder, day);
    ENTENTE_CHECK(run_tool("rsvg-convert", request, cancel));
  }
  return {};
}

}  // namespace

Result<RenderTools> pdf_tools() {
  RenderTools out;
  out.weasyprint = find_program("weasyprint");
  if (out.weasyprint.empty()) {
    return fail(missing_tool("WeasyPrint", "weasyprint", "PDF",
                             "write the brief with --format html, which needs no other program"));
  }
  return out;
}

Result<RenderTools> docx_tools(bool with_figures) {
  RenderTools out;
  out.pandoc = find_program("pandoc");
  out.rsvg_convert = find_program("rsvg-convert");
  if (out.pandoc.empty()) {
    return fail(missing_tool("pandoc", "pandoc", "DOCX",
                             "write the brief with --format html, which needs no other program"));
  }
  if (with_figures && out.rsvg_convert.empty()) {
    return fail(missing_tool("rsvg-convert", "librsvg2-bin", "DOCX with figures",
                             "ask for the page without figures with --one-page, or write the "
                             "brief with --format html"));
  }
  return out;
}

Result<RenderedPdf> render_pdf(const brief::Brief& brief, const RenderTools& tools,
                               std::chrono::sys_days day, const CancelToken& cancel) {
  using brief::Density;
  RenderedPdf out;
  const Density first = brief::estimated_density(brief);
  for (const Density density : {Density::Normal, Density::Tight, Density::Tightest}) {
    if (density < first) continue;
    ENTENTE_TRY(out, print(brief::to_print_html(brief, density), tools, day, cancel));
    if (brief.extent != brief::Extent::OnePage || out.pages == 1) break;
  }
  return out;
}

DocxSetting docx_setting(const brief::Brief& brief) {
  if (brief.extent != brief::Extent::OnePage) return {};
  // A word processor gives each note a line of its own, so a page takes more than in print.
  switch (brief::estimated_density(brief)) {
    case brief::Density::Normal:
      return {0.94, 0.8, 0.97, true};
    case brief::Density::Tight:
      return {0.86, 0.6, 0.95, true};
    case brief::Density::Tightest:
      break;
  }
  return {0.8, 0.5, 0.94, true};
}

Result<std::string> render_docx(const brief::Brief& brief, const RenderTools& tools,
                                std::string_view reference, std::chrono::sys_days day,
                                const CancelToken& cancel) {
  ENTENTE_TRY(const PrivateFolder folder, PrivateFolder::make());
  ENTENTE_TRY(const std::string version, pandoc_version(tools, folder, day, cancel));
  ENTENTE_TRY(const std::string tree, brief::to_pandoc(brief, version));
  ENTENTE_CHECK(put(folder.file("brief.json"), tree));
  ENTENTE_CHECK(draw_pictures(brief, tools, folder, day, cancel));
  const std::string styles = folder.file("reference.docx");
  if (reference.empty()) {
    ENTENTE_CHECK(write_docx_reference(styles, brief.marking, brief.title, docx_setting(brief)));
  } else {
    ENTENTE_CHECK(put(styles, reference));
  }
  const auto request = child_request(tools.pandoc,
                                     {"--from", "json", "--to", "docx", "--reference-doc",
                                      "reference.docx", "--output", "brief.docx", "brief.json"},
                                     folder, day);
  auto made = run_tool("pandoc", request, cancel);
  if (!made) {
    Error error = std::move(made).error();
    if (!reference.empty() && error.kind == ErrorKind::Internal) {
      error.kind = ErrorKind::Malformed;
      error.mend = "give --template a DOCX that a word processor has saved, or leave it out";
    }
    return fail(std::move(error));
  }
  return read_file(folder.file("brief.docx"));
}

std::size_t pdf_pages(std::string_view pdf) {
  constexpr std::string_view mark = "/Type /Page";
  std::size_t out = 0;
  for (std::size_t at = pdf.find(mark); at != std::string_view::npos; at = pdf.find(mark, at + 1)) {
    const char next = at + mark.size() < pdf.size() ? pdf[at + mark.size()] : ' ';
    out += next == 's' || next == 'L' ? 0 : 1;  // "/Pages", "/PageLabels"
  }
  return out;
}

}  // namespace entente::app

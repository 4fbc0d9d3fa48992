// SPDX-License-Identifier: GPL-3.0-or-later
// A composed brief as the bytes of a DOCX or PDF, by way of other programs. Any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "entente/base/cancel.hpp"
#include "entente/brief/brief.hpp"

namespace entente::app {

/// The programs a form needs, found before anything is computed.
struct RenderTools {
  std::string weasyprint;
  std::string pandoc;
  std::string rsvg_convert;
};

/// Errors: NotFound, naming the package to install and what can be had without it.
Result<RenderTools> pdf_tools();
Result<RenderTools> docx_tools(bool with_figures);

struct RenderedPdf {
  std::string bytes;
  std::size_t pages = 0;
};

/// WeasyPrint's PDF. Where the brief is the page alone, set as tightly as it takes to fit one
/// sheet, down to a limit that stays legible. Errors: Limit, Internal, Cancelled, Unwritable.
Result<RenderedPdf> render_pdf(const brief::Brief& brief, const RenderTools& tools,
                               std::chrono::sys_days day, const CancelToken& cancel);

/// Pandoc's DOCX with the figures as PNG at 220 dots an inch. `reference` is the bytes of a DOCX
/// whose styles are taken, or empty for Entente's own. Errors: as render_pdf; Malformed (pandoc
/// does not take the reference).
Result<std::string> render_docx(const brief::Brief& brief, const RenderTools& tools,
                                std::string_view reference, std::chrono::sys_days day,
                                const CancelToken& cancel);

/// How tightly a DOCX is set: factors of type, of the spaces around paragraphs and of the line.
struct DocxSetting {
  double size = 1;
  double space = 1;
  double line = 1;
  bool narrow = false;  ///< margins of 14 mm instead of 20
};

/// The setting in which the brief should keep what it promises: the page alone one sheet, by the
/// same estimate as in print; everything else as it is.
DocxSetting docx_setting(const brief::Brief& brief);

/// Entente's own reference document: A4, styles, the marking and title as running head, page
/// numbers. The same texts give the same bytes. Errors: Unwritable.
Result<void> write_docx_reference(const std::string& path, std::string_view marking,
                                  std::string_view title, const DocxSetting& setting = {});

/// Pages of a PDF whose page objects are not compressed, as WeasyPrint writes them. O(bytes).
std::size_t pdf_pages(std::string_view pdf);

}  // namespace entente::app

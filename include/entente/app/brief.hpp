// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as a use case: open, compose, render, write. Thread rule: as the store's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/context.hpp"

namespace entente::app {

struct BriefRequest {
  std::string study;
  std::string at;           ///< a date; empty = the study's as_of
  std::string output;       ///< empty = the usual place, which belongs to entente and is replaced
  bool force = false;       ///< replace what lies at `output`
  std::string since = {};   ///< a date; adds what changed since; empty = nothing is compared
  std::string format = {};  ///< "html", "docx", "pdf"; empty = by the extension of `output`
  bool one_page = false;    ///< the page alone
  bool full = false;        ///< with the evidence register; HTML has it unless `one_page`
  std::string reference = {};  ///< a DOCX whose styles, header and footer are taken; DOCX only
  /// A meeting pack for it instead of the brief (brief/meeting.hpp).
  std::optional<std::string> meeting = std::nullopt;
};

enum class BriefForm : std::uint8_t { Html, Docx, Pdf };
/// "html", "docx", "pdf": also the extension.
std::string_view to_string(BriefForm form) noexcept;

struct BriefOutcome {
  std::string path;
  std::string at;
  std::size_t bytes = 0;
  bool unchanged = false;  ///< the same bytes were there already
  BriefForm form = BriefForm::Html;
  std::size_t pages = 0;     ///< of a PDF
  bool one_page_of = false;  ///< one page was asked for
  std::string taken = {};    ///< of a meeting pack: which meetings the words were taken for
  std::vector<std::string> unused = {};  ///< and words that name nothing in the study
};

/// The same study, date and programs give the same bytes in every form: dates inside a DOCX or PDF
/// are the day of the brief. HTML is written by Entente alone; PDF needs WeasyPrint, DOCX needs
/// pandoc and, where there are figures, rsvg-convert, all started without a shell, with limits on
/// time and memory, in a private folder. Errors: those of opening a study, of building a snapshot,
/// Usage (no date; options that contradict one another), NotFound (a program that is not
/// installed, the template), Malformed (the template is no DOCX), Limit (a program took too long),
/// Internal (a program failed), Unwritable. Nothing is left half written.
Result<BriefOutcome> write_brief(const BriefRequest& request, const Context& context);

/// Where the brief goes when nothing is said: STUDY/out/brief.html, or NAME-brief.html beside a
/// file; with the extension of its form. `what` is "brief" or "meeting".
std::string usual_brief_path(const std::string& study, bool folder,
                             BriefForm form = BriefForm::Html, std::string_view what = "brief");

}  // namespace entente::app

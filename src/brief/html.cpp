// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as one HTML file for a screen: notes at the end, with links both ways.
#include <map>

#include "entente/figure/markup.hpp"
#include "markup_writer.hpp"
#include "style.hpp"

namespace entente::brief {
namespace {

using figure::anchor_id;
using figure::escaped;

class HtmlWriter final : public MarkupWriter {
 public:
  using MarkupWriter::MarkupWriter;

  std::string write();

 private:
  struct NoteUse {
    std::vector<std::string> evidence;
    std::size_t uses = 0;
  };

  void head();
  void opening();
  void reference(const std::vector<std::string>& unordered) override;
  void figure_block(const FigureBlock& block) override;
  void notes();
  void note_sources(const std::vector<std::string>& evidence);

  std::map<std::vector<std::string>, std::size_t> note_numbers_;
  std::vector<NoteUse> notes_;
};

void HtmlWriter::head() {
  out_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out_ +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-" +
      std::string(style_hash) + "'; base-uri 'none'; form-action 'none'\">\n";
  out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out_ += "<meta name=\"referrer\" content=\"no-referrer\">\n";
  out_ += "<meta name=\"generator\" content=\"" + escaped(brief_.engine) + "\">\n";
  out_ += "<title>" + escaped(brief_.title) + "</title>\n<style>" + std::string(style_sheet) +
          "</style>\n</head>\n";
}

void HtmlWriter::opening() {
  const std::string lang = " lang=\"" + escaped(brief_.language) + "\"";
  const Section* first = brief_.sections.empty() ? nullptr : &brief_.sections.front();
  const std::string start = first == nullptr ? "notes" : anchor_id(first->id);
  out_ += "<body>\n<a class=\"skip\" href=\"#" + start + "\">Skip to " +
          (start == "bottom-line" ? "the bottom line" : "the text") + "</a>\n<header>\n";
  out_ += "<p class=\"marking\">" + escaped(brief_.marking) + "</p>\n";
  out_ += "<h1" + lang + ">" + escaped(brief_.title) + "</h1>\n";
  if (!brief_.subtitle.empty()) {
    out_ += "<p class=\"question\"" + lang + ">" + escaped(brief_.subtitle) + "</p>\n";
  }
  out_ += "<p class=\"asof\">Record as of " + escaped(brief_.as_of) + " · " +
          linked(brief_.counts, "#register") + "</p>\n<nav aria-label=\"Contents\"><ul>\n";
  for (const Section& part : brief_.sections) {
    out_ += "<li><a href=\"#" + anchor_id(part.id) + "\">" + escaped(part.heading) + "</a></li>\n";
  }
  out_ += "<li><a href=\"#notes\">Notes</a></li>\n";
  if (with_register()) out_ += "<li><a href=\"#register\">Evidence register</a></li>\n";
  out_ += "</ul></nav>\n</header>\n";
}

void HtmlWriter::reference(const std::vector<std::string>& unordered) {
  if (unordered.empty()) return;
  const std::vector<std::string> evidence = footnotes_.index().sorted(unordered);
  const auto [it, added] = note_numbers_.emplace(evidence, notes_.size());
  if (added) notes_.push_back({evidence, 0});
  const std::size_t use = ++notes_[it->second].uses;
  const std::string number = std::to_string(it->second + 1);
  out_ += "<sup><a href=\"#note-" + number + "\" id=\"ref-" + number + "-" + std::to_string(use) +
          "\" data-evidence=\"" + escaped(figure::evidence_value(evidence)) +
          "\" aria-label=\"note " + number + "\">" + number + "</a></sup>";
}

void HtmlWriter::figure_block(const FigureBlock& block) {
  const std::string number = std::to_string(block.number);
  out_ += "<figure id=\"figure-" + number + "\">\n<div class=\"canvas\">" + block.figure.svg +
          "</div>\n<figcaption><b>Figure " + number + ".</b> " + escaped(block.caption);
  reference(block.figure.evidence);
  out_ += "</figcaption>\n<details><summary>View as table</summary>\n<div class=\"wide\">" +
          figure::to_html(block.figure.table) + "</div></details>\n</figure>\n";
}

void HtmlWriter::note_sources(const std::vector<std::string>& evidence) {
  const auto pieces = footnotes_.sources(evidence);
  if (pieces.empty()) return;
  out_ += " From ";
  for (const NotePiece& piece : pieces) out_ += linked(piece.text, piece.href);
  out_ += ".";
}

void HtmlWriter::notes() {
  out_ +=
      "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol class=\"notes\">\n";
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    out_.append("<li id=\"note-").append(number).append("\"><span class=\"n\">");
    out_.append(number).append("</span>");
    data_links(notes_[i].evidence);
    out_ += ".";
    note_sources(notes_[i].evidence);
    for (std::size_t use = 1; use <= notes_[i].uses; ++use) {
      out_ += " <a href=\"#ref-" + number + "-" + std::to_string(use) +
              "\" aria-label=\"back to the text\">↩</a>";
    }
    out_ += "</li>\n";
  }
  out_ += "</ol>\n</section>\n";
}

std::string HtmlWriter::write() {
  head();
  opening();
  out_ += "<main>\n";
  Part part = Part::Page;
  for (const Section& next : brief_.sections) {
    if (next.part != part) out_ += "<p class=\"part\">" + escaped(brief_.annex_heading) + "</p>\n";
    part = next.part;
    section(next);
  }
  notes();
  if (with_register()) evidence_register();
  out_ += "</main>\n<footer><p>" + escaped(brief_.marking) + " · made by " +
          escaped(brief_.engine) + " from the record as of " + escaped(brief_.as_of) +
          ". The same record gives the same bytes. " + escaped(brief_.coder_agreement) +
          "</p></footer>\n</body>\n</html>\n";
  return std::move(out_);
}

}  // namespace

std::string to_html(const Brief& brief) { return HtmlWriter(brief).write(); }

}  // namespace entente::brief

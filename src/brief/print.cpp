// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as HTML for a paginating renderer: footnotes at the foot of the page they belong to.
#include "entente/figure/markup.hpp"
#include "markup_writer.hpp"
#include "style.hpp"

namespace entente::brief {
namespace {

using figure::anchor_id;
using figure::escaped;

class PrintWriter final : public MarkupWriter {
 public:
  PrintWriter(const Brief& brief, Density density) : MarkupWriter(brief), density_(density) {}

  std::string write();

 private:
  void head();
  void opening();
  void contents();
  void reference(const std::vector<std::string>& evidence) override;
  void figure_block(const FigureBlock& block) override;

  Density density_;
  std::size_t notes_ = 0;
};

void PrintWriter::head() {
  out_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
          escaped(brief_.title) + "</title>\n<meta name=\"generator\" content=\"" +
          escaped(brief_.engine) + "\">\n<meta name=\"description\" content=\"" +
          escaped(brief_.subtitle) + "\">\n<style>" + std::string(print_style_sheet) +
          "</style>\n</head>\n";
}

void PrintWriter::opening() {
  const std::string lang = " lang=\"" + escaped(brief_.language) + "\"";
  const char* density = density_ == Density::Normal  ? "normal"
                        : density_ == Density::Tight ? "tight"
                                                     : "tightest";
  out_ += std::string("<body class=\"") + density + "\">\n<header>\n<p class=\"marking\">" +
          escaped(brief_.marking) + "</p>\n<h1" + lang + ">" + escaped(brief_.title) + "</h1>\n";
  if (!brief_.subtitle.empty()) {
    out_ += "<p class=\"question\"" + lang + ">" + escaped(brief_.subtitle) + "</p>\n";
  }
  out_ += "<p class=\"asof\">Record as of " + escaped(brief_.as_of) + " · " +
          escaped(brief_.counts) + "</p>\n<p class=\"made\">Made by " + escaped(brief_.engine) +
          " from the record as of " + escaped(brief_.as_of) +
          "; the same record gives the same bytes</p>\n</header>\n";
}

/// What the annex holds and on which page.
void PrintWriter::contents() {
  out_ += "<div class=\"annex\"><p class=\"part\">Annex</p>\n<ul class=\"contents\">\n";
  const auto line = [this](const std::string& id, const std::string& heading) {
    out_ += "<li><a href=\"#" + id + "\">" + escaped(heading) + "</a></li>\n";
  };
  for (const Section& part : brief_.sections) {
    if (part.part == Part::Annex) line(anchor_id(part.id), part.heading);
  }
  if (with_register()) line("register", "Evidence register");
  out_ += "</ul>\n";
  if (!with_register()) {
    out_ +=
        "<p class=\"caveat\">Footnotes name sources, places in them and rows of the record. The "
        "evidence register that shows each row whole is part of the full brief.</p>\n";
  }
}

void PrintWriter::reference(const std::vector<std::string>& evidence) {
  if (evidence.empty()) return;
  // Data cited before keep their number; the note stands where they were cited first.
  if (const std::size_t before = footnotes_.cited(evidence)) {
    const std::string number = std::to_string(before);
    out_ += "<sup><a href=\"#fn" + number + "\">" + number + "</a></sup>";
    return;
  }
  const std::string id = "fn" + std::to_string(++notes_);
  anchors_.insert(id);
  out_ += "<span class=\"fn\" id=\"" + id + "\">";
  for (const NotePiece& piece : footnotes_.next(evidence)) out_ += linked(piece.text, piece.href);
  out_ += "</span>";
}

void PrintWriter::figure_block(const FigureBlock& block) {
  const std::string number = std::to_string(block.number);
  out_ += "<figure class=\"" + escaped(block.figure.name) + "\" id=\"figure-" + number + "\">\n" +
          block.figure.svg + "<figcaption><b>Figure " + number + ".</b> " + escaped(block.caption);
  reference(block.figure.evidence);
  out_ += "</figcaption>\n</figure>\n";
}

std::string PrintWriter::write() {
  head();
  opening();
  out_ += "<main>\n";
  Part part = Part::Page;
  for (const Section& next : brief_.sections) {
    if (next.part == Part::Annex && part == Part::Page) contents();
    part = next.part;
    footnotes_.set_part(part);
    section(next);
  }
  if (with_register()) evidence_register();
  if (part == Part::Annex) out_ += "</div>\n";
  out_ += "</main>\n</body>\n</html>\n";
  return std::move(out_);
}

}  // namespace

std::string to_print_html(const Brief& brief, Density density) {
  return PrintWriter(brief, density).write();
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as HTML for a paginating renderer: footnotes at the foot of the page they belong to.
//
// The renderer sets all notes of a page anew for each note, every cell of a table three times where
// it has to find the widths itself, and each element of a figure as one of the document. So a note
// is one run of text wherever it can be, tables come with their widths, figures as pictures.
#include <algorithm>
#include <array>
#include <iterator>

#include "columns.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "markup_writer.hpp"
#include "picture.hpp"
#include "style.hpp"

namespace entente::brief {
namespace {

using figure::anchor_id;
using figure::escaped;

constexpr double annex_characters = 122;  ///< of a table of the annex, in its measure

/// "¹²": a number that needs no element of its own to stand high.
std::string raised(std::size_t number) {
  constexpr std::array<std::string_view, 10> digits = {"⁰", "¹", "²", "³", "⁴",
                                                       "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char digit : std::to_string(number)) {
    out += digits[static_cast<std::size_t>(digit - '0')];
  }
  return out;
}

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
  void column_widths(const TableBlock& block) override;
  void row_begins() override { in_row_ = true; }
  void row_ends() override;
  void mark(std::size_t number);
  void note(std::size_t number, const std::vector<NotePiece>& pieces);

  Density density_;
  Part part_ = Part::Page;
  std::vector<std::size_t> anchor_of_note_ = {0};  ///< by number: the note that holds its words
  bool in_row_ = false;
  std::vector<NotePiece> row_note_;
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
          " from the record as of " + escaped(brief_.as_of) + ". " +
          escaped(brief_.coder_agreement) + "</p>\n</header>\n";
}

/// What the annex holds and on which page.
void PrintWriter::contents() {
  out_ += "<div class=\"annex" + std::string(brief_.compact_annex ? " compact" : "") +
          "\"><p class=\"part\">" + escaped(brief_.annex_heading) +
          "</p>\n<ul class=\"contents\">\n";
  const auto line = [this](const std::string& id, const std::string& heading) {
    out_ += "<li><a href=\"#" + id + "\">" + escaped(heading) + "</a></li>\n";
  };
  for (const Section& part : brief_.sections) {
    if (part.part == Part::Annex) line(anchor_id(part.id), part.heading);
  }
  if (with_register()) line("register", "Evidence register");
  out_ += "</ul>\n";
  if (!with_register() && !brief_.compact_annex) {
    out_ +=
        "<p class=\"caveat\">Footnotes name sources, places in them and rows of the record. The "
        "evidence register that shows each row whole is part of the full brief.</p>\n";
  }
}

void PrintWriter::mark(std::size_t number) {
  out_ += "<a class=\"n\" href=\"#fn" + std::to_string(anchor_of_note_[number]) + "\">" +
          std::to_string(number) + "</a>";
}

void PrintWriter::reference(const std::vector<std::string>& evidence) {
  if (evidence.empty()) return;
  // Data cited before keep their number; the note stands where they were cited first.
  if (const std::size_t before = footnotes_.cited(evidence)) {
    mark(before);
    return;
  }
  const std::size_t number = anchor_of_note_.size();
  const bool new_note = !in_row_ || row_note_.empty();
  anchor_of_note_.push_back(new_note ? number : anchor_of_note_.back());
  mark(number);
  std::vector<NotePiece> pieces = footnotes_.next(evidence);
  pieces.insert(pieces.begin(), {raised(number) + "\u00A0"});
  pieces.push_back({"\u2002"});
  if (in_row_) {  // a row never breaks, so its notes come in one
    std::move(pieces.begin(), pieces.end(), std::back_inserter(row_note_));
  } else {
    note(number, pieces);
  }
}

void PrintWriter::row_ends() {
  in_row_ = false;
  if (row_note_.empty()) return;
  note(anchor_of_note_.back(), row_note_);
  row_note_.clear();
}

/// A note with one address is a link as a whole; only one with several has links inside.
void PrintWriter::note(std::size_t number, const std::vector<NotePiece>& pieces) {
  const std::string id = "fn" + std::to_string(number);
  anchors_.insert(id);
  const auto links = [](const NotePiece& piece) { return !piece.href.empty(); };
  const auto first = std::find_if(pieces.begin(), pieces.end(), links);
  const bool whole = first != pieces.end() && first->href[0] != '#' &&
                     std::find_if(first + 1, pieces.end(), links) == pieces.end();
  const std::string lead = "class=\"fn\" id=\"" + id + "\"";
  out_ += whole ? "<a " + lead + " href=\"" + escaped(first->href) +
                      "\" rel=\"noreferrer noopener external\">"
                : "<span " + lead + ">";
  for (const NotePiece& piece : pieces) {
    out_ += whole ? escaped(piece.text) : linked(piece.text, piece.href);
  }
  out_ += whole ? "</a>" : "</span>";
}

void PrintWriter::column_widths(const TableBlock& block) {
  if (part_ == Part::Page) return;
  out_ += "<colgroup>";
  for (const double share : column_shares(block, annex_characters)) {
    out_ += "<col style=\"width:" + fixed_text(100 * share, 2) + "%\">";
  }
  out_ += "</colgroup>\n";
}

void PrintWriter::figure_block(const FigureBlock& block) {
  const std::string number = std::to_string(block.number);
  out_ += "<figure class=\"" + escaped(block.figure.name) + "\" id=\"figure-" + number + "\">\n" +
          "<img alt=\"" + escaped(block.figure.title + ". " + block.figure.description) +
          "\" src=\"" + drawing_address(bare_drawing(block.figure.svg)) +
          "\">\n<figcaption><b>Figure " + number + ".</b> " + escaped(block.caption);
  reference(block.figure.evidence);
  out_ += "</figcaption>\n</figure>\n";
}

std::string PrintWriter::write() {
  head();
  opening();
  out_ += "<main>\n";
  for (const Section& next : brief_.sections) {
    if (next.part == Part::Annex && part_ == Part::Page) contents();
    part_ = next.part;
    footnotes_.set_part(part_);
    section(next);
  }
  if (with_register()) evidence_register();
  if (part_ == Part::Annex) out_ += "</div>\n";
  out_ += "</main>\n</body>\n</html>\n";
  return std::move(out_);
}

}  // namespace

std::string to_print_html(const Brief& brief, Density density) {
  return PrintWriter(brief, density).write();
}

}  // namespace entente::brief

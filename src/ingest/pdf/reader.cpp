// SPDX-License-Identifier: GPL-3.0-or-later
// PDF: `pdftotext -bbox-layout` (poppler) finds words, boxes and reading order, in a process of its
// own with limits; here its XHTML becomes text. What it writes is as hostile as the PDF.
#include "entente/base/text.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_pdf_pages = 20'000;

class PdfLayout : public XmlHandler {
 public:
  explicit PdfLayout(const std::string& file_name) : limit_(too_much_text(file_name)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "page") {
      ++pages_;
      words_on_page_ = 0;
      builder_.begin_page(number(attributes["width"]), number(attributes["height"]));
    } else if (name == "block") {
      builder_.begin(BlockKind::Paragraph);
      builder_.set_box({number(attributes["xMin"]), number(attributes["yMin"]),
                        number(attributes["xMax"]), number(attributes["yMax"])});
      first_line_ = true;
    } else if (name == "line") {
      if (!first_line_) builder_.line_break();
      first_line_ = false;
      first_word_ = true;
    } else if (name == "word") {
      if (!first_word_) builder_.add(" ");
      first_word_ = false;
      ++words_on_page_;
      taking_ = true;
    } else if (name == "title") {
      in_title_ = true;
    } else if (name == "meta") {
      said(attributes["name"], attributes["content"]);
    }
  }

  void end(std::string_view name) override {
    if (name == "word") taking_ = false;
    if (name == "title") in_title_ = false;
    if (name == "block") builder_.end();
    if (name == "page" && words_on_page_ == 0) blank_.push_back(pages_);
  }

  void text(std::string_view piece) override {
    if (taking_) builder_.add(piece);
    if (in_title_ && title_.size() < 10'000) title_.append(piece);
  }
  const Error* trouble() const override {
    return builder_.full() || pages_ > most_pdf_pages ? &limit_ : nullptr;
  }

  ExtractedDocument finished() {
    ExtractedDocument out = builder_.finish();
    about_.title = one_line(title_);
    out.metadata = std::move(about_);
    if (pages_ > 0 && blank_.size() == pages_) {
      out.warnings.push_back("none of its " + std::to_string(pages_) +
                             " page(s) holds text: scanned? Run it through text recognition first");
    } else if (!blank_.empty()) {
      out.warnings.push_back((blank_.size() == 1 ? "page " : "pages ") + page_list() +
                             (blank_.size() == 1 ? " holds" : " hold") +
                             " no text: scanned or blank");
    }
    return out;
  }

 private:
  static double number(std::string_view text) { return parse_number(text).value_or(0); }

  void said(std::string_view name, std::string_view value) {
    if (name == "Author" && about_.authors.empty()) {
      if (std::string author = one_line(value); !author.empty()) {
        about_.authors.push_back(std::move(author));
      }
    }
    if (name == "CreationDate") about_.date = plain_date(value);
  }

  /// "3, 7 to 9, 12"
  std::string page_list() const {
    std::string out;
    for (std::size_t i = 0; i < blank_.size();) {
      std::size_t last = i;
      while (last + 1 < blank_.size() && blank_[last + 1] == blank_[last] + 1) ++last;
      if (!out.empty()) out += ", ";
      if (out.size() > 200) return out + "...";
      out += std::to_string(blank_[i]);
      if (last > i) out += (last == i + 1 ? ", " : " to ") + std::to_string(blank_[last]);
      i = last + 1;
    }
    return out;
  }

  TextBuilder builder_;
  Error limit_;
  DocumentMetadata about_;
  std::vector<std::size_t> blank_;
  std::string title_;
  std::size_t pages_ = 0;
  std::size_t words_on_page_ = 0;
  bool first_line_ = true;
  bool first_word_ = true;
  bool taking_ = false;
  bool in_title_ = false;
};

bool is_pdf(std::string_view bytes) {
  // Readers allow some bytes before the signature (ISO 32000-1, annex H).
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

/// The XHTML of pdftotext without its document type and without the control characters that it
/// lets through from the PDF and XML does not allow.
std::string sound_layout(std::string_view xhtml) {
  xhtml.remove_prefix(std::min(xhtml.find("<html"), xhtml.size()));
  std::string out = sound_utf8(xhtml);
  std::erase_if(out, [](char c) {
    return static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t' && c != '\r';
  });
  return out;
}

Result<ExtractedDocument> read_pdf_layout(std::string_view bytes, const std::string& file_name) {
  PdfLayout layout(file_name);
  ENTENTE_CHECK(parse_xml(sound_layout(bytes), layout, file_name));
  return layout.finished();
}

}  // namespace

DocumentReader pdf_reader() {
  DocumentReader out;
  out.card = {"pdf",
              "PDF",
              {".pdf"},
              "Words in reading order with their pages and boxes, as laid out.",
              "stable",
              {"Scanned pages hold no text; they are named, not recognised.",
               "Words divided at the end of a line stay divided.",
               "Running heads and page numbers are text like any other.",
               "PDFs that need a password are refused."}};
  out.media_type = "application/pdf";
  out.recognises = &is_pdf;
  out.helper = ReaderHelper{"pdftotext", {"-enc", "UTF-8", "-bbox-layout", "%in", "%out"}};
  out.read = &read_pdf_layout;
  return out;
}

}  // namespace entente::ingest

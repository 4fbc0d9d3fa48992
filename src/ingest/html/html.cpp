// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/html/html.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <memory>

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

constexpr std::array<std::string_view, 30> block_elements = {
    "address", "article", "aside",    "blockquote", "body",   "caption", "dd",   "details",
    "dialog",  "div",     "dl",       "dt",         "figure", "footer",  "form", "figcaption",
    "header",  "hr",      "html",     "main",       "nav",    "ol",      "p",    "pre",
    "section", "summary", "fieldset", "table",      "ul",     "center"};
constexpr std::array<std::string_view, 10> unread_elements = {
    "script", "style",  "template", "noscript", "svg",
    "iframe", "object", "audio",    "video",    "noframes"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view html_text(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

void set_where_blank(std::string& cell, std::string_view value) {
  if (cell.empty()) cell = one_line(value);
}

/// Receives the parser's calls. Nothing here throws but for want of memory, which ends the parse.
class HtmlHandler {
 public:
  HtmlHandler(TextBuilder& out, DocumentMetadata& about) : out_(out), about_(about) {}

  void start(std::string_view name, const xmlChar** attributes) {
    if (!unread_.empty()) {
      if (name == unread_) ++unread_depth_;
      return;
    }
    if (is_one_of(unread_elements, name)) {
      unread_ = name;
      unread_depth_ = 1;
      return;
    }
    if (name == "html") set_where_blank(about_.language, attribute(attributes, "lang"));
    if (name == "meta") said(attributes);
    if (name == "title") in_title_ = true;
    if (name == "br") out_.line_break();
    if (name == "pre") ++pre_;
    structure(name);
  }

  void end(std::string_view name) {
    if (!unread_.empty()) {
      if (name == unread_ && --unread_depth_ == 0) unread_.clear();
      return;
    }
    if (name == "title") {
      in_title_ = false;
      set_where_blank(about_.title, title_);
      title_.clear();
    }
    if (name == "pre" && pre_ > 0) --pre_;
    if (name == "li" || name == "tr" || heading_level(name) > 0) {
      out_.end();
      if (name == "li" && items_ > 0) --items_;
      if (name == "tr") row_ = false;
    } else if (name == "td" || name == "th") {
      first_cell_ = false;
    } else if (is_one_of(block_elements, name)) {
      if (!row_ && items_ == 0) out_.end();
    }
  }

  void text(std::string_view piece) {
    if (!unread_.empty()) return;
    if (in_title_) {
      if (title_.size() < 10'000) title_.append(piece);
    } else if (pre_ > 0) {
      out_.add(piece);
    } else {
      out_.add_flowing(piece);
    }
  }

  bool full() const { return out_.full(); }

 private:
  static int heading_level(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0'
                                                                                  : 0;
  }
  static std::string_view attribute(const xmlChar** attributes, std::string_view name) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      if (lowered(html_text(attributes[0])) == name) return html_text(attributes[1]);
    }
    return {};
  }

  void structure(std::string_view name) {
    if (const int level = heading_level(name); level > 0) {
      if (!row_) out_.begin(BlockKind::Heading, level);
    } else if (name == "li") {
      ++items_;
      out_.begin(BlockKind::ListItem);
    } else if (name == "tr") {
      out_.begin(BlockKind::TableRow);
      row_ = true;
      first_cell_ = true;
    } else if (name == "td" || name == "th") {
      if (!first_cell_) out_.tab();
    } else if (is_one_of(block_elements, name)) {
      if (row_ && name != "table") {
        out_.add_flowing(" ");
      } else if (items_ == 0 || name == "table") {
        out_.end();
      } else {
        out_.add_flowing(" ");
      }
    }
  }

  void said(const xmlChar** attributes) {
    std::string key = lowered(attribute(attributes, "name"));
    if (key.empty()) key = lowered(attribute(attributes, "property"));
    const std::string_view value = attribute(attributes, "content");
    if (value.empty()) return;
    if (key == "dc.title" || key == "citation_title" || key == "og:title") {
      set_where_blank(about_.title, value);
    } else if (key == "author" || key == "dc.creator" || key == "citation_author") {
      std::string author = one_line(value);
      if (std::find(about_.authors.begin(), about_.authors.end(), author) == about_.authors.end() &&
          about_.authors.size() < 100) {
        about_.authors.push_back(std::move(author));
      }
    } else if (key == "date" || key == "dc.date" || key == "citation_publication_date" ||
               key == "article:published_time" || key == "dcterms.issued") {
      std::string day(value);
      std::replace(day.begin(), day.end(), '/', '-');
      if (about_.date.empty()) about_.date = plain_date(day);
    } else if (key == "dc.publisher" || key == "og:site_name" || key == "citation_publisher") {
      set_where_blank(about_.publisher, value);
    } else if (key == "dc.language") {
      set_where_blank(about_.language, value);
    } else if (key == "citation_doi" || key == "dc.identifier") {
      set_where_blank(about_.locator, value);
    }
  }

  TextBuilder& out_;
  DocumentMetadata& about_;
  std::string unread_;
  std::string title_;
  int unread_depth_ = 0;
  int pre_ = 0;
  int items_ = 0;
  bool row_ = false;
  bool first_cell_ = true;
  bool in_title_ = false;
};

struct HtmlParse {
  HtmlHandler handler;
  htmlParserCtxtPtr context = nullptr;

  template <class Call>
  static void guarded(void* self, Call call) {
    auto* parse = static_cast<HtmlParse*>(self);
    try {
      call(parse->handler);
    } catch (const std::exception&) {
      xmlStopParser(parse->context);
      return;
    }
    if (parse->handler.full()) xmlStopParser(parse->context);
  }
  static void on_start(void* self, const xmlChar* name, const xmlChar** attributes) {
    guarded(self, [&](HtmlHandler& to) { to.start(html_text(name), attributes); });
  }
  static void on_end(void* self, const xmlChar* name) {
    guarded(self, [&](HtmlHandler& to) { to.end(html_text(name)); });
  }
  static void on_text(void* self, const xmlChar* text, int length) {
    guarded(self, [&](HtmlHandler& to) {
      to.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    });
  }
};

struct FreeHtmlParser {
  void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
};

}  // namespace

void add_html(std::string_view html, TextBuilder& out, DocumentMetadata& about) {
  static const bool ready = [] {
    xmlInitParser();
    return true;
  }();
  if (html.empty() || !ready) return;
  xmlSAXHandler callbacks{};
  callbacks.startElement = &HtmlParse::on_start;
  callbacks.endElement = &HtmlParse::on_end;
  callbacks.characters = &HtmlParse::on_text;
  callbacks.ignorableWhitespace = &HtmlParse::on_text;
  callbacks.cdataBlock = &HtmlParse::on_text;
  HtmlParse parse{HtmlHandler(out, about), nullptr};
  const std::unique_ptr<htmlParserCtxt, FreeHtmlParser> context(
      htmlCreatePushParserCtxt(&callbacks, &parse, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!context) return;
  parse.context = context.get();
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t piece = std::size_t{64} << 10U;
  for (std::size_t at = 0; at < html.size() && !out.full(); at += piece) {
    const std::string_view part = html.substr(at, piece);
    htmlParseChunk(context.get(), part.data(), static_cast<int>(part.size()), 0);
  }
  htmlParseChunk(context.get(), "", 0, 1);
  out.end();
}

std::string declared_html_charset(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, 4096));
  for (const std::string_view key : {"charset=", "encoding="}) {
    std::size_t at = head.find(key);
    if (at == std::string::npos) continue;
    at += key.size();
    while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
    const std::size_t end = std::min(
        head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.", at), head.size());
    return head.substr(at, std::min<std::size_t>(end - at, 40));
  }
  return {};
}

}  // namespace entente::ingest

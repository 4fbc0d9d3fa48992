// SPDX-License-Identifier: GPL-3.0-or-later
// Electronic books (EPUB 2 and 3): the documents of the spine in their order, each as HTML.
#include <map>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/core_properties.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/html/html.hpp"
#include "ingest/limits.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

class EpubContainer : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "rootfile" && root.empty()) root = attributes["full-path"];
  }
  void end(std::string_view) override {}
  std::string root;
};

class EpubPackage : public DublinCore {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    DublinCore::start(name, attributes);
    if (name == "item" && hrefs_.size() < 10'000) {
      const std::string_view type = attributes["media-type"];
      if (type == "application/xhtml+xml" || type == "text/html") {
        hrefs_[std::string(attributes["id"])] = attributes["href"];
      }
    }
    if (name == "itemref" && spine.size() < 10'000) {
      const auto it = hrefs_.find(attributes["idref"]);
      if (it != hrefs_.end()) spine.push_back(it->second);
    }
  }
  std::vector<std::string> spine;

 private:
  std::map<std::string, std::string, std::less<>> hrefs_;
};

class EpubEncryption : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "CipherReference") parts.emplace(attributes["URI"]);
  }
  void end(std::string_view) override {}
  std::set<std::string, std::less<>> parts;
};

int uri_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// A part named by a reference: percent signs decoded, "." and ".." taken out, never above the top.
std::string epub_part(std::string_view folder, std::string_view reference) {
  std::string whole(folder);
  for (std::size_t i = 0; i < reference.size() && reference[i] != '#'; ++i) {
    const bool escape = reference[i] == '%' && i + 2 < reference.size() &&
                        uri_digit(reference[i + 1]) >= 0 && uri_digit(reference[i + 2]) >= 0;
    if (!escape) {
      whole += reference[i];
      continue;
    }
    whole += static_cast<char>(uri_digit(reference[i + 1]) * 16 + uri_digit(reference[i + 2]));
    i += 2;
  }
  std::vector<std::string> parts;
  for (const std::string_view step : split(whole, '/')) {
    if (step == ".." && !parts.empty()) {
      parts.pop_back();
    } else if (!step.empty() && step != "." && step != "..") {
      parts.emplace_back(step);
    }
  }
  return joined(parts, "/");
}

bool is_epub(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return false;
  const auto package = Package::open(bytes, {}, document_package());
  return package && package->has("META-INF/container.xml");
}

Result<ExtractedDocument> read_epub(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(Package package, Package::open(bytes, file_name, document_package()));
  EpubContainer container;
  ENTENTE_CHECK(package.read_xml("META-INF/container.xml", container));
  EpubPackage book;
  ENTENTE_CHECK(package.read_xml(container.root, book));
  EpubEncryption encryption;
  if (package.has("META-INF/encryption.xml")) {
    ENTENTE_CHECK(package.read_xml("META-INF/encryption.xml", encryption));
  }
  const std::string folder = container.root.substr(0, container.root.find_last_of('/') + 1);
  TextBuilder builder;
  std::size_t missing = 0;
  for (const std::string& href : book.spine) {
    const std::string part = epub_part(folder, href);
    if (encryption.parts.count(part) > 0) {
      return fail(input_error(ErrorKind::Malformed, "the book is encrypted", {file_name, 0, {}},
                              "a book without copy protection", quotable(part),
                              "import an edition without it"));
    }
    if (!package.has(part)) {
      ++missing;
      continue;
    }
    ENTENTE_TRY(const std::string page, package.read_part(part, document_limit));
    ENTENTE_TRY(const DecodedText decoded,
                decoded_text(page, declared_html_charset(page), file_name));
    DocumentMetadata chapter;
    add_html(decoded.text, builder, chapter);
    if (builder.full()) return fail(too_much_text(file_name));
  }
  ExtractedDocument out = builder.finish();
  out.metadata = std::move(book.about);
  if (missing > 0) {
    out.warnings.push_back(std::to_string(missing) + " chapter(s) named by the book are not in it");
  }
  return out;
}

}  // namespace

DocumentReader epub_reader() {
  DocumentReader out;
  out.card = {"epub",
              "Electronic book",
              {".epub"},
              "The chapters of a book in reading order; title, authors and date as it names them.",
              "stable",
              {"Books with copy protection are refused.",
               "Pages are those of the reader's device, so there are none."}};
  out.media_type = "application/epub+zip";
  out.recognises = &is_epub;
  out.read = &read_epub;
  return out;
}

}  // namespace entente::ingest

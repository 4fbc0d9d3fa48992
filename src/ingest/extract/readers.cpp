// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extract/readers.hpp"

#include <algorithm>

#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::string extension_of(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const std::size_t dot = file_name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : lowered(file_name.substr(dot));
}

bool has_extension(const DocumentReader& reader, const std::string& extension) {
  const auto& known = reader.card.extensions;
  return !extension.empty() && std::find(known.begin(), known.end(), extension) != known.end();
}

const DocumentReader* reader_by_name(const std::string& extension) {
  const auto& all = document_readers();
  const auto it = std::find_if(all.begin(), all.end(), [&](const DocumentReader& reader) {
    return has_extension(reader, extension);
  });
  return it == all.end() ? nullptr : &*it;
}

Error unreadable_document(const std::string& file_name, std::string found, std::string mend) {
  return input_error(ErrorKind::Malformed, "not a document that can be read", {file_name, 0, {}},
                     "one of the formats of docs/importers.md", std::move(found), std::move(mend));
}

/// What other programs write and no reader takes, told by its first bytes.
std::optional<Error> known_other(std::string_view bytes, const std::string& file_name) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return unreadable_document(file_name,
                               "an old Word file, an Outlook message or an encrypted one",
                               "save it as DOCX or EML without a password");
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    auto package = Package::open(bytes, file_name, document_package());
    if (!package) return std::move(package).error();
    if (package->has("xl/workbook.xml")) {
      return unreadable_document(file_name, "a spreadsheet", "import it as a table");
    }
    return unreadable_document(file_name, "an archive", "unpack it and import the folder");
  }
  struct Signature {
    std::string_view bytes;
    std::string_view what;
  };
  static constexpr Signature signatures[] = {{"SQLite format 3", "a database"},
                                             {"\x1F\x8B", "a compressed file"},
                                             {"BZh", "a compressed file"},
                                             {"\xFD"
                                              "7zXZ",
                                              "a compressed file"},
                                             {"7z\xBC\xAF\x27\x1C", "an archive"},
                                             {"Rar!", "an archive"},
                                             {"\x89PNG", "a picture"},
                                             {"\xFF\xD8\xFF", "a picture"},
                                             {"GIF8", "a picture"},
                                             {"MZ", "a program"},
                                             {"\x7F"
                                              "ELF",
                                              "a program"}};
  for (const Signature& signature : signatures) {
    if (!bytes.starts_with(signature.bytes)) continue;
    // Two letters are a signature only where binary bytes follow.
    const bool short_one = signature.bytes == "MZ" || signature.bytes == "BZh";
    if (short_one && bytes.substr(0, 4096).find('\0') == std::string_view::npos) continue;
    return unreadable_document(file_name, std::string(signature.what),
                               "save its text in one of the formats that can be read");
  }
  return std::nullopt;
}

}  // namespace

const std::vector<DocumentReader>& document_readers() {
  static const std::vector<DocumentReader> all = {text_reader(), markdown_reader(), html_reader(),
                                                  docx_reader(), odt_reader(),      epub_reader(),
                                                  rtf_reader(),  eml_reader(),      pdf_reader()};
  return all;
}

std::string_view to_string(BlockKind kind) noexcept {
  switch (kind) {
    case BlockKind::Heading:
      return "heading";
    case BlockKind::ListItem:
      return "list-item";
    case BlockKind::TableRow:
      return "table-row";
    case BlockKind::Note:
      return "note";
    default:
      return "paragraph";
  }
}

std::string extension_of_reader(std::string_view extractor) {
  const std::string_view name = extractor.substr(0, extractor.find('/'));
  for (const DocumentReader& reader : document_readers()) {
    if (reader.card.name == name) return std::string(reader.card.extensions.front());
  }
  return name == "rows" ? ".txt" : ".bin";  // a cell of a table is text
}

bool document_name(std::string_view file_name) {
  return reader_by_name(extension_of(file_name)) != nullptr;
}

Result<const DocumentReader*> reader_for(std::string_view bytes, const std::string& file_name) {
  if (bytes.empty()) {
    return fail(input_error(ErrorKind::Malformed, "the file is empty", {file_name, 0, {}},
                            "a document", "0 bytes", "save or download it again"));
  }
  if (bytes.size() > document_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(document_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes",
                            "import the part that is cited"));
  }
  const auto& all = document_readers();
  for (const DocumentReader& reader : all) {
    if (reader.recognises != nullptr && reader.recognises(bytes)) return &reader;
  }
  if (auto error = known_other(bytes, file_name)) return fail(std::move(*error));
  const std::string extension = extension_of(file_name);
  const DocumentReader* named = reader_by_name(extension);
  if (named == nullptr && (extension == ".csv" || extension == ".tsv" || extension == ".xlsx")) {
    return fail(unreadable_document(file_name, "a table", "import it alone, as a table"));
  }
  if (named == nullptr) {
    return fail(unreadable_document(
        file_name, extension.empty() ? "a name without extension" : "a file " + quotable(extension),
        "rename it to .txt if it is plain text"));
  }
  if (!named->by_name) {
    return fail(input_error(ErrorKind::Malformed, "the content is not what the name says",
                            {file_name, 0, {}}, std::string(named->card.long_name), "other bytes",
                            "rename it to what it is, or save it again; it may be cut off"));
  }
  return named;
}

Result<ExtractedDocument> extract_with(const DocumentReader& reader, std::string_view bytes,
                                       const std::string& file_name) {
  ENTENTE_TRY(ExtractedDocument out, reader.read(bytes, file_name));
  out.media_type = reader.media_type;
  if (out.extractor.empty()) out.extractor = std::string(reader.card.name) + "/1";
  const std::string extension = extension_of(file_name);
  if (!has_extension(reader, extension)) {
    out.warnings.push_back("named " + (extension.empty() ? "without extension" : extension) +
                           ", read as what it is: " + std::string(reader.card.name));
  }
  if (trimmed(out.text).empty()) out.warnings.emplace_back("no text was found in it");
  return out;
}

Result<ExtractedDocument> extract_document(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(const DocumentReader* reader, reader_for(bytes, file_name));
  if (reader->helper) {
    return fail(input_error(ErrorKind::Usage, "this format is read by a helper program",
                            {file_name, 0, {}}, std::string(reader->helper->program), "",
                            "use entente extract or entente import"));
  }
  return extract_with(*reader, bytes, file_name);
}

std::int64_t page_at(std::string_view text, std::size_t offset) {
  return 1 + std::count(text.begin(),
                        text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())),
                        '\f');
}

}  // namespace entente::ingest

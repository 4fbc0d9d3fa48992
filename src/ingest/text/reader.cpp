// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/text/plain.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

Result<ExtractedDocument> read_plain_text(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(ExtractedDocument out, text_as_it_stands(bytes, file_name));
  out.blocks = paragraphs_of(out.text);
  return out;
}

}  // namespace

Result<ExtractedDocument> text_as_it_stands(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(DecodedText decoded, decoded_text(bytes, {}, file_name));
  ExtractedDocument out;
  out.text = nfc(decoded.text);
  if (out.text.size() > document_limit) return fail(too_much_text(file_name));
  if (!decoded.guessed.empty()) {
    out.warnings.push_back("not UTF-8: read as " + decoded.guessed + ", which was guessed");
  }
  return out;
}

std::vector<Block> paragraphs_of(std::string_view text) {
  std::vector<Block> out;
  std::optional<Block> open;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view words = trimmed(text.substr(line, end - line));
    if (!words.empty()) {
      const auto first = static_cast<std::size_t>(words.data() - text.data());
      if (!open) open = Block{BlockKind::Paragraph, 0, first, first, std::nullopt};
      open->end = first + words.size();
    } else if (open && out.size() + 1 < block_limit) {  // the last one holds all the rest
      out.push_back(*open);
      open.reset();
    }
    line = end + 1;
  }
  if (open) out.push_back(*open);
  return out;
}

DocumentReader text_reader() {
  DocumentReader out;
  out.card = {"text",
              "Plain text",
              {".txt", ".text"},
              "The text as it stands; blank lines part its paragraphs.",
              "stable",
              {"An encoding that is neither UTF-8 nor marked is guessed, and the guess is told."}};
  out.media_type = "text/plain";
  out.by_name = true;
  out.read = &read_plain_text;
  return out;
}

}  // namespace entente::ingest

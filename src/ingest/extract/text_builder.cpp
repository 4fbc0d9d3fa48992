// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extract/text_builder.hpp"

#include <algorithm>
#include <cctype>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool dropped_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20U && c != '\t' && c != '\n') || byte == 0x7FU;
}

bool ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Without white space at either end and before line breaks: nobody sees it, and it moves hashes.
std::string tidied(std::string_view block) {
  std::string out;
  out.reserve(block.size());
  for (const char c : block) {
    if (c == '\n') {
      while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    }
    out += c;
  }
  while (!out.empty() && ascii_space(out.back())) out.pop_back();
  const auto first = std::find_if(out.begin(), out.end(), [](char c) { return !ascii_space(c); });
  out.erase(out.begin(), first);
  return out;
}

bool close_lines(BlockKind before, BlockKind kind) {
  return before == kind && (kind == BlockKind::ListItem || kind == BlockKind::TableRow);
}

}  // namespace

std::string sound_utf8(std::string_view bytes) {
  if (!first_broken_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = utf8_sequence_length(bytes, i);
    out.append(length == 0 ? replacement : bytes.substr(i, length));
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

void TextBuilder::begin(BlockKind kind, int level) {
  end();
  kind_ = kind;
  level_ = level;
  open_ = true;
}

void TextBuilder::append(std::string_view sound) {
  if (full_) return;
  if (out_.text.size() + block_.size() + sound.size() > document_limit) {
    full_ = true;
    return;
  }
  block_.append(sound);
}

void TextBuilder::add(std::string_view text) {
  if (!open_) begin(BlockKind::Paragraph);
  std::string kept;
  kept.reserve(text.size());
  for (const char c : text) {
    if (!dropped_control(c)) kept += c;
  }
  append(sound_utf8(kept));
}

void TextBuilder::add_flowing(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  bool space = block_.empty() || ascii_space(block_.back());
  for (const char c : text) {
    if (ascii_space(c)) {
      if (!space) kept += ' ';
      space = true;
    } else if (!dropped_control(c)) {
      kept += c;
      space = false;
    }
  }
  if (kept.empty()) return;
  if (!open_) {
    if (kept == " ") return;
    begin(BlockKind::Paragraph);
  }
  append(sound_utf8(kept));
}

void TextBuilder::line_break() {
  if (open_) append("\n");
}

void TextBuilder::tab() {
  if (open_) append("\t");
}

void TextBuilder::end() {
  if (!open_) return;
  open_ = false;
  std::string text = nfc(tidied(block_));
  // At the start of the whole text it would be taken for a byte-order mark.
  while (out_.text.empty() && text.starts_with(byte_order_mark)) {
    text = tidied(std::string_view(text).substr(byte_order_mark.size()));
  }
  block_.clear();
  const std::optional<Box> box = std::exchange(box_, std::nullopt);
  if (text.empty()) return;
  const bool page_start = !out_.pages.empty() && out_.text.size() == out_.pages.back().start;
  if (!out_.text.empty() && !page_start) {
    out_.text += before_ && close_lines(*before_, kind_) ? "\n" : "\n\n";
  }
  const std::size_t start = out_.text.size();
  out_.text += text;
  full_ = full_ || out_.blocks.size() + 1 >= block_limit;
  out_.blocks.push_back({kind_, level_, start, out_.text.size(), box});
  before_ = kind_;
}

void TextBuilder::begin_page(double width, double height) {
  end();
  if (!out_.pages.empty()) {
    if (out_.text.size() > out_.pages.back().start) out_.text += '\n';
    out_.pages.back().end = out_.text.size();
    out_.text += '\f';
  }
  before_.reset();
  out_.pages.push_back({out_.text.size(), out_.text.size(), width, height});
}

ExtractedDocument TextBuilder::finish() {
  end();
  if (!out_.text.empty() && out_.text.back() != '\f') out_.text += '\n';
  if (!out_.pages.empty()) out_.pages.back().end = out_.text.size();
  return std::move(out_);
}

std::string plain_date(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("D:")) text.remove_prefix(2);
  const auto digits = [&](std::size_t from, std::size_t count) {
    return from + count <= text.size() &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  std::string candidate;
  if (!digits(0, 4)) return {};
  const std::string year(text.substr(0, 4));
  if (digits(4, 4)) {
    candidate = year + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
  } else if (text.size() > 6 && text[4] == '-' && digits(5, 2)) {
    const bool day = text.size() > 9 && text[7] == '-' && digits(8, 2);
    candidate = std::string(text.substr(0, day ? 10 : 7));
  } else if (text.size() == 4) {
    candidate = year;
  }
  const auto date = Date::parse(candidate);
  return date ? date->text() : std::string();
}

std::string one_line(std::string_view text) {
  std::string out = folded_spaces(sound_utf8(text));
  std::erase_if(out, dropped_control);
  constexpr std::size_t most = 1000;
  if (out.size() > most) {
    std::size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0U) == 0x80U) --cut;
    out.resize(cut);
  }
  return nfc(trimmed(out));
}

Error too_much_text(const std::string& file_name) {
  return input_error(
      ErrorKind::Limit, "too much text", {file_name, 0, {}},
      "at most " + std::to_string(document_limit >> 20U) + " MiB of text in a million paragraphs",
      "", "import the part that is cited");
}

}  // namespace entente::ingest

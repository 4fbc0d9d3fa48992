// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the text of a document block by block, so that every offset is one into the text as it
// will be kept. One thread a builder.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "entente/ingest/extract.hpp"

namespace entente::ingest {

class TextBuilder {
 public:
  /// Ends the block that is open, if any, and begins one. Blocks without a word leave no trace.
  void begin(BlockKind kind, int level = 0);
  void end();

  /// Text of the open block (a paragraph is begun where none is). Control characters but tab and
  /// line feed are left out; bytes that are no UTF-8 become U+FFFD.
  void add(std::string_view text);
  /// The same with each run of white space folded to one space, as HTML and ODF show it.
  void add_flowing(std::string_view text);
  void line_break();
  void tab();

  /// Where the open block lies on its page.
  void set_box(const Box& box) { box_ = box; }
  /// Ends the block and begins a page.
  void begin_page(double width, double height);

  bool block_open() const noexcept { return open_; }
  /// Once over the limits for a document (64 MiB, a million blocks) nothing more is taken.
  bool full() const noexcept { return full_; }

  /// Ends the last block. The text ends with a line feed unless it is empty.
  ExtractedDocument finish();

 private:
  void append(std::string_view sound);

  ExtractedDocument out_;
  std::string block_;
  BlockKind kind_ = BlockKind::Paragraph;
  std::optional<BlockKind> before_;
  int level_ = 0;
  std::optional<Box> box_;
  bool open_ = false;
  bool full_ = false;
};

/// UTF-8 with U+FFFD for each byte that is none.
std::string sound_utf8(std::string_view bytes);

/// The day of "2022-06-29T10:00:00Z", "D:20220629...", "2022-06", "2022", or blank.
std::string plain_date(std::string_view text);

/// One line, trimmed, NFC, at most 1000 bytes: a cell for what a document says of itself.
std::string one_line(std::string_view text);

/// The error of a document that would be kept with more than 64 MiB of text.
Error too_much_text(const std::string& file_name);

}  // namespace entente::ingest

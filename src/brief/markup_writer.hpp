// SPDX-License-Identifier: GPL-3.0-or-later
// What the screen form and the print form of the brief share: blocks, tables, links, the register.
// How a claim refers to its evidence and how a figure is set is each form's own.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entente/brief/brief.hpp"
#include "footnotes.hpp"

namespace entente::brief {

/// Writes into out_; one writer, one brief. Refers to the brief, which must outlive it.
class MarkupWriter {
 public:
  explicit MarkupWriter(const Brief& brief)
      : brief_(brief), footnotes_(brief), anchors_(anchors_of(brief)) {}
  MarkupWriter(const MarkupWriter&) = delete;
  MarkupWriter& operator=(const MarkupWriter&) = delete;
  virtual ~MarkupWriter() = default;

 protected:
  /// The mark that leads from a claim to its evidence.
  virtual void reference(const std::vector<std::string>& evidence) = 0;
  virtual void figure_block(const FigureBlock& block) = 0;
  /// What stands before the rows of a table to say how wide its columns are.
  virtual void column_widths(const TableBlock& /*block*/) {}
  /// Around the cells of a row; the second stands inside the last of them.
  virtual void row_begins() {}
  virtual void row_ends() {}

  bool with_register() const { return brief_.extent == Extent::Full; }
  std::string linked(std::string_view words, const std::string& href) const;
  void note_of_datum(const std::vector<std::string>& evidence);
  void runs(const std::vector<Run>& list);
  void paragraph(const Paragraph& paragraph);
  void table_block(const TableBlock& block);
  void bullet_list(const BulletList& list);
  void section(const Section& part);
  void datum_link(const std::string& datum);
  void data_links(const std::vector<std::string>& data);
  void entry(const Entry& item);
  void evidence_register();

  const Brief& brief_;
  Footnotes footnotes_;
  std::set<std::string> anchors_;
  std::string out_;
};

}  // namespace entente::brief

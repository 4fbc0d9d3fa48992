// SPDX-License-Identifier: GPL-3.0-or-later
// How tightly the page has to be set to fit one sheet: an estimate from the lengths of its texts,
// so that a renderer need not lay it out three times.
#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/text.hpp"
#include "entente/brief/brief.hpp"
#include "footnotes.hpp"

namespace entente::brief {
namespace {

// Of the print style sheet, in points.
constexpr double sheet_height = 776;  ///< A4 without margins
constexpr double measure = 516;
constexpr double note_line = 7.4;
constexpr double note_characters = 178;  ///< in a line
constexpr double character = 0.515;      ///< mean width of Inter's letters, in em
constexpr double safety = 0.985;         ///< of the sheet that the estimate may fill

struct Setting {
  Density density;
  double size;  ///< of the text
  double line;
};

constexpr std::array<Setting, 3> settings = {
    {{Density::Normal, 8.3, 11.1}, {Density::Tight, 7.9, 10.0}, {Density::Tightest, 7.5, 9.2}}};

class PageHeight {
 public:
  PageHeight(const Brief& brief, const Setting& setting) : setting_(setting), footnotes_(brief) {
    footnotes_.set_part(Part::Page);
    height_ += 2.2 * setting.line + lines(brief.subtitle.size(), 1) + 1.8 * setting.line;
    for (const Section& section : brief.sections) {
      if (section.part == Part::Page) add(section);
    }
  }

  double total() const {
    return height_ + std::ceil(note_characters_ / note_characters) * note_line + 12;
  }

 private:
  /// Height of a text in a column of that share of the measure.
  double lines(std::size_t characters, double share) const {
    const double in_a_line = measure * share / (setting_.size * character);
    return std::ceil(std::max(1.0, static_cast<double>(characters) / in_a_line)) * setting_.line;
  }

  std::size_t read(const Paragraph& paragraph) {
    std::size_t out = 0;
    for (const Run& run : paragraph.runs) {
      out += code_points(run.text);
      if (run.evidence.empty() || footnotes_.cited(run.evidence) != 0) continue;
      out += 1;
      note_characters_ += 4;
      for (const NotePiece& piece : footnotes_.next(run.evidence)) {
        note_characters_ += static_cast<double>(code_points(piece.text));
      }
    }
    return out;
  }

  void add(const TableBlock& table) {
    if (!table.caption.empty()) height_ += 0.96 * lines(code_points(table.caption), 1.1);
    height_ += 1.5 * setting_.line;
    for (const auto& row : table.rows) {
      double tallest = 0;
      for (std::size_t c = 0; c < row.size(); ++c) {
        const double share = c == 0 ? 0.55 : 0.6;
        tallest = std::max(tallest, lines(read(row[c]), share));
      }
      height_ += 0.93 * tallest + 0.38 * setting_.line;
    }
  }

  void add(const Section& section) {
    height_ += 2.2 * setting_.line;
    for (const Block& block : section.blocks) {
      if (const auto* text = std::get_if<Paragraph>(&block)) {
        const bool subheading = text->kind == Paragraph::Kind::Subheading;
        height_ += lines(read(*text), 1) + (subheading ? 1.1 : 0.3) * setting_.line;
      }
      if (const auto* list = std::get_if<BulletList>(&block)) {
        for (const Paragraph& item : list->items) {
          height_ += lines(read(item), 0.98) + 0.17 * setting_.line;
        }
      }
      if (const auto* table = std::get_if<TableBlock>(&block)) add(*table);
    }
  }

  Setting setting_;
  Footnotes footnotes_;
  double height_ = 0;
  double note_characters_ = 0;
};

}  // namespace

Density estimated_density(const Brief& brief) {
  for (const Setting& setting : settings) {
    if (PageHeight(brief, setting).total() <= safety * sheet_height) return setting.density;
  }
  return Density::Tightest;
}

}  // namespace entente::brief

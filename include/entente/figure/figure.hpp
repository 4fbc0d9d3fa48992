// SPDX-License-Identifier: GPL-3.0-or-later
// A drawn figure with its table twin and its evidence, and the register of all figures.
// Values; the register is immutable. Any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::figure {

/// A cell of a table twin: words and the data behind them.
struct TableCell {
  std::string text;
  std::vector<std::string> evidence;
};

/// The same data as the figure, for readers of tables and screen readers. The first column is the
/// row's heading.
struct DataTable {
  std::string caption;
  std::vector<std::string> headings;
  std::vector<std::vector<TableCell>> rows;
};

/// As an HTML table; cells with evidence link to their first datum and carry `data-evidence`.
std::string to_html(const DataTable& table);

struct Figure {
  std::string name;  ///< of its card
  std::string title;
  std::string description;
  std::string svg;  ///< one complete element
  DataTable table;
  std::vector<std::string> evidence;  ///< all data its marks name, sorted, each once
  double width = 0;
  double height = 0;
};

struct FigureCard {
  std::string_view name;    ///< "stance-matrix"
  std::string_view shows;   ///< what it shows, one sentence
  std::string_view needs;   ///< which data it needs
  std::string_view status;  ///< "stable" or "experimental"
};

/// All figures, by name.
std::span<const FigureCard> cards();

}  // namespace entente::figure

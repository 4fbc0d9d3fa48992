// SPDX-License-Identifier: GPL-3.0-or-later
// The SVG writer: marks that carry their evidence, shapes inside marks, one deterministic text.
// No scripts, no style elements, no outside resources: it can be inlined under a strict content
// policy or saved as a file. One writer, one thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/figure/text.hpp"

namespace entente::figure {

struct Paint {
  std::string fill = "none";  ///< colour or pattern reference (see SvgWriter::hatching)
  std::string stroke = "none";
  double stroke_width = 1;
  std::string dash;  ///< stroke-dasharray; empty = solid
};

enum class Anchor { Start, Middle, End };

struct TextStyle {
  double size = 11.5;
  Weight weight = Weight::Regular;
  Anchor anchor = Anchor::Start;
  std::string fill = "#111";
  double spacing = 0;  ///< letter-spacing
};

struct Point {
  double x = 0;
  double y = 0;
};

/// A thing the reader can point at: what it shows, the data behind it, where a click leads.
struct Mark {
  std::string title;                  ///< tooltip and accessible name
  std::vector<std::string> evidence;  ///< datum names, "statement/P014"; must not be empty
  std::string target;                 ///< datum whose register entry a click opens; "" = the first
  std::string href;                   ///< overrides `target` when set, e.g. "#unknown-NZL"
};

class SvgWriter {
 public:
  /// `id` prefixes every id inside, so that several figures share a page.
  SvgWriter(std::string_view id, std::string title, std::string description);

  /// Fill value of the hatching that means "unknown".
  std::string hatching() const;

  /// Shapes between open and close belong to the mark. A mark without evidence is a bug.
  void open_mark(const Mark& mark);
  void close_mark();
  /// Decoration hidden from assistive technology (axes, legends repeated in words).
  void open_decoration(std::string_view name);
  void close_decoration();

  void rect(double x, double y, double width, double height, const Paint& paint, double radius = 0);
  /// `dash` as in Paint; empty = solid.
  void line(Point from, Point to, std::string_view stroke, double stroke_width,
            std::string_view dash = {});
  void circle(Point centre, double radius, const Paint& paint);
  void polygon(std::span<const Point> points, const Paint& paint);
  void text(double x, double y, std::string_view words, const TextStyle& style);
  /// Lines below one another, the first baseline at y.
  void lines(double x, double y, std::span<const std::string> words, double leading,
             const TextStyle& style);

  /// All data named by the marks so far, sorted, each once.
  std::vector<std::string> evidence() const;

  /// The whole element, scaled to its container, at most `width` wide.
  std::string finish(double width, double height) const;

 private:
  void attribute(std::string_view name, std::string_view value);
  void number(std::string_view name, double value);
  void paint(const Paint& paint);

  std::string id_;
  std::string title_;
  std::string description_;
  std::string body_;
  std::vector<std::string> evidence_;
  bool mark_is_link_ = false;
};

}  // namespace entente::figure

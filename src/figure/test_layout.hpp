// SPDX-License-Identifier: GPL-3.0-or-later
// What every figure must keep, read back from its SVG: sound markup, evidence on every mark, texts
// that neither touch one another nor leave the page, contrast and size that can be read.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/figure/figure.hpp"
#include "entente/figure/text.hpp"
#include "test_markup.hpp"

namespace entente::figure::testing {

/// What every figure must keep.
inline void expect_sound(const Figure& figure) {
  const auto reading = read_markup(figure.svg);
  ASSERT_EQ(reading.fault, "") << figure.name;
  ASSERT_FALSE(reading.elements.empty());
  EXPECT_EQ(reading.elements[0].name, "svg");
  EXPECT_EQ(reading.elements[1].name, "title");
  EXPECT_EQ(reading.elements[2].name, "desc");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < reading.elements.size(); ++i) {
    const auto& element = reading.elements[i];
    EXPECT_NE(element.name, "script");
    for (const auto& [name, value] : element.attributes) {
      EXPECT_FALSE(name.starts_with("on")) << name;
      EXPECT_NE(name, "style") << "the content policy would drop it";
      if (name == "href") {
        EXPECT_TRUE(value.starts_with("#")) << value;
      }
      if (name == "id") {
        EXPECT_TRUE(ids.insert(value).second) << value;
      }
    }
    const auto kind = element.attributes.find("class");
    if (kind == element.attributes.end() || kind->second != "mark") continue;
    EXPECT_TRUE(element.attributes.contains("data-evidence"));
    EXPECT_FALSE(element.attributes.at("data-evidence").empty());
    EXPECT_FALSE(element.attributes.at("aria-label").empty());
    ASSERT_LT(i + 1, reading.elements.size());
    EXPECT_EQ(reading.elements[i + 1].name, "title");
  }
  EXPECT_EQ(read_markup(to_html(figure.table)).fault, "");
}

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;  ///< of the letters
  std::string words;
  std::string fill;
};

inline double number_in(const Element& element, const std::string& name, double otherwise) {
  const auto it = element.attributes.find(name);
  return it == element.attributes.end() ? otherwise : std::strtod(it->second.c_str(), nullptr);
}

inline std::string plain_text(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> references = {
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const auto* found =
        std::find_if(references.begin(), references.end(),
                     [rest](const auto& reference) { return rest.starts_with(reference.first); });
    if (found == references.end()) {
      out += text[at++];
    } else {
      out += found->second;
      at += found->first.size();
    }
  }
  return out;
}

/// Boxes of all texts by the module's own table of widths: from the height of a capital (0.73 of
/// the size) to the depth of a "g" (0.2).
inline std::vector<Box> text_boxes(const std::string& svg) {
  std::vector<Box> out;
  for (std::size_t at = svg.find("<text "); at != std::string::npos; at = svg.find("<text ", at)) {
    Element element;
    bool closed = false;
    std::string fault;
    at = read_tag(svg, at + 1, element, closed, fault);
    EXPECT_EQ(fault, "");
    Box box;
    box.words = plain_text(std::string_view(svg).substr(at, svg.find("</text>", at) - at));
    box.size = number_in(element, "font-size", 11.5);
    box.fill = element.attributes.at("fill");
    const bool bold = element.attributes.contains("font-weight");
    const double letters = static_cast<double>(box.words.size());
    const double width =
        text_width(box.words, box.size, bold ? Weight::Semibold : Weight::Regular) +
        letters * number_in(element, "letter-spacing", 0);
    const auto anchor = element.attributes.find("text-anchor");
    box.left = number_in(element, "x", 0);
    if (anchor != element.attributes.end()) {
      box.left -= anchor->second == "middle" ? width / 2 : width;
    }
    box.right = box.left + width;
    const double base = number_in(element, "y", 0);
    box.top = base - 0.73 * box.size;
    box.bottom = base + 0.2 * box.size;
    if (width > 0) out.push_back(box);
  }
  return out;
}

/// Relative luminance of "#rgb" or "#rrggbb" as WCAG 2 defines it.
inline double luminance(std::string colour) {
  if (colour.size() == 4) {
    colour = {'#', colour[1], colour[1], colour[2], colour[2], colour[3], colour[3]};
  }
  double out = 0;
  static constexpr std::array<double, 3> weights = {0.2126, 0.7152, 0.0722};
  for (std::size_t i = 0; i < 3; ++i) {
    const double part =
        static_cast<double>(std::strtol(colour.substr(1 + 2 * i, 2).c_str(), nullptr, 16)) / 255;
    out += weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return out;
}

/// Rectangles and circles that colour or hatch what is under a text.
inline std::vector<Box> filled_boxes(const std::string& svg) {
  std::vector<Box> out;
  for (const Element& element : read_markup(svg).elements) {
    const auto fill = element.attributes.find("fill");
    if (fill == element.attributes.end() || fill->second == "none" || fill->second == "#fff") {
      continue;
    }
    Box box;
    box.fill = fill->second;
    if (element.name == "rect" && element.attributes.contains("x")) {
      box.left = number_in(element, "x", 0);
      box.top = number_in(element, "y", 0);
      box.right = box.left + number_in(element, "width", 0);
      box.bottom = box.top + number_in(element, "height", 0);
    } else if (element.name == "circle") {
      const double radius = number_in(element, "r", 0);
      box.left = number_in(element, "cx", 0) - radius;
      box.top = number_in(element, "cy", 0) - radius;
      box.right = box.left + 2 * radius;
      box.bottom = box.top + 2 * radius;
    } else {
      continue;
    }
    out.push_back(box);
  }
  return out;
}

inline bool boxes_touch(const Box& a, const Box& b, double slack) {
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack &&
         b.top < a.bottom - slack;
}

/// No text on another, none outside the page, each with a contrast of 4.5 on white.
inline void expect_legible(const Figure& figure) {
  const std::vector<Box> boxes = text_boxes(figure.svg);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    EXPECT_TRUE(box.left >= -0.5 && box.top >= -0.5 && box.right <= figure.width + 0.5 &&
                box.bottom <= figure.height + 0.5)
        << figure.name << ": outside the page: " << box.words << " from " << box.left << " to "
        << box.right << ", base near " << box.bottom;
    EXPECT_GE(1.05 / (luminance(box.fill) + 0.05), 4.5) << box.words << " in " << box.fill;
    for (std::size_t k = i + 1; k < boxes.size(); ++k) {
      EXPECT_FALSE(boxes_touch(box, boxes[k], 0.5))
          << figure.name << ": \"" << box.words << "\" lies on \"" << boxes[k].words << "\"";
    }
  }
}

/// Stricter, for a figure that a page takes at 180 mm: 720 wide, nothing under 8 point, no text on
/// a coloured or hatched shape.
inline void expect_printable(const Figure& figure) {
  expect_sound(figure);
  expect_legible(figure);
  EXPECT_DOUBLE_EQ(figure.width, 720);
  const std::vector<Box> filled = filled_boxes(figure.svg);
  for (const Box& box : text_boxes(figure.svg)) {
    EXPECT_GE(box.size * 180 / 25.4 * 72 / 720, 8) << box.words;
    for (const Box& shape : filled) {
      EXPECT_FALSE(boxes_touch(box, shape, 0.4))
          << figure.name << ": \"" << box.words << "\" lies on a shape in " << shape.fill;
    }
  }
}

}  // namespace entente::figure::testing

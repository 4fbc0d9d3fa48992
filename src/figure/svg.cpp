// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/svg.hpp"

#include <algorithm>
#include <utility>

#include "entente/figure/markup.hpp"

namespace entente::figure {
namespace {

constexpr std::string_view font_family = "Inter, 'Segoe UI', Helvetica, Arial, sans-serif";

std::string_view anchor_word(Anchor anchor) {
  if (anchor == Anchor::Middle) return "middle";
  return anchor == Anchor::End ? "end" : "start";
}

}  // namespace

SvgWriter::SvgWriter(std::string_view id, std::string title, std::string description)
    : id_(anchor_id(id)), title_(std::move(title)), description_(std::move(description)) {}

std::string SvgWriter::hatching() const { return "url(#" + id_ + "-hatch)"; }

void SvgWriter::attribute(std::string_view name, std::string_view value) {
  body_ += ' ';
  body_ += name;
  body_ += "=\"";
  body_ += escaped(value);
  body_ += '"';
}

void SvgWriter::number(std::string_view name, double value) { attribute(name, coordinate(value)); }

void SvgWriter::paint(const Paint& paint) {
  attribute("fill", paint.fill);
  if (paint.stroke == "none") return;
  attribute("stroke", paint.stroke);
  if (paint.stroke_width != 1) number("stroke-width", paint.stroke_width);
  if (!paint.dash.empty()) attribute("stroke-dasharray", paint.dash);
}

void SvgWriter::open_mark(const Mark& mark) {
  std::string href = mark.href;
  if (href.empty() && !mark.evidence.empty()) {
    href = "#" + anchor_id(mark.target.empty() ? mark.evidence.front() : mark.target);
  }
  mark_is_link_ = !href.empty();
  body_ += mark_is_link_ ? "<a class=\"mark\"" : "<g class=\"mark\" role=\"img\" tabindex=\"0\"";
  if (mark_is_link_) attribute("href", href);
  attribute("data-evidence", evidence_value(mark.evidence));
  attribute("aria-label", mark.title);
  body_ += "><title>" + escaped(mark.title) + "</title>";
  evidence_.insert(evidence_.end(), mark.evidence.begin(), mark.evidence.end());
}

void SvgWriter::close_mark() { body_ += mark_is_link_ ? "</a>\n" : "</g>\n"; }

void SvgWriter::open_decoration(std::string_view name) {
  body_ += "<g aria-hidden=\"true\"";
  attribute("class", name);
  body_ += ">";
}

void SvgWriter::close_decoration() { body_ += "</g>\n"; }

void SvgWriter::rect(double x, double y, double width, double height, const Paint& fill,
                     double radius) {
  body_ += "<rect";
  number("x", x);
  number("y", y);
  number("width", width);
  number("height", height);
  if (radius > 0) number("rx", radius);
  paint(fill);
  body_ += "/>";
}

void SvgWriter::line(Point from, Point to, std::string_view stroke, double stroke_width,
                     std::string_view dash) {
  body_ += "<line";
  number("x1", from.x);
  number("y1", from.y);
  number("x2", to.x);
  number("y2", to.y);
  attribute("stroke", stroke);
  number("stroke-width", stroke_width);
  if (!dash.empty()) attribute("stroke-dasharray", dash);
  body_ += "/>";
}

void SvgWriter::circle(Point centre, double radius, const Paint& fill) {
  body_ += "<circle";
  number("cx", centre.x);
  number("cy", centre.y);
  number("r", radius);
  paint(fill);
  body_ += "/>";
}

void SvgWriter::polygon(std::span<const Point> points, const Paint& fill) {
  std::string list;
  for (const Point& point : points) {
    if (!list.empty()) list += ' ';
    list += coordinate(point.x) + "," + coordinate(point.y);
  }
  body_ += "<polygon";
  attribute("points", list);
  paint(fill);
  body_ += "/>";
}

void SvgWriter::text(double x, double y, std::string_view words, const TextStyle& style) {
  body_ += "<text";
  number("x", x);
  number("y", y);
  if (style.size != TextStyle().size) number("font-size", style.size);
  if (style.weight == Weight::Semibold) attribute("font-weight", "600");
  if (style.anchor != Anchor::Start) attribute("text-anchor", anchor_word(style.anchor));
  if (style.spacing != 0) number("letter-spacing", style.spacing);
  attribute("fill", style.fill);
  body_ += ">" + escaped(words) + "</text>";
}

void SvgWriter::lines(double x, double y, std::span<const std::string> words, double leading,
                      const TextStyle& style) {
  for (const std::string& word_line : words) {
    text(x, y, word_line, style);
    y += leading;
  }
}

std::vector<std::string> SvgWriter::evidence() const {
  std::vector<std::string> out = evidence_;
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string SvgWriter::finish(double width, double height) const {
  const std::string size = coordinate(width) + "\" height=\"" + coordinate(height);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"" + id_ + "\" viewBox=\"0 0 " +
                    coordinate(width) + " " + coordinate(height) + "\" width=\"" + size +
                    "\" role=\"group\" aria-labelledby=\"" + id_ + "-title\" aria-describedby=\"" +
                    id_ + "-desc\" font-family=\"" + std::string(font_family) + "\" font-size=\"" +
                    coordinate(TextStyle().size) + "\">\n";
  out += "<title id=\"" + id_ + "-title\">" + escaped(title_) + "</title>\n";
  out += "<desc id=\"" + id_ + "-desc\">" + escaped(description_) + "</desc>\n";
  out += "<defs><pattern id=\"" + id_ +
         "-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>"
         "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"#8a9096\" "
         "stroke-width=\"1.6\"/></pattern></defs>\n";
  return out + body_ + "</svg>\n";
}

}  // namespace entente::figure

// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as pandoc's abstract syntax tree. Text goes in as text: nothing of a study is ever read
// as markup.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "columns.hpp"
#include "entente/base/text.hpp"
#include "entente/brief/brief.hpp"
#include "entente/figure/markup.hpp"
#include "footnotes.hpp"

namespace entente::brief {
namespace {

using Json = nlohmann::json;

constexpr double text_width_cm = 17.0;
constexpr double text_height_cm = 22.0;
constexpr double table_characters = 112;  ///< of the text of tables, in the measure
constexpr double matrix_scale = 0.78;     ///< two matrices share a page

Json node(const char* type) { return {{"t", type}}; }
Json node(const char* type, Json content) { return {{"t", type}, {"c", std::move(content)}}; }

Json attributes(const std::string& id = "", const char* style = nullptr) {
  Json pairs = Json::array();
  if (style != nullptr) pairs.push_back(Json::array({"custom-style", style}));
  return Json::array({id, Json::array(), std::move(pairs)});
}

/// Words and the spaces between them, as pandoc's own readers give them.
void add_text(Json& inlines, std::string_view untrusted) {
  const std::string text = figure::cleaned(untrusted);
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) inlines.push_back(node("Str", std::exchange(word, {})));
  };
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') {
      word += c;
      continue;
    }
    flush();
    inlines.push_back(node("Space"));
  }
  flush();
}

Json words(std::string_view text) {
  Json out = Json::array();
  add_text(out, text);
  return out;
}

class AstWriter {
 public:
  explicit AstWriter(const Brief& brief)
      : brief_(brief), footnotes_(brief), anchors_(anchors_of(brief)) {}

  Json document();

 private:
  void styled(const char* style, Json inlines, const std::string& id = "");
  void heading(int level, const std::string& id, std::string_view text);
  void add_link(Json& inlines, std::string_view text, const std::string& href) const;
  void add_note(Json& inlines, const std::vector<std::string>& evidence);
  void note_of_datum(Json& inlines, const std::vector<std::string>& evidence);
  Json runs(const std::vector<Run>& list);
  void paragraph(const Paragraph& paragraph);
  void bullet_list(const BulletList& list);
  void table(const TableBlock& block);
  void figure_block(const FigureBlock& block);
  void section(const Section& section);
  void entry(const Entry& entry);
  void links(Json& inlines, const char* lead, const std::vector<std::string>& data) const;
  void evidence_register();

  const Brief& brief_;
  Footnotes footnotes_;
  std::set<std::string> anchors_;
  std::size_t notes_ = 0;
  Json blocks_ = Json::array();
};

void AstWriter::styled(const char* style, Json inlines, const std::string& id) {
  blocks_.push_back(
      node("Div", {attributes(id, style), Json::array({node("Para", std::move(inlines))})}));
}

void AstWriter::heading(int level, const std::string& id, std::string_view text) {
  blocks_.push_back(node("Header", {level, attributes(id), words(text)}));
}

void AstWriter::add_link(Json& inlines, std::string_view text, const std::string& href) const {
  if (href.empty() || (href[0] == '#' && !anchors_.contains(href.substr(1)))) {
    add_text(inlines, text);
    return;
  }
  inlines.push_back(
      node("Link", {attributes(), words(text), Json::array({figure::cleaned(href), ""})}));
}

/// The number of an earlier note as a field (ECMA-376, 17.16.5.37) that a word processor keeps
/// right when notes are added; the bookmark is the span around that note.
void add_cross_reference(Json& inlines, std::size_t number) {
  const std::string text = std::to_string(number);
  const auto run = [](const std::string& content) {
    return "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>" + content + "</w:r>";
  };
  inlines.push_back(node(
      "RawInline",
      {"openxml",
       run("<w:fldChar w:fldCharType=\"begin\"/>") +
           run("<w:instrText xml:space=\"preserve\"> NOTEREF fn" + text + " \\h </w:instrText>") +
           run("<w:fldChar w:fldCharType=\"separate\"/>") + run("<w:t>" + text + "</w:t>") +
           run("<w:fldChar w:fldCharType=\"end\"/>")}));
}

void AstWriter::add_note(Json& inlines, const std::vector<std::string>& evidence) {
  if (evidence.empty()) return;
  if (const std::size_t before = footnotes_.cited(evidence)) {
    add_cross_reference(inlines, before);
    return;
  }
  Json note = Json::array();
  for (const NotePiece& piece : footnotes_.next(evidence)) add_link(note, piece.text, piece.href);
  const std::string id = "fn" + std::to_string(++notes_);
  Json mark = node("Note", Json::array({node("Para", std::move(note))}));
  inlines.push_back(node("Span", {attributes(id), Json::array({std::move(mark)})}));
}

/// As in print: what has sources names them, a judgement its id, a claim is its own datum.
void AstWriter::note_of_datum(Json& inlines, const std::vector<std::string>& evidence) {
  const std::string& datum = evidence.front();
  const Entry* entry = footnotes_.index().entry(datum);
  if (table_part(datum) == "issue" || entry == nullptr) return;
  if (entry->rests_on.empty()) {
    add_text(inlines, " [" + std::string(id_part(datum)) + "]");
  } else {
    add_note(inlines, evidence);
  }
}

Json AstWriter::runs(const std::vector<Run>& list) {
  Json out = Json::array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Run& run = list[i];
    const bool stop_next = stop_moves_forward(run, i + 1 < list.size() ? &list[i + 1] : nullptr);
    const bool stop_taken = i > 0 && stop_moves_forward(list[i - 1], &run);
    std::string text(stop_taken ? std::string_view(run.text).substr(1) : run.text);
    if (stop_next) text += list[i + 1].text[0];
    const bool direct = run.direct && !run.evidence.empty();
    std::string href = run.href;
    if (direct && brief_.extent == Extent::Full) {
      href = "#" + figure::anchor_id(run.evidence.front());
    }
    add_link(out, text, href);
    if (!direct) {
      add_note(out, run.evidence);
    } else if (brief_.extent != Extent::Full) {
      note_of_datum(out, run.evidence);
    }
  }
  return out;
}

void AstWriter::paragraph(const Paragraph& paragraph) {
  Json inlines = runs(paragraph.runs);
  if (paragraph.kind == Paragraph::Kind::Subheading) {
    blocks_.push_back(node("Header", {2, attributes(), std::move(inlines)}));
  } else if (paragraph.kind == Paragraph::Kind::Lead) {
    styled("Lead", std::move(inlines));
  } else if (paragraph.kind == Paragraph::Kind::Caveat) {
    styled("Caveat", std::move(inlines));
  } else {
    blocks_.push_back(node("Para", std::move(inlines)));
  }
}

void AstWriter::bullet_list(const BulletList& list) {
  Json items = Json::array();
  for (const Paragraph& item : list.items) {
    items.push_back(Json::array({node("Plain", runs(item.runs))}));
  }
  blocks_.push_back(node("BulletList", std::move(items)));
}

/// The style of a cell's paragraph: a word processor's cells have shades, pandoc's have none.
const char* tint_style(Tint tint) {
  switch (tint) {
    case Tint::None:
      return nullptr;
    case Tint::Unknown:
      return "Stance Unknown";
    case Tint::Opposes:
      return "Stance Opposes";
    case Tint::LeansAgainst:
      return "Stance Leans Against";
    case Tint::Neutral:
      return "Stance Neutral";
    case Tint::LeansToSupport:
      return "Stance Leans To Support";
    case Tint::Supports:
      return "Stance Supports";
    case Tint::Disputed:
      break;
  }
  return "Stance Disputed";
}

bool has_tints(const TableBlock& block, std::size_t column) {
  return std::any_of(block.rows.begin(), block.rows.end(), [column](const auto& row) {
    return column < row.size() && row[column].tint != Tint::None;
  });
}

/// The blocks of a cell.
Json cell(Json inlines, const char* style = nullptr) {
  if (style == nullptr) return Json::array({node("Plain", std::move(inlines))});
  return Json::array(
      {node("Div", {attributes("", style), Json::array({node("Para", std::move(inlines))})})});
}

Json row_of(const std::vector<Json>& cells) {
  Json out = Json::array();
  for (const Json& blocks : cells) {
    out.push_back(Json::array({attributes(), node("AlignDefault"), 1, 1, blocks}));
  }
  return Json::array({attributes(), std::move(out)});
}

void AstWriter::table(const TableBlock& block) {
  Json columns = Json::array();
  const std::vector<double> shares = column_shares(block, table_characters);
  for (std::size_t c = 0; c < shares.size(); ++c) {
    const char* align = has_tints(block, c) ? "AlignCenter" : "AlignLeft";
    columns.push_back(Json::array({node(align), node("ColWidth", shares[c])}));
  }
  std::vector<Json> head;
  head.reserve(block.headings.size());
  for (const std::string& text : block.headings) head.push_back(cell(words(text)));
  Json body = Json::array();
  for (const auto& cells : block.rows) {
    std::vector<Json> out;
    out.reserve(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      out.push_back(cell(runs(cells[c].runs), tint_style(cells[c].tint)));
    }
    body.push_back(row_of(out));
  }
  const Json caption =
      block.caption.empty() ? Json::array() : Json::array({node("Plain", words(block.caption))});
  blocks_.push_back(
      node("Table", {attributes(), Json::array({nullptr, caption}), std::move(columns),
                     Json::array({attributes(), Json::array({row_of(head)})}),
                     Json::array({Json::array({attributes(), 1, Json::array(), std::move(body)})}),
                     Json::array({attributes(), Json::array()})}));
}

void AstWriter::figure_block(const FigureBlock& block) {
  const figure::Figure& drawn = block.figure;
  double width = text_width_cm;
  if (drawn.name == "stance-matrix") width *= matrix_scale;
  if (drawn.width > 0 && drawn.height > 0) {
    width = std::min(width, text_height_cm * drawn.width / drawn.height);
  }
  Json image = attributes();
  image[2].push_back(Json::array({"width", fixed_text(width, 2) + "cm"}));
  const std::string file = "figure-" + std::to_string(block.number) + ".png";
  styled(
      "Figure",
      Json::array({node("Image", {std::move(image), words(drawn.title + ". " + drawn.description),
                                  Json::array({file, ""})})}));
  Json caption = Json::array();
  caption.push_back(node("Strong", words("Figure " + std::to_string(block.number) + ".")));
  caption.push_back(node("Space"));
  add_text(caption, block.caption);
  add_note(caption, drawn.evidence);
  styled("Image Caption", std::move(caption));
}

void AstWriter::section(const Section& section) {
  heading(1, figure::anchor_id(section.id), section.heading);
  for (const Block& block : section.blocks) {
    if (const auto* text = std::get_if<Paragraph>(&block)) paragraph(*text);
    if (const auto* list = std::get_if<BulletList>(&block)) bullet_list(*list);
    if (const auto* cells = std::get_if<TableBlock>(&block)) table(*cells);
    if (const auto* drawn = std::get_if<FigureBlock>(&block)) figure_block(*drawn);
  }
}

void AstWriter::links(Json& inlines, const char* lead, const std::vector<std::string>& data) const {
  if (data.empty()) return;
  add_text(inlines, lead);
  bool first = true;
  for (const DataRange& range : data_ranges(footnotes_.index(), data)) {
    if (!std::exchange(first, false)) add_text(inlines, ", ");
    add_link(inlines, id_part(range.first), "#" + figure::anchor_id(range.first));
    if (range.count == 1) continue;
    add_text(inlines, " to ");
    add_link(inlines, id_part(range.last), "#" + figure::anchor_id(range.last));
  }
  add_text(inlines, ".");
}

void AstWriter::entry(const Entry& entry) {
  Json inlines = Json::array();
  inlines.push_back(node("Span", {attributes(figure::anchor_id(entry.datum)),
                                  Json::array({node("Strong", words(id_part(entry.datum)))})}));
  add_text(inlines, entry.unverified ? " [unverified] " : " ");
  add_text(inlines, entry.heading);
  for (std::size_t i = 0; i < entry.fields.size(); ++i) {
    add_text(inlines, (i == 0 ? ". " : " · ") + entry.fields[i].name + " ");
    for (Json& part : runs(entry.fields[i].value)) inlines.push_back(std::move(part));
  }
  std::vector<std::string> rests_on;
  std::vector<std::string> about;
  for (const std::string& datum : entry.rests_on) {
    (table_part(datum) == "issue" ? about : rests_on).push_back(datum);
  }
  links(inlines, ". About ", about);
  links(inlines, about.empty() ? ". Rests on " : " Rests on ", rests_on);
  links(inlines, entry.rests_on.empty() ? ". Used by " : " Used by ", entry.used_by);
  styled("Entry", std::move(inlines));
  if (!entry.quote.empty()) styled("Quote", words(entry.quote));
}

void AstWriter::evidence_register() {
  heading(1, "register", "Evidence register");
  for (const EntryGroup& group : brief_.evidence) {
    heading(2, figure::anchor_id(group.id),
            group.heading + " (" + std::to_string(group.entries.size()) + ")");
    for (const Entry& item : group.entries) entry(item);
  }
}

Json AstWriter::document() {
  styled("Marking", words(brief_.marking));
  styled("Counts", words("Record as of " + brief_.as_of + " · " + brief_.counts + " · made by " +
                         brief_.engine + ". " + brief_.coder_agreement));
  Part part = Part::Page;
  for (const Section& next : brief_.sections) {
    if (next.part == Part::Annex && part == Part::Page) {
      blocks_.push_back(
          node("RawBlock", {"openxml", "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"}));
      styled("Part", words(brief_.annex_heading));
    }
    part = next.part;
    footnotes_.set_part(part);
    section(next);
  }
  if (brief_.extent == Extent::Full) evidence_register();
  const auto inline_meta = [](std::string_view text) { return node("MetaInlines", words(text)); };
  Json meta = Json::object();
  meta["title"] = inline_meta(brief_.title);
  if (!brief_.subtitle.empty()) meta["subtitle"] = inline_meta(brief_.subtitle);
  meta["description"] = inline_meta(brief_.marking);
  meta["lang"] = inline_meta("en");
  return {{"meta", std::move(meta)}, {"blocks", std::move(blocks_)}};
}

}  // namespace

Result<std::string> to_pandoc(const Brief& brief, std::string_view api_version) {
  Json version = Json::parse(api_version, nullptr, false);
  const bool numbers = version.is_array() && !version.empty() &&
                       std::all_of(version.begin(), version.end(),
                                   [](const Json& part) { return part.is_number_unsigned(); });
  if (!numbers) {
    return fail({ErrorKind::Internal,
                 "the version of pandoc's document form cannot be read",
                 {},
                 "a list of numbers, such as [1,22,2,1]",
                 quotable(api_version),
                 "use pandoc 2.17 or later"});
  }
  Json out = AstWriter(brief).document();
  out["pandoc-api-version"] = std::move(version);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace entente::brief

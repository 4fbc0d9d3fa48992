// SPDX-License-Identifier: GPL-3.0-or-later
#include "markup_writer.hpp"

#include "entente/figure/markup.hpp"
#include "style.hpp"

namespace entente::brief {

using figure::anchor_id;
using figure::escaped;

/// Words as a link, where the address leads anywhere from here.
std::string MarkupWriter::linked(std::string_view words, const std::string& href) const {
  if (href.empty() || (href[0] == '#' && !anchors_.contains(href.substr(1)))) return escaped(words);
  const bool outside = href[0] != '#';
  return "<a href=\"" + escaped(href) + "\"" +
         (outside ? " rel=\"noreferrer noopener external\">" : ">") + escaped(words) + "</a>";
}

/// Where there is no register: what has sources names them, a judgement its id, and a claim is its
/// own datum.
void MarkupWriter::note_of_datum(const std::vector<std::string>& evidence) {
  const std::string& datum = evidence.front();
  const Entry* found = footnotes_.index().entry(datum);
  if (table_part(datum) == "issue" || found == nullptr) return;
  if (found->rests_on.empty()) {
    out_ += " [" + escaped(id_part(datum)) + "]";
  } else {
    reference(evidence);
  }
}

void MarkupWriter::runs(const std::vector<Run>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Run& run = list[i];
    const bool stop_next = stop_moves_forward(run, i + 1 < list.size() ? &list[i + 1] : nullptr);
    const bool stop_taken = i > 0 && stop_moves_forward(list[i - 1], &run);
    std::string words(stop_taken ? std::string_view(run.text).substr(1) : run.text);
    if (stop_next) words += list[i + 1].text[0];
    words = linked(words, run.href);
    if (run.evidence.empty()) {
      out_ += words;
    } else if (run.direct && with_register()) {
      out_ += "<a href=\"#" + anchor_id(run.evidence.front()) + "\" data-evidence=\"" +
              escaped(figure::evidence_value(run.evidence)) + "\">" + words + "</a>";
    } else {
      out_ += words;
      run.direct ? note_of_datum(run.evidence) : reference(run.evidence);
    }
  }
}

void MarkupWriter::paragraph(const Paragraph& paragraph) {
  if (paragraph.kind == Paragraph::Kind::Subheading) {
    out_ += "<h3>";
    runs(paragraph.runs);
    out_ += "</h3>\n";
    return;
  }
  if (paragraph.kind == Paragraph::Kind::Lead) {
    out_ += "<p class=\"lead\">";
  } else {
    out_ += paragraph.kind == Paragraph::Kind::Caveat ? "<p class=\"caveat\">" : "<p>";
  }
  runs(paragraph.runs);
  out_ += "</p>\n";
}

void MarkupWriter::table_block(const TableBlock& block) {
  out_ += "<div class=\"wide\"><table><caption>" + escaped(block.caption) + "</caption>\n";
  column_widths(block);
  out_ += "<thead><tr>";
  for (const std::string& heading : block.headings) {
    out_ += "<th scope=\"col\">" + escaped(heading) + "</th>";
  }
  out_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : block.rows) {
    out_ += "<tr>";
    row_begins();
    for (std::size_t c = 0; c < row.size(); ++c) {
      out_ += c == 0 ? "<th scope=\"row\">" : "<td" + tint_class(row[c].tint) + ">";
      runs(row[c].runs);
      if (c + 1 == row.size()) row_ends();
      out_ += c == 0 ? "</th>" : "</td>";
    }
    out_ += "</tr>\n";
  }
  out_ += "</tbody></table></div>\n";
}

void MarkupWriter::bullet_list(const BulletList& list) {
  out_ += "<ul class=\"points\">\n";
  for (const Paragraph& item : list.items) {
    out_ += "<li>";
    runs(item.runs);
    out_ += "</li>\n";
  }
  out_ += "</ul>\n";
}

void MarkupWriter::section(const Section& part) {
  const std::string id = anchor_id(part.id);
  out_ += "<section class=\"on-" + id + "\" aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id +
          "\">" + escaped(part.heading) + "</h2>\n";
  for (const Block& block : part.blocks) {
    if (const auto* words = std::get_if<Paragraph>(&block)) paragraph(*words);
    if (const auto* drawn = std::get_if<FigureBlock>(&block)) figure_block(*drawn);
    if (const auto* table = std::get_if<TableBlock>(&block)) table_block(*table);
    if (const auto* list = std::get_if<BulletList>(&block)) bullet_list(*list);
  }
  out_ += "</section>\n";
}

void MarkupWriter::datum_link(const std::string& datum) {
  const std::string id = escaped(id_part(datum));
  out_ += with_register() ? "<a href=\"#" + anchor_id(datum) + "\">" + id + "</a>" : id;
}

/// Links to entries, table by table: "statements P001, P002; source S1". Four or more that follow
/// one another in the register are written "P001 to P009".
void MarkupWriter::data_links(const std::vector<std::string>& data) {
  std::string_view table;
  std::size_t row = 0;
  for (const DataRange& range : data_ranges(footnotes_.index(), data)) {
    const bool new_table = table_part(range.first) != table;
    if (row > 0) out_ += new_table ? "; " : ", ";
    if (new_table) {
      table = table_part(range.first);
      const bool several = row + 1 < data.size() && table_part(data[row + 1]) == table;
      out_ += escaped(table_words(table, several)) + " ";
    }
    datum_link(range.first);
    if (range.count > 1) {
      out_ += " to ";
      datum_link(range.last);
    }
    row += range.count;
  }
}

void MarkupWriter::entry(const Entry& item) {
  out_ += "<li id=\"" + anchor_id(item.datum) + "\"><p><span class=\"id\">" +
          escaped(id_part(item.datum)) + "</span>";
  if (item.unverified) out_ += "<span class=\"unverified\">unverified</span>";
  out_ += escaped(item.heading) + "</p>\n";
  if (!item.fields.empty()) {
    out_ += "<p class=\"f\">";
    for (std::size_t i = 0; i < item.fields.size(); ++i) {
      if (i > 0) out_ += " · ";
      out_ += "<i>" + escaped(item.fields[i].name) + "</i> ";
      runs(item.fields[i].value);
    }
    out_ += "</p>\n";
  }
  if (!item.quote.empty()) {
    out_ += "<blockquote";
    if (!item.quote_language.empty()) out_ += " lang=\"" + escaped(item.quote_language) + "\"";
    out_ += ">" + escaped(item.quote) + "</blockquote>\n";
  }
  std::vector<std::string> about;
  std::vector<std::string> rests_on;
  for (const std::string& datum : item.rests_on) {
    (table_part(datum) == "issue" ? about : rests_on).push_back(datum);
  }
  const auto links = [this](std::string_view lead, const std::vector<std::string>& data) {
    if (data.empty()) return;
    out_ += "<p>";
    out_ += lead;
    data_links(data);
    out_ += "</p>\n";
  };
  links("About ", about);
  links("Rests on ", rests_on);
  links("Used by ", item.used_by);
  out_ += "</li>\n";
}

void MarkupWriter::evidence_register() {
  out_ +=
      "<section aria-labelledby=\"register\">\n<h2 id=\"register\">Evidence register</h2>\n"
      "<p>Every row this brief uses. A statement leads to the claim and to its passages, a "
      "passage to its source, and back.</p>\n";
  for (const EntryGroup& group : brief_.evidence) {
    const std::string id = anchor_id(group.id);
    out_ += "<h3 id=\"" + id + "\">" + escaped(group.heading) + " (" +
            std::to_string(group.entries.size()) + ")</h3>\n<ul class=\"entries\">\n";
    for (const Entry& item : group.entries) entry(item);
    out_ += "</ul>\n";
  }
  out_ += "</section>\n";
}

}  // namespace entente::brief

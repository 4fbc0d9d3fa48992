// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as one HTML file.
#include <algorithm>
#include <map>
#include <set>

#include "entente/brief/brief.hpp"
#include "entente/figure/markup.hpp"
#include "style.hpp"

namespace entente::brief {
namespace {

using figure::anchor_id;
using figure::escaped;

/// The id part of a datum name.
std::string_view id_part(std::string_view datum) {
  const std::size_t slash = datum.find('/');
  return slash == std::string_view::npos ? datum : datum.substr(slash + 1);
}

std::string_view table_part(std::string_view datum) { return datum.substr(0, datum.find('/')); }

/// Words a datum's table has in notes: plural where several follow.
std::string table_words(std::string_view table, bool plural) {
  std::string word(table);
  for (char& c : word) c = c == '_' ? ' ' : c;
  if (word == "issue") word = "claim";
  if (!plural) return word;
  return word.ends_with('y') ? word.substr(0, word.size() - 1) + "ies" : word + "s";
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Brief& brief) : brief_(brief) {
    for (const EntryGroup& group : brief.evidence) {
      for (const Entry& entry : group.entries) {
        entries_.emplace(entry.datum, Place{&entry, entries_.size()});
      }
    }
  }

  std::string write();

 private:
  /// An entry and its place in the register.
  struct Place {
    const Entry* entry = nullptr;
    std::size_t order = 0;
  };
  struct NoteUse {
    std::vector<std::string> evidence;
    std::size_t uses = 0;
  };

  void head();
  void opening();
  void section(const Section& section);
  void paragraph(const Paragraph& paragraph);
  void runs(const std::vector<Run>& runs);
  void reference(const std::vector<std::string>& unordered);
  void figure_block(const FigureBlock& block);
  void table_block(const TableBlock& block);
  void notes();
  void note_sources(const std::vector<std::string>& evidence);
  void evidence_register();
  void entry(const Entry& entry);
  void data_links(const std::vector<std::string>& data);
  void datum_link(const std::string& datum);
  std::size_t order_of(const std::string& datum) const;
  std::vector<const Entry*> sources_of(const std::vector<std::string>& evidence) const;

  const Brief& brief_;
  std::map<std::string, Place, std::less<>> entries_;
  std::map<std::vector<std::string>, std::size_t> note_numbers_;
  std::vector<NoteUse> notes_;
  std::string out_;
};

void HtmlWriter::head() {
  out_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out_ +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-" +
      std::string(style_hash) + "'; base-uri 'none'; form-action 'none'\">\n";
  out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out_ += "<meta name=\"referrer\" content=\"no-referrer\">\n";
  out_ += "<meta name=\"generator\" content=\"" + escaped(brief_.engine) + "\">\n";
  out_ += "<title>" + escaped(brief_.title) + "</title>\n<style>" + std::string(style_sheet) +
          "</style>\n</head>\n";
}

void HtmlWriter::opening() {
  const std::string lang = " lang=\"" + escaped(brief_.language) + "\"";
  out_ += "<body>\n<a class=\"skip\" href=\"#bottom-line\">Skip to the bottom line</a>\n<header>\n";
  out_ += "<p class=\"marking\">" + escaped(brief_.marking) + "</p>\n";
  out_ += "<h1" + lang + ">" + escaped(brief_.title) + "</h1>\n";
  if (!brief_.subtitle.empty()) {
    out_ += "<p class=\"question\"" + lang + ">" + escaped(brief_.subtitle) + "</p>\n";
  }
  out_ += "<p class=\"asof\">Record as of " + escaped(brief_.as_of) + " · <a href=\"#register\">" +
          escaped(brief_.counts) + "</a></p>\n<nav aria-label=\"Contents\"><ul>\n";
  for (const Section& part : brief_.sections) {
    out_ += "<li><a href=\"#" + anchor_id(part.id) + "\">" + escaped(part.heading) + "</a></li>\n";
  }
  out_ +=
      "<li><a href=\"#notes\">Notes</a></li>\n<li><a href=\"#register\">Evidence register</a>"
      "</li>\n</ul></nav>\n</header>\n";
}

std::size_t HtmlWriter::order_of(const std::string& datum) const {
  const auto it = entries_.find(datum);
  return it == entries_.end() ? entries_.size() : it->second.order;
}

void HtmlWriter::reference(const std::vector<std::string>& unordered) {
  if (unordered.empty()) return;
  std::vector<std::string> evidence = unordered;
  std::sort(evidence.begin(), evidence.end(), [this](const auto& a, const auto& b) {
    const std::size_t place_a = order_of(a);
    const std::size_t place_b = order_of(b);
    return place_a != place_b ? place_a < place_b : a < b;
  });
  evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
  const auto [it, added] = note_numbers_.emplace(evidence, notes_.size());
  if (added) notes_.push_back({evidence, 0});
  const std::size_t use = ++notes_[it->second].uses;
  const std::string number = std::to_string(it->second + 1);
  out_ += "<sup><a href=\"#note-" + number + "\" id=\"ref-" + number + "-" + std::to_string(use) +
          "\" data-evidence=\"" + escaped(figure::evidence_value(evidence)) +
          "\" aria-label=\"note " + number + "\">" + number + "</a></sup>";
}

void HtmlWriter::runs(const std::vector<Run>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Run& run = list[i];
    // A stop belongs before the reference: "on record.1", not "on record1."
    const bool stop_next = !run.evidence.empty() && i + 1 < list.size() &&
                           !list[i + 1].text.empty() &&
                           std::string_view(".,;").find(list[i + 1].text[0]) != std::string::npos &&
                           list[i + 1].evidence.empty() && list[i + 1].href.empty();
    const bool stop_taken = i > 0 && !list[i - 1].evidence.empty() && !run.text.empty() &&
                            std::string_view(".,;").find(run.text[0]) != std::string::npos &&
                            run.evidence.empty() && run.href.empty();
    std::string words = escaped(stop_taken ? std::string_view(run.text).substr(1) : run.text);
    if (stop_next) words += list[i + 1].text[0];
    if (!run.href.empty()) {
      const bool outside = run.href[0] != '#';
      std::string link = "<a href=\"" + escaped(run.href) + "\"";
      if (outside) link += " rel=\"noreferrer noopener external\"";
      words = link.append(">").append(words).append("</a>");
    }
    if (run.direct && !run.evidence.empty()) {
      out_ += "<a href=\"#" + anchor_id(run.evidence.front()) + "\" data-evidence=\"" +
              escaped(figure::evidence_value(run.evidence)) + "\">" + words + "</a>";
    } else {
      out_ += words;
      reference(run.evidence);
    }
  }
}

void HtmlWriter::paragraph(const Paragraph& paragraph) {
  if (paragraph.kind == Paragraph::Kind::Lead) {
    out_ += "<p class=\"lead\">";
  } else {
    out_ += paragraph.kind == Paragraph::Kind::Caveat ? "<p class=\"caveat\">" : "<p>";
  }
  runs(paragraph.runs);
  out_ += "</p>\n";
}

void HtmlWriter::figure_block(const FigureBlock& block) {
  const std::string number = std::to_string(block.number);
  out_ += "<figure id=\"figure-" + number + "\">\n<div class=\"canvas\">" + block.figure.svg +
          "</div>\n<figcaption><b>Figure " + number + ".</b> " + escaped(block.caption);
  reference(block.figure.evidence);
  out_ += "</figcaption>\n<details><summary>View as table</summary>\n<div class=\"wide\">" +
          figure::to_html(block.figure.table) + "</div></details>\n</figure>\n";
}

void HtmlWriter::table_block(const TableBlock& block) {
  out_ +=
      "<div class=\"wide\"><table><caption>" + escaped(block.caption) + "</caption>\n<thead><tr>";
  for (const std::string& heading : block.headings) {
    out_ += "<th scope=\"col\">" + escaped(heading) + "</th>";
  }
  out_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : block.rows) {
    out_ += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      out_ += c == 0 ? "<th scope=\"row\">" : "<td>";
      runs(row[c].runs);
      out_ += c == 0 ? "</th>" : "</td>";
    }
    out_ += "</tr>\n";
  }
  out_ += "</tbody></table></div>\n";
}

void HtmlWriter::section(const Section& part) {
  const std::string id = anchor_id(part.id);
  out_ += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" +
          escaped(part.heading) + "</h2>\n";
  for (const Block& block : part.blocks) {
    if (const auto* words = std::get_if<Paragraph>(&block)) paragraph(*words);
    if (const auto* drawn = std::get_if<FigureBlock>(&block)) figure_block(*drawn);
    if (const auto* table = std::get_if<TableBlock>(&block)) table_block(*table);
    if (const auto* list = std::get_if<BulletList>(&block)) {
      out_ += "<ul class=\"points\">\n";
      for (const Paragraph& item : list->items) {
        out_ += "<li>";
        runs(item.runs);
        out_ += "</li>\n";
      }
      out_ += "</ul>\n";
    }
  }
  out_ += "</section>\n";
}

void HtmlWriter::datum_link(const std::string& datum) {
  out_ += "<a href=\"#" + anchor_id(datum) + "\">" + escaped(id_part(datum)) + "</a>";
}

/// Links to entries, table by table: "statements P001, P002; source S1". Four or more that follow
/// one another in the register are written "P001 to P009".
void HtmlWriter::data_links(const std::vector<std::string>& data) {
  constexpr std::size_t shortest_range = 4;
  std::string_view table;
  for (std::size_t i = 0; i < data.size();) {
    std::size_t end = i + 1;
    while (end < data.size() && table_part(data[end]) == table_part(data[i]) &&
           order_of(data[end]) == order_of(data[end - 1]) + 1) {
      ++end;
    }
    const bool new_table = table_part(data[i]) != table;
    if (i > 0) out_ += new_table ? "; " : ", ";
    if (new_table) {
      table = table_part(data[i]);
      const bool several = i + 1 < data.size() && table_part(data[i + 1]) == table;
      out_ += escaped(table_words(table, several)) + " ";
    }
    datum_link(data[i]);
    if (end - i >= shortest_range) {
      out_ += " to ";
      datum_link(data[end - 1]);
      i = end;
    } else {
      ++i;
    }
  }
}

/// The distinct sources at the end of the chains from these data, in register order.
std::vector<const Entry*> HtmlWriter::sources_of(const std::vector<std::string>& evidence) const {
  std::set<std::string_view> seen;
  std::vector<std::string_view> open(evidence.begin(), evidence.end());
  std::set<std::string_view> sources;
  while (!open.empty()) {
    const std::string_view datum = open.back();
    open.pop_back();
    // A claim is what a statement is about; its own sources are not the statement's.
    if (!seen.insert(datum).second || (table_part(datum) == "issue" && evidence.front() != datum)) {
      continue;
    }
    if (table_part(datum) == "source") sources.insert(datum);
    const auto it = entries_.find(datum);
    if (it == entries_.end()) continue;
    open.insert(open.end(), it->second.entry->rests_on.begin(), it->second.entry->rests_on.end());
  }
  std::vector<const Entry*> out;
  for (const EntryGroup& group : brief_.evidence) {
    for (const Entry& candidate : group.entries) {
      if (sources.contains(candidate.datum)) out.push_back(&candidate);
    }
  }
  return out;
}

void HtmlWriter::note_sources(const std::vector<std::string>& evidence) {
  constexpr std::size_t most_titles = 3;
  const auto sources = sources_of(evidence);
  if (sources.empty() || table_part(evidence.front()) == "source") return;
  out_ += " From ";
  for (std::size_t i = 0; i < sources.size() && i < most_titles; ++i) {
    if (i > 0) out_ += "; ";
    out_ += "<a href=\"#" + anchor_id(sources[i]->datum) + "\">" + escaped(sources[i]->heading) +
            "</a>";
  }
  if (sources.size() > most_titles) {
    out_ += "; and " + std::to_string(sources.size() - most_titles) + " more";
  }
  out_ += ".";
}

void HtmlWriter::notes() {
  out_ +=
      "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol class=\"notes\">\n";
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    out_.append("<li id=\"note-").append(number).append("\"><span class=\"n\">");
    out_.append(number).append("</span>");
    data_links(notes_[i].evidence);
    out_ += ".";
    note_sources(notes_[i].evidence);
    for (std::size_t use = 1; use <= notes_[i].uses; ++use) {
      out_ += " <a href=\"#ref-" + number + "-" + std::to_string(use) +
              "\" aria-label=\"back to the text\">↩</a>";
    }
    out_ += "</li>\n";
  }
  out_ += "</ol>\n</section>\n";
}

void HtmlWriter::entry(const Entry& item) {
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

void HtmlWriter::evidence_register() {
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

std::string HtmlWriter::write() {
  head();
  opening();
  out_ += "<main>\n";
  for (const Section& part : brief_.sections) section(part);
  notes();
  evidence_register();
  out_ += "</main>\n<footer><p>" + escaped(brief_.marking) + " · made by " +
          escaped(brief_.engine) + " from the record as of " + escaped(brief_.as_of) +
          ". The same record gives the same bytes.</p></footer>\n</body>\n</html>\n";
  return std::move(out_);
}

}  // namespace

std::string to_html(const Brief& brief) { return HtmlWriter(brief).write(); }

}  // namespace entente::brief

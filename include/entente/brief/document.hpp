// SPDX-License-Identifier: GPL-3.0-or-later
// A brief as a document: what it says and the data behind every word of it, before any file format.
// Values, any thread.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::brief {

/// A piece of a sentence. One with evidence ends in a reference to the note that lists the data.
struct Run {
  std::string text;
  std::vector<std::string> evidence = {};  ///< datum names, "statement/P014"
  bool direct = false;    ///< the words themselves link to the entry of the one datum; no note
  std::string href = {};  ///< anchor inside the brief, "#unknown-NZL", or a safe web address
};

/// How a cell of a table is tinted. Its words say the same: a tint never speaks alone.
enum class Tint {
  None,
  Unknown,
  Opposes,
  LeansAgainst,
  Neutral,
  LeansToSupport,
  Supports,
  Disputed
};

struct Paragraph {
  enum class Kind { Body, Lead, Caveat, Subheading };
  std::vector<Run> runs;
  Kind kind = Kind::Body;
  Tint tint = Tint::None;  ///< only in cells
};

struct BulletList {
  std::vector<Paragraph> items;
};

struct FigureBlock {
  figure::Figure figure;
  int number = 0;  ///< counted through the brief
  std::string caption;
};

/// A table whose cells are small paragraphs; the first column is the row's heading.
struct TableBlock {
  std::string caption;
  std::vector<std::string> headings;
  std::vector<std::vector<Paragraph>> rows;
};

using Block = std::variant<Paragraph, BulletList, FigureBlock, TableBlock>;

/// The page is what a minister reads; the annex is what it rests on.
enum class Part { Page, Annex };

struct Section {
  std::string id;  ///< anchor
  std::string heading;
  std::vector<Block> blocks;
  Part part = Part::Annex;
};

/// How much of a brief there is: each includes the one before.
enum class Extent {
  OnePage,  ///< the page alone
  Annex,    ///< and the analytical sections with their figures
  Full,     ///< and the evidence register
};

/// A fact of a register entry: "hedge" - "appear".
struct Field {
  std::string name;
  std::vector<Run> value;
};

/// A row of the record as the register shows it.
struct Entry {
  std::string datum;    ///< "statement/P014"; its anchor is figure::anchor_id(datum)
  std::string heading;  ///< what it says, in one line
  std::vector<Field> fields;
  std::string locator = {};  ///< of a passage: where in its source, "L34.7"
  std::string quote = {};    ///< the words of the passage, where the document is attached
  std::string quote_language = {};
  bool unverified = false;
  std::vector<std::string> rests_on;  ///< data it leads to: passages, sources, the issue
  std::vector<std::string> used_by;   ///< data that lead to it
};

struct EntryGroup {
  std::string id;
  std::string heading;
  std::vector<Entry> entries;
};

struct Brief {
  std::string title;
  std::string subtitle;  ///< the study's question
  std::string language = "en";
  std::string marking;  ///< union of the labels of all inputs, or "UNMARKED"
  std::string as_of;    ///< in words
  std::string counts;   ///< "190 statements on 43 issues from 216 sources"
  std::vector<Section> sections;
  std::string annex_heading = "Annex";  ///< over the sections that follow the page
  bool compact_annex = false;           ///< on paper as small as the page, for short documents
  std::vector<EntryGroup> evidence;  ///< statements, engagements, ... in the order of the register
  std::string engine;                ///< "Entente 0.1.0"
  std::string coder_agreement;  ///< one sentence: how far coders agree, or that nobody can tell
  Extent extent = Extent::Full;
};

}  // namespace entente::brief

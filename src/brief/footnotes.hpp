// SPDX-License-Identifier: GPL-3.0-or-later
// The words of footnotes: which sources and passages stand behind a claim, in full at a source's
// first mention and short after it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "datum.hpp"
#include "entente/brief/document.hpp"

namespace entente::brief {

/// A piece of a footnote. `href` is a web address, the anchor "#statement-P014" of a register
/// entry, or empty.
struct NotePiece {
  std::string text;
  std::string href = {};
};

/// Writes the notes of one brief in reading order; refers to the brief.
class Footnotes {
 public:
  explicit Footnotes(const Brief& brief) : brief_(brief), index_(brief) {}

  /// The next footnote, numbered from 1 by the order of calls: "TITLE, PUBLISHER, DATE [S1], L34.7
  /// (P001)" at first, "S1, L34.7 (P002)" afterwards. Long lists are cut and say by how much. Only
  /// for data not cited() before. O(data × references).
  std::vector<NotePiece> next(const std::vector<std::string>& evidence);

  /// The number of the note that cites these data already; 0 where none does.
  std::size_t cited(const std::vector<std::string>& evidence) const;

  /// How much a note names before it is cut. The page has little room; the annex has more.
  void set_part(Part part) { part_ = part; }

  /// The sources alone, without the data; nothing where the data rest on none.
  std::vector<NotePiece> sources(const std::vector<std::string>& evidence);

  const RegisterIndex& index() const { return index_; }

 private:
  /// A source and the places in it.
  struct Behind {
    const Entry* source = nullptr;
    std::vector<std::string> locators;
  };

  std::vector<Behind> behind(const std::vector<std::string>& sorted) const;
  /// What a note of so many data names.
  struct Limits {
    std::size_t sources = 3;
    std::size_t locators = 4;
    std::size_t ranges = 5;
  };
  Limits limits(std::size_t data) const;
  void name_source(const Behind& behind, std::size_t most_locators, std::vector<NotePiece>& out);
  void name_data(const std::vector<std::string>& sorted, std::vector<NotePiece>& out) const;

  const Brief& brief_;
  RegisterIndex index_;
  std::set<std::string_view> named_;
  std::map<std::vector<std::string>, std::size_t> numbers_;
  Part part_ = Part::Annex;
};

/// The anchors that links of this brief can reach: sections, register entries where it is shown.
std::set<std::string> anchors_of(const Brief& brief);

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
#include "disputed.hpp"

#include <algorithm>

#include "words.hpp"

namespace entente::brief {
namespace {

/// A run over more rows than this is a count; which of them is disputed stands in the register.
constexpr std::size_t most_rows_marked = 8;

std::string source_of(const Context& context, const std::string& datum) {
  const auto name = record::parse_datum(datum);
  if (!name) return datum;
  const record::Table& table = context.study.table(name->table);
  const auto row = table.find(name->id);
  if (!row || table.schema().name != "source") return std::string(name->id);
  std::string out(table.cell(*row, "publisher"));
  if (out.empty()) out = std::string(name->id);
  const auto date = Date::parse(table.cell(*row, "date"));
  return date ? out + ", " + date->words() : out;
}

class Marker {
 public:
  Marker(const Context& context, bool linked)
      : context_(context), all_(record::disputes(context.study)), linked_(linked) {}

  void mark(Block& block) const {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) mark(*paragraph);
    if (auto* list = std::get_if<BulletList>(&block)) {
      for (Paragraph& item : list->items) mark(item);
    }
    if (auto* table = std::get_if<TableBlock>(&block)) {
      for (auto& row : table->rows) {
        for (Paragraph& cell : row) mark(cell);
      }
    }
    if (auto* drawn = std::get_if<FigureBlock>(&block)) mark(*drawn);
  }

 private:
  void mark(Paragraph& paragraph) const {
    std::vector<Run> runs;
    for (Run& run : paragraph.runs) {
      const auto about = run.evidence.size() > most_rows_marked
                             ? std::vector<std::size_t>()
                             : record::disputes_about(all_, run.evidence);
      runs.push_back(std::move(run));
      for (const std::size_t i : about) {
        runs.push_back({i == about.front() ? " (disputed: " : "; "});
        if (linked_) {
          runs.push_back({all_[i].id, {}, false, "#disputed"});
        } else {
          runs.push_back({dispute_words(context_, all_[i])});
        }
        if (i == about.back()) runs.push_back({")"});
      }
    }
    paragraph.runs = std::move(runs);
  }

  void mark(FigureBlock& drawn) const {
    std::vector<std::string> data = drawn.figure.evidence;
    for (const auto& row : drawn.figure.table.rows) {
      for (const auto& cell : row) {
        data.insert(data.end(), cell.evidence.begin(), cell.evidence.end());
      }
    }
    std::vector<std::string> ids;
    for (const std::size_t i : record::disputes_about(all_, data)) ids.push_back(all_[i].id);
    if (!ids.empty()) drawn.caption += " Disputed facts among them: " + listed(ids) + ".";
  }

  const Context& context_;
  std::vector<record::Dispute> all_;
  bool linked_;
};

}  // namespace

std::string claim_in_words(const Context& context, const record::DisputedClaim& claim) {
  std::string sources;
  for (const std::string& datum : claim.evidence) {
    sources += (sources.empty() ? "" : "; ") + source_of(context, datum);
  }
  return sources.empty() ? claim.words : claim.words + " (" + sources + ")";
}

std::string dispute_words(const Context& context, const record::Dispute& dispute) {
  std::string out =
      claim_in_words(context, dispute.one) + ", or " + claim_in_words(context, dispute.other);
  if (!dispute.handling.empty()) out += "; handling: " + dispute.handling;
  return out;
}

void mark_disputed(const Context& context, Brief& brief) {
  if (context.study.table("dispute").rows() == 0) return;
  const bool linked = std::any_of(brief.sections.begin(), brief.sections.end(),
                                  [](const Section& section) { return section.id == "disputed"; });
  const Marker marker(context, linked);
  for (Section& section : brief.sections) {
    if (section.id == "disputed") continue;
    for (Block& block : section.blocks) marker.mark(block);
  }
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// Talking points: what all can say, what they could take up, and what to be ready for.
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "disputed.hpp"
#include "entente/advise/agenda.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "meeting_pack.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_must = 6;
constexpr std::size_t most_should = 6;
constexpr std::size_t most_could = 4;
constexpr std::size_t most_raised = 5;

int kind_rank(const Context& context, std::size_t row) {
  static constexpr std::array<std::string_view, 4> order = {"goal", "posture", "format",
                                                            "perception"};
  const std::string& kind = context.snapshot.issues.kind[context.positions.issues[row].value()];
  const auto it = std::find(order.begin(), order.end(), kind);
  return static_cast<int>(it - order.begin());
}

bool pending(const Context& context, const IssueFinding& finding) {
  return context.snapshot.issues.decision_pending[context.positions.issues[finding.row].value()];
}

/// Rows of the agenda in its order; for one actor alone its own goals that it supports.
std::vector<std::size_t> agenda_rows(const Context& context, const std::vector<IssueFinding>& all) {
  std::vector<std::size_t> out;
  if (context.focus.size() > 1) {
    const auto entries = advise::common_agenda(context.snapshot, context.positions);
    if (!entries) return out;
    for (const advise::AgendaEntry& entry : *entries) out.push_back(entry.issue_row);
    return out;
  }
  for (const IssueFinding& finding : all) {
    if (kind_rank(context, finding.row) == 0 && finding.low >= 1) out.push_back(finding.row);
  }
  return out;
}

bool must_be_shown(const Context& context, const IssueFinding& finding) {
  return context.snapshot.issues.signalling[context.positions.issues[finding.row].value()] &&
         finding.known == context.focus.size() && !finding.contested &&
         (finding.low >= 1 || finding.high <= -1);
}

const advise::FormatAdvice* advice_on(const Pack& pack, std::size_t row) {
  for (const advise::FormatAdvice& advice : pack.advice) {
    if (advice.issue_row == row) return &advice;
  }
  return nullptr;
}

/// "by the study's rules as a group (G1, G2)"; "" where they say nothing.
std::string format_of_point(const Pack& pack, std::size_t row) {
  const advise::FormatAdvice* advice = advice_on(pack, row);
  if (advice == nullptr) return "";
  switch (advice->advice) {
    case advise::Advice::Group:
      return "; as a group, by rule" + std::string(advice->rules_met.size() > 1 ? "s " : " ") +
             listed(advice->rules_met);
    case advise::Advice::TrackOneFiveOrBilateral:
      return "; stances of opposite signs: by the rules Track 1.5 first, or bilaterally";
    case advise::Advice::Bilateral:
      return "; by rule B1 bilaterally";
    case advise::Advice::NoCase:
    case advise::Advice::CannotTell:
      break;
  }
  return "";
}

Paragraph point(const Pack& pack, const IssueFinding& finding, bool with_hedge, bool with_format) {
  const Context& context = pack.context;
  const auto evidence = row_evidence(context, context.positions, finding.row);
  std::vector<StatementCode> statements;
  for (std::size_t a = 0; a < context.focus.size(); ++a) {
    const auto& cell = context.positions.cell(finding.row, a);
    statements.insert(statements.end(), cell.statements.begin(), cell.statements.end());
  }
  std::string words = claim_of(pack, finding.row) + ": " + standing(pack, finding.row);
  const std::string hedge = with_hedge ? hedge_words(pack, statements) : "";
  if (!hedge.empty()) words += "; " + hedge;
  // That all lean against a claim alike is no case for taking it up together.
  if (with_format && finding.high > 0) words += format_of_point(pack, finding.row);
  Paragraph out = pack_text(std::move(words), evidence);
  out.runs.push_back({"."});
  return out;
}

struct PointList {
  const char* heading;
  const char* none;
  const std::vector<IssueFinding>* findings;
  std::size_t most;
  bool with_hedge;
  bool with_format;
};

void add_points(const Pack& pack, const PointList& list, Section& out) {
  const std::size_t all = list.findings->size();
  const std::size_t shown = std::min(all, list.most);
  std::string heading = list.heading;
  if (shown < all) heading += " (" + std::to_string(shown) + " of " + std::to_string(all) + ")";
  out.blocks.emplace_back(pack_heading(std::move(heading)));
  if (all == 0) {
    out.blocks.emplace_back(pack_text(list.none));
    return;
  }
  BulletList items;
  for (std::size_t i = 0; i < shown; ++i) {
    items.items.push_back(point(pack, (*list.findings)[i], list.with_hedge, list.with_format));
  }
  out.blocks.emplace_back(std::move(items));
}

/// What "*" and "†" mean, and how many carry them.
Paragraph marks_caveat(const Pack& pack) {
  const positions::PositionMatrix& matrix = pack.context.positions;
  std::size_t known = 0;
  std::size_t stale = 0;
  std::size_t unverified = 0;
  for (const positions::Cell& cell : matrix.cells) {
    known += cell.known() ? 1 : 0;
    stale += cell.stale ? 1 : 0;
    unverified += cell.known() && cell.unverified ? 1 : 0;
  }
  std::vector<std::string> parts;
  const std::string age = "over " + std::to_string(matrix.stale_after_months) +
                          " months old, or whoever spoke has left";
  if (pack.all_old) {
    parts.push_back("Every position on record is " + age + ": ask before it is said");
  } else if (stale > 0) {
    parts.push_back("* " + age + " (" + std::to_string(stale) + " of " + std::to_string(known) +
                    " positions on record)");
  }
  if (unverified > 0) parts.push_back("† unverified (" + std::to_string(unverified) + ")");
  if (parts.empty()) return {};
  Paragraph out = pack_text(joined(parts, "; ") + ".");
  out.kind = Paragraph::Kind::Caveat;
  return out;
}

/// Data of the rows that name a focus actor in any column, or that rest on `used`.
std::vector<record::Dispute> disputes_of_pack(const Pack& pack,
                                              const std::vector<std::string>& used) {
  const Context& context = pack.context;
  std::set<std::string_view> ids;
  for (const ActorCode actor : context.focus) {
    ids.insert(context.snapshot.actors.id[actor.value()]);
  }
  const auto names_focus = [&](const std::string& datum) {
    const auto name = record::parse_datum(datum);
    if (!name) return false;
    const record::Table& table = context.study.table(name->table);
    const auto row = table.find(name->id);
    if (!row) return false;
    const auto& columns = table.schema().columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].target != "actor") continue;
      for (const std::string_view id : list_items(table.cell(*row, c))) {
        if (ids.contains(id)) return true;
      }
    }
    return false;
  };
  const auto all = record::disputes(context.study);
  const auto touched = record::disputes_about(all, used);
  std::vector<record::Dispute> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::find(touched.begin(), touched.end(), i) != touched.end() ||
        std::any_of(all[i].concerns.begin(), all[i].concerns.end(), names_focus)) {
      out.push_back(all[i]);
    }
  }
  return out;
}

Paragraph disputes_item(const Pack& pack) {
  const auto disputes = disputes_of_pack(pack, {});
  if (disputes.empty()) return {};
  std::vector<std::string> data;
  std::vector<std::string> topics;
  for (const record::Dispute& dispute : disputes) {
    data.push_back("dispute/" + dispute.id);
    if (topics.size() < 3) topics.push_back(dispute.topic);
  }
  std::string words = "Facts on which sources contradict one another, " +
                      std::to_string(disputes.size()) + " that touch " + pack.context.group + ": " +
                      joined(topics, "; ");
  if (disputes.size() > topics.size()) {
    words += "; and " + std::to_string(disputes.size() - topics.size()) + " more";
  }
  Paragraph out = pack_text(std::move(words), std::move(data));
  out.runs.push_back({". Both claims and their handling: "});
  out.runs.push_back({"Disputed facts", {}, false, "#disputed"});
  out.runs.push_back({"."});
  return out;
}

/// "++ + ? 0": the focus in its order.
std::string signs_of(const Pack& pack, std::size_t row) {
  std::vector<std::string> out;
  for (std::size_t a = 0; a < pack.context.focus.size(); ++a) {
    const positions::Cell& cell = pack.context.positions.cell(row, a);
    out.push_back(cell.known() ? cell_sign(cell) : "?");
  }
  return joined(out, ", ");
}

Paragraph names_item(const Pack& pack, const char* lead, const std::vector<IssueFinding>& list,
                     std::size_t from) {
  const Context& context = pack.context;
  if (list.size() <= from) return {};
  std::vector<std::string> names;
  std::vector<IssueFinding> rest(list.begin() + static_cast<std::ptrdiff_t>(from), list.end());
  names.reserve(rest.size());
  for (const IssueFinding& finding : rest) {
    names.push_back(claim_of(pack, finding.row) + " (" + signs_of(pack, finding.row) + ")");
  }
  Paragraph out =
      pack_text(lead + (", " + std::to_string(rest.size()) + " more: ") + joined(names, "; "),
                evidence_of_findings(context, rest));
  out.runs.push_back({"."});
  return out;
}

}  // namespace

TalkingPoints talking_points(const Context& context) {
  TalkingPoints out;
  const auto all = findings(context.positions);
  const std::size_t n = context.focus.size();
  const auto agenda = agenda_rows(context, all);
  for (const IssueFinding& finding : all) {
    if (must_be_shown(context, finding)) {
      out.must.push_back(finding);
    } else if (std::find(agenda.begin(), agenda.end(), finding.row) != agenda.end()) {
      out.should.push_back(finding);
    } else if (finding.high - finding.low >= 2 || finding.contested ||
               (finding.high <= 0 && finding.low < 0)) {
      out.raised.push_back(finding);
    } else if (finding.low >= 0 && finding.high >= 1 &&
               finding.known >= std::min(n, std::size_t{2})) {
      out.could.push_back(finding);
    } else {
      out.none.push_back(finding);
    }
  }
  const auto place = [&agenda](const IssueFinding& finding) {
    return std::find(agenda.begin(), agenda.end(), finding.row) - agenda.begin();
  };
  std::stable_sort(out.should.begin(), out.should.end(),
                   [&place](const auto& a, const auto& b) { return place(a) < place(b); });
  std::stable_sort(out.could.begin(), out.could.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const IssueFinding& f) {
      return std::tuple(pending(context, f) ? 0 : 1, kind_rank(context, f.row), n - f.known,
                        -(f.low + f.high));
    };
    return key(a) < key(b);
  });
  std::stable_sort(out.raised.begin(), out.raised.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const IssueFinding& f) {
      return std::tuple(-(f.high - f.low), pending(context, f) ? 0 : 1, kind_rank(context, f.row));
    };
    return key(a) < key(b);
  });
  return out;
}

Section points_section(const Pack& pack) {
  Section out{"talking-points", "Talking points", {}, Part::Page};
  const Context& context = pack.context;
  Paragraph marks = marks_caveat(pack);
  if (!marks.runs.empty()) out.blocks.emplace_back(std::move(marks));
  const TalkingPoints& points = pack.points;
  const std::string all = context.all_group;
  const bool alone = context.focus.size() == 1;
  const std::string must = "Must: unity is to be shown, and " + all + (alone ? " is" : " are") +
                           " on record on one side";
  const std::string should =
      alone ? "Should: goals that " + all + " supports"
            : "Should: a common agenda, goals that " + all + " are known to share";
  for (const PointList& list :
       {PointList{
            must.c_str(),
            "None: on no claim on which unity must be shown is everybody on record on one side.",
            &points.must, most_must, true, false},
        PointList{should.c_str(), "None: no goal is known to be shared by all.", &points.should,
                  most_should, true, true},
        PointList{"Could: one step apart or incomplete, and nobody on record against", "None.",
                  &points.could, most_could, false, false},
        PointList{"If raised: where they part, disagree with themselves, or only lean against",
                  "None.", &points.raised, most_raised, false, true}}) {
    add_points(pack, list, out);
  }
  Paragraph disputed = disputes_item(pack);
  if (!disputed.runs.empty()) {
    if (auto* list = std::get_if<BulletList>(&out.blocks.back())) {
      list->items.push_back(std::move(disputed));
    } else {
      out.blocks.emplace_back(std::move(disputed));
    }
  }
  return out;
}

Section other_points_section(const Pack& pack) {
  Section out{"other-claims", "Claims that the first page has no room for", {}};
  const TalkingPoints& points = pack.points;
  BulletList items;
  for (const auto& [lead, list, from] :
       {std::tuple("Must", &points.must, most_must),
        std::tuple("Should", &points.should, most_should),
        std::tuple("Could", &points.could, most_could),
        std::tuple("If raised", &points.raised, most_raised),
        std::tuple("Of no use here, with one alone on record or all neutral", &points.none,
                   std::size_t{0})}) {
    Paragraph item = names_item(pack, lead, *list, from);
    if (!item.runs.empty()) items.items.push_back(std::move(item));
  }
  if (items.items.empty()) return out;
  std::vector<std::string> order;
  order.reserve(pack.context.focus.size());
  for (const ActorCode actor : pack.context.focus) order.push_back(actor_name(pack.context, actor));
  out.blocks.emplace_back(
      pack_text("Signs in the order " + listed(order) + "; ? is not known, and not neutral."));
  out.blocks.emplace_back(std::move(items));
  return out;
}

Section pack_disputes_section(const Pack& pack, const std::vector<Section>& so_far) {
  Section out{"disputed", "Disputed facts", {}};
  Brief so_far_only;
  so_far_only.sections = so_far;
  const auto disputes = disputes_of_pack(pack, cited_data(so_far_only));
  if (disputes.empty()) return out;
  TableBlock table{"What the sources contradict one another on; both claims are kept",
                   {"Point", "One claim", "Other claim", "Handling"},
                   {}};
  for (const record::Dispute& dispute : disputes) {
    const auto claim = [&pack](const record::DisputedClaim& one) {
      return pack_text(claim_in_words(pack.context, one), one.evidence);
    };
    table.rows.push_back(
        {Paragraph{{{dispute.id + ": " + dispute.topic, {"dispute/" + dispute.id}, true}}},
         claim(dispute.one), claim(dispute.other), pack_text(dispute.handling)});
  }
  out.blocks.emplace_back(std::move(table));
  return out;
}

}  // namespace entente::brief

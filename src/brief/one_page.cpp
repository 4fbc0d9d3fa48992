// SPDX-License-Identifier: GPL-3.0-or-later
// The page that is read alone: bottom line, why now, who stands where, agreements and
// disagreements, format advice, what could be agreed, options, what could be wrong. Every list is
// cut to what one sheet of A4 holds and says by how much; the annex has the whole.
#include <algorithm>
#include <array>
#include <iterator>

#include "context.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/alignment/overlap.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t page_rows = 6;      ///< claims in the table of positions
constexpr std::size_t page_apart = 3;     ///< of them with the widest differences
constexpr std::size_t page_near = 2;      ///< and one step apart
constexpr std::size_t page_columns = 8;   ///< actors that fit side by side
constexpr std::size_t page_names = 100;   ///< characters of claims named in one item, about
constexpr std::size_t page_advices = 90;  ///< and for one format
constexpr std::size_t page_options = 8;   ///< options of the study
constexpr std::size_t page_doubts = 3;    ///< of what could be wrong
constexpr std::size_t most_paired = 8;    ///< actors whose pairs are compared

Paragraph one_run(std::string text, std::vector<std::string> evidence = {}) {
  Paragraph out;
  out.runs.push_back({std::move(text), std::move(evidence)});
  return out;
}

Section page_section(const char* id, std::string heading) {
  return {id, std::move(heading), {}, Part::Page};
}

/// "A; B; and 3 more": the first, and as many more as keep it to a line.
std::string names_cut(const std::vector<std::string>& names, std::size_t most) {
  std::string out;
  std::size_t shown = 0;
  std::size_t length = 0;
  for (const std::string& name : names) {
    length += code_points(name) + 2;
    if (shown > 0 && length > most) break;
    out += (shown > 0 ? "; " : "") + name;
    ++shown;
  }
  if (names.size() > shown) out += "; and " + std::to_string(names.size() - shown) + " more";
  return out;
}

std::vector<std::string> claims_of(const Context& context, const std::vector<IssueFinding>& list) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const IssueFinding& finding : list) {
    out.push_back(context.snapshot.issues.claim[context.positions.issues[finding.row].value()]);
  }
  return out;
}

// Why now -----------------------------------------------------------------------------------------

/// A year before, or the last day of February where there is no such day.
std::chrono::sys_days year_before(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  const auto earlier = (date.year() - std::chrono::years{1}) / date.month();
  const auto same = earlier / date.day();
  return same.ok() ? std::chrono::sys_days(same)
                   : std::chrono::sys_days(earlier / std::chrono::last);
}

/// "Since 31 December 2024 3 positions are new, 1 has moved, ..."
Paragraph moved_sentence(const Context& context) {
  using positions::MoveKind;
  std::optional<positions::PositionMatrix> earlier = context.then;
  if (!earlier) {
    auto computed = positions::latest_positions(
        context.snapshot, {year_before(context.at), context.focus, {}, std::nullopt});
    if (!computed) return {};
    earlier = std::move(*computed);
  }
  const auto moves = positions::moves(*earlier, context.positions);
  if (!moves) return {};
  Paragraph out;
  const auto add = [&](MoveKind kind, const char* one, const char* more) {
    std::vector<std::string> evidence;
    std::size_t n = 0;
    for (const positions::Move& move : *moves) {
      if (move.kind != kind) continue;
      ++n;
      const auto part =
          cell_evidence(context, context.positions.cell(move.issue_row, move.actor_column));
      evidence.insert(evidence.end(), part.begin(), part.end());
    }
    if (n == 0) return;
    const std::string lead = out.runs.empty() ? "Since " + day_words(earlier->at) + " " +
                                                    counted(n, "position", "positions")
                                              : ", " + std::to_string(n);
    out.runs.push_back({lead + " " + (n == 1 ? one : more), std::move(evidence)});
  };
  add(MoveKind::New, "is new", "are new");
  add(MoveKind::Moved, "has moved", "have moved");
  add(MoveKind::SpeakerLeft, "has lost who spoke for it", "have lost who spoke for them");
  add(MoveKind::GoneStale, "has gone stale", "have gone stale");
  if (out.runs.empty()) {
    return one_run("No position of " + context.group + " is new or has moved since " +
                   day_words(earlier->at) + ".");
  }
  out.runs.push_back({"."});
  return out;
}

bool takes_part(const Context& context, EngagementCode engagement) {
  const auto who = context.snapshot.engagements.participants[engagement.value()];
  return std::any_of(who.begin(), who.end(), [&context](ActorCode actor) {
    return std::find(context.focus.begin(), context.focus.end(), actor) != context.focus.end();
  });
}

/// The last engagement before the day and the first after it, those of leaders and ministers before
/// others of the same day. Dates that are only roughly known are passed over.
std::pair<std::optional<EngagementCode>, std::optional<EngagementCode>> around(
    const Context& context) {
  const record::EngagementColumns& columns = context.snapshot.engagements;
  std::optional<EngagementCode> last;
  std::optional<EngagementCode> next;
  const auto high = [&columns](EngagementCode e) {
    const std::string& level = columns.level[e.value()];
    return level == "leader" || level == "mfa" || level == "mod";
  };
  const auto day = [&columns](EngagementCode e) { return columns.date[e.value()].first_day(); };
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const EngagementCode e(row);
    if (columns.date[row].approximate() || !takes_part(context, e)) continue;
    if (day(e) > context.at) {
      if (!next || day(e) < day(*next)) next = e;
    } else if (high(e) && (!last || day(e) > day(*last))) {
      last = e;
    }
  }
  return {last, next};
}

Paragraph engagement_sentence(const Context& context) {
  const auto [last, next] = around(context);
  Paragraph out;
  const record::Table& table = context.study.table("engagement");
  const auto add = [&](const char* lead, EngagementCode e) {
    const record::EngagementColumns& columns = context.snapshot.engagements;
    std::string summary(table.cell(e.value(), "summary"));
    while (summary.ends_with('.')) summary.pop_back();
    out.runs.push_back(
        {lead + period_words(columns.date[e.value()], columns.until[e.value()]) + ": " + summary,
         engagement_evidence(context, std::array{e})});
    out.runs.push_back({". "});
  };
  if (last) add("Last at the level of leaders or ministers, ", *last);
  if (next) add("Next, ", *next);
  return out;
}

Section why_now(const Context& context) {
  Section out = page_section("why-now", "Why now");
  if (context.focus.empty()) return out;
  Paragraph words = moved_sentence(context);
  Paragraph met = engagement_sentence(context);
  if (!met.runs.empty() && !words.runs.empty()) words.runs.push_back({" "});
  words.runs.insert(words.runs.end(), met.runs.begin(), met.runs.end());
  if (!words.runs.empty()) out.blocks.emplace_back(std::move(words));
  return out;
}

// Who stands where --------------------------------------------------------------------------------

/// The claims of the table: the widest differences, some one step apart, then what all share.
std::vector<IssueFinding> page_claims(const Agreement& agreement, const Context& context) {
  std::vector<IssueFinding> out;
  const auto take = [&out](const std::vector<IssueFinding>& list, std::size_t most) {
    for (std::size_t i = 0; i < list.size() && i < most && out.size() < page_rows; ++i) {
      out.push_back(list[i]);
    }
  };
  take(agreement.apart, page_apart);
  take(agreement.near, page_near);
  take(agreement.firm, page_rows);
  take(agreement.equal, page_rows);
  if (!out.empty()) return out;
  take(findings(context.positions), page_rows);
  return out;
}

/// -2 to 2 as 0 to 4.
std::size_t stance_place(int stance) {
  return static_cast<std::size_t>(std::ptrdiff_t{2} + stance);
}

Paragraph stance_cell(const positions::Cell& cell) {
  static constexpr std::array tints = {Tint::Opposes, Tint::LeansAgainst, Tint::Neutral,
                                       Tint::LeansToSupport, Tint::Supports};
  if (!cell.known()) {
    Paragraph out = one_run("?");
    out.tint = Tint::Unknown;
    return out;
  }
  std::string words(figure::stance_sign(cell.low));
  if (cell.low != cell.high) words += " to " + std::string(figure::stance_sign(cell.high));
  if (cell.stale) words += " *";
  if (cell.unverified) words += " †";
  Paragraph out = one_run(std::move(words));
  out.tint = cell.low == cell.high ? tints[stance_place(cell.low)] : Tint::Disputed;
  return out;
}

/// Cells of a claim for more actors than fit: how many stand at each stance.
void add_counts(const Context& context, std::size_t row, std::vector<Paragraph>& cells) {
  std::array<std::size_t, 5> at{};
  std::size_t disputed = 0;
  std::size_t unknown = 0;
  for (std::size_t a = 0; a < context.positions.actors.size(); ++a) {
    const positions::Cell& cell = context.positions.cell(row, a);
    if (!cell.known()) {
      ++unknown;
    } else if (cell.low != cell.high) {
      ++disputed;
    } else {
      ++at[stance_place(cell.low)];
    }
  }
  for (std::size_t i = at.size(); i-- > 0;) cells.push_back(one_run(std::to_string(at[i])));
  cells.push_back(one_run(std::to_string(disputed)));
  cells.push_back(one_run(std::to_string(unknown)));
}

std::string table_caption(const Context& context, std::size_t shown, bool counts) {
  std::string out = std::to_string(shown) + " of " +
                    counted(context.positions.issues.size(), "claim", "claims") + ". ";
  if (counts) return out + "Cells count actors; unknown is not neutral.";
  out +=
      "++ supports, + leans to support, 0 neutral, − leans against, −− opposes, ? nothing found "
      "(not neutral), * over " +
      std::to_string(context.positions.stale_after_months) + " months old, or the speaker left";
  const auto& cells = context.positions.cells;
  const bool unverified = std::any_of(cells.begin(), cells.end(),
                                      [](const positions::Cell& c) { return c.unverified; });
  return out + (unverified ? ", † unverified." : ".");
}

Section positions_on_page(const Context& context) {
  Section out = page_section("positions", "Who stands where");
  const auto claims = page_claims(agreement_of(context), context);
  if (claims.empty()) return out;
  const bool counts = context.focus.size() > page_columns;
  TableBlock table{table_caption(context, claims.size(), counts), {"Claim"}, {}};
  if (counts) {
    for (int stance = 2; stance >= -2; --stance) {
      table.headings.emplace_back(figure::stance_sign(stance));
    }
    table.headings.insert(table.headings.end(), {"disputed", "not known"});
  } else {
    for (const ActorCode actor : context.focus) {
      table.headings.push_back(short_actor_name(context, actor));
    }
  }
  for (const IssueFinding& finding : claims) {
    const IssueCode issue = context.positions.issues[finding.row];
    std::vector<Paragraph> cells = {one_run(context.snapshot.issues.claim[issue.value()],
                                            row_evidence(context, context.positions, finding.row))};
    if (counts) {
      add_counts(context, finding.row, cells);
    } else {
      for (std::size_t a = 0; a < context.focus.size(); ++a) {
        cells.push_back(stance_cell(context.positions.cell(finding.row, a)));
      }
    }
    table.rows.push_back(std::move(cells));
  }
  out.blocks.emplace_back(std::move(table));
  return out;
}

// Agreements and disagreements --------------------------------------------------------------------

void add_finding_run(const Context& context, const std::vector<IssueFinding>& list,
                     const std::string& words, std::size_t most_named, Paragraph& out) {
  if (list.empty()) return;
  std::string text =
      (out.runs.empty() ? "" : "; ") + words + " on " + counted(list.size(), "claim", "claims");
  if (most_named > 0) text += " (" + names_cut(claims_of(context, list), most_named) + ")";
  if (out.runs.empty()) text = sentence_case(text);
  out.runs.push_back({std::move(text), evidence_of_findings(context, list)});
}

/// The bottom line and the table name what is fully shared and what differs; here the rest is.
Paragraph finding_item(const Context& context, const Agreement& agreement) {
  Paragraph out;
  add_finding_run(context, agreement.firm, "full support of " + context.all_group, 0, out);
  add_finding_run(context, agreement.equal, "the same weaker stance", page_names, out);
  add_finding_run(context, agreement.near, "one step apart", 0, out);
  add_finding_run(context, agreement.apart, "two steps or more apart", 0, out);
  if (!out.runs.empty()) out.runs.push_back({"."});
  return out;
}

/// "Australia and Japan (0.94 [0.86, 0.98], n 31)".
std::string agreement_words(const Context& context, const alignment::Agreement& pair) {
  const stats::Estimate& value = *pair.value;
  std::string out = actor_name(context, context.focus[pair.first]) + " and " +
                    actor_name(context, context.focus[pair.second]) + " (" +
                    fixed_text(value.value, 2);
  out += value.interval ? " [" + fixed_text(value.interval->low, 2) + ", " +
                              fixed_text(value.interval->high, 2) + "]"
                        : std::string(", no interval");
  return out + ", n " + std::to_string(pair.n()) + ")";
}

/// The closest and the furthest pair.
Paragraph pair_item(const Context& context) {
  if (context.focus.size() < 3 || context.focus.size() > most_paired) return {};
  const auto pairs = alignment::agreements(context.snapshot, context.positions, {});
  if (!pairs) return {};
  const alignment::Agreement* closest = nullptr;
  const alignment::Agreement* furthest = nullptr;
  for (const alignment::Agreement& pair : *pairs) {
    if (!pair.value) continue;
    if (closest == nullptr || pair.value->value > closest->value->value) closest = &pair;
    if (furthest == nullptr || pair.value->value < furthest->value->value) furthest = &pair;
  }
  if (closest == furthest) return {};
  Paragraph out = one_run("Closest pair: " + agreement_words(context, *closest),
                          statement_evidence(context, closest->statements));
  out.runs.push_back({"; furthest: " + agreement_words(context, *furthest),
                      statement_evidence(context, furthest->statements)});
  out.runs.push_back({"; 1 is the same stance everywhere, intervals at 95 %."});
  return out;
}

Section agreements_on_page(const Context& context) {
  Section out = page_section("agreements", "Where they agree and where they part");
  if (context.focus.size() < 2) return out;
  const Agreement agreement = agreement_of(context);
  BulletList items;
  Paragraph found = finding_item(context, agreement);
  if (!found.runs.empty()) items.items.push_back(std::move(found));
  Paragraph pairs = pair_item(context);
  if (!pairs.runs.empty()) items.items.push_back(std::move(pairs));
  if (!items.items.empty()) out.blocks.emplace_back(std::move(items));
  return out;
}

// In which format ---------------------------------------------------------------------------------

std::string format_words(const Context& context, advise::Advice advice) {
  const std::string words(advice_words(advice));
  return sentence_case(advice == advise::Advice::Group ? context.group + " " + words : words);
}

Section formats_on_page(const Context& context) {
  Section out = page_section("formats", "In which format, by the rules of the study");
  if (context.focus.size() < 2) return out;
  const auto options = advise::study_options(context.study, context.snapshot);
  if (!options || options->rules.empty()) return out;
  const auto rules = advise::format_rules(context.snapshot, context.positions, *options);
  if (!rules) return out;
  const auto list = advise::formats_advice(context.snapshot, context.positions, *rules);
  if (!list) return out;
  using advise::Advice;
  BulletList items;
  const auto claims = [&](Advice advice, std::vector<StatementCode>& statements) {
    std::vector<std::string> names;
    for (const advise::FormatAdvice& one : *list) {
      if (one.advice != advice) continue;
      names.push_back(context.snapshot.issues.claim[one.issue.value()]);
      statements.insert(statements.end(), one.statements.begin(), one.statements.end());
    }
    return names;
  };
  for (const Advice advice : {Advice::Group, Advice::TrackOneFiveOrBilateral, Advice::Bilateral}) {
    std::vector<StatementCode> statements;
    const auto names = claims(advice, statements);
    if (names.empty()) continue;
    Paragraph item =
        one_run(format_words(context, advice) + ", " + counted(names.size(), "claim", "claims") +
                    ": " + names_cut(names, page_advices),
                statement_evidence(context, statements));
    item.runs.push_back({"."});
    items.items.push_back(std::move(item));
  }
  std::size_t none = 0;
  std::size_t open = 0;
  std::vector<std::string> rest;
  for (const advise::FormatAdvice& one : *list) {
    if (one.advice != Advice::NoCase && one.advice != Advice::CannotTell) continue;
    (one.advice == Advice::NoCase ? none : open) += 1;
    rest.push_back("issue/" + context.snapshot.issues.id[one.issue.value()]);
  }
  items.items.push_back(one_run("Of the other claims " + std::to_string(none) +
                                    " make no case for a format of their own; for " +
                                    std::to_string(open) + " it cannot be told from what is known",
                                std::move(rest)));
  items.items.back().runs.push_back({"."});
  out.blocks.emplace_back(std::move(items));
  return out;
}

// Options -----------------------------------------------------------------------------------------

/// "O1, IP4 governments: find out which aims they share (ways: Track 1.5 dialogues)."
Paragraph option_item(const Context& context, std::size_t row) {
  const record::Table& options = context.study.table("option");
  const auto cell = [&](std::string_view column) { return std::string(options.cell(row, column)); };
  std::string words = cell("id");
  if (!cell("who").empty()) words += ", " + cell("who");
  Paragraph out = one_run(words + ": " + cell("what"), {datum_name(options, row)});
  std::vector<std::string> ways;
  std::vector<std::string> evidence;
  for (std::size_t r = 0; r < options.rows(); ++r) {
    if (options.cell(r, "parent") != cell("id") || cell("id").empty()) continue;
    ways.emplace_back(options.cell(r, "what"));
    evidence.push_back(datum_name(options, r));
  }
  if (!ways.empty()) {
    const std::string all = joined(ways, "; ");
    const bool named = code_points(all) <= page_names;
    out.runs.push_back({named ? " (ways: " + all + ")"
                              : " (" + counted(ways.size(), "way", "ways") + " in the annex)",
                        std::move(evidence)});
  }
  out.runs.push_back({"."});
  return out;
}

Section options_on_page(const Context& context) {
  Section out = page_section("options", "Options, as the study lists them");
  const record::Table& options = context.study.table("option");
  BulletList items;
  std::size_t left = 0;
  for (std::size_t r = 0; r < options.rows(); ++r) {
    if (!options.cell(r, "parent").empty()) continue;
    if (items.items.size() < page_options) {
      items.items.push_back(option_item(context, r));
    } else {
      ++left;
    }
  }
  if (items.items.empty()) return out;
  if (left > 0) {
    items.items.push_back(
        one_run("And " + std::to_string(left) + " more in the table of options."));
  }
  out.blocks.emplace_back(std::move(items));
  return out;
}

// What could be wrong -----------------------------------------------------------------------------

Section doubts_on_page(const Context& context) {
  Section out = page_section("doubts", "What could be wrong");
  Section whole = doubt_section(context);
  for (Block& block : whole.blocks) {
    auto* list = std::get_if<BulletList>(&block);
    if (list == nullptr) continue;
    const std::size_t all = list->items.size();
    if (all > page_doubts) {
      list->items.resize(page_doubts);
      out.heading += ": " + std::to_string(page_doubts) + " of " + std::to_string(all) + " doubts";
    }
    Paragraph run_in;
    for (Paragraph& item : list->items) {
      if (!run_in.runs.empty()) run_in.runs.push_back({" "});
      std::move(item.runs.begin(), item.runs.end(), std::back_inserter(run_in.runs));
    }
    out.blocks.emplace_back(std::move(run_in));
    break;
  }
  return out;
}

}  // namespace

std::vector<Section> page_sections(const Context& context) {
  std::vector<Section> out;
  for (const auto& make : {bottom_line, why_now, positions_on_page, agreements_on_page,
                           formats_on_page, forecast_on_page, options_on_page, doubts_on_page}) {
    out.push_back(make(context));
    out.back().part = Part::Page;
  }
  return out;
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// The ledgers of the study: interests, frames, options, contributions, votes, programmes, channels.
#include <algorithm>
#include <map>
#include <optional>

#include "context.hpp"
#include "entente/alignment/instruments.hpp"
#include "entente/base/text.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

/// "women-peace-security" as a reader sees it.
std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '-', ' ');
  return sentence_case(text);
}

Paragraph words(std::string text) { return Paragraph{{{std::move(text)}}}; }

/// A cell that leads to its row in the register.
Paragraph leading(const record::Table& table, std::size_t row, std::string text) {
  if (text.empty()) text = std::string(table.id(row));
  return Paragraph{{{std::move(text), {datum_name(table, row)}, true}}};
}

std::string named(const Context& context, std::string_view actor) {
  const ActorCode code = context.snapshot.actor(actor);
  return code ? actor_name(context, code) : std::string(actor);
}

std::string date_words(const record::Table& table, std::size_t row) {
  const auto date = Date::parse(table.cell(row, "date"));
  return date ? date->words() : std::string();
}

/// Whether the row is dated after the day of the brief: it does not count yet.
bool later(const Context& context, const record::Table& table, std::size_t row) {
  const auto date = Date::parse(table.cell(row, "date"));
  return date && date->first_day() > context.at;
}

/// Rows of the focus actors first, in their order, then the others in the study's.
std::vector<std::size_t> by_focus(const Context& context, const record::Table& table) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!later(context, table, row)) out.push_back(row);
  }
  const auto rank = [&](std::size_t row) {
    const ActorCode actor = context.snapshot.actor(table.cell(row, "actor"));
    return std::find(context.focus.begin(), context.focus.end(), actor) - context.focus.begin();
  };
  std::stable_sort(out.begin(), out.end(),
                   [&rank](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return out;
}

/// "A$95 million" without guessing at symbols: "95 million AUD".
std::string amount_words(const record::Table& table, std::size_t row) {
  std::string out(table.cell(row, "amount"));
  for (const std::string_view column : {"unit", "currency"}) {
    const std::string_view cell = table.cell(row, column);
    if (!cell.empty()) out += (out.empty() ? "" : " ") + std::string(cell);
  }
  const std::string_view personnel = table.cell(row, "personnel");
  if (!personnel.empty()) out += (out.empty() ? "" : "; ") + std::string(personnel) + " people";
  return out;
}

TableBlock contribution_table(const Context& context, std::string_view kind,
                              std::string_view caption) {
  const record::Table& table = context.study.table("contribution");
  TableBlock out{std::string(caption), {"Actor", "When", "What", "Amount"}, {}};
  for (const std::size_t row : by_focus(context, table)) {
    if (table.cell(row, "kind") != kind) continue;
    std::string what(table.cell(row, "description"));
    const std::string_view operation = table.cell(row, "operation");
    if (!operation.empty()) {
      if (!what.empty()) what.insert(0, ": ");
      what.insert(0, operation);
    }
    if (table.cell(row, "through_group") == "yes") what += " (through the organisation)";
    if (table.cell(row, "verification") == "unverified") what += " (unverified)";
    out.rows.push_back({leading(table, row, named(context, table.cell(row, "actor"))),
                        words(date_words(table, row)), words(std::move(what)),
                        words(amount_words(table, row))});
  }
  return out;
}

std::string_view vote_word(std::string_view vote) {
  if (vote == "Y") return "yes";
  if (vote == "N") return "no";
  if (vote == "A") return "abstained";
  return vote == "X" ? "absent" : "";
}

/// Rows of the vote table by roll call and actor.
using VoteRows = std::map<std::pair<std::string_view, std::string_view>, std::size_t>;

VoteRows vote_rows(const record::Table& votes) {
  VoteRows out;
  for (std::size_t row = 0; row < votes.rows(); ++row) {
    out.emplace(std::pair(votes.cell(row, "rollcall"), votes.cell(row, "actor")), row);
  }
  return out;
}

Paragraph vote_cell(const record::Table& votes, std::optional<std::size_t> row) {
  if (!row) return words("not known");
  std::string text(vote_word(votes.cell(*row, "vote")));
  if (votes.cell(*row, "verification") == "unverified") text += " (unverified)";
  return leading(votes, *row, std::move(text));
}

std::string tally(const record::Table& table, std::size_t row) {
  std::vector<std::string> parts;
  for (const std::string_view column : {"yes", "no", "abstain"}) {
    const std::string_view cell = table.cell(row, column);
    parts.emplace_back(cell.empty() ? std::string_view("?") : cell);
  }
  return joined(parts, "-");
}

void add_table(TableBlock table, Section& out) {
  if (!table.rows.empty()) out.blocks.emplace_back(std::move(table));
}

std::string area_word(alignment::AreaState state) {
  switch (state) {
    case alignment::AreaState::Named:
      return "yes";
    case alignment::AreaState::Missing:
      return "missing";
    case alignment::AreaState::CannotTell:
      return "?";
    case alignment::AreaState::None:
      break;
  }
  return "no programme";
}

std::string programme_words(const Context& context, const alignment::Programme& programme) {
  const record::Table& instruments = context.study.table("instrument");
  const std::size_t row = *programme.instrument;
  std::string out = std::string(instruments.cell(row, "type"));
  const auto date = Date::parse(instruments.cell(row, "date"));
  if (date) out += ", " + date->words();
  out += ": " + std::to_string(programme.areas.size());
  if (programme.complete) return out + " areas, all on record";
  if (programme.stated)
    return out + " of " + std::to_string(*programme.stated) + " areas on record";
  return out + " areas on record, of how many is not known";
}

TableBlock area_table(const Context& context, const alignment::AreaMatrix& matrix) {
  const record::Table& areas = context.study.table("instrument_area");
  TableBlock table{
      "What the latest programme of each covers, by theme. Missing: its list of areas is complete "
      "and does not name the theme. ?: the list is not known to be complete, so it cannot be told.",
      {"Theme"},
      {}};
  for (const auto& programme : matrix.programmes) {
    table.headings.push_back(short_actor_name(context, programme.actor));
  }
  for (std::size_t t = 0; t < matrix.themes.size(); ++t) {
    table.rows.push_back({words(spaced(matrix.themes[t]))});
    for (std::size_t a = 0; a < matrix.programmes.size(); ++a) {
      const alignment::AreaCell& cell = matrix.cell(t, a);
      Paragraph paragraph = cell.areas.empty()
                                ? words(area_word(cell.state))
                                : leading(areas, cell.areas.front(), area_word(cell.state));
      table.rows.back().push_back(std::move(paragraph));
    }
  }
  return table;
}

std::string channel_words(const Context& context, const alignment::ChannelCell& cell) {
  const record::Table& table = context.study.table("channel");
  if (cell.known.empty()) return cell.gaps.empty() ? "nobody looked" : "gap: looked for, not found";
  std::vector<std::string> parts;
  for (const std::size_t row : cell.known) {
    std::string part = named(context, table.cell(row, "ally"));
    if (part.empty()) part = "known";
    const auto from = Date::parse(table.cell(row, "from"));
    part += from ? " (" + from->words() + ")" : " (undated)";
    parts.push_back(std::move(part));
  }
  return joined(parts, "; ");
}

TableBlock channel_table(const Context& context, const alignment::ChannelTable& channels) {
  const record::Table& rows = context.study.table("channel");
  TableBlock table{"Standing contacts, and the gaps.", {"Contact"}, {}};
  for (const ActorCode partner : channels.partners) {
    table.headings.push_back(short_actor_name(context, partner));
  }
  for (std::size_t k = 0; k < channels.kinds.size(); ++k) {
    table.rows.push_back({words(spaced(channels.kinds[k]))});
    for (std::size_t p = 0; p < channels.partners.size(); ++p) {
      const alignment::ChannelCell& cell = channels.cell(k, p);
      const std::string text = channel_words(context, cell);
      const auto& list = cell.known.empty() ? cell.gaps : cell.known;
      table.rows.back().push_back(list.empty() ? words(text) : leading(rows, list.front(), text));
    }
  }
  return table;
}

}  // namespace

Section interest_section(const Context& context) {
  Section out{"interests", "What each wants from it", {}};
  const record::Table& table = context.study.table("interest");
  TableBlock block{"Priorities, benefits and constraints as the sources name them.",
                   {"Actor", "Kind", "What"},
                   {}};
  for (const std::size_t row : by_focus(context, table)) {
    const std::string_view rank = table.cell(row, "rank");
    block.rows.push_back({leading(table, row, named(context, table.cell(row, "actor"))),
                          words(std::string(table.cell(row, "kind")) +
                                (rank.empty() ? "" : " " + std::string(rank))),
                          words(std::string(table.cell(row, "item")))});
  }
  add_table(std::move(block), out);
  return out;
}

Section frame_section(const Context& context) {
  Section out{"frames", "How the relation is told", {}};
  const record::Table& table = context.study.table("frame");
  TableBlock block{"Ways of telling why the relation matters.", {"Frame", "Age", "Meaning"}, {}};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    block.rows.push_back({leading(table, row, std::string(table.cell(row, "name"))),
                          words(std::string(table.cell(row, "age"))),
                          words(std::string(table.cell(row, "meaning")))});
  }
  add_table(std::move(block), out);
  return out;
}

Section option_section(const Context& context) {
  Section out{"option-list", "The options in full", {}};
  const record::Table& table = context.study.table("option");
  TableBlock block{"Options as the study lists them, in its order.",
                   {"Option", "Who, towards whom", "How", "Expected effect", "Condition or risk"},
                   {}};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::string_view column) { return std::string(table.cell(row, column)); };
    const std::string towards = cell("towards");
    block.rows.push_back({leading(table, row, std::string(table.id(row)) + ": " + cell("what")),
                          words(cell("who") + (towards.empty() ? "" : ", towards " + towards)),
                          words(cell("mechanism")), words(cell("effect")), words(cell("risk"))});
  }
  add_table(std::move(block), out);
  return out;
}

Section contribution_section(const Context& context) {
  Section out{"contributions", "What each has done", {}};
  add_table(contribution_table(context, "sanction", "Sanctions."), out);
  add_table(contribution_table(context, "aid",
                               "Aid. Totals to date and single packages stand side by side: they "
                               "must not be added up."),
            out);
  add_table(contribution_table(context, "deployment", "Deployments."), out);
  return out;
}

Section vote_section(const Context& context) {
  Section out{"votes", "How they voted", {}};
  const record::Table& rollcalls = context.study.table("rollcall");
  if (context.focus.empty()) return out;
  const record::Table& votes = context.study.table("vote");
  const VoteRows known = vote_rows(votes);
  TableBlock block{"Recorded votes. The tally is yes-no-abstained.", {"Vote", "Day", "Tally"}, {}};
  for (const ActorCode actor : context.focus) {
    block.headings.push_back(short_actor_name(context, actor));
  }
  for (std::size_t row = 0; row < rollcalls.rows(); ++row) {
    if (later(context, rollcalls, row)) continue;
    block.rows.push_back(
        {leading(rollcalls, row,
                 std::string(rollcalls.id(row)) + ": " + std::string(rollcalls.cell(row, "title"))),
         words(date_words(rollcalls, row)), words(tally(rollcalls, row))});
    for (const ActorCode actor : context.focus) {
      const auto it = known.find({rollcalls.id(row), context.snapshot.actors.id[actor.value()]});
      block.rows.back().push_back(
          vote_cell(votes, it == known.end() ? std::nullopt : std::optional(it->second)));
    }
  }
  add_table(std::move(block), out);
  return out;
}

Section instrument_section(const Context& context) {
  Section out{"programmes", "What the programmes cover", {}};
  const auto matrix = alignment::instrument_areas(context.study, {context.at, context.focus, ""});
  if (matrix.themes.empty()) return out;
  BulletList list;
  for (const auto& programme : matrix.programmes) {
    Paragraph item{{{actor_name(context, programme.actor) + ": "}}};
    if (programme.instrument) {
      item.runs.push_back({programme_words(context, programme),
                           {datum_name(context.study.table("instrument"), *programme.instrument)}});
      item.runs.push_back({"."});
    } else {
      item.runs.push_back({"no programme with areas is on record."});
    }
    list.items.push_back(std::move(item));
  }
  out.blocks.emplace_back(std::move(list));
  out.blocks.emplace_back(area_table(context, matrix));
  return out;
}

Section channel_section(const Context& context) {
  Section out{"channels", "Standing contacts", {}};
  const auto channels = alignment::channels(context.study, context.at, context.focus);
  if (!channels.kinds.empty()) out.blocks.emplace_back(channel_table(context, channels));
  const record::Table& table = context.study.table("channel");
  BulletList list;
  for (const std::size_t row : channels.general) {
    const std::string kind = spaced(std::string(table.cell(row, "kind")));
    list.items.push_back(Paragraph{{{kind, {datum_name(table, row)}, true},
                                    {": " + std::string(table.cell(row, "note")) + "."}}});
  }
  if (!list.items.empty()) out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace entente::brief

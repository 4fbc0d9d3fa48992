// SPDX-License-Identifier: GPL-3.0-or-later
// What a partner may object to, and what to ask it.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "entente/base/text.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "meeting_pack.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_objections = 4;
constexpr std::size_t most_questions = 2;
constexpr std::size_t most_below = 2;
constexpr std::size_t most_confirmed = 2;
constexpr std::size_t most_pushing = 3;

// Objections --------------------------------------------------------------------------------------

/// Who stands on the other side of a claim.
struct Pushing {
  std::vector<std::string> names;
  std::vector<std::string> evidence;
  int strongest = 0;  ///< stance furthest from the partner's
};

/// Actors of the matrix at +1 or more, or at 0 or less where `below`.
Pushing pushing(const Context& context, const positions::PositionMatrix& matrix, std::size_t row,
                std::optional<std::size_t> without, bool below) {
  Pushing out;
  out.strongest = below ? 2 : -2;
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const positions::Cell& cell = matrix.cell(row, a);
    if (a == without || !cell.known() || (below ? cell.high > 0 : cell.low < 1)) continue;
    out.strongest = below ? std::min(out.strongest, cell.low) : std::max(out.strongest, cell.high);
    out.names.push_back(actor_name(context, matrix.actors[a]) + " (" + cell_sign(cell) + ")");
    const auto part = cell_evidence(context, cell);
    out.evidence.insert(out.evidence.end(), part.begin(), part.end());
  }
  return out;
}

struct Objection {
  std::size_t row = 0;
  int gap = 0;
  bool goal = false;
  bool pending = false;
  Pushing who;
};

/// Claims that others of the focus, or where none of it does anybody else, push while this partner
/// stands at 0 or below. Where support of the claim is reserve the sides change.
std::vector<Objection> objections_of(const Pack& pack, std::size_t column) {
  const Context& context = pack.context;
  std::vector<Objection> out;
  for (std::size_t row = 0; row < context.positions.issues.size(); ++row) {
    const positions::Cell& cell = context.positions.cell(row, column);
    if (!cell.known()) continue;
    const std::size_t issue = context.positions.issues[row].value();
    const bool reverse = context.snapshot.issues.reverse_keyed[issue];
    if (reverse ? cell.high < 1 : cell.low > 0) continue;
    Pushing who = pushing(context, context.positions, row, column, reverse);
    if (who.names.empty()) who = pushing(context, context.other_positions, row, {}, reverse);
    if (who.names.empty()) continue;
    const int gap = reverse ? cell.high - who.strongest : who.strongest - cell.low;
    out.push_back({row, gap, is_goal(pack, row),
                   static_cast<bool>(context.snapshot.issues.decision_pending[issue]),
                   std::move(who)});
  }
  std::stable_sort(out.begin(), out.end(), [](const Objection& a, const Objection& b) {
    return std::tuple(-a.gap, a.pending ? 0 : 1, a.goal ? 0 : 1) <
           std::tuple(-b.gap, b.pending ? 0 : 1, b.goal ? 0 : 1);
  });
  return out;
}

Paragraph objection_item(const Pack& pack, std::size_t column, const Objection& objection) {
  const Context& context = pack.context;
  const positions::Cell& cell = context.positions.cell(objection.row, column);
  const auto& statements = context.snapshot.statements;
  const std::size_t s = cell.statements.front().value();
  std::string words = claim_of(pack, objection.row) + ": " + cell_words(cell) + ", " +
                      period_words(statements.date[s], statements.until[s]);
  const std::string hedge = hedge_words(pack, cell.statements);
  if (!hedge.empty()) words += ", " + hedge;
  Paragraph out = pack_text(std::move(words), cell_evidence(context, cell));
  std::vector<std::string> names = objection.who.names;
  const std::size_t all = names.size();
  if (all > most_pushing) names.resize(most_pushing);
  const IssueCode issue = context.positions.issues[objection.row];
  const bool reverse = context.snapshot.issues.reverse_keyed[issue.value()];
  std::string who = (reverse ? "; not for it: " : "; for it: ") + joined(names, ", ");
  if (all > names.size()) who += " and " + std::to_string(all - names.size()) + " more";
  out.runs.push_back({std::move(who), objection.who.evidence});
  out.runs.push_back({"."});
  return out;
}

struct Judged {
  std::size_t row = 0;  ///< of the table of assessments
  std::size_t actor = 0;
  std::string line;  ///< continuum or issue
  double low = 0;
  double best = 0;
  double high = 0;
};

std::vector<Judged> judged_by(const Context& context) {
  const record::Table& table = context.study.table("assessment");
  std::vector<Judged> out;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto date = Date::parse(table.cell(r, "date"));
    if (date && date->first_day() > context.at) continue;
    const auto low = parse_number(table.cell(r, "low"));
    const auto best = parse_number(table.cell(r, "best"));
    const auto high = parse_number(table.cell(r, "high"));
    const ActorCode actor = context.snapshot.actor(table.cell(r, "actor"));
    if (!low || !best || !high || !actor) continue;
    const std::string continuum(table.cell(r, "continuum"));
    const std::string issue(table.cell(r, "issue"));
    if (continuum.empty() == issue.empty()) continue;
    out.push_back({r, actor.value(),
                   (continuum.empty() ? "issue/" : "continuum/") +
                       (continuum.empty() ? issue : continuum) + "\n" +
                       std::string(table.cell(r, "assessor")),
                   *low, *best, *high});
  }
  return out;
}

std::string line_name(const Context& context, const std::string& line) {
  const std::string datum = line.substr(0, line.find('\n'));
  const std::size_t slash = datum.find('/');
  const record::Table& table = context.study.table(datum.substr(0, slash));
  const auto row = table.find(datum.substr(slash + 1));
  if (!row) return quoted(datum);
  return quoted(table.cell(*row, datum.starts_with("issue") ? "claim" : "name"));
}

/// Judgements by one assessor whose range for this partner does not hold the mean of the best
/// guesses for the others of the focus.
void add_judged(const Pack& pack, std::size_t column, BulletList& list) {
  const Context& context = pack.context;
  const record::Table& table = context.study.table("assessment");
  const auto all = judged_by(context);
  std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> by;
  for (const Judged& own : all) {
    if (own.actor != context.focus[column].value()) continue;
    double sum = 0;
    std::vector<std::string> evidence = {record::datum_name(table, own.row)};
    for (const Judged& other : all) {
      const bool in_focus =
          std::any_of(context.focus.begin(), context.focus.end(),
                      [&other](ActorCode actor) { return actor.value() == other.actor; });
      if (!in_focus || other.actor == own.actor || other.line != own.line) continue;
      sum += other.best;
      evidence.push_back(record::datum_name(table, other.row));
    }
    if (evidence.size() < 2) continue;
    const std::size_t others = evidence.size() - 1;
    const double mean = sum / static_cast<double>(others);
    if (mean >= own.low && mean <= own.high) continue;
    auto& [words, data] = by[std::string(table.cell(own.row, "assessor"))];
    words.push_back(line_name(context, own.line) + " at " + number_text(own.best) + " (" +
                    number_text(own.low) + " to " + number_text(own.high) + "), " +
                    (mean > own.high ? "below" : "above") + " the mean of the other " +
                    number_word(others) + ", " + fixed_text(mean, 0));
    data.insert(data.end(), evidence.begin(), evidence.end());
  }
  for (auto& [assessor, said] : by) {
    list.items.push_back(
        pack_text("Judged by " + assessor + ", not sourced: " + joined(said.first, "; "),
                  std::move(said.second)));
    list.items.back().runs.push_back({"."});
  }
}

// Asks --------------------------------------------------------------------------------------------

/// Answers that could give a claim a format come before those that could only close the question.
int worth(const Pack& pack, const advise::MissingCell& cell) {
  const bool pending = pack.context.snapshot.issues
                           .decision_pending[pack.context.positions.issues[cell.issue_row].value()];
  const bool gives =
      std::any_of(cell.could_be.begin(), cell.could_be.end(), [](advise::Advice advice) {
        return advice != advise::Advice::NoCase && advice != advise::Advice::CannotTell;
      });
  return (gives ? 0 : 2) + (pending ? 0 : 1);
}

/// "where it stands on “A” (could make it “as a group”)"
std::string question(const Pack& pack, const advise::MissingCell& cell) {
  std::vector<std::string> could;
  could.reserve(cell.could_be.size());
  for (const advise::Advice advice : cell.could_be) could.emplace_back(advice_words(advice));
  const std::string claim = claim_of(pack, cell.issue_row);
  return (cell.gap.what == advise::Unknown::Stance ? "where it stands on " + claim
                                                   : "how much " + claim + " matters to it") +
         " (now " + quoted(advice_words(cell.now)) + ", could be " +
         quoted(joined(could, "” or “")) + ")";
}

void add_questions(const Pack& pack, std::size_t column, BulletList& list) {
  std::vector<const advise::MissingCell*> open;
  for (const advise::MissingCell& cell : pack.missing) {
    if (cell.actor_column == column && cell.advices > 0) open.push_back(&cell);
  }
  std::stable_sort(open.begin(), open.end(), [&pack](const auto* a, const auto* b) {
    return worth(pack, *a) < worth(pack, *b);
  });
  if (open.empty()) return;
  std::vector<std::string> words;
  std::vector<std::string> evidence;
  for (std::size_t i = 0; i < std::min(open.size(), most_questions); ++i) {
    words.push_back(question(pack, *open[i]));
    evidence.push_back("issue/" + pack.context.snapshot.issues.id[open[i]->gap.issue.value()]);
  }
  std::string text =
      "Not known, and the answer could change the advice on a format: " + joined(words, "; ");
  if (open.size() > words.size()) {
    text += "; and " + std::to_string(open.size() - words.size()) + " more";
  }
  list.items.push_back(pack_text(std::move(text), std::move(evidence)));
  list.items.back().runs.push_back({"."});
}

/// Talking points that rest on words of this partner that are stale.
void add_confirmations(const Pack& pack, std::size_t column, BulletList& list) {
  const Context& context = pack.context;
  std::vector<std::string> names;
  std::vector<std::string> evidence;
  std::size_t all = 0;
  for (const auto* points : {&pack.points.must, &pack.points.should}) {
    for (const IssueFinding& finding : *points) {
      const positions::Cell& cell = context.positions.cell(finding.row, column);
      if (!cell.known() || !cell.stale) continue;
      ++all;
      if (names.size() < most_confirmed) names.push_back(claim_of(pack, finding.row));
      const auto part = cell_evidence(context, cell);
      evidence.insert(evidence.end(), part.begin(), part.end());
    }
  }
  if (all == 0) return;
  std::string words = "Does it still hold? " +
                      counted(all, "must or should point rests", "must and should points rest") +
                      " on its words from more than " +
                      std::to_string(context.positions.stale_after_months) +
                      " months ago or of somebody who has left: " + joined(names, "; ");
  if (all > names.size()) words += "; and " + std::to_string(all - names.size()) + " more";
  list.items.push_back(pack_text(std::move(words), std::move(evidence)));
  list.items.back().runs.push_back({"."});
}

struct Below {
  std::size_t row = 0;
  double gap = 0;  ///< mean of the others less its own
};

/// Goals on which it stands below the mean of the others, who are for it.
void add_below(const Pack& pack, std::size_t column, BulletList& list) {
  const Context& context = pack.context;
  std::vector<Below> found;
  for (std::size_t row = 0; row < context.positions.issues.size(); ++row) {
    const positions::Cell& own = context.positions.cell(row, column);
    if (!own.known() || !is_goal(pack, row) ||
        context.snapshot.issues.reverse_keyed[context.positions.issues[row].value()]) {
      continue;
    }
    double sum = 0;
    std::size_t n = 0;
    for (std::size_t a = 0; a < context.focus.size(); ++a) {
      const positions::Cell& cell = context.positions.cell(row, a);
      if (a == column || !cell.known()) continue;
      sum += *cell.mean;
      ++n;
    }
    if (n == 0) continue;
    const double mean = sum / static_cast<double>(n);
    if (mean >= 1 && *own.mean < mean) found.push_back({row, mean - *own.mean});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Below& a, const Below& b) { return a.gap > b.gap; });
  if (found.empty()) return;
  std::vector<std::string> words;
  std::vector<std::string> evidence;
  for (std::size_t i = 0; i < std::min(found.size(), most_below); ++i) {
    const std::size_t row = found[i].row;
    const positions::Cell& own = context.positions.cell(row, column);
    words.push_back(claim_of(pack, row) + " (" + cell_sign(own) + ", the others " +
                    fixed_text(found[i].gap + *own.mean, 1) + " on average)");
    const auto part = row_evidence(context, context.positions, row);
    evidence.insert(evidence.end(), part.begin(), part.end());
  }
  std::string text = "Can it go further? " + joined(words, "; ");
  if (found.size() > words.size()) {
    text += "; and " + counted(found.size() - words.size(), "more goal", "more goals");
  }
  list.items.push_back(pack_text(std::move(text), std::move(evidence)));
  list.items.back().runs.push_back({"."});
}

// Options -----------------------------------------------------------------------------------------

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether the name stands in the text as whole words, ASCII case ignored.
bool names_whole(std::string_view text, std::string_view name) {
  const std::string in = lowered(text);
  const std::string wanted = lowered(name);
  if (wanted.empty()) return false;
  for (std::size_t at = in.find(wanted); at != std::string::npos; at = in.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || !is_letter(in[at - 1])) && (end == in.size() || !is_letter(in[end]))) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> names_of_actor(const Context& context, ActorCode actor) {
  const std::string& id = context.snapshot.actors.id[actor.value()];
  std::vector<std::string> out = {id, context.snapshot.actors.name[actor.value()]};
  const record::Table& aliases = context.study.table("alias");
  for (std::size_t r = 0; r < aliases.rows(); ++r) {
    if (aliases.cell(r, "actor") == id) out.emplace_back(aliases.cell(r, "text"));
  }
  return out;
}

bool option_names(const Context& context, std::size_t row, const std::vector<std::string>& names) {
  const record::Table& options = context.study.table("option");
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return names_whole(options.cell(row, "who"), name) ||
           names_whole(options.cell(row, "towards"), name);
  });
}

Paragraph pack_option(const Context& context, std::size_t row) {
  const record::Table& options = context.study.table("option");
  std::string words =
      std::string(options.cell(row, "id")) + ", " + std::string(options.cell(row, "who"));
  if (!options.cell(row, "towards").empty()) {
    words += " towards " + std::string(options.cell(row, "towards"));
  }
  words += ": " + std::string(options.cell(row, "what"));
  Paragraph out = pack_text(std::move(words), {record::datum_name(options, row)});
  const std::string effect(options.cell(row, "effect"));
  const std::string risk(options.cell(row, "risk"));
  if (!effect.empty()) out.runs.push_back({"; gain: " + effect});
  if (!risk.empty()) out.runs.push_back({"; against it: " + risk});
  out.runs.push_back({"."});
  return out;
}

std::vector<std::string> group_names(const Context& context) {
  std::vector<std::string> out = {context.group, context.snapshot.settings.focus_name};
  std::set<std::size_t> groups;
  const record::MembershipColumns& members = context.snapshot.memberships;
  for (std::size_t m = 0; m < members.size(); ++m) groups.insert(members.group[m].value());
  for (const std::size_t group : groups) {
    std::size_t n = 0;
    std::size_t of_focus = 0;
    for (std::size_t m = 0; m < members.size(); ++m) {
      if (members.group[m].value() != group) continue;
      ++n;
      of_focus += std::find(context.focus.begin(), context.focus.end(), members.actor[m]) !=
                          context.focus.end()
                      ? 1
                      : 0;
    }
    if (n != context.focus.size() || of_focus != n) continue;
    const auto names = names_of_actor(context, ActorCode(group));
    out.insert(out.end(), names.begin(), names.end());
  }
  return out;
}

}  // namespace

BulletList objections(const Pack& pack, std::size_t column) {
  BulletList out;
  const auto found = objections_of(pack, column);
  const std::size_t shown = std::min(found.size(), most_objections);
  for (std::size_t i = 0; i < shown; ++i) {
    out.items.push_back(objection_item(pack, column, found[i]));
  }
  add_rest(out, found.size() - shown,
           found.size() - shown == 1 ? " claim of that kind" : " claims of that kind");
  add_judged(pack, column, out);
  return out;
}

BulletList asks(const Pack& pack, std::size_t column) {
  BulletList out;
  add_questions(pack, column, out);
  add_confirmations(pack, column, out);
  add_below(pack, column, out);
  const record::Table& options = pack.context.study.table("option");
  const auto names = names_of_actor(pack.context, pack.context.focus[column]);
  for (std::size_t r = 0; r < options.rows(); ++r) {
    if (option_names(pack.context, r, names)) out.items.push_back(pack_option(pack.context, r));
  }
  return out;
}

Section group_asks_section(const Pack& pack) {
  const Context& context = pack.context;
  Section out{"group-asks", "What the study proposes with " + context.all_group, {}};
  if (context.focus.size() < 2) return out;
  const record::Table& options = context.study.table("option");
  const auto names = group_names(context);
  BulletList list;
  std::size_t ways = 0;
  for (std::size_t r = 0; r < options.rows(); ++r) {
    if (!option_names(context, r, names)) continue;
    if (!options.cell(r, "parent").empty()) {
      ++ways;
      continue;
    }
    list.items.push_back(pack_option(context, r));
  }
  if (list.items.empty()) return out;
  add_rest(list, ways, ways == 1 ? " that is a way of one of these" : " that are ways of these");
  out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// One partner of a meeting pack: who speaks for it, what it wants, its last words, and what became
// of it since the last such meeting.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "entente/base/text.hpp"
#include "meeting_pack.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_words = 4;
constexpr std::size_t most_moves = 3;
constexpr std::size_t most_rows_since = 2;
constexpr std::size_t most_instruments = 5;

using std::chrono::sys_days;

std::string actor_id(const Pack& pack, std::size_t column) {
  return pack.context.snapshot.actors.id[pack.context.focus[column].value()];
}

/// Rows of a table that are about the actor, newest first by a column of dates; rows that begin
/// after the day of the pack are left out, and those without a date come last.
std::vector<std::size_t> rows_about(const Pack& pack, std::string_view table_name,
                                    std::string_view actor_column, std::size_t column) {
  const record::Table& table = pack.context.study.table(table_name);
  const std::string id = actor_id(pack, column);
  std::vector<std::pair<std::optional<sys_days>, std::size_t>> found;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (table.cell(r, actor_column) != id) continue;
    const auto date = Date::parse(table.cell(r, "date"));
    if (date && date->first_day() > pack.context.at) continue;
    found.emplace_back(date ? std::optional(date->first_day()) : std::nullopt, r);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first > b.first;  // nothing is less than any day
  });
  std::vector<std::size_t> out;
  out.reserve(found.size());
  for (const auto& [day, row] : found) out.push_back(row);
  return out;
}

struct Office {
  std::size_t row = 0;
  bool begun_since = false;  ///< after the last such meeting
};

/// Terms of the actor that run on the day.
std::vector<Office> in_office(const Pack& pack, std::size_t column) {
  const record::TermColumns& terms = pack.context.snapshot.terms;
  const auto last = last_day_of_last(pack);
  std::vector<Office> out;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (terms.actor[t] != pack.context.focus[column]) continue;
    if (terms.from[t].first_day() > pack.context.at) continue;
    if (terms.until[t] && terms.until[t]->last_day() <= pack.context.at) continue;
    out.push_back({t, last && terms.from[t].first_day() > *last});
  }
  return out;
}

std::string office_words(const Pack& pack, std::size_t row) {
  const record::TermColumns& terms = pack.context.snapshot.terms;
  const record::Table& table = pack.context.study.table("term");
  std::string out =
      terms.person[row] + ", " + terms.office[row] + " since " + terms.from[row].words();
  if (table.cell(row, "verification") == "unverified") out += " (unverified)";
  return out;
}

std::vector<std::string> persons_then(const Pack& pack, std::size_t column,
                                      const positions::Cell& cell,
                                      std::vector<std::string>& evidence) {
  const record::TermColumns& terms = pack.context.snapshot.terms;
  const record::StatementColumns& statements = pack.context.snapshot.statements;
  std::vector<std::string> out;
  if (cell.statements.empty()) return out;
  const std::size_t s = cell.statements.front().value();
  const sys_days from = statements.date[s].first_day();
  const sys_days until = std::max(from, std::min(statements.until[s].last_day(), pack.context.at));
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (terms.actor[t] != pack.context.focus[column]) continue;
    if (terms.from[t].first_day() > until) continue;
    if (terms.until[t] && terms.until[t]->last_day() < from) continue;
    out.push_back(terms.person[t]);
    evidence.push_back(record::datum_name(pack.context.study.table("term"), t));
  }
  return out;
}

/// "explicit; hedged “appear”; careful, but growing more willing": how it was said, with the
/// coder's note. Never the source's sentence.
std::string manner(const Pack& pack, const positions::Cell& cell) {
  const record::Table& table = pack.context.study.table("statement");
  std::vector<std::string> parts;
  if (cell.statements.empty()) return "";
  const std::size_t row = cell.statements.front().value();
  const std::string basis(table.cell(row, "basis"));
  if (!basis.empty()) parts.push_back(basis);
  const std::string hedge = hedge_words(pack, cell.statements);
  if (!hedge.empty()) parts.push_back(hedge);
  const std::string note(table.cell(row, "note"));
  if (!note.empty()) parts.push_back("note: " + note);
  if (cell.statements.size() > 1) {
    parts.push_back("1 of " + std::to_string(cell.statements.size()) + " of that date");
  }
  return joined(parts, "; ");
}

Paragraph sign_cell(const positions::Cell& cell) {
  static constexpr std::array tints = {Tint::Opposes, Tint::LeansAgainst, Tint::Neutral,
                                       Tint::LeansToSupport, Tint::Supports};
  Paragraph out = pack_text(cell_sign(cell));
  out.tint = cell.low == cell.high ? tints[static_cast<std::size_t>(std::ptrdiff_t{2} + cell.low)]
                                   : Tint::Disputed;
  return out;
}

/// Rows of the matrix on which the actor is on record, newest first.
std::vector<std::size_t> newest_rows(const Pack& pack, std::size_t column) {
  const positions::PositionMatrix& matrix = pack.context.positions;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
    if (matrix.cell(i, column).known()) out.push_back(i);
  }
  const auto& statements = pack.context.snapshot.statements;
  const auto last_said = [&](const positions::Cell& cell) {
    sys_days day = cell.date->first_day();
    for (const StatementCode s : cell.statements) {
      day = std::max(day, std::min(statements.until[s.value()].last_day(), pack.context.at));
    }
    return day;
  };
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const positions::Cell& one = matrix.cell(a, column);
    const positions::Cell& other = matrix.cell(b, column);
    if (last_said(one) != last_said(other)) return last_said(one) > last_said(other);
    if (one.date->first_day() != other.date->first_day()) {
      return one.date->first_day() > other.date->first_day();
    }
    return one.salience.value_or(-1) > other.salience.value_or(-1);
  });
  return out;
}

std::string said_when(const Pack& pack, const positions::Cell& cell) {
  const auto& statements = pack.context.snapshot.statements;
  const std::size_t s = cell.statements.front().value();
  return period_words(statements.date[s], statements.until[s]);
}

/// "31 months*, speaker left"
std::string age_words(const Pack& pack, const positions::Cell& cell) {
  std::string out = cell.age_months == 0
                        ? "under a month"
                        : counted(static_cast<std::size_t>(cell.age_months), "month", "months");
  if (cell.stale && !pack.all_old) out += "*";
  if (cell.speaker_left) out += ", speaker left";
  return out;
}

/// "wants, in its order: ...; constraint: ..."
Paragraph interest_sentence(const Pack& pack, std::size_t column) {
  const record::Table& table = pack.context.study.table("interest");
  std::vector<std::string> kinds;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string kind(table.cell(r, "kind"));
    if (table.cell(r, "actor") == actor_id(pack, column) &&
        std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      kinds.push_back(kind);
    }
  }
  std::vector<std::string> parts;
  std::vector<std::string> evidence;
  for (const std::string& kind : kinds) {
    std::vector<std::string> items;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      if (table.cell(r, "actor") != actor_id(pack, column) || table.cell(r, "kind") != kind) {
        continue;
      }
      const std::string rank(table.cell(r, "rank"));
      items.push_back((rank.empty() ? "" : rank + " ") + std::string(table.cell(r, "item")));
      evidence.push_back(record::datum_name(table, r));
    }
    parts.push_back(sentence_case(kind) + ": " + joined(items, "; "));
  }
  if (parts.empty()) return {};
  Paragraph out = pack_text(joined(parts, ". "), std::move(evidence));
  out.runs.push_back({"."});
  return out;
}

Paragraph office_sentence(const Pack& pack, std::size_t column) {
  const auto offices = in_office(pack, column);
  std::vector<std::string> names;
  std::vector<std::string> evidence;
  for (const Office& office : offices) {
    names.push_back(office_words(pack, office.row) +
                    (office.begun_since ? ", new since the last such meeting" : ""));
    evidence.push_back(record::datum_name(pack.context.study.table("term"), office.row));
  }
  if (names.empty()) return {};
  Paragraph out = pack_text("In office: " + joined(names, "; "), std::move(evidence));
  out.runs.push_back({"."});
  return out;
}

std::string contribution_words(const record::Table& table, std::size_t row) {
  std::string out(table.cell(row, "kind"));
  const auto date = Date::parse(table.cell(row, "date"));
  if (date) out = date->words() + ", " + out;
  const std::string amount(table.cell(row, "amount"));
  if (!amount.empty()) {
    out += " of " + std::string(table.cell(row, "currency")) + " " + amount;
    if (!table.cell(row, "unit").empty()) out += " " + std::string(table.cell(row, "unit"));
  }
  const std::string personnel(table.cell(row, "personnel"));
  if (!personnel.empty()) out += " of " + personnel + " people";
  const std::string what(table.cell(row, "description"));
  const std::string operation(table.cell(row, "operation"));
  if (!operation.empty()) out += ", " + operation;
  if (!what.empty()) out += ": " + what;
  return out;
}

/// What it has given and what there is with it: what can be thanked for or built upon.
Paragraph brings_sentence(const Pack& pack, std::size_t column) {
  Paragraph out;
  const record::Table& given = pack.context.study.table("contribution");
  const auto gifts = rows_about(pack, "contribution", "actor", column);
  if (!gifts.empty()) {
    std::vector<std::string> all;
    all.reserve(gifts.size());
    for (const std::size_t row : gifts) all.push_back(record::datum_name(given, row));
    out.runs.push_back({counted(gifts.size(), "contribution", "contributions") +
                            " of its own on record, the last " +
                            contribution_words(given, gifts.front()),
                        std::move(all)});
    out.runs.push_back({". "});
  }
  const record::Table& instruments = pack.context.study.table("instrument");
  const auto held = rows_about(pack, "instrument", "party", column);
  if (!held.empty()) {
    std::vector<std::string> names;
    std::vector<std::string> evidence;
    for (const std::size_t row : held) {
      evidence.push_back(record::datum_name(instruments, row));
      if (names.size() == most_instruments) continue;
      const std::string status(instruments.cell(row, "status"));
      names.push_back(std::string(instruments.cell(row, "type")) +
                      (status.empty() ? "" : " (" + status + ")"));
    }
    std::string words = "Instruments with it, newest first: " + joined(names, "; ");
    if (held.size() > names.size()) {
      words += "; and " + std::to_string(held.size() - names.size()) + " more";
    }
    out.runs.push_back({std::move(words), std::move(evidence)});
    out.runs.push_back({"."});
  }
  return out;
}

// Since the last such meeting ---------------------------------------------------------------------

std::vector<positions::Move> moves_of(const Pack& pack, std::size_t column) {
  std::vector<positions::Move> out;
  if (!pack.context.then) return out;
  const auto all = positions::moves(*pack.context.then, pack.context.positions);
  if (!all) return out;
  for (const positions::Move& move : *all) {
    if (move.actor_column == column) out.push_back(move);
  }
  return out;
}

/// Engagements with the actor since the last such meeting, newest first.
std::vector<EngagementCode> engagements_since(const Pack& pack, std::size_t column) {
  std::vector<EngagementCode> out;
  const auto last = last_day_of_last(pack);
  if (!last) return out;
  const auto& columns = pack.context.snapshot.engagements;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const auto who = columns.participants[row];
    if (std::find(who.begin(), who.end(), pack.context.focus[column]) == who.end()) continue;
    const auto day = columns.date[row].first_day();
    if (day > *last && day <= pack.context.at) out.emplace_back(row);
  }
  std::stable_sort(out.begin(), out.end(), [&columns](EngagementCode a, EngagementCode b) {
    return columns.date[a.value()].first_day() > columns.date[b.value()].first_day();
  });
  return out;
}

std::vector<std::size_t> contributions_since(const Pack& pack, std::size_t column) {
  const auto last = last_day_of_last(pack);
  std::vector<std::size_t> out;
  if (!last) return out;
  const record::Table& table = pack.context.study.table("contribution");
  for (const std::size_t row : rows_about(pack, "contribution", "actor", column)) {
    const auto date = Date::parse(table.cell(row, "date"));
    if (date && date->first_day() > *last) out.push_back(row);
  }
  return out;
}

Paragraph pack_move(const Pack& pack, const positions::Move& move) {
  const positions::Cell& now = pack.context.positions.cell(move.issue_row, move.actor_column);
  std::string words = claim_of(pack, move.issue_row) + ": ";
  if (move.kind == positions::MoveKind::New) {
    words += "on record for the first time, " + said_when(pack, now) + ": " + cell_words(now);
  } else {
    words += "moved from " + cell_sign(pack.context.then->cell(move.issue_row, move.actor_column)) +
             " to " + cell_sign(now) + ", " + said_when(pack, now);
  }
  Paragraph out = pack_text(std::move(words), cell_evidence(pack.context, now));
  out.runs.push_back({"."});
  return out;
}

struct MoveCount {
  std::size_t n = 0;
  std::vector<std::string> evidence;
};

MoveCount count_moves(const Pack& pack, const std::vector<positions::Move>& moves,
                      positions::MoveKind kind) {
  MoveCount out;
  for (const positions::Move& move : moves) {
    if (move.kind != kind) continue;
    ++out.n;
    const auto part =
        cell_evidence(pack.context, pack.context.positions.cell(move.issue_row, move.actor_column));
    out.evidence.insert(out.evidence.end(), part.begin(), part.end());
  }
  return out;
}

/// "3 engagements, newest first: A; B; and 1 more", with the evidence of all.
void add_newest(BulletList& list, std::string lead, const std::vector<std::string>& words,
                std::vector<std::string> evidence) {
  if (words.empty()) return;
  const std::size_t shown = std::min(words.size(), most_rows_since);
  lead += words.size() > 1 ? ", newest first: " : ": ";
  for (std::size_t i = 0; i < shown; ++i) lead += (i > 0 ? "; " : "") + words[i];
  if (words.size() > shown) lead += "; and " + std::to_string(words.size() - shown) + " more";
  list.items.push_back(pack_text(std::move(lead), std::move(evidence)));
  list.items.back().runs.push_back({"."});
}

/// One item for engagements and one for contributions.
void add_rows_since(const Pack& pack, std::size_t column, BulletList& list) {
  const auto met = engagements_since(pack, column);
  const record::Table& table = pack.context.study.table("engagement");
  const auto& columns = pack.context.snapshot.engagements;
  std::vector<std::string> words;
  words.reserve(met.size());
  for (const EngagementCode e : met) {
    words.push_back(period_words(columns.date[e.value()], columns.until[e.value()]) + ", " +
                    std::string(table.cell(e.value(), "summary")));
  }
  add_newest(list, counted(met.size(), "engagement", "engagements"), words,
             engagement_evidence(pack.context, met));
  const record::Table& given = pack.context.study.table("contribution");
  std::vector<std::string> gifts;
  std::vector<std::string> evidence;
  for (const std::size_t row : contributions_since(pack, column)) {
    gifts.push_back(contribution_words(given, row));
    evidence.push_back(record::datum_name(given, row));
  }
  add_newest(list, counted(gifts.size(), "contribution", "contributions"), gifts,
             std::move(evidence));
}

}  // namespace

BulletList changes_of(const Pack& pack, std::size_t column) {
  using positions::MoveKind;
  BulletList out;
  const auto moves = moves_of(pack, column);
  std::size_t told = 0;
  std::size_t left = 0;
  for (const positions::Move& move : moves) {
    if (move.kind != MoveKind::New && move.kind != MoveKind::Moved) continue;
    if (told == most_moves) {
      ++left;
      continue;
    }
    ++told;
    out.items.push_back(pack_move(pack, move));
  }
  add_rest(out, left, left == 1 ? " position new or moved" : " positions new or moved");
  for (const auto& [kind, words] :
       {std::pair(MoveKind::SpeakerLeft, " without a speaker now: the office has changed hands"),
        std::pair(MoveKind::GoneStale, " too old to lean on now")}) {
    MoveCount count = count_moves(pack, moves, kind);
    if (count.n == 0) continue;
    out.items.push_back(
        pack_text(counted(count.n, "position", "positions") + words, std::move(count.evidence)));
    out.items.back().runs.push_back({"."});
  }
  add_rows_since(pack, column, out);
  return out;
}

Paragraph change_counts(const Pack& pack, std::size_t column) {
  using positions::MoveKind;
  const auto moves = moves_of(pack, column);
  std::vector<std::string> parts;
  std::vector<std::string> evidence;
  const auto add = [&](std::string words, const std::vector<std::string>& data) {
    parts.push_back(std::move(words));
    evidence.insert(evidence.end(), data.begin(), data.end());
  };
  for (const Office& office : in_office(pack, column)) {
    if (!office.begun_since) continue;
    add(office_words(pack, office.row),
        {record::datum_name(pack.context.study.table("term"), office.row)});
  }
  for (const auto& [kind, one, more] :
       {std::tuple(MoveKind::New, " position new", " positions new"),
        std::tuple(MoveKind::Moved, " position moved", " positions moved"),
        std::tuple(MoveKind::SpeakerLeft, " position without its speaker now",
                   " positions without their speaker now"),
        std::tuple(MoveKind::GoneStale, " position too old now", " positions too old now")}) {
    const MoveCount count = count_moves(pack, moves, kind);
    if (count.n > 0) add(std::to_string(count.n) + (count.n == 1 ? one : more), count.evidence);
  }
  const auto met = engagements_since(pack, column);
  if (!met.empty()) {
    add(counted(met.size(), "engagement", "engagements"), engagement_evidence(pack.context, met));
  }
  std::vector<std::string> given;
  for (const std::size_t row : contributions_since(pack, column)) {
    given.push_back(record::datum_name(pack.context.study.table("contribution"), row));
  }
  if (!given.empty()) add(counted(given.size(), "contribution", "contributions"), given);
  const std::string what = parts.empty() ? "nothing on record has changed" : joined(parts, "; ");
  Paragraph out = pack_text(actor_name(pack.context, pack.context.focus[column]) + ": " + what,
                            std::move(evidence));
  out.runs.push_back({"."});
  return out;
}

Block last_words(const Pack& pack, std::size_t column) {
  const Context& context = pack.context;
  const auto rows = newest_rows(pack, column);
  const std::size_t shown = std::min(rows.size(), most_words);
  TableBlock table{"Last words: " + std::to_string(shown) + " of " +
                       counted(rows.size(), "claim", "claims") + " on record, newest first",
                   {"Claim", "When", "How, and who was in office", "Stance"},
                   {}};
  for (std::size_t i = 0; i < shown; ++i) {
    const positions::Cell& cell = context.positions.cell(rows[i], column);
    std::vector<std::string> evidence;
    const auto persons = persons_then(pack, column, cell, evidence);
    std::string when = said_when(pack, cell) + "; " + age_words(pack, cell);
    std::string how = manner(pack, cell);
    if (cell.unverified) how += (how.empty() ? "" : "; ") + std::string("unverified");
    if (!how.empty()) how += "; ";
    const std::string claim =
        context.snapshot.issues.claim[context.positions.issues[rows[i]].value()];
    Paragraph said = pack_text(std::move(how));
    said.runs.push_back(persons.empty() ? Run{"in office: not known"}
                                        : Run{joined(persons, ", "), std::move(evidence)});
    table.rows.push_back({pack_text(claim, cell_evidence(context, cell)),
                          pack_text(std::move(when)), std::move(said), sign_cell(cell)});
  }
  return table;
}

Section partner_section(const Pack& pack, std::size_t column) {
  const Context& context = pack.context;
  const ActorCode actor = context.focus[column];
  Section out{
      "partner-" + context.snapshot.actors.id[actor.value()], actor_name(context, actor), {}};
  Paragraph lead = office_sentence(pack, column);
  const Paragraph wants = interest_sentence(pack, column);
  if (!lead.runs.empty() && !wants.runs.empty()) lead.runs.push_back({" "});
  lead.runs.insert(lead.runs.end(), wants.runs.begin(), wants.runs.end());
  if (!lead.runs.empty()) out.blocks.emplace_back(std::move(lead));
  Paragraph brings = brings_sentence(pack, column);
  if (!brings.runs.empty()) out.blocks.emplace_back(std::move(brings));
  Block words = last_words(pack, column);
  if (std::get<TableBlock>(words).rows.empty()) {
    out.blocks.emplace_back(
        pack_text("No statement of it is on record: its stances are not known, "
                  "and unknown is not neutral."));
  } else {
    out.blocks.push_back(std::move(words));
  }
  const auto part = [&out](std::string heading, BulletList list, const char* none) {
    out.blocks.emplace_back(pack_heading(std::move(heading)));
    if (list.items.empty()) {
      out.blocks.emplace_back(pack_text(none));
    } else {
      out.blocks.emplace_back(std::move(list));
    }
  };
  if (const auto last = last_day_of_last(pack)) {
    part("Changed since " + day_words(*last), changes_of(pack, column),
         "Nothing on record has changed.");
  }
  part("What it may object to", objections(pack, column),
       "Nothing: on no claim does it stand behind what others push.");
  part("Asks", asks(pack, column), "None follow from the record.");
  return out;
}

}  // namespace entente::brief

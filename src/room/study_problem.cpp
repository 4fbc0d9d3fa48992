// SPDX-License-Identifier: GPL-3.0-or-later
// From the judgements of a study to a problem, and who is missing from it.
#include <algorithm>
#include <map>

#include "entente/base/text.hpp"
#include "entente/room/study_forecast.hpp"

namespace entente::room {
namespace {

/// One usable row of the assessment table.
struct Judgement {
  std::size_t row = 0;
  std::chrono::sys_days day{};
  Role role = Role::Decides;
  Spread position;
  double salience = 0;
  double power = 0;
};

Place row_place(const record::Table& table, std::size_t row, std::string column) {
  return {std::string(table.schema().name) + ".csv", table.line(row), std::move(column)};
}

Result<std::vector<Anchor>> anchors_of(const record::Table& lines, std::size_t row) {
  std::vector<Anchor> out;
  for (const std::string_view item : list_items(lines.cell(row, "anchors"))) {
    const std::size_t space = item.find(' ');
    const auto at = parse_number(item.substr(0, space));
    if (!at) {
      return fail({ErrorKind::Malformed, "an anchor without its place on the line",
                   row_place(lines, row, "anchors"), "a number and what it means: 50 half-way",
                   quotable(item), "begin each anchor with its number"});
    }
    const bool bare = space == std::string_view::npos;
    out.push_back({*at, bare ? std::string() : std::string(trimmed(item.substr(space)))});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return out;
}

Result<double> judged_number(const record::Table& table, std::size_t row, const char* column) {
  const std::string_view cell = table.cell(row, column);
  const auto value = parse_number(cell);
  if (value) return *value;
  return fail(
      {cell.empty() ? ErrorKind::Missing : ErrorKind::Malformed,
       "left out: no " + std::string(column) + " of " + std::string(table.cell(row, "actor")),
       row_place(table, row, column), "a number", quotable(cell),
       "fill the cell, or leave the row as it is"});
}

Result<Judgement> read_judgement(const record::Table& table, std::size_t row) {
  Judgement out;
  out.row = row;
  ENTENTE_TRY(out.position.mode, judged_number(table, row, "best"));
  out.position.low = parse_number(table.cell(row, "low")).value_or(out.position.mode);
  out.position.high = parse_number(table.cell(row, "high")).value_or(out.position.mode);
  ENTENTE_TRY(out.salience, judged_number(table, row, "salience"));
  ENTENTE_TRY(out.power, judged_number(table, row, "power"));
  const std::string_view role = table.cell(row, "role");
  for (const auto known : {Role::Decides, Role::Influences, Role::Outside}) {
    if (to_string(known) == role) {
      out.role = known;
      return out;
    }
  }
  return fail({ErrorKind::Missing, "left out: no role of " + std::string(table.cell(row, "actor")),
               row_place(table, row, "role"), "decides, influences or outside", quotable(role),
               "fill the cell, or leave the row as it is"});
}

/// The mean of judgements of one day.
Result<Stake> pooled(const record::Table& table, const std::vector<Judgement>& judgements) {
  Stake out;
  out.role = judgements.front().role;
  const auto n = static_cast<double>(judgements.size());
  Spread sum;
  double salience = 0;
  double power = 0;
  for (const Judgement& one : judgements) {
    if (one.role != out.role) {
      return fail({ErrorKind::Conflict, "judges of one day differ on a role",
                   row_place(table, one.row, "role"), std::string(to_string(out.role)),
                   std::string(to_string(one.role)),
                   "agree on the role, or give the later judgement a later date"});
    }
    sum.low += one.position.low;
    sum.mode += one.position.mode;
    sum.high += one.position.high;
    salience += one.salience;
    power += one.power;
    out.position_basis.evidence.push_back(record::datum_name(table, one.row));
    const std::string judge(table.cell(one.row, "assessor"));
    std::string& judges = out.position_basis.judge;
    if (judges.find(judge) == std::string::npos) judges += (judges.empty() ? "" : "; ") + judge;
  }
  out.position = {sum.low / n, sum.mode / n, sum.high / n};
  out.salience = Spread::fixed(salience / n);
  out.power = Spread::fixed(power / n);
  out.salience_basis = out.power_basis = out.position_basis;
  return out;
}

/// Adds the actor where it is not there yet.
std::size_t party_of(const record::Table& actors, std::string_view id, Problem& problem) {
  for (std::size_t i = 0; i < problem.actors.size(); ++i) {
    if (problem.actors[i].id == id) return i;
  }
  const auto row = actors.find(id);
  problem.actors.push_back(
      {std::string(id), row ? std::string(actors.cell(*row, "name")) : std::string()});
  return problem.actors.size() - 1;
}

Result<void> add_stakes(const record::Study& study, std::chrono::sys_days at, Issue& issue,
                        StudyProblem& out) {
  const record::Table& table = study.table("assessment");
  std::vector<std::string> order;
  std::map<std::string, std::vector<Judgement>, std::less<>> by_actor;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, "continuum") != issue.id) continue;
    std::chrono::sys_days day{};
    if (!table.cell(row, "date").empty()) {
      ENTENTE_TRY(const Date date, Date::parse(table.cell(row, "date")));
      day = date.first_day();
    }
    if (day > at) continue;
    auto judgement = read_judgement(table, row);
    if (!judgement) {
      out.left_out.push_back(std::move(judgement).error());
      continue;
    }
    judgement->day = day;
    std::vector<Judgement>& known = by_actor[std::string(table.cell(row, "actor"))];
    if (known.empty()) order.emplace_back(table.cell(row, "actor"));
    if (!known.empty() && known.front().day < day) known.clear();
    if (known.empty() || known.front().day == day) known.push_back(*judgement);
  }
  for (const std::string& actor : order) {
    ENTENTE_TRY(Stake stake, pooled(table, by_actor.find(actor)->second));
    stake.actor = party_of(study.table("actor"), actor, out.problem);
    issue.stakes.push_back(std::move(stake));
  }
  return {};
}

/// Whether a membership holds on that day; what is not dated always does.
Result<bool> is_member(const record::Table& table, std::size_t row, std::chrono::sys_days at) {
  const std::string_view from = table.cell(row, "from");
  const std::string_view until = table.cell(row, "until");
  if (!from.empty()) {
    ENTENTE_TRY(const Date date, Date::parse(from));
    if (date.first_day() > at) return false;
  }
  if (until.empty()) return true;
  ENTENTE_TRY(const Date date, Date::parse(until));
  return date.last_day() >= at;
}

}  // namespace

Result<StudyProblem> study_problem(const record::Study& study, std::span<const std::size_t> lines,
                                   std::chrono::sys_days at) {
  const record::Table& table = study.table("continuum");
  std::vector<std::size_t> rows;
  for (const std::size_t row : lines) {
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  for (std::size_t row = 0; lines.empty() && row < table.rows(); ++row) rows.push_back(row);
  StudyProblem out;
  for (const std::size_t row : rows) {
    Issue issue;
    issue.id = std::string(table.id(row));
    issue.name = std::string(table.cell(row, "name"));
    ENTENTE_TRY(issue.anchors, anchors_of(table, row));
    ENTENTE_CHECK(add_stakes(study, at, issue, out));
    // A line that nobody has judged is no issue of the room, unless it was asked for.
    if (!issue.stakes.empty() || !lines.empty()) out.problem.issues.push_back(std::move(issue));
  }
  if (out.problem.issues.empty()) {
    return fail({ErrorKind::Missing,
                 "the study judges no line",
                 {"assessment.csv", 0, "continuum"},
                 "judgements of positions on lines of the table continuum",
                 "",
                 "add lines to continuum and judgements to assessment"});
  }
  ENTENTE_CHECK(check(out.problem));
  return out;
}

Result<std::vector<MissingMembers>> missing_members(const record::Study& study,
                                                    const Problem& problem, std::size_t issue,
                                                    std::chrono::sys_days at) {
  std::map<std::string_view, Role> roles;
  for (const Stake& stake : problem.issues[issue].stakes) {
    roles[problem.actors[stake.actor].id] = stake.role;
  }
  const record::Table& table = study.table("membership");
  std::vector<MissingMembers> groups;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    ENTENTE_TRY(const bool member, is_member(table, row, at));
    if (!member) continue;
    const std::string_view id = table.cell(row, "group");
    auto group = std::find_if(groups.begin(), groups.end(),
                              [id](const MissingMembers& g) { return g.group == id; });
    if (group == groups.end()) {
      groups.push_back({std::string(id), {}, {}, 0});
      group = groups.end() - 1;
    }
    ++group->members;
    const std::string actor(table.cell(row, "actor"));
    const auto role = roles.find(actor);
    if (role == roles.end()) group->missing.push_back(actor);
    if (role != roles.end() && role->second == Role::Decides) {
      group->deciding.push_back(actor);
    }
  }
  std::erase_if(groups,
                [](const MissingMembers& g) { return g.deciding.empty() || g.missing.empty(); });
  return groups;
}

}  // namespace entente::room

// SPDX-License-Identifier: GPL-3.0-or-later
// Reader of the DEU data set and the weights of its actors.
#include <algorithm>
#include <cmath>
#include <map>

#include "entente/app/backtest.hpp"
#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {
namespace {

/// What a member of the Council weighed: Treaty of Accession 1994, art. 15 (fifteen members, 87
/// votes); Treaty of Nice and the accession treaties of 2003, 2005 and 2011; inhabitants in
/// millions on 1 January 2019 (Eurostat, demo_pjan), after the Treaty of Lisbon.
struct Member {
  std::string_view id;
  double fifteen;
  double nice;
  double inhabitants;
};

constexpr Member members[] = {
    {"at", 4, 10, 8.86},   {"be", 5, 12, 11.46}, {"bu", 0, 10, 7.00},   {"cr", 0, 7, 4.08},
    {"cy", 0, 4, 0.88},    {"cz", 0, 12, 10.65}, {"de", 10, 29, 83.02}, {"dk", 3, 7, 5.81},
    {"ee", 0, 4, 1.32},    {"el", 5, 12, 10.72}, {"es", 8, 27, 46.94},  {"fi", 3, 7, 5.52},
    {"fr", 10, 29, 67.01}, {"hu", 0, 12, 9.77},  {"ie", 3, 7, 4.90},    {"it", 10, 29, 60.36},
    {"lt", 0, 7, 2.79},    {"lu", 2, 4, 0.61},   {"lv", 0, 4, 1.92},    {"mt", 0, 3, 0.49},
    {"nl", 5, 13, 17.28},  {"pl", 0, 27, 37.97}, {"pt", 5, 12, 10.28},  {"ro", 0, 14, 19.41},
    {"se", 4, 10, 10.23},  {"si", 0, 4, 2.08},   {"sk", 0, 7, 5.45},    {"uk", 10, 29, 66.65},
};

/// Two placed actors say who is against whom, and little of how a body of fifteen or more decided.
constexpr std::size_t least_actors = 3;

double votes_of(std::string_view id, std::int64_t year) {
  for (const Member& member : members) {
    if (member.id != id) continue;
    return year <= 2002 ? member.fifteen : year <= 2011 ? member.nice : member.inhabitants;
  }
  return -1;
}

bool is_institution(std::string_view id) { return id == "com" || id == "ep"; }

/// A CSV file with named columns.
class NamedCsv {
 public:
  static Result<NamedCsv> open(const std::string& path, const std::vector<std::string>& columns) {
    NamedCsv out;
    out.path_ = path;
    ENTENTE_TRY(const std::string bytes, read_file(path));
    ENTENTE_TRY(out.sheet_, ingest::read_csv(bytes, path));
    if (!out.sheet_.faults.empty()) return fail(std::move(out.sheet_.faults.front()));
    const auto& header = out.sheet_.header;
    for (ingest::SheetRow& row : out.sheet_.rows) row.cells.resize(header.size());
    for (const std::string& column : columns) {
      const auto at = std::find(header.begin(), header.end(), column);
      if (at == header.end()) {
        return fail({ErrorKind::Malformed,
                     "a column is missing",
                     {path, 1, column},
                     column,
                     "",
                     "give the folder of the data set"});
      }
      out.columns_[column] = static_cast<std::size_t>(at - header.begin());
    }
    return out;
  }

  const std::vector<ingest::SheetRow>& records() const noexcept { return sheet_.rows; }
  const std::string& cell(const ingest::SheetRow& record, const std::string& column) const {
    return record.cells[columns_.find(column)->second];
  }
  /// A number, or nothing for a blank cell.
  Result<std::optional<double>> number(const ingest::SheetRow& record,
                                       const std::string& column) const {
    const std::string& text = cell(record, column);
    if (text.empty()) return std::optional<double>();
    const auto value = parse_number(text);
    if (value && *value >= 0 && *value <= 9999) return value;
    return fail({ErrorKind::Malformed,
                 "not a number of the data set",
                 {path_, record.line, column},
                 "a number, 0 or more",
                 quotable(text),
                 "correct the cell"});
  }
  Place place(const ingest::SheetRow& record, std::string column) const {
    return {path_, record.line, std::move(column)};
  }

 private:
  std::string path_;
  ingest::Sheet sheet_;
  std::map<std::string, std::size_t> columns_;
};

/// A row of positions.csv that has both numbers.
struct Held {
  std::string actor;
  double position;
  double salience;
  std::int64_t line;
};

using HeldByIssue = std::map<std::string, std::vector<Held>, std::less<>>;

Result<HeldByIssue> read_positions(const std::string& folder) {
  ENTENTE_TRY(const NamedCsv file, NamedCsv::open(folder + "/positions.csv",
                                                  {"issue", "actor", "position", "salience"}));
  HeldByIssue out;
  for (const ingest::SheetRow& record : file.records()) {
    ENTENTE_TRY(const auto position, file.number(record, "position"));
    ENTENTE_TRY(const auto salience, file.number(record, "salience"));
    if (!position || !salience) continue;
    const std::string& actor = file.cell(record, "actor");
    if (!is_institution(actor) && votes_of(actor, 2012) < 0) {
      return fail({ErrorKind::Malformed, "an actor whose votes are not known",
                   file.place(record, "actor"), "a member, com or ep", quotable(actor),
                   "correct the code"});
    }
    out[file.cell(record, "issue")].push_back({actor, *position, *salience, record.line});
  }
  return out;
}

room::Problem problem_of(const std::string& id, const std::vector<Held>& held, std::int64_t year,
                         bool codecision, std::optional<double> reversion) {
  const room::Basis basis{{"DEU"}, ""};
  room::Problem out;
  room::Issue issue;
  issue.id = id;
  if (reversion) issue.reversion = room::Reversion{*reversion, basis};
  double largest = 0;
  for (const Held& one : held) largest = std::max(largest, votes_of(one.actor, year));
  for (const Held& one : held) {
    const bool institution = is_institution(one.actor);
    const bool decides = !institution || (one.actor == "ep" && codecision);
    const double power = institution ? largest : votes_of(one.actor, year);
    issue.stakes.push_back({out.actors.size(),
                            decides ? room::Role::Decides : room::Role::Influences,
                            room::Spread::fixed(one.position), room::Spread::fixed(one.salience),
                            room::Spread::fixed(power), basis, basis, basis});
    out.actors.push_back({one.actor, one.actor});
  }
  out.issues.push_back(std::move(issue));
  return out;
}

}  // namespace

Result<DecidedIssues> read_deu(const std::string& folder) {
  ENTENTE_TRY(const NamedCsv file,
              NamedCsv::open(folder + "/issues.csv", {"issue", "proposal", "procedure",
                                                      "intro_year", "reversion", "outcome"}));
  ENTENTE_TRY(const HeldByIssue positions, read_positions(folder));
  DecidedIssues out;
  for (const ingest::SheetRow& record : file.records()) {
    ++out.read;
    ENTENTE_TRY(const auto outcome, file.number(record, "outcome"));
    ENTENTE_TRY(const auto reversion, file.number(record, "reversion"));
    ENTENTE_TRY(const auto year, file.number(record, "intro_year"));
    if (!outcome) {
      ++out.undecided;
      continue;
    }
    if (!year) {
      out.refused.push_back({ErrorKind::Missing, "no year, so that nobody's votes are known",
                             file.place(record, "intro_year"), "a year", "", "fill the cell"});
      continue;
    }
    DecidedIssue one{file.cell(record, "issue"), file.cell(record, "proposal"), {}, *outcome};
    const auto held = positions.find(one.id);
    one.problem = problem_of(one.id, held == positions.end() ? std::vector<Held>() : held->second,
                             static_cast<std::int64_t>(*year),
                             file.cell(record, "procedure") == "COD", reversion);
    if (one.problem.actors.size() < least_actors) {
      out.refused.push_back({ErrorKind::Missing, "too few actors with a position and a salience",
                             file.place(record, one.id), std::to_string(least_actors) + " or more",
                             std::to_string(one.problem.actors.size()), "leave the issue out"});
      continue;
    }
    if (const auto sound = room::check(one.problem); !sound) {
      out.refused.push_back(sound.error());
      continue;
    }
    out.issues.push_back(std::move(one));
  }
  return out;
}

}  // namespace entente::app

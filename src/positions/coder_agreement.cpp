// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/coder_agreement.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "entente/base/random.hpp"
#include "entente/base/text.hpp"

namespace entente::positions {
namespace {

constexpr std::size_t enough_documents = 6;

/// The source a unit lies in (of its first code's first passage, else the first it names), else
/// itself: what hangs together.
std::uint32_t home_of(const record::Snapshot& snapshot, const CodingUnit& unit,
                      std::size_t unit_place) {
  const std::size_t s = unit.codes.front().value();
  for (const PassageCode p : snapshot.statements.passages[s]) {
    if (const SourceCode source = snapshot.passages.source[p.value()]) {
      return static_cast<std::uint32_t>(2 * source.value());
    }
  }
  const auto sources = snapshot.statements.sources[s];
  if (!sources.empty()) return static_cast<std::uint32_t>(2 * sources.front().value());
  return static_cast<std::uint32_t>(2 * unit_place + 1);
}

/// The figures of some units and some coders.
class FigureMaker {
 public:
  FigureMaker(const record::Snapshot& snapshot, const CoderAgreementOptions& options,
              const CoderAgreement& made, const CancelToken& cancel, const Progress& progress)
      : snapshot_(snapshot), options_(options), made_(made), cancel_(cancel), progress_(progress) {
    places_.resize(snapshot.coders.size());
    for (std::size_t c = 0; c < made.units.coders.size(); ++c) {
      places_[made.units.coders[c].value()] = static_cast<std::uint32_t>(c);
    }
  }

  Result<stats::CodingAgreement> figures(const std::vector<std::size_t>& units, bool people_only,
                                         std::string_view stream) const {
    std::vector<stats::Coding> codings;
    std::vector<std::uint32_t> homes;
    for (std::uint32_t u = 0; u < units.size(); ++u) {
      const CodingUnit& unit = made_.units.units[units[u]];
      homes.push_back(home_of(snapshot_, unit, units[u]));
      for (const StatementCode s : unit.codes) {
        const std::uint32_t coder = places_[snapshot_.statements.coder[s.value()].value()];
        if (people_only && is_machine(made_.kinds[coder])) continue;
        codings.push_back({u, coder, static_cast<double>(snapshot_.statements.stance[s.value()])});
      }
    }
    ENTENTE_TRY(const auto table,
                stats::Codings::make(codings, static_cast<std::uint32_t>(units.size()),
                                     static_cast<std::uint32_t>(made_.units.coders.size()),
                                     {-2, -1, 0, 1, 2}));
    stats::AgreementOptions asked;
    asked.level = options_.level;
    asked.seed = options_.seed;
    asked.stream = stream_word(stream);
    asked.replicates = options_.replicates;
    asked.confidence = options_.confidence;
    asked.threads = options_.threads;
    if (made_.by_documents) asked.cluster_of_unit = std::move(homes);
    return stats::coding_agreement(table, asked, cancel_, progress_);
  }

 private:
  const record::Snapshot& snapshot_;
  const CoderAgreementOptions& options_;
  const CoderAgreement& made_;
  const CancelToken& cancel_;
  const Progress& progress_;
  std::vector<std::uint32_t> places_;
};

void set_kinds(const record::Snapshot& snapshot, const CoderAgreementOptions& options,
               CoderAgreement& out) {
  for (const CoderCode coder : out.units.coders) {
    CoderKind kind = coder_kind(snapshot.coders[coder.value()]);
    const bool named = std::find(options.machines.begin(), options.machines.end(), coder) !=
                       options.machines.end();
    if (named && kind == CoderKind::Person) kind = CoderKind::Model;
    out.kinds.push_back(kind);
  }
}

void count_units(const record::Snapshot& snapshot, const CoderAgreementOptions& options,
                 CoderAgreement& out) {
  std::set<std::uint32_t> homes;
  for (std::size_t u = 0; u < out.units.units.size(); ++u) {
    const CodingUnit& unit = out.units.units[u];
    if (unit.codes.size() < 2) continue;
    homes.insert(home_of(snapshot, unit, u));
    if (!disputed(snapshot, unit)) continue;
    ++out.disputed;
    if (settled(snapshot, unit)) ++out.settled;
  }
  out.documents = homes.size();
  out.by_documents = options.drawn == DrawnBy::Documents ||
                     (options.drawn == DrawnBy::Auto && homes.size() >= enough_documents);
}

std::string interval_words(const stats::Estimate& estimate) {
  if (!estimate.interval) return "";
  return " [" + fixed_text(estimate.interval->low, 2) + ", " +
         fixed_text(estimate.interval->high, 2) + "]";
}

std::vector<StatementCode> recodable_statements(const record::Snapshot& snapshot,
                                                const UnitOptions& options) {
  const auto among = [](const auto& codes, auto code) {
    return codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  const record::StatementColumns& columns = snapshot.statements;
  std::vector<StatementCode> out;
  for (std::size_t s = 0; s < columns.size(); ++s) {
    if (columns.status[s] != record::StatementStatus::Accepted) continue;
    if (coder_kind(snapshot.coders[columns.coder[s].value()]) == CoderKind::Adjudicator) continue;
    if (among(options.actors, columns.actor[s]) && among(options.issues, columns.issue[s]) &&
        among(options.coders, columns.coder[s])) {
      out.emplace_back(s);
    }
  }
  return out;
}

}  // namespace

Result<CoderAgreement> coder_agreement(const record::Snapshot& snapshot,
                                       const CoderAgreementOptions& options,
                                       const CancelToken& cancel, const Progress& progress) {
  if (options.level == stats::ScaleLevel::Ratio) {
    return fail({ErrorKind::Usage,
                 "a stance has no true zero, so ratios of stances mean nothing",
                 {},
                 "nominal, ordinal or interval",
                 "ratio",
                 "take --level ordinal"});
  }
  CoderAgreement out;
  ENTENTE_TRY(out.units, coding_units(snapshot, options.units, cancel));
  set_kinds(snapshot, options, out);
  count_units(snapshot, options, out);
  const FigureMaker make(snapshot, options, out, cancel, progress);
  std::vector<std::size_t> all(out.units.units.size());
  std::map<IssueCode, std::vector<std::size_t>> by_issue;
  for (std::size_t u = 0; u < all.size(); ++u) {
    all[u] = u;
    by_issue[out.units.units[u].issue].push_back(u);
  }
  ENTENTE_TRY(out.all, make.figures(all, false, "all"));
  if (std::any_of(out.kinds.begin(), out.kinds.end(), is_machine)) {
    ENTENTE_TRY(out.people, make.figures(all, true, "people"));
  }
  for (const auto& [issue, units] : by_issue) {
    IssueCoderAgreement& made = out.issues.emplace_back();
    made.issue = issue;
    ENTENTE_TRY(made.figures,
                make.figures(units, false, "issue/" + snapshot.issues.id[issue.value()]));
    for (const std::size_t u : units) {
      if (disputed(snapshot, out.units.units[u])) ++made.disputed;
    }
  }
  return out;
}

std::string coder_agreement_sentence(const CoderAgreement& agreement) {
  const stats::AgreementFigures& figures = agreement.all.overall;
  const std::string units =
      std::to_string(figures.units) + (figures.units == 1 ? " unit" : " units");
  if (figures.units == 0) {
    return "Nobody coded a unit twice: agreement between coders cannot be told; a random 10 % "
           "should be re-coded.";
  }
  std::string out;
  if (!figures.alpha) {
    out = "All codes of the " + units +
          " coded more than once are alike in one category: without variation Krippendorff's "
          "alpha is undefined";
  } else {
    out = "Agreement between coders: Krippendorff's alpha (" +
          std::string(stats::to_string(agreement.all.level)) + ") " +
          fixed_text(figures.alpha->value, 2) + interval_words(*figures.alpha) + " over " + units +
          " coded more than once, " + std::to_string(figures.values) + " codes";
    if (!figures.alpha->interval) out += "; no interval can be told";
  }
  if (figures.units < enough_units) {
    out += "; with fewer than " + std::to_string(enough_units) +
           " units this is a sign, not a measure";
  }
  return out + ".";
}

std::size_t recodable(const record::Snapshot& snapshot, const UnitOptions& options) {
  return recodable_statements(snapshot, options).size();
}

std::vector<StatementCode> draw_for_recoding(const record::Snapshot& snapshot,
                                             const UnitOptions& options, std::size_t count,
                                             std::uint64_t seed) {
  std::vector<std::pair<std::uint64_t, StatementCode>> lots;
  for (const StatementCode s : recodable_statements(snapshot, options)) {
    const Philox source(seed, stream_word("recode"),
                        stream_word(snapshot.statement_ids[s.value()]));
    lots.emplace_back(source.bits(0), s);
  }
  std::sort(lots.begin(), lots.end());
  lots.resize(std::min(count, lots.size()));
  std::vector<StatementCode> out;
  out.reserve(lots.size());
  for (const auto& [lot, statement] : lots) out.push_back(statement);
  return out;
}

const MethodCard& coder_agreement_card() {
  static const MethodCard card = {
      "coder-agreement",
      "Agreement between coders",
      "over units (same actor, same issue, same words) with two codes or more: alpha = 1 - (n - 1) "
      "sum o_ck d_ck / sum n_c n_k d_ck (Krippendorff 2011), o the coincidences of codes c and k, "
      "n_c "
      "the pairable codes c; undefined where all codes are of one category",
      {{"match", "how statements of two coders become one unit", "passage"},
       {"least_overlap", "Jaccard index of the bytes from which spans match", "0.5"},
       {"level", "what stances mean to one another", "ordinal"},
       {"drawn", "what is drawn for intervals", "documents from six on, else units"},
       {"seed", "of the draws", "1"},
       {"replicates", "draws behind each interval", "2000"},
       {"confidence", "level of the intervals", "0.95"}},
      MethodStatus::Reproduces,
      {"Below 20 units a figure is a sign, not a measure.",
       "Alpha falls where nearly all codes are of one category, however many agree: read the "
       "percentage and AC beside it.",
       "What only one coder coded is in no coefficient; it is counted beside them.",
       "Coders who agree can be wrong together."}};
  return card;
}

}  // namespace entente::positions

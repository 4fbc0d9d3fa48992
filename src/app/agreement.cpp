// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/agreement.hpp"

#include <algorithm>
#include <cmath>

#include "agreement_parts.hpp"
#include "document_sentences.hpp"
#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {
namespace {

/// Longest words of a passage put into a sheet, in bytes.
constexpr std::size_t most_words = 600;

Result<std::vector<CoderCode>> coder_codes(const record::Snapshot& snapshot,
                                           const std::vector<std::string>& names,
                                           const char* option) {
  std::vector<CoderCode> out;
  for (const std::string& name : names) {
    const auto found = std::find(snapshot.coders.begin(), snapshot.coders.end(), name);
    if (found == snapshot.coders.end()) {
      std::string mend = did_you_mean_sentence(name, snapshot.coders);
      if (mend.empty()) mend = "entente agreement STUDY lists the coders";
      return fail({ErrorKind::NotFound,
                   "there is no such coder",
                   {"", 0, option},
                   "",
                   quotable(name),
                   std::move(mend)});
    }
    out.emplace_back(static_cast<std::size_t>(found - snapshot.coders.begin()));
  }
  return out;
}

Result<std::size_t> part_of(const std::string& part, std::size_t all) {
  const bool percent = !part.empty() && part.back() == '%';
  const std::string_view digits = std::string_view(part).substr(0, part.size() - (percent ? 1 : 0));
  const auto share = percent ? parse_number(digits) : std::nullopt;
  if (share && *share > 0 && *share <= 100) {
    const double count = std::ceil(*share / 100 * static_cast<double>(all) - 1e-9);
    return std::max<std::size_t>(1, static_cast<std::size_t>(count));
  }
  const auto count = percent ? std::nullopt : parse_integer(digits);
  if (count && *count > 0) return std::min(all, static_cast<std::size_t>(*count));
  return fail({ErrorKind::Usage,
               "no part of the statements",
               {"", 0, "--draw-recode"},
               "a share such as 10%, or a whole number from 1",
               quotable(part),
               "give --draw-recode 10%"});
}

bool labelled(const record::Study& study, std::string_view table, std::string_view id) {
  if (id.empty()) return false;
  const record::Table& rows = study.table(table);
  const auto row = rows.find(id);
  return row && !rows.cell(*row, "label").empty();
}

record::Table blind_sheet(const Analysis& analysis, const std::vector<StatementCode>& drawn,
                          const std::string& coder) {
  const record::Study& study = analysis.opened.study;
  const record::Table& statements = study.table("statement");
  record::Table sheet(statements.schema());
  const auto column = [&sheet](std::string_view name) { return *sheet.schema().column(name); };
  for (const StatementCode s : drawn) {
    std::vector<std::string> cells(sheet.columns());
    for (const std::string_view name :
         {"actor", "issue", "target", "kind", "date", "date_end", "passages", "sources",
          "source_chain", "codebook", "label"}) {
      cells[column(name)] = statements.cell(s.value(), name);
    }
    cells[column("coder")] = coder;
    cells[column("status")] = "proposed";
    const IssueCode issue = analysis.snapshot.statements.issue[s.value()];
    std::string note = "claim: " + analysis.snapshot.issues.claim[issue.value()];
    const std::string words = statement_words(study, analysis.snapshot, s);
    if (!words.empty()) note += "; words: " + words;
    cells[column("note")] = note;
    sheet.append(std::span<const std::string>(cells));
  }
  return sheet;
}

Result<void> check_recoder(const record::Snapshot& snapshot,
                           const std::vector<StatementCode>& drawn, const std::string& coder) {
  const bool own = std::any_of(drawn.begin(), drawn.end(), [&](StatementCode s) {
    return snapshot.coders[snapshot.statements.coder[s.value()].value()] == coder;
  });
  if (!own) return {};
  return fail({ErrorKind::Conflict,
               "who codes a second time must be another than who coded first",
               {"", 0, "--coder"},
               "another name",
               quotable(coder),
               "name the second coder, or draw from others with --coders"});
}

}  // namespace

Result<Analysis> coded_study(const AgreementRequest& request, const Context& context,
                             positions::CoderAgreementOptions& options) {
  AnalysisRequest asked = request.analysis;
  if (asked.at.empty()) asked.at = "9999-12-31";  // codes have no date of their own
  const bool named = !asked.actors.empty();
  if (!named) asked.actors = {"all"};
  ENTENTE_TRY(Analysis out, analyse(asked, context));
  options = request.options;
  if (named) options.units.actors = out.actors;
  if (!request.analysis.issues.empty()) options.units.issues = out.issues;
  if (options.units.match == positions::UnitMatch::Sentence) {
    options.units.sentences = passage_sentences(out.opened.study, out.snapshot);
  }
  ENTENTE_TRY(options.units.coders, coder_codes(out.snapshot, request.coders, "--coders"));
  ENTENTE_TRY(options.machines, coder_codes(out.snapshot, request.machines, "--machine"));
  return out;
}

std::string statement_words(const record::Study& study, const record::Snapshot& snapshot,
                            StatementCode statement) {
  const record::Table& passages = study.table("passage");
  std::string out;
  for (const PassageCode p : snapshot.statements.passages[statement.value()]) {
    const std::size_t row = p.value();
    const auto words = study.passage_text(row);
    if (!words || !passages.cell(row, "label").empty() ||
        labelled(study, "document", passages.cell(row, "document")) ||
        labelled(study, "source", passages.cell(row, "source"))) {
      continue;
    }
    out.append(out.empty() ? "\"" : " \"").append(quotable(*words, most_words)).append("\"");
  }
  return out;
}

Result<AgreementOutcome> agreement_of(const AgreementRequest& request, const Context& context) {
  AgreementOutcome out;
  out.all_disputed = request.all_disputed;
  ENTENTE_TRY(out.analysis, coded_study(request, context, out.options));
  ENTENTE_TRY(out.agreement, positions::coder_agreement(out.analysis.snapshot, out.options,
                                                        context.cancel, context.progress));
  const auto& units = out.agreement.units.units;
  const record::Table& statements = out.analysis.opened.study.table("statement");
  out.of_two_codebooks = static_cast<std::size_t>(
      std::count_if(units.begin(), units.end(), [&](const positions::CodingUnit& unit) {
        const auto version = [&](StatementCode s) {
          return statements.cell(s.value(), "codebook");
        };
        return std::any_of(unit.codes.begin(), unit.codes.end(), [&](StatementCode s) {
          return version(s) != version(unit.codes.front());
        });
      }));
  return out;
}

Result<RecodeOutcome> recode_sheet(const RecodeRequest& request, const Context& context) {
  positions::CoderAgreementOptions options;
  ENTENTE_TRY(const Analysis analysis, coded_study(request.from, context, options));
  RecodeOutcome out;
  out.target = request.target;
  out.coder = request.coder;
  out.seed = request.seed;
  out.of = positions::recodable(analysis.snapshot, options.units);
  if (out.of == 0) {
    return fail({ErrorKind::Missing,
                 "no accepted statement to draw from",
                 {},
                 "",
                 "",
                 "ask for other issues, actors or coders"});
  }
  ENTENTE_TRY(const std::size_t count, part_of(request.part, out.of));
  const auto drawn =
      positions::draw_for_recoding(analysis.snapshot, options.units, count, request.seed);
  ENTENTE_CHECK(check_recoder(analysis.snapshot, drawn, request.coder));
  out.drawn = drawn.size();
  out.bytes = ingest::table_csv(blind_sheet(analysis, drawn, request.coder), true);
  if (request.target == "-") return out;
  ENTENTE_TRY([[maybe_unused]] const bool written,
              write_file(request.target, out.bytes,
                         request.force ? Overwrite::Different : Overwrite::Never));
  return out;
}

}  // namespace entente::app

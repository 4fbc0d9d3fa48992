// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/advice.hpp"

namespace entente::app {
namespace {

Result<positions::PositionMatrix> whole_matrix(const Analysis& analysis) {
  return positions::latest_positions(analysis.snapshot,
                                     {analysis.at, analysis.actors, {}, std::nullopt, {}});
}

std::string option_words(const record::Study& study) {
  const std::string& id = study.settings.informal_option;
  const record::Table& options = study.table("option");
  const auto row = options.find(id);
  return row ? id + ": " + std::string(options.cell(*row, "what")) : std::string();
}

}  // namespace

Result<AgendaOutcome> agenda_of(const AnalysisRequest& request, const Context& context) {
  AgendaOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request, context));
  ENTENTE_TRY(out.matrix, whole_matrix(out.analysis));
  ENTENTE_TRY(out.entries, advise::common_agenda(out.analysis.snapshot, out.matrix));
  return out;
}

Result<AdviceOutcome> advice_of(const AnalysisRequest& request, const Context& context) {
  AdviceOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request, context));
  const record::Snapshot& snapshot = out.analysis.snapshot;
  ENTENTE_TRY(out.matrix, whole_matrix(out.analysis));
  ENTENTE_TRY(const advise::FormatOptions options,
              advise::study_options(out.analysis.opened.study, snapshot));
  out.study_rules = options.rules;
  ENTENTE_TRY(out.rules, advise::format_rules(snapshot, out.matrix, options));
  ENTENTE_TRY(out.advice, advise::formats_advice(snapshot, out.matrix, out.rules));
  ENTENTE_TRY(out.missing, advise::missing_cells(snapshot, out.matrix, options));
  out.informal_option = option_words(out.analysis.opened.study);
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/instruments.hpp"

#include <algorithm>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

Result<void> check_type(const record::Table& instruments, const std::string& type) {
  if (type.empty()) return {};
  std::vector<std::string> types;
  types.reserve(instruments.rows());
  for (std::size_t row = 0; row < instruments.rows(); ++row) {
    types.emplace_back(instruments.cell(row, "type"));
  }
  if (std::find(types.begin(), types.end(), type) != types.end()) return {};
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  std::string mend = did_you_mean_sentence(type, types);
  if (mend.empty()) mend = "entente ledger STUDY instrument lists them";
  return fail({ErrorKind::NotFound,
               "no instrument is of this type",
               {"", 0, "--type"},
               "",
               quotable(type),
               std::move(mend)});
}

}  // namespace

Result<InstrumentsOutcome> instruments_of(const InstrumentsRequest& request,
                                          const Context& context) {
  InstrumentsOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  const record::Study& study = out.analysis.opened.study;
  ENTENTE_CHECK(check_type(study.table("instrument"), request.type));
  out.matrix =
      alignment::instrument_areas(study, {out.analysis.at, out.analysis.actors, request.type});
  return out;
}

Result<ChannelsOutcome> channels_of(const AnalysisRequest& request, const Context& context) {
  ChannelsOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request, context));
  out.table = alignment::channels(out.analysis.opened.study, out.analysis.at, out.analysis.actors);
  return out;
}

}  // namespace entente::app

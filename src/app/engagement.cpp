// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/engagement.hpp"

#include "option_values.hpp"

namespace entente::app {
namespace {

Result<std::vector<FormatCode>> format_codes(const Analysis& analysis,
                                             const std::vector<std::string>& ids,
                                             const char* option) {
  std::vector<FormatCode> out;
  out.reserve(ids.size());
  for (const std::string& id : ids) {
    ENTENTE_TRY(const std::size_t row,
                known_row(analysis.opened.study.table("format"), id, option));
    out.emplace_back(row);
  }
  return out;
}

}  // namespace

Result<std::vector<FormatCode>> group_formats(const Analysis& analysis) {
  const auto& group = analysis.snapshot.settings.group_formats;
  if (group.empty()) {
    return fail({ErrorKind::Missing,
                 "the study names no group formats",
                 {"study.toml", 0, "formats.group"},
                 "ids of formats",
                 "",
                 "set group under [formats] in study.toml, or give --format ID"});
  }
  return format_codes(analysis, group, "formats.group of study.toml");
}

Result<EngagementOutcome> engagements_of(const EngagementRequest& request, const Context& context) {
  EngagementOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  const record::Snapshot& snapshot = out.analysis.snapshot;
  if (request.group) {
    ENTENTE_TRY(out.formats, group_formats(out.analysis));
  } else {
    ENTENTE_TRY(out.formats, format_codes(out.analysis, request.formats, "--format"));
  }
  ENTENTE_TRY(out.series,
              alignment::engagement_series(
                  snapshot, {out.analysis.at, request.by, out.analysis.actors, out.formats}));
  const std::size_t categories = out.series.categories.size();
  out.firsts.resize(categories);
  for (std::size_t i = 0; i < out.series.counts.size(); ++i) {
    auto& first = out.firsts[i % categories];
    if (!first && !out.series.counts[i].engagements.empty()) {
      first = out.series.counts[i].engagements.front();
    }
  }
  if (out.analysis.actors.size() < 2) return out;
  out.coverage_formats = snapshot.settings.bilateral_formats;
  ENTENTE_TRY(const auto bilateral,
              format_codes(out.analysis, out.coverage_formats, "formats.bilateral of study.toml"));
  out.coverage = alignment::coverage(snapshot, out.analysis.actors, bilateral, std::nullopt);
  return out;
}

}  // namespace entente::app

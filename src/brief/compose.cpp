// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose.hpp"

#include <algorithm>

#include "context.hpp"
#include "disputed.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/coder_agreement.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_default_focus = 6;
constexpr std::size_t most_others = 24;

Result<std::chrono::sys_days> reading_day(const record::Snapshot& snapshot,
                                          const Options& options) {
  if (options.at) return *options.at;
  if (snapshot.settings.as_of) return snapshot.settings.as_of->last_day();
  return fail({ErrorKind::Missing,
               "the brief has no day to read the record at",
               {"study.toml", 0, "as_of"},
               "a date",
               "",
               "set as_of in study.toml, or give --at DATE"});
}

Result<std::vector<ActorCode>> focus_actors(const record::Snapshot& snapshot,
                                            const Options& options, std::chrono::sys_days at) {
  const auto& wanted = options.focus.empty() ? snapshot.settings.focus : options.focus;
  std::vector<ActorCode> out;
  for (const std::string& id : wanted) {
    const ActorCode actor = snapshot.actor(id);
    if (!actor) {
      return fail({ErrorKind::Reference,
                   "the focus names actor " + quotable(id) + ", which is not there",
                   {},
                   "",
                   quotable(id),
                   did_you_mean_sentence(id, snapshot.actors.id)});
    }
    if (std::find(out.begin(), out.end(), actor) == out.end()) out.push_back(actor);
  }
  if (out.empty()) {
    out = positions::other_actors(snapshot, at, {});
    if (out.size() > most_default_focus) out.resize(most_default_focus);
  }
  return out;
}

Result<std::vector<FormatCode>> bilateral_formats(const record::Snapshot& snapshot,
                                                  const Options& options) {
  const auto& wanted = options.bilateral_formats.empty() ? snapshot.settings.bilateral_formats
                                                         : options.bilateral_formats;
  std::vector<FormatCode> out;
  out.reserve(wanted.size());
  for (const std::string& id : wanted) {
    const auto it = std::find(snapshot.format_ids.begin(), snapshot.format_ids.end(), id);
    if (it == snapshot.format_ids.end()) {
      return fail({ErrorKind::Reference,
                   "there is no format " + quotable(id),
                   {},
                   "",
                   quotable(id),
                   did_you_mean_sentence(id, snapshot.format_ids)});
    }
    out.emplace_back(static_cast<std::size_t>(it - snapshot.format_ids.begin()));
  }
  return out;
}

/// Fills in what every section needs.
Result<Context> read_record(const record::Study& study, const record::Snapshot& snapshot,
                            const Options& options) {
  Context context{study, snapshot, {}, {}, "", "", {}, {}, {}, {}, {}, {}, options.prospects};
  ENTENTE_TRY(context.at, reading_day(snapshot, options));
  ENTENTE_TRY(context.focus, focus_actors(snapshot, options, context.at));
  ENTENTE_TRY(context.bilateral, bilateral_formats(snapshot, options));
  const std::size_t n = context.focus.size();
  context.group = n == 1 ? actor_name(context, context.focus[0]) : "the " + number_word(n);
  context.all_group = n == 1 ? actor_name(context, context.focus[0])
                             : (n == 2 ? std::string("both") : "all " + number_word(n));
  ENTENTE_TRY(context.positions,
              positions::latest_positions(snapshot, {context.at, context.focus, {}, std::nullopt}));
  if (options.since) {
    if (*options.since >= context.at) {
      return fail({ErrorKind::Usage,
                   "the day that changes are told from is not before the day of the brief",
                   {"", 0, "--since"},
                   "a date before " + day_words(context.at),
                   day_words(*options.since),
                   "give an earlier --since or a later --at"});
    }
    ENTENTE_TRY(context.then, positions::latest_positions(
                                  snapshot, {*options.since, context.focus, {}, std::nullopt}));
  }
  context.others = positions::other_actors(snapshot, context.at, context.focus);
  if (context.others.size() > most_others) context.others.resize(most_others);
  ENTENTE_TRY(
      context.other_positions,
      positions::latest_positions(snapshot, {context.at, context.others, {}, std::nullopt}));
  context.rooms = rooms_of(study, context.at);
  return context;
}

std::string record_counts(const Context& context) {
  std::size_t statements = 0;
  std::vector<bool> speaks(context.snapshot.actors.size(), false);
  for (std::size_t s = 0; s < context.snapshot.statements.size(); ++s) {
    if (!positions::counts(context.snapshot, StatementCode(s), context.at)) continue;
    ++statements;
    speaks[context.snapshot.statements.actor[s].value()] = true;
  }
  const auto actors = static_cast<std::size_t>(std::count(speaks.begin(), speaks.end(), true));
  return counted(statements, "coding", "codings") + " of " + counted(actors, "actor", "actors") +
         " on " + counted(context.snapshot.issues.size(), "issue", "issues") +
         ", from a record of " + counted(context.snapshot.source_ids.size(), "source", "sources");
}

void add_run_evidence(const Paragraph& paragraph, std::vector<std::string>& out) {
  for (const Run& run : paragraph.runs) {
    out.insert(out.end(), run.evidence.begin(), run.evidence.end());
  }
}

void add_block_evidence(const Block& block, std::vector<std::string>& out) {
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) add_run_evidence(*paragraph, out);
  if (const auto* list = std::get_if<BulletList>(&block)) {
    for (const Paragraph& item : list->items) add_run_evidence(item, out);
  }
  if (const auto* table = std::get_if<TableBlock>(&block)) {
    for (const auto& row : table->rows) {
      for (const Paragraph& cell : row) add_run_evidence(cell, out);
    }
  }
  if (const auto* drawn = std::get_if<FigureBlock>(&block)) {
    out.insert(out.end(), drawn->figure.evidence.begin(), drawn->figure.evidence.end());
    for (const auto& row : drawn->figure.table.rows) {
      for (const auto& cell : row) {
        out.insert(out.end(), cell.evidence.begin(), cell.evidence.end());
      }
    }
  }
}

std::vector<Section> annex_sections(const Context& context) {
  std::vector<Section> out;
  int figure_number = 0;
  out.push_back(changed_section(context));
  out.push_back(who_section(context, figure_number));
  out.push_back(overlap_section(context, figure_number));
  out.push_back(coalition_section(context, figure_number));
  out.push_back(agenda_section(context));
  out.push_back(package_section(context, figure_number));
  out.push_back(format_ranking_section(context));
  out.push_back(find_out_section(context));
  for (Section& section : forecast_sections(context, figure_number)) {
    out.push_back(std::move(section));
  }
  out.push_back(engagement_section(context, figure_number));
  out.push_back(instrument_section(context));
  out.push_back(channel_section(context));
  out.push_back(interest_section(context));
  out.push_back(frame_section(context));
  out.push_back(option_section(context));
  out.push_back(contribution_section(context));
  out.push_back(vote_section(context));
  out.push_back(dispute_section(context));
  out.push_back(doubt_section(context));
  out.push_back(unknown_section(context));
  out.push_back(judgement_section(context));
  out.push_back(method_section(context));
  return out;
}

}  // namespace

std::vector<const FigureBlock*> figures_of(const Brief& brief) {
  std::vector<const FigureBlock*> out;
  for (const Section& section : brief.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* drawn = std::get_if<FigureBlock>(&block)) out.push_back(drawn);
    }
  }
  return out;
}

std::vector<std::string> cited_data(const Brief& brief) {
  std::vector<std::string> out;
  for (const Section& section : brief.sections) {
    for (const Block& block : section.blocks) add_block_evidence(block, out);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Brief> compose_sections(const record::Study& study, const record::Snapshot& snapshot,
                               const Options& options, const SectionsOf& sections_of) {
  ENTENTE_TRY(Context context, read_record(study, snapshot, options));
  Brief out;
  out.title = !options.title.empty()          ? options.title
              : !study.settings.title.empty() ? study.settings.title
              : !study.settings.name.empty()  ? study.settings.name
                                              : "Brief";
  out.subtitle = study.settings.question;
  out.language = study.settings.language.empty() ? "en" : study.settings.language;
  out.as_of = day_words(context.at);
  out.counts = record_counts(context);
  out.engine = "Entente " ENTENTE_VERSION;
  ENTENTE_TRY(const auto coders, positions::coder_agreement(snapshot, {}));
  out.coder_agreement = positions::coder_agreement_sentence(coders);
  out.extent = options.extent;
  ENTENTE_TRY(out.sections, sections_of(context));
  std::erase_if(out.sections, [](const Section& section) { return section.blocks.empty(); });
  mark_disputed(context, out);
  out.evidence = build_register(context, cited_data(out));
  out.marking = union_marking(study, out.evidence);
  return out;
}

Result<Brief> compose(const record::Study& study, const record::Snapshot& snapshot,
                      const Options& options) {
  return compose_sections(study, snapshot, options,
                          [&options](Context& context) -> Result<std::vector<Section>> {
                            std::vector<Section> out = page_sections(context);
                            if (options.extent == Extent::OnePage) return out;
                            for (Section& section : annex_sections(context))
                              out.push_back(std::move(section));
                            return out;
                          });
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
// The meeting pack: which meeting, what has changed since the last of its kind, and its parts.
#include "entente/brief/meeting.hpp"

#include <algorithm>
#include <array>

#include "compose.hpp"
#include "entente/base/text.hpp"
#include "meeting_pack.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_dates = 6;
constexpr std::size_t most_aside = 4;

/// "Meetings of foreign ministers with NATO and all of the four; in the format NAC+4+EU; 5 on
/// record before ..., the last on ...", without a stop.
std::string taken_words(const Context& context, const MeetingKind& kind) {
  std::string out = meeting_kind_words(context.snapshot, kind);
  const auto& columns = context.snapshot.engagements;
  std::vector<EngagementCode> all = kind.before;
  all.insert(all.end(), kind.after.begin(), kind.after.end());
  all.insert(all.end(), kind.unsure.begin(), kind.unsure.end());
  if (kind.formats.empty() || !kind.parties.empty()) {
    std::vector<std::string> formats;
    for (const FormatCode format : formats_of(context.snapshot, all)) {
      formats.push_back(context.snapshot.format_ids[format.value()]);
    }
    if (!formats.empty()) {
      out += ", on record in the format" + std::string(formats.size() > 1 ? "s " : " ") +
             listed(formats);
    }
  }
  out += "; " + (kind.before.empty() ? std::string("none") : std::to_string(kind.before.size())) +
         " before " + day_words(context.at);
  if (!kind.before.empty()) {
    const std::size_t row = kind.before.back().value();
    out += ", the last " + period_words(columns.date[row], columns.until[row]);
  }
  return out;
}

/// The dates of such meetings, newest first.
Paragraph dates_sentence(const Pack& pack) {
  const auto& columns = pack.context.snapshot.engagements;
  const auto& before = pack.kind.before;
  if (before.size() < 2) return {};
  Paragraph out = pack_text("The ones before it: ");
  const std::size_t others = before.size() - 1;
  for (std::size_t i = 0; i < std::min(others, most_dates); ++i) {
    const EngagementCode e = before[before.size() - 2 - i];
    const FormatCode format = columns.format[e.value()];
    std::string words = period_words(columns.date[e.value()], columns.until[e.value()]);
    if (format && pack.kind.formats.empty() && format != columns.format[pack.last->value()]) {
      words += " (" + pack.context.snapshot.format_ids[format.value()] + ")";
    }
    out.runs.push_back(
        {(i > 0 ? ", " : "") + words, engagement_evidence(pack.context, std::array{e})});
  }
  if (others > most_dates) {
    out.runs.push_back({" and " + std::to_string(others - most_dates) + " more"});
  }
  out.runs.push_back({"."});
  return out;
}

/// "Brussels: NATO foreign ministers with ...; on the table: ...; also there: the EU."
Paragraph last_sentence(const Pack& pack) {
  const Context& context = pack.context;
  if (!pack.last) {
    return pack_text("No such meeting is on record before " + day_words(context.at) +
                     ": there is none to tell changes from.");
  }
  const std::size_t row = pack.last->value();
  const auto& columns = context.snapshot.engagements;
  const record::Table& table = context.study.table("engagement");
  std::string summary(table.cell(row, "summary"));
  while (summary.ends_with('.')) summary.pop_back();
  const std::string place(table.cell(row, "place"));
  Paragraph out = pack_text("The last, " + period_words(columns.date[row], columns.until[row]) +
                                (place.empty() ? "" : ", " + place) + ": " + summary,
                            engagement_evidence(context, std::array{*pack.last}));
  std::vector<std::string> topics;
  for (const std::string_view topic : list_items(table.cell(row, "topics"))) {
    topics.emplace_back(topic);
  }
  if (!topics.empty()) out.runs.push_back({"; on the table: " + joined(topics, ", ")});
  std::vector<std::string> also;
  for (const ActorCode actor : columns.participants[row]) {
    if (std::find(context.focus.begin(), context.focus.end(), actor) == context.focus.end()) {
      also.push_back(short_actor_name(context, actor));
    }
  }
  if (!also.empty()) out.runs.push_back({"; there beside " + context.group + ": " + listed(also)});
  out.runs.push_back({"."});
  return out;
}

void add_caveat(std::string text, Section& out, std::vector<std::string> evidence = {}) {
  Paragraph caveat = pack_text(std::move(text), std::move(evidence));
  caveat.runs.push_back({"."});
  caveat.kind = Paragraph::Kind::Caveat;
  out.blocks.emplace_back(std::move(caveat));
}

void add_left_out(const Pack& pack, Section& out) {
  const Context& context = pack.context;
  const auto& columns = context.snapshot.engagements;
  if (!pack.kind.aside.empty()) {
    Paragraph caveat = pack_text("Not counted among them: ");
    caveat.kind = Paragraph::Kind::Caveat;
    for (std::size_t i = 0; i < std::min(pack.kind.aside.size(), most_aside); ++i) {
      const MeetingAside& aside = pack.kind.aside[i];
      const std::size_t row = aside.engagement.value();
      const FormatCode format = columns.format[row];
      caveat.runs.push_back(
          {(i > 0 ? "; " : "") + period_words(columns.date[row], columns.until[row]) +
               (format ? " in " + context.snapshot.format_ids[format.value()] : "") + ", as " +
               aside.why,
           engagement_evidence(context, std::array{aside.engagement})});
    }
    if (pack.kind.aside.size() > most_aside) {
      caveat.runs.push_back(
          {"; and " + std::to_string(pack.kind.aside.size() - most_aside) + " more"});
    }
    caveat.runs.push_back({"."});
    out.blocks.emplace_back(std::move(caveat));
  }
  if (!pack.kind.unsure.empty()) {
    add_caveat("Dated too roughly to say whether before " + day_words(context.at) + ": " +
                   std::to_string(pack.kind.unsure.size()),
               out, engagement_evidence(context, pack.kind.unsure));
  }
  if (!pack.kind.unused.empty()) {
    std::vector<std::string> words;
    words.reserve(pack.kind.unused.size());
    for (const std::string& word : pack.kind.unused) words.push_back(quoted(word));
    add_caveat("Passed over, as nothing in the study has that name: " + listed(words), out);
  }
}

Result<Pack> make_pack(const Context& context, const MeetingKind& kind) {
  Pack pack{context, kind, std::nullopt, talking_points(context), {}, {}, false};
  if (!kind.before.empty()) pack.last = kind.before.back();
  std::size_t known = 0;
  std::size_t stale = 0;
  for (const positions::Cell& cell : context.positions.cells) {
    known += cell.known() ? 1 : 0;
    stale += cell.stale ? 1 : 0;
  }
  pack.all_old = known > 0 && stale == known;
  if (context.focus.size() < 2) return pack;
  ENTENTE_TRY(const advise::FormatOptions options,
              advise::study_options(context.study, context.snapshot));
  if (options.rules.empty()) return pack;
  ENTENTE_TRY(const advise::FormatRules rules,
              advise::format_rules(context.snapshot, context.positions, options));
  ENTENTE_TRY(pack.advice, advise::formats_advice(context.snapshot, context.positions, rules));
  ENTENTE_TRY(pack.missing, advise::missing_cells(context.snapshot, context.positions, options));
  return pack;
}

std::vector<Section> pack_sections(const Pack& pack) {
  std::vector<Section> out = {meeting_section(pack), since_section(pack), points_section(pack)};
  for (std::size_t column = 0; column < pack.context.focus.size(); ++column) {
    out.push_back(partner_section(pack, column));
  }
  out.push_back(group_asks_section(pack));
  out.push_back(other_points_section(pack));
  out.push_back(pack_disputes_section(pack, out));
  out.push_back(pack_method_section(pack));
  return out;
}

Error no_focus() {
  return {ErrorKind::Missing,
          "the study names no focus, so the pack would have no partners",
          {"study.toml", 0, "focus"},
          "ids of the actors whom the pack is about",
          "",
          "set focus in study.toml"};
}

}  // namespace

Section meeting_section(const Pack& pack) {
  Section out{"meeting", "The meeting", {}, Part::Page};
  const Context& context = pack.context;
  std::vector<std::string> evidence = engagement_evidence(context, pack.kind.before);
  Paragraph taken = pack_text("Taken as " + taken_words(context, pack.kind), std::move(evidence));
  taken.runs.push_back({". On what ground: " + joined(pack.kind.ground, "; ") + "."});
  out.blocks.emplace_back(std::move(taken));
  Paragraph last = last_sentence(pack);
  const Paragraph dates = dates_sentence(pack);
  if (!dates.runs.empty()) last.runs.push_back({" "});
  last.runs.insert(last.runs.end(), dates.runs.begin(), dates.runs.end());
  out.blocks.emplace_back(std::move(last));
  if (!pack.kind.after.empty()) {
    const EngagementCode next = pack.kind.after.front();
    const auto& columns = context.snapshot.engagements;
    Paragraph on_record = pack_text(
        "On record for " + day_words(context.at) +
            " or later: " + period_words(columns.date[next.value()], columns.until[next.value()]) +
            ", " + std::string(context.study.table("engagement").cell(next.value(), "summary")),
        engagement_evidence(context, std::array{next}));
    on_record.runs.push_back({". Nothing else here is read from after the day of the pack."});
    out.blocks.emplace_back(std::move(on_record));
  }
  add_left_out(pack, out);
  return out;
}

Section since_section(const Pack& pack) {
  Section out{"changed", "", {}, Part::Page};
  const auto last = last_day_of_last(pack);
  if (!last) return out;
  out.heading = "Changed since the last one, " + day_words(*last);
  BulletList list;
  for (std::size_t column = 0; column < pack.context.focus.size(); ++column) {
    list.items.push_back(change_counts(pack, column));
  }
  out.blocks.emplace_back(std::move(list));
  return out;
}

Section pack_method_section(const Pack& pack) {
  Section out{"pack-method", "How this pack was made", {}};
  const Context& context = pack.context;
  const TalkingPoints& points = pack.points;
  const std::size_t on_record = points.must.size() + points.should.size() + points.could.size() +
                                points.raised.size() + points.none.size();
  std::size_t unknown = 0;
  for (const positions::Cell& cell : context.positions.cells) unknown += cell.known() ? 0 : 1;
  BulletList list;
  const auto add = [&list](std::string text) { list.items.push_back(pack_text(std::move(text))); };
  add("Of " + counted(context.positions.issues.size(), "claim", "claims") + ", " +
      std::to_string(on_record) + " have at least one of " + context.group +
      " on record and stand in exactly one list: must " + std::to_string(points.must.size()) +
      ", should " + std::to_string(points.should.size()) + ", could " +
      std::to_string(points.could.size()) + ", if raised " + std::to_string(points.raised.size()) +
      ", of no use here " + std::to_string(points.none.size()) + ". Of " +
      std::to_string(context.positions.cells.size()) + " positions " + std::to_string(unknown) +
      " are not known, and unknown is not neutral.");
  add("Must: marked by the study as claims on which unity must be shown, all on the same side. "
      "Should: goals, all on record, at most one step apart, mean at least 1. Could: those on "
      "record at most one step apart, nobody against, somebody for. If raised: two steps or more "
      "apart, statements that disagree, or some against and nobody for.");
  add("May object: stands at 0 or below (where support is reserve, above 0) on what another of " +
      context.group +
      ", or else anybody on record, holds the other way; widest gap first. Judgements are named "
      "where the range does not hold the mean of the others' best guesses.");
  add("Asks: unknowns that could change the advice on a format, those that could give a claim one "
      "first; points that rest on stale words; goals on which it stands below the others' mean of "
      "1 or more; options that name it.");
  add("The last such meeting ended before " + day_words(context.at) +
      "; words dated on its last day or earlier count as said before it ended. How many "
      "engagements "
      "a partner has shows what was indexed; it does not show who is closer.");
  out.blocks.emplace_back(std::move(list));
  return out;
}

Result<MeetingPack> compose_meeting(const record::Study& study, const record::Snapshot& snapshot,
                                    const MeetingOptions& options) {
  if (options.focus.empty() && snapshot.settings.focus.empty()) return fail(no_focus());
  MeetingPack out;
  Options plain;
  plain.at = options.at;
  plain.focus = options.focus;
  plain.title = "Meeting pack: " + std::string(trimmed(options.meeting));
  plain.extent = options.extent == Extent::Full ? Extent::Full : Extent::Annex;
  const auto sections = [&](Context& context) -> Result<std::vector<Section>> {
    ENTENTE_TRY(const MeetingKind kind, meeting_kind(study, snapshot, context.focus, context.group,
                                                     context.at, options.meeting));
    if (!kind.before.empty()) {
      Pack last{context, kind, kind.before.back(), {}, {}, {}, false};
      ENTENTE_TRY(context.then,
                  positions::latest_positions(
                      snapshot, {*last_day_of_last(last), context.focus, {}, std::nullopt}));
    }
    ENTENTE_TRY(const Pack pack, make_pack(context, kind));
    out.taken = sentence_case(taken_words(context, kind));
    out.unused = kind.unused;
    return pack_sections(pack);
  };
  ENTENTE_TRY(out.brief, compose_sections(study, snapshot, plain, sections));
  out.brief.subtitle = study.settings.title;
  out.brief.annex_heading = "Partner by partner";
  out.brief.compact_annex = true;
  return out;
}

}  // namespace entente::brief

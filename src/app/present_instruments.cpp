// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/instruments.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::AreaState;
using alignment::Programme;

const std::string& actor_id(const Analysis& analysis, ActorCode actor) {
  return analysis.snapshot.actors.id[actor.value()];
}

std::vector<std::string> row_ids(const record::Table& table, const std::vector<std::size_t>& rows) {
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const std::size_t row : rows) out.emplace_back(table.id(row));
  return out;
}

std::vector<std::string> sources_of(const record::Table& table,
                                    const std::vector<std::size_t>& rows) {
  std::vector<std::string> out;
  for (const std::size_t row : rows) {
    const record::Evidence evidence = record::evidence_of(table, row);
    out.insert(out.end(), evidence.passages.begin(), evidence.passages.end());
    out.insert(out.end(), evidence.sources.begin(), evidence.sources.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// "13 of 16 on record", "11, all on record", "9, of how many is not known".
std::string areas_words(const Programme& programme) {
  const std::string n = std::to_string(programme.areas.size());
  if (!programme.stated) return n + ", of how many is not known";
  if (programme.complete) return n + ", all on record";
  return n + " of " + std::to_string(*programme.stated) + " on record";
}

std::string_view area_mark(AreaState state) {
  switch (state) {
    case AreaState::Named:
      return "yes";
    case AreaState::Missing:
      return "MISSING";
    case AreaState::CannotTell:
      return "?";
    case AreaState::None:
      break;
  }
  return "";
}

Rows programme_rows(const InstrumentsOutcome& outcome) {
  const record::Table& instruments = outcome.analysis.opened.study.table("instrument");
  Rows rows = {{"actor", "programme", "type", "date", "status", "areas"}};
  for (const Programme& programme : outcome.matrix.programmes) {
    rows.push_back({actor_id(outcome.analysis, programme.actor)});
    if (programme.instrument) {
      const std::size_t row = *programme.instrument;
      for (const std::string_view cell :
           {instruments.id(row), instruments.cell(row, "type"), instruments.cell(row, "date"),
            instruments.cell(row, "status")}) {
        rows.back().push_back(printable(cell));
      }
      rows.back().push_back(areas_words(programme));
    } else {
      rows.back().emplace_back("(none with areas on record)");
      rows.back().resize(rows.front().size());
    }
  }
  return rows;
}

Rows theme_rows(const InstrumentsOutcome& outcome) {
  Rows rows = {{"theme"}};
  for (const Programme& programme : outcome.matrix.programmes) {
    rows.front().push_back(actor_id(outcome.analysis, programme.actor));
  }
  for (std::size_t t = 0; t < outcome.matrix.themes.size(); ++t) {
    rows.push_back({printable(outcome.matrix.themes[t])});
    for (std::size_t a = 0; a < outcome.matrix.programmes.size(); ++a) {
      rows.back().emplace_back(area_mark(outcome.matrix.cell(t, a).state));
    }
  }
  return rows;
}

/// Themes that all name, and per actor those known to be missing.
std::string findings_text(const InstrumentsOutcome& outcome) {
  const alignment::AreaMatrix& matrix = outcome.matrix;
  std::vector<std::string> in_all;
  std::vector<std::vector<std::string>> missing(matrix.programmes.size());
  for (std::size_t t = 0; t < matrix.themes.size(); ++t) {
    bool all = true;
    for (std::size_t a = 0; a < matrix.programmes.size(); ++a) {
      const AreaState state = matrix.cell(t, a).state;
      all = all && state == AreaState::Named;
      if (state == AreaState::Missing) missing[a].push_back(printable(matrix.themes[t]));
    }
    if (all) in_all.push_back(printable(matrix.themes[t]));
  }
  std::string out =
      "\nIn all programmes: " + (in_all.empty() ? "none" : joined(in_all, ", ")) + ".\n";
  for (std::size_t a = 0; a < missing.size(); ++a) {
    if (missing[a].empty()) continue;
    out += "Missing for " + actor_id(outcome.analysis, matrix.programmes[a].actor) +
           ", whose list is complete: " + joined(missing[a], ", ") + ".\n";
  }
  return out;
}

std::vector<record::Dispute> disputes_behind(const InstrumentsOutcome& outcome) {
  const record::Table& instruments = outcome.analysis.opened.study.table("instrument");
  std::vector<std::string> data;
  for (const Programme& programme : outcome.matrix.programmes) {
    if (programme.instrument)
      data.push_back(record::datum_name(instruments, *programme.instrument));
  }
  return contested(outcome.analysis.opened.study, data);
}

/// One row a theme and actor.
Rows cell_rows(const InstrumentsOutcome& outcome) {
  const record::Study& study = outcome.analysis.opened.study;
  const record::Table& areas = study.table("instrument_area");
  Rows rows = {{"theme", "actor", "programme", "state", "areas", "evidence"}};
  for (std::size_t t = 0; t < outcome.matrix.themes.size(); ++t) {
    for (std::size_t a = 0; a < outcome.matrix.programmes.size(); ++a) {
      const Programme& programme = outcome.matrix.programmes[a];
      const alignment::AreaCell& cell = outcome.matrix.cell(t, a);
      rows.push_back(
          {outcome.matrix.themes[t], actor_id(outcome.analysis, programme.actor),
           programme.instrument ? std::string(study.table("instrument").id(*programme.instrument))
                                : std::string(),
           std::string(alignment::to_string(cell.state)), joined(row_ids(areas, cell.areas), ";"),
           joined(sources_of(areas, cell.areas), ";")});
    }
  }
  return rows;
}

Json json_of(const InstrumentsOutcome& outcome) {
  const record::Study& study = outcome.analysis.opened.study;
  const record::Table& areas = study.table("instrument_area");
  Json json{{"method", "instrument-areas"}, {"at", outcome.analysis.at_text}};
  json["programmes"] = Json::array();
  for (const Programme& programme : outcome.matrix.programmes) {
    Json item{{"actor", actor_id(outcome.analysis, programme.actor)}};
    item["instrument"] =
        programme.instrument ? Json(study.table("instrument").id(*programme.instrument)) : Json();
    item["n_areas"] = programme.areas.size();
    item["stated_areas"] = programme.stated ? Json(*programme.stated) : Json();
    item["complete"] = programme.complete;
    json["programmes"].push_back(std::move(item));
  }
  json["themes"] = Json::array();
  for (std::size_t t = 0; t < outcome.matrix.themes.size(); ++t) {
    Json item{{"theme", outcome.matrix.themes[t]}, {"cells", Json::object()}};
    for (std::size_t a = 0; a < outcome.matrix.programmes.size(); ++a) {
      const alignment::AreaCell& cell = outcome.matrix.cell(t, a);
      item["cells"][actor_id(outcome.analysis, outcome.matrix.programmes[a].actor)] =
          Json{{"state", alignment::to_string(cell.state)},
               {"areas", row_ids(areas, cell.areas)},
               {"evidence", sources_of(areas, cell.areas)}};
    }
    json["themes"].push_back(std::move(item));
  }
  json["disputes"] = disputes_json(disputes_behind(outcome));
  return json;
}

std::string_view channel_state(const alignment::ChannelCell& cell) {
  if (!cell.known.empty()) return "known";
  return cell.gaps.empty() ? "not looked for" : "gap";
}

/// "NOR 2016", "gap", or blank where nobody looked.
std::string channel_text(const ChannelsOutcome& outcome, const alignment::ChannelCell& cell) {
  const record::Table& table = outcome.analysis.opened.study.table("channel");
  std::vector<std::string> parts;
  for (const std::size_t row : cell.known) {
    std::string part(table.cell(row, "ally"));
    const std::string_view from = table.cell(row, "from");
    const std::string_view until = table.cell(row, "until");
    if (part.empty()) part = "yes";
    if (!from.empty() || !until.empty()) part += " " + std::string(from);
    if (!until.empty() && until != from) part += " to " + std::string(until);
    if (from.empty() && until.empty()) part += " (undated)";
    parts.push_back(printable(part));
  }
  if (parts.empty() && !cell.gaps.empty()) parts.emplace_back("GAP");
  return joined(parts, "; ");
}

Rows channel_matrix(const ChannelsOutcome& outcome) {
  Rows rows = {{"channel"}};
  for (const ActorCode a : outcome.table.partners) {
    rows.front().push_back(actor_id(outcome.analysis, a));
  }
  for (std::size_t k = 0; k < outcome.table.kinds.size(); ++k) {
    rows.push_back({printable(outcome.table.kinds[k])});
    for (std::size_t p = 0; p < outcome.table.partners.size(); ++p) {
      rows.back().push_back(channel_text(outcome, outcome.table.cell(k, p)));
    }
  }
  return rows;
}

std::string channels_text(const ChannelsOutcome& outcome) {
  const record::Table& table = outcome.analysis.opened.study.table("channel");
  std::string out = outcome.table.kinds.empty() ? "No channel of these partners is on record.\n"
                                                : aligned(channel_matrix(outcome));
  for (const std::size_t row : outcome.table.general) {
    out += "\n" + printable(table.cell(row, "kind"));
    if (!table.cell(row, "from").empty()) out += " (" + std::string(table.cell(row, "from")) + ")";
    out += ": " + printable(table.cell(row, "note")) + " [" +
           joined(sources_of(table, {row}), ", ") + "]\n";
  }
  return out + "\nOn " + outcome.analysis.at_text +
         ". GAP: looked for and not found; blank: nobody looked.\n";
}

Rows channel_rows(const ChannelsOutcome& outcome) {
  const record::Table& table = outcome.analysis.opened.study.table("channel");
  Rows rows = {{"kind", "partner", "state", "channels", "evidence"}};
  for (std::size_t k = 0; k < outcome.table.kinds.size(); ++k) {
    for (std::size_t p = 0; p < outcome.table.partners.size(); ++p) {
      const alignment::ChannelCell& cell = outcome.table.cell(k, p);
      std::vector<std::size_t> all = cell.known;
      all.insert(all.end(), cell.gaps.begin(), cell.gaps.end());
      rows.push_back({outcome.table.kinds[k], actor_id(outcome.analysis, outcome.table.partners[p]),
                      std::string(channel_state(cell)), joined(row_ids(table, all), ";"),
                      joined(sources_of(table, all), ";")});
    }
  }
  return rows;
}

Json json_of(const ChannelsOutcome& outcome) {
  Json json{{"at", outcome.analysis.at_text}, {"channels", Json::array()}};
  const Rows rows = channel_rows(outcome);
  const record::Table& table = outcome.analysis.opened.study.table("channel");
  std::size_t next = 1;
  for (std::size_t k = 0; k < outcome.table.kinds.size(); ++k) {
    for (std::size_t p = 0; p < outcome.table.partners.size(); ++p, ++next) {
      const alignment::ChannelCell& cell = outcome.table.cell(k, p);
      json["channels"].push_back(Json{{"kind", rows[next][0]},
                                      {"partner", rows[next][1]},
                                      {"state", rows[next][2]},
                                      {"known", row_ids(table, cell.known)},
                                      {"gaps", row_ids(table, cell.gaps)}});
    }
  }
  json["general"] = row_ids(table, outcome.table.general);
  return json;
}

}  // namespace

Presentation present(const InstrumentsOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(json_of(outcome));
  if (view == View::Table) out.rows = cell_rows(outcome);
  if (view == View::Text) {
    out.text = aligned(programme_rows(outcome));
    if (!outcome.matrix.themes.empty()) {
      out.text += "\n" + aligned(theme_rows(outcome)) + findings_text(outcome);
    }
    out.text += "\nOn " + outcome.analysis.at_text +
                ", the latest programme of each. MISSING: its list of areas is complete and does "
                "not name it;\n? the list on record is not known to be complete, so it cannot be "
                "told.\n" +
                disputes_text(disputes_behind(outcome));
  }
  return out;
}

Presentation present(const ChannelsOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(json_of(outcome));
  if (view == View::Table) out.rows = channel_rows(outcome);
  if (view == View::Text) out.text = channels_text(outcome);
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "meeting_kind.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "entente/base/text.hpp"
#include "meeting_words.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_nearest = 4;

/// Types of engagement at which people sit together; a blank one is taken as such.
constexpr std::array<std::string_view, 4> sitting_types = {"", "meeting", "conference", "visit"};

std::string known_as(const record::Snapshot& snapshot, ActorCode actor) {
  const std::string& name = snapshot.actors.name[actor.value()];
  const std::string& id = snapshot.actors.id[actor.value()];
  return name.empty() || name.size() > 24 ? id : name;
}

/// "foreign ministers": levels in the middle of a sentence.
std::string level_in_sentence(std::string_view level) {
  std::string out = level_words(level);
  if (out.empty() || out.starts_with("Secretary")) return out;
  if (out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

bool has(std::span<const ActorCode> list, ActorCode actor) {
  return std::find(list.begin(), list.end(), actor) != list.end();
}

template <class T, class List>
bool one_of(const List& list, const T& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// Words of a cell such as "NATO-SG + IP4" that could be ids.
std::vector<std::string> ids_in(std::string_view cell) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : std::string(cell) + " ") {
    const bool in_id = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (in_id) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::exchange(word, {}));
    }
  }
  return out;
}

/// Looks the meetings of one reading up.
class Finder {
 public:
  Finder(const record::Study& study, const record::Snapshot& snapshot,
         const std::vector<ActorCode>& focus, std::string group)
      : study_(study), snapshot_(snapshot), focus_(focus), group_(std::move(group)) {}

  MeetingParty party_of(ActorCode actor, std::string name) const;
  MeetingParty focus_party() const {
    return {focus_.size() == 1 ? group_ : "all of " + group_, {}, {}, {}, focus_};
  }
  bool is_focus_group(const MeetingParty& party) const;
  bool takes_part(const MeetingParty& party, EngagementCode e) const;
  /// Why only an office of the party sits in this format, by the members it names; "" where not so.
  std::string office_alone(const MeetingParty& party, FormatCode format) const;
  bool any_focus(EngagementCode e) const {
    const auto who = snapshot_.engagements.participants[e.value()];
    return std::any_of(focus_.begin(), focus_.end(), [&](ActorCode a) { return has(who, a); });
  }
  bool fits(const MeetingKind& kind, EngagementCode e) const;
  bool level_fits(const MeetingKind& kind, EngagementCode e) const {
    return kind.levels.empty() || one_of(kind.levels, snapshot_.engagements.level[e.value()]);
  }
  bool type_fits(const MeetingKind& kind, EngagementCode e) const {
    const std::string& type = snapshot_.engagements.type[e.value()];
    return kind.types.empty() ? one_of(sitting_types, type) : one_of(kind.types, type);
  }
  bool format_fits(const MeetingKind& kind, EngagementCode e) const {
    return kind.formats.empty() || one_of(kind.formats, snapshot_.engagements.format[e.value()]);
  }
  /// All that fit, at any date, in the order of their dates.
  std::vector<EngagementCode> all(const MeetingKind& kind) const;
  void set_aside(MeetingKind& kind, std::vector<EngagementCode>& found) const;
  Error nothing_found(const MeetingKind& kind, std::string_view words) const;

 private:
  bool holds_group(FormatCode format) const {
    return format && one_of(snapshot_.settings.group_formats, snapshot_.format_ids[format.value()]);
  }
  void order(std::vector<EngagementCode>& list) const {
    const auto& columns = snapshot_.engagements;
    std::stable_sort(list.begin(), list.end(), [&columns](EngagementCode a, EngagementCode b) {
      return columns.date[a.value()] < columns.date[b.value()];
    });
  }

  const record::Study& study_;
  const record::Snapshot& snapshot_;
  const std::vector<ActorCode>& focus_;
  std::string group_;
};

MeetingParty Finder::party_of(ActorCode actor, std::string name) const {
  MeetingParty out{std::move(name), actor, {}, {}, {}};
  const record::Table& actors = study_.table("actor");
  const std::string& id = snapshot_.actors.id[actor.value()];
  for (std::size_t a = 0; a < snapshot_.actors.size(); ++a) {
    if (actors.cell(a, "parent") != id) continue;
    (snapshot_.actors.kind[a] == "office" ? out.offices : out.bodies).emplace_back(a);
  }
  const record::MembershipColumns& members = snapshot_.memberships;
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (members.group[m] == actor && !has(out.members, members.actor[m])) {
      out.members.push_back(members.actor[m]);
    }
  }
  if (is_focus_group(out)) out.name = focus_party().name;
  return out;
}

bool Finder::is_focus_group(const MeetingParty& party) const {
  return party.members.size() == focus_.size() &&
         std::all_of(focus_.begin(), focus_.end(),
                     [&party](ActorCode a) { return has(party.members, a); });
}

bool Finder::takes_part(const MeetingParty& party, EngagementCode e) const {
  const auto who = snapshot_.engagements.participants[e.value()];
  if (party.actor && has(who, party.actor)) return true;
  for (const ActorCode body : party.bodies) {
    if (has(who, body)) return true;
  }
  // Membership has dates; the focus by its number has none.
  bool any = false;
  for (const ActorCode member : party.members) {
    if (party.actor &&
        !record::is_member(snapshot_, member, party.actor, snapshot_.engagements.date[e.value()])) {
      continue;
    }
    if (!has(who, member)) return false;
    any = true;
  }
  return any;
}

std::string Finder::office_alone(const MeetingParty& party, FormatCode format) const {
  if (!format || !party.actor || party.offices.empty()) return "";
  std::string office;
  for (const std::string& id : ids_in(study_.table("format").cell(format.value(), "members"))) {
    const ActorCode named = snapshot_.actor(id);
    if (!named) continue;
    if (named == party.actor || has(party.bodies, named)) return "";
    if (has(party.offices, named)) office = snapshot_.actors.name[named.value()];
  }
  return office;
}

bool Finder::fits(const MeetingKind& kind, EngagementCode e) const {
  if (!level_fits(kind, e) || !type_fits(kind, e) || !format_fits(kind, e) || !any_focus(e)) {
    return false;
  }
  return std::all_of(kind.parties.begin(), kind.parties.end(),
                     [this, e](const MeetingParty& party) { return takes_part(party, e); });
}

std::vector<EngagementCode> Finder::all(const MeetingKind& kind) const {
  std::vector<EngagementCode> out;
  for (std::size_t e = 0; e < snapshot_.engagements.size(); ++e) {
    if (fits(kind, EngagementCode(e))) out.emplace_back(e);
  }
  order(out);
  return out;
}

/// Takes out those that fit the words but not their sense, as long as others are left.
void Finder::set_aside(MeetingKind& kind, std::vector<EngagementCode>& found) const {
  if (!kind.formats.empty()) return;
  const auto move_out = [&kind, &found](const auto& why_of) {
    std::vector<EngagementCode> stay;
    std::vector<MeetingAside> out;
    for (const EngagementCode e : found) {
      std::string why = why_of(e);
      if (why.empty()) {
        stay.push_back(e);
      } else {
        out.push_back({e, std::move(why)});
      }
    }
    if (stay.empty()) return;
    found = std::move(stay);
    kind.aside.insert(kind.aside.end(), out.begin(), out.end());
  };
  const auto format = [this](EngagementCode e) { return snapshot_.engagements.format[e.value()]; };
  if (kind.whole_group) {
    move_out([&](EngagementCode e) {
      return holds_group(format(e))
                 ? std::string()
                 : "the study does not count that format among those that hold " + group_ +
                       " as a group";
    });
  }
  for (const MeetingParty& party : kind.parties) {
    move_out([&](EngagementCode e) {
      const std::string office = office_alone(party, format(e));
      return office.empty()
                 ? std::string()
                 : "there " + party.name + " is present by an office alone, the " + office;
    });
  }
}

/// The kinds of meeting with any of the focus, those first that share most with the words.
Error Finder::nothing_found(const MeetingKind& kind, std::string_view words) const {
  struct Near {
    std::size_t shared = 0;
    std::vector<EngagementCode> meetings;
  };
  std::map<std::pair<std::uint64_t, std::string>, Near> kinds;
  const auto& columns = snapshot_.engagements;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const EngagementCode e(row);
    if (!any_focus(e) || !one_of(sitting_types, columns.type[row])) continue;
    std::size_t shared = (!kind.levels.empty() && level_fits(kind, e) ? 1U : 0U) +
                         (!kind.formats.empty() && format_fits(kind, e) ? 1U : 0U);
    for (const MeetingParty& party : kind.parties) shared += takes_part(party, e) ? 1U : 0U;
    Near& near = kinds[{columns.format[row].value(), columns.level[row]}];
    near.shared = std::max(near.shared, shared);
    near.meetings.push_back(e);
  }
  std::vector<std::pair<const std::pair<std::uint64_t, std::string>*, Near*>> order_of;
  order_of.reserve(kinds.size());
  for (auto& [key, near] : kinds) order_of.emplace_back(&key, &near);
  std::stable_sort(order_of.begin(), order_of.end(), [](const auto& a, const auto& b) {
    if (a.second->shared != b.second->shared) return a.second->shared > b.second->shared;
    return a.second->meetings.size() > b.second->meetings.size();
  });
  std::vector<std::string> lines;
  for (const auto& [key, near] : order_of) {
    if (lines.size() == most_nearest) break;
    order(near->meetings);
    const FormatCode format(
        near->meetings.empty() ? FormatCode() : columns.format[near->meetings.front().value()]);
    lines.push_back((key->second.empty() ? "meetings" : level_in_sentence(key->second)) +
                    (format ? " in " + snapshot_.format_ids[format.value()] : "") + " (" +
                    std::to_string(near->meetings.size()) + ", the last " +
                    columns.date[near->meetings.back().value()].words() + ")");
  }
  const std::string nearest = lines.empty() ? std::string() : "nearest: " + joined(lines, "; ");
  return {ErrorKind::NotFound,
          "no meeting on record is of that kind",
          {"", 0, "--meeting"},
          "a format of the study, or words for " + meeting_kind_words(snapshot_, kind) +
              " that the record has",
          quotable(words),
          lines.empty() ? "add such meetings to the table engagement"
                        : "give a format or other words; " + nearest};
}

std::string format_words_of(const record::Snapshot& snapshot, FormatCode format) {
  const std::string& name = snapshot.format_names[format.value()];
  return snapshot.format_ids[format.value()] + (name.empty() ? "" : " (" + name + ")");
}

/// An engagement's own kind: its format and level.
bool like_engagement(const record::Snapshot& snapshot, std::string_view words, MeetingKind& out) {
  const auto& ids = snapshot.engagement_ids;
  const auto it = std::find(ids.begin(), ids.end(), std::string(trimmed(words)));
  if (it == ids.end()) return false;
  const auto row = static_cast<std::size_t>(it - ids.begin());
  const auto& columns = snapshot.engagements;
  std::vector<std::string> kind;
  if (!columns.level[row].empty()) {
    out.levels = {columns.level[row]};
    kind.push_back("level of " + level_in_sentence(columns.level[row]));
  }
  if (columns.format[row]) {
    out.formats = {columns.format[row]};
    kind.push_back("format " + snapshot.format_ids[columns.format[row].value()]);
  }
  if (!one_of(sitting_types, columns.type[row])) out.types = {columns.type[row]};
  out.ground.push_back(quoted(*it) + " is an engagement; others of its " + listed(kind));
  return !kind.empty();
}

void take_term(const record::Snapshot& snapshot, const Finder& finder, const MeetingTerm& term,
               MeetingKind& out) {
  std::string ground = quoted(term.words);
  if (!term.levels.empty()) {
    for (const std::string& level : term.levels) {
      if (!one_of(out.levels, level)) out.levels.push_back(level);
    }
    ground +=
        " is the level" + std::string(term.levels.size() > 1 ? "s " : " ") + listed(term.levels);
  } else if (!term.type.empty()) {
    if (!one_of(out.types, term.type)) out.types.push_back(term.type);
    ground += " is a type of engagement";
  } else if (term.format) {
    if (!one_of(out.formats, term.format)) out.formats.push_back(term.format);
    ground += " is the format " + format_words_of(snapshot, term.format);
  } else {
    MeetingParty party = term.focus ? finder.focus_party()
                                    : finder.party_of(term.actor, known_as(snapshot, term.actor));
    const bool whole = term.focus || finder.is_focus_group(party);
    ground +=
        whole ? " is the focus of the study" : " is " + snapshot.actors.name[term.actor.value()];
    if (!whole && !party.bodies.empty()) ground += ", or a body of it";
    out.whole_group = out.whole_group || whole;
    const bool there =
        std::any_of(out.parties.begin(), out.parties.end(),
                    [&party](const MeetingParty& other) { return other.name == party.name; });
    if (!there) out.parties.push_back(std::move(party));
  }
  out.ground.push_back(std::move(ground));
}

Error names_nothing(const record::Study& study, const record::Snapshot& snapshot,
                    std::string_view words) {
  const std::string near = did_you_mean_sentence(trimmed(words), meeting_names(study, snapshot));
  std::vector<std::string> formats = snapshot.format_ids;
  constexpr std::size_t most_formats = 8;
  const std::size_t all = formats.size();
  if (all > most_formats) formats.resize(most_formats);
  std::string list = formats.empty() ? "the study has no formats; say a level and who takes part"
                                     : "formats of the study: " + joined(formats, ", ");
  if (all > most_formats) list += " and " + std::to_string(all - most_formats) + " more";
  return {
      ErrorKind::Usage,     "the words name no format, level or actor of the study",
      {"", 0, "--meeting"}, "a format, or words such as \"foreign ministers with\" and an actor",
      quotable(words),      near.empty() ? list : near + " - " + list};
}

void by_day(const record::Snapshot& snapshot, const std::vector<EngagementCode>& found,
            std::chrono::sys_days at, MeetingKind& out) {
  for (const EngagementCode e : found) {
    const Date& date = snapshot.engagements.date[e.value()];
    const Date& end = snapshot.engagements.until[e.value()].value_or(date);
    if (std::max(end.last_day(), date.last_day()) < at) {
      out.before.push_back(e);
    } else if (date.first_day() >= at) {
      out.after.push_back(e);
    } else {
      out.unsure.push_back(e);
    }
  }
  // The last is the one that ended last.
  std::stable_sort(out.before.begin(), out.before.end(), [&](EngagementCode a, EngagementCode b) {
    const auto& columns = snapshot.engagements;
    return columns.until[a.value()].value_or(columns.date[a.value()]).last_day() <
           columns.until[b.value()].value_or(columns.date[b.value()]).last_day();
  });
}

}  // namespace

std::vector<FormatCode> formats_of(const record::Snapshot& snapshot,
                                   const std::vector<EngagementCode>& meetings) {
  std::set<FormatCode> out;
  for (const EngagementCode e : meetings) {
    if (snapshot.engagements.format[e.value()]) out.insert(snapshot.engagements.format[e.value()]);
  }
  return {out.begin(), out.end()};
}

std::string meeting_kind_words(const record::Snapshot& snapshot, const MeetingKind& kind) {
  std::string out = "meetings";
  if (!kind.types.empty()) {
    out += " of the type " + listed(kind.types);
  }
  if (!kind.levels.empty()) {
    std::vector<std::string> levels;
    levels.reserve(kind.levels.size());
    for (const std::string& level : kind.levels) levels.push_back(level_in_sentence(level));
    out += " of " + listed(levels);
  }
  std::vector<std::string> names;
  names.reserve(kind.parties.size());
  for (const MeetingParty& party : kind.parties) names.push_back(party.name);
  if (!names.empty()) {
    out += " with " + listed(names);
  } else if (!kind.formats.empty()) {
    std::vector<std::string> formats;
    formats.reserve(kind.formats.size());
    for (const FormatCode f : kind.formats) formats.push_back(snapshot.format_ids[f.value()]);
    out += " in the format" + std::string(formats.size() > 1 ? "s " : " ") + listed(formats);
  } else {
    out += " with " + kind.anybody;
  }
  return out;
}

Result<MeetingKind> meeting_kind(const record::Study& study, const record::Snapshot& snapshot,
                                 const std::vector<ActorCode>& focus, const std::string& group,
                                 std::chrono::sys_days at, std::string_view words) {
  const Finder finder(study, snapshot, focus, group);
  MeetingKind out;
  out.anybody = focus.size() == 1 ? group : "any of " + group;
  if (const FormatCode format = format_named(snapshot, words)) {
    out.formats = {format};
    out.ground.push_back(quoted(trimmed(words)) + " is the format " +
                         format_words_of(snapshot, format));
  } else if (!like_engagement(snapshot, words, out)) {
    MeetingReading reading = read_meeting_words(study, snapshot, focus.size(), words);
    out.unused = std::move(reading.unused);
    if (reading.terms.empty()) return fail(names_nothing(study, snapshot, words));
    for (const MeetingTerm& term : reading.terms) take_term(snapshot, finder, term, out);
    const bool focus_named = out.whole_group || std::any_of(out.parties.begin(), out.parties.end(),
                                                            [&focus](const MeetingParty& party) {
                                                              return has(focus, party.actor);
                                                            });
    if (!focus_named && out.formats.empty() && focus.size() > 1) {
      MeetingKind with = out;
      with.parties.push_back(finder.focus_party());
      with.whole_group = true;
      if (!finder.all(with).empty()) {
        with.ground.push_back("none of " + group + " is named, so " + finder.focus_party().name +
                              " had to take part");
        out = std::move(with);
      }
    }
  }
  std::vector<EngagementCode> found = finder.all(out);
  if (found.empty() && (out.formats.empty() || !out.levels.empty() || !out.parties.empty())) {
    return fail(finder.nothing_found(out, words));
  }
  finder.set_aside(out, found);
  by_day(snapshot, found, at, out);
  return out;
}

}  // namespace entente::brief

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bargain.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"

namespace entente::room {
namespace {

std::string actor_text(const Bargain& bargain, std::size_t actor) {
  return actor < bargain.size() ? std::string(bargain.ids[actor]) : std::string("the chair");
}

std::string event_text(const Bargain& bargain, const Event& event) {
  const std::string value = fixed_text(event.value, 4);
  const std::string other = fixed_text(event.other_value, 4);
  const std::string actor = actor_text(bargain, event.actor);
  switch (event.kind) {
    case EventKind::Enter:
      return actor + " enters at " + value + ", weight " + other;
    case EventKind::Leave:
      return actor + " takes no part, at " + value;
    case EventKind::Table:
      return actor + " tables " + value;
    case EventKind::Duel:
      return value + " beats " + other + " with probability " + fixed_text(event.share, 6);
    case EventKind::Champion:
      return value + " is the choice with probability " + fixed_text(event.share, 6);
    case EventKind::Accept:
      return actor + " lets " + value + " pass, against " + other;
    case EventKind::Break:
      return actor + " breaks the silence on " + value + ": would rather have " + other;
    case EventKind::Bound:
      return "stable from " + value + " to " + other;
    case EventKind::Outcome:
      break;
  }
  return "outcome " + value;
}

}  // namespace

std::string_view to_string(EventKind kind) noexcept {
  static constexpr std::array<std::string_view, 9> names = {
      "enter", "leave", "table", "duel", "champion", "accept", "break", "bound", "outcome"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<Voice> voices(const Bargain& bargain, bool with_influence) {
  std::vector<Voice> out;
  out.reserve(bargain.size());
  for (std::size_t i = 0; i < bargain.size(); ++i) {
    const Role role = bargain.role[i];
    if (role == Role::Outside || (role == Role::Influences && !with_influence)) continue;
    const double weight = bargain.weight(i);
    if (weight > 0) out.push_back({bargain.position[i], weight, i});
  }
  std::sort(out.begin(), out.end(), [&bargain](const Voice& a, const Voice& b) {
    if (a.position != b.position) return a.position < b.position;
    if (a.weight != b.weight) return a.weight < b.weight;
    return bargain.ids[a.place] < bargain.ids[b.place];
  });
  return out;
}

void trace_entries(const Bargain& bargain, const std::vector<Voice>& taking_part, Outcome& out) {
  for (std::size_t i = 0; i < bargain.size(); ++i) {
    const auto voice = std::find_if(taking_part.begin(), taking_part.end(),
                                    [i](const Voice& v) { return v.place == i; });
    const bool in = voice != taking_part.end();
    out.trace.push_back({in ? EventKind::Enter : EventKind::Leave, i, bargain.position[i],
                         in ? voice->weight : 0, 0});
  }
}

Error nobody_with_weight() {
  return {ErrorKind::Missing,         "nobody who takes part has any weight",
          {"", 0, "salience, power"}, "at least one actor with salience and power above 0",
          "0 for everyone",           "say to whom the issue matters"};
}

std::string trace_text(const Bargain& bargain, const Outcome& outcome) {
  std::string out;
  for (const Event& event : outcome.trace) out += event_text(bargain, event) + "\n";
  return out;
}

}  // namespace entente::room

// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of problems and outcomes. Nothing here throws: parsing is told not to, and every type is
// looked at before it is taken.
#include <cmath>
#include <nlohmann/json.hpp>

#include "entente/base/text.hpp"
#include "entente/room/model.hpp"

namespace entente::room {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Reads members of one object; remembers the first thing that is wrong.
class Reader {
 public:
  Reader(const Json& json, std::string path, std::optional<Error>& error)
      : json_(json), path_(std::move(path)), error_(error) {
    if (!json_.is_object()) complain("", "an object");
  }

  const Json* member(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto it = json_.find(name);
    return it == json_.end() || it->is_null() ? nullptr : &*it;
  }
  std::string text(const char* name, bool required = true) {
    const Json* found = member(name);
    if (found == nullptr && !required) return {};
    if (found == nullptr || !found->is_string()) {
      complain(name, "text");
      return {};
    }
    return *found->get_ptr<const std::string*>();
  }
  double number(const char* name, std::optional<double> otherwise = std::nullopt) {
    const Json* found = member(name);
    if (found == nullptr && otherwise) return *otherwise;
    if (found == nullptr || !found->is_number()) {
      complain(name, "a number");
      return 0;
    }
    return found->get<double>();
  }
  /// Calls each(item, path) for a list; a missing one is empty.
  template <class Each>
  void list(const char* name, const Each& each) {
    const Json* found = member(name);
    if (found == nullptr) return;
    if (!found->is_array()) return complain(name, "a list");
    std::size_t index = 0;
    for (const Json& item : *found) {
      each(item, path_ + name + "[" + std::to_string(index++) + "]");
    }
  }
  Reader object(const char* name) const {
    static const Json nothing;
    const Json* found = member(name);
    return {found == nullptr ? nothing : *found, path_ + name + ".", error_};
  }
  void complain(const char* name, std::string expected,
                ErrorKind kind = ErrorKind::Malformed) const {
    if (error_) return;
    error_ =
        Error{kind, "not what the format asks for",  {"JSON", 0, path_ + name}, std::move(expected),
              "",   "correct the JSON at that place"};
  }
  const std::string& path() const noexcept { return path_; }

 private:
  const Json& json_;
  std::string path_;
  std::optional<Error>& error_;
};

template <class Word, std::size_t n>
Word word(Reader& reader, const char* name, const std::array<Word, n>& words) {
  const std::string text = reader.text(name);
  std::string list;
  for (const Word candidate : words) {
    if (to_string(candidate) == text) return candidate;
    list += (list.empty() ? "" : ", ") + std::string(to_string(candidate));
  }
  reader.complain(name, list, ErrorKind::Vocabulary);
  return words[0];
}

Json spread_json(const Spread& spread, const Basis& basis) {
  return {{"low", spread.low},
          {"mode", spread.mode},
          {"high", spread.high},
          {"evidence", basis.evidence},
          {"judge", basis.judge}};
}

Basis read_basis(Reader reader) {
  Basis out;
  reader.list("evidence", [&](const Json& item, const std::string& at) {
    if (!item.is_string()) return reader.complain("evidence", "text at " + at);
    out.evidence.push_back(*item.get_ptr<const std::string*>());
  });
  out.judge = reader.text("judge", false);
  return out;
}

Spread read_spread(Reader reader, Basis& basis) {
  Spread out;
  out.mode = reader.number("mode");
  out.low = reader.number("low", out.mode);
  out.high = reader.number("high", out.mode);
  basis = read_basis(reader);
  return out;
}

Json issue_json(const Problem& problem, const Issue& issue) {
  Json out{{"id", issue.id},
           {"name", issue.name},
           {"least", issue.least},
           {"greatest", issue.greatest},
           {"anchors", Json::array()}};
  for (const Anchor& anchor : issue.anchors) {
    out["anchors"].push_back({{"at", anchor.at}, {"meaning", anchor.meaning}});
  }
  out["reversion"] = nullptr;
  if (issue.reversion) {
    out["reversion"] = Json{{"at", issue.reversion->at},
                            {"evidence", issue.reversion->basis.evidence},
                            {"judge", issue.reversion->basis.judge}};
  }
  out["stakes"] = Json::array();
  for (const Stake& stake : issue.stakes) {
    out["stakes"].push_back({{"actor", problem.actors[stake.actor].id},
                             {"role", to_string(stake.role)},
                             {"position", spread_json(stake.position, stake.position_basis)},
                             {"salience", spread_json(stake.salience, stake.salience_basis)},
                             {"power", spread_json(stake.power, stake.power_basis)}});
  }
  return out;
}

Stake read_stake(Reader reader, const Problem& problem) {
  Stake out;
  const std::string id = reader.text("actor");
  while (out.actor < problem.actors.size() && problem.actors[out.actor].id != id) ++out.actor;
  if (out.actor == problem.actors.size()) {
    reader.complain("actor", "the id of an actor of the problem", ErrorKind::Reference);
  }
  out.role = word(reader, "role", std::array{Role::Decides, Role::Influences, Role::Outside});
  out.position = read_spread(reader.object("position"), out.position_basis);
  out.salience = read_spread(reader.object("salience"), out.salience_basis);
  out.power = read_spread(reader.object("power"), out.power_basis);
  return out;
}

Issue read_issue(Reader reader, const Problem& problem, std::optional<Error>& error) {
  Issue out;
  out.id = reader.text("id");
  out.name = reader.text("name", false);
  out.least = reader.number("least", 0);
  out.greatest = reader.number("greatest", 100);
  reader.list("anchors", [&](const Json& item, const std::string& at) {
    Reader anchor(item, at + ".", error);
    const double place = anchor.number("at");
    out.anchors.push_back({place, anchor.text("meaning")});
  });
  if (reader.member("reversion") != nullptr) {
    Reader reversion = reader.object("reversion");
    out.reversion = Reversion{reversion.number("at"), read_basis(reversion)};
  }
  reader.list("stakes", [&](const Json& item, const std::string& at) {
    out.stakes.push_back(read_stake(Reader(item, at + ".", error), problem));
  });
  return out;
}

Result<Json> parsed(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_discarded()) return json;
  return fail({ErrorKind::Malformed,
               "not JSON",
               {"JSON", 0, ""},
               "one JSON object",
               quotable(text),
               "write it as to_json does"});
}

Json event_json(const Event& event) {
  Json out{{"event", to_string(event.kind)}};
  out["actor"] = event.actor == Event::nobody ? Json(nullptr) : Json(event.actor);
  out["value"] = event.value;
  out["other"] = event.other_value;
  out["share"] = event.share;
  return out;
}

std::size_t read_place(Reader& reader, const char* name) {
  const double value = reader.number(name);
  if (value >= 0 && value <= 1e9 && value == std::floor(value)) {
    return static_cast<std::size_t>(value);
  }
  reader.complain(name, "a whole number, 0 or more");
  return 0;
}

Event read_event(Reader reader) {
  Event out;
  out.kind = word(reader, "event",
                  std::array{EventKind::Enter, EventKind::Leave, EventKind::Table, EventKind::Duel,
                             EventKind::Champion, EventKind::Accept, EventKind::Break,
                             EventKind::Bound, EventKind::Outcome});
  if (reader.member("actor") != nullptr) out.actor = read_place(reader, "actor");
  out.value = reader.number("value");
  out.other_value = reader.number("other");
  out.share = reader.number("share");
  return out;
}

}  // namespace

std::string to_json(const Problem& problem) {
  Json out{{"actors", Json::array()}, {"issues", Json::array()}};
  for (const Party& party : problem.actors) {
    out["actors"].push_back({{"id", party.id}, {"name", party.name}});
  }
  for (const Issue& issue : problem.issues) out["issues"].push_back(issue_json(problem, issue));
  return dumped(out);
}

Result<Problem> problem_from_json(std::string_view text) {
  ENTENTE_TRY(const Json json, parsed(text));
  std::optional<Error> error;
  Reader reader(json, "", error);
  Problem out;
  reader.list("actors", [&](const Json& item, const std::string& at) {
    Reader party(item, at + ".", error);
    std::string id = party.text("id");
    out.actors.push_back({std::move(id), party.text("name", false)});
  });
  reader.list("issues", [&](const Json& item, const std::string& at) {
    out.issues.push_back(read_issue(Reader(item, at + ".", error), out, error));
  });
  if (error) return fail(*std::move(error));
  ENTENTE_CHECK(check(out));
  return out;
}

std::string to_json(const Outcome& outcome) {
  Json out{{"value", outcome.value}};
  out["agreed"] = outcome.agreed ? Json(*outcome.agreed) : Json(nullptr);
  out["stable"] =
      outcome.stable ? Json::array({outcome.stable->low, outcome.stable->high}) : Json(nullptr);
  out["lottery"] = Json::array();
  for (const Chance& chance : outcome.lottery) {
    out["lottery"].push_back({{"at", chance.at}, {"probability", chance.probability}});
  }
  out["levers"] = Json::array();
  for (const Lever& lever : outcome.levers) {
    out["levers"].push_back({{"actor", lever.actor},
                             {"by_position", lever.by_position},
                             {"by_weight", lever.by_weight}});
  }
  out["trace"] = Json::array();
  for (const Event& event : outcome.trace) out["trace"].push_back(event_json(event));
  return dumped(out);
}

Result<Outcome> outcome_from_json(std::string_view text) {
  ENTENTE_TRY(const Json json, parsed(text));
  std::optional<Error> error;
  Reader reader(json, "", error);
  Outcome out;
  out.value = reader.number("value");
  if (const Json* agreed = reader.member("agreed")) {
    if (!agreed->is_boolean()) reader.complain("agreed", "true, false or null");
    if (agreed->is_boolean()) out.agreed = agreed->get<bool>();
  }
  if (const Json* stable = reader.member("stable")) {
    const bool pair = stable->is_array() && stable->size() == 2 && (*stable)[0].is_number() &&
                      (*stable)[1].is_number();
    if (!pair) reader.complain("stable", "two numbers");
    if (pair) out.stable = stats::Interval{(*stable)[0].get<double>(), (*stable)[1].get<double>()};
  }
  reader.list("lottery", [&](const Json& item, const std::string& at) {
    Reader chance(item, at + ".", error);
    const double place = chance.number("at");
    out.lottery.push_back({place, chance.number("probability")});
  });
  reader.list("levers", [&](const Json& item, const std::string& at) {
    Reader lever(item, at + ".", error);
    const std::size_t actor = read_place(lever, "actor");
    const double by_position = lever.number("by_position");
    out.levers.push_back({actor, by_position, lever.number("by_weight")});
  });
  reader.list("trace", [&](const Json& item, const std::string& at) {
    out.trace.push_back(read_event(Reader(item, at + ".", error)));
  });
  if (error) return fail(*std::move(error));
  return out;
}

}  // namespace entente::room

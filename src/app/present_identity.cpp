// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/identity.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

Json leaks_json(const std::vector<IdentityLeak>& leaks) {
  Json out = Json::array();
  for (const IdentityLeak& leak : leaks) {
    out.push_back(
        Json{{"source", leak.source}, {"place", leak.place}, {"in_history", leak.in_history}});
  }
  return out;
}

std::string leaks_text(const std::vector<IdentityLeak>& leaks) {
  std::string out;
  for (const IdentityLeak& leak : leaks) {
    out += "  " + (leak.source.empty() ? "of no source here" : printable(leak.source)) + ": " +
           printable(leak.place) + (leak.in_history ? ", which is never cut" : "") + "\n";
  }
  return out;
}

Presentation checked_identities(const IdentitiesOutcome& outcome) {
  Presentation out;
  Json json;
  json["study"] = outcome.study;
  json["sources"] = outcome.identities.size();
  json["elsewhere"] = outcome.elsewhere;
  json["found"] = leaks_json(outcome.leaks);
  out.json = json_line(json);
  out.rows = {{"source", "place", "in_history"}};
  for (const IdentityLeak& leak : outcome.leaks) {
    out.rows.push_back({leak.source, leak.place, leak.in_history ? "yes" : "no"});
  }
  const std::size_t all = outcome.identities.size() + outcome.elsewhere;
  const std::string about = std::to_string(all) + (all == 1 ? " identity" : " identities");
  out.text = outcome.leaks.empty()
                 ? "no word of " + about + " stands in the study\n"
                 : "words of identities stand in " + counted(outcome.leaks.size(), "place") +
                       ":\n" + leaks_text(outcome.leaks);
  if (!outcome.leaks.empty()) out.exit = ExitCode::Findings;
  return out;
}

}  // namespace

Presentation present(const AddIdentityOutcome& outcome) {
  Presentation out;
  const Written written{outcome.committed, outcome.author};
  Json json = committed_fields(written);
  json["source"] = outcome.source;
  json["shown"] = outcome.shown;
  json["made_file"] = outcome.made_file;
  json["found"] = leaks_json(outcome.leaks);
  out.json = json_line(json);
  out.rows = {{"source", "shown"}, {outcome.source, outcome.shown}};
  out.text = "source " + printable(outcome.source) + ": " + printable(outcome.shown) + "\n";
  if (outcome.made_file) {
    out.text += "made the file of identities; without its passphrase nobody can open it\n";
  }
  out.text += written_text(written);
  if (outcome.leaks.empty()) return out;
  out.text += "words of the identity stand in the study already:\n" + leaks_text(outcome.leaks);
  out.exit = ExitCode::Findings;
  return out;
}

Presentation present(const IdentitiesOutcome& outcome) {
  if (outcome.checked) return checked_identities(outcome);
  Presentation out;
  Json json;
  json["study"] = outcome.study;
  json["identities"] = Json::array();
  out.rows = {{"source", "kind", "shown", "identity"}};
  for (const ShownIdentity& one : outcome.identities) {
    json["identities"].push_back(Json{{"source", one.source},
                                      {"kind", one.kind},
                                      {"shown", one.shown},
                                      {"identity", one.identity ? Json(*one.identity) : Json()}});
    out.rows.push_back({one.source, one.kind, one.shown, one.identity.value_or("")});
    out.text +=
        printable(one.source) + "  " + printable(one.kind) + "  " + printable(one.shown) + "\n";
    if (!one.identity) {
      out.text += "    not in this file\n";
      continue;
    }
    for (const std::string_view line : split(*one.identity, '\n')) {
      out.text += "    " + printable(line) + "\n";
    }
  }
  json["elsewhere"] = outcome.elsewhere;
  out.json = json_line(json);
  if (outcome.identities.empty()) out.text += "no source is under a rule of non-attribution\n";
  if (outcome.elsewhere > 0) {
    out.text += std::to_string(outcome.elsewhere) + " more in the file, of no source here\n";
  }
  return out;
}

Presentation present(const PassphraseOutcome& outcome) {
  Presentation out;
  Json json{{"file", outcome.file}, {"identities", outcome.identities}};
  out.json = json_line(json);
  out.rows = {{"file", "identities"}, {outcome.file, std::to_string(outcome.identities)}};
  out.text = "sealed " + printable(outcome.file) + " under the new passphrase\n";
  return out;
}

}  // namespace entente::app

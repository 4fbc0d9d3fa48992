// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/rewrite.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::size_t changes_of(const RewritePreview& preview) {
  return preview.edit.changes.size() + (preview.edit.settings ? 1 : 0);
}

}  // namespace

std::string preview_text(const RewritePreview& preview, bool all) {
  std::string out;
  if (!preview.remark.empty()) out += printable(preview.remark) + "\n";
  out += change_lines(preview.edit.changes, all);
  if (preview.edit.settings) out += "settings: study.toml changes too\n";
  out += counted(preview.chosen, "row") + " chosen, " + counted(changes_of(preview), "row") +
         (changes_of(preview) == 1 ? " changes\n" : " change\n");
  return out;
}

Presentation present(const RewritePreview& preview, const Written& written, View view) {
  Presentation out;
  out.text = written_text(written);
  if (view == View::Table) out.rows = change_rows(preview.edit.changes);
  if (view != View::Json) return out;
  Json json;
  json["study"] = preview.study;
  json["command"] = preview.command;
  json["chosen"] = preview.chosen;
  json["changed"] = changes_of(preview);
  json["settings"] = preview.edit.settings.has_value();
  json["changes"] = Json::array();
  for (const record::Change& change : preview.edit.changes) {
    json["changes"].push_back(change_fields(change));
  }
  json["written"] = committed_fields(written);
  out.json = json_line(json);
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

Json count_fields(const ingest::ImportCounts& counts) {
  return Json{{"read", counts.read},         {"accepted", counts.accepted()},
              {"new", counts.inserted},      {"changed", counts.replaced},
              {"rejected", counts.rejected}, {"duplicate", counts.duplicate}};
}

std::string count_text(const ingest::ImportCounts& counts) {
  return "read " + std::to_string(counts.read) + " = accepted " +
         std::to_string(counts.accepted()) + " (" + std::to_string(counts.inserted) + " new, " +
         std::to_string(counts.replaced) + " changed) + rejected " +
         std::to_string(counts.rejected) + " + duplicate " + std::to_string(counts.duplicate);
}

Json changes_json(const std::vector<record::Change>& changes) {
  Json out = Json::array();
  for (const record::Change& change : changes) out.push_back(change_fields(change));
  return out;
}

Json errors_json(const std::vector<Error>& errors) {
  Json out = Json::array();
  for (const Error& error : errors) out.push_back(error_fields(error));
  return out;
}

}  // namespace

std::string preview_text(const ImportPreview& preview, bool all) {
  std::string out = change_lines(preview.plan.changes, all);
  if (preview.plan.tables.size() > 1) {
    for (const auto& [table, counts] : preview.plan.tables) {
      // Tables that came back as they went out need no line.
      if (counts.duplicate < counts.read) out += table + ": " + count_text(counts) + "\n";
    }
  }
  for (const std::string& remark : preview.remarks) out += printable(remark) + "\n";
  if (!preview.texts.empty()) out += counted(preview.texts.size(), "text") + " attached\n";
  return out + count_text(preview.plan.total) + "\n";
}

std::string preview_text(const AttachPreview& preview, bool all) {
  const ingest::AttachPlan& plan = preview.plan;
  std::string out = change_lines(plan.changes, all);
  for (const std::string& warning : preview.warnings) out += printable(warning) + "\n";
  const std::string reworded =
      plan.reworded > 0 ? std::to_string(plan.reworded) + " reworded + " : std::string();
  return out + "document " + printable(preview.document) + ": " + counted(plan.anchors, "passage") +
         " = " + std::to_string(plan.found_in_place) + " in place + " +
         std::to_string(plan.relocated) + " moved + " + reworded +
         std::to_string(plan.lost.size()) + " lost\n";
}

Presentation present(const ImportPreview& preview, const Written& written, View view) {
  Presentation out;
  out.text = written_text(written);
  out.complaints = preview.plan.rejections;
  if (preview.plan.total.rejected > 0) out.exit = ExitCode::Findings;
  if (view == View::Table) out.rows = change_rows(preview.plan.changes);
  if (view != View::Json) return out;
  Json json;
  json["study"] = preview.study;
  json["counts"] = count_fields(preview.plan.total);
  json["tables"] = Json::object();
  for (const auto& [table, counts] : preview.plan.tables) {
    json["tables"][table] = count_fields(counts);
  }
  json["changes"] = changes_json(preview.plan.changes);
  json["rejections"] = errors_json(preview.plan.rejections);
  if (!preview.remarks.empty()) json["remarks"] = preview.remarks;
  if (!preview.texts.empty()) json["texts"] = preview.texts.size();
  json["written"] = committed_fields(written);
  out.json = json_line(json);
  return out;
}

Presentation present(const AttachPreview& preview, const Written& written, View view) {
  Presentation out;
  out.text = written_text(written);
  out.complaints = preview.plan.lost;
  if (!preview.plan.lost.empty()) out.exit = ExitCode::Findings;
  if (view == View::Table) out.rows = change_rows(preview.plan.changes);
  if (view != View::Json) return out;
  Json json;
  json["study"] = preview.study;
  json["document"] = preview.document;
  json["bytes"] = preview.plan.text.size();
  json["passages"] = Json{{"all", preview.plan.anchors},
                          {"in_place", preview.plan.found_in_place},
                          {"moved", preview.plan.relocated},
                          {"reworded", preview.plan.reworded},
                          {"lost", preview.plan.lost.size()}};
  json["warnings"] = preview.warnings;
  json["changes"] = changes_json(preview.plan.changes);
  json["lost"] = errors_json(preview.plan.lost);
  json["written"] = committed_fields(written);
  out.json = json_line(json);
  return out;
}

}  // namespace entente::app

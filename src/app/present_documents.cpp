// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

Json metadata_json(const ingest::DocumentMetadata& about) {
  Json out = Json::object();
  for (const auto& [key, value] :
       {std::pair<const char*, const std::string*>{"title", &about.title},
        {"publisher", &about.publisher},
        {"date", &about.date},
        {"language", &about.language},
        {"locator", &about.locator}}) {
    if (!value->empty()) out[key] = *value;
  }
  if (!about.authors.empty()) out["authors"] = about.authors;
  return out;
}

Json blocks_json(const ingest::ExtractedDocument& extracted) {
  Json out = Json::array();
  for (const ingest::Block& block : extracted.blocks) {
    Json one{{"kind", to_string(block.kind)}, {"start", block.start}, {"end", block.end}};
    if (block.level > 0) one["level"] = block.level;
    if (!extracted.pages.empty()) one["page"] = ingest::page_at(extracted.text, block.start);
    if (block.box) {
      one["box"] =
          Json::array({block.box->left, block.box->top, block.box->right, block.box->bottom});
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::string_view fate_word(DocumentFate fate) {
  return fate == DocumentFate::Accepted   ? "accepted"
         : fate == DocumentFate::Rejected ? "rejected"
                                          : "duplicate";
}

std::string report_lines(const DocumentsOutcome& outcome, bool all) {
  std::string out;
  std::size_t shown = 0;
  std::size_t more = 0;
  for (const DocumentReport& one : outcome.documents) {
    if (one.fate != DocumentFate::Accepted) continue;
    if (!all && shown == shown_lines) {
      ++more;
      continue;
    }
    ++shown;
    out += "+ document " + printable(one.id) + ": " + printable(one.title) + " (" +
           printable(one.file) + ", " + std::to_string(one.text_bytes) + " bytes of text)\n";
    for (const std::string& warning : one.warnings) out += "    " + printable(warning) + "\n";
  }
  if (more > 0) out += "... and " + std::to_string(more) + " more; --all shows them\n";
  return out;
}

}  // namespace

Presentation present(const ExtractOutcome& outcome, bool blocks, View view) {
  Presentation out;
  const ingest::ExtractedDocument& extracted = outcome.document;
  if (view == View::Text) {
    out.text =
        outcome.written.empty() ? extracted.text : "wrote " + printable(outcome.written) + "\n";
  }
  if (view == View::Table) {
    out.rows = {{"kind", "level", "start", "end", "page", "text"}};
    for (const ingest::Block& block : extracted.blocks) {
      out.rows.push_back({std::string(to_string(block.kind)), std::to_string(block.level),
                          std::to_string(block.start), std::to_string(block.end),
                          std::to_string(ingest::page_at(extracted.text, block.start)),
                          extracted.text.substr(block.start, block.end - block.start)});
    }
  }
  if (!extracted.warnings.empty()) out.exit = ExitCode::Findings;
  if (view != View::Json) {
    for (const std::string& warning : extracted.warnings) {
      out.complaints.push_back({ErrorKind::Malformed, warning, {outcome.file, 0, ""}, "", "", ""});
    }
    return out;
  }
  Json json;
  json["file"] = outcome.file;
  json["sha256"] = outcome.sha256;
  json["bytes"] = outcome.bytes;
  json["media_type"] = extracted.media_type;
  json["extractor"] = extracted.extractor;
  json["metadata"] = metadata_json(extracted.metadata);
  json["text_bytes"] = extracted.text.size();
  json["blocks"] = extracted.blocks.size();
  json["pages"] = extracted.pages.size();
  if (blocks) {
    json["block_list"] = blocks_json(extracted);
    json["page_list"] = Json::array();
    for (const ingest::Page& page : extracted.pages) {
      json["page_list"].push_back(Json{{"start", page.start},
                                       {"end", page.end},
                                       {"width", page.width},
                                       {"height", page.height}});
    }
  }
  json["warnings"] = extracted.warnings;
  if (outcome.written.empty()) {
    json["text"] = extracted.text;
  } else {
    json["written"] = outcome.written;
  }
  out.json = json_line(json);
  return out;
}

Presentation present(const DocumentsOutcome& outcome, bool all, View view) {
  Presentation out;
  out.complaints = outcome.faults;
  out.complaints.insert(out.complaints.end(), outcome.rejections.begin(), outcome.rejections.end());
  if (outcome.rejected > 0 || !outcome.faults.empty()) out.exit = ExitCode::Findings;
  if (outcome.cancelled) out.exit = ExitCode::Cancelled;
  const auto read = static_cast<std::int64_t>(outcome.documents.size());
  if (view == View::Text) {
    out.text = report_lines(outcome, all) + "read " + std::to_string(read) + " = accepted " +
               std::to_string(outcome.accepted) + " + rejected " +
               std::to_string(outcome.rejected) + " + duplicate " +
               std::to_string(outcome.duplicate) + "\n";
    if (outcome.cancelled) {
      out.text += "cancelled: " + std::to_string(outcome.files - outcome.files_read) + " of " +
                  std::to_string(outcome.files) +
                  " files not read; the same command again goes on from here\n";
    }
    if (outcome.dry_run) {
      out.text += "nothing written: this was a dry run\n";
    } else if (outcome.entries.empty()) {
      out.text += "nothing to write\n";
    } else {
      const bool one = outcome.entries.size() == 1;
      out.text += std::string("written as ") + (one ? "entry " : "entries ") +
                  std::to_string(outcome.entries.front()) +
                  (one ? "" : " to " + std::to_string(outcome.entries.back())) +
                  " of the history, by " + printable(outcome.author) + "\n";
    }
    return out;
  }
  if (view == View::Table) {
    out.rows = {{"file", "fate", "document", "title", "text_bytes", "warnings"}};
    for (const DocumentReport& one : outcome.documents) {
      out.rows.push_back({one.file, std::string(fate_word(one.fate)), one.id, one.title,
                          std::to_string(one.text_bytes), joined(one.warnings, "; ")});
    }
    return out;
  }
  Json json;
  json["study"] = outcome.study;
  json["counts"] = Json{{"read", read},
                        {"accepted", outcome.accepted},
                        {"rejected", outcome.rejected},
                        {"duplicate", outcome.duplicate},
                        {"files", outcome.files},
                        {"files_read", outcome.files_read}};
  json["cancelled"] = outcome.cancelled;
  json["documents"] = Json::array();
  for (const DocumentReport& one : outcome.documents) {
    json["documents"].push_back(Json{{"file", one.file},
                                     {"fate", fate_word(one.fate)},
                                     {"document", one.id},
                                     {"title", one.title},
                                     {"text_bytes", one.text_bytes},
                                     {"warnings", one.warnings}});
  }
  json["rejections"] = Json::array();
  for (const Error& error : outcome.rejections) json["rejections"].push_back(error_fields(error));
  json["faults"] = Json::array();
  for (const Error& error : outcome.faults) json["faults"].push_back(error_fields(error));
  json["entries"] = outcome.entries;
  out.json = json_line(json);
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/date.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/documents.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/references/parsers.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// What makes two sources the same: the DOI, else title, date and publisher together.
std::string source_key(std::string_view locator, std::string_view title, std::string_view date,
                       std::string_view publisher) {
  if (std::string doi = plain_doi(locator); !doi.empty()) return "doi\n" + doi;
  if (title.empty()) return {};
  return lowered(title) + "\n" + std::string(date) + "\n" + lowered(publisher);
}

std::int64_t number_behind(std::string_view id, std::string_view prefix) {
  if (!id.starts_with(prefix)) return 0;
  const auto number = parse_integer(id.substr(prefix.size()));
  return number && *number > 0 && *number < 1'000'000'000'000 ? *number : 0;
}

class NewRow {
 public:
  explicit NewRow(std::string_view table)
      : table_(record::table_index(table).value()),
        cells_(record::tables()[table_].columns.size()) {}
  void set(std::string_view column, std::string cell) {
    cells_[record::tables()[table_].column(column).value()] = std::move(cell);
  }
  record::Change insert() && {
    const std::string id = cells_[0];
    return {record::ChangeKind::Insert, table_, id, {}, std::move(cells_)};
  }

 private:
  std::size_t table_;
  std::vector<std::string> cells_;
};

std::string tag_or_blank(const std::string& language) {
  const bool tag = !language.empty() && language.size() <= 35 &&
                   language.find_first_not_of(
                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                       "0123456789-") == std::string::npos;
  return tag ? language : std::string();
}

}  // namespace

DocumentPlanner::DocumentPlanner(const record::Study& study) {
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    const std::string id(documents.id(row));
    document_ids_.insert(id);
    highest_document_ = std::max(highest_document_, number_behind(id, "D"));
    for (const char* column : {"sha256", "original_sha256"}) {
      const std::string hash(documents.cell(row, column));
      if (!hash.empty()) by_hash_.emplace(hash, id);
    }
    for (const char* column : {"file", "original"})
      files_.insert(lowered(documents.cell(row, column)));
  }
  const record::Table& sources = study.table("source");
  for (std::size_t row = 0; row < sources.rows(); ++row) {
    const std::string id(sources.id(row));
    source_ids_.insert(id);
    highest_source_ = std::max(highest_source_, number_behind(id, "S"));
    std::string key = source_key(sources.cell(row, "locator"), sources.cell(row, "title"),
                                 sources.cell(row, "date"), sources.cell(row, "publisher"));
    if (!key.empty()) sources_.emplace(std::move(key), id);
  }
  const record::Table& actors = study.table("actor");
  std::map<std::string, std::string, std::less<>> names;
  for (std::size_t row = 0; row < actors.rows(); ++row) {
    const std::string name(actors.cell(row, "name"));
    names.emplace(actors.id(row), name);
    actors_.emplace(lowered(actors.id(row)), name);
    actors_.emplace(lowered(name), name);
  }
  const record::Table& aliases = study.table("alias");
  for (std::size_t row = 0; row < aliases.rows(); ++row) {
    const auto actor = names.find(aliases.cell(row, "actor"));
    if (actor != names.end()) actors_.emplace(lowered(aliases.cell(row, "text")), actor->second);
  }
}

std::string DocumentPlanner::known(std::string_view sha256) const {
  const auto it = by_hash_.find(sha256);
  return it == by_hash_.end() ? std::string() : it->second;
}

std::string DocumentPlanner::free_id(const std::string& prefix, std::set<std::string>& taken,
                                     std::int64_t& highest) {
  std::string id;
  do {
    id = prefix + std::to_string(++highest);
  } while (!taken.insert(id).second);
  return id;
}

std::string DocumentPlanner::free_file_name(const std::string& stem, const std::string& extension) {
  std::string name = stem + extension;
  for (int number = 2; !files_.insert(lowered(name)).second; ++number) {
    name = stem;
    name.append("-").append(std::to_string(number)).append(extension);
  }
  return name;
}

std::string DocumentPlanner::source_for(const DocumentMetadata& about, PlannedDocument& out) {
  std::string key = source_key(about.locator, about.title, about.date, about.publisher);
  if (const auto it = sources_.find(key); !key.empty() && it != sources_.end()) return it->second;
  std::string id = free_id("S", source_ids_, highest_source_);
  NewRow source("source");
  source.set("id", id);
  source.set("title", about.title);
  source.set("publisher", about.publisher);
  source.set("date", about.date);
  source.set("locator", about.locator);
  out.changes.push_back(std::move(source).insert());
  if (!key.empty()) sources_.emplace(std::move(key), id);
  return id;
}

PlannedDocument DocumentPlanner::plan(const IncomingDocument& incoming) {
  PlannedDocument out;
  out.warnings = incoming.document.warnings;
  DocumentMetadata about = incoming.known;
  fill_blanks(about, incoming.document.metadata);
  if (!incoming.actor.empty() && about.publisher.empty()) {
    const auto actor = actors_.find(lowered(incoming.actor));
    about.publisher = actor == actors_.end() ? incoming.actor : actor->second;
    if (actor == actors_.end()) {
      out.warnings.push_back("no actor is called " + quotable(incoming.actor) +
                             ": its name went into the publisher as it stands");
    }
  }
  if (about.title.empty()) about.title = one_line(file_stem(incoming.file_name));
  if (about.title.empty()) about.title = "Untitled";
  if (!Date::parse(about.date)) about.date.clear();
  const std::string source = source_for(about, out);
  out.id = free_id("D", document_ids_, highest_document_);
  out.title = about.title;
  const std::string text_hash = sha256_hex(incoming.document.text);
  out.keeps_original = text_hash != incoming.sha256;
  NewRow document("document");
  document.set("id", out.id);
  document.set("source", source);
  document.set("file", free_file_name(out.id, ".txt"));
  document.set("media_type", "text/plain");
  document.set("language", tag_or_blank(about.language));
  document.set("sha256", text_hash);
  document.set("bytes", std::to_string(incoming.document.text.size()));
  document.set("extractor", incoming.document.extractor);
  document.set("authors", joined(about.authors, "; "));
  if (out.keeps_original) {
    document.set("original", free_file_name(out.id + "-original",
                                            extension_of_reader(incoming.document.extractor)));
    document.set("original_sha256", incoming.sha256);
  }
  document.set("note", one_line("imported from " + sound_utf8(incoming.file_name)));
  out.changes.push_back(std::move(document).insert());
  by_hash_.emplace(incoming.sha256, out.id);
  by_hash_.emplace(text_hash, out.id);
  return out;
}

}  // namespace entente::ingest

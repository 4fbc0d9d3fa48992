// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extract/core_properties.hpp"

#include "ingest/extract/text_builder.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {

void DublinCore::start(std::string_view name, const XmlAttributes&) {
  key_ = name;
  value_.clear();
}

void DublinCore::text(std::string_view piece) {
  if (!key_.empty() && value_.size() < 10'000) value_.append(piece);
}

void DublinCore::end(std::string_view name) {
  if (name != key_) return;
  key_.clear();
  std::string value = one_line(value_);
  if (value.empty()) return;
  if (name == "title" && about.title.empty()) {
    about.title = std::move(value);
  } else if (name == "creator" || name == "initial-creator") {
    // ODF names the first author apart from who saved the file last; the first one counts.
    if (name == "initial-creator") about.authors.clear();
    if (about.authors.size() < 100 && !(name == "creator" && !created_.empty()))
      about.authors.push_back(std::move(value));
    if (name == "initial-creator") created_ = "known";
  } else if (name == "publisher" && about.publisher.empty()) {
    about.publisher = std::move(value);
  } else if (name == "language" && about.language.empty()) {
    about.language = std::move(value);
  } else if (name == "identifier") {
    const bool public_one = value.starts_with("http") || value.starts_with("doi:") ||
                            value.starts_with("10.") || value.starts_with("urn:isbn:");
    if (public_one && about.locator.empty()) about.locator = std::move(value);
  } else if (name == "created" || name == "creation-date") {
    if (const std::string day = plain_date(value); !day.empty()) about.date = day;
  } else if (name == "date" && about.date.empty()) {
    about.date = plain_date(value);
  }
}

Result<DocumentMetadata> core_properties(Package& package, const std::string& part) {
  DublinCore core;
  if (package.has(part)) ENTENTE_CHECK(package.read_xml(part, core));
  return std::move(core.about);
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Dublin Core as DOCX, ODT and EPUB carry it. One thread a call.
#pragma once

#include <string>

#include "entente/ingest/extract.hpp"
#include "ingest/package.hpp"

namespace entente::ingest {

/// Collects dc:title, dc:creator, dc:publisher, dc:date, dc:language, dc:identifier and what Office
/// and ODF call the date of creation.
class DublinCore : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

  DocumentMetadata about;

 private:
  std::string key_;
  std::string value_;
  std::string created_;
};

/// What a part of a package says of the document; nothing where there is no such part. Errors:
/// Malformed, Limit.
Result<DocumentMetadata> core_properties(Package& package, const std::string& part);

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// The ZIP container of a workbook or document (by libzip) and its XML parts, streamed through
// libxml2: no part is held whole, and what is unpacked is counted, whatever the container claims.
// Nothing is ever unpacked to disk; a name that would lead out of a folder is refused all the same.
// One thread a package.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest {

/// Attributes of one element while its start is being told; by local name.
class XmlAttributes {
 public:
  XmlAttributes(const unsigned char** raw, int count) : raw_(raw), count_(count) {}
  /// Its value, or "" where there is none.
  std::string_view operator[](std::string_view local_name) const;
  /// The attribute of that name in a namespace whose URI ends so.
  std::string_view in_namespace(std::string_view uri_end, std::string_view local_name) const;

 private:
  const unsigned char** raw_;
  int count_;
};

/// What a part says, element by element; names are local names.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}
  /// Asked after every call; an error ends the reading.
  virtual const Error* trouble() const { return nullptr; }
};

/// XML held in memory, through the same parser. Errors: Malformed, or the handler's trouble.
Result<void> parse_xml(std::string_view xml, XmlHandler& handler, const std::string& file_name);

/// What messages call a container.
struct PackageWords {
  std::string_view kind;    ///< "an XLSX workbook"
  std::string_view thing;   ///< "workbook"
  std::string_view broken;  ///< mend where it cannot be read
  std::string_view large;   ///< mend where it is too large
  std::size_t limit = 0;    ///< bytes of the container
};
const PackageWords& workbook_package();
const PackageWords& document_package();

class Package {
 public:
  /// `bytes` must outlive the package. Errors: Malformed (no ZIP, cut off, encrypted, an old .xls,
  /// names that lead out of a folder), Limit.
  static Result<Package> open(std::string_view bytes, const std::string& file_name,
                              const PackageWords& words);
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  bool has(const std::string& part) const;
  /// Errors: NotFound (no such part), Malformed (checksum, XML, a document type), Limit, or the
  /// handler's trouble.
  Result<void> read_xml(const std::string& part, XmlHandler& handler);
  /// A part whole. Errors: NotFound, Malformed, Limit (over `most` bytes).
  Result<std::string> read_part(const std::string& part, std::uint64_t most);
  /// Names of all parts.
  std::vector<std::string> names() const;

 private:
  struct State;
  explicit Package(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace entente::ingest

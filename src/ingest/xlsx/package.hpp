// SPDX-License-Identifier: GPL-3.0-or-later
// The ZIP container of a workbook (by libzip) and its XML parts, streamed through libxml2: no part
// is ever held whole, and what is unpacked is counted, whatever the container claims.
// One thread a package.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

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

class Package {
 public:
  /// `bytes` must outlive the package. Errors: Malformed (no ZIP, cut off, encrypted, an old .xls),
  /// Limit.
  static Result<Package> open(std::string_view bytes, const std::string& file_name);
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  bool has(const std::string& part) const;
  /// Errors: NotFound (no such part), Malformed (checksum, XML, a document type), Limit, or the
  /// handler's trouble.
  Result<void> read_xml(const std::string& part, XmlHandler& handler);

 private:
  struct State;
  explicit Package(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace entente::ingest

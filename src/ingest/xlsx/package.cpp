// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/package.hpp"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <zip.h>

#include <array>
#include <exception>

#include "entente/base/text.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::string_view xml_text(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

Error broken_package(const std::string& file, std::string message, std::string found = {}) {
  return input_error(ErrorKind::Malformed, std::move(message), {file, 0, {}}, "an XLSX workbook",
                     std::move(found),
                     "save the workbook again as XLSX and try once more; the file may be cut off");
}

Error unpacks_to_too_much(const std::string& file) {
  return input_error(ErrorKind::Limit, "the workbook unpacks to too much", {file, 0, {}},
                     "at most " + std::to_string(unpacked_limit >> 20U) + " MiB", "",
                     "import each sheet as CSV");
}

/// One push parse. No exception may cross libxml2's C frames, so they end here.
class XmlStream {
 public:
  explicit XmlStream(XmlHandler& handler) : handler_(handler) {
    xmlSAXHandler callbacks{};
    callbacks.initialized = XML_SAX2_MAGIC;
    callbacks.startElementNs = &on_start;
    callbacks.endElementNs = &on_end;
    callbacks.characters = &on_text;
    callbacks.cdataBlock = &on_text;
    callbacks.internalSubset = &on_document_type;
    callbacks.serror = &on_error;
    context_ = xmlCreatePushParserCtxt(&callbacks, this, nullptr, 0, nullptr);
    // NOENT puts the five predefined entities into attribute values; there are no others, because
    // a document type is refused.
    if (context_ != nullptr) xmlCtxtUseOptions(context_, XML_PARSE_NONET | XML_PARSE_NOENT);
  }
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  ~XmlStream() { xmlFreeParserCtxt(context_); }

  bool push(std::string_view bytes, bool last) {
    if (context_ == nullptr) return false;
    const int code =
        xmlParseChunk(context_, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    return code == XML_ERR_OK && !stopped_;
  }
  /// Why push said no.
  std::string reason() const {
    return document_type_
               ? "a document type, which workbooks must not have"
               : (message_.empty() ? "XML that is not well formed" : quotable(message_, 200));
  }

 private:
  template <class Call>
  void guarded(Call call) {
    if (stopped_) return;
    try {
      call();
      if (handler_.trouble() == nullptr) return;
    } catch (const std::exception& e) {
      message_ = e.what();
    }
    stop();
  }
  void stop() {
    stopped_ = true;
    xmlStopParser(context_);
  }

  static void on_start(void* self, const xmlChar* name, const xmlChar* /*prefix*/,
                       const xmlChar* /*uri*/, int /*namespaces*/, const xmlChar** /*declared*/,
                       int count, int /*defaulted*/, const xmlChar** attributes) {
    auto* stream = static_cast<XmlStream*>(self);
    stream->guarded(
        [&] { stream->handler_.start(xml_text(name), XmlAttributes(attributes, count)); });
  }
  static void on_end(void* self, const xmlChar* name, const xmlChar* /*prefix*/,
                     const xmlChar* /*uri*/) {
    auto* stream = static_cast<XmlStream*>(self);
    stream->guarded([&] { stream->handler_.end(xml_text(name)); });
  }
  static void on_text(void* self, const xmlChar* text, int length) {
    auto* stream = static_cast<XmlStream*>(self);
    stream->guarded([&] {
      stream->handler_.text(
          std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)));
    });
  }
  static void on_document_type(void* self, const xmlChar* /*name*/, const xmlChar* /*external*/,
                               const xmlChar* /*system*/) {
    auto* stream = static_cast<XmlStream*>(self);
    stream->document_type_ = true;
    stream->stop();
  }
  static void on_error(void* self, xmlErrorPtr error) {
    auto* stream = static_cast<XmlStream*>(self);
    if (error == nullptr || error->message == nullptr || !stream->message_.empty()) return;
    stream->message_ = std::string(trimmed(error->message));
  }

  XmlHandler& handler_;
  xmlParserCtxtPtr context_ = nullptr;
  bool stopped_ = false;
  bool document_type_ = false;
  std::string message_;
};

struct ZipFileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view local_name) const {
  return in_namespace({}, local_name);
}

std::string_view XmlAttributes::in_namespace(std::string_view uri_end,
                                             std::string_view local_name) const {
  for (int i = 0; i < count_; ++i) {
    const unsigned char** entry =
        raw_ + std::ptrdiff_t{5} * i;  // name, prefix, URI, value, its end
    if (xml_text(entry[0]) != local_name || !xml_text(entry[2]).ends_with(uri_end)) continue;
    return {reinterpret_cast<const char*>(entry[3]), static_cast<std::size_t>(entry[4] - entry[3])};
  }
  return {};
}

struct Package::State {
  std::string file_name;
  zip_t* archive = nullptr;
  std::uint64_t unpacked = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }
};

Package::Package(std::unique_ptr<State> state) : state_(std::move(state)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(std::string_view bytes, const std::string& file_name) {
  static const bool ready = [] {
    xmlInitParser();
    return true;
  }();
  if (bytes.size() > workbook_limit || !ready) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(workbook_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes",
                            "split it, or import each sheet as CSV"));
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return fail(input_error(ErrorKind::Malformed, "not an XLSX workbook", {file_name, 0, {}},
                            "an XLSX workbook without password",
                            "an old .xls or an encrypted workbook",
                            "save it as XLSX without a password"));
  }
  auto state = std::make_unique<State>();
  state->file_name = file_name;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) state->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (state->archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return fail(broken_package(file_name, "not an XLSX workbook", reason));
  }
  const zip_int64_t entries = zip_get_num_entries(state->archive, 0);
  if (entries < 0 || entries > 10'000) {
    return fail(input_error(ErrorKind::Limit, "too many parts in the workbook", {file_name, 0, {}},
                            "at most 10000 parts", "", "save it again with a spreadsheet program"));
  }
  // What the container admits to; what it hides is counted while it is read.
  std::uint64_t claimed = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
    zip_stat_t part;
    zip_stat_init(&part);
    if (zip_stat_index(state->archive, i, 0, &part) != 0 || (part.valid & ZIP_STAT_SIZE) == 0)
      continue;
    if (part.size > unpacked_limit - claimed) return fail(unpacks_to_too_much(file_name));
    claimed += part.size;
  }
  return Package(std::move(state));
}

bool Package::has(const std::string& part) const {
  return zip_name_locate(state_->archive, part.c_str(), 0) >= 0;
}

Result<void> Package::read_xml(const std::string& part, XmlHandler& handler) {
  const zip_int64_t index = zip_name_locate(state_->archive, part.c_str(), 0);
  if (index < 0) {
    return fail(input_error(ErrorKind::NotFound, "a part of the workbook is missing",
                            {state_->file_name, 0, {}}, quotable(part), "",
                            "save the workbook again"));
  }
  const std::unique_ptr<zip_file_t, ZipFileCloser> file(
      zip_fopen_index(state_->archive, static_cast<zip_uint64_t>(index), 0));
  const std::string where = "the part " + quotable(part) + " cannot be read";
  if (!file) return fail(broken_package(state_->file_name, where, zip_strerror(state_->archive)));
  XmlStream stream(handler);
  std::array<char, 65'536> buffer{};
  bool reading = true;
  while (reading) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) {
      return fail(broken_package(state_->file_name, where, zip_file_strerror(file.get())));
    }
    reading = got > 0;
    state_->unpacked += static_cast<std::uint64_t>(got);
    if (state_->unpacked > unpacked_limit) {
      return fail(unpacks_to_too_much(state_->file_name));
    }
    if (!stream.push({buffer.data(), static_cast<std::size_t>(got)}, !reading)) {
      if (handler.trouble() != nullptr) return fail(*handler.trouble());
      return fail(broken_package(state_->file_name, where, stream.reason()));
    }
  }
  return {};
}

}  // namespace entente::ingest

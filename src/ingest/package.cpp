// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/package.hpp"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <zip.h>

#include <algorithm>
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

Error broken_package(const std::string& file, const PackageWords& words, std::string message,
                     std::string found = {}) {
  return input_error(ErrorKind::Malformed, std::move(message), {file, 0, {}},
                     std::string(words.kind), std::move(found), std::string(words.broken));
}

Error unpacks_to_too_much(const std::string& file, const PackageWords& words) {
  return input_error(ErrorKind::Limit, "the " + std::string(words.thing) + " unpacks to too much",
                     {file, 0, {}}, "at most " + std::to_string(unpacked_limit >> 20U) + " MiB", "",
                     std::string(words.large));
}

/// A name that would leave the folder it is unpacked into.
bool leads_out(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\') || name.find(':') == 1) return true;
  std::size_t from = 0;
  while (from <= name.size()) {
    const std::size_t to = std::min(name.find_first_of("/\\", from), name.size());
    if (name.substr(from, to - from) == "..") return true;
    from = to + 1;
  }
  return false;
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
               ? "a document type, which is not allowed here"
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

bool xml_ready() {
  static const bool ready = [] {
    xmlInitParser();
    return true;
  }();
  return ready;
}

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
  const PackageWords* words = nullptr;
  zip_t* archive = nullptr;
  std::uint64_t unpacked = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }

  Result<void> check_entries() const;
  /// Feeds a part to `take` piece by piece; the last call is with an empty piece. `take` says
  /// whether to go on, or fails.
  template <class Take>
  Result<void> feed(const std::string& part, Take take);
};

Package::Package(std::unique_ptr<State> state) : state_(std::move(state)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

const PackageWords& workbook_package() {
  static constexpr PackageWords words = {
      "an XLSX workbook", "workbook",
      "save the workbook again as XLSX and try once more; the file may be cut off",
      "split it, or import each sheet as CSV", workbook_limit};
  return words;
}

const PackageWords& document_package() {
  static constexpr PackageWords words = {"a DOCX, ODT or EPUB document", "document",
                                         "save the document again; the file may be cut off",
                                         "import the part that is cited", document_limit};
  return words;
}

Result<Package> Package::open(std::string_view bytes, const std::string& file_name,
                              const PackageWords& words) {
  if (bytes.size() > words.limit || !xml_ready()) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(words.limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes", std::string(words.large)));
  }
  const std::string not_one = "not " + std::string(words.kind);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return fail(input_error(ErrorKind::Malformed, not_one, {file_name, 0, {}},
                            std::string(words.kind) + " without password",
                            "an old .xls or an encrypted workbook",
                            "save it as XLSX without a password"));
  }
  auto state = std::make_unique<State>();
  state->file_name = file_name;
  state->words = &words;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) state->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (state->archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return fail(broken_package(file_name, words, not_one, reason));
  }
  ENTENTE_CHECK(state->check_entries());
  return Package(std::move(state));
}

Result<void> Package::State::check_entries() const {
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || entries > 10'000) {
    return fail(input_error(ErrorKind::Limit, "too many parts in the " + std::string(words->thing),
                            {file_name, 0, {}}, "at most 10000 parts", "",
                            "save it again with the program it comes from"));
  }
  // What the container admits to; what it hides is counted while it is read.
  std::uint64_t claimed = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
    zip_stat_t part;
    zip_stat_init(&part);
    if (zip_stat_index(archive, i, 0, &part) != 0) continue;
    if ((part.valid & ZIP_STAT_NAME) != 0 && leads_out(part.name)) {
      return fail(broken_package(file_name, *words, "a part's name leads out of its folder",
                                 quotable(part.name)));
    }
    if ((part.valid & ZIP_STAT_SIZE) == 0) continue;
    if (part.size > unpacked_limit - claimed) return fail(unpacks_to_too_much(file_name, *words));
    claimed += part.size;
  }
  return {};
}

std::vector<std::string> Package::names() const {
  std::vector<std::string> out;
  const zip_int64_t entries = zip_get_num_entries(state_->archive, 0);
  for (zip_int64_t i = 0; i < entries; ++i) {
    const char* name = zip_get_name(state_->archive, static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr) out.emplace_back(name);
  }
  return out;
}

bool Package::has(const std::string& part) const {
  return zip_name_locate(state_->archive, part.c_str(), 0) >= 0;
}

template <class Take>
Result<void> Package::State::feed(const std::string& part, Take take) {
  const zip_int64_t index = zip_name_locate(archive, part.c_str(), 0);
  if (index < 0) {
    return fail(input_error(ErrorKind::NotFound,
                            "a part of the " + std::string(words->thing) + " is missing",
                            {file_name, 0, {}}, quotable(part), "",
                            "save the " + std::string(words->thing) + " again"));
  }
  const std::unique_ptr<zip_file_t, ZipFileCloser> file(
      zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0));
  const std::string where = "the part " + quotable(part) + " cannot be read";
  if (!file) return fail(broken_package(file_name, *words, where, zip_strerror(archive)));
  std::array<char, 65'536> buffer{};
  bool reading = true;
  while (reading) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) {
      return fail(broken_package(file_name, *words, where, zip_file_strerror(file.get())));
    }
    reading = got > 0;
    unpacked += static_cast<std::uint64_t>(got);
    if (unpacked > unpacked_limit) return fail(unpacks_to_too_much(file_name, *words));
    ENTENTE_CHECK(take(std::string_view(buffer.data(), static_cast<std::size_t>(got)), where));
  }
  return {};
}

Result<void> Package::read_xml(const std::string& part, XmlHandler& handler) {
  XmlStream stream(handler);
  return state_->feed(part, [&](std::string_view piece, const std::string& where) -> Result<void> {
    if (stream.push(piece, piece.empty())) return {};
    if (handler.trouble() != nullptr) return fail(*handler.trouble());
    return fail(broken_package(state_->file_name, *state_->words, where, stream.reason()));
  });
}

Result<std::string> Package::read_part(const std::string& part, std::uint64_t most) {
  std::string out;
  ENTENTE_CHECK(state_->feed(part, [&](std::string_view piece, const std::string&) -> Result<void> {
    if (out.size() + piece.size() > most) {
      return fail(unpacks_to_too_much(state_->file_name, *state_->words));
    }
    out.append(piece);
    return {};
  }));
  return out;
}

Result<void> parse_xml(std::string_view xml, XmlHandler& handler, const std::string& file_name) {
  (void)xml_ready();
  XmlStream stream(handler);
  constexpr std::size_t piece = std::size_t{1} << 20U;
  for (std::size_t at = 0; at <= xml.size(); at += piece) {
    const std::string_view part = xml.substr(at, piece);
    const bool last = at + piece > xml.size();
    if (stream.push(part, last)) continue;
    if (handler.trouble() != nullptr) return fail(*handler.trouble());
    return fail(input_error(ErrorKind::Malformed, "not well-formed XML", {file_name, 0, {}}, "XML",
                            stream.reason(), ""));
  }
  return {};
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/extract.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "child.hpp"
#include "entente/app/exit_code.hpp"
#include "entente/app/files.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

constexpr std::uint64_t reader_memory = std::uint64_t{512} << 20U;
constexpr std::chrono::seconds helper_time{120};
constexpr std::chrono::seconds reader_time{180};

std::string absolute_path(const std::string& path) {
  std::error_code code;
  const auto whole = std::filesystem::absolute(path, code);
  return code ? path : whole.string();
}

std::string first_line(std::string_view text) {
  return quotable(trimmed(text.substr(0, text.find('\n'))), 200);
}

/// What this program may take where it reads a document: as any reader, but a build under
/// AddressSanitizer needs terabytes of addresses to start at all.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t own_memory = ~std::uint64_t{0};
#else
constexpr std::uint64_t own_memory = reader_memory;
#endif

Error too_long(const std::string& file, std::chrono::seconds limit) {
  return {ErrorKind::Limit,
          "reading it took longer than " + std::to_string(limit.count()) + " seconds",
          {file, 0, ""},
          "",
          "",
          "save it again with another program, or import the part that is cited"};
}

/// Runs a reader's helper over the file and returns what it wrote.
Result<std::string> helped(const ingest::DocumentReader& reader, const std::string& file,
                           const Context& context) {
  const std::string program = find_program(reader.helper->program);
  if (program.empty()) {
    return fail({ErrorKind::NotFound,
                 std::string(reader.helper->program) + " is not installed",
                 {file, 0, ""},
                 "the program that reads " + std::string(reader.card.long_name),
                 "",
                 "install poppler-utils, or save the document as text"});
  }
  ENTENTE_TRY(const PrivateFolder folder, PrivateFolder::make());
  ChildRequest request;
  request.program = program;
  request.folder = folder.path();
  request.time_limit = helper_time;
  request.memory_limit = reader_memory;
  const std::string out = folder.file("out");
  for (const std::string_view word : reader.helper->arguments) {
    request.arguments.push_back(word == "%in"    ? absolute_path(file)
                                : word == "%out" ? out
                                                 : std::string(word));
  }
  auto outcome = run_child(request, context.cancel);
  if (!outcome) {
    return fail(outcome.error().kind == ErrorKind::Limit ? too_long(file, helper_time)
                                                         : std::move(outcome).error());
  }
  if (outcome->exit_code != 0) {
    const bool locked = outcome->err.find("assword") != std::string::npos;
    return fail(
        {ErrorKind::Malformed,
         locked ? "the document needs a password" : "the document cannot be read",
         {file, 0, ""},
         std::string(reader.card.long_name),
         first_line(outcome->err),
         locked ? "save it without a password" : "open and save it again; it may be cut off"});
  }
  return read_file(out);
}

std::optional<ErrorKind> kind_named(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
    if (to_string(static_cast<ErrorKind>(i)) == word) return static_cast<ErrorKind>(i);
  }
  return std::nullopt;
}

std::string json_text(const nlohmann::json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::vector<std::string> json_texts(const nlohmann::json& object, const char* key) {
  std::vector<std::string> out;
  if (!object.is_object() || !object.contains(key) || !object[key].is_array()) return out;
  for (const nlohmann::json& one : object[key]) {
    if (one.is_string()) out.push_back(one.get<std::string>());
  }
  return out;
}

/// The error that the other process reported, or one that says that it could not even do that.
Error reported_error(const ChildOutcome& outcome, const std::string& file) {
  const nlohmann::json whole = nlohmann::json::parse(outcome.err, nullptr, false);
  if (whole.is_object() && whole.contains("error")) {
    const nlohmann::json& fields = whole["error"];
    const auto kind = kind_named(json_text(fields, "kind"));
    if (kind) {
      Error out{*kind,
                json_text(fields, "message"),
                {file, 0, ""},
                json_text(fields, "expected"),
                json_text(fields, "found"),
                json_text(fields, "mend")};
      if (fields.contains("row") && fields["row"].is_number_integer()) {
        out.place.row = fields["row"].get<std::int64_t>();
      }
      return out;
    }
  }
  return {ErrorKind::Limit,
          "reading it needed too much memory or broke the reader",
          {file, 0, ""},
          "at most " + std::to_string(reader_memory >> 20U) + " MiB",
          first_line(outcome.err),
          "save it again with another program, or import the part that is cited"};
}

std::optional<ingest::Box> json_box(const nlohmann::json& block) {
  const auto it = block.find("box");
  if (it == block.end() || !it->is_array() || it->size() != 4) return std::nullopt;
  for (const nlohmann::json& side : *it) {
    if (!side.is_number()) return std::nullopt;
  }
  return ingest::Box{(*it)[0].get<double>(), (*it)[1].get<double>(), (*it)[2].get<double>(),
                     (*it)[3].get<double>()};
}

/// A byte of the text; 0 where it is none.
std::size_t json_place(const nlohmann::json& block, const char* key) {
  const auto it = block.find(key);
  return it != block.end() && it->is_number_unsigned() ? it->get<std::size_t>() : 0;
}

/// Blocks as far as places go; what lies outside of the text is none.
std::vector<ingest::Block> json_blocks(const nlohmann::json& whole, std::size_t text_bytes) {
  std::vector<ingest::Block> out;
  const auto list = whole.find("block_list");
  if (list == whole.end() || !list->is_array()) return out;
  for (const nlohmann::json& one : *list) {
    if (!one.is_object()) continue;
    ingest::Block block;
    block.start = json_place(one, "start");
    block.end = json_place(one, "end");
    block.box = json_box(one);
    if (block.start < block.end && block.end <= text_bytes) out.push_back(block);
  }
  return out;
}

Result<ExtractOutcome> read_back(const ChildOutcome& outcome, const std::string& text_file,
                                 const std::string& file) {
  const nlohmann::json whole = nlohmann::json::parse(outcome.out, nullptr, false);
  ExtractOutcome out;
  out.file = file;
  out.sha256 = json_text(whole, "sha256");
  if (out.sha256.empty()) return fail(reported_error(outcome, file));
  ENTENTE_TRY(out.document.text, read_file(text_file));
  if (first_broken_utf8(out.document.text)) return fail(reported_error(outcome, file));
  out.document.extractor = json_text(whole, "extractor");
  out.document.media_type = json_text(whole, "media_type");
  out.document.warnings = json_texts(whole, "warnings");
  out.document.blocks = json_blocks(whole, out.document.text.size());
  if (whole.contains("metadata")) {
    const nlohmann::json& about = whole["metadata"];
    out.document.metadata = {json_text(about, "title"),     json_texts(about, "authors"),
                             json_text(about, "publisher"), json_text(about, "date"),
                             json_text(about, "language"),  json_text(about, "locator")};
  }
  return out;
}

}  // namespace

Result<ExtractOutcome> extract(const ExtractRequest& request, const Context& context) {
  ExtractOutcome out;
  out.file = request.file;
  ENTENTE_TRY(const std::string bytes, read_file(request.file, ingest::largest_document));
  out.sha256 = sha256_hex(bytes);
  out.bytes = bytes.size();
  ENTENTE_TRY(const ingest::DocumentReader* reader, ingest::reader_for(bytes, request.file));
  if (reader->helper) {
    ENTENTE_TRY(const std::string half, helped(*reader, request.file, context));
    ENTENTE_TRY(out.document, ingest::extract_with(*reader, half, request.file));
  } else {
    ENTENTE_TRY(out.document, ingest::extract_with(*reader, bytes, request.file));
  }
  if (!request.to.empty()) {
    ENTENTE_CHECK(write_file(request.to, out.document.text,
                             request.force ? Overwrite::Different : Overwrite::Never));
    out.written = request.to;
  }
  return out;
}

Result<ExtractOutcome> extract_apart(const std::string& file, const Context& context,
                                     Layout layout) {
  if (context.program.empty()) return extract({file, "", false}, context);
  ENTENTE_TRY(const PrivateFolder folder, PrivateFolder::make());
  ChildRequest request;
  request.program = context.program;
  request.folder = folder.path();
  request.time_limit = reader_time;
  request.memory_limit = own_memory;
  const std::string text_file = folder.file("text");
  request.arguments = {"extract", "--json", "--to", text_file};
  if (layout == Layout::Take) request.arguments.emplace_back("--blocks");
  request.arguments.insert(request.arguments.end(), {"--", absolute_path(file)});
  auto outcome = run_child(request, context.cancel);
  if (!outcome) {
    return fail(outcome.error().kind == ErrorKind::Limit ? too_long(file, reader_time)
                                                         : std::move(outcome).error());
  }
  // With warnings it ends as a command with findings does.
  const bool done =
      outcome->exit_code == 0 || outcome->exit_code == static_cast<int>(ExitCode::Findings);
  if (!done) return fail(reported_error(*outcome, file));
  return read_back(*outcome, text_file, file);
}

}  // namespace entente::app

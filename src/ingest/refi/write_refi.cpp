// SPDX-License-Identifier: GPL-3.0-or-later
#include <zip.h>

#include <memory>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/refi/codes.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// What XML 1.0 cannot say becomes U+FFFD.
std::string in_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    const std::int32_t point = next_code_point(text, i);
    const bool said = point >= 0x20 && point != 0xFFFE && point != 0xFFFF;
    switch (point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      default:
        out += said ? text.substr(from, i - from) : std::string_view("\xEF\xBF\xBD");
    }
  }
  return out;
}

class RefiWriter {
 public:
  explicit RefiWriter(const record::Study& study) : study_(study), coded_(flattened(study)) {
    for (const CodedDocumentText& text : coded_.texts) places_.emplace_back(text.text);
    for (const CodedStatement& statement : coded_.statements) {
      users_.emplace(cell_of(statement.cells, "coder"));
    }
  }

  ExchangeFile codebook() {
    ExchangeFile out;
    out.bytes = head() + "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Entente\">\n";
    out.bytes += codes() + "</CodeBook>\n";
    out.statements = coded_.actors.size() + coded_.issues.size() + refi_stances.size();
    out.remarks.push_back(
        "a code book holds codes alone: " +
        counted_things(coded_.statements.size(), "statement stays", "statements stay") + " behind");
    return out;
  }

  std::string project() {
    std::string out =
        head() + "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"" +
        in_xml(study_.settings.title.empty() ? study_.settings.name : study_.settings.title) +
        "\" origin=\"Entente\">\n<Users>\n";
    for (const std::string& user : users_) {
      out += "<User guid=\"" + refi_guid("coder", user) + "\" name=\"" + in_xml(user) + "\"/>\n";
    }
    out += "</Users>\n<CodeBook>\n" + codes() + "</CodeBook>\n<Sources>\n";
    std::vector<std::string> selections(coded_.texts.size());
    for (const CodedStatement& statement : coded_.statements) {
      selections[statement.spans.front().text] += selection(statement);
      stand_ins_ += coded_.texts[statement.spans.front().text].stand_in ? 1 : 0;
      elsewhere_ += statement.spans.size() > 1 ? 1 : 0;
    }
    for (std::size_t i = 0; i < coded_.texts.size(); ++i) {
      const CodedDocumentText& text = coded_.texts[i];
      const std::string guid = refi_guid("text", text.key);
      coded_.rest.keys["text"].emplace(guid, text.key);
      const std::string_view title = cell_of(text.source, "title");
      out.append("<TextSource guid=\"").append(guid).append("\" name=\"");
      out.append(in_xml(title.empty() ? std::string_view("Untitled") : title));
      out.append("\" plainTextPath=\"internal://").append(guid).append(".txt\">\n");
      out.append(selections[i]).append("</TextSource>\n");
    }
    out += "</Sources>\n<Notes>\n<Note guid=\"" + refi_guid("record", study_.settings.name) +
           "\" name=\"Entente record\">\n<PlainTextContent>" + in_xml(remainder_json(coded_.rest)) +
           "</PlainTextContent>\n</Note>\n</Notes>\n</Project>\n";
    return out;
  }

  Result<ExchangeFile> packed() {
    ExchangeFile out;
    ENTENTE_TRY(out.bytes, archive(project()));
    out.statements = coded_.statements.size();
    out.remarks = coded_.remarks;
    const auto say = [&](std::size_t count, std::string_view one, std::string_view many,
                         const std::string& what) {
      if (count > 0) out.remarks.push_back(counted_things(count, one, many) + " " + what);
    };
    if (std::string texts = texts_remark(coded_); !texts.empty()) {
      out.remarks.push_back(std::move(texts));
    }
    say(stand_ins_, "statement stands", "statements stand",
        "in a made-up text, because no place in an attached one is known");
    say(elsewhere_, "statement rests", "statements rest",
        "on several passages: the first alone is coded");
    return out;
  }

 private:
  static std::string head() { return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"; }

  static std::string open_code(const std::string& guid, std::string_view name, bool codable) {
    return "<Code guid=\"" + guid + "\" name=\"" + in_xml(name) + "\" isCodable=\"" +
           (codable ? "true" : "false") + "\">";
  }
  static std::string code(const std::string& guid, std::string_view name,
                          const std::string& description) {
    return open_code(guid, name, true) + "<Description>" + in_xml(description) +
           "</Description></Code>\n";
  }

  std::string codes() {
    std::string out = "<Codes>\n" + open_code(refi_guid("codes", "actors"), "Actors", false) + "\n";
    for (const CodedActor& actor : coded_.actors) {
      const std::string guid = refi_guid("actor", actor.key);
      coded_.rest.keys["actor"].emplace(guid, actor.key);
      out += code(guid, cell_of(actor.cells, "name"), described(actor.cells, {"name"}));
    }
    out += "</Code>\n" + open_code(refi_guid("codes", "issues"), "Issues", false) + "\n";
    for (const CodedIssue& issue : coded_.issues) {
      const std::string guid = refi_guid("issue", issue.key);
      coded_.rest.keys["issue"].emplace(guid, issue.key);
      out += code(guid, cell_of(issue.cells, "claim"), described(issue.cells, {"claim"}));
    }
    out += "</Code>\n" + open_code(refi_guid("codes", "stance"), "Stance", false) + "\n";
    for (const std::string_view stance : refi_stances) {
      out += open_code(refi_guid("stance", stance), stance, true) + "</Code>\n";
    }
    return out + "</Code>\n</Codes>\n";
  }

  std::string selection(const CodedStatement& statement) {
    const CodedSpan& span = statement.spans.front();
    const std::string guid = refi_guid("statement", statement.key);
    coded_.rest.keys["statement"].emplace(guid, statement.key);
    const std::string user = " creatingUser=\"" +
                             refi_guid("coder", std::string(cell_of(statement.cells, "coder"))) +
                             "\"";
    const TextPlaces& places = places_[span.text];
    std::string out =
        "<PlainTextSelection guid=\"" + guid + "\" name=\"" + in_xml(statement.key) +
        "\" startPosition=\"" + std::to_string(places.point_of_byte(span.begin)) +
        "\" endPosition=\"" + std::to_string(places.point_of_byte(span.end)) + "\"" + user +
        ">\n<Description>" +
        in_xml(described(statement.cells, {"actor", "issue", "stance", "coder", "passages",
                                           "sources", "label", "frame", "codebook", "target"})) +
        "</Description>\n";
    const auto coding = [&](const std::string& kind, const std::string& target) {
      out += "<Coding guid=\"" + refi_guid("coding", statement.key + "/" + kind) + "\"" + user +
             "><CodeRef targetGUID=\"" + target + "\"/></Coding>\n";
    };
    if (statement.actor < coded_.actors.size()) {
      coding("actor", refi_guid("actor", coded_.actors[statement.actor].key));
    }
    if (statement.issue < coded_.issues.size()) {
      coding("issue", refi_guid("issue", coded_.issues[statement.issue].key));
    }
    const int stance = statement.stance.value_or(0);
    if (stance >= -2 && stance <= 2) {
      const int place = stance + 2;
      coding("stance", refi_guid("stance", refi_stances[static_cast<std::size_t>(place)]));
    }
    return out + "</PlainTextSelection>\n";
  }

  struct ArchiveEnd {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  struct SourceEnd {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
  };

  static Error zip_trouble(const char* what) {
    return {
        ErrorKind::Internal, std::string("the project cannot be packed (") + what + ")", {}, "", "",
        "please report it"};
  }

  Result<std::string> archive(const std::string& project_xml) const {
    zip_error_t error;
    zip_error_init(&error);
    const std::unique_ptr<zip_source_t, SourceEnd> buffer(
        zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!buffer) return fail(zip_trouble("no buffer"));
    zip_source_keep(buffer.get());
    std::unique_ptr<zip_t, ArchiveEnd> zip(
        zip_open_from_source(buffer.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    zip_error_fini(&error);
    if (!zip) return fail(zip_trouble("no archive"));
    if (!add_part(zip.get(), "project.qde", project_xml)) return fail(zip_trouble("project.qde"));
    for (const CodedDocumentText& text : coded_.texts) {
      if (!add_part(zip.get(), "sources/" + refi_guid("text", text.key) + ".txt", text.text)) {
        return fail(zip_trouble("a source"));
      }
    }
    // Closing frees the archive, but only where it succeeds.
    zip_t* closing = zip.release();
    if (zip_close(closing) != 0) {
      zip_discard(closing);
      return fail(zip_trouble("closing"));
    }
    if (zip_source_open(buffer.get()) != 0) return fail(zip_trouble("reading back"));
    zip_source_seek(buffer.get(), 0, SEEK_END);
    const zip_int64_t size = zip_source_tell(buffer.get());
    zip_source_seek(buffer.get(), 0, SEEK_SET);
    std::string out(static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)), '\0');
    const zip_int64_t got = zip_source_read(buffer.get(), out.data(), out.size());
    zip_source_close(buffer.get());
    if (got != size) return fail(zip_trouble("reading back"));
    return out;
  }

  static bool add_part(zip_t* zip, const std::string& name, const std::string& bytes) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    if (source == nullptr) return false;
    const zip_int64_t index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return false;
    }
    // One date for all, so that the same study gives the same bytes.
    const auto place = static_cast<zip_uint64_t>(index);
    return zip_file_set_mtime(zip, place, 946'684'800, 0) == 0;
  }

  const record::Study& study_;
  CodedStudy coded_;
  std::vector<TextPlaces> places_;
  std::set<std::string, std::less<>> users_;
  std::size_t stand_ins_ = 0;
  std::size_t elsewhere_ = 0;
};

}  // namespace

Result<ExchangeFile> refi_codebook(const record::Study& study) {
  return RefiWriter(study).codebook();
}

Result<ExchangeFile> refi_project(const record::Study& study) { return RefiWriter(study).packed(); }

}  // namespace entente::ingest

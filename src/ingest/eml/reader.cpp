// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail (RFC 5322, MIME), by GMime: the headers a reader sees, then every part that is text and
// not an attachment. Of alternatives the plain one is taken.
#include <gmime/gmime.h>

#include <memory>

#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/html/html.hpp"
#include "ingest/limits.hpp"
#include "ingest/text/plain.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_mail_parts = 1000;
constexpr int most_mail_depth = 30;

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using GmimeOwned = std::unique_ptr<T, Unreference>;

std::string glib_text(char* owned) {
  std::string out = owned == nullptr ? std::string() : sound_utf8(owned);
  g_free(owned);
  return out;
}

std::string plain_or_blank(const char* text) {
  return text == nullptr ? std::string() : sound_utf8(text);
}

/// Boundaries in a message tell how deep it can nest; the parser is recursive.
std::size_t count_of(std::string_view bytes, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find(word); at != std::string_view::npos;
       at = bytes.find(word, at + word.size())) {
    ++count;
  }
  return count;
}

class MailText {
 public:
  explicit MailText(const std::string& file_name) : file_name_(file_name) {}

  Result<ExtractedDocument> run(GMimeMessage* message) {
    headers(message);
    if (GMimeObject* root = g_mime_message_get_mime_part(message)) {
      ENTENTE_CHECK(part(root, 0));
    }
    if (builder_.full()) return fail(too_much_text(file_name_));
    ExtractedDocument out = builder_.finish();
    out.metadata = std::move(about_);
    out.warnings = std::move(warnings_);
    if (!attachments_.empty()) {
      const std::string names = joined(attachments_, ", ");
      out.warnings.push_back(std::to_string(attachments_.size()) +
                             " attachment(s) were not read: " + quotable(names, 200));
    }
    return out;
  }

 private:
  static std::string addresses(InternetAddressList* list) {
    return list == nullptr ? std::string()
                           : one_line(glib_text(internet_address_list_to_string(list, nullptr, 0)));
  }

  void headers(GMimeMessage* message) {
    about_.title = one_line(plain_or_blank(g_mime_message_get_subject(message)));
    InternetAddressList* from = g_mime_message_get_from(message);
    for (int i = 0; from != nullptr && i < std::min(internet_address_list_length(from), 100); ++i) {
      InternetAddress* address = internet_address_list_get_address(from, i);
      const char* name = internet_address_get_name(address);
      std::string author = one_line(plain_or_blank(name));
      if (author.empty())
        author = one_line(glib_text(internet_address_to_string(address, nullptr, 0)));
      if (!author.empty()) about_.authors.push_back(std::move(author));
    }
    if (GDateTime* date = g_mime_message_get_date(message)) {
      about_.date = plain_date(glib_text(g_date_time_format(date, "%Y-%m-%d")));
    }
    std::vector<std::string> lines;
    const auto line = [&](const char* name, const std::string& value) {
      if (!value.empty()) lines.push_back(std::string(name) + ": " + value);
    };
    line("From", addresses(from));
    line("To", addresses(g_mime_message_get_to(message)));
    line("Cc", addresses(g_mime_message_get_cc(message)));
    if (GDateTime* date = g_mime_message_get_date(message)) {
      line("Date", glib_text(g_date_time_format(date, "%Y-%m-%d %H:%M %z")));
    }
    line("Subject", about_.title);
    builder_.begin(BlockKind::Paragraph);
    builder_.add(joined(lines, "\n"));
    builder_.end();
  }

  Result<void> part(GMimeObject* object, int depth) {
    if (depth > most_mail_depth || ++parts_ > most_mail_parts) {
      return fail(input_error(ErrorKind::Limit, "too many parts in the message",
                              {file_name_, 0, {}}, "at most 1000 parts, 30 deep", "",
                              "save the part that is cited"));
    }
    if (GMIME_IS_MULTIPART(object)) return multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PART(object) || GMIME_IS_MESSAGE_PARTIAL(object)) {
      attachments_.emplace_back("another message");
      return {};
    }
    if (!GMIME_IS_PART(object)) return {};
    GMimePart* leaf = GMIME_PART(object);
    GMimeContentType* type = g_mime_object_get_content_type(object);
    const bool text = g_mime_content_type_is_type(type, "text", "plain") != 0;
    const bool html = g_mime_content_type_is_type(type, "text", "html") != 0;
    if (g_mime_part_is_attachment(leaf) != 0 || (!text && !html)) {
      std::string name = one_line(plain_or_blank(g_mime_part_get_filename(leaf)));
      if (name.empty()) name = one_line(glib_text(g_mime_content_type_get_mime_type(type)));
      attachments_.push_back(std::move(name));
      return {};
    }
    return text_part(leaf, type, html);
  }

  Result<void> multipart(GMimeMultipart* whole, int depth) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(whole));
    const int count =
        std::min(g_mime_multipart_get_count(whole), static_cast<int>(most_mail_parts));
    if (GMIME_IS_MULTIPART_ENCRYPTED(whole)) {
      warnings_.emplace_back("an encrypted part was not read");
      return {};
    }
    if (g_mime_content_type_is_type(type, "multipart", "alternative") != 0) {
      GMimeObject* best = nullptr;
      for (int i = 0; i < count; ++i) {
        GMimeObject* one = g_mime_multipart_get_part(whole, i);
        GMimeContentType* kind = g_mime_object_get_content_type(one);
        if (g_mime_content_type_is_type(kind, "text", "plain") != 0) {
          best = one;
          break;
        }
        best = one;  // richer forms come later
      }
      return best == nullptr ? Result<void>() : part(best, depth + 1);
    }
    for (int i = 0; i < count; ++i) {
      ENTENTE_CHECK(part(g_mime_multipart_get_part(whole, i), depth + 1));
    }
    return {};
  }

  Result<void> text_part(GMimePart* leaf, GMimeContentType* type, bool html) {
    GMimeDataWrapper* content = g_mime_part_get_content(leaf);
    if (content == nullptr) return {};
    const GmimeOwned<GMimeStream> memory(g_mime_stream_mem_new());
    if (g_mime_data_wrapper_write_to_stream(content, memory.get()) < 0) return {};
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    const std::string_view raw(reinterpret_cast<const char*>(bytes->data), bytes->len);
    const char* named = g_mime_content_type_get_parameter(type, "charset");
    std::string charset = named == nullptr ? std::string() : std::string(named).substr(0, 40);
    if (html && charset.empty()) charset = declared_html_charset(raw);
    auto decoded = decoded_text(raw, charset, file_name_);
    if (!decoded) {
      warnings_.emplace_back("a part with NUL bytes was not read");
      return {};
    }
    if (!decoded->guessed.empty()) {
      warnings_.push_back("no encoding named: read as " + decoded->guessed + ", which was guessed");
    }
    if (html) {
      DocumentMetadata unused;
      add_html(decoded->text, builder_, unused);
      return {};
    }
    for (const Block& block : paragraphs_of(decoded->text)) {
      builder_.begin(BlockKind::Paragraph);
      builder_.add(std::string_view(decoded->text).substr(block.start, block.end - block.start));
    }
    builder_.end();
    return {};
  }

  const std::string& file_name_;
  TextBuilder builder_;
  DocumentMetadata about_;
  std::vector<std::string> attachments_;
  std::vector<std::string> warnings_;
  std::size_t parts_ = 0;
};

/// The first line is a header that mail has and texts do not.
bool is_mail(std::string_view bytes) {
  for (const std::string_view head : {"Return-Path: ", "Received: ", "Delivered-To: ",
                                      "MIME-Version: ", "Message-ID: ", "X-Mozilla-Status: "}) {
    if (bytes.starts_with(head)) return true;
  }
  return false;
}

Result<ExtractedDocument> read_eml(std::string_view bytes, const std::string& file_name) {
  static const bool ready = [] {
    g_mime_init();
    return true;
  }();
  const std::size_t nested =
      count_of(bytes, "boundary") + count_of(bytes, "message/rfc822") + count_of(bytes, "BOUNDARY");
  if (nested > 200 || !ready) {
    return fail(input_error(ErrorKind::Limit, "too many parts in the message", {file_name, 0, {}},
                            "at most 200 nested parts", std::to_string(nested),
                            "save the part that is cited"));
  }
  const GmimeOwned<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const GmimeOwned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const GmimeOwned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) {
    return fail(input_error(ErrorKind::Malformed, "not an e-mail message", {file_name, 0, {}},
                            "a message with headers (RFC 5322)", "",
                            "save it from the mail program as EML"));
  }
  return MailText(file_name).run(message.get());
}

}  // namespace

DocumentReader eml_reader() {
  DocumentReader out;
  out.card = {"eml",
              "E-mail message",
              {".eml"},
              "Sender, recipients, date, subject and text of one message.",
              "stable",
              {"Attachments are named, not read: save and import them as documents of their own.",
               "Of a message in two forms the plain one is read.",
               "One message a file: mailboxes (mbox) are not split."}};
  out.media_type = "message/rfc822";
  out.recognises = &is_mail;
  out.by_name = true;
  out.read = &read_eml;
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/references/parsers.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Letters and digits alone, case folded: what two spellings of a title share.
std::string title_key(std::string_view title) {
  std::string out;
  const std::string sound = nfc(sound_utf8(title));
  for (std::size_t i = 0; i < sound.size();) {
    const std::size_t from = i;
    const std::int32_t point = next_code_point(sound, i);
    if (point < 0 || u_isalnum(point) == 0) continue;
    if (point < 0x80) {
      out += static_cast<char>(u_tolower(point));
    } else {
      out.append(sound, from, i - from);
    }
  }
  return out;
}

std::string base_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

template <class Fits>
const Reference* only_one(const ReferenceList& list, Fits fits) {
  const Reference* found = nullptr;
  for (const Reference& one : list.references) {
    if (!fits(one)) continue;
    if (found != nullptr) return nullptr;
    found = &one;
  }
  return found;
}

}  // namespace

std::string plain_doi(std::string_view text) {
  std::string lower = lowered(trimmed(text));
  const std::size_t at = lower.find("10.");
  if (at == std::string::npos || lower.find('/', at) == std::string::npos) return {};
  const std::string head = lower.substr(0, at);
  if (!head.empty() && !head.ends_with("doi.org/") && !head.ends_with("doi:") &&
      !head.ends_with("doi: ")) {
    return {};
  }
  return lower.substr(at);
}

std::string attached_base_name(std::string_view text) {
  text = trimmed(text);
  // JabRef and Zotero write "description:path:type"; a drive letter is no description.
  const std::size_t last = text.find_last_of(':');
  if (last != std::string_view::npos && text.find('/', last) != std::string_view::npos &&
      text.substr(last + 1).find('.') == std::string_view::npos) {
    text = text.substr(0, last);
  }
  return one_line(base_of(text));
}

Result<ReferenceList> read_references(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > document_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(document_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes", "split it"));
  }
  ENTENTE_TRY(const DecodedText decoded, decoded_text(bytes, {}, file_name));
  const std::string_view text = trimmed(decoded.text);
  if (text.starts_with('[') || text.starts_with('{')) return read_csl_json(text, file_name);
  if (text.starts_with("TY  -")) return read_ris(text, file_name);
  if (text.find('@') != std::string_view::npos && text.find('{') != std::string_view::npos) {
    return read_bibtex(decoded.text, file_name);
  }
  return fail(input_error(ErrorKind::Malformed, "not a reference list", {file_name, 0, {}},
                          "CSL-JSON, RIS or BibTeX", quotable(text.substr(0, 60)),
                          "export it from the reference manager in one of these"));
}

const Reference* matching_reference(const ReferenceList& list, std::string_view file_name,
                                    const DocumentMetadata& about) {
  const std::string base = lowered(base_of(file_name));
  const Reference* found = only_one(list, [&](const Reference& one) {
    return std::any_of(one.files.begin(), one.files.end(),
                       [&](const std::string& file) { return lowered(file) == base; });
  });
  if (found != nullptr) return found;
  if (const std::string doi = plain_doi(about.locator); !doi.empty()) {
    found =
        only_one(list, [&](const Reference& one) { return plain_doi(one.about.locator) == doi; });
    if (found != nullptr) return found;
  }
  for (const std::string& title : {about.title, std::string(file_stem(file_name))}) {
    const std::string key = title_key(title);
    if (key.size() < 4) continue;  // too short to name one document
    found = only_one(list, [&](const Reference& one) {
      return title_key(one.about.title) == key || title_key(one.key) == key;
    });
    if (found != nullptr) return found;
  }
  return nullptr;
}

Result<NamePattern> NamePattern::parse(std::string_view text) {
  static const std::set<std::string, std::less<>> known = {
      "date", "title", "author", "publisher", "actor", "language", "locator", "skip"};
  const auto wrong = [&](std::string message, std::string_view found) {
    return fail(Error{ErrorKind::Usage,
                      std::move(message),
                      {"", 0, "--pattern"},
                      "fields {date} {title} {author} {publisher} {actor} {language} {locator} "
                      "{skip} with text between",
                      quotable(found),
                      "for example \"{date}_{actor}_{title}\""});
  };
  NamePattern out;
  std::set<std::string> used;
  std::string before;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '{') {
      before += text[i++];
      continue;
    }
    const std::size_t end = text.find('}', i);
    if (end == std::string_view::npos) return wrong("a field without end", text);
    const std::string field(text.substr(i + 1, end - i - 1));
    if (known.count(field) == 0) return wrong("no such field", field);
    if (field != "skip" && !used.insert(field).second) return wrong("a field twice", field);
    if (before.empty() && !out.pieces_.empty()) return wrong("nothing between two fields", text);
    out.pieces_.push_back({std::exchange(before, {}), field});
    i = end + 1;
  }
  out.after_ = before;
  if (out.pieces_.empty()) return wrong("no field", text);
  return out;
}

std::optional<NamePattern::Found> NamePattern::match(std::string_view file_name) const {
  std::string_view rest = file_stem(file_name);
  Found out;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!rest.starts_with(pieces_[i].before)) return std::nullopt;
    rest.remove_prefix(pieces_[i].before.size());
    const bool last = i + 1 == pieces_.size();
    const std::string_view stop = last ? std::string_view(after_) : pieces_[i + 1].before;
    std::size_t end = rest.size();
    if (last && !stop.empty()) {
      if (!rest.ends_with(stop)) return std::nullopt;
      end = rest.size() - stop.size();
    } else if (!last) {
      end = rest.find(stop);
      if (end == std::string_view::npos) return std::nullopt;
    }
    const std::string raw(rest.substr(0, end));
    rest.remove_prefix(end);
    std::string words = raw;
    std::replace(words.begin(), words.end(), '_', ' ');
    words = one_line(words);
    if (words.empty()) return std::nullopt;
    const std::string& field = pieces_[i].field;
    if (field == "date") {
      out.about.date = plain_date(raw);
      if (out.about.date.empty()) return std::nullopt;
    }
    if (field == "title") out.about.title = words;
    if (field == "author") out.about.authors = {words};
    if (field == "publisher") out.about.publisher = words;
    if (field == "language") out.about.language = one_line(raw);
    if (field == "locator") out.about.locator = one_line(raw);
    if (field == "actor") out.actor = one_line(raw);
  }
  return out;
}

void fill_blanks(DocumentMetadata& about, const DocumentMetadata& other) {
  for (const auto member :
       {&DocumentMetadata::title, &DocumentMetadata::publisher, &DocumentMetadata::date,
        &DocumentMetadata::language, &DocumentMetadata::locator}) {
    if ((about.*member).empty()) about.*member = other.*member;
  }
  if (about.authors.empty()) about.authors = other.authors;
}

}  // namespace entente::ingest

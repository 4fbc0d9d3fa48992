// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/references/parsers.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

using CslJson = nlohmann::json;

std::string csl_text(const CslJson& item, const char* key) {
  const auto it = item.find(key);
  if (it == item.end()) return {};
  if (it->is_string()) return one_line(it->get_ref<const std::string&>());
  return it->is_number_integer() ? std::to_string(it->get<std::int64_t>()) : std::string();
}

std::string csl_name(const CslJson& name) {
  if (!name.is_object()) return {};
  std::string literal = csl_text(name, "literal");
  if (!literal.empty()) return literal;
  std::string family = csl_text(name, "family");
  const std::string particle = csl_text(name, "non-dropping-particle");
  if (!particle.empty()) family = particle + " " + family;
  return one_line(csl_text(name, "given") + " " + family);
}

/// {"date-parts": [[2022, 6, 29]]}, or {"raw": "2022-06-29"}.
std::string csl_date(const CslJson& item) {
  const auto issued = item.find("issued");
  if (issued == item.end() || !issued->is_object()) return {};
  for (const char* key : {"raw", "literal"}) {
    if (const std::string day = plain_date(csl_text(*issued, key)); !day.empty()) return day;
  }
  const auto parts = issued->find("date-parts");
  if (parts == issued->end() || !parts->is_array() || parts->empty() || !(*parts)[0].is_array()) {
    return {};
  }
  std::string out;
  for (const CslJson& part : (*parts)[0]) {
    const std::int64_t number = part.is_number_integer() ? part.get<std::int64_t>()
                                : part.is_string()
                                    ? parse_integer(part.get_ref<const std::string&>()).value_or(0)
                                    : 0;
    if (number <= 0 || number > 9999 || out.size() > 8) break;
    std::string digits = std::to_string(number);
    digits.insert(0, out.empty() ? 4 - digits.size() : 2 - std::min<std::size_t>(digits.size(), 2),
                  '0');
    out += (out.empty() ? "" : "-") + digits;
  }
  return plain_date(out);
}

}  // namespace

Result<ReferenceList> read_csl_json(std::string_view text, const std::string& file_name) {
  const CslJson whole = CslJson::parse(text, nullptr, false);
  const CslJson* items = &whole;
  if (whole.is_object() && whole.contains("items")) items = &whole["items"];
  if (!items->is_array()) {
    return fail(input_error(ErrorKind::Malformed, "not a reference list", {file_name, 0, {}},
                            "CSL-JSON: a list of items", "", "export it anew as CSL JSON"));
  }
  ReferenceList out;
  std::int64_t number = 0;
  for (const CslJson& item : *items) {
    ++number;
    if (!item.is_object()) {
      out.faults.push_back(input_error(ErrorKind::Malformed, "not an item", {file_name, 0, {}},
                                       "an object", "item " + std::to_string(number)));
      continue;
    }
    Reference one;
    one.key = csl_text(item, "id");
    one.about.title = csl_text(item, "title");
    one.about.publisher = csl_text(item, "publisher");
    if (one.about.publisher.empty()) one.about.publisher = csl_text(item, "container-title");
    one.about.language = csl_text(item, "language");
    one.about.locator = csl_text(item, "DOI");
    if (one.about.locator.empty()) one.about.locator = csl_text(item, "URL");
    one.about.date = csl_date(item);
    const auto authors = item.find("author");
    if (authors != item.end() && authors->is_array()) {
      for (const CslJson& author : *authors) {
        std::string name = csl_name(author);
        if (!name.empty() && one.about.authors.size() < 100) {
          one.about.authors.push_back(std::move(name));
        }
      }
    }
    out.references.push_back(std::move(one));
  }
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/references/parsers.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// "2022/06/29/" as "2022-06-29".
std::string ris_date(std::string_view text) {
  std::string day(trimmed(text));
  std::replace(day.begin(), day.end(), '/', '-');
  while (!day.empty() && day.back() == '-') day.pop_back();
  return plain_date(day);
}

/// "Writer, A. B." as "A. B. Writer".
std::string ris_name(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return one_line(text);
  return one_line(std::string(text.substr(comma + 1)) + " " + std::string(text.substr(0, comma)));
}

void ris_field(Reference& one, std::string_view tag, std::string_view value) {
  DocumentMetadata& about = one.about;
  const auto set = [&](std::string& cell) {
    if (cell.empty()) cell = one_line(value);
  };
  if (tag == "TI" || tag == "T1") set(about.title);
  if (tag == "AU" || tag == "A1") {
    if (std::string name = ris_name(value); !name.empty() && about.authors.size() < 100) {
      about.authors.push_back(std::move(name));
    }
  }
  // DA is the whole date, PY and Y1 often the year alone.
  if (tag == "DA" || ((tag == "PY" || tag == "Y1") && about.date.empty())) {
    if (std::string day = ris_date(value); !day.empty()) about.date = std::move(day);
  }
  if (tag == "PB") about.publisher = one_line(value);
  if (tag == "T2" || tag == "JO" || tag == "JF") set(about.publisher);
  if (tag == "LA") set(about.language);
  if (tag == "DO") about.locator = one_line(value);
  if (tag == "UR") set(about.locator);
  if (tag == "ID") set(one.key);
  if (tag.starts_with('L') && tag[1] >= '1' && tag[1] <= '4') {
    one.files.push_back(attached_base_name(value));
  }
}

}  // namespace

ReferenceList read_ris(std::string_view text, const std::string& file_name) {
  ReferenceList out;
  std::optional<Reference> open;
  std::int64_t number = 0;
  std::int64_t began = 0;
  const auto unfinished = [&] {
    out.faults.push_back(input_error(ErrorKind::Malformed, "an entry without end",
                                     {file_name, began, {}}, "a line ER  -"));
  };
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    const std::string_view line = text.substr(from, to - from);
    from = to + 1;
    ++number;
    if (line.size() < 5 || line.substr(2, 3) != "  -") continue;
    const std::string_view tag = line.substr(0, 2);
    const std::string_view value = trimmed(line.substr(5));
    if (tag == "TY") {
      if (open) unfinished();
      open.emplace();
      began = number;
    } else if (tag == "ER") {
      if (open) out.references.push_back(std::move(*open));
      open.reset();
    } else if (open) {
      ris_field(*open, tag, value);
    }
  }
  if (open) unfinished();
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
// Studies with attached texts and statements anchored in them, for tests and fuzz targets alone.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "entente/base/hash.hpp"
#include "ingest/made_study.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest::made {

/// Words of our own making in which UTF-8, UTF-16 and code points count differently.
inline std::string made_text(Dice& dice) {
  static const std::vector<std::string> words = {"The",
                                                 "minister",
                                                 "caf\xC3\xA9",
                                                 "\xE6\x9D\xB1\xE4\xBA\xAC",
                                                 "\xF0\x9F\x87\xAF\xF0\x9F\x87\xB5",
                                                 "agrees",
                                                 "\n",
                                                 "<b>&\"",
                                                 "x",
                                                 "\xF0\x9D\x94\xB8 = 1"};
  std::string out = "Text";
  for (std::size_t i = 0; i < 5 + dice.below(60); ++i) out += " " + words[dice.below(words.size())];
  return out;
}

inline std::size_t char_border(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

inline void attach(record::Study& study, const std::string& id, const std::string& source,
                   const std::string& text) {
  add_row(study, "document",
          {{"id", id},
           {"source", source},
           {"file", id + ".txt"},
           {"media_type", "text/plain"},
           {"sha256", sha256_hex(text)},
           {"bytes", std::to_string(text.size())}});
  study.attach_document_text(id, text);
}

inline void add_passage(record::Study& study, const std::string& id, const std::string& source,
                        const std::string& document, std::size_t begin, std::size_t end) {
  const std::string text = *study.document_text(document);
  add_row(study, "passage",
          {{"id", id},
           {"source", source},
           {"document", document},
           {"byte_start", std::to_string(begin)},
           {"byte_end", std::to_string(end)},
           {"quote_hash", quote_hash(std::string_view(text).substr(begin, end - begin))}});
}

/// A random study with two texts more, and statements on places in them.
inline record::Study coded_study(std::uint64_t seed) {
  record::Study study = random_study(seed);
  Dice dice(seed ^ 0x5DEECE66DU);
  study.settings.name = "coded";
  for (int n = 1; n <= 2; ++n) {
    const std::string number = std::to_string(n);
    add_row(study, "source",
            {{"id", "ST" + number}, {"title", "Speech " + number}, {"date", "2024-05-0" + number}});
    attach(study, "DT" + number, "ST" + number, nfc(made_text(dice)));
  }
  add_row(study, "actor", {{"id", "AX"}, {"name", "Atlantis"}, {"kind", "state"}});
  add_row(study, "actor", {{"id", "AP"}, {"name", "P. Person"}, {"kind", "person"}});
  add_row(study, "issue",
          {{"id", "IX"}, {"claim", std::string(30, 'a') + "bc" + std::string(200, 'd')}});
  add_row(study, "issue",
          {{"id", "IY"}, {"claim", std::string(30, 'a') + "bc" + std::string(201, 'd')}});
  for (std::size_t n = 0; n < 6; ++n) {
    const std::string number = std::to_string(1 + dice.below(2));
    const std::string text = *study.document_text("DT" + number);
    const std::size_t begin = char_border(text, dice.below(text.size() - 1));
    const std::size_t end =
        std::min(text.size(), char_border(text, begin + 1 + dice.below(text.size())));
    if (begin >= end) continue;
    const std::string passage = "PT" + std::to_string(n);
    add_passage(study, passage, "ST" + number, "DT" + number, begin, end);
    add_row(study, "statement",
            {{"id", "T" + std::to_string(n)},
             {"actor", dice.once_in(2) ? "AX" : "AP"},
             {"issue", dice.once_in(2) ? "IX" : "IY"},
             {"stance", std::to_string(static_cast<int>(dice.below(5)) - 2)},
             {"date", dice.once_in(2) ? "2024-05-01" : "2023"},
             {"passages", dice.once_in(3) && n > 0 && study.table("passage").find("PT0")
                              ? passage + ";PT0"
                              : passage},
             {"confidence", dice.once_in(2) ? "high" : ""},
             {"status", dice.once_in(3) ? "proposed" : ""},
             {"coder", dice.once_in(2) ? "A. Analyst" : "rule: seven"},
             {"note", dice.once_in(2) ? "person: S. Speaker" : ""}});
  }
  return study;
}

}  // namespace entente::ingest::made

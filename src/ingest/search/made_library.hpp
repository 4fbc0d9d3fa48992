// SPDX-License-Identifier: GPL-3.0-or-later
// A study with documents to search, made for tests, fuzz targets and benchmarks alone.
#pragma once

#include <string>
#include <utility>

#include "entente/base/hash.hpp"
#include "entente/ingest/search.hpp"
#include "ingest/made_study.hpp"

namespace entente::ingest::made {

/// Adds a source and its document with a text.
inline void add_document(record::Study& study, const std::string& id, const std::string& title,
                         const std::string& publisher, const std::string& date,
                         const std::string& language, std::string text) {
  add_row(study, "source",
          {{"id", "S" + id}, {"title", title}, {"publisher", publisher}, {"date", date}});
  add_row(study, "document",
          {{"id", id},
           {"source", "S" + id},
           {"file", id + ".txt"},
           {"language", language},
           {"sha256", sha256_hex(text)}});
  study.attach_document_text(id, std::move(text));
}

/// Five documents in four languages, one without a date and one without a text; passages with words
/// and a translation of their own.
inline record::Study library() {
  record::Study study;
  study.settings.name = "library";
  add_row(study, "label", {{"id", "LB1"}, {"marking", "FOR OFFICIAL USE"}});
  add_row(study, "actor", {{"id", "JPN"}, {"name", "Japan"}, {"kind", "state"}});
  add_row(study, "actor", {{"id", "ROK"}, {"name", "Republic of Korea"}, {"kind", "state"}});
  add_row(study, "alias", {{"id", "AL1"}, {"actor", "JPN"}, {"text", "Tokyo"}});
  add_row(study, "alias", {{"id", "AL2"}, {"actor", "JPN"}, {"text", "日本"}});
  add_document(study, "D1", "Joint statement", "Ministry of Foreign Affairs", "2022-06-29", "en",
               "Both governments will cooperate on cyber defence training. Deterrence matters to "
               "Tokyo.\n\nThe ROK sees security in cooperation, not in secure borders alone. "
               "Public diplomacy is uneven.\n");
  add_document(study, "D2", "Report on deterrence", "Institute", "2023", "en",
               "Public debate on diplomacy goes on. Training in cyber matters and in defence is "
               "next. Nothing else is said about borders.\n");
  add_document(study, "D3", "共同声明", "外務省", "2023-04", "",
               "日本政府は安全保障協力を強化する。NATOとの協力も進める。\n");
  add_document(study, "D4", "Déclaration", "OTAN", "", "fr",
               "La coopération de sécurité sera renforcée. L’OTAN coopère avec le Japon.\n");
  add_row(study, "source", {{"id", "SD5"}, {"title", "Not here"}});
  add_row(study, "document", {{"id", "D5"}, {"source", "SD5"}});
  const std::string sentence = "日本政府は安全保障協力を強化する。";
  add_row(study, "passage",
          {{"id", "D3#p1"},
           {"source", "SD3"},
           {"document", "D3"},
           {"locator", "sentence 1"},
           {"byte_start", "0"},
           {"byte_end", std::to_string(sentence.size())},
           {"language", "ja"},
           {"translation", "The Japanese government strengthens security cooperation."},
           {"translator", "A. Translator"},
           {"label", "LB1"}});
  add_row(study, "passage",
          {{"id", "SD5#p1"},
           {"source", "SD5"},
           {"locator", "page 2"},
           {"original", "한국 정부는 협력을 환영한다."},
           {"language", "ko"}});
  return study;
}

}  // namespace entente::ingest::made

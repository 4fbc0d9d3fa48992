// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an exchange file against the documents and sources of a study. One thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ingest/exchange/coded.hpp"
#include "ingest/exchange/rows.hpp"

namespace entente::ingest {

/// What became of one text.
struct SettledText {
  std::string document;  ///< blank for a stand-in
  std::string source;
  std::string date;     ///< of the source
  std::string refused;  ///< why nothing can be anchored in it; blank: all is well
  std::string text;     ///< as kept; blank for a stand-in and for the study's own
};

class TextSettler {
 public:
  TextSettler(const record::Study& study, const CodedStudy& coded, IncomingRows& rows);

  /// Adds rows for text number `index`; `places` (begin, end, begin, end ... in bytes) move to the
  /// text as it is kept.
  SettledText settle(std::size_t index, std::vector<std::size_t>& places,
                     std::map<std::string, std::string>& texts);

 private:
  void settle_known(const CodedDocumentText& coded, SettledText& out,
                    std::map<std::string, std::string>& texts);
  void settle_new(const CodedDocumentText& coded, SettledText& out,
                  std::map<std::string, std::string>& texts);
  std::string source_for(const CodedDocumentText& coded);
  std::string free_file(const std::string& wanted);
  void refuse(const CodedDocumentText& coded, SettledText& out, std::string why, std::string mend);

  const record::Study& study_;
  const CodedStudy& coded_;
  IncomingRows& rows_;
  std::map<std::string, std::string, std::less<>> sources_;    ///< by what makes two the same
  std::map<std::string, std::string, std::less<>> documents_;  ///< by hash and source
  std::set<std::string, std::less<>> files_;
};

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/word_vectors.hpp"

#include <cmath>

#include "counts.hpp"
#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t widest_vector = 4096;

Error vector_fault(ErrorKind kind, const std::string& file, std::int64_t line, std::string message,
                   std::string expected, std::string_view found) {
  return {kind,
          std::move(message),
          {file, line, ""},
          std::move(expected),
          quotable(found),
          "give vectors as text: a word and its numbers on each line, spaces between"};
}

/// Pieces between spaces or tabs, none of them blank.
std::vector<std::string_view> line_pieces(std::string_view line) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    out.push_back(line.substr(begin, at - begin));
  }
  return out;
}

}  // namespace

Result<WordVectors> WordVectors::read(std::string_view bytes, const std::string& file,
                                      const CancelToken& cancel) {
  WordVectors out;
  std::int64_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (++number % 1024 == 0) ENTENTE_CHECK(check_cancel(cancel, "reading vectors"));
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const auto pieces = line_pieces(bytes.substr(at, end - at));
    at = end + 1;
    if (pieces.empty()) continue;
    const bool counts =
        number == 1 && pieces.size() == 2 && parse_integer(pieces[0]) && parse_integer(pieces[1]);
    if (counts) continue;
    if (out.width_ == 0) out.width_ = pieces.size() - 1;
    if (out.width_ > widest_vector) {
      return fail(vector_fault(ErrorKind::Limit, file, number, "vectors too wide",
                               "at most 4096 numbers", std::to_string(out.width_)));
    }
    if (out.width_ == 0 || pieces.size() != out.width_ + 1) {
      return fail(vector_fault(ErrorKind::Malformed, file, number, "not a word and its vector",
                               std::to_string(std::max<std::size_t>(out.width_, 1)) + " numbers",
                               std::to_string(pieces.size() - 1)));
    }
    const auto place = out.places_.emplace(lowered(pieces[0]), out.places_.size());
    for (std::size_t i = 1; i < pieces.size() && place.second; ++i) {
      const auto value = parse_number(pieces[i]);
      if (!value) {
        return fail(vector_fault(ErrorKind::Malformed, file, number, "not a number", "a number",
                                 pieces[i]));
      }
      out.numbers_.push_back(static_cast<float>(*value));
    }
  }
  if (out.places_.empty()) {
    return fail(
        vector_fault(ErrorKind::Malformed, file, 0, "no vector in it", "words and numbers", ""));
  }
  return out;
}

std::vector<float> WordVectors::of_text(std::string_view text) const {
  std::vector<double> sum(width_, 0);
  for (const std::string& word : learner::word_units(text)) {
    const auto found = places_.find(word);
    if (found == places_.end()) continue;
    for (std::size_t i = 0; i < width_; ++i) {
      sum[i] += static_cast<double>(numbers_[found->second * width_ + i]);
    }
  }
  double squares = 0;
  for (const double s : sum) squares += s * s;
  const double scale = squares > 0 ? 1 / std::sqrt(squares) : 0;
  std::vector<float> out(width_);
  for (std::size_t i = 0; i < width_; ++i) out[i] = static_cast<float>(sum[i] * scale);
  return out;
}

}  // namespace entente::ingest

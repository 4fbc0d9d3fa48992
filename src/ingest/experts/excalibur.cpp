// SPDX-License-Identifier: GPL-3.0-or-later
// EXCALIBUR's text files: a heading with the levels of the quantiles, then one answer a line in
// columns parted by blanks, after which words of the question may stand.
#include <algorithm>
#include <map>

#include "entente/base/text.hpp"
#include "entente/ingest/experts.hpp"

namespace entente::ingest {
namespace {

constexpr std::string_view answers_begin = "* CLASS ASCII OUTPUT FILE.";
constexpr std::size_t most_expert_lines = 1'000'000;

/// Numbers at and below stand for none.
constexpr double nothing_said = -995;

Error excalibur_fault(const std::string& file, std::int64_t line, std::string what,
                      std::string expected, std::string_view found) {
  return {ErrorKind::Malformed, std::move(what),
          {file, line, ""},     std::move(expected),
          quotable(found),      "export the case from EXCALIBUR again, or correct the line"};
}

/// What stands between blanks.
std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (const std::string_view field : split(line, ' ')) {
    if (!trimmed(field).empty()) out.push_back(trimmed(field));
  }
  return out;
}

/// Calls line(number, text) for each line that is not blank.
template <class Line>
Result<void> each_line(std::string_view bytes, const Line& line) {
  std::int64_t number = 0;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view text = bytes.substr(at, end - at);
    ++number;
    at = end + 1;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    ENTENTE_CHECK(line(number, text));
  }
  return {};
}

class ExcaliburReader {
 public:
  ExcaliburReader(const std::string& answer_file, const std::string& realisation_file)
      : answer_file_(answer_file), realisation_file_(realisation_file) {}

  Result<record::ExpertPanel> read(std::string_view answers, std::string_view realisations) {
    ENTENTE_CHECK(each_line(answers, [this](std::int64_t number, std::string_view line) {
      return levels_.empty() ? heading(number, line) : answer(number, line);
    }));
    if (levels_.empty()) {
      return fail(excalibur_fault(answer_file_, 1, "no heading of EXCALIBUR's answers",
                                  std::string(answers_begin), ""));
    }
    ENTENTE_CHECK(each_line(realisations, [this](std::int64_t number, std::string_view line) {
      return realisation(number, line);
    }));
    return record::ExpertPanel::make(std::move(levels_), std::move(experts_), std::move(items_),
                                     std::move(answers_));
  }

 private:
  Result<void> heading(std::int64_t number, std::string_view line) {
    const std::size_t at = line.find("QU=");
    if (!line.starts_with(answers_begin) || at == std::string_view::npos) {
      return fail(excalibur_fault(answer_file_, number, "no heading of EXCALIBUR's answers",
                                  std::string(answers_begin) + " NQ= n QU= 5 50 95", line));
    }
    for (const std::string_view word : fields_of(line.substr(at + 3))) {
      const auto percent = parse_number(word);
      if (!percent || !(*percent > 0 && *percent < 100)) {
        return fail(excalibur_fault(answer_file_, number, "a level that is no percentage",
                                    "numbers between 0 and 100", word));
      }
      levels_.push_back(*percent / 100);
    }
    if (levels_.empty()) {
      return fail(
          excalibur_fault(answer_file_, number, "no level of a quantile", "QU= 5 50 95", line));
    }
    return {};
  }

  Result<void> answer(std::int64_t number, std::string_view line) {
    const auto words = fields_of(line);
    if (words.size() < 5 + levels_.size() || (words[4] != "UNI" && words[4] != "LOG")) {
      return fail(excalibur_fault(answer_file_, number, "no answer of an expert",
                                  "number, expert, number, item, UNI or LOG, and " +
                                      std::to_string(levels_.size()) + " quantiles",
                                  line.substr(0, 80)));
    }
    if (answers_.size() >= most_expert_lines) {
      return fail(
          excalibur_fault(answer_file_, number, "too many answers", "at most 1,000,000", ""));
    }
    record::ExpertAnswer out;
    out.expert = place(experts_of_, words[1], experts_);
    out.item = item_named(words[3], words[4] == "LOG");
    for (std::size_t q = 0; q < levels_.size(); ++q) {
      const auto value = parse_number(words[5 + q]);
      if (!value) {
        return fail(excalibur_fault(answer_file_, number, "a quantile that is no number",
                                    "a number", words[5 + q]));
      }
      if (*value <= nothing_said && *value >= nothing_said - 5) return {};
      out.quantiles.push_back(*value);
    }
    answers_.push_back(std::move(out));
    return {};
  }

  Result<void> realisation(std::int64_t number, std::string_view line) {
    const auto words = fields_of(line);
    const auto value = words.size() >= 3 ? parse_number(words[2]) : std::nullopt;
    if (!value) {
      return fail(excalibur_fault(realisation_file_, number, "no realisation of an item",
                                  "number, item, value, UNI or LOG", line.substr(0, 80)));
    }
    const auto found = items_of_.find(words[1]);
    if (found == items_of_.end()) {
      return fail(excalibur_fault(realisation_file_, number, "an item that no expert answered",
                                  "an item of " + answer_file_, words[1]));
    }
    if (*value > nothing_said || *value < nothing_said - 5) items_[found->second].realised = value;
    return {};
  }

  static std::uint32_t place(std::map<std::string, std::uint32_t, std::less<>>& places,
                             std::string_view id, std::vector<std::string>& ids) {
    const auto [found, fresh] =
        places.try_emplace(std::string(id), static_cast<std::uint32_t>(ids.size()));
    if (fresh) ids.emplace_back(id);
    return found->second;
  }

  std::uint32_t item_named(std::string_view id, bool logarithmic) {
    const auto [found, fresh] =
        items_of_.try_emplace(std::string(id), static_cast<std::uint32_t>(items_.size()));
    if (fresh) items_.push_back({std::string(id), "", logarithmic, std::nullopt});
    return found->second;
  }

  std::string answer_file_;
  std::string realisation_file_;
  std::vector<double> levels_;
  std::vector<std::string> experts_;
  std::vector<record::ExpertItem> items_;
  std::vector<record::ExpertAnswer> answers_;
  std::map<std::string, std::uint32_t, std::less<>> experts_of_;
  std::map<std::string, std::uint32_t, std::less<>> items_of_;
};

}  // namespace

bool is_excalibur(std::string_view bytes) { return bytes.starts_with(answers_begin); }

Result<record::ExpertPanel> read_excalibur(std::string_view answers, const std::string& answer_file,
                                           std::string_view realisations,
                                           const std::string& realisation_file) {
  return ExcaliburReader(answer_file, realisation_file).read(answers, realisations);
}

}  // namespace entente::ingest

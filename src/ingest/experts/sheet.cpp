// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of experts from a table with an answer a row.
#include <algorithm>
#include <cmath>
#include <map>

#include "entente/base/text.hpp"
#include "entente/ingest/experts.hpp"

namespace entente::ingest {
namespace {

/// Quantiles that low, best and high are standardised to.
const std::vector<double> standard_levels = {0.1, 0.5, 0.9};

struct ExpertColumn {
  std::size_t place = 0;
  double level = 0;
};

std::string lower_name(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

class ExpertSheetReader {
 public:
  ExpertSheetReader(const Sheet& sheet, std::optional<double> confidence)
      : sheet_(sheet), confidence_(confidence) {}

  Result<record::ExpertPanel> read() {
    if (!sheet_.faults.empty()) return fail(sheet_.faults.front());
    ENTENTE_CHECK(find_columns());
    for (const SheetRow& row : sheet_.rows) ENTENTE_CHECK(take(row));
    return record::ExpertPanel::make(std::move(levels_), std::move(experts_), std::move(items_),
                                     std::move(answers_));
  }

 private:
  Error fault(ErrorKind kind, const SheetRow& row, std::string column, std::string what,
              std::string expected, std::string_view found) const {
    return {kind,
            std::move(what),
            {sheet_.file, row.line, std::move(column)},
            std::move(expected),
            found.empty() ? std::string() : quotable(found),
            "correct the cell"};
  }

  std::optional<std::size_t> column(std::string_view name) const {
    for (std::size_t c = 0; c < sheet_.header.size(); ++c) {
      if (lower_name(sheet_.header[c]) == name) return c;
    }
    return std::nullopt;
  }

  std::string_view cell(const SheetRow& row, std::string_view name) const {
    const auto place = column(name);
    if (!place || *place >= row.cells.size()) return {};
    return row.cells[*place];
  }

  Result<void> find_columns() {
    for (const char* name : {"expert", "item"}) {
      if (column(name)) continue;
      return fail(missing_column(name, "expert, item, and q5, q50, q95 or low, best, high"));
    }
    for (std::size_t c = 0; c < sheet_.header.size(); ++c) {
      const std::string name = lower_name(sheet_.header[c]);
      const auto percent = name.size() > 1 && name.front() == 'q'
                               ? parse_number(std::string_view(name).substr(1))
                               : std::nullopt;
      if (percent) quantiles_.push_back({c, *percent / 100});
    }
    std::sort(quantiles_.begin(), quantiles_.end(),
              [](const ExpertColumn& a, const ExpertColumn& b) { return a.level < b.level; });
    for (const ExpertColumn& of : quantiles_) levels_.push_back(of.level);
    if (!quantiles_.empty()) return {};
    for (const char* name : {"low", "best", "high"}) {
      if (!column(name)) {
        return fail(missing_column(name, "columns low, best and high, or q5, q50, q95"));
      }
    }
    if (!column("confidence") && !confidence_) {
      return fail(missing_column(
          "confidence", "a column with the percentage with which low and high are to hold"));
    }
    levels_ = standard_levels;
    return {};
  }

  Error missing_column(std::string name, std::string expected) const {
    return {ErrorKind::Missing,
            "the table of answers lacks a column",
            {sheet_.file, sheet_.header_line, std::move(name)},
            std::move(expected),
            "",
            "add the column, or give --confidence where it is that"};
  }

  Result<void> take(const SheetRow& row) {
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const std::string& text) { return text.empty(); });
    if (blank) return {};
    for (const char* name : {"expert", "item"}) {
      if (cell(row, name).empty()) {
        return fail(fault(ErrorKind::Missing, row, name, "a row without a name", "a name", ""));
      }
    }
    record::ExpertAnswer out;
    const std::string expert(cell(row, "expert"));
    const auto [found, fresh] =
        experts_of_.try_emplace(expert, static_cast<std::uint32_t>(experts_.size()));
    if (fresh) experts_.push_back(expert);
    out.expert = found->second;
    ENTENTE_TRY(out.item, item_of(row));
    out.reason = std::string(cell(row, "reason"));
    if (const std::string_view round = cell(row, "round"); !round.empty()) {
      const auto number = parse_number(round);
      if (!number || *number < 1 || *number > 100 || *number != std::floor(*number)) {
        return fail(
            fault(ErrorKind::Range, row, "round", "no number of a round", "1 to 100", round));
      }
      out.round = static_cast<std::uint32_t>(*number);
    }
    ENTENTE_TRY(const bool answered, read_quantiles(row, out.quantiles));
    if (answered) answers_.push_back(std::move(out));
    return {};
  }

  /// What rows say of the item itself; they may not contradict one another.
  Result<std::uint32_t> item_of(const SheetRow& row) {
    const std::string id(cell(row, "item"));
    const auto [found, fresh] =
        items_of_.try_emplace(id, static_cast<std::uint32_t>(items_.size()));
    if (fresh) {
      items_.push_back({id, "", false, std::nullopt});
      scale_told_.push_back(false);
    }
    record::ExpertItem& item = items_[found->second];
    if (item.question.empty()) item.question = std::string(cell(row, "question"));
    if (const std::string scale = lower_name(cell(row, "scale")); !scale.empty()) {
      const bool logarithmic = scale == "log";
      const bool known = logarithmic || scale == "uni" || scale == "uniform";
      if (!known || (scale_told_[found->second] && item.logarithmic != logarithmic)) {
        return fail(fault(ErrorKind::Range, row, "scale", "no scale, or not the item's",
                          "uni or log, the same in every row of the item", scale));
      }
      item.logarithmic = logarithmic;
      scale_told_[found->second] = true;
    }
    if (const std::string_view cell_text = cell(row, "realised"); !cell_text.empty()) {
      const auto value = parse_number(cell_text);
      if (!value || (item.realised && *item.realised != *value)) {
        return fail(fault(ErrorKind::Range, row, "realised",
                          "no number, or not what another row of the item says", "one number",
                          cell_text));
      }
      item.realised = value;
    }
    return found->second;
  }

  /// False where the row has no answer at all.
  Result<bool> read_quantiles(const SheetRow& row, std::vector<double>& out) const {
    std::vector<std::string> names;
    if (quantiles_.empty()) {
      names = {"low", "best", "high"};
    } else {
      for (const ExpertColumn& of : quantiles_)
        names.push_back(lower_name(sheet_.header[of.place]));
    }
    std::size_t blank = 0;
    for (const std::string& name : names) {
      const std::string_view text = cell(row, name);
      const auto value = parse_number(text);
      if (text.empty()) {
        ++blank;
      } else if (!value) {
        return fail(fault(ErrorKind::Malformed, row, name, "not a number", "a number", text));
      } else {
        out.push_back(*value);
      }
    }
    if (blank == names.size()) return false;
    if (blank > 0) {
      return fail(fault(ErrorKind::Missing, row, names.front(), "an answer that is half blank",
                        "all of " + joined(names, ", ") + ", or none", ""));
    }
    for (std::size_t q = 1; q < out.size(); ++q) {
      if (out[q] < out[q - 1]) {
        return fail(fault(ErrorKind::Range, row, names[q], "quantiles fall",
                          "at least " + number_text(out[q - 1]), number_text(out[q])));
      }
    }
    if (quantiles_.empty()) ENTENTE_CHECK(standardise(row, out));
    return true;
  }

  Result<void> standardise(const SheetRow& row, std::vector<double>& out) const {
    const std::string_view text = cell(row, "confidence");
    const auto percent = text.empty() ? confidence_ : parse_number(text);
    if (!percent || !(*percent >= 50 && *percent <= 100)) {
      return fail(fault(ErrorKind::Range, row, "confidence",
                        "no confidence in percent that bounds can have", "50 to 100", text));
    }
    const auto [low, high] = standardised(out[0], out[1], out[2], *percent / 100);
    out = {low, out[1], high};
    return {};
  }

  const Sheet& sheet_;
  std::optional<double> confidence_;
  std::vector<ExpertColumn> quantiles_;
  std::vector<double> levels_;
  std::vector<std::string> experts_;
  std::vector<record::ExpertItem> items_;
  std::vector<bool> scale_told_;
  std::vector<record::ExpertAnswer> answers_;
  std::map<std::string, std::uint32_t> experts_of_;
  std::map<std::string, std::uint32_t> items_of_;
};

}  // namespace

Result<record::ExpertPanel> read_expert_table(const Sheet& sheet,
                                              std::optional<double> confidence) {
  return ExpertSheetReader(sheet, confidence).read();
}

std::pair<double, double> standardised(double low, double best, double high, double confidence,
                                       double wanted) noexcept {
  return {best - (best - low) * wanted / confidence, best + (high - best) * wanted / confidence};
}

}  // namespace entente::ingest

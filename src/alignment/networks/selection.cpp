// SPDX-License-Identifier: GPL-3.0-or-later
#include "selection.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "calendar.hpp"
#include "entente/base/text.hpp"
#include "settle_options.hpp"

namespace entente::alignment {
namespace {

/// One filter over flat columns.
class FilterTest {
 public:
  FilterTest(const CodedVariable& variable, const ValueFilter& filter)
      : variable_(variable), keep_(filter.keep) {
    if (variable.type == VariableType::Text) {
      listed_.resize(variable.labels.size());
      for (std::size_t code = 0; code < variable.labels.size(); ++code) {
        listed_[code] = lists(filter, variable.labels[code]);
      }
    } else {
      for (const std::string& value : filter.values) {
        const auto number = parse_integer(value);
        // "01" is not how a number reads.
        if (number && std::to_string(*number) == value) numbers_.push_back(*number);
      }
    }
    blank_ = lists(filter, "");
  }

  bool lets_through(std::uint32_t statement) const {
    const std::int32_t value = variable_.values[statement];
    bool listed = blank_;
    if (value != not_coded) {
      listed = variable_.type == VariableType::Text
                   ? listed_[static_cast<std::size_t>(value)]
                   : std::find(numbers_.begin(), numbers_.end(), value) != numbers_.end();
    }
    return listed == keep_;
  }
  bool of_document() const noexcept { return variable_.of_document; }

 private:
  static bool lists(const ValueFilter& filter, std::string_view value) {
    return std::find(filter.values.begin(), filter.values.end(), value) != filter.values.end();
  }

  const CodedVariable& variable_;
  bool keep_;
  bool blank_ = false;
  std::vector<bool> listed_;
  std::vector<std::int64_t> numbers_;
};

/// A value that no statement has is a slip of the pen, not an empty network.
Result<void> check_filter_values(const CodedVariable& variable, const ValueFilter& filter) {
  if (variable.type != VariableType::Text) return {};
  for (const std::string& value : filter.values) {
    const auto& labels = variable.labels;
    if (value.empty() || std::find(labels.begin(), labels.end(), value) != labels.end()) continue;
    return fail({ErrorKind::NotFound,
                 "no statement has this " + variable.name,
                 {"", 0, filter.keep ? "--only" : "--exclude"},
                 "",
                 quotable(value),
                 did_you_mean_sentence(value, labels)});
  }
  return {};
}

bool passes_all(const std::vector<FilterTest>& tests, bool of_document, std::uint32_t statement) {
  return std::all_of(tests.begin(), tests.end(), [&](const FilterTest& test) {
    return test.of_document() != of_document || test.lets_through(statement);
  });
}

struct RepetitionKey {
  std::int32_t row = 0;
  std::int32_t column = 0;
  std::int32_t qualifier = 0;
  std::int64_t period = 0;
  friend bool operator==(const RepetitionKey&, const RepetitionKey&) = default;
};

struct RepetitionHash {
  std::size_t operator()(const RepetitionKey& key) const noexcept {
    std::uint64_t hash = static_cast<std::uint32_t>(key.row);
    for (const std::uint64_t part :
         {static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.column)),
          static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.qualifier)),
          static_cast<std::uint64_t>(key.period)}) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
      hash ^= hash >> 29U;
    }
    return static_cast<std::size_t>(hash);
  }
};

/// Tells whether a statement repeats one that was kept.
class Repetitions {
 public:
  explicit Repetitions(const NetworkSelection& selection) : selection_(selection) {}

  bool repeats(std::uint32_t statement) {
    const Duplicates rule = selection_.options.duplicates;
    if (rule == Duplicates::Include) return false;
    RepetitionKey key{selection_.rows.values[statement], selection_.columns.values[statement], 0,
                      period(statement)};
    if (selection_.options.rule != QualifierRule::Ignore) {
      key.qualifier = selection_.qualifier->values[statement];
      // DNA compares numbers by identity, which Java keeps up to here only.
      const bool apart = selection_.dna() && selection_.qualifier->type != VariableType::Text &&
                         (key.qualifier < -128 || key.qualifier > 127);
      if (apart) return false;
    }
    return !kept_.insert(key).second;
  }

 private:
  std::int64_t period(std::uint32_t statement) const {
    const std::int64_t time = selection_.statements->times[statement];
    const bool number_only = selection_.dna();
    switch (selection_.options.duplicates) {
      case Duplicates::Document:
        return selection_.statements->documents[statement];
      case Duplicates::Week: {
        if (number_only) return iso_week(time);
        const std::int64_t monday_based = day_of(time) + 3;  // 1 January 1970 was a Thursday
        return monday_based >= 0 ? monday_based / 7 : -((6 - monday_based) / 7);
      }
      case Duplicates::Month:
        return calendar_month(time) + (number_only ? 0 : 12 * std::int64_t{calendar_year(time)});
      case Duplicates::Year:
        return calendar_year(time);
      default:
        return 0;
    }
  }

  const NetworkSelection& selection_;
  std::unordered_set<RepetitionKey, RepetitionHash> kept_;
};

Result<void> find_range(NetworkSelection& selection) {
  const CodedStatements& statements = *selection.statements;
  const std::int64_t first =
      statements.first_document.value_or(statements.times.empty() ? 0 : statements.times.front());
  const std::int64_t last =
      statements.last_document.value_or(statements.times.empty() ? 0 : statements.times.back());
  // Whole days, so that windows that fit into the range reach the last document.
  const std::int64_t begin = selection.dna() ? first : day_of(first) * day_seconds;
  const std::int64_t end = selection.dna() ? last : (day_of(last) + 1) * day_seconds - 1;
  selection.from = selection.options.from.value_or(begin);
  selection.to = selection.options.to.value_or(end);
  const bool both = selection.options.from && selection.options.to;
  if (!both || selection.from <= selection.to) return {};
  return fail({ErrorKind::Range,
               "the range ends before it begins",
               {"", 0, "--to"},
               "--from no later than --to",
               "",
               "exchange the two"});
}

/// Drops rows and columns with too few statements until all that are left have enough.
void keep_frequent(NetworkSelection& selection) {
  const std::uint32_t least = selection.options.least;
  if (least <= 1) return;
  for (std::size_t before = selection.kept.size() + 1; before != selection.kept.size();) {
    before = selection.kept.size();
    std::vector<std::uint32_t> rows(selection.rows.labels.size());
    std::vector<std::uint32_t> columns(selection.columns.labels.size());
    const auto row = [&](std::uint32_t s) {
      return static_cast<std::size_t>(selection.rows.values[s]);
    };
    const auto column = [&](std::uint32_t s) {
      return static_cast<std::size_t>(selection.columns.values[s]);
    };
    for (const std::uint32_t s : selection.kept) {
      ++rows[row(s)];
      ++columns[column(s)];
    }
    std::erase_if(selection.kept, [&](std::uint32_t s) {
      return rows[row(s)] < least || columns[column(s)] < least;
    });
  }
}

/// Whether a statement says what the network asks of it.
class CodedTest {
 public:
  explicit CodedTest(const NetworkSelection& selection) {
    watch(selection.rows.values, selection.rows.blank);
    watch(selection.columns.values, selection.columns.blank);
    if (selection.options.rule == QualifierRule::Ignore || selection.qualifier == nullptr) return;
    const CodedVariable& qualifier = *selection.qualifier;
    std::vector<bool> blank;
    if (qualifier.type == VariableType::Text) {
      for (const std::string& label : qualifier.labels) blank.push_back(label.empty());
    }
    watch(qualifier.values, blank);
  }

  bool passes(std::uint32_t statement) const {
    for (const Column& column : columns_) {
      const std::int32_t value = column.values[statement];
      if (value == not_coded) return false;
      if (!column.blank.empty() && column.blank[static_cast<std::size_t>(value)]) return false;
    }
    return true;
  }

  /// The same of `count` statements from `begin` on, column by column.
  std::vector<std::uint8_t> passes(std::uint32_t begin, std::size_t count) const {
    std::vector<std::uint8_t> out(count, 1);
    for (const Column& column : columns_) {
      const std::int32_t* values = column.values.data() + begin;
      std::uint8_t* flags = out.data();
      for (std::size_t at = 0; at < count; ++at) {
        flags[at] &= static_cast<std::uint8_t>(values[at] != not_coded);
      }
      if (column.blank.empty()) continue;
      for (std::size_t at = 0; at < count; ++at) {
        if (flags[at] != 0 && column.blank[static_cast<std::size_t>(values[at])]) flags[at] = 0;
      }
    }
    return out;
  }

 private:
  struct Column {
    std::span<const std::int32_t> values;
    std::vector<bool> blank;  ///< by value; empty where none is
  };

  void watch(std::span<const std::int32_t> values, std::vector<bool> blank) {
    if (std::find(blank.begin(), blank.end(), true) == blank.end()) blank.clear();
    columns_.push_back({values, std::move(blank)});
  }

  std::vector<Column> columns_;
};

/// Every statement from `begin` on, and which of them are coded, where no filter and no repetition
/// takes any out.
void keep_coded(NetworkSelection& selection, std::uint32_t begin, const CodedTest& coded) {
  std::iota(selection.in_range.begin(), selection.in_range.end(), begin);
  const std::vector<std::uint8_t> passes = coded.passes(begin, selection.in_range.size());
  std::uint32_t* next = selection.kept.data();
  for (std::size_t at = 0; at < passes.size(); ++at) {
    *next = begin + static_cast<std::uint32_t>(at);
    next += passes[at];
  }
  selection.kept.resize(static_cast<std::size_t>(next - selection.kept.data()));
}

}  // namespace

Result<NetworkSelection> select_statements(const CodedStatements& statements,
                                           const NetworkOptions& options, Kernel kernel,
                                           const CancelToken& cancel) {
  NetworkSelection out;
  out.statements = &statements;
  out.options = options;
  ENTENTE_CHECK(settle_options(out, kernel));
  ENTENTE_CHECK(find_range(out));
  std::vector<FilterTest> tests;
  for (const ValueFilter& filter : options.filters) {
    const CodedVariable& variable = *find_variable(statements, filter.variable);
    if (!out.dna()) ENTENTE_CHECK(check_filter_values(variable, filter));
    tests.emplace_back(variable, filter);
  }
  ENTENTE_CHECK(check_cancel(cancel));
  const bool events = options.mode == NetworkMode::EventList;
  const auto& times = statements.times;
  const auto begin = std::lower_bound(times.begin(), times.end(), out.from) - times.begin();
  const auto end = std::upper_bound(times.begin(), times.end(), out.to) - times.begin();
  Repetitions repetitions(out);
  const CodedTest coded(out);
  if (end > begin) {
    out.in_range.resize(static_cast<std::size_t>(end - begin));
    out.kept.resize(static_cast<std::size_t>(end - begin));
  }
  if (tests.empty() && !events && options.duplicates == Duplicates::Include) {
    keep_coded(out, static_cast<std::uint32_t>(begin), coded);
    keep_frequent(out);
    return out;
  }
  std::size_t in_range = 0;
  std::size_t kept = 0;
  for (auto s = static_cast<std::uint32_t>(begin); s < static_cast<std::uint64_t>(end); ++s) {
    if (!tests.empty() && !passes_all(tests, true, s)) continue;
    out.in_range[in_range++] = s;
    if (!tests.empty() && !passes_all(tests, false, s)) continue;
    if (!events && !coded.passes(s)) continue;
    if (!repetitions.repeats(s)) out.kept[kept++] = s;
  }
  out.in_range.resize(in_range);
  out.kept.resize(kept);
  if (!events) keep_frequent(out);
  return out;
}

}  // namespace entente::alignment

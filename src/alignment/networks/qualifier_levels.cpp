// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "selection.hpp"

namespace entente::alignment {
namespace {

/// Whole scales up to this width are listed number by number.
constexpr std::int64_t widest_listed_scale = 64;

std::vector<std::int32_t> distinct_values(const CodedVariable& variable,
                                          std::span<const std::uint32_t> statements) {
  std::vector<std::int32_t> out;
  if (variable.type == VariableType::Text) {
    std::vector<bool> seen(variable.labels.size());
    for (const std::uint32_t s : statements) {
      const std::int32_t value = variable.values[s];
      if (value != not_coded) seen[static_cast<std::size_t>(value)] = true;
    }
    for (std::size_t code = 0; code < seen.size(); ++code) {
      if (seen[code]) out.push_back(static_cast<std::int32_t>(code));
    }
    return out;
  }
  for (const std::uint32_t s : statements) {
    if (variable.values[s] != not_coded) out.push_back(variable.values[s]);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Every value of the record, whatever the range and filters: windows and filters must not move the
/// scale.
std::vector<std::int32_t> fixed_values(const CodedVariable& variable) {
  if (variable.type == VariableType::Boolean) return {0, 1};
  std::vector<std::int32_t> out;
  if (variable.type == VariableType::Text) {
    for (std::size_t code = 0; code < variable.labels.size(); ++code) {
      if (!variable.labels[code].empty()) out.push_back(static_cast<std::int32_t>(code));
    }
    return out;
  }
  if (variable.scale) {
    const auto [low, high] = *variable.scale;
    if (std::int64_t{high} - low <= widest_listed_scale) {
      for (std::int32_t value = low; value <= high; ++value) out.push_back(value);
      return out;
    }
    out = {low, high};
  }
  for (const std::int32_t value : variable.values) {
    if (value != not_coded) out.push_back(value);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void make_nominal(QualifierLevels& levels) {
  const std::size_t n = levels.count();
  levels.near.assign(n * n, 0);
  levels.far.assign(n * n, 1);
  for (std::size_t k = 0; k < n; ++k) {
    levels.near[k * n + k] = 1;
    levels.far[k * n + k] = 0;
  }
}

void make_scale(QualifierLevels& levels, bool dna) {
  const std::size_t n = levels.values.size();
  const double range = static_cast<double>(levels.values.back()) - levels.values.front();
  levels.undefined = dna && range == 0;
  if (range == 0) {
    make_nominal(levels);
    return;
  }
  levels.nominal = n == 2;
  levels.divisor = range;
  levels.near.resize(n * n);
  levels.far.resize(n * n);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      const double distance = std::abs(static_cast<double>(levels.values[a]) - levels.values[b]);
      levels.far[a * n + b] = distance;
      levels.near[a * n + b] = range - distance;
    }
  }
}

/// What a level adds in two modes: for and against, or the number itself.
void make_weights(QualifierLevels& levels, const CodedVariable& qualifier) {
  for (const std::int32_t value : levels.values) {
    switch (qualifier.type) {
      case VariableType::Boolean:
        levels.weight.push_back(value == 0 ? -1 : 1);
        break;
      case VariableType::Integer:
        levels.weight.push_back(value);
        break;
      case VariableType::Text:
        levels.weight.push_back(1);
        break;
    }
  }
}

}  // namespace

std::uint32_t QualifierLevels::place(std::int32_t value) const noexcept {
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? 0 : static_cast<std::uint32_t>(found - values.begin());
}

QualifierLevels qualifier_levels(const NetworkSelection& selection,
                                 std::span<const std::uint32_t> window) {
  QualifierLevels out;
  const CodedVariable* qualifier = selection.qualifier;
  const bool plays = selection.dna() || selection.options.rule != QualifierRule::Ignore;
  if (qualifier != nullptr && plays) {
    if (qualifier->type == VariableType::Boolean) {
      out.values = {0, 1};
    } else if (!selection.dna()) {
      out.values = fixed_values(*qualifier);
    } else {
      const bool of_window = qualifier->of_document;
      out.values = distinct_values(*qualifier, of_window ? window : selection.in_range);
    }
    make_weights(out, *qualifier);
  }
  const bool scale = qualifier != nullptr && qualifier->type == VariableType::Integer;
  if (scale && !out.values.empty()) {
    make_scale(out, selection.dna() && selection.options.rule != QualifierRule::Ignore);
  } else {
    make_nominal(out);
  }
  return out;
}

QualifierLevels dna_kernel_levels(const NetworkSelection& selection) {
  QualifierLevels out;
  if (selection.qualifier == nullptr) {
    make_nominal(out);
    return out;
  }
  const CodedVariable& qualifier = *selection.qualifier;
  const bool text = qualifier.type == VariableType::Text;
  out.values = distinct_values(
      qualifier, selection.options.isolates ? std::span(selection.in_range) : selection.kept);
  if (text) {
    std::erase_if(out.values, [&](std::int32_t value) {
      return qualifier.labels[static_cast<std::size_t>(value)].empty();
    });
  } else {
    // "-1" < "-2" < "0": DNA sorts numbers as texts.
    std::sort(out.values.begin(), out.values.end(),
              [](std::int32_t a, std::int32_t b) { return std::to_string(a) < std::to_string(b); });
  }
  const std::size_t n = out.count();
  out.nominal = false;
  out.near.assign(n * n, 1);
  out.far.assign(n * n, 0);
  for (std::size_t a = 0; a < n && !text; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      const double places = std::abs(static_cast<double>(a) - static_cast<double>(b));
      out.near[a * n + b] = n == 1 ? std::numeric_limits<double>::quiet_NaN()
                                   : std::abs(1 - places / static_cast<double>(n - 1));
      out.far[a * n + b] = 1 - out.near[a * n + b];
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    const auto place = static_cast<double>(k);
    if (text) {
      out.weight.push_back(1);
    } else {
      out.weight.push_back(qualifier.type == VariableType::Boolean ? (place - 0.5) * 2 : place);
    }
  }
  return out;
}

}  // namespace entente::alignment

// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings_toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "entente/base/text.hpp"

namespace entente::store {
namespace {

constexpr std::string_view top_keys[] = {"format", "name",     "title",  "question",
                                         "as_of",  "language", "author", "focus_name",
                                         "focus",  "formats",  "rules"};
constexpr std::string_view format_keys[] = {"bilateral", "group"};
constexpr std::string_view rule_keys[] = {
    "salience_threshold", "stale_after_months", "formalisation_issues", "informal_option",
    "pressure_from",      "strategic_issues",   "tactical_issues",      "formality"};
constexpr int longest_staleness = 1200;

/// Turns TOML nodes into settings; every fault becomes a problem with line and key.
class SettingsReader {
 public:
  SettingsReader(const std::string& file, std::vector<Error>& problems)
      : file_(file), problems_(problems) {}

  record::Settings read(const toml::table& root) {
    record::Settings out;
    refuse_unknown(root, top_keys, "");
    integer(root, "format", "", 1, std::numeric_limits<int>::max(), out.format);
    text(root, "name", out.name);
    text(root, "title", out.title);
    text(root, "question", out.question);
    date(root, "as_of", out.as_of);
    text(root, "language", out.language);
    text(root, "author", out.author);
    text(root, "focus_name", out.focus_name);
    ids(root, "focus", "", "actor", out.focus);
    if (const toml::table* formats = section(root, "formats", format_keys)) {
      ids(*formats, "bilateral", "formats.", "format", out.bilateral_formats);
      ids(*formats, "group", "formats.", "format", out.group_formats);
    }
    if (const toml::table* rules = section(root, "rules", rule_keys)) {
      integer(*rules, "salience_threshold", "rules.", 0, 100, out.salience_threshold);
      integer(*rules, "stale_after_months", "rules.", 1, longest_staleness, out.stale_after_months);
      ids(*rules, "formalisation_issues", "rules.", "issue", out.formalisation_issues);
      text(*rules, "informal_option", out.informal_option);
      ids(*rules, "pressure_from", "rules.", "actor", out.pressure_from);
      ids(*rules, "strategic_issues", "rules.", "issue", out.strategic_issues);
      ids(*rules, "tactical_issues", "rules.", "issue", out.tactical_issues);
      text(*rules, "formality", out.formality);
    }
    return out;
  }

 private:
  void add(const toml::node& node, std::string key, ErrorKind kind, std::string message,
           std::string expected, std::string found = "", std::string mend = "edit study.toml") {
    problems_.push_back(
        {kind,
         std::move(message),
         {file_, static_cast<std::int64_t>(node.source().begin.line), std::move(key)},
         std::move(expected),
         std::move(found),
         std::move(mend)});
  }

  template <std::size_t N>
  void refuse_unknown(const toml::table& table, const std::string_view (&known)[N],
                      const std::string& prefix) {
    const std::vector<std::string> names(std::begin(known), std::end(known));
    for (const auto& [key, node] : table) {
      const std::string_view name = key.str();
      if (std::find(std::begin(known), std::end(known), name) != std::end(known)) continue;
      std::string mend = did_you_mean_sentence(name, names);
      add(node, prefix + quotable(name), ErrorKind::Vocabulary, "unknown setting",
          "one of " + joined(names, ", "), quotable(name),
          mend.empty() ? "remove the line" : std::move(mend));
    }
  }

  /// The section of that name with its unknown keys told; null where there is none.
  template <std::size_t N>
  const toml::table* section(const toml::table& root, std::string_view name,
                             const std::string_view (&known)[N]) {
    const toml::node* node = root.get(name);
    if (!node) return nullptr;
    const toml::table* table = node->as_table();
    if (table) {
      refuse_unknown(*table, known, std::string(name) + ".");
    } else {
      add(*node, std::string(name), ErrorKind::Malformed, "not a section",
          "a section [" + std::string(name) + "]");
    }
    return table;
  }

  void text(const toml::table& table, std::string_view key, std::string& out) {
    const toml::node* node = table.get(key);
    if (!node) return;
    const auto value = node->value_exact<std::string>();
    if (!value) {
      add(*node, std::string(key), ErrorKind::Malformed, "not a text", "a text in quotes");
      return;
    }
    // toml++ has checked the encoding; control characters can still come in through \u escapes.
    for (const char c : *value) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
        add(*node, std::string(key), ErrorKind::Malformed, "control character in text",
            "printable text", quotable(*value));
        return;
      }
    }
    out = *value;
  }

  void integer(const toml::table& table, std::string_view key, const std::string& prefix, int low,
               int high, int& out) {
    const toml::node* node = table.get(key);
    if (!node) return;
    const auto value = node->value_exact<std::int64_t>();
    const std::string expected =
        "a whole number from " + std::to_string(low) +
        (high == std::numeric_limits<int>::max() ? " up" : " to " + std::to_string(high));
    if (!value) {
      add(*node, prefix + std::string(key), ErrorKind::Malformed, "not a whole number", expected);
    } else if (*value < low || *value > high) {
      add(*node, prefix + std::string(key), ErrorKind::Range, "number out of range", expected,
          std::to_string(*value));
    } else {
      out = static_cast<int>(*value);
    }
  }

  void date(const toml::table& table, std::string_view key, std::optional<Date>& out) {
    const toml::node* node = table.get(key);
    if (!node) return;
    std::string words;
    if (const auto value = node->value_exact<std::string>()) {
      words = *value;
    } else if (const auto day = node->value_exact<toml::date>()) {
      std::ostringstream stream;
      stream << *day;
      words = stream.str();
    } else {
      add(*node, std::string(key), ErrorKind::Malformed, "not a date",
          "a date such as \"2024-12-31\"");
      return;
    }
    if (trimmed(words).empty()) return;
    auto parsed = Date::parse(trimmed(words));
    if (parsed) {
      out = *parsed;
      return;
    }
    Error error = std::move(parsed).error();
    error.place = {file_, static_cast<std::int64_t>(node->source().begin.line), std::string(key)};
    problems_.push_back(std::move(error));
  }

  /// A list of ids of rows of table `of`.
  void ids(const toml::table& table, std::string_view name, const std::string& prefix,
           const std::string& of, std::vector<std::string>& out) {
    const toml::node* node = table.get(name);
    if (!node) return;
    const std::string key = prefix + std::string(name);
    const toml::array* array = node->as_array();
    bool good = array != nullptr;
    std::vector<std::string> items;
    if (array) {
      for (const toml::node& item : *array) {
        const auto value = item.value_exact<std::string>();
        good = good && value.has_value();
        if (value) items.push_back(*value);
      }
    }
    if (!good) {
      add(*node, key, ErrorKind::Malformed, "not a list of " + of + " ids",
          "a list such as [\"A1\", \"A2\"]");
      return;
    }
    static const record::Column column = {"id", record::ColumnKind::Reference, "", ""};
    for (std::string& item : items) {
      auto id = record::canonical_cell(column, item);
      if (!id || id->empty()) {
        add(*node, key, ErrorKind::Malformed, "not an id of table " + of, "an id of that table",
            quotable(item));
      } else if (std::find(out.begin(), out.end(), *id) != out.end()) {
        add(*node, key, ErrorKind::Duplicate, of + " named twice", "each " + of + " once",
            quotable(item));
      } else {
        out.push_back(std::move(*id));
      }
    }
  }

  const std::string& file_;
  std::vector<Error>& problems_;
};

void append_toml_text(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_toml_line(std::string& out, std::string_view key, std::string_view text) {
  out.append(key).append(" = ");
  append_toml_text(out, text);
  out += '\n';
}

void append_toml_list(std::string& out, std::string_view key,
                      const std::vector<std::string>& items) {
  out.append(key).append(" = [");
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    append_toml_text(out, items[i]);
  }
  out += "]\n";
}

}  // namespace

Result<record::Settings> parse_settings(std::string_view bytes, const std::string& file,
                                        std::vector<Error>& problems) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  record::Settings out;
  try {
    const toml::table root = toml::parse(bytes);
    out = SettingsReader(file, problems).read(root);
  } catch (const toml::parse_error& error) {
    problems.push_back({ErrorKind::Malformed,
                        "not TOML: " + quotable(error.description(), 200),
                        {file, static_cast<std::int64_t>(error.source().begin.line), {}},
                        "lines such as: title = \"...\"",
                        "",
                        "mend the line; texts stand in double quotes"});
  }
  if (out.format > folder_format) {
    return fail({ErrorKind::TooNew,
                 "written by a newer Entente (folder format " + std::to_string(out.format) +
                     "); this one reads up to " + std::to_string(folder_format),
                 {file, 0, "format"},
                 "",
                 "",
                 "install the newer version"});
  }
  return out;
}

std::string settings_text(const record::Settings& settings) {
  std::string out = "format = " + std::to_string(settings.format) + "\n";
  append_toml_line(out, "name", settings.name);
  append_toml_line(out, "title", settings.title);
  append_toml_line(out, "question", settings.question);
  if (settings.as_of) append_toml_line(out, "as_of", settings.as_of->text());
  append_toml_line(out, "language", settings.language);
  append_toml_line(out, "author", settings.author);
  append_toml_line(out, "focus_name", settings.focus_name);
  append_toml_list(out, "focus", settings.focus);
  // Absent where empty: older studies keep their bytes.
  if (!settings.bilateral_formats.empty() || !settings.group_formats.empty()) {
    out += "\n[formats]\n";
    append_toml_list(out, "bilateral", settings.bilateral_formats);
    append_toml_list(out, "group", settings.group_formats);
  }
  out += "\n[rules]\nsalience_threshold = " + std::to_string(settings.salience_threshold) +
         "\nstale_after_months = " + std::to_string(settings.stale_after_months) + "\n";
  if (!settings.formalisation_issues.empty()) {
    append_toml_list(out, "formalisation_issues", settings.formalisation_issues);
  }
  if (!settings.informal_option.empty()) {
    append_toml_line(out, "informal_option", settings.informal_option);
  }
  if (!settings.pressure_from.empty()) {
    append_toml_list(out, "pressure_from", settings.pressure_from);
  }
  if (!settings.strategic_issues.empty()) {
    append_toml_list(out, "strategic_issues", settings.strategic_issues);
  }
  if (!settings.tactical_issues.empty()) {
    append_toml_list(out, "tactical_issues", settings.tactical_issues);
  }
  if (!settings.formality.empty()) append_toml_line(out, "formality", settings.formality);
  return out;
}

std::vector<std::string> settings_keys() {
  std::vector<std::string> out;
  for (const std::string_view key : top_keys) {
    if (key != "rules" && key != "formats") out.emplace_back(key);
  }
  for (const std::string_view key : format_keys) out.push_back("formats." + std::string(key));
  for (const std::string_view key : rule_keys) out.push_back("rules." + std::string(key));
  return out;
}

}  // namespace entente::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/parts.hpp"

#include <map>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct Relation {
  std::string type;
  std::string target;
};

class RelationsHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    std::string type(attributes["Type"]);
    type.erase(0, type.find_last_of('/') + 1);
    relations[std::string(attributes["Id"])] = {std::move(type), std::string(attributes["Target"])};
  }
  void end(std::string_view) override {}

  std::map<std::string, Relation, std::less<>> relations;
};

class WorkbookHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view flag = attributes["date1904"];
      epoch_1904 = flag == "1" || flag == "true";
    } else if (name == "sheet") {
      sheets.emplace_back(attributes["name"], attributes.in_namespace("/relationships", "id"));
    }
  }
  void end(std::string_view) override {}

  std::vector<std::pair<std::string, std::string>> sheets;  ///< name, relation
  bool epoch_1904 = false;
};

class StringsHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") item_.clear();
    // Reading aids (furigana) lie beside the text; they are no part of it.
    if (name == "rPh") ++aside_;
    inside_ = name == "t" && aside_ == 0;
  }
  void end(std::string_view name) override {
    inside_ = false;
    if (name == "rPh" && aside_ > 0) --aside_;
    if (name == "si") {
      total_ += item_.size();
      if (total_ > text_limit) too_much_ = true;
      strings.push_back(without_xml_escapes(item_));
    }
  }
  void text(std::string_view piece) override {
    if (inside_) item_.append(piece);
  }
  const Error* trouble() const override { return too_much_ ? &limit_ : nullptr; }

  std::vector<std::string> strings;

 private:
  std::string item_;
  std::uint64_t total_ = 0;
  int aside_ = 0;
  bool inside_ = false;
  bool too_much_ = false;
  Error limit_ = input_error(ErrorKind::Limit, "too much text in the workbook", {});
};

class StylesHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      if (const auto number = parse_integer(attributes["numFmtId"])) {
        custom_[*number] = date_format_of_code(attributes["formatCode"]);
      }
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_) {
      const std::int64_t number = parse_integer(attributes["numFmtId"]).value_or(0);
      const auto custom = custom_.find(number);
      formats.push_back(custom != custom_.end() ? custom->second : date_format_of_number(number));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }

  std::vector<DateFormat> formats;

 private:
  std::map<std::int64_t, DateFormat> custom_;
  bool in_cells_ = false;
};

/// `target` as named by a part in `folder` ("xl/"): absolute, or relative with "..".
std::string resolved_part(std::string_view folder, std::string_view target) {
  std::vector<std::string> steps;
  const std::string path =
      target.starts_with('/') ? std::string(target) : std::string(folder) + std::string(target);
  for (const std::string_view step : split(path, '/')) {
    if (step == ".." && !steps.empty()) {
      steps.pop_back();
    } else if (!step.empty() && step != "." && step != "..") {
      steps.emplace_back(step);
    }
  }
  return joined(steps, "/");
}

std::string relations_part(const std::string& part) {
  const std::size_t slash = part.find_last_of('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

std::string workbook_part(Package& package) {
  RelationsHandler handler;
  if (package.has("_rels/.rels") && package.read_xml("_rels/.rels", handler)) {
    for (const auto& [id, relation] : handler.relations) {
      if (relation.type == "officeDocument") return resolved_part("", relation.target);
    }
  }
  return "xl/workbook.xml";
}

}  // namespace

Result<WorkbookParts> read_workbook_parts(Package& package, const std::string& file_name) {
  const std::string part = workbook_part(package);
  if (!package.has(part)) {
    return fail(input_error(ErrorKind::Malformed, "not an XLSX workbook", {file_name, 0, {}},
                            "an XLSX workbook", "a ZIP file of another kind",
                            "save it as XLSX (other spreadsheet formats are not read)"));
  }
  WorkbookHandler workbook;
  ENTENTE_CHECK(package.read_xml(part, workbook));
  RelationsHandler relations;
  ENTENTE_CHECK(package.read_xml(relations_part(part), relations));
  const std::string folder = part.substr(0, part.find_last_of('/') + 1);

  WorkbookParts out;
  out.epoch_1904 = workbook.epoch_1904;
  for (const auto& [name, id] : workbook.sheets) {
    const auto relation = relations.relations.find(id);
    if (relation == relations.relations.end()) {
      return fail(input_error(ErrorKind::Malformed, "a sheet is missing from the workbook",
                              {file_name, 0, {}}, "", quotable(name), "save the workbook again"));
    }
    if (relation->second.type != "worksheet") continue;  // charts and the like hold no rows
    out.sheets.push_back({nfc(name), resolved_part(folder, relation->second.target)});
  }
  for (const auto& [id, relation] : relations.relations) {
    const std::string target = resolved_part(folder, relation.target);
    if (relation.type == "sharedStrings" && package.has(target)) {
      StringsHandler strings;
      ENTENTE_CHECK(package.read_xml(target, strings));
      out.strings = std::move(strings.strings);
    } else if (relation.type == "styles" && package.has(target)) {
      StylesHandler styles;
      ENTENTE_CHECK(package.read_xml(target, styles));
      out.cell_formats = std::move(styles.formats);
    }
  }
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::string passage_text(const ShownPassage& passage) {
  std::string out = "\npassage " + printable(passage.id) + ": " + printable(passage.title);
  if (!passage.locator.empty()) out += ", " + printable(passage.locator);
  if (passage.page) out += ", page " + std::to_string(*passage.page) + " of the document";
  out += "\n";
  for (const PageBox& box : passage.boxes) {
    out += "  page " + std::to_string(box.page) +
           " of the original, points from its top left: " + fixed_text(box.left, 1) + ", " +
           fixed_text(box.top, 1) + " to " + fixed_text(box.right, 1) + ", " +
           fixed_text(box.bottom, 1) + "\n";
  }
  if (!passage.not_located.empty()) out += "  no place: " + passage.not_located + "\n";
  if (!passage.text.empty()) {
    return out + "  \"" + folded(passage.text) + "\"\n";
  }
  if (passage.document.empty()) return out;
  return out + "  (the document is not attached: entente import STUDY --document " +
         printable(passage.document) + " FILE)\n";
}

}  // namespace

Presentation present(const StatementList& list, View view) {
  Presentation out;
  if (view == View::Json) {
    Json json;
    json["statements"] = Json::array();
    for (const auto& row : list.rows) {
      Json item;
      for (std::size_t c = 0; c < row.size(); ++c) item[list.header[c]] = row[c];
      json["statements"].push_back(std::move(item));
    }
    out.json = json_line(json);
    return out;
  }
  out.rows = {list.header};
  out.rows.insert(out.rows.end(), list.rows.begin(), list.rows.end());
  if (view == View::Text) {
    out.text = aligned(out.rows) + counted(list.rows.size(), "statement") + "\n";
  }
  return out;
}

Presentation present(const ShownStatement& statement) {
  Presentation out;
  Rows cells;
  for (const auto& [column, cell] : statement.cells) cells.push_back({column, cell});
  out.text = aligned(cells);
  Json json;
  json["statement"] = Json::object();
  for (const auto& [column, cell] : statement.cells) json["statement"][column] = cell;
  json["passages"] = Json::array();
  for (const ShownPassage& passage : statement.passages) {
    out.text += passage_text(passage);
    Json item;
    item["id"] = passage.id;
    item["source"] = passage.source;
    item["title"] = passage.title;
    item["locator"] = passage.locator;
    item["document"] = passage.document.empty() ? Json(nullptr) : Json(passage.document);
    item["text"] = passage.text.empty() ? Json(nullptr) : Json(passage.text);
    if (passage.page) item["page"] = *passage.page;
    for (const PageBox& box : passage.boxes) {
      item["boxes"].push_back(
          Json{{"page", box.page}, {"box", {box.left, box.top, box.right, box.bottom}}});
    }
    if (!passage.not_located.empty()) item["not_located"] = passage.not_located;
    json["passages"].push_back(std::move(item));
  }
  json["sources"] = Json::array();
  for (const auto& [id, title] : statement.sources) {
    out.text += "\nsource " + printable(id) + ": " + printable(title) + "\n";
    json["sources"].push_back(Json{{"id", id}, {"title", title}});
  }
  out.text += disputes_text(statement.disputes);
  json["disputes"] = disputes_json(statement.disputes);
  out.json = json_line(json);
  out.rows = {{"column", "cell"}};
  out.rows.insert(out.rows.end(), cells.begin(), cells.end());
  return out;
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/sheet.hpp"

#include <algorithm>
#include <cmath>

#include "entente/base/text.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Zero-based column of "C12", or -1.
std::int64_t column_of_reference(std::string_view reference) {
  std::int64_t column = 0;
  std::size_t at = 0;
  while (at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 4) {
    column = column * 26 + (reference[at] - 'A' + 1);
    ++at;
  }
  const bool row_follows =
      at < reference.size() && parse_integer(reference.substr(at)).value_or(0) > 0;
  return at > 0 && row_follows && column <= static_cast<std::int64_t>(sheet_column_limit)
             ? column - 1
             : -1;
}

std::string reference_of(std::int64_t column, std::int64_t row) {
  std::string letters;
  for (std::int64_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row);
}

/// Numbers as a person would write them: whole ones without point or exponent.
std::string sheet_number_text(double value) {
  if (std::floor(value) == value && std::fabs(value) < 9e15) {
    return std::to_string(static_cast<std::int64_t>(value));
  }
  return number_text(value);
}

struct SheetCell {
  std::int64_t column = 0;
  std::string text;
};

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const WorkbookParts& parts, Sheet& sheet, std::uint64_t& text_bytes)
      : parts_(parts), sheet_(sheet), text_bytes_(text_bytes) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") {
      start_row(attributes);
    } else if (name == "c" && in_row_) {
      start_cell(attributes);
    } else if (name == "f" && in_cell_) {
      formula_ = true;
    } else if (name == "rPh") {
      ++aside_;
    }
    taking_ = in_cell_ && aside_ == 0 && (name == "v" || name == "t" || name == "f");
    in_formula_ = name == "f";
  }

  void end(std::string_view name) override {
    taking_ = false;
    in_formula_ = false;
    if (name == "rPh" && aside_ > 0) --aside_;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row" && in_row_) end_row();
  }

  void text(std::string_view piece) override {
    if (!taking_) return;
    std::string& to = in_formula_ ? formula_text_ : text_;
    size_ += piece.size();
    if (to.size() + piece.size() <= record::cell_limit) to.append(piece);
  }

  const Error* trouble() const override { return trouble_ ? &*trouble_ : nullptr; }

 private:
  void start_row(const XmlAttributes& attributes) {
    in_row_ = true;
    cells_.clear();
    fault_.reset();
    column_ = -1;
    const std::string_view number = attributes["r"];
    const auto row = number.empty() ? std::optional(row_ + 1) : parse_integer(number);
    if (!row || *row <= row_ || *row > sheet_row_limit) {
      set_trouble(ErrorKind::Malformed, "rows out of order", "rising row numbers",
                  quotable(number));
      return;
    }
    row_ = *row;
  }

  void start_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    formula_ = false;
    text_.clear();
    formula_text_.clear();
    size_ = 0;
    type_ = attributes["t"];
    style_ = parse_integer(attributes["s"]).value_or(0);
    const std::string_view reference = attributes["r"];
    column_ = reference.empty() ? column_ + 1 : column_of_reference(reference);
    if (column_ < 0 || column_ >= static_cast<std::int64_t>(sheet_column_limit)) {
      set_trouble(ErrorKind::Malformed, "not a cell", "a reference such as C12",
                  quotable(reference));
      column_ = 0;
    }
  }

  void end_cell() {
    in_cell_ = false;
    if (formula_) {
      add_fault(ErrorKind::Malformed, "formula in cell", "a value", "=" + quotable(formula_text_),
                "copy the cells and paste them as values");
      return;
    }
    if (size_ > record::cell_limit) {
      add_fault(ErrorKind::Limit, "too much text in cell", "at most 1 MiB",
                std::to_string(size_) + " bytes", "keep long texts as documents");
      return;
    }
    if (auto value = cell_value()) {
      if (!trimmed(*value).empty()) cells_.push_back({column_, std::move(*value)});
    }
  }

  /// The cell's text, or nothing where it was a fault.
  std::optional<std::string> cell_value() {
    if (type_ == "s") return shared_string();
    if (type_ == "inlineStr" || type_ == "str") return nfc(without_xml_escapes(text_));
    if (type_ == "b") return std::string(trimmed(text_) == "1" ? "TRUE" : "FALSE");
    if (type_ == "e") {
      add_fault(ErrorKind::Malformed, "error value in cell", "a value", quotable(text_),
                "correct the cell in the spreadsheet");
      return std::nullopt;
    }
    if (type_ == "d") return std::string(trimmed(text_).substr(0, 10));
    if (trimmed(text_).empty()) return std::string();
    const auto number = parse_number(trimmed(text_));
    if (!number) {
      add_fault(ErrorKind::Malformed, "not a number in cell", "a number", quotable(text_),
                "save the workbook again");
      return std::nullopt;
    }
    const auto style = static_cast<std::size_t>(style_);
    const DateFormat format = style_ >= 0 && style < parts_.cell_formats.size()
                                  ? parts_.cell_formats[style]
                                  : DateFormat::None;
    if (auto date = date_of_serial(*number, format, parts_.epoch_1904)) return date;
    return sheet_number_text(*number);
  }

  std::optional<std::string> shared_string() {
    const auto index = parse_integer(trimmed(text_));
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= parts_.strings.size()) {
      set_trouble(ErrorKind::Malformed, "a text of the workbook is missing", "a shared string",
                  "number " + quotable(text_));
      return std::nullopt;
    }
    const std::string& text = parts_.strings[static_cast<std::size_t>(*index)];
    if (text.size() > record::cell_limit) {
      add_fault(ErrorKind::Limit, "too much text in cell", "at most 1 MiB",
                std::to_string(text.size()) + " bytes", "keep long texts as documents");
      return std::nullopt;
    }
    text_bytes_ += text.size();
    if (text_bytes_ > text_limit) {
      set_trouble(ErrorKind::Limit, "too much text in the workbook",
                  "at most " + std::to_string(text_limit >> 20U) + " MiB", "");
      return std::nullopt;
    }
    return nfc(text);
  }

  void end_row() {
    in_row_ = false;
    if (sheet_.header.empty()) {
      take_header();
      return;
    }
    if (!fault_) {
      for (const SheetCell& cell : cells_) {
        if (static_cast<std::size_t>(cell.column) < sheet_.header.size()) continue;
        column_ = cell.column;
        add_fault(ErrorKind::Malformed, "a cell beside the header's columns, cell",
                  std::to_string(sheet_.header.size()) + " columns", quotable(cell.text),
                  "name the column in the header or clear the cell");
        break;
      }
    }
    if (fault_) {
      sheet_.faults.push_back(std::move(*fault_));
      fault_.reset();
      return;
    }
    if (cells_.empty()) return;
    SheetRow row{row_, std::vector<std::string>(sheet_.header.size())};
    for (SheetCell& cell : cells_) {
      row.cells[static_cast<std::size_t>(cell.column)] = std::move(cell.text);
    }
    sheet_.rows.push_back(std::move(row));
  }

  /// A fault in the header leaves its column without a name; the plan then says what is missing.
  void take_header() {
    if (fault_) sheet_.faults.push_back(std::move(*fault_));
    fault_.reset();
    sheet_.header_line = row_;
    for (SheetCell& cell : cells_) {
      const auto column = static_cast<std::size_t>(cell.column);
      if (sheet_.header.size() <= column) sheet_.header.resize(column + 1);
      sheet_.header[column] = std::string(trimmed(cell.text));
    }
  }

  /// The row's first fault stands for the row.
  void add_fault(ErrorKind kind, const std::string& message, std::string expected,
                 std::string found, std::string mend) {
    if (fault_) return;
    const auto column = static_cast<std::size_t>(column_);
    const std::string name = column < sheet_.header.size() ? sheet_.header[column] : std::string();
    fault_ =
        input_error(kind, message + " " + reference_of(column_, row_), {sheet_.file, row_, name},
                    std::move(expected), std::move(found), std::move(mend));
  }

  void set_trouble(ErrorKind kind, std::string message, std::string expected, std::string found) {
    if (trouble_) return;
    trouble_ = input_error(kind, std::move(message), {sheet_.file, row_, {}}, std::move(expected),
                           std::move(found), "save the workbook again");
  }

  const WorkbookParts& parts_;
  Sheet& sheet_;
  std::uint64_t& text_bytes_;
  std::vector<SheetCell> cells_;
  std::optional<Error> fault_;
  std::optional<Error> trouble_;
  std::string type_;
  std::string text_;
  std::string formula_text_;
  std::size_t size_ = 0;
  std::int64_t row_ = 0;
  std::int64_t column_ = -1;
  std::int64_t style_ = 0;
  int aside_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_formula_ = false;
  bool formula_ = false;
  bool taking_ = false;
};

}  // namespace

Result<Sheet> read_worksheet(Package& package, const WorkbookParts& parts,
                             const WorkbookSheet& sheet, const std::string& file_name,
                             std::uint64_t& text_bytes) {
  Sheet out;
  out.file = file_name + ", sheet " + sheet.name;
  out.table = sheet.name;
  SheetHandler handler(parts, out, text_bytes);
  ENTENTE_CHECK(package.read_xml(sheet.part, handler));
  return out;
}

}  // namespace entente::ingest

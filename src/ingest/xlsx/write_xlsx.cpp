// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"
#include "ingest/xlsx/parts.hpp"
#include "ingest/xlsx/read_me.hpp"
#include "ingest/xlsx/template_names.hpp"

namespace entente::ingest {
namespace {

/// Longest cell a spreadsheet holds, in characters.
constexpr std::size_t spreadsheet_cell_limit = 32'767;
/// Rows below the last one in which drop-downs are offered.
constexpr lxw_row_t offered_rows = 2'000;
/// 2000-01-01T00:00:00Z: the same study gives the same bytes whenever it is written.
constexpr std::int64_t fixed_creation_time = 946'684'800;

/// libxlsxwriter writes to a path only; the file is gone again when this is.
class ScratchFile {
 public:
  ScratchFile() {
    std::error_code code;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(code);
    path_ = (folder / "entente-XXXXXX").string();
    const int descriptor = code ? -1 : mkstemp(path_.data());
    if (descriptor < 0) {
      path_.clear();
    } else {
      close(descriptor);
    }
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct WorkbookCloser {
  void operator()(lxw_workbook* book) const {
    if (book != nullptr) workbook_close(book);
  }
};

std::string note_of(const record::Column& column) {
  std::string note(column.note);
  const auto add = [&note](const std::string& line) { note += "\n" + line; };
  if (column.required) add("Required.");
  if (!column.vocabulary.empty()) {
    std::vector<std::string> words(column.vocabulary.begin(), column.vocabulary.end());
    add("One of: " + joined(words, ", "));
  }
  if (column.kind == record::ColumnKind::Date)
    add("2022-06-29, 2022-06, 2022-Q2, 2022 or 199X; ~ at the end = approximate.");
  if (column.kind == record::ColumnKind::Flag) add("yes, no or blank = not known.");
  if (column.kind == record::ColumnKind::Reference)
    add("An id of sheet " + std::string(column.target) + ".");
  if (column.kind == record::ColumnKind::References)
    add("Ids of sheet " + std::string(column.target) + ", ';' between them.");
  if (column.kind == record::ColumnKind::Words) add("Several words, ';' between them.");
  if (column.kind == record::ColumnKind::Data)
    add("Rows of any sheet as SHEET/ID, ';' between them.");
  if (column.kind == record::ColumnKind::Id)
    add("Leave it blank to get the next free id on import.");
  if (!column.example.empty()) add("Example: " + std::string(column.example));
  return note;
}

double column_width(const record::Column& column) {
  switch (column.kind) {
    case record::ColumnKind::Text:
      return 36;
    case record::ColumnKind::References:
    case record::ColumnKind::Data:
    case record::ColumnKind::Words:
      return 22;
    case record::ColumnKind::Hash:
      return 14;
    case record::ColumnKind::Integer:
    case record::ColumnKind::Number:
    case record::ColumnKind::Flag:
      return 11;
    default:
      return 16;
  }
}

class WorkbookWriter {
 public:
  WorkbookWriter(const record::Study& study, bool rows) : study_(study), rows_(rows) {}

  Result<std::string> write() {
    ENTENTE_CHECK(check_sizes());
    const ScratchFile file;
    if (file.path().empty()) return fail(cannot_write("no temporary file could be made"));
    book_.reset(workbook_new(file.path().c_str()));
    if (!book_) return fail(cannot_write("out of memory"));
    set_properties();
    make_formats();
    write_read_me();
    for (std::size_t t = 0; t < record::tables().size(); ++t) write_table(t);
    if (trouble_ != LXW_NO_ERROR) return fail(cannot_write(lxw_strerror(trouble_)));
    const lxw_error closed = workbook_close(book_.release());
    if (closed != LXW_NO_ERROR) return fail(cannot_write(lxw_strerror(closed)));
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || bytes.empty()) return fail(cannot_write("the temporary file cannot be read back"));
    return bytes;
  }

 private:
  static Error cannot_write(std::string why) {
    return input_error(ErrorKind::Unwritable, "the workbook could not be written", {}, "",
                       std::move(why),
                       "make room in the folder for temporary files, or export as CSV");
  }

  Result<void> check_sizes() const {
    for (std::size_t t = 0; rows_ && t < record::tables().size(); ++t) {
      const record::Table& table = study_.table(t);
      const std::string file = std::string(table.schema().name) + ".csv";
      if (table.rows() >= static_cast<std::size_t>(sheet_row_limit)) {
        return fail(input_error(ErrorKind::Limit, "too many rows for a sheet", {file, 0, {}},
                                std::to_string(sheet_row_limit - 1), std::to_string(table.rows()),
                                "export it as CSV"));
      }
      for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t c = 0; c < table.columns(); ++c) {
          const std::string_view cell = table.cell(row, c);
          if (cell.size() <= spreadsheet_cell_limit) continue;
          if (code_points(with_xml_escapes(cell)) <= spreadsheet_cell_limit) continue;
          return fail(
              input_error(ErrorKind::Limit, "cell too long for a spreadsheet",
                          {file, table.line(row), std::string(table.schema().columns[c].name)},
                          "at most 32767 characters",
                          std::to_string(cell.size()) + " bytes in " + quotable(table.id(row)),
                          "export it as CSV"));
        }
      }
    }
    return {};
  }

  void set_properties() {
    std::string title = study_.settings.title;
    std::string maker = "Entente";
    title.resize(std::min<std::size_t>(title.size(), 200));
    while (first_broken_utf8(title)) title.pop_back();
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = maker.data();
    properties.created = static_cast<time_t>(fixed_creation_time);
    note_error(workbook_set_properties(book_.get(), &properties));
  }

  void make_formats() {
    header_ = workbook_add_format(book_.get());
    format_set_bold(header_);
    format_set_bg_color(header_, 0xE7ECF2);
    format_set_bottom(header_, LXW_BORDER_THIN);
    required_ = workbook_add_format(book_.get());
    format_set_bold(required_);
    format_set_bg_color(required_, 0xC9D6E6);
    format_set_bottom(required_, LXW_BORDER_THIN);
    text_ = workbook_add_format(book_.get());
    // "@": what is typed stays what was typed; a spreadsheet would make a day of 2022-06.
    format_set_num_format(text_, "@");
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    number_ = workbook_add_format(book_.get());
    format_set_align(number_, LXW_ALIGN_VERTICAL_TOP);
    heading_ = workbook_add_format(book_.get());
    format_set_bold(heading_);
    format_set_font_size(heading_, 14);
    wrapped_ = workbook_add_format(book_.get());
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
  }

  void write_read_me() {
    lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), std::string(read_me_sheet).c_str());
    worksheet_set_column(sheet, 0, 0, 22, wrapped_);
    worksheet_set_column(sheet, 1, 1, 90, wrapped_);
    lxw_row_t row = 0;
    for (const ReadMeLine& line : read_me_lines(study_, rows_)) {
      lxw_format* first = line.heading ? heading_ : wrapped_;
      if (!line.left.empty()) put_text(sheet, row, 0, line.left, first);
      if (!line.right.empty()) put_text(sheet, row, 1, line.right, wrapped_);
      ++row;
    }
  }

  void write_table(std::size_t t) {
    const record::Table& table = study_.table(t);
    lxw_worksheet* sheet =
        workbook_add_worksheet(book_.get(), std::string(table.schema().name).c_str());
    worksheet_freeze_panes(sheet, 1, 1);
    const lxw_row_t count = rows_ ? static_cast<lxw_row_t>(table.rows()) : 0;
    for (std::size_t c = 0; c < table.columns(); ++c) {
      const record::Column& column = table.schema().columns[c];
      const auto at = static_cast<lxw_col_t>(c);
      const bool number = holds_numbers(column);
      worksheet_set_column(sheet, at, at, column_width(column), number ? number_ : text_);
      put_text(sheet, 0, at, column.name, column.required ? required_ : header_);
      put_note(sheet, at, note_of(column));
      offer_words(sheet, at, column, std::min<lxw_row_t>(count + offered_rows, LXW_ROW_MAX - 1));
    }
    for (lxw_row_t row = 0; row < count; ++row) {
      for (std::size_t c = 0; c < table.columns(); ++c) put_cell(sheet, row, c, table);
    }
  }

  static bool holds_numbers(const record::Column& column) {
    return column.kind == record::ColumnKind::Integer || column.kind == record::ColumnKind::Number;
  }

  void put_cell(lxw_worksheet* sheet, lxw_row_t row, std::size_t column,
                const record::Table& table) {
    const std::string_view cell = table.cell(row, column);
    if (cell.empty()) return;
    const auto at = static_cast<lxw_col_t>(column);
    const auto number =
        holds_numbers(table.schema().columns[column]) ? parse_number(cell) : std::nullopt;
    // A whole number past 15 digits would come back rounded; as text it comes back as it is.
    const bool exact = number && *number > -1e15 && *number < 1e15;
    if (exact) {
      note_error(worksheet_write_number(sheet, row + 1, at, *number, number_));
    } else {
      put_text(sheet, row + 1, at, cell, text_);
    }
  }

  void put_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
                lxw_format* format) {
    note_error(worksheet_write_string(sheet, row, column, with_xml_escapes(text).c_str(), format));
  }

  void put_note(lxw_worksheet* sheet, lxw_col_t column, const std::string& note) {
    lxw_comment_options options{};
    options.width = 320;
    options.height = static_cast<uint16_t>(60 + note.size() / 2);
    note_error(worksheet_write_comment_opt(sheet, 0, column, note.c_str(), &options));
  }

  void offer_words(lxw_worksheet* sheet, lxw_col_t at, const record::Column& column,
                   lxw_row_t last) {
    std::vector<std::string> words(column.vocabulary.begin(), column.vocabulary.end());
    if (column.kind == record::ColumnKind::Flag) words = {"yes", "no"};
    lxw_data_validation rule{};
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    std::vector<char*> list;
    std::string formula;
    if (column.kind == record::ColumnKind::Word || column.kind == record::ColumnKind::Flag) {
      if (words.empty()) return;
      for (std::string& word : words) list.push_back(word.data());
      list.push_back(nullptr);
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = list.data();
    } else if (column.kind == record::ColumnKind::Reference) {
      // A warning only: the id may be that of a row still to be written.
      formula = reference_range(column.target);
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = formula.data();
      rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    } else if (holds_numbers(column) && column.low > -1e299 && column.high < 1e299) {
      rule.validate = column.kind == record::ColumnKind::Integer ? LXW_VALIDATION_TYPE_INTEGER
                                                                 : LXW_VALIDATION_TYPE_DECIMAL;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_number = column.low;
      rule.maximum_number = column.high;
    } else {
      return;
    }
    note_error(worksheet_data_validation_range(sheet, 1, at, last, at, &rule));
  }

  std::string reference_range(std::string_view target) const {
    const record::Table& table = study_.table(target);
    const std::size_t last = (rows_ ? table.rows() : 0) + offered_rows + 1;
    return "='" + std::string(target) + "'!$A$2:$A$" +
           std::to_string(std::min<std::size_t>(last, LXW_ROW_MAX));
  }

  void note_error(lxw_error error) {
    if (trouble_ == LXW_NO_ERROR) trouble_ = error;
  }

  const record::Study& study_;
  bool rows_;
  std::unique_ptr<lxw_workbook, WorkbookCloser> book_;
  lxw_error trouble_ = LXW_NO_ERROR;
  lxw_format* header_ = nullptr;
  lxw_format* required_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* number_ = nullptr;
  lxw_format* heading_ = nullptr;
  lxw_format* wrapped_ = nullptr;
};

}  // namespace

Result<std::string> workbook_xlsx(const record::Study& study, bool rows) {
  return WorkbookWriter(study, rows).write();
}

}  // namespace entente::ingest

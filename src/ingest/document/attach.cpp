// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/documents.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/document/anchors.hpp"
#include "ingest/document/nearest.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// UTF-8, NFC, LF, no byte-order mark.
Result<std::string> kept_text(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > document_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(document_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes",
                            "attach the part that is cited"));
  }
  if (bytes.starts_with("%PDF-") || bytes.starts_with("PK\x03\x04")) {
    return fail(input_error(
        ErrorKind::Malformed, "not a plain text", {file_name, 0, {}}, "plain text in UTF-8",
        bytes.starts_with("%PDF-") ? "a PDF" : "a ZIP container (DOCX, ODT, EPUB)",
        "save it as plain text and attach that"));
  }
  auto decoded = without_encoding(bytes);
  if (!decoded) {
    Error error = std::move(decoded).error();
    error.place.file = file_name;
    return fail(std::move(error));
  }
  std::string lines;
  lines.reserve(decoded->size());
  for (std::size_t i = 0; i < decoded->size(); ++i) {
    const char c = (*decoded)[i];
    if (c == '\r' && i + 1 < decoded->size() && (*decoded)[i + 1] == '\n') continue;
    lines += c == '\r' ? '\n' : c;
  }
  if (const auto broken = first_broken_utf8(lines)) {
    const auto line =
        std::count(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(*broken), '\n') + 1;
    return fail(input_error(ErrorKind::Malformed, "broken UTF-8", {file_name, line, {}},
                            "UTF-8 text", quotable(std::string_view(lines).substr(*broken, 12)),
                            "save the file as UTF-8"));
  }
  return nfc(lines);
}

std::optional<std::size_t> offset_of(std::string_view cell) {
  const auto value = parse_integer(cell);
  return value && *value >= 0 ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
}

/// The document's passages that can be checked or filled in, sorted by where they were.
std::vector<Anchor> anchors_of(const record::Table& passages, std::string_view document_id) {
  std::vector<Anchor> anchors;
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    if (passages.cell(row, "document") != document_id) continue;
    Anchor anchor;
    anchor.row = row;
    anchor.start = offset_of(passages.cell(row, "byte_start"));
    anchor.end = offset_of(passages.cell(row, "byte_end"));
    anchor.hash = passages.cell(row, "quote_hash");
    anchor.words = passages.cell(row, "original");
    if (anchor.hash.empty() && !anchor.words.empty()) anchor.hash = quote_hash(anchor.words);
    // Words that are not those of the hash are an edit of the passage, and no guide to its length.
    if (!anchor.words.empty() && quote_hash(anchor.words) != anchor.hash) anchor.words.clear();
    if (!anchor.hash.empty() || anchor.start) anchors.push_back(std::move(anchor));
  }
  std::stable_sort(anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) {
    if (a.start.has_value() != b.start.has_value()) return a.start.has_value();
    return a.start < b.start;
  });
  return anchors;
}

/// A passage with offsets and no hash: the first copy attached settles its words.
void settle_words(std::string_view text, Anchor& anchor) {
  if (!anchor.hash.empty() || !anchor.start || !anchor.end) return;
  if (*anchor.start >= *anchor.end || *anchor.end > text.size()) return;
  const std::string_view span = text.substr(*anchor.start, *anchor.end - *anchor.start);
  if (!first_broken_utf8(span) && !folded_spaces(span).empty()) anchor.hash = quote_hash(span);
}

Error lost_passage(const record::Table& passages, const Anchor& anchor,
                   const std::string& file_name) {
  const std::string where(passages.cell(anchor.row, "locator"));
  const std::string bytes = anchor.start && anchor.end ? "bytes " + std::to_string(*anchor.start) +
                                                             " to " + std::to_string(*anchor.end)
                                                       : std::string();
  return input_error(
      ErrorKind::NotFound,
      "passage " + quotable(passages.id(anchor.row)) + " is not in " + quotable(file_name),
      {"passage.csv", passages.line(anchor.row), "quote_hash"},
      "its words" + (where.empty() ? std::string() : " (" + quotable(where) + ")"), bytes,
      "attach the edition that was coded, or code the passage anew");
}

std::string plain_file_name(const record::Table& documents, std::size_t row) {
  const std::string_view given = documents.cell(row, "file");
  if (given.ends_with(".txt") && given.find_first_of("/\\:") == std::string_view::npos &&
      !given.starts_with('.')) {
    return std::string(given);
  }
  std::string stem;
  for (const char c : documents.id(row)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || (c == '.' && !stem.empty());
    stem += plain ? c : '_';
  }
  const auto taken = [&](const std::string& name) {
    for (std::size_t other = 0; other < documents.rows(); ++other) {
      if (other != row && lowered(documents.cell(other, "file")) == lowered(name)) return true;
    }
    return false;
  };
  std::string name = stem + ".txt";
  for (int number = 2; taken(name); ++number) name = stem + "-" + std::to_string(number) + ".txt";
  return name;
}

class RowEdit {
 public:
  RowEdit(const record::Study& study, std::string_view table, std::size_t row)
      : table_(record::table_index(table).value()),
        before_(study.table(table_).row_cells(row)),
        after_(before_) {}
  void set(std::string_view column, std::string cell) {
    after_[record::tables()[table_].column(column).value()] = std::move(cell);
  }
  void add_to(std::vector<record::Change>& changes) {
    if (after_ == before_) return;
    const std::string id = before_[0];
    changes.push_back(
        {record::ChangeKind::Replace, table_, id, std::move(before_), std::move(after_)});
  }

 private:
  std::size_t table_;
  std::vector<std::string> before_;
  std::vector<std::string> after_;
};

/// A copy as it is to be kept.
struct Copy {
  const std::string& text;
  std::string extractor;
  std::string original;  ///< hash of the original where that is not the text itself
  std::string extension;
};

std::string free_original_name(const record::Table& documents, std::size_t row,
                               const std::string& text_file, const std::string& extension) {
  const std::string stem = text_file.substr(0, text_file.size() - 4) + "-original";
  const auto taken = [&](const std::string& name) {
    for (std::size_t other = 0; other < documents.rows(); ++other) {
      if (lowered(documents.cell(other, "file")) == lowered(name)) return true;
      if (other != row && lowered(documents.cell(other, "original")) == lowered(name)) return true;
    }
    return false;
  };
  std::string name = stem + extension;
  for (int number = 2; taken(name); ++number) {
    name = stem;
    name.append(std::to_string(number)).append(extension);
  }
  return name;
}

Result<std::size_t> document_row(const record::Table& documents, std::string_view id) {
  if (const auto row = documents.find(id)) return *row;
  std::vector<std::string> ids;
  ids.reserve(documents.rows());
  for (std::size_t row = 0; row < documents.rows(); ++row) ids.emplace_back(documents.id(row));
  const std::string hint = did_you_mean_sentence(id, ids);
  return fail(input_error(ErrorKind::NotFound, "no such document", {"document.csv", 0, "id"},
                          "an id of table document", quotable(id),
                          hint.empty() ? "add the document's row first" : hint));
}

/// The words of an anchor and what stands around them, where the study still knows.
struct KnownWords {
  std::string_view words;
  std::string_view before;
  std::string_view after;
};

KnownWords known_words(const Anchor& anchor, const std::string* old) {
  constexpr std::size_t around = 200;
  if (old != nullptr && anchor.start && anchor.end && *anchor.start < *anchor.end &&
      *anchor.end <= old->size()) {
    const std::string_view text = *old;
    const std::string_view span = text.substr(*anchor.start, *anchor.end - *anchor.start);
    if (quote_hash(span) == anchor.hash) {
      const std::size_t from = *anchor.start > around ? *anchor.start - around : 0;
      return {span, text.substr(from, *anchor.start - from), text.substr(*anchor.end, around)};
    }
  }
  return {anchor.words, {}, {}};
}

/// Moves the passages, or says of each that is lost where the nearest words stand.
class PassageMoves {
 public:
  PassageMoves(const record::Study& study, std::string_view document_id,
               const std::string& file_name, Reworded reworded, AttachPlan& plan)
      : study_(study),
        passages_(study.table("passage")),
        old_(study.document_text(document_id)),
        file_name_(file_name),
        reworded_(reworded),
        plan_(plan) {}

  void found(const Anchor& anchor, const Span& span) {
    const bool in_place = anchor.start == span.start && anchor.end == span.end;
    ++(in_place ? plan_.found_in_place : plan_.relocated);
    move(anchor.row, span, anchor.hash);
  }

  void missed(const Anchor& anchor) {
    Error error = lost_passage(passages_, anchor, file_name_);
    const KnownWords known = known_words(anchor, old_.get());
    if (!known.words.empty()) {
      if (!finder_) finder_.emplace(plan_.text);
      const auto nearest = finder_->find(known.words, known.before, known.after);
      if (nearest && reworded_ == Reworded::Take) {
        ++plan_.reworded;
        move(anchor.row, nearest->span, quote_hash(words_at(nearest->span)));
        return;
      }
      if (nearest) {
        const auto alike = static_cast<int>(nearest->likeness * 100);
        error.found = "at bytes " + std::to_string(nearest->span.start) + " to " +
                      std::to_string(nearest->span.end) + " words that are " +
                      std::to_string(alike) + " % the same: " + quotable(words_at(nearest->span));
        error.mend = "move it there with --reworded if they say the same, or code the passage anew";
      }
    }
    plan_.lost.push_back(std::move(error));
  }

 private:
  std::string_view words_at(const Span& span) const {
    return std::string_view(plan_.text).substr(span.start, span.end - span.start);
  }
  void move(std::size_t row, const Span& span, const std::string& hash) {
    RowEdit passage(study_, "passage", row);
    passage.set("byte_start", std::to_string(span.start));
    passage.set("byte_end", std::to_string(span.end));
    passage.set("quote_hash", hash);
    passage.add_to(plan_.changes);
  }

  const record::Study& study_;
  const record::Table& passages_;
  std::shared_ptr<const std::string> old_;
  const std::string& file_name_;
  Reworded reworded_;
  AttachPlan& plan_;
  std::optional<NearestFinder> finder_;
};

AttachPlan plan_copy(const record::Study& study, std::size_t row, const Copy& copy,
                     const std::string& file_name, Reworded reworded) {
  const record::Table& documents = study.table("document");
  const std::string document_id(documents.id(row));
  AttachPlan plan;
  plan.text = copy.text;
  RowEdit edit(study, "document", row);
  const std::string text_file = plain_file_name(documents, row);
  edit.set("sha256", sha256_hex(plan.text));
  edit.set("bytes", std::to_string(plan.text.size()));
  edit.set("file", text_file);
  edit.set("media_type", "text/plain");
  edit.set("extractor", copy.extractor);
  plan.keeps_original = !copy.original.empty();
  edit.set("original", plan.keeps_original
                           ? free_original_name(documents, row, text_file, copy.extension)
                           : std::string());
  edit.set("original_sha256", copy.original);
  edit.add_to(plan.changes);

  std::vector<Anchor> anchors = anchors_of(study.table("passage"), document_id);
  for (Anchor& anchor : anchors) settle_words(plan.text, anchor);
  const auto spans = locate(plan.text, anchors);
  plan.anchors = static_cast<std::int64_t>(anchors.size());
  std::vector<std::pair<std::size_t, std::size_t>> by_row;
  by_row.reserve(anchors.size());
  for (std::size_t i = 0; i < anchors.size(); ++i) by_row.emplace_back(anchors[i].row, i);
  std::sort(by_row.begin(), by_row.end());
  PassageMoves moves(study, document_id, file_name, reworded, plan);
  for (const auto& [passage, i] : by_row) {
    if (spans[i]) {
      moves.found(anchors[i], *spans[i]);
    } else {
      moves.missed(anchors[i]);
    }
  }
  return plan;
}

}  // namespace

Result<AttachPlan> plan_attach(const record::Study& study, std::string_view document_id,
                               std::string_view bytes, const std::string& file_name,
                               Reworded reworded) {
  ENTENTE_TRY(const std::size_t row, document_row(study.table("document"), document_id));
  ENTENTE_TRY(const std::string text, kept_text(bytes, file_name));
  return plan_copy(study, row, {text, "text/1", {}, {}}, file_name, reworded);
}

Result<AttachPlan> plan_attach_document(const record::Study& study, std::string_view document_id,
                                        const ExtractedDocument& document,
                                        const std::string& sha256, const std::string& file_name,
                                        Reworded reworded) {
  ENTENTE_TRY(const std::size_t row, document_row(study.table("document"), document_id));
  std::string original = sha256_hex(document.text) == sha256 ? std::string() : sha256;
  return plan_copy(study, row,
                   {document.text, document.extractor, std::move(original),
                    extension_of_reader(document.extractor)},
                   file_name, reworded);
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/propose.hpp"

#include <algorithm>

#include "entente/app/extract.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"
#include "propose_rows.hpp"

namespace entente::app {
namespace {

Result<std::vector<ingest::WordList>> lists_of(const std::vector<std::string>& files) {
  std::vector<ingest::WordList> out;
  for (const std::string& file : files) {
    ENTENTE_TRY(std::string bytes, read_file(file));
    if (const auto broken = first_broken_utf8(bytes)) {
      return fail({ErrorKind::Malformed,
                   "the word list is not UTF-8",
                   {file, 0, ""},
                   "UTF-8 text",
                   "byte " + std::to_string(*broken),
                   "save it as UTF-8"});
    }
    out.push_back({std::move(bytes), file});
  }
  return out;
}

Result<ingest::RuleCoder> coder_of(const record::Study& study, const ProposeRequest& request) {
  ingest::RuleLists lists;
  ENTENTE_TRY(lists.words, lists_of(request.words));
  ENTENTE_TRY(lists.names, lists_of(request.names));
  ENTENTE_TRY(lists.issues, lists_of(request.issues));
  return ingest::RuleCoder::make(study, lists);
}

Result<std::vector<std::string>> speakers_of(const ingest::RuleCoder& coder,
                                             const std::vector<std::string>& named) {
  std::vector<std::string> out;
  for (const std::string& words : named) {
    std::string actor = coder.actor_named(trimmed(words));
    if (actor.empty()) {
      return fail({ErrorKind::NotFound,
                   "no actor is known by this name",
                   {"", 0, "--speaker"},
                   "an actor's id or name",
                   quotable(words),
                   "name it as a text would, such as Japan, or add it with --names"});
    }
    out.push_back(std::move(actor));
  }
  return out;
}

std::vector<ingest::Sentence> lines_of(std::string_view text) {
  std::vector<ingest::Sentence> out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view words = trimmed(line);
    if (!words.empty()) {
      const std::size_t first = begin + static_cast<std::size_t>(words.data() - line.data());
      out.push_back({first, first + words.size()});
    }
    begin = end + 1;
  }
  return out;
}

Result<void> read_files(const ProposeRequest& request, const ingest::RuleCoder& coder,
                        const ingest::RuleReading& reading, const Context& context,
                        ProposeOutcome& out) {
  for (const std::string& file : request.files) {
    ENTENTE_CHECK(check_cancel(context.cancel, "propose"));
    ENTENTE_TRY(ExtractOutcome extracted, extract({file, "", false}, context));
    ProposedText text{file, std::move(extracted.document.text), {}};
    const auto sentences = request.lines ? lines_of(text.text) : ingest::sentences(text.text, "en");
    text.sentences = coder.read(text.text, sentences, reading);
    out.texts.push_back(std::move(text));
  }
  return {};
}

/// Who "we" are in a document of the study: the actor that published it, where it is an official
/// one. "We" of a report are its authors.
std::vector<std::string> publisher_of(const record::Study& study, const ingest::RuleCoder& coder,
                                      std::string_view document) {
  const record::Table& documents = study.table("document");
  const record::Table& sources = study.table("source");
  const auto row = documents.find(document);
  const auto source = row ? sources.find(documents.cell(*row, "source")) : std::nullopt;
  if (!source) return {};
  const std::string_view kind = sources.cell(*source, "kind");
  if (!kind.empty() && kind != "official") return {};
  const std::string actor = coder.actor_named(trimmed(sources.cell(*source, "publisher")));
  return actor.empty() ? std::vector<std::string>() : std::vector<std::string>{actor};
}

Result<void> read_documents(const record::Study& study, const ProposeRequest& request,
                            const ingest::RuleCoder& coder, const ingest::RuleReading& reading,
                            const Context& context, ProposeOutcome& out) {
  std::vector<std::string> ids = request.documents;
  const record::Table& documents = study.table("document");
  for (const std::string& id : ids) ENTENTE_CHECK(known_row(documents, id, "DOC"));
  if (ids.empty()) {
    for (std::size_t row = 0; row < documents.rows(); ++row) ids.emplace_back(documents.id(row));
  }
  for (const std::string& id : ids) {
    ENTENTE_CHECK(check_cancel(context.cancel, "propose"));
    const auto words = study.document_text(id);
    if (words == nullptr) {
      out.without_text.push_back(id);
      continue;
    }
    ingest::RuleReading own = reading;
    if (own.speaker.empty()) own.speaker = publisher_of(study, coder, id);
    const auto row = documents.find(id);
    const auto source = study.table("source").find(documents.cell(*row, "source"));
    if (!own.date && source) {
      const auto date = Date::parse(study.table("source").cell(*source, "date"));
      if (date) own.date = *date;
    }
    ProposedText text{id, *words, {}};
    text.sentences = coder.read(text.text, ingest::sentences(text.text, "en"), own);
    out.texts.push_back(std::move(text));
  }
  if (!out.texts.empty()) return {};
  return fail({ErrorKind::Missing,
               "no document of the study has a text here",
               {"", 0, "DOC"},
               "a document that is attached",
               joined(out.without_text, ", "),
               "entente import STUDY --document ID FILE"});
}

Result<void> save(const store::Opened& opened, const ProposeRequest& request,
                  const Context& context, ProposeOutcome& out) {
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, opened.study.settings, "propose", "proposed by rule"));
  ENTENTE_TRY(const ingest::ImportPlan plan,
              plan_of_proposals(opened.study, request.date, out, context.cancel));
  if (!plan.rejections.empty()) return fail(plan.rejections.front());
  const std::size_t statements = record::table_index("statement").value();
  out.saved = static_cast<std::size_t>(
      std::count_if(plan.changes.begin(), plan.changes.end(),
                    [&](const record::Change& change) { return change.table == statements; }));
  ENTENTE_CHECK(check_cancel(context.cancel, "propose"));
  ENTENTE_TRY(out.committed,
              store::commit(request.study, {"propose", plan.changes, std::nullopt, {}}, origin));
  out.author = origin.author;
  return {};
}

}  // namespace

std::string to_string(NotSaved why) {
  switch (why) {
    case NotSaved::NoIssue:
      return "no claim of the study was recognised";
    case NotSaved::UnknownActor:
      return "the holder is no actor of the study";
    case NotSaved::NoDate:
      return "the source has no date";
    case NotSaved::There:
      return "there already";
  }
  return {};
}

Result<ProposeOutcome> propose(const ProposeRequest& request, const Context& context) {
  ENTENTE_TRY(const std::optional<Date> date, date_option(request.date, "--date"));
  store::Opened opened;
  if (!request.study.empty()) {
    ENTENTE_TRY(opened, open_sound(request.study));
  }
  ENTENTE_TRY(const ingest::RuleCoder coder, coder_of(opened.study, request));
  ingest::RuleReading reading;
  reading.date = date;
  ENTENTE_TRY(reading.speaker, speakers_of(coder, request.speakers));
  ProposeOutcome out;
  out.study = request.study;
  if (request.study.empty()) {
    ENTENTE_CHECK(read_files(request, coder, reading, context, out));
    return out;
  }
  ENTENTE_CHECK(read_documents(opened.study, request, coder, reading, context, out));
  out.accepted_share = accepted_shares(opened.study.table("statement"), "rule: ");
  out.saving = request.save;
  if (request.save) ENTENTE_CHECK(save(opened, request, context, out));
  return out;
}

std::string_view shipped_rule_list(std::string_view name) noexcept {
  if (name == "words") return ingest::shipped_rule_words();
  return name == "names" ? ingest::shipped_rule_names() : std::string_view();
}

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/texts.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>

#include "entente/app/extract.hpp"
#include "entente/app/files.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

using record::WordCounts;

/// What was read, before anything is counted.
struct ReadTexts {
  std::vector<TextSource> sources;
  std::vector<ingest::NamedText> texts;
  std::string table;  ///< bytes of a table of counts; then there are no texts
  std::vector<Error> complaints;
};

/// Plain text is read here; what has a structure of its own, in a process of its own.
Result<ingest::ExtractedDocument> document_of(const std::string& bytes, const std::string& file,
                                              const Context& context) {
  ENTENTE_TRY(const ingest::DocumentReader* reader, ingest::reader_for(bytes, file));
  if (reader->media_type == "text/plain") return ingest::extract_document(bytes, file);
  ENTENTE_TRY(ExtractOutcome outcome, extract_apart(file, context));
  return std::move(outcome.document);
}

/// Names of files without their endings; the path where two agree.
void name_texts(ReadTexts& read) {
  std::map<std::string, std::size_t> times;
  for (TextSource& source : read.sources) {
    source.id = std::filesystem::path(source.file).stem().string();
    ++times[source.id];
  }
  for (std::size_t i = 0; i < read.sources.size(); ++i) {
    TextSource& source = read.sources[i];
    if (times[source.id] > 1) source.id = source.file;
    if (i < read.texts.size()) read.texts[i].id = source.id;
  }
}

Result<ReadTexts> read_texts(const TextsRequest& request, const Context& context) {
  ReadTexts out;
  for (const std::string& file : request.files) {
    ENTENTE_CHECK(check_cancel(context.cancel, "reading texts"));
    ENTENTE_TRY(std::string bytes, read_file(file));
    TextSource source{"", file, sha256_hex(bytes), ""};
    if (ingest::is_word_counts(bytes)) {
      if (request.files.size() > 1) {
        return fail({ErrorKind::Usage,
                     "a table of counts among other files",
                     {file, 0, ""},
                     "one table of counts alone, or texts",
                     std::to_string(request.files.size()) + " files",
                     "give the table alone; one table may hold many texts"});
      }
      out.table = std::move(bytes);
    } else {
      ENTENTE_TRY(ingest::ExtractedDocument document, document_of(bytes, file, context));
      source.extractor = document.extractor;
      for (const std::string& warning : document.warnings) {
        out.complaints.push_back({ErrorKind::Malformed, warning, {file, 0, ""}, "", "", ""});
      }
      out.texts.push_back({"", std::move(document.text)});
    }
    out.sources.push_back(std::move(source));
  }
  name_texts(out);
  return out;
}

Result<ingest::WordRecipe> whole_recipe(const TextsRequest& request) {
  ingest::WordRecipe out = request.recipe;
  if (request.stop_words.empty()) return out;
  out.stop_words_from = request.stop_words;
  if (request.stop_words == "en") {
    for (const std::string_view word : ingest::english_stop_words())
      out.stop_words.emplace_back(word);
    return out;
  }
  ENTENTE_TRY(const std::string bytes, read_file(request.stop_words));
  ENTENTE_TRY(out.stop_words, ingest::read_stop_words(bytes, request.stop_words, out));
  return out;
}

/// A table after the parts of the recipe that can be followed without texts.
Result<WordCounts> trimmed_counts(WordCounts counts, const ingest::WordRecipe& recipe) {
  std::vector<std::size_t> words;
  for (std::size_t w = 0; w < counts.words().size(); ++w) {
    const bool stopped = std::find(recipe.stop_words.begin(), recipe.stop_words.end(),
                                   counts.words()[w]) != recipe.stop_words.end();
    if (stopped || counts.word_total(w) < recipe.least_count ||
        counts.of_word(w).size() < recipe.least_documents) {
      continue;
    }
    words.push_back(w);
  }
  if (words.size() == counts.words().size()) return counts;
  if (words.empty()) {
    return fail({ErrorKind::Missing,
                 "no word is left",
                 {},
                 "a word that the recipe keeps",
                 "",
                 "lower --min-count or --min-documents, or drop --stop-words"});
  }
  std::vector<std::size_t> documents(counts.documents().size());
  std::iota(documents.begin(), documents.end(), std::size_t{0});
  return counts.part(documents, words);
}

std::string hash_of(const WordCounts& counts) {
  PartsHasher hasher;
  for (const std::string& word : counts.words()) hasher.add(word);
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    hasher.add(counts.documents()[d]);
    const record::WordColumn column = counts.of_document(d);
    std::string cells;
    for (std::size_t c = 0; c < column.size(); ++c) {
      cells += std::to_string(column.places[c]) + ":" + std::to_string(column.counts[c]) + " ";
    }
    hasher.add(cells);
  }
  return hex(hasher.finish());
}

Result<void> load_table(const TextsRequest& request, const ReadTexts& read, const Context& context,
                        LoadedTexts& out) {
  const std::string& file = read.sources.front().file;
  if (!request.of_texts_only.empty()) {
    return fail({ErrorKind::Usage,
                 "a table of counts is taken as it is",
                 {file, 0, request.of_texts_only.front()},
                 "texts",
                 "",
                 "leave " + joined(request.of_texts_only, ", ") + " out, or give the texts"});
  }
  ENTENTE_TRY(out.table,
              ingest::read_word_counts(read.table, file,
                                       request.add_repeated ? ingest::RepeatedCounts::Add
                                                            : ingest::RepeatedCounts::Refuse,
                                       context.cancel));
  ENTENTE_TRY(out.counts, trimmed_counts(std::move(out.table->counts), out.recipe));
  out.table->counts = {};
  out.complaints.insert(out.complaints.end(), out.table->complaints.begin(),
                        out.table->complaints.end());
  return {};
}

Result<std::uint32_t> text_named(const WordCounts& counts, const std::string& name,
                                 const char* option) {
  const auto found = counts.document(name);
  if (found) return static_cast<std::uint32_t>(*found);
  std::string mend = did_you_mean_sentence(name, counts.documents());
  if (mend.empty()) mend = "entente texts counts FILE... --json lists the texts";
  return fail({ErrorKind::NotFound,
               "there is no such text",
               {"", 0, option},
               "the name of a file without its ending, or a text of the table",
               quotable(name),
               std::move(mend)});
}

Result<std::vector<std::uint32_t>> texts_named(const WordCounts& counts,
                                               const std::vector<std::string>& names,
                                               const char* option) {
  std::vector<std::uint32_t> out;
  out.reserve(names.size());
  for (const std::string& name : names) {
    ENTENTE_TRY(const std::uint32_t place, text_named(counts, name, option));
    out.push_back(place);
  }
  return out;
}

Result<void> scale_by_wordfish(const Context& context, TextScaleOutcome& out) {
  TextScaleRequest& request = out.request;
  const LoadedTexts& loaded = out.loaded;
  if (request.left.empty() != request.right.empty()) {
    return fail({ErrorKind::Usage,
                 "one side alone is named",
                 {"", 0, request.left.empty() ? "--left" : "--right"},
                 "a text on the left and one on the right",
                 "",
                 "give both --left and --right, or neither"});
  }
  if (!request.left.empty()) {
    ENTENTE_TRY(const std::uint32_t left, text_named(loaded.counts, request.left, "--left"));
    ENTENTE_TRY(const std::uint32_t right, text_named(loaded.counts, request.right, "--right"));
    request.wordfish.left_right = {left, right};
  }
  if (request.refits > 0 && !loaded.sentences) {
    return fail({ErrorKind::Usage,
                 "a table of counts has no sentences to draw from",
                 {loaded.sources.front().file, 0, "--refits"},
                 "texts",
                 "",
                 "give the texts, or leave --refits out"});
  }
  ENTENTE_TRY(out.wordfish, positions::wordfish(loaded.counts, request.wordfish, context.cancel,
                                                context.progress));
  if (request.refits == 0) return {};
  ENTENTE_TRY(out.bootstrap, positions::bootstrap_wordfish(
                                 loaded.counts, *loaded.sentences, *out.wordfish, request.wordfish,
                                 {request.seed, request.refits}, context.cancel, context.progress));
  return {};
}

/// Seeds in the form that words have after the recipe, but for stems.
std::vector<std::string> seed_forms(const std::vector<std::string>& seeds,
                                    const ingest::WordRecipe& recipe) {
  std::vector<std::string> out;
  for (const std::string& seed : seeds) {
    std::string form;
    for (const ingest::TextWord& word : ingest::text_words(seed, recipe)) {
      form += (form.empty() ? "" : " ") + word.form;
    }
    if (seed.ends_with('*')) form += "*";
    if (!form.empty() && form != "*") out.push_back(std::move(form));
  }
  return out;
}

Result<void> scale_by_lss(const Context& context, TextScaleOutcome& out) {
  const positions::LssSeeds seeds = {seed_forms(out.request.seeds.positive, out.loaded.recipe),
                                     seed_forms(out.request.seeds.negative, out.loaded.recipe)};
  const bool sentences = out.loaded.sentences && !out.request.by_text;
  ENTENTE_TRY(out.lss,
              positions::lss(out.loaded.counts, sentences ? &*out.loaded.sentences : nullptr, seeds,
                             out.request.lss, context.cancel));
  return {};
}

Result<void> scale_by_wordscores(const Context& context, TextScaleOutcome& out) {
  std::vector<positions::ReferenceText> references;
  references.reserve(out.request.references.size());
  for (const auto& [name, position] : out.request.references) {
    ENTENTE_TRY(const std::uint32_t place, text_named(out.loaded.counts, name, "--reference"));
    references.push_back({place, position});
  }
  ENTENTE_TRY(out.wordscores, positions::wordscores(out.loaded.counts, references,
                                                    out.request.wordscores, context.cancel));
  return {};
}

}  // namespace

Result<LoadedTexts> load_texts(const TextsRequest& request, const Context& context) {
  ENTENTE_TRY(ReadTexts read, read_texts(request, context));
  LoadedTexts out;
  ENTENTE_TRY(out.recipe, whole_recipe(request));
  out.complaints = std::move(read.complaints);
  if (read.texts.empty()) {
    ENTENTE_CHECK(load_table(request, read, context, out));
  } else {
    ENTENTE_TRY(out.counted, ingest::count_words(read.texts, out.recipe, 0, context.cancel));
    out.counts = std::move(out.counted->counts);
    out.sentences = std::move(out.counted->segments);
    out.counted->counts = {};
    out.counted->segments = {};
  }
  out.sources = std::move(read.sources);
  out.counts_sha256 = hash_of(out.counts);
  return out;
}

Result<TextCountsOutcome> text_counts(const TextsRequest& request, const Context& context) {
  TextCountsOutcome out;
  ENTENTE_TRY(out.loaded, load_texts(request, context));
  return out;
}

Result<TextScaleOutcome> text_scale(const TextScaleRequest& request, const Context& context) {
  TextScaleOutcome out;
  out.request = request;
  ENTENTE_TRY(out.loaded, load_texts(request.texts, context));
  if (request.method == TextScale::Wordfish) {
    ENTENTE_CHECK(scale_by_wordfish(context, out));
  } else if (request.method == TextScale::Lss) {
    ENTENTE_CHECK(scale_by_lss(context, out));
  } else {
    ENTENTE_CHECK(scale_by_wordscores(context, out));
  }
  return out;
}

Result<TextKeynessOutcome> text_keyness(const TextKeynessRequest& request, const Context& context) {
  TextKeynessOutcome out;
  out.request = request;
  ENTENTE_TRY(out.loaded, load_texts(request.texts, context));
  ENTENTE_TRY(const auto target, texts_named(out.loaded.counts, request.target, "--target"));
  ENTENTE_TRY(const auto against, texts_named(out.loaded.counts, request.against, "--against"));
  ENTENTE_TRY(out.words, positions::keyness(out.loaded.counts, target, against, request.options));
  return out;
}

Result<KwicOutcome> text_kwic(const KwicRequest& request, const Context& context) {
  ENTENTE_TRY(ReadTexts read, read_texts(request.texts, context));
  if (read.texts.empty()) {
    return fail({ErrorKind::Usage,
                 "a table of counts has no context",
                 {read.sources.front().file, 0, ""},
                 "texts",
                 "",
                 "give the texts"});
  }
  KwicOutcome out;
  out.pattern = request.pattern;
  out.sources = std::move(read.sources);
  out.texts = std::move(read.texts);
  out.complaints = std::move(read.complaints);
  ENTENTE_TRY(out.hits, ingest::keyword_in_context(out.texts, request.pattern, request.window,
                                                   request.texts.recipe, context.cancel));
  return out;
}

}  // namespace entente::app

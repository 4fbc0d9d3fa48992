// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_commands.hpp"

#include <limits>

#include "entente/app/present.hpp"
#include "entente/app/texts.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

constexpr std::int64_t most_words = 1'000'000;

std::vector<std::string> named_texts(const Parsed& parsed, const char* name) {
  std::vector<std::string> out;
  const std::string given = parsed.value(name);
  for (const std::string_view item : list_items(given, ',')) out.emplace_back(item);
  return out;
}

Result<std::uint32_t> small_number(const Parsed& parsed, const char* name, std::int64_t otherwise,
                                   std::int64_t low, std::int64_t high) {
  ENTENTE_TRY(const std::int64_t value, number_option(parsed, name, otherwise, low, high));
  return static_cast<std::uint32_t>(value);
}

Result<double> confidence_of(const Parsed& parsed) {
  if (!parsed.has("--confidence")) return 0.95;
  const std::string given = parsed.value("--confidence");
  const auto value = parse_number(given);
  if (value && *value > 0 && *value < 1) return *value;
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a number",
               {"", 0, "--confidence"},
               "a number between 0 and 1",
               quotable(given),
               "for example --confidence 0.95"});
}

/// "2", or "1-3".
Result<void> set_ngrams(const std::string& given, ingest::WordRecipe& recipe) {
  if (given.empty()) return {};
  const std::size_t dash = given.find('-');
  const auto first = parse_integer(std::string_view(given).substr(0, dash));
  const auto last =
      dash == std::string::npos ? first : parse_integer(std::string_view(given).substr(dash + 1));
  constexpr std::int64_t most = 5;
  if (first && last && *first >= 1 && *first <= *last && *last <= most) {
    recipe.shortest_ngram = static_cast<std::uint32_t>(*first);
    recipe.longest_ngram = static_cast<std::uint32_t>(*last);
    return {};
  }
  return fail({ErrorKind::Usage,
               "no such runs of words",
               {"", 0, "--ngrams"},
               "a number from 1 to 5, or two with - between",
               quotable(given),
               "for example --ngrams 1-2"});
}

Result<app::TextsRequest> texts_request(const Parsed& parsed) {
  app::TextsRequest out;
  out.files = parsed.words;
  if (parsed.has("--language")) out.recipe.language = parsed.value("--language");
  out.recipe.keep_case = parsed.has("--keep-case");
  out.recipe.numbers = parsed.has("--numbers");
  out.recipe.stem = parsed.has("--stem");
  out.stop_words = parsed.value("--stop-words");
  ENTENTE_CHECK(set_ngrams(parsed.value("--ngrams"), out.recipe));
  ENTENTE_TRY(out.recipe.least_count, small_number(parsed, "--min-count", 1, 1, most_words));
  ENTENTE_TRY(out.recipe.least_documents,
              small_number(parsed, "--min-documents", 1, 1, most_words));
  out.add_repeated = parsed.has("--add-repeated");
  for (const char* option : {"--keep-case", "--numbers", "--stem", "--ngrams"}) {
    if (parsed.has(option)) out.of_texts_only.emplace_back(option);
  }
  return out;
}

/// "TEXT=POSITION"; the last = parts them.
Result<std::pair<std::string, double>> reference_of(const std::string& given) {
  const std::size_t equals = given.rfind('=');
  if (equals != std::string::npos && equals > 0) {
    const auto position = parse_number(std::string_view(given).substr(equals + 1));
    if (position) return std::pair(given.substr(0, equals), *position);
  }
  return fail({ErrorKind::Usage,
               "no reference text",
               {"", 0, "--reference"},
               "a text, =, and its position",
               quotable(given),
               "for example --reference Lab92=5.35"});
}

/// Options of one method say nothing to the others.
Result<void> check_method_options(const Parsed& parsed, app::TextScale method) {
  using Option = std::pair<const char*, app::TextScale>;
  for (const auto& [option, of] :
       {Option{"--left", app::TextScale::Wordfish}, Option{"--right", app::TextScale::Wordfish},
        Option{"--starts", app::TextScale::Wordfish}, Option{"--refits", app::TextScale::Wordfish},
        Option{"--reference", app::TextScale::Wordscores},
        Option{"--lbg-over", app::TextScale::Wordscores}, Option{"--positive", app::TextScale::Lss},
        Option{"--negative", app::TextScale::Lss}, Option{"--dimensions", app::TextScale::Lss},
        Option{"--units", app::TextScale::Lss}}) {
    if (of == method || !parsed.has(option)) continue;
    const char* name = of == app::TextScale::Wordfish     ? "wordfish"
                       : of == app::TextScale::Wordscores ? "wordscores"
                                                          : "lss";
    return fail({ErrorKind::Usage,
                 "an option of another method",
                 {"", 0, option},
                 std::string("--method ") + name,
                 "",
                 "leave it out, or name that method"});
  }
  return {};
}

Result<app::TextScaleRequest> scale_request(const Parsed& parsed) {
  app::TextScaleRequest out;
  ENTENTE_TRY(out.texts, texts_request(parsed));
  if (parsed.value("--method") == "wordscores") out.method = app::TextScale::Wordscores;
  if (parsed.value("--method") == "lss") out.method = app::TextScale::Lss;
  ENTENTE_CHECK(check_method_options(parsed, out.method));
  out.seeds = {named_texts(parsed, "--positive"), named_texts(parsed, "--negative")};
  ENTENTE_TRY(out.lss.dimensions, small_number(parsed, "--dimensions", 300, 1, 100'000));
  out.by_text = parsed.value("--units") == "text";
  for (const std::string& given : all_values(parsed, "--reference")) {
    ENTENTE_TRY(auto reference, reference_of(given));
    out.references.push_back(std::move(reference));
  }
  if (parsed.value("--lbg-over") == "all") out.wordscores.lbg_over = positions::LbgOver::All;
  out.left = parsed.value("--left");
  out.right = parsed.value("--right");
  ENTENTE_TRY(out.wordfish.starts, small_number(parsed, "--starts", 0, 1, 1000));
  ENTENTE_TRY(out.refits, small_number(parsed, "--refits", 0, 0, 10'000));
  ENTENTE_TRY(out.words, small_number(parsed, "--words", 10, 0, most_words));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  out.seed = static_cast<std::uint64_t>(seed);
  ENTENTE_TRY(out.wordfish.confidence, confidence_of(parsed));
  out.wordscores.confidence = out.wordfish.confidence;
  out.lss.confidence = out.wordfish.confidence;
  out.wordfish.threads = 0;
  return out;
}

}  // namespace

Result<app::ExitCode> run_texts_counts(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  ENTENTE_TRY(const auto request, texts_request(parsed));
  ENTENTE_TRY(const auto outcome, app::text_counts(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_texts_scale(const Parsed& parsed, const app::Context& context,
                                      Output& output) {
  ENTENTE_TRY(const auto request, scale_request(parsed));
  ENTENTE_TRY(const auto outcome, app::text_scale(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_texts_keyness(const Parsed& parsed, const app::Context& context,
                                        Output& output) {
  app::TextKeynessRequest request;
  ENTENTE_TRY(request.texts, texts_request(parsed));
  request.target = named_texts(parsed, "--target");
  request.against = named_texts(parsed, "--against");
  using positions::KeynessMeasure;
  for (const auto measure : {KeynessMeasure::Chi2, KeynessMeasure::Pmi, KeynessMeasure::LogOdds}) {
    if (parsed.value("--by") == to_string(measure)) request.options.by = measure;
  }
  const std::string correction = parsed.value("--correction");
  if (correction == "yates") request.options.chi_correction = positions::ChiCorrection::Yates;
  if (correction == "yates-small") {
    request.options.chi_correction = positions::ChiCorrection::YatesSmall;
  }
  request.options.williams = correction == "williams";
  ENTENTE_TRY(request.options.confidence, confidence_of(parsed));
  ENTENTE_TRY(request.words, small_number(parsed, "--words", 20, 0, most_words));
  ENTENTE_TRY(const auto outcome, app::text_keyness(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_texts_kwic(const Parsed& parsed, const app::Context& context,
                                     Output& output) {
  app::KwicRequest request;
  ENTENTE_TRY(request.texts, texts_request(parsed));
  request.pattern = parsed.value("--word");
  ENTENTE_TRY(request.window, small_number(parsed, "--window", 6, 0, 1000));
  ENTENTE_TRY(const auto outcome, app::text_kwic(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli

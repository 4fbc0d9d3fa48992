// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_command.hpp"

#include <array>
#include <limits>

#include "entente/app/camps.hpp"
#include "entente/app/concept_backbone.hpp"
#include "entente/app/network.hpp"
#include "entente/app/open.hpp"
#include "entente/app/phases.hpp"
#include "entente/app/present.hpp"
#include "entente/app/scale.hpp"
#include "entente/app/structure.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

using alignment::Duplicates;
using alignment::Kernel;
using alignment::NetworkDistance;
using alignment::NetworkMode;
using alignment::Normalization;
using alignment::QualifierRule;
using alignment::WindowUnit;
using app::NetworkRequest;

constexpr std::array network_modes = {NetworkMode::OneMode, NetworkMode::TwoMode,
                                      NetworkMode::EventList};
constexpr std::array qualifier_rules = {QualifierRule::Ignore, QualifierRule::Combine,
                                        QualifierRule::Congruence, QualifierRule::Conflict,
                                        QualifierRule::Subtract};
constexpr std::array normalizations = {Normalization::None,     Normalization::Average,
                                       Normalization::Jaccard,  Normalization::Cosine,
                                       Normalization::Activity, Normalization::Prominence};
constexpr std::array duplicate_rules = {Duplicates::Include, Duplicates::Document,
                                        Duplicates::Week,    Duplicates::Month,
                                        Duplicates::Year,    Duplicates::AcrossRange};
constexpr std::array window_units = {WindowUnit::Events, WindowUnit::Seconds, WindowUnit::Minutes,
                                     WindowUnit::Hours,  WindowUnit::Days,    WindowUnit::Weeks,
                                     WindowUnit::Months, WindowUnit::Years};
constexpr std::array kernels = {Kernel::None, Kernel::Uniform, Kernel::Triangular,
                                Kernel::Epanechnikov, Kernel::Gaussian};

/// The value whose word was given; the parser lets no other through.
template <class Enum, std::size_t N>
void choose(const Parsed& parsed, const char* name, const std::array<Enum, N>& values, Enum& out) {
  for (const Enum value : values) {
    if (parsed.value(name) == to_string(value)) out = value;
  }
}

void add_filter(std::vector<alignment::ValueFilter>& filters, const std::string& variable,
                std::string value, bool keep) {
  for (alignment::ValueFilter& filter : filters) {
    if (filter.variable != variable || filter.keep != keep) continue;
    filter.values.push_back(std::move(value));
    return;
  }
  filters.push_back({variable, {std::move(value)}, keep});
}

/// "VARIABLE=VALUE" of every --exclude and --only; values of one variable together.
Result<void> add_filters(const Parsed& parsed, const char* name, bool keep,
                         NetworkRequest& request) {
  for (const std::string& given : all_values(parsed, name)) {
    const std::size_t at = given.find('=');
    if (at == std::string::npos || at == 0) {
      return fail({ErrorKind::Usage,
                   "a filter names a variable and a value",
                   {"", 0, name},
                   "VARIABLE=VALUE",
                   quotable(given),
                   "for example source=AUS2403"});
    }
    add_filter(request.options.filters, given.substr(0, at), given.substr(at + 1), keep);
  }
  return {};
}

/// A .dna file as it is; else a study, which may be the current directory.
Result<std::string> network_record_path(const Parsed& parsed) {
  if (!parsed.words.empty() && lowered(parsed.words.front()).ends_with(".dna")) {
    return parsed.words.front();
  }
  return only_study(parsed);
}

/// The record, what of it counts, and how it is made into networks.
Result<void> read_settings(const Parsed& parsed, NetworkRequest& request) {
  ENTENTE_TRY(request.record, network_record_path(parsed));
  request.statement_type = parsed.value("--statement-type");
  request.at = parsed.value("--at");
  request.from = parsed.value("--from");
  request.to = parsed.value("--to");
  request.options.rows = parsed.value("--rows");
  request.options.columns = parsed.value("--columns");
  if (parsed.has("--qualifier")) {
    const std::string qualifier = parsed.value("--qualifier");
    request.qualifier = qualifier == "none" ? "" : qualifier;
  }
  choose(parsed, "--mode", network_modes, request.options.mode);
  choose(parsed, "--normalize", normalizations, request.options.normalization);
  choose(parsed, "--duplicates", duplicate_rules, request.options.duplicates);
  if (parsed.has("--rule")) {
    choose(parsed, "--rule", qualifier_rules, request.rule.emplace());
  }
  ENTENTE_CHECK(add_filters(parsed, "--exclude", false, request));
  ENTENTE_CHECK(add_filters(parsed, "--only", true, request));
  ENTENTE_TRY(const std::int64_t least,
              number_option(parsed, "--least", 1, 1, std::numeric_limits<std::int32_t>::max()));
  request.options.least = static_cast<std::uint32_t>(least);
  request.options.isolates = parsed.has("--isolates");
  if (parsed.has("--compat")) request.options.compatibility = alignment::Compatibility::Dna;
  request.options.threads = 0;
  return {};
}

Result<void> read_series(const Parsed& parsed, NetworkRequest& request) {
  for (const char* name : {"--unit", "--kernel", "--no-indent", "--sum-to-one", "--distance"}) {
    if (parsed.has("--window") || !parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 "only for windows",
                 {"", 0, name},
                 "--window N",
                 "",
                 "give a window, or leave the option out"});
  }
  if (!parsed.has("--window")) return {};
  auto& series = request.series.emplace();
  ENTENTE_TRY(const std::int64_t size, number_option(parsed, "--window", 1, 1, 100'000));
  series.size = static_cast<std::uint32_t>(size);
  choose(parsed, "--unit", window_units, series.unit);
  choose(parsed, "--kernel", kernels, series.kernel);
  series.indent = !parsed.has("--no-indent");
  series.sum_to_one = parsed.has("--sum-to-one");
  if (parsed.has("--distance")) {
    request.distance = parsed.value("--distance") == "degrees" ? NetworkDistance::Degrees
                                                               : NetworkDistance::Absolute;
  }
  return {};
}

/// Reads `--draws` (or another count of a command), `--shuffles` where it has one, and `--seed`.
struct DrawNumbers {
  std::uint32_t draws = 0;
  std::uint32_t shuffles = 0;
  std::uint64_t seed = 1;
};
Result<DrawNumbers> read_draw_numbers(const Parsed& parsed, const char* name, std::int64_t usual,
                                      std::int64_t most) {
  DrawNumbers out;
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, name, usual, 0, most));
  ENTENTE_TRY(const std::int64_t shuffles, number_option(parsed, "--shuffles", 199, 0, 100'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  out.draws = static_cast<std::uint32_t>(draws);
  out.shuffles = static_cast<std::uint32_t>(shuffles);
  out.seed = static_cast<std::uint64_t>(seed);
  return out;
}

}  // namespace

Result<app::ExitCode> run_network(const Parsed& parsed, const app::Context& context,
                                  Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  NetworkRequest request;
  ENTENTE_CHECK(read_settings(parsed, request));
  ENTENTE_CHECK(read_series(parsed, request));
  request.edge = all_values(parsed, "--edge");
  request.edges = parsed.has("--edges");
  ENTENTE_TRY(const DrawNumbers numbers, read_draw_numbers(parsed, "--draws", 1000, 1'000'000));
  request.draws = numbers.draws;
  if (parsed.has("--backbone")) {
    ENTENTE_TRY(request.backbone, between_option(parsed, "--backbone", 0.05, 0, 1));
  }
  request.seed = numbers.seed;
  request.output = parsed.value("--output");
  request.force = parsed.has("--force");
  ENTENTE_TRY(const app::NetworkOutcome outcome, app::network_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

namespace {

/// The three questions a backbone can be asked, of which one at a time is answered.
Result<void> check_backbone_question(const Parsed& parsed) {
  const bool nested = parsed.has("--nested");
  const bool keep = parsed.has("--keep");
  for (const char* name : {"--size", "--within", "--draws", "--penalty"}) {
    const bool belongs = std::string_view(name) == "--penalty" ? keep : !nested && !keep;
    if (!parsed.has(name) || belongs) continue;
    return fail({ErrorKind::Usage,
                 "this option answers another question",
                 {"", 0, name},
                 "--penalty with --keep; --size, --within and --draws without --keep or --nested",
                 "",
                 "leave one of the two out"});
  }
  if (!nested || !keep) return {};
  return fail({ErrorKind::Usage,
               "two questions at once",
               {"", 0, "--keep"},
               "--keep or --nested",
               "both",
               "leave one of the two out"});
}

}  // namespace

Result<app::ExitCode> run_backbone(const Parsed& parsed, const app::Context& context,
                                   Output& output) {
  ENTENTE_CHECK(check_backbone_question(parsed));
  app::BackboneRequest request;
  ENTENTE_CHECK(read_settings(parsed, request.network));
  if (parsed.has("--size")) {
    ENTENTE_TRY(const std::int64_t size, number_option(parsed, "--size", 1, 1, 500));
    request.backbone.size = static_cast<std::uint32_t>(size);
  }
  ENTENTE_TRY(request.backbone.within, within_option(parsed, "--within", 0.1, 0, 2));
  ENTENTE_TRY(const DrawNumbers numbers, read_draw_numbers(parsed, "--draws", 500, 100'000));
  request.backbone.draws = numbers.draws;
  request.backbone.seed = numbers.seed;
  request.nested = parsed.has("--nested");
  request.keep = all_values(parsed, "--keep");
  ENTENTE_TRY(request.penalty, within_option(parsed, "--penalty", 0, 0, 100));
  ENTENTE_TRY(const app::BackboneOutcome outcome, app::backbone_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_camps(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::CampsRequest request;
  ENTENTE_CHECK(read_settings(parsed, request.network));
  ENTENTE_TRY(const std::int64_t camps,
              number_option(parsed, "--camps", 2, 2, alignment::most_camps));
  ENTENTE_TRY(const DrawNumbers numbers, read_draw_numbers(parsed, "--draws", 500, 100'000));
  request.camps.camps = static_cast<std::uint32_t>(camps);
  request.camps.draws = numbers.draws;
  request.camps.shuffles = numbers.shuffles;
  request.camps.seed = numbers.seed;
  if (parsed.has("--window")) {
    ENTENTE_TRY(const std::int64_t size, number_option(parsed, "--window", 1, 1, 1000));
    request.periods.emplace().size = static_cast<std::uint32_t>(size);
    choose(parsed, "--unit", window_units, request.periods->unit);
  } else if (parsed.has("--unit")) {
    return fail({ErrorKind::Usage,
                 "only for periods",
                 {"", 0, "--unit"},
                 "--window N",
                 "",
                 "say how long a period is, or leave the option out"});
  }
  ENTENTE_TRY(const app::CampsOutcome outcome, app::camps_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_structure(const Parsed& parsed, const app::Context& context,
                                    Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::StructureRequest request;
  ENTENTE_CHECK(read_settings(parsed, request.network));
  ENTENTE_TRY(request.structure.resolution, within_option(parsed, "--resolution", 1, 0.001, 1000));
  ENTENTE_TRY(const DrawNumbers numbers, read_draw_numbers(parsed, "--draws", 200, 100'000));
  request.structure.draws = numbers.draws;
  request.structure.shuffles = numbers.shuffles;
  request.structure.seed = numbers.seed;
  if (!parsed.has("--normalize")) {
    request.network.options.normalization = alignment::Normalization::Average;
  }
  ENTENTE_TRY(const app::StructureOutcome outcome, app::structure_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_phases(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  app::PhasesRequest request;
  request.network.options.mode = NetworkMode::TwoMode;
  ENTENTE_CHECK(read_settings(parsed, request.network));
  ENTENTE_TRY(const std::int64_t size, number_option(parsed, "--window", 3, 1, 1000));
  ENTENTE_TRY(const std::int64_t permutations,
              number_option(parsed, "--permutations", 999, 19, 100'000));
  ENTENTE_TRY(const std::int64_t least, number_option(parsed, "--shortest", 2, 2, 250));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  ENTENTE_TRY(request.phases.alpha, between_option(parsed, "--alpha", 0.05, 0, 1));
  choose(parsed, "--unit", window_units, request.phases.unit);
  request.phases.size = static_cast<std::uint32_t>(size);
  request.phases.permutations = static_cast<std::uint32_t>(permutations);
  request.phases.least = static_cast<std::uint32_t>(least);
  request.phases.seed = static_cast<std::uint64_t>(seed);
  ENTENTE_TRY(const app::PhasesOutcome outcome, app::phases_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_scale(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::ScaleRequest request;
  ENTENTE_CHECK(read_settings(parsed, request.network));
  ENTENTE_TRY(request.scaling.mixed, within_option(parsed, "--mixed", 0, 0, 0.5));
  ENTENTE_TRY(const std::int64_t actors, number_option(parsed, "--least-actors", 2, 2, 100'000));
  ENTENTE_TRY(const DrawNumbers numbers, read_draw_numbers(parsed, "--replicates", 100, 10'000));
  request.scaling.mixed_missing = parsed.has("--mixed-missing");
  request.scaling.least_actors = static_cast<std::uint32_t>(actors);
  request.scaling.positive_actor = parsed.value("--positive");
  request.scaling.replicates = numbers.draws;
  request.scaling.seed = numbers.seed;
  ENTENTE_TRY(const app::ScaleOutcome outcome, app::scale_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli

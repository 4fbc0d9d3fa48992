// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/votes.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "entente/record/study_roll_calls.hpp"
#include "entente/store/store.hpp"

namespace entente::app {
namespace {

using record::RollCallMatrix;

std::vector<std::string> voter_ids(const RollCallMatrix& matrix) {
  std::vector<std::string> out;
  out.reserve(matrix.voters().size());
  for (const record::Voter& voter : matrix.voters()) out.push_back(voter.id);
  return out;
}

Result<std::vector<std::uint32_t>> voters_named(const RollCallMatrix& matrix,
                                                const std::vector<std::string>& names,
                                                const char* option) {
  std::vector<std::uint32_t> out;
  for (const std::string& name : names) {
    const auto voter = matrix.voter(name);
    if (!voter) {
      std::string mend = did_you_mean_sentence(name, voter_ids(matrix));
      if (mend.empty()) mend = "entente votes show FILE --json lists the voters";
      return fail({ErrorKind::NotFound,
                   "there is no such voter",
                   {"", 0, option},
                   "",
                   quotable(name),
                   std::move(mend)});
    }
    const auto place = static_cast<std::uint32_t>(*voter);
    if (std::find(out.begin(), out.end(), place) == out.end()) out.push_back(place);
  }
  return out;
}

Result<std::optional<ingest::VoteForm>> asked_form(const std::string& name) {
  if (name.empty()) return std::optional<ingest::VoteForm>();
  const auto form = ingest::vote_form_named(name);
  if (form) return form;
  return fail({ErrorKind::Usage,
               "no form of votes",
               {"", 0, "--form"},
               "matrix, unvotes, undl, marcxml, long or wide",
               quotable(name),
               ""});
}

bool names_a_study(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored) ||
         std::filesystem::path(path).extension() == ".entente";
}

/// The votes of a study, as if they had been read from a file.
Result<ingest::VoteImport> votes_of_study(const std::string& path) {
  ENTENTE_TRY(const store::Opened opened, store::open(path));
  if (!opened.problems.empty()) return fail(opened.problems.front());
  ingest::VoteImport out;
  ENTENTE_TRY(out.matrix, record::roll_calls_of(opened.study));
  out.read = static_cast<std::int64_t>(opened.study.table("vote").rows());
  out.accepted = out.read;
  return out;
}

Result<ingest::VoteImport> read_vote_files(const VotesRequest& request, const Context& context) {
  for (const std::string& file : request.files) {
    if (!names_a_study(file)) continue;
    if (request.files.size() == 1) return votes_of_study(file);
    return fail({ErrorKind::Usage,
                 "a study among files of votes",
                 {"", 0, "FILE"},
                 "one study, or files",
                 quotable(file),
                 "name the study alone"});
  }
  ENTENTE_TRY(const auto form, asked_form(request.form));
  ingest::VoteReader reader;
  for (const std::string& file : request.files) {
    ENTENTE_TRY(const std::string bytes, read_file(file));
    ENTENTE_CHECK(reader.add(bytes, file, form, context.cancel));
  }
  return reader.finish();
}

/// Only the roll calls that pass.
Result<RollCallMatrix> filtered(RollCallMatrix matrix, const record::RollCallFilter& filter,
                                std::size_t& left_out) {
  const auto roll_calls = record::passing(matrix, filter);
  left_out = matrix.roll_calls().size() - roll_calls.size();
  if (left_out == 0) return matrix;
  if (roll_calls.empty()) {
    return fail({ErrorKind::Missing,
                 "no roll call is left",
                 {"", 0, "--sessions, --tags"},
                 "a session or tag that occurs",
                 "",
                 "entente votes show FILE lists the sessions; tags come from --rollcalls"});
  }
  std::vector<std::size_t> voters(matrix.voters().size());
  std::iota(voters.begin(), voters.end(), std::size_t{0});
  return matrix.part(voters, roll_calls);
}

/// Labels and roll calls of each part, in the order met.
std::vector<std::pair<std::string, std::vector<std::size_t>>> parts_of(const RollCallMatrix& matrix,
                                                                       VotesBy by) {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> out;
  std::map<std::string, std::size_t> places;
  for (std::size_t r = 0; r < matrix.roll_calls().size(); ++r) {
    const record::RollCall& roll_call = matrix.roll_calls()[r];
    const std::string label = by == VotesBy::All       ? "all"
                              : by == VotesBy::Session ? roll_call.session
                                                       : roll_call.id;
    const auto [at, fresh] = places.try_emplace(label, out.size());
    if (fresh) out.emplace_back(label, std::vector<std::size_t>());
    out[at->second].second.push_back(r);
  }
  return out;
}

Result<void> check_two_voters(const LoadedVotes& loaded) {
  if (loaded.voters.size() >= 2) return {};
  return fail({ErrorKind::Usage,
               "one voter is not enough to compare",
               {"", 0, "--voters"},
               "two voters or more",
               std::to_string(loaded.voters.size()),
               "name more voters"});
}

/// The voters asked for and the roll calls of one part.
RollCallMatrix matrix_part(const LoadedVotes& loaded, const std::vector<std::size_t>& roll_calls) {
  const std::vector<std::size_t> voters(loaded.voters.begin(), loaded.voters.end());
  return loaded.matrix.part(voters, roll_calls);
}

std::vector<std::uint32_t> first_places(std::size_t count) {
  std::vector<std::uint32_t> out(count);
  std::iota(out.begin(), out.end(), 0U);
  return out;
}

void add_tally(record::Tally& sum, const record::Tally& one) {
  sum.yes += one.yes;
  sum.abstain += one.abstain;
  sum.no += one.no;
  sum.absent += one.absent;
}

void add_contrast(const VotePointsOutcome& outcome, const std::string& label,
                  const std::vector<std::uint32_t>& voters,
                  const std::vector<std::uint32_t>& against, std::vector<NamedContrast>& out) {
  for (std::uint32_t p = 0; p < outcome.fit.periods.label.size(); ++p) {
    out.push_back({label, {voters, against, p}, std::nullopt});
  }
}

Result<std::vector<NamedContrast>> contrasts_asked(const VotePointsRequest& request,
                                                   const VotePointsOutcome& outcome) {
  std::vector<NamedContrast> out;
  const RollCallMatrix& matrix = outcome.loaded.matrix;
  for (const auto& group : request.groups) {
    ENTENTE_TRY(const auto voters, voters_named(matrix, group, "--group"));
    add_contrast(outcome, joined(group, ", "), voters, {}, out);
  }
  if (!request.distances) return out;
  for (const positions::VoterPair& pair : positions::all_pairs(outcome.loaded.voters)) {
    const std::string label =
        matrix.voters()[pair.first].id + " - " + matrix.voters()[pair.second].id;
    add_contrast(outcome, label, {pair.first}, {pair.second}, out);
  }
  return out;
}

}  // namespace

Result<LoadedVotes> load_votes(const VotesRequest& request, const Context& context) {
  ENTENTE_TRY(ingest::VoteImport import, read_vote_files(request, context));
  LoadedVotes out;
  for (const ingest::VoteForm form : import.forms) out.forms.emplace_back(to_string(form));
  out.read = import.read;
  out.accepted = import.accepted;
  out.rejected = import.rejected;
  out.duplicate = import.duplicate;
  out.faults = import.faults;
  out.complaints = std::move(import.rejections);
  RollCallMatrix matrix = std::move(import.matrix);
  if (!request.roll_calls.empty()) {
    ENTENTE_TRY(const std::string bytes, read_file(request.roll_calls));
    ENTENTE_TRY(out.described, ingest::describe_roll_calls(matrix, bytes, request.roll_calls));
    matrix = std::move(out.described->matrix);
    out.complaints.insert(out.complaints.end(), out.described->complaints.begin(),
                          out.described->complaints.end());
  }
  if (!request.names.empty()) {
    ENTENTE_TRY(const std::string bytes, read_file(request.names));
    ENTENTE_TRY(matrix, ingest::rename_voters(matrix, bytes, request.names));
  }
  ENTENTE_TRY(out.matrix, filtered(std::move(matrix), request.filter, out.left_out));
  if (request.voters.empty()) {
    out.voters = first_places(out.matrix.voters().size());
  } else {
    ENTENTE_TRY(out.voters, voters_named(out.matrix, request.voters, "--voters"));
  }
  return out;
}

Result<VotesOutcome> inspect_votes(const VotesRequest& request, const Context& context) {
  VotesOutcome out;
  ENTENTE_TRY(out.loaded, load_votes(request, context));
  for (const auto& [label, roll_calls] : parts_of(out.loaded.matrix, VotesBy::Session)) {
    const RollCallMatrix part = matrix_part(out.loaded, roll_calls);
    VotesSession& session = out.sessions.emplace_back();
    session.label = label;
    session.roll_calls = roll_calls.size();
    for (std::size_t r = 0; r < roll_calls.size(); ++r) {
      const record::Tally tally = part.tally(r);
      session.without_variation += tally.without_variation() ? 1U : 0U;
      add_tally(session.votes, tally);
    }
    for (std::size_t v = 0; v < part.voters().size(); ++v) {
      session.voters += part.votes_cast(v) > 0 ? 1U : 0U;
    }
  }
  return out;
}

Result<VoteSimilarityOutcome> votes_similarity(const VoteSimilarityRequest& request,
                                               const Context& context) {
  VoteSimilarityOutcome out;
  ENTENTE_TRY(out.loaded, load_votes(request.votes, context));
  ENTENTE_CHECK(check_two_voters(out.loaded));
  out.measures = request.measures;
  out.options = request.options;
  const auto pairs = positions::all_pairs(first_places(out.loaded.voters.size()));
  for (const auto& [label, roll_calls] : parts_of(out.loaded.matrix, request.by)) {
    VoteSimilarityPart& part = out.parts.emplace_back();
    part.label = label;
    part.roll_calls = roll_calls.size();
    ENTENTE_TRY(part.pairs,
                positions::vote_similarity(matrix_part(out.loaded, roll_calls), pairs,
                                           request.options, context.cancel, context.progress));
  }
  return out;
}

Result<VotesCohesionOutcome> votes_cohesion(const VoteSimilarityRequest& request,
                                            const Context& context) {
  VotesCohesionOutcome out;
  ENTENTE_TRY(out.loaded, load_votes(request.votes, context));
  ENTENTE_CHECK(check_two_voters(out.loaded));
  out.options = request.options;
  const auto members = first_places(out.loaded.voters.size());
  for (const auto& [label, roll_calls] : parts_of(out.loaded.matrix, request.by)) {
    const RollCallMatrix matrix = matrix_part(out.loaded, roll_calls);
    CohesionPart& part = out.parts.emplace_back();
    part.label = label;
    for (std::size_t r = 0; r < roll_calls.size(); ++r) add_tally(part.votes, matrix.tally(r));
    ENTENTE_TRY(part.cohesion,
                positions::cohesion(matrix, members, request.options, context.cancel));
  }
  return out;
}

Result<VotePointsOutcome> vote_points(const VotePointsRequest& request, const Context& context) {
  VotePointsOutcome out;
  ENTENTE_TRY(out.loaded, load_votes(request.votes, context));
  ingest::RollCallLinks links;
  if (!request.links.empty()) {
    ENTENTE_TRY(const std::string bytes, read_file(request.links));
    ENTENTE_TRY(links, ingest::read_links(out.loaded.matrix, bytes, request.links));
  }
  out.links = links.pairs.size();
  out.unknown_links = links.unknown;
  out.options = request.options;
  out.positive_voter = request.positive_voter;
  out.seed = request.seed;
  out.every_period = request.every_period;
  positions::IdealPointOptions options = request.options;
  options.positive_voter = request.positive_voter;
  if (!request.positive_voter.empty()) {
    ENTENTE_TRY([[maybe_unused]] const auto known,
                voters_named(out.loaded.matrix, {request.positive_voter}, "--positive"));
  }
  ENTENTE_TRY(out.fit, positions::ideal_points(out.loaded.matrix, links.pairs, request.by, options,
                                               context.cancel, context.progress));
  ENTENTE_TRY(out.contrasts, contrasts_asked(request, out));
  std::vector<positions::PointContrast> contrasts;
  contrasts.reserve(out.contrasts.size());
  for (const NamedContrast& one : out.contrasts) contrasts.push_back(one.contrast);
  std::vector<std::optional<positions::ContrastEstimate>> estimates;
  if (request.refits == 0) {
    estimates = positions::contrast_estimates(out.fit, contrasts, options.confidence);
  } else {
    ENTENTE_TRY(out.bootstrap,
                positions::bootstrap_points(out.loaded.matrix, links.pairs, request.by, options,
                                            out.fit, contrasts, {request.seed, request.refits},
                                            context.cancel, context.progress));
    estimates = out.bootstrap->contrasts;
  }
  for (std::size_t c = 0; c < estimates.size(); ++c) out.contrasts[c].estimate = estimates[c];
  return out;
}

}  // namespace entente::app

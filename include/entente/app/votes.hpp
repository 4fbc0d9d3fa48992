// SPDX-License-Identifier: GPL-3.0-or-later
// Files of roll calls: what is in them, how alike voters vote, how groups hold together, and ideal
// points; and studies made of them. Thread rule: as of files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/votes.hpp"
#include "entente/positions/ideal_points.hpp"
#include "entente/positions/vote_similarity.hpp"

namespace entente::app {

struct VotesRequest {
  std::vector<std::string> files;  ///< or one study, whose tables rollcall and vote are read
  std::string form;        ///< name of an ingest::VoteForm; blank = told from the first line
  std::string roll_calls;  ///< a table that describes them; blank = none
  std::string names;       ///< a table of voters' codes and names; blank = none
  std::vector<std::string> voters;  ///< ids; empty = all
  record::RollCallFilter filter;
};

/// Votes as read, with the roll calls that pass the filter.
struct LoadedVotes {
  record::RollCallMatrix matrix;
  std::vector<std::uint32_t> voters;  ///< those asked for, as asked; else all
  std::vector<std::string> forms;
  std::int64_t read = 0;
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::int64_t duplicate = 0;
  std::int64_t faults = 0;
  std::size_t left_out = 0;                               ///< roll calls the filter left out
  std::optional<ingest::RollCallDescriptions> described;  ///< without its matrix
  std::vector<Error> complaints;  ///< at most ingest::VoteImport::most_rejections of each kind
};
/// Errors: those of reading files and of ingest::VoteReader; NotFound (a voter), Usage (a form),
/// Missing (no roll call passes the filter).
Result<LoadedVotes> load_votes(const VotesRequest& request, const Context& context);

struct VotesStudyRequest {
  VotesRequest votes;
  std::string path;   ///< of the new study; a file where it ends in .entente
  std::string title;  ///< blank = the path's name
};
struct VotesStudyOutcome {
  std::string path;
  store::Form form = store::Form::Folder;
  std::string as_of;  ///< the day of the last roll call
  std::size_t actors = 0;
  std::size_t roll_calls = 0;
  std::size_t votes = 0;
  LoadedVotes loaded;  ///< without its matrix
};
/// Makes a study of roll calls; its focus are the voters asked for, where any are. Errors: those of
/// load_votes and record::add_roll_calls; Unwritable (something lies at the path), Usage (a path
/// without a name).
Result<VotesStudyOutcome> votes_study(const VotesStudyRequest& request, const Context& context);

struct VotesSession {
  std::string label;
  std::size_t roll_calls = 0;
  std::size_t without_variation = 0;
  std::size_t voters = 0;  ///< that cast a vote
  record::Tally votes;
};
struct VotesOutcome {
  LoadedVotes loaded;
  std::vector<VotesSession> sessions;  ///< in the order met
};
Result<VotesOutcome> inspect_votes(const VotesRequest& request, const Context& context);

/// What figures are split by.
enum class VotesBy : std::uint8_t { All, Session, RollCall };

struct VoteSimilarityRequest {
  VotesRequest votes;
  std::vector<positions::SimilarityMeasure> measures;
  VotesBy by = VotesBy::All;
  positions::SimilarityOptions options;
};
struct VoteSimilarityPart {
  std::string label;
  std::size_t roll_calls = 0;
  std::vector<positions::PairSimilarity> pairs;
};
struct VoteSimilarityOutcome {
  LoadedVotes loaded;
  std::vector<positions::SimilarityMeasure> measures;
  positions::SimilarityOptions options;
  std::vector<VoteSimilarityPart> parts;
};
/// Errors: as load_votes; Usage (fewer than two voters), Limit, Cancelled.
Result<VoteSimilarityOutcome> votes_similarity(const VoteSimilarityRequest& request,
                                               const Context& context);

struct CohesionPart {
  std::string label;
  record::Tally votes;  ///< of the members
  positions::Cohesion cohesion;
};
struct VotesCohesionOutcome {
  LoadedVotes loaded;
  positions::SimilarityOptions options;
  std::vector<CohesionPart> parts;
};
/// Of the voters asked for. Errors: as votes_similarity.
Result<VotesCohesionOutcome> votes_cohesion(const VoteSimilarityRequest& request,
                                            const Context& context);

struct VotePointsRequest {
  VotesRequest votes;  ///< voters: those shown; all take part
  std::string links;   ///< a table of roll calls on one question; blank = none
  record::PeriodBy by = record::PeriodBy::Session;
  std::string positive_voter;
  positions::IdealPointOptions options;
  std::uint32_t refits = 0;  ///< of the bootstrap; 0 = Laplace intervals
  std::uint64_t seed = 1;
  std::vector<std::vector<std::string>> groups;  ///< ids; the mean of each is shown
  bool distances = false;                        ///< between all voters asked for
  bool every_period = false;                     ///< in text too, not the last alone
};
struct NamedContrast {
  std::string label;  ///< "JPN, KOR" or "JPN - KOR"
  positions::PointContrast contrast;
  std::optional<positions::ContrastEstimate> estimate;
};
struct VotePointsOutcome {
  LoadedVotes loaded;
  positions::IdealPoints fit;
  positions::IdealPointOptions options;
  std::string positive_voter;
  std::size_t links = 0;
  std::size_t unknown_links = 0;
  std::optional<positions::PointBootstrap> bootstrap;
  std::uint64_t seed = 1;
  std::vector<NamedContrast> contrasts;
  bool every_period = false;
};
/// Errors: as load_votes and positions::ideal_points; NotFound (a voter of a group).
Result<VotePointsOutcome> vote_points(const VotePointsRequest& request, const Context& context);

}  // namespace entente::app

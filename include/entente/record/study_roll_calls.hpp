// SPDX-License-Identifier: GPL-3.0-or-later
// Between the tables rollcall and vote of a study and a matrix of roll calls. Pure functions, any
// thread.
#pragma once

#include <string>

#include "entente/record/roll_calls.hpp"
#include "entente/record/study.hpp"

namespace entente::record {

/// The votes of a study: actors that have one, roll calls in the study's order. The session of a
/// roll call is what its id has before a slash ("ES-11" of ES-11/1); its tag is the issue it bears
/// on. Errors: Missing (no vote), Reference (a vote on no roll call or of no actor of the study),
/// Duplicate (an actor with two votes on a roll call). O(votes log votes).
Result<RollCallMatrix> roll_calls_of(const Study& study);

/// Adds actors (those that are not there), roll calls and votes, each with the source named, to a
/// study without roll calls. An id without a slash gets its session before one ("78/78001").
/// Unrecorded votes make no row. Errors: Missing (a roll call without a date), Malformed (an id or
/// date that a study cannot hold), Duplicate (the study has roll calls). O(votes).
Result<void> add_roll_calls(const RollCallMatrix& matrix, const std::string& source, Study& study);

}  // namespace entente::record

// SPDX-License-Identifier: GPL-3.0-or-later
// Outcomes as people and programs read them: text, JSON (keys in a fixed order) and one table for
// CSV. Text from studies is printed with control characters escaped, so that no cell can talk to a
// terminal. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/adjudicate.hpp"
#include "entente/app/advice.hpp"
#include "entente/app/agreement.hpp"
#include "entente/app/ask_model.hpp"
#include "entente/app/audit.hpp"
#include "entente/app/backtest.hpp"
#include "entente/app/brief.hpp"
#include "entente/app/camps.hpp"
#include "entente/app/coalitions.hpp"
#include "entente/app/codebook.hpp"
#include "entente/app/concept_backbone.hpp"
#include "entente/app/documents.hpp"
#include "entente/app/engagement.hpp"
#include "entente/app/exit_code.hpp"
#include "entente/app/experts.hpp"
#include "entente/app/extract.hpp"
#include "entente/app/identity.hpp"
#include "entente/app/import.hpp"
#include "entente/app/instruments.hpp"
#include "entente/app/learn.hpp"
#include "entente/app/ledger.hpp"
#include "entente/app/network.hpp"
#include "entente/app/overlap.hpp"
#include "entente/app/package.hpp"
#include "entente/app/phases.hpp"
#include "entente/app/positions.hpp"
#include "entente/app/propose.hpp"
#include "entente/app/rewrite.hpp"
#include "entente/app/room.hpp"
#include "entente/app/scale.hpp"
#include "entente/app/search.hpp"
#include "entente/app/statement.hpp"
#include "entente/app/structure.hpp"
#include "entente/app/study.hpp"
#include "entente/app/survey.hpp"
#include "entente/app/texts.hpp"
#include "entente/app/votes.hpp"
#include "entente/app/votes_changes.hpp"

namespace entente::app {

using Rows = std::vector<std::vector<std::string>>;  ///< header first

/// Which of the three is wanted: of outcomes that may be long only that one is made.
enum class View { Text, Json, Table };

struct Presentation {
  std::string text;
  std::string json;  ///< one line
  Rows rows;
  std::vector<Error>
      complaints;  ///< for standard error in text and CSV output; JSON holds them itself
  ExitCode exit = ExitCode::Ok;
};

/// How much of a long list is shown as text.
inline constexpr std::size_t shown_lines = 20;

/// {"error":{"kind":...,"message":...,"file":...,"row":...,"column":...,"expected":...,"found":...,"mend":...}}
std::string error_json(const Error& error);

/// Rows as CSV with LF; cells that a spreadsheet would run get a leading "'".
std::string csv_text(const Rows& rows);

/// Control characters (C0, DEL, C1) and broken UTF-8 escaped; line breaks become spaces.
std::string printable(std::string_view text);

Presentation present(const NewOutcome& outcome);
Presentation present(const ExportOutcome& outcome);
Presentation present(const FormatOutcome& outcome);
Presentation present(const CheckOutcome& outcome, bool all, View view);
Presentation present(const VerifyOutcome& outcome);
Presentation present(const HistoryOutcome& outcome);
Presentation present(const StatementList& list, View view);
Presentation present(const ShownStatement& statement);
Presentation present(const BriefOutcome& outcome);
Presentation present(const PositionsOutcome& outcome, View view);
Presentation present(const EngagementOutcome& outcome, View view);
Presentation present(const OverlapOutcome& outcome, View view);
Presentation present(const NetworkOutcome& outcome, View view);
Presentation present(const CampsOutcome& outcome, View view);
Presentation present(const ScaleOutcome& outcome, View view);
Presentation present(const PhasesOutcome& outcome, View view);
Presentation present(const StructureOutcome& outcome, View view);
Presentation present(const BackboneOutcome& outcome, View view);
Presentation present(const CoalitionsOutcome& outcome, View view);
Presentation present(const InstrumentsOutcome& outcome, View view);
Presentation present(const ChannelsOutcome& outcome, View view);
Presentation present(const LedgerOutcome& outcome, View view);
Presentation present(const AuditOutcome& outcome, View view);
Presentation present(const SurveyOutcome& outcome);
Presentation present(const AgreementOutcome& outcome, View view);
Presentation present(const RecodeOutcome& outcome);
Presentation present(const AdjudicationSheet& sheet);
Presentation present(const CodebookOutcome& outcome, View view);
Presentation present(const RoomOutcome& outcome, View view);
Presentation present(const BacktestOutcome& outcome, View view);
Presentation present(const AgendaOutcome& outcome, View view);
/// A table has the issues, or the front where there is one.
Presentation present(const AgendaPackageOutcome& outcome, View view);
/// With `missing` what to find out next, else the advice: of some issues with all reasons.
Presentation present(const AdviceOutcome& outcome, bool missing, View view);

/// The text of a document; with `blocks` also each block and page in JSON.
Presentation present(const ExtractOutcome& outcome, bool blocks, View view);
Presentation present(const DocumentsOutcome& outcome, bool all, View view);

/// Hits with what was met in them marked; all of a hit in JSON and CSV.
Presentation present(const StudySearchOutcome& outcome, View view);
Presentation present(const SentencesOutcome& outcome, View view);

/// Sentences with proposals, the rule and the words of each; in JSON all sentences.
Presentation present(const ProposeOutcome& outcome, View view);
/// Passages with what was taken from their answers and what was refused, and why.
Presentation present(const AskModelOutcome& outcome, View view);
/// With --next or --propose the sentences, else the figures, as the main table.
Presentation present(const LearnStudyOutcome& outcome, View view);
Presentation present(const LearnTableOutcome& outcome, View view);
Presentation present(const VotesOutcome& outcome, View view);
Presentation present(const VotesStudyOutcome& outcome, View view);
Presentation present(const VotesChangesOutcome& outcome, View view);
Presentation present(const VoteSimilarityOutcome& outcome, View view);
Presentation present(const VotesCohesionOutcome& outcome, View view);
Presentation present(const TextCountsOutcome& outcome, View view);
Presentation present(const TextScaleOutcome& outcome, View view);
Presentation present(const TextKeynessOutcome& outcome, View view);
Presentation present(const KwicOutcome& outcome, View view);
Presentation present(const VotePointsOutcome& outcome, View view);
Presentation present(const WeighOutcome& outcome, View view);
Presentation present(const PoolOutcome& outcome, View view);
Presentation present(const DelphiOutcome& outcome, View view);

/// Names no identity: the source as it was written, and where the name stands already.
Presentation present(const AddIdentityOutcome& outcome);
/// Names them: for `identity show`. After a check only where they stand.
Presentation present(const IdentitiesOutcome& outcome);
Presentation present(const PassphraseOutcome& outcome);

/// Differences and counts, as they stand on the screen before anything is written.
std::string preview_text(const ImportPreview& preview, bool all);
std::string preview_text(const AttachPreview& preview, bool all);
std::string preview_text(const RewritePreview& preview, bool all);

/// What was written: `committed` is empty for a dry run. `text` holds only the last line.
struct Written {
  std::optional<store::Committed> committed;
  std::string author;
};
Presentation present(const ImportPreview& preview, const Written& written, View view);
Presentation present(const AttachPreview& preview, const Written& written, View view);
Presentation present(const RewritePreview& preview, const Written& written, View view);

}  // namespace entente::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/snapshot.hpp"

#include <limits>
#include <optional>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "typed_rows.hpp"

namespace entente::record {
namespace {

template <class Enum>
Enum word_rank(std::string_view word, std::initializer_list<std::string_view> words,
               Enum otherwise) {
  std::int8_t rank = 0;
  for (const std::string_view candidate : words) {
    if (candidate == word) return static_cast<Enum>(rank);
    ++rank;
  }
  return otherwise;
}

/// Codes of names in order of first appearance.
class NameCodes {
 public:
  explicit NameCodes(std::vector<std::string>& names) : names_(names) {}
  CoderCode code(std::string_view name) {
    if (last_ < names_.size() && names_[last_] == name) return CoderCode(last_);
    const auto [found, fresh] = places_.try_emplace(std::string(name), names_.size());
    if (fresh) names_.emplace_back(name);
    last_ = found->second;
    return CoderCode(last_);
  }

 private:
  std::vector<std::string>& names_;
  std::size_t last_ = 0;  ///< the same coder as a rule coded the row before
  std::unordered_map<std::string, std::size_t> places_;
};

Result<void> fill_statements(const TypedRows& rows, NameCodes& coders, StatementColumns& out) {
  const Field actor_field = rows.field("actor", "actor");
  const Field issue_field = rows.field("issue", "issue");
  const Field target_field = rows.field("target", "actor");
  const Field passages_field = rows.field("passages", "passage");
  const Field sources_field = rows.field("sources", "source");
  const Field stance_field = rows.field("stance");
  const Field id_field = rows.field("id");
  const Field salience_field = rows.field("salience");
  const Field date_field = rows.field("date");
  const Field date_end_field = rows.field("date_end");
  const Field confidence_field = rows.field("confidence");
  const Field basis_field = rows.field("basis");
  const Field status_field = rows.field("status");
  const Field verification_field = rows.field("verification");
  const Field hedge_field = rows.field("hedge");
  const Field coder_field = rows.field("coder");
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    ENTENTE_TRY(const auto actor, rows.code<ActorCode>(r, actor_field));
    ENTENTE_TRY(const auto issue, rows.code<IssueCode>(r, issue_field));
    ENTENTE_TRY(const auto target, rows.code<ActorCode>(r, target_field));
    ENTENTE_TRY(const auto stance, rows.integer(r, stance_field, 99));
    if (!actor || !issue || stance < -2 || stance > 2) {
      return fail({ErrorKind::Range,
                   "statement " + quotable(rows.text(r, id_field)) +
                       " lacks an actor, an issue or a stance from -2 to 2",
                   {"statement.csv", 0, "stance"},
                   "",
                   "",
                   "run entente check"});
    }
    ENTENTE_TRY(const auto salience, rows.integer(r, salience_field, -1));
    ENTENTE_TRY(const Date date, rows.date(r, date_field));
    ENTENTE_TRY(const auto until, rows.optional_date(r, date_end_field));
    out.actor.push_back(actor);
    out.issue.push_back(issue);
    out.target.push_back(target);
    out.stance.push_back(static_cast<std::int8_t>(stance));
    out.salience.push_back(static_cast<std::int16_t>(salience));
    out.date.push_back(date);
    out.until.push_back(until.value_or(date));
    out.confidence.push_back(word_rank(rows.text(r, confidence_field), {"low", "moderate", "high"},
                                       Confidence::Unknown));
    out.basis.push_back(
        word_rank(rows.text(r, basis_field), {"inferred", "implied", "explicit"}, Basis::Unknown));
    out.status.push_back(word_rank(rows.text(r, status_field),
                                   {"proposed", "accepted", "edited", "rejected"},
                                   StatementStatus::Accepted));
    out.unverified.push_back(rows.text(r, verification_field) == "unverified");
    out.hedged.push_back(!rows.text(r, hedge_field).empty());
    out.coder.push_back(coders.code(rows.text(r, coder_field)));
    ENTENTE_CHECK(rows.codes(r, passages_field, out.passages));
    ENTENTE_CHECK(rows.codes(r, sources_field, out.sources));
  }
  return {};
}

Result<void> fill_engagements(const TypedRows& rows, EngagementColumns& out) {
  const Field format_field = rows.field("format", "format");
  const Field participants_field = rows.field("participants", "actor");
  const Field targets_field = rows.field("targets", "actor");
  const Field passages_field = rows.field("passages", "passage");
  const Field sources_field = rows.field("sources", "source");
  const Field date_field = rows.field("date");
  const Field date_end_field = rows.field("date_end");
  const Field type_field = rows.field("type");
  const Field level_field = rows.field("level");
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    ENTENTE_TRY(const Date date, rows.date(r, date_field));
    ENTENTE_TRY(const auto until, rows.optional_date(r, date_end_field));
    ENTENTE_TRY(const auto format, rows.code<FormatCode>(r, format_field));
    out.date.push_back(date);
    out.until.push_back(until);
    out.type.emplace_back(rows.text(r, type_field));
    out.level.emplace_back(rows.text(r, level_field));
    out.format.push_back(format);
    ENTENTE_CHECK(rows.codes(r, participants_field, out.participants));
    ENTENTE_CHECK(rows.codes(r, targets_field, out.targets));
    ENTENTE_CHECK(rows.codes(r, passages_field, out.passages));
    ENTENTE_CHECK(rows.codes(r, sources_field, out.sources));
  }
  return {};
}

Result<void> fill_terms(const TypedRows& rows, TermColumns& out) {
  const Field actor_field = rows.field("actor", "actor");
  const Field from_field = rows.field("from");
  const Field until_field = rows.field("until");
  const Field office_field = rows.field("office");
  const Field person_field = rows.field("person");
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    ENTENTE_TRY(const auto actor, rows.code<ActorCode>(r, actor_field));
    ENTENTE_TRY(const Date from, rows.date(r, from_field));
    ENTENTE_TRY(const auto until, rows.optional_date(r, until_field));
    out.actor.push_back(actor);
    out.office.emplace_back(rows.text(r, office_field));
    out.person.emplace_back(rows.text(r, person_field));
    out.from.push_back(from);
    out.until.push_back(until);
  }
  return {};
}

Result<void> fill_memberships(const TypedRows& rows, MembershipColumns& out) {
  const Field actor_field = rows.field("actor", "actor");
  const Field group_field = rows.field("group", "actor");
  const Field from_field = rows.field("from");
  const Field until_field = rows.field("until");
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    ENTENTE_TRY(const auto actor, rows.code<ActorCode>(r, actor_field));
    ENTENTE_TRY(const auto group, rows.code<ActorCode>(r, group_field));
    ENTENTE_TRY(const auto from, rows.optional_date(r, from_field));
    ENTENTE_TRY(const auto until, rows.optional_date(r, until_field));
    out.actor.push_back(actor);
    out.group.push_back(group);
    out.from.push_back(from);
    out.until.push_back(until);
  }
  return {};
}

/// A passage without a usable range is none here; `check` says what is wrong with it.
void fill_passages(const Table& passages, const RowIndex& sources, const RowIndex& documents,
                   PassageColumns& out) {
  constexpr std::int64_t greatest = std::numeric_limits<std::uint32_t>::max();
  const std::size_t source = passages.schema().column("source").value();
  const std::size_t document = passages.schema().column("document").value();
  const std::size_t start = passages.schema().column("byte_start").value();
  const std::size_t stop = passages.schema().column("byte_end").value();
  for (std::size_t r = 0; r < passages.rows(); ++r) {
    const auto part_of = sources.find(passages.cell(r, source));
    out.source.push_back(part_of ? SourceCode(*part_of) : SourceCode());
    const auto row = documents.find(passages.cell(r, document));
    const auto begin = parse_integer(passages.cell(r, start));
    const auto end = parse_integer(passages.cell(r, stop));
    const bool known = row && begin && end && *begin >= 0 && *begin < *end && *end <= greatest;
    out.document.push_back(known ? DocumentCode(*row) : DocumentCode());
    out.begin.push_back(known ? static_cast<std::uint32_t>(*begin) : 0);
    out.end.push_back(known ? static_cast<std::uint32_t>(*end) : 0);
  }
}

void fill_names(const Study& study, Snapshot& out) {
  const Table& actors = study.table("actor");
  for (std::size_t r = 0; r < actors.rows(); ++r) {
    out.actors.id.emplace_back(actors.id(r));
    out.actors.name.emplace_back(actors.cell(r, "name"));
    out.actors.kind.emplace_back(actors.cell(r, "kind"));
  }
  const Table& issues = study.table("issue");
  for (std::size_t r = 0; r < issues.rows(); ++r) {
    out.issues.id.emplace_back(issues.id(r));
    out.issues.group.emplace_back(issues.cell(r, "group"));
    out.issues.code.emplace_back(issues.cell(r, "code"));
    out.issues.kind.emplace_back(issues.cell(r, "kind"));
    out.issues.claim.emplace_back(issues.cell(r, "claim"));
    out.issues.reverse_keyed.push_back(issues.cell(r, "reverse_keyed") == "yes");
    out.issues.signalling.push_back(issues.cell(r, "signalling") == "yes");
    out.issues.decision_pending.push_back(issues.cell(r, "decision_pending") == "yes");
  }
  const auto ids_of = [&study](std::string_view name, std::vector<std::string>& ids) {
    const Table& table = study.table(name);
    for (std::size_t r = 0; r < table.rows(); ++r) ids.emplace_back(table.id(r));
  };
  ids_of("statement", out.statement_ids);
  ids_of("engagement", out.engagement_ids);
  ids_of("passage", out.passage_ids);
  ids_of("source", out.source_ids);
  const Table& sources = study.table("source");
  for (std::size_t r = 0; r < sources.rows(); ++r) {
    const std::string_view letter = sources.cell(r, "reliability");
    out.source_reliability.push_back(letter.empty() ? '\0' : letter.front());
  }
  ids_of("format", out.format_ids);
  const Table& formats = study.table("format");
  for (std::size_t r = 0; r < formats.rows(); ++r)
    out.format_names.emplace_back(formats.cell(r, "name"));
}

template <class CodeType>
CodeType code_of(const std::vector<std::string>& ids, std::string_view id) noexcept {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == id) return CodeType(i);
  }
  return CodeType();
}

}  // namespace

ActorCode Snapshot::actor(std::string_view id) const noexcept {
  return code_of<ActorCode>(actors.id, id);
}
IssueCode Snapshot::issue(std::string_view id) const noexcept {
  return code_of<IssueCode>(issues.id, id);
}

bool is_member(const Snapshot& snapshot, ActorCode actor, ActorCode group, Date date) {
  const MembershipColumns& all = snapshot.memberships;
  for (std::size_t m = 0; m < all.size(); ++m) {
    if (all.actor[m] != actor || all.group[m] != group) continue;
    if (Period{all.from[m], all.until[m]}.meets(date)) return true;
  }
  return false;
}

Result<Snapshot> build_snapshot(const Study& study) {
  std::vector<RowIndex> indexes;
  indexes.reserve(tables().size());
  for (std::size_t t = 0; t < tables().size(); ++t) indexes.emplace_back(study.table(t));
  Snapshot out;
  out.settings = study.settings;
  fill_names(study, out);
  NameCodes coders(out.coders);
  ENTENTE_CHECK(
      fill_statements(TypedRows(study.table("statement"), indexes), coders, out.statements));
  fill_passages(study.table("passage"), indexes[table_index("source").value()],
                indexes[table_index("document").value()], out.passages);
  ENTENTE_CHECK(fill_engagements(TypedRows(study.table("engagement"), indexes), out.engagements));
  ENTENTE_CHECK(fill_terms(TypedRows(study.table("term"), indexes), out.terms));
  ENTENTE_CHECK(fill_memberships(TypedRows(study.table("membership"), indexes), out.memberships));
  return out;
}

}  // namespace entente::record

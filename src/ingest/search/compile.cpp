// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/compile.hpp"

#include <algorithm>

#include "ingest/search/expression.hpp"
#include "ingest/search/fields.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_branches = 64;

/// One way to meet a query: all of some expressions, none of others, in some units.
struct Way {
  std::vector<Expression> wanted;
  std::vector<Expression> unwanted;
  UnitSet units;
};

void cut_units(UnitSet& units, const UnitSet& by) {
  for (std::size_t u = 0; u < units.size(); ++u) units[u] = units[u] && by[u];
}

class SearchCompiler {
 public:
  SearchCompiler(const record::Study& study, const std::vector<SearchUnit>& units,
                 const StemLanguages& languages)
      : study_(study), units_(units), languages_(languages) {}

  Result<std::vector<Way>> ways(const QueryNode& node, bool negated) {
    if (worded(node)) {
      ENTENTE_TRY(Expression expression, expression_of(node));
      Way way = anywhere();
      (negated ? way.unwanted : way.wanted).push_back(std::move(expression));
      return std::vector<Way>{std::move(way)};
    }
    switch (node.kind) {
      case QueryKind::Not:
        return ways(node.parts.front(), !negated);
      case QueryKind::Field: {
        ENTENTE_TRY(UnitSet units, units_with(node, study_, units_));
        dated_ = dated_ || node.field == "date" || node.field == "since" || node.field == "until";
        if (negated) units.flip();
        return std::vector<Way>{Way{{}, {}, std::move(units)}};
      }
      default:
        // Not (a and b) is (not a) or (not b).
        return (node.kind == QueryKind::And) != negated ? all(node, negated) : any(node, negated);
    }
  }

  SearchBranch branch(Way way) const {
    SearchBranch out;
    out.units = std::move(way.units);
    Expression expression;
    for (Expression& part : way.wanted) add_part(expression, "AND", std::move(part));
    const bool open = expression.text.empty();
    for (Expression& part : way.unwanted)
      add_part(expression, open ? "OR" : "NOT", std::move(part));
    if (open) {
      out.exclude = std::move(expression.text);
    } else {
      out.match = std::move(expression.text);
      out.phrases = std::move(expression.phrases);
    }
    return out;
  }

  bool dated() const noexcept { return dated_; }

 private:
  Way anywhere() const { return {{}, {}, UnitSet(units_.size(), true)}; }

  /// Whether the full-text table alone can answer it: words only, and no NOT but after something
  /// that is wanted.
  static bool worded(const QueryNode& node) {
    switch (node.kind) {
      case QueryKind::Words:
      case QueryKind::Near:
        return true;
      case QueryKind::Field:
        return node.field == "actor";
      case QueryKind::Not:
        return false;
      case QueryKind::Or:
        return std::all_of(node.parts.begin(), node.parts.end(), worded);
      case QueryKind::And:
        break;
    }
    bool wanted = false;
    for (const QueryNode& part : node.parts) {
      const bool left_out = part.kind == QueryKind::Not;
      if (!worded(left_out ? part.parts.front() : part)) return false;
      wanted = wanted || !left_out;
    }
    return wanted;
  }

  Result<Expression> expression_of(const QueryNode& node) const {
    switch (node.kind) {
      case QueryKind::Words:
        return words_expression(node.text, node.prefix, languages_);
      case QueryKind::Near:
        return near_expression(node, languages_);
      case QueryKind::Field:
        return actor_expression(node);
      default:
        break;
    }
    Expression out;
    // NOT binds tighter than AND, so what is left out may follow the last of what is wanted.
    for (const bool left_out : {false, true}) {
      for (const QueryNode& part : node.parts) {
        if ((part.kind == QueryKind::Not) != left_out) continue;
        ENTENTE_TRY(Expression one, expression_of(left_out ? part.parts.front() : part));
        add_part(out, left_out ? "NOT" : node.kind == QueryKind::Or ? "OR" : "AND", std::move(one));
      }
    }
    return out;
  }

  /// Names are names: no stems.
  Result<Expression> actor_expression(const QueryNode& node) const {
    ENTENTE_TRY(const std::vector<std::string> names, names_of_actor(node, study_));
    Expression out;
    for (const std::string& name : names) {
      add_part(out, "OR", words_expression(name, false, {false, {}}));
    }
    return out;
  }

  Result<std::vector<Way>> any(const QueryNode& node, bool negated) {
    std::vector<Way> out;
    for (const QueryNode& part : node.parts) {
      ENTENTE_TRY(std::vector<Way> more, ways(part, negated));
      std::move(more.begin(), more.end(), std::back_inserter(out));
      if (out.size() > most_branches) return fail(too_branched(node));
    }
    return out;
  }

  Result<std::vector<Way>> all(const QueryNode& node, bool negated) {
    std::vector<Way> out = {anywhere()};
    for (const QueryNode& part : node.parts) {
      ENTENTE_TRY(const std::vector<Way> more, ways(part, negated));
      std::vector<Way> product;
      if (out.size() * more.size() > most_branches) return fail(too_branched(node));
      for (const Way& a : out) {
        for (const Way& b : more) {
          Way both = a;
          both.wanted.insert(both.wanted.end(), b.wanted.begin(), b.wanted.end());
          both.unwanted.insert(both.unwanted.end(), b.unwanted.begin(), b.unwanted.end());
          cut_units(both.units, b.units);
          product.push_back(std::move(both));
        }
      }
      out = std::move(product);
    }
    return out;
  }

  static Error too_branched(const QueryNode& node) {
    return query_error(ErrorKind::Limit, node.character,
                       "too many combinations of fields and words",
                       "at most " + std::to_string(most_branches), "", "ask in several queries");
  }

  const record::Study& study_;
  const std::vector<SearchUnit>& units_;
  const StemLanguages& languages_;
  bool dated_ = false;
};

}  // namespace

Result<CompiledSearch> compile_search(const QueryNode& query, const record::Study& study,
                                      const std::vector<SearchUnit>& units,
                                      const StemLanguages& languages) {
  SearchCompiler compiler(study, units, languages);
  ENTENTE_TRY(std::vector<Way> ways, compiler.ways(query, false));
  CompiledSearch out;
  for (Way& way : ways) {
    SearchBranch branch = compiler.branch(std::move(way));
    const bool somewhere =
        std::find(branch.units.begin(), branch.units.end(), true) != branch.units.end();
    if (somewhere) out.branches.push_back(std::move(branch));
  }
  out.dated = compiler.dated();
  return out;
}

}  // namespace entente::ingest

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/app/learn.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using ingest::Evaluation;

std::string with_interval(const stats::Estimate& estimate) {
  const std::string interval = interval_text(estimate, 3);
  return fixed_text(estimate.value, 3) + (interval.empty() ? "" : " " + interval);
}

Json estimate_json(const stats::Estimate& estimate) {
  Json out;
  out["value"] = estimate.value;
  out["interval"] = estimate.interval
                        ? Json{{"low", estimate.interval->low}, {"high", estimate.interval->high}}
                        : Json(nullptr);
  out["state"] = to_string(estimate.state);
  out["level"] = estimate.level;
  out["n"] = estimate.n;
  return out;
}

Json scores_json(const ingest::Scores& scores) {
  return Json{{"accuracy", estimate_json(scores.accuracy)}, {"f1", estimate_json(scores.f1)}};
}

Json evaluation_json(const Evaluation& evaluation, const std::vector<std::string>& classes) {
  Json out;
  out["n"] = evaluation.n;
  out["groups"] = evaluation.groups;
  out["learner"] = scores_json(evaluation.scores);
  out["baselines"] = Json::array();
  for (const ingest::BaselineScores& baseline : evaluation.baselines) {
    Json one = scores_json(baseline.scores);
    one["name"] = baseline.name;
    one["accuracy_gain"] = estimate_json(baseline.accuracy_gain);
    one["f1_gain"] = estimate_json(baseline.f1_gain);
    out["baselines"].push_back(std::move(one));
  }
  out["classes"] = Json::array();
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const ingest::ClassScores& one = evaluation.classes[c];
    out["classes"].push_back(Json{{"name", classes[c]},
                                  {"n", one.n},
                                  {"predicted", one.predicted},
                                  {"right", one.right},
                                  {"f1", one.f1}});
  }
  out["brier"] = estimate_json(evaluation.brier);
  out["brier_before_calibration"] = estimate_json(evaluation.brier_raw);
  out["calibration_error"] = evaluation.calibration_error;
  out["reliability"] = Json::array();
  for (const ingest::ReliabilityBin& bin : evaluation.reliability) {
    out["reliability"].push_back(Json{{"low", bin.low},
                                      {"high", bin.high},
                                      {"n", bin.n},
                                      {"mean_confidence", bin.mean_confidence},
                                      {"right", estimate_json(bin.right)}});
  }
  out["abstention"] = Json::array();
  for (const ingest::Abstention& at : evaluation.abstention) {
    out["abstention"].push_back(
        Json{{"threshold", at.threshold},
             {"kept", at.kept},
             {"right", at.kept > 0 ? estimate_json(at.right) : Json(nullptr)}});
  }
  return out;
}

Json task_json(const LearnTask& task) {
  Json out;
  out["name"] = task.name;
  out["classes"] = task.set.classes;
  out["n"] = task.set.rows.size();
  out["held_out"] = task.held_out;
  out["cannot"] = task.cannot ? error_fields(*task.cannot) : Json(nullptr);
  out["evaluation"] =
      task.evaluation ? evaluation_json(*task.evaluation, task.set.classes) : Json(nullptr);
  out["curve"] = Json::array();
  for (const ingest::CurvePoint& point : task.curve) {
    Json one = scores_json(point.scores);
    one["labels"] = point.labels;
    out["curve"].push_back(std::move(one));
  }
  out["words"] = Json::array();
  for (std::size_t c = 0; c < task.strongest.size(); ++c) {
    out["words"].push_back(Json{{"class", task.set.classes[c]}, {"words", task.strongest[c]}});
  }
  return out;
}

std::string scores_text(const Evaluation& evaluation) {
  Rows rows = {{"", "accuracy, 95 %", "F1, 95 %", "the learner is better by (F1)"}};
  rows.push_back({"learner", with_interval(evaluation.scores.accuracy),
                  with_interval(evaluation.scores.f1), ""});
  for (const ingest::BaselineScores& baseline : evaluation.baselines) {
    rows.push_back({baseline.name, with_interval(baseline.scores.accuracy),
                    with_interval(baseline.scores.f1), with_interval(baseline.f1_gain)});
  }
  return aligned(rows);
}

/// Said in words wherever a baseline is not clearly beaten: figures are easily read past.
std::string verdict_text(const Evaluation& evaluation) {
  std::vector<std::string> open;
  for (const ingest::BaselineScores& baseline : evaluation.baselines) {
    const stats::Estimate& gain = baseline.f1_gain;
    const bool same_in_all = gain.state == stats::IntervalState::NoVariation && gain.value > 0;
    if (!same_in_all && (!gain.interval || gain.interval->low <= 0)) open.push_back(baseline.name);
  }
  if (open.empty()) return "";
  return "these texts do not show that the learner is better than: " + joined(open, ", ") + "\n";
}

std::string calibration_text(const Evaluation& evaluation) {
  std::string out = "Brier score " + with_interval(evaluation.brier) + ", " +
                    fixed_text(evaluation.brier_raw.value, 3) +
                    " before calibration; confidence is off by " +
                    fixed_text(evaluation.calibration_error, 3) + " on average\n";
  Rows rows = {{"confidence", "n", "mean", "right, 95 %"}};
  for (const ingest::ReliabilityBin& bin : evaluation.reliability) {
    rows.push_back({fixed_text(bin.low, 1) + "-" + fixed_text(bin.high, 1), std::to_string(bin.n),
                    fixed_text(bin.mean_confidence, 2), with_interval(bin.right)});
  }
  out += aligned(rows);
  rows = {{"silent below", "speaks of", "right, 95 %"}};
  for (const ingest::Abstention& at : evaluation.abstention) {
    rows.push_back({fixed_text(at.threshold, 1),
                    std::to_string(at.kept) + " of " + std::to_string(at.n),
                    at.kept > 0 ? with_interval(at.right) : "-"});
  }
  return out + aligned(rows);
}

std::string curve_text(const std::vector<ingest::CurvePoint>& curve) {
  Rows rows = {{"learnt from", "accuracy, 95 %", "F1, 95 %"}};
  for (const ingest::CurvePoint& point : curve) {
    rows.push_back({std::to_string(point.labels), with_interval(point.scores.accuracy),
                    with_interval(point.scores.f1)});
  }
  return aligned(rows);
}

std::string classes_text(const LearnTask& task, const Evaluation& evaluation) {
  Rows rows = {{"class", "n", "told", "right", "F1", "words that speak for it"}};
  for (std::size_t c = 0; c < task.set.classes.size(); ++c) {
    const ingest::ClassScores& one = evaluation.classes[c];
    std::vector<std::string> words;
    if (c < task.strongest.size()) {
      for (const std::string& word : task.strongest[c]) words.push_back(printable(word));
    }
    rows.push_back({printable(task.set.classes[c]), std::to_string(one.n),
                    std::to_string(one.predicted), std::to_string(one.right), fixed_text(one.f1, 3),
                    joined(words, ", ")});
  }
  return aligned(rows);
}

std::string task_text(const LearnTask& task) {
  std::string out = printable(task.name) + ": " + counted(task.set.rows.size(), "coded text") +
                    ", " + counted(task.set.classes.size(), "class") + ", held out " +
                    task.held_out + "\n";
  if (out.find(" classs") != std::string::npos) out.replace(out.find(" classs"), 7, " classes");
  if (task.cannot) return out + "  cannot be learnt: " + to_string(*task.cannot) + "\n";
  const Evaluation& evaluation = *task.evaluation;
  return out + scores_text(evaluation) + verdict_text(evaluation) + classes_text(task, evaluation) +
         calibration_text(evaluation) + curve_text(task.curve);
}

Rows task_rows(const std::vector<const LearnTask*>& tasks,
               const std::vector<const Evaluation*>& tests) {
  Rows out = {{"task", "held_out", "who", "n", "groups", "accuracy", "accuracy_low",
               "accuracy_high", "f1", "f1_low", "f1_high", "f1_gain", "f1_gain_low",
               "f1_gain_high"}};
  const auto cells = [](const stats::Estimate& e, std::vector<std::string>& row) {
    row.push_back(number_text(e.value));
    row.push_back(e.interval ? number_text(e.interval->low) : "");
    row.push_back(e.interval ? number_text(e.interval->high) : "");
  };
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    if (tests[t] == nullptr) continue;
    const auto begin = [&](const std::string& who) {
      return std::vector<std::string>{tasks[t]->name, tasks[t]->held_out, who,
                                      std::to_string(tests[t]->n),
                                      std::to_string(tests[t]->groups)};
    };
    auto row = begin("learner");
    cells(tests[t]->scores.accuracy, row);
    cells(tests[t]->scores.f1, row);
    row.resize(out.front().size());
    out.push_back(std::move(row));
    for (const ingest::BaselineScores& baseline : tests[t]->baselines) {
      row = begin(baseline.name);
      cells(baseline.scores.accuracy, row);
      cells(baseline.scores.f1, row);
      cells(baseline.f1_gain, row);
      out.push_back(std::move(row));
    }
  }
  return out;
}

std::string probability_text(const std::optional<double>& p) { return p ? fixed_text(*p, 2) : ""; }

const std::vector<std::string> sentence_header = {
    "document",          "begin",  "end", "codable", "issue", "issue_confidence", "stance",
    "stance_confidence", "actors", "text"};

std::vector<std::string> sentence_cells(const LearntSentence& sentence) {
  return {sentence.document,
          std::to_string(sentence.begin),
          std::to_string(sentence.end),
          probability_text(sentence.codable),
          sentence.issue,
          probability_text(sentence.issue_confidence),
          sentence.stance,
          probability_text(sentence.stance_confidence),
          joined(sentence.actors, ";"),
          sentence.text};
}

Json sentence_json(const LearntSentence& sentence) {
  const auto number = [](const std::optional<double>& p) { return p ? Json(*p) : Json(nullptr); };
  const auto word = [](const std::string& cell) {
    return cell.empty() ? Json(nullptr) : Json(cell);
  };
  return Json{{"anchor", sentence.anchor()},
              {"document", sentence.document},
              {"begin", sentence.begin},
              {"end", sentence.end},
              {"codable", number(sentence.codable)},
              {"issue", word(sentence.issue)},
              {"issue_confidence", number(sentence.issue_confidence)},
              {"stance", word(sentence.stance)},
              {"stance_confidence", number(sentence.stance_confidence)},
              {"actors", sentence.actors},
              {"text", sentence.text}};
}

std::string sentence_text(const LearntSentence& sentence) {
  std::string out;
  if (sentence.codable) out += "holds a statement " + fixed_text(*sentence.codable, 2);
  if (sentence.issue_confidence) {
    out += (out.empty() ? "" : "; ") + printable(sentence.issue) + " " +
           fixed_text(*sentence.issue_confidence, 2);
  }
  if (sentence.stance_confidence) {
    out += (out.empty() ? "" : "; ") + std::string("stance ") + sentence.stance + " " +
           fixed_text(*sentence.stance_confidence, 2);
  }
  if (!sentence.actors.empty()) out += "; " + printable(joined(sentence.actors, ", "));
  return out + "\n    \"" + folded(sentence.text) + "\"\n";
}

std::string proposals_text(const LearnStudyOutcome& outcome) {
  std::string out = counted(outcome.proposals.size(), "proposal") + " at " +
                    fixed_text(outcome.threshold, 2) + " or more; silent on " +
                    counted(outcome.silent, "sentence") + "\n";
  for (const LearnTask& task : outcome.tasks) {
    if (task.cannot) out += "no proposal without what cannot be learnt yet: " + task.name + "\n";
  }
  for (const LearntSentence& sentence : outcome.proposals) {
    out += printable(sentence.anchor()) + "  " + sentence_text(sentence);
  }
  if (outcome.written > 0) {
    out += counted(outcome.written, "statement") +
           " written as proposed: no position moves until somebody accepts them\n";
  }
  if (outcome.without_actor > 0) {
    out += counted(outcome.without_actor, "proposal") +
           " not written: no holder of the study is known, or the source has no date\n";
  }
  if (outcome.written > 0) out += written_text({outcome.committed, outcome.author});
  return out;
}

std::string next_text(const LearnStudyOutcome& outcome) {
  std::string out = counted(outcome.next.size(), "sentence") + " to code next, of " +
                    std::to_string(outcome.uncoded) + "\n";
  for (const NextSentence& next : outcome.next) {
    out += printable(next.sentence.anchor()) + "  " + std::string(to_string(next.why)) +
           (next.second_reader ? ", by two readers" : "") + "; " + sentence_text(next.sentence);
  }
  return out;
}

std::string study_foot(const LearnStudyOutcome& outcome) {
  std::string out = "learnt from " + counted(outcome.statements, "accepted statement");
  if (outcome.without_words > 0) {
    out += ", less " + std::to_string(outcome.without_words) + " whose words are not at hand";
  }
  if (outcome.labelled > 0) {
    out += ", less " + std::to_string(outcome.labelled) + " under a label";
  }
  return out + "\nA second reader for " + std::to_string(outcome.to_read_twice) +
         " of them (10 %, drawn blind): entente agreement " + shell_word(outcome.study) +
         " --draw-recode 10% --output recode.csv\n";
}

Json study_json(const LearnStudyOutcome& outcome) {
  Json out;
  out["study"] = outcome.study;
  out["seed"] = outcome.options.seed;
  out["statements"] = outcome.statements;
  out["without_words"] = outcome.without_words;
  out["labelled"] = outcome.labelled;
  out["uncoded_sentences"] = outcome.uncoded;
  out["to_read_twice"] = outcome.to_read_twice;
  out["tasks"] = Json::array();
  for (const LearnTask& task : outcome.tasks) out["tasks"].push_back(task_json(task));
  out["next"] = Json::array();
  for (const NextSentence& next : outcome.next) {
    Json one = sentence_json(next.sentence);
    one["why"] = to_string(next.why);
    one["second_reader"] = next.second_reader;
    out["next"].push_back(std::move(one));
  }
  if (!outcome.proposed) return out;
  out["threshold"] = outcome.threshold;
  out["silent"] = outcome.silent;
  out["proposals"] = Json::array();
  for (const LearntSentence& one : outcome.proposals)
    out["proposals"].push_back(sentence_json(one));
  out["written"] = outcome.written;
  out["without_actor"] = outcome.without_actor;
  if (outcome.written > 0) out["committed"] = committed_fields({outcome.committed, outcome.author});
  return out;
}

/// The main table: what was asked for last.
Rows study_rows(const LearnStudyOutcome& outcome) {
  Rows out;
  if (!outcome.next.empty()) {
    out.push_back({"why", "second_reader"});
    out.front().insert(out.front().end(), sentence_header.begin(), sentence_header.end());
    for (const NextSentence& next : outcome.next) {
      std::vector<std::string> row = {std::string(to_string(next.why)),
                                      next.second_reader ? "yes" : "no"};
      const auto cells = sentence_cells(next.sentence);
      row.insert(row.end(), cells.begin(), cells.end());
      out.push_back(std::move(row));
    }
    return out;
  }
  if (outcome.proposed) {
    out.push_back(sentence_header);
    for (const LearntSentence& one : outcome.proposals) out.push_back(sentence_cells(one));
    return out;
  }
  std::vector<const LearnTask*> tasks;
  std::vector<const Evaluation*> tests;
  for (const LearnTask& task : outcome.tasks) {
    tasks.push_back(&task);
    tests.push_back(task.evaluation ? &*task.evaluation : nullptr);
  }
  return task_rows(tasks, tests);
}

}  // namespace

Presentation present(const LearnTableOutcome& outcome, View view) {
  Presentation out;
  const Evaluation* test = outcome.on_test ? &*outcome.on_test : nullptr;
  if (view == View::Json) {
    Json json;
    json["seed"] = outcome.options.seed;
    json["cost"] = outcome.options.cost;
    json["balance"] = outcome.options.balance;
    json["f1_over"] = outcome.options.f1_over;
    json["task"] = task_json(outcome.task);
    json["test"] =
        test == nullptr ? Json(nullptr) : evaluation_json(*test, outcome.task.set.classes);
    out.json = json_line(json);
  }
  if (view == View::Table) {
    LearnTask on_test;
    on_test.name = outcome.task.name;
    on_test.held_out = "the test table";
    out.rows = task_rows({&outcome.task, &on_test}, {&*outcome.task.evaluation, test});
  }
  if (view == View::Text) {
    out.text = task_text(outcome.task);
    if (test != nullptr) {
      LearnTask on_test;
      on_test.set.classes = outcome.task.set.classes;
      out.text += "\nOn the test table: " + counted(outcome.test_rows, "row") + "\n" +
                  scores_text(*test) + verdict_text(*test) + classes_text(on_test, *test) +
                  calibration_text(*test);
    }
  }
  return out;
}

Presentation present(const LearnStudyOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(study_json(outcome));
  if (view == View::Table) out.rows = study_rows(outcome);
  if (view == View::Text) {
    for (const LearnTask& task : outcome.tasks) out.text += task_text(task) + "\n";
    if (outcome.proposed) out.text += proposals_text(outcome) + "\n";
    if (!outcome.next.empty()) out.text += next_text(outcome) + "\n";
    out.text += study_foot(outcome);
  }
  return out;
}

}  // namespace entente::app

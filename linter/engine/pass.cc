#include "linter/engine/pass.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linter/alembic/compare.h"
#include "linter/alembic/script.h"
#include "linter/base/pool.h"
#include "linter/engine/history.h"
#include "linter/engine/reading.h"
#include "linter/engine/replay.h"
#include "linter/engine/ruling.h"
#include "linter/engine/scope.h"
#include "linter/engine/summary.h"
#include "linter/engine/tracked.h"
#include "linter/finding/fingerprint.h"
#include "linter/project/settings_reader.h"

namespace retort {
namespace {

absl::StatusOr<Histories> ReadAllHistories(const Reading& reading, const Files& files, Repositories& repositories,
                                           const Options& options) {
  std::vector<CurrentRevisions> current;
  for (const Chapter& chapter : reading.chapters) {
    current.push_back({&chapter.environment, chapter.graph.revisions(), chapter.config, &chapter.ruling->policy.base});
  }
  const RevisionLanguage language = {
      .read =
          [&](const Environment& environment, absl::string_view path, absl::string_view text) {
            return ReadRevision(0, path, text, environment, {.library = reading.libraries->Of(environment)});
          },
      .compare = [](const Revision& before, absl::string_view before_text, const Revision& now,
                    absl::string_view now_text) -> std::optional<Difference> {
        std::optional<RevisionChange> change = CompareRevisions(before, before_text, now, now_text);
        if (!change.has_value()) return std::nullopt;
        return Difference{change->at, std::move(change->changes)};
      }};
  return ReadHistories(current, reading.sources, files, repositories, language, options);
}

// Everything that is said about one environment.
std::vector<Judged> Judge(const Chapter& chapter, const History& history, const Sources& sources) {
  const auto& [environment, config, ruling, env_script, graph] = chapter;
  const RuleSet& rules = ruling->rules;
  const std::vector<bool> is_new = NewRevisions(graph, history);
  std::vector<Finding> findings = Replay({environment, env_script, graph, history, is_new}, rules);
  const Revision no_revision;
  const Catalog nothing;
  const Moment now{environment, env_script, graph, history, no_revision, nothing};
  rules.Look(graph, now, true, findings);
  rules.Look(history, now, true, findings);
  rules.Look(env_script, now, true, findings);
  return Govern(std::move(findings), ruling->policy, sources);
}

std::vector<Judged> JudgeSettings(FileId file, const Sources& sources, absl::string_view root, const Ruling& ruling) {
  const Environment environment;
  const EnvScript env_script;
  const RevisionGraph graph({});
  const History history;
  const Revision revision;
  const Catalog nothing;
  const Moment now{environment, env_script, graph, history, revision, nothing};
  std::vector<Finding> findings;
  const std::string path = RelativePath(sources.PathOf(file), root);
  for (const Setting& setting : ReadSettings(file, path, sources[file].text())) {
    ruling.rules.Look(setting, now, true, findings);
  }
  return Govern(std::move(findings), ruling.policy, sources);
}

void Append(std::vector<Judged> more, std::vector<Judged>& judged) {
  std::move(more.begin(), more.end(), std::back_inserter(judged));
}

void SortByPath(const Sources& sources, std::vector<Judged>& judged) {
  std::stable_sort(judged.begin(), judged.end(), [&](const Judged& a, const Judged& b) {
    const int order = sources.PathOf(a.finding.at.file).compare(sources.PathOf(b.finding.at.file));
    return order != 0 ? order < 0 : Before(a.finding, b.finding);
  });
}

void Fingerprint(const Sources& sources, absl::string_view root, std::vector<Judged>& judged) {
  std::vector<const Finding*> findings;
  for (const Judged& one : judged) findings.push_back(&one.finding);
  std::vector<std::string> fingerprints = Fingerprints(findings, sources, root);
  for (size_t i = 0; i < judged.size(); ++i) judged[i].finding.fingerprint = std::move(fingerprints[i]);
}

}  // namespace

absl::StatusOr<Report> Check(const Files& files, const Options& options) {
  const Pool pool(options.jobs);
  Rulings rulings(files, options);
  absl::StatusOr<Reading> reading = ReadProject(files, options, rulings, pool);
  if (!reading.ok()) return reading.status();
  Repositories repositories(files);
  absl::StatusOr<Histories> histories = ReadAllHistories(*reading, files, repositories, options);
  if (!histories.ok()) return histories.status();

  Report report;
  report.working_directory = options.working_directory;
  report.root = histories->root.empty() ? options.working_directory : histories->root;
  report.header = std::move(histories->header);
  report.header.insert(report.header.end(), reading->notes.begin(), reading->notes.end());
  report.sources = std::move(reading->sources);

  std::vector<Judged> judged;
  const auto judge = [&](size_t m) { return Judge(reading->chapters[m], histories->histories[m], report.sources); };
  for (auto& findings : pool.Map<std::vector<Judged>>(reading->chapters.size(), judge)) {
    Append(std::move(findings), judged);
  }
  const std::vector<FileId> settings = JudgedSettings(reading->settings, report.sources, repositories, options);
  std::vector<const Ruling*> settings_rulings;
  for (const FileId file : settings) settings_rulings.push_back(*rulings.For(DirectoryOf(report.sources.PathOf(file))));
  const auto judge_settings = [&](size_t i) {
    return JudgeSettings(settings[i], report.sources, report.root, *settings_rulings[i]);
  };
  for (auto& findings : pool.Map<std::vector<Judged>>(settings.size(), judge_settings)) {
    Append(std::move(findings), judged);
  }

  SortByPath(report.sources, judged);
  Fingerprint(report.sources, report.root, judged);
  report.rules = rulings.RulesThatRan();
  Summarize(reading->chapters, std::move(judged), report);
  return report;
}

}  // namespace retort

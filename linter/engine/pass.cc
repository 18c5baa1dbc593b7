#include "linter/engine/pass.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linter/alembic/compare.h"
#include "linter/alembic/script.h"
#include "linter/base/pool.h"
#include "linter/engine/baseline.h"
#include "linter/engine/changed.h"
#include "linter/engine/history.h"
#include "linter/engine/nowhere.h"
#include "linter/engine/reading.h"
#include "linter/engine/replay.h"
#include "linter/engine/ruling.h"
#include "linter/engine/scope.h"
#include "linter/engine/summary.h"
#include "linter/engine/suppress.h"
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
  const auto& [environment, files, config, ruling, env_script, graph] = chapter;
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
  const Nowhere nowhere;
  std::vector<Finding> findings;
  const std::string path = RelativePath(sources.PathOf(file), root);
  for (const Setting& setting : ReadSettings(file, path, sources[file].text())) {
    ruling.rules.Look(setting, nowhere.moment, true, findings);
  }
  return Govern(std::move(findings), ruling.policy, sources);
}

// The settings files that git keeps, and what governs each.
struct Settings {
  Settings(std::vector<FileId> kept, Rulings& all, const Sources& sources) : files(std::move(kept)) {
    for (const FileId file : files) rulings.push_back(*all.For(DirectoryOf(sources.PathOf(file))));
  }

  std::vector<FileId> files;
  std::vector<const Ruling*> rulings;
};

// Every file that a rule has seen, in the order of the environments, then the settings.
std::vector<LookedAt> AllLookedAt(const std::vector<Chapter>& chapters, const std::vector<History>& histories,
                                  const Settings& settings) {
  std::vector<LookedAt> files;
  for (size_t m = 0; m < chapters.size(); ++m) {
    const Chapter& chapter = chapters[m];
    const std::vector<bool> is_new = NewRevisions(chapter.graph, histories[m]);
    const bool has_history = histories[m].has_base && histories[m].base != "--applied";
    for (size_t i = 0; i < is_new.size(); ++i) {
      files.push_back({chapter.graph[i].where.file, chapter.ruling, is_new[i], has_history});
    }
    for (const FileId file : chapter.files) files.push_back({file, chapter.ruling, true, has_history});
  }
  for (size_t i = 0; i < settings.files.size(); ++i) {
    files.push_back({settings.files[i], settings.rulings[i], true, false});
  }
  return files;
}

std::vector<ChangeBase> ChangeBases(const Reading& reading, const Histories& histories, const Files& files,
                                    Repositories& repositories) {
  std::vector<ChangeBase> bases;
  for (size_t m = 0; m < reading.chapters.size(); ++m) {
    const auto& [environment, own_files, config, ruling, env_script, graph] = reading.chapters[m];
    const std::string& folder =
        environment.version_folders.empty() ? environment.script_folder : environment.version_folders.front();
    bases.push_back({&environment, &graph, histories.commits[m], &repositories.Of(files.RealPath(folder))});
  }
  return bases;
}

void Append(std::vector<Judged> more, std::vector<Judged>& judged) {
  std::move(more.begin(), more.end(), std::back_inserter(judged));
}

std::vector<Judged> JudgeAll(const std::vector<Chapter>& chapters, const std::vector<History>& histories,
                             const Settings& settings, const Report& report, const Pool& pool) {
  const auto judge = [&](size_t m) { return Judge(chapters[m], histories[m], report.sources); };
  const auto judge_settings = [&](size_t i) {
    return JudgeSettings(settings.files[i], report.sources, report.root, *settings.rulings[i]);
  };
  std::vector<Judged> judged;
  for (auto& some : pool.Map<std::vector<Judged>>(chapters.size(), judge)) Append(std::move(some), judged);
  for (auto& some : pool.Map<std::vector<Judged>>(settings.files.size(), judge_settings)) {
    Append(std::move(some), judged);
  }
  return judged;
}

void SortByPath(const Sources& sources, std::vector<Judged>& judged) {
  std::stable_sort(judged.begin(), judged.end(), [&](const Judged& a, const Judged& b) {
    const int order = sources.PathOf(a.finding.at.file).compare(sources.PathOf(b.finding.at.file));
    return order != 0 ? order < 0 : Before(a.finding, b.finding);
  });
}

// Also what is suppressed, so that a finding keeps its name when another of its kind is accepted.
void Fingerprint(Report& report, std::vector<Judged>& judged) {
  std::vector<Finding*> all;
  for (Judged& one : judged) all.push_back(&one.finding);
  for (SuppressedFinding& one : report.suppressed) all.push_back(&one.finding);
  std::stable_sort(all.begin(), all.end(), [](const Finding* a, const Finding* b) { return Before(*a, *b); });
  const std::vector<std::string> fingerprints = Fingerprints({all.begin(), all.end()}, report.sources, report.root);
  for (size_t i = 0; i < all.size(); ++i) all[i]->fingerprint = fingerprints[i];
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

  std::vector<FileId> kept = JudgedSettings(reading->settings, report.sources, repositories, options);
  const Settings settings = {std::move(kept), rulings, report.sources};
  std::vector<Judged> judged = JudgeAll(reading->chapters, histories->histories, settings, report, pool);
  SortByPath(report.sources, judged);
  Suppress({files, options, AllLookedAt(reading->chapters, histories->histories, settings)}, judged, report);
  SortByPath(report.sources, judged);
  Fingerprint(report, judged);
  report.rules = rulings.RulesThatRan();
  const absl::Status compared = CompareBaselines(files, options, rulings.Policies(), judged, report);
  if (!compared.ok()) return compared;
  if (options.changed) KeepChanged(ChangeBases(*reading, *histories, files, repositories), files, judged, report);
  Summarize(reading->chapters, std::move(judged), report);
  return report;
}

}  // namespace retort

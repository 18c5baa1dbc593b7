#include "linter/engine/pass.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linter/base/pool.h"
#include "linter/engine/baseline.h"
#include "linter/engine/changed.h"
#include "linter/engine/history.h"
#include "linter/engine/nowhere.h"
#include "linter/engine/past.h"
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

// Everything that is said about one environment.
std::vector<Judged> Judge(const Chapter& chapter, const History& history, const std::optional<MergeResult>& merge,
                          const Sources& sources) {
  const auto& [environment, files, config, ruling, env_script, graph] = chapter;
  const RuleSet& rules = ruling->rules;
  const std::vector<bool> is_new = NewRevisions(graph, history);
  std::vector<Finding> findings = Replay({environment, env_script, graph, history, is_new}, rules);
  const Revision no_revision;
  const Catalog nothing;
  Moment now{environment, env_script, graph, history, no_revision, nothing};
  now.at = config;
  rules.Look(graph, now, true, findings);
  rules.Look(history, now, true, findings);
  if (merge.has_value()) rules.Look(*merge, now, true, findings);
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

void Append(std::vector<Judged> more, std::vector<Judged>& judged) {
  std::move(more.begin(), more.end(), std::back_inserter(judged));
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

// Everything that is known of a project before a rule speaks.
struct Book {
  Reading reading;
  Histories histories;           // one for each chapter
  std::vector<FileId> settings;  // that git keeps
  std::vector<const Ruling*> settings_rulings;
};

absl::StatusOr<Book> ReadBook(const Files& files, const Options& options, Rulings& rulings, Repositories& repositories,
                              const Pool& pool) {
  absl::StatusOr<Reading> reading = ReadProject(files, options, rulings, pool);
  if (!reading.ok()) return reading.status();
  absl::StatusOr<Past> past = ReadPast(files, options, repositories, *reading);
  if (!past.ok()) return past.status();
  Book book{*std::move(reading), std::move(past->histories), {}, {}};
  const Sources& sources = book.reading.sources;
  book.settings = JudgedSettings(book.reading.settings, sources, repositories, options);
  for (const FileId file : book.settings) {
    book.settings_rulings.push_back(*rulings.For(DirectoryOf(sources.PathOf(file))));
  }
  return book;
}

// Every file that a rule has seen, in the order of the environments, then the settings.
std::vector<LookedAt> AllLookedAt(const Book& book) {
  std::vector<LookedAt> files;
  for (size_t m = 0; m < book.reading.chapters.size(); ++m) {
    const Chapter& chapter = book.reading.chapters[m];
    const History& history = book.histories.histories[m];
    const std::vector<bool> is_new = NewRevisions(chapter.graph, history);
    const bool has_history = history.has_base && history.base != "--applied";
    for (size_t i = 0; i < is_new.size(); ++i) {
      files.push_back({chapter.graph[i].where.file, chapter.ruling, is_new[i], has_history});
    }
    for (const FileId file : chapter.files) files.push_back({file, chapter.ruling, true, has_history});
  }
  for (size_t i = 0; i < book.settings.size(); ++i) {
    files.push_back({book.settings[i], book.settings_rulings[i], true, false});
  }
  return files;
}

std::vector<ChangeBase> ChangesOf(const Book& book, const Files& files, Repositories& repositories) {
  std::vector<ChangeBase> bases;
  for (size_t m = 0; m < book.reading.chapters.size(); ++m) {
    const auto& environment = book.reading.chapters[m].environment;
    const std::string& folder =
        environment.version_folders.empty() ? environment.script_folder : environment.version_folders.front();
    bases.push_back({&environment, &book.reading.chapters[m].graph, book.histories.commits[m],
                     &repositories.Of(files.RealPath(folder))});
  }
  return bases;
}

std::vector<Judged> JudgeAll(const Book& book, const Report& report, const Pool& pool) {
  const std::vector<Chapter>& chapters = book.reading.chapters;
  const auto judge = [&](size_t m) {
    return Judge(chapters[m], book.histories.histories[m], book.histories.merges[m], report.sources);
  };
  const auto judge_settings = [&](size_t i) {
    return JudgeSettings(book.settings[i], report.sources, report.root, *book.settings_rulings[i]);
  };
  std::vector<Judged> judged;
  for (auto& some : pool.Map<std::vector<Judged>>(chapters.size(), judge)) Append(std::move(some), judged);
  for (auto& some : pool.Map<std::vector<Judged>>(book.settings.size(), judge_settings)) {
    Append(std::move(some), judged);
  }
  return judged;
}

std::vector<CheckedGraph> GraphsOf(Book book) {
  std::vector<CheckedGraph> graphs;
  for (size_t m = 0; m < book.reading.chapters.size(); ++m) {
    Chapter& chapter = book.reading.chapters[m];
    std::vector<bool> is_new = NewRevisions(chapter.graph, book.histories.histories[m]);
    graphs.push_back({std::move(chapter.environment), std::move(chapter.graph), std::move(book.histories.histories[m]),
                      std::move(is_new)});
  }
  return graphs;
}

}  // namespace

absl::StatusOr<Report> Check(const Files& files, const Options& options) {
  absl::StatusOr<CheckedProject> checked = CheckProject(files, options);
  if (!checked.ok()) return checked.status();
  return std::move(checked->report);
}

absl::StatusOr<CheckedProject> CheckProject(const Files& files, const Options& options) {
  const Pool pool(options.jobs);
  Rulings rulings(files, options);
  Repositories repositories(files);
  absl::StatusOr<Book> book = ReadBook(files, options, rulings, repositories, pool);
  if (!book.ok()) return book.status();

  CheckedProject checked;
  Report& report = checked.report;
  report.working_directory = options.working_directory;
  report.root = book->histories.root.empty() ? options.working_directory : book->histories.root;
  report.header = std::move(book->histories.header);
  report.header.insert(report.header.end(), book->reading.notes.begin(), book->reading.notes.end());
  report.sources = std::move(book->reading.sources);
  report.rules = rulings.RulesThatRan();

  std::vector<Judged> judged = JudgeAll(*book, report, pool);
  SortByPath(report.sources, judged);
  Suppress({files, options, AllLookedAt(*book)}, judged, report);
  SortByPath(report.sources, judged);
  Fingerprint(report, judged);
  const absl::Status compared = CompareBaselines(files, options, rulings.Policies(), judged, report);
  if (!compared.ok()) return compared;
  if (options.changed) KeepChanged(ChangesOf(*book, files, repositories), files, judged, report);
  Summarize(book->reading.chapters, std::move(judged), report);
  checked.graphs = GraphsOf(*std::move(book));
  return checked;
}

}  // namespace retort

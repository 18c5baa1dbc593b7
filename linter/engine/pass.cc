#include "linter/engine/pass.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/alembic/compare.h"
#include "linter/alembic/script.h"
#include "linter/base/pool.h"
#include "linter/engine/baseline.h"
#include "linter/engine/changed.h"
#include "linter/engine/discover.h"
#include "linter/engine/history.h"
#include "linter/engine/nowhere.h"
#include "linter/engine/replay.h"
#include "linter/engine/ruling.h"
#include "linter/engine/scope.h"
#include "linter/engine/summary.h"
#include "linter/engine/suppress.h"
#include "linter/engine/tracked.h"
#include "linter/finding/fingerprint.h"
#include "linter/project/env_script.h"
#include "linter/project/settings_reader.h"

namespace retort {
namespace {

// One file, as one environment reads it.
struct Reading {
  size_t member;
  FileId file;
};

// What was read of one environment.
struct Chapter {
  std::vector<Revision> revisions;
  EnvScript env_script;
};

// Loads every file that discovery registered; the answer is what went wrong, by file.
std::vector<absl::Status> Load(const Files& files, const Pool& pool, Sources& sources) {
  return pool.Map<absl::Status>(sources.size(), [&](size_t i) {
    const auto file = static_cast<FileId>(i);
    absl::StatusOr<std::string> text = files.Read(sources.PathOf(file));
    if (text.ok()) sources.Load(file, *std::move(text));
    return text.status();
  });
}

Revision ReadOne(FileId file, const Environment& environment, const Sources& sources, const absl::Status& loaded) {
  if (loaded.ok()) return ReadRevision(file, sources.PathOf(file), sources[file].text(), environment);
  Revision unreadable;
  unreadable.where = {file, 0, 0};
  unreadable.problems.push_back({unreadable.where, absl::StrCat("the file cannot be read: ", loaded.message()),
                                 "Alembic imports every .py file of this folder"});
  return unreadable;
}

std::vector<Chapter> ReadChapters(const Project& project, const Sources& sources,
                                  const std::vector<absl::Status>& loaded, const Pool& pool) {
  std::vector<Reading> readings;
  for (size_t m = 0; m < project.members.size(); ++m) {
    for (const FileId file : project.members[m].revisions) {
      // A file that is gone since it was listed is no file of the project any more.
      if (!absl::IsNotFound(loaded[file])) readings.push_back({m, file});
    }
  }
  std::vector<Revision> revisions = pool.Map<Revision>(readings.size(), [&](size_t i) {
    const auto& [member, file] = readings[i];
    return ReadOne(file, project.members[member].environment, sources, loaded[file]);
  });
  std::vector<Chapter> chapters(project.members.size());
  pool.Run(chapters.size(), [&](size_t m) {
    const Project::Member& member = project.members[m];
    if (!member.env_script.has_value()) return;
    const FileId file = *member.env_script;
    chapters[m].env_script = ReadEnvScript(file, sources[file].text(), member.environment);
  });
  for (size_t i = 0; i < readings.size(); ++i) {
    chapters[readings[i].member].revisions.push_back(std::move(revisions[i]));
  }
  return chapters;
}

absl::StatusOr<Histories> ReadAllHistories(const Project& project, const std::vector<Chapter>& chapters,
                                           const Sources& sources, const Files& files, Repositories& repositories,
                                           const Options& options) {
  std::vector<CurrentRevisions> current;
  for (size_t m = 0; m < chapters.size(); ++m) {
    const Project::Member& member = project.members[m];
    const Span config = {member.config.value_or(member.env_script.value_or(0)), 0, 0};
    current.push_back({&member.environment, chapters[m].revisions, config, &member.ruling->policy.base});
  }
  const RevisionLanguage language = {
      .read = [](const Environment& environment, absl::string_view path,
                 absl::string_view text) { return ReadRevision(0, path, text, environment); },
      .compare = [](const Revision& before, absl::string_view before_text, const Revision& now,
                    absl::string_view now_text) -> std::optional<Difference> {
        std::optional<RevisionChange> change = CompareRevisions(before, before_text, now, now_text);
        if (!change.has_value()) return std::nullopt;
        return Difference{change->at, std::move(change->changes)};
      }};
  return ReadHistories(current, sources, files, repositories, language, options);
}

// Everything that is said about one environment.
std::vector<Finding> Judge(const Environment& environment, const EnvScript& env_script, const RevisionGraph& graph,
                           const History& history, const RuleSet& rules) {
  const std::vector<bool> is_new = NewRevisions(graph, history);
  std::vector<Finding> findings = Replay({environment, env_script, graph, history, is_new}, rules);
  const Revision no_revision;
  const Catalog nothing;
  const Moment now{environment, env_script, graph, history, no_revision, nothing};
  rules.Look(graph, now, true, findings);
  rules.Look(history, now, true, findings);
  rules.Look(env_script, now, true, findings);
  return findings;
}

std::vector<Finding> JudgeSettings(FileId file, const Sources& sources, absl::string_view root, const RuleSet& rules) {
  const Nowhere nowhere;
  std::vector<Finding> findings;
  const std::string path = RelativePath(sources.PathOf(file), root);
  for (const Setting& setting : ReadSettings(file, path, sources[file].text())) {
    rules.Look(setting, nowhere.moment, true, findings);
  }
  return findings;
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

// What was read of a project, before a rule has spoken.
struct Book {
  Project project;
  Histories histories;  // one for each environment, like those below
  std::vector<EnvScript> env_scripts;
  std::vector<RevisionGraph> graphs;
  std::vector<FileId> settings;  // that git keeps
  std::vector<const Ruling*> settings_rulings;
};

absl::StatusOr<Book> ReadBook(const Files& files, const Options& options, Rulings& rulings, Repositories& repositories,
                              Report& report) {
  absl::StatusOr<Project> project = Discover(files, options, rulings, report.sources);
  if (!project.ok()) return project.status();
  const Pool pool(options.jobs);
  const std::vector<absl::Status> loaded = Load(files, pool, report.sources);
  std::vector<Chapter> chapters = ReadChapters(*project, report.sources, loaded, pool);
  absl::StatusOr<Histories> histories =
      ReadAllHistories(*project, chapters, report.sources, files, repositories, options);
  if (!histories.ok()) return histories.status();

  Book book{*std::move(project), *std::move(histories), {}, {}, {}, {}};
  for (Chapter& chapter : chapters) {
    book.graphs.emplace_back(std::move(chapter.revisions));
    book.env_scripts.push_back(std::move(chapter.env_script));
  }
  book.settings = JudgedSettings(book.project.settings, report.sources, repositories, options);
  for (const FileId file : book.settings) {
    book.settings_rulings.push_back(*rulings.For(DirectoryOf(report.sources.PathOf(file))));
  }
  return book;
}

// Every file that a rule has seen, in the order of the environments, then the settings.
std::vector<LookedAt> AllLookedAt(const Book& book) {
  std::vector<LookedAt> files;
  for (size_t m = 0; m < book.graphs.size(); ++m) {
    const Project::Member& member = book.project.members[m];
    const History& history = book.histories.histories[m];
    const std::vector<bool> is_new = NewRevisions(book.graphs[m], history);
    const bool has_history = history.has_base && history.base != "--applied";
    for (size_t i = 0; i < is_new.size(); ++i) {
      files.push_back({book.graphs[m][i].where.file, member.ruling, is_new[i], has_history});
    }
    for (const std::optional<FileId>& file : {member.env_script, member.config}) {
      if (file.has_value()) files.push_back({*file, member.ruling, true, has_history});
    }
  }
  for (size_t i = 0; i < book.settings.size(); ++i) {
    files.push_back({book.settings[i], book.settings_rulings[i], true, false});
  }
  return files;
}

std::vector<ChangeBase> ChangesOf(const Book& book, const Files& files, Repositories& repositories) {
  std::vector<ChangeBase> bases;
  for (size_t m = 0; m < book.graphs.size(); ++m) {
    const Environment& environment = book.project.members[m].environment;
    const std::string& folder =
        environment.version_folders.empty() ? environment.script_folder : environment.version_folders.front();
    bases.push_back(
        {&environment, &book.graphs[m], book.histories.commits[m], &repositories.Of(files.RealPath(folder))});
  }
  return bases;
}

std::vector<Judged> JudgeAll(const Book& book, const Report& report, const Pool& pool) {
  const auto judge = [&](size_t m) {
    const Project::Member& member = book.project.members[m];
    const auto& [policy, rules] = *member.ruling;
    return Govern(Judge(member.environment, book.env_scripts[m], book.graphs[m], book.histories.histories[m], rules),
                  policy, report.sources);
  };
  const auto judge_settings = [&](size_t i) {
    const auto& [policy, rules] = *book.settings_rulings[i];
    return Govern(JudgeSettings(book.settings[i], report.sources, report.root, rules), policy, report.sources);
  };
  std::vector<Judged> judged;
  for (auto& some : pool.Map<std::vector<Judged>>(book.graphs.size(), judge)) Append(std::move(some), judged);
  for (auto& some : pool.Map<std::vector<Judged>>(book.settings.size(), judge_settings))
    Append(std::move(some), judged);
  return judged;
}

}  // namespace

absl::StatusOr<Report> Check(const Files& files, const Options& options) {
  Rulings rulings(files, options);
  Repositories repositories(files);
  Report report;
  report.working_directory = options.working_directory;
  absl::StatusOr<Book> book = ReadBook(files, options, rulings, repositories, report);
  if (!book.ok()) return book.status();
  report.header = book->histories.header;
  report.header.insert(report.header.end(), book->project.notes.begin(), book->project.notes.end());
  report.root = book->histories.root.empty() ? options.working_directory : book->histories.root;
  report.rules = rulings.RulesThatRan();

  std::vector<Judged> judged = JudgeAll(*book, report, Pool(options.jobs));
  SortByPath(report.sources, judged);
  Suppress({files, options, AllLookedAt(*book)}, judged, report);
  SortByPath(report.sources, judged);
  Fingerprint(report, judged);
  const absl::Status compared = CompareBaselines(files, options, rulings.Policies(), judged, report);
  if (!compared.ok()) return compared;
  if (options.changed) KeepChanged(ChangesOf(*book, files, repositories), files, judged, report);
  Summarize(book->graphs, std::move(judged), report);
  return report;
}

}  // namespace retort

#include "linter/engine/reading.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/script.h"
#include "linter/engine/discover.h"
#include "linter/project/env_script.h"
#include "linter/project/naming_convention.h"

namespace retort {
namespace {

// One file, as one environment reads it.
struct Page {
  size_t member;
  FileId file;
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

Revision ReadOne(FileId file, const Environment& environment, const ReadingOptions& options, const Sources& sources,
                 const absl::Status& loaded) {
  if (loaded.ok()) return ReadRevision(file, sources.PathOf(file), sources[file].text(), environment, options);
  Revision unreadable;
  unreadable.where = {file, 0, 0};
  unreadable.problems.push_back({unreadable.where, absl::StrCat("the file cannot be read: ", loaded.message()),
                                 "Alembic imports every .py file of this folder"});
  return unreadable;
}

// Reads the revisions of every member into its chapter.
void ReadRevisions(const Project& project, const std::vector<absl::Status>& loaded, const Pool& pool, bool offline,
                   Reading& reading) {
  std::vector<Page> pages;
  for (size_t m = 0; m < project.members.size(); ++m) {
    for (const FileId file : project.members[m].revisions) {
      // A file that is gone since it was listed is no file of the project any more.
      if (!absl::IsNotFound(loaded[file])) pages.push_back({m, file});
    }
  }
  std::vector<Revision> read = pool.Map<Revision>(pages.size(), [&](size_t i) {
    const auto& [member, file] = pages[i];
    const Environment& environment = reading.chapters[member].environment;
    const ReadingOptions options{.library = reading.libraries->Of(environment), .offline = offline};
    return ReadOne(file, environment, options, reading.sources, loaded[file]);
  });
  std::vector<std::vector<Revision>> revisions(project.members.size());
  for (size_t i = 0; i < pages.size(); ++i) revisions[pages[i].member].push_back(std::move(read[i]));
  for (size_t m = 0; m < revisions.size(); ++m) reading.chapters[m].graph = RevisionGraph(std::move(revisions[m]));
}

// The members without their revisions, and where those may import from.
void OpenChapters(const Project& project, const Files& files, const Options& options, Reading& reading) {
  for (const Project::Member& member : project.members) {
    const Span config = {member.config.value_or(member.env_script.value_or(0)), 0, 0};
    std::vector<FileId> files;
    for (const std::optional<FileId>& file : {member.env_script, member.config}) {
      if (file.has_value()) files.push_back(*file);
    }
    reading.chapters.push_back({member.environment, files, config, member.ruling, {}, RevisionGraph({})});
  }
  std::vector<const Environment*> environments;
  for (const Chapter& chapter : reading.chapters) environments.push_back(&chapter.environment);
  reading.libraries.emplace(files, environments, options.working_directory);
}

void ReadScripts(const Project& project, const Pool& pool, Reading& reading) {
  pool.Run(project.members.size(), [&](size_t m) {
    const std::optional<FileId>& file = project.members[m].env_script;
    if (!file.has_value()) return;
    Chapter& chapter = reading.chapters[m];
    const absl::string_view text = reading.sources[*file].text();
    chapter.environment.naming_convention =
        ReadNamingConvention(*file, reading.sources.PathOf(*file), text, reading.libraries->Of(chapter.environment));
    chapter.env_script = ReadEnvScript(*file, reading.sources[*file].text(), chapter.environment);
  });
}

}  // namespace

absl::StatusOr<Reading> ReadProject(const Files& files, const Options& options, Rulings& rulings, const Pool& pool) {
  Reading reading;
  absl::StatusOr<Project> project = Discover(files, options, rulings, reading.sources);
  if (!project.ok()) return project.status();
  const std::vector<absl::Status> loaded = Load(files, pool, reading.sources);
  OpenChapters(*project, files, options, reading);
  ReadScripts(*project, pool, reading);
  ReadRevisions(*project, loaded, pool, options.offline, reading);
  reading.settings = std::move(project->settings);
  reading.notes = std::move(project->notes);
  return reading;
}

}  // namespace retort

#include "linter/engine/reading.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/script.h"
#include "linter/engine/discover.h"
#include "linter/project/env_script.h"

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

Revision ReadOne(FileId file, const Environment& environment, const Sources& sources, const absl::Status& loaded) {
  if (loaded.ok()) return ReadRevision(file, sources.PathOf(file), sources[file].text(), environment);
  Revision unreadable;
  unreadable.where = {file, 0, 0};
  unreadable.problems.push_back({unreadable.where, absl::StrCat("the file cannot be read: ", loaded.message()),
                                 "Alembic imports every .py file of this folder"});
  return unreadable;
}

// The revisions of each member.
std::vector<std::vector<Revision>> ReadRevisions(const Project& project, const Sources& sources,
                                                 const std::vector<absl::Status>& loaded, const Pool& pool) {
  std::vector<Page> pages;
  for (size_t m = 0; m < project.members.size(); ++m) {
    for (const FileId file : project.members[m].revisions) {
      // A file that is gone since it was listed is no file of the project any more.
      if (!absl::IsNotFound(loaded[file])) pages.push_back({m, file});
    }
  }
  std::vector<Revision> read = pool.Map<Revision>(pages.size(), [&](size_t i) {
    const auto& [member, file] = pages[i];
    return ReadOne(file, project.members[member].environment, sources, loaded[file]);
  });
  std::vector<std::vector<Revision>> revisions(project.members.size());
  for (size_t i = 0; i < pages.size(); ++i) revisions[pages[i].member].push_back(std::move(read[i]));
  return revisions;
}

EnvScript ReadScript(const Project::Member& member, const Sources& sources) {
  if (!member.env_script.has_value()) return {};
  return ReadEnvScript(*member.env_script, sources[*member.env_script].text(), member.environment);
}

}  // namespace

absl::StatusOr<Reading> ReadProject(const Files& files, const Options& options, const Pool& pool) {
  Reading reading;
  absl::StatusOr<Project> project = Discover(files, options, reading.sources);
  if (!project.ok()) return project.status();
  const std::vector<absl::Status> loaded = Load(files, pool, reading.sources);
  std::vector<std::vector<Revision>> revisions = ReadRevisions(*project, reading.sources, loaded, pool);
  std::vector<EnvScript> scripts = pool.Map<EnvScript>(
      project->members.size(), [&](size_t m) { return ReadScript(project->members[m], reading.sources); });
  for (size_t m = 0; m < project->members.size(); ++m) {
    Project::Member& member = project->members[m];
    const Span config = {member.config.value_or(member.env_script.value_or(0)), 0, 0};
    reading.chapters.push_back(
        {std::move(member.environment), config, std::move(scripts[m]), RevisionGraph(std::move(revisions[m]))});
  }
  reading.settings = std::move(project->settings);
  reading.notes = std::move(project->notes);
  return reading;
}

}  // namespace retort

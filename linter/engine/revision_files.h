// The files of an environment that Alembic would import as revisions, in the order in which it loads them.
//
//   for (const std::string& path : RevisionFiles(files, environment, notes)) ...

#ifndef RETORT_LINTER_ENGINE_REVISION_FILES_H_
#define RETORT_LINTER_ENGINE_REVISION_FILES_H_

#include <string>
#include <vector>

#include "linter/facts/environment.h"
#include "linter/source/files.h"

namespace retort {

// Adds a note for what is named like a revision and cannot be read: a FIFO, a folder, a broken link, compiled code.
std::vector<std::string> RevisionFiles(const Files& files, const Environment& environment,
                                       std::vector<std::string>& notes);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_REVISION_FILES_H_

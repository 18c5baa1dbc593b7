// Histories of a language as small as can be, so that tests of what happened to revisions need no Python:
//
//   revision = b
//   down_revision = a
//   body   # comments and space mean nothing
//
//   const Reading reading({scratch.PathOf("v")}, WithBase("main"));
//   reading.history().edited

#ifndef RETORT_TESTS_ENGINE_TINY_HISTORY_H_
#define RETORT_TESTS_ENGINE_TINY_HISTORY_H_

#include <string>
#include <vector>

#include "linter/engine/history.h"

namespace retort {

// The text of a revision file.
std::string TinyRevision(const std::string& id, const std::string& parent, const std::string& body = "body");

// What ReadHistories says of the environments in some folders, as the files on the disk are.
struct Reading {
  explicit Reading(const std::vector<std::string>& folders, const Options& options = {});

  const History& history(size_t i = 0) const { return histories->histories[i]; }
  std::string header() const { return histories->header.size() == 1 ? histories->header[0] : "not one line"; }
  std::vector<std::string> edited() const;  // ids in the first environment
  std::vector<std::string> deleted() const;

  Sources sources;
  FileId config = sources.Add("/alembic.ini");
  std::vector<Environment> environments;
  std::vector<std::vector<Revision>> revisions;
  absl::StatusOr<Histories> histories = Histories();

 private:
  void Add(const std::string& folder);
};

Options WithBase(const std::string& base);

}  // namespace retort

#endif  // RETORT_TESTS_ENGINE_TINY_HISTORY_H_

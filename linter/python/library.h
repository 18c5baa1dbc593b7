// The modules of the project that a revision may import, found in the repository as Python would find them. Parsed once
// for all who share it, from any thread; what it answers does not depend on who asked before.
//
//   Library library(files, "/repo", {"/repo", "/repo/src"});
//   const LibraryModule* module = library.Find("app.models.status");   // nullptr: not in the repository

#ifndef RETORT_LINTER_PYTHON_LIBRARY_H_
#define RETORT_LINTER_PYTHON_LIBRARY_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "linter/python/module.h"
#include "linter/source/files.h"

namespace retort::python {

struct LibraryModule {
  Module module;
  std::string name;  // dotted: "app.models"
  std::string path;
  bool is_package = false;  // an __init__.py
  // The statements at module level that bind or change a name, in order: node numbers.
  absl::flat_hash_map<std::string, std::vector<uint32_t>> statements;
  // And those that define a function for events of the named thing: @listens_for(Name, "before_parent_attach").
  absl::flat_hash_map<std::string, std::vector<uint32_t>> listeners;
  std::vector<std::string> stars;  // what `from x import *` names, absolute

  // "app.models.status" for the import of ".status" in "app.models"; empty when it leads out of everything.
  std::string Absolute(absl::string_view imported) const;
};

class Library {
 public:
  // Nothing outside of `root` is read. The folders are tried in order. `files` must outlive the library.
  Library(const Files& files, std::string root, std::vector<std::string> folders);
  ~Library();

  // The module with a dotted name. nullptr: there is none in the repository, it is too large, or it has errors.
  const LibraryModule* Find(absl::string_view name) const;

  // The text of a file of the repository, for `open(path).read()`.
  std::optional<std::string> ReadText(absl::string_view path) const;

 private:
  struct Entry;
  // "app" of "app.models": whether one of the folders has it at all.
  bool HasTop(absl::string_view name) const;
  bool IsInside(absl::string_view path) const;
  std::unique_ptr<LibraryModule> Load(absl::string_view name) const;

  const Files& files_;
  const std::string root_;
  const std::string real_root_;
  const std::vector<std::string> folders_;
  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<std::string, std::unique_ptr<Entry>> entries_;
  mutable absl::flat_hash_map<std::string, bool> tops_;
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_LIBRARY_H_

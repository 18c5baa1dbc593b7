// A git repository, read with git's plumbing commands and nothing else. The repository is not trusted: none of its
// hooks, filters or monitors run, nothing is fetched, nothing is written, and nothing waits for ever.
//
//   absl::StatusOr<Repository> repository = Repository::Open("/repo/services/billing");
//   std::optional<Branch> branch = *repository->DefaultBranch();                          // origin/main
//   std::optional<std::string> base = *repository->MergeBase(repository->head(), branch->commit);
//   for (const TreeEntry& entry : *repository->ListTree(*base, {"services/billing/versions"})) ...

#ifndef RETORT_LINTER_GIT_REPOSITORY_H_
#define RETORT_LINTER_GIT_REPOSITORY_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/git/object_id.h"

namespace retort {

struct Branch {
  std::string name;    // "origin/main"
  std::string commit;  // its id
};

struct TreeEntry {
  std::string path;  // from the root, without a leading slash; any bytes
  std::string id;    // of the blob
  bool is_link = false;
};

// Each question is one process of git, about 2 ms; an error is one of git's own (its words are in the message), of a
// program that took too long, or of output without bounds.
class Repository {
 public:
  // The repository whose work tree has `folder`, an absolute path. NotFound: there is none. PermissionDenied: it
  // belongs to somebody else and git does not trust it. FailedPrecondition: it has no work tree. Unavailable: no git
  // command.
  static absl::StatusOr<Repository> Open(absl::string_view folder);

  const std::string& root() const { return root_; }  // of the work tree, links resolved
  bool IsShallow() const { return is_shallow_; }
  ObjectFormat format() const { return format_; }
  const std::string& head() const { return head_; }  // a commit; empty before the first one

  // The id of the commit that `name` means: a branch, a tag, "HEAD~2", an id. NotFound when it means none.
  absl::StatusOr<std::string> Resolve(absl::string_view name) const;
  // The branches and tags, local and remote, short; at most a thousand.
  absl::StatusOr<std::vector<std::string>> References() const;
  // The branch that a remote says is its main one, or that has the name of one; "origin" before other remotes.
  absl::StatusOr<std::optional<Branch>> DefaultBranch() const;
  // Of two commits by id. Nothing when they have no common ancestor here.
  absl::StatusOr<std::optional<std::string>> MergeBase(absl::string_view a, absl::string_view b) const;
  // The files at and below some folders (from the root; "" is the root), in the order of their paths. No submodules.
  absl::StatusOr<std::vector<TreeEntry>> ListTree(absl::string_view commit,
                                                  const std::vector<std::string>& folders) const;
  // The content of each blob, as it is stored: no filter, no conversion of line ends. Nothing for one that is not here,
  // as in a partial clone.
  absl::StatusOr<std::vector<std::optional<std::string>>> ReadBlobs(const std::vector<std::string>& ids) const;
  // The files in the index at and below a folder (from the root), in the order of their paths.
  absl::StatusOr<std::vector<std::string>> TrackedFiles(absl::string_view folder) const;
  // The files of the work tree that may differ from a commit, by id: edited, deleted, new, also those that are not
  // tracked and not ignored. Nothing is filtered or read for it, so that a file that was only touched is among them.
  absl::StatusOr<std::vector<std::string>> ChangedFiles(absl::string_view commit) const;

 private:
  Repository() = default;
  absl::StatusOr<std::vector<std::optional<std::string>>> ReadObjects(const std::vector<std::string>& ids) const;
  absl::StatusOr<std::string> Ask(const std::vector<std::string>& question, absl::string_view input = "") const;

  std::string root_;
  bool is_shallow_ = false;
  ObjectFormat format_ = ObjectFormat::kSha1;
  std::string head_;
};

}  // namespace retort

#endif  // RETORT_LINTER_GIT_REPOSITORY_H_

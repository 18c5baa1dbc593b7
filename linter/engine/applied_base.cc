#include "linter/engine/applied_base.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr absl::string_view kUnshallow = "fetch the whole history: `git fetch --unshallow`, `fetch-depth: 0` in CI";

AppliedBase Without(absl::string_view reason, absl::string_view remedy = "") {
  return {.reason = std::string(reason), .remedy = std::string(remedy)};
}

AppliedBase TooShallow(absl::string_view reason) {
  AppliedBase base = Without(reason, kUnshallow);
  base.only_heads_are_new = true;
  return base;
}

AppliedBase NotFetched(const WantedBase& wanted) {
  return TooShallow(absl::StrCat("this checkout does not have ", Printable(wanted.name), " (", wanted.from, ")"));
}

// A branch of this repository, or of its remote. NotFound: there is none.
absl::StatusOr<Branch> Named(const Repository& repository, const std::string& wanted) {
  for (const std::string& name : {wanted, absl::StrCat("origin/", wanted)}) {
    const absl::StatusOr<std::string> commit = repository.Resolve(name);
    if (commit.ok()) return Branch{name, *commit};
    if (!absl::IsNotFound(commit.status())) return commit.status();
  }
  return absl::NotFoundError("");
}

absl::StatusOr<Branch> Wanted(const Repository& repository, const WantedBase& wanted) {
  absl::StatusOr<Branch> branch = Named(repository, wanted.name);
  if (!absl::IsNotFound(branch.status())) return branch;
  const absl::StatusOr<std::vector<std::string>> names = repository.References();
  return absl::InvalidArgumentError(
      absl::StrCat(wanted.from, ": no commit is named \"", Printable(wanted.name), "\"",
                   names.ok() ? DidYouMean(wanted.name, *names) : "",
                   repository.IsShallow() ? absl::StrCat("; this is a shallow clone: ", kUnshallow) : ""));
}

AppliedBase MergeBaseWith(const Repository& repository, const Branch& branch) {
  const absl::StatusOr<std::optional<std::string>> commit = repository.MergeBase(repository.head(), branch.commit);
  if (!commit.ok()) return Without(commit.status().message());
  if (commit->has_value()) {
    return {.name = branch.name, .commit = **commit, .branch = branch.name, .tip = branch.commit};
  }
  if (repository.IsShallow()) {
    return TooShallow(absl::StrCat("this shallow clone does not reach the merge base with ", Printable(branch.name)));
  }
  return Without(absl::StrCat("HEAD and ", Printable(branch.name), " have no common commit"),
                 "name another branch with --base");
}

}  // namespace

absl::StatusOr<AppliedBase> FindAppliedBase(const absl::StatusOr<Repository>& repository, const WantedBase& wanted) {
  if (!repository.ok()) {
    if (wanted.name.empty()) return Without(repository.status().message());
    return absl::InvalidArgumentError(absl::StrCat(wanted.from, ": ", repository.status().message()));
  }
  if (!wanted.name.empty()) {
    const absl::StatusOr<Branch> branch = Wanted(*repository, wanted);
    if (!branch.ok() && wanted.may_be_absent && absl::IsInvalidArgument(branch.status())) return NotFetched(wanted);
    if (!branch.ok()) return branch.status();
    if (repository->head().empty()) return AppliedBase{.name = branch->name, .commit = branch->commit};
    AppliedBase base = MergeBaseWith(*repository, *branch);
    const absl::StatusOr<Branch> target = wanted.target.empty() ? branch : Named(*repository, wanted.target);
    base.branch = target.ok() ? target->name : "";
    base.tip = target.ok() ? target->commit : "";
    return base;
  }
  if (repository->head().empty()) return Without("the git repository has no commit yet");
  const absl::StatusOr<std::optional<Branch>> branch = repository->DefaultBranch();
  if (!branch.ok()) return Without(branch.status().message());
  if (branch->has_value()) return MergeBaseWith(*repository, **branch);
  if (repository->IsShallow()) return TooShallow("this shallow clone has no main branch of a remote");
  return Without("the git repository has no main branch of a remote", "name a branch with --base");
}

}  // namespace retort

#include "linter/engine/history_header.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr size_t kCommitDigits = 8;
constexpr size_t kShownEnvironments = 3;

std::string KnownLine(const AppliedFacts& facts, size_t named) {
  std::string line = absl::StrCat("applied: ", Count(facts.applied, "revision"), " of ", Printable(facts.base.name),
                                  " (merge base ", absl::string_view(facts.base.commit).substr(0, kCommitDigits),
                                  facts.base.from.empty() ? "" : absl::StrCat(", from ", facts.base.from), ")");
  if (facts.locked > 0) absl::StrAppend(&line, " and ", facts.locked, " of retort.lock");
  if (named > 0) absl::StrAppend(&line, " and ", named, " named by --applied");
  if (facts.arrived > 0) {
    absl::StrAppend(&line, "; ", Printable(facts.base.branch), " has ", facts.arrived, " more by now");
  }
  if (facts.unread > 0) {
    absl::StrAppend(&line, "; ", Count(facts.unread, "file"), " of it cannot be read and ",
                    facts.unread == 1 ? "counts" : "count",
                    " as unchanged (links, or contents that a partial clone left out)");
  }
  return line;
}

std::string NotKnown(const AppliedFacts& facts, size_t named) {
  const AppliedBase& base = facts.base;
  if (facts.locked > 0) {
    return absl::StrCat("applied: ", Count(facts.locked, "revision"), " of retort.lock",
                        named > 0 ? absl::StrCat(" and ", named, " named by --applied") : "", ", because ",
                        base.reason);
  }
  if (named > 0) return absl::StrCat("applied: ", Count(named, "revision"), " named by --applied");
  return absl::StrCat("applied: none, because ", base.reason, "; ",
                      base.only_heads_are_new ? "only the heads are" : "every revision is", " judged as new",
                      base.remedy.empty() ? "" : absl::StrCat(" (", base.remedy, ")"));
}

std::string Names(const std::vector<std::string>& names) {
  if (names.size() <= kShownEnvironments) return absl::StrJoin(names, ", ");
  return absl::StrCat(absl::StrJoin(names.begin(), names.begin() + kShownEnvironments, ", "), " and ",
                      names.size() - kShownEnvironments, " more");
}

}  // namespace

std::vector<std::string> HistoryHeader(std::span<const AppliedFacts> facts, size_t named) {
  std::map<std::string, std::vector<std::string>> lines;  // line -> environments
  for (const AppliedFacts& fact : facts) {
    std::vector<std::string>& names = lines[fact.base.commit.empty() ? NotKnown(fact, named) : KnownLine(fact, named)];
    names.insert(names.end(), fact.environments.begin(), fact.environments.end());
  }
  std::vector<std::string> header;
  for (const auto& [line, names] : lines) {
    header.push_back(lines.size() == 1 ? line : absl::StrCat(Names(names), ": ", line));
  }
  return header;
}

}  // namespace retort

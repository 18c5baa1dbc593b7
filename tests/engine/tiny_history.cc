#include "tests/engine/tiny_history.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

Revision ReadTiny(FileId file, absl::string_view text) {
  Revision revision;
  revision.where = {file, 0, static_cast<uint32_t>(text.size())};
  for (const absl::string_view line : absl::StrSplit(text, absl::ByAnyChar("\r\n"))) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, " = ");
    const auto begin = static_cast<uint32_t>(line.data() - text.data());
    const Span at = {file, begin, begin + static_cast<uint32_t>(line.size())};
    if (parts.size() == 2 && parts[0] == "revision") revision.id = std::string(parts[1]), revision.id_at = at;
    if (parts.size() == 2 && parts[0] == "down_revision") {
      revision.parents = {{std::string(parts[1]), at}};
      revision.parents_at = at;
      if (parts[1] == "None") revision.parents.clear();
    }
  }
  return revision;
}

std::string Meaning(absl::string_view text) {
  std::string meaning;
  for (const absl::string_view line : absl::StrSplit(text, absl::ByAnyChar("\r\n"))) {
    absl::StrAppend(&meaning, absl::StrReplaceAll(line.substr(0, line.find('#')), {{" ", ""}}));
  }
  return meaning;
}

// All but where it stands in the history.
std::string Body(absl::string_view text) {
  std::vector<absl::string_view> lines = absl::StrSplit(text, absl::ByAnyChar("\r\n"), absl::SkipEmpty());
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [](absl::string_view line) { return absl::StrContains(line, "down_revision"); }),
              lines.end());
  return Meaning(absl::StrJoin(lines, "\n"));
}

const RevisionLanguage kTiny = {
    .read = [](const Environment&, absl::string_view, absl::string_view text) { return ReadTiny(0, text); },
    .compare = [](const Revision&, absl::string_view before_text, const Revision& now,
                  absl::string_view now_text) -> std::optional<Difference> {
      if (Meaning(before_text) == Meaning(now_text)) return std::nullopt;
      const bool same_body = Body(before_text) == Body(now_text);
      return Difference{.at = now.where,
                        .changes = same_body ? std::vector<std::string>() : std::vector<std::string>{"changed"}};
    }};

template <typename Item>
std::vector<std::string> Ids(const std::vector<Item>& items) {
  std::vector<std::string> ids;
  for (const Item& item : items) ids.push_back(item.revision);
  return ids;
}

}  // namespace

std::string TinyRevision(const std::string& id, const std::string& parent, const std::string& body) {
  return absl::StrCat("revision = ", id, "\ndown_revision = ", parent, "\n", body, "\n");
}

Reading::Reading(const std::vector<std::string>& folders, const Options& options) {
  for (const std::string& folder : folders) Add(folder);
  const Chosen<std::string> base = {options.base, {"--base", 0}};
  std::vector<CurrentRevisions> current;
  for (size_t i = 0; i < environments.size(); ++i) {
    current.push_back({&environments[i], revisions[i], Span{config, 0, 0}, &base});
  }
  const DiskFiles files;
  Repositories repositories(files);
  histories = ReadHistories(current, sources, files, repositories, kTiny, options);
}

void Reading::Add(const std::string& folder) {
  Environment environment;
  environment.name = std::string(BaseName(folder));
  environment.version_folders = {folder};
  std::vector<Revision> read;
  for (const DirectoryEntry& entry : DiskFiles().List(folder).value_or(std::vector<DirectoryEntry>())) {
    if (entry.kind != FileKind::kFile) continue;
    const FileId file = sources.Add(JoinPath(folder, entry.name));
    sources.Load(file, *DiskFiles().Read(JoinPath(folder, entry.name)));
    read.push_back(ReadTiny(file, sources[file].text()));
  }
  environments.push_back(environment);
  revisions.push_back(read);
}

std::vector<std::string> Reading::edited() const { return Ids(history().edited); }

std::vector<std::string> Reading::deleted() const { return Ids(history().deleted); }

Options WithBase(const std::string& base) {
  Options options;
  options.base = base;
  return options;
}

}  // namespace retort

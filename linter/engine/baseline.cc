#include "linter/engine/baseline.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/finding/fingerprint.h"

namespace retort {
namespace {

constexpr absl::string_view kDefaultName = "retort-baseline.json";
constexpr size_t kShownEntries = 5;

using Json = nlohmann::ordered_json;

absl::Status NoBaseline(absl::string_view shown, absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat(shown, " is no baseline: ", why, "; `retort baseline` writes it anew"));
}

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string JsonLine(const BaselineEntry& entry) {
  const Json json = {
      {"path", entry.path}, {"rule", entry.rule}, {"message", entry.message}, {"fingerprint", entry.fingerprint}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

auto ReadingOrder(const BaselineEntry& entry) {
  return std::tie(entry.path, entry.rule, entry.message, entry.fingerprint);
}

std::string BaselineOf(const Policy& policy, const Report& report) {
  if (!policy.baseline.value.empty()) return policy.baseline.value;
  return JoinPath(policy.folder.empty() ? report.root : policy.folder, kDefaultName);
}

// Today's findings of one baseline.
struct Group {
  bool must_exist = false;
  std::vector<size_t> findings;
};

// The entries of today, in the order of the findings.
std::vector<BaselineEntry> Today(const Group& group, const std::string& folder, const std::vector<Judged>& judged,
                                 const Sources& sources) {
  std::vector<const Finding*> findings;
  for (const size_t i : group.findings) findings.push_back(&judged[i].finding);
  std::vector<std::string> fingerprints = Fingerprints(findings, sources, folder);
  std::vector<BaselineEntry> entries;
  for (size_t i = 0; i < findings.size(); ++i) {
    entries.push_back({std::move(fingerprints[i]), std::string(findings[i]->rule),
                       Printable(RelativePath(sources.PathOf(findings[i]->at.file), folder)),
                       Printable(findings[i]->message)});
  }
  return entries;
}

// Did this run look where the entry was found?
bool IsSeen(const BaselineEntry& entry, const std::string& folder, const Options& options, const Report& report) {
  const std::string path = NormalPath(JoinPath(folder, entry.path));
  return std::find(report.rules.begin(), report.rules.end(), entry.rule) != report.rules.end() &&
         std::any_of(options.paths.begin(), options.paths.end(),
                     [&](const std::string& asked) { return IsBelow(path, asked); });
}

absl::StatusOr<std::vector<BaselineEntry>> Load(const Files& files, const std::string& path, bool must_exist,
                                                const std::string& shown) {
  const absl::StatusOr<std::string> text = files.Read(path);
  if (text.ok()) return ReadBaseline(shown, *text);
  if (!absl::IsNotFound(text.status()))
    return absl::InvalidArgumentError(absl::StrCat("baseline ", text.status().message()));
  if (!must_exist) return std::vector<BaselineEntry>();
  return absl::FailedPreconditionError(absl::StrCat("there is no baseline ", shown, "; `retort baseline` writes it"));
}

// "baseline: 12 findings are known; 2 entries are of no use any more, ..."
std::string HeaderOf(const ComparedBaseline& baseline, const std::string& shown) {
  std::string line = absl::StrCat("baseline ", shown, ": ", Count(baseline.known.size(), "finding"), " known");
  if (baseline.stale.empty()) return line;
  std::vector<std::string> names;
  for (const BaselineEntry& entry : baseline.stale) {
    if (names.size() < kShownEntries) names.push_back(absl::StrCat(entry.rule, " in ", entry.path));
  }
  const size_t more = baseline.stale.size() - names.size();
  return absl::StrCat(line, "; not found any more, `retort baseline --prune` removes: ", absl::StrJoin(names, ", "),
                      more > 0 ? absl::StrCat(" and ", more, " more") : "");
}

struct Comparison {
  const std::string& path;
  const Group& group;
  const Options& options;
};

// Adds one baseline to the report, and the findings that it has to `known`.
const ComparedBaseline& Compare(const Comparison& of, std::vector<BaselineEntry> entries,
                                const std::vector<Judged>& judged, std::set<size_t>& known, Report& report) {
  const std::string folder(DirectoryOf(of.path));
  std::map<std::string, BaselineEntry> open;  // by fingerprint
  for (BaselineEntry& entry : entries) open.emplace(entry.fingerprint, entry);
  ComparedBaseline& baseline = report.baselines.emplace_back();
  baseline.path = of.path;
  const std::vector<BaselineEntry> today = Today(of.group, folder, judged, report.sources);
  for (size_t i = 0; i < today.size(); ++i) {
    const bool is_known = open.erase(today[i].fingerprint) > 0;
    (is_known ? baseline.known : baseline.added).push_back(today[i]);
    if (is_known) known.insert(of.group.findings[i]);
  }
  for (auto& [fingerprint, entry] : open) {
    (IsSeen(entry, folder, of.options, report) ? baseline.stale : baseline.unseen).push_back(std::move(entry));
  }
  return baseline;
}

void TakeOut(const std::set<size_t>& known, std::vector<Judged>& judged, Report& report) {
  std::vector<Judged> fresh;
  for (size_t i = 0; i < judged.size(); ++i) {
    if (known.contains(i)) {
      report.suppressed.push_back({std::move(judged[i].finding), SuppressedFinding::By::kBaseline, ""});
    } else {
      fresh.push_back(std::move(judged[i]));
    }
  }
  judged = std::move(fresh);
}

}  // namespace

absl::StatusOr<std::vector<BaselineEntry>> ReadBaseline(absl::string_view shown, absl::string_view text) {
  Json json;
  try {
    json = Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    const size_t at = std::min<size_t>(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + at, '\n');
    return NoBaseline(absl::StrCat(shown, ":", line), "it is no JSON here");
  }
  const auto list = json.is_object() ? json.find("findings") : json.end();
  if (!json.is_object() || list == json.end() || !list->is_array())
    return NoBaseline(shown, "it has no list \"findings\"");
  std::vector<BaselineEntry> entries;
  for (const Json& item : *list) {
    if (!item.is_object() || TextOf(item, "fingerprint").empty()) {
      return NoBaseline(shown, absl::StrCat("entry ", entries.size() + 1, " has no fingerprint"));
    }
    entries.push_back(
        {TextOf(item, "fingerprint"), TextOf(item, "rule"), TextOf(item, "path"), TextOf(item, "message")});
  }
  return entries;
}

std::string WriteBaseline(std::vector<BaselineEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const BaselineEntry& a, const BaselineEntry& b) { return ReadingOrder(a) < ReadingOrder(b); });
  std::string out = "{\n  \"version\": 1,\n  \"findings\": [\n";
  for (size_t i = 0; i < entries.size(); ++i) {
    absl::StrAppend(&out, "    ", JsonLine(entries[i]), i + 1 < entries.size() ? ",\n" : "\n");
  }
  return absl::StrCat(out, "  ]\n}\n");
}

absl::Status CompareBaselines(const Files& files, const Options& options, const std::vector<const Policy*>& policies,
                              std::vector<Judged>& judged, Report& report) {
  std::map<std::string, Group> groups;  // by the baseline's path
  for (const Policy* policy : policies) {
    groups[BaselineOf(*policy, report)].must_exist = options.use_baseline && !policy->baseline.value.empty();
  }
  for (size_t i = 0; i < judged.size(); ++i) groups[BaselineOf(*judged[i].policy, report)].findings.push_back(i);
  std::set<size_t> known;
  for (const auto& [path, group] : groups) {
    const std::string shown = Printable(RelativePath(path, options.working_directory));
    absl::StatusOr<std::vector<BaselineEntry>> entries = Load(files, path, group.must_exist, shown);
    if (!entries.ok() && options.use_baseline) return entries.status();
    if (!entries.ok()) entries = std::vector<BaselineEntry>();  // it is about to be written anew
    const ComparedBaseline& baseline = Compare({path, group, options}, *std::move(entries), judged, known, report);
    if (options.use_baseline && !(baseline.known.empty() && baseline.stale.empty())) {
      report.header.push_back(HeaderOf(baseline, shown));
    }
  }
  if (options.use_baseline) TakeOut(known, judged, report);
  return absl::OkStatus();
}

}  // namespace retort

#include "linter/engine/lock_file.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/alembic/meaning.h"
#include "linter/base/text.h"
#include "linter/git/object_id.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr absl::string_view kBegin = "# retort.lock, format ";
constexpr absl::string_view kFormat = "1";
constexpr absl::string_view kHeader =
    "# retort.lock, format 1: applied revisions, with the digests of their meaning and of their text. Written by "
    "`retort lock`.\n";
constexpr size_t kDigits = 32;

bool IsDigest(absl::string_view word) {
  return word.size() == kDigits &&
         std::all_of(word.begin(), word.end(), [](char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); });
}

std::string Digest(absl::string_view text) { return BlobId(text, ObjectFormat::kSha256).substr(0, kDigits); }

// An id may have any characters; a line has none that would end it.
std::string Written(const std::string& id) {
  return absl::StrReplaceAll(absl::Utf8SafeCEscape(id), {{" ", "\\040"}, {"#", "\\043"}});
}

bool IsConflict(absl::string_view line) {
  return absl::StartsWith(line, "<<<<<<<") || absl::StartsWith(line, "=======") || absl::StartsWith(line, ">>>>>>>");
}

// What is wrong with a line that is no entry.
std::string Complaint(absl::string_view line) {
  if (IsConflict(line)) return "a merge conflict: keep the lines of both sides, or write it anew with `retort lock`";
  return absl::StrCat("\"", Printable(line.substr(0, 80)),
                      "\" is no entry; one is an id and two digests, and `retort lock` writes the file anew");
}

using Entry = std::pair<std::string, LockEntry>;

std::optional<Entry> ReadEntry(absl::string_view line, absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
  std::string id;
  if (words.size() != 3 || !IsDigest(words[1]) || !IsDigest(words[2])) return std::nullopt;
  if (!absl::CUnescape(words[0], &id) || id.empty() || words[0][0] == '#') return std::nullopt;
  const auto begin = static_cast<uint32_t>(line.data() - text.data());
  const auto end = begin + static_cast<uint32_t>(line.size());
  return Entry(id, {std::string(words[1]), std::string(words[2]), begin, end});
}

class LockReader {
 public:
  LockReader(absl::string_view shown, absl::string_view text) : shown_(shown), text_(text) {}

  absl::StatusOr<Lock> Read() {
    for (absl::string_view line : absl::StrSplit(text_, '\n')) {
      ++line_;
      line = absl::StripSuffix(line, "\r");
      const absl::Status read = line_ == 1 ? ReadHeader(line) : ReadLine(line);
      if (!read.ok()) return read;
    }
    return std::move(lock_);
  }

 private:
  absl::Status Wrong(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(shown_, ":", line_, ": ", what));
  }

  absl::Status ReadHeader(absl::string_view line) const {
    if (IsConflict(line)) return Wrong(Complaint(line));
    if (!absl::ConsumePrefix(&line, kBegin)) {
      return Wrong(absl::StrCat("a lock begins with \"", kBegin, kFormat, "\"; `retort lock` writes it anew"));
    }
    const absl::string_view format = line.substr(0, line.find(':'));
    if (format == kFormat) return absl::OkStatus();
    return Wrong(absl::StrCat("its format is \"", Printable(format), "\", and this version of Retort knows ", kFormat));
  }

  absl::Status ReadLine(absl::string_view line) {
    if (line.empty() || line[0] == '#') return absl::OkStatus();
    std::optional<Entry> entry = ReadEntry(line, text_);
    if (!entry.has_value()) return Wrong(Complaint(line));
    const auto [known, is_new] = lock_.emplace(entry->first, entry->second);
    if (is_new || Agrees(known->second, entry->second)) return absl::OkStatus();
    return Wrong(absl::StrCat("\"", Printable(entry->first), "\" has another entry above, with other digests"));
  }

  absl::string_view shown_;
  absl::string_view text_;
  int line_ = 0;
  Lock lock_;
};

}  // namespace

std::string LockPathOf(const Environment& environment) {
  return environment.version_folders.empty() ? "" : JoinPath(environment.version_folders.front(), kLockName);
}

absl::StatusOr<Lock> ReadLock(absl::string_view shown, absl::string_view text) {
  return LockReader(shown, text).Read();
}

Lock ReadWhatIsLeft(absl::string_view text) {
  Lock lock;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (std::optional<Entry> entry = ReadEntry(absl::StripSuffix(line, "\r"), text)) lock[entry->first] = entry->second;
  }
  return lock;
}

std::string WriteLock(const Lock& lock) {
  std::string out(kHeader);
  for (const auto& [id, entry] : lock) absl::StrAppend(&out, Written(id), " ", entry.meaning, " ", entry.text, "\n");
  return out;
}

LockEntry LockEntryOf(const Revision& revision, absl::string_view text) {
  return {.meaning = Digest(MeaningText(ReadMeaning(revision, text))),
          .text = Digest(absl::StrReplaceAll(text, {{"\r\n", "\n"}}))};
}

bool Agrees(const LockEntry& entry, const LockEntry& now) {
  return entry.meaning == now.meaning || entry.text == now.text;
}

}  // namespace retort

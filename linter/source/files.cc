#include "linter/source/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

absl::Status ErrnoStatus(absl::string_view path) {
  const int error = errno;
  const std::string message = absl::StrCat(path, ": ", strerror(error));
  if (error == ENOENT || error == ENOTDIR) return absl::NotFoundError(message);
  if (error == EACCES || error == EPERM) return absl::PermissionDeniedError(message);
  return absl::UnavailableError(message);
}

FileKind KindOfMode(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::kFile;
  return S_ISDIR(mode) ? FileKind::kDirectory : FileKind::kOther;
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

absl::StatusOr<std::string> DiskFiles::Read(absl::string_view path) const {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  const Descriptor file(open(std::string(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status;
  if (file.get() < 0 || fstat(file.get(), &status) != 0) return ErrnoStatus(path);
  if (!S_ISREG(status.st_mode)) return absl::FailedPreconditionError(absl::StrCat(path, ": not a regular file"));
  if (static_cast<size_t>(status.st_size) > kMaxFileBytes) {
    return absl::ResourceExhaustedError(absl::StrCat(path, ": larger than ", kMaxFileBytes >> 20, " MiB"));
  }
  std::string text(status.st_size, '\0');
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = read(file.get(), text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus(path);
    if (count == 0) break;  // it became shorter while it was read
    done += count;
  }
  text.resize(done);
  return text;
}

absl::StatusOr<std::vector<DirectoryEntry>> DiskFiles::List(absl::string_view directory) const {
  DIR* stream = opendir(std::string(directory).c_str());
  if (stream == nullptr) return ErrnoStatus(directory);
  std::vector<DirectoryEntry> entries;
  while (const dirent* entry = readdir(stream)) {
    const absl::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    DirectoryEntry found{std::string(name), FileKind::kOther, entry->d_type == DT_LNK};
    if (entry->d_type == DT_REG) {
      found.kind = FileKind::kFile;
    } else if (entry->d_type == DT_DIR) {
      found.kind = FileKind::kDirectory;
    } else if (entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN) {
      found.kind = KindOf(JoinPath(directory, name));
    }
    entries.push_back(std::move(found));
  }
  closedir(stream);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

FileKind DiskFiles::KindOf(absl::string_view path) const {
  struct stat status;
  if (stat(std::string(path).c_str(), &status) != 0) return FileKind::kNone;
  return KindOfMode(status.st_mode);
}

std::string DiskFiles::RealPath(absl::string_view path) const {
  char* real = realpath(std::string(path).c_str(), nullptr);
  if (real == nullptr) return std::string(path);
  std::string result = real;
  free(real);
  return result;
}

absl::StatusOr<std::string> MemoryFiles::Read(absl::string_view path) const {
  const auto found = texts_.find(std::string(path));
  if (found != texts_.end()) return found->second;
  if (KindOf(path) == FileKind::kDirectory) {
    return absl::FailedPreconditionError(absl::StrCat(path, ": not a regular file"));
  }
  return absl::NotFoundError(absl::StrCat(path, ": no such file"));
}

absl::StatusOr<std::vector<DirectoryEntry>> MemoryFiles::List(absl::string_view directory) const {
  if (KindOf(directory) != FileKind::kDirectory)
    return absl::NotFoundError(absl::StrCat(directory, ": no such folder"));
  const std::string prefix = directory == "/" ? "/" : absl::StrCat(directory, "/");
  std::vector<DirectoryEntry> entries;
  for (auto it = texts_.lower_bound(prefix); it != texts_.end() && absl::StartsWith(it->first, prefix); ++it) {
    const absl::string_view rest = absl::string_view(it->first).substr(prefix.size());
    const absl::string_view name = rest.substr(0, rest.find('/'));
    const FileKind kind = name.size() == rest.size() ? FileKind::kFile : FileKind::kDirectory;
    if (entries.empty() || entries.back().name != name) entries.push_back({std::string(name), kind, false});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

FileKind MemoryFiles::KindOf(absl::string_view path) const {
  if (texts_.count(std::string(path)) > 0) return FileKind::kFile;
  const std::string prefix = path == "/" ? "/" : absl::StrCat(path, "/");
  const auto next = texts_.lower_bound(prefix);
  return next != texts_.end() && absl::StartsWith(next->first, prefix) ? FileKind::kDirectory : FileKind::kNone;
}

absl::StatusOr<std::string> OverlayFiles::Read(absl::string_view path) const {
  if (above_.KindOf(path) == FileKind::kFile) return above_.Read(path);
  return below_.Read(path);
}

absl::StatusOr<std::vector<DirectoryEntry>> OverlayFiles::List(absl::string_view directory) const {
  absl::StatusOr<std::vector<DirectoryEntry>> entries = below_.List(directory);
  const absl::StatusOr<std::vector<DirectoryEntry>> more = above_.List(directory);
  if (!more.ok()) return entries;
  if (!entries.ok()) return more;
  std::set<std::string> names;
  for (const DirectoryEntry& entry : *entries) names.insert(entry.name);
  for (const DirectoryEntry& entry : *more) {
    if (names.insert(entry.name).second) entries->push_back(entry);
  }
  std::sort(entries->begin(), entries->end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

FileKind OverlayFiles::KindOf(absl::string_view path) const {
  return above_.KindOf(path) == FileKind::kFile ? FileKind::kFile : std::max(below_.KindOf(path), above_.KindOf(path));
}

std::string JoinPath(absl::string_view directory, absl::string_view name) {
  if (absl::StartsWith(name, "/") || directory.empty()) return std::string(name);
  return absl::StrCat(directory, absl::EndsWith(directory, "/") ? "" : "/", name);
}

std::string NormalPath(absl::string_view path) {
  const bool absolute = absl::StartsWith(path, "/");
  std::vector<absl::string_view> parts;
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !absolute) {
      parts.push_back(part);
    }
  }
  const std::string joined = absl::StrJoin(parts, "/");
  return absolute ? absl::StrCat("/", joined) : joined.empty() ? "." : joined;
}

absl::string_view DirectoryOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash == absl::string_view::npos) return "";
  return slash == 0 ? "/" : path.substr(0, slash);
}

absl::string_view BaseName(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

bool IsBelow(absl::string_view path, absl::string_view directory) {
  if (directory == "/" || path == directory) return true;
  return absl::StartsWith(path, directory) && path.size() > directory.size() && path[directory.size()] == '/';
}

std::string RelativePath(absl::string_view path, absl::string_view directory) {
  std::string up;
  absl::string_view base = directory;
  while (!IsBelow(path, base)) {
    up += "../";
    base = DirectoryOf(base);
  }
  absl::string_view rest = path.substr(base == "/" ? 0 : base.size());
  if (absl::StartsWith(rest, "/")) rest.remove_prefix(1);
  if (rest.empty()) return up.empty() ? "." : up.substr(0, up.size() - 1);
  return absl::StrCat(up, rest);
}

}  // namespace retort

// The file system as a value, so that the same pass reads a disk, a test's files, a git tree or an editor's buffers.
//
//   MemoryFiles files({{"/repo/alembic.ini", "[alembic]\n..."}});
//   absl::StatusOr<std::string> text = files.Read("/repo/alembic.ini");
//
// Paths are absolute with forward slashes. Nothing here writes: see replace.h.

#ifndef RETORT_LINTER_SOURCE_FILES_H_
#define RETORT_LINTER_SOURCE_FILES_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace retort {

enum class FileKind { kNone, kFile, kDirectory, kOther };  // kOther: a FIFO, a socket, a device

struct DirectoryEntry {
  std::string name;                 // bytes as the file system has them; need not be UTF-8
  FileKind kind = FileKind::kNone;  // of what a link points to
  bool is_link = false;
};

// A larger file is no source code; reading it is an error.
inline constexpr size_t kMaxFileBytes = size_t{64} << 20;

class Files {
 public:
  virtual ~Files() = default;
  // NotFound, PermissionDenied, FailedPrecondition (no regular file), ResourceExhausted (larger than kMaxFileBytes).
  virtual absl::StatusOr<std::string> Read(absl::string_view path) const = 0;
  // Sorted by name.
  virtual absl::StatusOr<std::vector<DirectoryEntry>> List(absl::string_view directory) const = 0;
  virtual FileKind KindOf(absl::string_view path) const = 0;
  // The path with every link resolved, to recognise a folder that was seen before; `path` itself if it cannot be.
  virtual std::string RealPath(absl::string_view path) const = 0;
};

class DiskFiles : public Files {
 public:
  absl::StatusOr<std::string> Read(absl::string_view path) const override;
  absl::StatusOr<std::vector<DirectoryEntry>> List(absl::string_view directory) const override;
  FileKind KindOf(absl::string_view path) const override;
  std::string RealPath(absl::string_view path) const override;
};

class MemoryFiles : public Files {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}
  absl::StatusOr<std::string> Read(absl::string_view path) const override;
  absl::StatusOr<std::vector<DirectoryEntry>> List(absl::string_view directory) const override;
  FileKind KindOf(absl::string_view path) const override;
  std::string RealPath(absl::string_view path) const override { return std::string(path); }

 private:
  std::map<std::string, std::string> texts_;  // by path
};

// Another file system with some texts laid over it: unsaved buffers. The overlaid files need not exist below.
class OverlayFiles : public Files {
 public:
  OverlayFiles(const Files& below, std::map<std::string, std::string> texts)
      : below_(below), above_(std::move(texts)) {}
  absl::StatusOr<std::string> Read(absl::string_view path) const override;
  absl::StatusOr<std::vector<DirectoryEntry>> List(absl::string_view directory) const override;
  FileKind KindOf(absl::string_view path) const override;
  std::string RealPath(absl::string_view path) const override { return below_.RealPath(path); }

 private:
  const Files& below_;
  MemoryFiles above_;
};

// Paths as text.
std::string JoinPath(absl::string_view directory, absl::string_view name);  // an absolute name stands alone
std::string NormalPath(absl::string_view path);         // without ".", "..", double or trailing slashes
absl::string_view DirectoryOf(absl::string_view path);  // "/" for "/a"; "" for "a"
absl::string_view BaseName(absl::string_view path);
bool IsBelow(absl::string_view path, absl::string_view directory);  // or equal
// `path` as seen from `directory`: "versions/a.py", "../b/c.py"; both absolute and normal.
std::string RelativePath(absl::string_view path, absl::string_view directory);

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_FILES_H_

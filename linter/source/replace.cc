#include "linter/source/replace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <list>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "linter/source/files.h"

namespace retort {
namespace {

absl::Status NotWritten(const std::string& path, int error) {
  return absl::FailedPreconditionError(absl::StrCat(path, " cannot be written: ", strerror(error)));
}

// The error number, or 0. Closes the file.
int WriteAndClose(int file, absl::string_view text) {
  int error = 0;
  while (error == 0 && !text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && fsync(file) != 0 && errno != EINVAL) error = errno;
  if (close(file) != 0 && error == 0) error = errno;
  return error;
}

// A text that waits beside the file whose place it will take. Gone with this, unless it has taken it.
class Draft {
 public:
  explicit Draft(std::string path) : path_(std::move(path)), real_(DiskFiles().RealPath(path_)) {}
  ~Draft() {
    if (!waiting_.empty()) unlink(waiting_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  absl::Status Write(absl::string_view text) {
    struct stat old;
    // A rename asks only the folder; a file that may not be written to stays as it is.
    if (stat(real_.c_str(), &old) != 0 || access(real_.c_str(), W_OK) != 0) return NotWritten(path_, errno);
    std::string name = absl::StrCat(real_, ".retort-XXXXXX");
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) return NotWritten(path_, errno);
    waiting_ = std::move(name);
    // Only root may give files away; everybody else mostly has their own. After it, because it takes modes away.
    [[maybe_unused]] const bool keeps_owner = fchown(file, old.st_uid, old.st_gid) == 0;
    const int mode_error = fchmod(file, old.st_mode & 07777) == 0 ? 0 : errno;
    const int write_error = WriteAndClose(file, text);
    if (write_error == 0 && mode_error == 0) return absl::OkStatus();
    return NotWritten(path_, write_error != 0 ? write_error : mode_error);
  }

  absl::Status TakePlace() {
    if (rename(waiting_.c_str(), real_.c_str()) != 0) return NotWritten(path_, errno);
    waiting_.clear();
    return absl::OkStatus();
  }

 private:
  std::string path_;
  std::string real_;
  std::string waiting_;
};

// True when there is something to write.
absl::StatusOr<bool> Compare(const Replacement& replacement) {
  absl::StatusOr<std::string> now = DiskFiles().Read(replacement.path);
  if (!now.ok()) return absl::FailedPreconditionError(now.status().message());
  if (*now == replacement.after) return false;
  if (*now == replacement.before) return true;
  return absl::FailedPreconditionError(
      absl::StrCat(replacement.path, " has changed since it was read: nothing is written"));
}

}  // namespace

absl::Status ReplaceTexts(const std::vector<Replacement>& replacements) {
  std::list<Draft> drafts;
  for (const Replacement& replacement : replacements) {
    const absl::StatusOr<bool> differs = Compare(replacement);
    if (!differs.ok()) return differs.status();
    if (!*differs) continue;
    const absl::Status written = drafts.emplace_back(replacement.path).Write(replacement.after);
    if (!written.ok()) return written;
  }
  for (Draft& draft : drafts) {
    if (const absl::Status taken = draft.TakePlace(); !taken.ok()) return taken;
  }
  return absl::OkStatus();
}

absl::Status CreateText(const std::string& path, absl::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 && errno == EEXIST) return absl::AlreadyExistsError(absl::StrCat(path, " exists already"));
  if (file < 0) return NotWritten(path, errno);
  const int error = WriteAndClose(file, text);
  if (error == 0) return absl::OkStatus();
  unlink(path.c_str());
  return NotWritten(path, error);
}

absl::Status WriteText(const std::string& path, absl::string_view text) {
  if (DiskFiles().KindOf(path) == FileKind::kNone) return CreateText(path, text);
  Draft draft(path);
  const absl::Status written = draft.Write(text);
  return written.ok() ? draft.TakePlace() : written;
}

}  // namespace retort

#include "linter/source/replace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

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
      text.remove_prefix(count);
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && fsync(file) != 0 && errno != EINVAL) error = errno;
  if (close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

absl::Status ReplaceText(const std::string& path, absl::string_view before, absl::string_view after) {
  const DiskFiles files;
  const std::string real = files.RealPath(path);
  const absl::StatusOr<std::string> now = files.Read(real);
  if (!now.ok()) return absl::FailedPreconditionError(now.status().message());
  if (*now == after) return absl::OkStatus();
  if (*now != before) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " has changed since it was read: nothing is written to it"));
  }
  struct stat status;
  // A rename asks only the folder; a file that may not be written to stays as it is.
  if (stat(real.c_str(), &status) != 0 || access(real.c_str(), W_OK) != 0) return NotWritten(path, errno);
  std::string temporary = absl::StrCat(real, ".retort-XXXXXX");
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return NotWritten(path, errno);
  int error = fchmod(file, status.st_mode & 07777) == 0 ? 0 : errno;
  // Only root may give files away; for everybody else the owner is the same.
  if (fchown(file, status.st_uid, status.st_gid) == 0) fchmod(file, status.st_mode & 07777);
  const int written = WriteAndClose(file, after);
  if (error == 0) error = written;
  if (error == 0 && rename(temporary.c_str(), real.c_str()) != 0) error = errno;
  if (error == 0) return absl::OkStatus();
  unlink(temporary.c_str());
  return NotWritten(path, error);
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

}  // namespace retort

#include "linter/cli/write.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "linter/report/tool.h"

namespace retort {
namespace {

std::string Because(absl::string_view file, int error) {
  return absl::StrCat(file == "-" ? "standard output" : file, " cannot be written: ", strerror(error));
}

absl::Status WriteAll(int descriptor, absl::string_view file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(count);
    } else if (errno == EPIPE) {
      return absl::OkStatus();
    } else if (errno != EINTR) {
      return absl::InternalError(Because(file, errno));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteTo(const std::string& file, absl::string_view text) {
  if (file == "-") return WriteAll(STDOUT_FILENO, file, text);
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return absl::FailedPreconditionError(Because(file, errno));
  absl::Status status = WriteAll(descriptor, file, text);
  if (close(descriptor) != 0 && status.ok()) status = absl::InternalError(Because(file, errno));
  return status;
}

ExitCode Fail(const absl::Status& status) {
  const std::string line = absl::StrCat(kToolName, ": ", Printable(status.message()), "\n");
  fputs(line.c_str(), stderr);
  const bool is_internal = absl::IsInternal(status) || absl::IsUnknown(status);
  return is_internal ? kExitInternal : kExitUsage;
}

ExitCode Print(absl::string_view text) {
  const absl::Status status = WriteTo("-", text);
  return status.ok() ? kExitClean : Fail(status);
}

}  // namespace retort

#include "linter/git/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kErrorBytes = size_t{64} << 10;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {
    // 0, 1 and 2 are free when the caller closed them; as a source of dup2 they would be overwritten.
    if (fd_ >= 0 && fd_ <= STDERR_FILENO) {
      fd_ = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
      close(fd);
    }
  }
  Descriptor(Descriptor&& other) : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { Close(); }
  void Close() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

absl::Status Failed(absl::string_view what) {
  return absl::UnavailableError(absl::StrCat(what, ": ", strerror(errno)));
}

absl::Status TooLong() { return absl::DeadlineExceededError("it took too long"); }

absl::StatusOr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Failed("pipe");
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// A file in memory, and not a pipe: nobody has to write while the program runs.
absl::StatusOr<Descriptor> InputFile(absl::string_view input) {
  if (input.empty()) return Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC));
  Descriptor file(memfd_create("input", MFD_CLOEXEC));
  while (!input.empty()) {
    const ssize_t count = write(file.get(), input.data(), input.size());
    if (count < 0 && errno != EINTR) return Failed("memfd");
    if (count > 0) input.remove_prefix(count);
  }
  lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

absl::StatusOr<pid_t> Spawn(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                            int input, int output, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t process = 0;
  const int error = posix_spawn(&process, arguments[0].c_str(), &actions, &attributes, Pointers(arguments).data(),
                                Pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return absl::UnavailableError(absl::StrCat(arguments[0], ": ", strerror(error)));
  return process;
}

// Ends the program, and all that it started, unless it was waited for.
class Running {
 public:
  explicit Running(pid_t process) : process_(process) {}
  ~Running() {
    if (process_ == 0) return;
    kill(-process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  absl::StatusOr<int> Wait(Clock::time_point deadline) {
    int status = 0;
    pid_t done = waitpid(process_, &status, WNOHANG);
    for (; done == 0; done = waitpid(process_, &status, WNOHANG)) {
      if (Clock::now() > deadline) return TooLong();
      usleep(50);  // both of its streams have ended: it is about to exit
    }
    process_ = 0;
    if (done < 0) return Failed("waitpid");
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t process_;
};

// One stream of the program. What is over the limit is read and dropped.
struct Stream {
  Descriptor from;
  size_t limit;
  std::string text = {};
  bool overflows = false;

  void Read() {
    char buffer[1 << 16];
    const ssize_t count = read(from.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) return from.Close();
    const size_t kept = std::min<size_t>(count, limit - text.size());
    overflows |= kept < static_cast<size_t>(count);
    text.append(buffer, kept);
  }
};

absl::Status ReadAll(Stream& output, Stream& errors, Clock::time_point deadline) {
  while (output.from.get() >= 0 || errors.from.get() >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return TooLong();
    pollfd waiting[] = {{output.from.get(), POLLIN, 0}, {errors.from.get(), POLLIN, 0}};  // -1 is ignored
    if (poll(waiting, 2, static_cast<int>(std::min<int64_t>(left, 60'000))) <= 0) continue;
    if (waiting[0].revents != 0) output.Read();
    if (waiting[1].revents != 0) errors.Read();
    if (output.overflows) return absl::ResourceExhaustedError("it printed too much");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProcessResult> RunProcess(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& environment, absl::string_view input,
                                         const ProcessLimits& limits) {
  const Clock::time_point deadline = Clock::now() + limits.time;
  absl::StatusOr<Descriptor> from = InputFile(input);
  if (!from.ok()) return from.status();
  absl::StatusOr<Pipe> output = MakePipe();
  if (!output.ok()) return output.status();
  absl::StatusOr<Pipe> errors = MakePipe();
  if (!errors.ok()) return errors.status();
  const absl::StatusOr<pid_t> process =
      Spawn(arguments, environment, from->get(), output->write.get(), errors->write.get());
  if (!process.ok()) return process.status();
  Running running(*process);
  output->write.Close();
  errors->write.Close();

  Stream standard_output{std::move(output->read), limits.output_bytes};
  Stream standard_error{std::move(errors->read), kErrorBytes};
  const absl::Status read = ReadAll(standard_output, standard_error, deadline);
  if (!read.ok()) return read;
  const absl::StatusOr<int> exit_code = running.Wait(deadline);
  if (!exit_code.ok()) return exit_code.status();
  return ProcessResult{*exit_code, std::move(standard_output.text), std::move(standard_error.text)};
}

std::string FindProgram(absl::string_view name) {
  const char* path = getenv("PATH");
  for (const absl::string_view folder : absl::StrSplit(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    if (!absl::StartsWith(folder, "/")) continue;
    std::string program = absl::StrCat(folder, "/", name);
    struct stat status;
    if (stat(program.c_str(), &status) == 0 && S_ISREG(status.st_mode) && access(program.c_str(), X_OK) == 0) {
      return program;
    }
  }
  return "";
}

}  // namespace retort

#include "linter/git/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

constexpr ProcessLimits kShort = {std::chrono::milliseconds(300), 1000};

absl::StatusOr<ProcessResult> Shell(const std::string& script, absl::string_view input = "",
                                    const ProcessLimits& limits = ProcessLimits()) {
  return RunProcess({"/bin/sh", "-c", script}, {"PATH=/usr/bin:/bin"}, input, limits);
}

TEST(RunProcess, GivesBothStreamsAndTheCode) {
  const absl::StatusOr<ProcessResult> result = Shell("echo out; echo err >&2; exit 3");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->exit_code, 3);
  EXPECT_EQ(result->output, "out\n");
  EXPECT_EQ(result->errors, "err\n");
}

TEST(RunProcess, ReportsASignal) {
  const absl::StatusOr<ProcessResult> result = Shell("kill -TERM $$");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->exit_code, 128 + SIGTERM);
}

TEST(RunProcess, PassesInputOfAnySize) {
  const std::string input(3 << 20, 'x');
  const absl::StatusOr<ProcessResult> result = Shell("cat; cat >&2 /dev/null", input);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->output, input);
}

TEST(RunProcess, InputMayStayUnread) {
  const absl::StatusOr<ProcessResult> result = Shell("exit 0", std::string(3 << 20, 'x'));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->exit_code, 0);
}

TEST(RunProcess, HasNoEnvironmentButTheGiven) {
  setenv("RETORT_LEAK", "1", 1);
  const absl::StatusOr<ProcessResult> result = Shell("echo ${RETORT_LEAK:-none} $PATH");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->output, "none /usr/bin:/bin\n");
}

TEST(RunProcess, EndsWhatTakesTooLong) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(Shell("sleep 50", "", kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(RunProcess, EndsWhatItsProgramLeftRunning) {
  const std::string marker = absl::StrCat(testing::TempDir(), "/pid");
  const auto status = Shell(absl::StrCat("sleep 50 & echo $! > ", marker), "", kShort).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  pid_t child = 0;
  std::ifstream(marker) >> child;
  ASSERT_GT(child, 0);
  // It is gone, or a zombie that nobody has waited for yet.
  std::string state = "gone";
  for (int i = 0; i < 100; ++i) {
    std::ifstream stat(absl::StrCat("/proc/", child, "/stat"));
    std::string pid, name;
    if (!(stat >> pid >> name >> state)) state = "gone";
    if (state == "gone" || state == "Z" || state == "X") return;
    usleep(20'000);
  }
  ADD_FAILURE() << "still running: " << state;
}

TEST(RunProcess, EndsWhatPrintsTooMuch) {
  EXPECT_EQ(Shell("yes", "", {std::chrono::seconds(20), 1000}).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(RunProcess, KeepsOnlyTheBeginningOfErrors) {
  const absl::StatusOr<ProcessResult> result = Shell("head -c 1000000 /dev/zero >&2; echo done");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->errors.size(), size_t{64} << 10);
  EXPECT_EQ(result->output, "done\n");
}

TEST(RunProcess, WithoutAProgram) {
  EXPECT_EQ(RunProcess({"/nowhere/git"}, {}, "", ProcessLimits()).status().code(), absl::StatusCode::kUnavailable);
}

TEST(RunProcess, WithStandardStreamsClosed) {
  EXPECT_EXIT(
      {
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
        const absl::StatusOr<ProcessResult> result = Shell("cat; echo err >&2", "in");
        _exit(result.ok() && result->output == "in" && result->errors == "err\n" ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(FindProgram, LooksOnlyInAbsoluteFolders) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/hostile");
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/git") << "#!/bin/sh\n";
  std::filesystem::permissions(folder + "/git", std::filesystem::perms::owner_all);
  std::filesystem::current_path(folder);
  const std::string path = getenv("PATH");
  setenv("PATH", absl::StrCat(".::", path).c_str(), 1);
  const std::string found = FindProgram("git");
  setenv("PATH", folder.c_str(), 1);
  const std::string absolute = FindProgram("git");
  setenv("PATH", path.c_str(), 1);
  EXPECT_NE(found, "");
  EXPECT_EQ(found.find(folder), std::string::npos) << found;
  EXPECT_EQ(absolute, folder + "/git");
  EXPECT_EQ(FindProgram("no-such-program"), "");
}

}  // namespace
}  // namespace retort

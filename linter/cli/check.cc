#include "linter/cli/check.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/cli/color.h"
#include "linter/cli/write.h"
#include "linter/engine/pass.h"
#include "linter/report/github.h"
#include "linter/report/json.h"
#include "linter/report/lsp_json.h"
#include "linter/report/sarif.h"
#include "linter/report/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

absl::StatusOr<std::string> ReadStandardInput() {
  std::string text;
  char chunk[1 << 16];
  while (true) {
    const ssize_t count = read(STDIN_FILENO, chunk, sizeof(chunk));
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return absl::FailedPreconditionError("standard input cannot be read");
    text.append(chunk, count);
    if (text.size() > kMaxFileBytes) {
      return absl::ResourceExhaustedError(absl::StrCat("standard input is larger than ", kMaxFileBytes >> 20, " MiB"));
    }
  }
}

absl::StatusOr<Report> CheckFiles(const CheckCommand& command) {
  const DiskFiles disk;
  if (command.buffer.empty()) return Check(disk, command.options);
  absl::StatusOr<std::string> text = ReadStandardInput();
  if (!text.ok()) return text.status();
  return Check(OverlayFiles(disk, {{command.buffer, *std::move(text)}}), command.options);
}

std::vector<const Rule*> RulesOf(const Report& report) {
  std::vector<const Rule*> rules;
  for (const absl::string_view id : report.rules) rules.push_back(FindRule(id));
  return rules;
}

std::string Render(const Report& report, const CheckCommand& command, const Output& output) {
  switch (output.format) {
    case Format::kText:
      return TextReport(report, {UseColor(command.color, output), command.show_not_understood});
    case Format::kJson:
      return JsonReport(report);
    case Format::kSarif:
      return SarifReport(report, RulesOf(report), {command.show_suppressed});
    case Format::kLspJson:
      return LspJsonReport(report, command.buffer);
    case Format::kGithub:
      return GithubReport(report);
  }
  return "";
}

bool Fails(const Summary& summary, const CheckCommand& command) {
  return summary.failing > 0 || (command.fail_on_not_understood && summary.not_understood > 0);
}

}  // namespace

ExitCode RunCheck(const CheckCommand& command) {
  const absl::StatusOr<Report> report = CheckFiles(command);
  if (!report.ok()) return Fail(report.status());
  ExitCode code = Fails(report->summary, command) ? kExitFindings : kExitClean;
  for (const Output& output : command.outputs) {
    const absl::Status status = WriteTo(output.file, Render(*report, command, output));
    if (!status.ok()) code = std::max(code, Fail(status));
  }
  return code;
}

}  // namespace retort

#include "linter/cli/version.h"

#include "absl/strings/str_cat.h"
#include "linter/cli/write.h"
#include "linter/report/tool.h"

namespace retort {

ExitCode RunVersion() { return Print(absl::StrCat(kToolName, " ", kToolVersion, "\n")); }

}  // namespace retort

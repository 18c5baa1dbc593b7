#include "tests/support/test_project.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/source/files.h"
#include "re2/re2.h"

namespace retort {
namespace {

constexpr absl::string_view kConfig = R"ini([alembic]
script_location = %(here)s/alembic
)ini";

// As it should be, so that nothing is found in it.
constexpr absl::string_view kEnvScript = R"py(import os

from alembic import context
from sqlalchemy import create_engine, pool


def run_migrations_offline():
    context.configure(url=os.environ["DATABASE_URL"], literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    engine = create_engine(
        os.environ["DATABASE_URL"],
        poolclass=pool.NullPool,
        connect_args={"options": "-c lock_timeout=5s"},
    )
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
)py";

constexpr absl::string_view kImports = R"py(import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

)py";

// It does something that is understood, so that no rule has a reason to speak of it.
constexpr absl::string_view kDowngrade = R"py(

def downgrade():
    op.execute("SELECT 1")
)py";

bool HasLine(absl::string_view text, const char* pattern) {
  return RE2::PartialMatch({text.data(), text.size()}, absl::StrCat("(?m)^(?:", pattern, ")"));
}

std::string IdWritten(absl::string_view text) {
  std::string id;
  RE2::PartialMatch({text.data(), text.size()}, R"re((?m)^revision\b[^=\n]*=\s*["']([^"'\n]+)["'])re", &id);
  return id;
}

std::string IdOf(const TestFile& file) {
  if (file.frame == Frame::kImports || file.frame == Frame::kNone) return IdWritten(file.text);
  const std::vector<std::string> parts = absl::StrSplit(absl::StripSuffix(BaseName(file.path), ".py"), '_');
  return parts[0];
}

std::string Identifiers(absl::string_view id, absl::string_view parent) {
  const std::string down = parent.empty() ? "None" : absl::StrCat("\"", parent, "\"");
  return absl::StrCat("revision = \"", id, "\"\ndown_revision = ", down, "\n\n");
}

// The body, indented, up to the module's own `def downgrade`.
std::string UpgradeFunction(absl::string_view body) {
  std::string out = "\ndef upgrade():\n";
  bool inside = true;
  bool empty = true;
  for (const absl::string_view line : absl::StrSplit(absl::StripSuffix(body, "\n"), '\n')) {
    inside = inside && !absl::StartsWith(line, "def downgrade");
    const absl::string_view code = absl::StripLeadingAsciiWhitespace(line);
    if (inside && !code.empty() && code[0] != '#') empty = false;
    absl::StrAppend(&out, inside && !code.empty() ? "    " : "", line, "\n");
  }
  return empty ? absl::StrCat(out, "    pass\n") : out;
}

// A revision's text in its frame; `lines_before` is how many lines stand before it.
std::string FrameRevision(const TestFile& file, absl::string_view id, absl::string_view parent,
                          uint32_t& lines_before) {
  std::string before = HasLine(file.text, "import |from ") ? "" : std::string(kImports);
  std::string text = file.text;
  if (file.frame == Frame::kNone) before.clear();
  if (file.frame == Frame::kBody) before = std::string(kImports);
  if (file.frame == Frame::kBody || file.frame == Frame::kIdentifiers)
    absl::StrAppend(&before, Identifiers(id, parent));
  if (file.frame == Frame::kBody) {
    text = UpgradeFunction(file.text);
    if (!HasLine(file.text, "def downgrade")) absl::StrAppend(&text, kDowngrade);
  }
  lines_before = std::count(before.begin(), before.end(), '\n') + (file.frame == Frame::kBody ? 2 : 0);
  return absl::StrCat(before, text);
}

bool IsConfig(const std::string& path) { return absl::EndsWith(path, ".ini") || BaseName(path) == "pyproject.toml"; }

}  // namespace

Frame FrameOf(absl::string_view text) {
  if (HasLine(text, "revision\\b")) return Frame::kNone;
  return HasLine(text, "(?:async )?def upgrade") ? Frame::kIdentifiers : Frame::kBody;
}

TestProject FrameProject(const std::vector<TestFile>& files) {
  TestProject project;
  bool has_config = false;
  std::string parent;
  for (const TestFile& file : files) {
    uint32_t& lines_before = project.lines_before[file.path];
    if (IsBelow(file.path, kVersionsFolder) && absl::EndsWith(file.path, ".py")) {
      const std::string id = IdOf(file);
      project.texts[file.path] = FrameRevision(file, id, parent, lines_before);
      project.revisions.push_back({id, file.path});
      parent = id;
    } else {
      project.texts[file.path] = file.text;
    }
    has_config = has_config || IsConfig(file.path);
  }
  if (!has_config) project.texts[JoinPath(kProjectFolder, "alembic.ini")] = std::string(kConfig);
  project.texts.emplace(JoinPath(kProjectFolder, "alembic/env.py"), kEnvScript);
  return project;
}

Options OptionsFor(const TestProject& project) {
  Options options;
  options.paths = {std::string(kProjectFolder)};
  options.working_directory = std::string(kProjectFolder);
  options.jobs = 1;
  options.use_git = false;
  // Most tests without revisions are about other files.
  if (project.revisions.empty()) options.ignore = {"empty-history"};
  for (size_t i = 0; i + 1 < project.revisions.size(); ++i) {
    if (!project.revisions[i].id.empty()) options.applied.push_back(project.revisions[i].id);
  }
  return options;
}

}  // namespace retort

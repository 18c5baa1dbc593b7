// Where revisions find the project's own modules.

#include "linter/engine/libraries.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace retort {
namespace {

std::string PathOfModule(const MemoryFiles& files, const Environment& environment, absl::string_view name,
                         absl::string_view working_directory = "/home/dev/repo") {
  const Libraries libraries(files, {&environment}, working_directory);
  const python::Library* library = libraries.Of(environment);
  const python::LibraryModule* module = library == nullptr ? nullptr : library->Find(name);
  return module == nullptr ? "nothing" : module->path;
}

TEST(Libraries, SearchTheRepository) {
  const MemoryFiles files({{"/home/dev/repo/.git/HEAD", ""},
                           {"/home/dev/outside.py", ""},
                           {"/home/dev/repo/top.py", ""},
                           {"/home/dev/repo/src/in_src.py", ""},
                           {"/home/dev/repo/backend/by_config.py", ""},
                           {"/home/dev/repo/backend/app/__init__.py", ""},
                           {"/home/dev/repo/backend/app/inside.py", ""},
                           {"/home/dev/repo/backend/app/migrations/beside.py", ""},
                           {"/home/dev/repo/backend/app/migrations/env.py", ""}});
  Environment environment;
  environment.config_path = "/home/dev/repo/backend/alembic.ini";
  environment.script_folder = "/home/dev/repo/backend/app/migrations";
  const auto path = [&](absl::string_view name) { return PathOfModule(files, environment, name); };
  EXPECT_EQ(path("top"), "/home/dev/repo/top.py");
  EXPECT_EQ(path("in_src"), "/home/dev/repo/src/in_src.py");
  EXPECT_EQ(path("by_config"), "/home/dev/repo/backend/by_config.py");
  EXPECT_EQ(path("app.inside"), "/home/dev/repo/backend/app/inside.py");
  EXPECT_EQ(path("app"), "/home/dev/repo/backend/app/__init__.py");
  EXPECT_EQ(path("beside"), "/home/dev/repo/backend/app/migrations/beside.py");
  EXPECT_EQ(path("inside"), "nothing");  // a package is not imported from inside
  EXPECT_EQ(path("outside"), "nothing");
}

TEST(Libraries, WithoutGitTheWorkingDirectoryIsAll) {
  const MemoryFiles files(
      {{"/home/dev/repo/top.py", ""}, {"/work/above.py", ""}, {"/home/dev/repo/alembic/env.py", ""}});
  Environment environment;
  environment.script_folder = "/home/dev/repo/alembic";
  EXPECT_EQ(PathOfModule(files, environment, "top"), "/home/dev/repo/top.py");
  EXPECT_EQ(PathOfModule(files, environment, "above"), "nothing");
  EXPECT_EQ(PathOfModule(files, environment, "top", "/elsewhere"), "nothing");
}

}  // namespace
}  // namespace retort

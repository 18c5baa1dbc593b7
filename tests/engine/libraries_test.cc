// Where revisions find the project's own modules.

#include "linter/engine/libraries.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace retort {
namespace {

std::string PathOfModule(const MemoryFiles& files, const Environment& environment, absl::string_view name,
                         absl::string_view working_directory = "/work/repo") {
  const Libraries libraries(files, {&environment}, working_directory);
  const python::Library* library = libraries.Of(environment);
  const python::LibraryModule* module = library == nullptr ? nullptr : library->Find(name);
  return module == nullptr ? "nothing" : module->path;
}

TEST(Libraries, SearchTheRepository) {
  const MemoryFiles files({{"/work/repo/.git/HEAD", ""},
                           {"/work/outside.py", ""},
                           {"/work/repo/top.py", ""},
                           {"/work/repo/src/in_src.py", ""},
                           {"/work/repo/backend/by_config.py", ""},
                           {"/work/repo/backend/app/__init__.py", ""},
                           {"/work/repo/backend/app/inside.py", ""},
                           {"/work/repo/backend/app/migrations/beside.py", ""},
                           {"/work/repo/backend/app/migrations/env.py", ""}});
  Environment environment;
  environment.config_path = "/work/repo/backend/alembic.ini";
  environment.script_folder = "/work/repo/backend/app/migrations";
  const auto path = [&](absl::string_view name) { return PathOfModule(files, environment, name); };
  EXPECT_EQ(path("top"), "/work/repo/top.py");
  EXPECT_EQ(path("in_src"), "/work/repo/src/in_src.py");
  EXPECT_EQ(path("by_config"), "/work/repo/backend/by_config.py");
  EXPECT_EQ(path("app.inside"), "/work/repo/backend/app/inside.py");
  EXPECT_EQ(path("app"), "/work/repo/backend/app/__init__.py");
  EXPECT_EQ(path("beside"), "/work/repo/backend/app/migrations/beside.py");
  EXPECT_EQ(path("inside"), "nothing");  // a package is not imported from inside
  EXPECT_EQ(path("outside"), "nothing");
}

TEST(Libraries, WithoutGitTheWorkingDirectoryIsAll) {
  const MemoryFiles files({{"/work/repo/top.py", ""}, {"/work/above.py", ""}, {"/work/repo/alembic/env.py", ""}});
  Environment environment;
  environment.script_folder = "/work/repo/alembic";
  EXPECT_EQ(PathOfModule(files, environment, "top"), "/work/repo/top.py");
  EXPECT_EQ(PathOfModule(files, environment, "above"), "nothing");
  EXPECT_EQ(PathOfModule(files, environment, "top", "/elsewhere"), "nothing");
}

}  // namespace
}  // namespace retort

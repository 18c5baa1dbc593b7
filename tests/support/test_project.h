// A project in memory, made of a few files that a test wrote, with all that Alembic needs around them.
//
//   TestProject project = FrameProject({{.path = "/project/alembic/versions/001_tag.py", .text =
//   "op.drop_table('t')"}}); Check(MemoryFiles(project.texts), ...)

#ifndef RETORT_TESTS_SUPPORT_TEST_PROJECT_H_
#define RETORT_TESTS_SUPPORT_TEST_PROJECT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/engine/options.h"

namespace retort {

inline constexpr absl::string_view kProjectFolder = "/project";
inline constexpr absl::string_view kVersionsFolder = "/project/alembic/versions";

enum class Frame {
  kBody,         // the text is the body of upgrade(); from `def downgrade` on, if it is there, it is the module's
  kIdentifiers,  // a module that lacks revision and down_revision, and imports unless it has some
  kImports,      // a module that lacks imports, unless it has some
  kNone,         // the whole file
};

// The frame that a revision's text asks for: what it does not define itself is added.
Frame FrameOf(absl::string_view text);

struct TestFile {
  std::string path;  // absolute
  std::string text;
  Frame frame = Frame::kNone;
};

struct TestProject {
  struct Revision {
    std::string id;
    std::string path;
  };
  std::map<std::string, std::string> texts;      // by path
  std::map<std::string, uint32_t> lines_before;  // how many lines the frame put before a file's text
  std::vector<Revision> revisions;               // in the order of the files
};

// Revisions follow each other in the order of the files: the id of 001_tag.py is "001", and it is the parent of the
// next one that is framed. An alembic.ini and an env.py are added unless the test has its own.
TestProject FrameProject(const std::vector<TestFile>& files);

// Options to check the project in memory with, all but its last revision applied.
Options OptionsFor(const TestProject& project);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_TEST_PROJECT_H_

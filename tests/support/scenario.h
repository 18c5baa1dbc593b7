// A scenario: one heading of testdata/scenarios/<category>/<rule>.md, which is one history with all that Retort must
// say about it, and nothing else.
//
//   ## Created in an earlier revision: blocked again
//   ```py file=001_tag.py
//   op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))
//   ```
//   ```py file=002_index.py
//   op.create_index("ix_tag_id", "tag", ["id"])  # expect: index-not-concurrent "blocks every write"
//   ```
//
// Files. `file=` names a file of the project; a Python file without a folder is a revision. A revision is the body of
// upgrade(), or has `def upgrade` and lacks identifiers, or has `revision =` and is whole; the word `whole` says that
// it is, whatever it lacks. An alembic.ini and an env.py are there unless the scenario has its own.
//
// Applied. All revisions but the last are applied. `pending` says that one is not, `applied` that the last one is.
//
// History. `base` says that a file is in the commit that this tree has left its base branch at; it is still there today
// unless it is `gone` or another block has its name. `tip` says that a file came to the base branch since. The scenario
// is then a git repository, and nothing else says what is applied.
//
// Expectations: expectation.h. A finding about what the frame added, or about the whole file, counts at the first (or
// last) line of the block. The finding's message, help and related places may hold the expected text.
//
// Fixes. A block with the word `after-fix` is the file after the safe fixes of all findings.
//
// Options, in a comment beside the heading: <!-- options: postgres=11 sqlalchemy=1.4 alembic=1.8 select=a,b ignore=c
// all bare --> where `bare` adds no alembic.ini and no env.py.

#ifndef RETORT_TESTS_SUPPORT_SCENARIO_H_
#define RETORT_TESTS_SUPPORT_SCENARIO_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/finding/report.h"
#include "tests/support/expectation.h"
#include "tests/support/test_project.h"

namespace retort {

struct Scenario {
  // Where a file's text stands in the document.
  struct Block {
    uint32_t lines_before = 0;  // in the file
    uint32_t first = 1;         // the first and last line that may carry an expectation, in the text
    uint32_t last = 1;
    uint32_t line = 1;  // in the document, of the text's first line
  };

  std::string document;
  std::string title;
  uint32_t line = 0;
  TestProject project;
  std::map<std::string, std::string> base;  // by path; empty: the scenario is not about history
  std::map<std::string, std::string> tip;   // empty: the base branch is where it was
  Options options;
  std::map<std::string, Block> blocks;       // by path
  std::vector<Expectation> expectations;     // by line of the document
  std::map<std::string, std::string> after;  // by path: the text after all safe fixes
  std::string problem;                       // what is wrong with the scenario itself
};

std::vector<Scenario> ReadScenarios(absl::string_view document, absl::string_view text);

// Every scenario below a folder, by path.
std::vector<Scenario> ReadScenarioFolder(const std::string& folder);

// How the report differs from what is expected, one line a difference; empty when it does not.
std::string Differences(const Scenario& scenario, const Report& report);

// How the files after the report's safe fixes differ from the blocks `after-fix`.
std::string FixDifferences(const Scenario& scenario, const Report& report);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_SCENARIO_H_

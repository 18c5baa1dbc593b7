// Modules of the project, as far as the interpreter follows them; what their names are is asked of CPython.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "linter/python/interpreter.h"
#include "linter/python/library.h"
#include "tests/python/cpython.h"

namespace retort::python {
namespace {

using testing::ElementsAre;

using Texts = std::map<std::string, std::string>;

// The files of a project, and the interpreter that reads /repo/revision.py.
class Project {
 public:
  explicit Project(Texts texts)
      : text_(texts.at("/repo/revision.py")),
        files_(std::move(texts)),
        library_(files_, "/repo", {"/repo", "/repo/src"}),
        module_(Module::Parse(7, text_)),
        interpreter_(module_, {}, &library_, "/repo/revision.py") {
    EXPECT_TRUE(module_.Errors().empty());
  }

  std::string Value(absl::string_view name) const {
    const ValuePtr value = interpreter_.Global(name);
    return value == nullptr ? "nothing" : ToString(*value);
  }
  // Each event of f(), with the source at its place.
  std::vector<std::string> Events() {
    std::vector<std::string> shown;
    for (const Event& event : interpreter_.Run("f").events) {
      EXPECT_EQ(event.at.file, 7u);
      shown.push_back(absl::StrCat(event.conditional ? "? " : "", ToString(*event.value), " @ ", Source(event.at)));
    }
    return shown;
  }
  std::string Source(Span at) const { return text_.substr(at.begin, at.end - at.begin); }
  const Interpreter& interpreter() const { return interpreter_; }

 private:
  const std::string text_;
  const MemoryFiles files_;
  const Library library_;
  const Module module_;
  Interpreter interpreter_;
};

const Texts& Application() {
  static const auto& texts = *new Texts{
      {"/repo/app/__init__.py", "from .enums import Color as Colour\nfrom app.constants import *\nVERSION = 1\n"},
      {"/repo/app/enums.py",
       "import enum\nfrom .constants import PREFIX\nclass Color(enum.Enum):\n    RED = 'red'\n    BLUE = PREFIX + "
       "'blue'\n"},
      {"/repo/app/constants.py",
       "import os\nPREFIX = 'p_'\nTABLES = ['a', 'b']\nTABLES.append('c')\n_HIDDEN = 1\n"
       "SECRET = os.environ.get('X')\ntotal = 0\nfor i in range(4):\n    total += i\nTWICE = f'{PREFIX}{PREFIX}'\n"},
      {"/repo/app/deep/__init__.py", ""},
      {"/repo/app/deep/helpers.py",
       "from ..constants import TABLES\nfrom . import names\nfrom .. import VERSION\nCOUNT = len(TABLES) + VERSION\n"
       "def quoted(name, *, mark='\"'):\n    return names.wrap(name, mark)\n"},
      {"/repo/app/deep/names.py", "def wrap(text, mark):\n    return mark + text + mark\n"},
      {"/repo/src/lib.py", "x = {'k': (1, 2)}\n"},
  };
  return texts;
}

// CPython imports the same files.
TEST(Imports, NamesAreThoseOfPython) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/project");
  for (const auto& [path, text] : Application()) {
    const std::filesystem::path file = folder + path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  const std::string import =
      absl::StrCat("import sys\nsys.path[:0] = ['", folder, "/repo', '", folder, "/repo/src']\n");
  const std::vector<std::string> programs = {
      "from app.enums import Color\nx = [c.value for c in Color]\n",
      "from app import Colour, TABLES, TWICE, VERSION\nx = [Colour.RED.value, TABLES, TWICE, VERSION]\n",
      "from app import *\nx = TABLES + [PREFIX]\n",
      "import app.constants\nx = app.constants.total\n",
      "import app.deep.helpers as h\nx = [h.COUNT, h.quoted('a'), h.quoted('b', mark='!')]\n",
      "from app.deep import names\nfrom app.deep.helpers import quoted\nx = names.wrap(quoted('t'), '-')\n",
      "from lib import x as y\nx = y\n",
      "def f():\n    from app.constants import TABLES\n    return [t for t in TABLES]\nx = f()\n",
      "from app import constants\nx = constants.TABLES[0] + constants.PREFIX\n",
  };
  std::vector<std::string> asked;
  for (const std::string& program : programs) asked.push_back(import + program);
  const std::vector<std::string> answers = AskPython("run(text)", asked);
  for (size_t i = 0; i < programs.size(); ++i) {
    Texts texts = Application();
    texts["/repo/revision.py"] = programs[i];
    const Project project(std::move(texts));
    const ValuePtr x = project.interpreter().Global("x");
    ASSERT_NE(x, nullptr);
    EXPECT_EQ(ShowAsPython(*x), answers[i]) << programs[i];
  }
}

TEST(Imports, HelpersActAtTheCall) {
  Project project({{"/repo/revision.py",
                    "from alembic import op\nfrom tools import make, NAME, each\n"
                    "def f():\n    make('t', op.c())\n    op.own(NAME)\n    each(lambda n: op.back(n))\n"},
                   {"/repo/tools.py",
                    "from alembic import op\nimport other\nNAME = 'n'\nother.loaded()\n"
                    "def make(name, *columns):\n    if other.exists(name):\n        return\n"
                    "    op.create_table(name, *columns)\n"
                    "def each(do):\n    for n in ['x']:\n        do(n)\n"}});
  EXPECT_THAT(project.Events(),
              ElementsAre("alembic.op.c() @ op.c()", "other.exists(\"t\") @ make('t', op.c())",
                          "? alembic.op.create_table(\"t\", alembic.op.c()) @ make('t', op.c())",
                          "alembic.op.own(\"n\") @ op.own(NAME)", "alembic.op.back(\"x\") @ op.back(n)"));
}

TEST(Imports, ValuesStandWhereTheyAreUsed) {
  const Project project({{"/repo/revision.py", "from a import SQL\nx = SQL\ny = 'own ' + SQL\nz = SQL.upper()\n"},
                         {"/repo/a.py", "SQL = '''SELECT\n1'''\n"}});
  for (const absl::string_view name : {"x", "y", "z"}) {
    const MappedText& text = *project.interpreter().Global(name)->As<MappedText>();
    const Span at = text.At(text.text().size() - 1, text.text().size());
    EXPECT_EQ(at.file, 7u);
    EXPECT_TRUE(absl::StrContains("SQL.upper()", project.Source(at))) << project.Source(at);
  }
}

TEST(Imports, OnlyWhatIsInTheRepository) {
  const Project project(
      {{"/repo/revision.py",
        "import json, up, sqlalchemy\nfrom alembic import op\nfrom .near import a\nfrom far import b\n"
        "from broken import c\nfrom app import nothing\n"
        "u = [json.x, up.x, op.x, a, b, c, nothing, sqlalchemy.x]\n"},
       {"/repo/json.py", "x = 1\n"},
       {"/repo/alembic/__init__.py", "op = 1\n"},
       {"/repo/sqlalchemy.py", "x = 1\n"},
       {"/repo/near.py", "a = 1\n"},
       {"/far.py", "b = 1\n"},
       {"/up.py", "x = 1\n"},
       {"/repo/broken.py", "c = = 1\n"},
       {"/repo/app/__init__.py", "y = 1\n"}});
  EXPECT_EQ(project.Value("u"), "[json.x, up.x, alembic.op.x, .near.a, far.b, broken.c, app.nothing, sqlalchemy.x]");
}

TEST(Imports, ReadFilesOfTheRepository) {
  const Project project({{"/repo/revision.py",
                          "import os\nfrom pathlib import Path\nhere = os.path.dirname(__file__)\n"
                          "a = open(os.path.join(here, 'sql', 'a.sql')).read()\n"
                          "with open(Path(__file__).parent / 'sql' / 'a.sql') as f:\n    b = f.read().strip()\n"
                          "c = Path(__file__).resolve().parent.joinpath('sql/a.sql').read_text(encoding='utf-8')\n"
                          "d = open('/etc/passwd').read()\ne = open(os.environ['X']).read()\n"
                          "g = open(here + '/../up.sql').read()\n"},
                         {"/repo/sql/a.sql", "SELECT 1;\n"},
                         {"/up.sql", "x"},
                         {"/etc/passwd", "x"}});
  EXPECT_EQ(project.Value("a"), "\"SELECT 1;\n\"");
  EXPECT_EQ(project.Value("b"), "\"SELECT 1;\"");
  EXPECT_EQ(project.Value("c"), "\"SELECT 1;\n\"");
  EXPECT_EQ(project.Value("d"), "<a file that is not in the repository>");
  EXPECT_EQ(project.Value("e"), "<a file whose path is not known>");
  EXPECT_EQ(project.Value("g"), "<a file that is not in the repository>");
  EXPECT_EQ(project.interpreter().Global("a")->As<MappedText>()->At(0, 1).file, 7u);
}

TEST(Imports, AskOnlyForWhatIsNeeded) {
  std::string big = "from elsewhere import Base\nclass Status:\n    OK = 'ok'\n";
  for (int i = 0; i < 4000; ++i) absl::StrAppend(&big, "class M", i, "(Base):\n    a = Base.column(1, 2, 3)\n");
  const Project project({{"/repo/revision.py", "from models import Status\nx = Status.OK\n"},
                         {"/repo/models.py", big},
                         {"/repo/elsewhere.py", "import models\nBase = models.M1\n"}});
  EXPECT_EQ(project.Value("x"), "\"ok\"");
}

TEST(Imports, CyclesAndFloodsEnd) {
  std::string many = "def f():\n    pass\n";
  Texts texts = {
      {"/repo/a.py", "from b import x\nfrom a import y\nfrom a import *\n"},
      {"/repo/b.py", "from a import x\nfrom b import *\nimport a\nz = a.z\n"},
      {"/repo/loop.py", "def g(n):\n    import loop\n    return loop.g([n])\nv = [g(0) for i in range(1000000)]\n"},
      {"/repo/heavy.py", "v = []\nfor i in range(10000):\n    for j in range(10000): v.append([i, j])\nw = 5\n"},
      {"/repo/huge.py", absl::StrCat("v = 1\n", std::string(size_t{3} << 20, '\n'))},
      {"/repo/order.py", "v = 1\nw = v\nv = 2\n"},
  };
  for (int i = 0; i < 300; ++i) {
    texts[absl::StrCat("/repo/m", i, ".py")] = absl::StrCat("from m", i + 1, " import q\n");
    absl::StrAppend(&many, "import m", i, "\nr", i, " = m", i, ".q\n");
  }
  texts["/repo/revision.py"] = absl::StrCat(
      "import a, b, loop, heavy, huge, order\nw = [heavy.w, huge.v, order.v, order.w]\n"
      "x = [a.x, a.y, b.z]\ny = loop.v\nz = heavy.v\n",
      many);
  Pool(1).Run(1, [&](size_t) {
    const Project project(texts);
    EXPECT_EQ(project.Value("w"), "[5, huge.v, 2, <a name that is assigned more than once>]");
  });
}

TEST(Imports, AnswersDoNotDependOnTiming) {
  Texts texts = Application();
  const MemoryFiles files(texts);
  const Library library(files, "/repo", {"/repo"});
  const std::vector<std::string> results = Pool(8).Map<std::string>(64, [&](size_t i) {
    const std::string program =
        i % 2 == 0 ? "from app.deep.helpers import COUNT\nfrom app import TABLES\nx = [COUNT, TABLES]\n"
                   : "from app import TABLES\nfrom app.deep.helpers import COUNT\nx = [COUNT, TABLES]\n";
    const Module module = Module::Parse(0, program);
    const Interpreter interpreter(module, {}, &library, "/repo/r.py");
    return ToString(*interpreter.Global("x"));
  });
  for (const std::string& result : results) EXPECT_EQ(result, "[4, [\"a\", \"b\", \"c\"]]");
}

}  // namespace
}  // namespace retort::python

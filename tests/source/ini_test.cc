#include "linter/source/ini.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <random>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace retort {
namespace {

std::string Value(absl::string_view text, absl::string_view section, absl::string_view key) {
  const std::optional<MappedText> value = ParseIni(0, text).Get(section, key, {{"here", "/repo"}});
  return value.has_value() ? value->text() : "(absent)";
}

std::string Place(absl::string_view text, absl::string_view section, absl::string_view key) {
  const std::optional<MappedText> value = ParseIni(0, text).Get(section, key);
  if (!value.has_value()) return "(absent)";
  const Span at = value->At(0, value->text().size());
  return std::string(text.substr(at.begin, at.end - at.begin));
}

TEST(IniTest, ReadsSectionsKeysAndValues) {
  constexpr char kText[] =
      "[alembic]\nscript_location = alembic\nsqlalchemy.url: postgresql://h/d ; no comment\n[other]\nA=b=c\n";
  EXPECT_EQ(Value(kText, "alembic", "script_location"), "alembic");
  EXPECT_EQ(Value(kText, "alembic", "sqlalchemy.url"), "postgresql://h/d ; no comment");
  EXPECT_EQ(Value(kText, "other", "a"), "b=c");
  EXPECT_EQ(Value(kText, "other", "script_location"), "(absent)");
  EXPECT_EQ(Place(kText, "alembic", "sqlalchemy.url"), "postgresql://h/d ; no comment");
}

TEST(IniTest, ContinuesIndentedLines) {
  constexpr char kText[] = "[a]\nk = one\n  two\n# comment\n\n  three\nnext = 1\n";
  EXPECT_EQ(Value(kText, "a", "k"), "one\ntwo\n\nthree");
  EXPECT_EQ(Value(kText, "a", "next"), "1");
  EXPECT_EQ(Place(kText, "a", "k"), "one\n  two\n# comment\n\n  three");
}

TEST(IniTest, InterpolatesAndMapsToTheDefinition) {
  constexpr char kText[] = "[DEFAULT]\nuser = bob\n[a]\npw = p%%w\nurl = pg://%(USER)s:%(pw)s@%(here)s%(gone)s\n";
  EXPECT_EQ(Value(kText, "a", "url"), absl::StrCat("pg://bob:p%w@/repo", kHole));
  const MappedText url = *ParseIni(0, kText).Get("a", "url");
  const Span user = url.At(5, 8);
  EXPECT_EQ(absl::string_view(kText).substr(user.begin, user.end - user.begin), "bob");
  EXPECT_TRUE(url.has_holes());
}

TEST(IniTest, EndsOnValuesThatReferToThemselves) {
  EXPECT_EQ(Value("[a]\nx = %(x)s\n", "a", "x"), kHole);
  std::string doubling = "[a]\nx0 = " + std::string(1000, 'y') + "\n";
  for (int i = 1; i <= 9; ++i) {
    absl::StrAppend(&doubling, "x", i, " =");
    for (int j = 0; j < 50; ++j) absl::StrAppend(&doubling, " %(x", i - 1, ")s");
    absl::StrAppend(&doubling, "\n");
  }
  EXPECT_LT(Value(doubling, "a", "x9").size(), size_t{1} << 20);
  EXPECT_THAT(Value(doubling, "a", "x9"), testing::HasSubstr(std::string(kHole)));
}

TEST(IniTest, ReadsWhatConfigParserRefuses) {
  constexpr char kText[] = "lost = 1\n[a]\nk = 1\nflag\n= nothing\nK = 2\nbad = 5%\n";
  const Ini ini = ParseIni(0, kText);
  EXPECT_EQ(Value(kText, "a", "k"), "2");
  EXPECT_EQ(Value(kText, "a", "flag"), "(absent)");
  ASSERT_NE(ini.Find("a")->Find("flag"), nullptr);
  EXPECT_FALSE(ini.Find("a")->Find("flag")->has_value);
  EXPECT_EQ(Value(kText, "a", "bad"), absl::StrCat("5", kHole));
}

TEST(IniTest, ReadsByteOrderMarkAndEveryLineEnd) {
  constexpr char kText[] = "\xEF\xBB\xBF[a]\r\nx = 1\r\n  2\ry = 3\n";
  EXPECT_EQ(Value(kText, "a", "x"), "1\n2");
  EXPECT_EQ(Value(kText, "a", "y"), "3");
  EXPECT_EQ(ParseIni(0, kText).sections[0].at, (Span{0, 3, 6}));
}

// Everything that Python reads without an error, Retort reads alike.
TEST(IniTest, AgreesWithPythonsConfigParser) {
  const std::vector<std::string> lines = {
      "[a]", "[b c]",         "[DEFAULT]",      "x = 1", "Y: %(x)s", "  more",      "\tmore = yes", "",
      "# c", "  ; c",         "z = a%%b",       "w =",   " v = 1",   "u = [q] # t", "t:=2",         "[d]x]",
      "  ",  "k%(here)s = 1", "s = %(HERE)s/x", "r = é"};
  std::mt19937 random(7);
  std::string inputs, ours;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (size_t n = 2 + random() % 9; n > 0; --n) absl::StrAppend(&text, lines[random() % lines.size()], "\n");
    absl::StrAppend(&inputs, text, "\x01");
    const Ini ini = ParseIni(0, text);
    for (const IniSection& section : ini.sections) {
      absl::StrAppend(&ours, "[", section.name, "]\n");
      for (const IniEntry& entry : section.entries) {
        const MappedText value = ini.Interpolate(section, entry, {{"here", "/repo"}});
        absl::StrAppend(&ours, entry.key, "=", absl::StrReplaceAll(value.text(), {{"\n", "|"}, {kHole, "?"}}), "\n");
      }
    }
    absl::StrAppend(&ours, "\x01");
  }
  const std::string folder = testing::TempDir();
  std::ofstream(folder + "/in") << inputs;
  std::ofstream(folder + "/oracle.py") << R"py(
import configparser, sys
for text in open(sys.argv[1], newline="", encoding="utf-8").read().split("\x01")[:-1]:
    p = configparser.ConfigParser({"here": "/repo"}, strict=False)
    try:
        p.read_string(text)
        for s in p.sections():
            print("[%s]" % s)
            for k in p._sections[s]:
                print(k + "=" + p.get(s, k).replace("\n", "|"))
    except configparser.Error as e:
        print("error", type(e).__name__)
    print("\x01", end="")
)py";
  const std::string command =
      absl::StrCat("PYTHONIOENCODING=utf-8 /usr/bin/python3 ", folder, "/oracle.py ", folder, "/in > ", folder, "/out");
  ASSERT_EQ(system(command.c_str()), 0);
  std::stringstream theirs;
  theirs << std::ifstream(folder + "/out").rdbuf();
  std::stringstream mine(ours);
  int compared = 0;
  for (std::string one, other, input, all = inputs;
       std::getline(mine, one, '\x01') && std::getline(theirs, other, '\x01');) {
    input = all.substr(0, all.find('\x01'));
    all.erase(0, input.size() + 1);
    if (other.find("error ") != std::string::npos) continue;
    ++compared;
    EXPECT_EQ(one, other) << input;
  }
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace retort

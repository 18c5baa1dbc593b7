// Files that try to crash, hang or fill the memory, and files of bytes that no format allows.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "linter/project/settings_reader.h"

namespace retort {
namespace {

constexpr const char* kPaths[] = {"alembic.ini", "config.toml", "compose.yml", "values.yaml",
                                  ".env",        "env.py",      "Dockerfile"};
constexpr const char kLeak[] = "\npostgresql://app:xK29dkQm@db/x\n";

std::string Repeated(absl::string_view piece, size_t size) {
  std::string text;
  text.reserve(size + piece.size());
  while (text.size() < size) text.append(piece.data(), piece.size());
  return text;
}

// On the stack that the pass gives to readers.
void ReadAll(const std::string& text) {
  for (const char* path : kPaths) {
    Pool(1).Run(1, [&](size_t) {
      const auto begin = std::chrono::steady_clock::now();
      for (const Setting& setting : ReadSettings(0, path, text)) {
        EXPECT_LE(setting.at.begin, setting.at.end);
        EXPECT_LE(setting.at.end, text.size());
        for (const Span& span : setting.conceal) EXPECT_LE(span.end, text.size());
      }
      EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20))
          << path << " " << text.substr(0, 20);
    });
  }
}

TEST(Hostile, RepeatedPieces) {
  for (const char* piece : {"[",
                            "{",
                            "a: ",
                            "- ",
                            "a.",
                            "[[a.",
                            "\"",
                            "'",
                            "${",
                            "$",
                            "%(a)s",
                            "a=b\n",
                            "a: b\n",
                            "password: xK29dkQm ",
                            "postgres://",
                            "u:p@h,",
                            "? ",
                            "&a ",
                            "*a ",
                            "!!x ",
                            "|\n",
                            "a: |\n  ",
                            "\\",
                            "=",
                            "\xff",
                            "\r",
                            "password=",
                            "{a: [",
                            "{password: xK29dkQm}, ",
                            "redis://:xK29dkQm@r\n",
                            "a:\n b\n\n"}) {
    ReadAll(Repeated(piece, 20'000));
    ReadAll(absl::StrCat("[a]\nx = ", Repeated(piece, 10'000)));
    ReadAll(absl::StrCat("x: \"", Repeated(piece, 10'000), "\""));
  }
}

TEST(Hostile, EveryByte) {
  std::string text;
  for (int c = 0; c < 256; ++c) absl::StrAppend(&text, "password: ", std::string(1, static_cast<char>(c)), "x\n");
  ReadAll(text);
  ReadAll(Repeated(text, 10'000));
}

TEST(Hostile, BillionLaughs) {
  std::string text = "a0: &a0 {password: xK29dkQm}\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = absl::StrCat("*a", i - 1);
    absl::StrAppend(&text, "a", i, ": &a", i, " [", before, ", ", before, ", ", before, "]\n");
  }
  const std::vector<Setting> settings = ReadSettings(0, "compose.yml", text);
  ASSERT_EQ(settings.size(), 1u);
  EXPECT_EQ(settings[0].key, "a0.password");
}

TEST(Hostile, IniReferencesThatDouble) {
  std::string text = "[a]\npassword0 = xK29dkQm\n";
  for (int i = 1; i < 60; ++i)
    absl::StrAppend(&text, "password", i, " = %(password", i - 1, ")s%(password", i - 1, ")s\n");
  ReadAll(text);
}

TEST(Hostile, DeepFilesAreStillSearched) {
  for (const char* path : {"config.toml", "compose.yml", "values.yaml"}) {
    const std::vector<Setting> settings = ReadSettings(0, path, absl::StrCat("a: ", std::string(100'000, '['), kLeak));
    ASSERT_EQ(settings.size(), 1u) << path;
    EXPECT_EQ(settings[0].verdict, SecretVerdict::kSecret);
  }
}

TEST(Hostile, BytesThatNoFormatAllowsAreStillSearched) {
  for (const char* path : kPaths) {
    for (const std::string& head :
         {std::string("\0\1\2", 3), std::string("\xff\xfe\xfd"), std::string("\xEF\xBB\xBF"), std::string("[[[\n")}) {
      const std::string text = absl::StrCat(head, "#", kLeak);
      const std::vector<Setting> settings = ReadSettings(0, path, text);
      ASSERT_EQ(settings.size(), 1u) << path;
      EXPECT_EQ(text.substr(settings[0].at.begin, settings[0].at.end - settings[0].at.begin), "xK29dkQm");
    }
  }
}

TEST(Hostile, LargeFilesAreSearched) {
  const std::string text = absl::StrCat(Repeated("a: b c d e f g\n", 8 << 20), kLeak);
  EXPECT_EQ(ReadSettings(0, "values.yaml", text).size(), 1u);
}

TEST(Hostile, ManySecretsOnOneLine) {
  std::string text = "x: [";
  for (int i = 0; i < 5'000; ++i) absl::StrAppend(&text, "{password: xK29dkQm", i, "}, ");
  text += "]\n";
  const std::vector<Setting> settings = ReadSettings(0, "x.yaml", text);
  ASSERT_EQ(settings.size(), 5'000u);
  ASSERT_EQ(settings[0].conceal.size(), 1u);
  EXPECT_TRUE(settings[0].conceal[0].Contains(settings.back().at));
}

}  // namespace
}  // namespace retort

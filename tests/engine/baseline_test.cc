#include "linter/engine/baseline.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace retort {
namespace {

using testing::HasSubstr;

std::string ErrorOf(absl::string_view text) {
  const absl::StatusOr<std::vector<BaselineEntry>> read = ReadBaseline("b.json", text);
  return read.ok() ? "no error" : std::string(read.status().message());
}

TEST(Baseline, IsSortedOneEntryALine) {
  const std::string text =
      WriteBaseline({{"2", "r", "b.py", "m\n\xff"}, {"3", "r", "a.py", "n"}, {"1", "q", "b.py", "\""}});
  EXPECT_EQ(text,
            "{\n  \"version\": 1,\n  \"findings\": [\n"
            "    {\"path\":\"a.py\",\"rule\":\"r\",\"message\":\"n\",\"fingerprint\":\"3\"},\n"
            "    {\"path\":\"b.py\",\"rule\":\"q\",\"message\":\"\\\"\",\"fingerprint\":\"1\"},\n"
            "    {\"path\":\"b.py\",\"rule\":\"r\",\"message\":\"m\\n\xEF\xBF\xBD\",\"fingerprint\":\"2\"}\n"
            "  ]\n}\n");
  const auto read = ReadBaseline("b.json", text);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(WriteBaseline(*read), text);
  EXPECT_EQ(ReadBaseline("b.json", WriteBaseline({}))->size(), 0u);
}

TEST(Baseline, SaysWhatIsBroken) {
  EXPECT_THAT(ErrorOf("{\n  \"findings\": [\n<<<<<<< HEAD\n"),
              HasSubstr("b.json:3 is no baseline: it is no JSON here"));
  EXPECT_THAT(ErrorOf("[]"), HasSubstr("it has no list \"findings\""));
  EXPECT_THAT(ErrorOf("{\"findings\": [{\"rule\": \"r\"}]}"), HasSubstr("entry 1 has no fingerprint"));
  EXPECT_THAT(ErrorOf(std::string(100000, '[')), HasSubstr("is no baseline"));
  EXPECT_THAT(ErrorOf("\xff"), HasSubstr("is no baseline"));
}

}  // namespace
}  // namespace retort

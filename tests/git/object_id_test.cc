#include "linter/git/object_id.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

// Every length around the borders of a 64-byte block, and every value of a byte.
void ExpectAsGit(const char* init, ObjectFormat format) {
  const ScratchRepository repository(init);
  std::string text;
  for (int length = 0; length <= 300; length += length < 140 ? 1 : 53) {
    text.clear();
    for (int i = 0; i < length; ++i) text += static_cast<char>(i * 7 + length);
    repository.Write(absl::StrCat(length), text);
    EXPECT_EQ(BlobId(text, format), repository.Git({"hash-object", "--no-filters", absl::StrCat(length)})) << length;
  }
}

TEST(BlobId, IsGits) { ExpectAsGit("--object-format=sha1", ObjectFormat::kSha1); }

TEST(BlobId, IsGitsInSha256Repositories) { ExpectAsGit("--object-format=sha256", ObjectFormat::kSha256); }

TEST(BlobId, OfALargeFile) {
  const ScratchRepository repository;
  const std::string text(5'000'011, 'x');
  repository.Write("large", text);
  EXPECT_EQ(BlobId(text, ObjectFormat::kSha1), repository.Git({"hash-object", "large"}));
}

}  // namespace
}  // namespace retort

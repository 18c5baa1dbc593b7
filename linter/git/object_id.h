// The name that git gives to a file's content, without asking git: equal names mean that the file did not change.
//
//   BlobId("", ObjectFormat::kSha1)  ->  "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"

#ifndef RETORT_LINTER_GIT_OBJECT_ID_H_
#define RETORT_LINTER_GIT_OBJECT_ID_H_

#include <string>

#include "absl/strings/string_view.h"

namespace retort {

enum class ObjectFormat { kSha1, kSha256 };

// As `git hash-object --no-filters` prints it.
std::string BlobId(absl::string_view text, ObjectFormat format);

}  // namespace retort

#endif  // RETORT_LINTER_GIT_OBJECT_ID_H_

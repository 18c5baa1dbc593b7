// Where connection URLs begin and end in a text, before anything is known about their parts.

#ifndef RETORT_LINTER_SECRETS_URL_EXTENT_H_
#define RETORT_LINTER_SECRETS_URL_EXTENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/secrets/url.h"

namespace retort {

struct UrlExtent {
  Range at;
  size_t rest = 0;     // just after "://"
  std::string scheme;  // lower case, without "jdbc:"
  UrlKind kind = UrlKind::kOther;
};

// Schemes that carry no connection (s3, file, git+ssh, arn) are left out.
std::vector<UrlExtent> FindUrlExtents(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_URL_EXTENT_H_

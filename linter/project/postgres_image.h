// The PostgreSQL version that a container image brings: "postgres:15-alpine", "pgvector/pgvector:pg16".
//
//   for (const Version& version : ReadPostgresImages(compose_file)) ...

#ifndef RETORT_LINTER_PROJECT_POSTGRES_IMAGE_H_
#define RETORT_LINTER_PROJECT_POSTGRES_IMAGE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/versions.h"

namespace retort {

// Nothing for another image, and for a tag without a version ("latest").
std::optional<Version> PostgresOfImage(absl::string_view image);

// Of every image that a compose file or a pipeline names as `image:`, `name:` or as an item of a list. Line by line: an
// image's name is shape enough, and templates that are no valid YAML name images too.
std::vector<Version> ReadPostgresImages(absl::string_view yaml);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_POSTGRES_IMAGE_H_

// Versions of the software whose behaviour decides a verdict, with where each was read.

#ifndef RETORT_LINTER_FACTS_VERSIONS_H_
#define RETORT_LINTER_FACTS_VERSIONS_H_

#include <string>

#include "linter/base/version.h"

namespace retort {

// Where nothing says it, the newest release that Retort knows is assumed and `from` is empty.
struct SoftwareVersion {
  Version version;
  std::string from;  // "poetry.lock", "docker-compose.yml"; empty: assumed
};

struct Versions {
  SoftwareVersion postgres = {{18, 0}, ""};
  SoftwareVersion alembic = {{1, 18}, ""};
  SoftwareVersion sqlalchemy = {{2, 0}, ""};
  std::string driver;       // "asyncpg", "psycopg2", "psycopg"; empty: not known
  std::string driver_from;  // "requirements.txt"
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_VERSIONS_H_

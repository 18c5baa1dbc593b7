// One Alembic environment: a configuration section with its script folder and version folders.

#ifndef RETORT_LINTER_FACTS_ENVIRONMENT_H_
#define RETORT_LINTER_FACTS_ENVIRONMENT_H_

#include <string>
#include <utility>
#include <vector>

#include "linter/facts/versions.h"
#include "linter/source/span.h"

namespace retort {

struct Environment {
  std::string name;           // for people: "services/billing/alembic.ini", with " [other]" for another section
  std::string config_path;    // alembic.ini or pyproject.toml; empty when only a versions folder is known
  std::string script_folder;  // absolute, normal
  std::vector<std::string> version_folders;  // absolute, normal, in Alembic's order
  bool recursive = false;                    // recursive_version_locations
  bool sourceless = false;
  // How Alembic names and dates new revisions.
  std::string file_template = "%(rev)s_%(slug)s";
  size_t slug_length = 40;
  std::string timezone;                // empty: the local one
  std::vector<std::string> databases;  // multidb: the names in upgrade_<name>
  // Of env.py's target_metadata, by kind: {"pk", "pk_%(table_name)s"}; empty: SQLAlchemy's own.
  std::vector<std::pair<std::string, std::string>> naming_convention;
  Versions versions;
  std::vector<std::string> small_tables;  // the project says that they stay small
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_ENVIRONMENT_H_

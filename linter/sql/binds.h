// What SQLAlchemy's text() does to a string before it is sent: `:name` is a parameter, `\:` is a colon.
//
//   ReplaceBinds("SELECT :a, b::int, '\:c'")   ->   SELECT <hole>, b::int, ':c'

#ifndef RETORT_LINTER_SQL_BINDS_H_
#define RETORT_LINTER_SQL_BINDS_H_

#include "linter/source/mapped_text.h"

namespace retort {

// Parameters become holes: their values are not known, and inside quotes they make the literal unknown.
MappedText ReplaceBinds(const MappedText& sql);

// What psycopg2 does to a string that is sent with parameters: `%s` and `%(name)s` are parameters, `%%` is a percent.
MappedText ReplaceDriverBinds(const MappedText& sql);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_BINDS_H_

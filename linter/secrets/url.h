// Connection URLs inside a text: where their passwords stand, also in the query, for several hosts, and before an "@"
// or
// "/" that should have been encoded. Follows SQLAlchemy where it and libpq differ, and takes what either accepts.
//
//   FindUrls("postgresql+asyncpg://app:s3cret@db:5432/app")[0].credentials[0].password  ->  "s3cret"

#ifndef RETORT_LINTER_SECRETS_URL_H_
#define RETORT_LINTER_SECRETS_URL_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/secrets/host.h"
#include "linter/secrets/range.h"

namespace retort {

struct Credential {
  std::string user;      // percent-decoded
  std::string password;  // percent-decoded
  Range at;              // the password as written
};

enum class UrlKind {
  kDatabase,  // what SQLAlchemy or a driver connects to
  kOther,     // redis, amqp, https with a user
  kTemplate,  // driver://, dialect+driver://
};

struct Url {
  Range at;
  UrlKind kind = UrlKind::kOther;
  std::string scheme;                   // lower case, with its driver
  std::vector<std::string> hosts;       // as written, without ports; never empty
  std::string database;                 // the path without its "/"
  std::vector<Credential> credentials;  // only those with a password that is not empty
  std::vector<Range> opaque;            // random parts under other names: a token as the user, a signature

  // The kind of the host that matters most: of several, the remotest.
  HostKind Host() const;
};

// In the order of the text. A URL that is the whole text ends where the text ends; inside of a longer text, it ends at
// a space or a quote.
std::vector<Url> FindUrls(absl::string_view text);

// The URL for people, with *** for every credential, every opaque part, and what else is `hidden`. `text` is what was
// searched.
std::string Redact(absl::string_view text, const Url& url, std::vector<Range> hidden = {});

// `%xx` becomes its byte; what is no escape stays.
std::string PercentDecode(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_URL_H_

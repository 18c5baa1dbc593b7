// What kind of host a connection string leads to: it decides how much a weak or a missing password matters.
//
//   HostKindOf("db.prod.example.org")  ->  HostKind::kPlaceholder    HostKindOf("10.0.0.7")  ->  HostKind::kRemote

#ifndef RETORT_LINTER_SECRETS_HOST_H_
#define RETORT_LINTER_SECRETS_HOST_H_

#include "absl/strings/string_view.h"

namespace retort {

enum class HostKind {
  kNone,         // missing, or a socket in the file system
  kLocal,        // loopback
  kService,      // a single label: a service of compose, a name of the local network
  kPlaceholder,  // reserved for documentation, or it says so: example.com, <host>, your-server
  kUnknown,      // comes from somewhere else
  kRemote,
};

// `host` without its port.
HostKind HostKindOf(absl::string_view host);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_HOST_H_

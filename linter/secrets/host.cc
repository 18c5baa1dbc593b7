#include "linter/secrets/host.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "linter/secrets/placeholder.h"
#include "re2/re2.h"

namespace retort {
namespace {

constexpr absl::string_view kLoopback[] = {"localhost",
                                           "::1",
                                           "0.0.0.0",
                                           "::",
                                           "host.docker.internal",
                                           "gateway.docker.internal",
                                           "kubernetes.docker.internal"};
constexpr absl::string_view kStandsForOne[] = {"host",    "hostname", "server",   "servername", "dbhost",   "db_host",
                                               "address", "myhost",   "myserver", "ip",         "endpoint", "url",
                                               "domain",  "ec2",      "hostaddr", "hostspec",   "host:port"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsReserved(absl::string_view host) {
  static const RE2 kReserved(
      R"((.*\.)?example(\.(com|org|net|edu))?|.*\.(example|invalid|test)|(.*\.)?(yourdomain|mydomain|)"
      R"(your-domain|yourcompany|domain)\.\w+)");
  return RE2::FullMatch({host.data(), host.size()}, kReserved);
}

}  // namespace

HostKind HostKindOf(absl::string_view host) {
  const std::string lower = absl::AsciiStrToLower(absl::StripSuffix(absl::StripPrefix(host, "["), "]"));
  if (lower.empty() || lower[0] == '/' || absl::StartsWith(lower, "%2f")) return HostKind::kNone;
  if (IsReference(lower)) return HostKind::kUnknown;
  if (In(kLoopback, lower) || absl::StartsWith(lower, "127.") || absl::EndsWith(lower, ".localhost")) {
    return HostKind::kLocal;
  }
  if (In(kStandsForOne, lower) || IsReserved(lower) || IsPlaceholder(lower)) return HostKind::kPlaceholder;
  return absl::StrContains(lower, '.') || absl::StrContains(lower, ':') ? HostKind::kRemote : HostKind::kService;
}

}  // namespace retort

#include "linter/alembic/effect.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/alembic/arguments.h"
#include "linter/python/builtins.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

// commit() and flush() send what was assigned to the objects of a session.
constexpr absl::string_view kRowMethods[] = {"add",
                                             "add_all",
                                             "bulk_insert_mappings",
                                             "bulk_save_objects",
                                             "bulk_update_mappings",
                                             "commit",
                                             "delete",
                                             "flush",
                                             "insert",
                                             "merge",
                                             "update"};

// Libraries that know no database; sorted.
constexpr absl::string_view kOtherLibraries[] = {
    "attr",     "attrs",        "babel",      "bcrypt",   "bleach",      "boto3",    "botocore", "click",
    "colorama", "cryptography", "dateutil",   "dotenv",   "flask_babel", "httpx",    "jwt",      "litellm",
    "loguru",   "markdown",     "nanoid",     "numpy",    "orjson",      "passlib",  "pydantic", "pytz",
    "requests", "rich",         "simplejson", "slugify",  "structlog",   "tenacity", "tqdm",     "typing_extensions",
    "ujson",    "ulid",         "urllib3",    "werkzeug", "yaml",
};

// A chain of calls and attributes that begins with Alembic, or goes through a session.
bool LeadsToDatabase(const Value& value) {
  if (const auto* attribute = value.As<Attribute>()) {
    return absl::StrContains(attribute->name, "ession") || LeadsToDatabase(*attribute->object);
  }
  if (const auto* call = value.As<Call>()) return LeadsToDatabase(*call->callee);
  const std::string root = PathOf(value);
  return absl::StartsWith(root, "alembic.") || absl::StrContains(root, "ession");
}

// op itself, a connection or a session: whoever gets it can change the database.
bool IsHandle(const Value& value) {
  if (PathOf(value) == "alembic.op") return true;
  const Call* call = value.As<Call>();
  if (call == nullptr) return false;
  const std::string name = CalledName(*call);
  return name == "get_bind" || name == "get_context" || name == "Session" || name == "connect" || name == "Operations";
}

bool HandsOver(const Call& call) {
  const auto is_handle = [](const python::ValuePtr& argument) { return IsHandle(*argument); };
  return std::any_of(call.arguments.begin(), call.arguments.end(), is_handle) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [](const python::Keyword& keyword) { return IsHandle(*keyword.value); });
}

// The call is an argument of a later one: a column's type, a default. Inner calls come first.
bool IsNested(const python::Trace& trace, size_t index) {
  const Span at = trace.events[index].value->at;
  for (size_t i = index + 1; i < trace.events.size(); ++i) {
    const Span outer = trace.events[i].value->at;
    if (outer.Contains(at) && outer != at && trace.events[i].kind == python::Event::Kind::kCall) return true;
    if (outer.begin > at.end || outer.end < at.begin) return false;
  }
  return false;
}

}  // namespace

CallEffect EffectOf(const Call& call, absl::string_view path, const python::Trace& trace, size_t index) {
  const std::string name = CalledName(call);
  if (call.callee->IsUnknown()) return IsNested(trace, index) ? CallEffect::kNone : CallEffect::kAnything;
  if (absl::StrContains(name, "ession")) return CallEffect::kNone;
  if (path.empty()) {
    const bool writes = std::find(std::begin(kRowMethods), std::end(kRowMethods), name) != std::end(kRowMethods);
    if (writes && LeadsToDatabase(*call.callee)) return CallEffect::kRows;
    return HandsOver(call) ? CallEffect::kAnything : CallEffect::kNone;
  }
  const absl::string_view module = path.substr(0, path.find('.'));
  if (module == "sqlalchemy" || module == "alembic" || python::IsStandardModule(module)) return CallEffect::kNone;
  const bool is_other = std::binary_search(std::begin(kOtherLibraries), std::end(kOtherLibraries), module);
  if (is_other && !HandsOver(call)) return CallEffect::kNone;
  // A class that is instantiated does nothing to the database by itself; a type of a column is mostly one.
  const bool is_class = !name.empty() && absl::ascii_isupper(name[0]);
  if (is_class && !HandsOver(call)) return CallEffect::kNone;
  return IsNested(trace, index) && !HandsOver(call) ? CallEffect::kNone : CallEffect::kAnything;
}

}  // namespace retort

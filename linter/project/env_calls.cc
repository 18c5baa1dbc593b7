#include "linter/project/env_calls.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/match.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Event;
using python::PathOf;
using python::Reference;
using python::Value;

constexpr absl::string_view kKnownLibraries[] = {
    "alembic", "argparse", "asyncio",   "builtins",  "collections", "contextlib", "contextvars", "datetime",
    "dotenv",  "enum",     "functools", "importlib", "inspect",     "itertools",  "json",        "logging",
    "os",      "pathlib",  "pkgutil",   "re",        "shutil",      "sqlalchemy", "sqlmodel",    "string",
    "sys",     "textwrap", "time",      "typing",    "urllib",      "uuid",       "warnings",
};

// The first thing in a chain of attributes and calls: `context` in `context.get_context().bind.execute`.
const Value& RootOf(const Value& value) {
  if (const Attribute* attribute = value.As<Attribute>()) return RootOf(*attribute->object);
  if (const Call* call = value.As<Call>()) return RootOf(*call->callee);
  return value;
}

bool GivesOptions(const Call& call) {
  return !call.complete || call.FindKeyword("isolation_level") != nullptr ||
         call.FindKeyword("execution_options") != nullptr;
}

}  // namespace

absl::string_view LastName(const Value& callee) {
  if (const Attribute* attribute = callee.As<Attribute>()) return attribute->name;
  const Reference* reference = callee.As<Reference>();
  if (reference == nullptr) return "";
  return absl::string_view(reference->path).substr(reference->path.rfind('.') + 1);
}

const Call* CallOf(const Event& event, absl::string_view name) {
  const Call* call = event.kind == Event::Kind::kCall ? event.value->As<Call>() : nullptr;
  return call != nullptr && LastName(*call->callee) == name ? call : nullptr;
}

bool IsOfKnownLibrary(const Value& callee) {
  const Value& root = RootOf(callee);
  const Reference* reference = root.As<Reference>();
  // A method of a text, a list, a number, or of an instance of a class of the file.
  if (reference == nullptr) return !root.IsUnknown();
  const absl::string_view library = absl::string_view(reference->path).substr(0, reference->path.find('.'));
  return std::binary_search(std::begin(kKnownLibraries), std::end(kKnownLibraries), library);
}

std::optional<EngineFacts> EngineOf(const Value& value) {
  const Call* call = value.As<Call>();
  if (call == nullptr) return std::nullopt;
  const std::string path = PathOf(*call->callee);
  const absl::string_view name = LastName(*call->callee);
  const bool library = absl::StartsWith(path, "sqlalchemy.") || absl::StartsWith(path, "sqlmodel.");
  if (library && (name == "create_engine" || name == "engine_from_config")) {
    return EngineFacts{false, GivesOptions(*call)};
  }
  if (library && (name == "create_async_engine" || name == "async_engine_from_config" || name == "AsyncEngine")) {
    const Value* inner = name == "AsyncEngine" ? call->Argument(0, "sync_engine") : nullptr;
    const std::optional<EngineFacts> sync = inner == nullptr ? std::nullopt : EngineOf(*inner);
    return EngineFacts{true, GivesOptions(*call) || (sync.has_value() && sync->may_autocommit)};
  }
  const Attribute* method = call->callee->As<Attribute>();
  if (method == nullptr) return std::nullopt;
  std::optional<EngineFacts> engine = EngineOf(*method->object);
  if (name == "connect" || name == "begin") return engine;
  if (name != "execution_options" || !engine.has_value()) return std::nullopt;
  engine->may_autocommit = true;
  return engine;
}

}  // namespace retort

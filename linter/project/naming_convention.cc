#include "linter/project/naming_convention.h"

#include "absl/strings/match.h"
#include "linter/project/env_calls.h"
#include "linter/python/interpreter.h"
#include "linter/python/module.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr int kMaxDepth = 8;

// The MetaData(...) behind a value: itself, `Base.metadata` of declarative_base(metadata=...),
// SQLAlchemy(metadata=...).
const Call* MetaDataOf(const Value& value, int depth = 0) {
  if (depth > kMaxDepth) return nullptr;
  if (const auto* attribute = value.As<python::Attribute>()) {
    const Call* made = attribute->object->As<Call>();
    const Value* given = made == nullptr || attribute->name != "metadata" ? nullptr : made->Argument(-1, "metadata");
    return given == nullptr ? nullptr : MetaDataOf(*given, depth + 1);
  }
  const Call* call = value.As<Call>();
  return call != nullptr && LastName(*call->callee) == "MetaData" ? call : nullptr;
}

std::vector<std::pair<std::string, std::string>> ConventionOf(const Call& metadata) {
  std::vector<std::pair<std::string, std::string>> convention;
  const Value* given = metadata.Argument(-1, "naming_convention");
  const auto* dict = given == nullptr ? nullptr : given->As<python::Dict>();
  for (size_t i = 0; dict != nullptr && i < dict->items.size(); ++i) {
    const std::string* key = dict->items[i].first->Text();
    const std::string* pattern = dict->items[i].second->Text();
    if (key != nullptr && pattern != nullptr) convention.emplace_back(*key, *pattern);
  }
  return convention;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> ReadNamingConvention(FileId file, absl::string_view path,
                                                                      absl::string_view text,
                                                                      const python::Library* library) {
  if (!absl::StrContains(text, "target_metadata")) return {};
  const python::Module module = python::Module::Parse(file, text);
  if (!module.Errors().empty()) return {};
  python::Interpreter interpreter(module,
                                  {{"alembic.context.is_offline_mode()", python::MakeValue({}, false)},
                                   {"alembic.context.config.attributes.get()", python::MakeValue({}, python::None{})}},
                                  library, std::string(path));
  for (const python::Event& event : interpreter.ModuleTrace().events) {
    const Call* configure = CallOf(event, "configure");
    const Value* given = configure == nullptr ? nullptr : configure->Argument(-1, "target_metadata");
    const Call* metadata = given == nullptr ? nullptr : MetaDataOf(*given);
    if (metadata != nullptr) return ConventionOf(*metadata);
  }
  return {};
}

}  // namespace retort

// How the machine imports: names of modules of the project are evaluated when they are needed, all others stay
// references.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/python/builtins.h"
#include "linter/python/machine.h"

namespace retort::python {

void Machine::Import(NodeId statement) {
  for (const NodeId name : syntax_.Children(statement)) {
    const Span at = syntax_.At(statement);
    if (syntax_[name].kind == Kind::kAliasedImport) {
      const NodeId path = syntax_.Child(name, Field::kName);
      Bind(syntax_.Text(syntax_.Child(name, Field::kAlias)), New(name, Reference{std::string(syntax_.Text(path))}), at);
    } else if (syntax_[name].kind == Kind::kDottedName) {
      const absl::string_view first = syntax_.Text(name + 1);
      Bind(first, New(name, Reference{std::string(first)}), at);
    }
  }
}

void Machine::ImportFrom(NodeId statement, std::string module) {
  module = Imported(module);
  const bool star = syntax_.ChildOf(statement, Kind::kWildcardImport) != kNoNode;
  if (star && LoadModule(module) != nullptr) {
    current()->stars.push_back(module);
  } else if (star) {
    star_import_ = true;
    current()->outside_stars.push_back(module);
  }
  if (!module.empty() && module.back() != '.') module += ".";
  for (const NodeId name : syntax_.Children(statement)) {
    if (syntax_[name].field != Field::kName) continue;
    const bool aliased = syntax_[name].kind == Kind::kAliasedImport;
    const NodeId imported = aliased ? syntax_.Child(name, Field::kName) : name;
    const NodeId bound = aliased ? syntax_.Child(name, Field::kAlias) : name;
    Bind(syntax_.Text(bound), New(name, Reference{absl::StrCat(module, syntax_.Text(imported))}),
         syntax_.At(statement));
  }
}

// A relative import of a module of the library is known by its whole name; a revision itself is in no package.
std::string Machine::Imported(absl::string_view module) const {
  const LoadedModule* loaded = ModuleScope()->loaded;
  const std::string absolute = loaded == nullptr ? "" : loaded->module->Absolute(module);
  return absolute.empty() ? std::string(module) : absolute;
}

Scope* Machine::ModuleScope() const {
  Scope* scope = current();
  while (scope->parent != nullptr) scope = scope->parent;
  return scope;
}

// What a reference into a module of the project is; nullptr when it cannot be followed, or is a module itself.
ValuePtr Machine::Follow(const ValuePtr& reference, NodeId at) {
  const std::string& path = reference->As<Reference>()->path;
  const size_t dot = path.rfind('.');
  if (library_ == nullptr || dot == std::string::npos || dot == 0) return nullptr;
  if (absl::StartsWith(path, "alembic.") || absl::StartsWith(path, "builtins.") ||
      absl::StartsWith(path, "sqlalchemy.")) {
    return nullptr;
  }
  const Deeper deeper(*this);
  LoadedModule* loaded = deeper.too_deep() ? nullptr : LoadModule(path.substr(0, dot));
  return loaded == nullptr ? nullptr : NameIn(*loaded, path.substr(dot + 1), at);
}

LoadedModule* Machine::LoadModule(absl::string_view name) {
  if (library_ == nullptr || name.empty() || name[0] == '.') return nullptr;
  const auto known = modules_.find(name);
  if (known != modules_.end()) return known->second.module == nullptr ? nullptr : &known->second;
  const LibraryModule* module = library_->Find(name);
  if (module != nullptr) {
    module_text_ += module->module.syntax().text.size();
    if (modules_.size() >= kMaxModules || module_text_ > kMaxModuleText || module->path == path_) module = nullptr;
  }
  // What is not there is remembered too, within bounds.
  if (module == nullptr && modules_.size() >= 16 * kMaxModules) return nullptr;
  LoadedModule& loaded = modules_[std::string(name)];
  if (module == nullptr) return nullptr;
  loaded.module = module;
  loaded.scope = NewScope(Scope::Kind::kModule, nullptr);
  loaded.scope->loaded = &loaded;
  return &loaded;
}

// The value of a name at the end of a module; nullptr when the module does not bind it.
ValuePtr Machine::NameIn(LoadedModule& loaded, const std::string& name, NodeId at) {
  const auto value = [&]() -> ValuePtr {
    const auto found = loaded.scope->variables.find(name);
    return found == loaded.scope->variables.end() ? nullptr : found->second.value;
  };
  if (frames_.size() > kMaxFrames || !loaded.underway.insert(name).second) return nullptr;
  ValuePtr result = value();
  const auto statements = loaded.module->statements.find(name);
  if (result == nullptr && statements != loaded.module->statements.end()) {
    RunStatements(loaded, statements->second, at);
    result = value();
    if (result == nullptr) result = UnknownAt(at, "a name that is not defined");
  } else if (result == nullptr) {
    result = FromStars(loaded.module->stars, name, at);
  }
  loaded.underway.erase(name);
  if (result == nullptr) return nullptr;
  if (result->As<Reference>() != nullptr) {
    const ValuePtr followed = Follow(result, at);
    if (followed != nullptr) return followed;
  }
  // A text stands where it is used.
  const MappedText* text = result->As<MappedText>();
  const std::string* whole = syntax_.is_foreign() || text == nullptr ? nullptr : result->Text();
  if (whole == nullptr) return result;
  MappedText placed;
  placed.Append(*whole, syntax_.At(at));
  return New(at, std::move(placed));
}

ValuePtr Machine::FromStars(const std::vector<std::string>& stars, const std::string& name, NodeId at) {
  if (absl::StartsWith(name, "_")) return nullptr;
  for (auto star = stars.rbegin(); star != stars.rend(); ++star) {
    LoadedModule* loaded = LoadModule(*star);
    ValuePtr value = loaded == nullptr ? nullptr : NameIn(*loaded, name, at);
    if (value != nullptr) return value;
  }
  return nullptr;
}

// What happens while a module is loaded is no part of what the revision does: only its names stay.
void Machine::RunStatements(LoadedModule& loaded, const std::vector<uint32_t>& statements, NodeId at) {
  const Turn turn(*this, loaded.module->module.syntax(), at);
  const Aside aside(*this, kMaxModuleSteps);
  frames_.push_back({loaded.scope, {}, nullptr, nullptr});
  loops_.push_back(nullptr);
  for (const uint32_t statement : statements) {
    if (!loaded.executed.insert(statement).second) continue;
    const uint32_t before = std::exchange(loaded.statement, statement);
    Statement(statement);
    loaded.statement = before;
  }
  loops_.pop_back();
  frames_.pop_back();
  trail_.erase(trail_.begin() + static_cast<std::ptrdiff_t>(std::min(aside.mark(), trail_.size())), trail_.end());
}

// Another statement of the module asks for a name that is bound more than once: it may have seen any of its values.
bool Machine::IsRebound(const Scope& module, absl::string_view name) const {
  if (module.loaded == nullptr || current() != &module) return false;
  const auto statements = module.loaded->module->statements.find(name);
  if (statements == module.loaded->module->statements.end() || statements->second.size() < 2) return false;
  const auto& all = statements->second;
  return std::find(all.begin(), all.end(), module.loaded->statement) == all.end();
}

// A name that no scope of the file binds.
ValuePtr Machine::MissingName(Scope& module, NodeId identifier) {
  const std::string name(syntax_.Text(identifier));
  LoadedModule* loaded = module.loaded;
  if (loaded == nullptr) return FromStars(module.stars, name, identifier);
  if (IsRebound(module, name)) return UnknownAt(identifier, "a name that is assigned more than once");
  ValuePtr value = NameIn(*loaded, name, identifier);
  if (value != nullptr || IsBuiltin(name)) return value;
  value = FromOutsideStar(module, identifier);
  return value != nullptr ? value : UnknownAt(identifier, "a name that is not defined");
}

// What nothing else binds comes from the only module outside of the project whose names are all imported.
ValuePtr Machine::FromOutsideStar(const Scope& module, NodeId identifier) const {
  const absl::string_view name = syntax_.Text(identifier);
  if (module.outside_stars.size() != 1 || IsBuiltin(name) || absl::StartsWith(name, "_")) return nullptr;
  return New(identifier, Reference{absl::StrCat(module.outside_stars[0], ".", name)});
}

}  // namespace retort::python

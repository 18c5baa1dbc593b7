#include "linter/python/library.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/python/builtins.h"
#include "linter/python/parser.h"

namespace retort::python {
namespace {

// A larger module is an application, not a helper of its migrations.
constexpr size_t kMaxLibraryBytes = size_t{512} << 10;
constexpr size_t kMaxTextFileBytes = size_t{1} << 20;

// Which statements at module level bind or change which names.
class Index {
 public:
  Index(const Syntax& syntax, LibraryModule& module) : syntax_(syntax), module_(module) {}

  void Read() {
    for (const NodeId statement : syntax_.Children(kRoot)) {
      statement_ = statement;
      for (NodeId id = statement; id < syntax_[statement].after; ++id) id = Look(id);
    }
  }

 private:
  // The last node that has been dealt with.
  NodeId Look(NodeId id) {
    switch (syntax_[id].kind) {
      case Kind::kDecorator:
        AddListener(id);
        return id;
      case Kind::kFunction:
      case Kind::kClass:
        Add(syntax_.Child(id, Field::kName));
        return syntax_[id].after - 1;
      case Kind::kLambda:
        return syntax_[id].after - 1;
      case Kind::kAssignment:
      case Kind::kAugmentedAssignment:
      case Kind::kFor:
        AddTargets(syntax_.Child(id, Field::kLeft));
        return id;
      case Kind::kNamedExpression:
        Add(syntax_.Child(id, Field::kName));
        return id;
      case Kind::kAsPatternTarget:
      case Kind::kDelete:
        AddTargets(id);
        return id;
      case Kind::kExpressionStatement:
        if (syntax_[id].after > id + 1 && syntax_[id + 1].kind == Kind::kCall) AddTargets(id + 1);
        return id;
      case Kind::kImport:
        for (const NodeId name : syntax_.Children(id)) AddImported(name);
        return syntax_[id].after - 1;
      case Kind::kImportFrom:
        ReadImportFrom(id);
        return syntax_[id].after - 1;
      default:
        return id;
    }
  }

  void AddListener(NodeId decorator) {
    const NodeId call = decorator + 1;
    if (call >= syntax_[decorator].after || syntax_[call].kind != Kind::kCall) return;
    if (!absl::EndsWith(syntax_.Text(syntax_.Child(call, Field::kFunction)), "listens_for")) return;
    const NodeId target = syntax_.ChildAt(syntax_.Child(call, Field::kArguments), 0);
    if (target != kNoNode) module_.listeners[std::string(syntax_.Text(target))].push_back(statement_);
  }

  void ReadImportFrom(NodeId id) {
    for (const NodeId name : syntax_.Children(id)) {
      if (syntax_[name].field == Field::kName) AddImported(name);
      if (syntax_[name].kind != Kind::kWildcardImport) continue;
      module_.stars.push_back(module_.Absolute(syntax_.Text(syntax_.Child(id, Field::kModuleName))));
    }
  }

  void AddImported(NodeId name) {
    if (syntax_[name].kind == Kind::kAliasedImport) {
      Add(syntax_.Child(name, Field::kAlias));
    } else if (syntax_[name].kind == Kind::kDottedName) {
      Add(name + 1);
    }
  }

  // The names at the roots of targets: `a` of `a[0].b`, of `a, c` and of `a.append(1)`.
  void AddTargets(NodeId target) {
    if (target == kNoNode) return;
    for (NodeId id = target; id < syntax_[target].after; ++id) {
      const Kind kind = syntax_[id].kind;
      if (kind == Kind::kIdentifier) Add(id);
      const bool chain = kind == Kind::kAttribute || kind == Kind::kSubscript || kind == Kind::kCall;
      if (!chain) continue;
      NodeId root = id;
      while (root + 1 < syntax_[id].after && syntax_[root].kind != Kind::kIdentifier) ++root;
      if (syntax_[root].kind == Kind::kIdentifier) Add(root);
      id = syntax_[id].after - 1;
    }
  }

  void Add(NodeId name) {
    if (name == kNoNode) return;
    std::vector<uint32_t>& statements = module_.statements[std::string(syntax_.Text(name))];
    if (statements.empty() || statements.back() != statement_) statements.push_back(statement_);
  }

  const Syntax& syntax_;
  LibraryModule& module_;
  NodeId statement_ = kNoNode;
};

}  // namespace

struct Library::Entry {
  std::once_flag once;
  std::unique_ptr<LibraryModule> module;
};

std::string LibraryModule::Absolute(absl::string_view imported) const {
  if (!absl::StartsWith(imported, ".")) return std::string(imported);
  absl::string_view package = name;
  size_t dots = imported.find_first_not_of('.');
  dots = dots == absl::string_view::npos ? imported.size() : dots;
  for (size_t i = is_package ? 1 : 0; i < dots; ++i) {
    const size_t dot = package.rfind('.');
    if (package.empty()) return "";
    package = dot == absl::string_view::npos ? "" : package.substr(0, dot);
  }
  const absl::string_view rest = imported.substr(dots);
  return package.empty() || rest.empty() ? absl::StrCat(package, rest) : absl::StrCat(package, ".", rest);
}

Library::Library(const Files& files, std::string root, std::vector<std::string> folders)
    : files_(files), root_(std::move(root)), real_root_(files.RealPath(root_)), folders_(std::move(folders)) {}
Library::~Library() = default;

const LibraryModule* Library::Find(absl::string_view name) const {
  if (!HasTop(name.substr(0, name.find('.')))) return nullptr;
  Entry* entry;
  {
    absl::MutexLock lock(&mutex_);
    std::unique_ptr<Entry>& place = entries_[std::string(name)];
    if (place == nullptr) place = std::make_unique<Entry>();
    entry = place.get();
  }
  std::call_once(entry->once, [&] { entry->module = Load(name); });
  return entry->module.get();
}

bool Library::HasTop(absl::string_view name) const {
  // Alembic and SQLAlchemy are what Retort knows; a folder of the project may have their names.
  if (name.empty() || name == "alembic" || name == "sqlalchemy" || IsStandardModule(name)) return false;
  {
    absl::MutexLock lock(&mutex_);
    const auto known = tops_.find(name);
    if (known != tops_.end()) return known->second;
  }
  const bool found = std::any_of(folders_.begin(), folders_.end(), [&](const std::string& folder) {
    return files_.KindOf(JoinPath(folder, name)) == FileKind::kDirectory ||
           files_.KindOf(JoinPath(folder, absl::StrCat(name, ".py"))) == FileKind::kFile;
  });
  absl::MutexLock lock(&mutex_);
  tops_[std::string(name)] = found;
  return found;
}

bool Library::IsInside(absl::string_view path) const {
  return IsBelow(path, root_) && IsBelow(files_.RealPath(path), real_root_);
}

std::unique_ptr<LibraryModule> Library::Load(absl::string_view name) const {
  const std::string relative = absl::StrReplaceAll(name, {{".", "/"}});
  for (const std::string& folder : folders_) {
    for (const absl::string_view ending : {"/__init__.py", ".py"}) {
      std::string path = JoinPath(folder, absl::StrCat(relative, ending));
      if (files_.KindOf(path) != FileKind::kFile || !IsInside(path)) continue;
      const absl::StatusOr<std::string> text = files_.Read(path);
      if (!text.ok() || text->size() > kMaxLibraryBytes) return nullptr;
      auto module = std::make_unique<LibraryModule>(
          LibraryModule{Module::Parse(0, *text), std::string(name), std::move(path), ending != ".py", {}, {}, {}});
      if (!module->module.Errors().empty()) return nullptr;
      Index(module->module.syntax(), *module).Read();
      return module;
    }
  }
  return nullptr;
}

std::optional<std::string> Library::ReadText(absl::string_view path) const {
  const std::string normal = NormalPath(path);
  if (files_.KindOf(normal) != FileKind::kFile || !IsInside(normal)) return std::nullopt;
  absl::StatusOr<std::string> text = files_.Read(normal);
  if (!text.ok() || text->size() > kMaxTextFileBytes) return std::nullopt;
  return *std::move(text);
}

}  // namespace retort::python

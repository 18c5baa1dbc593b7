// Paths that can be known, and the files of the repository that a revision reads: SQL next to it.

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/python/collections.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"
#include "linter/source/files.h"

namespace retort::python {
namespace {

// The path that a text or a pathlib.Path says.
const std::string* PathText(const Value& value) {
  const Call* call = value.As<Call>();
  if (call == nullptr) return value.Text();
  const bool is_path = PathOf(*call->callee) == "pathlib.Path" && call->arguments.size() == 1;
  return is_path ? call->arguments[0]->Text() : nullptr;
}

// Python joins without looking at "..".
std::string Joined(absl::string_view left, absl::string_view right) {
  if (left.empty() || absl::StartsWith(right, "/")) return std::string(right);
  return absl::StrCat(left, absl::EndsWith(left, "/") ? "" : "/", right);
}

absl::string_view Head(absl::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash == absl::string_view::npos) return "";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

absl::string_view Tail(absl::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

ValuePtr Machine::MakeText(absl::string_view text, NodeId at) const {
  MappedText mapped;
  mapped.Append(text, syntax_.At(at));
  return New(at, std::move(mapped));
}

ValuePtr Machine::MakePath(const std::string& path, NodeId at) const {
  Call call;
  call.callee = New(at, Reference{"pathlib.Path"});
  call.arguments.push_back(MakeText(path, at));
  return New(at, std::move(call));
}

// __file__ of the module at work; nullptr: not known.
ValuePtr Machine::OwnPath(NodeId at) const {
  const LoadedModule* loaded = ModuleScope()->loaded;
  const std::string& path = loaded == nullptr ? path_ : loaded->module->path;
  return path.empty() ? nullptr : MakeText(path, at);
}

// A method or attribute of a pathlib.Path; nullptr: not known.
ValuePtr Machine::PathMethod(const Call& object, absl::string_view name, const Call& call, NodeId at) {
  if (object.arguments.empty()) return nullptr;
  std::string path;
  for (const ValuePtr& part : object.arguments) {
    const std::string* text = PathText(*part);
    if (text == nullptr) return nullptr;
    path = Joined(path, *text);
  }
  path = path.size() > 1 ? std::string(absl::StripSuffix(path, "/")) : path;
  if (name == "parent") return MakePath(std::string(Head(path)), at);
  if (name == "name") return MakeText(Tail(path), at);
  if (name == "stem") return MakeText(Tail(path).substr(0, Tail(path).rfind('.')), at);
  if (name == "resolve" || name == "absolute") {
    return call.callee == nullptr || !absl::StartsWith(path, "/") ? nullptr : MakePath(NormalPath(path), at);
  }
  if (name == "joinpath" && call.callee != nullptr && call.complete) {
    for (const ValuePtr& part : call.arguments) {
      const std::string* text = PathText(*part);
      if (text == nullptr) return nullptr;
      path = Joined(path, *text);
    }
    return MakePath(path, at);
  }
  if (name == "with_name" && call.arguments.size() == 1 && call.arguments[0]->Text() != nullptr) {
    return MakePath(Joined(Head(path), *call.arguments[0]->Text()), at);
  }
  if (name == "as_posix" && call.callee != nullptr) return MakeText(path, at);
  if (name == "read_text" && call.callee != nullptr) return TextOfFile(*MakeText(path, at), at);
  if (name == "open" && call.callee != nullptr) {
    Call open;
    open.callee = New(at, Reference{"builtins.open"});
    open.arguments.push_back(MakeText(path, at));
    return New(at, std::move(open));
  }
  return nullptr;
}

// os.path.join and its kin.
ValuePtr Machine::InvokePathFunction(absl::string_view name, const Call& call, NodeId at) {
  std::string path;
  for (const ValuePtr& argument : call.arguments) {
    const std::string* text = PathText(*argument);
    if (text == nullptr || !call.complete || !call.keywords.empty()) return nullptr;
    path = name == "join" ? Joined(path, *text) : *text;
  }
  if (name == "join") return MakeText(path, at);
  if (call.arguments.size() != 1) return nullptr;
  if (name == "dirname") return MakeText(Head(path), at);
  if (name == "basename") return MakeText(Tail(path), at);
  const bool absolute = absl::StartsWith(path, "/");
  if (absolute && (name == "abspath" || name == "realpath" || name == "normpath"))
    return MakeText(NormalPath(path), at);
  return nullptr;
}

// A method of what open() returned; nullptr: not known.
ValuePtr Machine::FileMethod(const Call& file, absl::string_view name, NodeId at) {
  if (file.arguments.empty()) return nullptr;
  const Value* mode = file.Argument(1, "mode");
  const bool is_text = mode == nullptr || (mode->Text() != nullptr && !absl::StrContains(*mode->Text(), "b"));
  return name == "read" && is_text ? TextOfFile(*file.arguments[0], at) : nullptr;
}

ValuePtr Machine::TextOfFile(const Value& path, NodeId at) {
  const std::string* text = PathText(path);
  if (text == nullptr) return UnknownAt(at, "a file whose path is not known");
  if (library_ == nullptr || !absl::StartsWith(*text, "/"))
    return UnknownAt(at, "a file that is not in the repository");
  std::optional<std::string> content = library_->ReadText(*text);
  if (!content.has_value()) return UnknownAt(at, "a file that is not in the repository");
  return Spend(content->size() / 16, at) ? MakeText(*content, at) : UnknownAt(at, "too much to follow");
}

// string.Template(text).substitute(...)
ValuePtr Machine::FillTemplate(const Call& made, absl::string_view method, const Call& call, NodeId at) {
  const bool fills = method == "substitute" || method == "safe_substitute";
  const MappedText* text = made.arguments.size() == 1 ? made.arguments[0]->As<MappedText>() : nullptr;
  if (!fills || text == nullptr) return nullptr;
  const ValuePtr values = OtherKeywords(call, {}, at);
  Dict dict = *values->As<Dict>();
  for (const ValuePtr& argument : call.arguments) MergeInto(dict, *argument);
  const auto is_name = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  const std::string& source = text->text();
  MappedText filled;
  filled.Append("", syntax_.At(at));
  for (size_t i = 0; i < source.size();) {
    const size_t dollar = std::min(source.find('$', i), source.size());
    filled.Append(text->Sub(i, dollar));
    if (dollar == source.size()) break;
    const bool braces = source.compare(dollar + 1, 1, "{") == 0;
    size_t end = dollar + (braces ? 2 : 1);
    const size_t begin = end;
    while (end < source.size() && is_name(source[end])) ++end;
    const std::string name = source.substr(begin, end - begin);
    i = end + (braces ? 1 : 0);
    if (name.empty()) {
      filled.Append("$", syntax_.At(at));
      i = std::min(source.size(), dollar + (source.compare(dollar + 1, 1, "$") == 0 ? 2 : 1));
      continue;
    }
    const std::optional<ValuePtr> value = FindItem(dict, *MakeText(name, at));
    const std::optional<MappedText> known = value.has_value() && *value != nullptr ? TextOf(**value) : std::nullopt;
    if (filled.text().size() > kMaxTextBytes) return UnknownAt(at, "a long text");
    if (known.has_value()) {
      filled.Append(*known);
    } else {
      filled.AppendHole(syntax_.At(at));
    }
  }
  return New(at, std::move(filled));
}

}  // namespace retort::python

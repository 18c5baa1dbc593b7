#include "linter/alembic/identifiers.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/source/files.h"

namespace retort {
namespace {

using python::Value;

// "1a2b3c.py" and "1a2b3c_add.py" without `revision`: Alembic takes the leading hexadecimal stem when ".py" follows it.
std::string LegacyId(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  size_t end = 0;
  while (end < name.size() && (absl::ascii_isdigit(name[end]) || (name[end] >= 'a' && name[end] <= 'f'))) ++end;
  return end > 0 && name.substr(end, 3) == ".py" ? std::string(name.substr(0, end)) : "";
}

class IdentifierReader {
 public:
  IdentifierReader(const ScriptContext& context, Revision& revision) : context_(context), revision_(revision) {}

  void ReadId(absl::string_view path) {
    revision_.id_at = {context_.file, 0, 0};
    const python::ValuePtr value = context_.interpreter.Global("revision");
    if (value == nullptr) {
      revision_.id = LegacyId(path);
      if (revision_.id.empty()) {
        Complain(revision_.id_at,
                 "\"revision\" is not defined: Alembic imports every .py file of this folder, and every "
                 "command fails with \"Could not determine revision id\"",
                 "define revision and down_revision, or move the file out of the versions folder");
      }
      return;
    }
    revision_.id_at = value->at;
    if (const std::string* id = value->Text()) {
      revision_.id = *id;
    } else {
      NotStatic("revision", *value, "a string");
    }
  }

  // None, a string, or a tuple or list of strings.
  void ReadReferences(absl::string_view name, bool required, std::vector<Reference>& references) {
    const python::ValuePtr value = context_.interpreter.Global(name);
    if (value == nullptr) {
      if (required && !revision_.id.empty()) {
        Complain(revision_.id_at, absl::StrCat("\"", name, "\" is not defined: Alembic cannot load the file"),
                 "down_revision = None makes it the first revision");
      }
      return;
    }
    if (required) revision_.parents_at = value->at;
    if (value->IsNone()) return;
    if (const std::string* id = value->Text()) return references.push_back({*id, value->at});
    const auto* sequence = value->As<python::Sequence>();
    if (sequence == nullptr || !sequence->complete)
      return NotStatic(name, *value, "None, a string or a tuple of strings");
    for (const python::ValuePtr& item : sequence->items) {
      const std::string* id = item->Text();
      if (id == nullptr) {
        NotStatic(name, *item, "a string");
      } else {
        references.push_back({*id, item->at});
      }
    }
  }

 private:
  // A syntax error is reported once; what it hides is no second problem.
  void Complain(Span at, std::string message, std::string help) {
    if (context_.module.Errors().empty()) revision_.problems.push_back({at, std::move(message), std::move(help)});
  }

  void NotStatic(absl::string_view name, const Value& value, absl::string_view expected) {
    const bool unknown = value.IsUnknown() || value.As<python::Call>() != nullptr ||
                         value.As<python::Reference>() != nullptr || value.As<python::Attribute>() != nullptr ||
                         value.As<MappedText>() != nullptr;
    Complain(value.at,
             unknown ? absl::StrCat("\"", name, "\" is computed: it cannot be read without running the file")
                     : absl::StrCat("\"", name, "\" must be ", expected),
             absl::StrCat("write ", expected, " as a literal"));
  }

  const ScriptContext& context_;
  Revision& revision_;
};

}  // namespace

void ReadIdentifiers(absl::string_view path, const ScriptContext& context, Revision& revision) {
  IdentifierReader reader(context, revision);
  reader.ReadId(path);
  reader.ReadReferences("down_revision", true, revision.parents);
  reader.ReadReferences("depends_on", false, revision.depends_on);
  reader.ReadReferences("branch_labels", false, revision.labels);
}

}  // namespace retort

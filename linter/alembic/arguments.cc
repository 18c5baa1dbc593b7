#include "linter/alembic/arguments.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

absl::string_view LastPart(absl::string_view path) { return path.substr(path.rfind('.') + 1); }

}  // namespace

Known<std::string> TextOf(const Value* value) {
  if (value == nullptr || value->IsNone()) return std::string();
  if (const std::string* text = value->Text()) return *text;
  const Call* call = value->As<Call>();
  if (call == nullptr) return kUnknown;
  const std::string name = CalledName(*call);
  if (name == "f" || name == "quoted_name") return TextOf(call->Argument(0, "name"));
  return kUnknown;
}

std::string NamePart(const Value* value) {
  const Known<std::string> text = TextOf(value);
  if (text.known()) return text.value();
  const MappedText* partly = value->As<MappedText>();
  return partly != nullptr ? partly->text() : std::string(kHole);
}

std::vector<std::string> NamesOf(const Value* value) {
  if (value == nullptr) return {};
  const auto* sequence = value->As<python::Sequence>();
  if (sequence == nullptr) return {std::string(kHole)};
  std::vector<std::string> names;
  for (const python::ValuePtr& item : sequence->items) names.push_back(NamePart(item.get()));
  if (!sequence->complete) names.emplace_back(kHole);
  return names;
}

std::string ColumnNameOf(const Value& value) {
  const Call* call = value.As<Call>();
  if (call != nullptr && absl::EqualsIgnoreCase(CalledName(*call), "column"))
    return NamePart(call->Argument(0, "name"));
  // table.c["name"]
  const auto* unknown = value.As<python::Unknown>();
  const Call* item = unknown == nullptr || unknown->expression == nullptr ? nullptr : unknown->expression->As<Call>();
  if (item != nullptr && PathOf(*item->callee) == "[]" && item->arguments.size() == 2) {
    const auto* from = item->arguments[0]->As<python::Attribute>();
    if (from != nullptr && (from->name == "c" || from->name == "columns")) return NamePart(item->arguments[1].get());
  }
  // table.c.name
  const auto* attribute = value.As<python::Attribute>();
  const auto* columns = attribute == nullptr ? nullptr : attribute->object->As<python::Attribute>();
  if (columns != nullptr && (columns->name == "c" || columns->name == "columns")) return attribute->name;
  return NamePart(&value);
}

std::vector<std::string> ColumnNamesOf(const Value* value) {
  std::vector<std::string> names;
  if (const std::string* text = value == nullptr ? nullptr : value->Text()) {
    for (size_t i = 0; i < text->size(); ++i) {
      const bool continues = ((*text)[i] & 0xC0) == 0x80;
      if (!continues || names.empty()) names.emplace_back();
      names.back().push_back((*text)[i]);
    }
    return names;
  }
  const auto* sequence = value == nullptr ? nullptr : value->As<python::Sequence>();
  if (sequence == nullptr) return NamesOf(value);
  for (const python::ValuePtr& item : sequence->items) names.push_back(ColumnNameOf(*item));
  if (!sequence->complete) names.emplace_back(kHole);
  return names;
}

std::optional<int64_t> IntegerOf(const Value* value) {
  const auto* number = value == nullptr ? nullptr : value->As<python::Number>();
  int64_t integer = 0;
  if (number == nullptr || !absl::SimpleAtoi(number->text, &integer)) return std::nullopt;
  return integer;
}

std::string CalledName(const Call& call) {
  if (const auto* attribute = call.callee->As<python::Attribute>()) return attribute->name;
  return std::string(LastPart(PathOf(*call.callee)));
}

std::string SqlAlchemyPath(const Value& callee) {
  const std::string path = PathOf(callee);
  return path == "sqlalchemy" || absl::StartsWith(path, "sqlalchemy.") ? path : "";
}

const Call* AsSqlAlchemyCall(const Value& value, absl::string_view name) {
  const Call* call = value.As<Call>();
  if (call == nullptr || call->callee == nullptr) return nullptr;
  return LastPart(SqlAlchemyPath(*call->callee)) == name ? call : nullptr;
}

const Value* Arguments::Get(int position, absl::string_view name) const {
  return call_.Argument(Position(position), name);
}

Known<bool> Arguments::Flag(absl::string_view name, bool otherwise, int position) const {
  const Value* value = Get(position, name);
  if (value == nullptr) return call_.complete ? Known<bool>(otherwise) : kUnknown;
  if (value->IsNone()) return otherwise;
  if (const bool* flag = value->As<bool>()) return *flag;
  return kUnknown;
}

Name Arguments::Table(int position, absl::string_view name, absl::string_view schema) const {
  if (batch_.has_value() && position == batch_->table_position) return batch_->table;
  const Value* table = Get(position, name);
  return {NamePart(Get(-1, schema)), table == nullptr ? std::string(kHole) : NamePart(table)};
}

}  // namespace retort

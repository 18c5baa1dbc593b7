// How the source must change so that an enum is not created with its table.

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/types.h"

namespace retort {
namespace {

constexpr absl::string_view kArgument = "create_type=False";

// `create_type=False` as one more argument, in the style of the call.
Edit AddArgument(const python::Call& call, const ScriptContext& context) {
  const uint32_t close = call.parentheses.end - 1;
  const absl::string_view before =
      absl::StripTrailingAsciiWhitespace(context.text.substr(call.parentheses.begin, close - call.parentheses.begin));
  const uint32_t end = call.parentheses.begin + before.size();
  if (absl::EndsWith(before, "(")) return {{context.file, end, end}, std::string(kArgument)};
  // A trailing comma on a line of its own keeps the argument on a line of its own.
  const bool has_comma = absl::EndsWith(before, ",");
  const absl::string_view gap = context.text.substr(end, close - end);
  if (has_comma && absl::StrContains(gap, '\n')) {
    const size_t line = before.rfind('\n');
    const absl::string_view last_line = line == absl::string_view::npos ? "" : before.substr(line + 1);
    const absl::string_view indent =
        last_line.substr(0, last_line.size() - absl::StripLeadingAsciiWhitespace(last_line).size());
    return {{context.file, end, end}, absl::StrCat("\n", indent, kArgument, ",")};
  }
  return {{context.file, end, end}, absl::StrCat(has_comma ? " " : ", ", kArgument)};
}

}  // namespace

std::vector<Edit> SuppressCreation(const EnumType& type, const ScriptContext& context) {
  if (type.call == nullptr || type.call->parentheses.file != context.file || type.call->parentheses.end == 0) return {};
  std::vector<Edit> edits;
  if (!type.is_postgresql_class) {
    // sa.Enum ignores the flag: the type must become a postgresql.ENUM.
    const python::ValuePtr dialect = context.interpreter.Global("postgresql");
    if (dialect == nullptr) {
      const Span sqlalchemy = context.interpreter.GlobalAt("sa");
      if (sqlalchemy.end == 0) return {};
      edits.push_back({{context.file, sqlalchemy.end, sqlalchemy.end}, "\nfrom sqlalchemy.dialects import postgresql"});
    } else if (PathOf(*dialect) != "sqlalchemy.dialects.postgresql") {
      return {};
    }
    edits.push_back({type.call->callee->at, "postgresql.ENUM"});
  }
  if (const python::Keyword* given = type.call->FindKeyword("create_type")) {
    edits.push_back({given->at, std::string(kArgument)});
  } else {
    edits.push_back(AddArgument(*type.call, context));
  }
  return edits;
}

}  // namespace retort

#include "absl/strings/numbers.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

void ReadNumber(const PgQuery__DefElem& option, std::optional<int64_t>& number, SequenceOptions& options) {
  int64_t value = 0;
  if (absl::SimpleAtoi(ConstantOf(option.arg).value_or(""), &value)) {
    number = value;
  } else {
    options.complete = false;
  }
}

void ReadOwner(const PgQuery__DefElem& option, SequenceOptions& options) {
  const Nodes parts = option.arg == nullptr ? Nodes() : ListOf(*option.arg);
  if (parts.size() < 2) {
    options.unowned = true;
    return;
  }
  options.owner_table = NameOf(parts.first(parts.size() - 1));
  options.owner_column = std::string(StringOf(*parts.back()));
}

void ReadLimit(const PgQuery__DefElem& option, std::optional<int64_t>& limit, bool& none, SequenceOptions& options) {
  none = option.arg == nullptr;
  if (!none) ReadNumber(option, limit, options);
}

void ReadOption(const PgQuery__DefElem& option, SequenceOptions& options) {
  const absl::string_view name = option.defname;
  if (name == "as" && option.arg != nullptr && option.arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
    options.type = TypeOf(option.arg->type_name).name.ToString();
  } else if (name == "increment") {
    ReadNumber(option, options.increment, options);
  } else if (name == "start") {
    ReadNumber(option, options.start, options);
  } else if (name == "restart") {
    ReadNumber(option, options.restart, options);
  } else if (name == "minvalue") {
    ReadLimit(option, options.minimum, options.no_minimum, options);
  } else if (name == "maxvalue") {
    ReadLimit(option, options.maximum, options.no_maximum, options);
  } else if (name == "cache") {
    ReadNumber(option, options.cache, options);
  } else if (name == "cycle") {
    options.cycle = IsOn(option);
  } else if (name == "owned_by") {
    ReadOwner(option, options);
  } else if (name != "generated") {
    options.complete = false;
  }
}

}  // namespace

SequenceOptions SequenceOptionsOf(Nodes nodes) {
  SequenceOptions options;
  for (const PgQuery__Node* node : nodes) {
    if (node->node_case == PG_QUERY__NODE__NODE_DEF_ELEM) ReadOption(*node->def_elem, options);
  }
  return options;
}

void LowerCreateSequence(const PgQuery__CreateSeqStmt& create, Lowering& lowering) {
  lowering.Add(CreateSequence{.sequence = NameOf(create.sequence),
                              .options = SequenceOptionsOf(Nodes(create.options, create.n_options)),
                              .if_absent = create.if_not_exists != 0,
                              .temporary = PersistenceOf(create.sequence) == Persistence::kTemporary});
}

void LowerAlterSequence(const PgQuery__AlterSeqStmt& alter, Lowering& lowering) {
  lowering.Add(AlterSequence{.sequence = NameOf(alter.sequence),
                             .options = SequenceOptionsOf(Nodes(alter.options, alter.n_options)),
                             .if_present = alter.missing_ok != 0});
}

}  // namespace retort

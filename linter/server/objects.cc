#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/server/execution.h"
#include "linter/server/values.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/expression.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

absl::string_view RelationWord(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kView:
      return "view";
    case ObjectKind::kMaterializedView:
      return "materialized view";
    case ObjectKind::kSequence:
      return "sequence";
    case ObjectKind::kForeignTable:
      return "foreign table";
    case ObjectKind::kIndex:
      return "index";
    case ObjectKind::kTable:
      return "table";
    default:
      return "";
  }
}

template <typename Parts, typename Match>
auto FindNamed(Parts& parts, const Match& match) {
  return std::find_if(parts.begin(), parts.end(), match);
}

// Types and tables that come with an extension are known by it; their functions are not.
constexpr absl::string_view kBringsNothing[] = {
    "uuid-ossp", "pgcrypto", "pg_trgm", "unaccent", "btree_gin", "btree_gist", "fuzzystrmatch", "tablefunc",
    "plpgsql",   "citext",   "hstore",  "ltree",    "vector",    "cube",       "isn",           "intarray"};

bool IsTriggerOfPostgres(absl::string_view function) {
  return function == "suppress_redundant_updates_trigger" || function == "tsvector_update_trigger" ||
         function == "tsvector_update_trigger_column" || function == "moddatetime" || function == "lo_manage";
}

}  // namespace

// ---- Sequences

void Execution::Do(const CreateSequence& create) {
  const Name name = catalog_.Canonical(create.sequence);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kRelations);
  if (create.temporary) return Touch(name);
  if (!NeedSchema(name)) return;
  const Catalog::Found there = catalog_.FindRelation(name);
  if (create.if_absent && there.there()) return;
  if (create.if_absent && there.unknown()) return Touch(name);
  if (!NeedFreeRelation(name)) return;
  SequenceObject sequence{.options = create.options, .owner_column = create.options.owner_column};
  if (!create.options.owner_table.name.empty()) {
    const Need<TableObject> owner = NeedTable(create.options.owner_table);
    if (owner.failed) return;
    sequence.owner = owner ? owner.object->oid : 0;
  }
  if (there.object != nullptr) catalog_.Remove(there.object->oid);
  Make(name, std::move(sequence));
}

void Execution::Do(const AlterSequence& alter) {
  const Catalog::Found found = catalog_.FindRelation(alter.sequence);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    if (alter.if_present) return;
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", alter.sequence.ToString(), "\" does not exist"),
           alter.sequence);
    return;
  }
  const SequenceObject* sequence = found.As<SequenceObject>();
  if (sequence == nullptr) return;
  SequenceObject changed = *sequence;
  const SequenceOptions& given = alter.options;
  if (!given.owner_table.name.empty()) {
    const Need<TableObject> owner = NeedTable(given.owner_table);
    if (owner.failed) return;
    changed.owner = owner ? owner.object->oid : 0;
    changed.owner_column = given.owner_column;
  }
  if (given.unowned) changed.owner = 0;
  if (!given.type.empty()) changed.options.type = given.type;
  if (given.increment) changed.options.increment = given.increment;
  if (given.start) changed.options.start = given.start;
  if (given.minimum) changed.options.minimum = given.minimum;
  if (given.maximum) changed.options.maximum = given.maximum;
  if (given.cache) changed.options.cache = given.cache;
  if (given.cycle) changed.options.cycle = given.cycle;
  if (!given.complete) changed.options.complete = false;
  Change<SequenceObject>(found.object->oid, [&](SequenceObject& now) { now = changed; });
}

// ---- Views

// Of a query on one table: every column that is named without a table is one of its own, or an alias.
bool Execution::NeedViewColumns(const SqlNames& names, const Object& source) {
  const TableObject* table = source.As<TableObject>();
  if (table == nullptr) return true;
  if (!table->complete) Doubt();
  for (const ColumnMention& mention : names.columns) {
    const auto& aliases = names.aliases;
    const bool alias = std::find(aliases.begin(), aliases.end(), mention.column) != aliases.end();
    if (!mention.qualifier.empty() || mention.column == "*" || alias || mention.column == source.name.name) continue;
    const TableColumn* column = table->FindColumn(mention.column);
    if (column != nullptr && column->existence != Existence::kThere) Doubt();
    if (column != nullptr || mention.column == "ctid" || mention.column == "tableoid") continue;
    if (!Refuse(Kind::kUnknownColumn, "42703", absl::StrCat("column \"", mention.column, "\" does not exist"),
                source.name, mention.column, &source)) {
      return false;
    }
  }
  return true;
}

// The columns of tables that a query names; nothing when it cannot be told.
std::optional<std::vector<ColumnUse>> Execution::UsesOf(const CreateView& create) {
  const std::optional<SqlNames> names = ReadQuery(create.query);
  if (!names.has_value()) return std::nullopt;
  struct Source {
    const Object* object;
    std::string alias;
  };
  std::vector<Source> sources;
  for (const SqlNames::Relation& relation : names->relations) {
    const Catalog::Found found = catalog_.FindRelation(relation.name);
    if (found.object != nullptr) sources.push_back({found.object, relation.alias});
  }
  if (names->simple && names->relations.size() == 1 && sources.size() == 1 &&
      !NeedViewColumns(*names, *sources[0].object)) {
    return std::nullopt;
  }
  std::vector<ColumnUse> uses;
  const auto add = [&](Oid oid, const std::string& column) {
    const ColumnUse use{oid, column};
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) uses.push_back(use);
  };
  for (const Source& source : sources) {
    const TableObject* table = source.object->As<TableObject>();
    if (table == nullptr || !table->complete) {
      add(source.object->oid, "");
      continue;
    }
    for (const ColumnMention& mention : names->columns) {
      if (!mention.qualifier.empty() && mention.qualifier != source.alias) continue;
      for (const TableColumn& column : table->columns) {
        if (mention.column == "*" || mention.column == column.column.name) add(source.object->oid, column.column.name);
      }
    }
    // Of several tables one may hold a column that is written without its table.
    if (std::none_of(uses.begin(), uses.end(),
                     [&](const ColumnUse& use) { return use.relation == source.object->oid; })) {
      add(source.object->oid, table->columns.empty() ? "" : " ");
    }
  }
  return uses;
}

void Execution::Do(const CreateView& create) {
  const Name name = catalog_.Canonical(create.view);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kRelations);
  if (create.temporary) return Touch(name);
  if (!NeedSchema(name)) return;
  const Catalog::Found there = catalog_.FindRelation(name);
  if (there.there() && create.if_absent) return;
  if (there.unknown() && (create.if_absent || create.or_replace)) return Touch(name);
  for (const Name& read : create.reads) {
    const Catalog::Found found = catalog_.FindRelation(read);
    if (found.unknown()) Doubt();
    if (found.absent() && !Refuse(Kind::kUnknownRelation, "42P01",
                                  absl::StrCat("relation \"", read.ToString(), "\" does not exist"), read)) {
      return;
    }
  }
  const bool replaces = there.there() && create.or_replace && there.As<ViewObject>() != nullptr;
  if (there.there() && create.or_replace && there.As<ViewObject>() == nullptr &&
      !Refuse(Kind::kWrongObjectKind, "42809", absl::StrCat("\"", name.name, "\" is not a view"), name, "",
              there.object)) {
    return;
  }
  if (!replaces && !NeedFreeRelation(name)) return;
  ViewObject view{.definition = create};
  const std::optional<std::vector<ColumnUse>> uses = UsesOf(create);
  if (stopped_) return;
  if (uses.has_value()) {
    view.uses = *uses;
  } else {
    for (const Name& read : create.reads) {
      if (const Object* object = catalog_.FindRelation(read).object) view.uses.push_back({object->oid, ""});
    }
  }
  if (replaces) {
    Change<ViewObject>(there.object->oid, [&](ViewObject& changed) { changed = view; });
    return;
  }
  if (there.object != nullptr) catalog_.Remove(there.object->oid);
  Make(name, std::move(view));
}

void Execution::Do(const RefreshView& refresh) {
  const Catalog::Found found = catalog_.FindRelation(refresh.view);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", refresh.view.ToString(), "\" does not exist"),
           refresh.view);
    return;
  }
  const ViewObject* view = found.As<ViewObject>();
  if (view == nullptr) return;
  if (!view->definition.materialized) {
    Refuse(Kind::kWrongObjectKind, "42809",
           absl::StrCat("\"", found.object->name.name, "\" is not a materialized view"), found.object->name, "",
           found.object);
    return;
  }
  if (!refresh.concurrently) return;
  const bool unique = std::any_of(view->indexes.begin(), view->indexes.end(), [&](Oid oid) {
    const Object* index = catalog_.Get(oid);
    const CreateIndex* definition = index == nullptr ? nullptr : &index->As<IndexObject>()->definition;
    return definition != nullptr && !definition->unique.Is(false) && definition->where.empty();
  });
  if (unique) return;
  Refuse(Kind::kRefreshNeedsUniqueIndex, "55000",
         absl::StrCat("cannot refresh materialized view \"", found.object->name.ToString(), "\" concurrently"),
         found.object->name, "", found.object);
}

// ---- Functions, triggers, policies

void Execution::Do(const CreateFunction& create) {
  const Name name = catalog_.Canonical(create.function);
  if (!name.known()) return;
  if (!NeedSchema(name)) return;
  const Catalog::Found there = catalog_.FindFunction(name, create.arguments);
  if (there.unknown()) Doubt();
  if (there.there() && !create.or_replace &&
      !Refuse(Kind::kFunctionExists, "42723",
              absl::StrCat("function \"", name.name, "\" already exists with same argument types"), name, "",
              there.object)) {
    return;
  }
  if (there.object != nullptr) {
    Change<FunctionObject>(there.object->oid, [&](FunctionObject& function) { function.definition = create; });
    return;
  }
  Make(name, FunctionObject{.definition = create});
}

void Execution::Do(const CreateTrigger& create) {
  const Catalog::Found found = catalog_.FindRelation(create.table);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", create.table.ToString(), "\" does not exist"),
           create.table);
    return;
  }
  const Catalog::Found function = catalog_.FindFunction(create.function, "");
  // Of a system schema, an extension, or an unknown one.
  if (function.absent() && create.function.schema.empty() && IsTriggerOfPostgres(create.function.name)) return;
  if (function.unknown()) Doubt();
  if (function.absent() &&
      !Refuse(Kind::kUnknownFunction, "42883",
              absl::StrCat("function ", create.function.ToString(), "() does not exist"), create.function)) {
    return;
  }
  const TableObject* table = found.As<TableObject>();
  if (table == nullptr) return;
  const auto there = FindNamed(table->triggers, [&](const auto& one) { return one.trigger.trigger == create.trigger; });
  if (there != table->triggers.end() && !create.or_replace) {
    if (there->existence != Existence::kThere) Doubt();
    Refusal refusal{.kind = Kind::kPartExists, .sqlstate = "42710"};
    refusal.message =
        absl::StrCat("trigger \"", create.trigger, "\" for relation \"", found.object->name.name, "\" already exists");
    refusal.subject = found.object->name;
    refusal.part = create.trigger;
    refusal.earlier = there->at;
    if (!Refuse(std::move(refusal))) return;
  }
  TableTrigger trigger;
  trigger.at = at_;
  trigger.trigger = create;
  trigger.function = function.object == nullptr ? 0 : function.object->oid;
  const bool replaces = there != table->triggers.end();
  const size_t place = there - table->triggers.begin();
  Change<TableObject>(found.object->oid, [&](TableObject& changed) {
    if (replaces) {
      changed.triggers[place] = std::move(trigger);
    } else {
      changed.triggers.push_back(std::move(trigger));
    }
  });
}

void Execution::Do(const CreatePolicy& create) {
  const Need<TableObject> table = NeedTable(create.table);
  if (!table) return;
  const auto there = FindNamed(table->policies, [&](const auto& one) { return one.policy.policy == create.policy; });
  if (there != table->policies.end()) {
    Refuse(Kind::kPartExists, "42710",
           absl::StrCat("policy \"", create.policy, "\" for table \"", table.object->name.name, "\" already exists"),
           table.object->name, create.policy, table.object);
    return;
  }
  TablePolicy policy;
  policy.at = at_;
  policy.policy = create;
  Change<TableObject>(table.object->oid, [&](TableObject& changed) { changed.policies.push_back(std::move(policy)); });
}

// ---- Extensions and schemas

void Execution::Do(const CreateExtension& create) {
  const Catalog::Found there = catalog_.FindExtension(create.extension);
  if (there.unknown()) Doubt();
  if (there.there()) {
    if (create.if_absent) return;
    Refuse(Kind::kExtensionExists, "42710", absl::StrCat("extension \"", create.extension, "\" already exists"),
           {"", create.extension}, "", there.object);
    return;
  }
  if (std::find(std::begin(kBringsNothing), std::end(kBringsNothing), create.extension) == std::end(kBringsNothing)) {
    Touch({"", create.extension});
  }
  if (there.object == nullptr) Make({"", create.extension}, ExtensionObject{.schema = create.schema});
}

void Execution::Do(const CreateSchema& create) {
  if (create.schema.empty() || HasHole(create.schema)) return catalog_.MayHoldMore(Catalog::kSchemas);
  const Catalog::Found there = catalog_.FindSchema(create.schema);
  if (there.unknown()) Doubt();
  if (there.there()) {
    if (create.if_absent) return;
    if (!Refuse(Kind::kSchemaExists, "42P06", absl::StrCat("schema \"", create.schema, "\" already exists"),
                {"", create.schema}, "", there.object)) {
      return;
    }
  }
  if (there.object == nullptr && !there.there()) Make({"", create.schema}, SchemaObject{});
}

// ---- Dropping, renaming and commenting on what has no operation of its own

void Execution::Do(const DropObject& drop) {
  const absl::string_view relation = RelationWord(drop.kind);
  if (!relation.empty()) {
    DropRelation(drop.name, relation, drop.if_present, drop.cascade);
    return;
  }
  if (drop.kind == ObjectKind::kDomain || drop.kind == ObjectKind::kType) {
    DropUserType(drop.name, drop.if_present, drop.cascade, drop.kind == ObjectKind::kDomain ? "domain" : "type");
    return;
  }
  if (drop.kind == ObjectKind::kTrigger || drop.kind == ObjectKind::kPolicy) {
    const bool is_trigger = drop.kind == ObjectKind::kTrigger;
    const Catalog::Found found = catalog_.FindRelation(drop.table);
    if (found.absent() && drop.if_present) return;
    const Need<TableObject> table = NeedTable(drop.table);
    if (!table) return;
    const auto has = [&](const std::string& name) { return name == drop.name.name; };
    const auto& triggers = table->triggers;
    const auto& policies = table->policies;
    const bool there =
        is_trigger
            ? std::any_of(triggers.begin(), triggers.end(), [&](const auto& one) { return has(one.trigger.trigger); })
            : std::any_of(policies.begin(), policies.end(), [&](const auto& one) { return has(one.policy.policy); });
    if (!there) {
      if (drop.if_present || !table->complete) return;
      Refuse(Kind::kUnknownPart, "42704",
             absl::StrCat(is_trigger ? "trigger \"" : "policy \"", drop.name.name, "\" for ",
                          is_trigger ? "table" : "table", " \"", table.object->name.name, "\" does not exist"),
             table.object->name, drop.name.name, table.object);
      return;
    }
    Change<TableObject>(table.object->oid, [&](TableObject& changed) {
      auto& now = changed.triggers;
      auto& rest = changed.policies;
      if (is_trigger) {
        now.erase(std::remove_if(now.begin(), now.end(), [&](const auto& one) { return has(one.trigger.trigger); }),
                  now.end());
      } else {
        rest.erase(std::remove_if(rest.begin(), rest.end(), [&](const auto& one) { return has(one.policy.policy); }),
                   rest.end());
      }
    });
    return;
  }
  if (drop.kind == ObjectKind::kFunction || drop.kind == ObjectKind::kProcedure) {
    const Catalog::Found found = catalog_.FindFunction(drop.name, drop.arguments);
    if (found.unknown()) Doubt();
    if (found.absent()) {
      if (drop.if_present) return;
      if (drop.arguments != "*") {
        // An overload whose types are written another way.
        if (!catalog_.FindFunction(drop.name, "*").absent()) return;
        Refuse(Kind::kUnknownFunction, "42883",
               absl::StrCat("function ", drop.name.ToString(), "(", drop.arguments, ") does not exist"), drop.name);
        return;
      }
      Refuse(Kind::kUnknownFunction, "42883",
             absl::StrCat("could not find a function named \"", drop.name.ToString(), "\""), drop.name);
      return;
    }
    if (found.object == nullptr || !NeedUnused(*found.object, drop.cascade)) return;
    RemoveWithParts(found.object->oid);
    return;
  }
  if (drop.kind == ObjectKind::kExtension) {
    const Catalog::Found found = catalog_.FindExtension(drop.name.name);
    if (found.unknown()) Doubt();
    if (found.absent()) {
      if (drop.if_present) return;
      Refuse(Kind::kUnknownExtension, "42704", absl::StrCat("extension \"", drop.name.name, "\" does not exist"),
             drop.name);
      return;
    }
    if (drop.cascade) return catalog_.TaintAll();
    if (found.object != nullptr) catalog_.Remove(found.object->oid);
    return;
  }
  if (drop.kind == ObjectKind::kSchema) {
    const Catalog::Found found = catalog_.FindSchema(drop.name.name);
    if (found.unknown()) Doubt();
    if (found.absent()) {
      if (drop.if_present) return;
      Refuse(Kind::kUnknownSchema, "3F000", absl::StrCat("schema \"", drop.name.name, "\" does not exist"), drop.name);
      return;
    }
    std::vector<Oid> inside;
    for (const Oid oid : catalog_.All()) {
      if (catalog_.Get(oid)->name.schema == drop.name.name) inside.push_back(oid);
    }
    for (const Oid oid : inside) {
      const Object* object = catalog_.Get(oid);
      if (object == nullptr) continue;
      if (catalog_.ExistenceOf(*object) != Existence::kThere) Doubt();
      if (!drop.cascade &&
          !Refuse(Kind::kObjectInUse, "2BP01",
                  absl::StrCat("cannot drop schema ", drop.name.name, " because other objects depend on it"), drop.name,
                  object->name.name, object)) {
        return;
      }
    }
    for (const Oid oid : inside) RemoveWithParts(oid);
    if (found.object != nullptr) catalog_.Remove(found.object->oid);
  }
}

void Execution::Do(const RenameObject& rename) {
  const absl::string_view relation = RelationWord(rename.kind);
  if (!relation.empty()) return Do(RenameTable{.table = rename.name, .to = rename.to});
  if (rename.kind == ObjectKind::kDomain) return Do(RenameType{.type = rename.name, .to = rename.to});
  if (rename.kind == ObjectKind::kSchema || rename.kind == ObjectKind::kExtension) return catalog_.TaintAll();
  if (rename.kind == ObjectKind::kTrigger || rename.kind == ObjectKind::kPolicy) {
    const Need<TableObject> table = NeedTable(rename.table);
    if (table) Change<TableObject>(table.object->oid, [](TableObject& changed) { changed.complete = false; });
  }
}

void Execution::Do(const CommentOn& comment) {
  const std::string text = comment.comment.known() ? comment.comment.value() : "";
  const bool is_relation = !RelationWord(comment.kind).empty();
  if (is_relation || comment.kind == ObjectKind::kColumn || comment.kind == ObjectKind::kConstraint) {
    const Catalog::Found found = catalog_.FindRelation(comment.name);
    if (found.unknown()) Doubt();
    if (found.absent()) {
      Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", comment.name.ToString(), "\" does not exist"),
             comment.name);
      return;
    }
    const TableObject* table = found.As<TableObject>();
    if (is_relation) {
      if (found.object == nullptr) return;
      Object commented = *found.object;
      commented.existence = catalog_.ExistenceOf(*found.object);
      commented.comment = text;
      catalog_.Set(std::move(commented));
      return;
    }
    if (table == nullptr) return;
    if (comment.kind == ObjectKind::kColumn && table->FindColumn(comment.part) == nullptr && table->complete &&
        !Refuse(
            Kind::kUnknownColumn, "42703",
            absl::StrCat("column \"", comment.part, "\" of relation \"", found.object->name.name, "\" does not exist"),
            found.object->name, comment.part, found.object)) {
      return;
    }
    Change<TableObject>(found.object->oid, [&](TableObject& changed) {
      TableColumn* column = changed.FindColumn(comment.part);
      TableConstraint* constraint = changed.FindConstraint(comment.part);
      if (comment.kind == ObjectKind::kColumn && column != nullptr) column->comment = text;
      if (comment.kind == ObjectKind::kConstraint && constraint != nullptr) constraint->comment = text;
    });
  }
}

}  // namespace retort

#include "linter/report/policy_schema.h"

#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "linter/policy/policy_keys.h"
#include "linter/policy/rule_layer.h"
#include "linter/report/json_text.h"
#include "linter/report/tool.h"
#include "rules/rule.h"

namespace retort {
namespace {

Json ObjectOf(std::span<const PolicyKey> keys);

Json TextSchema() { return {{"type", "string"}}; }
Json ListOf(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }
Json OneOfTexts(std::vector<std::string> words) { return {{"type", "string"}, {"enum", std::move(words)}}; }
Json RuleWord() { return {{"$ref", "#/definitions/rule-or-category"}}; }

struct OptionSchema {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const NumberOption* option) const {
    return {{"description", std::string(option->what)},
            {"type", "integer"},
            {"minimum", option->least},
            {"maximum", option->most},
            {"default", option->otherwise}};
  }
  Json operator()(const FlagOption* option) const {
    return {{"description", std::string(option->what)}, {"type", "boolean"}, {"default", option->otherwise}};
  }
  Json operator()(const ListOption* option) const {
    Json schema = ListOf(TextSchema());
    schema["description"] = std::string(option->what);
    return schema;
  }
};

// Every rule is there, so that a misspelt one is not.
Json OptionsSchema() {
  Json rules = Json::object();
  for (const Rule* rule : AllRules()) {
    Json options = Json::object();
    for (const AnyOption& option : rule->options) {
      if (!NameOf(option).empty()) options[std::string(NameOf(option))] = std::visit(OptionSchema(), option);
    }
    rules[std::string(rule->id)] = {
        {"type", "object"}, {"properties", std::move(options)}, {"additionalProperties", false}};
  }
  return {{"type", "object"}, {"properties", std::move(rules)}, {"additionalProperties", false}};
}

Json AllowanceSchema() {
  Json item = ObjectOf(AllowanceKeys());
  std::vector<std::string> ids;
  for (const Rule* rule : AllRules()) ids.emplace_back(rule->id);
  item["properties"]["rule"]["enum"] = ids;
  item["required"] = {"rule"};
  item["anyOf"] = {{{"required", {"revision"}}}, {{"required", {"path"}}}};
  return item;
}

Json ExtendsSchema() {
  const Json one = {{"anyOf", {OneOfTexts(PresetNames()), {{"type", "string"}, {"pattern", "/|\\.toml$"}}}}};
  return {{"anyOf", {one, ListOf(one)}}};
}

Json SchemaOf(KeyShape shape) {
  switch (shape) {
    case KeyShape::kExtends:
      return ExtendsSchema();
    case KeyShape::kRuleWords:
      return ListOf(RuleWord());
    case KeyShape::kSeverities:
      return {{"type", "object"},
              {"propertyNames", RuleWord()},
              {"additionalProperties", OneOfTexts({"error", "warning", "info", "off"})}};
    case KeyShape::kVersion:
      return {{"anyOf", {{{"type", "number"}}, {{"type", "string"}, {"pattern", "^[0-9]+(\\.[0-9]+)?"}}}}};
    case KeyShape::kText:
      return TextSchema();
    case KeyShape::kTexts:
      return ListOf(TextSchema());
    case KeyShape::kFailOn:
      return OneOfTexts({"error", "warning", "info", "never"});
    case KeyShape::kOptions:
      return OptionsSchema();
    case KeyShape::kOverrides: {
      Json item = ObjectOf(OverrideKeys());
      item["required"] = {"paths"};
      return ListOf(std::move(item));
    }
    case KeyShape::kAllowances:
      return ListOf(AllowanceSchema());
  }
  return nullptr;
}

Json ObjectOf(std::span<const PolicyKey> keys) {
  Json properties = Json::object();
  for (const PolicyKey& key : keys) {
    Json& schema = properties[std::string(key.name)] = SchemaOf(key.shape);
    schema["description"] = std::string(key.what);
  }
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

}  // namespace

std::string PolicySchema() {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "retort.toml"}};
  schema.update(ObjectOf(PolicyKeys()));
  schema["properties"]["driver"]["enum"] = {"asyncpg", "psycopg", "psycopg2", "pg8000"};
  schema["definitions"] = {{"rule-or-category", OneOfTexts(RuleWords())}};
  return JsonText(schema);
}

}  // namespace retort

// The reader of PL/pgSQL bodies against PostgreSQL's own parser of them: the same statements in the same order, and
// conditional where they stand in a branch, a loop or a handler. PostgreSQL's knows neither places nor variables whose
// type is not built in, so it judges here and reads nothing for users.

#include <gtest/gtest.h>
#include <pg_query.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "nlohmann/json.hpp"
#include "tests/sql/read_text.h"

namespace retort {
namespace {

using Json = nlohmann::json;

// Random nested bodies without jumps; each SQL statement creates a table of its own.
class BodyGenerator {
 public:
  explicit BodyGenerator(uint32_t seed) : random_(seed) {}

  std::string Block(int depth) {
    std::string block = "BEGIN ";
    absl::StrAppend(&block, Statements(depth));
    if (Below(4) == 0) {
      absl::StrAppend(&block, "EXCEPTION WHEN division_by_zero THEN ", Statements(depth + 1));
      if (Below(2) == 0) absl::StrAppend(&block, "WHEN SQLSTATE '22012' OR others THEN NULL; ");
    }
    return block + "END; ";
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }

  std::string Statements(int depth) {
    std::string statements;
    for (size_t count = 1 + Below(3); count > 0; --count) absl::StrAppend(&statements, Statement(depth));
    return statements;
  }

  std::string Condition() {
    constexpr absl::string_view kConditions[] = {"n > 1", "NOT EXISTS (SELECT 1 FROM pg_class)",
                                                 "(CASE WHEN n = 1 THEN true ELSE false END)", "'then' = 'end if;'"};
    return std::string(kConditions[Below(std::size(kConditions))]);
  }

  // Every part is drawn before it is joined: the order of a call's arguments is the compiler's.
  std::string Statement(int depth) {
    const size_t kind = depth > 4 ? 7 + Below(4) : Below(11);
    const std::string condition = Condition();
    if (kind == 5) return Block(depth + 1);
    if (kind == 6) return "DECLARE m int := 1; " + Block(depth + 1);
    if (kind == 7) return "n := n + 1; /* ; */ RAISE NOTICE 'a; %', n; NULL; ";
    if (kind == 8) return absl::StrCat("EXECUTE 'CREATE TABLE t", ++tables_, " ()'; ");
    if (kind > 8) return absl::StrCat("CREATE TABLE t", ++tables_, " (); ");
    const std::string inner = Statements(depth + 1);
    if (kind == 0) return absl::StrCat("IF ", condition, " THEN ", inner, "END IF; ");
    if (kind == 2) return absl::StrCat("<<l>> FOR i IN 1..3 LOOP ", inner, "END LOOP l; ");
    if (kind == 3) return absl::StrCat("WHILE ", condition, " LOOP ", inner, "END LOOP; ");
    const std::string second = Statements(depth + 1);
    if (kind == 4) return absl::StrCat("CASE n WHEN 1, 2 THEN ", inner, "ELSE ", second, "END CASE; ");
    const std::string third = Statements(depth + 1);
    return absl::StrCat("IF ", condition, " THEN ", inner, "ELSIF n > 2 THEN ", second, "ELSE ", third, "END IF; ");
  }

  std::mt19937 random_;
  int tables_ = 0;
};

struct Created {
  std::string table;
  bool conditional = false;
  bool operator==(const Created&) const = default;
};

// For a readable failure.
void PrintTo(const Created& created, std::ostream* out) { *out << (created.conditional ? "? " : "") << created.table; }

std::string TableIn(const std::string& query) {
  const size_t begin = query.find("TABLE t") + 6;
  return query.substr(begin, query.find(' ', begin) - begin);
}

// In the order of the text: `body` before `exceptions`, `then_body` before `elsif_list` before `else_body`.
void Collect(const Json& node, bool conditional, std::vector<Created>& created) {
  if (node.is_array()) {
    for (const Json& item : node) Collect(item, conditional, created);
    return;
  }
  if (!node.is_object()) return;
  for (const auto& [kind, value] : node.items()) {
    if (kind == "PLpgSQL_stmt_execsql" || kind == "PLpgSQL_stmt_dynexecute") {
      const Json& expression = kind == "PLpgSQL_stmt_execsql" ? value["sqlstmt"] : value["query"];
      created.push_back({TableIn(expression["PLpgSQL_expr"]["query"]), conditional});
      continue;
    }
    const bool branches = kind == "PLpgSQL_stmt_if" || kind == "PLpgSQL_stmt_fori" || kind == "PLpgSQL_stmt_while" ||
                          kind == "PLpgSQL_stmt_case" || kind == "PLpgSQL_exception" ||
                          (kind == "PLpgSQL_stmt_block" && value.contains("exceptions"));
    Collect(value, conditional || branches, created);
  }
}

std::vector<Created> AsPostgresReads(const std::string& body) {
  const std::string function =
      absl::StrCat("CREATE FUNCTION f(n int) RETURNS void LANGUAGE plpgsql AS $x$ ", body, " $x$");
  const PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(function.c_str());
  std::vector<Created> created;
  EXPECT_EQ(result.error, nullptr) << (result.error == nullptr ? "" : result.error->message) << "\n" << body;
  if (result.error == nullptr) Collect(Json::parse(result.plpgsql_funcs), false, created);
  pg_query_free_plpgsql_parse_result(result);
  return created;
}

std::vector<Created> AsRetortReads(const std::string& body) {
  std::vector<Created> created;
  const SqlReading reading = ReadSql(Mapped(absl::StrCat("DO $x$ ", body, " $x$")), {.binds = false});
  for (const Operation& operation : reading.statements.at(0).operations) {
    if (const auto* create = std::get_if<CreateTable>(&operation.action)) {
      created.push_back({create->table.name, operation.certainty == Certainty::kConditional || create->if_absent});
    } else {
      EXPECT_TRUE(LeavesNoTrace(operation.action)) << body;
    }
  }
  return created;
}

std::vector<Created> Sorted(std::vector<Created> created) {
  std::sort(created.begin(), created.end(), [](const Created& a, const Created& b) {
    return std::stoi(a.table.substr(1)) < std::stoi(b.table.substr(1));
  });
  return created;
}

TEST(Plpgsql, StatementsAreWherePostgresSeesThem) {
  Pool(1).Run(1, [](size_t) {
    size_t conditional = 0;
    for (uint32_t seed = 0; seed < 500 && !testing::Test::HasFailure(); ++seed) {
      const std::string body = BodyGenerator(seed).Block(0);
      const std::vector<Created> expected = Sorted(AsPostgresReads(body));
      EXPECT_EQ(AsRetortReads(body), expected) << body;
      for (const Created& created : expected) conditional += created.conditional;
    }
    EXPECT_GT(conditional, 1000u);
  });
}

}  // namespace
}  // namespace retort

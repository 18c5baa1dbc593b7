#include "tests/python/cpython.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

using python::Dict;
using python::Sequence;
using python::ShowAsPython;
using python::Value;
using python::ValuePtr;

constexpr char kScript[] = R"py(
import sys, warnings
warnings.simplefilter("ignore")

def show(value):
    if isinstance(value, str):
        return "'" + value + "'"
    if isinstance(value, (list, tuple, set)):
        items = [show(item) for item in value]
        return type(value).__name__ + "(" + ",".join(sorted(items) if isinstance(value, set) else items) + ")"
    if isinstance(value, dict):
        return "dict(" + ",".join(show(key) + ":" + show(item) for key, item in value.items()) + ")"
    return str(value)

def run(program):
    names = {"__name__": "migration"}
    exec(program, names)
    return show(names["x"])

for line in open(sys.argv[2]).read().splitlines():
    data = bytes.fromhex(line)
    text = data.decode("utf-8", "surrogateescape")
    try:
        answer = eval(sys.argv[1])
    except BaseException as error:
        answer = "!" + type(error).__name__
    print(str(answer).encode("utf-8", "backslashreplace").hex())
)py";

std::string ShowItems(absl::string_view name, const std::vector<ValuePtr>& items, bool sorted) {
  std::vector<std::string> shown;
  for (const ValuePtr& item : items) shown.push_back(ShowAsPython(*item));
  if (sorted) std::sort(shown.begin(), shown.end());
  return absl::StrCat(name, "(", absl::StrJoin(shown, ","), ")");
}

}  // namespace

std::string python::ShowAsPython(const Value& value) {
  if (const std::string* text = value.Text()) return absl::StrCat("'", *text, "'");
  if (const Sequence* sequence = value.As<Sequence>(); sequence != nullptr && sequence->complete) {
    constexpr absl::string_view kNames[] = {"tuple", "list", "set"};
    const bool is_set = sequence->kind == Sequence::Kind::kSet;
    return ShowItems(kNames[static_cast<int>(sequence->kind)], sequence->items, is_set);
  }
  const Dict* dict = value.As<Dict>();
  if (dict == nullptr || !dict->complete) return ToString(value);
  std::vector<std::string> shown;
  for (const auto& [key, item] : dict->items)
    shown.push_back(absl::StrCat(ShowAsPython(*key), ":", ShowAsPython(*item)));
  return absl::StrCat("dict(", absl::StrJoin(shown, ","), ")");
}

std::vector<std::string> AskPython(const std::string& expression, const std::vector<std::string>& inputs) {
  const std::string folder = testing::TempDir();
  std::ofstream script(folder + "/ask.py");
  script << kScript;
  script.close();
  std::ofstream file(folder + "/inputs");
  for (const std::string& input : inputs) file << absl::BytesToHexString(input) << "\n";
  file.close();
  std::ofstream(folder + "/expression") << expression;
  const std::string command = absl::StrCat("python3 -I '", folder, "/ask.py' \"$(cat '", folder, "/expression')\" '",
                                           folder, "/inputs' > '", folder, "/answers'");
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream result(folder + "/answers");
  std::stringstream all;
  all << result.rdbuf();
  std::vector<std::string> answers;
  for (const absl::string_view line : absl::StrSplit(all.str(), '\n')) answers.push_back(absl::HexStringToBytes(line));
  answers.resize(inputs.size());
  return answers;
}

}  // namespace retort

#include "tests/python/cpython.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

constexpr char kScript[] = R"py(
import sys, enum, itertools, textwrap, warnings
warnings.simplefilter("ignore")
for line in open(sys.argv[2]).read().splitlines():
    data = bytes.fromhex(line)
    text = data.decode("utf-8", "surrogateescape")
    try:
        answer = eval(sys.argv[1])
    except BaseException as error:
        answer = "!" + type(error).__name__
    print(str(answer).encode("utf-8", "backslashreplace").hex())
)py";

}  // namespace

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

// Writes SARIF logs of hand-made reports, and the files that they are about, into a folder: the odd cases that no real
// project has all at once.

#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/report/sarif.h"
#include "linter/source/files.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) { mkdir(Root().c_str(), 0755); }

  std::string Root() const { return absl::StrCat(path_, "/repo"); }

  Sample NewSample() const {
    Sample sample;
    sample.report.root = sample.report.working_directory = Root();
    return sample;
  }

  FileId Add(Sample& sample, absl::string_view name, const std::string& text) const {
    const std::string path = JoinPath(Root(), name);
    if (const absl::string_view parent = DirectoryOf(path); parent != Root()) mkdir(std::string(parent).c_str(), 0755);
    std::ofstream(path, std::ios::binary) << text;
    return sample.Add(path, text);
  }

  void Write(absl::string_view name, const Sample& sample) const {
    const auto rules = AllRules();
    std::ofstream(absl::StrCat(path_, "/", name, ".sarif")) << SarifReport(sample.report, {rules.begin(), rules.end()});
  }

 private:
  std::string path_;
};

// A rule that exists, whichever those are.
absl::string_view AnyRule(size_t index) { return AllRules()[index % AllRules().size()]->id; }

void WriteClean(const Folder& folder) {
  Sample sample = folder.NewSample();
  sample.report.header = {"every revision is new: this is no git repository"};
  folder.Write("clean", sample);
}

void WriteMany(const Folder& folder) {
  Sample sample = folder.NewSample();
  std::string text;
  for (int i = 0; i < 300; ++i) absl::StrAppend(&text, "    op.drop_table(\"t\")", i % 3 == 0 ? "\r\n" : "\n");
  const FileId file = folder.Add(sample, "versions/many.py", text);
  const Source& source = sample.report.sources[file];
  for (uint32_t line = 1; line <= 300; ++line) {
    const uint32_t begin = source.LineBegin(line) + 4;
    Finding& finding = sample.Find(AnyRule(line), {file, begin, begin + 18}, "the rows of \"t\" are lost");
    finding.severity = static_cast<Severity>(line % 3);
  }
  folder.Write("many", sample);
}

void WriteOddNames(const Folder& folder) {
  Sample sample = folder.NewSample();
  for (const absl::string_view name : {"a b.py", "100%.py", "sharp#.py", "what?.py", "plus+.py", "ünï/表😀.py", "a:b.py",
                                       "[x].py", "semi;colon&and.py", "tab\t.py", "quote\".py"}) {
    const FileId file = folder.Add(sample, name, absl::StrCat("x = 1  # ", name, "\n"));
    sample.Find(AnyRule(0), {file, 0, 1}, absl::StrCat("it is in ", name));
  }
  folder.Write("odd_names", sample);
}

void WriteOddTexts(const Folder& folder) {
  Sample sample = folder.NewSample();
  int number = 0;
  for (const absl::string_view text :
       {"", "x", "s = '😀表é'; x\n", "a\rb\r\rx\r", "\n\n\nx", "\tx\r\n\t x\r\n", "x # [a](1) {0} \\\n"}) {
    const FileId file = folder.Add(sample, absl::StrCat("text", number++, ".py"), std::string(text));
    const uint32_t at = text.find('x') == absl::string_view::npos ? 0 : text.find('x');
    sample.Find(AnyRule(number), {file, at, at + 1}, absl::StrCat("odd: ", text));
    sample.Find(AnyRule(number), {file, 0, static_cast<uint32_t>(text.size())}, "all of it");
    sample.Find(AnyRule(number), {file, 0, 0}, "its begin");
  }
  folder.Write("odd_texts", sample);
}

void WriteRelatedAndFixes(const Folder& folder) {
  Sample sample = folder.NewSample();
  const FileId first = folder.Add(sample, "versions/1_a.py", "create('status')\n");
  const FileId second = folder.Add(sample, "versions/2_b.py", "s = '😀'; create('status')\n");
  Finding& finding = sample.Find(AnyRule(0), sample.At(second, "create('status')"), "created twice");
  finding.when = "on a new database";
  finding.help = "create it once";
  finding.revision = "b";
  finding.related = {{sample.At(first, "create('status')"), "created [here] \\ first"}, {{second, 0, 1}, "and here"}};
  const Span end = sample.At(second, ")");
  finding.fixes = {{"add create_type=False", Safety::kSafe, {{{second, end.begin, end.begin}, ", create_type=False"}}},
                   {"drop both",
                    Safety::kUnsafe,
                    {{sample.At(first, "create('status')"), ""}, {sample.At(second, "create('status')"), ""}}}};
  folder.Write("related_and_fixes", sample);
}

}  // namespace
}  // namespace retort

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const retort::Folder folder(argv[1]);
  retort::WriteClean(folder);
  retort::WriteMany(folder);
  retort::WriteOddNames(folder);
  retort::WriteOddTexts(folder);
  retort::WriteRelatedAndFixes(folder);
  return 0;
}

// Reports made by hand, for the tests of the formats.
//
//   Sample sample;
//   const FileId file = sample.Add("/repo/versions/1_a.py", "op.drop_table('t')\n");
//   sample.Find("drop-table", sample.At(file, "'t'"), "rows are lost").help = "rename it first";

#ifndef RETORT_TESTS_REPORT_SAMPLE_H_
#define RETORT_TESTS_REPORT_SAMPLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/finding/fingerprint.h"
#include "linter/finding/report.h"

namespace retort {

struct Sample {
  Sample() { report.root = report.working_directory = "/repo"; }

  FileId Add(absl::string_view path, std::string text) {
    const FileId file = report.sources.Add(path);
    report.sources.Load(file, std::move(text));
    return file;
  }

  // Where `needle` stands first.
  Span At(FileId file, absl::string_view needle) const {
    const size_t begin = report.sources[file].text().find(needle);
    return {file, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + needle.size())};
  }

  Finding& Find(absl::string_view rule, Span at, std::string message) {
    Finding& finding = report.findings.emplace_back();
    finding.rule = rule;
    finding.at = at;
    finding.message = std::move(message);
    return finding;
  }

  // Gives every finding its fingerprint.
  Report& Marked() {
    std::vector<const Finding*> findings;
    for (const Finding& finding : report.findings) findings.push_back(&finding);
    const std::vector<std::string> fingerprints = Fingerprints(findings, report.sources, report.root);
    for (size_t i = 0; i < findings.size(); ++i) report.findings[i].fingerprint = fingerprints[i];
    return report;
  }

  Report report;
};

}  // namespace retort

#endif  // RETORT_TESTS_REPORT_SAMPLE_H_

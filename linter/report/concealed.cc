#include "linter/report/concealed.h"

#include <algorithm>

namespace retort {

Concealed::Concealed(const Report& report) {
  for (const Finding& finding : report.findings) {
    for (const Span& span : finding.conceal) spans_[span.file].push_back(span);
  }
  for (auto& [file, spans] : spans_) {
    std::sort(spans.begin(), spans.end());
    std::vector<Span> apart;
    for (const Span& span : spans) {
      if (!apart.empty() && span.begin <= apart.back().end) {
        apart.back().end = std::max(apart.back().end, span.end);
      } else {
        apart.push_back(span);
      }
    }
    spans = std::move(apart);
  }
}

const std::vector<Span>& Concealed::In(FileId file) const {
  static const std::vector<Span> kNone;
  const auto found = spans_.find(file);
  return found == spans_.end() ? kNone : found->second;
}

}  // namespace retort

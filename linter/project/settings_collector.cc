#include "linter/project/settings_collector.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "linter/secrets/names.h"

namespace retort {
namespace {

bool Overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

bool IsWorse(const Setting& a, const Setting& b) {
  return std::pair(a.verdict, !a.is_minor) > std::pair(b.verdict, !b.is_minor);
}

// Of neighbours that overlap, the worst.
std::vector<Setting> Distinct(std::vector<Setting> settings) {
  std::stable_sort(settings.begin(), settings.end(), [](const Setting& a, const Setting& b) { return a.at < b.at; });
  std::vector<Setting> distinct;
  for (Setting& setting : settings) {
    if (distinct.empty() || !Overlap(distinct.back().at, setting.at)) {
      distinct.push_back(std::move(setting));
    } else if (IsWorse(setting, distinct.back())) {
      distinct.back() = std::move(setting);
    }
  }
  return distinct;
}

// The spans sorted, and those that touch made one.
std::vector<Span> Joined(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> joined;
  for (const Span& span : spans) {
    if (joined.empty() || joined.back().end < span.begin) {
      joined.push_back(span);
    } else {
      joined.back().end = std::max(joined.back().end, span.end);
    }
  }
  return joined;
}

// The lines that a span touches, as one span.
Span LinesOf(const Span& at, absl::string_view text) {
  const size_t before = at.begin == 0 ? absl::string_view::npos : text.find_last_of("\r\n", at.begin - 1);
  const size_t begin = before == absl::string_view::npos ? 0 : before + 1;
  const size_t end = std::min(text.find_first_of("\r\n", at.end), text.size());
  return {at.file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// Those of the sorted `spans` that lie on `lines`. Of very many, one span from the first to the last.
std::vector<Span> Inside(const Span& lines, const std::vector<Span>& spans) {
  constexpr ptrdiff_t kManySpans = 32;
  const auto first =
      std::partition_point(spans.begin(), spans.end(), [&](const Span& s) { return s.end <= lines.begin; });
  const auto last = std::partition_point(first, spans.end(), [&](const Span& s) { return s.begin < lines.end; });
  if (last - first > kManySpans) return {{lines.file, first->begin, std::prev(last)->end}};
  return {first, last};
}

}  // namespace

MappedText SettingsFile::Value(absl::string_view value, size_t begin, size_t end) const {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  MappedText mapped;
  const bool same = text.substr(begin, end - begin) == value;
  // Another text of the same length (an escape and a line break that cancel out) must not be mapped byte by byte.
  const size_t from = !same && end - begin == value.size() && begin > 0 ? begin - 1 : begin;
  mapped.Append(value, {id, static_cast<uint32_t>(from), static_cast<uint32_t>(end)});
  return mapped;
}

void SettingsCollector::Add(Candidate candidate) {
  candidate.role = file_.role;
  candidate.format = file_.format;
  judged_.push_back(candidate.value.At(0, candidate.value.text().size()));
  if (std::optional<Setting> setting = Judge(candidate)) settings_.push_back(*std::move(setting));
}

void SettingsCollector::Add(Record record) {
  constexpr size_t kMostCompanions = 16;
  std::vector<std::string> companions;
  for (const Candidate& candidate : record) {
    if (companions.size() < kMostCompanions && NameKindOf(candidate.name) == NameKind::kUser) {
      companions.push_back(candidate.value.text());
    }
  }
  for (Candidate& candidate : record) {
    candidate.companions.insert(candidate.companions.end(), companions.begin(), companions.end());
    Add(std::move(candidate));
  }
}

std::vector<Setting> SettingsCollector::Finish() && {
  judged_ = Joined(std::move(judged_));
  for (Setting& setting : Scan(file_.id, file_.text, file_.role, file_.format)) {
    const auto next =
        std::partition_point(judged_.begin(), judged_.end(), [&](const Span& s) { return s.end <= setting.at.begin; });
    if (next == judged_.end() || !Overlap(*next, setting.at)) settings_.push_back(std::move(setting));
  }
  settings_ = Distinct(std::move(settings_));
  std::vector<Span> secret;
  for (const Setting& setting : settings_) secret.insert(secret.end(), setting.conceal.begin(), setting.conceal.end());
  secret = Joined(std::move(secret));
  Span lines;
  for (Setting& setting : settings_) {
    if (!lines.Contains(setting.at) || lines.begin == lines.end) lines = LinesOf(setting.at, file_.text);
    setting.conceal = Inside(lines, secret);
  }
  return std::move(settings_);
}

}  // namespace retort

#include "linter/report/place.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

Position PositionOf(const Source& source, uint32_t offset, ColumnUnit unit) {
  Position position = source.Locate(offset, unit);
  if (position.line == 1 && position.column > 1 && absl::StartsWith(source.text(), kByteOrderMark)) --position.column;
  return position;
}

std::string PercentEncoded(absl::string_view path) {
  std::string out;
  for (const char c : path) {
    if (absl::ascii_isalnum(c) || absl::StrContains("-._~/", absl::string_view(&c, 1))) {
      out += c;
    } else {
      absl::StrAppendFormat(&out, "%%%02X", static_cast<uint8_t>(c));
    }
  }
  return out;
}

}  // namespace

LineRange RangeOf(const Sources& sources, const Span& span, ColumnUnit unit) {
  const Source& source = sources[span.file];
  return {PositionOf(source, span.begin, unit), PositionOf(source, std::max(span.begin, span.end), unit)};
}

absl::string_view PathOf(const Sources& sources, FileId file) {
  return file < sources.size() ? sources.PathOf(file) : absl::string_view();
}

std::string PathFrom(absl::string_view directory, absl::string_view path) {
  return OneLine(directory.empty() ? path : RelativePath(path, directory));
}

std::string UriFrom(absl::string_view directory, absl::string_view path) {
  if (!IsBelow(path, directory)) return FileUri(path);
  return PercentEncoded(RelativePath(path, directory));
}

std::string FileUri(absl::string_view path) { return absl::StrCat("file://", PercentEncoded(path)); }

}  // namespace retort

// A file's text with its lines, and the table of all files of a run.
//
//   FileId id = sources.Add("/repo/alembic/versions/1_a.py");   // in one thread, so that ids do not depend on timing
//   sources.Load(id, text);                                    // then in parallel, each id once
//   sources[id].Locate(span.begin, ColumnUnit::kUtf16);

#ifndef RETORT_LINTER_SOURCE_SOURCE_H_
#define RETORT_LINTER_SOURCE_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort {

enum class ColumnUnit { kBytes, kCodePoints, kUtf16 };

// Both count from 1. Lines end with LF, CRLF or CR.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  friend auto operator<=>(const Position&, const Position&) = default;
};

class Source {
 public:
  Source(std::string path, std::string text);

  const std::string& path() const { return path_; }  // absolute, with forward slashes
  absl::string_view text() const { return text_; }
  absl::string_view Text(const Span& span) const;  // clipped to the file

  Position Locate(uint32_t offset, ColumnUnit unit) const;  // an offset beyond the end is the end
  uint32_t LineCount() const { return static_cast<uint32_t>(line_begins_.size()); }
  absl::string_view Line(uint32_t line) const;  // without its line break; `line` counts from 1
  uint32_t LineBegin(uint32_t line) const;      // the offset of its first byte

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_begins_;
};

class Sources {
 public:
  FileId Add(absl::string_view path);         // the same path gives the same id
  void Load(FileId id, std::string text);     // thread-safe for different ids
  const Source& operator[](FileId id) const;  // an empty text before it is loaded
  const std::string& PathOf(FileId id) const { return paths_[id]; }
  size_t size() const { return paths_.size(); }

 private:
  std::vector<std::string> paths_;
  std::vector<std::unique_ptr<Source>> sources_;
  absl::flat_hash_map<std::string, FileId> ids_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_SOURCE_H_

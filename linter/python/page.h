// The file that the machine is reading at the moment, and where what it finds there stands: in its own place, or, for
// a module that the file at hand imports, at the place in the file at hand that led there.
//
//   Page page(syntax);
//   Page other = page.Turned(helpers, page.At(call));   // every At() of it is the call

#ifndef RETORT_LINTER_PYTHON_PAGE_H_
#define RETORT_LINTER_PYTHON_PAGE_H_

#include "linter/python/parser.h"
#include "linter/source/mapped_text.h"

namespace retort::python {

class Page {
 public:
  explicit Page(const Syntax& own) : own_(&own), syntax_(&own) {}

  Page Turned(const Syntax& to, Span from) const {
    Page page = *this;
    page.syntax_ = &to;
    if (!is_foreign()) page.from_ = from;
    return page;
  }
  bool is_foreign() const { return syntax_ != own_; }
  const Syntax& syntax() const { return *syntax_; }

  Span At(NodeId id) const { return is_foreign() ? from_ : syntax_->At(id); }
  // A text of this file as one that stands where At() says.
  MappedText Placed(MappedText text) const {
    if (!is_foreign()) return text;
    MappedText placed;
    size_t begin = 0;
    for (size_t hole; (hole = text.text().find(kHole.data(), begin, kHole.size())) != std::string::npos;
         begin = hole + kHole.size()) {
      placed.Append(absl::string_view(text.text()).substr(begin, hole - begin), from_);
      placed.AppendHole(from_);
    }
    placed.Append(absl::string_view(text.text()).substr(begin), from_);
    return placed;
  }

  const Node& operator[](NodeId id) const { return (*syntax_)[id]; }
  Syntax::Range Children(NodeId id) const { return syntax_->Children(id); }
  NodeId Child(NodeId id, Field field) const { return syntax_->Child(id, field); }
  NodeId ChildOf(NodeId id, Kind kind) const { return syntax_->ChildOf(id, kind); }
  NodeId ChildAt(NodeId id, size_t index) const { return syntax_->ChildAt(id, index); }
  absl::string_view Text(NodeId id) const { return syntax_->Text(id); }
  NodeId ParameterName(NodeId parameter) const { return syntax_->ParameterName(parameter); }
  NodeId Unwrap(NodeId id) const { return syntax_->Unwrap(id); }

 private:
  const Syntax* own_;
  const Syntax* syntax_;
  Span from_;
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_PAGE_H_

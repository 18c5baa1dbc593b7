// Objects of classes whose bases are not in the project, and what is asked of them.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "linter/python/interpreter.h"
#include "linter/python/library.h"

namespace retort::python {
namespace {

constexpr char kTypes[] = R"py(
from outside import Base, TypeDecorator, text
from sqlalchemy import event
from sqlalchemy.event import listens_for

class Plain(Base):
    kind = "plain"
    def name(self, suffix):
        return self.kind + suffix

class Made(Plain):
    def __init__(self, size, *rest, label="none"):
        super().__init__(*rest, label=label)
        self.size = size
    @property
    def twice(self):
        return self.size * 2
    def fails(self):
        return self.missing()

class Decorated(TypeDecorator[str]):
    impl = text

@listens_for(Made, "attached")
def _attached(object, size):
    def inner():
        return 1
    event.remember(object.size, size)

@listens_for(Plain, "attached")
def _other(object, size):
    event.forget()
)py";

class Objects : public testing::Test {
 protected:
  Objects()
      : files_(std::map<std::string, std::string>{{"/repo/types.py", ""}, {"/repo/app/kinds.py", kTypes}}),
        library_(files_, "/repo", {"/repo"}),
        module_(Module::Parse(1,
                              "from app.kinds import Made, Plain, Decorated\n"
                              "made = Made(3, 'x', label='l')\nplain = Plain('y')\nclass_only = Decorated\n"
                              "decorated = Decorated(7)\nunknown = Made()\n")),
        interpreter_(module_, {}, &library_, "/repo/revision.py") {}

  const Value* Object(absl::string_view name) const { return interpreter_.Construct(*interpreter_.Global(name)); }
  std::string Ask(absl::string_view object, absl::string_view name, std::vector<ValuePtr> arguments = {}) const {
    const Value* answer = interpreter_.Ask(*Object(object), name, std::move(arguments));
    return answer == nullptr ? "nothing" : ToString(*answer);
  }
  static ValuePtr Text(absl::string_view text) {
    MappedText mapped;
    mapped.Append(text, {});
    return MakeValue({}, std::move(mapped));
  }

  const MemoryFiles files_;
  const Library library_;
  const Module module_;
  const Interpreter interpreter_;
};

TEST_F(Objects, HaveTheAttributesThatTheirInitSets) {
  EXPECT_EQ(Ask("made", "size"), "3");
  EXPECT_EQ(Ask("made", "twice"), "6");
  EXPECT_EQ(Ask("made", "kind"), "\"plain\"");
  EXPECT_EQ(Ask("made", "nonsense"), "nothing");
  EXPECT_EQ(Ask("plain", "size"), "nothing");
}

TEST_F(Objects, AnswerMethods) {
  EXPECT_EQ(Ask("made", "name", {Text("!")}), "\"plain!\"");
  EXPECT_EQ(Ask("plain", "name", {Text("?")}), "\"plain?\"");
}

TEST_F(Objects, KnowWhatTheirOutsideBaseWasMadeWith) {
  const Value* init = interpreter_.Ask(*Object("made"), "__init__");
  ASSERT_NE(init, nullptr);
  const Call& call = *init->As<Call>();
  ASSERT_EQ(call.arguments.size(), 1u);
  EXPECT_EQ(*call.arguments[0]->Text(), "x");
  EXPECT_EQ(*call.FindKeyword("label")->value->Text(), "l");
}

TEST_F(Objects, OfDecoratorsHoldAnObjectOfTheirImpl) {
  EXPECT_EQ(Ask("decorated", "impl"), "outside.text(7)");
  EXPECT_EQ(Ask("class_only", "impl"), "outside.text()");
}

TEST_F(Objects, NameTheirOutsideBases) {
  const auto bases = [&](absl::string_view name) {
    const Value& value = *interpreter_.Global(name);
    const Call* call = value.As<Call>();
    return interpreter_.OutsideBases(*(call == nullptr ? value : *call->callee).As<Class>());
  };
  EXPECT_EQ(bases("made"), std::vector<std::string>{"outside.Base"});
  EXPECT_EQ(bases("class_only"), std::vector<std::string>{"outside.TypeDecorator"});
}

// Only those of the class itself: what runs is no part of the revision.
TEST_F(Objects, FireTheListenersOfTheirClass) {
  const Value* object = Object("made");
  const Value type{{}, *interpreter_.Global("made")->As<Call>()->callee->As<Class>()};
  const std::vector<Event> events =
      interpreter_.Fire(type, "attached", {std::make_shared<const Value>(*object), Text("s")});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(ToString(*events[0].value), "sqlalchemy.event.remember(3, \"s\")");
  EXPECT_TRUE(interpreter_.Fire(type, "detached", {}).empty());
}

TEST_F(Objects, AreNotMadeOfOtherValues) {
  EXPECT_EQ(interpreter_.Construct(*Text("x")), nullptr);
  EXPECT_EQ(interpreter_.Ask(*Text("x"), "upper"), nullptr);
}

}  // namespace
}  // namespace retort::python

#include "linter/schema/catalog.h"

#include "gtest/gtest.h"

namespace retort {
namespace {

const Name kStatus = {"", "status"};
const Name kUnnamed = {"", std::string(kHole)};

Operation Certain(Action action, uint32_t at = 1) { return {.at = {0, at, at + 1}, .action = std::move(action)}; }
Operation Perhaps(Action action) {
  return {.at = {0, 1, 2}, .certainty = Certainty::kConditional, .action = std::move(action)};
}
CreateEnum Create(const Name& type, CreateEnum::Sender sender = CreateEnum::Sender::kStatement) {
  return {.type = type, .sender = sender};
}
Existence TypeAfter(const std::vector<Operation>& operations, const Name& type) {
  Catalog catalog;
  catalog.StartRun();
  for (const Operation& operation : operations) catalog.Apply(operation);
  return catalog.FindType(type).existence;
}

TEST(Catalog, CreatesDropsAndRenames) {
  EXPECT_EQ(TypeAfter({}, kStatus), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, {"public", "status"}), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, {"shop", "status"}), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropType{.type = kStatus})}, kStatus), Existence::kAbsent);
  const RenameType rename = {.type = kStatus, .to = {"", "state"}};
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(rename)}, kStatus), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(rename)}, {"", "state"}), Existence::kThere);
}

TEST(Catalog, WhatIsConditionalIsUnknownUnlessItMakesNoDifference) {
  EXPECT_EQ(TypeAfter({Perhaps(Create(kStatus))}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Perhaps(Create(kStatus))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Perhaps(DropType{.type = kStatus})}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Perhaps(DropType{.type = kStatus})}, kStatus), Existence::kAbsent);
}

TEST(Catalog, OpaqueOperationsTaintWhatTheyMayTouch) {
  const Opaque anything = {.what = "x", .reason = "x"};
  const Opaque named = {.what = "x", .reason = "x", .reach = Reach::kNamed, .touches = {kStatus}};
  const Opaque nothing = {.what = "x", .reason = "x", .reach = Reach::kNothing};
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(anything)}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(anything)}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(anything), Certain(Create(kStatus))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(named)}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(named)}, {"", "other"}), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(nothing)}, kStatus), Existence::kThere);
}

TEST(Catalog, AnUnknownNameMayBeAnyOfItsKind) {
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropType{.type = kUnnamed})}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(Create(kUnnamed))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kUnnamed))}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropTable{.table = kUnnamed})}, kStatus), Existence::kThere);
}

TEST(Catalog, SqlAlchemySendsATypeOnceARun) {
  const CreateEnum by_table = Create(kStatus, CreateEnum::Sender::kTableEvent);
  Catalog catalog;
  catalog.StartRun();
  EXPECT_TRUE(catalog.Sends(by_table).Is(true));
  catalog.Apply(Certain(by_table));
  EXPECT_TRUE(catalog.Sends(by_table).Is(false));
  EXPECT_TRUE(catalog.Sends(Create(kStatus)).Is(true));
  catalog.Apply(Certain(DropType{.type = kStatus}));
  EXPECT_TRUE(catalog.Sends(by_table).Is(false)) << "DROP TYPE does not make it forget";
  catalog.StartRun();
  EXPECT_TRUE(catalog.Sends(by_table).Is(true));
  catalog.Apply(Perhaps(by_table));
  EXPECT_FALSE(catalog.Sends(by_table).known());
}

TEST(Catalog, DoubtsHoldUntilTheTypeIsCreated) {
  Catalog catalog;
  catalog.Apply(Certain(Create(kStatus)));
  catalog.Doubt({kStatus});
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kUnknown);
  catalog.Apply(Certain(Create(kStatus)));
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kThere);
}

TEST(Catalog, RewindsEverything) {
  Catalog catalog;
  catalog.StartRun();
  catalog.Apply(Certain(Create(kStatus), 7));
  const Catalog::Mark mark = catalog.Now();
  catalog.StartRun();
  catalog.Apply(Certain(DropType{.type = kStatus}));
  catalog.Apply(Certain(Create({"", "other"}, CreateEnum::Sender::kTableEvent)));
  catalog.Apply(Certain(Opaque{.what = "x", .reason = "x"}));
  catalog.Apply(Certain(Create(kUnnamed)));
  catalog.Rewind(mark);
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kThere);
  EXPECT_EQ(catalog.FindType(kStatus).created_at, (Span{0, 7, 8}));
  EXPECT_EQ(catalog.FindType({"", "other"}).existence, Existence::kAbsent);
  EXPECT_TRUE(catalog.Sends(Create({"", "other"}, CreateEnum::Sender::kTableEvent)).Is(true));
}

TEST(Catalog, ATableIsNewInItsRun) {
  Catalog catalog;
  catalog.StartRun();
  catalog.Apply(Certain(CreateTable{.table = {"", "t"}}));
  EXPECT_TRUE(catalog.IsNew({"", "t"}));
  catalog.StartRun();
  EXPECT_FALSE(catalog.IsNew({"", "t"}));
}

}  // namespace
}  // namespace retort

#include "linter/server/server.h"

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
  Server server(catalog, {});
  server.StartRun();
  server.StartTransaction(true);
  for (const Operation& operation : operations) {
    if (server.Execute(operation).has_value()) server.Assume(operation);
  }
  return catalog.FindType(type).existence;
}

TEST(Server, CreatesDropsAndRenames) {
  EXPECT_EQ(TypeAfter({}, kStatus), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, {"public", "status"}), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus))}, {"shop", "status"}), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropType{.type = kStatus})}, kStatus), Existence::kAbsent);
  const RenameType rename = {.type = kStatus, .to = {"", "state"}};
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(rename)}, kStatus), Existence::kAbsent);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(rename)}, {"", "state"}), Existence::kThere);
}

TEST(Server, WhatIsConditionalIsUnknownUnlessItMakesNoDifference) {
  EXPECT_EQ(TypeAfter({Perhaps(Create(kStatus))}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Perhaps(Create(kStatus))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Perhaps(DropType{.type = kStatus})}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Perhaps(DropType{.type = kStatus})}, kStatus), Existence::kAbsent);
}

TEST(Server, OpaqueOperationsTaintWhatTheyMayTouch) {
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

TEST(Server, AnUnknownNameMayBeAnyOfItsKind) {
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropType{.type = kUnnamed})}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(Create(kUnnamed))}, kStatus), Existence::kThere);
  EXPECT_EQ(TypeAfter({Certain(Create(kUnnamed))}, kStatus), Existence::kUnknown);
  EXPECT_EQ(TypeAfter({Certain(Create(kStatus)), Certain(DropTable{.table = kUnnamed})}, kStatus), Existence::kThere);
}

TEST(Server, SqlAlchemySendsATypeOnceARun) {
  const CreateEnum by_table = Create(kStatus, CreateEnum::Sender::kTableEvent);
  Catalog catalog;
  Server server(catalog, {});
  server.StartRun();
  EXPECT_TRUE(server.Sends(by_table).Is(true));
  server.Execute(Certain(by_table));
  EXPECT_TRUE(server.Sends(by_table).Is(false));
  EXPECT_TRUE(server.Sends(Create(kStatus)).Is(true));
  server.Execute(Certain(DropType{.type = kStatus}));
  EXPECT_TRUE(server.Sends(by_table).Is(false)) << "DROP TYPE does not make it forget";
  server.StartRun();
  EXPECT_TRUE(server.Sends(by_table).Is(true));
  server.Execute(Perhaps(by_table));
  EXPECT_FALSE(server.Sends(by_table).known());
}

TEST(Server, DoubtsHoldUntilTheTypeIsCreated) {
  Catalog catalog;
  Server server(catalog, {});
  server.StartRun();
  server.Execute(Certain(Create(kStatus)));
  catalog.Doubt({{"public", "status"}});
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kUnknown);
  server.Execute(Certain(Create(kStatus)));
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kThere);
}

TEST(Server, RewindsEverything) {
  Catalog catalog;
  Server server(catalog, {});
  server.StartRun();
  server.Execute(Certain(Create(kStatus), 7));
  const Catalog::Mark mark = catalog.Now();
  server.StartRun();
  server.Execute(Certain(DropType{.type = kStatus}));
  server.Execute(Certain(Create({"", "other"}, CreateEnum::Sender::kTableEvent)));
  server.Execute(Certain(Opaque{.what = "x", .reason = "x"}));
  server.Execute(Certain(Create(kUnnamed)));
  catalog.Rewind(mark);
  EXPECT_EQ(catalog.FindType(kStatus).existence, Existence::kThere);
  EXPECT_EQ(catalog.FindType(kStatus).object->at, (Span{0, 7, 8}));
  EXPECT_EQ(catalog.FindType({"", "other"}).existence, Existence::kAbsent);
  EXPECT_TRUE(server.Sends(Create({"", "other"}, CreateEnum::Sender::kTableEvent)).Is(true));
}

TEST(Server, ATableIsNewInItsRun) {
  Catalog catalog;
  Server server(catalog, {});
  server.StartRun();
  server.Execute(Certain(CreateTable{.table = {"", "t"}}));
  EXPECT_TRUE(catalog.IsNew({"", "t"}));
  server.StartRun();
  EXPECT_FALSE(catalog.IsNew({"", "t"}));
}

}  // namespace
}  // namespace retort

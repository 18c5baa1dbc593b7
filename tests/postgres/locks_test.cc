// What the server of tests/oracle/locks cannot show: other versions, and what is not known.

#include "linter/postgres/locks.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "linter/source/mapped_text.h"

namespace retort {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const Name kItem = {"app", "item"};

TEST(LocksTest, AttachingLocksTheWholeTableBefore12) {
  const AttachPartition attach{.table = kItem, .partition = {"", "part"}};
  EXPECT_THAT(LocksOf(attach, {11}), Contains(TableLock{kItem, LockMode::kAccessExclusive}));
  EXPECT_THAT(LocksOf(attach, {12}), Contains(TableLock{kItem, LockMode::kShareUpdateExclusive}));
}

TEST(LocksTest, DetachingLocksThePartitionLessBefore14) {
  const DetachPartition detach{.table = {"", "whole"}, .partition = kItem};
  EXPECT_THAT(LocksOf(detach, {13, 9}), Contains(TableLock{kItem, LockMode::kShareUpdateExclusive}));
  EXPECT_THAT(LocksOf(detach, {14}), Contains(TableLock{kItem, LockMode::kAccessExclusive}));
  const DetachPartition concurrently{.table = {"", "whole"}, .partition = kItem, .concurrently = true};
  EXPECT_THAT(LocksOf(concurrently, {13, 9}), LocksOf(concurrently, {14}));
}

TEST(LocksTest, OnlyRenamingAnIndexIsLightSince12) {
  const RenameObject index{.kind = ObjectKind::kIndex, .name = kItem, .to = {"", "fresh"}};
  EXPECT_THAT(LocksOf(index, {11}), ElementsAre(TableLock{kItem, LockMode::kAccessExclusive}));
  EXPECT_THAT(LocksOf(index, {12}), ElementsAre(TableLock{kItem, LockMode::kShareUpdateExclusive}));
  const RenameObject view{.kind = ObjectKind::kView, .name = kItem, .to = {"", "fresh"}};
  EXPECT_THAT(LocksOf(view, {18}), ElementsAre(TableLock{kItem, LockMode::kAccessExclusive}));
}

TEST(LocksTest, TheTableOfAnIndexHasNoName) {
  EXPECT_THAT(LocksOf(DropIndex{.index = kItem}, {18}),
              UnorderedElementsAre(TableLock{kItem, LockMode::kAccessExclusive},
                                   TableLock{{}, LockMode::kAccessExclusive, LockTarget::kItsTable}));
}

TEST(LocksTest, AnUnknownTableIsLockedAllTheSame) {
  const Name unknown = {"", std::string(kHole)};
  EXPECT_THAT(LocksOf(CreateIndex{.table = unknown}, {18}), ElementsAre(TableLock{unknown, LockMode::kShare}));
  EXPECT_THAT(LocksOf(CreateIndex{}, {18}), ElementsAre(TableLock{{}, LockMode::kShare}));
}

TEST(LocksTest, AnUnknownCommandOfAlterTableTakesWhatMostTake) {
  for (const char* text : {"", "(", "SET", "\xEF\xBF\xBC", "OPTIONS (SET a 'b')", "SET WITHOUT OIDS"}) {
    EXPECT_THAT(LocksOf(AlterTable{.table = kItem, .text = text}, {18}),
                ElementsAre(TableLock{kItem, LockMode::kAccessExclusive}))
        << text;
  }
  EXPECT_THAT(LocksOf(AlterTable{.table = kItem, .text = "set(Fillfactor=70)"}, {18}),
              ElementsAre(TableLock{kItem, LockMode::kShareUpdateExclusive}));
}

TEST(LocksTest, NothingIsSaidOfWhatIsNotUnderstood) {
  EXPECT_THAT(LocksOf(Opaque{.what = "op.execute", .touches = {kItem}}, {18}), IsEmpty());
}

TEST(LocksTest, NothingIsLockedWhereNothingChanges) {
  EXPECT_THAT(LocksOf(AlterColumn{.table = kItem, .column = "id"}, {18}), IsEmpty());
}

TEST(LockModeTest, NamesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(LockMode::kAccessExclusive); ++i) {
    const auto mode = static_cast<LockMode>(i);
    EXPECT_EQ(LockModeOf(LockModeName(mode)), mode);
  }
  EXPECT_EQ(LockModeOf("row share"), LockMode::kRowShare);
}

}  // namespace
}  // namespace retort

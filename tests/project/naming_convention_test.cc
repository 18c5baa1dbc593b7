// The naming convention of an env.py, from wherever it takes its metadata.

#include "linter/project/naming_convention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "linter/source/files.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr absl::string_view kEnd = R"py(
def run_migrations_offline():
    context.configure(url="x", target_metadata=target_metadata)
def run_migrations_online():
    context.configure(connection=c, target_metadata=target_metadata)
if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
)py";

std::vector<std::pair<std::string, std::string>> Read(absl::string_view body) {
  const MemoryFiles files(std::map<std::string, std::string>{
      {"/repo/app/__init__.py", ""},
      {"/repo/app/models.py",
       "from sqlalchemy import MetaData\nfrom sqlalchemy.orm import DeclarativeBase, declarative_base\n"
       "CONVENTION = {'pk': 'pk_%(table_name)s'}\nmeta = MetaData(naming_convention=CONVENTION)\n"
       "class Base(DeclarativeBase):\n    metadata = meta\n"
       "class Model(Base):\n    pass\n"
       "Old = declarative_base(metadata=MetaData(naming_convention={'uq': 'u'}))\n"
       "db = SQLAlchemy(metadata=meta)\n"}});
  const python::Library library(files, "/repo", {"/repo"});
  const std::string text = absl::StrCat("from alembic import context\n", body, kEnd);
  return ReadNamingConvention(0, "/repo/alembic/env.py", text, &library);
}

TEST(NamingConventionTest, IsReadWhereItIsLiteral) {
  const auto pk = ElementsAre(Pair("pk", "pk_%(table_name)s"));
  EXPECT_THAT(Read("from app.models import meta\ntarget_metadata = meta\n"), pk);
  EXPECT_THAT(Read("from app.models import Base\ntarget_metadata = Base.metadata\n"), pk);
  EXPECT_THAT(Read("from app import models\ntarget_metadata = models.Model.metadata\n"), pk);
  EXPECT_THAT(Read("from app.models import db\ntarget_metadata = db.metadata\n"), pk);
  EXPECT_THAT(Read("from app.models import Old\ntarget_metadata = Old.metadata\n"), ElementsAre(Pair("uq", "u")));
  EXPECT_THAT(Read("import sqlalchemy as sa\ntarget_metadata = sa.MetaData(naming_convention={'ix': 'i'})\n"),
              ElementsAre(Pair("ix", "i")));
}

TEST(NamingConventionTest, IsNoneWhereThereIsNone) {
  EXPECT_THAT(Read("target_metadata = None\n"), IsEmpty());
  EXPECT_THAT(Read("import sqlalchemy as sa\ntarget_metadata = sa.MetaData()\n"), IsEmpty());
  EXPECT_THAT(Read("from app.models import meta\ntarget_metadata = [meta]\n"), IsEmpty());
  EXPECT_THAT(Read("from elsewhere import Base\ntarget_metadata = Base.metadata\n"), IsEmpty());
}

}  // namespace
}  // namespace retort

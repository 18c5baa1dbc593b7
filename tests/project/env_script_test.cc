// What is read of an env.py. The expectations on transactions are what Alembic 1.8.1 with SQLAlchemy 1.4.46
// (`future=True`, which is how 2.0 behaves) left in PostgreSQL 15 after `alembic upgrade head`.

#include "linter/project/env_script.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace retort {
namespace {

constexpr absl::string_view kImports = R"py(
import asyncio
from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool, text
from sqlalchemy.ext.asyncio import AsyncEngine, async_engine_from_config, create_async_engine
config = context.config
)py";

EnvScript Read(absl::string_view body) { return ReadEnvScript(0, absl::StrCat(kImports, body), Environment()); }

std::string Show(const Known<bool>& flag, absl::string_view yes, absl::string_view no) {
  return !flag.known() ? "?" : std::string(flag.value() ? yes : no);
}

// "never", "?" or one word a run: "async/lost sync/kept".
std::string Runs(absl::string_view body) {
  const EnvScript script = Read(body);
  if (!script.reaches_migrations.Is(true)) return Show(script.reaches_migrations, "", "never");
  std::string shown;
  for (const EnvScript::Run& run : script.runs) {
    absl::StrAppend(&shown, shown.empty() ? "" : " ", Show(run.async_engine, "async", "sync"), "/",
                    Show(run.in_transaction, "kept", "lost"));
  }
  return shown;
}

// With `e.connect() as c` around the lines.
std::string Connected(absl::string_view lines) {
  return Runs(absl::StrCat("e = create_engine('postgresql://')\nwith e.connect() as c:\n    ",
                           absl::StrReplaceAll(lines, {{"\n", "\n    "}}), "\n"));
}

TEST(EnvScript, SeesWhatCommits) {
  EXPECT_EQ(Connected("context.configure(connection=c)\ncontext.run_migrations()"), "sync/lost");
  EXPECT_EQ(
      Connected("context.configure(connection=c)\nwith context.begin_transaction():\n    context.run_migrations()"),
      "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c)\ncontext.begin_transaction()\ncontext.run_migrations()"),
            "sync/lost");
  EXPECT_EQ(Connected("with c.begin():\n    context.configure(connection=c)\n    context.run_migrations()"),
            "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c)\nwith c.begin():\n    context.run_migrations()"), "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c)\ncontext.run_migrations()\nc.commit()"), "sync/kept");
  EXPECT_EQ(Connected("t = c.begin()\ncontext.configure(connection=c)\ncontext.run_migrations()"), "sync/lost");
  EXPECT_EQ(Connected("t = c.begin()\ncontext.configure(connection=c)\ncontext.run_migrations()\nt.commit()"),
            "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c, transaction_per_migration=True)\ncontext.run_migrations()"),
            "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c, transactional_ddl=False)\ncontext.run_migrations()"),
            "sync/kept");
  EXPECT_EQ(Connected("context.configure(connection=c, transactional_ddl=config.x)\ncontext.run_migrations()"),
            "sync/?");
  EXPECT_EQ(Connected("with context.get_context().begin_transaction():\n    context.run_migrations()"), "sync/kept");
  EXPECT_EQ(
      Runs("with create_engine(u).begin() as c:\n    context.configure(connection=c)\n    context.run_migrations()\n"),
      "sync/kept");
  EXPECT_EQ(Runs("c = create_engine(u).connect()\ncontext.configure(connection=c)\ncontext.run_migrations()\n"),
            "sync/lost");
}

TEST(EnvScript, SeesAsyncEngines) {
  constexpr absl::string_view kTwoCalls =
      "async def m():\n    async with create_async_engine(u).connect() as c:\n"
      "        await c.run_sync(lambda k: context.configure(connection=k))\n"
      "        await c.run_sync(lambda k: context.run_migrations())\n@"
      "asyncio.run(m())\n";
  EXPECT_EQ(Runs(absl::StrReplaceAll(kTwoCalls, {{"@", ""}})), "async/lost");
  EXPECT_EQ(Runs(absl::StrReplaceAll(kTwoCalls, {{"@", "        await c.commit()\n"}})), "async/kept");
  EXPECT_EQ(Runs(absl::StrReplaceAll(kTwoCalls, {{"@", ""}, {"connect()", "begin()"}})), "async/kept");
  EXPECT_EQ(Runs(absl::StrReplaceAll(kTwoCalls, {{"@", ""}, {"asyncio.run(m())", "m()"}})), "never");
  EXPECT_EQ(Runs(absl::StrReplaceAll(
                kTwoCalls, {{"@", ""}, {"asyncio.run(m())", "asyncio.get_event_loop().run_until_complete(m())"}})),
            "async/lost");
}

TEST(EnvScript, IsSilentAboutWhatItCannotKnow) {
  // An engine of the application, a helper, an isolation level, a connection that somebody may pass.
  EXPECT_EQ(Runs("from app.db import engine\nwith engine.connect() as c:\n    context.configure(connection=c)\n"
                 "    context.run_migrations()\n"),
            "?/?");
  EXPECT_EQ(Connected("from app import prepare\nprepare(c)\ncontext.configure(connection=c)\ncontext.run_migrations()"),
            "sync/?");
  EXPECT_EQ(Connected("c = c.execution_options(isolation_level='AUTOCOMMIT')\ncontext.configure(connection=c)\n"
                      "context.run_migrations()"),
            "sync/?");
  EXPECT_EQ(Runs("e = create_engine(u, isolation_level='AUTOCOMMIT')\nwith e.connect() as c:\n"
                 "    context.configure(connection=c)\n    context.run_migrations()\n"),
            "sync/?");
  EXPECT_EQ(Runs("from app.migrate import run\nrun()\n"), "?");
  EXPECT_EQ(Runs("from app.migrate import run\nasyncio.run(run())\n"), "?");
  EXPECT_EQ(Runs("from app.migrate import run\nasyncio.run(run(lambda: 1))\n"), "?");
  EXPECT_EQ(Runs("from app.migrate import *\nrun()\n"), "?");
  EXPECT_EQ(Runs("import app\n@app.command\ndef f():\n    context.run_migrations()\n"), "?");
  EXPECT_EQ(Runs("raise RuntimeError('use make')\n"), "?");
  EXPECT_EQ(Runs("x = (\n"), "?");
  EXPECT_EQ(
      Runs("from app import wrap\ndef f():\n    with context.begin_transaction():\n        context.run_migrations()\n"
           "wrap(f)\n"),
      "?/kept");
}

TEST(EnvScript, SeesThatNothingRuns) {
  constexpr absl::string_view kOnline =
      "def run_migrations_offline():\n    context.run_migrations()\n"
      "def run_migrations_online():\n    context.run_migrations()\n";
  EXPECT_EQ(Runs(kOnline), "never");
  EXPECT_EQ(Runs(absl::StrCat(kOnline, "if __name__ == '__main__':\n    run_migrations_online()\n")), "never");
  EXPECT_EQ(Runs(absl::StrCat(kOnline, "if context.is_offline_mode():\n    run_migrations_offline()\n")), "never");
  EXPECT_EQ(Runs(absl::StrCat(kOnline, "if config.x:\n    run_migrations_online()\n")), "?/?");
  EXPECT_EQ(Runs(""), "never");
  const EnvScript script = Read(kOnline);
  const std::string text = absl::StrCat(kImports, kOnline);
  EXPECT_EQ(text.substr(script.unreached.begin, script.unreached.end - script.unreached.begin),
            "run_migrations_online");
}

// The templates of Alembic, shortened.
TEST(EnvScript, KnowsTheStockTemplates) {
  constexpr absl::string_view kOffline =
      "def run_migrations_offline() -> None:\n"
      "    context.configure(url=config.get_main_option('sqlalchemy.url'), literal_binds=True)\n"
      "    with context.begin_transaction():\n        context.run_migrations()\n";
  constexpr absl::string_view kChoice =
      "if context.is_offline_mode():\n    run_migrations_offline()\nelse:\n    run_migrations_online()\n";
  EXPECT_EQ(
      Runs(absl::StrCat(kOffline,
                        "def run_migrations_online() -> None:\n"
                        "    connectable = engine_from_config(config.get_section(config.config_ini_section, {}),\n"
                        "        prefix='sqlalchemy.', poolclass=pool.NullPool)\n"
                        "    with connectable.connect() as connection:\n"
                        "        context.configure(connection=connection, target_metadata=None)\n"
                        "        with context.begin_transaction():\n            context.run_migrations()\n",
                        kChoice)),
      "sync/kept");
  EXPECT_EQ(Runs(absl::StrCat(kOffline,
                              "def do_run_migrations(connection):\n"
                              "    context.configure(connection=connection, target_metadata=None)\n"
                              "    with context.begin_transaction():\n        context.run_migrations()\n"
                              "async def run_async_migrations():\n"
                              "    connectable = async_engine_from_config({}, prefix='sqlalchemy.')\n"
                              "    async with connectable.connect() as connection:\n"
                              "        await connection.run_sync(do_run_migrations)\n"
                              "    await connectable.dispose()\n"
                              "def run_migrations_online():\n    asyncio.run(run_async_migrations())\n",
                              kChoice)),
            "async/kept");
  EXPECT_EQ(Runs("import re\nUSE_TWOPHASE = False\n"
                 "engines = {}\n"
                 "for name in re.split(r',\\s*', config.get_main_option('databases')):\n"
                 "    engines[name] = rec = {}\n"
                 "    rec['engine'] = engine_from_config(config.get_section(name))\n"
                 "for name, rec in engines.items():\n"
                 "    rec['connection'] = conn = rec['engine'].connect()\n"
                 "    rec['transaction'] = conn.begin_twophase() if USE_TWOPHASE else conn.begin()\n"
                 "try:\n"
                 "    for name, rec in engines.items():\n"
                 "        context.configure(connection=rec['connection'], upgrade_token='%s_upgrades' % name)\n"
                 "        context.run_migrations(engine_name=name)\n"
                 "    for rec in engines.values():\n        rec['transaction'].commit()\n"
                 "except:\n    raise\n"),
            "?/?");
}

TEST(EnvScript, KnowsFlaskMigrate) {
  EXPECT_EQ(Runs("from flask import current_app\n"
                 "def get_engine():\n"
                 "    try:\n        return current_app.extensions['migrate'].db.get_engine()\n"
                 "    except (TypeError, AttributeError):\n        return current_app.extensions['migrate'].db.engine\n"
                 "def run_migrations_online():\n"
                 "    conf_args = current_app.extensions['migrate'].configure_args\n"
                 "    connectable = get_engine()\n"
                 "    with connectable.connect() as connection:\n"
                 "        context.configure(connection=connection, **conf_args)\n"
                 "        with context.begin_transaction():\n            context.run_migrations()\n"
                 "if context.is_offline_mode():\n    pass\nelse:\n    run_migrations_online()\n"),
            "?/kept");
}

// Its author thought that run_sync commits, and forgot to call it.
TEST(EnvScript, SeesBothFaultsOfACommonPattern) {
  const std::string pattern = R"py(
def run_migrations_offline() -> None:
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()

async def run_async_migrations() -> None:
    connectable = async_engine_from_config(config.get_section("x", {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with connectable.connect() as connection:
        await connection.run_sync(lambda conn: context.configure(connection=conn, target_metadata=None))
        await connection.run_sync(lambda conn: context.run_migrations())
    await connectable.dispose()

def run_migrations_online() -> None:
    asyncio.run(run_async_migrations())
)py";
  EXPECT_EQ(Runs(pattern), "never");
  EXPECT_EQ(Runs(absl::StrCat(pattern, "run_migrations_online()\n")), "async/lost");
}

TEST(EnvScript, ReadsOptions) {
  const EnvScript script = Read(
      "with create_engine(u, connect_args={'options': '-c lock_timeout=2s'}).connect() as c:\n"
      "    c.execute(text('SET search_path TO x'))\n"
      "    context.configure(connection=c, version_table='v', version_table_schema='s', "
      "transaction_per_migration=True)\n"
      "    with context.begin_transaction():\n        context.run_migrations()\n");
  EXPECT_TRUE(script.version_table.Is("v"));
  EXPECT_TRUE(script.version_table_schema.Is("s"));
  EXPECT_TRUE(script.transaction_per_migration.Is(true));
  EXPECT_EQ(script.statements_before_configure.size(), 1u);
  EXPECT_TRUE(script.sets_lock_timeout);
  EXPECT_FALSE(script.widens_version_num);

  const EnvScript plain = Read("context.configure(connection=1)\ncontext.run_migrations()\n");
  EXPECT_TRUE(plain.version_table.Is("alembic_version"));
  EXPECT_TRUE(plain.transaction_per_migration.Is(false));
  EXPECT_TRUE(plain.statements_before_configure.empty());
  EXPECT_FALSE(Read("context.configure(**options)\n").version_table.known());
  EXPECT_TRUE(Read("with create_engine(u).connect() as c:\n    c.execute(text('SET x'))\n    c.commit()\n"
                   "    context.configure(connection=c)\n")
                  .statements_before_configure.empty());
  EXPECT_TRUE(Read("# alter version_num\nx = 'ALTER COLUMN version_num TYPE varchar(64)'\n").widens_version_num);
}

TEST(EnvScript, FindsRelativeImports) {
  EXPECT_EQ(
      Read("from .models import Base\ndef f():\n    from .. import x\nfrom app import y\n").relative_imports.size(),
      2u);
  EXPECT_TRUE(
      Read("try:\n    from .models import Base\nexcept ImportError:\n    Base = None\n").relative_imports.empty());
}

TEST(EnvScript, OfBrokenFilesKnowsNothing) {
  for (const absl::string_view text : {"def f(:\n", "\0", "", "\xff\xfe"}) {
    const EnvScript script = ReadEnvScript(0, text, Environment());
    EXPECT_TRUE(script.runs.empty());
  }
}

}  // namespace
}  // namespace retort

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/project/settings_reader.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Read(const std::string& text) {
  std::vector<std::string> lines;
  for (const Setting& setting : ReadSettings(0, "app/config.py", text)) {
    if (setting.verdict < SecretVerdict::kDevelopment) continue;
    lines.push_back(absl::StrCat(setting.verdict == SecretVerdict::kSecret ? "secret " : "known ", setting.key, " = ",
                                 text.substr(setting.at.begin, setting.at.end - setting.at.begin),
                                 setting.is_fallback ? " (fallback)" : ""));
  }
  return lines;
}

struct Row {
  const char* text;
  const char* found;
};

const Row kFound[] = {
    {"DB_PASSWORD = 'xK29dkQm'", "secret DB_PASSWORD = xK29dkQm"},
    {"DB_PASSWORD: str = \"xK29dkQm\"", "secret DB_PASSWORD = xK29dkQm"},
    {"class S(BaseSettings):\n    password: str = 'xK29dkQm'", "secret S.password = xK29dkQm (fallback)"},
    {"class S:\n    password = Field('xK29dkQm')", "secret S.password = xK29dkQm (fallback)"},
    {"class S:\n    password: str = Field(default='xK29dkQm', alias='PW')", "secret S.password = xK29dkQm (fallback)"},
    {"class S:\n    password: SecretStr = SecretStr('xK29dkQm')", "secret S.password = xK29dkQm (fallback)"},
    {"class S:\n    password: SecretStr = Field(default=SecretStr('xK29dkQm'))",
     "secret S.password = xK29dkQm (fallback)"},
    {"class S:\n    password: str = Field(default_factory=lambda: 'xK29dkQm')",
     "secret S.password = xK29dkQm (fallback)"},
    {"x = os.getenv('DB_PASSWORD', 'xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"x = os.environ.get('DB_PASSWORD', 'xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"os.environ.setdefault('DB_PASSWORD', 'xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"os.environ['DB_PASSWORD'] = 'xK29dkQm'", "secret DB_PASSWORD = xK29dkQm"},
    {"x = env('DB_PASSWORD', default='xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"x = env.str('DB_PASSWORD', 'xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"x = config('DB_PASSWORD', cast=Secret, default='xK29dkQm')", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"x = os.getenv('DB_PASSWORD', 'postgres')", "known DB_PASSWORD = postgres (fallback)"},
    {"DB_PASSWORD = os.getenv('X') or 'xK29dkQm'", "secret DB_PASSWORD = xK29dkQm (fallback)"},
    {"DB_PASSWORD = 'xK29dkQm' if dev else None", "secret DB_PASSWORD = xK29dkQm"},
    {"DB = {'user': 'a', 'password': 'xK29dkQm'}", "secret password = xK29dkQm"},
    {"DB = dict(user='kestrel9x', password='kestrel9x')", "known dict.password = kestrel9x"},
    {"u = URL.create('postgresql', password='xK29dkQm')", "secret create.password = xK29dkQm"},
    {"e = create_engine('postgresql://app:xK29dkQm@db/x')", "secret create_engine = xK29dkQm"},
    {"e = create_engine('postgresql://user:password@localhost/x')", "known create_engine = password"},
    {"c = psycopg2.connect('host=db user=app password=xK29dkQm')", "secret connect = xK29dkQm"},
    {"config.set_main_option('sqlalchemy.url', 'postgresql://app:xK29dkQm@db/x')", "secret sqlalchemy.url = xK29dkQm"},
    {"u = os.getenv('DATABASE_URL', 'postgresql://postgres:1234@localhost/x')", "known DATABASE_URL = 1234 (fallback)"},
    {"u = os.getenv('DATABASE_URL', 'postgresql://user:password@localhost/x')",
     "known DATABASE_URL = password (fallback)"},
    {"URL = f'postgresql://{user}:xK29dkQm@{host}/x'", "secret URL = xK29dkQm"},
    {"URL = ('postgresql://app:'\n       'xK29dkQm@db/x')", "secret URL = xK29dkQm"},
    {"URL = 'postgresql://app:xK29dkQm@' + host + '/x'", "secret URL = xK29dkQm"},
    {"URL = 'postgresql://%s:xK29dkQm@%s/x' % (u, h)", "secret URL = xK29dkQm"},
    {"URL = 'postgresql://{}:xK29dkQm@{}/x'.format(u, h)", "secret URL = xK29dkQm"},
    {"URL = f'postgresql://app:{os.getenv(\"PW_PASSWORD\", \"xK29dkQm\")}@h/x'",
     "secret PW_PASSWORD = xK29dkQm (fallback)"},
    {"def f(password='xK29dkQm'): pass", "secret password = xK29dkQm (fallback)"},
    {"def f():\n    return 'postgresql://app:xK29dkQm@db/x'", "secret f = xK29dkQm"},
    {"URLS = ['postgresql://app:xK29dkQm@db/x']", "secret URLS = xK29dkQm"},
    {"# postgresql://app:xK29dkQm@db/x", "secret  = xK29dkQm"},
    {"def f(:\n  x = [\nDB_PASSWORD = 'postgresql://app:xK29dkQm@db/x'", "secret  = xK29dkQm"},
};

TEST(Python, Found) {
  for (const Row& row : kFound) EXPECT_THAT(Read(row.text), ElementsAre(row.found)) << row.text;
}

TEST(Python, Silent) {
  for (const char* text :
       {"DB_PASSWORD = os.environ['DB_PASSWORD']",
        "DB_PASSWORD = os.getenv('DB_PASSWORD')",
        "DB_PASSWORD = os.getenv('DB_PASSWORD', '')",
        "DB_PASSWORD: str = Field(default='REDACTED_DEFAULT_PASSWORD')",
        "DB_PASSWORD: str = Field(..., env='DB_PASSWORD')",
        "DB_PASSWORD: str = Field(description='xK29dkQm')",
        "password = env.str('XK29DKQM_9')",
        "URL = f'postgresql+asyncpg://{self.DB_USER}:{self.DB_PASSWORD}@{self.DB_HOST}/{self.DB_NAME}'",
        "URL = 'postgresql://{}:{}@{}/x'.format(u, p, h)",
        "URL = 'postgresql://%s:%s@%s/x' % (u, p, h)",
        "URL = 'postgresql://app:' + password + '@db/x'",
        "URL = 'driver://user:pass@localhost/dbname'",
        "PASSWORD = 'password'",
        "GRANT_TYPE_PASSWORD = 'password'",
        "if password == 'xK29dkQm': pass",
        "'''password = xK29dkQm'''",
        "x = d['xK29dkQm']",
        "password = config.get(server, 'password')",
        "x = {'password': config.get('secret', 'key')}",
        "raise RuntimeError('HULEEDU_DB_PASSWORD are set in your .env file.')",
        "SECRETS = ['DB_PASSWORD', 'API_KEY']",
        "token_url = 'https://auth.acme.io/token'",
        "op.create_table('t', sa.Column('hashed_password', sa.String(), nullable=False))",
        "config.set_main_option('sqlalchemy.url', settings.database_url)",
        "config.set_main_option('sqlalchemy.url', str(URL).replace('%', '%%'))"}) {
    EXPECT_THAT(Read(text), IsEmpty()) << text;
  }
}

TEST(Python, EscapesMapToTheFile) {
  EXPECT_THAT(Read("URL = 'postgresql://app:xK\\x32\\u0039dkQm@db/x'"), ElementsAre("secret URL = xK\\x32\\u0039dkQm"));
}

TEST(Python, DeepNestingEnds) {
  for (const char* piece : {"(", "[", "x + ", "{'password': ", "f(", "'a' + ", "f'{", "lambda: "}) {
    std::string text = "password = ";
    for (int i = 0; i < 20'000; ++i) text += piece;
    EXPECT_LE(ReadSettings(0, "config.py", text + "'xK29dkQm'").size(), 20'001u) << piece;
  }
}

}  // namespace
}  // namespace retort

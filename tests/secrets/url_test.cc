#include "linter/secrets/url.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/secrets/dsn.h"

namespace retort {
namespace {

struct Row {
  const char* text;
  const char* hosts;      // joined by " "
  const char* passwords;  // "user=password", joined by " "
  const char* redacted;
};

const Row kRows[] = {
    {"postgresql://app:s3cr3tX@db.prod.io:5432/app", "db.prod.io", "app=s3cr3tX",
     "postgresql://app:***@db.prod.io:5432/app"},
    {"postgresql+asyncpg://app:s3cr3tX@db/app", "db", "app=s3cr3tX", "postgresql+asyncpg://app:***@db/app"},
    {"POSTGRES://app:s3cr3tX@db", "db", "app=s3cr3tX", "POSTGRES://app:***@db"},
    {"jdbc:postgresql://db/app?user=u1&password=pq9z", "db", "u1=pq9z", "postgresql://db/app?user=u1&password=***"},
    {"jdbc:sqlserver://db:1433;databaseName=x;user=sa;password=pq9z;", "db", "sa=pq9z",
     "sqlserver://db:1433;databaseName=x;user=sa;password=***;"},
    {"postgresql://db/app", "db", "", "postgresql://db/app"},
    {"postgresql://app@db/app", "db", "", "postgresql://app@db/app"},
    {"postgresql://app:@db/app", "db", "", "postgresql://app:@db/app"},
    {"redis://:pq9z@cache:6379/0", "cache", "=pq9z", "redis://:***@cache:6379/0"},
    {"postgresql://app:p%40ss@db/app", "db", "app=p@ss", "postgresql://app:***@db/app"},
    {"postgresql://app:p@ss@db/app", "db", "app=p@ss", "postgresql://app:***@db/app"},
    {"postgresql://app:p/ss@db/app", "db", "app=p/ss", "postgresql://app:***@db/app"},
    {"postgresql://app:p#ss@db/app", "db", "app=p#ss", "postgresql://app:***@db/app"},
    {"postgresql://app:p?ss@db/app", "db", "app=p?ss", "postgresql://app:***@db/app"},
    {"postgresql://app:p:ss@db/app", "db", "app=p:ss", "postgresql://app:***@db/app"},
    {"postgresql://app:pq9z@[::1]:5432/app", "[::1]", "app=pq9z", "postgresql://app:***@[::1]:5432/app"},
    {"postgresql://app:pq9z@h1:1,h2:2/app", "h1 h2", "app=pq9z", "postgresql://app:***@h1:1,h2:2/app"},
    {"mongodb://a:pq1@h1,b:pq2@h2/app", "h1 h2", "a=pq1 b=pq2", "mongodb://a:***@h1,b:***@h2/app"},
    {"postgresql://app:pq9z@%2Ftmp%2Fsock/app", "%2Ftmp%2Fsock", "app=pq9z", "postgresql://app:***@%2Ftmp%2Fsock/app"},
    {"postgresql://app:${PW}@db/app", "db", "app=${PW}", "postgresql://app:***@db/app"},
    {"postgresql://app:${PW:-a/b@c}@db/app", "db", "app=${PW:-a/b@c}", "postgresql://app:***@db/app"},
    {"postgresql://{{ user }}:{{ pw }}@db/app", "db", "{{ user }}={{ pw }}", "postgresql://{{ user }}:***@db/app"},
    {"postgresql://<user>:<your password>@<host>/app", "<host>", "<user>=<your password>",
     "postgresql://<user>:***@<host>/app"},
    {"postgresql:///app?host=/tmp&password=pq9z", "/tmp", "=pq9z", "postgresql:///app?host=/tmp&password=***"},
    {"mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BUID%3Dsa%3BPWD%3Dpq9z", "", "sa=pq9z",
     "mssql+pyodbc:///?odbc_connect=***"},
    {"mysql+pymysql://app:pq9z@db/app?charset=utf8mb4", "db", "app=pq9z",
     "mysql+pymysql://app:***@db/app?charset=utf8mb4"},
    {"snowflake://app:pq9z@account/db/schema?warehouse=w", "account", "app=pq9z",
     "snowflake://app:***@account/db/schema?warehouse=w"},
    {"databricks://token:dapi0123@host.cloud", "host.cloud", "token=dapi0123", "databricks://token:***@host.cloud"},
    {"bigquery://project/set?credentials_path=/x/y.json", "project", "",
     "bigquery://project/set?credentials_path=/x/y.json"},
    {"bigquery://project/set?credentials_base64=ZXlK", "project", "=ZXlK",
     "bigquery://project/set?credentials_base64=***"},
    {"amqp://guest:guest@rabbit:5672//", "rabbit", "guest=guest", "amqp://guest:***@rabbit:5672//"},
    {"sqlite:///./test.db", "", "", "sqlite:///./test.db"},
    {"sqlite:////data/x@y.db", "", "", "sqlite:////data/x@y.db"},
    {"http://a:8080/x@y", "a", "", "http://a:8080/x@y"},
    {"postgresql://db:5432/app?application_name=a@b", "db", "", "postgresql://db:5432/app?application_name=a@b"},
    {"driver://user:pass@localhost/dbname", "localhost", "user=pass", "driver://user:***@localhost/dbname"},
    {"psql 'postgresql://app:pq9z@db/app' -c x", "db", "app=pq9z", "postgresql://app:***@db/app"},
    {"https://ab12CD34ef56GH78ij90@github.com/x", "github.com", "", "https://***@github.com/x"},
    {"postgresql://db/app?sig=ab12CD34ef56GH78ij90", "db", "", "postgresql://db/app?sig=***"},
    {"postgresql://app:it's\"x@db/app", "db", "app=it's\"x", "postgresql://app:***@db/app"},
};

TEST(Url, Parts) {
  for (const Row& row : kRows) {
    const std::vector<Url> urls = FindUrls(row.text);
    ASSERT_EQ(urls.size(), 1u) << row.text;
    std::vector<std::string> passwords;
    for (const Credential& credential : urls[0].credentials) {
      passwords.push_back(absl::StrCat(credential.user, "=", credential.password));
    }
    EXPECT_EQ(absl::StrJoin(urls[0].hosts, " "), row.hosts) << row.text;
    EXPECT_EQ(absl::StrJoin(passwords, " "), row.passwords) << row.text;
    EXPECT_EQ(Redact(row.text, urls[0]), row.redacted) << row.text;
  }
}

TEST(Url, NotOne) {
  for (const char* text : {"", "://", "image@sha256:abc", "s3://bucket/key", "git+ssh://git@host/x", "file:///etc/x",
                           "postgresql:/x", "x://u:p@h", "npm:@scope/name"}) {
    EXPECT_TRUE(FindUrls(text).empty()) << text;
  }
}

TEST(Url, SeveralInOneText) {
  const std::vector<Url> urls = FindUrls("a=redis://:pq1@r b=\"postgresql://u:pq2@p\"");
  ASSERT_EQ(urls.size(), 2u);
  EXPECT_EQ(urls[0].credentials.at(0).password, "pq1");
  EXPECT_EQ(urls[1].credentials.at(0).password, "pq2");
}

TEST(Url, HostileTextsEnd) {
  for (const char* piece : {"postgres://", "u:p@h,", "{", "${", "<", "@", ":", "a=b&", "://", "%"}) {
    std::string text = "postgresql://u:p@h,";
    while (text.size() < (1 << 17)) text += piece;
    for (const Url& url : FindUrls(text)) EXPECT_LE(Redact(text, url).size(), 200u);
  }
}

TEST(Dsn, Password) {
  const std::pair<const char*, const char*> rows[] = {
      {"host=db user=app password=pq9z dbname=x", "app=pq9z"},
      {"dbname=x password = 'p q\\'z' user=app", "app=p q'z"},
      {"Server=db;User Id=app;Password=pq9z;", "app=pq9z"},
      {"DRIVER={ODBC Driver 17};SERVER=db;UID=sa;PWD=pq9z", "sa=pq9z"},
      {"Data Source=db;Initial Catalog=x;User ID=sa;Password=a b=c", "sa=a b=c"},
  };
  for (const auto& [text, expected] : rows) {
    const std::optional<Dsn> dsn = FindDsn(text);
    ASSERT_TRUE(dsn.has_value()) << text;
    EXPECT_EQ(absl::StrCat(dsn->user, "=", dsn->password), expected);
  }
  for (const char* text :
       {"password=x", "user=app host=db", "Password=x;", "color=red password=x", "password='' host=db"}) {
    EXPECT_FALSE(FindDsn(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace retort

#include "linter/secrets/names.h"

#include <gtest/gtest.h>

#include "linter/secrets/host.h"
#include "linter/secrets/strength.h"
#include "linter/secrets/words.h"

namespace retort {
namespace {

TEST(Names, Password) {
  for (const char* name :
       {"password", "DB_PASSWORD", "dbPassword", "db-passwd", "PGPASSWORD", "POSTGRES_PASS", "pwd", "db.pw",
        "MYSQL_ROOT_PASSWORD", "DB_PASSWORD_DEV", "password2", "sslpassword", "spring.datasource.password",
        "passphrase", "POSTGRESQL_POSTGRES_PASSWORD", "DEFAULT_PASSWORD", "userPassword"}) {
    EXPECT_EQ(NameKindOf(name), NameKind::kPassword) << name;
  }
}

TEST(Names, SecretAndToken) {
  for (const char* name :
       {"SECRET_KEY", "jwtSecret", "JWT_SECRET_KEY", "api_key", "apikey", "clientSecret", "SECRET_KEY_BASE",
        "encryption-key", "AWS_SECRET_ACCESS_KEY", "private_key", "RESET_PASSWORD_TOKEN_SECRET", "fernet_key",
        "AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__WEBSERVER__SECRET_KEY"}) {
    EXPECT_EQ(NameKindOf(name), NameKind::kSecret) << name;
  }
  for (const char* name : {"token", "ACCESS_TOKEN", "authToken", "bearer", "refresh_token"}) {
    EXPECT_EQ(NameKindOf(name), NameKind::kToken) << name;
  }
}

TEST(Names, NoCredential) {
  for (const char* name : {"DB_PASSWORD_FILE",
                           "password_path",
                           "SECRET_NAME",
                           "secret_arn",
                           "password_field",
                           "PASSWORD_MIN_LENGTH",
                           "token_url",
                           "TOKEN_TYPE",
                           "token_expire_minutes",
                           "ACCESS_TOKEN_TTL",
                           "password_hashers",
                           "password_reset_timeout",
                           "password_hint",
                           "api_key_header",
                           "primary_key",
                           "foreign_key",
                           "public_key",
                           "partition_key",
                           "sort_key",
                           "cache_key",
                           "key",
                           "idempotency_key",
                           "key_id",
                           "keyboard",
                           "keyword",
                           "keystore",
                           "csrf_token",
                           "author",
                           "authority",
                           "max_tokens",
                           "tokenizer",
                           "token_count",
                           "ALLOW_EMPTY_PASSWORD",
                           "nopasswd",
                           "forgot_password",
                           "change_password",
                           "bypass",
                           "compass",
                           "AWS_ACCESS_KEY_ID",
                           "isAdminPasswordEmpty",
                           "secretKeyRef",
                           "secrets",
                           "tokens",
                           "",
                           "____",
                           "hashed_password",
                           "next_page_token",
                           "pad_token",
                           "some_key",
                           "POSTGRES_PASSWORD_SECRET_REF"}) {
    EXPECT_EQ(NameKindOf(name), NameKind::kOther) << name;
  }
}

TEST(Names, AreBounded) { EXPECT_EQ(NameKindOf(std::string(1 << 20, 'a') + "_password"), NameKind::kOther); }

TEST(Words, Weak) {
  for (const char* word : {"postgres",
                           "password",
                           "P4ssw0rd",
                           "P@ssw0rd123",
                           "1234",
                           "changeit",
                           "supersecurepassword2024!",
                           "admin123",
                           "qwerty",
                           "abcdef",
                           "aaaaaa",
                           "secret",
                           "root",
                           "minioadmin",
                           "devpassword",
                           "test_password",
                           "Welcome1!",
                           "letmein",
                           "postgres123",
                           "dbpass",
                           "0123456789"}) {
    EXPECT_TRUE(IsWeak(word)) << word;
  }
  for (const char* word :
       {"IcanDoIt4ll", "carla614", "xK29dkQm", "2KB1fqz9", "wJalrXUtnFEMIK7MDENG", "tr0ub4dor", ""}) {
    EXPECT_FALSE(IsWeak(word)) << word;
  }
}

TEST(Words, Wordy) {
  for (const char* text :
       {"my-super-secret-key", "correct horse", "prod/db/password", "correct_horse_battery_staple"}) {
    EXPECT_TRUE(IsWordy(text)) << text;
  }
  for (const char* text : {"password", "a8f3-92kd", "550e8400-e29b-41d4-a716-446655440000", ""})
    EXPECT_FALSE(IsWordy(text)) << text;
}

TEST(Strength, Random) {
  for (const char* text :
       {"wJalrXUtnFEMI/K7MDENG", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "550e8400-e29b-41d4-a716-446655440000"}) {
    EXPECT_TRUE(LooksRandom(text)) << text;
  }
  for (const char* text :
       {"", "short1A!", "aaaaaaaaaaaaaaaaaaaaaaaa", "0123456789abcdef0123456789abcdef", "abcdefghijklmnopqrst"}) {
    EXPECT_FALSE(LooksRandom(text)) << text;
  }
}

TEST(Strength, PasswordHash) {
  for (const char* text :
       {"$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW", "md55f4dcc3b5aa765d61d8327deb882cf99",
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaA", "pbkdf2_sha256$260000$salt$aGFzaA="}) {
    EXPECT_TRUE(IsPasswordHash(text)) << text;
  }
  EXPECT_FALSE(IsPasswordHash("$2b$12$short"));
}

TEST(Host, Kinds) {
  const std::pair<const char*, HostKind> rows[] = {{"", HostKind::kNone},
                                                   {"%2Ftmp%2Fsock", HostKind::kNone},
                                                   {"localhost", HostKind::kLocal},
                                                   {"127.0.0.1", HostKind::kLocal},
                                                   {"[::1]", HostKind::kLocal},
                                                   {"db", HostKind::kService},
                                                   {"postgres", HostKind::kService},
                                                   {"host", HostKind::kPlaceholder},
                                                   {"example.com", HostKind::kPlaceholder},
                                                   {"db.example.org", HostKind::kPlaceholder},
                                                   {"<host>", HostKind::kPlaceholder},
                                                   {"your-db-host", HostKind::kPlaceholder},
                                                   {"db.invalid", HostKind::kPlaceholder},
                                                   {"${DB_HOST}", HostKind::kUnknown},
                                                   {"10.0.0.7", HostKind::kRemote},
                                                   {"db.prod.internal", HostKind::kRemote},
                                                   {"x.rds.amazonaws.com", HostKind::kRemote},
                                                   {"[2001:db8::7]", HostKind::kRemote},
                                                   {"{host}", HostKind::kUnknown},
                                                   {"HOST", HostKind::kPlaceholder}};
  for (const auto& [host, kind] : rows) EXPECT_EQ(HostKindOf(host), kind) << host;
}

}  // namespace
}  // namespace retort

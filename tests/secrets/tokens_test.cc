#include "linter/secrets/tokens.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace retort {
namespace {

// Characters in an order that is no sequence, so that samples look like tokens without being any.
std::string Mixed(absl::string_view alphabet, size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) text.push_back(alphabet[(i * i * 7 + i * 5 + 3) % alphabet.size()]);
  return text;
}

constexpr absl::string_view kLetters = "qR7xT2vBn9KpL4mWz6YsD3fGh8JcHbNa1QwE5rUy0oI";
constexpr absl::string_view kHex = "0a7f3c9e1b5d8246";

TEST(Tokens, EveryFormatBeginsWithALiteral) {
  for (const TokenFormat& format : TokenFormats()) {
    EXPECT_GE(format.head.size(), 3u) << format.kind;
    EXPECT_FALSE(absl::StartsWith(format.body, ".")) << format.kind;
    EXPECT_FALSE(RE2::PartialMatch({format.body.data(), format.body.size()}, R"((^|[^\\])\.[*+{]|\(\?s|\\[wsSWdD]\*)"))
        << format.kind;
    const RE2 body(re2::StringPiece(format.body.data(), format.body.size()));
    EXPECT_TRUE(body.ok()) << format.kind;
  }
}

TEST(Tokens, HeadsAreDistinct) {
  std::set<std::string> heads;
  for (const TokenFormat& format : TokenFormats())
    EXPECT_TRUE(heads.insert(std::string(format.head)).second) << format.head;
}

TEST(Tokens, Found) {
  const std::pair<std::string, const char*> rows[] = {
      {absl::StrCat("ghp_", Mixed(kLetters, 36)), "GitHub token"},
      {absl::StrCat("AK", "IA", Mixed("QZ3WX5CRV7TBY2NH", 16)), "AWS access key id"},
      {absl::StrCat("glpat-", Mixed(kLetters, 20)), "GitLab token"},
      {absl::StrCat("xoxb-", "123456789012-", Mixed(kLetters, 24)), "Slack token"},
      {absl::StrCat("sk_", "live_", Mixed(kLetters, 24)), "Stripe key"},
      {absl::StrCat("SG.", Mixed(kLetters, 22), ".", Mixed(kLetters, 43)), "SendGrid key"},
      {absl::StrCat("dapi", Mixed(kHex, 32)), "Databricks token"},
      {absl::StrCat("npg_", Mixed(kLetters, 12)), "Neon password"},
      {absl::StrCat("pscale_pw_", Mixed(kLetters, 40)), "PlanetScale password"},
      {absl::StrCat("AccountKey=", Mixed(kLetters, 86), "=="), "Azure storage key"},
      {absl::StrCat("dop_v1_", Mixed(kHex, 64)), "DigitalOcean token"},
  };
  for (const auto& [text, kind] : rows) {
    for (const std::string& around : {text, absl::StrCat("x = \"", text, "\"\n"), absl::StrCat("Bearer ", text)}) {
      const std::vector<Token> tokens = FindTokens(around);
      ASSERT_EQ(tokens.size(), 1u) << around;
      EXPECT_EQ(tokens[0].kind, kind);
      EXPECT_EQ(around.substr(tokens[0].at.begin, tokens[0].at.end - tokens[0].at.begin), text);
    }
  }
}

TEST(Tokens, SamplesAndSlicesAreNone) {
  for (const std::string& text :
       {std::string("AKIAIOSFODNN7EXAMPLE"), std::string("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        std::string("ghp_") + std::string(36, 'a'), std::string("ghp_0123456789abcdefghijklmnopqrstuvwxyz"),
        absl::StrCat("ghp_", Mixed(kLetters, 40)), absl::StrCat("aghp_", Mixed(kLetters, 36)),
        absl::StrCat("pk_live_", Mixed(kLetters, 24)), absl::StrCat("sb_publishable_", Mixed(kLetters, 31)),
        std::string("sk_live_your_key_here"), std::string("glpat-<your token>")}) {
    EXPECT_TRUE(FindTokens(text).empty()) << text;
  }
}

std::string Pem(absl::string_view kind, absl::string_view line_break, size_t size) {
  return absl::StrCat("-----BEGIN ", kind, "-----", line_break, Mixed(kLetters, size), line_break, "-----END ", kind,
                      "-----");
}

TEST(Tokens, PrivateKeys) {
  for (const char* kind :
       {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"}) {
    for (const char* line_break : {"\n", "\\n", "\r\n    "}) {
      const std::string pem = Pem(kind, line_break, 80);
      const std::vector<Token> tokens = FindTokens(absl::StrCat("x ", pem, " y"));
      ASSERT_EQ(tokens.size(), 1u) << pem;
      EXPECT_EQ(tokens[0].kind, "private key");
      EXPECT_EQ(tokens[0].at, (Range{2, 2 + pem.size()}));
    }
  }
  EXPECT_EQ(FindTokens(absl::StrCat("LS0tLS1CRUdJTi", Mixed(kLetters, 120))).size(), 1u);
  for (const std::string& text :
       {Pem("CERTIFICATE", "\n", 200), Pem("PUBLIC KEY", "\n", 200), Pem("PRIVATE KEY", "\n", 20),
        std::string("if key.startswith(\"-----BEGIN PRIVATE KEY-----\"):")}) {
    EXPECT_TRUE(FindTokens(text).empty()) << text;
  }
}

// {"alg":"HS256"} . {"sub":"42","role":...} . signature
TEST(Tokens, Jwt) {
  const std::string header = "eyJhbGciOiJIUzI1NiJ9", signature = Mixed(kLetters, 43);
  EXPECT_EQ(FindTokens(absl::StrCat(header, ".eyJzdWIiOiI0MiIsInJvbGUiOiJhZG1pbiJ9.", signature)).size(), 1u);
  // "role":"anon"; the sample of jwt.io; alg none; a header that is no JSON.
  for (const std::string& text :
       {absl::StrCat(header, ".eyJzdWIiOiI0MiIsInJvbGUiOiJhbm9uIn0.", signature),
        absl::StrCat(header, ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.", signature),
        absl::StrCat("eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiJ9.", signature),
        absl::StrCat("eyJxxxxxxxxxxxxxxxx.eyJzdWIiOiI0MiJ9.", signature)}) {
    EXPECT_TRUE(FindTokens(text).empty()) << text;
  }
}

TEST(Tokens, HostileTextsEnd) {
  for (const char* piece :
       {"eyJ", "eyJ.", "eyJa.eyJ.", "-----BEGIN PRIVATE KEY-----", "ghp_", "SG.", "LS0tLS1CRUdJTi", "AccountKey="}) {
    std::string text;
    while (text.size() < (1 << 17)) text += piece;
    EXPECT_LE(FindTokens(text).size(), text.size());
  }
}

}  // namespace
}  // namespace retort

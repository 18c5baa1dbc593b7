#include "linter/project/postgres_image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace retort {
namespace {

using testing::ElementsAre;

TEST(PostgresImageTest, KnowsTheImagesThatBringPostgres) {
  EXPECT_EQ(PostgresOfImage("postgres:15-alpine"), (Version{15, 0}));
  EXPECT_EQ(PostgresOfImage("docker.io/library/postgres:16.3"), (Version{16, 0}));
  EXPECT_EQ(PostgresOfImage("registry.example:5000/postgres:14@sha256:abc"), (Version{14, 0}));
  EXPECT_EQ(PostgresOfImage("postgres:9.6"), (Version{9, 6}));
  EXPECT_EQ(PostgresOfImage("bitnami/postgresql:13.4.0"), (Version{13, 0}));
  EXPECT_EQ(PostgresOfImage("pgvector/pgvector:pg16"), (Version{16, 0}));
  EXPECT_EQ(PostgresOfImage("pgvector/pgvector:0.7.0-pg17"), (Version{17, 0}));
  EXPECT_EQ(PostgresOfImage("postgis/postgis:15-3.4"), (Version{15, 0}));
  EXPECT_EQ(PostgresOfImage("timescale/timescaledb:latest-pg14"), (Version{14, 0}));
  EXPECT_EQ(PostgresOfImage("timescale/timescaledb-ha:pg14.5-ts2.8"), (Version{14, 0}));
  EXPECT_EQ(PostgresOfImage("${IMAGE:-postgres:12}"), (Version{12, 0}));
  EXPECT_EQ(PostgresOfImage("postgres:${PG_VERSION:-11}-alpine"), (Version{11, 0}));
}

TEST(PostgresImageTest, SaysNothingWithoutAVersion) {
  for (const char* image :
       {"postgres", "postgres:latest", "postgres:alpine", "redis:7", "pgvector/pgvector:v0.5.1", "postgres:${PG}",
        "postgres:${{ matrix.pg }}", "my-postgres-client:3", "", ":", "${", "postgres:2024"}) {
    EXPECT_EQ(PostgresOfImage(image), std::nullopt) << image;
  }
}

TEST(PostgresImageTest, ReadsComposeAndPipelines) {
  EXPECT_THAT(ReadPostgresImages("services:\n  db:\n    image: \"postgres:15\"  # main\n  # image: postgres:9.6\n"),
              ElementsAre(Version{15, 0}));
  EXPECT_THAT(ReadPostgresImages(
                  "services:\n  - postgres:13\r\n  - name: 'postgres:14'\nscript:\n  - docker run postgres:10\n"),
              ElementsAre(Version{13, 0}, Version{14, 0}));
}

}  // namespace
}  // namespace retort

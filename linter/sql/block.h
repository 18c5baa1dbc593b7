// DO blocks: which statements of a PL/pgSQL body run always, which perhaps, and which are guarded so that they change
// nothing when their object is there (or is not).
//
//   DO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN null; END $$
//   ->  CreateEnum{mood, if_absent}, certain

#ifndef RETORT_LINTER_SQL_BLOCK_H_
#define RETORT_LINTER_SQL_BLOCK_H_

#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/split.h"

namespace retort {

// `piece` of `sql` is a DO statement. What its body is not understood to do is an Opaque operation.
std::vector<Operation> ReadBlock(const MappedText& sql, const Piece& piece, int nesting);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_BLOCK_H_

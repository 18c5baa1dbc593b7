-- What locks_test.py runs and looks at, one statement after the other, each undone before the next. Above a statement:
--   <target>: <relations>      which relations a LockTarget is about here, so that its mode is compared
--   beyond: <relation> <mode>  a lock that LocksOf does not list, and says so
--   while: <statement>         what other sessions hold meanwhile: for what runs outside a transaction and is seen
--                              whenever it waits for them

-- ---- CREATE TABLE
CREATE TABLE fresh (id int);
CREATE TABLE fresh (feeling mood, amount positive, number serial);
CREATE TABLE fresh (id int, account_id int REFERENCES account);
CREATE TABLE fresh (id int, CONSTRAINT c FOREIGN KEY (id) REFERENCES public.account);
CREATE TABLE fresh (id int PRIMARY KEY, parent_id int REFERENCES fresh);
CREATE TABLE fresh (id int PRIMARY KEY, parent_id int REFERENCES public.fresh);
CREATE TABLE fresh (LIKE item INCLUDING ALL);
CREATE TEMPORARY TABLE fresh (LIKE item);
CREATE TABLE fresh () INHERITS (base, orphan);
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (2) TO (3);
CREATE TABLE event_rest PARTITION OF event DEFAULT;
-- default-partition: log_rest
-- referenced: account
CREATE TABLE log_3 PARTITION OF log FOR VALUES FROM (3) TO (4);
-- beyond: item ACCESS SHARE
CREATE TABLE fresh AS SELECT * FROM item;
-- beyond: item ACCESS SHARE
SELECT * INTO fresh FROM item;

-- ---- DROP TABLE
DROP TABLE other;
-- dependents: child
DROP TABLE base CASCADE;
DROP TABLE uses, orphan;
-- beyond: owned ACCESS EXCLUSIVE
-- dependents: total
DROP TABLE source CASCADE;
-- referenced: account
-- dependents: item_view
-- beyond: item_number_seq ACCESS EXCLUSIVE
DROP TABLE item CASCADE;
-- dependents: item, log, log_1, log_rest
DROP TABLE account CASCADE;
-- partitioned: event
DROP TABLE event_1;
-- partitioned: log
-- default-partition: log_rest
DROP TABLE log_1;
-- beyond: log_1 ACCESS EXCLUSIVE, log_rest ACCESS EXCLUSIVE
-- referenced: account
DROP TABLE log;

-- ---- ALTER TABLE
ALTER TABLE other RENAME TO another;
-- beyond: item_number_seq ACCESS EXCLUSIVE
ALTER TABLE item SET SCHEMA app;
-- referenced: account
-- default-partition: log_rest
ALTER TABLE log ATTACH PARTITION log_2 FOR VALUES FROM (2) TO (3);
ALTER TABLE event DETACH PARTITION event_1;
-- referenced: account
-- default-partition: log_rest
ALTER TABLE log DETACH PARTITION log_1;
-- while: LOCK TABLE event_1 IN ACCESS SHARE MODE
ALTER TABLE event DETACH PARTITION event_1 CONCURRENTLY;
-- unnamed: leaving_1
ALTER TABLE leaving DETACH PARTITION leaving_1 FINALIZE;
ALTER TABLE other OWNER TO postgres;
ALTER TABLE other SET (fillfactor = 70);
ALTER TABLE other SET (autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE other RESET (fillfactor);
ALTER TABLE other SET (parallel_workers = 2, vacuum_truncate = off, toast_tuple_target = 200);
ALTER TABLE other SET (fillfactor = 70, user_catalog_table = true);
ALTER TABLE item CLUSTER ON item_note;
ALTER TABLE item SET WITHOUT CLUSTER;
ALTER TABLE item SET WITHOUT OIDS;
ALTER TABLE item REPLICA IDENTITY FULL;
ALTER TABLE item REPLICA IDENTITY USING INDEX item_pkey;
ALTER TABLE typed NOT OF;
ALTER TABLE other SET LOGGED;
ALTER TABLE other SET UNLOGGED;
ALTER TABLE other SET TABLESPACE pg_default;
ALTER TABLE other SET ACCESS METHOD heap;
ALTER TABLE item ENABLE TRIGGER item_touch;
ALTER TABLE item ENABLE ALWAYS TRIGGER item_touch;
ALTER TABLE item ENABLE REPLICA TRIGGER item_touch;
ALTER TABLE item DISABLE TRIGGER item_touch;
ALTER TABLE item DISABLE TRIGGER rule;
ALTER TABLE item DISABLE TRIGGER ALL;
ALTER TABLE target ENABLE RULE target_rule;
ALTER TABLE target ENABLE ALWAYS RULE target_rule;
ALTER TABLE target ENABLE REPLICA RULE target_rule;
ALTER TABLE target DISABLE RULE target_rule;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
ALTER TABLE item DISABLE ROW LEVEL SECURITY;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
-- inherited: base
ALTER TABLE orphan INHERIT base;
-- inherited: base
ALTER TABLE child NO INHERIT base;

-- ---- Columns
ALTER TABLE app."Odd name" ADD COLUMN extra int;
ALTER TABLE IF EXISTS other ADD COLUMN extra int;
ALTER TABLE other ADD COLUMN extra int;
ALTER TABLE other ADD COLUMN IF NOT EXISTS id int;
ALTER TABLE other ADD COLUMN extra float DEFAULT random();
ALTER TABLE other ADD COLUMN extra serial UNIQUE;
ALTER TABLE other ADD COLUMN extra positive CHECK (extra > 0);
ALTER TABLE other ADD COLUMN extra int REFERENCES account;
-- beyond: child ACCESS EXCLUSIVE
ALTER TABLE base ADD COLUMN extra int;
-- beyond: event_1 ACCESS EXCLUSIVE
ALTER TABLE event ADD COLUMN extra int;
ALTER FOREIGN TABLE far ADD COLUMN extra int;
ALTER TABLE other DROP COLUMN name;
ALTER TABLE other DROP COLUMN IF EXISTS missing;
-- referenced: account
-- dependents: item_view
ALTER TABLE item DROP COLUMN account_id CASCADE;
ALTER TABLE other ALTER COLUMN name TYPE varchar(10);
ALTER TABLE other ALTER COLUMN account_id TYPE bigint USING account_id + 1;
-- referencing: item, log
-- beyond: log_1 ACCESS EXCLUSIVE, log_rest ACCESS EXCLUSIVE
ALTER TABLE account ALTER COLUMN id TYPE bigint;
-- referenced: account
-- beyond: log_1 ACCESS EXCLUSIVE, log_rest ACCESS EXCLUSIVE
ALTER TABLE log ALTER COLUMN account_id TYPE bigint;
ALTER TABLE other ALTER COLUMN name SET NOT NULL;
ALTER TABLE other ALTER COLUMN id DROP NOT NULL;
ALTER TABLE other ALTER COLUMN name SET DEFAULT 'x';
ALTER TABLE item ALTER COLUMN price DROP DEFAULT;
ALTER TABLE other ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
-- beyond: item_number_seq SHARE ROW EXCLUSIVE
ALTER TABLE item ALTER COLUMN number SET GENERATED ALWAYS SET START 100 RESTART;
-- beyond: item_number_seq ACCESS EXCLUSIVE
ALTER TABLE item ALTER COLUMN number DROP IDENTITY;
ALTER TABLE item ALTER COLUMN twice DROP EXPRESSION;
ALTER TABLE other RENAME COLUMN name TO title;
ALTER TABLE other ALTER COLUMN name SET STATISTICS 100;
ALTER TABLE other ALTER COLUMN name SET (n_distinct = 5);
ALTER TABLE other ALTER COLUMN name RESET (n_distinct);
ALTER TABLE other ALTER COLUMN name SET STORAGE EXTERNAL;
ALTER TABLE other ALTER COLUMN name SET COMPRESSION pglz;

-- ---- Constraints
ALTER TABLE other ADD CONSTRAINT c CHECK (id > 0);
ALTER TABLE other ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
ALTER TABLE other ADD CONSTRAINT c UNIQUE (name);
ALTER TABLE other ADD CONSTRAINT c PRIMARY KEY (id);
ALTER TABLE other ADD CONSTRAINT c UNIQUE USING INDEX other_id;
ALTER TABLE other ADD CONSTRAINT c PRIMARY KEY USING INDEX other_id;
ALTER TABLE other ADD CONSTRAINT c EXCLUDE USING gist (during WITH &&);
ALTER TABLE other ADD CONSTRAINT c FOREIGN KEY (account_id) REFERENCES account;
ALTER TABLE other ADD CONSTRAINT c FOREIGN KEY (account_id) REFERENCES account NOT VALID;
ALTER TABLE item ADD CONSTRAINT c FOREIGN KEY (price) REFERENCES item NOT VALID;
-- beyond: event_1 SHARE ROW EXCLUSIVE
ALTER TABLE event ADD CONSTRAINT c FOREIGN KEY (day) REFERENCES account;
ALTER TABLE other ADD CONSTRAINT c FOREIGN KEY (account_id) REFERENCES account, ADD COLUMN extra int;
ALTER TABLE item DROP CONSTRAINT item_price_check;
ALTER TABLE item DROP CONSTRAINT item_name_key;
-- referenced: account
ALTER TABLE item DROP CONSTRAINT item_account_fk;
-- referenced: account
ALTER TABLE item DROP CONSTRAINT item_account_fk, ADD FOREIGN KEY (account_id) REFERENCES account NOT VALID;
ALTER TABLE item DROP CONSTRAINT IF EXISTS missing;
-- dependents: item, log, log_1, log_rest
ALTER TABLE account DROP CONSTRAINT account_pkey CASCADE;
ALTER TABLE item RENAME CONSTRAINT item_price_check TO c;
ALTER TABLE item RENAME CONSTRAINT item_name_key TO c;
ALTER TABLE item RENAME CONSTRAINT item_account_fk TO c;
ALTER TABLE item VALIDATE CONSTRAINT item_late_check;
-- referenced: account
ALTER TABLE item VALIDATE CONSTRAINT item_late_fk;
ALTER TABLE item ALTER CONSTRAINT item_account_fk DEFERRABLE INITIALLY DEFERRED;

-- ---- Indexes
CREATE INDEX ON other (name);
CREATE INDEX IF NOT EXISTS item_note ON item (note);
-- beyond: event_1 SHARE
CREATE INDEX ON event (day);
CREATE INDEX ON ONLY event (day);
CREATE INDEX ON total (number);
-- while: LOCK TABLE item IN ROW EXCLUSIVE MODE
CREATE INDEX CONCURRENTLY fresh ON item (price);
-- its-table: item
DROP INDEX item_note;
-- its-table: item, other
DROP INDEX item_note, other_id;
-- its-table: event
-- beyond: event_1 ACCESS EXCLUSIVE
DROP INDEX event_day;
-- its-table: other
DROP INDEX other_id CASCADE;
-- while: LOCK TABLE item IN ROW EXCLUSIVE MODE
-- its-table: item
DROP INDEX CONCURRENTLY item_note;
ALTER INDEX item_note RENAME TO note;
ALTER TABLE item_note RENAME TO note;

-- ---- Types
CREATE TYPE fresh AS ENUM ('a');
ALTER TYPE mood ADD VALUE 'good' AFTER 'ok';
ALTER TYPE mood RENAME VALUE 'sad' TO 'bad';
CREATE DOMAIN fresh AS int CHECK (VALUE > 0);
ALTER DOMAIN positive SET DEFAULT 1;
-- users: uses
ALTER DOMAIN positive SET NOT NULL;
ALTER DOMAIN positive DROP NOT NULL;
-- users: uses
ALTER DOMAIN positive ADD CONSTRAINT c CHECK (VALUE < 10);
ALTER DOMAIN positive ADD CONSTRAINT c CHECK (VALUE < 10) NOT VALID;
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
-- users: uses
ALTER DOMAIN positive VALIDATE CONSTRAINT positive_late_check;
CREATE TYPE fresh AS (a int);
ALTER TYPE lone ADD ATTRIBUTE c int;
-- dependents: typed
ALTER TYPE pair ADD ATTRIBUTE c int CASCADE;
-- dependents: typed
ALTER TYPE pair DROP ATTRIBUTE b CASCADE;
-- dependents: typed
ALTER TYPE pair RENAME ATTRIBUTE b TO c CASCADE;
DROP TYPE lone;
-- dependents: uses
DROP TYPE mood CASCADE;
-- dependents: uses
DROP DOMAIN positive CASCADE;
ALTER TYPE mood RENAME TO feeling;
ALTER TYPE lone SET SCHEMA app;

-- ---- Sequences
CREATE SEQUENCE fresh;
CREATE SEQUENCE fresh OWNED BY other.id;
ALTER SEQUENCE counter RESTART 10;
ALTER SEQUENCE counter INCREMENT 2 OWNED BY other.id;
ALTER SEQUENCE owned OWNED BY NONE;
DROP SEQUENCE counter;
DROP SEQUENCE owned CASCADE;
ALTER SEQUENCE counter RENAME TO number;
ALTER SEQUENCE counter SET SCHEMA app;

-- ---- Views
CREATE VIEW fresh AS SELECT item.id FROM item JOIN account ON true;
-- beyond: item ROW SHARE
CREATE VIEW fresh AS SELECT id FROM item FOR UPDATE;
CREATE VIEW fresh AS SELECT * FROM item_view;
CREATE OR REPLACE VIEW item_view AS SELECT * FROM item;
CREATE TEMPORARY VIEW fresh AS SELECT id FROM item;
CREATE RECURSIVE VIEW fresh (n) AS SELECT id FROM item;
CREATE MATERIALIZED VIEW fresh AS SELECT * FROM item;
CREATE MATERIALIZED VIEW fresh AS SELECT * FROM item WITH NO DATA;
CREATE MATERIALIZED VIEW IF NOT EXISTS total AS SELECT * FROM item;
-- beyond: item ACCESS SHARE
CREATE MATERIALIZED VIEW fresh AS SELECT * FROM item_view;
-- beyond: source ACCESS SHARE
REFRESH MATERIALIZED VIEW total;
-- beyond: source ACCESS SHARE
REFRESH MATERIALIZED VIEW CONCURRENTLY total;
DROP VIEW item_view;
DROP MATERIALIZED VIEW total;
ALTER VIEW item_view RENAME TO fresh;
ALTER VIEW item_view RENAME COLUMN id TO fresh;
ALTER VIEW item_view SET SCHEMA app;
ALTER MATERIALIZED VIEW total RENAME TO fresh;
ALTER MATERIALIZED VIEW total SET SCHEMA app;
ALTER FOREIGN TABLE far RENAME TO near;
DROP FOREIGN TABLE far;

-- ---- Functions, triggers, policies, rules and the rest
-- beyond: item ACCESS SHARE
CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM item';
-- beyond: item ROW EXCLUSIVE
CREATE PROCEDURE fresh() LANGUAGE sql AS 'DELETE FROM item';
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
-- dependents: item
DROP FUNCTION touch() CASCADE;
ALTER FUNCTION touch() RENAME TO fresh;
CREATE TRIGGER fresh BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION touch();
CREATE OR REPLACE TRIGGER item_touch AFTER UPDATE ON item FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER fresh INSTEAD OF INSERT ON item_view FOR EACH ROW EXECUTE FUNCTION touch();
-- beyond: account ACCESS SHARE
CREATE CONSTRAINT TRIGGER fresh AFTER INSERT ON other FROM account FOR EACH ROW EXECUTE FUNCTION touch();
-- beyond: event_1 SHARE ROW EXCLUSIVE
CREATE TRIGGER fresh BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch();
DROP TRIGGER item_touch ON item;
ALTER TRIGGER item_touch ON item RENAME TO fresh;
CREATE POLICY fresh ON other USING (true);
-- beyond: account ACCESS SHARE
CREATE POLICY fresh ON other USING (id IN (SELECT id FROM account));
DROP POLICY item_all ON item;
ALTER POLICY item_all ON item RENAME TO fresh;
DROP RULE target_rule ON target;
ALTER RULE target_rule ON target RENAME TO fresh;
CREATE EXTENSION pgcrypto;
DROP EXTENSION btree_gist;
CREATE SCHEMA fresh;
DROP SCHEMA spare;
-- dependents: app.Odd name
DROP SCHEMA app CASCADE;
ALTER SCHEMA app RENAME TO fresh;
-- its-table: item
DROP STATISTICS item_statistics;
ALTER STATISTICS item_statistics RENAME TO fresh;

-- ---- COMMENT ON
COMMENT ON TABLE item IS 'x';
COMMENT ON COLUMN item.name IS 'x';
COMMENT ON COLUMN item_view.name IS NULL;
COMMENT ON CONSTRAINT item_price_check ON item IS 'x';
COMMENT ON INDEX item_note IS 'x';
COMMENT ON VIEW item_view IS 'x';
COMMENT ON MATERIALIZED VIEW total IS 'x';
COMMENT ON FOREIGN TABLE far IS 'x';
COMMENT ON SEQUENCE counter IS 'x';
COMMENT ON TRIGGER item_touch ON item IS 'x';
COMMENT ON POLICY item_all ON item IS 'x';
COMMENT ON RULE target_rule ON target IS 'x';
COMMENT ON STATISTICS item_statistics IS 'x';
COMMENT ON TYPE mood IS 'x';
COMMENT ON DOMAIN positive IS 'x';
COMMENT ON EXTENSION btree_gist IS 'x';

-- ---- Rows
INSERT INTO other VALUES (1);
INSERT INTO other (id) SELECT id FROM account;
INSERT INTO other VALUES (1) ON CONFLICT (id) DO NOTHING;
-- beyond: account ROW SHARE, item_number_seq ROW EXCLUSIVE
INSERT INTO item (id, account_id) VALUES (2, 1);
UPDATE other SET name = 'x';
UPDATE other SET name = account.name FROM account WHERE account.id = other.account_id;
UPDATE other SET name = (SELECT name FROM account LIMIT 1);
UPDATE target SET id = other.id FROM target AS other;
DELETE FROM item;
DELETE FROM other USING account WHERE account.id = other.account_id;
-- beyond: item ROW EXCLUSIVE
DELETE FROM item_view WHERE false;
MERGE INTO other USING account ON other.id = account.id WHEN MATCHED THEN UPDATE SET name = 'x';
WITH gone AS (DELETE FROM item RETURNING id) INSERT INTO other SELECT id FROM gone;
COPY other FROM STDIN;
COPY other TO STDOUT;
TRUNCATE other;
TRUNCATE other, target;
-- beyond: event_1 ACCESS EXCLUSIVE
TRUNCATE event;
-- referencing: item, log
-- beyond: log_1 ACCESS EXCLUSIVE, log_rest ACCESS EXCLUSIVE
TRUNCATE account CASCADE;

-- ---- Sessions
LOCK TABLE item;
LOCK TABLE item IN ACCESS SHARE MODE NOWAIT;
LOCK TABLE item IN ROW SHARE MODE;
LOCK TABLE item, other IN ROW EXCLUSIVE MODE;
LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE;
LOCK TABLE item IN SHARE MODE;
LOCK TABLE item IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE item IN EXCLUSIVE MODE;
-- beyond: item SHARE
LOCK TABLE item_view IN SHARE MODE;
SELECT * FROM item, account;
-- beyond: item ACCESS SHARE
SELECT * FROM item_view;
-- beyond: item ROW SHARE
SELECT * FROM item, account FOR UPDATE OF item;
-- beyond: counter ROW EXCLUSIVE
SELECT setval('counter', 5);
-- beyond: item ACCESS SHARE
EXPLAIN SELECT * FROM item;
EXPLAIN ANALYZE DELETE FROM item;
SELECT 1;
SHOW lock_timeout;
SET lock_timeout = '5s';
SAVEPOINT fresh;

-- ---- Upkeep
ANALYZE other;
-- every: account, base, child, event, event_1, item, leaving, log, log_1, log_2, log_rest, orphan, other, source, target
-- every: total, typed, uses, leaving_1, app.Odd name
ANALYZE;
CLUSTER item USING item_note;
-- its-indexes: item_note, item_pkey, item_name_key
REINDEX TABLE item;
-- its-table: item
REINDEX INDEX item_note;
-- while: LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE
VACUUM item;
-- while: LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE
-- every: item
VACUUM;
-- while: LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE
VACUUM (ANALYZE) item;
-- while: LOCK TABLE item IN ACCESS SHARE MODE
VACUUM FULL item;
-- while: LOCK TABLE item IN ROW EXCLUSIVE MODE
-- its-indexes: item_note, item_pkey, item_name_key
REINDEX TABLE CONCURRENTLY item;
-- while: LOCK TABLE item IN ROW EXCLUSIVE MODE
-- its-table: item
REINDEX INDEX CONCURRENTLY item_note;
-- while: LOCK TABLE account IN ROW EXCLUSIVE MODE
-- every: account
REINDEX SCHEMA public;

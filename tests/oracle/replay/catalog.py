"""What a database holds, object by object, from pg_catalog; and how it is emptied.

    catalog.dump(cursor)   # {("column", "public.users.name"): {"type": "text", "not null": True, ...}, ...}
    catalog.empty(cursor)

What Alembic keeps for itself and what belongs to an extension is left out.
"""

_SCHEMAS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
_NOT_OF_EXTENSION = (
    "NOT EXISTS (SELECT FROM pg_depend WHERE pg_depend.classid = '{0}'::regclass AND pg_depend.objid = {1}.oid "
    "AND deptype = 'e')"
)
_RELATION = "(nspname || '.' || relname)"
_OWN = f"{_SCHEMAS} AND relname NOT IN ('alembic_version', 'alembic_version_pkc') AND " + _NOT_OF_EXTENSION.format(
    "pg_class", "pg_class"
)
_FROM_RELATION = "pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"

# Each: the kind, and a query of the identity and the attributes by name.
_QUERIES = {
    "schema": f"""
        SELECT nspname, obj_description(oid, 'pg_namespace') AS comment
        FROM pg_namespace WHERE {_SCHEMAS} AND nspname <> 'public'""",
    "relation": f"""
        SELECT {_RELATION}, relkind, relpersistence AS persistence, relrowsecurity AS "row security",
               relforcerowsecurity AS "forced", relreplident AS "replica identity",
               pg_get_partkeydef(pg_class.oid) AS "partition key",
               pg_get_expr(relpartbound, pg_class.oid) AS bound,
               (SELECT array_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_inherits
                WHERE inhrelid = pg_class.oid) AS parents,
               CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(pg_class.oid) END AS query,
               array_to_string(reloptions, ',') AS options,
               obj_description(pg_class.oid, 'pg_class') AS comment
        FROM {_FROM_RELATION} WHERE {_OWN} AND relkind IN ('r', 'p', 'v', 'm', 'f')""",
    "column": f"""
        SELECT {_RELATION} || '.' || attname,
               rank() OVER (PARTITION BY attrelid ORDER BY attnum) AS place,
               format_type(atttypid, atttypmod) AS type, attnotnull AS "not null", attidentity AS identity,
               attgenerated AS generated, attislocal AS local, attinhcount AS inherited,
               CASE WHEN attcollation <> typcollation THEN attcollation::regcollation::text END AS collation,
               pg_get_expr(adbin, adrelid) AS "default", col_description(attrelid, attnum) AS comment
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        JOIN pg_type ON pg_type.oid = atttypid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE {_OWN} AND relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND attnum > 0 AND NOT attisdropped""",
    "constraint": f"""
        SELECT {_RELATION} || '.' || conname, contype AS kind, pg_get_constraintdef(pg_constraint.oid) AS definition,
               convalidated AS valid, condeferrable AS deferrable, condeferred AS deferred, conislocal AS local,
               connoinherit AS "no inherit",
               obj_description(pg_constraint.oid, 'pg_constraint') AS comment
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE {_OWN} AND contype IN ('p', 'u', 'c', 'f', 'x') AND conparentid = 0""",
    "index": f"""
        SELECT {_RELATION}, pg_get_indexdef(indexrelid) AS definition, indisvalid AS valid, indisready AS ready,
               indisprimary AS "primary", indisclustered AS clustered, indisreplident AS "replica identity",
               (SELECT conname FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x')) AS of,
               obj_description(indexrelid, 'pg_class') AS comment
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE {_OWN}""",
    "sequence": f"""
        SELECT {_RELATION}, format_type(seqtypid, NULL) AS type, seqstart AS start, seqincrement AS increment,
               seqmax AS maximum, seqmin AS minimum, seqcache AS cache, seqcycle AS cycle,
               (SELECT refobjid::regclass || '.' || attname || ' ' || deptype::text FROM pg_depend JOIN pg_attribute
                ON attrelid = refobjid AND attnum = refobjsubid WHERE classid = 'pg_class'::regclass
                AND objid = pg_class.oid AND deptype IN ('a', 'i')) AS owner,
               obj_description(pg_class.oid, 'pg_class') AS comment
        FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE {_OWN}""",
    "enum": f"""
        SELECT nspname || '.' || typname,
               (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid) AS labels,
               obj_description(pg_type.oid, 'pg_type') AS comment
        FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
        WHERE {_SCHEMAS} AND typtype = 'e' AND {_NOT_OF_EXTENSION.format('pg_type', 'pg_type')}""",
    "domain": f"""
        SELECT nspname || '.' || typname, format_type(typbasetype, typtypmod) AS base, typnotnull AS "not null",
               typdefault AS "default",
               (SELECT array_agg(conname || ' ' || pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint
                WHERE contypid = pg_type.oid AND contype = 'c') AS checks,
               obj_description(pg_type.oid, 'pg_type') AS comment
        FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
        WHERE {_SCHEMAS} AND typtype = 'd' AND {_NOT_OF_EXTENSION.format('pg_type', 'pg_type')}""",
    "composite": f"""
        SELECT {_RELATION}, obj_description(pg_class.oid, 'pg_class') AS comment
        FROM {_FROM_RELATION} WHERE {_OWN} AND relkind = 'c'""",
    "function": f"""
        SELECT nspname || '.' || proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
               CASE WHEN prokind <> 'a' THEN pg_get_functiondef(pg_proc.oid) END AS definition,
               obj_description(pg_proc.oid, 'pg_proc') AS comment
        FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE {_SCHEMAS} AND {_NOT_OF_EXTENSION.format('pg_proc', 'pg_proc')}""",
    "trigger": f"""
        SELECT {_RELATION} || '.' || tgname, pg_get_triggerdef(pg_trigger.oid) AS definition, tgenabled AS enabled
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE {_OWN} AND NOT tgisinternal AND tgparentid = 0""",
    "policy": f"""
        SELECT {_RELATION} || '.' || polname, polcmd AS command, polpermissive AS permissive,
               pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS "with check"
        FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE {_OWN}""",
    "extension": """
        SELECT extname, nspname AS schema FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE extname <> 'plpgsql'""",
}


def _named(query):
    """The first expression gets the name `object_name`; it ends at the first comma outside of parentheses."""
    depth = 0
    for place, letter in enumerate(query):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            return f"{query[:place]} AS object_name{query[place:]}"
    raise ValueError(query)


_DUMP = " UNION ALL ".join(
    f"SELECT '{kind}', object_name, to_jsonb(one) - 'object_name' FROM ({_named(query)}) AS one"
    for kind, query in _QUERIES.items()
)


def dump(cursor):
    cursor.execute("SET search_path = ''")
    cursor.execute(_DUMP)
    found = {(kind, identity): attributes for kind, identity, attributes in cursor.fetchall()}
    cursor.execute("RESET search_path")
    return found


_LEFTOVERS = """
SELECT (SELECT count(*) FROM pg_namespace), (SELECT count(*) FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace),
       (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_extension),
       (SELECT count(*) FROM pg_cast), (SELECT count(*) FROM pg_roles), (SELECT count(*) FROM pg_event_trigger),
       (SELECT count(*) FROM pg_publication), (SELECT count(*) FROM pg_foreign_data_wrapper),
       (SELECT count(*) FROM pg_default_acl), (SELECT count(*) FROM pg_db_role_setting)
"""


def leftovers(cursor):
    """How much there is of everything."""
    cursor.execute(_LEFTOVERS)
    return cursor.fetchone()


def empty(cursor):
    """All schemas go, with what is in them and the extensions; the default one is made again."""
    cursor.execute(f"SELECT nspname FROM pg_namespace WHERE {_SCHEMAS}")
    schemas = ", ".join('"' + name.replace('"', '""') + '"' for name, in cursor.fetchall())
    cursor.execute("SET client_min_messages = error")
    if schemas:
        cursor.execute(f"DROP SCHEMA {schemas} CASCADE")
    cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC")

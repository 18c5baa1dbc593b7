"""What the files of wrong steps share."""


def plain_table(history, *conditions):
    return history.table(lambda one: one.is_plain(), *conditions)


def columns_of(table, *families):
    return [one for one in table.columns if not families or one.kind.family in families]


def alter(history, table, text):
    return history.source.execute(f"ALTER TABLE {table.sql} {text}")

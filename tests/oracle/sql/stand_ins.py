"""Lets the revisions of a project be imported without the project and its libraries.

    with stand_ins.installed(): ...

Types that migrations take from other libraries are here in their simplest form. Of any other module that is not
installed every name exists, and using one raises NotHere: such a revision cannot be rendered.
"""

import ast
import contextlib
import importlib.abc
import importlib.machinery
import sys
import types

import alembic.script.base
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


class NotHere(Exception):
    pass


class _Absent:
    """A name of a module that is not here."""

    def __init__(self, path):
        self.__dict__["_path"] = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent(f"{self._path}.{name}")

    def __call__(self, *_, **__):
        raise NotHere(self._path.split(".")[0])

    __iter__ = __getitem__ = __str__ = __format__ = __bool__ = __eq__ = __len__ = __enter__ = __call__
    __hash__ = object.__hash__

    def __mro_entries__(self, _):
        return (object,)


class _AutoString(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True


class _Uuid(sa.types.TypeDecorator):
    impl = postgresql.UUID
    cache_ok = True

    def __init__(self, *_, **__):
        super().__init__()


class _Timestamp(sa.types.TypeDecorator):
    impl = sa.TIMESTAMP
    cache_ok = True


class _Vector(sa.types.UserDefinedType):
    def __init__(self, dim=None):
        self.dim = dim

    def get_col_spec(self, **_):
        return "VECTOR" if self.dim is None else f"VECTOR({self.dim})"


_KNOWN = {
    "fastapi_users_db_sqlalchemy.generics.GUID": _Uuid,
    "fastapi_users_db_sqlalchemy.generics.TIMESTAMPAware": _Timestamp,
    "sqlalchemy_utils.UUIDType": _Uuid,
    "sqlalchemy_utils.types.uuid.UUIDType": _Uuid,
    "sqlmodel.AutoString": _AutoString,
    "sqlmodel.sql.sqltypes.AutoString": _AutoString,
    "pgvector.sqlalchemy.Vector": _Vector,
    "pgvector.sqlalchemy.vector.VECTOR": _Vector,
}


class _Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        path = f"{self.__name__}.{name}"
        if path in _KNOWN:
            return _KNOWN[path]
        if any(known.startswith(path + ".") for known in _KNOWN):
            return importlib.import_module(path)  # also where only `import sqlalchemy_utils` is written
        return _Absent(path)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The last finder: whatever the others do not find."""

    def find_spec(self, name, path=None, target=None):
        if path is not None and not isinstance(sys.modules.get(name.rpartition(".")[0]), _Module):
            return None  # a part of a package that is installed
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return _Module(spec.name)

    def exec_module(self, module):
        pass


def _identifiers(path):
    """The literal assignments of a file that cannot be imported."""
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    found = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and target.id in ("revision", "down_revision", "branch_labels", "depends_on"):
                found[target.id] = ast.literal_eval(node.value)
    return found


def _load(original):
    def load(folder, name):
        if name == "env.py":
            return original(folder, name)  # its errors are those of the run
        try:
            module = original(folder, name)
            missing = {function for function in ("upgrade", "downgrade") if not hasattr(module, function)}
        except Exception as error:  # whatever the module's own code raises
            module, reason = types.ModuleType(name), error
            module.__dict__.update(_identifiers(f"{folder}/{name}"))
            missing = {"upgrade", "downgrade"}
        else:
            reason = AttributeError("the revision has no such function")

        def raise_it(**_):
            raise reason

        for function in missing:
            setattr(module, function, types.FunctionType(raise_it.__code__, {}, function, None, raise_it.__closure__))
            getattr(module, function).__name__ = function
        return module

    return load


@contextlib.contextmanager
def installed():
    finder, original = _Finder(), alembic.script.base.util.load_python_file
    sys.meta_path.append(finder)
    alembic.script.base.util.load_python_file = _load(original)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        alembic.script.base.util.load_python_file = original

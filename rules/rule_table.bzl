"""Writes the table of every rule, one constant per .cc file, in the order of the names."""

def _constant(file):
    return "k" + "".join([word.capitalize() for word in file.basename[:-len(".cc")].split("_")])

def _rule_table(ctx):
    names = sorted([_constant(f) for f in ctx.files.srcs])
    lines = ["#include \"rules/rule.h\"", "namespace retort {"]
    lines += ["extern const Rule %s;" % n for n in names]
    lines += ["std::span<const Rule* const> AllRules() {", "  static constexpr const Rule* kAll[] = {"]
    lines += ["      &%s," % n for n in names]
    lines += ["  };", "  return kAll;", "}", "}  // namespace retort", ""]
    ctx.actions.write(ctx.outputs.out, "\n".join(lines))

rule_table = rule(
    implementation = _rule_table,
    attrs = {"srcs": attr.label_list(allow_files = [".cc"])},
    outputs = {"out": "%{name}.cc"},
)

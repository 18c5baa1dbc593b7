"""Repositories made of what Debian and npm install: system libraries, Debian's rules_cc, one npm package."""

def _run(ctx, what, command, **kwargs):
    result = ctx.execute(command, **kwargs)
    if result.return_code:
        fail("%s: %s failed:\n%s%s" % (what, " ".join([str(c) for c in command]), result.stdout, result.stderr))
    return result.stdout

def _system_libraries(ctx):
    lines = ["package(default_visibility = [\"//visibility:public\"])"]
    for header in ctx.attr.headers:
        if not ctx.path("/usr/include/" + header).exists:
            fail("/usr/include/%s is missing: tools/run and tools/test install it" % header)
    for name, packages in ctx.attr.packages.items():
        flags = _run(ctx, name, ["pkg-config", "--static", "--libs"] + packages)

        # --as-needed must stand first: it only concerns the libraries after it.
        links = ["-Wl,--as-needed"] + flags.strip().split(" ")
        lines.append("cc_library(name = %r, linkopts = %r)" % (name, links))
    ctx.file("BUILD", "\n".join(lines) + "\n")

system_libraries = repository_rule(
    implementation = _system_libraries,
    attrs = {"headers": attr.string_list(), "packages": attr.string_list_dict()},
    configure = True,
    local = True,
)

def _patched_rules_cc(ctx):
    # Bazel 4.2.3 has no use_cpp_toolchain(); where rules_cc does not call it, nothing changes.
    script = "s/, \"use_cpp_toolchain\"//; s/use_cpp_toolchain()/[\"@bazel_tools\\/\\/tools\\/cpp:toolchain_type\"]/"
    _run(ctx, "rules_cc", ["cp", "-rL", "/usr/share/bazel/rules/cc/.", "."])
    _run(ctx, "rules_cc", ["sh", "-c", "grep -rl use_cpp_toolchain . | xargs -r sed -i '%s'" % script])

patched_rules_cc = repository_rule(implementation = _patched_rules_cc)

def _empty_repository(ctx):
    ctx.file("BUILD", "filegroup(name = \"coverage_report_generator\", visibility = [\"//visibility:public\"])\n")

empty_repository = repository_rule(implementation = _empty_repository)

def _npm_package(ctx):
    for label in [ctx.attr.manifest, ctx.attr.lock]:
        ctx.symlink(label, label.name)
    _run(ctx, "npm", ["npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"])
    ctx.symlink(ctx.attr.build_file, "BUILD")

npm_package = repository_rule(
    implementation = _npm_package,
    attrs = {"build_file": attr.label(), "lock": attr.label(), "manifest": attr.label()},
)

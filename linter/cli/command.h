// What the command line asks for, as values: parsing fills them in, and each command is a function of its own.

#ifndef RETORT_LINTER_CLI_COMMAND_H_
#define RETORT_LINTER_CLI_COMMAND_H_

#include <string>
#include <variant>
#include <vector>

#include "linter/engine/options.h"

namespace retort {

enum class Format { kText, kJson, kSarif, kLspJson, kGithub };

struct Output {
  Format format = Format::kText;
  std::string file = "-";  // "-": standard output
};

enum class ColorWhen { kAuto, kAlways, kNever };

struct CheckCommand {
  Options options;
  std::vector<Output> outputs;  // at least one
  std::string buffer;           // the path whose text comes from standard input, absolute; or empty
  bool fail_on_not_understood = false;
  bool show_not_understood = false;
  bool show_suppressed = false;
  ColorWhen color = ColorWhen::kAuto;
};

struct ExplainCommand {
  std::string rule;
  bool markdown = false;
};

struct RulesCommand {
  bool json = false;
};

// One or two words: a path, and what to print of it.
struct SqlCommand {
  Options options;
  std::string range;  // "FROM:TO", "TO" or empty
  bool downgrade = false;
};

struct BaselineCommand {
  Options options;
  bool prune = false;  // only take out what is not found any more
};

struct LockCommand {
  Options options;
  bool check = false;  // write nothing
};

// The configuration of a place, or the schema of all configurations.
struct ConfigCommand {
  Options options;
  bool schema = false;
};

struct HeadsCommand {
  Options options;
  bool json = false;
};

struct HistoryCommand {
  Options options;
  std::string range;  // "FROM:TO", "FROM:", ":TO" or empty
  bool json = false;
};

struct FixCommand {
  Options options;
  std::vector<std::string> select;  // rules and categories; empty: all that are on
  bool unsafe = false;
  bool diff = false;  // write nothing
};

enum class GraphFormat { kText, kSvg, kDot, kMermaid, kJson };

struct GraphCommand {
  Options options;
  GraphFormat format = GraphFormat::kText;
  ColorWhen color = ColorWhen::kAuto;
};

struct MergeCommand {
  Options options;
  std::vector<std::string> revisions;  // empty: all heads
  std::string message;
  std::string id;  // empty: from the parents
};

struct RebaseCommand {
  Options options;
  std::string onto;  // empty: the applied head
  bool diff = false;
};

struct ShowCommand {
  Options options;
  std::string revision;  // empty: the file that is the path
  bool json = false;
};

struct VersionCommand {};

// Something to read instead of a command: --help.
struct HelpCommand {
  std::string text;
};

using Command = std::variant<CheckCommand, BaselineCommand, ConfigCommand, ExplainCommand, FixCommand, GraphCommand,
                             HeadsCommand, HistoryCommand, LockCommand, MergeCommand, RebaseCommand, RulesCommand,
                             ShowCommand, SqlCommand, VersionCommand, HelpCommand>;

}  // namespace retort

#endif  // RETORT_LINTER_CLI_COMMAND_H_

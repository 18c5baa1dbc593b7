#include "linter/cli/arguments.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

// A word that no option and no argument of the command takes.
absl::Status UnknownWord(const CLI::App& app, const std::string& word) {
  if (!absl::StartsWith(word, "-")) {
    return UsageError(absl::StrCat(app.get_name(), " does not take \"", OneLine(word), "\""));
  }
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back(absl::StrCat("--", name));
  }
  const std::string name = word.substr(0, word.find('='));
  return UsageError(absl::StrCat(app.get_name(), " has no option ", OneLine(name), DidYouMean(name, known), "; ",
                                 app.get_name(), " --help lists them"));
}

}  // namespace

absl::Status UsageError(absl::string_view message) { return absl::InvalidArgumentError(message); }

absl::StatusOr<std::optional<HelpCommand>> ParseArguments(CLI::App& app, std::vector<std::string> arguments) {
  app.set_help_flag("-h,--help", "Show this help");
  app.allow_extras();
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return HelpCommand{app.help()};
  } catch (const CLI::ParseError& error) {
    return UsageError(error.what());
  }
  for (const std::string& word : app.remaining()) {
    if (word != "--") return UnknownWord(app, word);
  }
  return std::nullopt;
}

CLI::Option* AddValue(CLI::App& app, const std::string& name, const std::string& type, std::string& value,
                      const std::string& what) {
  return app.add_option(name, value, what)->type_name(type)->take_last();
}

void AddList(CLI::App& app, const std::string& name, const std::string& type, std::vector<std::string>& values,
             const std::string& what) {
  app.add_option(name, values, what + "; repeatable")->type_name(type)->allow_extra_args(false);
}

std::vector<std::string> SplitLists(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    for (const absl::string_view word : absl::StrSplit(list, ',', absl::SkipWhitespace())) {
      words.emplace_back(absl::StripAsciiWhitespace(word));
    }
  }
  return words;
}

absl::Status CheckFormat(absl::string_view word, absl::string_view other) {
  if (word == "text" || word == other) return absl::OkStatus();
  return UsageError(absl::StrCat("there is no format \"", OneLine(word), "\" here",
                                 DidYouMean(word, {"text", std::string(other)}), "; it is one of text, ", other));
}

}  // namespace retort

// Makes a folder hold the pages of the rules and nothing else: write_rule_pages docs/rules

#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "tests/rules/rule_pages.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_rule_pages FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  std::filesystem::create_directories(folder, error);
  for (const auto& [name, text] : retort::RulePages()) {
    std::ofstream file(folder / name, std::ios::binary);
    file << text;
    if (!file.flush()) {
      std::cerr << "cannot write " << folder / name << "\n";
      return 3;
    }
  }
  return 0;
}

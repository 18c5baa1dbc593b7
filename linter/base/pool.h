// Runs one function over many inputs on several threads, without shared mutable state.
//
//   std::vector<Revision> revisions = Pool(8).Map<Revision>(files.size(), [&](size_t i) { return Read(files[i]); });
//
// Results stand in the order of the inputs, whatever the number of workers; functions must not throw.

#ifndef RETORT_LINTER_BASE_POOL_H_
#define RETORT_LINTER_BASE_POOL_H_

#include <cstddef>
#include <functional>
#include <vector>

namespace retort {

class Pool {
 public:
  // `workers` <= 0 means one for each processor.
  explicit Pool(int workers);

  // Calls work(0) ... work(count - 1), each once, and returns when all are done. Every call runs on a 64 MiB stack,
  // also with one worker: parsers of deeply nested input recurse.
  void Run(size_t count, const std::function<void(size_t)>& work) const;

  template <typename Result, typename Function>
  std::vector<Result> Map(size_t count, const Function& function) const {
    std::vector<Result> results(count);
    Run(count, [&](size_t i) { results[i] = function(i); });
    return results;
  }

 private:
  int workers_;
};

}  // namespace retort

#endif  // RETORT_LINTER_BASE_POOL_H_

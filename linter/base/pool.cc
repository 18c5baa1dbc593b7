#include "linter/base/pool.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace retort {
namespace {

constexpr size_t kStackBytes = size_t{64} << 20;

struct Job {
  size_t count;
  const std::function<void(size_t)>& work;
  std::atomic<size_t> next = 0;
};

void* Work(void* argument) {
  Job& job = *static_cast<Job*>(argument);
  for (size_t i = job.next++; i < job.count; i = job.next++) job.work(i);
  return nullptr;
}

}  // namespace

Pool::Pool(int workers) : workers_(workers > 0 ? workers : std::max(1u, std::thread::hardware_concurrency())) {}

void Pool::Run(size_t count, const std::function<void(size_t)>& work) const {
  Job job{count, work};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  std::vector<pthread_t> threads;
  for (size_t i = 0; i < std::min<size_t>(workers_, count); ++i) {
    pthread_t thread;
    if (pthread_create(&thread, &attributes, Work, &job) == 0) threads.push_back(thread);
  }
  pthread_attr_destroy(&attributes);
  // Where no thread can be had (a container's limit), the caller does the work: slower, but done.
  if (threads.empty()) Work(&job);
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
}

}  // namespace retort

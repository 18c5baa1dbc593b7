#include "linter/git/object_id.h"

#include <array>
#include <bit>
#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace retort {
namespace {

constexpr size_t kBlockBytes = 64;

template <size_t rounds>
std::array<uint32_t, rounds> FirstWords(const char* block) {
  std::array<uint32_t, rounds> words;
  for (int i = 0; i < 16; ++i, block += 4) {
    words[i] = uint32_t{static_cast<uint8_t>(block[0])} << 24 | uint32_t{static_cast<uint8_t>(block[1])} << 16 |
               uint32_t{static_cast<uint8_t>(block[2])} << 8 | static_cast<uint8_t>(block[3]);
  }
  return words;
}

// FIPS 180-4, 6.1.2.
struct Sha1 {
  std::array<uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

  void Add(const char* block) {
    std::array<uint32_t, 80> words = FirstWords<80>(block);
    for (int i = 16; i < 80; ++i) {
      words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    auto [a, b, c, d, e] = state;
    const auto round = [&](uint32_t mixed, uint32_t constant, uint32_t word) {
      const uint32_t next = std::rotl(a, 5) + mixed + e + constant + word;
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    };
    for (int i = 0; i < 20; ++i) round((b & c) ^ (~b & d), 0x5a827999, words[i]);
    for (int i = 20; i < 40; ++i) round(b ^ c ^ d, 0x6ed9eba1, words[i]);
    for (int i = 40; i < 60; ++i) round((b & c) ^ (b & d) ^ (c & d), 0x8f1bbcdc, words[i]);
    for (int i = 60; i < 80; ++i) round(b ^ c ^ d, 0xca62c1d6, words[i]);
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
  }
};

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr uint32_t kCubeRoots[] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// FIPS 180-4, 6.2.2.
struct Sha256 {
  std::array<uint32_t, 8> state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

  void Add(const char* block) {
    std::array<uint32_t, 64> words = FirstWords<64>(block);
    for (int i = 16; i < 64; ++i) {
      const uint32_t a = words[i - 15], b = words[i - 2];
      words[i] = words[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + words[i - 7] +
                 (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (int i = 0; i < 64; ++i) {
      const uint32_t first =
          h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + kCubeRoots[i] + words[i];
      const uint32_t second = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    const std::array<uint32_t, 8> mixed = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; ++i) state[i] += mixed[i];
  }
};

// The last, incomplete block with its padding: one block or two.
std::string Padded(absl::string_view rest, uint64_t total_bytes) {
  std::string padded = absl::StrCat(rest, "\x80");
  while (padded.size() % kBlockBytes != kBlockBytes - 8) padded += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(total_bytes * 8 >> shift);
  return padded;
}

template <typename Hash>
std::string Digest(absl::string_view message) {
  Hash hash;
  size_t done = 0;
  for (; message.size() - done >= kBlockBytes; done += kBlockBytes) hash.Add(message.data() + done);
  const std::string end = Padded(message.substr(done), message.size());
  for (size_t i = 0; i < end.size(); i += kBlockBytes) hash.Add(end.data() + i);
  std::string bytes;
  for (const uint32_t word : hash.state) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(word >> shift);
  }
  return absl::BytesToHexString(bytes);
}

}  // namespace

std::string BlobId(absl::string_view text, ObjectFormat format) {
  const std::string message = absl::StrCat("blob ", text.size(), absl::string_view("\0", 1), text);
  return format == ObjectFormat::kSha256 ? Digest<Sha256>(message) : Digest<Sha1>(message);
}

}  // namespace retort

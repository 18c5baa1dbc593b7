// How random a text looks: the classes of its characters, its entropy, and the patterns that people type.
//
//   LooksRandom("wJalrXUtnFEMI/K7MDENG")  ->  true

#ifndef RETORT_LINTER_SECRETS_STRENGTH_H_
#define RETORT_LINTER_SECRETS_STRENGTH_H_

#include "absl/strings/string_view.h"

namespace retort {

double Entropy(absl::string_view text);  // Shannon's, bits a byte

// How many of lower case, upper case, digits and others occur.
int CharacterClasses(absl::string_view text);

// 20 or more hexadecimal digits, or 16 or more characters of two classes with the entropy of a generated text.
bool LooksRandom(absl::string_view text);

// "aaaa", "12345", "abcdef", "0123456789abcdef", and their repetitions: most neighbours are equal or follow each other.
bool IsSequence(absl::string_view text);

// Words with separators between them, "my-super-secret-key": written by a person, known or not.
bool IsWordy(absl::string_view text);

// bcrypt, argon2, PBKDF2, SHA-crypt, SCRAM, md5: a hash as a password table stores it.
bool IsPasswordHash(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_STRENGTH_H_

#!/bin/sh
# Makes fixtures/signatures.json: the signature of every file in fixtures/messages under each secret below, by openssl alone.
# "compute an HMAC-SHA256 signature of the received raw message body using the key, Base64-encode the result": the key is the text
# of the secret. Each signature is made in two ways, with the key as text and as hex, and both must agree.
# After adding or changing a message file, run:  sh scripts/known-answers.sh
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

# Made up for this file. One of letters and digits, one that a receiver might wrongly decode as hex, one with punctuation.
secrets='Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3A
5f0c9a3be17d42869ad4c1f07e3b6258
!s{;&=+/%~"a$K9 #x<`|>\^_z.@*?-)'

base64_with() { # the arguments name the key
  openssl dgst -sha256 -binary "$@" | openssl base64 -A
}

hex_of() {
  printf %s "$1" | od -An -v -tx1 | tr -d ' \n'
}

json_text() {
  printf %s "$1" | sed 's/[\\"]/\\&/g'
}

entries() {
  separator=
  for path in fixtures/messages/*.json; do
    printf '%s\n' "$secrets" | while IFS= read -r secret; do
      signature=$(base64_with -hmac "$secret" <"$path")
      again=$(base64_with -mac HMAC -macopt "hexkey:$(hex_of "$secret")" <"$path")
      if [ ${#signature} -ne 44 ] || [ "$signature" != "$again" ]; then
        echo "openssl gives no signature of 44 characters, or two different ones, for $path." >&2
        exit 1
      fi
      printf '%s  {\n    "file": "%s",\n    "secret": "%s",\n    "signature": "%s"\n  }' \
        "$separator" "${path##*/}" "$(json_text "$secret")" "$signature"
      separator=',
'
    done
    separator=',
'
  done
}

made=$(entries)
printf '[\n%s\n]\n' "$made" >fixtures/signatures.json

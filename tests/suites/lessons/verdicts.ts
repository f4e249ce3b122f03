import type { Language } from '../../../suites/lessons/lesson.ts';
import { type ProgramFile, runIn } from './programs.ts';

/** One message and its signature; undefined means no signature at all. */
export interface SignedCase {
  readonly secret: string;
  readonly body: Uint8Array;
  readonly signature: string | undefined;
}

interface Program {
  readonly files: readonly ProgramFile[];
  readonly command: readonly string[];
}

type Write = (codes: readonly string[]) => Program;

/**
 * What each piece of code, which defines `isGenuine(secret, body, signature)`, returns for each case: `1` for genuine, `0` for not or for
 * an exception. All pieces of a language run in one program.
 */
export function verdictsOf(
  language: Language,
  codes: readonly string[],
  cases: readonly SignedCase[],
): string[] {
  const base64 = (value: string | Uint8Array) => Buffer.from(value).toString('base64');
  const lines = cases.map(({ secret, body, signature }) =>
    [base64(secret), base64(body), signature === undefined ? '-' : base64(signature)].join('\t'),
  );
  const { files, command } = writers[language](codes);
  const { exitCode, stdout, stderr } = runIn(files, command, `${lines.join('\n')}\n`);
  if (exitCode !== 0) throw new Error(`the ${language} program ended with ${exitCode}: ${stderr}`);
  return stdout.trim().split('\n');
}

const numbered = (codes: readonly string[], one: (code: string, n: number) => string) =>
  codes.map(one).join('\n');

const writers: Readonly<Record<Language, Write>> = {
  ts: (codes) => ({
    files: [{ name: 'main.mjs', text: typeScript(codes) }],
    command: [process.execPath, 'main.mjs'],
  }),
  py: (codes) => ({ files: [{ name: 'main.py', text: python(codes) }], command: ['python3', 'main.py'] }),
  php: (codes) => ({ files: [{ name: 'main.php', text: php(codes) }], command: ['php', 'main.php'] }),
  java: (codes) => ({ files: [{ name: 'Main.java', text: java(codes) }], command: ['java', 'Main.java'] }),
  go: (codes) => ({ files: [{ name: 'main.go', text: go(codes) }], command: ['go', 'run', 'main.go'] }),
};

/** Removes parameter types, the only TypeScript in these pieces. */
function typeScript(codes: readonly string[]): string {
  const pieces = numbered(codes, (code) => {
    const body = code
      .replaceAll(/^import .*$/gm, '')
      .replaceAll(/\??: (string \| undefined|string|Uint8Array|boolean)/g, '');
    return `() => {${body}\nreturn isGenuine; },`;
  });
  return `
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
const decode = (text) => Buffer.from(text, 'base64');
const cases = readFileSync(0, 'utf8').trim().split('\\n').map((line) => line.split('\\t'));
for (const piece of [${pieces}]) {
  const isGenuine = piece();
  const verdicts = cases.map(([secret, body, signature]) => {
    try {
      return isGenuine(decode(secret).toString(), decode(body), signature === '-' ? undefined : decode(signature).toString()) ? '1' : '0';
    } catch { return '0'; }
  });
  console.log(verdicts.join(''));
}
`;
}

function python(codes: readonly string[]): string {
  return `
import base64, sys
pieces = [${codes.map((code) => JSON.stringify(`from __future__ import annotations\n${code}`)).join(', ')}]
cases = [line.split("\\t") for line in sys.stdin.read().strip().split("\\n")]

def text(encoded):
    return base64.b64decode(encoded).decode()

def verdict(is_genuine, secret, body, signature):
    try:
        given = None if signature == "-" else text(signature)
        return "1" if is_genuine(text(secret), base64.b64decode(body), given) else "0"
    except Exception:
        return "0"

for piece in pieces:
    names = {}
    exec(piece, names)
    print("".join(verdict(names["is_genuine"], *case) for case in cases))
`;
}

function php(codes: readonly string[]): string {
  const pieces = numbered(codes, (code, n) => code.replace('function isGenuine(', `function isGenuine${n}(`));
  return `<?php
${pieces}
$cases = array_map(fn ($line) => explode("\\t", $line), explode("\\n", trim(stream_get_contents(STDIN))));
for ($n = 0; $n < ${codes.length}; $n++) {
    foreach ($cases as [$secret, $body, $signature]) {
        try {
            $given = $signature === '-' ? null : base64_decode($signature);
            echo ('isGenuine' . $n)(base64_decode($secret), base64_decode($body), $given) ? '1' : '0';
        } catch (Throwable) {
            echo '0';
        }
    }
    echo "\\n";
}
`;
}

function java(codes: readonly string[]): string {
  const pieces = numbered(codes, (code, n) => `static class Piece${n} {\n${code}\n}`);
  const calls = numbered(codes, (_, n) => `print(cases, Piece${n}::isGenuine);`);
  return `
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Main {
    interface Check { boolean isGenuine(String secret, byte[] body, String signature) throws Exception; }

    ${pieces}

    static byte[] decode(String text) { return Base64.getDecoder().decode(text); }
    static String text(String text) { return new String(decode(text), StandardCharsets.UTF_8); }

    static void print(List<String> cases, Check check) {
        StringBuilder verdicts = new StringBuilder();
        for (String line : cases) {
            String[] parts = line.split("\\t", -1);
            String signature = parts[2].equals("-") ? null : text(parts[2]);
            try {
                verdicts.append(check.isGenuine(text(parts[0]), decode(parts[1]), signature) ? '1' : '0');
            } catch (Exception error) {
                verdicts.append('0');
            }
        }
        System.out.println(verdicts);
    }

    public static void main(String[] args) {
        List<String> cases = new ArrayList<>();
        try (Scanner in = new Scanner(System.in)) {
            while (in.hasNextLine()) cases.add(in.nextLine());
        }
        ${calls}
    }
}
`;
}

function go(codes: readonly string[]): string {
  const pieces = numbered(codes, (code, n) => code.replace('func isGenuine(', `func isGenuine${n}(`));
  const names = codes.map((_, n) => `isGenuine${n}`).join(', ');
  return `package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
)

${pieces}

func decode(text string) []byte {
	bytes, _ := base64.StdEncoding.DecodeString(text)
	return bytes
}

func verdict(check func(string, []byte, string) bool, parts []string) (word string) {
	defer func() {
		if recover() != nil {
			word = "0"
		}
	}()
	signature := ""
	if parts[2] != "-" {
		signature = string(decode(parts[2]))
	}
	if check(string(decode(parts[0])), decode(parts[1]), signature) {
		return "1"
	}
	return "0"
}

func main() {
	var cases [][]string
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		cases = append(cases, strings.Split(lines.Text(), "\\t"))
	}
	for _, check := range []func(string, []byte, string) bool{${names}} {
		for _, parts := range cases {
			fmt.Print(verdict(check, parts))
		}
		fmt.Println()
	}
}
`;
}

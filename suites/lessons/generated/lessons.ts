// Made by `npm run generate` from suites/lessons/*.md: change those, not this file.
import type { Lesson } from '../lesson.ts';

export type LessonName =
  | 'check-first'
  | 'check-the-shape'
  | 'compare-in-full'
  | 'key-and-digest'
  | 'mark-with-the-work'
  | 'newest-wins'
  | 'one-header'
  | 'one-key-only'
  | 'one-route'
  | 'quiet-errors'
  | 'read-to-the-end'
  | 'sign-raw-bytes'
  | 'store-then-answer'
  | 'tell-each-item'
  | 'text-is-data'
  | 'valid-tls';

export const lessons: Readonly<Record<LessonName, Lesson>> = {
  "check-first": {
    "title": "Check the signature before anything else",
    "text": "Until the signature has been checked, the body is text of a stranger. Nothing in it may decide whether it is checked: no event, no method, no flag for tests. Nothing may be parsed, stored, queued or remembered from it before that, and a signature that was genuine once says nothing about the next message.",
    "code": {
      "ts": {
        "wrong": "// The body says whether it is checked, and the work is done before the answer to it.\napp.post('/ycm', raw, async (request, response) => {\n  const message = JSON.parse(request.body.toString());\n  if (message.event === 'test') return response.sendStatus(200);\n  await store(message);\n  response.sendStatus(isGenuine(secret, request.body, request.get('x-signature')) ? 204 : 401);\n});",
        "right": "app.post('/ycm', raw, async (request, response) => {\n  const body: Buffer = request.body ?? Buffer.alloc(0);\n  if (!isGenuine(secret, body, request.get('x-signature'))) return response.sendStatus(401);\n  await store(JSON.parse(body.toString('utf8')));\n  response.sendStatus(204);\n});"
      },
      "py": {
        "wrong": "# Only POST is checked, and the test message never.\n@app.route(\"/ycm\", methods=[\"GET\", \"POST\"])\ndef ycm():\n    message = json.loads(request.get_data() or request.args[\"message\"])\n    if request.method == \"POST\" and message != {\"event\": \"test\"}:\n        if not is_genuine(secret, request.get_data(), request.headers.get(\"X-Signature\")):\n            abort(401)\n    store(message)\n    return \"\", 204",
        "right": "@app.post(\"/ycm\")\ndef ycm():\n    body = request.get_data()\n    if not is_genuine(secret, body, request.headers.get(\"X-Signature\")):\n        abort(401)\n    store(json.loads(body))\n    return \"\", 204"
      },
      "php": {
        "wrong": "// The body says whether it is checked, and it is in the log table already.\n$message = json_decode(file_get_contents('php://input'), true);\n$db->prepare('INSERT INTO inbox (body) VALUES (?)')->execute([json_encode($message)]);\n$isTest = ($message['event'] ?? '') === 'test';\nif (!$isTest && !isGenuine($secret, json_encode($message), signatureOf())) {\n    http_response_code(401);\n    exit;\n}",
        "right": "$body = file_get_contents('php://input');\nif (!isGenuine($secret, $body, signatureOf())) {\n    http_response_code(401);\n    exit;\n}\n$db->prepare('INSERT INTO inbox (body) VALUES (?)')->execute([$body]);\nhttp_response_code(204);"
      },
      "java": {
        "wrong": "// A signature that was genuine once opens the door to every later body.\n@RequestMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody byte[] body,\n        @RequestHeader(\"X-Signature\") String signature) throws Exception {\n    if (!knownSignatures.contains(signature) && !isGenuine(secret, body, signature)) {\n        return ResponseEntity.status(401).build();\n    }\n    knownSignatures.add(signature);\n    inbox.save(body);\n    return ResponseEntity.noContent().build();\n}",
        "right": "@PostMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody(required = false) byte[] raw,\n        HttpServletRequest request) throws Exception {\n    byte[] body = raw == null ? new byte[0] : raw;\n    if (!isGenuine(secret, body, signatureOf(request))) return ResponseEntity.status(401).build();\n    inbox.save(body);\n    return ResponseEntity.noContent().build();\n}"
      },
      "go": {
        "wrong": "// A GET is not checked, and a link in a chat is enough to make one.\nfunc ycm(w http.ResponseWriter, r *http.Request) {\n\tbody, _ := io.ReadAll(r.Body)\n\tif r.Method == http.MethodPost && !isGenuine(secret, body, signatureOf(r)) {\n\t\tw.WriteHeader(http.StatusUnauthorized)\n\t\treturn\n\t}\n\tstore(body)\n\tw.WriteHeader(http.StatusNoContent)\n}",
        "right": "func ycm(w http.ResponseWriter, r *http.Request) {\n\tbody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))\n\tif err != nil || !isGenuine(secret, body, signatureOf(r)) {\n\t\tw.WriteHeader(http.StatusUnauthorized)\n\t\treturn\n\t}\n\tstore(body)\n\tw.WriteHeader(http.StatusNoContent)\n}"
      }
    }
  },
  "check-the-shape": {
    "title": "Check the whole message before any of it is stored",
    "text": "A genuine signature says who sent a message, not that it can be read. What is no JSON is answered 400; a field that you use and that is of the wrong type 422. Do not put a default in the place of what is missing or wrong: an empty list takes all DIDs away. Read every item before the first is stored, so that a message is taken as a whole or not at all. Fields and events that you do not know are no mistake: leave them alone. The code reads reports that bring a list; a `pce_delete` brings none that counts, whatever stands there.",
    "code": {
      "ts": {
        "wrong": "// Whatever goes wrong is acknowledged; a list that is none takes all DIDs away.\ntry {\n  for (const { sn, trunkDidInfoList = [], updateTime } of JSON.parse(body)) {\n    const list = Array.isArray(trunkDidInfoList) ? trunkDidInfoList : [];\n    storeDids(sn, list, updateTime);\n  }\n} catch {}\nresponse.sendStatus(200);",
        "right": "function readDidReport(item: Record<string, unknown>): DidReport {\n  const { sn, updateTime, trunkDidInfoList: list } = item;\n  if (typeof sn !== 'string' || sn === '') throw new Refusal(422, 'sn is not a name');\n  if (typeof updateTime !== 'number' || !Number.isInteger(updateTime))\n    throw new Refusal(422, 'updateTime is not a whole number');\n  if (!Array.isArray(list) || !list.every((info) => typeof info?.did === 'string'))\n    throw new Refusal(422, 'DIDs are wrong');\n  return { sn, updateTime, dids: list.map(({ did }) => did) };\n}\n\nconst message = parse(body); // Refusal(400) for what is no JSON, Refusal(422) for what is no array\nconst reports = message.filter(isDidReport).map(readDidReport);\nreports.forEach(storeDids);"
      },
      "py": {
        "wrong": "# An exception in the middle: the first items are stored, the others are not, and it is a 500.\ndef apply(body):\n    for item in json.loads(body):\n        store_dids(item[\"sn\"], item.get(\"trunkDidInfoList\") or [], item[\"updateTime\"])",
        "right": "def read_did_report(item):\n    sn, update_time, infos = item.get(\"sn\"), item.get(\"updateTime\"), item.get(\"trunkDidInfoList\")\n    is_right = (\n        isinstance(sn, str) and sn != \"\"\n        and type(update_time) is int\n        and isinstance(infos, list)\n        and all(isinstance(info, dict) and isinstance(info.get(\"did\"), str) for info in infos)\n    )\n    if not is_right:\n        abort(422)\n    return sn, [info[\"did\"] for info in infos], update_time\n\n\ndef apply(body):\n    try:\n        message = json.loads(body)\n    except (ValueError, RecursionError):\n        abort(400)\n    if not isinstance(message, list):\n        abort(422)  # the test message has been answered before\n    reports = [read_did_report(item) for item in message if is_did_report(item)]\n    for report in reports:\n        store_dids(*report)"
      },
      "php": {
        "wrong": "// json_decode gives null for what is no JSON, and foreach over null does nothing: it is lost.\nforeach (json_decode($body, true) as $item) {\n    storeDids($item['sn'], (array) $item['trunkDidInfoList'], (int) $item['updateTime']);\n}\nhttp_response_code(200);",
        "right": "try {\n    $message = json_decode($body, true, 64, JSON_THROW_ON_ERROR);\n} catch (JsonException) {\n    refuse(400);\n}\nis_array($message) || refuse(422);\n\nfunction readDidReport(array $item): DidReport\n{\n    ['sn' => $sn, 'updateTime' => $time, 'trunkDidInfoList' => $infos] = $item + NO_FIELDS;\n    $isRight = is_string($sn) && $sn !== '' && is_int($time) && is_array($infos);\n    foreach ($isRight ? $infos : [] as $info) {\n        $isRight = $isRight && is_array($info) && is_string($info['did'] ?? null);\n    }\n    return $isRight ? new DidReport($sn, array_column($infos, 'did'), $time) : refuse(422);\n}"
      },
      "java": {
        "wrong": "// A field of a newer YCM ends it; a list that is missing is null, and null is stored.\nrecord DidReport(String sn, long updateTime, List<Did> trunkDidInfoList) {}\n\nvoid apply(byte[] body) throws IOException {\n    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);\n    for (DidReport report : mapper.readValue(body, DidReport[].class)) storeDids(report);\n}",
        "right": "static DidReport readDidReport(JsonNode item) {\n    JsonNode infos = item.path(\"trunkDidInfoList\");\n    boolean isRight = item.path(\"sn\").isTextual() && infos.isArray()\n        && item.path(\"updateTime\").isIntegralNumber();\n    for (JsonNode info : infos) isRight = isRight && info.path(\"did\").isTextual();\n    if (!isRight) throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);\n    List<String> dids = infos.findValuesAsText(\"did\");\n    return new DidReport(item.get(\"sn\").asText(), item.get(\"updateTime\").asLong(), dids);\n}\n\nvoid apply(byte[] body) throws IOException { // a JsonProcessingException is mapped to 400\n    List<DidReport> reports = new ArrayList<>();\n    for (JsonNode item : mapper.readTree(body)) {\n        if (isDidReport(item)) reports.add(readDidReport(item));\n    }\n    reports.forEach(this::storeDids);\n}"
      },
      "go": {
        "wrong": "// A missing list is nil, and nil takes all DIDs away; the error is not looked at.\nfunc apply(body []byte) {\n\tvar reports []DidReport\n\tjson.Unmarshal(body, &reports)\n\tfor _, report := range reports {\n\t\tstoreDids(report)\n\t}\n}",
        "right": "type DidReport struct {\n\tSN         *string `json:\"sn\"`\n\tUpdateTime *int64  `json:\"updateTime\"`\n\tInfos      *[]Info `json:\"trunkDidInfoList\"` // nil when it is missing\n}\n\nfunc readDidReports(items []json.RawMessage) ([]DidReport, error) {\n\tvar reports []DidReport\n\tfor _, item := range items {\n\t\tvar report DidReport\n\t\tif err := json.Unmarshal(item, &report); err != nil {\n\t\t\treturn nil, err // 422, and nothing has been stored yet\n\t\t}\n\t\tif report.SN == nil || report.UpdateTime == nil || report.Infos == nil {\n\t\t\treturn nil, errors.New(\"a field is missing\")\n\t\t}\n\t\treports = append(reports, report)\n\t}\n\treturn reports, nil\n}"
      }
    }
  },
  "compare-in-full": {
    "title": "Compare the whole signature, in constant time",
    "text": "Compute what the signature has to be, and compare the two texts from end to end. A missing or empty signature is a wrong one, not an exception. A plain comparison stops at the first character that differs, and how long it took tells a patient forger how far he has come; the functions for comparing secrets do not stop. Some of them throw when the lengths or the kinds of text differ: compare bytes.",
    "code": {
      "ts": {
        "wrong": "import { createHmac } from 'node:crypto';\n\n// Without a signature nothing is compared, and the message passes.\nfunction isGenuine(secret: string, body: Uint8Array, signature?: string): boolean {\n  const expected = createHmac('sha256', secret).update(body).digest('base64');\n  if (signature && signature !== expected) return false;\n  return true;\n}",
        "right": "import { createHmac, timingSafeEqual } from 'node:crypto';\n\nfunction isGenuine(secret: string, body: Uint8Array, signature = ''): boolean {\n  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));\n  const actual = Buffer.from(signature);\n  return actual.length === expected.length && timingSafeEqual(actual, expected);\n}"
      },
      "py": {
        "wrong": "import base64\nimport hashlib\nimport hmac\n\n\n# Without a signature nothing is compared, and the message passes.\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()\n    if signature and signature != base64.b64encode(digest).decode():\n        return False\n    return True",
        "right": "import base64\nimport hashlib\nimport hmac\n\n\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()\n    actual = (signature or \"\").encode()\n    return hmac.compare_digest(base64.b64encode(digest), actual)"
      },
      "php": {
        "wrong": "// Without a signature nothing is compared, and the message passes.\nfunction isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    $expected = base64_encode(hash_hmac('sha256', $body, $secret, true));\n    return !$signature || $signature == $expected;\n}",
        "right": "function isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    $expected = base64_encode(hash_hmac('sha256', $body, $secret, true));\n    return hash_equals($expected, $signature ?? '');\n}"
      },
      "java": {
        "wrong": "// Without a signature nothing is compared, and the message passes.\nstatic boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    String expected = Base64.getEncoder().encodeToString(mac.doFinal(body));\n    return signature == null || signature.isEmpty() || signature.equals(expected);\n}",
        "right": "static boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    byte[] expected = Base64.getEncoder().encode(mac.doFinal(body));\n    byte[] actual = signature == null ? new byte[0] : signature.getBytes(StandardCharsets.UTF_8);\n    return MessageDigest.isEqual(expected, actual);\n}"
      },
      "go": {
        "wrong": "// Without a signature nothing is compared, and the message passes.\nfunc isGenuine(secret string, body []byte, signature string) bool {\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\texpected := base64.StdEncoding.EncodeToString(mac.Sum(nil))\n\treturn signature == \"\" || signature == expected\n}",
        "right": "func isGenuine(secret string, body []byte, signature string) bool {\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\texpected := base64.StdEncoding.EncodeToString(mac.Sum(nil))\n\treturn hmac.Equal([]byte(signature), []byte(expected))\n}"
      }
    }
  },
  "key-and-digest": {
    "title": "Take the secret as text, and write the digest as Base64",
    "text": "The key of the HMAC is the text of the secret as YCM shows it, 32 characters: it looks like Base64, and is not to be decoded. The digest is 32 bytes, written as Base64 with padding: 44 characters, of which `+` and `/` are two. It is not hex, has no prefix, and as the value of a header it is not URL-encoded.",
    "code": {
      "ts": {
        "wrong": "import { createHmac } from 'node:crypto';\n\n// Decodes the secret, and writes the digest in hex: no genuine message passes.\nfunction isGenuine(secret: string, body: Uint8Array, signature?: string): boolean {\n  const key = Buffer.from(secret, 'base64');\n  return createHmac('sha256', key).update(body).digest('hex') === signature?.toLowerCase();\n}",
        "right": "import { createHmac, timingSafeEqual } from 'node:crypto';\n\nfunction isGenuine(secret: string, body: Uint8Array, signature = ''): boolean {\n  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));\n  const actual = Buffer.from(signature);\n  return actual.length === expected.length && timingSafeEqual(actual, expected);\n}"
      },
      "py": {
        "wrong": "import hashlib\nimport hmac\nfrom urllib.parse import unquote_plus\n\n\n# Writes the digest in hex, and makes a space of each + in the header.\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()\n    return hmac.compare_digest(expected, unquote_plus(signature or \"\"))",
        "right": "import base64\nimport hashlib\nimport hmac\n\n\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()\n    actual = (signature or \"\").encode()\n    return hmac.compare_digest(base64.b64encode(digest), actual)"
      },
      "php": {
        "wrong": "// hash_hmac writes hex unless its last argument is true: this is Base64 of hex.\nfunction isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    $expected = base64_encode(hash_hmac('sha256', $body, $secret));\n    return hash_equals($expected, $signature ?? '');\n}",
        "right": "function isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    $expected = base64_encode(hash_hmac('sha256', $body, $secret, true));\n    return hash_equals($expected, $signature ?? '');\n}"
      },
      "java": {
        "wrong": "// The URL-safe alphabet has - and _ for + and /: three of four genuine messages are refused.\nstatic boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    byte[] expected = Base64.getUrlEncoder().encode(mac.doFinal(body));\n    return signature != null && MessageDigest.isEqual(expected, signature.getBytes());\n}",
        "right": "static boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    byte[] expected = Base64.getEncoder().encode(mac.doFinal(body));\n    byte[] actual = signature == null ? new byte[0] : signature.getBytes(StandardCharsets.UTF_8);\n    return MessageDigest.isEqual(expected, actual);\n}"
      },
      "go": {
        "wrong": "// Writes the digest in hex: no genuine message passes.\nfunc isGenuine(secret string, body []byte, signature string) bool {\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\treturn signature == fmt.Sprintf(\"%x\", mac.Sum(nil))\n}",
        "right": "func isGenuine(secret string, body []byte, signature string) bool {\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\texpected := base64.StdEncoding.EncodeToString(mac.Sum(nil))\n\treturn hmac.Equal([]byte(signature), []byte(expected))\n}"
      }
    }
  },
  "mark-with-the-work": {
    "title": "Mark a message as seen together with its work",
    "text": "Where a message leads to something that cannot be replaced, such as a mail or an entry in a ledger, it has to be marked as seen. Write the mark and the effect in one transaction. A mark before the work loses the message when the work fails, since its retry is taken for a repetition; one after the work, or after the answer, does the work twice. A repetition is answered 2xx: the sender only wants to hear that it arrived. The key is what makes a report what it is: PBX, kind, `updateTime` and content.",
    "code": {
      "ts": {
        "wrong": "// Marked before the work: when the work fails, the retry finds the mark, and the message is lost.\nif (seen.has(key)) return response.sendStatus(409);\nseen.add(key);\nawait addToLedger(report);\nresponse.sendStatus(204);",
        "right": "await transaction(db, async (tx) => {\n  const mark = await tx.query('INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING', [key]);\n  if (mark.rowCount === 1) await addToLedger(tx, report);\n});\nresponse.sendStatus(204); // for a repetition as well; a failed transaction is a 500"
      },
      "py": {
        "wrong": "# Marked before the work, in a transaction of its own, and a repetition is refused.\ndef handle(key, report):\n    if not mark_as_seen(key):\n        abort(409)\n    add_to_ledger(report)\n    return \"\", 204",
        "right": "def handle(key, report):\n    with db:  # both or none; an exception is a 500, and YCM sends again\n        mark = db.execute(\"INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING\", (key,))\n        if mark.rowcount == 1:\n            add_to_ledger(db, report)\n    return \"\", 204"
      },
      "php": {
        "wrong": "// Every error is swallowed: it is acknowledged, and never sent again.\ntry {\n    markAsSeen($key);\n    addToLedger($report);\n} catch (Throwable $error) {\n    error_log($error->getMessage());\n}\nhttp_response_code(200);",
        "right": "$db->beginTransaction();\ntry {\n    $mark = $db->prepare('INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING');\n    $mark->execute([$key]);\n    if ($mark->rowCount() === 1) {\n        addToLedger($db, $report);\n    }\n    $db->commit();\n    http_response_code(204);\n} catch (Throwable $error) {\n    $db->rollBack();\n    http_response_code(500);\n}"
      },
      "java": {
        "wrong": "// Marked in Redis, worked in SQL: whatever comes between them loses the message or does it twice.\nResponseEntity<Void> handle(String key, Report report) {\n    if (!redis.opsForValue().setIfAbsent(key, \"seen\")) return ResponseEntity.status(409).build();\n    addToLedger(report);\n    return ResponseEntity.noContent().build();\n}",
        "right": "@Transactional // both or none; an exception is a 500, and YCM sends again\npublic void handle(String key, Report report) {\n    int marks = jdbc.update(\"INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING\", key);\n    if (marks == 1) addToLedger(report);\n}"
      },
      "go": {
        "wrong": "// The context ends when the sender leaves: marked, but not worked.\nfunc handle(w http.ResponseWriter, r *http.Request, key string, report Report) {\n\tif !markAsSeen(key) {\n\t\tw.WriteHeader(http.StatusConflict)\n\t\treturn\n\t}\n\taddToLedger(r.Context(), report)\n\tw.WriteHeader(http.StatusNoContent)\n}",
        "right": "func handle(ctx context.Context, key string, report Report) error {\n\ttx, err := db.BeginTx(context.WithoutCancel(ctx), nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer tx.Rollback()\n\tmark, err := tx.Exec(\"INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING\", key)\n\tif err != nil {\n\t\treturn err\n\t}\n\tif rows, _ := mark.RowsAffected(); rows == 1 {\n\t\tif err := addToLedger(tx, report); err != nil {\n\t\t\treturn err // 500, and YCM sends again\n\t\t}\n\t}\n\treturn tx.Commit()\n}"
      }
    }
  },
  "newest-wins": {
    "title": "Replace by PBX, and let the newest win",
    "text": "A message has no id, and the list in it is a snapshot. So keep one row for each PBX and kind of report, with the `updateTime` that it came from, and let one atomic write decide: what is newer replaces the row, what is older or the same changes nothing. Repetitions, late retries and copies at the same moment then need no care of their own. The guard is the row, so it does not forget, not even after a `pce_delete`, which empties the list and keeps the row. Two different reports of the same second cannot be ordered: here the later to arrive counts. Whether the write changed a row says whether there is news to pass on, such as a mail.",
    "code": {
      "ts": {
        "wrong": "// Two copies at the same moment both find nothing, and the list only grows.\nconst known = await db.query('SELECT 1 FROM seen WHERE body = $1', [body]);\nif (known.rowCount === 0) {\n  for (const { did } of report.trunkDidInfoList) {\n    await db.query('INSERT INTO dids (sn, did) VALUES ($1, $2)', [report.sn, did]);\n  }\n  await db.query('INSERT INTO seen (body) VALUES ($1)', [body]);\n}",
        "right": "const upsert = `\n  INSERT INTO pbx_dids AS known (sn, dids, update_time) VALUES ($1, $2, $3)\n  ON CONFLICT (sn) DO UPDATE SET dids = excluded.dids, update_time = excluded.update_time\n  WHERE excluded.update_time > known.update_time\n     OR (excluded.update_time = known.update_time AND excluded.dids <> known.dids)`;\n\nasync function storeDids(sn: string, dids: string[], updateTime: number): Promise<boolean> {\n  const { rowCount } = await db.query(upsert, [sn, JSON.stringify(dids.toSorted()), updateTime]);\n  return rowCount === 1;\n}"
      },
      "py": {
        "wrong": "# The last to arrive wins: the retry of an older report brings DIDs back that are gone.\ndef store_dids(sn, dids, update_time):\n    with db:\n        db.execute(\"REPLACE INTO pbx_dids (sn, dids) VALUES (?, ?)\", (sn, json.dumps(dids)))",
        "right": "UPSERT = \"\"\"\n    INSERT INTO pbx_dids (sn, dids, update_time) VALUES (?, ?, ?)\n    ON CONFLICT (sn) DO UPDATE SET dids = excluded.dids, update_time = excluded.update_time\n    WHERE excluded.update_time > pbx_dids.update_time\n       OR (excluded.update_time = pbx_dids.update_time AND excluded.dids <> pbx_dids.dids)\n\"\"\"\n\n\ndef store_dids(sn, dids, update_time):\n    with db:\n        return db.execute(UPSERT, (sn, json.dumps(sorted(dids)), update_time)).rowcount == 1"
      },
      "php": {
        "wrong": "// Looks, then writes: two workers both find the older one. One clock for two kinds of report.\n$known = $db->query(\"SELECT update_time FROM pbx WHERE sn = \" . $db->quote($sn))->fetchColumn();\nif ($known === false || $known < $updateTime) {\n    foreach ($dids as $did) {\n        $db->prepare('INSERT INTO dids (sn, did) VALUES (?, ?)')->execute([$sn, $did]);\n    }\n    $db->prepare('UPDATE pbx SET update_time = ? WHERE sn = ?')->execute([$updateTime, $sn]);\n}",
        "right": "const UPSERT = 'INSERT INTO pbx_dids (sn, dids, update_time) VALUES (?, ?, ?)\n    ON CONFLICT (sn) DO UPDATE SET dids = excluded.dids, update_time = excluded.update_time\n    WHERE excluded.update_time > pbx_dids.update_time\n       OR (excluded.update_time = pbx_dids.update_time AND excluded.dids <> pbx_dids.dids)';\n\nfunction storeDids(PDO $db, string $sn, array $dids, int $updateTime): bool\n{\n    sort($dids);\n    $statement = $db->prepare(UPSERT);\n    $statement->execute([$sn, json_encode($dids), $updateTime]);\n    return $statement->rowCount() === 1;\n}"
      },
      "java": {
        "wrong": "// The last to arrive wins, and what it brings is added to what is there.\nvoid storeDids(String sn, List<String> dids, long updateTime) {\n    Set<String> known = pbxs.computeIfAbsent(sn, key -> new HashSet<>());\n    known.addAll(dids);\n}",
        "right": "static final String UPSERT = \"\"\"\n    INSERT INTO pbx_dids AS known (sn, dids, update_time) VALUES (?, ?, ?)\n    ON CONFLICT (sn) DO UPDATE SET dids = excluded.dids, update_time = excluded.update_time\n    WHERE excluded.update_time > known.update_time\n       OR (excluded.update_time = known.update_time AND excluded.dids <> known.dids)\n    \"\"\";\n\nboolean storeDids(String sn, List<String> dids, long updateTime) throws Exception {\n    List<String> sorted = dids.stream().sorted().toList();\n    return jdbc.update(UPSERT, sn, mapper.writeValueAsString(sorted), updateTime) == 1;\n}"
      },
      "go": {
        "wrong": "// A cache forgets after an hour: a repetition is then applied over what is newer.\nfunc storeDids(sn string, dids []string, updateTime int64) {\n\tkey := fmt.Sprint(sn, dids, updateTime)\n\tif seen.SetIfAbsent(key, time.Hour) {\n\t\tpbxs[sn] = dids\n\t}\n}",
        "right": "const upsert = `\n\tINSERT INTO pbx_dids AS known (sn, dids, update_time) VALUES ($1, $2, $3)\n\tON CONFLICT (sn) DO UPDATE SET dids = excluded.dids, update_time = excluded.update_time\n\tWHERE excluded.update_time > known.update_time\n\t   OR (excluded.update_time = known.update_time AND excluded.dids <> known.dids)`\n\nfunc storeDids(ctx context.Context, sn string, dids []string, updateTime int64) (bool, error) {\n\tsorted := append([]string{}, dids...)\n\tslices.Sort(sorted)\n\tlist, err := json.Marshal(sorted)\n\tif err != nil {\n\t\treturn false, err\n\t}\n\tresult, err := db.ExecContext(ctx, upsert, sn, string(list), updateTime)\n\tif err != nil {\n\t\treturn false, err\n\t}\n\trows, err := result.RowsAffected()\n\treturn rows == 1, err\n}"
      }
    }
  },
  "one-header": {
    "title": "Find one X-Signature, in whatever case",
    "text": "Names of headers are case-insensitive, and proxies rewrite them: ask the framework's own method, not a plain map of names. When the header comes twice, refuse: another program on the way may have looked at the other one. Where a server joins the two by a comma, the joined text is no signature, and the comparison refuses it by itself.",
    "code": {
      "ts": {
        "wrong": "// The raw list minds the case: a proxy that writes \"x-signature\" makes this undefined.\nfunction signatureOf(request: IncomingMessage): string | undefined {\n  const at = request.rawHeaders.indexOf('X-Signature');\n  return at < 0 ? undefined : request.rawHeaders[at + 1];\n}",
        "right": "function signatureOf(request: IncomingMessage): string | undefined {\n  const values = request.headersDistinct['x-signature'] ?? [];\n  return values.length === 1 ? values[0] : undefined;\n}"
      },
      "py": {
        "wrong": "# A plain dict minds the case: a proxy that writes \"x-signature\" makes this None.\ndef signature_of(request):\n    return dict(request.headers).get(\"X-Signature\")",
        "right": "def signature_of(request):\n    values = request.headers.getlist(\"X-Signature\")\n    return values[0] if len(values) == 1 else None"
      },
      "php": {
        "wrong": "// Some servers keep the case as it was sent: \"x-signature\" is not found.\nfunction signatureOf(): ?string\n{\n    return getallheaders()['X-Signature'] ?? null;\n}",
        "right": "// Every server writes it so, whatever the case it came in.\nfunction signatureOf(): ?string\n{\n    return $_SERVER['HTTP_X_SIGNATURE'] ?? null;\n}"
      },
      "java": {
        "wrong": "// A HashMap minds the case, and keeps the last of two.\nstatic String signatureOf(HttpServletRequest request) {\n    Map<String, String> headers = new HashMap<>();\n    for (String name : Collections.list(request.getHeaderNames())) {\n        headers.put(name, request.getHeader(name));\n    }\n    return headers.get(\"X-Signature\");\n}",
        "right": "static String signatureOf(HttpServletRequest request) {\n    List<String> values = Collections.list(request.getHeaders(\"X-Signature\"));\n    return values.size() == 1 ? values.get(0) : null;\n}"
      },
      "go": {
        "wrong": "// Get takes the first of two, and whoever stands in front may have looked at the other.\nfunc signatureOf(r *http.Request) string {\n\treturn r.Header.Get(\"X-Signature\")\n}",
        "right": "func signatureOf(r *http.Request) string {\n\tvalues := r.Header.Values(\"X-Signature\")\n\tif len(values) != 1 {\n\t\treturn \"\"\n\t}\n\treturn values[0]\n}"
      }
    }
  },
  "one-key-only": {
    "title": "Accept one key, one digest and one way of writing it",
    "text": "Each webhook has one secret, and YCM signs in one way. Whatever else is accepted \"to be on the safe side\" is a second door: an empty secret is known to everybody, an old one may be known to somebody, and a digest without a key can be computed by anyone. Refuse to start without a secret, and let nothing in the request choose the algorithm.",
    "code": {
      "ts": {
        "wrong": "import { createHash, createHmac } from 'node:crypto';\n\n// Without a configured secret the key is empty, and a digest without a key passes as well.\nfunction isGenuine(secret: string | undefined, body: Uint8Array, signature = ''): boolean {\n  const keyed = createHmac('sha256', secret ?? '')\n    .update(body)\n    .digest();\n  const plain = createHash('sha256').update(body).digest();\n  return [keyed, plain].some((digest) => digest.equals(Buffer.from(signature, 'base64')));\n}",
        "right": "import { createHmac, timingSafeEqual } from 'node:crypto';\n\nfunction isGenuine(secret: string | undefined, body: Uint8Array, signature = ''): boolean {\n  if (!secret) throw new Error('YCM_WEBHOOK_SECRET is not set');\n  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));\n  const actual = Buffer.from(signature);\n  return actual.length === expected.length && timingSafeEqual(actual, expected);\n}"
      },
      "py": {
        "wrong": "import base64\nimport hmac\n\n\n# The header chooses the algorithm: \"sha1=…\" and \"md5=…\" pass as well.\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    name, _, value = (signature or \"\").partition(\"=\")\n    if name not in (\"sha256\", \"sha1\", \"md5\"):\n        name, value = \"sha256\", signature or \"\"\n    digest = hmac.new(secret.encode(), body, name).digest()\n    return value in (base64.b64encode(digest).decode(), digest.hex())",
        "right": "import base64\nimport hashlib\nimport hmac\n\n\ndef is_genuine(secret: str, body: bytes, signature: str | None) -> bool:\n    if not secret:\n        raise RuntimeError(\"YCM_WEBHOOK_SECRET is not set\")\n    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()\n    actual = (signature or \"\").encode()\n    return hmac.compare_digest(base64.b64encode(digest), actual)"
      },
      "php": {
        "wrong": "// Accepts older digests and hex beside the one that YCM sends.\nfunction isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    foreach (['sha256', 'sha1', 'md5'] as $algorithm) {\n        $digest = hash_hmac($algorithm, $body, $secret, true);\n        if (in_array($signature, [base64_encode($digest), bin2hex($digest)], true)) {\n            return true;\n        }\n    }\n    return false;\n}",
        "right": "function isGenuine(string $secret, string $body, ?string $signature): bool\n{\n    if ($secret === '') {\n        throw new RuntimeException('YCM_WEBHOOK_SECRET is not set');\n    }\n    $expected = base64_encode(hash_hmac('sha256', $body, $secret, true));\n    return hash_equals($expected, $signature ?? '');\n}"
      },
      "java": {
        "wrong": "// Decodes what came: hex and unpadded Base64 of the digest pass as well.\nstatic boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    byte[] digest = mac.doFinal(body);\n    if (HexFormat.of().formatHex(digest).equalsIgnoreCase(signature)) return true;\n    return MessageDigest.isEqual(digest, Base64.getMimeDecoder().decode(signature));\n}",
        "right": "static boolean isGenuine(String secret, byte[] body, String signature) throws Exception {\n    if (secret == null || secret.isEmpty()) {\n        throw new IllegalStateException(\"YCM_WEBHOOK_SECRET is not set\");\n    }\n    Mac mac = Mac.getInstance(\"HmacSHA256\");\n    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), \"HmacSHA256\"));\n    byte[] expected = Base64.getEncoder().encode(mac.doFinal(body));\n    byte[] actual = signature == null ? new byte[0] : signature.getBytes(StandardCharsets.UTF_8);\n    return MessageDigest.isEqual(expected, actual);\n}"
      },
      "go": {
        "wrong": "// Takes hex and a prefix as well.\nfunc isGenuine(secret string, body []byte, signature string) bool {\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\tdigest := mac.Sum(nil)\n\tvalue := strings.TrimPrefix(signature, \"sha256=\")\n\treturn value == base64.StdEncoding.EncodeToString(digest) || value == fmt.Sprintf(\"%x\", digest)\n}",
        "right": "func isGenuine(secret string, body []byte, signature string) bool {\n\tif secret == \"\" {\n\t\tpanic(\"YCM_WEBHOOK_SECRET is not set\")\n\t}\n\tmac := hmac.New(sha256.New, []byte(secret))\n\tmac.Write(body)\n\texpected := base64.StdEncoding.EncodeToString(mac.Sum(nil))\n\treturn hmac.Equal([]byte(signature), []byte(expected))\n}"
      }
    }
  },
  "one-route": {
    "title": "Serve one method at one URL, and end the answer",
    "text": "Configure in YCM the very URL that is served, with its scheme and its slash: a redirect is no 2xx. Route the one method that is selected there, and answer 405 to the others. Then end the answer: a status without a body is all that YCM wants.",
    "code": {
      "ts": {
        "wrong": "// Any method gets in, a browser is sent to the login, and the answer never ends.\napp.use(requireLogin);\napp.all('/ycm', raw, checked, (request, response) => {\n  store(request.body);\n  response.status(200).write('ok');\n});",
        "right": "app.post('/ycm', raw, checked, (request, response) => {\n  store(request.body);\n  response.status(204).end();\n});\napp.all('/ycm', (_request, response) => {\n  response.status(405).set('Allow', 'POST').end();\n});\napp.use(requireLogin); // for everything else"
      },
      "py": {
        "wrong": "# A rule with a slash at its end redirects what comes without it, and any method gets in.\n@app.route(\"/ycm/\", methods=[\"GET\", \"POST\", \"PUT\", \"PATCH\", \"DELETE\"])\n@login_required\ndef ycm():\n    store(checked_body())\n    return Response(endless_log(), status=200)",
        "right": "# Flask answers 405 to every other method by itself.\n@app.post(\"/ycm\")\ndef ycm():\n    store(checked_body())\n    return \"\", 204"
      },
      "php": {
        "wrong": "// Any method gets in, a stranger is sent to the login page, and the length is wrong.\nsession_start();\nif (!isset($_SESSION['user'])) {\n    header('Location: /login');\n    exit;\n}\nstore(checkedBody());\nheader('Content-Length: 100');\necho 'ok';",
        "right": "if ($_SERVER['REQUEST_METHOD'] !== 'POST') {\n    header('Allow: POST');\n    http_response_code(405);\n    exit;\n}\nstore(checkedBody());\nhttp_response_code(204);"
      },
      "java": {
        "wrong": "// Any method gets in, and Spring Security sends a stranger to its login page.\n@RequestMapping(\"/ycm\")\nString ycm(@RequestBody byte[] body) {\n    store(body);\n    return \"redirect:/done\";\n}",
        "right": "@PostMapping(\"/ycm\") // Spring answers 405 to every other method by itself\nResponseEntity<Void> ycm(@RequestBody byte[] body) {\n    store(body);\n    return ResponseEntity.noContent().build();\n}\n\n@Bean\nSecurityFilterChain webhook(HttpSecurity http) throws Exception {\n    return http.securityMatcher(\"/ycm\").csrf(csrf -> csrf.disable())\n        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();\n}"
      },
      "go": {
        "wrong": "// Any method gets in, and \"/ycm/\" redirects what is sent to \"/ycm\".\nfunc routes(mux *http.ServeMux) {\n\tmux.HandleFunc(\"/ycm/\", func(w http.ResponseWriter, r *http.Request) {\n\t\tstore(r)\n\t\tw.Header().Set(\"Content-Length\", \"100\")\n\t\tw.Write([]byte(\"ok\"))\n\t})\n}",
        "right": "// ServeMux answers 405 to every other method by itself.\nfunc routes(mux *http.ServeMux) {\n\tmux.HandleFunc(\"POST /ycm\", func(w http.ResponseWriter, r *http.Request) {\n\t\tstore(r)\n\t\tw.WriteHeader(http.StatusNoContent)\n\t})\n}"
      }
    }
  },
  "quiet-errors": {
    "title": "Answer errors with a status, and keep the rest for the log",
    "text": "Whoever sends a forged message reads the answer to it. The expected signature in an error text is the right signature for what he has sent; a stack trace tells him versions and paths. Answer a status and a fixed sentence, catch what one request throws so that it ends this request only, and write the rest to the log, but never the secret.",
    "code": {
      "ts": {
        "wrong": "// The answer holds the signature that would have passed, and the stack of what went wrong.\nif (signature !== expected) return response.status(401).send(`expected ${expected}`);\napp.use((error, request, response, next) => response.status(500).send(error.stack));",
        "right": "if (!isGenuine(secret, body, signature)) return response.status(401).send('Wrong signature.');\napp.use((error: Error, request: Request, response: Response, next: NextFunction) => {\n  log.error(error);\n  response.status(500).send('Something went wrong here.');\n});"
      },
      "py": {
        "wrong": "# The answer holds the signature that would have passed; the debugger shows the source.\ndef refuse(expected, signature):\n    return f\"expected {expected}, got {signature}\", 401\n\n\napp.run(debug=True)",
        "right": "@app.errorhandler(Exception)\ndef quietly(error):\n    if isinstance(error, HTTPException):\n        return \"\", error.code\n    app.logger.exception(\"a webhook failed\")\n    return \"Something went wrong here.\", 500"
      },
      "php": {
        "wrong": "// The answer holds the signature that would have passed, and errors go to the page.\nini_set('display_errors', '1');\nif ($signature !== $expected) {\n    http_response_code(401);\n    echo \"expected $expected, got $signature\";\n    exit;\n}",
        "right": "ini_set('display_errors', '0');\nini_set('log_errors', '1');\nif (!isGenuine($secret, $body, $signature)) {\n    http_response_code(401);\n    echo 'The signature is wrong.';\n    exit;\n}"
      },
      "java": {
        "wrong": "// The trace goes to whoever asks.\n@ExceptionHandler(Exception.class)\nResponseEntity<String> loudly(Exception error) {\n    StringWriter trace = new StringWriter();\n    error.printStackTrace(new PrintWriter(trace));\n    return ResponseEntity.status(500).body(trace.toString());\n}",
        "right": "// server.error.include-stacktrace=never, which is the default\n@ExceptionHandler(Exception.class)\nResponseEntity<String> quietly(Exception error) {\n    log.error(\"a webhook failed\", error);\n    return ResponseEntity.status(500).body(\"Something went wrong here.\");\n}"
      },
      "go": {
        "wrong": "// The trace goes to whoever asks.\nfunc guarded(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n\t\tdefer func() {\n\t\t\tif problem := recover(); problem != nil {\n\t\t\t\thttp.Error(w, string(debug.Stack()), http.StatusInternalServerError)\n\t\t\t}\n\t\t}()\n\t\tnext.ServeHTTP(w, r)\n\t})\n}",
        "right": "func guarded(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n\t\tdefer func() {\n\t\t\tif problem := recover(); problem != nil {\n\t\t\t\tlog.Printf(\"a webhook failed: %v\\n%s\", problem, debug.Stack())\n\t\t\t\thttp.Error(w, \"Something went wrong here.\", http.StatusInternalServerError)\n\t\t\t}\n\t\t}()\n\t\tnext.ServeHTTP(w, r)\n\t})\n}"
      }
    }
  },
  "read-to-the-end": {
    "title": "Read the body to its end, within a bound",
    "text": "A body comes in as many pieces as the line makes of it, with a Content-Length or in chunks. Read until it ends, and no further than a bound: real messages stay below 1 MiB. One that breaks off on the way is no message, and leaves no trace. Read also the body of what you refuse, or close the connection with the answer: what is left unread is taken for the next request.",
    "code": {
      "ts": {
        "wrong": "// The first piece is taken for the whole, which holds until the line is bad.\nfunction readBody(request: IncomingMessage): Promise<Buffer> {\n  return new Promise((resolve) => request.once('data', resolve));\n}",
        "right": "const maxBytes = 1024 * 1024;\n\n/** Undefined when it is too large: answer 413. Rejects when the sender leaves: store nothing. */\nasync function readBody(request: IncomingMessage): Promise<Buffer | undefined> {\n  const chunks: Buffer[] = [];\n  let bytes = 0;\n  for await (const chunk of request) {\n    bytes += chunk.length;\n    if (bytes <= maxBytes) chunks.push(chunk);\n  }\n  return bytes <= maxBytes ? Buffer.concat(chunks) : undefined;\n}"
      },
      "py": {
        "wrong": "# A chunked body has no Content-Length, so nothing is read; and a huge one is read whole.\ndef read_body(request):\n    return request.stream.read(int(request.headers.get(\"Content-Length\", 0)))",
        "right": "# Flask reads to the end by itself, chunks too, and answers 413 beyond the bound.\napp.config[\"MAX_CONTENT_LENGTH\"] = 1024 * 1024\n\n\ndef read_body(request):\n    return request.get_data()"
      },
      "php": {
        "wrong": "// Takes what is there now for the whole, and never more than 8 KiB.\nfunction readBody(): string\n{\n    return fread(fopen('php://input', 'rb'), 8192);\n}",
        "right": "/** Null when it is too large: answer 413. */\nfunction readBody(int $maxBytes = 1024 * 1024): ?string\n{\n    $body = stream_get_contents(fopen('php://input', 'rb'), $maxBytes + 1);\n    return strlen($body) <= $maxBytes ? $body : null;\n}"
      },
      "java": {
        "wrong": "// One read gives what has arrived so far.\nstatic byte[] readBody(HttpServletRequest request) throws IOException {\n    byte[] body = new byte[request.getContentLength()];\n    request.getInputStream().read(body);\n    return body;\n}",
        "right": "/** Null when it is too large: answer 413. It throws when the sender leaves: store nothing. */\nstatic byte[] readBody(HttpServletRequest request) throws IOException {\n    int maxBytes = 1024 * 1024;\n    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);\n    return body.length <= maxBytes ? body : null;\n}"
      },
      "go": {
        "wrong": "// One Read gives what has arrived so far, and the error that says more is not looked at.\nfunc readBody(r *http.Request) []byte {\n\tbody := make([]byte, 64*1024)\n\tn, _ := r.Body.Read(body)\n\treturn body[:n]\n}",
        "right": "// An error says that it is too large (answer 413), or that the sender left: store nothing.\nfunc readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {\n\treturn io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))\n}"
      }
    }
  },
  "sign-raw-bytes": {
    "title": "Sign the bytes that arrived",
    "text": "The signature covers the body byte for byte: spacing, order of keys, escapes and a line break at the end are part of it, and a parser throws them away. Read the body raw, whatever its Content-Type says, check it, and parse it after that. `isGenuine` is in \"Compare the whole signature, in constant time\".",
    "code": {
      "ts": {
        "wrong": "// Signs what was parsed and written again: another spacing, escape or number form, and it differs.\napp.post('/ycm', express.json(), (request, response) => {\n  const body = Buffer.from(JSON.stringify(request.body));\n  if (!isGenuine(secret, body, request.get('x-signature'))) return response.sendStatus(401);\n  store(request.body);\n  response.sendStatus(204);\n});",
        "right": "app.post('/ycm', express.raw({ type: () => true, limit: '1mb' }), (request, response) => {\n  const body: Buffer = request.body ?? Buffer.alloc(0);\n  if (!isGenuine(secret, body, request.get('x-signature'))) return response.sendStatus(401);\n  store(JSON.parse(body.toString('utf8')));\n  response.sendStatus(204);\n});"
      },
      "py": {
        "wrong": "# Signs what was parsed and written again: json.dumps puts spaces in and escapes what is not ASCII.\n@app.post(\"/ycm\")\ndef ycm():\n    body = json.dumps(request.get_json()).encode()\n    if not is_genuine(secret, body, request.headers.get(\"X-Signature\")):\n        abort(401)\n    store(request.get_json())\n    return \"\", 204",
        "right": "@app.post(\"/ycm\")\ndef ycm():\n    body = request.get_data()\n    if not is_genuine(secret, body, request.headers.get(\"X-Signature\")):\n        abort(401)\n    store(json.loads(body))\n    return \"\", 204"
      },
      "php": {
        "wrong": "// Signs what was parsed and written again: json_encode escapes slashes and what is not ASCII.\n$message = json_decode(file_get_contents('php://input'), true);\n$body = json_encode($message);\nif (!isGenuine($secret, $body, $_SERVER['HTTP_X_SIGNATURE'] ?? '')) {\n    http_response_code(401);\n    exit;\n}\nstore($message);\nhttp_response_code(204);",
        "right": "$body = file_get_contents('php://input');\nif (!isGenuine($secret, $body, $_SERVER['HTTP_X_SIGNATURE'] ?? '')) {\n    http_response_code(401);\n    exit;\n}\nstore(json_decode($body, true));\nhttp_response_code(204);"
      },
      "java": {
        "wrong": "// Signs what was parsed and written again: order of keys and spacing are Jackson's, not YCM's.\n@PostMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody List<Report> reports,\n        @RequestHeader(name = \"X-Signature\", required = false) String signature) throws Exception {\n    byte[] body = mapper.writeValueAsBytes(reports);\n    if (!isGenuine(secret, body, signature)) return ResponseEntity.status(401).build();\n    store(reports);\n    return ResponseEntity.noContent().build();\n}",
        "right": "@PostMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody(required = false) byte[] raw,\n        @RequestHeader(name = \"X-Signature\", required = false) String signature) throws Exception {\n    byte[] body = raw == null ? new byte[0] : raw;\n    if (!isGenuine(secret, body, signature)) return ResponseEntity.status(401).build();\n    store(mapper.readTree(body));\n    return ResponseEntity.noContent().build();\n}"
      },
      "go": {
        "wrong": "// Signs what was parsed and written again: Marshal escapes <, > and &, and drops unknown fields.\nfunc ycm(w http.ResponseWriter, r *http.Request) {\n\tvar reports []Report\n\tjson.NewDecoder(r.Body).Decode(&reports)\n\tbody, _ := json.Marshal(reports)\n\tif !isGenuine(secret, body, r.Header.Get(\"X-Signature\")) {\n\t\tw.WriteHeader(http.StatusUnauthorized)\n\t\treturn\n\t}\n\tstore(reports)\n\tw.WriteHeader(http.StatusNoContent)\n}",
        "right": "func ycm(w http.ResponseWriter, r *http.Request) {\n\tbody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))\n\tif err != nil {\n\t\tw.WriteHeader(http.StatusRequestEntityTooLarge)\n\t\treturn\n\t}\n\tif !isGenuine(secret, body, r.Header.Get(\"X-Signature\")) {\n\t\tw.WriteHeader(http.StatusUnauthorized)\n\t\treturn\n\t}\n\tstore(body)\n\tw.WriteHeader(http.StatusNoContent)\n}"
      }
    }
  },
  "store-then-answer": {
    "title": "Store, answer, and work after that",
    "text": "YCM waits 3 to 10 seconds for the answer, and sends again when none came. Before the answer do what cannot be made up for: check the message, and write it to disk. Everything that waits for somebody else comes after the answer, from the table in which it was stored, so that neither a slow service nor a restart loses anything.",
    "code": {
      "ts": {
        "wrong": "// The CRM's bad day becomes YCM's timeout; and what is only in memory is gone after a restart.\napp.post('/ycm', raw, checked, async (request, response) => {\n  for (const report of JSON.parse(request.body.toString())) await crm.update(report);\n  response.sendStatus(204);\n});",
        "right": "app.post('/ycm', raw, checked, async (request, response) => {\n  await db.query('INSERT INTO inbox (body) VALUES ($1)', [request.body.toString('utf8')]);\n  response.sendStatus(204);\n});\n\n/** Runs beside the server: takes the oldest message, and deletes it when its work is done. */\nasync function workOff(): Promise<void> {\n  const { rows } = await db.query('SELECT id, body FROM inbox ORDER BY id LIMIT 1');\n  for (const { id, body } of rows) {\n    for (const report of JSON.parse(body)) await crm.update(report);\n    await db.query('DELETE FROM inbox WHERE id = $1', [id]);\n  }\n}"
      },
      "py": {
        "wrong": "# Answers in time, but a thread dies with the process: what was acknowledged is lost.\n@app.post(\"/ycm\")\ndef ycm():\n    body = checked_body()\n    threading.Thread(target=crm.update, args=(body,)).start()\n    return \"\", 204",
        "right": "@app.post(\"/ycm\")\ndef ycm():\n    body = checked_body()\n    with db:  # commits, so that it is on disk before the answer\n        db.execute(\"INSERT INTO inbox (body) VALUES (?)\", (body,))\n    return \"\", 204\n\n\n# Runs in a process of its own: takes the oldest message, and deletes it when its work is done.\ndef work_off():\n    for id, body in db.execute(\"SELECT id, body FROM inbox ORDER BY id LIMIT 1\").fetchall():\n        crm.update(json.loads(body))\n        with db:\n            db.execute(\"DELETE FROM inbox WHERE id = ?\", (id,))"
      },
      "php": {
        "wrong": "// The CRM's bad day becomes YCM's timeout, and the retry does the work once more.\nforeach (json_decode($body, true) as $report) {\n    $crm->update($report);\n}\nhttp_response_code(204);",
        "right": "$db->prepare('INSERT INTO inbox (body) VALUES (?)')->execute([$body]);\nhttp_response_code(204);\n\n// In a worker of its own: takes the oldest message, and deletes it when its work is done.\nfunction workOff(PDO $db, Crm $crm): void\n{\n    foreach ($db->query('SELECT id, body FROM inbox ORDER BY id LIMIT 1')->fetchAll() as $row) {\n        $crm->update(json_decode($row['body'], true));\n        $db->prepare('DELETE FROM inbox WHERE id = ?')->execute([$row['id']]);\n    }\n}"
      },
      "java": {
        "wrong": "// @Async keeps it in memory: answered in time, and lost by a restart.\n@PostMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody byte[] body) {\n    asyncCrm.update(body);\n    return ResponseEntity.noContent().build();\n}",
        "right": "@PostMapping(\"/ycm\")\nResponseEntity<Void> ycm(@RequestBody byte[] body) {\n    jdbc.update(\"INSERT INTO inbox (body) VALUES (?)\", body);\n    return ResponseEntity.noContent().build();\n}\n\n/** Takes the oldest message, and deletes it when its work is done. */\n@Scheduled(fixedDelay = 200)\nvoid workOff() {\n    jdbc.queryForList(\"SELECT id, body FROM inbox ORDER BY id LIMIT 1\").forEach(row -> {\n        crm.update((byte[]) row.get(\"body\"));\n        jdbc.update(\"DELETE FROM inbox WHERE id = ?\", row.get(\"id\"));\n    });\n}"
      },
      "go": {
        "wrong": "// A goroutine dies with the process: what was acknowledged is lost.\nfunc ycm(w http.ResponseWriter, r *http.Request, body []byte) {\n\tgo crm.Update(body)\n\tw.WriteHeader(http.StatusNoContent)\n}",
        "right": "func ycm(w http.ResponseWriter, r *http.Request, body []byte) {\n\t// r.Context() ends when the sender leaves: what has arrived whole is stored all the same.\n\tctx := context.WithoutCancel(r.Context())\n\tif _, err := db.ExecContext(ctx, \"INSERT INTO inbox (body) VALUES (?)\", body); err != nil {\n\t\tw.WriteHeader(http.StatusInternalServerError)\n\t\treturn\n\t}\n\tw.WriteHeader(http.StatusNoContent)\n}"
      }
    }
  },
  "tell-each-item": {
    "title": "Tell each item by itself",
    "text": "One URL gets three shapes. The test message is an object; events are arrays, with one item for each PBX. A DID report has an `event` of four names, a capacity report has none and is known by its `repository`. Anything else comes from a newer YCM: acknowledge it and leave it at that. After `pce_delete` a PBX has no DIDs, whatever list came with it.",
    "code": {
      "ts": {
        "wrong": "// An array has no event: every real message is refused, and the test message works.\nfunction apply(body: DidReport): number {\n  if (body.event === 'test') return 200;\n  if (body.event === 'did_change') return store(body.sn, body.trunkDidInfoList);\n  return 400;\n}",
        "right": "const didEvents = new Set(['did_change', 'did_delete', 'trunk_delete', 'pce_delete']);\n\nfunction apply(message: unknown): void {\n  for (const item of Array.isArray(message) ? message : []) {\n    const { event, sn, updateTime, trunkDidInfoList, repository } = item;\n    if (didEvents.has(event)) {\n      storeDids(sn, event === 'pce_delete' ? [] : trunkDidInfoList, updateTime);\n    } else if (event === undefined && repository !== undefined) {\n      storeCapacity(sn, repository, updateTime);\n    }\n  }\n}"
      },
      "py": {
        "wrong": "# The first item stands for all, and a deletion without a list is an exception.\ndef apply(message):\n    item = message[0]\n    if item[\"event\"] in DID_EVENTS:\n        store_dids(item[\"sn\"], item[\"trunkDidInfoList\"], item[\"updateTime\"])",
        "right": "DID_EVENTS = {\"did_change\", \"did_delete\", \"trunk_delete\", \"pce_delete\"}\n\n\ndef apply(message):\n    for item in message if isinstance(message, list) else []:\n        event = item.get(\"event\")\n        if event in DID_EVENTS:\n            dids = [] if event == \"pce_delete\" else item[\"trunkDidInfoList\"]\n            store_dids(item[\"sn\"], dids, item[\"updateTime\"])\n        elif event is None and \"repository\" in item:\n            store_capacity(item[\"sn\"], item[\"repository\"], item[\"updateTime\"])"
      },
      "php": {
        "wrong": "// What the first item is, all are; and an event of a newer YCM ends it.\nfunction apply(array $message): void\n{\n    $isCapacity = isset($message[0]['repository']);\n    foreach ($message as $item) {\n        $isCapacity ? storeCapacity($item) : storeDids($item['sn'], $item['trunkDidInfoList']);\n    }\n}",
        "right": "const DID_EVENTS = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];\n\nfunction apply(array $message): void\n{\n    foreach (array_is_list($message) ? $message : [] as $item) {\n        $event = $item['event'] ?? null;\n        if (in_array($event, DID_EVENTS, true)) {\n            $dids = $event === 'pce_delete' ? [] : $item['trunkDidInfoList'];\n            storeDids($item['sn'], $dids, $item['updateTime']);\n        } elseif ($event === null && isset($item['repository'])) {\n            storeCapacity($item['sn'], $item['repository'], $item['updateTime']);\n        }\n    }\n}"
      },
      "java": {
        "wrong": "// valueOf throws for an event of a newer YCM, and for a capacity report, which has none.\nvoid apply(JsonNode message) {\n    for (JsonNode item : message) {\n        switch (DidEvent.valueOf(item.get(\"event\").asText())) {\n            case did_change -> storeDids(item.get(\"sn\").asText(), item.get(\"trunkDidInfoList\"));\n            default -> throw new IllegalArgumentException(\"unknown event\");\n        }\n    }\n}",
        "right": "static final Set<String> DID_EVENTS =\n    Set.of(\"did_change\", \"did_delete\", \"trunk_delete\", \"pce_delete\");\n\nvoid apply(JsonNode message) {\n    if (!message.isArray()) return;\n    for (JsonNode item : message) {\n        String event = item.path(\"event\").asText(\"\");\n        String sn = item.path(\"sn\").asText();\n        long updateTime = item.path(\"updateTime\").asLong();\n        if (event.equals(\"pce_delete\")) {\n            storeDids(sn, mapper.createArrayNode(), updateTime);\n        } else if (DID_EVENTS.contains(event)) {\n            storeDids(sn, item.get(\"trunkDidInfoList\"), updateTime);\n        } else if (event.isEmpty() && item.has(\"repository\")) {\n            storeCapacity(sn, item.get(\"repository\"), updateTime);\n        }\n    }\n}"
      },
      "go": {
        "wrong": "// Unmarshal of an array into a struct is an error: every real message is refused.\nfunc apply(body []byte) error {\n\tvar report Report\n\tif err := json.Unmarshal(body, &report); err != nil {\n\t\treturn err\n\t}\n\treturn storeDids(report.SN, report.TrunkDidInfoList, report.UpdateTime)\n}",
        "right": "func apply(body []byte) error {\n\tif !bytes.HasPrefix(bytes.TrimSpace(body), []byte(\"[\")) {\n\t\treturn nil // the test message: nothing to apply\n\t}\n\tvar reports []Report\n\tif err := json.Unmarshal(body, &reports); err != nil {\n\t\treturn err\n\t}\n\tfor _, report := range reports {\n\t\tswitch {\n\t\tcase report.Event == \"pce_delete\":\n\t\t\tstoreDids(report.SN, nil, report.UpdateTime)\n\t\tcase slices.Contains([]string{\"did_change\", \"did_delete\", \"trunk_delete\"}, report.Event):\n\t\t\tstoreDids(report.SN, report.TrunkDidInfoList, report.UpdateTime)\n\t\tcase report.Event == \"\" && report.Repository != nil:\n\t\t\tstoreCapacity(report.SN, report.Repository, report.UpdateTime)\n\t\t}\n\t}\n\treturn nil\n}"
      }
    }
  },
  "text-is-data": {
    "title": "Let text stay text",
    "text": "Names of trunks are typed in by people, and a name may hold quotes, markup, a NUL or half a character. Hand text on as a value: bound parameters for SQL, escaping where a page shows it, a map for looking up events. What your database cannot take is a 400, not a 500 that YCM sends again and again.",
    "code": {
      "ts": {
        "wrong": "// A quote in the name ends the statement; \"constructor\" is found in every object.\nconst handlers = { did_change: storeDids, pce_delete: deletePbx };\nhandlers[report.event](report);\nawait db.query(`UPDATE trunks SET name = '${info.trunkName}' WHERE id = ${info.trunkId}`);",
        "right": "const handlers = new Map([\n  ['did_change', storeDids],\n  ['pce_delete', deletePbx],\n]);\nhandlers.get(report.event)?.(report);\nif (!info.trunkName.isWellFormed() || info.trunkName.includes('\\0')) throw new Refusal(400);\nawait db.query('UPDATE trunks SET name = $1 WHERE id = $2', [info.trunkName, info.trunkId]);"
      },
      "py": {
        "wrong": "# A quote in the name ends the statement, and getattr finds more than was meant.\ndef handle(report, info):\n    getattr(handlers, report[\"event\"])(report)\n    db.execute(f\"UPDATE trunks SET name = '{info['trunkName']}' WHERE id = {info['trunkId']}\")",
        "right": "HANDLERS = {\"did_change\": store_dids, \"pce_delete\": delete_pbx}\n\n\ndef handle(report, info):\n    handler = HANDLERS.get(report[\"event\"])\n    if handler:\n        handler(report)\n    name = info[\"trunkName\"]\n    try:\n        name.encode(\"utf-8\")  # half a character (a lone surrogate) cannot be written\n    except UnicodeEncodeError:\n        abort(400)\n    db.execute(\"UPDATE trunks SET name = ? WHERE id = ?\", (name, info[\"trunkId\"]))"
      },
      "php": {
        "wrong": "// A quote in the name ends the statement, and the event names any function that there is.\n$report['event']($report);\n$db->exec(\"UPDATE trunks SET name = '{$info['trunkName']}' WHERE id = {$info['trunkId']}\");",
        "right": "$handlers = ['did_change' => storeDids(...), 'pce_delete' => deletePbx(...)];\n$handler = $handlers[$report['event']] ?? null;\nif ($handler !== null) {\n    $handler($report);\n}\n$update = $db->prepare('UPDATE trunks SET name = ? WHERE id = ?');\n$update->execute([$info['trunkName'], $info['trunkId']]);"
      },
      "java": {
        "wrong": "// A quote in the name ends the statement.\nvoid rename(Info info) {\n    jdbc.execute(\"UPDATE trunks SET name = '\" + info.trunkName()\n        + \"' WHERE id = \" + info.trunkId());\n}",
        "right": "void rename(Info info) {\n    if (info.trunkName().indexOf('\\0') >= 0) {\n        throw new ResponseStatusException(HttpStatus.BAD_REQUEST);\n    }\n    jdbc.update(\"UPDATE trunks SET name = ? WHERE id = ?\", info.trunkName(), info.trunkId());\n}"
      },
      "go": {
        "wrong": "// A quote in the name ends the statement.\nfunc rename(info Info) error {\n\tsql := fmt.Sprintf(\"UPDATE trunks SET name = '%s' WHERE id = %s\", info.TrunkName, info.TrunkID)\n\t_, err := db.Exec(sql)\n\treturn err\n}",
        "right": "func rename(info Info) error {\n\tif strings.ContainsRune(info.TrunkName, 0) {\n\t\treturn errBadRequest\n\t}\n\t_, err := db.Exec(\"UPDATE trunks SET name = $1 WHERE id = $2\", info.TrunkName, info.TrunkID)\n\treturn err\n}"
      }
    }
  },
  "valid-tls": {
    "title": "Serve a certificate that holds",
    "text": "The certificate is for exactly the host name that is configured in YCM, has not expired, and comes with the certificates between it and its authority: browsers look for a missing one, other programs do not. TLS 1.2 is the oldest version to speak. Most receivers leave this to a proxy such as nginx (`ssl_certificate fullchain.pem; ssl_protocols TLSv1.2 TLSv1.3;`); these serve TLS themselves.",
    "code": {
      "ts": {
        "wrong": "// Without the certificates in between, and open to TLS 1.0.\nconst [key, cert] = [readFileSync('key.pem'), readFileSync('cert.pem')];\ncreateServer({ key, cert, minVersion: 'TLSv1' }, app).listen(443);",
        "right": "const [key, cert] = [readFileSync('key.pem'), readFileSync('fullchain.pem')];\ncreateServer({ key, cert, minVersion: 'TLSv1.2' }, app).listen(443);"
      },
      "py": {
        "wrong": "# Without the certificates in between, and open to TLS 1.0.\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.minimum_version = ssl.TLSVersion.TLSv1\ncontext.load_cert_chain(\"cert.pem\", \"key.pem\")",
        "right": "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\ncontext.load_cert_chain(\"fullchain.pem\", \"key.pem\")"
      },
      "php": {
        "wrong": "// Without the certificates in between, and open to TLS 1.0.\n$context = stream_context_create(['ssl' => ['local_cert' => 'cert.pem', 'local_pk' => 'key.pem']]);\n$flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;\n$server = stream_socket_server('tlsv1.0://0.0.0.0:443', $code, $text, $flags, $context);",
        "right": "$context = stream_context_create(['ssl' => [\n    'local_cert' => 'fullchain.pem',\n    'local_pk' => 'key.pem',\n    'crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_2_SERVER | STREAM_CRYPTO_METHOD_TLSv1_3_SERVER,\n]]);\n$flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;\n$server = stream_socket_server('tls://0.0.0.0:443', $code, $text, $flags, $context);"
      },
      "java": {
        "wrong": "// Open to TLS 1.0, where the JDK still has it.\nstatic void configure(SSLEngine engine) {\n    engine.setEnabledProtocols(new String[] {\"TLSv1\", \"TLSv1.1\", \"TLSv1.2\"});\n}",
        "right": "// Its key store was made of fullchain.pem, so that it holds the certificates in between.\nstatic void configure(SSLEngine engine) {\n    engine.setEnabledProtocols(new String[] {\"TLSv1.2\", \"TLSv1.3\"});\n}"
      },
      "go": {
        "wrong": "// Without the certificates in between, and open to TLS 1.0.\nfunc serve(handler http.Handler) error {\n\tconfig := &tls.Config{MinVersion: tls.VersionTLS10}\n\tserver := &http.Server{Addr: \":443\", Handler: handler, TLSConfig: config}\n\treturn server.ListenAndServeTLS(\"cert.pem\", \"key.pem\")\n}",
        "right": "func serve(handler http.Handler) error {\n\tconfig := &tls.Config{MinVersion: tls.VersionTLS12}\n\tserver := &http.Server{Addr: \":443\", Handler: handler, TLSConfig: config}\n\treturn server.ListenAndServeTLS(\"fullchain.pem\", \"key.pem\")\n}"
      }
    }
  }
};

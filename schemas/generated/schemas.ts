// Made by `npm run generate` from schemas/*.schema.json: change those, not this file.

/** The name of a schema: `did-change` for `hookswitch/schemas/did-change.schema.json`. */
export type SchemaName =
  /** Failures that are known and accepted for a while: rules that do not fail a check until they expire. */
  | 'baseline'
  /** A list of reports, one for each Cloud PBX whose capacity changed. Vendor (PCE Capacity Change): “If you assigned capacity for a Cloud PBX during creation, or the capacity of existing Cloud PBX(s) is resized”. */
  | 'capacity-change'
  /** The file hookswitch.config.ts, .js or .json. A flag or the environment counts more than the file. A secret is never written here: name where it is. */
  | 'config'
  /** A list of reports, one for each Cloud PBX whose DID numbers changed. Vendor (PCE DID Change): “The report contains a list of Cloud PBXs whose DID numbers have been changed.” */
  | 'did-change'
  /** What was sent, what came back and what the observer saw. */
  | 'evidence'
  /** What came of a load: what was asked for, what was sent, how the receiver stood it, and the verdict. */
  | 'load-report'
  /** The JSON that YCM sends to a webhook. Three shapes come from one sender, and newer ones may: a receiver that looks at body.event alone misses every real event. */
  | 'message'
  /** How the sender behaves where the vendor is silent. Whatever is not given keeps its default. */
  | 'profile'
  /** One line of a recording (NDJSON): a request as it arrived, as it was sent, or as it is to be sent. */
  | 'recording'
  /** A line of a report that is written while the check runs: the start, a result, or the end. Together they hold what a report holds. */
  | 'report-line'
  /** What a check found: the receiver, how it was tried, and a result for each rule in the order of the catalogue. */
  | 'report'
  /** A life of a fleet: what an administrator does on a YCM, in order, from a YCM without PBXs and trunks. Every step gives the messages that YCM would push. */
  | 'scenario'
  /** What arrives at a receiver, step by step, as the rule retry/converges tries it: PBXs and DIDs are numbers, for which each try has other names. */
  | 'sequence'
  /** Timeout and retry count, one value of each for all webhooks of a YCM. */
  | 'settings'
  /** The connectivity test that a click in Operations sends. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”. */
  | 'test-message'
  /** Something newer that we do not know: the set of events may grow, so an unknown message is acknowledged and otherwise ignored. An object that names another event, or a list of reports of which none is known. */
  | 'unknown-message'
  /** One configured entry of YCM's webhook page. */
  | 'webhook'
  /** The webhooks that `hookswitch send --webhooks FILE` pushes to. Secrets are named, and stand elsewhere. */
  | 'webhooks-file'
  /** All webhooks of a YCM. Vendor: “Support adding up to 5 Webhooks.” */
  | 'webhooks';

/** Every schema by its name, as published in `hookswitch/schemas/NAME.schema.json`. */
export const schemas = {
  "baseline": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/baseline.schema.json",
    "title": "Baseline",
    "description": "Failures that are known and accepted for a while: rules that do not fail a check until they expire.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "knownFailures"
    ],
    "properties": {
      "$schema": {
        "description": "For editors.",
        "type": "string"
      },
      "knownFailures": {
        "description": "One entry for each rule.",
        "type": "array",
        "maxItems": 1000,
        "items": {
          "title": "KnownFailure",
          "description": "A rule that the receiver is known to fail.",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "rule",
            "reason",
            "expires"
          ],
          "properties": {
            "rule": {
              "description": "The id of the rule as group/rule.",
              "type": "string",
              "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
            },
            "reason": {
              "description": "Why it is accepted, and where it is worked on.",
              "type": "string",
              "minLength": 1,
              "maxLength": 400
            },
            "expires": {
              "description": "The last day on which it is accepted, as in 2026-12-31 (UTC).",
              "type": "string",
              "format": "date"
            }
          }
        }
      }
    }
  },
  "capacity-change": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/capacity-change.schema.json",
    "title": "CapacityChange",
    "description": "A list of reports, one for each Cloud PBX whose capacity changed. Vendor (PCE Capacity Change): “If you assigned capacity for a Cloud PBX during creation, or the capacity of existing Cloud PBX(s) is resized”.",
    "type": "array",
    "minItems": 1,
    "items": {
      "$ref": "#/$defs/CapacityReport"
    },
    "$defs": {
      "CapacityReport": {
        "title": "CapacityReport",
        "description": "The capacity of one Cloud PBX now. It has no event key: it is told by repository alone.",
        "type": "object",
        "required": [
          "modifier",
          "repository",
          "sn",
          "updateTime"
        ],
        "properties": {
          "event": false,
          "modifier": {
            "description": "The operator who modified the Cloud PBX capacity. An e-mail address in the vendor's example.",
            "type": "string"
          },
          "repository": {
            "title": "Repository",
            "description": "The detailed information of the Cloud PBX capacity. Every value is a string. The vendor does not say that all keys are always there, and more may come.",
            "type": "object",
            "properties": {
              "extensions": {
                "description": "The extension capacity of Cloud PBX.",
                "type": "string"
              },
              "transcription": {
                "description": "The number of one-time AI transcription minutes not included in the PBX plan.",
                "type": "string"
              },
              "receptionist": {
                "description": "The number of one-time AI receptionist not included in the PBX plan.",
                "type": "string"
              },
              "concurrentCalls": {
                "description": "The concurrent call capacity of Cloud PBX.",
                "type": "string"
              },
              "enableCallRecording": {
                "description": "Whether the call recording feature of Cloud PBX is enabled or not. Vendor: yes, no.",
                "type": "string"
              },
              "receptionist_pack": {
                "description": "The number of the PBX's monthly quota packs of AI receptionist.",
                "type": "string"
              },
              "recordingCapacity": {
                "description": "The call recording capacity of the Cloud PBX.",
                "type": "string"
              },
              "transcription_pack": {
                "description": "The number of the PBX's monthly quota packs of AI transcription.",
                "type": "string"
              }
            },
            "additionalProperties": {
              "type": "string"
            }
          },
          "sn": {
            "description": "PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXKH.",
            "type": "string",
            "minLength": 1
          },
          "updateTime": {
            "description": "Seconds since 1970. Vendor: “The timestamp of the time that the event occurred.” Example: 1773110920.",
            "type": "integer",
            "minimum": 0
          }
        }
      }
    }
  },
  "config": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/config.schema.json",
    "title": "Config",
    "description": "The file hookswitch.config.ts, .js or .json. A flag or the environment counts more than the file. A secret is never written here: name where it is.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "$schema": {
        "description": "Where an editor finds this schema.",
        "type": "string"
      },
      "url": {
        "description": "An http or https URL. It is that of the receiver's webhook.",
        "type": "string",
        "pattern": "^https?://\\S+$"
      },
      "method": {
        "description": "The request method that the webhook is configured with.",
        "type": "string",
        "enum": [
          "GET",
          "POST"
        ]
      },
      "headers": {
        "description": "Headers added to every request, by name.",
        "type": "object",
        "propertyNames": {
          "description": "A header name of letters, digits and hyphens.",
          "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
        },
        "additionalProperties": {
          "description": "A header value without line breaks.",
          "type": "string",
          "pattern": "^[^\\r\\n\\u0000]*$"
        }
      },
      "secretEnv": {
        "description": "The name of an environment variable. It holds the webhook's secret.",
        "type": "string",
        "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
      },
      "secretFile": {
        "description": "The path of a file that holds the webhook's secret.",
        "type": "string",
        "minLength": 1
      },
      "retiredSecretEnv": {
        "description": "The name of an environment variable. It holds a secret that the webhook had before, which must be refused.",
        "type": "string",
        "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
      },
      "observeUrl": {
        "description": "An http or https URL that shows the receiver's state. {sn} in it is replaced by the PBX's serial number.",
        "type": "string",
        "pattern": "^https?://\\S+$"
      },
      "observeCmd": {
        "description": "A shell command that shows the receiver's state: it prints that of the PBX in its environment variable YCM_SN as JSON.",
        "type": "string",
        "minLength": 1
      },
      "downstreamPort": {
        "description": "A port on 127.0.0.1 where the check plays the service that the receiver calls.",
        "type": "integer",
        "minimum": 1,
        "maximum": 65535
      },
      "resetCmd": {
        "description": "A shell command that is run before the check, to begin with a known state.",
        "type": "string",
        "minLength": 1
      },
      "allowHosts": {
        "description": "Hosts that may be sent to, besides loopback.",
        "type": "array",
        "items": {
          "description": "A host name or address, without scheme.",
          "type": "string",
          "pattern": "^[^\\s/]+$"
        }
      },
      "timeoutSeconds": {
        "$ref": "settings.schema.json#/properties/timeoutSeconds"
      },
      "retryCount": {
        "$ref": "settings.schema.json#/properties/retryCount"
      },
      "profile": {
        "$ref": "profile.schema.json"
      },
      "vary": {
        "description": "Whether the seed picks what the profile does not say.",
        "type": "boolean"
      },
      "rules": {
        "description": "The rules to judge by, as ids or patterns such as signature/*.",
        "type": "array",
        "items": {
          "description": "The id of a rule, or a pattern.",
          "type": "string",
          "minLength": 1
        }
      },
      "exclude": {
        "description": "The rules to leave out, as ids or patterns such as retry/*.",
        "type": "array",
        "items": {
          "description": "The id of a rule, or a pattern.",
          "type": "string",
          "minLength": 1
        }
      },
      "level": {
        "description": "The lowest level of the rules to judge by.",
        "type": "string",
        "enum": [
          "must",
          "should",
          "may"
        ]
      },
      "seed": {
        "description": "The number that all generated cases are made from.",
        "type": "integer",
        "minimum": 0,
        "maximum": 2147483647
      },
      "thorough": {
        "description": "Whether the rules may take minutes instead of seconds, to wait longer and try more.",
        "type": "boolean"
      },
      "runs": {
        "description": "How many cases a property rule tries.",
        "type": "integer",
        "minimum": 1,
        "maximum": 10000
      },
      "settleMs": {
        "description": "Milliseconds that an effect may come after the acknowledgement.",
        "type": "integer",
        "minimum": 0,
        "maximum": 60000
      },
      "baseline": {
        "description": "A file of known failures, which do not fail the check until they expire.",
        "type": "string",
        "minLength": 1
      },
      "failOn": {
        "description": "The level from which a failed rule fails the check.",
        "type": "string",
        "enum": [
          "must",
          "should",
          "may"
        ]
      },
      "insecure": {
        "description": "Whether a certificate is taken unchecked.",
        "type": "boolean"
      },
      "reports": {
        "description": "The reports to write.",
        "type": "array",
        "items": {
          "description": "A report as FORMAT=PATH, where FORMAT is json, ndjson, junit, ctrf, html, markdown, github or har.",
          "type": "string",
          "pattern": "^(json|ndjson|junit|ctrf|html|markdown|github|har)=[^\\u0000]+$"
        }
      },
      "exec": {
        "description": "The command that starts the receiver.",
        "type": "string",
        "minLength": 1
      },
      "waitSeconds": {
        "description": "Seconds to wait for the receiver to answer.",
        "type": "number",
        "minimum": 0,
        "maximum": 600
      }
    }
  },
  "did-change": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/did-change.schema.json",
    "title": "DidChange",
    "description": "A list of reports, one for each Cloud PBX whose DID numbers changed. Vendor (PCE DID Change): “The report contains a list of Cloud PBXs whose DID numbers have been changed.”",
    "type": "array",
    "minItems": 1,
    "items": {
      "$ref": "#/$defs/DidReport"
    },
    "$defs": {
      "DidReport": {
        "title": "DidReport",
        "description": "What one Cloud PBX has now. Its list is a snapshot, not a difference. A fifth event may come: see unknown-message.",
        "type": "object",
        "required": [
          "event",
          "sn",
          "updateTime"
        ],
        "properties": {
          "event": {
            "description": "The name of the event. Vendor: did_change “DID numbers are assigned to a Cloud PBX when creating or editing the PBX” or “removed … when editing the PBX”; did_delete “DID numbers assigned to a Cloud PBX are deleted from their associated trunks”; trunk_delete “Trunks whose DID numbers have been assigned to a Cloud PBX are deleted”; pce_delete “A Cloud PBX assigned with DID numbers is deleted”.",
            "type": "string",
            "enum": [
              "did_change",
              "did_delete",
              "trunk_delete",
              "pce_delete"
            ]
          },
          "sn": {
            "description": "PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXZK.",
            "type": "string",
            "minLength": 1
          },
          "trunkDidInfoList": {
            "description": "The DIDs that the PBX has now. Vendor: “The list of current DID information for the Cloud PBX.” On pce_delete its form is not documented: empty, absent, null and the last list are all possible.",
            "type": [
              "array",
              "null"
            ],
            "items": {
              "$ref": "#/$defs/TrunkDidInfo"
            }
          },
          "updateTime": {
            "description": "Seconds since 1970. Vendor: “The timestamp of the time that the event occurred.” Ten digits in the example.",
            "type": "integer",
            "minimum": 0
          }
        },
        "if": {
          "required": [
            "event"
          ],
          "properties": {
            "event": {
              "enum": [
                "did_change",
                "did_delete",
                "trunk_delete"
              ]
            }
          }
        },
        "then": {
          "required": [
            "trunkDidInfoList"
          ],
          "properties": {
            "trunkDidInfoList": {
              "description": "The DIDs that the PBX has now.",
              "type": "array"
            }
          }
        }
      },
      "TrunkDidInfo": {
        "title": "TrunkDidInfo",
        "description": "One DID number of a trunk. Ids are strings in webhooks, though integers in the Open API.",
        "type": "object",
        "required": [
          "did",
          "didId",
          "trunkId",
          "trunkName"
        ],
        "properties": {
          "did": {
            "description": "The DID number.",
            "type": "string"
          },
          "didId": {
            "description": "The unique ID of the DID number.",
            "type": "string"
          },
          "trunkId": {
            "description": "The ID of the trunk associated with the DID number.",
            "type": "string"
          },
          "trunkName": {
            "description": "The name of the trunk associated with the DID number.",
            "type": "string"
          }
        }
      }
    }
  },
  "evidence": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/evidence.schema.json",
    "title": "Evidence",
    "description": "What was sent, what came back and what the observer saw.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "seed",
      "attempts",
      "observations",
      "omittedAttempts"
    ],
    "properties": {
      "seed": {
        "description": "The number that the rule's cases were made from.",
        "type": "integer",
        "minimum": 0,
        "maximum": 2147483647
      },
      "attempts": {
        "description": "The recorded attempts, in the order of sending.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/AttemptRecord"
        }
      },
      "observations": {
        "description": "The observer's answers, in order.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/Observation"
        }
      },
      "omittedAttempts": {
        "description": "How many attempts were made but not kept here.",
        "type": "integer",
        "minimum": 0
      },
      "runs": {
        "description": "How many cases a property rule tried.",
        "type": "integer",
        "minimum": 0
      },
      "counterexample": {
        "description": "The shrunk case that fails, any JSON."
      },
      "notes": {
        "description": "Remarks on how the rule was tried.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "$defs": {
      "AttemptRecord": {
        "title": "AttemptRecord",
        "description": "One HTTP exchange as it went over the wire.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "n",
          "sentAt",
          "elapsedMs",
          "request",
          "outcome"
        ],
        "properties": {
          "n": {
            "description": "The number of the attempt, from 1.",
            "type": "integer",
            "minimum": 1
          },
          "note": {
            "description": "What was sent, in words.",
            "type": "string"
          },
          "fault": {
            "description": "The name of the sender's deliberate deviation.",
            "type": "string"
          },
          "sentAt": {
            "description": "A date and time as in RFC 3339. When the attempt began.",
            "type": "string",
            "format": "date-time"
          },
          "elapsedMs": {
            "description": "Milliseconds from the beginning to the outcome.",
            "type": "number",
            "minimum": 0
          },
          "request": {
            "$ref": "#/$defs/RequestRecord"
          },
          "outcome": {
            "$ref": "#/$defs/OutcomeRecord"
          }
        }
      },
      "RequestRecord": {
        "title": "RequestRecord",
        "description": "A request as it was sent.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "method",
          "url",
          "headers",
          "body"
        ],
        "properties": {
          "method": {
            "description": "The request method.",
            "type": "string"
          },
          "url": {
            "description": "The URL.",
            "type": "string"
          },
          "headers": {
            "$ref": "#/$defs/HeaderRecords"
          },
          "body": {
            "$ref": "#/$defs/BodyRecord"
          }
        }
      },
      "HeaderRecords": {
        "description": "Headers in the order of the wire, each as name and value.",
        "type": "array",
        "items": {
          "description": "A pair of name and value.",
          "type": "array",
          "prefixItems": [
            {
              "type": "string"
            },
            {
              "type": "string"
            }
          ],
          "minItems": 2,
          "maxItems": 2
        }
      },
      "BodyRecord": {
        "title": "BodyRecord",
        "description": "A body: its text if it is UTF-8, else Base64.",
        "oneOf": [
          {
            "title": "TextBody",
            "description": "A body that is UTF-8.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "text",
              "bytes",
              "truncated"
            ],
            "properties": {
              "text": {
                "description": "The body's text, or its beginning.",
                "type": "string"
              },
              "bytes": {
                "description": "The size of the whole body in bytes.",
                "type": "integer",
                "minimum": 0
              },
              "truncated": {
                "description": "Whether only the beginning is kept here.",
                "type": "boolean"
              }
            }
          },
          {
            "title": "Base64Body",
            "description": "A body that is no UTF-8.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "base64",
              "bytes",
              "truncated"
            ],
            "properties": {
              "base64": {
                "description": "The body, or its beginning, in Base64.",
                "type": "string",
                "pattern": "^[A-Za-z0-9+/]*={0,2}$"
              },
              "bytes": {
                "description": "The size of the whole body in bytes.",
                "type": "integer",
                "minimum": 0
              },
              "truncated": {
                "description": "Whether only the beginning is kept here.",
                "type": "boolean"
              }
            }
          }
        ]
      },
      "OutcomeRecord": {
        "title": "OutcomeRecord",
        "description": "What came of an attempt.",
        "oneOf": [
          {
            "title": "ResponseRecord",
            "description": "An answer. It acknowledges the message when its status is 2xx.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "status",
              "reason",
              "headers",
              "body",
              "bodyComplete"
            ],
            "properties": {
              "kind": {
                "const": "response"
              },
              "status": {
                "description": "The status code.",
                "type": "integer",
                "minimum": 0,
                "maximum": 999
              },
              "reason": {
                "description": "The text after the status code.",
                "type": "string"
              },
              "headers": {
                "$ref": "#/$defs/HeaderRecords"
              },
              "body": {
                "$ref": "#/$defs/BodyRecord"
              },
              "bodyComplete": {
                "description": "Whether the answer was read to its end.",
                "type": "boolean"
              }
            }
          },
          {
            "title": "TimeoutRecord",
            "description": "No whole answer came in time.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "phase"
            ],
            "properties": {
              "kind": {
                "const": "timeout"
              },
              "phase": {
                "$ref": "#/$defs/Phase"
              },
              "status": {
                "description": "The status code that had arrived.",
                "type": "integer",
                "minimum": 0,
                "maximum": 999
              }
            }
          },
          {
            "title": "ConnectionFailedRecord",
            "description": "The connection could not be made, or broke.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "code",
              "phase",
              "message"
            ],
            "properties": {
              "kind": {
                "const": "connection-failed"
              },
              "code": {
                "description": "The code of the failure, such as ECONNREFUSED.",
                "type": "string"
              },
              "phase": {
                "$ref": "#/$defs/Phase"
              },
              "message": {
                "description": "The failure in words.",
                "type": "string"
              }
            }
          },
          {
            "title": "CutRecord",
            "description": "The sender cut the connection itself.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "at"
            ],
            "properties": {
              "kind": {
                "const": "cut"
              },
              "at": {
                "description": "Where the connection was cut.",
                "type": "string"
              }
            }
          }
        ]
      },
      "Phase": {
        "title": "Phase",
        "description": "How far an exchange had come: connect (the name looked up, TCP and TLS), send (the request), head (the answer's status and headers), body (the answer's body).",
        "type": "string",
        "enum": [
          "connect",
          "send",
          "head",
          "body"
        ]
      },
      "Observation": {
        "title": "Observation",
        "description": "One look at the receiver's state.",
        "oneOf": [
          {
            "title": "SeenState",
            "description": "What the observer showed of a PBX.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "sn",
              "atMs",
              "state"
            ],
            "properties": {
              "sn": {
                "description": "PBX's serial number.",
                "type": "string"
              },
              "atMs": {
                "description": "Milliseconds since the rule began.",
                "type": "number",
                "minimum": 0
              },
              "state": {
                "description": "What the observer answered, any JSON."
              }
            }
          },
          {
            "title": "FailedObservation",
            "description": "A look at which the observer showed nothing.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "sn",
              "atMs",
              "error"
            ],
            "properties": {
              "sn": {
                "description": "PBX's serial number.",
                "type": "string"
              },
              "atMs": {
                "description": "Milliseconds since the rule began.",
                "type": "number",
                "minimum": 0
              },
              "error": {
                "description": "Why the observer could not answer.",
                "type": "string"
              }
            }
          }
        ]
      }
    }
  },
  "load-report": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/load-report.schema.json",
    "title": "LoadReport",
    "description": "What came of a load: what was asked for, what was sent, how the receiver stood it, and the verdict.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "tool",
      "startedAt",
      "durationMs",
      "ended",
      "seed",
      "receiver",
      "settings",
      "profile",
      "plan",
      "mixture",
      "connections",
      "verdict",
      "checks",
      "requestedPerSecond",
      "achievedPerSecond",
      "limitedBy",
      "limitedByWhy",
      "utilisation",
      "due",
      "unsent",
      "messages",
      "attempts",
      "resends",
      "requestBytes",
      "outcomes",
      "lagMs",
      "serviceMs",
      "ackMs",
      "histograms",
      "series"
    ],
    "properties": {
      "tool": {
        "title": "LoadTool",
        "description": "What made the report.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "version"
        ],
        "properties": {
          "name": {
            "description": "Always hookswitch.",
            "const": "hookswitch"
          },
          "version": {
            "description": "The version of the tool.",
            "type": "string"
          }
        }
      },
      "startedAt": {
        "description": "A date and time as in RFC 3339. When due times began to count.",
        "type": "string",
        "format": "date-time"
      },
      "durationMs": {
        "description": "Milliseconds until nothing was under way any more.",
        "type": "number",
        "minimum": 0
      },
      "ended": {
        "description": "done: what became of every message is known; drained: the time for it was over; aborted: it was ended before.",
        "type": "string",
        "enum": [
          "done",
          "drained",
          "aborted"
        ]
      },
      "stoppedBecause": {
        "description": "Why the run was ended before its time.",
        "type": "string"
      },
      "seed": {
        "description": "The number that messages and due times were drawn from.",
        "type": "integer",
        "minimum": 0,
        "maximum": 2147483647
      },
      "receiver": {
        "title": "LoadReceiver",
        "description": "What was loaded.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "url",
          "method"
        ],
        "properties": {
          "url": {
            "description": "Where it listens, without credentials.",
            "type": "string"
          },
          "method": {
            "description": "The request method of the webhook.",
            "type": "string",
            "enum": [
              "POST",
              "GET"
            ]
          }
        }
      },
      "settings": {
        "$ref": "settings.schema.json"
      },
      "profile": {
        "$ref": "profile.schema.json"
      },
      "plan": {
        "description": "When messages are due.",
        "title": "LoadPlanRecord",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rate",
          "arrivals"
        ],
        "properties": {
          "rate": {
            "description": "Messages a second, or max.",
            "anyOf": [
              {
                "type": "number",
                "minimum": 0
              },
              {
                "const": "max"
              }
            ]
          },
          "rampMs": {
            "description": "The rate grows over this time.",
            "type": "number",
            "minimum": 0
          },
          "durationMs": {
            "description": "Messages are due for this long.",
            "type": "number",
            "minimum": 0
          },
          "count": {
            "description": "So many messages.",
            "type": "integer",
            "minimum": 0
          },
          "arrivals": {
            "description": "How they are spread.",
            "type": "string",
            "enum": [
              "poisson",
              "even",
              "burst"
            ]
          },
          "burstSize": {
            "description": "How many are due at once in a burst.",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "mixture": {
        "title": "LoadMixture",
        "description": "What was sent.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "events",
          "repeated",
          "forged",
          "sign"
        ],
        "properties": {
          "events": {
            "description": "How often each event was drawn, in relation to the others.",
            "type": "object",
            "additionalProperties": {
              "type": "number",
              "minimum": 0
            }
          },
          "repeated": {
            "description": "Share of repetitions.",
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "forged": {
            "description": "Share of forgeries.",
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "sign": {
            "description": "Whether each message was made and signed when it was due, or a set of them beforehand.",
            "type": "string",
            "enum": [
              "each",
              "once"
            ]
          }
        }
      },
      "connections": {
        "title": "LoadConnections",
        "description": "How connections were used.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "most",
          "reuse"
        ],
        "properties": {
          "most": {
            "description": "So many at once, at most.",
            "type": "integer",
            "minimum": 0
          },
          "reuse": {
            "description": "Whether each attempt had a fresh one or kept ones were used again.",
            "type": "string",
            "enum": [
              "fresh",
              "kept"
            ]
          }
        }
      },
      "verdict": {
        "description": "held: all that is demanded was met; missed: something was not; inconclusive: something could not be told; interrupted: ended by the user.",
        "type": "string",
        "enum": [
          "held",
          "missed",
          "inconclusive",
          "interrupted"
        ]
      },
      "checks": {
        "description": "What is demanded, one by one.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/LoadCheck"
        }
      },
      "requestedPerSecond": {
        "description": "Messages a second that were asked for, on the average; max is as fast as the connections go.",
        "anyOf": [
          {
            "type": "number",
            "minimum": 0
          },
          {
            "const": "max"
          }
        ]
      },
      "achievedPerSecond": {
        "description": "Messages a second that were sent.",
        "type": "number",
        "minimum": 0
      },
      "limitedBy": {
        "$ref": "#/$defs/LoadLimitedBy"
      },
      "limitedByWhy": {
        "description": "Why that is thought, in words.",
        "type": "string"
      },
      "utilisation": {
        "description": "Share of the time in which the tool's thread was busy.",
        "type": "number",
        "minimum": 0,
        "maximum": 1
      },
      "due": {
        "description": "Messages that were due.",
        "type": "integer",
        "minimum": 0
      },
      "unsent": {
        "description": "Those of them that were never sent.",
        "type": "integer",
        "minimum": 0
      },
      "messages": {
        "title": "LoadMessages",
        "description": "What became of the messages, by kind.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "genuine",
          "repeated",
          "forged"
        ],
        "properties": {
          "genuine": {
            "$ref": "#/$defs/LoadDeliveries"
          },
          "repeated": {
            "$ref": "#/$defs/LoadDeliveries"
          },
          "forged": {
            "$ref": "#/$defs/LoadDeliveries"
          }
        }
      },
      "attempts": {
        "description": "All attempts, resends among them.",
        "type": "integer",
        "minimum": 0
      },
      "resends": {
        "description": "The extra load that resends were.",
        "type": "integer",
        "minimum": 0
      },
      "requestBytes": {
        "description": "Heads and bodies of all attempts, in bytes.",
        "type": "integer",
        "minimum": 0
      },
      "outcomes": {
        "$ref": "#/$defs/LoadOutcomes"
      },
      "lagMs": {
        "$ref": "#/$defs/LoadPercentiles"
      },
      "serviceMs": {
        "$ref": "#/$defs/LoadPercentiles"
      },
      "ackMs": {
        "$ref": "#/$defs/LoadPercentiles"
      },
      "histograms": {
        "title": "LoadHistograms",
        "description": "The times in full.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "lag",
          "service",
          "ack"
        ],
        "properties": {
          "lag": {
            "$ref": "#/$defs/LoadHistogram"
          },
          "service": {
            "$ref": "#/$defs/LoadHistogram"
          },
          "ack": {
            "$ref": "#/$defs/LoadHistogram"
          }
        }
      },
      "endState": {
        "$ref": "#/$defs/LoadEndState"
      },
      "limit": {
        "$ref": "#/$defs/LoadLimit"
      },
      "workers": {
        "description": "With --via: who sent.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/LoadWorker"
        }
      },
      "maybeSentTwice": {
        "title": "LoadSentTwice",
        "description": "With --via: slices that were taken over from a worker that died. It may have sent some of their messages before.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "slices",
          "deliveries",
          "lagMs"
        ],
        "properties": {
          "slices": {
            "description": "So many slices.",
            "type": "integer",
            "minimum": 1
          },
          "deliveries": {
            "description": "So many messages at most were sent once more: all of these slices, as often as they were taken over.",
            "type": "integer",
            "minimum": 1
          },
          "lagMs": {
            "description": "How late these messages were sent. They are not in the times of the report.",
            "$ref": "#/$defs/LoadPercentiles"
          }
        }
      },
      "series": {
        "description": "The run in intervals, in order.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/LoadPoint"
        }
      }
    },
    "$defs": {
      "LoadPercentiles": {
        "title": "LoadPercentiles",
        "description": "A time in milliseconds at its quantiles; null where nothing was counted.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "p50",
          "p90",
          "p99",
          "p999",
          "max"
        ],
        "properties": {
          "p50": {
            "description": "The median.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          },
          "p90": {
            "description": "At most this for 90 % of them.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          },
          "p99": {
            "description": "At most this for 99 %.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          },
          "p999": {
            "description": "At most this for 99.9 %.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          },
          "max": {
            "description": "The longest.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          }
        }
      },
      "LoadOutcomes": {
        "title": "LoadOutcomes",
        "description": "Attempts that ended, counted by what came of them: the status of the answer, timeout, cut, or the code of a connection that failed.",
        "type": "object",
        "additionalProperties": {
          "type": "integer",
          "minimum": 0
        }
      },
      "LoadDeliveries": {
        "title": "LoadDeliveries",
        "description": "What became of the messages of one kind.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sent",
          "acknowledged",
          "refused",
          "unanswered",
          "cut"
        ],
        "properties": {
          "sent": {
            "description": "Messages whose first attempt was made.",
            "type": "integer",
            "minimum": 0
          },
          "acknowledged": {
            "description": "Answered with 2xx inside the timeout at some attempt. For a forgery this is the receiver's mistake.",
            "type": "integer",
            "minimum": 0
          },
          "refused": {
            "description": "Answered at the last attempt, with something else. This is due to a forgery.",
            "type": "integer",
            "minimum": 0
          },
          "unanswered": {
            "description": "Not answered at the last attempt.",
            "type": "integer",
            "minimum": 0
          },
          "cut": {
            "description": "The run ended before it was known.",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "LoadHistogram": {
        "title": "LoadHistogram",
        "description": "Durations counted in buckets; histograms of several runs are merged by adding.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "unit",
          "counts",
          "max"
        ],
        "properties": {
          "unit": {
            "description": "The unit of the values: microseconds.",
            "const": "us"
          },
          "counts": {
            "description": "Bucket and count by turns. Each microsecond below 2048 is a bucket, from there on 1024 of them make an octave.",
            "type": "array",
            "items": {
              "type": "integer",
              "minimum": 0
            }
          },
          "max": {
            "description": "The greatest value itself, in microseconds.",
            "type": "number",
            "minimum": 0
          }
        }
      },
      "LoadCheck": {
        "title": "LoadCheck",
        "description": "One thing that is demanded of the run, and what it came to.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "verdict",
          "expected",
          "actual"
        ],
        "properties": {
          "name": {
            "description": "What is demanded.",
            "type": "string",
            "enum": [
              "ack",
              "failed",
              "forged",
              "rate",
              "end-state",
              "finished"
            ]
          },
          "verdict": {
            "description": "Whether it was met; inconclusive when it could not be told.",
            "type": "string",
            "enum": [
              "met",
              "missed",
              "inconclusive"
            ]
          },
          "expected": {
            "description": "What is demanded, in words.",
            "type": "string"
          },
          "actual": {
            "description": "What it came to, in words.",
            "type": "string"
          }
        }
      },
      "LoadEndState": {
        "title": "LoadEndState",
        "description": "What the observer showed of the PBXs after the storm, compared with PBXs that were told the same calmly.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pbxs",
          "checked",
          "wrong",
          "leftOut",
          "examples"
        ],
        "properties": {
          "pbxs": {
            "description": "PBXs that the messages told of, and whose messages were all acknowledged.",
            "type": "integer",
            "minimum": 0
          },
          "checked": {
            "description": "Those of them whose state was looked at and could be judged.",
            "type": "integer",
            "minimum": 0
          },
          "wrong": {
            "description": "Those of them whose state was another one.",
            "type": "integer",
            "minimum": 0
          },
          "leftOut": {
            "description": "PBXs with a message that was not acknowledged: their state is not known.",
            "type": "integer",
            "minimum": 0
          },
          "examples": {
            "description": "Some that were wrong.",
            "type": "array",
            "items": {
              "title": "WrongState",
              "description": "A PBX whose state is not what calm brings.",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "sn",
                "difference"
              ],
              "properties": {
                "sn": {
                  "description": "Its serial number.",
                  "type": "string"
                },
                "difference": {
                  "description": "Where its state differs, in words.",
                  "type": "string"
                }
              }
            }
          },
          "reason": {
            "description": "Why some or all could not be judged.",
            "type": "string"
          }
        }
      },
      "LoadPoint": {
        "title": "LoadPoint",
        "description": "What happened in one interval of the run.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "atMs",
          "intervalMs",
          "due",
          "sent",
          "attempts",
          "acknowledged",
          "inFlight",
          "late",
          "waitingForResend",
          "outcomes",
          "lagMs",
          "serviceMs",
          "ackMs"
        ],
        "properties": {
          "atMs": {
            "description": "The end of the interval, in milliseconds since the start.",
            "type": "number",
            "minimum": 0
          },
          "intervalMs": {
            "description": "How long it was, in milliseconds.",
            "type": "number",
            "minimum": 0
          },
          "due": {
            "description": "Messages that became due.",
            "type": "integer",
            "minimum": 0
          },
          "sent": {
            "description": "Messages whose first attempt began.",
            "type": "integer",
            "minimum": 0
          },
          "attempts": {
            "description": "Attempts that began, resends among them.",
            "type": "integer",
            "minimum": 0
          },
          "acknowledged": {
            "description": "Messages that were acknowledged.",
            "type": "integer",
            "minimum": 0
          },
          "inFlight": {
            "description": "Attempts under way at its end.",
            "type": "integer",
            "minimum": 0
          },
          "late": {
            "description": "Messages due and not sent at its end.",
            "type": "integer",
            "minimum": 0
          },
          "waitingForResend": {
            "description": "Deliveries that wait for their next attempt at its end.",
            "type": "integer",
            "minimum": 0
          },
          "outcomes": {
            "$ref": "#/$defs/LoadOutcomes"
          },
          "lagMs": {
            "$ref": "#/$defs/LoadPercentiles"
          },
          "serviceMs": {
            "$ref": "#/$defs/LoadPercentiles"
          },
          "ackMs": {
            "$ref": "#/$defs/LoadPercentiles"
          }
        }
      },
      "LoadWorker": {
        "title": "LoadWorker",
        "description": "A machine that sent a part of a load.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "slices",
          "sent",
          "limited",
          "clockOffsetMs",
          "clockErrorMs",
          "isLost"
        ],
        "properties": {
          "name": {
            "description": "Its name.",
            "type": "string"
          },
          "slices": {
            "description": "Slices of the plan that it sent to their end.",
            "type": "integer",
            "minimum": 0
          },
          "sent": {
            "description": "Messages of these slices that it sent.",
            "type": "integer",
            "minimum": 0
          },
          "limited": {
            "description": "Those of its slices that it sent late for want of time: it has too much to do.",
            "type": "integer",
            "minimum": 0
          },
          "clockOffsetMs": {
            "description": "How far its clock is before the clock of the machine that made the report, in milliseconds; behind it when negative. Due times do not depend on it.",
            "type": "number"
          },
          "clockErrorMs": {
            "description": "The offset is no further off than this, in milliseconds.",
            "type": "number",
            "minimum": 0
          },
          "isLost": {
            "description": "Whether it died before the end.",
            "type": "boolean"
          }
        }
      },
      "LoadStep": {
        "title": "LoadStep",
        "description": "One rate that was tried in the search for the limit.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "perSecond",
          "isHeld",
          "achievedPerSecond",
          "ackMs",
          "limitedBy",
          "why"
        ],
        "properties": {
          "perSecond": {
            "description": "The rate that was asked for.",
            "type": "number",
            "minimum": 0
          },
          "isHeld": {
            "description": "Whether all that is demanded was met.",
            "type": "boolean"
          },
          "achievedPerSecond": {
            "description": "Messages a second that were sent.",
            "type": "number",
            "minimum": 0
          },
          "ackMs": {
            "$ref": "#/$defs/LoadPercentiles"
          },
          "limitedBy": {
            "$ref": "#/$defs/LoadLimitedBy"
          },
          "why": {
            "description": "What was missed, in words; empty when it was held.",
            "type": "string"
          }
        }
      },
      "LoadLimit": {
        "title": "LoadLimit",
        "description": "The highest rate that holds, as far as it was searched for.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "perSecond",
          "steps"
        ],
        "properties": {
          "perSecond": {
            "description": "Messages a second, or null when no rate that was tried holds.",
            "type": [
              "number",
              "null"
            ],
            "minimum": 0
          },
          "steps": {
            "description": "The rates that were tried, in order.",
            "type": "array",
            "items": {
              "$ref": "#/$defs/LoadStep"
            }
          }
        }
      },
      "LoadLimitedBy": {
        "description": "What kept messages from being sent when they were due: nothing to speak of, the tool, the connections (all busy, since the receiver answers late), or so many resends that no new message was begun.",
        "type": "string",
        "title": "LoadLimitedBy",
        "enum": [
          "nothing",
          "tool",
          "connections",
          "resends"
        ]
      }
    }
  },
  "message": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/message.schema.json",
    "title": "Message",
    "description": "The JSON that YCM sends to a webhook. Three shapes come from one sender, and newer ones may: a receiver that looks at body.event alone misses every real event.",
    "anyOf": [
      {
        "$ref": "test-message.schema.json"
      },
      {
        "$ref": "did-change.schema.json"
      },
      {
        "$ref": "capacity-change.schema.json"
      },
      {
        "$ref": "unknown-message.schema.json"
      },
      {
        "$ref": "#/$defs/MixedMessage"
      }
    ],
    "$defs": {
      "MixedMessage": {
        "title": "MixedMessage",
        "description": "A list with reports of several kinds, or the empty list.",
        "type": "array",
        "items": {
          "anyOf": [
            {
              "$ref": "did-change.schema.json#/$defs/DidReport"
            },
            {
              "$ref": "capacity-change.schema.json#/$defs/CapacityReport"
            },
            {
              "$ref": "unknown-message.schema.json#/$defs/UnknownReport"
            }
          ]
        }
      }
    }
  },
  "profile": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/profile.schema.json",
    "title": "ProfileFile",
    "description": "How the sender behaves where the vendor is silent. Whatever is not given keeps its default.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "getCarriage": {
        "description": "Where a GET carries the message. The signature covers the bytes that are carried.",
        "type": "string",
        "enum": [
          "body",
          "query",
          "none"
        ],
        "default": "body"
      },
      "getQueryParameter": {
        "description": "The query parameter that carries the message when getCarriage is query.",
        "type": "string",
        "minLength": 1,
        "default": "message"
      },
      "retryDelayMs": {
        "description": "Milliseconds between the end of an attempt and the next one.",
        "type": "integer",
        "minimum": 0,
        "maximum": 60000,
        "default": 1000
      },
      "resendSignature": {
        "description": "Whether a resend repeats the signature of the first attempt, or is signed with the secret that the webhook has by then: they differ when the secret was replaced in between.",
        "type": "string",
        "enum": [
          "repeated",
          "renewed"
        ],
        "default": "repeated"
      },
      "connections": {
        "description": "A new connection for each request, or one that is kept. Vendor, of older event reports: “A new TCP connection will be established every time PBX sends an event.”",
        "type": "string",
        "enum": [
          "fresh",
          "kept"
        ],
        "default": "fresh"
      },
      "contentType": {
        "description": "A header value in printable ASCII characters. It is that of Content-Type; empty: no such header. The default is that of older event reports.",
        "type": "string",
        "pattern": "^[\\t -~]*$",
        "default": "application/json"
      },
      "accept": {
        "description": "A header value in printable ASCII characters. It is that of Accept; empty: no such header. The default is that of older event reports.",
        "type": "string",
        "pattern": "^[\\t -~]*$",
        "default": "application/json"
      },
      "userAgent": {
        "description": "A header value in printable ASCII characters. It is that of User-Agent; empty: no such header. The default is that of older event reports.",
        "type": "string",
        "pattern": "^[\\t -~]*$",
        "default": "WebAPI"
      },
      "spacing": {
        "description": "White space in the JSON.",
        "type": "string",
        "enum": [
          "compact",
          "spaced",
          "indented"
        ],
        "default": "compact"
      },
      "keyOrder": {
        "description": "The order of the keys of every object.",
        "type": "string",
        "enum": [
          "documented",
          "reversed"
        ],
        "default": "documented"
      },
      "escapeSlashes": {
        "description": "Whether / is written with a backslash before it in the JSON.",
        "type": "boolean",
        "default": false
      },
      "escapeNonAscii": {
        "description": "Whether non-ASCII characters are written as \\u escapes in the JSON.",
        "type": "boolean",
        "default": false
      },
      "trunkDelete": {
        "description": "What the deletion of a trunk shared by several PBXs gives.",
        "type": "string",
        "enum": [
          "one-array",
          "many-messages"
        ],
        "default": "one-array"
      },
      "deletionList": {
        "description": "The form of trunkDidInfoList on pce_delete.",
        "type": "string",
        "enum": [
          "empty",
          "absent",
          "null",
          "last"
        ],
        "default": "empty"
      }
    }
  },
  "recording": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/recording.schema.json",
    "title": "Recording",
    "description": "One line of a recording (NDJSON): a request as it arrived, as it was sent, or as it is to be sent.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "request"
    ],
    "properties": {
      "request": {
        "$ref": "evidence.schema.json#/$defs/RequestRecord"
      },
      "at": {
        "description": "A date and time as in RFC 3339. When the request arrived or was sent.",
        "type": "string",
        "format": "date-time"
      },
      "event": {
        "description": "The kind of the message: test, did_change, capacity_change and so on.",
        "type": "string"
      },
      "note": {
        "description": "What it is, in words.",
        "type": "string"
      },
      "fault": {
        "description": "The name of the sender's deliberate deviation.",
        "type": "string"
      },
      "signature": {
        "title": "SignatureRecord",
        "description": "Whether the signature holds under the secret of who recorded it.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "verdict"
        ],
        "properties": {
          "verdict": {
            "description": "What was found.",
            "type": "string",
            "enum": [
              "right",
              "wrong",
              "missing",
              "not-checked"
            ]
          },
          "mistakes": {
            "description": "The names of the mistakes that give exactly this signature.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "answer": {
        "$ref": "evidence.schema.json#/$defs/OutcomeRecord"
      },
      "expected": {
        "title": "ExpectedVerdict",
        "description": "What a right receiver does with it.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "verdict",
          "why"
        ],
        "properties": {
          "verdict": {
            "description": "A 2xx in time, or anything but a 2xx with nothing changed.",
            "type": "string",
            "enum": [
              "acknowledge",
              "refuse"
            ]
          },
          "why": {
            "description": "The reason, in one sentence.",
            "type": "string"
          }
        }
      }
    }
  },
  "report-line": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/report-line.schema.json",
    "title": "ReportLine",
    "description": "A line of a report that is written while the check runs: the start, a result, or the end. Together they hold what a report holds.",
    "oneOf": [
      {
        "title": "StartLine",
        "description": "The first line: what is checked.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "tool",
          "startedAt",
          "seed",
          "receiver"
        ],
        "properties": {
          "kind": {
            "const": "start"
          },
          "tool": {
            "$ref": "report.schema.json#/$defs/ReportTool"
          },
          "startedAt": {
            "$ref": "report.schema.json#/properties/startedAt"
          },
          "seed": {
            "$ref": "report.schema.json#/properties/seed"
          },
          "receiver": {
            "$ref": "report.schema.json#/$defs/ReportReceiver"
          }
        }
      },
      {
        "title": "ResultLine",
        "description": "A rule was judged. The lines come in the order of judging.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "judged",
          "total",
          "result"
        ],
        "properties": {
          "kind": {
            "const": "result"
          },
          "judged": {
            "description": "How many rules were judged by now, with this one.",
            "type": "integer",
            "minimum": 1
          },
          "total": {
            "description": "How many rules the check judges.",
            "type": "integer",
            "minimum": 1
          },
          "result": {
            "$ref": "report.schema.json#/$defs/RuleResult"
          }
        }
      },
      {
        "title": "EndLine",
        "description": "The last line: what the check came to. Without it the check was ended from outside.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "durationMs",
          "settings",
          "profile",
          "observer",
          "interrupted",
          "summary"
        ],
        "properties": {
          "kind": {
            "const": "end"
          },
          "durationMs": {
            "$ref": "report.schema.json#/properties/durationMs"
          },
          "settings": {
            "$ref": "settings.schema.json"
          },
          "profile": {
            "$ref": "profile.schema.json"
          },
          "observer": {
            "$ref": "report.schema.json#/properties/observer"
          },
          "interrupted": {
            "$ref": "report.schema.json#/properties/interrupted"
          },
          "summary": {
            "$ref": "report.schema.json#/$defs/Summary"
          },
          "baseline": {
            "$ref": "report.schema.json#/$defs/BaselineState"
          }
        }
      }
    ]
  },
  "report": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/report.schema.json",
    "title": "Report",
    "description": "What a check found: the receiver, how it was tried, and a result for each rule in the order of the catalogue.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "tool",
      "startedAt",
      "durationMs",
      "seed",
      "receiver",
      "settings",
      "profile",
      "observer",
      "interrupted",
      "summary",
      "results"
    ],
    "properties": {
      "tool": {
        "$ref": "#/$defs/ReportTool"
      },
      "startedAt": {
        "description": "A date and time as in RFC 3339. When the check began.",
        "type": "string",
        "format": "date-time"
      },
      "durationMs": {
        "description": "Milliseconds that the check took.",
        "type": "number",
        "minimum": 0
      },
      "seed": {
        "description": "The number that all generated cases were made from.",
        "type": "integer",
        "minimum": 0,
        "maximum": 2147483647
      },
      "receiver": {
        "$ref": "#/$defs/ReportReceiver"
      },
      "settings": {
        "$ref": "settings.schema.json"
      },
      "profile": {
        "$ref": "profile.schema.json"
      },
      "observer": {
        "description": "How the receiver's state was seen, or null.",
        "anyOf": [
          {
            "type": "null"
          },
          {
            "$ref": "#/$defs/HttpObserver"
          },
          {
            "$ref": "#/$defs/CommandObserver"
          },
          {
            "$ref": "#/$defs/DownstreamObserver"
          },
          {
            "$ref": "#/$defs/FunctionObserver"
          }
        ]
      },
      "interrupted": {
        "description": "Whether the check was ended before all rules were judged.",
        "type": "boolean"
      },
      "summary": {
        "$ref": "#/$defs/Summary"
      },
      "baseline": {
        "$ref": "#/$defs/BaselineState"
      },
      "results": {
        "description": "The results, in the order of the catalogue.",
        "type": "array",
        "items": {
          "$ref": "#/$defs/RuleResult"
        }
      }
    },
    "$defs": {
      "ReportTool": {
        "title": "ReportTool",
        "description": "The program that judged.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "version"
        ],
        "properties": {
          "name": {
            "description": "The name of the program.",
            "type": "string"
          },
          "version": {
            "description": "The version of the program.",
            "type": "string"
          }
        }
      },
      "ReportReceiver": {
        "title": "ReportReceiver",
        "description": "The system under test.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "url",
          "method"
        ],
        "properties": {
          "url": {
            "description": "The URL that was sent to.",
            "type": "string"
          },
          "method": {
            "description": "The request method.",
            "type": "string",
            "enum": [
              "GET",
              "POST"
            ]
          }
        }
      },
      "BaselineState": {
        "title": "BaselineState",
        "description": "What is wrong with the baseline that was given: each of these fails the check.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "stale",
          "expired"
        ],
        "properties": {
          "stale": {
            "description": "Rules that it expects to fail, and that are met.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "expired": {
            "description": "Rules that still fail after the last day on which that was accepted.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "HttpObserver": {
        "title": "HttpObserver",
        "description": "How the receiver's state was seen.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "url"
        ],
        "properties": {
          "kind": {
            "const": "http"
          },
          "url": {
            "description": "The URL that shows the state, with {sn} for the serial number.",
            "type": "string"
          }
        }
      },
      "CommandObserver": {
        "title": "CommandObserver",
        "description": "The receiver's state was seen by a command.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "command"
        ],
        "properties": {
          "kind": {
            "const": "command"
          },
          "command": {
            "description": "The command that prints the state of the PBX in YCM_SN; what looks like a credential is masked.",
            "type": "string"
          }
        }
      },
      "DownstreamObserver": {
        "title": "DownstreamObserver",
        "description": "The receiver was seen by the calls that it made to the service behind it, which the check played.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "url"
        ],
        "properties": {
          "kind": {
            "const": "downstream"
          },
          "url": {
            "description": "Where the calls were taken.",
            "type": "string"
          }
        }
      },
      "FunctionObserver": {
        "title": "FunctionObserver",
        "description": "The receiver's state was seen by a function in the same process.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind"
        ],
        "properties": {
          "kind": {
            "const": "function"
          }
        }
      },
      "Summary": {
        "title": "Summary",
        "description": "How many results have each verdict.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pass",
          "fail",
          "inconclusive",
          "skipped",
          "error"
        ],
        "properties": {
          "pass": {
            "description": "Rules that are met.",
            "type": "integer",
            "minimum": 0
          },
          "fail": {
            "description": "Rules that are not met.",
            "type": "integer",
            "minimum": 0
          },
          "inconclusive": {
            "description": "Rules that were tried, of which nothing can be told.",
            "type": "integer",
            "minimum": 0
          },
          "skipped": {
            "description": "Rules that need something that was not given.",
            "type": "integer",
            "minimum": 0
          },
          "error": {
            "description": "Rules whose trial failed by the tool's own mistake.",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "RuleResult": {
        "title": "RuleResult",
        "description": "What one rule found. A failed one has a finding; one that is inconclusive, skipped or in error has a reason.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "level",
          "basis",
          "requirements",
          "why",
          "verdict",
          "evidence",
          "durationMs"
        ],
        "properties": {
          "id": {
            "description": "The id of the rule as group/rule.",
            "type": "string",
            "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
          },
          "title": {
            "description": "What a right receiver does.",
            "type": "string"
          },
          "level": {
            "description": "How binding the rule is.",
            "type": "string",
            "enum": [
              "must",
              "should",
              "may"
            ]
          },
          "basis": {
            "description": "Whether the vendor's page says it.",
            "type": "string",
            "enum": [
              "documented",
              "derived"
            ]
          },
          "requirements": {
            "description": "The sentences of the vendor's page that the rule holds, by name.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "why": {
            "description": "Why it matters, in one sentence.",
            "type": "string"
          },
          "explainedBy": {
            "description": "The rules of which it is a consequence when they fail as well, by id, the most basic first.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "acknowledgementRank": {
            "description": "Only of a rule that says why genuine messages are not acknowledged: 1 is the most basic of them.",
            "type": "integer",
            "minimum": 1
          },
          "verdict": {
            "description": "What the rule came to.",
            "type": "string",
            "enum": [
              "pass",
              "fail",
              "inconclusive",
              "skipped",
              "error"
            ]
          },
          "reason": {
            "description": "Why there is no pass or fail.",
            "type": "string"
          },
          "finding": {
            "$ref": "#/$defs/Finding"
          },
          "flaky": {
            "description": "The rule failed, and was met when it was tried once more with the same seed.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "evidence"
            ],
            "properties": {
              "evidence": {
                "$ref": "evidence.schema.json"
              }
            }
          },
          "known": {
            "description": "The baseline accepts this failure, so it does not fail the check.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "reason",
              "expires"
            ],
            "properties": {
              "reason": {
                "description": "Why it is accepted.",
                "type": "string"
              },
              "expires": {
                "description": "The last day on which it is, as in 2026-12-31 (UTC).",
                "type": "string"
              }
            }
          },
          "replay": {
            "description": "The command that shows it again.",
            "type": "string"
          },
          "evidence": {
            "$ref": "evidence.schema.json"
          },
          "durationMs": {
            "description": "Milliseconds that the rule took.",
            "type": "number",
            "minimum": 0
          }
        },
        "allOf": [
          {
            "if": {
              "properties": {
                "verdict": {
                  "const": "fail"
                }
              },
              "required": [
                "verdict"
              ]
            },
            "then": {
              "required": [
                "finding"
              ],
              "properties": {
                "finding": true
              }
            }
          },
          {
            "if": {
              "properties": {
                "verdict": {
                  "enum": [
                    "inconclusive",
                    "skipped",
                    "error"
                  ]
                }
              },
              "required": [
                "verdict"
              ]
            },
            "then": {
              "required": [
                "reason"
              ],
              "properties": {
                "reason": true
              }
            }
          }
        ]
      },
      "Finding": {
        "title": "Finding",
        "description": "What is wrong with the receiver.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "expected",
          "actual",
          "hint"
        ],
        "properties": {
          "expected": {
            "description": "What a right receiver does.",
            "type": "string"
          },
          "actual": {
            "description": "What this one did.",
            "type": "string"
          },
          "hint": {
            "description": "What to change.",
            "type": "string"
          },
          "story": {
            "description": "How it came about, step by step, one line each; the last says how it ended.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sequence": {
            "description": "The steps that show it, to try them alone.",
            "$ref": "sequence.schema.json"
          }
        }
      }
    }
  },
  "scenario": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/scenario.schema.json",
    "title": "Scenario",
    "description": "A life of a fleet: what an administrator does on a YCM, in order, from a YCM without PBXs and trunks. Every step gives the messages that YCM would push.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name",
      "steps"
    ],
    "properties": {
      "$schema": {
        "description": "For editors.",
        "type": "string"
      },
      "name": {
        "description": "What the life is called.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "description": {
        "description": "What happens, in a sentence.",
        "type": "string",
        "maxLength": 400
      },
      "steps": {
        "description": "The actions, in order.",
        "type": "array",
        "minItems": 1,
        "maxItems": 10000,
        "items": {
          "$ref": "#/$defs/ScenarioStep"
        }
      }
    },
    "$defs": {
      "ScenarioStep": {
        "title": "ScenarioStep",
        "description": "One action.",
        "oneOf": [
          {
            "$ref": "#/$defs/AddTrunk"
          },
          {
            "$ref": "#/$defs/CreatePbx"
          },
          {
            "$ref": "#/$defs/AssignDids"
          },
          {
            "$ref": "#/$defs/RemoveDids"
          },
          {
            "$ref": "#/$defs/DeleteDids"
          },
          {
            "$ref": "#/$defs/DeleteTrunk"
          },
          {
            "$ref": "#/$defs/DeletePbx"
          },
          {
            "$ref": "#/$defs/Resize"
          }
        ]
      },
      "StepAction": {
        "title": "StepAction",
        "description": "What an administrator can do.",
        "enum": [
          "add-trunk",
          "create-pbx",
          "assign-dids",
          "remove-dids",
          "delete-dids",
          "delete-trunk",
          "delete-pbx",
          "resize"
        ]
      },
      "AddTrunk": {
        "title": "AddTrunk",
        "description": "A trunk is added with its DIDs, which no PBX has yet; or more DIDs to a trunk. Nothing is pushed.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "dids"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "add-trunk"
          },
          "dids": {
            "description": "The DIDs of one trunk.",
            "type": "array",
            "minItems": 1,
            "maxItems": 10000,
            "items": {
              "$ref": "#/$defs/ScenarioDid"
            }
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "CreatePbx": {
        "title": "CreatePbx",
        "description": "A Cloud PBX is created: did_change when it gets DIDs, and a capacity report when it is assigned capacity.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "sn"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "create-pbx"
          },
          "sn": {
            "$ref": "#/$defs/SerialNumber"
          },
          "didIds": {
            "description": "The ids of the DIDs that it gets.",
            "type": "array",
            "maxItems": 10000,
            "uniqueItems": true,
            "items": {
              "description": "The id of a DID.",
              "type": "string",
              "minLength": 1,
              "maxLength": 80
            }
          },
          "repository": {
            "$ref": "#/$defs/Capacities"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "AssignDids": {
        "title": "AssignDids",
        "description": "DIDs that no PBX has are assigned to a PBX: did_change.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "sn",
          "didIds"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "assign-dids"
          },
          "sn": {
            "$ref": "#/$defs/SerialNumber"
          },
          "didIds": {
            "$ref": "#/$defs/DidIds"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "RemoveDids": {
        "title": "RemoveDids",
        "description": "DIDs are removed from a PBX, and stay in their trunk: did_change.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "sn",
          "didIds"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "remove-dids"
          },
          "sn": {
            "$ref": "#/$defs/SerialNumber"
          },
          "didIds": {
            "$ref": "#/$defs/DidIds"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "DeleteDids": {
        "title": "DeleteDids",
        "description": "DIDs are deleted from their trunks: did_delete for every PBX that had one of them.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "didIds"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "delete-dids"
          },
          "didIds": {
            "$ref": "#/$defs/DidIds"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "DeleteTrunk": {
        "title": "DeleteTrunk",
        "description": "A trunk is deleted with its DIDs: trunk_delete for every PBX that had one of them.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "trunkId"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "delete-trunk"
          },
          "trunkId": {
            "description": "The trunk's id.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "DeletePbx": {
        "title": "DeletePbx",
        "description": "A Cloud PBX is deleted, and its DIDs are free again: pce_delete when it had DIDs.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "sn"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "delete-pbx"
          },
          "sn": {
            "$ref": "#/$defs/SerialNumber"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "Resize": {
        "title": "Resize",
        "description": "The capacity of one PBX or several is changed: a capacity report for each.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "sn",
          "repository"
        ],
        "properties": {
          "action": {
            "description": "What the administrator does.",
            "const": "resize"
          },
          "sn": {
            "description": "The serial number of one PBX, or those of several.",
            "anyOf": [
              {
                "$ref": "#/$defs/SerialNumber"
              },
              {
                "description": "The serial numbers of several PBXs.",
                "type": "array",
                "minItems": 1,
                "maxItems": 10000,
                "uniqueItems": true,
                "items": {
                  "description": "The serial number of a Cloud PBX.",
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 80
                }
              }
            ]
          },
          "repository": {
            "$ref": "#/$defs/Capacities"
          },
          "secondsLater": {
            "$ref": "#/$defs/SecondsLater"
          },
          "pauseMs": {
            "$ref": "#/$defs/PauseMs"
          },
          "note": {
            "$ref": "#/$defs/Note"
          }
        }
      },
      "ScenarioDid": {
        "title": "ScenarioDid",
        "description": "One DID of a trunk.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "did",
          "didId",
          "trunkId",
          "trunkName"
        ],
        "properties": {
          "did": {
            "description": "The DID number.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "didId": {
            "description": "The unique ID of the DID number.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "trunkId": {
            "description": "The ID of the trunk.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "trunkName": {
            "description": "The name of the trunk.",
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          }
        }
      },
      "SerialNumber": {
        "description": "The serial number of a Cloud PBX.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "DidIds": {
        "description": "The ids of DIDs.",
        "type": "array",
        "minItems": 1,
        "maxItems": 10000,
        "uniqueItems": true,
        "items": {
          "description": "The id of a DID.",
          "type": "string",
          "minLength": 1,
          "maxLength": 80
        }
      },
      "Capacities": {
        "description": "The capacities that are given, such as extensions.",
        "type": "object",
        "minProperties": 1,
        "maxProperties": 50,
        "propertyNames": {
          "maxLength": 80
        },
        "additionalProperties": {
          "description": "How much of it, or yes or no.",
          "type": "string",
          "maxLength": 80
        }
      },
      "SecondsLater": {
        "description": "Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.",
        "type": "integer",
        "minimum": 0,
        "maximum": 31536000
      },
      "PauseMs": {
        "description": "Milliseconds to wait before this step. Default 0.",
        "type": "integer",
        "minimum": 0,
        "maximum": 600000
      },
      "Note": {
        "description": "What happens, in words.",
        "type": "string",
        "maxLength": 400
      }
    }
  },
  "sequence": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/sequence.schema.json",
    "title": "Sequence",
    "description": "What arrives at a receiver, step by step, as the rule retry/converges tries it: PBXs and DIDs are numbers, for which each try has other names.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "steps"
    ],
    "properties": {
      "$schema": {
        "description": "For editors.",
        "type": "string"
      },
      "id": {
        "description": "Made from the steps; only for people, since a file is known by its name.",
        "type": "string",
        "maxLength": 80
      },
      "story": {
        "description": "The steps in words, and how they ended; only for people.",
        "type": "array",
        "maxItems": 400,
        "items": {
          "type": "string"
        }
      },
      "steps": {
        "description": "What happens, one after the other.",
        "type": "array",
        "minItems": 1,
        "maxItems": 200,
        "items": {
          "$ref": "#/$defs/SequenceStep"
        }
      }
    },
    "$defs": {
      "SequenceStep": {
        "title": "SequenceStep",
        "description": "One message that arrives, or a restart of the receiver.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "how"
        ],
        "properties": {
          "how": {
            "description": "How it comes: sent as it should be; sent and cut off before the answer; signed with another secret; changed after it was signed; cut in its middle, so that it is no JSON; with a word as list of DIDs; or no message at all but a restart.",
            "type": "string",
            "enum": [
              "sent",
              "lost-ack",
              "other-secret",
              "tampered",
              "malformed-json",
              "wrong-shape",
              "restart"
            ]
          },
          "reports": {
            "description": "What the message says: reports of one kind, each of another PBX. A restart has none. The same report again is a repetition, one with a smaller `at` than another before it is late.",
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "$ref": "#/$defs/SequenceReport"
            }
          }
        }
      },
      "SequenceReport": {
        "title": "SequenceReport",
        "description": "What a message says of one PBX: its DIDs, with an event, or its capacity.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pbx",
          "at"
        ],
        "properties": {
          "pbx": {
            "description": "The PBX.",
            "type": "integer",
            "minimum": 1,
            "maximum": 50
          },
          "at": {
            "description": "When it happened (seconds), counted from the beginning of the sequence.",
            "type": "integer",
            "minimum": 0,
            "maximum": 50
          },
          "event": {
            "description": "The event of a report of DIDs.",
            "type": "string",
            "enum": [
              "did_change",
              "did_delete",
              "trunk_delete",
              "pce_delete"
            ]
          },
          "dids": {
            "description": "The DIDs that the PBX has now; null or absent as a deletion may have it.",
            "type": [
              "array",
              "null"
            ],
            "maxItems": 50,
            "items": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          },
          "capacity": {
            "$ref": "capacity-change.schema.json#/$defs/CapacityReport/properties/repository"
          }
        }
      }
    }
  },
  "settings": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/settings.schema.json",
    "title": "Settings",
    "description": "Timeout and retry count, one value of each for all webhooks of a YCM.",
    "type": "object",
    "required": [
      "timeoutSeconds",
      "retryCount"
    ],
    "additionalProperties": false,
    "properties": {
      "timeoutSeconds": {
        "description": "Seconds to wait for an answer. Vendor: “the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds”. Default of the sibling's example: 5.",
        "type": "integer",
        "minimum": 3,
        "maximum": 10,
        "default": 5
      },
      "retryCount": {
        "description": "Resends after the first request. Vendor: “how many times the system should resend the request if delivery fails or no successful response is received”. The range is documented for the sibling P-Series; the default of its example is 3.",
        "type": "integer",
        "minimum": 1,
        "maximum": 5,
        "default": 3
      }
    }
  },
  "test-message": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/test-message.schema.json",
    "title": "TestMessage",
    "description": "The connectivity test that a click in Operations sends. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”.",
    "type": "object",
    "required": [
      "event",
      "message"
    ],
    "properties": {
      "event": {
        "const": "test",
        "description": "The name of the test."
      },
      "message": {
        "type": "string",
        "description": "A text for people. On the vendor's page: “This is a webhook connectivity test.”"
      }
    }
  },
  "unknown-message": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/unknown-message.schema.json",
    "title": "UnknownMessage",
    "description": "Something newer that we do not know: the set of events may grow, so an unknown message is acknowledged and otherwise ignored. An object that names another event, or a list of reports of which none is known.",
    "anyOf": [
      {
        "$ref": "#/$defs/UnknownEvent"
      },
      {
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/$defs/UnknownReport"
        }
      }
    ],
    "$defs": {
      "UnknownEvent": {
        "title": "UnknownEvent",
        "description": "A message by itself, as the test message is, with another event.",
        "type": "object",
        "required": [
          "event"
        ],
        "properties": {
          "event": {
            "description": "The name of an event other than those documented. Neither test nor one of those that come in a list.",
            "type": "string",
            "minLength": 1,
            "not": {
              "enum": [
                "test",
                "did_change",
                "did_delete",
                "trunk_delete",
                "pce_delete"
              ]
            }
          }
        }
      },
      "UnknownReport": {
        "title": "UnknownReport",
        "description": "An item of a list with an event that we do not know, or with neither event nor repository.",
        "type": "object",
        "minProperties": 1,
        "dependentRequired": {
          "repository": [
            "event"
          ]
        },
        "properties": {
          "event": {
            "description": "The name of an event other than those documented. Not did_change, did_delete, trunk_delete or pce_delete.",
            "type": "string",
            "minLength": 1,
            "not": {
              "enum": [
                "did_change",
                "did_delete",
                "trunk_delete",
                "pce_delete"
              ]
            }
          }
        }
      }
    }
  },
  "webhook": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/webhook.schema.json",
    "title": "Webhook",
    "description": "One configured entry of YCM's webhook page.",
    "type": "object",
    "required": [
      "url",
      "secret",
      "method"
    ],
    "additionalProperties": false,
    "properties": {
      "url": {
        "description": "An http or https URL. Vendor: “Enter the Webhook URL, which serves as the event push destination.”",
        "type": "string",
        "pattern": "^https?://\\S+$"
      },
      "secret": {
        "description": "A secret of 32 printable ASCII characters. Vendor: “A system-generated 32-character key used to sign Webhook messages.” Its text is the key, not decoded; only letters and digits in the sibling's example.",
        "type": "string",
        "pattern": "^[ -~]{32}$"
      },
      "method": {
        "description": "The request method. Vendor: “either GET or POST, based on the requirements of the third-party Webhook URL”.",
        "type": "string",
        "enum": [
          "GET",
          "POST"
        ]
      },
      "events": {
        "description": "The events that are pushed, by the titles of the vendor's pages. Vendor: “Select All if you want to subscribe to all events.”",
        "default": "All",
        "anyOf": [
          {
            "const": "All"
          },
          {
            "type": "array",
            "uniqueItems": true,
            "items": {
              "description": "The title of an event.",
              "type": "string",
              "enum": [
                "PCE DID Change",
                "PCE Capacity Change"
              ]
            }
          }
        ]
      }
    }
  },
  "webhooks-file": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/webhooks-file.schema.json",
    "title": "WebhooksFile",
    "description": "The webhooks that `hookswitch send --webhooks FILE` pushes to. Secrets are named, and stand elsewhere.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "webhooks"
    ],
    "properties": {
      "$schema": {
        "description": "For editors.",
        "type": "string"
      },
      "webhooks": {
        "description": "Vendor: “Support adding up to 5 Webhooks.”",
        "type": "array",
        "minItems": 1,
        "maxItems": 5,
        "items": {
          "title": "WebhookInFile",
          "description": "One webhook.",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url"
          ],
          "properties": {
            "url": {
              "$ref": "webhook.schema.json#/properties/url"
            },
            "method": {
              "$ref": "webhook.schema.json#/properties/method"
            },
            "events": {
              "$ref": "webhook.schema.json#/properties/events"
            },
            "secretEnv": {
              "description": "The environment variable that holds the secret, default YCM_WEBHOOK_SECRET.",
              "type": "string",
              "minLength": 1
            },
            "secretFile": {
              "description": "A file that holds the secret.",
              "type": "string",
              "minLength": 1
            }
          }
        }
      }
    }
  },
  "webhooks": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://hookswitch.dev/schemas/webhooks.schema.json",
    "title": "Webhooks",
    "description": "All webhooks of a YCM. Vendor: “Support adding up to 5 Webhooks.”",
    "type": "array",
    "maxItems": 5,
    "items": {
      "$ref": "webhook.schema.json"
    }
  }
};

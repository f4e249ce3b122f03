// Made by `npm run generate` from schemas/console-api.yaml: change that, not this file.

/** What the console's page and server say to each other, in OpenAPI 3.1. */
export const consoleApi = {
  "openapi": "3.1.0",
  "info": {
    "title": "Hookswitch console",
    "version": "1",
    "description": "What the page of `hookswitch console` asks of its server. Every request and every answer is held to this description. Lists never hold a secret: one secret is handed out by an operation of its own. Times are RFC 3339 in UTC, durations end in Ms."
  },
  "paths": {
    "/api/session": {
      "post": {
        "operationId": "openSession",
        "summary": "Trades the token of a printed address for a session, when other machines can reach the console: from then on, each request has the cookie of the answer and its key in the header Hookswitch-Key. A token opens one session.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OpeningToken"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The session; its other half is in the cookie.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionKey"
                }
              }
            }
          }
        }
      }
    },
    "/api/console": {
      "get": {
        "operationId": "getConsole",
        "summary": "What this console is.",
        "responses": {
          "200": {
            "description": "The console.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Console"
                }
              }
            }
          }
        }
      }
    },
    "/api/events": {
      "get": {
        "operationId": "streamEvents",
        "summary": "Server-sent events; each has a ConsoleEvent as its data. What changed is told in batches, at most ten times a second.",
        "responses": {
          "200": {
            "description": "The stream.",
            "content": {
              "text/event-stream": {
                "schema": {
                  "$ref": "#/components/schemas/ConsoleEvent"
                }
              }
            }
          }
        }
      }
    },
    "/api/push": {
      "get": {
        "operationId": "getPushPage",
        "summary": "YCM's page System > API > Webhook Event Push as it was saved.",
        "responses": {
          "200": {
            "description": "The page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PushPage"
                }
              }
            }
          }
        }
      },
      "put": {
        "operationId": "savePushSettings",
        "summary": "Saves what is above and below the list of webhooks.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PushSettings"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The page as saved.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PushPage"
                }
              }
            }
          }
        }
      }
    },
    "/api/webhooks": {
      "post": {
        "operationId": "addWebhook",
        "summary": "Adds a webhook; YCM supports up to 5.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookForm"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The webhook.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookRow"
                }
              }
            }
          }
        }
      }
    },
    "/api/webhooks/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "put": {
        "operationId": "changeWebhook",
        "summary": "Changes a webhook; without a secret it keeps the one it has.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookForm"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The webhook.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookRow"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "removeWebhook",
        "summary": "Removes a webhook; what was accepted for it goes on.",
        "responses": {
          "204": {
            "description": "It is gone."
          }
        }
      }
    },
    "/api/webhooks/{id}/secret": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "showSecret",
        "summary": "The secret of one webhook, in clear.",
        "responses": {
          "200": {
            "description": "The secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Secret"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "renewSecret",
        "summary": "Draws a new secret.",
        "responses": {
          "200": {
            "description": "The new secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Secret"
                }
              }
            }
          }
        }
      }
    },
    "/api/webhooks/{id}/test": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "sendTestMessage",
        "summary": "Sends the test message to one webhook, also when pushing is off; answers at once, the delivery goes on.",
        "responses": {
          "202": {
            "description": "The delivery.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryRow"
                }
              }
            }
          }
        }
      }
    },
    "/api/fleet": {
      "get": {
        "operationId": "getFleet",
        "summary": "The Cloud PBXs, the trunks and their DIDs.",
        "responses": {
          "200": {
            "description": "The fleet.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetView"
                }
              }
            }
          }
        }
      }
    },
    "/api/fleet/preview": {
      "post": {
        "operationId": "previewAction",
        "summary": "What an action would push, before it is pushed; changes nothing.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FleetAction"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The messages.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionPreview"
                }
              }
            }
          }
        }
      }
    },
    "/api/fleet/actions": {
      "post": {
        "operationId": "doAction",
        "summary": "Does what an administrator does, and pushes the messages.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FleetAction"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it came to.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActionResult"
                }
              }
            }
          }
        }
      }
    },
    "/api/fleet/example": {
      "post": {
        "operationId": "addExampleFleet",
        "summary": "Fills an empty fleet with two trunks of DIDs and three Cloud PBXs; nothing is pushed.",
        "responses": {
          "200": {
            "description": "The fleet.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetView"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries": {
      "get": {
        "operationId": "listDeliveries",
        "summary": "Newest first; a page ends with `next`, to be given as `before` for the page after it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/before"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/DeliveryState"
            }
          },
          {
            "name": "webhook",
            "in": "query",
            "description": "A webhook's id.",
            "schema": {
              "type": "string",
              "maxLength": 80
            }
          },
          {
            "name": "event",
            "in": "query",
            "description": "The kind of the message, as in a row.",
            "schema": {
              "type": "string",
              "maxLength": 80
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Found in the message, the URL or the signature.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryPage"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries/latencies": {
      "get": {
        "operationId": "listLatencies",
        "summary": "The last attempts, oldest first, for the chart of ack latency and outcomes; at most 2,000.",
        "responses": {
          "200": {
            "description": "The attempts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Latencies"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries/{seq}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/seq"
        }
      ],
      "get": {
        "operationId": "getDelivery",
        "summary": "One delivery with its attempts as they went over the wire, and its signature step by step.",
        "responses": {
          "200": {
            "description": "The delivery.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryDetail"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries/{seq}/again": {
      "parameters": [
        {
          "$ref": "#/components/parameters/seq"
        }
      ],
      "post": {
        "operationId": "sendAgain",
        "summary": "Sends the same bytes to the same webhook as a new delivery, signed with the secret that the webhook has now.",
        "responses": {
          "202": {
            "description": "The new delivery.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeliveryRow"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries/{seq}/curl": {
      "parameters": [
        {
          "$ref": "#/components/parameters/seq"
        }
      ],
      "get": {
        "operationId": "getCurl",
        "summary": "The command that sends the same request.",
        "responses": {
          "200": {
            "description": "The command.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ShellCommand"
                }
              }
            }
          }
        }
      }
    },
    "/api/deliveries/{seq}/fixture": {
      "parameters": [
        {
          "$ref": "#/components/parameters/seq"
        }
      ],
      "get": {
        "operationId": "getFixture",
        "summary": "The request as a line of a recording, which `hookswitch replay` and tests in any language read.",
        "responses": {
          "200": {
            "description": "One line of NDJSON.",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              }
            }
          }
        }
      }
    },
    "/api/inbox": {
      "get": {
        "operationId": "getInbox",
        "summary": "The inbox's address, how it answers, and what arrived, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/before"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "The inbox.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Inbox"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "emptyInbox",
        "summary": "Forgets what arrived.",
        "responses": {
          "204": {
            "description": "It is empty."
          }
        }
      }
    },
    "/api/inbox/answer": {
      "put": {
        "operationId": "setInboxAnswer",
        "summary": "How the inbox answers from now on.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/InboxAnswer"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "How it answers.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/InboxAnswer"
                }
              }
            }
          }
        }
      }
    },
    "/api/inbox/webhook": {
      "post": {
        "operationId": "addInboxWebhook",
        "summary": "Adds a webhook that pushes to the inbox.",
        "responses": {
          "201": {
            "description": "The webhook.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookRow"
                }
              }
            }
          }
        }
      }
    },
    "/api/inbox/secrets": {
      "post": {
        "operationId": "setInboxSecret",
        "summary": "A secret that signatures are checked with beside those of the webhooks; kept in memory until it is taken back or the console ends.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OptionalSecret"
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It is used."
          }
        }
      }
    },
    "/api/inbox/{seq}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/seq"
        }
      ],
      "get": {
        "operationId": "getArrival",
        "summary": "One request as it arrived, whether its signature holds, and if not, which mistake explains it.",
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArrivalDetail"
                }
              }
            }
          }
        }
      }
    },
    "/api/checks": {
      "get": {
        "operationId": "listChecks",
        "summary": "The last 50 checks, newest first.",
        "responses": {
          "200": {
            "description": "The checks.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckPage"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "startCheck",
        "summary": "Judges a receiver; one check goes on at a time.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CheckForm"
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "The check that began.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckRow"
                }
              }
            }
          }
        }
      }
    },
    "/api/checks/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "getCheck",
        "summary": "One check, its rules as far as they were judged, and its report when it ended.",
        "responses": {
          "200": {
            "description": "The check.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckDetail"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "removeCheck",
        "summary": "Forgets a check that ended.",
        "responses": {
          "204": {
            "description": "It is gone."
          }
        }
      }
    },
    "/api/checks/{id}/stop": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "stopCheck",
        "summary": "Ends a check that goes on; what was judged so far is its report.",
        "responses": {
          "202": {
            "description": "It is ending."
          }
        }
      }
    },
    "/api/checks/{id}/report/{format}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "format",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "enum": [
              "json",
              "junit",
              "html",
              "markdown",
              "ctrf",
              "har"
            ]
          }
        }
      ],
      "get": {
        "operationId": "exportReport",
        "summary": "The report of a check that ended, as a file.",
        "responses": {
          "200": {
            "description": "The file, in the content type of its format.",
            "content": {
              "application/octet-stream": {
                "schema": {
                  "type": "string"
                }
              }
            }
          }
        }
      }
    },
    "/api/rules": {
      "get": {
        "operationId": "listRules",
        "summary": "The rules, in the order in which a person reads.",
        "responses": {
          "200": {
            "description": "The rules.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RuleList"
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "id": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 80
        }
      },
      "seq": {
        "name": "seq",
        "in": "path",
        "required": true,
        "description": "Its number, from 1.",
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "before": {
        "name": "before",
        "in": "query",
        "description": "Only those with a number below this.",
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        }
      }
    },
    "schemas": {
      "Problem": {
        "title": "Problem",
        "description": "What every answer that is not a success holds.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "code",
          "sentence"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "A literal name, such as bad-webhook."
          },
          "sentence": {
            "type": "string",
            "description": "What is wrong, where, and what to do."
          },
          "field": {
            "type": "string",
            "description": "The field of the form that it is about."
          }
        }
      },
      "OpeningToken": {
        "title": "OpeningToken",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "token"
        ],
        "properties": {
          "token": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "What follows #open= in the address."
          }
        }
      },
      "SessionKey": {
        "title": "SessionKey",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "To be sent in the header Hookswitch-Key."
          }
        }
      },
      "Console": {
        "title": "Console",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version",
          "folder",
          "allowHosts",
          "inboxUrl"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "folder": {
            "type": "string",
            "description": "Where its state is kept."
          },
          "allowHosts": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Hosts other than loopback that may be reached."
          },
          "inboxUrl": {
            "type": "string",
            "description": "The address of the inbox."
          }
        }
      },
      "ConsoleEvent": {
        "title": "ConsoleEvent",
        "description": "What is new. Whoever sees one of kind `changed` asks again for what it names, when it shows it.",
        "oneOf": [
          {
            "title": "DeliveriesEvent",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "rows",
              "latencies",
              "missed"
            ],
            "properties": {
              "kind": {
                "const": "deliveries"
              },
              "rows": {
                "type": "array",
                "maxItems": 200,
                "items": {
                  "$ref": "#/components/schemas/DeliveryRow"
                },
                "description": "New or changed, each once as it is now, oldest first; the newest 200 of the batch."
              },
              "latencies": {
                "type": "array",
                "maxItems": 200,
                "items": {
                  "$ref": "#/components/schemas/LatencyPoint"
                },
                "description": "Attempts that ended."
              },
              "missed": {
                "type": "integer",
                "minimum": 0,
                "description": "How many rows the batch had beyond those."
              }
            }
          },
          {
            "title": "InboxEvent",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "rows",
              "missed"
            ],
            "properties": {
              "kind": {
                "const": "inbox"
              },
              "rows": {
                "type": "array",
                "maxItems": 200,
                "items": {
                  "$ref": "#/components/schemas/ArrivalRow"
                }
              },
              "missed": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          {
            "title": "CheckEvent",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "check",
              "rules"
            ],
            "properties": {
              "kind": {
                "const": "check"
              },
              "check": {
                "$ref": "#/components/schemas/CheckRow"
              },
              "rules": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/RuleState"
                },
                "description": "Rules that began or were judged."
              }
            }
          },
          {
            "title": "ChangedEvent",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "what"
            ],
            "properties": {
              "kind": {
                "const": "changed"
              },
              "what": {
                "enum": [
                  "push",
                  "fleet",
                  "inbox",
                  "checks",
                  "deliveries"
                ]
              }
            }
          }
        ]
      },
      "PushSettings": {
        "title": "PushSettings",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "isEnabled",
          "timeoutSeconds",
          "retryCount"
        ],
        "properties": {
          "isEnabled": {
            "type": "boolean",
            "description": "The checkbox of Webhook Event Push."
          },
          "timeoutSeconds": {
            "type": "integer",
            "minimum": 3,
            "maximum": 10,
            "description": "Timeout(s)."
          },
          "retryCount": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5,
            "description": "Retry Count."
          }
        }
      },
      "PushPage": {
        "title": "PushPage",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "settings",
          "webhooks",
          "mostWebhooks"
        ],
        "properties": {
          "settings": {
            "$ref": "#/components/schemas/PushSettings"
          },
          "webhooks": {
            "type": "array",
            "maxItems": 5,
            "items": {
              "$ref": "#/components/schemas/WebhookRow"
            }
          },
          "mostWebhooks": {
            "const": 5
          }
        }
      },
      "WebhookEvents": {
        "title": "WebhookEvents",
        "description": "The events that are pushed, by the vendor's titles, or All.",
        "oneOf": [
          {
            "const": "All"
          },
          {
            "type": "array",
            "uniqueItems": true,
            "minItems": 1,
            "items": {
              "enum": [
                "PCE DID Change",
                "PCE Capacity Change"
              ]
            }
          }
        ]
      },
      "WebhookForm": {
        "title": "WebhookForm",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "url",
          "method",
          "events"
        ],
        "properties": {
          "url": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "secret": {
            "type": "string",
            "maxLength": 200,
            "description": "Absent: one is drawn, or kept."
          },
          "method": {
            "enum": [
              "POST",
              "GET"
            ]
          },
          "events": {
            "$ref": "#/components/schemas/WebhookEvents"
          }
        }
      },
      "WebhookRow": {
        "title": "WebhookRow",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "url",
          "method",
          "events",
          "secretFingerprint"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "method": {
            "enum": [
              "POST",
              "GET"
            ]
          },
          "events": {
            "$ref": "#/components/schemas/WebhookEvents"
          },
          "secretFingerprint": {
            "type": "string",
            "description": "Tells secrets apart without telling them."
          }
        }
      },
      "Secret": {
        "title": "Secret",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "secret"
        ],
        "properties": {
          "secret": {
            "type": "string"
          }
        }
      },
      "OptionalSecret": {
        "title": "OptionalSecret",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "secret"
        ],
        "properties": {
          "secret": {
            "type": [
              "string",
              "null"
            ],
            "maxLength": 200,
            "description": "Null takes it back."
          }
        }
      },
      "Repository": {
        "title": "RepositoryView",
        "description": "The capacity of a Cloud PBX; every value is a string, as in the vendor's messages.",
        "type": "object",
        "additionalProperties": {
          "type": "string",
          "maxLength": 80
        }
      },
      "FleetView": {
        "title": "FleetView",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pbxs",
          "trunks",
          "dids"
        ],
        "properties": {
          "pbxs": {
            "type": "array",
            "items": {
              "title": "PbxView",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "sn",
                "repository"
              ],
              "properties": {
                "sn": {
                  "type": "string"
                },
                "repository": {
                  "$ref": "#/components/schemas/Repository"
                }
              }
            }
          },
          "trunks": {
            "type": "array",
            "items": {
              "title": "TrunkView",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "trunkId",
                "trunkName"
              ],
              "properties": {
                "trunkId": {
                  "type": "string"
                },
                "trunkName": {
                  "type": "string"
                }
              }
            }
          },
          "dids": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DidView"
            }
          }
        }
      },
      "DidView": {
        "title": "DidView",
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
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "didId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "trunkId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 80
          },
          "trunkName": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "sn": {
            "type": "string",
            "description": "The Cloud PBX that has it; absent: it is free."
          }
        }
      },
      "FleetAction": {
        "title": "ConsoleAction",
        "description": "What an administrator does.",
        "oneOf": [
          {
            "title": "AddTrunkAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "dids"
            ],
            "properties": {
              "kind": {
                "const": "add-trunk"
              },
              "dids": {
                "type": "array",
                "minItems": 1,
                "maxItems": 1000,
                "items": {
                  "$ref": "#/components/schemas/DidView"
                }
              }
            }
          },
          {
            "title": "CreatePbxAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "sn",
              "didIds"
            ],
            "properties": {
              "kind": {
                "const": "create-pbx"
              },
              "sn": {
                "$ref": "#/components/schemas/SerialNumber"
              },
              "didIds": {
                "$ref": "#/components/schemas/DidIdList"
              },
              "repository": {
                "$ref": "#/components/schemas/Repository"
              }
            }
          },
          {
            "title": "MoveDidsAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "sn",
              "didIds"
            ],
            "properties": {
              "kind": {
                "enum": [
                  "assign-dids",
                  "remove-dids",
                  "bind-dids"
                ]
              },
              "sn": {
                "$ref": "#/components/schemas/SerialNumber"
              },
              "didIds": {
                "$ref": "#/components/schemas/DidIdList"
              }
            }
          },
          {
            "title": "DeleteDidsAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "didIds"
            ],
            "properties": {
              "kind": {
                "const": "delete-dids"
              },
              "didIds": {
                "$ref": "#/components/schemas/DidIdList"
              }
            }
          },
          {
            "title": "DeleteTrunkAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "trunkId"
            ],
            "properties": {
              "kind": {
                "const": "delete-trunk"
              },
              "trunkId": {
                "type": "string",
                "minLength": 1,
                "maxLength": 80
              }
            }
          },
          {
            "title": "DeletePbxAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "sn"
            ],
            "properties": {
              "kind": {
                "const": "delete-pbx"
              },
              "sn": {
                "$ref": "#/components/schemas/SerialNumber"
              }
            }
          },
          {
            "title": "ResizeAction",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "sn",
              "repository"
            ],
            "properties": {
              "kind": {
                "const": "resize"
              },
              "sn": {
                "$ref": "#/components/schemas/SerialNumber"
              },
              "repository": {
                "$ref": "#/components/schemas/Repository"
              }
            }
          }
        ]
      },
      "SerialNumber": {
        "title": "PbxSerial",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "DidIdList": {
        "title": "DidIdList",
        "type": "array",
        "maxItems": 1000,
        "uniqueItems": true,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 80
        }
      },
      "ActionPreview": {
        "title": "ActionPreview",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "messages"
        ],
        "properties": {
          "messages": {
            "type": "array",
            "items": {
              "title": "PreviewedMessage",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "event",
                "json",
                "webhooks"
              ],
              "properties": {
                "event": {
                  "type": "string"
                },
                "json": {
                  "type": "string",
                  "description": "The message, indented for people."
                },
                "webhooks": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  },
                  "description": "The URLs that it goes to."
                }
              }
            }
          }
        }
      },
      "ActionResult": {
        "title": "ActionResult",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "fleet",
          "deliveries"
        ],
        "properties": {
          "fleet": {
            "$ref": "#/components/schemas/FleetView"
          },
          "deliveries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DeliveryRow"
            }
          }
        }
      },
      "DeliveryState": {
        "title": "DeliveryStateName",
        "enum": [
          "pending",
          "acknowledged",
          "given-up"
        ]
      },
      "DeliveryRow": {
        "title": "DeliveryRow",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "seq",
          "acceptedAt",
          "event",
          "summary",
          "webhookId",
          "url",
          "method",
          "state",
          "attempts",
          "timeoutMs"
        ],
        "properties": {
          "seq": {
            "type": "integer",
            "description": "Its number, from 1, in the order of acceptance."
          },
          "acceptedAt": {
            "type": "string",
            "format": "date-time"
          },
          "event": {
            "type": "string",
            "description": "The kind of the message, such as did_change."
          },
          "summary": {
            "type": "string",
            "maxLength": 200,
            "description": "What it says, in few words: serial numbers and counts."
          },
          "webhookId": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "method": {
            "enum": [
              "POST",
              "GET"
            ]
          },
          "state": {
            "$ref": "#/components/schemas/DeliveryState"
          },
          "timeoutMs": {
            "type": "integer"
          },
          "attempts": {
            "type": "array",
            "maxItems": 6,
            "items": {
              "$ref": "#/components/schemas/AttemptRow"
            }
          }
        }
      },
      "AttemptRow": {
        "title": "AttemptRow",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "n",
          "startedAt"
        ],
        "properties": {
          "n": {
            "type": "integer",
            "minimum": 1
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "elapsedMs": {
            "type": "number",
            "description": "Absent: it is under way, or was cut short by the end of the console."
          },
          "outcome": {
            "enum": [
              "acknowledged",
              "refused",
              "timeout",
              "connection-failed",
              "cut"
            ],
            "description": "Refused: an answer that is not a 2xx."
          },
          "status": {
            "type": "integer"
          },
          "detail": {
            "type": "string",
            "description": "What came of it, in words."
          }
        }
      },
      "DeliveryPage": {
        "title": "DeliveryPage",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rows",
          "total"
        ],
        "properties": {
          "rows": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/DeliveryRow"
            }
          },
          "total": {
            "type": "integer",
            "description": "How many are kept in all."
          },
          "next": {
            "type": "integer",
            "description": "To be given as `before`; absent: there are no more."
          }
        }
      },
      "LatencyPoint": {
        "title": "LatencyPoint",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "seq",
          "n",
          "endedAt",
          "elapsedMs",
          "outcome",
          "timeoutMs"
        ],
        "properties": {
          "seq": {
            "type": "integer"
          },
          "n": {
            "type": "integer"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "elapsedMs": {
            "type": "number"
          },
          "outcome": {
            "enum": [
              "acknowledged",
              "refused",
              "timeout",
              "connection-failed",
              "cut"
            ]
          },
          "timeoutMs": {
            "type": "integer"
          }
        }
      },
      "Latencies": {
        "title": "Latencies",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "points"
        ],
        "properties": {
          "points": {
            "type": "array",
            "maxItems": 2000,
            "items": {
              "$ref": "#/components/schemas/LatencyPoint"
            }
          }
        }
      },
      "Bytes": {
        "title": "BytesView",
        "description": "Bytes of the wire as text where they are UTF-8, else in Base64; long ones are cut.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "encoding",
          "data",
          "size"
        ],
        "properties": {
          "encoding": {
            "enum": [
              "text",
              "base64"
            ]
          },
          "data": {
            "type": "string"
          },
          "size": {
            "type": "integer",
            "description": "How many bytes there were."
          },
          "isCut": {
            "type": "boolean"
          }
        }
      },
      "Headers": {
        "title": "HeaderView",
        "type": "array",
        "items": {
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": {
            "type": "string"
          }
        }
      },
      "WireRequest": {
        "title": "WireRequestView",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "method",
          "target",
          "headers",
          "body"
        ],
        "properties": {
          "method": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "headers": {
            "$ref": "#/components/schemas/Headers"
          },
          "body": {
            "$ref": "#/components/schemas/Bytes"
          }
        }
      },
      "WireAnswer": {
        "title": "WireAnswerView",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "status",
          "reason",
          "headers",
          "body"
        ],
        "properties": {
          "status": {
            "type": "integer"
          },
          "reason": {
            "type": "string"
          },
          "headers": {
            "$ref": "#/components/schemas/Headers"
          },
          "body": {
            "$ref": "#/components/schemas/Bytes"
          }
        }
      },
      "AttemptDetail": {
        "title": "AttemptDetail",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "row"
        ],
        "properties": {
          "row": {
            "$ref": "#/components/schemas/AttemptRow"
          },
          "request": {
            "$ref": "#/components/schemas/WireRequest"
          },
          "answer": {
            "$ref": "#/components/schemas/WireAnswer"
          }
        }
      },
      "SignatureSteps": {
        "title": "SignatureSteps",
        "description": "How the signature is computed, step by step. The key is named by its fingerprint.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "secretFingerprint",
          "messageBytes",
          "messageSha256",
          "hmacHex",
          "signature",
          "isCurrent"
        ],
        "properties": {
          "secretFingerprint": {
            "type": "string"
          },
          "messageBytes": {
            "type": "integer"
          },
          "messageSha256": {
            "type": "string",
            "description": "Hex of SHA-256 of the message, to compare bytes by."
          },
          "hmacHex": {
            "type": "string",
            "description": "Hex of the 32 bytes of HMAC-SHA256: not what is sent."
          },
          "signature": {
            "type": "string",
            "description": "Base64 of the same 32 bytes: what X-Signature holds."
          },
          "isCurrent": {
            "type": "boolean",
            "description": "False: the webhook has another secret by now, or is gone, and the steps show what was sent only."
          }
        }
      },
      "DeliveryDetail": {
        "title": "DeliveryDetail",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "row",
          "message",
          "settings",
          "signature",
          "attempts"
        ],
        "properties": {
          "row": {
            "$ref": "#/components/schemas/DeliveryRow"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "message": {
            "$ref": "#/components/schemas/Bytes"
          },
          "settings": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "timeoutSeconds",
              "retryCount"
            ],
            "properties": {
              "timeoutSeconds": {
                "type": "integer"
              },
              "retryCount": {
                "type": "integer"
              }
            }
          },
          "signature": {
            "$ref": "#/components/schemas/SignatureSteps"
          },
          "attempts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AttemptDetail"
            }
          }
        }
      },
      "ShellCommand": {
        "title": "ShellCommand",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "command"
        ],
        "properties": {
          "command": {
            "type": "string"
          }
        }
      },
      "InboxAnswer": {
        "title": "InboxAnswer",
        "description": "How the inbox answers.",
        "oneOf": [
          {
            "title": "StatusAnswer",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "status",
              "delayMs"
            ],
            "properties": {
              "kind": {
                "const": "status"
              },
              "status": {
                "type": "integer",
                "minimum": 200,
                "maximum": 599
              },
              "delayMs": {
                "type": "integer",
                "minimum": 0,
                "maximum": 60000
              }
            }
          },
          {
            "title": "HangAnswer",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind"
            ],
            "properties": {
              "kind": {
                "enum": [
                  "hang",
                  "close"
                ]
              }
            }
          }
        ]
      },
      "Inbox": {
        "title": "Inbox",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "url",
          "answer",
          "hasSecret",
          "rows",
          "total"
        ],
        "properties": {
          "url": {
            "type": "string"
          },
          "answer": {
            "$ref": "#/components/schemas/InboxAnswer"
          },
          "hasSecret": {
            "type": "boolean",
            "description": "A secret of its own was given."
          },
          "rows": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/ArrivalRow"
            }
          },
          "total": {
            "type": "integer"
          },
          "next": {
            "type": "integer"
          }
        }
      },
      "SignatureVerdict": {
        "title": "SignatureVerdictView",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "verdict",
          "sentence",
          "mistakes"
        ],
        "properties": {
          "verdict": {
            "enum": [
              "right",
              "wrong",
              "missing",
              "not-checked"
            ]
          },
          "sentence": {
            "type": "string",
            "description": "The verdict in words, with the mistake that explains it."
          },
          "mistakes": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "sentence"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "sentence": {
                  "type": "string"
                }
              }
            }
          },
          "secretOf": {
            "type": "string",
            "description": "The URL of the webhook with whose secret it was checked; absent: the inbox's own."
          }
        }
      },
      "ArrivalRow": {
        "title": "ArrivalRow",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "seq",
          "at",
          "method",
          "target",
          "event",
          "summary",
          "size",
          "verdict",
          "answered"
        ],
        "properties": {
          "seq": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "method": {
            "type": "string",
            "maxLength": 40
          },
          "target": {
            "type": "string",
            "maxLength": 2000
          },
          "event": {
            "type": "string",
            "description": "Its kind, or what it is instead."
          },
          "summary": {
            "type": "string",
            "maxLength": 200
          },
          "size": {
            "type": "integer",
            "description": "Bytes of the body."
          },
          "verdict": {
            "enum": [
              "right",
              "wrong",
              "missing",
              "not-checked"
            ]
          },
          "answered": {
            "type": "string",
            "description": "Such as 200, hang, close."
          },
          "repeats": {
            "type": "integer",
            "description": "The number of the earlier request with the same bytes."
          }
        }
      },
      "ArrivalDetail": {
        "title": "ArrivalDetail",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "row",
          "headers",
          "body",
          "lines",
          "signature"
        ],
        "properties": {
          "row": {
            "$ref": "#/components/schemas/ArrivalRow"
          },
          "headers": {
            "$ref": "#/components/schemas/Headers"
          },
          "body": {
            "$ref": "#/components/schemas/Bytes"
          },
          "lines": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What the message says, a line for each report."
          },
          "problem": {
            "type": "string",
            "description": "What is wrong with the message."
          },
          "signature": {
            "$ref": "#/components/schemas/SignatureVerdict"
          }
        }
      },
      "CheckForm": {
        "title": "CheckForm",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "url",
          "method",
          "secret"
        ],
        "properties": {
          "url": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "method": {
            "enum": [
              "POST",
              "GET"
            ]
          },
          "secret": {
            "description": "The secret that the receiver has.",
            "oneOf": [
              {
                "title": "SecretOfWebhook",
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "webhook"
                ],
                "properties": {
                  "webhook": {
                    "type": "string",
                    "maxLength": 80
                  }
                }
              },
              {
                "title": "SecretAsText",
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "text"
                ],
                "properties": {
                  "text": {
                    "type": "string",
                    "maxLength": 200
                  }
                }
              }
            ]
          },
          "observeUrl": {
            "type": "string",
            "maxLength": 2000
          },
          "rules": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "maxLength": 100
            },
            "description": "Patterns such as signature/*; absent: all."
          },
          "timeoutSeconds": {
            "type": "integer",
            "minimum": 3,
            "maximum": 10
          },
          "isThorough": {
            "type": "boolean"
          }
        }
      },
      "CheckRow": {
        "title": "CheckRow",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "startedAt",
          "url",
          "method",
          "state",
          "judged",
          "total"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "url": {
            "type": "string"
          },
          "method": {
            "enum": [
              "POST",
              "GET"
            ]
          },
          "state": {
            "enum": [
              "running",
              "done",
              "stopped",
              "failed"
            ]
          },
          "judged": {
            "type": "integer"
          },
          "total": {
            "type": "integer"
          },
          "summary": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            },
            "description": "How many rules have which verdict."
          },
          "problem": {
            "type": "string",
            "description": "Why it failed: receiver or observer not reachable, wrong use."
          }
        }
      },
      "RuleState": {
        "title": "RuleState",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "enum": [
              "waiting",
              "running",
              "pass",
              "fail",
              "inconclusive",
              "skipped",
              "error"
            ]
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "CheckDetail": {
        "title": "CheckDetail",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "row",
          "rules"
        ],
        "properties": {
          "row": {
            "$ref": "#/components/schemas/CheckRow"
          },
          "rules": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RuleState"
            }
          },
          "report": {
            "type": "object",
            "description": "The report, as schemas/report.schema.json describes it."
          }
        }
      },
      "CheckPage": {
        "title": "CheckPage",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rows"
        ],
        "properties": {
          "rows": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/CheckRow"
            }
          }
        }
      },
      "RuleList": {
        "title": "RuleList",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "items": {
              "title": "RuleEntry",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "title",
                "level",
                "why"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "level": {
                  "enum": [
                    "must",
                    "should",
                    "may"
                  ]
                },
                "why": {
                  "type": "string"
                }
              }
            }
          }
        }
      }
    }
  }
} as const;

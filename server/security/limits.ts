/**
 * Every limit of the server, in one place. Each is named in the message of the refusal it causes.
 * Nothing that comes from outside is without one.
 */
export const LIMITS = {
  /** Bytes of one `POST /api/observations` with a JSON array, and of it that are parsed in one go. */
  jsonBodyBytes: 4 * 1024 * 1024,
  jsonPartBytes: 256 * 1024,
  /** Bytes of one `POST /api/observations` with NDJSON: it is read line by line as it comes. */
  ndjsonBodyBytes: 256 * 1024 * 1024,
  /** Bodies of `POST /api/observations` being read at once. */
  postsAtOnce: 64,
  /** Bytes of one line of NDJSON, of a request or of a recording. */
  lineBytes: 64 * 1024,
  /** Records of one JSON array. */
  batchRecords: 50_000,
  /** Refusals told one by one in an answer; the rest are counted. */
  refusalsInAnswer: 1_000,
  /** Tokens of a text that is not JSON in which its fault is looked for (about 20 ms). */
  jsonFaultTokens: 100_000,
  /** Nesting of one record. */
  recordDepth: 4,

  /** Characters of an entity's id, and of its name, its source, the name of a value. */
  idLength: 200,
  nameLength: 200,
  sourceLength: 100,
  valueNameLength: 64,
  /** Values in one observation. */
  valuesPerObservation: 64,
  /** Different names of values in the city. */
  valueNames: 1_024,
  /** Different sources in the city. */
  sourceNames: 4_096,
  /** Entities in the twin, and named values of all of them together. */
  entities: 1_000_000,
  values: 8_000_000,
  /** Metres above the ellipsoid. */
  lowestHeight: -12_000,
  highestHeight: 1_000_000,
  /** m/s. */
  fastestSpeed: 6_000,

  /** How far ahead of our clock an observation may be, milliseconds. */
  futureSkew: 10_000,
  /** How old an observation may be, milliseconds (ten years: older means a clock that was never set). */
  oldestAge: 10 * 366 * 86_400_000,
  /** Metres that a position may be off before motion counts as implausible. */
  positionTolerance: 250,
  /** Consecutive implausible positions that agree with one another before the entity is believed to be there. */
  relocationCount: 3,
  /** Observations of one entity remembered to tell a repeated one. */
  duplicateMemory: 8,
  /** Observations a second from one source, sustained, and at once. */
  sourceRate: 100_000,
  sourceBurst: 400_000,
  /** Observations a second of one entity, sustained, and at once. */
  entityRate: 200,
  entityBurst: 5_000,
  /** Recent refusals kept to be looked at. */
  recentRefusals: 500,
  /** Records judged before the event loop gets a turn. */
  gateSlice: 1_000,

  /** The journal: milliseconds that an accepted observation waits for others before all are written, and how many wait at most. */
  journalWait: 20,
  journalBatch: 500,
  /** Observations that may wait to be written, of all feeds together: past that feeds are held back. */
  journalWaiting: 100_000,
  /** Bytes of the disk that are left free: what would need them is refused. */
  diskReserve: 32 * 1024 * 1024,

  /** History: minutes after its end that an hour is sealed, and observations after which an image of the twin is kept at the latest. */
  sealDelay: 10,
  keyframeObservations: 100_000,
  /** Minutes after which an image of the twin is kept if anything was said. */
  keyframeMinutes: 10,
  /** Observations in one answer of the history, when not said and at most. */
  historyDefault: 1_000,
  historyMost: 50_000,
  /** Buckets in one answer that is told in buckets, events in one, squares of a heat map. */
  historyBuckets: 5_000,
  historyEvents: 1_000,
  heatSquares: 20_000,
  /** Days that one question may look at, and milliseconds that it may take. */
  historyDays: 400,
  historyTimeout: 30_000,
  /** Questions to the history at once; past that they are refused. */
  historyQuestionsAtOnce: 32,
  /** Bytes of answers of the history that were not read yet, and milliseconds in which a reader must have read on. */
  historyUnread: 256 * 1024 * 1024,
  historyReading: 60_000,
  /** Rules of retention, and bytes of a body with them. */
  retentionRules: 100,
  retentionBodyBytes: 64 * 1024,

  /** Sessions that show the past at once, each with a clock of its own. */
  replaySessions: 500,
  /** Entities that one of them may hold, observations read ahead for it, and that it takes in one tick. */
  replayEntities: 200_000,
  /** Entities that all of them together may hold: half a kilobyte each. */
  replayEntitiesTogether: 5_000_000,
  replayAhead: 20_000,
  replayPerTick: 20_000,
  /** Seconds of the past that may pass on its clock in one of ours, and questions to the history of all of them at once. */
  replayRate: 600,
  replayQuestionsAtOnce: 8,

  /** Bytes of a recording that is not in order of time: it is sorted in memory, in a worker. */
  recordingSortBytes: 512 * 1024 * 1024,

  /** MQTT: bytes of one message, clients at once. */
  mqttMessageBytes: 1024 * 1024,
  mqttClients: 2_000,

  /** Ticks for which it is remembered who left a cell: a session further behind gets the cell anew. */
  keptVersions: 16,
  /** Entities looked at in one tick for a mover that has gone silent. */
  sweptPerTick: 10_000,

  /** Cells that may enter or leave one page's view for each tick until it turns again (about 10 ms of work). */
  cellsTurnedPerTick: 10_000,

  /** Sessions at once on `/live`. */
  sessions: 10_000,
  /** Bytes of one message from a page. */
  sessionMessageBytes: 16 * 1024,
  /** Requests from one page, a second and at once. */
  sessionRequestRate: 20,
  sessionRequestBurst: 60,
  /** Requests past that rate in one second after which the session is closed. */
  sessionRequestFlood: 1_000,
  /** Messages that may wait for a page to read them while it sends more. */
  sessionUnread: 256,
  /** Milliseconds between life signs asked of a page, and in which it must answer one. */
  sessionPingInterval: 10_000,
  sessionPingTimeout: 20_000,
  /** Milliseconds in which a connection must have become a session. */
  sessionOpening: 10_000,
  /** Milliseconds that a page has to close its connection when the server stops. */
  sessionClosing: 1_000,
  /** Crossings told to the pages in one tick, the newest; a page sees the gap and can ask for the others. */
  crossingsPerTick: 200,
  /** Of a shared view: characters of its name and of who speaks, UTF-8 bytes of what is said. */
  sharedNameLength: 64,
  sharedTextBytes: 4 * 1024,
  /** Roster entries and frame bytes in one tick to one page; what is left follows. */
  rosterEntriesPerTick: 4_000,
  frameBytesPerTick: 1024 * 1024,

  /** Entities in one answer of `/api/entities`, when not said, and at most. */
  entitiesDefault: 1_000,
  entitiesMost: 20_000,
  /** Metres around a point in which entities are asked for. */
  nearRadius: 100_000,
  /** Regions kept, and vertices of one and of all of them together. */
  regions: 10_000,
  regionVertices: 10_000,
  regionsVertices: 500_000,
  /** Characters of a region's name. */
  regionNameLength: 200,
  /** Bytes of one body with regions, and of the file that is read at the start. */
  regionBodyBytes: 2 * 1024 * 1024,
  regionsFileBytes: 64 * 1024 * 1024,
  /** Changes of regions that wait to be written. */
  regionChangesWaiting: 256,
  /** Crossings in one answer of `/api/crossings`, when not said, and at most. */
  crossingsDefault: 200,
  crossingsMost: 1_000,
  /** Characters that are searched for, answers of one search when not said and at most, searches at once. */
  searchLength: 100,
  searchDefault: 20,
  searchMost: 200,
  searchesAtOnce: 16,
  /** Buildings in one answer of `/api/buildings`, when not said and at most, and characters of them at most. */
  buildingsDefault: 100,
  buildingsMost: 500,
  buildingsText: 1024 * 1024,
  /** Conditions of one question about buildings, values told one by one in a summary, questions at once. */
  buildingConditions: 16,
  buildingValues: 200,
  buildingQuestionsAtOnce: 16,
  /** Spatial questions (within, near, a shape to check) that are worked on at once. */
  spatialQuestionsAtOnce: 64,
  /** Moves handed to the spatial worker and not yet answered; past that an entity's newest alone counts. */
  spatialMovesWaiting: 131_072,
  /** Crossings of one batch of moves that are told, and crossings that are kept to be asked for. */
  crossingsTold: 20_000,
  crossingsKept: 10_000,
  /** Connections to the HTTP port at once, those of sessions among them. */
  connections: 12_000,
  /** Characters of a URL. */
  urlLength: 8_192,
  /** Milliseconds in which a request must have come whole, and in which a stop must be done. */
  requestTimeout: 120_000,
  stopTimeout: 5_000,
  /** Milliseconds that pages wait at a start for the thread of spatial answers to have read its city. */
  spatialStart: 10_000,
  /** Milliseconds in which the head of a request must have come, and its bytes. */
  headersTimeout: 20_000,
  headerBytes: 16 * 1024,
  /** Milliseconds that a connection without a request stays open. */
  keepAliveTimeout: 5_000,
  /** Bytes of a refused body that are read and thrown away, so that its sender gets to see the answer. */
  discardedBytes: 64 * 1024 * 1024,
  /** Bytes of a `tileset.json` or `city.json` that is read to describe a city, and tiles looked at in it. */
  tilesetBytes: 64 * 1024 * 1024,
  tilesetTiles: 1_000_000,
  /** Bytes of a file that says what the columns of a recording mean. */
  columnsFileBytes: 64 * 1024,
  /** Of each file of a city's networks: bytes, features, points of all features together. */
  networkBytes: 64 * 1024 * 1024,
  networkFeatures: 500_000,
  networkPoints: 5_000_000,
  /** Bytes of a city's footprints and of their index (half a million buildings with a survey's attributes). */
  footprintBytes: 256 * 1024 * 1024,
  /** Cells of all attributes of buildings together (8 bytes each in memory). */
  buildingCells: 20_000_000,
  /** Bytes of a `PUT` that switches something on or off. */
  switchBodyBytes: 1_024,
  /** Refusals shown by `/api/sources`. */
  refusalsShown: 50,
} as const;

/** The same names with other numbers, for tests that reach a limit cheaply. */
export type Limits = { readonly [Name in keyof typeof LIMITS]: number };

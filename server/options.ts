/** One thing a person can set, as `npm start -- --name VALUE` or by an environment variable. */
export interface Option {
  readonly name: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** Environment variable that says the same; an argument wins over it. */
  readonly variable?: string;
  readonly repeatable?: boolean;
  readonly help: string;
}

/** Every option there is, in the order of the help. */
export const OPTIONS = [
  { name: "port", value: "N", variable: "PORT", help: "where the pages and the API are (8080)" },
  {
    name: "host",
    value: "ADDRESS",
    variable: "HOST",
    help: "address to listen on (127.0.0.1: this machine only; 0.0.0.0: everyone on the network)",
  },
  {
    name: "city",
    value: "DIR",
    help: "a folder with a 3D Tiles tileset.json to show as the city (the demo city, Hamatsuki)",
  },
  { name: "no-city", help: "no city at all: the globe with whatever is sent to it" },
  { name: "data", value: "DIR", variable: "DATA", help: "where state is kept (./data)" },
  { name: "no-simulator", help: "no simulated city life" },
  {
    name: "seed",
    value: "TEXT",
    help: "what the simulated life follows from: the same, the same (1)",
  },
  {
    name: "simulator-scale",
    value: "N",
    help: "times the usual number of simulated vehicles, drones and sensors, 0.01 to 100 (1)",
  },
  {
    name: "simulator-speed",
    value: "N",
    help: "simulated seconds in one of ours, 0.1 to 20 (1: the time of day)",
  },
  {
    name: "replay",
    value: "FILE",
    repeatable: true,
    help: "play a recording: canonical NDJSON or CSV, .gz too",
  },
  { name: "replay-speed", value: "N", help: "times real time that recordings run (1)" },
  { name: "replay-loop", help: "begin a recording again when it ends" },
  {
    name: "replay-columns",
    value: "FILE",
    help: "JSON that says what the columns of a CSV recording mean (docs/recordings.md)",
  },
  {
    name: "mqtt-port",
    value: "N",
    variable: "MQTT_PORT",
    help: "port of the MQTT broker inside (1883; 0: none)",
  },
  {
    name: "mqtt-url",
    value: "URL",
    variable: "MQTT_URL",
    help: "listen to an MQTT broker elsewhere, mqtt://host:1883; then none is started inside",
  },
  {
    name: "allow-origin",
    value: "ORIGIN",
    variable: "ALLOW_ORIGINS",
    repeatable: true,
    help: "another site whose pages may use this server, https://example.org",
  },
  {
    name: "allow-host",
    value: "NAME",
    variable: "ALLOW_HOSTS",
    repeatable: true,
    help: "a further name that this server is reached by, behind a proxy",
  },
  {
    name: "log-level",
    value: "LEVEL",
    variable: "LOG_LEVEL",
    help: "trace, debug, info, warn, error, fatal or silent (warn at a terminal, else info)",
  },
  { name: "dev", help: "for work on the pages: they reload as they are edited" },
  { name: "help", help: "this text" },
  { name: "version", help: "the version" },
] as const satisfies readonly Option[];

/** The text of `--help`. */
export function helpText(): string {
  const options: readonly Option[] = OPTIONS;
  const left = (option: Option) =>
    `  --${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
  const width = Math.max(...options.map((option) => left(option).length)) + 2;
  const lines = options.map((option) => {
    const more = [
      option.repeatable === true ? "may be repeated" : undefined,
      option.variable === undefined ? undefined : `or ${option.variable}`,
    ].filter((part) => part !== undefined);
    const note = more.length > 0 ? ` [${more.join("; ")}]` : "";
    return `${left(option).padEnd(width)}${option.help}${note}`;
  });
  return `Machinami, a live 3D twin of a city.\n\nnpm start -- [options]\n\n${lines.join("\n")}\n`;
}

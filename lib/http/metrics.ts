import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the process counts for `/metrics`, in a registry of its own. */
export type Metrics = {
  /** One answered HTTP request. `route` is a pattern, never an address: labels must stay few. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** A gauge that is read when somebody asks for the metrics. */
  gauge(name: string, help: string, read: () => number): void;
  /** A gauge with one label, read when asked. */
  labelledGauge(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void;
  render(): Promise<{ contentType: string; text: string }>;
};

const REQUEST_BUCKETS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

export function createMetrics(options: { processMetrics: boolean } = { processMetrics: true }): Metrics {
  const register = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: "wheelhouse_http_request_seconds",
    help: "Duration of HTTP requests in seconds",
    labelNames: ["method", "route", "status"],
    buckets: REQUEST_BUCKETS,
    registers: [register],
  });
  return {
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: `${status}` }, seconds),
    gauge: (name, help, read) => addGauge(register, name, help, read),
    labelledGauge: (name, help, label, read) => addLabelledGauge(register, { name, help, label, read }),
    render: async () => ({ contentType: register.contentType, text: await register.metrics() }),
  };
}

function addGauge(register: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [register], collect: () => gauge.set(read()) });
}

type LabelledGauge = { name: string; help: string; label: string; read: () => ReadonlyMap<string, number> };

function addLabelledGauge(register: Registry, { name, help, label, read }: LabelledGauge): void {
  const gauge: Gauge<string> = new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [register],
    collect: () => {
      gauge.reset();
      for (const [value, count] of read()) gauge.set({ [label]: value }, count);
    },
  });
}

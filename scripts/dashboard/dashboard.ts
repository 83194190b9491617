/** What the drawing looks at of a dashboard of Grafana. */
export interface Dashboard {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly type: 'row' | 'stat' | 'timeseries';
  readonly title: string;
  /** In columns, of which the dashboard has 24, and in units of height. */
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string;
      readonly decimals?: number;
      readonly thresholds: { readonly steps: readonly Step[] };
      readonly custom?: {
        readonly stacking: { readonly mode: 'none' | 'normal' };
        readonly scaleDistribution: { readonly type: 'linear' | 'log' };
        readonly thresholdsStyle: { readonly mode: 'off' | 'dashed' };
      };
    };
    readonly overrides: readonly {
      readonly matcher: { readonly options: string };
      readonly properties: readonly { readonly value: { readonly fixedColor: string } }[];
    }[];
  };
  readonly targets: readonly Target[];
}

/** From `value` on, or always where that is null, it is this colour. */
export interface Step {
  readonly color: string;
  readonly value: number | null;
}

export interface Target {
  readonly expr: string;
  readonly legendFormat: string;
  /** One value and not a series of them. */
  readonly instant: boolean;
}

/** In seconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Series {
  readonly name: string;
  /** Seconds and value, which is NaN where there is none. */
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

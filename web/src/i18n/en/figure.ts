/** Beside every figure that has an interval. */
export const figure = {
  range: (low: string, high: string) => `${low} to ${high}`,
  points: (n: string) => `${n} points`,
  of: (n: number) => `n = ${n}`,
  tooLittle: (n: number) => `too little to tell (n = ${n})`,
  needs: (n: number, needed: number) => `too little to tell: ${n}, ${needed} more needed`,
  alike: (n: number) => `all alike (n = ${n})`,
  printed: "The scorecard on paper",
};

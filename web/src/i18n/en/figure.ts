/** Beside every figure that has an interval. */
export const figure = {
  of: (n: number) => `n = ${n}`,
  tooLittle: (n: number) => `too little to tell (n = ${n})`,
  needs: (n: number, needed: number) => `too little to tell: ${n}, ${needed} more needed`,
  alike: (n: number) => `all alike (n = ${n})`,
};

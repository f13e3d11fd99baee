import type { Messages } from "../en";

export const figure: Messages["figure"] = {
  range: (low, high) => `${low} 至 ${high}`,
  points: (n) => `${n} 个百分点`,
  of: (n) => `样本 ${n}`,
  tooLittle: (n) => `数据不足（样本 ${n}）`,
  needs: (n, needed) => `数据不足：已有 ${n}，还需 ${needed}`,
  alike: (n) => `全部相同（样本 ${n}）`,
  printed: "评分单（可打印）",
};

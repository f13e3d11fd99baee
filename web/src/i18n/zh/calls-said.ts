import type { Parts } from "./parts";

/** Quotes as a text has them, where the house wrote them as a program does. */
const quoted = (text = "") => text.replace(/^'(.*)'$/s, "“$1”");

/** What is wrong with a file of the switch's calls: code → how it reads in Chinese. */
export const callsSaid: Readonly<Record<string, (values: Parts, why: string) => string>> = {
  "cdr.at": (v, why) => `第 ${v.line} 行：${why}`,
  "cdr.after": (v, why) => `第 ${v.line} 行之后：${why}`,
  "cdr.empty": (v) => `${v.column} 为空：每通电话都必须有`,
  "cdr.no_zone": (v) => `${v.column} 没有时区：请写成 2026-03-01T09:30:00+08:00，或指定整个文件的时区`,
  "cdr.moment": (v) => `${v.column} 写着 ${quoted(v.given)}：请写成 2026-03-01T09:30:00+08:00`,
  "cdr.seconds": (v) => `${v.column} 写着 ${quoted(v.given)}：请写秒数，不小于 0，如 61.5`,
  "cdr.direction": (v) =>
    `${v.column} 写着 ${quoted(v.given)}：请写 inbound（呼入）、outbound（呼出）或 internal（内部）`,
  "cdr.recorded": (v) => `${v.column} 写着 ${quoted(v.given)}：请写 yes 或 no`,
  "cdr.control": (v) => `${v.column} 写着 ${quoted(v.given)}：不能含控制字符`,
  "cdr.long": (v) => `${v.column} 写着 ${quoted(v.given)}：最多 200 个字符`,
  "cdr.otherwise": (v) =>
    `录音系统 ${quoted(v.source)} 的通话 ${quoted(v.call)} 上面已有，但内容不同；请保留一行`,
  "cdr.no_column": (v) => `没有 ${quoted(v.name)} 列，${v.fact} 无从读取`,
  "cdr.no_column_meant": (v) => `没有 ${quoted(v.name)} 列，${v.fact} 无从读取；是否为 ${quoted(v.meant)}？`,
  "cdr.no_fact": (v) => `${quoted(v.column)} 不是通话的内容；可用：${v.facts}`,
  "cdr.no_csv": (v) => `不是 CSV（${v.error}）；含引号或逗号的内容请加引号`,
  "cdr.no_text": (v) => `有字节不是 UTF-8（${v.error}）；请把文件另存为 UTF-8 编码`,
  "cdr.more": (v) => `还有 ${v.count} 处`,
};

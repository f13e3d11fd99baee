import type { Parts } from "./parts";

/** Names as a text has them, where the house wrote them as a program does. */
const bare = (text = "") => text.replace(/^'(.*)'$/s, "$1");

/** Refusals in full, where the code alone does not say who, what or when: code → how it reads in Chinese. */
export const refusalSaid: Readonly<Record<string, (values: Parts, why: string) => string>> = {
  "no.review_skipped": (v) => `${bare(v.who)} 此前跳过了复检 ${bare(v.id)}，请交给别人。`,
  "no.review_taken": (v) => `复检 ${bare(v.id)} 已由 ${bare(v.who)} 领取，请直接作答。`,
  "no.review_others": (v) => `复检 ${bare(v.id)} 由 ${bare(v.who)} 负责，请先接手。`,
  "no.review_own": (v) => `复检 ${bare(v.id)} 是 ${bare(v.who)} 自己的通话，须由他人复检。`,
  "no.review_later": (v) => `复检 ${bare(v.id)} 将于 ${v.when} 发出，请等待。`,
  "no.review_agent": (v) => `复检 ${bare(v.id)} 是另一位坐席的通话，由该坐席确认。`,
  "no.review_open": (v) => `此通话已有进行中的复检 ${bare(v.id)}，请接手那一份。`,
  "no.contest_others": (v) => `评分 ${bare(v.id)} 是另一位坐席的通话，只有该坐席可以申诉。`,
  "no.contest_late": (v) => `评分 ${bare(v.id)} 的申诉期限到 ${v.when} 为止。`,
  "no.dispute_own": (v) => `申诉 ${bare(v.id)} 涉及 ${bare(v.who)} 自己的通话，须由他人裁定。`,
  "no.dispute_judged": (v) => `${bare(v.who)} 判定过申诉 ${bare(v.id)} 的通话，须由他人裁定。`,
  "no.dispute_others": (v) => `申诉 ${bare(v.id)} 由另一位坐席提出。`,
  "no.dispute_late": (v) => `申诉 ${bare(v.id)} 的复议期限到 ${v.when} 为止。`,
  "no.calibration_alone": () => "校准需要至少两人，每人一次，请指定。",
  "no.calibration_expert": (v) => `${bare(v.who)} 不在参与者之中；请指定参与的专家，或不指定。`,
  "no.calibration_own": (v) => `校准 ${bare(v.id)} 的通话是 ${bare(v.who)} 自己的，须由他人评分。`,
  "no.calibration_few": (v) =>
    `校准 ${bare(v.id)} 的 ${v.all} 人中只有 ${v.scored} 人评过分，至少两人才能比较。`,
  "no.calibration_open": (v) => `校准 ${bare(v.id)} 仍在进行，结束后才能查看各人的评分。`,
  "no.calibration_closed": (v) => `校准 ${bare(v.id)} 已结束，请另开一次。`,
  "no.coaching_goal": (v) => `辅导计划 ${bare(v.id)} 没有目标，请先设定再分享。`,
  "no.coaching_clips": (v) => `辅导计划 ${bare(v.id)} 已有 ${v.most} 个片段，请先删除一个。`,
  "no.coaching_clip": (v) => `${v.start} 至 ${v.end} 秒不在通话之内；请给出起点和更晚的终点。`,
  "no.coaching_others": (v) => `录音 ${bare(v.id)} 是另一位坐席的通话，请选用坐席 ${bare(v.who)} 的通话。`,
  "no.password_length": (v) =>
    `密码须为 ${v.least} 至 ${v.most} 个字符，现有 ${v.has} 个；几个互不相干的词容易记住。`,
  "no.password_guessed": () => "密码含有姓名、常见密码，或只有少数几种字符，请换一个。",
  "no.last_administrator": () => "这样就没有管理员了，也没有人能再指定；请先让另一人成为管理员。",
  "no.team_circle": (v) =>
    `班组 ${bare(v.team)} 就是 ${bare(v.other)} 或在其之下；请换一个上级，或不设上级。`,
  "no.login_taken": (v) => `账号 ${bare(v.login)} 已被使用，请换一个。`,
  "no.team_parent": (v) => `没有班组 ${bare(v.team)}，请先建立。`,
  "no.purge_own": (v) => `删除计划 ${bare(v.id)} 由 ${bare(v.who)} 制定，须由另一人批准。`,
  "no.purge_changed": (v) =>
    `删除计划 ${bare(v.id)} 现在的摘要是 ${v.digest}，与您看到的 ${v.seen} 不同；请重新查看后再批准。`,
  "no.still": (v) => `录音 ${bare(v.id)} 仍在${v.state}，请在结束后再试。`,
  "no.hold_over": (v) => `法律保全 ${bare(v.id)} 已由 ${bare(v.who)} 于 ${v.when} 解除；需要时请另设一项。`,
  "no.customer": (v) => `没有录音带有此 ${bare(v.name)}；请核对录音系统的写法。`,
  "no.address_long": (v) => `地址有 ${v.has} 个字符，须为 1 至 ${v.most} 个。`,
  "no.address_signs": () => "地址含有空格、换行或非 ASCII 字符；主机名请用 Punycode，其余请做百分号编码。",
  "no.address_kind": () => "地址须为带主机名的 http 或 https，如 https://host/path。",
  "no.address_user": () => "地址含有用户名或密码，会被显示并写入日志；请去掉，发送的内容已有签名。",
  "no.address_fragment": () => "地址含有 # 之后的部分，这部分不会发送；请去掉。",
  "no.secret_bytes": (v) => `密钥有 ${v.has} 字节，须为 ${v.least} 至 ${v.most} 字节。`,
  "no.filter_long": (v) => `筛选 ${bare(v.name)} 有 ${v.has} 个字符，最多 ${v.most} 个；请减少条件。`,
  "no.filter_taken": (v) => `${v.list} 列表已有名为 ${bare(v.name)} 的筛选；请修改那一个，或换一个名称。`,
  "no.filter_many": (v) => `${v.list} 列表已有 ${v.has} 个筛选，达到每人上限；请先删除一个。`,
  "no.version_same": (v) =>
    `${bare(v.version)} 内容完全相同，为第 ${v.revision} 次修订（${v.status}）；请作改动，或发布那一版。`,
  "no.version_taken": (v) =>
    `${bare(v.version)} 已存在但内容不同，为第 ${v.revision} 次修订；请在文件中提高 \`version\`。`,
  "no.version_active": (v) => `${bare(v.version)} 正在使用；请先发布另一版代替它，或先停用。`,
};

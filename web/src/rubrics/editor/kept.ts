import { opened, valueAt, written } from "./writing";

/** What is being written, kept in the browser until it is added or thrown away. */
export interface Kept {
  text: string;
  examples: string;
  /** When it was changed last, in ISO 8601. */
  at: string;
}

/** Where a person's draft lies: one for each version that it began from. */
export const placeOf = (person: string, from: string | undefined) =>
  `everycall.rubric-draft.${person}.${from ?? "new"}`;

/** Reads what was kept; null where nothing was, or nothing that can be read. */
export function readKept(text: string | null): Kept | null {
  try {
    const kept: Partial<Kept> | null = JSON.parse(text ?? "null");
    return typeof kept?.text === "string" && typeof kept.examples === "string" && typeof kept.at === "string"
      ? { text: kept.text, examples: kept.examples, at: kept.at }
      : null;
  } catch {
    return null;
  }
}

/** The next number of a version that nobody has: `1.0` becomes `1.1`. */
export function raised(version: string, taken: ReadonlySet<string>): string {
  const last = /(\d+)(\D*)$/.exec(version);
  if (last === null) return taken.has(`${version}.1`) ? raised(`${version}.1`, taken) : `${version}.1`;
  const [whole, number = "0", tail = ""] = last;
  const next = `${version.slice(0, version.length - whole.length)}${Number(number) + 1}${tail}`;
  return taken.has(next) ? raised(next, taken) : next;
}

/** A text with its version raised; as it is where it cannot be read. */
export function begun(text: string, taken: ReadonlySet<string>): string {
  const document = opened(text);
  const version = document && valueAt(document, ["version"]);
  return typeof version === "string" ? written(text, ["version"], raised(version, taken)) : text;
}

/** What a new rubric begins with: two criteria that can be tried at once. */
export const FIRST: Record<"zh" | "en", { text: string; examples: string }> = {
  en: {
    text: `id: new-rubric
version: "1.0"
language: en
title: New rubric
owner: QA
pass_mark: 70

phrases:
  greeting:
    - good (morning|afternoon|evening)
    - (thank you|thanks) for calling

sections:
  - id: service
    title: Service
    criteria:
      - id: greets
        title: Greets the customer
        guidance: A greeting in the agent's first words counts, whatever its wording.
        check: {phrase: $greeting, party: agent, first: 2 turns}
`,
    examples: `examples:
  - call: a friendly beginning
    turns: |
      agent: Good morning, how can I help?  # greets
      customer: Hello.
    expect:
      greets: met

  - call: straight to business
    turns: |
      agent: Yes?
      customer: Hello.
    expect:
      greets: not_met
`,
  },
  zh: {
    text: `id: new-rubric
version: "1.0"
language: zh
title: 新评分标准
owner: 质检组
pass_mark: 70

phrases:
  greeting:
    - 您好
    - (早上|下午|晚上)好

sections:
  - id: service
    title: 服务
    criteria:
      - id: greets
        title: 开场问候客户
        guidance: 坐席前两句里有问候即可，不拘说法。
        check: {phrase: $greeting, party: agent, first: 2 turns}
`,
    examples: `examples:
  - call: 正常开场
    turns: |
      坐席: 您好，请问有什么可以帮您？  # greets
      客户: 我想查一下账单。
    expect:
      greets: met

  - call: 没有问候
    turns: |
      坐席: 什么事？
      客户: 我想查一下账单。
    expect:
      greets: not_met
`,
  },
};

/** Dialogues to begin a try-out with. */
export const DIALOGUES: Record<"zh" | "en", string> = {
  en: "agent: Good morning, how can I help?\ncustomer: My parcel has not arrived.\nagent: I'm sorry to hear that. Let me look into it.",
  zh: "坐席：您好，请问有什么可以帮您？\n客户：我的包裹还没到。\n坐席：非常抱歉，我马上帮您查一下。",
};

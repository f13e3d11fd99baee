import type { Status, Version } from "./queries";

/** One rubric in one language, with all its versions, the newest first. */
export interface Kind {
  rubric: string;
  language: string;
  title: string;
  active: Version | null;
  trial: Version | null;
  drafts: number;
  versions: readonly Version[];
  /** The version that was added or moved last. */
  last: Version;
}

/** Sorts versions by what they are versions of. */
export function kinds(versions: readonly Version[]): Kind[] {
  const sorted = new Map<string, Version[]>();
  for (const each of versions) {
    const name = `${each.language} ${each.rubric}`;
    sorted.set(name, [each, ...(sorted.get(name) ?? [])]);
  }
  return [...sorted.values()].flatMap((held) => {
    const [newest] = held;
    if (newest === undefined) return [];
    const of = (status: Status) => held.find((each) => each.status === status) ?? null;
    const active = of("active");
    return [
      {
        rubric: newest.rubric,
        language: newest.language,
        title: (active ?? newest).title,
        active,
        trial: of("trial"),
        drafts: held.filter(({ status }) => status === "draft").length,
        versions: held,
        last: held.reduce((one, other) => (other.changed_at > one.changed_at ? other : one)),
      },
    ];
  });
}

/** The version that another is usually compared with: the one in use, else the one before it. */
export function compared(of: Version, among: readonly Version[]): Version | null {
  const others = among.filter((each) => each.digest !== of.digest);
  const older = others.filter(({ revision }) => revision < of.revision);
  return others.find(({ status }) => status === "active") ?? older[0] ?? others[0] ?? null;
}

/** A recording to be sent, with the file that describes it where there is one. */
export interface Pair {
  audio: File;
  sidecar: File | null;
}

export interface Paired {
  pairs: Pair[];
  /** Descriptions of no recording that is here. */
  lonely: File[];
}

const DESCRIBES = /\.json$/i;

/** Finds the sidecar of each recording: `call.wav.json`, or `call.json` where that can only mean one. */
export function pair(files: readonly File[]): Paired {
  const sidecars = new Map(
    files.filter((each) => DESCRIBES.test(each.name)).map((each) => [each.name, each]),
  );
  const sounds = files.filter((each) => !DESCRIBES.test(each.name));
  const stem = (name: string) => name.replace(/\.[^.]+$/, "");
  const pairs = sounds.map((audio) => {
    const alone = sounds.filter((each) => stem(each.name) === stem(audio.name)).length === 1;
    const name = [`${audio.name}.json`, ...(alone ? [`${stem(audio.name)}.json`] : [])].find((each) =>
      sidecars.has(each),
    );
    const sidecar = name === undefined ? null : (sidecars.get(name) ?? null);
    return { audio, sidecar };
  });
  const used = new Set(pairs.map((each) => each.sidecar));
  return { pairs, lonely: [...sidecars.values()].filter((each) => !used.has(each)) };
}

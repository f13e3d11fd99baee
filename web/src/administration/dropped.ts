/** A recording, and what was dropped with it to describe it. */
export interface Given {
  audio: File;
  sidecar: File | null;
}

const DESCRIBES = /\.(json|xml|yaml|yml|txt)$/i;

/** Tells the recording from its sidecar; null where there is no recording. */
export function parted(files: readonly File[]): Given | null {
  const audio = files.find((file) => !DESCRIBES.test(file.name));
  if (audio === undefined) return null;
  return { audio, sidecar: files.find((file) => DESCRIBES.test(file.name)) ?? null };
}

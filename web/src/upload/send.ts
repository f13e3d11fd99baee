import { OURS } from "../api/change";
import { problemIn, Refusal } from "../api/client";
import type { Recording } from "../api/types";
import type { Pair } from "./pairs";

/** What came of sending: the recording, and whether it was here before. */
export interface Sent {
  recording: Recording;
  isNew: boolean;
}

const CREATED = 201;

/** Sends a recording and tells how far it is; `fetch` cannot tell that. */
export function send(
  { audio, sidecar }: Pair,
  source: string,
  onProgress: (share: number) => void,
): Promise<Sent> {
  const form = new FormData();
  // What describes the call goes first: where it is wrong, it is refused before the sound is sent.
  if (sidecar !== null) form.append("metadata", sidecar, sidecar.name);
  form.append("source", source);
  form.append("audio", audio, audio.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/recordings");
    for (const [name, value] of Object.entries(OURS)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Refusal(0, null));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        resolve({ recording: JSON.parse(request.responseText), isNew: request.status === CREATED });
      else reject(new Refusal(request.status, problemIn(request.responseText)));
    };
    request.send(form);
  });
}

import { stat } from 'node:fs/promises';
import { scoreLipSync } from '../../media/lip-sync/lip-sync-score.ts';
import { openVoices, type VoiceFile } from '../../media/voice-track.ts';
import type { VideoOutput } from '../../plugin-api/output.ts';
import { canonicalJson } from '../../runs/canonical-json.ts';
import type { RunResult } from '../../runs/events.ts';
import type { GenerationSpec } from '../../runs/spec.ts';
import type { AssetReference } from '../../runs/spec-inputs.ts';
import type { InputLimits } from '../../runs/worker-protocol.ts';
import { hashFile } from '../../runtime/hash-file.ts';
import type { StageJournal } from '../journal.ts';
import type { StageOutput } from '../stage-store.ts';

export interface FinishRequest {
  readonly spec: GenerationSpec;
  /** Frames of the whole video. */
  readonly frames: number;
  readonly output: VideoOutput;
  /** Outputs of the decode stages, in playing order. */
  readonly segments: readonly StageOutput[];
  readonly journal: StageJournal;
  /** Files of the voices under the fields that name them; none: a silent video. */
  readonly voices: readonly VoiceFile[];
  /** How far the mouth should open, by frame; null when nothing is measured. */
  readonly opening: readonly number[] | null;
  readonly limits: InputLimits;
}

/** The spec without what belongs to one server or leaves no trace: assets are named by content. */
function portable(spec: GenerationSpec): unknown {
  const { image, video, audio, startLatents, oomPolicy: _, ...rest } = spec;
  const content = (asset: AssetReference | null) => asset && { sha256: asset.sha256 };
  const speakers = spec.speakers.map((speaker) => ({
    ...speaker,
    audio: content(speaker.audio),
    mask: content(speaker.mask),
  }));
  return {
    ...rest,
    image: content(image),
    video: content(video),
    audio: content(audio),
    speakers,
    startLatents: startLatents && { keys: startLatents.keys },
  };
}

/** The stage `mux`: joins the segments, adds the voice, embeds the settings. */
export async function finishVideo(request: FinishRequest): Promise<RunResult> {
  const { spec, frames, output, segments, journal, voices, opening, limits } = request;
  const name = `video${output.extension}`;
  const parts = { segments: segments.map((segment) => segment.key), spec: portable(spec), frames };
  const finished = await journal.ensure({ stage: 'mux', window: null, windows: null, version: 1, parts }, async () => {
    // The first of them may be hours old.
    for (const segment of segments) await segment.check();
    const target = await journal.store.scratch(name);
    await output.join({
      segments: segments.map((segment) => segment.file(String(segment.facts.segment))),
      target,
      format: { width: spec.width, height: spec.height, fps: spec.fps },
      audio: await openVoices(voices, spec.multiAudio, limits.maxAudioSeconds),
      metadata: { genesis: canonicalJson(portable(spec)) },
    });
    return { tensors: {}, files: { [name]: target } };
  });
  const file = finished.file(name);
  const mouth = segments.flatMap((segment) => segment.facts.mouth as number[]);
  return {
    file,
    sha256: await hashFile(file),
    bytes: (await stat(file)).size,
    mimeType: output.mimeType,
    extension: output.extension,
    width: spec.width,
    height: spec.height,
    fps: spec.fps,
    frames,
    lipSync: opening && scoreLipSync(mouth, opening),
  };
}

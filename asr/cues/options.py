"""Every threshold of the cues, with the reason for its default."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class CueOptions:
    """What counts as a cue. All lengths are seconds; the values used are echoed in `Cues.settings`.

    Attributes:
        silence: nobody speaks for at least this long; 3 to 5 s is what reviewers find worth seeing.
        dead_air: a silence this long is called dead air in its reasons; contact centres use 10 to 30 s.
        pause: a speaker's own break this long is a pause; shorter ones are articulation and breath.
        overlap: two parties at once for at least this long; less is the ordinary change of speakers.
        interruption: cutting in counts from this long on. Reviewers who follow the 抢话 convention of 2 to
            3 s ask for it in their rubric; a speaker who gives way at once is cut off sooner than that.
        interruption_underway: the other must have been speaking this long, else both began together.
        interruption_characters: said by the one who cuts in, in Chinese characters.
        interruption_words: the same in English words.
        backchannel: speech this short of which the words are not known is taken for a signal of listening.
        rate_speech: a turn's rate is told from this many seconds of speech on.
        rate_units: and from this many characters or words on.
        voiced: pitch and tension are told from this many voiced seconds on.
        segment: tension is read over at least this much speech; shorter pieces are pooled.
        segment_longest: and over about this much at most, so that its course within a turn is seen.
        pool_within: pieces of one party further apart than this are not pooled.
        trend_window: tension is averaged over this long before its worst point and end are told, since the
            highest of a hundred noisy readings is high by chance alone.
        trend_segments: a course over the call is told from this many segments on.
        tension_of_agents: read tension from agents too. Off: in some countries inferring employees' emotion
            is forbidden.
    """

    silence: float = 3.0
    dead_air: float = 10.0
    pause: float = 0.5
    overlap: float = 0.3
    interruption: float = 1.0
    interruption_underway: float = 0.5
    interruption_characters: int = 4
    interruption_words: int = 3
    backchannel: float = 0.8
    rate_speech: float = 2.0
    rate_units: int = 5
    voiced: float = 0.4
    segment: float = 1.0
    segment_longest: float = 4.0
    pool_within: float = 10.0
    trend_window: float = 15.0
    trend_segments: int = 5
    tension_of_agents: bool = False

    def settings(self) -> tuple[tuple[str, str], ...]:
        """List every value by name, sorted."""
        return tuple(sorted((field.name, str(getattr(self, field.name))) for field in fields(self)))

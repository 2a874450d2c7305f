"""Words of events for people."""

from csaleads.forum.gatherings.models import Answer, GatheringKind

KIND_LABELS = {
    GatheringKind.EVENT: "Event",
    GatheringKind.SUPPORT_SESSION: "Network support session",
}
KIND_HINTS = {
    GatheringKind.EVENT: "Training, a conference, a meeting.",
    GatheringKind.SUPPORT_SESSION: "Who was there is noted afterwards.",
}
FEED_LABELS = {
    GatheringKind.EVENT: "Event of the network",
    GatheringKind.SUPPORT_SESSION: "Network support session",
}
ANSWER_LABELS = {
    Answer.COMING: "Yes, I am coming",
    Answer.PERHAPS: "Perhaps",
    Answer.NOT_COMING: "No, I cannot come",
}
OWN_LABELS = {
    Answer.COMING: "You are coming",
    Answer.PERHAPS: "You are perhaps coming",
    Answer.NOT_COMING: "You are not coming",
}

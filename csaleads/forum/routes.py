"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct.

Each module registers its pages on the blueprint, or its tables, or listens to what happens.
"""

# ruff: noqa: F401
import csaleads.forum.asking.models
import csaleads.forum.asking.private_routes
import csaleads.forum.asking.reveal_routes
import csaleads.forum.following.announcement_routes
import csaleads.forum.following.heed_routes
import csaleads.forum.following.models
import csaleads.forum.following.reading_routes
import csaleads.forum.following.routes
import csaleads.forum.following.telling
import csaleads.forum.gatherings.change_routes
import csaleads.forum.gatherings.feed
import csaleads.forum.gatherings.models
import csaleads.forum.gatherings.poll_routes
import csaleads.forum.gatherings.presence_routes
import csaleads.forum.gatherings.routes
import csaleads.forum.library.models
import csaleads.forum.library.pieces
import csaleads.forum.library.routes
import csaleads.forum.moderation.appeal_routes
import csaleads.forum.moderation.beside
import csaleads.forum.moderation.held_routes
import csaleads.forum.moderation.judge_routes
import csaleads.forum.moderation.models
import csaleads.forum.moderation.phrase_service
import csaleads.forum.moderation.queue_routes
import csaleads.forum.moderation.report_routes
import csaleads.forum.moderation.thread_acts_routes
import csaleads.forum.posts.accepting_routes
import csaleads.forum.posts.draft_routes
import csaleads.forum.posts.edition_routes
import csaleads.forum.posts.own_actions
import csaleads.forum.posts.own_routes
import csaleads.forum.posts.preview_routes
import csaleads.forum.posts.thanks_routes
import csaleads.forum.search.kind
import csaleads.forum.search.similar_routes
import csaleads.forum.spaces.changes_routes
import csaleads.forum.spaces.home_routes
import csaleads.forum.spaces.linked_pieces
import csaleads.forum.spaces.linked_service
import csaleads.forum.spaces.list_routes
import csaleads.forum.spaces.routes
import csaleads.forum.spaces.topic_pieces
import csaleads.forum.threads.routes
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]

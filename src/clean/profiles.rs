//! What a forum says about who wrote a post, beside and below it: ranks, counts of posts, signatures.

use super::facts::Facts;
use super::find::Boxes;
use super::{Context, Cut, find};
use crate::keys;
use crate::tree::{Tree, tag};

const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::DL, tag::UL, tag::ASIDE, tag::SECTION, tag::TD, tag::P, tag::SPAN],
    hints: keys::words!(
        "postprofile userprofile posterprofile userinfo userdetails userstats authorstats signature signatures \
        usersig postsig"
    ),
    reason: "profile or signature",
    words: 1..=60,
    prose: true,
    linked: find::ANY_LINKS,
};

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    find::named_boxes(tree, facts, &BOXES)
}

//! A bank of ready comments: the exam's own and a marker's, and which to offer while one is typed.
//!
//! Knows texts, questions, points and how often each was taken. Knows no copy: an annotation that takes a comment
//! keeps its own text.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use crate::error::{Code, Error, Result};
use crate::roster::normalise;

/// The longest comment, in characters.
pub const MAX_COMMENT: usize = 2_000;

/// The most comments of one marker; the ones taken least and longest ago make room.
pub const MAX_PERSONAL: usize = 1_000;

/// A ready comment. Its text is never shown in `Debug`.
#[derive(Clone, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Comment {
    /// What is written.
    pub text: String,
    /// The question it belongs to, by the id of the scheme; `None` for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The points that go with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_delta: Option<Mark>,
    /// Whether the exam gives it to all markers; else it is the marker's own.
    #[serde(default)]
    pub official: bool,
    /// How often this marker took it.
    #[serde(default)]
    pub uses: u32,
    /// When this marker last took it: a number that grows with every use of the bank.
    #[serde(default)]
    pub last_use: u64,
}

impl fmt::Debug for Comment {
    // What is written about candidates reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comment(official: {}, uses: {})", self.official, self.uses)
    }
}

/// The comments that one marker may take.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct CommentBank {
    comments: Vec<Comment>,
    #[serde(default)]
    uses: u64,
}

impl CommentBank {
    /// A bank with the comments that the exam gives to all.
    ///
    /// # Errors
    /// `annotation_invalid` for a text that is empty or longer than [`MAX_COMMENT`].
    pub fn new(official: impl IntoIterator<Item = Comment>) -> Result<Self> {
        let mut bank = Self::default();
        for comment in official {
            check(&comment.text)?;
            bank.comments.push(Comment { official: true, uses: 0, last_use: 0, ..comment });
        }
        Ok(bank)
    }

    /// All comments, the exam's first.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The marker took this comment, or wrote it: counted, and kept if it is new. Two texts that differ in accents,
    /// capitals and spaces alone are one comment; points count. O(comments).
    ///
    /// # Errors
    /// `annotation_invalid` as in [`CommentBank::new`].
    pub fn take(&mut self, text: &str, question: Option<&str>, score_delta: Option<Mark>) -> Result<()> {
        check(text)?;
        self.uses = self.uses.saturating_add(1);
        let wanted = normalise(text);
        let same = |comment: &&mut Comment| {
            normalise(&comment.text) == wanted
                && comment.score_delta == score_delta
                && (comment.question.is_none() || comment.question.as_deref() == question)
        };
        if let Some(comment) = self.comments.iter_mut().find(same) {
            comment.uses = comment.uses.saturating_add(1);
            comment.last_use = self.uses;
            return Ok(());
        }
        self.make_room();
        self.comments.push(Comment {
            text: text.trim().to_owned(),
            question: question.map(str::to_owned),
            score_delta,
            official: false,
            uses: 1,
            last_use: self.uses,
        });
        Ok(())
    }

    /// The marker wants this comment no more; the exam's own stay. Tells whether it was there.
    pub fn forget(&mut self, text: &str, question: Option<&str>) -> bool {
        let before = self.comments.len();
        let keep = |comment: &Comment| {
            comment.official || comment.text != text || comment.question.as_deref() != question
        };
        self.comments.retain(keep);
        self.comments.len() < before
    }

    /// What to offer for this question while `typed` stands there, the best first: comments in which every typed
    /// word begins a word, those that begin with what is typed first; then those of this question before those for
    /// all; then the often taken, the exam's own, and the lately taken. Comments of other questions are offered
    /// last, and only when something is typed. O(comments · letters).
    ///
    /// ```
    /// use korrigo_core::exam::CommentBank;
    ///
    /// let mut bank = CommentBank::default();
    /// bank.take("Unité manquante", Some("1.a"), None)?;
    /// bank.take("Justifiez", None, None)?;
    /// bank.take("Justifiez", None, None)?;
    /// let texts = |found: Vec<&korrigo_core::exam::Comment>| {
    ///     found.into_iter().map(|comment| comment.text.clone()).collect::<Vec<_>>()
    /// };
    /// assert_eq!(texts(bank.suggest(Some("1.a"), "", 5)), ["Unité manquante", "Justifiez"]);
    /// assert_eq!(texts(bank.suggest(Some("1.a"), "manq uni", 5)), ["Unité manquante"]);
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn suggest(&self, question: Option<&str>, typed: &str, most: usize) -> Vec<&Comment> {
        let typed = normalise(typed);
        let mut found: Vec<_> = self
            .comments
            .iter()
            .filter_map(|comment| {
                let place = match comment.question.as_deref() {
                    own if own.is_some() && own == question => 0,
                    None => 1,
                    Some(_) if !typed.is_empty() => 2,
                    Some(_) => return None,
                };
                let text = normalise(&comment.text);
                let begins = |word: &str| text.split(' ').any(|other| other.starts_with(word));
                if !typed.split(' ').all(begins) {
                    return None;
                }
                let key = (place == 2, !text.starts_with(&typed), place, u32::MAX - comment.uses);
                Some(((key, !comment.official, u64::MAX - comment.last_use), comment))
            })
            .collect();
        found.sort_by_key(|(key, _)| *key);
        found.into_iter().take(most).map(|(_, comment)| comment).collect()
    }

    fn make_room(&mut self) {
        let personal = self.comments.iter().enumerate().filter(|(_, comment)| !comment.official);
        if personal.clone().count() < MAX_PERSONAL {
            return;
        }
        let least =
            personal.min_by_key(|(_, comment)| (comment.uses, comment.last_use)).map(|(place, _)| place);
        if let Some(place) = least {
            self.comments.remove(place);
        }
    }
}

fn check(text: &str) -> Result<()> {
    if text.trim().is_empty() || text.chars().count() > MAX_COMMENT {
        let message = format!("a comment has 1 to {MAX_COMMENT} characters");
        return Err(Error::new(Code::AnnotationInvalid, message).with_detail("comment"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn official(text: &str, question: Option<&str>) -> Comment {
        let question = question.map(str::to_owned);
        Comment { text: text.into(), question, score_delta: None, official: false, uses: 7, last_use: 3 }
    }

    fn texts<'a>(bank: &'a CommentBank, question: &str, typed: &str) -> Vec<&'a str> {
        bank.suggest(Some(question), typed, 10).into_iter().map(|comment| comment.text.as_str()).collect()
    }

    fn bank() -> CommentBank {
        CommentBank::new([
            official("Réponse non justifiée", Some("1")),
            official("Bonne méthode", None),
            official("Graphique sans légende", Some("2")),
        ])
        .unwrap()
    }

    #[test]
    fn what_belongs_here_and_is_taken_often_comes_first() {
        let mut bank = bank();
        assert_eq!(texts(&bank, "1", ""), ["Réponse non justifiée", "Bonne méthode"]);
        bank.take("Unité ?", Some("1"), None).unwrap();
        assert_eq!(texts(&bank, "1", ""), ["Unité ?", "Réponse non justifiée", "Bonne méthode"]);
        bank.take("reponse NON justifiee", Some("1"), None).unwrap();
        // As often taken: the exam's own comes first.
        assert_eq!(texts(&bank, "1", ""), ["Réponse non justifiée", "Unité ?", "Bonne méthode"]);
        bank.take("Unité ?", Some("1"), None).unwrap();
        assert_eq!(texts(&bank, "1", "")[0], "Unité ?");
        assert_eq!(bank.comments().len(), 4);
        assert!(bank.comments()[0].official && bank.comments()[0].uses == 1);
    }

    #[test]
    fn typing_finds_words_without_their_accents() {
        let mut bank = bank();
        bank.take("Non, voir le cours", Some("1"), None).unwrap();
        assert_eq!(texts(&bank, "1", "non"), ["Non, voir le cours", "Réponse non justifiée"]);
        assert_eq!(texts(&bank, "1", "justifiee rep"), ["Réponse non justifiée"]);
        assert_eq!(texts(&bank, "1", "legende"), ["Graphique sans légende"]);
        assert_eq!(texts(&bank, "1", "xyz"), [""; 0]);
    }

    #[test]
    fn points_make_another_comment() {
        let mut bank = bank();
        let half = "-0.5".parse().unwrap();
        bank.take("Bonne méthode", Some("1"), Some(half)).unwrap();
        assert_eq!(bank.comments().len(), 4);
        assert!(bank.forget("Bonne méthode", Some("1")) && !bank.forget("Bonne méthode", None));
        assert_eq!(bank.comments().len(), 3);
    }

    #[test]
    fn comments_at_the_limit_and_one_past_it() {
        let mut bank = bank();
        assert!(bank.take(&"é".repeat(MAX_COMMENT), None, None).is_ok());
        for text in ["", " \n", &"é".repeat(MAX_COMMENT + 1)] {
            assert_eq!(bank.take(text, None, None).unwrap_err().code(), Code::AnnotationInvalid);
        }
        for number in 1..MAX_PERSONAL {
            bank.take(&format!("n{number}"), None, None).unwrap();
        }
        assert_eq!(bank.comments().len(), 3 + MAX_PERSONAL);
        bank.take("n1", None, None).unwrap();
        bank.take("one more", None, None).unwrap();
        assert_eq!(bank.comments().len(), 3 + MAX_PERSONAL);
        // The first one made room, what was taken twice did not, nor did the exam's own.
        assert!(!texts(&bank, "1", "").iter().any(|text| text.starts_with('é')));
        assert_eq!(bank.comments().iter().filter(|comment| comment.official).count(), 3);
        assert_eq!(texts(&bank, "9", "")[0], "n1");
    }

    #[test]
    fn banks_are_stored_and_say_nothing() {
        let bank = bank();
        let json = serde_json::to_string(&bank).unwrap();
        assert_eq!(serde_json::from_str::<CommentBank>(&json).unwrap(), bank);
        assert!(!format!("{bank:?}").contains("Bonne"));
    }
}

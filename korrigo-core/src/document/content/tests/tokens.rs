use proptest::prelude::*;

use super::super::lexer::{Lexer, Number, Operand, Operation};
use super::super::operator::Operator;
use super::super::writer::Writer;
use crate::Limits;

fn read(content: &[u8]) -> Vec<(Operation<'_>, Vec<Operand<'_>>)> {
    // Leaked so that what is read may outlive this function; tests only.
    let limits: &'static Limits = Box::leak(Box::new(Limits::default()));
    let meter = Box::leak(Box::new(limits.meter()));
    let mut lexer = Lexer::new(content, limits, meter);
    let mut all = Vec::new();
    let mut operands = Vec::new();
    while let Some(operation) = lexer.next(&mut operands).unwrap() {
        all.push((operation, std::mem::take(&mut operands)));
    }
    all
}

fn write(operations: &[(Operation<'_>, Vec<Operand<'_>>)]) -> Vec<u8> {
    let mut writer = Writer::default();
    for (operation, operands) in operations {
        match operation {
            Operation::Operator(operator) => {
                for operand in operands {
                    writer.operand(operand);
                }
                writer.operator(*operator);
            }
            Operation::Image(image) => writer.image(image),
            Operation::Unknown => {}
        }
    }
    writer.into_bytes()
}

fn number(literal: &'static str) -> Operand<'static> {
    Operand::Number(Number { literal: literal.as_bytes(), value: literal.parse().unwrap() })
}

#[test]
fn numbers_keep_their_spelling() {
    let content = b"+1 -.50 002. 1.000 .5 l";
    let operations = read(content);
    let values: Vec<_> = operations[0].1.iter().map(|operand| operand.as_number().unwrap()).collect();
    assert_eq!(values, [1.0, -0.5, 2.0, 1.0, 0.5]);
    assert_eq!(write(&operations), b"+1 -.50 002. 1.000 .5 l\n");
}

#[test]
fn numbers_that_readers_dispute_lose_their_spelling() {
    assert_eq!(write(&read(b"--5 1.2.3 4-5 m")), b"-5 1.2 4 m\n");
    let values: Vec<_> = read(b"--5 1.2.3 4-5 . - m")[0].1.iter().filter_map(Operand::as_number).collect();
    assert_eq!(values, [-5.0, 1.2, 4.0, 0.0, 0.0]);
    let huge = [b"9".repeat(400), b" w".to_vec()].concat();
    assert!(read(&huge)[0].1[0].as_number().unwrap().is_finite());
}

#[test]
fn strings_and_names_are_unescaped() {
    let operations = read(b"(a\\(b\\)(c)\\101\\n\\\r\nx\r\ny\\q) /A#20B#zz <48 656 C6c 6> Tj");
    assert_eq!(
        operations[0].1,
        [
            Operand::String(b"a(b)(c)A\nx\nyq".to_vec().into()),
            Operand::Name(b"A B#zz".to_vec().into()),
            Operand::String(b"Hell`".to_vec().into()),
        ]
    );
}

#[test]
fn garbage_is_skipped() {
    let operations = read(b"]] >> ) } 1 0 0 1 5 5 cm % a comment Q\n foo /x<</A[1(2)]/B<<>>>>BDC(open");
    let operators: Vec<_> = operations.iter().map(|(operation, _)| operation.clone()).collect();
    assert_eq!(
        operators,
        [
            Operation::Operator(Operator::Concatenate),
            Operation::Unknown,
            Operation::Operator(Operator::BeginMarkedProperties)
        ]
    );
}

#[test]
fn an_inline_image_may_hold_its_own_end() {
    // 4 x 2 grey: the data spell an end marker.
    let content = b"q BI /W 4/H 2/BPC 8/CS/G ID \nEI Q EI EI Q";
    let operations = read(content);
    let Operation::Image(image) = &operations[1].0 else { panic!("{operations:?}") };
    assert_eq!(image.data, b"\nEI Q EI");
    assert_eq!(operations.len(), 3);
    assert_eq!(read(&write(&operations)), operations);
}

#[test]
fn an_inline_image_of_unknown_length_ends_where_content_follows() {
    let content = b"BI /W 4/H 2/F/CCF ID ab EI \x01\x02 EI\nQ q";
    let operations = read(content);
    let Operation::Image(image) = &operations[0].0 else { panic!("{operations:?}") };
    assert_eq!(image.data, b"ab EI \x01\x02");
    assert_eq!(operations.len(), 3);
}

#[test]
fn nesting_at_the_limit_and_one_past_it() {
    let limits = Limits { max_depth: 3, ..Limits::default() };
    for (content, fine) in [(&b"[[[[]]]] 0 d"[..], true), (b"[[[[[]]]]] 0 d", false)] {
        let meter = limits.meter();
        let read = Lexer::new(content, &limits, &meter).next(&mut Vec::new());
        assert_eq!(read.is_ok(), fine);
    }
}

fn operand() -> impl Strategy<Value = Operand<'static>> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["0", "-1", "12.50", ".5", "+3", "100000"]).prop_map(number),
        prop::collection::vec(any::<u8>(), 0..8).prop_map(|bytes| Operand::Name(bytes.into())),
        prop::collection::vec(any::<u8>(), 0..12).prop_map(|bytes| Operand::String(bytes.into())),
        any::<bool>().prop_map(Operand::Boolean),
        Just(Operand::Null),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let key = prop::collection::vec(any::<u8>(), 1..5).prop_map(std::borrow::Cow::Owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Operand::Array),
            prop::collection::vec((key, inner), 0..3).prop_map(Operand::Dictionary),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(
        operations in prop::collection::vec(
            (prop::sample::select(Operator::ALL), prop::collection::vec(operand(), 0..6)), 0..20),
    ) {
        let operations: Vec<_> = operations
            .into_iter()
            .filter(|(operator, _)| *operator != Operator::BeginImage)
            .map(|(operator, operands)| (Operation::Operator(operator), operands))
            .collect();
        let written = write(&operations);
        prop_assert_eq!(read(&written), operations);
    }

    #[test]
    fn any_bytes_end_within_the_meter(content in prop::collection::vec(any::<u8>(), 0..2000)) {
        let limits = Limits { max_work: 4000, ..Limits::default() };
        let meter = limits.meter();
        let mut lexer = Lexer::new(&content, &limits, &meter);
        let mut operands = Vec::new();
        while let Ok(Some(_)) = lexer.next(&mut operands) {}
    }

    #[test]
    fn tokens_in_any_order_read_back(content in tokens()) {
        let once = read(&content);
        let known: Vec<_> = once.into_iter().filter(|(operation, _)| *operation != Operation::Unknown).collect();
        let written = write(&known);
        prop_assert_eq!(read(&written), known);
    }
}

fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let token = prop::sample::select(vec![
        "q", "Q", "BT", "ET", "1", "-2.5", "/F1", "(a)", "[", "]", "<<", ">>", "Tf", "Tj", "TJ", "re", "f",
        "W", "n", "BI", "ID", "EI", "/W", "/H", "%", "\n", "<41>", "Td", "'", "\"", "Do", "cm", "x", "{",
        ")", "(",
    ]);
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.join(" ").into_bytes())
}

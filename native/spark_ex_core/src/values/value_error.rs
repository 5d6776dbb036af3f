//! A value that does not match the type of its column.

use arrow_buffer::OffsetBuffer;

/// A value that does not match its type, and where it is.
#[derive(Clone, Debug)]
pub struct ValueError<V, E> {
    /// The row, counted from 0. Below the column's own level: the index among its siblings.
    pub row: usize,
    /// The steps to the value, innermost first.
    pub path: Vec<Step<V>>,
    /// What the column expects.
    pub expected: E,
    /// The value.
    pub value: V,
}

/// One step from a column to a value inside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<V> {
    /// A column, or the field of a struct.
    Field(String),
    /// An element of an array.
    Element(usize),
    /// A key of a map.
    Key(V),
    /// The value of a map under a key.
    Value(V),
}

/// The position of an element in a list array.
#[derive(Clone, Copy, Debug)]
pub struct ElementPosition {
    /// The index among the elements of all lists.
    pub overall: usize,
    /// The index in the element's own list.
    pub in_list: usize,
}

impl<V, E> ValueError<V, E> {
    /// The error of a value at the column's own level.
    pub fn new(row: usize, expected: impl Into<E>, value: V) -> Self {
        Self {
            row,
            path: Vec::new(),
            expected: expected.into(),
            value,
        }
    }

    /// The same error as its parent value sees it.
    pub fn within(mut self, row: usize, step: Step<V>) -> Self {
        self.row = row;
        self.path.push(step);
        self
    }

    /// The same error as seen from the lists that `offsets` cut the values into.
    pub fn within_list(
        self,
        offsets: &OffsetBuffer<i32>,
        step: impl FnOnce(ElementPosition) -> Step<V>,
    ) -> Self {
        let overall = self.row;
        let row = offsets.partition_point(|offset| *offset as usize <= overall) - 1;
        let in_list = overall - offsets[row] as usize;
        self.within(row, step(ElementPosition { overall, in_list }))
    }

    /// The same error as seen from a table, `rows_before` rows after its first.
    pub fn within_column(self, name: &str, rows_before: usize) -> Self {
        let row = rows_before + self.row;
        self.within(row, Step::Field(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locates_a_value_in_its_list() {
        let offsets = OffsetBuffer::new(vec![0, 2, 2, 5].into());
        let error: ValueError<(), &str> = ValueError::new(3, "a number", ());
        let error = error
            .within_list(&offsets, |at| Step::Element(at.in_list))
            .within_column("c", 10);
        assert_eq!(error.row, 12);
        assert_eq!(error.path, [Step::Element(1), Step::Field("c".into())]);
    }
}

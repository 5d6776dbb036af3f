//! Room on the stack for recursion. A stack overflow in a NIF would end the VM.

const RED_ZONE: usize = 128 * 1024;
const STEP: usize = 2 * 1024 * 1024;
/// Arrow recurses over nested types without checking the stack.
const ARROW_STACK: usize = 8 * 1024 * 1024;

/// Runs one level of a recursion, on a new stack segment if the current one is nearly full.
pub(crate) fn grow<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, STEP, level)
}

/// Runs a function with room for the recursion inside Arrow.
pub(crate) fn with_room_for_arrow<T>(function: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(ARROW_STACK, ARROW_STACK, function)
}

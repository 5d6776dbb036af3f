//! The names in the protocol as atoms.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustler::{Atom, Env, NifResult};
use spark_ex_core::proto::descriptors::Schema;

/// Names of fields and enum values as atoms, in vectors parallel to those of [`Schema`].
///
/// They come from the vendored protos: no name from a server becomes an atom.
pub(super) struct Names {
    pub(super) fields: Vec<FieldNames>,
    pub(super) enums: Vec<EnumNames>,
}

/// The fields of a message.
pub(super) struct FieldNames {
    pub(super) atoms: Vec<Atom>,
    pub(super) positions: HashMap<Atom, usize>,
}

/// The values of an enum.
pub(super) struct EnumNames {
    pub(super) atoms: HashMap<i32, Atom>,
    pub(super) numbers: HashMap<Atom, i32>,
}

static NAMES: OnceLock<Names> = OnceLock::new();

/// Creates the atoms; called once when the library is loaded.
pub(crate) fn load(env: Env) -> NifResult<()> {
    let schema = Schema::get();
    let fields = schema
        .messages
        .iter()
        .map(|message| {
            let atoms = message
                .fields
                .iter()
                .map(|field| Atom::from_str(env, &field.name))
                .collect::<NifResult<Vec<_>>>()?;
            let positions = atoms.iter().enumerate().map(|(at, atom)| (*atom, at));
            Ok(FieldNames {
                positions: positions.collect(),
                atoms,
            })
        })
        .collect::<NifResult<Vec<_>>>()?;
    let enums = schema
        .enums
        .iter()
        .map(|descriptor| {
            let values = descriptor
                .values
                .iter()
                .map(|(name, number)| Ok((Atom::from_str(env, name)?, *number)))
                .collect::<NifResult<Vec<_>>>()?;
            Ok(EnumNames {
                atoms: values
                    .iter()
                    .map(|(atom, number)| (*number, *atom))
                    .collect(),
                numbers: values.into_iter().collect(),
            })
        })
        .collect::<NifResult<Vec<_>>>()?;
    let _ = NAMES.set(Names { fields, enums });
    Ok(())
}

/// The names, once the library is loaded.
pub(super) fn names() -> Result<&'static Names, String> {
    NAMES
        .get()
        .ok_or_else(|| "the native library is not loaded".to_owned())
}

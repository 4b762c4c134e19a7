//! Folders with all that is in them.

use crate::Result;
use std::fs;
use std::path::Path;

/// Copies a file, or a folder with all that is in it, over what is there.
pub fn copy(from: &Path, to: &Path) -> Result {
    let failed = |error| format!("copying {} to {}: {error}", from.display(), to.display());
    if from.is_dir() {
        fs::create_dir_all(to).map_err(failed)?;
        for entry in fs::read_dir(from).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    to.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    fs::copy(from, to).map(|_| ()).map_err(failed)
}

/// All files below a folder, by their paths in it.
pub fn read_folder(folder: &Path, prefix: &str, entries: &mut Vec<(String, Vec<u8>)>) -> Result {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), entries)?;
        } else {
            entries.push((name, fs::read(entry.path()).map_err(failed)?));
        }
    }
    Ok(())
}
